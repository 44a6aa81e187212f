// The gas by itself: exact answers.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "box_grid.hpp"
#include "fire/flow/flow.hpp"
#include "fire/flow/lanes.hpp"

using namespace firedrill;

namespace {

double largest_speed(const Flow& flow) {
    const Layout& l = flow.layout();
    double largest = 0;
    for (const FieldArray* field : {&flow.fields().u, &flow.fields().v, &flow.fields().w})
        for (std::ptrdiff_t e = 0; e < l.size; ++e)
            largest = std::max(largest, std::abs(static_cast<double>((*field)[e])));
    return largest;
}

}  // namespace

TEST_CASE("still ambient air stays exactly still, with rooms and doors around it") {
    Workers workers(1);
    Grid g = box_grid(20, 16, 12, 0.2, true);
    wall(g, Axis::x, 10, 0, 16, 0, 12);
    const OpeningIndex door = opening(g, Axis::x, 10, 5, 9, 0, 9);
    Flow flow(g, {}, workers);
    open_to(g, door, 1);
    flow.read_shares(std::vector{door});
    for (int i = 0; i < 20; ++i) flow.step(0.05, {});
    CHECK(largest_speed(flow) == 0.0);
    CHECK(flow.content_kg()[density_excess] == 0.0);
}

TEST_CASE("numbers kept in sixteen bits are within a 256th of themselves, large or small") {
    Block numbers, kept;
    for (int l = 0; l < lanes; ++l)
        numbers[l] = (l % 2 == 0 ? 1.0f : -1.0f) * std::pow(31.7f, static_cast<float>(l - 8));
    Brief brief[lanes];
    store(brief, numbers);
    load(kept, brief);
    for (int l = 0; l < lanes; ++l)
        CHECK(std::abs(kept[l] - numbers[l]) <= std::abs(numbers[l]) / 256);
    const Block exact = Block{} + 0.375f;
    store(brief, exact);
    load(kept, brief);
    for (int l = 0; l < lanes; ++l) CHECK(kept[l] == 0.375f);
}

TEST_CASE("a layered atmosphere in a closed box stays at rest") {
    Workers workers(2);
    const Grid g = box_grid(16, 16, 24, 0.2, false);
    Flow flow(g, {}, workers);
    const Layout& l = flow.layout();
    for (int k = 0; k < 24; ++k)
        for (int j = 0; j < 16; ++j)
            for (int i = 0; i < 16; ++i) flow.set_temperature(l.at(i, j, k), 293.15 + 5.0 * k);
    double late = 0;
    for (int i = 0; i < 400; ++i) {
        flow.step(0.05, {});
        if (i >= 200) late = std::max(late, largest_speed(flow));
    }
    // 115 K over 4.8 m would drive several metres per second if anything were out of balance.
    CHECK(late < 2e-3);
    CHECK(std::abs(flow.temperature(l.at(8, 8, 23)) - (293.15 + 115)) < 0.5);
}

TEST_CASE("a closed box gains (gamma-1) Q/V pascal per second and keeps its mass") {
    Workers workers(2);
    const Grid g = box_grid(20, 20, 12, 0.2, false);
    Flow flow(g, {}, workers);
    const Layout& l = flow.layout();
    std::vector<CellSource> sources;
    const double q = 5000;  // W
    for (int j = 9; j < 11; ++j)
        for (int i = 9; i < 11; ++i)
            sources.push_back(
                {static_cast<std::int32_t>(l.at(i, j, 0)), static_cast<float>(q / 4), {}});
    const double until = 10;
    while (flow.time_s() < until - 1e-9)
        flow.step(std::min(flow.stable_step(1), until - flow.time_s()), sources);
    const double volume = 4 * 4 * 2.4;
    const double expected = (heat_ratio - 1) * q / volume * until;
    CHECK(flow.zones().zones()[0].pressure == doctest::Approx(expected).epsilon(0.001));
    CHECK(flow.energy_error() < 0.001);
    CHECK(flow.mass_error() < 0.01);
}

