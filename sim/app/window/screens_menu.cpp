// Main menu, loading and error screens.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "app/window/screens.hpp"

namespace firedrill {
namespace {

void begin_full(const char* name, float alpha) {
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(viewport->Pos);
    ImGui::SetNextWindowSize(viewport->Size);
    ImGui::SetNextWindowBgAlpha(alpha);
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
}

void begin_centred(const char* name, float width) {
    const ImGuiViewport* viewport = ImGui::GetMainViewport();
    ImGui::SetNextWindowPos(
        {viewport->Pos.x + viewport->Size.x / 2, viewport->Pos.y + viewport->Size.y / 2}, 0,
        {0.5f, 0.5f});
    ImGui::SetNextWindowSize({width, 0});
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_AlwaysAutoResize);
}

void language_switch(Speech& say) {
    if (ImGui::RadioButton("中文", say.language == Language::zh)) say.language = Language::zh;
    ImGui::SameLine();
    if (ImGui::RadioButton("English", say.language == Language::en)) say.language = Language::en;
}

void scenario_list(const ScreenContext& context, MenuState& state) {
    const Speech& say = *context.say;
    for (int i = 0; i < static_cast<int>(state.scenarios.size()); ++i) {
        const ScenarioEntry& entry = state.scenarios[static_cast<std::size_t>(i)];
        ImGui::PushID(i);
        const ImVec2 start = ImGui::GetCursorPos();
        const std::string text =
            entry.problem ? entry.problem->str() : entry.description.in(say.language);
        const float wrapped = ImGui::GetContentRegionAvail().x - 18 * context.scale;
        const float height = std::max(
            78 * context.scale, ImGui::CalcTextSize(text.c_str(), nullptr, false, wrapped).y +
                                    ImGui::GetTextLineHeightWithSpacing() + 20 * context.scale);
        if (ImGui::Selectable("##scenario", state.chosen == i, 0, {0, height})) {
            if (state.chosen != i) state.fire = 0;
            state.chosen = i;
        }
        const ImVec2 end = ImGui::GetCursorPos();
        ImGui::SetCursorPos({start.x + 10 * context.scale, start.y + 8 * context.scale});
        ImGui::BeginGroup();
        ImGui::TextUnformatted(entry.problem ? entry.id.c_str()
                                             : entry.name.in(say.language).c_str());
        ImGui::PushStyleColor(ImGuiCol_Text, entry.problem ? ImVec4{1, 0.5f, 0.4f, 1}
                                                           : ImVec4{0.72f, 0.75f, 0.8f, 1});
        ImGui::PushTextWrapPos(ImGui::GetContentRegionMax().x - 8 * context.scale);
        ImGui::TextWrapped("%s", text.c_str());
        ImGui::PopTextWrapPos();
        ImGui::PopStyleColor();
        ImGui::EndGroup();
        ImGui::SetCursorPos({end.x, std::max(end.y, ImGui::GetCursorPosY() + 6 * context.scale)});
        ImGui::PopID();
    }
}

// A label before what it is about; those below each other leave the same room.
void label(const ScreenContext& context, const char* key) {
    const Speech& say = *context.say;
    float width = 0;
    for (const char* other : {"menu.faults", "menu.fire", "menu.seed"})
        width = std::max(width, ImGui::CalcTextSize(say(other).c_str()).x);
    ImGui::AlignTextToFramePadding();
    const float left = ImGui::GetCursorPosX();
    ImGui::TextUnformatted(say(key).c_str());
    ImGui::SameLine(left + width + 2 * ImGui::GetStyle().ItemSpacing.x);
}

void mode_choice(const ScreenContext& context, MenuState& state) {
    const Speech& say = *context.say;
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(say("menu.mode").c_str());
    for (const DrillMode mode : {DrillMode::lesson, DrillMode::practice, DrillMode::examination}) {
        ImGui::SameLine();
        const std::string name = say(fmt::format("mode.{}", drill_mode_name(mode)));
        ImGui::RadioButton(name.c_str(), &state.mode, static_cast<int>(mode));
    }
    if (state.mode != static_cast<int>(DrillMode::lesson) || state.lessons.empty()) {
        ImGui::TextDisabled(
            "%s", say(state.mode == static_cast<int>(DrillMode::practice) ? "menu.practice_tip"
                                                                          : "menu.examination_tip")
                      .c_str());
        return;
    }
    state.lesson = std::clamp(state.lesson, 0, static_cast<int>(state.lessons.size()) - 1);
    const auto name_of_lesson = [&](int i) {
        return state.lessons[static_cast<std::size_t>(i)].name.in(say.language);
    };
    ImGui::SetNextItemWidth(-1);
    if (ImGui::BeginCombo("##lesson", name_of_lesson(state.lesson).c_str())) {
        for (int i = 0; i < static_cast<int>(state.lessons.size()); ++i) {
            if (ImGui::Selectable(name_of_lesson(i).c_str(), state.lesson == i)) state.lesson = i;
        }
        ImGui::EndCombo();
    }
}

// An examination draws its faults, so that no trainee meets what another has told; it can be
// changed here.
void faults_choice(const ScreenContext& context, MenuState& state) {
    const Speech& say = *context.say;
    if (state.mode == static_cast<int>(DrillMode::lesson)) return;
    if (!state.faults_chosen)
        state.faults = state.mode == static_cast<int>(DrillMode::examination) ? 2 : 0;
    label(context, "menu.faults");
    ImGui::SetNextItemWidth(-1);
    const auto name = [&](int i) {
        return say(fmt::format("menu.faults.{}", menu_faults[static_cast<std::size_t>(i)]));
    };
    if (ImGui::BeginCombo("##faults", name(state.faults).c_str())) {
        for (int i = 0; i < static_cast<int>(std::size(menu_faults)); ++i) {
            if (!ImGui::Selectable(name(i).c_str(), state.faults == i)) continue;
            state.faults = i;
            state.faults_chosen = true;
        }
        ImGui::EndCombo();
    }
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", say("menu.faults_tip").c_str());
    if (state.faults > 0) {
        ImGui::PushTextWrapPos();
        ImGui::TextDisabled("%s", say("menu.faults_tip").c_str());
        ImGui::PopTextWrapPos();
    }
}

// Another fire in the same building; a lesson has its own.
void fire_choice(const ScreenContext& context, MenuState& state) {
    if (state.chosen >= static_cast<int>(state.scenarios.size()) ||
        state.mode == static_cast<int>(DrillMode::lesson))
        return;
    const auto& fires = state.scenarios[static_cast<std::size_t>(state.chosen)].fires;
    if (fires.empty()) return;
    const Speech& say = *context.say;
    const auto name = [&](int i) {
        return i == 0 ? say("menu.own_fire")
                      : fires[static_cast<std::size_t>(i - 1)].second.in(say.language);
    };
    state.fire = std::clamp(state.fire, 0, static_cast<int>(fires.size()));
    label(context, "menu.fire");
    ImGui::SetNextItemWidth(-1);
    if (!ImGui::BeginCombo("##fire", name(state.fire).c_str())) return;
    for (int i = 0; i <= static_cast<int>(fires.size()); ++i) {
        if (ImGui::Selectable(name(i).c_str(), state.fire == i)) state.fire = i;
    }
    ImGui::EndCombo();
}

}  // namespace

