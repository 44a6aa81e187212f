// The panels of the round of inspection: which fault it is (from a short list), how grave, what is
// to be done; the verdict on an exit; the end of the round.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>

#include "app/window/screens.hpp"
#include "base/hash.hpp"
#include "building/names.hpp"

namespace firedrill {
namespace {

void begin_panel(const ScreenContext& context, const std::string& title, float width) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, 0, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({width * context.scale, 0});
    ImGui::Begin("panel", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(title.c_str());
    ImGui::PopFont();
}

// Keys 1 … 9 choose, so that nobody hunts with the mouse.
bool key_of(int number) {
    return ImGui::IsKeyPressed(GLFW_KEY_1 + number, false);
}

// Buttons side by side of which one is chosen.
void one_of(const ScreenContext& context, const char* prefix,
            std::initializer_list<const char*> names, std::string& chosen) {
    const float spacing = ImGui::GetStyle().ItemSpacing.x;
    const float width =
        (ImGui::GetContentRegionAvail().x - spacing * static_cast<float>(names.size() - 1)) /
        static_cast<float>(names.size());
    bool first = true;
    for (const char* name : names) {
        if (!first) ImGui::SameLine();
        first = false;
        const bool on = chosen == name;
        if (on) ImGui::PushStyleColor(ImGuiCol_Button, ImVec4(0.75f, 0.35f, 0.12f, 1));
        if (ImGui::Button((*context.say)(std::string(prefix) + name).c_str(),
                          {width, 34 * context.scale}))
            chosen = name;
        if (on) ImGui::PopStyleColor();
    }
}

}  // namespace

std::vector<std::string> fault_choices(const Building& building, const FaultCatalogue& catalogue,
                                       const std::string& target) {
    const Scenario& scenario = building.scenario;
    const Entity entity = building.find(target);
    const auto index = static_cast<std::size_t>(std::max(0, entity.index));
    // What kind of target it is, in the words of the catalogue.
    std::string on = "room";
    if (entity.kind == EntityKind::fixture) {
        on = name_of(scenario.fixtures[index].kind);
    } else if (entity.kind == EntityKind::opening) {
        const Opening& opening = scenario.openings[index];
        const bool exit = std::any_of(building.exit_openings.begin(), building.exit_openings.end(),
                                      [&](OpeningIndex e) { return e && e.at() == index; });
        on = opening.kind == OpeningKind::window     ? "window"
             : opening.motion == LeafMotion::shutter ? "shutter"
             : exit                                  ? "exit"
             : opening.fire_rating_min > 0           ? "fire_door"
                                                     : "door";
    }
    std::string code;
    const auto is_about = [&](const auto& entry) {
        return entry.target == target ||
               std::find(entry.things.begin(), entry.things.end(), target) != entry.things.end();
    };
    if (scenario.drill) {
        for (const Fault& fault : scenario.drill->faults) {
            if (is_about(fault)) code = fault.code;
        }
        for (const Decoy& decoy : scenario.drill->decoys) {
            const DecoyKind* kind = catalogue.find_decoy(decoy.code);
            if (code.empty() && kind != nullptr && is_about(decoy)) code = kind->taken_for;
        }
    }
    // The same list each time the trainee points at it.
    const std::uint64_t seed = hash_bytes(target.data(), target.size(), 0);
    return short_list(catalogue, scenario.place_type, code, on, seed);
}

void fault_choice_panel(const ScreenContext& context, const FaultCatalogue& catalogue, DrillUi& ui,
                        DrillChoice& choice) {
    const Speech& say = *context.say;
    begin_panel(context, say("panel.which_fault"), 720);
    ImGui::TextColored({1, 0.82f, 0.4f, 1}, "%s", ui.target_name.in(say.language).c_str());
    ImGui::Separator();
    for (std::size_t i = 0; i < ui.fault_codes.size(); ++i) {
        const std::string& code = ui.fault_codes[i];
        const FaultKind* kind = catalogue.find(code);
        if (kind == nullptr) continue;
        const std::string text = fmt::format("{}   {}", i + 1, kind->name().in(say.language));
        if (ImGui::Selectable(text.c_str(), ui.fault_code == code, 0, {0, 30 * context.scale}) ||
            key_of(static_cast<int>(i)))
            ui.fault_code = code;
    }
    ImGui::Separator();
    ImGui::TextUnformatted(say("panel.grade").c_str());
    one_of(context, "panel.grade.", {"general", "major"}, ui.fault_grade);
    ImGui::TextUnformatted(say("panel.measure").c_str());
    one_of(context, "panel.measure.", {"on_the_spot", "within_term", "report"}, ui.fault_measure);
    ImGui::TextDisabled("%s", say("panel.training_verdict").c_str());
    const bool complete =
        !ui.fault_code.empty() && !ui.fault_grade.empty() && !ui.fault_measure.empty();
    ImGui::BeginDisabled(!complete);
    if (ImGui::Button(say("panel.record_fault").c_str(), {-1, 42 * context.scale}) ||
        (complete && ImGui::IsKeyPressed(GLFW_KEY_ENTER, false))) {
        choice.commands.push_back({TraineeCommand::Kind::mark_fault, ui.target,
                                   ui.fault_code + "|" + ui.fault_grade + "|" + ui.fault_measure});
        ui.panel = Panel::none;
    }
    ImGui::EndDisabled();
    if (ImGui::Button(say("panel.no_fault").c_str(), {-1, 34 * context.scale}))
        ui.panel = Panel::none;
    ImGui::End();
}

void exit_verdict_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice) {
    const Speech& say = *context.say;
    begin_panel(context, say("panel.verdict"), 640);
    ImGui::TextColored({1, 0.82f, 0.4f, 1}, "%s", ui.target_name.in(say.language).c_str());
    ImGui::TextWrapped("%s", say("panel.verdict_several").c_str());
    ImGui::Separator();
    if (ImGui::BeginTable("verdicts", 2)) {
        for (const auto& entry : enum_names(ExitVerdict{})) {
            ImGui::TableNextColumn();
            const std::string name(entry.name);
            bool ticked =
                std::find(ui.verdicts.begin(), ui.verdicts.end(), name) != ui.verdicts.end();
            if (!ImGui::Checkbox(say("verdict." + name).c_str(), &ticked)) continue;
            // Usable and anything else shut each other out.
            std::erase_if(ui.verdicts, [&](const std::string& v) {
                return v == name || name == "usable" || v == "usable";
            });
            if (ticked) ui.verdicts.push_back(name);
        }
        ImGui::EndTable();
    }
    ImGui::TextDisabled("%s", say("panel.training_verdict").c_str());
    ImGui::BeginDisabled(ui.verdicts.empty());
    if (ImGui::Button(say("panel.verdict_give").c_str(), {-1, 42 * context.scale})) {
        std::string all;
        for (const std::string& verdict : ui.verdicts) all += (all.empty() ? "" : ",") + verdict;
        choice.commands.push_back({TraineeCommand::Kind::exit_verdict, ui.target, all});
        ui.panel = Panel::none;
    }
    ImGui::EndDisabled();
    if (ImGui::Button(say("common.cancel").c_str(), {-1, 0})) ui.panel = Panel::none;
    ImGui::End();
}

