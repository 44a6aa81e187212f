// Result screen: verdict, score by skill and line, what to do next.

#include <fmt/format.h>

#include "app/window/screens.hpp"

namespace firedrill {

ResultChoice result_screen(const ScreenContext& context, const Snapshot& snapshot,
                           const Building& building, const std::optional<Problem>& problem,
                           const std::string& notice) {
    const Speech& say = *context.say;
    const Score& score = snapshot.score;
    ResultChoice choice = ResultChoice::none;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({display.x / 2, display.y / 2}, 0, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({std::min(display.x - 40, 1020 * context.scale),
                              std::min(display.y - 30, 680 * context.scale)});
    ImGui::Begin("result", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);

    ImGui::PushFont(context.fonts.title);
    const ImVec4 green{0.45f, 0.85f, 0.45f, 1}, red{1.0f, 0.42f, 0.35f, 1},
        grey{0.62f, 0.65f, 0.7f, 1};
    ImGui::TextUnformatted(building.scenario.name.in(say.language).c_str());
    ImGui::SameLine();
    ImGui::TextColored(score.passed ? green : red, "  %.0f  %s", score.total,
                       say(score.passed ? "session.passed" : "session.failed").c_str());
    ImGui::PopFont();
    ImGui::TextDisabled("%s", say("result.training_verdict").c_str());
    ImGui::Text("%s", fmt::format(fmt::runtime(say("result.people")), snapshot.crowd.total,
                                  snapshot.crowd.out, snapshot.crowd.inside,
                                  snapshot.crowd.incapacitated, snapshot.time_s)
                          .c_str());
    // Named as on the rehearsal's page, not by their ids as in files.
    ImGui::TextDisabled("%s",
                        fmt::format("{}: {} · {}: {}", say("settings.smoke_speed_law"),
                                    say(fmt::format("rehearsal.smoke_speed.{}",
                                                    smoke_speed_law_name(snapshot.smoke_speed))),
                                    say("settings.door_flow_limit"),
                                    say(fmt::format("rehearsal.door_flow.{}",
                                                    door_flow_limit_name(snapshot.door_flow))))
                            .c_str());
    if (problem) ImGui::TextColored(red, "%s", problem->str().c_str());

    const float footer = 92 * context.scale;
    if (ImGui::BeginTable(
            "lines", 4,
            ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY | ImGuiTableFlags_BordersInnerH,
            {0, ImGui::GetContentRegionAvail().y - footer})) {
        ImGui::TableSetupScrollFreeze(0, 1);
        ImGui::TableSetupColumn(say("result.item").c_str(), ImGuiTableColumnFlags_WidthStretch, 5);
        ImGui::TableSetupColumn(say("result.points").c_str(), ImGuiTableColumnFlags_WidthFixed,
                                110 * context.scale);
        ImGui::TableSetupColumn(say("result.when").c_str(), ImGuiTableColumnFlags_WidthFixed,
                                90 * context.scale);
        ImGui::TableSetupColumn(say("result.why").c_str(), ImGuiTableColumnFlags_WidthStretch, 5);
        ImGui::TableHeadersRow();
        for (const ScoreLine& line : score.lines) {
            const bool deduction = line.points_possible <= 0;
            if (deduction && line.points == 0 && !line.critical)
                continue;  // nothing went wrong here
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            ImGui::TextWrapped("%s", line.text.in(say.language).c_str());
            ImGui::TableNextColumn();
            const bool good = !line.critical && !deduction && line.points >= line.points_possible;
            const bool none = line.critical || line.points <= 0;
            const ImVec4 colour = good ? green : none ? red : ImVec4{1, 0.85f, 0.45f, 1};
            if (line.critical) {
                ImGui::TextColored(red, "%s", say("result.critical").c_str());
            } else if (deduction) {
                ImGui::TextColored(colour, "%.0f", line.points);
            } else {
                ImGui::TextColored(colour, "%.0f / %.0f", line.points, line.points_possible);
            }
            ImGui::TableNextColumn();
            line.time_s >= 0 ? ImGui::Text("%.1f s", line.time_s)
                             : ImGui::TextColored(grey, "%s", say("result.never").c_str());
            ImGui::TableNextColumn();
            ImGui::PushStyleColor(ImGuiCol_Text, grey);
            ImGui::TextWrapped("%s", line.reason.in(say.language).c_str());
            ImGui::PopStyleColor();
        }
        ImGui::EndTable();
    }
    const float width =
        (ImGui::GetContentRegionAvail().x - 3 * ImGui::GetStyle().ItemSpacing.x) / 4;
    const ImVec2 button{width, 42 * context.scale};
    if (ImGui::Button(say("result.again").c_str(), button)) choice = ResultChoice::again;
    ImGui::SameLine();
    if (ImGui::Button(say("result.next").c_str(), button)) choice = ResultChoice::next_trainee;
    ImGui::SameLine();
    if (ImGui::Button(say("result.report").c_str(), button)) choice = ResultChoice::report;
    ImGui::SameLine();
    if (ImGui::Button(say("result.menu").c_str(), button)) choice = ResultChoice::menu;
    ImGui::TextDisabled("%s", notice.empty() ? say("menu.supplement").c_str() : notice.c_str());
    ImGui::End();
    return choice;
}

}  // namespace firedrill