TEST_CASE("isothermal air driven through a door loses no mass") {
    // A cold stream is made by heating one room: what leaves through its door must equal what the
    // expansion asks for, face by face, at any share.
    for (const float share : {1.0f, 0.35f}) {
        Workers workers(2);
        Grid g = box_grid(24, 16, 14, 0.2, true);
        wall(g, Axis::x, 12, 2, 14, 0, 12);
        wall(g, Axis::x, 2, 2, 14, 0, 12);
        wall(g, Axis::y, 2, 2, 12, 0, 12);
        wall(g, Axis::y, 14, 2, 12, 0, 12);
        wall(g, Axis::z, 12, 2, 12, 2, 14);
        const OpeningIndex door = opening(g, Axis::x, 12, 6, 10, 0, 10, share);
        open_to(g, door, 1);
        FlowSettings settings;
        settings.divergence_tolerance = 1e-4;
        Flow flow(g, settings, workers);
        const Layout& l = flow.layout();
        std::vector<CellSource> sources{{static_cast<std::int32_t>(l.at(6, 8, 3)), 2000.0f, {}}};
        for (int i = 0; i < 40; ++i) flow.step(flow.stable_step(0.05), sources);
        double out = 0;
        for (int k = 0; k < 10; ++k)
            for (int j = 6; j < 10; ++j)
                out += static_cast<double>(flow.fields().u[l.at(12, j, k)]) * 0.04;
        const double wanted = (heat_ratio - 1) / (heat_ratio * 101325) * 2000;
        CHECK(out == doctest::Approx(wanted).epsilon(0.005));
        CHECK(flow.mass_error() < 0.01);
        CHECK(flow.energy_error() < 0.01);
    }
}

TEST_CASE("two threads give the same bits as one") {
    std::uint64_t hashes[2];
    for (int threads = 1; threads <= 2; ++threads) {
        Workers workers(threads);
        Grid g = box_grid(45, 31, 22, 0.2, true);
        wall(g, Axis::x, 21, 0, 31, 0, 17);
        const OpeningIndex door = opening(g, Axis::x, 21, 5, 10, 0, 10);
        Flow flow(g, {}, workers);
        const Layout& l = flow.layout();
        std::vector<CellSource> sources;
        for (int k = 0; k < 5; ++k)
            sources.push_back(
                {static_cast<std::int32_t>(l.at(10, 15, k)), 8000.0f, {0, 1e-5f, 1e-4f, 1e-5f}});
        for (int i = 0; i < 60; ++i) {
            if (i % 20 == 10) {
                open_to(g, door, i == 30 ? 0 : 1);
                flow.read_shares(std::vector{door});
            }
            flow.step(flow.stable_step(0.05), sources);
        }
        hashes[threads - 1] = flow.hash();
        CHECK(largest_speed(flow) > 0.5);
        CHECK(largest_speed(flow) < 20);
    }
    CHECK(hashes[0] == hashes[1]);
}

TEST_CASE("leaving out what is still and ambient changes no bit") {
    std::uint64_t hashes[2];
    int all_blocks = 0, active_blocks = 0;
    for (const bool everything : {false, true}) {
        Workers workers(1);
        Grid g = box_grid(75, 21, 15, 0.2, true);
        wall(g, Axis::x, 51, 0, 21, 0, 12);
        const OpeningIndex door = opening(g, Axis::x, 51, 5, 10, 0, 10);
        Flow flow(g, {}, workers);
        const Layout& l = flow.layout();
        std::vector<CellSource> sources;
        for (int k = 0; k < 5; ++k)
            sources.push_back(
                {static_cast<std::int32_t>(l.at(30, 10, k)), 8000.0f, {0, 1e-5f, 1e-4f, 1e-5f}});
        for (int i = 0; i < 80; ++i) {
            if (everything)
                for (int s = 0; s < scalar_count; ++s)
                    for (int k = 0; k < l.nz; ++k)
                        for (int j = 0; j < l.ny; ++j) {
                            const auto row = static_cast<std::size_t>(l.row_number(j, k));
                            flow.fields().holds[s][row] = 1;
                            flow.fields().spans[s][row] = RowSpan::whole(l);
                        }
            if (i == 40) {
                open_to(g, door, 1);
                flow.read_shares(std::vector{door});
            }
            flow.step(flow.stable_step(0.05), sources);
        }
        hashes[everything ? 1 : 0] = flow.hash();
        if (everything) continue;
        for (int k = 0; k < l.nz; ++k)
            for (int j = 0; j < l.ny; ++j) {
                const auto row = static_cast<std::size_t>(l.row_number(j, k));
                const RowSpan span = flow.fields().spans[soot][row];
                all_blocks += l.width / RowSpan::block;
                active_blocks += span.empty() ? 0 : span.last - span.first;
            }
    }
    CHECK(hashes[0] == hashes[1]);
    // There is something to leave out, and something left.
    CHECK(active_blocks > 20);
    CHECK(active_blocks < all_blocks / 2);
}
