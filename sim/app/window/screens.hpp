// Screens: what ImGui draws over and between pictures of the building. Each is a function of plain
// data that returns what the person chose; none touches the simulation.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/commands.hpp"
#include "app/window/fonts.hpp"
#include "building/faults/catalogue.hpp"
#include "drill/snapshot.hpp"
#include "record/store.hpp"
#include "view/picture.hpp"

namespace firedrill {

struct ScreenContext {
    Speech* say;
    UiFonts fonts;
    float scale = 1;
    // Keys (GLFW's codes) that went down since the last picture, also those let go before it: on a
    // slow machine a tap is shorter than a picture.
    std::vector<int> tapped;
    bool tap(int key) const { return std::find(tapped.begin(), tapped.end(), key) != tapped.end(); }
};

// ---- main menu
struct ScenarioEntry {
    std::string file;
    std::string id;
    LocalText name, description;
    std::vector<std::pair<std::string, LocalText>> fires;  // other fires to choose: id, name
    std::optional<Problem> problem;                        // it cannot be read
};
struct MenuState {
    std::vector<ScenarioEntry> scenarios;
    int chosen = 0;
    char trainee[256] = "";      // one name, or those of all who come, with commas between
    int mode = 0;                // DrillMode
    int faults = 0;              // which the trainee meets: index into menu_faults
    bool faults_chosen = false;  // by hand; else the mode decides
    int lesson = 0;
    std::vector<Lesson> lessons;
    int fire = 0;  // 0: the scenario's own; then those of the chosen scenario
    bool focus_name = true;
    int seed = 7;
    bool sound = true;
    std::vector<DrillRecord> records;  // newest first
    std::string notice;                // one line: report written, database unusable, …
};
// Which faults: the scenario's own, or drawn by the seed. As in RunOptions::difficulty.
inline constexpr const char* menu_faults[] = {"own", "easy", "normal", "hard"};
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
enum class Panel { none, pause, mark_fault, exit_verdict, phone, help, begin_fire, words };
struct DrillUi {
    Panel panel = Panel::help;
    std::string target;  // what panels are about
    LocalText target_name;
    // Of the panel that names a fault: the short list, and what is chosen so far.
    std::vector<std::string> fault_codes;
    std::string fault_code, fault_grade, fault_measure;
    std::vector<std::string> verdicts;  // ticked in the panel of an exit
    bool dialled = false;               // the panel of the call has lifted the phone
    int missing = 0;                    // by the head count, to be reported
    bool sound = true;
    bool silent_machine = false;  // no sound device
    CameraPose camera;            // of the picture behind
};
struct DrillChoice {
    std::vector<TraineeCommand> commands;
    bool leave = false;  // back to the menu, drill interrupted
};
// Crosshair, hints, messages, tasks, extinguisher; and the open panel.
DrillChoice drill_screen(const ScreenContext& context, const Snapshot& snapshot,
                         const Building& building, const FaultCatalogue& faults, double speed,
                         DrillUi& ui);

// ---- the round of inspection
// Codes to choose from for what was pointed at: the fault there, if any, among its like.
std::vector<std::string> fault_choices(const Building& building, const FaultCatalogue& catalogue,
                                       const std::string& target);
void fault_choice_panel(const ScreenContext& context, const FaultCatalogue& catalogue, DrillUi& ui,
                        DrillChoice& choice);
void exit_verdict_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice);
void begin_fire_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice);
void inspection_overlay(const ScreenContext& context, const Snapshot& snapshot);

// The lesson's step at hand with its pointer, the examination's clock, what keys the mode has.
// Returns the height used at the top left.
float mode_overlay(const ScreenContext& context, const Snapshot& snapshot, const Building& building,
                   const DrillUi& ui, float top);

// What the trainee says: the call to 119, and words to those round it (screens_call.cpp).
void call_panel(const ScreenContext& context, const Snapshot& snapshot, DrillUi& ui,
                DrillChoice& choice);
void words_panel(const ScreenContext& context, DrillUi& ui, DrillChoice& choice);
// What it holds, in the first person (screens_hands.cpp).
void draw_hands(ImVec2 display, double time_s, const TraineeView& trainee);

// ---- result
// What each fault cost: the debriefing that runs behind the result (screens_costs.cpp).
struct CostRow {
    std::string fault, state, seconds, doses, people;
    bool found = false, worse = false;
};
struct CostsUi {
    bool shown = false, running = false, stopped = false;
    double share = 0, seconds = 0;  // of the work; since it began
    int done = 0, total = 0;        // runs; total 0: not yet known
    std::string method, as_recorded;
    std::vector<CostRow> rows;  // of the runs done so far, costliest first
    std::string notice;         // page written, what went wrong
};
enum class CostsChoice { none, stop, save, back };
CostsChoice costs_pane(const ScreenContext& context, CostsUi& ui, float height);

struct ResultUi {
    int line = -1;             // chosen: index into the score's lines
    bool asking_next = false;  // who is next?
    bool focus = false;
    char next[96] = "";
    int waiting = 0;            // trainees of the roster still to come
    unsigned long picture = 0;  // texture of the chosen line's moment; 0: none was kept
    int picture_line = -1;      // whose moment it is: another one's until the next frame
    double picture_s = 0;       // drill time of the picture
    bool replaying = false;     // else the moment stands still
    bool overlooked = false;    // it shows what was never found, not what was seen
    // Pictures of the record: how many are drawn, and whether somebody waits for them to go on.
    int pictures_wanted = 0, pictures_drawn = 0;
    bool keeping = false;
    CostsUi costs;
    bool has_faults = false;  // the drill had any: their cost can be asked for
};
enum class ResultChoice { none, again, next_trainee, menu, report, costs, stop_costs, save_costs };
ResultChoice result_screen(const ScreenContext& context, const Snapshot& snapshot,
                           const Building& building, const std::optional<Problem>& problem,
                           const std::string& notice, ResultUi& ui);

}  // namespace firedrill
