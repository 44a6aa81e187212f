// Screens: what ImGui draws over and between pictures of the building. Each is a function of plain
// data that returns what the person chose; none touches the simulation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/commands.hpp"
#include "app/window/fonts.hpp"
#include "drill/snapshot.hpp"
#include "record/store.hpp"

namespace firedrill {

struct ScreenContext {
    Speech* say;
    UiFonts fonts;
    float scale = 1;
};

// ---- main menu
struct ScenarioEntry {
    std::string file;
    std::string id;
    LocalText name, description;
    std::optional<Problem> problem;  // it cannot be read
};
struct MenuState {
    std::vector<ScenarioEntry> scenarios;
    int chosen = 0;
    char trainee[96] = "";
    int seed = 7;
    bool sound = true;
    std::vector<DrillRecord> records;  // newest first
    std::string notice;                // one line: report written, database unusable, …
};
enum class MenuChoice { none, start, quit, report, open_report };
struct MenuResult {
    MenuChoice choice = MenuChoice::none;
    std::int64_t record = 0;
};
MenuResult menu_screen(const ScreenContext& context, MenuState& state);

// ---- loading and errors
void loading_screen(const ScreenContext& context, const LocalText& scenario, double seconds);
bool error_screen(const ScreenContext& context, const Problem& problem);  // true: back to the menu

// ---- drill
struct FaultEntry {
    std::string code;
    LocalText name;
};
enum class Panel { none, pause, mark_fault, exit_verdict, phone, help, words };
struct DrillUi {
    Panel panel = Panel::help;
    std::string target;  // what panels are about
    LocalText target_name;
    char search[64] = "";
    bool dialled = false;  // the panel of the call has lifted the phone
    int missing = 0;       // by the head count, to be reported
    bool sound = true;
    bool silent_machine = false;  // no sound device
};
struct DrillChoice {
    std::vector<TraineeCommand> commands;
    bool leave = false;  // back to the menu, drill interrupted
};
// Crosshair, hints, messages, tasks, extinguisher; and the open panel.
DrillChoice drill_screen(const ScreenContext& context, const Snapshot& snapshot,
                         const Building& building, const std::vector<FaultEntry>& faults,
                         double speed, DrillUi& ui);

// What the trainee says: the call to 119, and words to those round it (screens_call.cpp).
void call_panel(const ScreenContext& context, const Snapshot& snapshot, DrillUi& ui,
                DrillChoice& choice);
void words_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice);
// What it holds, in the first person (screens_hands.cpp).
void draw_hands(ImVec2 display, double time_s, const TraineeView& trainee);

// ---- result
enum class ResultChoice { none, again, next_trainee, menu, report };
ResultChoice result_screen(const ScreenContext& context, const Snapshot& snapshot,
                           const Building& building, const std::optional<Problem>& problem,
                           const std::string& notice);

}  // namespace firedrill
