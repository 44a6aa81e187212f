// How fixtures look: their kind, and the state they are in as far as it can be seen: a gauge's
// needle, a date, a seal, a lamp for faults, what is missing or broken.

#include <cmath>
#include <string>

#include "view/building_mesh.hpp"

namespace firedrill {
namespace {

constexpr Colour metal{0.60, 0.62, 0.65}, red{0.78, 0.10, 0.08}, dark{0.12, 0.12, 0.13},
    paper{0.95, 0.92, 0.85}, trace{0.80, 0.78, 0.73};

void words(Mesh& m, bool lettered, std::string_view text, double x, double z, double w, double h,
           double y, Colour ink = {0.08, 0.08, 0.08}) {
    if (!lettered) return;
    m.colour = ink;
    m.paint = Paint::plain;
    m.text(text, x - w / 2, z - h / 2, x + w / 2, z + h / 2, y, 1);
}

// A lamp on a device: its own state, glowing.
void lamp(Mesh& m, Colour colour, double x, double z, double y) {
    m.colour = colour;
    m.paint = Paint::glowing;
    m.box({x - 0.008, y, z - 0.008}, {x + 0.008, y + 0.006, z + 0.008});
    m.paint = Paint::plain;
}

// What is left where something was: a pale patch with its screw holes.
void left_mark(Mesh& m, double w, double h, double wall) {
    m.colour = trace;
    m.box({-w / 2, -wall, -h / 2}, {w / 2, -wall + 0.006, h / 2});
    m.colour = dark;
    for (const double x : {-0.4 * w, 0.4 * w}) {
        for (const double z : {-0.4 * h, 0.4 * h})
            m.box({x - 0.006, -wall, z - 0.006}, {x + 0.006, -wall + 0.009, z + 0.006});
    }
}

// A pressure gauge facing the viewer: red, green and yellow sectors, the needle in one of them.
void gauge_face(Mesh& m, Gauge gauge, double x, double z, double y, double r) {
    m.colour = {0.97, 0.97, 0.95};
    m.box({x - r, y, z - r}, {x + r, y + 0.004, z + r});
    const Colour sectors[] = {{0.85, 0.12, 0.1}, {0.1, 0.65, 0.2}, {0.95, 0.8, 0.1}};
    for (int s = 0; s < 3; ++s) {
        // Seen from the front x runs to the left: red is on the viewer's left.
        const double a = x + r * (0.9 - 0.6 * s), b = a - 0.6 * r;
        m.colour = sectors[s];
        m.box({b, y + 0.004, z + 0.25 * r}, {a, y + 0.006, z + 0.85 * r});
    }
    const double lean = gauge == Gauge::red ? 0.6 * r : gauge == Gauge::yellow ? -0.6 * r : 0.0;
    m.colour = {0.02, 0.02, 0.02};
    const double w = 0.13 * r;
    m.quad({x + w, y + 0.008, z - 0.7 * r}, {x - w, y + 0.008, z - 0.7 * r},
           {x + lean - w, y + 0.008, z + 0.8 * r}, {x + lean + w, y + 0.008, z + 0.8 * r});
}

const char* agent_label(Agent agent) {
    switch (agent) {
        case Agent::abc_powder:
            return "ABC 干粉";
        case Agent::bc_powder:
            return "BC 干粉";
        case Agent::co2:
            return "CO2";
        case Agent::water:
            return "清水";
        case Agent::foam:
            return "泡沫";
        case Agent::wet_chemical:
            return "水基 F";
        case Agent::clean_agent:
            return "洁净气体";
        case Agent::fire_blanket:
            return "灭火毯";
    }
    return "";
}

void extinguisher(Mesh& m, const ExtinguisherSpec& spec, bool lettered) {
    m.colour = spec.corroded ? Colour{0.62, 0.16, 0.10} : red;
    m.cylinder({0, 0, -0.27}, 0.075, 0.42, 12);
    m.cylinder({0, 0, 0.15}, 0.075, 0.05, 12, 0.03);
    // The band tells the agent from afar.
    m.colour = spec.agent == Agent::co2     ? dark
               : spec.agent == Agent::water ? Colour{0.85, 0.85, 0.88}
               : spec.agent == Agent::foam  ? Colour{0.93, 0.86, 0.6}
                                            : Colour{0.2, 0.35, 0.75};
    m.cylinder({0, 0, 0.08}, 0.077, 0.05, 12);
    m.colour = dark;
    m.cylinder({0, 0, 0.20}, 0.025, 0.05, 8);
    m.box({-0.02, -0.02, 0.24}, {0.11, 0.02, 0.27});
    if (spec.hose_sound) {
        m.box({-0.085, -0.012, -0.20}, {-0.065, 0.012, 0.22});
    } else {  // in pieces, the cracks light
        m.box({-0.09, -0.012, 0.08}, {-0.07, 0.012, 0.22});
        m.box({-0.078, -0.012, -0.04}, {-0.06, 0.012, 0.06});
        m.box({-0.095, -0.012, -0.20}, {-0.075, 0.012, -0.07});
        m.colour = {0.8, 0.78, 0.7};
        m.box({-0.092, -0.014, 0.06}, {-0.062, 0.014, 0.08});
        m.box({-0.092, -0.014, -0.07}, {-0.062, 0.014, -0.04});
    }
    if (spec.corroded) {
        m.colour = {0.42, 0.22, 0.1};
        for (int spot = 0; spot < 7; ++spot) {
            const double a = -0.9 + 0.3 * spot, z = -0.25 + 0.055 * ((spot * 3) % 7);
            const double x = 0.076 * std::sin(a), y = 0.076 * std::cos(a);
            m.ellipsoid({x, y, z}, {0.022, 0.012, 0.03}, 6, 4);
        }
    }
    // Seal and pin: a ring and a red tag on the handle.
    if (spec.pin) {
        m.colour = metal;
        m.box({0.03, -0.03, 0.262}, {0.036, 0.05, 0.275});
        m.box({0.02, 0.05, 0.25}, {0.046, 0.056, 0.29});
    }
    if (spec.seal) {
        m.colour = {0.95, 0.8, 0.1};
        m.box({0.028, 0.057, 0.235}, {0.04, 0.062, 0.255});
    }
    m.colour = paper;
    m.box({-0.055, 0.06, -0.17}, {0.055, 0.079, 0.06});
    words(m, lettered, agent_label(spec.agent), 0, 0.03, 0.1, 0.04, 0.0805, {0.7, 0.05, 0.05});
    words(m, lettered, "生产日期", 0, -0.03, 0.09, 0.022, 0.0805);
    words(m, lettered, spec.made.empty() ? "2024-06" : spec.made, 0, -0.065, 0.1, 0.036, 0.0805);
    // The tag of its checks hangs from the neck.
    m.colour = spec.checked ? Colour{0.35, 0.72, 0.4} : Colour{0.97, 0.97, 0.95};
    m.box({0.07, 0.06, 0.02}, {0.15, 0.066, 0.15});
    words(m, lettered, "检查卡", 0.11, 0.13, 0.07, 0.022, 0.068);
    words(m, lettered, spec.checked ? "√ √ √" : "__ __", 0.11, 0.07, 0.07, 0.03, 0.068,
          spec.checked ? Colour{0.02, 0.25, 0.05} : Colour{0.8, 0.1, 0.1});
    if (spec.gauge != Gauge::none)  // Before neck and valve, beside the seal.
        gauge_face(m, spec.gauge, -0.022, 0.212, 0.062, 0.042);
    if (!spec.locked_in) return;
    // A box with a window, shut by a padlock.
    m.colour = {0.75, 0.12, 0.1};
    const double w = 0.2, front = 0.16;
    m.box({-w, -0.09, -0.36}, {w, -0.08, 0.36});
    for (const double x : {-w, w - 0.03}) m.box({x, -0.09, -0.36}, {x + 0.03, front, 0.36});
    for (const double z : {-0.36, 0.30}) m.box({-w, -0.09, z}, {w, front, z + 0.06});
    m.box({-w, front - 0.01, -0.05}, {w, front, -0.02});
    words(m, lettered, "灭火器箱", 0, 0.33, 0.3, 0.045, front + 0.003, {1, 1, 1});
    m.colour = {0.85, 0.68, 0.2};
    m.box({-w + 0.02, front, -0.09}, {-w + 0.09, front + 0.03, -0.01});
    m.colour = metal;
    m.box({-w + 0.03, front, -0.01}, {-w + 0.04, front + 0.015, 0.035});
    m.box({-w + 0.07, front, -0.01}, {-w + 0.08, front + 0.015, 0.035});
    m.box({-w + 0.03, front, 0.03}, {-w + 0.08, front + 0.015, 0.04});
}

void hydrant(Mesh& m, const Fixture& fixture, bool lettered) {
    if (fixture.missing) {  // open and empty: hose and nozzle are gone
        m.colour = red;
        m.box({-0.35, -0.12, -0.42}, {0.35, -0.10, 0.42});
        for (const double x : {-0.35, 0.32}) m.box({x, -0.12, -0.42}, {x + 0.03, 0.10, 0.42});
        for (const double z : {-0.42, 0.39}) m.box({-0.35, -0.12, z}, {0.35, 0.10, z + 0.03});
        m.colour = {0.25, 0.26, 0.28};
        m.box({-0.32, -0.10, -0.39}, {0.32, -0.09, 0.39});
        m.colour = red;  // the valve alone is left
        m.cylinder({0.15, -0.02, -0.15}, 0.05, 0.14, 8);
        m.colour = {0.92, 0.92, 0.90};
        m.box({-0.38, 0.08, -0.42}, {-0.35, 0.60, 0.42});  // door, open
        return;
    }
    m.colour = red;
    m.box({-0.35, -0.12, -0.42}, {0.35, 0.10, 0.42});
    m.colour = {0.92, 0.92, 0.90};
    m.box({-0.28, 0.10, -0.02}, {0.28, 0.105, 0.34});
    m.colour = red;
    m.box({-0.2, 0.105, 0.12}, {0.2, 0.108, 0.24});
    words(m, lettered, fixture.kind == FixtureKind::hose_reel ? "消防软管" : "消火栓", 0, 0.18,
          0.36, 0.09, 0.111, {1, 1, 1});
    // The pressure at the valve, through the pane.
    gauge_face(m, fixture.works ? Gauge::green : Gauge::red, -0.16, 0.05, 0.105, 0.05);
    words(m, lettered, fixture.works ? "0.35 MPa" : "0 MPa", 0.08, 0.045, 0.22, 0.05, 0.111,
          fixture.works ? Colour{0.05, 0.3, 0.05} : Colour{0.85, 0.05, 0.05});
}

}  // namespace

void fixture_body(Mesh& m, const Fixture& fixture, bool active, bool lettered) {
    m.paint = Paint::plain;
    switch (fixture.kind) {
        case FixtureKind::extinguisher: {
            if (fixture.missing) {
                left_mark(m, 0.24, 0.6, 0.08);
                break;
            }
            const auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec);
            extinguisher(m, spec != nullptr ? *spec : ExtinguisherSpec{}, lettered);
            break;
        }
        case FixtureKind::hydrant_cabinet:
        case FixtureKind::hose_reel:
            hydrant(m, fixture, lettered);
            break;
        case FixtureKind::detector: {
            const auto* spec = std::get_if<DetectorSpec>(&fixture.spec);
            if (fixture.missing) {  // its base and two wires
                m.colour = trace;
                m.cylinder({0, 0, 0.02}, 0.07, 0.01, 12);
                m.colour = {0.8, 0.1, 0.1};
                m.box({-0.02, -0.004, -0.08}, {-0.012, 0.004, 0.02});
                m.colour = {0.1, 0.2, 0.7};
                m.box({0.012, -0.004, -0.06}, {0.02, 0.004, 0.02});
                break;
            }
            const bool capped = spec != nullptr && spec->capped;
            m.colour = capped ? Colour{0.85, 0.2, 0.15} : Colour{0.95, 0.95, 0.93};
            m.cylinder({0, 0, -0.03}, 0.035, 0.03, 12, 0.06);
            m.cylinder({0, 0, 0.0}, 0.06, 0.03, 12);
            if (active)
                m.colour = {1, 0.1, 0.1}, m.paint = Paint::glowing,
                m.box({0.03, -0.01, -0.035}, {0.05, 0.01, -0.02});
            break;
        }
        case FixtureKind::call_point:
            m.colour = red;
            m.box({-0.06, -0.03, -0.06}, {0.06, 0.03, 0.06});
            m.colour = {0.95, 0.95, 0.95};
            if (fixture.works && !fixture.missing) {
                m.box({-0.035, 0.03, -0.03}, {0.035, 0.033, 0.03});
                words(m, lettered, "按", 0, 0, 0.05, 0.045, 0.035, {0.1, 0.1, 0.1});
                lamp(m, {0.1, 0.9, 0.2}, 0.045, 0.045, 0.03);
            } else {  // the pane in shards, the key gone, a wire
                m.box({-0.035, 0.03, -0.03}, {-0.012, 0.033, 0.004});
                m.box({0.012, 0.03, 0.006}, {0.035, 0.033, 0.03});
                m.colour = dark;
                m.box({-0.02, 0.029, -0.012}, {0.018, 0.031, 0.012});
                m.box({-0.002, 0.03, -0.14}, {0.002, 0.034, -0.02});
            }
            words(m, lettered, "火警", 0, 0.047, 0.05, 0.022, 0.033, {1, 1, 1});
            break;
        case FixtureKind::sounder:
            m.colour = red;
            m.box({-0.07, -0.05, -0.07}, {0.07, 0.05, 0.07});
            m.colour = active ? Colour{1, 0.3, 0.1} : Colour{0.6, 0.2, 0.2};
            m.paint = active ? Paint::glowing : Paint::plain;
            m.box({-0.04, 0.05, 0.0}, {0.04, 0.06, 0.05});
            m.paint = Paint::plain;
            if (!fixture.works) {  // its cable is out
                m.colour = dark;
                m.box({-0.1, -0.01, -0.2}, {-0.09, 0.0, 0.03});
                m.box({-0.1, -0.01, 0.02}, {-0.06, 0.0, 0.03});
                m.colour = {0.9, 0.55, 0.2};
                m.box({-0.105, -0.012, -0.23}, {-0.085, 0.002, -0.2});
            } else {
                lamp(m, {0.1, 0.9, 0.2}, 0.05, -0.05, 0.05);
            }
            break;
        case FixtureKind::exit_sign: {
            const auto* spec = std::get_if<SignSpec>(&fixture.spec);
            if (fixture.missing) {
                left_mark(m, 0.36, 0.16, 0.02);
                m.colour = dark;  // the cable that fed it
                m.box({-0.005, -0.02, -0.02}, {0.005, 0.05, -0.01});
                m.box({-0.005, 0.04, -0.12}, {0.005, 0.05, -0.01});
                break;
            }
            const bool lit = spec == nullptr || spec->lit;
            m.colour = lit ? Colour{0.05, 0.62, 0.25} : Colour{0.10, 0.24, 0.15};
            m.paint = lit ? Paint::glowing : Paint::plain;
            m.box({-0.18, -0.02, -0.08}, {0.18, 0.02, 0.08});
            m.colour = lit ? Colour{0.95, 1, 0.95} : Colour{0.45, 0.5, 0.45};
            for (const double y : {0.022, -0.022}) {
                const double d = y > 0 ? 1 : -1;
                // A running figure, a doorway, an arrow.
                m.box({d * 0.02 - 0.012, y - 0.001, 0.03}, {d * 0.02 + 0.012, y + 0.001, 0.055});
                m.box({d * 0.02 - 0.018, y - 0.001, -0.02}, {d * 0.02 + 0.012, y + 0.001, 0.028});
                m.box({d * 0.02 - 0.045, y - 0.001, -0.055}, {d * 0.02 - 0.010, y + 0.001, -0.02});
                m.box({d * 0.02 + 0.005, y - 0.001, -0.05}, {d * 0.02 + 0.035, y + 0.001, -0.018});
                if (spec == nullptr || spec->arrow == Arrow::none)
                    m.box({-d * 0.06 - 0.03, y - 0.001, -0.06},
                          {-d * 0.06 + 0.03, y + 0.001, 0.06});
                if (spec != nullptr && spec->arrow != Arrow::none) {
                    // Left and right as the reader in front sees them.
                    const double way = (spec->arrow == Arrow::left) == (y > 0) ? 1 : -1;
                    for (const double s : spec->arrow == Arrow::both ? std::vector<double>{1, -1}
                                                                     : std::vector<double>{way}) {
                        const double x = s * 0.10;
                        m.box({std::min(x, x + s * 0.03), y - 0.001, -0.012},
                              {std::max(x, x + s * 0.03), y + 0.001, 0.012});
                        if (y > 0)
                            s > 0 ? m.triangle({x + 0.03, y, 0.035}, {x + 0.03, y, -0.035},
                                               {x + 0.065, y, 0})
                                  : m.triangle({x - 0.03, y, -0.035}, {x - 0.03, y, 0.035},
                                               {x - 0.065, y, 0});
                        else
                            s > 0 ? m.triangle({x + 0.03, y, -0.035}, {x + 0.03, y, 0.035},
                                               {x + 0.065, y, 0})
                                  : m.triangle({x - 0.03, y, 0.035}, {x - 0.03, y, -0.035},
                                               {x - 0.065, y, 0});
                    }
                }
            }
            if (spec != nullptr && spec->covered) {
                m.paint = Paint::plain;
                m.colour = {0.75, 0.15, 0.15};
                m.box({-0.25, -0.03, -0.12}, {0.1, 0.035, 0.1});
            }
            break;
        }
        case FixtureKind::emergency_light:
            m.colour = {0.93, 0.93, 0.92};
            m.box({-0.15, -0.04, -0.05}, {0.15, 0.04, 0.05});
            m.colour = active ? Colour{1, 1, 0.85} : Colour{0.75, 0.76, 0.74};
            m.paint = active ? Paint::glowing : Paint::plain;
            m.box({-0.14, -0.02, 0.05}, {-0.05, 0.05, 0.12});
            m.box({0.05, -0.02, 0.05}, {0.14, 0.05, 0.12});
            m.paint = Paint::plain;
            if (const auto* light = std::get_if<LightSpec>(&fixture.spec);
                light != nullptr && !light->works) {
                lamp(m, {1.0, 0.75, 0.05}, 0.05, -0.02, 0.04);  // fault
                m.colour = {0.25, 0.26, 0.28};
                m.box({-0.14, 0.05, 0.05}, {-0.05, 0.052, 0.12});
                m.box({0.05, 0.05, 0.05}, {0.14, 0.052, 0.12});
            } else {
                lamp(m, {0.1, 0.9, 0.2}, 0.05, -0.02, 0.04);  // mains on, battery charged
            }
            words(m, lettered, "故障", 0.09, -0.02, 0.06, 0.03, 0.043, {0.4, 0.4, 0.4});
            m.colour = {0.3, 0.3, 0.32};
            m.box({-0.06, 0.04, -0.03}, {-0.03, 0.047, -0.005});
            words(m, lettered, "试验", -0.045, -0.042, 0.05, 0.014, 0.043);
            break;
        case FixtureKind::sprinkler:
            m.colour = metal;
            m.cylinder({0, 0, -0.04}, 0.03, 0.01, 8);
            m.cylinder({0, 0, -0.03}, 0.008, 0.07, 6);
            if (const auto* head = std::get_if<SprinklerSpec>(&fixture.spec);
                head != nullptr && head->obstructed) {
                m.colour = {0.96, 0.96, 0.94};  // painted over
                m.ellipsoid({0, 0, -0.02}, {0.04, 0.04, 0.035}, 8, 5);
            }
            break;
        case FixtureKind::smoke_vent:
            m.colour = metal;
            m.box({-0.4, -0.4, -0.05}, {0.4, 0.4, 0.05});
            if (const auto* vent = std::get_if<VentSpec>(&fixture.spec);
                vent != nullptr && !vent->works) {
                m.colour = {0.45, 0.24, 0.12};  // rusted shut, its actuator off
                for (int blade = 0; blade < 4; ++blade)
                    m.box({-0.38, -0.06 - 0.002 * blade, -0.055 - 0.002 * blade},
                          {0.38 - 0.1 * blade, 0.3 - 0.18 * blade, -0.052});
                m.box({-0.36, 0.051, -0.36}, {0.36, 0.056, 0.36});
            }
            break;
        case FixtureKind::gas_shutoff:
            m.colour = {0.95, 0.75, 0.1};
            m.cylinder({0, 0.02, -0.08}, 0.03, 0.16, 8);
            m.colour = red;
            m.box({-0.07, 0.04, -0.012}, {0.07, 0.06, 0.012});
            break;
        case FixtureKind::power_shutoff:
        case FixtureKind::alarm_panel:
            m.colour = fixture.kind == FixtureKind::alarm_panel ? Colour{0.75, 0.2, 0.18}
                                                                : Colour{0.70, 0.72, 0.74};
            m.box({-0.2, -0.07, -0.25}, {0.2, 0.07, 0.25});
            m.colour = {0.15, 0.18, 0.2};
            m.box({-0.12, 0.07, 0.05}, {0.12, 0.075, 0.18});
            if (fixture.kind == FixtureKind::alarm_panel) {
                words(m, lettered, "火灾报警控制器", 0, 0.215, 0.34, 0.045, 0.073, {1, 1, 1});
                if (fixture.works) {
                    words(m, lettered, "系统正常", 0, 0.115, 0.2, 0.05, 0.078, {0.4, 1, 0.5});
                    lamp(m, {0.1, 0.9, 0.2}, 0.12, -0.02, 0.07);
                } else {
                    words(m, lettered, "已屏蔽 12 区", 0, 0.115, 0.2, 0.04, 0.078, {1, 0.8, 0.2});
                    for (int row = 0; row < 2; ++row) {
                        for (int column = 0; column < 6; ++column)
                            lamp(m, {1.0, 0.75, 0.05}, 0.13 - 0.05 * column, -0.03 - 0.06 * row,
                                 0.07);
                    }
                    m.colour = {0.9, 0.78, 0.1};
                    m.box({-0.15, 0.07, -0.22}, {0.15, 0.075, -0.15});
                    words(m, lettered, "屏蔽 消音", 0, -0.185, 0.26, 0.055, 0.078,
                          {0.7, 0.05, 0.05});
                }
            }
            break;
        case FixtureKind::fire_blanket:
            if (fixture.missing) {
                left_mark(m, 0.24, 0.3, 0.04);
                break;
            }
            m.colour = red;
            m.box({-0.12, -0.04, -0.15}, {0.12, 0.04, 0.15});
            words(m, lettered, "灭火毯", 0, 0.05, 0.2, 0.07, 0.043, {1, 1, 1});
            break;
        case FixtureKind::evacuation_plan:
            if (fixture.missing) {  // a pale patch, torn corners and the strip with the title
                left_mark(m, 0.6, 0.44, 0.012);
                m.colour = {0.96, 0.96, 0.94};
                for (int n = 0; n < 12; ++n)  // torn off unevenly
                    m.box({-0.3 + 0.05 * n, -0.012, 0.1 + 0.02 * ((n * 5) % 4)},
                          {-0.25 + 0.05 * n, -0.002, 0.22});
                for (const double x : {-0.3, 0.24})
                    m.box({x, -0.012, -0.22}, {x + 0.06, -0.002, -0.17});
                words(m, lettered, "疏散示意图", 0, 0.19, 0.3, 0.045, 0.0, {0.1, 0.1, 0.1});
                break;
            }
            m.colour = {0.96, 0.96, 0.94};
            m.box({-0.3, -0.012, -0.22}, {0.3, 0.012, 0.22});
            words(m, lettered, "疏散示意图", 0, 0.09, 0.4, 0.05, 0.016, {0.1, 0.1, 0.1});
            m.colour = {0.2, 0.6, 0.35};
            m.box({-0.25, 0.012, -0.15}, {0.25, 0.014, 0.05});
            m.colour = red;
            m.box({-0.25, 0.012, 0.12}, {0.25, 0.014, 0.18});
            break;
    }
}

