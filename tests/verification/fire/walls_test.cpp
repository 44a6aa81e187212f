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
    Walls walls({&material, 1}, flow);
    for (int n = 0; n < 400; ++n) walls.advance(2.0, flow, {}, workers);
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
