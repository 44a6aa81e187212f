// Gas that is fast in a part of the grid only: shorter steps there than elsewhere.
#include <doctest/doctest.h>

#include <cmath>

#include "box_grid.hpp"
#include "fire/flow/flow.hpp"

using namespace firedrill;

namespace {

// A stream in x and y that fills a layout, and what it carries.
struct Stream {
    Layout layout{80, 48, 6};
    Fields fields{layout};
    Transport transport{layout};
    FieldArray expansion{layout};
    RowSpans expands = RowSpans(static_cast<std::size_t>(layout.rows()));
    Workers workers{2};
    Subcycles subcycles{layout};

    Stream(float u, float v) {
        for (int k = 0; k < layout.nz; ++k)
            for (int j = 0; j <= layout.ny; ++j)
                for (int i = 0; i <= layout.nx; ++i) {
                    if (j < layout.ny) fields.u[layout.at(i, j, k)] = u;
                    if (i < layout.nx) fields.v[layout.at(i, j, k)] = v;
                }
    }
    // A block in the middle takes every step in two parts.
    void halve_the_middle() {
        subcycles.parts = 2;
        subcycles.first_section = 2;
        subcycles.last_section = 4;
        subcycles.columns = {32, 64};
        REQUIRE(subcycles.sections.parts == 6);
    }
    void put(float (*smoke)(int i, int j, int k)) {
        for (int k = 0; k < layout.nz; ++k)
            for (int j = 0; j < layout.ny; ++j)
                for (int i = 0; i < layout.nx; ++i) {
                    const std::ptrdiff_t e = layout.at(i, j, k);
                    fields.scalar[soot][e] = smoke(i, j, k);
                    if (fields.scalar[soot][e] != 0.0f) fields.hold(soot, e);
                }
    }
    // A step of 0.6 h / (|u| + |v|), h = 1; returns what left.
    double step() {
        double out = 0;
        for (int part = 0; part < subcycles.parts; ++part) {
            out += transport
                       .advance(fields, expansion, expands, 1.2f, subcycles, part, 0.4, 1, workers)
                       .scalar[soot];
            // Parts take over what the part before left.
            for (int k = 0; k < layout.nz; ++k)
                for (int j = 0; j < layout.ny; ++j)
                    for (int i = 0; i < layout.nx; ++i) {
                        const std::ptrdiff_t e = layout.at(i, j, k);
                        if (part > 0 && !subcycles.is_fast(i, j)) continue;
                        fields.scalar[soot][e] = fields.next[soot][e];
                    }
            fields.spans[soot] = fields.next_spans[soot];
            fields.holds[soot] = fields.next_holds[soot];
        }
        return out;
    }
    double sum() const {
        double sum = 0;
        for (int k = 0; k < layout.nz; ++k)
            for (int j = 0; j < layout.ny; ++j)
                for (int i = 0; i < layout.nx; ++i)
                    sum += static_cast<double>(fields.scalar[soot][layout.at(i, j, k)]);
        return sum;
    }
};

float blob(int i, int j, int) {
    const float r = std::hypot(static_cast<float>(i) - 36, static_cast<float>(j) - 16);
    return r < 8 ? 0.5f + 0.5f * std::cos(r * 0.3927f) : 0.0f;
}

// A fire of 150 kW on the floor of a large room with a door, on cells of 20 cm.
struct RoomFire {
    Grid grid;
    Workers workers;
    std::unique_ptr<Flow> flow;

    RoomFire(bool subcycles, int threads)
        : grid(box_grid(64, 44, 14, 0.2, true)), workers(threads) {
        wall(grid, Axis::x, 2, 2, 42, 0, 13);
        wall(grid, Axis::x, 54, 2, 42, 0, 13);
        wall(grid, Axis::y, 2, 2, 54, 0, 13);
        wall(grid, Axis::y, 42, 2, 54, 0, 13);
        wall(grid, Axis::z, 13, 2, 54, 2, 42);
        const OpeningIndex door = opening(grid, Axis::x, 54, 12, 17, 0, 10);
        open_to(grid, door, 1);
        FlowSettings settings;
        settings.subcycles = subcycles;
        flow = std::make_unique<Flow>(grid, settings, workers);
    }
    int run(double seconds) {
        std::vector<CellSource> sources;
        for (int k = 0; k < 5; ++k)
            for (int j = 20; j < 23; ++j)
                for (int i = 20; i < 23; ++i)
                    sources.push_back({static_cast<std::int32_t>(flow->layout().at(i, j, k)),
                                       150e3f / 45,
                                       {0, 2e-6f, 2e-4f, 1e-6f, 2e-4f}});
        int subcycled = 0;
        while (flow->time_s() < seconds) {
            flow->step(flow->stable_step(1), sources);
            subcycled += flow->subcycles().any() ? 1 : 0;
        }
        return subcycled;
    }
    // Mean over the room below its ceiling.
    double rise_below_ceiling() const {
        double sum = 0;
        for (int j = 2; j < 42; ++j)
            for (int i = 2; i < 54; ++i)
                sum += flow->temperature(flow->layout().at(i, j, 12)) - 293.15;
        return sum / (40 * 52);
    }
};

}  // namespace

