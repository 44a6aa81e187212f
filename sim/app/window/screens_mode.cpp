// What the mode adds to the drill's picture: the lesson's step and where it points, the clock of an
// examination.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <glm/ext/matrix_clip_space.hpp>
#include <glm/ext/matrix_transform.hpp>

#include "app/window/screens.hpp"

namespace firedrill {
namespace {

constexpr ImU32 yellow = IM_COL32(255, 214, 60, 255);
constexpr ImU32 dark = IM_COL32(12, 16, 24, 205);

// Where a point of the building is on the screen; behind the eye: nothing.
struct OnScreen {
    ImVec2 at{0, 0};
    bool ahead = false, inside = false;
};
OnScreen on_screen(const CameraPose& camera, Vec3 point, ImVec2 size) {
    const Vec3 looking{std::cos(camera.pitch_rad) * std::cos(camera.yaw_rad),
                       std::cos(camera.pitch_rad) * std::sin(camera.yaw_rad),
                       std::sin(camera.pitch_rad)};
    const auto view = glm::lookAt(camera.eye, camera.eye + looking, Vec3(0, 0, 1));
    const auto projection =
        glm::perspective(glm::radians(camera.field_of_view_deg),
                         static_cast<double>(size.x) / static_cast<double>(size.y), 0.05, 500.0);
    const auto clip = projection * view * glm::dvec4(point, 1.0);
    OnScreen out;
    out.ahead = clip.w > 0.05;
    const double w = std::max(std::abs(clip.w), 0.05) * (out.ahead ? 1.0 : -1.0);
    const double x = clip.x / w, y = clip.y / w;
    out.at = {static_cast<float>((0.5 + 0.5 * x) * size.x),
              static_cast<float>((0.5 - 0.5 * y) * size.y)};
    out.inside = out.ahead && std::abs(x) < 0.9 && std::abs(y) < 0.85;
    return out;
}

// A mark over the thing, or an arrow at the picture's edge towards it.
void pointer(ImDrawList& draw, const ModeView& mode, const CameraPose& camera, float scale) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const OnScreen place = on_screen(camera, mode.pointer, size);
    const double distance = glm::length(mode.pointer - camera.eye);
    const std::string metres = fmt::format("{:.0f} m", distance);
    if (place.inside) {
        const float tip = place.at.y - 12 * scale;
        const float half = 11 * scale, tall = 20 * scale;
        draw.AddTriangleFilled({place.at.x, tip}, {place.at.x - half, tip - tall},
                               {place.at.x + half, tip - tall}, yellow);
        draw.AddTriangle({place.at.x, tip}, {place.at.x - half, tip - tall},
                         {place.at.x + half, tip - tall}, IM_COL32(0, 0, 0, 220), 1.5f);
        const ImVec2 text = ImGui::CalcTextSize(metres.c_str());
        const ImVec2 corner{place.at.x - text.x / 2, tip - tall - text.y - 6 * scale};
        draw.AddRectFilled({corner.x - 6, corner.y - 2},
                           {corner.x + text.x + 6, corner.y + text.y + 2}, dark, 4);
        draw.AddText(corner, yellow, metres.c_str());
        return;
    }
    const ImVec2 middle{size.x / 2, size.y / 2};
    float dx = place.at.x - middle.x, dy = (place.at.y - middle.y) * 0.3f;
    if (!place.ahead) dx = dx > 0 ? size.x : -size.x, dy = 0;
    const float length = std::max(1.0f, std::hypot(dx, dy));
    dx /= length, dy /= length;
    const float reach = 0.36f * size.x;
    const ImVec2 head{middle.x + dx * reach, middle.y + dy * 0.3f * size.y};
    const float half = 13 * scale;
    draw.AddTriangleFilled({head.x + dx * half * 1.6f, head.y + dy * half * 1.6f},
                           {head.x - dy * half, head.y + dx * half},
                           {head.x + dy * half, head.y - dx * half}, yellow);
    draw.AddText({head.x - dx * 46 * scale - 12 * scale, head.y - 9 * scale}, yellow,
                 metres.c_str());
}

void lesson_panel(const ScreenContext& context, const Lesson& lesson, const ModeView& mode) {
    const Speech& say = *context.say;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const float width = std::min(620 * context.scale, size.x * 0.55f);
    ImGui::SetNextWindowPos({size.x / 2, 16 * context.scale}, 0, {0.5f, 0});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::SetNextWindowBgAlpha(0.82f);
    ImGui::Begin("lesson", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_AlwaysAutoResize |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    const auto steps = static_cast<std::int32_t>(lesson.steps.size());
    const std::int32_t at = std::clamp(mode.step, 0, steps - 1);
    const LessonStep& step = lesson.steps[static_cast<std::size_t>(at)];
    ImGui::TextDisabled("%s  %d / %d", lesson.name.in(say.language).c_str(), at + 1, steps);
    ImGui::PushTextWrapPos(width - 16 * context.scale);
    ImGui::TextColored({1, 0.86f, 0.35f, 1}, "%s", step.text.in(say.language).c_str());
    ImGui::TextUnformatted(
        fmt::format("{}{}", say("lesson.why"), step.reason.in(say.language)).c_str());
    ImGui::PopTextWrapPos();
    ImGui::ProgressBar(static_cast<float>(mode.step) / static_cast<float>(steps),
                       {-1, 5 * context.scale}, "");
    ImGui::End();
}

}  // namespace

float mode_overlay(const ScreenContext& context, const Snapshot& snapshot, const Building& building,
                   const DrillUi& ui, float top) {
    const Speech& say = *context.say;
    const ModeView& mode = snapshot.mode;
    ImDrawList& draw = *ImGui::GetBackgroundDrawList();
    const float margin = 20 * context.scale;
    std::string line = say(fmt::format("mode.{}", drill_mode_name(mode.mode)));
    ImU32 colour = IM_COL32(210, 220, 235, 235);
    if (mode.mode == DrillMode::examination) {
        const auto left_s = static_cast<int>(snapshot.trainee.phase_left_s);
        line += fmt::format("  {} {:02d}:{:02d}", say("hud.time_left"), left_s / 60, left_s % 60);
        if (left_s < 60) colour = IM_COL32(255, 150, 120, 255);
    } else if (mode.mode == DrillMode::practice) {
        line += fmt::format("  {}", say("hud.hint_key"));
        if (mode.hints_asked > 0) line += fmt::format("  ({})", mode.hints_asked);
    }
    const ImVec2 text = ImGui::CalcTextSize(line.c_str());
    draw.AddRectFilled({margin - 10, top - 5}, {margin + text.x + 10, top + text.y + 5}, dark, 6);
    draw.AddText({margin, top}, colour, line.c_str());
    if (mode.mode == DrillMode::lesson && building.scenario.drill &&
        building.scenario.drill->lesson && ui.panel == Panel::none) {
        lesson_panel(context, *building.scenario.drill->lesson, mode);
        if (mode.has_pointer) pointer(draw, mode, ui.camera, context.scale);
    }
    return text.y + 14;
}

}  // namespace firedrill
