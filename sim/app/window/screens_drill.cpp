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

void extinguisher_gauge(const ScreenContext& context, ImDrawList& draw, ImVec2 corner,
                        const TraineeView& trainee) {
    const Speech& say = *context.say;
    const float width = 220 * context.scale, height = 14 * context.scale;
    const ImVec2 bar{corner.x - width, corner.y - height};
    draw.AddRectFilled(bar, corner, shade, 4);
    draw.AddRectFilled(bar, {bar.x + width * static_cast<float>(trainee.agent_left), corner.y},
                       IM_COL32(220, 60, 45, 230), 4);
    const std::string text = say(trainee.pin_out ? "hud.pin_out" : "hud.pin_in") +
                             fmt::format("  {:.0f} %", 100 * trainee.agent_left);
    plate(draw, {corner.x - 10, bar.y - 34 * context.scale}, 1, text);
}

void overlay(const ScreenContext& context, const Snapshot& snapshot, const Building& building,
             double speed, const DrillUi& ui) {
    const Speech& say = *context.say;
    ImDrawList& draw = *ImGui::GetBackgroundDrawList();
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    const ImVec2 middle{size.x / 2, size.y / 2};
    const TraineeView& trainee = snapshot.trainee;

    if (ui.panel == Panel::none) {
        crosshair(draw, middle, !trainee.aimed_id.empty());
        float y = middle.y + 34 * context.scale;
        if (!trainee.aimed_id.empty()) {
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
    if (trainee.visibility_m < 10)
        y += plate(draw, {margin, y}, 0,
                   fmt::format("{} {:.0f} m", say("hud.visibility"), trainee.visibility_m),
                   IM_COL32(255, 190, 120, 255));
    if (trainee.gas_temperature_c > 45)
        y += plate(draw, {margin, y}, 0,
                   fmt::format("{} {:.0f} ℃", say("hud.heat"), trainee.gas_temperature_c),
                   IM_COL32(255, 170, 110, 255));
    if (trainee.fed > 0.05 || trainee.fed_heat > 0.05) {
        y += plate(draw, {margin, y}, 0,
                   fmt::format("{} {:.0f} %", say("hud.dose"),
                               100 * std::max(trainee.fed, trainee.fed_heat)),
                   IM_COL32(255, 140, 120, 255));
    }
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
    if (trainee.carried >= 0)
        extinguisher_gauge(context, draw, {size.x - margin, size.y - margin}, trainee);
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
        row("H", say("key.hint"));
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

void phone_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice) {
    const Speech& say = *context.say;
    begin_panel(context, say("panel.phone"), 560);
    ImGui::TextWrapped("%s", say("panel.phone_ask").c_str());
    static constexpr const char* facts[] = {"address", "burning", "trapped", "name", "phone"};
    for (int i = 0; i < 5; ++i)
        ImGui::Checkbox(say(std::string("fact.") + facts[i]).c_str(), &ui.facts[i]);
    if (ImGui::Button(say("panel.hang_up").c_str(), {-1, 0})) {
        std::string told;
        for (int i = 0; i < 5; ++i) {
            if (ui.facts[i]) told += (told.empty() ? "" : ",") + std::string(facts[i]);
        }
        choice.commands.push_back({TraineeCommand::Kind::call_119, "", told});
        ui.panel = Panel::none;
    }
    if (ImGui::Button(say("common.cancel").c_str(), {-1, 0})) ui.panel = Panel::none;
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
            phone_panel(context, ui, choice);
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
