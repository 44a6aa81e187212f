// What the trainee holds, seen in the first person: extinguisher with gauge, pin and hose, nozzle
// of a reel, blanket in its pouch and out of it, wet cloth, somebody dragged. It shows what could
// be read off the thing itself, no numbers.

#include <algorithm>
#include <cmath>

#include "app/window/screens.hpp"

namespace firedrill {
namespace {

constexpr ImU32 skin = IM_COL32(214, 168, 140, 255), skin_shade = IM_COL32(178, 132, 106, 255);
constexpr ImU32 sleeve = IM_COL32(46, 62, 92, 255), metal = IM_COL32(190, 194, 198, 255),
                dark = IM_COL32(32, 33, 36, 255), outline = IM_COL32(0, 0, 0, 120);

// Draws in units of a hundredth of the picture's height, y down, from a corner of its own.
struct Pen {
    ImDrawList& draw;
    ImVec2 at;
    float unit;
    ImVec2 to(float x, float y) const { return {at.x + x * unit, at.y + y * unit}; }
    void box(float x, float y, float w, float h, ImU32 colour, float round = 0.6f) const {
        draw.AddRectFilled(to(x, y), to(x + w, y + h), colour, round * unit);
        draw.AddRect(to(x, y), to(x + w, y + h), outline, round * unit);
    }
    void line(float x0, float y0, float x1, float y1, ImU32 colour, float width) const {
        draw.AddLine(to(x0, y0), to(x1, y1), colour, width * unit);
    }
    void disc(float x, float y, float r, ImU32 colour) const {
        draw.AddCircleFilled(to(x, y), r * unit, colour, 32);
    }
};

void fist(const Pen& pen, float x, float y) {
    for (int finger = 0; finger < 4; ++finger)
        pen.box(x, y + 2.1f * static_cast<float>(finger), 6.4f, 2.3f, skin, 1.1f);
    pen.box(x + 4.6f, y - 1.2f, 3.0f, 8.6f, skin_shade, 1.4f);
}

// From the wrist down out of the picture, wider towards the elbow.
void forearm(const Pen& pen, float x, float y, float to_x, float to_y) {
    const float length = std::hypot(to_x - x, to_y - y);
    const float ax = (to_y - y) / length, ay = -(to_x - x) / length;  // across
    const auto quad = [&](float from, float to, ImU32 colour) {
        const auto corner = [&](float along, float side) {
            const float half = side * (3.0f + 4.0f * along);
            return pen.to(x + along * (to_x - x) + half * ax, y + along * (to_y - y) + half * ay);
        };
        const ImVec2 shape[] = {corner(from, 1), corner(to, 1), corner(to, -1), corner(from, -1)};
        pen.draw.AddConvexPolyFilled(shape, 4, colour);
    };
    quad(0.0f, 0.2f, skin_shade);
    quad(0.15f, 1.0f, sleeve);
}

// Red, green and yellow as on the gauge of a stored-pressure extinguisher; the needle falls with
// the pressure as agent leaves.
void gauge(const Pen& pen, float x, float y, const TraineeView& trainee) {
    constexpr float pi = 3.14159265f, radius = 3.1f;
    pen.disc(x, y, radius + 0.5f, metal);
    pen.disc(x, y, radius, IM_COL32(245, 245, 240, 255));
    const auto arc = [&](float from, float to, ImU32 colour) {
        pen.draw.PathArcTo(pen.to(x, y), 0.72f * radius * pen.unit, pi * (1 + from), pi * (1 + to),
                           24);
        pen.draw.PathStroke(colour, 0, 0.9f * pen.unit);
    };
    arc(0.0f, 0.33f, IM_COL32(214, 48, 40, 255));
    arc(0.33f, 0.67f, IM_COL32(50, 160, 70, 255));
    arc(0.67f, 1.0f, IM_COL32(236, 190, 40, 255));
    float shown = 0.08f;
    if (trainee.carried_gauge == Gauge::green)
        shown = 0.03f + 0.5f * static_cast<float>(std::pow(trainee.agent_left, 0.7));
    if (trainee.carried_gauge == Gauge::yellow) shown = 0.85f;
    const float angle = pi * (1 + shown);
    pen.draw.AddLine(
        pen.to(x, y),
        pen.to(x + 0.9f * radius * std::cos(angle), y + 0.9f * radius * std::sin(angle)), dark,
        0.35f * pen.unit);
    pen.disc(x, y, 0.45f, dark);
}

void nozzle(const Pen& pen, bool horn, bool spraying) {
    // A hose from the valve to the left hand, which points at what the eye looks at.
    pen.draw.AddBezierCubic(pen.to(24, 18), pen.to(16, 34), pen.to(2, 36), pen.to(-8, 20), dark,
                            1.5f * pen.unit, 24);
    if (horn) {
        const ImVec2 shape[] = {pen.to(-9, 21), pen.to(-6, 18), pen.to(-15, 3), pen.to(-21, 8)};
        pen.draw.AddConvexPolyFilled(shape, 4, dark);
    } else {
        pen.line(-7.5f, 20, -13, 11, dark, 2.2f);
    }
    fist(pen, -13, 17);
    forearm(pen, -8, 25, -20, 60);
    if (!spraying) return;
    for (int n = -2; n <= 2; ++n)
        pen.line(horn ? -18.0f : -13.5f, horn ? 5.0f : 10.0f, -27 + 1.6f * static_cast<float>(n),
                 -6 - 1.4f * static_cast<float>(n), IM_COL32(235, 240, 245, 70), 1.2f);
}

void extinguisher(const Pen& pen, const TraineeView& trainee) {
    const bool co2 = trainee.carried_agent == Agent::co2;
    const ImU32 body = trainee.carried_agent == Agent::foam ? IM_COL32(196, 160, 60, 255)
                                                            : IM_COL32(196, 30, 28, 255);
    pen.box(16, 24, 17, 40, body, 4);
    pen.box(18.5f, 26, 2.2f, 38, IM_COL32(255, 255, 255, 60), 1);
    pen.box(18, 38, 13, 12, IM_COL32(240, 236, 224, 255), 0.6f);
    for (int n = 0; n < 4; ++n)
        pen.line(19.5f, 40.5f + 2.5f * static_cast<float>(n), 29.5f,
                 40.5f + 2.5f * static_cast<float>(n), IM_COL32(90, 90, 90, 200), 0.5f);
    pen.box(21.5f, 17, 6, 8, metal, 0.8f);
    // Handle and lever; squeezed they close.
    const float lever = trainee.discharging ? 13.5f : 9.5f;
    pen.line(22, 16.5f, 40, 15.5f, dark, 1.8f);
    pen.line(22, 15, 40, lever, IM_COL32(60, 60, 64, 255), 1.8f);
    if (!trainee.pin_out) {
        pen.line(25, 13, 25, 18, metal, 0.6f);
        pen.draw.AddCircle(pen.to(22.8f, 12), 1.7f * pen.unit, IM_COL32(240, 200, 40, 255), 24,
                           0.55f * pen.unit);
    }
    if (trainee.carried_gauge != Gauge::none && !co2) gauge(pen, 18, 19.5f, trainee);
    fist(pen, 30, 9.5f);
    forearm(pen, 37, 16, 56, 46);
    nozzle(pen, co2, trainee.discharging);
}

void reel(const Pen& pen, const TraineeView& trainee) {
    pen.draw.AddBezierCubic(pen.to(10, 20), pen.to(22, 30), pen.to(30, 40), pen.to(34, 70), dark,
                            2.4f * pen.unit, 24);
    pen.line(10, 20, -2, 4, metal, 2.4f);
    fist(pen, 4, 12);
    forearm(pen, 10, 20, 30, 60);
    if (trainee.discharging) pen.line(-2.5f, 3, -12, -10, IM_COL32(200, 225, 255, 120), 1.2f);
}

void folded_blanket(const Pen& pen) {
    // Before the chest, a hand at each of its two tabs.
    pen.box(-10, 26, 30, 40, IM_COL32(190, 34, 30, 255), 2);
    pen.box(-7, 31, 24, 9, IM_COL32(240, 236, 224, 255), 0.6f);
    for (const float x : {-5.0f, 11.0f}) {
        pen.box(x, 44, 4, 13, IM_COL32(226, 224, 214, 255), 0.8f);
        pen.box(x - 2.5f, 52, 9, 7, skin, 2);
    }
}

void blanket(const Pen& pen, const TraineeView& trainee) {
    if (!trainee.pin_out) {
        folded_blanket(pen);
        return;
    }
    // Held up by both corners, hands turned in behind it.
    const ImVec2 cloth[] = {pen.to(-46, 22), pen.to(30, 22), pen.to(36, 66), pen.to(-52, 66)};
    pen.draw.AddConvexPolyFilled(cloth, 4, IM_COL32(226, 224, 214, 255));
    for (float x = -38; x < 30; x += 12)
        pen.line(x, 24, x + 1.5f, 64, IM_COL32(180, 178, 168, 160), 0.5f);
    pen.box(-48, 19, 9, 6, skin, 2);
    pen.box(25, 19, 9, 6, skin, 2);
}

// Both hands in the clothes of somebody who lies before the feet.
void dragging(const Pen& pen, ImVec2 display) {
    const Pen middle{pen.draw, {display.x / 2, pen.at.y - 2 * pen.unit}, pen.unit};
    fist(middle, -13, 36);
    fist(middle, 6.5f, 36);
    forearm(middle, -11, 43, -27, 66);
    forearm(middle, 11, 43, 27, 66);
}

void cloth(const Pen& pen, ImVec2 display) {
    // Over nose and mouth: it hides the lower rim of the view.
    const float rim = display.y - 9 * pen.unit, arch = display.y - 19 * pen.unit;
    const auto shape = [&](float lower) {
        pen.draw.PathLineTo({0, display.y});
        pen.draw.PathLineTo({0, rim + lower});
        pen.draw.PathBezierCubicCurveTo({0.3f * display.x, arch + lower},
                                        {0.7f * display.x, arch + lower}, {display.x, rim + lower},
                                        48);
        pen.draw.PathLineTo(display);
    };
    shape(0);
    pen.draw.PathFillConvex(IM_COL32(150, 170, 190, 255));
    shape(3 * pen.unit);
    pen.draw.PathFillConvex(IM_COL32(128, 150, 172, 255));
}

}  // namespace

void draw_hands(ImVec2 display, double time_s, const TraineeView& trainee) {
    ImDrawList& draw = *ImGui::GetBackgroundDrawList();
    const float unit = display.y / 100;
    // Hands swing a little with the step, and come up while something is lifted.
    const auto swing = static_cast<float>(0.6 * std::sin(7 * time_s) *
                                          std::min(1.0, trainee.horizontal_speed_m_s / 1.4));
    const Pen pen{draw,
                  {display.x - 62 * unit,
                   display.y - 56 * unit + (swing + (trainee.lifting ? 14.0f : 0.0f)) * unit},
                  unit};
    if (trainee.carried >= 0) {
        if (trainee.carried_agent == Agent::fire_blanket)
            blanket(pen, trainee);
        else if (trainee.carried_hose)
            reel(pen, trainee);
        else
            extinguisher(pen, trainee);
    }
    if (trainee.dragging) dragging(pen, display);
    if (trainee.wet_cloth) cloth(pen, display);
}

}  // namespace firedrill