TEST_CASE("an even gas stays even across the border of shorter steps") {
    Stream stream(1.0f, 0.5f);
    stream.halve_the_middle();
    stream.put([](int, int, int) { return 0.25f; });
    for (int n = 0; n < 6; ++n) stream.step();
    // What streams in at the low sides is clear.
    for (int k = 0; k < 6; ++k)
        for (int j = 16; j < 46; ++j)
            for (int i = 20; i < 78; ++i)
                REQUIRE(stream.fields.scalar[soot][stream.layout.at(i, j, k)] ==
                        doctest::Approx(0.25).epsilon(1e-5));
}

TEST_CASE("smoke that crosses the border of shorter steps loses nothing and keeps its shape") {
    enum class Fast { middle, to_the_edge, all_columns };
    for (const Fast fast : {Fast::middle, Fast::to_the_edge, Fast::all_columns})
        for (const float sign : {1.0f, -1.0f}) {
            Stream halved(sign * 1.0f, sign * 0.5f), whole(sign * 1.0f, sign * 0.5f);
            halved.halve_the_middle();
            if (fast == Fast::all_columns) halved.subcycles.columns = {0, halved.layout.width};
            if (fast == Fast::to_the_edge) {  // as far as where gas leaves
                halved.subcycles.first_section = sign > 0 ? 2 : 0;
                halved.subcycles.last_section = sign > 0 ? 6 : 4;
                halved.subcycles.columns = sign > 0 ? Columns{32, 96} : Columns{0, 64};
            }
            halved.put(blob);
            whole.put(blob);
            const double before = halved.sum();
            double out = 0;
            for (int n = 0; n < 160; ++n) {
                out += halved.step();
                whole.step();
                REQUIRE(halved.sum() + out == doctest::Approx(before).epsilon(1e-5));
                if (n != 30) continue;
                double difference = 0;
                for (int j = 0; j < 48; ++j)
                    for (int i = 0; i < 80; ++i) {
                        const std::ptrdiff_t e = halved.layout.at(i, j, 2);
                        REQUIRE(halved.fields.scalar[soot][e] >= 0.0f);
                        difference += std::abs(static_cast<double>(halved.fields.scalar[soot][e]) -
                                               static_cast<double>(whole.fields.scalar[soot][e]));
                    }
                // It has left the middle or entered it: half a step's truncation lies between them.
                CHECK(difference < 0.1 * before / 6);
            }
            CHECK(out > 0.5 * before);
        }
}

TEST_CASE("what is too fast for a step, and a cell around it, is found by sections and blocks") {
    const Layout layout(100, 48, 4);
    Subcycles subcycles(layout);
    std::vector<float> rates(static_cast<std::size_t>(48 * layout.width), 0.5f);
    const auto at = [&](int i, int j) -> float& {
        return rates[static_cast<std::size_t>(j * layout.width + i)];
    };
    subcycles.add_fast(rates, 1.0, 1.0, 1);
    CHECK(!subcycles.any());
    at(50, 20) = 1.9f;
    subcycles.add_fast(rates, 1.0, 1.0, 1);
    CHECK(subcycles.parts == 2);
    CHECK(subcycles.first_section == 2);
    CHECK(subcycles.last_section == 3);
    CHECK(subcycles.columns.first == 48);
    CHECK(subcycles.columns.last == 64);
    CHECK(subcycles.is_fast(50, 20));
    CHECK(!subcycles.is_fast(47, 20));
    CHECK(!subcycles.is_fast(50, 24));
    CHECK(subcycles.share() == doctest::Approx(8 * 16 / (48.0 * layout.width)));
    // Next to a border: what lies beyond belongs to it.
    at(48, 23) = 0.95f;
    subcycles.add_fast(rates, 1.0, 1.0, 2);
    CHECK(subcycles.last_section == 4);
    CHECK(subcycles.columns.first == 32);
    // Faster still: more parts.
    at(50, 20) = 2.7f;
    subcycles.add_fast(rates, 1.0, 1.0, 2);
    CHECK(subcycles.parts == 3);
    subcycles.clear();
    CHECK(!subcycles.is_fast(50, 20));
}

TEST_CASE("a room's fire in longer steps, its plume in halves of them, is the same fire") {
    RoomFire plain(false, 2), halved(true, 2), alone(true, 1);
    // Without them only what has become too fast since the step began is carried in parts.
    const int late = plain.run(40);
    CHECK(late < 0.05 * static_cast<double>(plain.flow->steps()));
    const int subcycled = halved.run(40);
    CHECK(subcycled > 0.8 * static_cast<double>(halved.flow->steps()));
    CHECK(static_cast<double>(halved.flow->steps()) <
          0.7 * static_cast<double>(plain.flow->steps()));
    // Both swirl in their own way.
    CHECK(halved.rise_below_ceiling() == doctest::Approx(plain.rise_below_ceiling()).epsilon(0.05));
    CHECK(halved.flow->balance().out_kg[oxygen_used] ==
          doctest::Approx(plain.flow->balance().out_kg[oxygen_used]).epsilon(0.1));
    for (const Scalar gas : {soot, oxygen_used, carbon_monoxide, carbon_dioxide})
        CHECK(halved.flow->scalar_error(gas) < 1e-5);
    CHECK(halved.flow->energy_error() < 1e-3);
    CHECK(halved.flow->mass_error() < 1e-3);
    alone.run(40);
    CHECK(alone.flow->hash() == halved.flow->hash());
}
