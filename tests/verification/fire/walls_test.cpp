// What walls take from hot gas in the steady state, against sums of thermal resistances.
#include "fire/walls/walls.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "box_grid.hpp"

using namespace firedrill;

namespace {

constexpr int side = 8;         // cells
constexpr double cell_m = 0.2;  //
constexpr double hot_k = 150;   // of the gas above everything else
constexpr double board_m = 0.0127, board_w_mk = 0.1;
const double start_k = FlowSettings{}.ambient_temperature_k;

Material board() {
    Material material;
    material.emissivity = 0.9;
    material.layers.push_back({});
    MaterialLayer& layer = material.layers.back();
    layer.thickness = board_m;
    layer.conductivity = board_w_mk;
    layer.density = 20;
    layer.specific_heat = 1000;
    return material;
}

// Natural convection as Holman gives it, at least that of ISO 6946.
double convection(double difference) {
    return std::max(5.0, 1.52 * std::cbrt(difference));
}
double shine(double above) {
    const double t = start_k + above;
    return 0.9 * 5.67e-8 * (t * t + start_k * start_k) * (t + start_k);
}

// Flux [W/m2] from gas at hot_k through the board to what lies behind it: open air at the start's
// temperature, or soil.
double flux_through_board(bool soil) {
    double inner = 0.7 * hot_k, outer = 0.2 * hot_k, flux = 0;
    for (int n = 0; n < 200; ++n) {
        const double in = convection(hot_k - inner);
        const double out = soil ? 10.0 : convection(outer) + shine(outer);
        flux = hot_k / (1 / in + board_m / board_w_mk + 1 / out);
        inner = hot_k - flux / in;
        outer = flux / out;
    }
    return flux;
}

// Heat that the walls take from the room's gas in the steady state [W].
double taken_w(Grid& grid) {
    Workers workers(1);
    Flow flow(grid, {}, workers);
    const Layout& l = flow.layout();
    for (int k = 0; k < grid.nz; ++k)
        for (int j = 0; j < grid.ny; ++j)
            for (int i = 0; i < grid.nx; ++i)
                if (grid.room[grid.cell(i, j, k)] >= 0)
                    flow.set_temperature(l.at(i, j, k), start_k + hot_k);
    const Material material = board();
    Walls walls({&material, 1}, flow, start_k);
    for (int n = 0; n < 400; ++n) walls.advance(2.0, flow, {}, {}, workers);
    double sum = 0;
    for (int k = 0; k < grid.nz; ++k)
        for (int j = 0; j < grid.ny; ++j)
            for (int i = 0; i < grid.nx; ++i)
                if (grid.room[grid.cell(i, j, k)] >= 0)
                    sum += static_cast<double>(flow.wall_heat()[l.at(i, j, k)]);
    return sum;
}

}  // namespace

TEST_CASE(
    "a board between hot gas and the open air loses by conduction, convection and radiation") {
    Grid beside = box_grid(2 * side, side, side, cell_m, true);
    wall(beside, Axis::x, side, 0, side, 0, side);
    for (int k = 0; k < side; ++k)
        for (int j = 0; j < side; ++j)
            for (int i = 0; i < side; ++i) beside.room[beside.cell(i, j, k)] = 0;
    const double area = side * side * cell_m * cell_m;
    CHECK(taken_w(beside) == doctest::Approx(area * flux_through_board(false)).epsilon(0.02));

    // The same where the grid ends at the board.
    Grid edge = box_grid(side, side, side, cell_m, false);
    std::fill(edge.room.begin(), edge.room.end(), std::int16_t{0});
    wall(edge, Axis::x, side, 0, side, 0, side);
    CHECK(taken_w(edge) == doctest::Approx(area * flux_through_board(false)).epsilon(0.02));
}

TEST_CASE("a floor on soil loses what goes through the board into the ground") {
    Grid grid = box_grid(side, side, side, cell_m, false);
    std::fill(grid.room.begin(), grid.room.end(), std::int16_t{0});
    wall(grid, Axis::z, 0, 0, side, 0, side);
    const double area = side * side * cell_m * cell_m;
    CHECK(taken_w(grid) == doctest::Approx(area * flux_through_board(true)).epsilon(0.02));
}

