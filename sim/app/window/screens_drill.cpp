// The drill's overlay (crosshair, hints, tasks, extinguisher, messages) and its panels.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/window/controls.hpp"
#include "app/window/screens.hpp"

namespace firedrill {
namespace {

constexpr ImU32 white = IM_COL32(255, 255, 255, 235);
constexpr ImU32 shade = IM_COL32(0, 0, 0, 150);

// Text on a dark rounded plate; returns its height.
float plate(ImDrawList& draw, ImVec2 at, float align, const std::string& text, ImU32 colour = white,
            ImU32 back = shade) {
    const ImVec2 size = ImGui::CalcTextSize(text.c_str());
    const ImVec2 corner{at.x - align * size.x, at.y};
    draw.AddRectFilled({corner.x - 10, corner.y - 5},
                       {corner.x + size.x + 10, corner.y + size.y + 5}, back, 6);
    draw.AddText(corner, colour, text.c_str());
    return size.y + 14;
}

void crosshair(ImDrawList& draw, ImVec2 middle, bool aimed) {
    const ImU32 colour = aimed ? IM_COL32(255, 210, 80, 255) : white;
    draw.AddCircle(middle, aimed ? 9.0f : 5.0f, IM_COL32(0, 0, 0, 160), 24, 3.5f);
    draw.AddCircle(middle, aimed ? 9.0f : 5.0f, colour, 24, 1.6f);
    draw.AddCircleFilled(middle, 1.6f, colour);
}

void overlay(const ScreenContext& context, const Snapshot& snapshot, const Building& building,
             double speed, const DrillUi& ui) {
    const Speech& say = *context.say;
    ImDrawList& draw = *ImGui::GetBackgroundDrawList();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const ImVec2 middle{size.x / 2, size.y / 2};
    const TraineeView& trainee = snapshot.trainee;
    draw_hands(size, snapshot.time_s, trainee);

    if (ui.panel == Panel::none) {
        crosshair(draw, middle, !trainee.aimed_id.empty());
        float y = middle.y + 34 * context.scale;
        if (!trainee.aimed_id.empty() && !trainee.aimed_name_zh.empty()) {
            y += plate(draw, {middle.x, y}, 0.5f,
                       say.language == Language::zh ? trainee.aimed_name_zh : trainee.aimed_name_en,
                       IM_COL32(255, 225, 140, 255));
            // An examination says what a thing is called, not what could be done with it.
            const bool tells = snapshot.mode.mode != DrillMode::examination;
            for (std::size_t h = 0; tells && h < trainee.hints.size(); ++h)
                y += plate(draw, {middle.x, y}, 0.5f, say(trainee.hints[h]));
        }
    }

    // Top left: time and state; top right: tasks; bottom: messages, gauge, keys.
    const float margin = 20 * context.scale;
    std::string clock = fmt::format("{:02d}:{:04.1f}", static_cast<int>(snapshot.time_s / 60),
                                    std::fmod(snapshot.time_s, 60.0));
    if (speed < 0.95) clock += fmt::format("  ({}{:.1f}x)", say("hud.slow"), speed);
    float y = margin;
    y += plate(draw, {margin, y}, 0, clock);
    y += mode_overlay(context, snapshot, building, ui, y);
    if (snapshot.alarm)
        y += plate(draw, {margin, y}, 0, say("hud.alarm"), white, IM_COL32(190, 25, 20, 220));
    if (snapshot.crowd.total > 0) {
        y += plate(
            draw, {margin, y}, 0,
            fmt::format("{} {} / {}", say("hud.out"), snapshot.crowd.out, snapshot.crowd.total));
    }
    // What a person would feel, in words: no metres and degrees that nobody could read off.
    const ImU32 warning = IM_COL32(255, 180, 120, 255);
    if (trainee.visibility_m < 10)
        y += plate(draw, {margin, y}, 0,
                   say(trainee.visibility_m < 4 ? "hud.smoke_dense" : "hud.smoke"), warning);
    if (trainee.gas_temperature_c > 45)
        y += plate(draw, {margin, y}, 0,
                   say(trainee.gas_temperature_c > 80 ? "hud.very_hot" : "hud.hot"), warning);
    if (trainee.burn_dose > 40)
        y += plate(draw, {margin, y}, 0, say(trainee.burn_dose > 105 ? "hud.burned" : "hud.stings"),
                   warning);
    if (trainee.fed > 0.1)
        y += plate(draw, {margin, y}, 0, say(trainee.fed > 0.5 ? "hud.dizzy_badly" : "hud.dizzy"),
                   warning);
    if (trainee.wet_cloth) y += plate(draw, {margin, y}, 0, say("hud.wet_cloth"));
    if (ui.silent_machine)
        plate(draw, {margin, y}, 0, say("hud.no_sound"), IM_COL32(190, 190, 190, 220));

    float task_y = margin;
    if (building.scenario.drill && snapshot.mode.mode == DrillMode::practice) {
        const auto& tasks = building.scenario.drill->tasks;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const bool done = i < snapshot.task_done.size() && snapshot.task_done[i] != 0;
            task_y += plate(draw, {size.x - margin, task_y}, 1,
                            (done ? "√ " : "○ ") + tasks[i].text.in(say.language),
                            done ? IM_COL32(150, 230, 150, 235) : white);
        }
    }
    float message_y = size.y - margin - 40 * context.scale;
    for (auto message = snapshot.messages.rbegin(); message != snapshot.messages.rend();
         ++message) {
        if (snapshot.time_s - message->time_s > 8) continue;
        message_y -= plate(draw, {middle.x, message_y}, 0.5f, message->text.in(say.language));
    }
    plate(draw, {margin, size.y - margin - 18 * context.scale}, 0, say("hud.keys"),
          IM_COL32(210, 210, 210, 220));
}

bool begin_panel(const ScreenContext& context, const std::string& title, float width) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, 0, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({width * context.scale, 0});
    ImGui::Begin("panel", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(title.c_str());
    ImGui::PopFont();
    return true;
}

void help_panel(const ScreenContext& context, const Building& building, DrillUi& ui) {
    const Speech& say = *context.say;
    begin_panel(context, building.scenario.name.in(say.language), 760);
    if (building.scenario.drill)
        ImGui::TextWrapped("%s", building.scenario.drill->briefing.in(say.language).c_str());
    if (building.scenario.drill && building.scenario.drill->inspection)
        ImGui::TextWrapped("%s",
                           building.scenario.drill->inspection->briefing.in(say.language).c_str());
    ImGui::Separator();
    if (ImGui::BeginTable("keys", 4)) {
        const auto row = [&](const char* key, const std::string& text) {
            ImGui::TableNextColumn();
            ImGui::TextColored({1, 0.82f, 0.4f, 1}, "%s", key);
            ImGui::TableNextColumn();
            ImGui::TextUnformatted(text.c_str());
        };
        row("W A S D", say("key.move"));
        for (const ControlKey& control : control_keys())
            row(control.button == button_use ? say("key.left_mouse").c_str() : control.key_name,
                say(control.text_key));
        row("Tab", say("key.mark_fault"));
        row("V", say("key.verdict"));
        if (building.scenario.drill && building.scenario.drill->inspection)
            row("N", say("key.begin_fire"));
        row("P", say("key.phone"));
        row("I", say("key.hint"));
        row("O", say("key.words"));
        row("Enter", say("key.finish"));
        row("L", say("key.language"));
        row("Esc", say("key.pause"));
        ImGui::EndTable();
    }
    if (ImGui::Button(say("help.begin").c_str(), {-1, 42 * context.scale}) ||
        context.tap(GLFW_KEY_SPACE))
        ui.panel = Panel::none;
    ImGui::End();
}

void pause_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice) {
    Speech& say = *context.say;
    begin_panel(context, say("panel.pause"), 420);
    if (ImGui::Button(say("pause.resume").c_str(), {-1, 0})) ui.panel = Panel::none;
    if (ImGui::Button(say("pause.help").c_str(), {-1, 0})) ui.panel = Panel::help;
    if (ImGui::Button(say("pause.finish").c_str(), {-1, 0})) {
        choice.commands.push_back({TraineeCommand::Kind::finish, "", ""});
        ui.panel = Panel::none;
    }
    ImGui::Checkbox(say("menu.sound").c_str(), &ui.sound);
    if (ImGui::RadioButton("中文", say.language == Language::zh)) say.language = Language::zh;
    ImGui::SameLine();
    if (ImGui::RadioButton("English", say.language == Language::en)) say.language = Language::en;
    if (ImGui::Button(say("pause.leave").c_str(), {-1, 0})) choice.leave = true;
    ImGui::End();
}

}  // namespace

DrillChoice drill_screen(const ScreenContext& context, const Snapshot& snapshot,
                         const Building& building, const FaultCatalogue& faults, double speed,
                         DrillUi& ui) {
    DrillChoice choice;
    overlay(context, snapshot, building, speed, ui);
    inspection_overlay(context, snapshot);
    switch (ui.panel) {
        case Panel::none:
            break;
        case Panel::pause:
            pause_panel(context, ui, choice);
            break;
        case Panel::mark_fault:
            fault_choice_panel(context, faults, ui, choice);
            break;
        case Panel::exit_verdict:
            exit_verdict_panel(context, ui, choice);
            break;
        case Panel::phone:
            call_panel(context, snapshot, ui, choice);
            break;
        case Panel::words:
            words_panel(context, ui, choice);
            break;
        case Panel::begin_fire:
            begin_fire_panel(context, ui, choice);
            break;
        case Panel::help:
            help_panel(context, building, ui);
            break;
    }
    return choice;
}

}  // namespace firedrill