void model(Mesh& mesh, const ItemType& item, Vec3 size) {
    const Vec3 stretch = size / item.size;
    for (const ModelPart& part : item.parts) {
        const Vec3 low = part.low * stretch, high = part.high * stretch;
        const Vec3 middle = 0.5 * (low + high), extent = high - low;
        mesh.colour = colour_of(part.colour);
        mesh.paint = part.surface == "wood"      ? Paint::wood
                     : part.surface == "metal"   ? Paint::metal
                     : part.surface == "goods"   ? Paint::goods
                     : part.surface == "glowing" ? Paint::glowing
                                                 : Paint::plain;
        switch (part.shape) {
            case ModelPart::Shape::box:
                mesh.box(low, high);
                break;
            case ModelPart::Shape::cylinder:
                mesh.cylinder({middle.x, middle.y, low.z}, 0.5 * extent.x, extent.z, 12);
                break;
            case ModelPart::Shape::cone:
                mesh.cylinder({middle.x, middle.y, low.z}, 0.5 * extent.x, extent.z, 12,
                              0.12 * extent.x);
                break;
            case ModelPart::Shape::ball:
                mesh.ellipsoid(middle, 0.5 * extent, 10, 6);
                break;
            case ModelPart::Shape::text:
                mesh.text(part.text, low.x, low.z, high.x, high.z, low.y);
                break;
        }
    }
}

}  // namespace firedrill