namespace {

constexpr double layer_k = 300;      // of the smoke above everything else
constexpr double used_kg_m3 = 0.06;  // oxygen, as in a smoke layer of that temperature
const double layer_1_m = used_kg_m3 / 0.27;

double black_w_m2(double above) {
    return 5.670374e-8 * (std::pow(start_k + above, 4) - std::pow(start_k, 4));
}

// A box closed below and above, with smoke in its cells from `from` up; floor and ceiling are as
// cold as at the start, sides let everything pass.
struct SmokyBox {
    Grid grid = box_grid(side, side, side, cell_m, false);
    Workers workers{1};
    Flow flow;
    GasColumns columns;
    std::vector<GasColumns::Surface> surface;
    static constexpr std::int32_t faces = side * side;  // of the floor; the ceiling's follow

    static Grid& closed(Grid& grid) {
        wall(grid, Axis::z, 0, 0, side, 0, side);
        wall(grid, Axis::z, side, 0, side, 0, side);
        return grid;
    }
    explicit SmokyBox(int from) : flow(closed(grid), {}, workers), columns(flow, start_k) {
        const Layout& l = flow.layout();
        surface.assign(2 * faces, {1.0f, 0.0f, 0.0f});
        for (int j = 0; j < side; ++j)
            for (int i = 0; i < side; ++i) {
                columns.add_face(i + side * j, l.at(i, j, 0));
                columns.add_face(faces + i + side * j, l.at(i, j, side));
                for (int k = from; k < side; ++k) {
                    const std::ptrdiff_t e = l.at(i, j, k);
                    flow.set_temperature(e, start_k + layer_k);
                    flow.fields().scalar[oxygen_used][e] = static_cast<float>(used_kg_m3);
                    flow.fields().hold(oxygen_used, e);
                }
            }
    }
    void look() { columns.exchange(0.2, flow, surface, {}, workers); }
    double lost_w() const {
        double sum = 0;
        const Layout& l = flow.layout();
        for (int k = 0; k < side; ++k)
            for (int j = 0; j < side; ++j)
                for (int i = 0; i < side; ++i)
                    sum += static_cast<double>(columns.lost_w()[l.at(i, j, k)]);
        return sum;
    }
};

}  // namespace

TEST_CASE("a floor gets the radiation of the smoke under the ceiling, through clear air") {
    SmokyBox box(side / 2);
    box.look();
    const double thick = 1.66 * layer_1_m * cell_m * side / 2;
    const double expected = (1 - std::exp(-thick)) * black_w_m2(layer_k);
    CHECK(box.columns.high(0).gas_w_m2 == doctest::Approx(expected).epsilon(0.01));
    CHECK(box.columns.low(SmokyBox::faces).gas_w_m2 == doctest::Approx(expected).epsilon(0.01));
    CHECK(box.columns.high(0).passes == doctest::Approx(std::exp(-thick)).epsilon(0.01));
}

TEST_CASE("what floor and ceiling get is what the smoke loses, hot surfaces give it back") {
    for (const double floor_k : {0.0, layer_k, 600.0}) {
        CAPTURE(floor_k);
        SmokyBox box(side / 2);
        constexpr double emissivity = 0.8;
        for (auto& surface : box.surface)
            surface = {static_cast<float>(emissivity), 0.0f,
                       static_cast<float>(black_w_m2(floor_k))};
        box.look();
        const GasColumns::View floor = box.columns.high(0),
                               ceiling = box.columns.low(SmokyBox::faces);
        const double area = SmokyBox::faces * cell_m * cell_m;
        const double got_w = emissivity * area *
                             (static_cast<double>(floor.gas_w_m2 + ceiling.gas_w_m2) -
                              (1 - static_cast<double>(floor.passes)) * black_w_m2(floor_k));
        CHECK(box.lost_w() == doctest::Approx(got_w).epsilon(1e-4));
        if (floor_k > layer_k) CHECK(got_w < 0);
    }
}

