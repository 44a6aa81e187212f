// The commands of `firedrill`, one function each. Options arrive as plain structs, so that tests
// can call a command without a command line. All return the exit code of DESIGN (0 done, 1 the
// answer is no, 2 usage, 3 a file or database could not be used) or throw LoadError.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/run/trajectories.hpp"
#include "base/texts.hpp"
#include "drill/drill.hpp"
#include "fire/fire.hpp"

namespace firedrill {

// What every command gets: language and texts.
struct Speech {
    Language language = Language::zh;
    Texts texts;
    const std::string& operator()(std::string_view key) const { return texts.get(key, language); }
};

// Options that decide what a run computes.
struct RunOptions {
    std::string scenario;
    std::uint64_t seed = 1;
    int threads = 2;
    double cell_m = 0.2;
    bool fire = true, crowd = true;
    std::string smoke_speed = "fds_evac", door_flow = "free";  // names of the laws
    // Of faults drawn from the scenario's pool (or all that fit it): easy, normal, hard; empty: its
    // own faults alone, or normal where it has a pool and none of its own; "own": those alone.
    std::string difficulty;
    // False: faults are drawn in place of the scenario's own, as far as those can be mended.
    bool own_faults = true;
    ModeChoice mode;
};
DrillSettings settings_of(const RunOptions& options);
// The scenario read, its faults drawn, and made ready for the mode, with its settings.
Scenario prepared_scenario(const RunOptions& options, DrillSettings& settings, Language language);

// The scenario's file: the path itself, or scenarios/NAME of the program's home for a bare name.
std::string scenario_file(const std::string& scenario);
// The scenario of a drill with a trainee: read, its faults drawn by the seed.
Scenario drill_scenario(const std::string& file, std::uint64_t seed, const std::string& difficulty,
                        Language language, bool own_faults = true);
// A script's file: the path itself, or trainees/NAME.json of the scenario for the name of a trainee
// that ships with it.
std::string script_file(const std::string& script, const std::string& scenario);

struct DrillOptions {
    RunOptions run;
    std::string script;  // file, or the name of one of the scenario's trainees
    bool headless = false;
    std::string trainee;              // name for the record
    std::vector<std::string> roster;  // who comes next, in the window
    std::string session;
    std::string database;  // empty: Store::default_url()
    std::string replay_out;
    std::string hashes_out;  // a line per tick: tick, hash
    TrajectoryOptions trajectories;
};
int drill_headless(const DrillOptions& options, const Speech& say);

struct SimulateOptions {
    RunOptions run;
    double until_s = 60;
    std::string devices, events, summary;
    TrajectoryOptions trajectories;
};
int simulate(const SimulateOptions& options, const Speech& say);

struct PictureOptions {
    RunOptions run;
    std::string replay;
    std::string script;
    double at_s = 0;
    std::string camera;
    std::string size = "1280x720";
    std::string output;
    std::string show = "scene";  // scene or grid
};
int picture(const PictureOptions& options, const Speech& say);

int check(const std::string& scenario, const Speech& say);

struct ReplayOptions {
    std::string file;
    bool verify = false, headless = false;
    int threads = 2;
};
int replay(const ReplayOptions& options, const Speech& say);

struct DebriefOptions {
    std::string file;    // replay
    std::string output;  // folder; empty: the table alone
    int jobs = 2;
    double cell_m = 0.4;  // of the reruns, at least that of the drill
    double minutes = 0;   // after which no other run begins; 0: all are run
    bool pictures = true;
};
int debrief(const DebriefOptions& options, const Speech& say);

struct FaultsOptions {
    std::vector<std::string> codes;  // empty: all
    std::string output;              // folder; empty: a list
};
int faults(const FaultsOptions& options, const Speech& say);

struct SessionOptions {
    std::string database;
    std::int64_t drill = 0;  // record id
    std::string output;
    std::string format = "csv";
    bool pictures = true;  // of a report
};
int session_list(const SessionOptions& options, const Speech& say);
int session_show(const SessionOptions& options, const Speech& say);
int session_report(const SessionOptions& options, const Speech& say);
int session_export(const SessionOptions& options, const Speech& say);
int session_replay(const SessionOptions& options, const Speech& say);

struct BenchOptions {
    std::vector<std::string> cases;  // empty: all
    double seconds = 20;             // simulated per case
};
int bench(const BenchOptions& options, const Speech& say);

struct RehearseOptions {
    RunOptions run;  // seed: of the first run; its fire is off unless asked for
    int runs = 20;
    int jobs = 0;        // side by side; 0: one per core (with MPI: one per rank)
    std::string output;  // folder; empty: rehearsal-SCENARIO
    std::optional<double> until_s, alarm_at_s;
    std::string only;                // "A-B", counted from 1; empty: all
    std::vector<std::string> merge;  // folders with runs computed elsewhere
    bool mpi = false;
};
int rehearse(const RehearseOptions& options, const Speech& say);

struct ValidateOptions {
    std::vector<std::string> cases;  // ids of cases or suites; empty: all
    std::string output;              // folder of the page; empty: none
    std::string broken;              // name of a broken model; empty: the sound one
    int jobs = 2;
    double cell_m = 0;  // instead of each case's own; 0: that one
    double smagorinsky = FireSettings{}.smagorinsky;
    bool brief = false;   // few populations
    bool breaks = false;  // also run each case under its broken models
    bool list = false;
};
int validate_crowd(const ValidateOptions& options, const Speech& say);
// Uses cases, output, jobs, smagorinsky, brief and list.
int validate_fire(const ValidateOptions& options, const Speech& say);
// Uses cases, jobs (threads of each run), cell_m, brief and list.
int validate_endurance(const ValidateOptions& options, const Speech& say);

}  // namespace firedrill
