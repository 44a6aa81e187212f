// Panels in which the trainee speaks: the call to 119 as a conversation, and what it says to the
// people round it (decisions, orders, the head count). Answers are chosen by number keys too, so
// that nobody has to hunt for the mouse.

#include <fmt/format.h>

#include <algorithm>

#include "app/window/screens.hpp"

namespace firedrill {
namespace {

void begin(const ScreenContext& context, const std::string& title, float width) {
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({size.x / 2, size.y / 2}, 0, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({width * context.scale, 0});
    ImGui::Begin("spoken", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(title.c_str());
    ImGui::PopFont();
    ImGui::Separator();
}

// A button that its number key presses too (the window's key codes of digits are their characters).
bool numbered(int number, const std::string& text) {
    const bool key = number < 10 && ImGui::IsKeyPressed('0' + number, false);
    const ImVec2 room{ImGui::GetContentRegionAvail().x, 0};
    const std::string label = fmt::format("{}  {}", number, text);
    const float height = ImGui::CalcTextSize(label.c_str(), nullptr, false, room.x - 24).y + 14;
    ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, {0.0f, 0.5f});
    ImGui::PushID(number);
    const bool clicked = ImGui::Button("##answer", {room.x, height});
    const ImVec2 corner = ImGui::GetItemRectMin();
    ImGui::GetWindowDrawList()->AddText(
        ImGui::GetFont(), ImGui::GetFontSize(), {corner.x + 12, corner.y + 7},
        ImGui::GetColorU32(ImGuiCol_Text), label.c_str(), nullptr, room.x - 24);
    ImGui::PopID();
    ImGui::PopStyleVar();
    return clicked || key;
}

}  // namespace

void call_panel(const ScreenContext& context, const Snapshot& snapshot, DrillUi& ui,
                DrillChoice& choice) {
    const Speech& say = *context.say;
    const CallView& call = snapshot.trainee.call;
    const auto speak = [&](const std::string& text) {
        choice.commands.push_back({TraineeCommand::Kind::say_119, "", text});
    };
    if (!ui.dialled) {
        ui.dialled = true;
        speak("dial");
    }
    begin(context, say("panel.phone"), 720);
    ImGui::BeginChild("lines", {0, 210 * context.scale}, true);
    if (call.lines.empty()) ImGui::TextDisabled("%s", say("call.rings").c_str());
    for (const auto& [operator_speaks, text] : call.lines) {
        ImGui::PushStyleColor(
            ImGuiCol_Text, operator_speaks ? ImVec4{1, 0.82f, 0.4f, 1} : ImVec4{0.75f, 0.9f, 1, 1});
        ImGui::TextWrapped("%s %s", say(operator_speaks ? "call.operator" : "call.you").c_str(),
                           text.in(say.language).c_str());
        ImGui::PopStyleColor();
    }
    if (ImGui::GetScrollY() >= ImGui::GetScrollMaxY() - 40 * context.scale)
        ImGui::SetScrollHereY(1.0f);
    ImGui::EndChild();
    if (call.waiting && !call.answers.empty()) {
        int number = 1;
        for (const auto& [key, text] : call.answers)
            if (numbered(number++, text.in(say.language))) speak(key);
    } else {
        ImGui::TextDisabled("%s", say(call.going_on ? "call.listen" : "call.over").c_str());
    }
    ImGui::Separator();
    if (call.going_on) {
        if (numbered(0, say("call.hang_up"))) speak("hang_up");
    } else if (!call.lines.empty() && numbered(0, say("call.put_away"))) {
        ui.panel = Panel::none;
    }
    ImGui::TextDisabled("%s", say("call.escape").c_str());
    ImGui::End();
}

void words_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice) {
    const Speech& say = *context.say;
    begin(context, say("panel.words"), 560);
    const auto button = [&](int number, const char* key, TraineeCommand::Kind kind,
                            const char* text) {
        if (!numbered(number, say(key))) return;
        choice.commands.push_back({kind, "", text});
        ui.panel = Panel::none;
    };
    ImGui::TextUnformatted(say("words.decide").c_str());
    button(1, "words.fight", TraineeCommand::Kind::decide, "fight");
    button(2, "words.leave", TraineeCommand::Kind::decide, "leave");
    ImGui::TextUnformatted(say("words.order").c_str());
    button(3, "words.follow_me", TraineeCommand::Kind::order, "follow_me");
    button(4, "words.get_out", TraineeCommand::Kind::order, "get_out");
    button(5, "words.fetch", TraineeCommand::Kind::order, "fetch");
    ImGui::TextUnformatted(say("words.report").c_str());
    ImGui::SetNextItemWidth(180 * context.scale);
    ImGui::InputInt(say("words.missing").c_str(), &ui.missing);
    ui.missing = std::max(0, ui.missing);
    if (numbered(6, say("words.send_report"))) {
        choice.commands.push_back({TraineeCommand::Kind::report, "", std::to_string(ui.missing)});
        ui.panel = Panel::none;
    }
    if (numbered(0, say("common.cancel"))) ui.panel = Panel::none;
    ImGui::End();
}

}  // namespace firedrill
