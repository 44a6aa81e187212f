// Result screen: verdict, a bar per skill, every line with its reason and time, the moment of the
// chosen line as it was seen, and who is next. All of it by keys alone.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>

#include "app/window/screens.hpp"
#include "building/display_name.hpp"

namespace firedrill {
namespace {

const ImVec4 green{0.45f, 0.85f, 0.45f, 1}, red{1.0f, 0.42f, 0.35f, 1}, grey{0.62f, 0.65f, 0.7f, 1},
    amber{1, 0.85f, 0.45f, 1};

// Lines worth showing: deductions and critical errors only where they happened.
std::vector<int> shown_lines(const Score& score) {
    std::vector<int> shown;
    // What failed comes first, then what was lost, then the rest in the order of the rubric.
    const auto add = [&](auto&& wanted) {
        for (int i = 0; i < static_cast<int>(score.lines.size()); ++i) {
            const ScoreLine& line = score.lines[static_cast<std::size_t>(i)];
            if (wanted(line)) shown.push_back(i);
        }
    };
    add([](const ScoreLine& l) { return l.critical; });
    add([](const ScoreLine& l) { return !l.critical && l.points < 0; });
    add([](const ScoreLine& l) {
        return !l.critical && l.points_possible > 0 && l.points < l.points_possible;
    });
    add([](const ScoreLine& l) {
        return !l.critical && l.points_possible > 0 && l.points >= l.points_possible;
    });
    return shown;
}

ImVec4 colour_of(const ScoreLine& line) {
    if (line.critical || line.points < 0) return red;
    if (line.points >= line.points_possible) return green;
    return line.points > 0 ? amber : red;
}

void skill_bars(const ScreenContext& context, const Score& score) {
    const Speech& say = *context.say;
    const auto skills = skill_scores(score.lines);
    if (skills.empty()) return;
    if (!ImGui::BeginTable("skills", static_cast<int>(skills.size()))) return;
    for (const auto& [skill, points, possible] : skills) {
        ImGui::TableNextColumn();
        ImGui::TextUnformatted(
            fmt::format("{}  {:.3g}/{:.0f}", say("skill." + skill), points, possible).c_str());
    }
    // In a row of their own: texts beside a bar would be centred on it.
    for (const auto& [skill, points, possible] : skills) {
        ImGui::TableNextColumn();
        const auto share = static_cast<float>(points / possible);
        ImGui::PushStyleColor(ImGuiCol_PlotHistogram, share > 0.79f   ? green
                                                      : share > 0.49f ? amber
                                                                      : red);
        ImGui::ProgressBar(share, {-1, 8 * context.scale}, "");
        ImGui::PopStyleColor();
    }
    ImGui::EndTable();
}

void line_list(const ScreenContext& context, const Score& score, const std::vector<int>& shown,
               ResultUi& ui, float width, float height) {
    const Speech& say = *context.say;
    if (!ImGui::BeginTable(
            "lines", 3,
            ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY | ImGuiTableFlags_BordersInnerH,
            {width, height}))
        return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn(say("result.item").c_str(), ImGuiTableColumnFlags_WidthStretch);
    ImGui::TableSetupColumn(say("result.points").c_str(), ImGuiTableColumnFlags_WidthFixed,
                            78 * context.scale);
    ImGui::TableSetupColumn(say("result.when").c_str(), ImGuiTableColumnFlags_WidthFixed,
                            66 * context.scale);
    ImGui::TableHeadersRow();
    for (const int i : shown) {
        const ScoreLine& line = score.lines[static_cast<std::size_t>(i)];
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        const std::string label = fmt::format("{}##{}", line.text.in(say.language), i);
        if (ImGui::Selectable(label.c_str(), ui.line == i, ImGuiSelectableFlags_SpanAllColumns))
            ui.line = i;
        if (ui.line == i && ImGui::IsItemVisible() == false) ImGui::SetScrollHereY(0.5f);
        ImGui::TableNextColumn();
        const std::string points =
            line.critical ? say("result.critical")
            : line.points_possible > 0
                ? fmt::format("{:.3g} / {:.0f}", line.points, line.points_possible)
                : fmt::format("{:.0f}", line.points);
        ImGui::TextColored(colour_of(line), "%s", points.c_str());
        ImGui::TableNextColumn();
        line.time_s >= 0 ? ImGui::Text("%.1f s", line.time_s)
                         : ImGui::TextColored(grey, "%s", say("result.never").c_str());
    }
    ImGui::EndTable();
}

// The chosen line: what was to be seen, when, where and why it counts.
void moment_pane(const ScreenContext& context, const Building& building, const Score& score,
                 const ResultUi& ui, float height) {
    const Speech& say = *context.say;
    ImGui::BeginChild("moment", {0, height}, true);
    if (ui.line < 0 || ui.line >= static_cast<int>(score.lines.size())) {
        ImGui::TextWrapped("%s", say("result.choose_line").c_str());
        ImGui::EndChild();
        return;
    }
    const ScoreLine& line = score.lines[static_cast<std::size_t>(ui.line)];
    const float width = ImGui::GetContentRegionAvail().x;
    if (ui.picture_line != ui.line) {
        ImGui::Dummy({width, width * 9 / 16});  // just chosen: its picture is still to be drawn
    } else if (ui.picture != 0) {
        ImGui::Image(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(ui.picture)),
                     {width, width * 9 / 16}, {0, 1}, {1, 0});
        ImGui::TextDisabled("%s", fmt::format(fmt::runtime(say(ui.overlooked  ? "result.overlooked"
                                                               : ui.replaying ? "result.replayed_at"
                                                                              : "result.seen_at")),
                                              ui.picture_s)
                                      .c_str());
    } else {
        ImGui::TextDisabled(
            "%s", say(line.time_s >= 0 ? "result.no_picture" : "result.never_done").c_str());
    }
    ImGui::TextColored(colour_of(line), "%s", line.text.in(say.language).c_str());
    ImGui::TextWrapped("%s", line.reason.in(say.language).c_str());
    if (line.time_s >= 0) {
        std::string place;
        if (!line.target.empty()) place = display_name(building, line.target).in(say.language);
        const StoreyIndex storey = building.storey_at(line.place.z + 0.5);
        if (storey && line.place != Vec3{0, 0, 0}) {
            const RoomIndex room = building.room_at(storey, {line.place.x, line.place.y});
            if (room) {
                const LocalText& name = building.scenario.rooms[room.at()].name;
                if (place != name.in(say.language))
                    place += (place.empty() ? "" : " · ") + name.in(say.language);
            }
        }
        ImGui::TextDisabled("%.1f s  %s", line.time_s, place.c_str());
    }
    ImGui::EndChild();
}

ResultChoice next_prompt(const ScreenContext& context, ResultUi& ui) {
    const Speech& say = *context.say;
    ResultChoice choice = ResultChoice::none;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({display.x / 2, display.y / 2}, 0, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({460 * context.scale, 0});
    ImGui::SetNextWindowFocus();
    ImGui::Begin("next", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_AlwaysAutoResize);
    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(say("result.who_next").c_str());
    ImGui::PopFont();
    ImGui::SetNextItemWidth(-1);
    if (ui.focus) ImGui::SetKeyboardFocusHere();
    ui.focus = false;
    if (ImGui::InputText("##next", ui.next, sizeof ui.next, ImGuiInputTextFlags_EnterReturnsTrue) ||
        context.tap(GLFW_KEY_ENTER))
        choice = ResultChoice::next_trainee;
    if (ui.waiting > 0)
        ImGui::TextDisabled("%s",
                            fmt::format(fmt::runtime(say("result.waiting")), ui.waiting).c_str());
    ImGui::TextDisabled("%s", say("result.next_keys").c_str());
    if (context.tap(GLFW_KEY_ESCAPE)) ui.asking_next = false;
    ImGui::End();
    return choice;
}

void move_choice(const ScreenContext& context, const std::vector<int>& shown, ResultUi& ui) {
    if (shown.empty()) return;
    const auto at = std::find(shown.begin(), shown.end(), ui.line);
    auto index = at == shown.end() ? -1 : static_cast<int>(at - shown.begin());
    if (context.tap(GLFW_KEY_DOWN)) ++index;
    if (context.tap(GLFW_KEY_UP)) --index;
    if (index < 0 && ui.line < 0) return;
    index = std::clamp(index, 0, static_cast<int>(shown.size()) - 1);
    ui.line = shown[static_cast<std::size_t>(index)];
}

}  // namespace

ResultChoice result_screen(const ScreenContext& context, const Snapshot& snapshot,
                           const Building& building, const std::optional<Problem>& problem,
                           const std::string& notice, ResultUi& ui) {
    const Speech& say = *context.say;
    const Score& score = snapshot.score;
    ResultChoice choice = ResultChoice::none;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({display.x / 2, display.y / 2}, 0, {0.5f, 0.5f});
    ImGui::SetNextWindowSize({std::min(display.x - 40, 1200 * context.scale),
                              std::min(display.y - 30, 690 * context.scale)});
    ImGui::SetNextWindowBgAlpha(0.97f);
    ImGui::Begin("result", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);

    ImGui::PushFont(context.fonts.title);
    ImGui::TextUnformatted(building.scenario.name.in(say.language).c_str());
    ImGui::SameLine();
    ImGui::TextColored(score.passed ? green : red, "  %.0f  %s", score.total,
                       say(score.passed ? "session.passed" : "session.failed").c_str());
    ImGui::PopFont();
    ImGui::SameLine();
    ImGui::TextDisabled("  %s · %s",
                        say(fmt::format("mode.{}", drill_mode_name(snapshot.mode.mode))).c_str(),
                        say("result.training_verdict").c_str());
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
    skill_bars(context, score);
    ImGui::Spacing();

    const float footer = 74 * context.scale;
    const float height = ImGui::GetContentRegionAvail().y - footer;
    if (ui.costs.shown) {
        switch (costs_pane(context, ui.costs, height)) {
            case CostsChoice::none:
                break;
            case CostsChoice::stop:
                choice = ResultChoice::stop_costs;
                break;
            case CostsChoice::save:
                choice = ResultChoice::save_costs;
                break;
            case CostsChoice::back:
                ui.costs.shown = false;
                break;
        }
    } else {
        const std::vector<int> shown = shown_lines(score);
        if (!ui.asking_next) move_choice(context, shown, ui);
        line_list(context, score, shown, ui, ImGui::GetContentRegionAvail().x * 0.56f, height);
        ImGui::SameLine();
        moment_pane(context, building, score, ui, height);
    }

    const float width =
        (ImGui::GetContentRegionAvail().x - 4 * ImGui::GetStyle().ItemSpacing.x) / 5;
    const ImVec2 button{width, 38 * context.scale};
    const auto pressed = [&](const char* text, char letter) {
        const bool by_hand = ImGui::Button(say(text).c_str(), button);
        return by_hand || (!ui.asking_next && context.tap(letter));
    };
    if (pressed("result.next", 'N')) ui.asking_next = ui.focus = true;
    ImGui::SameLine();
    if (pressed("result.again", 'A')) choice = ResultChoice::again;
    ImGui::SameLine();
    if (pressed("result.report", 'R')) choice = ResultChoice::report;
    ImGui::SameLine();
    ImGui::BeginDisabled(!ui.has_faults);
    if (pressed("result.costs", 'C') && ui.has_faults) choice = ResultChoice::costs;
    ImGui::EndDisabled();
    ImGui::SameLine();
    if (pressed("result.menu", 'M')) choice = ResultChoice::menu;
    const std::string keeping = fmt::format(fmt::runtime(say("result.keeping_pictures")),
                                            ui.pictures_drawn, ui.pictures_wanted);
    ImGui::TextDisabled("%s", ui.keeping       ? keeping.c_str()
                              : notice.empty() ? say("result.keys").c_str()
                                               : notice.c_str());
    ImGui::End();
    if (ui.asking_next && choice == ResultChoice::none) choice = next_prompt(context, ui);
    return choice;
}

}  // namespace firedrill
