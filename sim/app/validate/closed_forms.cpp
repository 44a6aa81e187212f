#include "app/validate/closed_forms.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "building/box_grid.hpp"
#include "fire/flow/flow.hpp"

namespace firedrill::validate {
namespace {

constexpr double pi = std::numbers::pi;

double rest() {
    Workers workers(1);
    const Grid g = box_grid(16, 16, 16, 0.2, false);
    Flow flow(g, {}, workers);
    for (int n = 0; n < 20; ++n) flow.step(0.05, {});
    return flow.largest_flow();
}

// A stratified start: what still moves after 20 s.
double stratified_rest() {
    Workers workers(1);
    const Grid g = box_grid(16, 16, 24, 0.2, false);
    Flow flow(g, {}, workers);
    const Layout& l = flow.layout();
    for (int k = 0; k < 24; ++k)
        for (int j = 0; j < 16; ++j)
            for (int i = 0; i < 16; ++i) flow.set_temperature(l.at(i, j, k), 293.15 + 5.0 * k);
    for (int n = 0; n < 400; ++n) flow.step(0.05, {});
    return flow.largest_flow();
}

struct ClosedBox {
    double pressure_ratio = 0, energy_error = 0;
};
ClosedBox closed_box() {
    Workers workers(1);
    const Grid g = box_grid(20, 20, 12, 0.2, false);
    Flow flow(g, {}, workers);
    const Layout& l = flow.layout();
    std::vector<CellSource> sources;
    constexpr double heat_w = 5000, until_s = 10;
    for (int j = 9; j < 11; ++j)
        for (int i = 9; i < 11; ++i)
            sources.push_back(
                {static_cast<std::int32_t>(l.at(i, j, 0)), static_cast<float>(heat_w / 4), {}});
    while (flow.time_s() < until_s - 1e-9)
        flow.step(std::min(flow.stable_step(1), until_s - flow.time_s()), sources);
    const double expected = (heat_ratio - 1) * heat_w / (4 * 4 * 2.4) * until_s;
    return {flow.zones().zones()[0].pressure / expected, flow.energy_error()};
}

// A cell of the Taylor-Green vortex fills a box whose walls do not hold the gas back; without
// viscosity it turns for ever (Taylor & Green 1937). Root mean square error of the velocity after
// 1 s, relative to the fastest.
double vortex_error(int n, double courant) {
    Workers workers(1);
    const double h = 1.0 / n;
    const Grid g = box_grid(n, n, 4, h, false);
    FlowSettings settings;
    settings.divergence_tolerance = 1e-4;
    settings.subgrid.smagorinsky = 0;
    Flow flow(g, settings, workers);
    const Layout& l = flow.layout();
    Fields& f = flow.fields();
    const auto exact_u = [&](int i, int j) {
        return std::sin(pi * i * h) * std::cos(pi * (j + 0.5) * h);
    };
    const auto exact_v = [&](int i, int j) {
        return -std::cos(pi * (i + 0.5) * h) * std::sin(pi * j * h);
    };
    for (int k = 0; k < 4; ++k)
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < n; ++i) {
                if (i > 0) f.u[l.at(i, j, k)] = static_cast<float>(exact_u(i, j));
                if (j > 0) f.v[l.at(i, j, k)] = static_cast<float>(exact_v(i, j));
            }
    // A degree in one corner: a flow in which nothing was ever warm is taken to be at rest.
    flow.set_temperature(l.at(0, 0, 0), 293.16);
    const int steps = static_cast<int>(std::lround(1.0 / (courant * h)));
    for (int s = 0; s < steps; ++s) flow.step(courant * h, {});
    double sum = 0;
    int count = 0;
    for (int j = 0; j < n; ++j)
        for (int i = 1; i < n; ++i) {
            const double d = static_cast<double>(f.u[l.at(i, j, 2)]) - exact_u(i, j);
            sum += d * d;
            ++count;
        }
    return std::sqrt(sum / count);
}

// A smooth blob of soot carried by a steady flow in the same vortex over a short way would need its
// exact place; in a uniform stream it is known.
double advection_error(int n) {
    Workers workers(1);
    const Layout l(n, 4, 4);
    Fields fields(l);
    Transport transport(l);
    const double h = 1.0 / n;
    const auto blob = [](double x) {
        const double r = std::clamp((x - 0.5) / 0.25, -1.0, 1.0), c = std::cos(0.5 * pi * r);
        return c * c * c * c;
    };
    constexpr double start = -0.2;  // of the blob's shift
    for (int k = 0; k < 4; ++k)
        for (int j = 0; j < 4; ++j) {
            for (int i = 0; i <= n; ++i) {
                fields.u[l.at(i, j, k)] = 1.0f;
                fields.share_x[l.at(i, j, k)] = 1.0f;
            }
            for (int i = 0; i < n; ++i)
                fields.scalar[soot][l.at(i, j, k)] =
                    static_cast<float>(blob((i + 0.5) * h - start));
            for (int i = 0; i < n; ++i) fields.hold(soot, l.at(i, j, k));
        }
    const FieldArray expansion(l);
    const RowSpans expands(static_cast<std::size_t>(l.rows()));
    const int steps = n;  // Courant number 0.4 over 0.4 m
    const Subcycles none(l);
    for (int s = 0; s < steps; ++s) {
        transport.advance(fields, expansion, expands, 1.2f, none, 0, 0.4 * h, h, workers);
        fields.take_next();
    }
    double sum = 0;
    for (int i = 0; i < n; ++i)
        sum += std::abs(static_cast<double>(fields.scalar[soot][l.at(i, 2, 2)]) -
                        blob((i + 0.5) * h - start - 0.4));
    return sum * h;
}

}  // namespace

std::vector<ClosedForm> closed_forms() {
    const ClosedBox closed = closed_box();
    const double coarse = vortex_error(24, 0.2), fine = vortex_error(48, 0.2),
                 fine_in_time = vortex_error(48, 0.1);
    const double blob_coarse = advection_error(40), blob_fine = advection_error(80);
    return {
        {"rest", rest(), 0, 0},
        {"stratified", stratified_rest(), 0, 2e-3},
        {"box_pressure", closed.pressure_ratio, 0.999, 1.001},
        {"box_energy", closed.energy_error, 0, 1e-3},
        {"vortex", std::log2(coarse / fine_in_time), 1.5, 4},
        {"vortex_in_time", std::log2(coarse / fine), 0.9, 4},
        {"blob", std::log2(blob_coarse / blob_fine), 1.7, 4},
    };
}

}  // namespace firedrill::validate
