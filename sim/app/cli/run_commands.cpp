// simulate and drill --headless: a drill without a window.

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/cli/commands.hpp"
#include "app/run/drill_run.hpp"
#include "app/run/progress.hpp"
#include "app/run/summary.hpp"
#include "base/hash.hpp"
#include "base/paths.hpp"
#include "building/faults/apply.hpp"
#include "building/load.hpp"
#include "drill/script.hpp"

namespace firedrill {
namespace {

namespace fs = std::filesystem;

// A text file that is complete or an error: a full disk is noticed at the latest on close().
class OutputFile {
  public:
    explicit OutputFile(const std::string& path) : path_(path), stream_(path) { check(); }
    void write(const std::string& text) {
        stream_ << text;
        check();
    }
    void close() {
        stream_.close();
        check();
    }

  private:
    void check() const {
        if (!stream_) {
            throw LoadError({{path_, 0, ""},
                             "cannot be written",
                             "check the folder, its rights and the free space"});
        }
    }
    std::string path_;
    std::ofstream stream_;
};

std::string device_header(const Building& building) {
    static constexpr const char* unit_of[] = {
        "C",     "C", "C", "m", "m/s",   "Pa",      "kg/s",       "kg/s", "m3/s", "m",
        "kg/m3", "1", "1", "1", "kW/m2", "persons", "persons/m2", "kW",   "kg"};
    std::string line = "time_s";
    for (const Device& device : building.scenario.devices) {
        line += fmt::format(",{}[{}]", device.id, unit_of[static_cast<int>(device.quantity)]);
    }
    return line + "\n";
}

std::string device_row(const Drill& drill) {
    std::string line = fmt::format("{:.2f}", drill.time_s());
    for (const double value : drill.device_values()) line += fmt::format(",{:.6g}", value);
    return line + "\n";
}

std::string event_line(const TimelineEvent& event) {
    nlohmann::ordered_json json;
    json["time_s"] = event.time_s;
    json["event"] = event.name;
    json["target"] = event.target;
    json["value"] = event.value;
    json["place"] = {event.place.x, event.place.y, event.place.z};
    json["detail"] = event.detail;
    return json.dump() + "\n";
}

}  // namespace

DrillSettings settings_of(const RunOptions& options) {
    DrillSettings settings;
    settings.seed = options.seed;
    settings.threads = options.threads;
    settings.grid.cell_m = options.cell_m;
    settings.with_fire = options.fire;
    settings.with_crowd = options.crowd;
    settings.crowd.smoke_speed =
        smoke_speed_law_named(options.smoke_speed).value_or(settings.crowd.smoke_speed);
    settings.crowd.door_flow =
        options.door_flow == "codes" ? DoorFlowLimit::codes : DoorFlowLimit::free;
    return settings;
}

std::string scenario_file(const std::string& scenario) {
    if (fs::exists(scenario)) return scenario;
    const fs::path shipped = home_folder() / "scenarios" / scenario;
    return scenario.find('/') == std::string::npos && fs::exists(shipped) ? shipped.string()
                                                                          : scenario;
}

Scenario drill_scenario(const std::string& file, std::uint64_t seed, const std::string& difficulty,
                        Language language, bool own_faults) {
    Scenario scenario = load_scenario(file, language);
    if (!scenario.drill) return scenario;
    if (difficulty == "own" ||
        (difficulty.empty() && (!scenario.drill->fault_pool || !scenario.drill->faults.empty()))) {
        scenario.drill->fault_pool.reset();
        return scenario;
    }
    const FaultCatalogue catalogue = load_fault_catalogue(language);
    if (!own_faults) mend_own_faults(scenario, catalogue);
    draw_faults(scenario, catalogue, seed,
                difficulty_named(difficulty).value_or(Difficulty::normal));
    return scenario;
}

Scenario prepared_scenario(const RunOptions& options, DrillSettings& settings, Language language) {
    const std::string file = scenario_file(options.scenario);
    Scenario scenario =
        options.mode.mode == DrillMode::lesson
            ? load_scenario(file, language)
            : drill_scenario(file, options.seed, options.difficulty, language, options.own_faults);
    settings = settings_of(options);
    prepare(scenario, settings, options.mode);
    return scenario;
}

std::string script_file(const std::string& script, const std::string& scenario) {
    const fs::path file = scenario_file(scenario);
    const fs::path folder = fs::is_directory(file) ? file : file.parent_path();
    const fs::path shipped = folder / "trainees" / (script + ".json");
    return !fs::exists(script) && fs::exists(shipped) ? shipped.string() : script;
}

int simulate(const SimulateOptions& options, const Speech& say) {
    const Building building = make_building(load_scenario(scenario_file(options.run.scenario)));
    // Files are opened before the work, so that an unwritable one is noticed now and not in an
    // hour.
    std::optional<OutputFile> devices, events, summary;
    if (!options.devices.empty()) devices.emplace(options.devices);
    if (!options.events.empty()) events.emplace(options.events);
    if (!options.summary.empty()) summary.emplace(options.summary);

    DrillSettings settings = settings_of(options.run);
    settings.with_trainee = false;
    Drill drill(building, settings);
    TrajectoryRun trajectories(drill, settings, options.trajectories);
    const RunClock clock;
    if (devices) devices->write(device_header(building) + device_row(drill));
    const auto ticks = static_cast<std::uint64_t>(std::llround(options.until_s / settings.dt_s));
    const auto ticks_per_row = static_cast<std::uint64_t>(std::llround(1.0 / settings.dt_s));
    std::size_t written_events = 0;
    Progress progress;
    while (drill.ticks() < ticks) {
        drill.tick({});
        trajectories.after_tick(drill);
        if (devices && drill.ticks() % ticks_per_row == 0) devices->write(device_row(drill));
        if (events) {
            for (; written_events < drill.timeline().size(); ++written_events) {
                events->write(event_line(drill.timeline()[written_events]));
            }
        }
        progress.show(say("progress.simulate"), drill.time_s(), options.until_s);
    }
    const std::string result = summary_json(drill, clock, settings.threads, nullptr);
    trajectories.close();
    if (devices) devices->close();
    if (events) events->close();
    if (summary) {
        summary->write(result);
        summary->close();
    }
    std::cout << result;
    return static_cast<int>(ExitCode::done);
}

int drill_headless(const DrillOptions& options, const Speech& say) {
    const std::string file = scenario_file(options.run.scenario);
    DrillRunSettings settings;
    const Building building =
        make_building(prepared_scenario(options.run, settings.drill, say.language));
    std::optional<ScriptPilot> pilot;
    if (!options.script.empty()) pilot.emplace(script_file(options.script, file), building);
    Store store(options.database.empty() ? Store::default_url() : options.database);
    std::optional<OutputFile> hashes;
    if (!options.hashes_out.empty()) hashes.emplace(options.hashes_out);

    settings.trainee = !options.trainee.empty() ? options.trainee
                       : pilot                  ? pilot->trainee_name()
                                                : "";
    settings.session = options.session;
    DrillRun run(building, settings, &store);
    TrajectoryRun trajectories(run.drill(), settings.drill, options.trajectories);
    const RunClock clock;
    {
        Progress progress;
        while (!run.drill().finished()) {
            run.tick(pilot ? pilot->next(run.drill()) : TickInput{});
            trajectories.after_tick(run.drill());
            if (hashes)
                hashes->write(
                    fmt::format("{} {}\n", run.drill().ticks(), hash_hex(run.drill().hash())));
            progress.show(say("progress.drill"), run.drill().time_s(),
                          building.scenario.drill->duration);
        }
    }
    run.finish();
    trajectories.close();
    if (!options.replay_out.empty()) write_replay(run.replay(), options.replay_out);
    if (hashes) hashes->close();
    const DrillOutcome outcome{run.drill().score(), run.record_id()};
    std::cout << summary_json(run.drill(), clock, settings.drill.threads, &outcome);
    if (run.storage_error()) {
        // The database failed under way: save what it would have held where it can be found again.
        const std::string rescue = fmt::format("firedrill-rescue-{}.replay", run.record_id());
        write_replay(run.replay(), rescue);
        Problem problem = *run.storage_error();
        problem.advice += fmt::format(fmt::runtime(say("advice.rescued")), rescue);
        throw LoadError(problem);
    }
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