TEST_CASE("a plume heats the ceiling it meets as Cooper measured it, and no other surface") {
    // 200 kW, 3 m below: by hand Q* = 0.0116, Re = 2.32e5; on the axis 1,482 x 8.82 x 1.268 /
    // sqrt(Re) W/m2K, and the two parts of the correlation meet at a fifth of the height.
    CHECK(ceiling_film_w_m2_k(200, 3, 0) == doctest::Approx(34.5).epsilon(0.02));
    const double inner = ceiling_film_w_m2_k(200, 3, 0.5999),
                 outer = ceiling_film_w_m2_k(200, 3, 0.6001);
    CHECK(inner == doctest::Approx(outer).epsilon(0.03));
    double before = 1e9;
    for (int n = 0; n < 20; ++n) {
        const double film = ceiling_film_w_m2_k(200, 3, 0.3 * n);
        CHECK(film < before);
        before = film;
    }
    CHECK(ceiling_film_w_m2_k(0, 3, 0) == 0);

    Grid grid = box_grid(40, 40, 20, 0.1, true);
    wall(grid, Axis::z, 18, 0, 40, 0, 40);  // a ceiling 1.8 m above the ground
    for (int k = 0; k < 18; ++k)
        for (int j = 0; j < 40; ++j)
            for (int i = 0; i < 40; ++i) grid.room[grid.cell(i, j, k)] = i < 30 ? 0 : 1;
    Workers workers(1);
    Flow flow(grid, {}, workers);
    std::vector<PlumeFoot> feet(40);
    for (int n = 0; n < 40; ++n)
        feet[static_cast<std::size_t>(n)] = {grid.origin + Vec3(2.05, 2.05, 0), 0.1, 2.0 * n,
                                             1.4 * n};
    flow.set_plumes(feet);
    CeilingConvection ceilings;
    ceilings.find(flow);
    // The strongest of many counts.
    const Vec3 above = grid.origin + Vec3(2.05, 2.05, 1.8);
    CHECK(ceilings.film_w_m2_k(above, 0) == doctest::Approx(ceiling_film_w_m2_k(1.4 * 39, 1.8, 0)));
    CHECK(ceilings.film_w_m2_k(above + Vec3(0.9, 0, 0), 0) ==
          doctest::Approx(ceiling_film_w_m2_k(1.4 * 39, 1.8, 0.9)).epsilon(0.02));
    CHECK(ceilings.film_w_m2_k(above + Vec3(1.2, 0, 0), 1) == 0);  // in the next room
    CHECK(ceilings.film_w_m2_k(above - Vec3(0, 0, 0.5), 0) == 0);  // lower down
    flow.set_plumes({});
    ceilings.find(flow);
    CHECK(ceilings.film_w_m2_k(above, 0) == 0);
}

TEST_CASE("a heated room on a cold day is as it was until a fire changes it") {
    Grid grid = box_grid(2 * side, side, side, cell_m, true);
    wall(grid, Axis::x, side, 0, side, 0, side);
    for (int k = 0; k < side; ++k)
        for (int j = 0; j < side; ++j)
            for (int i = 0; i < side; ++i) grid.room[grid.cell(i, j, k)] = 0;
    Workers workers(1);
    Flow flow(grid, {}, workers);
    const double indoor_k = start_k + 12;
    const auto heat_room = [&](double kelvin) {
        for (int k = 0; k < side; ++k)
            for (int j = 0; j < side; ++j)
                for (int i = 0; i < side; ++i)
                    flow.set_temperature(flow.layout().at(i, j, k), kelvin);
    };
    const Material material = board();
    Walls walls({&material, 1}, flow, indoor_k);
    const auto taken = [&] {
        for (int n = 0; n < 20; ++n) walls.advance(0.2, flow, {}, {}, workers);
        double sum = 0;
        for (std::ptrdiff_t e = 0; e < flow.layout().size; ++e)
            sum += static_cast<double>(flow.wall_heat()[e]);
        return sum;
    };
    heat_room(indoor_k);
    CHECK(taken() == 0.0);
    heat_room(indoor_k + 20);
    CHECK(taken() > 0.0);
    heat_room(start_k);  // cold air that came in through a door is warmed
    CHECK(taken() < 0.0);
}
