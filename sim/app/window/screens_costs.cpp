// What each fault cost, in place of the result's lines: how far the reruns are, and a row for each
// that is done.

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include "app/window/screens.hpp"

namespace firedrill {
namespace {

const ImVec4 green{0.45f, 0.85f, 0.45f, 1}, red{1.0f, 0.42f, 0.35f, 1}, grey{0.62f, 0.65f, 0.7f, 1};

std::string minutes(double seconds) {
    const auto whole = static_cast<int>(seconds + 0.5);
    return fmt::format("{}:{:02d}", whole / 60, whole % 60);
}

std::string progress_words(const Speech& say, const CostsUi& ui) {
    if (!ui.running) {
        return ui.stopped ? fmt::format(fmt::runtime(say("costs.stopped")), ui.done, ui.total)
                          : fmt::format(fmt::runtime(say("costs.finished")), ui.total,
                                        minutes(ui.seconds));
    }
    if (ui.total == 0) return say("costs.preparing");
    const double left_s = ui.share > 0.01 ? ui.seconds * (1 - ui.share) / ui.share : 0;
    return fmt::format(fmt::runtime(say("costs.progress")), ui.done, ui.total, minutes(ui.seconds),
                       ui.share > 0.01 ? minutes(left_s) : "…");
}

void rows(const ScreenContext& context, const CostsUi& ui, float height) {
    const Speech& say = *context.say;
    if (!ImGui::BeginTable(
            "costs", 5,
            ImGuiTableFlags_RowBg | ImGuiTableFlags_ScrollY | ImGuiTableFlags_BordersInnerH,
            {0, height}))
        return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn(say("debrief.fault").c_str(), ImGuiTableColumnFlags_WidthStretch, 5);
    ImGui::TableSetupColumn(say("debrief.state").c_str(), ImGuiTableColumnFlags_WidthStretch, 2.4f);
    ImGui::TableSetupColumn(say("debrief.seconds").c_str(), ImGuiTableColumnFlags_WidthStretch,
                            1.6f);
    ImGui::TableSetupColumn(say("debrief.doses").c_str(), ImGuiTableColumnFlags_WidthStretch, 1.6f);
    ImGui::TableSetupColumn(say("debrief.people").c_str(), ImGuiTableColumnFlags_WidthStretch,
                            3.2f);
    ImGui::TableHeadersRow();
    for (const CostRow& row : ui.rows) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        ImGui::TextWrapped("%s", row.fault.c_str());
        ImGui::TableNextColumn();
        ImGui::TextColored(row.found ? green : red, "%s", row.state.c_str());
        for (const std::string* cell : {&row.seconds, &row.doses, &row.people}) {
            ImGui::TableNextColumn();
            ImGui::PushStyleColor(ImGuiCol_Text,
                                  row.worse && *cell != "0" && *cell != "0 s" ? red : grey);
            ImGui::TextWrapped("%s", cell->c_str());
            ImGui::PopStyleColor();
        }
    }
    ImGui::EndTable();
}

}  // namespace

CostsChoice costs_pane(const ScreenContext& context, CostsUi& ui, float height) {
    const Speech& say = *context.say;
    CostsChoice choice = CostsChoice::none;
    ImGui::BeginChild("costs_pane", {0, height}, true);
    ImGui::TextColored({1, 0.85f, 0.45f, 1}, "%s", say("costs.title").c_str());
    ImGui::TextWrapped("%s %s", say("debrief.method").c_str(), ui.method.c_str());
    ImGui::ProgressBar(ui.running ? static_cast<float>(ui.share) : 1.0f, {-1, 6 * context.scale},
                       "");
    ImGui::TextUnformatted(progress_words(say, ui).c_str());
    if (!ui.as_recorded.empty()) ImGui::TextDisabled("%s", ui.as_recorded.c_str());
    const float button = 36 * context.scale, spacing = ImGui::GetStyle().ItemSpacing.y;
    const float notice = ui.notice.empty() ? 0 : ImGui::GetTextLineHeightWithSpacing();
    rows(context, ui, ImGui::GetContentRegionAvail().y - button - 2 * spacing - notice);
    if (!ui.notice.empty()) ImGui::TextUnformatted(ui.notice.c_str());
    const float width = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2;
    if (ui.running) {
        if (ImGui::Button(say("costs.stop").c_str(), {width, button}) || context.tap('S'))
            choice = CostsChoice::stop;
    } else {
        ImGui::BeginDisabled(ui.rows.empty());
        if ((ImGui::Button(say("costs.save").c_str(), {width, button}) || context.tap('W')) &&
            !ui.rows.empty())
            choice = CostsChoice::save;
        ImGui::EndDisabled();
    }
    ImGui::SameLine();
    if (ImGui::Button(say("costs.back").c_str(), {width, button}) || context.tap(GLFW_KEY_ESCAPE))
        choice = CostsChoice::back;
    ImGui::EndChild();
    return choice;
}

}  // namespace firedrill