MenuResult menu_screen(const ScreenContext& context, MenuState& state) {
    Speech& say = *context.say;
    MenuResult result;
    begin_full("menu", 0.55f);
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(say("app.title").c_str());
    ImGui::PopFont();
    ImGui::SameLine(width - 190 * context.scale);
    language_switch(say);
    ImGui::TextDisabled("%s", say("menu.subtitle").c_str());
    ImGui::Spacing();

    const float left = width * 0.56f;
    const float body_height = ImGui::GetContentRegionAvail().y - 44 * context.scale;
    ImGui::BeginChild("scenarios", {left, body_height}, true);
    ImGui::TextUnformatted(say("menu.scenario").c_str());
    ImGui::Separator();
    scenario_list(context, state);
    ImGui::EndChild();
    ImGui::SameLine();
    ImGui::BeginChild("start", {0, body_height}, true);
    ImGui::TextUnformatted(say("menu.trainee").c_str());
    ImGui::SetNextItemWidth(-1);
    if (state.focus_name) ImGui::SetKeyboardFocusHere();
    state.focus_name = false;
    const bool enter =
        ImGui::InputTextWithHint("##trainee", say("menu.trainee_hint").c_str(), state.trainee,
                                 sizeof state.trainee, ImGuiInputTextFlags_EnterReturnsTrue);
    mode_choice(context, state);
    faults_choice(context, state);
    fire_choice(context, state);
    label(context, "menu.seed");
    ImGui::SetNextItemWidth(140 * context.scale);
    ImGui::InputInt("##seed", &state.seed);
    if (state.seed < 1) state.seed = 1;
    ImGui::Checkbox(say("menu.sound").c_str(), &state.sound);
    ImGui::Spacing();
    const bool usable = state.chosen < static_cast<int>(state.scenarios.size()) &&
                        !state.scenarios[static_cast<std::size_t>(state.chosen)].problem;
    ImGui::BeginDisabled(!usable);
    ImGui::PushStyleColor(ImGuiCol_Button, {0.72f, 0.15f, 0.12f, 1});
    ImGui::PushStyleColor(ImGuiCol_ButtonHovered, {0.85f, 0.22f, 0.17f, 1});
    if (ImGui::Button(say("menu.start").c_str(), {-1, 52 * context.scale}) || (enter && usable))
        result.choice = MenuChoice::start;
    ImGui::PopStyleColor(2);
    ImGui::EndDisabled();
    ImGui::Spacing();
    ImGui::TextUnformatted(say("menu.records").c_str());
    ImGui::Separator();
    // All that the button below leaves, and two records at least.
    const float button = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.y;
    ImGui::BeginChild("records", {0, std::max(2 * ImGui::GetTextLineHeightWithSpacing(),
                                              ImGui::GetContentRegionAvail().y - button)});
    if (state.records.empty()) ImGui::TextDisabled("%s", say("session.none").c_str());
    for (const DrillRecord& record : state.records) {
        const std::string& verdict =
            !record.finished ? say("session.interrupted")
                             : say(record.score.passed ? "session.passed" : "session.failed");
        const std::string line =
            fmt::format("{}  {}  {}  {:.0f}  {}##{}", record.started_at.substr(0, 16),
                        record.start.scenario_name.in(say.language), record.start.trainee,
                        record.score.total, verdict, record.id);
        if (ImGui::Selectable(line.c_str())) result = {MenuChoice::report, record.id};
        if (ImGui::IsItemHovered()) ImGui::SetTooltip("%s", say("menu.report_tip").c_str());
    }
    ImGui::EndChild();
    if (ImGui::Button(say("menu.quit").c_str(), {-1, 0})) result.choice = MenuChoice::quit;
    ImGui::EndChild();
    ImGui::TextWrapped(
        "%s", state.notice.empty() ? say("menu.supplement").c_str() : state.notice.c_str());
    ImGui::End();
    return result;
}

void loading_screen(const ScreenContext& context, const LocalText& scenario, double seconds) {
    const Speech& say = *context.say;
    begin_centred("loading", 460 * context.scale);
    ImGui::TextUnformatted(scenario.in(say.language).c_str());
    ImGui::Text("%s %.0f s", say("loading.text").c_str(), seconds);
    ImGui::ProgressBar(static_cast<float>(seconds - 2.0 * static_cast<int>(seconds / 2.0)) / 2.0f,
                       {-1, 8 * context.scale}, "");
    ImGui::End();
}

bool error_screen(const ScreenContext& context, const Problem& problem) {
    const Speech& say = *context.say;
    begin_centred("error", 720 * context.scale);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(say("error.title").c_str());
    ImGui::PopFont();
    if (!problem.place.str().empty()) ImGui::TextWrapped("%s", problem.place.str().c_str());
    ImGui::TextWrapped("%s", problem.what.c_str());
    ImGui::TextWrapped("%s", problem.advice.c_str());
    const bool back = ImGui::Button(say("common.back").c_str(), {-1, 0});
    ImGui::End();
    return back;
}

}  // namespace firedrill