void begin_fire_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice) {
    const Speech& say = *context.say;
    begin_panel(context, say("phase.begin_title"), 620);
    ImGui::TextWrapped("%s", say("phase.begin_text").c_str());
    ImGui::Spacing();
    if (ImGui::Button(say("phase.begin_yes").c_str(), {-1, 42 * context.scale}) ||
        ImGui::IsKeyPressed(GLFW_KEY_ENTER, false)) {
        choice.commands.push_back({TraineeCommand::Kind::begin_fire, "", ""});
        ui.panel = Panel::none;
    }
    if (ImGui::Button(say("common.cancel").c_str(), {-1, 0})) ui.panel = Panel::none;
    ImGui::End();
}

void inspection_overlay(const ScreenContext& context, const Snapshot& snapshot) {
    if (snapshot.trainee.phase != DrillPhase::inspection) return;
    const Speech& say = *context.say;
    const int left = static_cast<int>(snapshot.trainee.phase_left_s);
    const std::string text =
        fmt::format("{}   {} {:02d}:{:02d}   {}", say("phase.inspection"), say("phase.left"),
                    left / 60, left % 60, say("phase.hint"));
    ImDrawList& draw = *ImGui::GetBackgroundDrawList();
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    const float middle = ImGui::GetIO().DisplaySize.x / 2, top = 20 * context.scale;
    draw.AddRectFilled({middle - size.x / 2 - 16, top - 6},
                       {middle + size.x / 2 + 16, top + size.y + 8}, IM_COL32(20, 80, 150, 220), 6);
    draw.AddText({middle - size.x / 2, top}, IM_COL32(255, 255, 255, 240), text.c_str());
}

}  // namespace firedrill
