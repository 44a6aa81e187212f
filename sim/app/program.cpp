#include "app/program.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/cli/commands.hpp"
#include "app/window/window.hpp"
#include "base/error.hpp"
#include "base/paths.hpp"

namespace firedrill {
namespace {

// The language must be known before the help texts are made, so it is looked for ahead of the
// parser.
Language language_of_arguments(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        std::string_view value;
        if (argument == "--lang" && i + 1 < argc) value = argv[i + 1];
        if (argument.starts_with("--lang=")) value = argument.substr(7);
        if (value == "zh") return Language::zh;
        if (value == "en") return Language::en;
    }
    return language_of_locale();
}

void add_crowd_options(CLI::App& command, RunOptions& options, const Speech& say) {
    std::vector<std::string> laws;
    for (const SmokeSpeedLaw law : smoke_speed_laws()) laws.emplace_back(smoke_speed_law_name(law));
    command.add_option("--smoke-speed", options.smoke_speed, say("cli.smoke_speed"))
        ->check(CLI::IsMember(laws))
        ->capture_default_str();
    command.add_option("--door-flow", options.door_flow, say("cli.door_flow"))
        ->check(CLI::IsMember({"free", "codes"}))
        ->capture_default_str();
}

void add_run_options(CLI::App& command, RunOptions& options, const Speech& say) {
    command.add_option("scenario", options.scenario, say("cli.scenario"))->required();
    command.add_option("--seed", options.seed, say("cli.seed"))->capture_default_str();
    command.add_option("--threads", options.threads, say("cli.threads"))
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command.add_option("--cell", options.cell_m, say("cli.cell"))
        ->check(CLI::Range(0.05, 0.5))
        ->capture_default_str();
    command.add_flag("--no-fire{false}", options.fire, say("cli.no_fire"));
    command.add_flag("--no-crowd{false}", options.crowd, say("cli.no_crowd"));
    add_crowd_options(command, options, say);
}

void add_difficulty(CLI::App& command, RunOptions& options, const Speech& say) {
    command.add_option("--difficulty", options.difficulty, say("cli.difficulty"))
        ->check(CLI::IsMember({"own", "easy", "normal", "hard"}));
    command.add_flag("--no-own-faults{false}", options.own_faults, say("cli.no_own_faults"));
}

void add_rehearse_options(CLI::App& command, RehearseOptions& options, const Speech& say) {
    command.add_option("scenario", options.run.scenario, say("cli.scenario"))->required();
    command.add_option("--runs", options.runs, say("cli.runs"))
        ->check(CLI::Range(1, 99999))
        ->capture_default_str();
    command.add_option("--jobs", options.jobs, say("cli.jobs"))->check(CLI::Range(1, 1024));
    command.add_option("--seed", options.run.seed, say("cli.first_seed"))->capture_default_str();
    command.add_flag("--fire,!--no-fire", options.run.fire, say("cli.rehearse_fire"));
    add_crowd_options(command, options.run, say);
    command.add_option("--until", options.until_s, say("cli.rehearse_until"))
        ->check(CLI::PositiveNumber);
    command.add_option("--alarm-at", options.alarm_at_s, say("cli.alarm_at"))
        ->check(CLI::NonNegativeNumber);
    command.add_option("--cell", options.run.cell_m, say("cli.cell"))
        ->check(CLI::Range(0.05, 0.5))
        ->capture_default_str();
    command.add_option("-o,--output", options.output, say("cli.rehearse_output"));
    command.add_option("--only", options.only, say("cli.only"));
    command.add_option("--merge", options.merge, say("cli.merge"))->check(CLI::ExistingDirectory);
    command.add_flag("--mpi", options.mpi, say("cli.mpi"));
    command.footer(say("cli.rehearse_footer"));
}

void add_mode_options(CLI::App& command, ModeChoice& choice, const Speech& say) {
    command
        .add_option_function<std::string>(
            "--mode",
            [&choice](const std::string& name) {
                choice.mode = drill_mode_named(name).value_or(DrillMode::practice);
            },
            say("cli.mode"))
        ->check(CLI::IsMember({"practice", "lesson", "examination"}));
    command
        .add_option_function<std::string>(
            "--lesson",
            [&choice](const std::string& name) {
                choice.mode = DrillMode::lesson;
                choice.lesson = name;
            },
            say("cli.lesson"))
        ->check(
            CLI::IsMember({"extinguisher", "exit_check", "fault_spotting", "alarm", "evacuation"}));
    command.add_option("--role", choice.role, say("cli.role"));
    command.add_option("--burns", choice.fire, say("cli.burns"));
}

void add_trajectory_options(CLI::App& command, TrajectoryOptions& options, const Speech& say) {
    command.add_option("--trajectories", options.file, say("cli.trajectories"));
    command.add_option("--geometry", options.geometry, say("cli.geometry"));
    command.add_option("--storey", options.storey, say("cli.storey"));
    command.add_option("--fps", options.frames_1_s, say("cli.fps"))
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
}

int run(int argc, char** argv) {
    Speech say;
    say.language = language_of_arguments(argc, argv);
    say.texts = Texts::load(asset("texts").string());

    CLI::App app(say("cli.about"), "firedrill");
    std::string lang;
    app.add_option("--lang", lang, say("cli.lang"))->check(CLI::IsMember({"zh", "en"}));
    app.fallthrough();
    app.require_subcommand(0, 1);
    int exit_code = 0;

    DrillOptions drill;
    CLI::App& drill_command = *app.add_subcommand("drill", say("cli.drill"));
    add_run_options(drill_command, drill.run, say);
    add_mode_options(drill_command, drill.run.mode, say);
    drill_command.add_option("--script", drill.script, say("cli.script"));
    drill_command.add_flag("--headless", drill.headless, say("cli.headless"));
    drill_command.add_option("--trainee", drill.trainee, say("cli.trainee"));
    drill_command.add_option("--roster", drill.roster, say("cli.roster"))->delimiter(',');
    drill_command.add_option("--session", drill.session, say("cli.session"));
    drill_command.add_option("--db", drill.database, say("cli.db"));
    drill_command.add_option("--replay-out", drill.replay_out, say("cli.replay_out"));
    drill_command.add_option("--hashes", drill.hashes_out, say("cli.hashes"));
    add_difficulty(drill_command, drill.run, say);
    add_trajectory_options(drill_command, drill.trajectories, say);
    drill_command.callback([&] {
        exit_code = drill.headless ? drill_headless(drill, say) : open_window(&drill, say);
    });

    SimulateOptions simulation;
    CLI::App& simulate_command = *app.add_subcommand("simulate", say("cli.simulate"));
    add_run_options(simulate_command, simulation.run, say);
    simulate_command.add_option("--until", simulation.until_s, say("cli.until"))
        ->check(CLI::PositiveNumber)
        ->required();
    simulate_command.add_option("--devices", simulation.devices, say("cli.devices"));
    simulate_command.add_option("--events", simulation.events, say("cli.events"));
    simulate_command.add_option("--summary", simulation.summary, say("cli.summary"));
    add_trajectory_options(simulate_command, simulation.trajectories, say);
    simulate_command.callback([&] { exit_code = simulate(simulation, say); });

    PictureOptions shot;
    CLI::App& picture_command = *app.add_subcommand("picture", say("cli.picture"));
    add_run_options(picture_command, shot.run, say);
    add_difficulty(picture_command, shot.run, say);
    picture_command.add_option("--replay", shot.replay, say("cli.replay_in"));
    picture_command.add_option("--script", shot.script, say("cli.script"));
    picture_command.add_option("--at", shot.at_s, say("cli.at"))->check(CLI::NonNegativeNumber);
    picture_command.add_option("--camera", shot.camera, say("cli.camera"));
    picture_command.add_option("--size", shot.size, say("cli.size"))->capture_default_str();
    picture_command.add_option("--show", shot.show, say("cli.show"))
        ->check(CLI::IsMember({"scene", "grid"}))
        ->capture_default_str();
    picture_command.add_option("-o,--output", shot.output, say("cli.output"));
    picture_command.callback([&] {
        if (shot.show == "scene" && (shot.output.empty() || shot.camera.empty())) {
            throw LoadError({{"picture", 0, ""},
                             say("error.picture_arguments"),
                             say("advice.picture_arguments")},
                            ExitCode::usage);
        }
        exit_code = picture(shot, say);
    });

    std::string checked;
    CLI::App& check_command = *app.add_subcommand("check", say("cli.check"));
    check_command.add_option("scenario", checked, say("cli.scenario"))->required();
    check_command.callback([&] { exit_code = check(checked, say); });

    ReplayOptions played;
    CLI::App& replay_command = *app.add_subcommand("replay", say("cli.replay"));
    replay_command.add_option("file", played.file, say("cli.replay_file"))->required();
    replay_command.add_flag("--verify", played.verify, say("cli.verify"));
    replay_command.add_flag("--headless", played.headless, say("cli.headless"));
    replay_command.add_option("--threads", played.threads, say("cli.threads"))
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    replay_command.callback([&] { exit_code = replay(played, say); });

    DebriefOptions debriefed;
    CLI::App& debrief_command = *app.add_subcommand("debrief", say("cli.debrief"));
    debrief_command.add_option("replay", debriefed.file, say("cli.replay_file"))->required();
    debrief_command.add_option("-o,--output", debriefed.output, say("cli.debrief_output"));
    debrief_command.add_option("--jobs", debriefed.jobs, say("cli.jobs"))
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    debrief_command.add_option("--cell", debriefed.cell_m, say("cli.debrief_cell"))
        ->check(CLI::Range(0.05, 0.5))
        ->capture_default_str();
    debrief_command.add_option("--minutes", debriefed.minutes, say("cli.debrief_minutes"))
        ->check(CLI::NonNegativeNumber);
    debrief_command.add_flag("--no-pictures{false}", debriefed.pictures, say("cli.no_pictures"));
    debrief_command.callback([&] { exit_code = debrief(debriefed, say); });

    FaultsOptions listed;
    CLI::App& faults_command = *app.add_subcommand("faults", say("cli.faults"));
    faults_command.add_option("code", listed.codes, say("cli.faults_codes"));
    faults_command.add_option("-o,--output", listed.output, say("cli.faults_output"));
    faults_command.callback([&] { exit_code = faults(listed, say); });

    SessionOptions session;
    CLI::App& session_command = *app.add_subcommand("session", say("cli.session_command"));
    session_command.require_subcommand(1);
    const auto add_session = [&](const char* name, const char* text, bool needs_record,
                                 bool needs_output,
                                 int (*function)(const SessionOptions&, const Speech&)) {
        CLI::App& command = *session_command.add_subcommand(name, say(text));
        if (needs_record)
            command.add_option("record", session.drill, say("cli.record"))->required();
        command.add_option("--db", session.database, say("cli.db"));
        if (needs_output)
            command.add_option("-o,--output", session.output, say("cli.output"))->required();
        if (function == session_report)
            command.add_flag("--no-pictures{false}", session.pictures, say("cli.no_pictures"));
        command.callback([&, function] { exit_code = function(session, say); });
    };
    add_session("list", "cli.session_list", false, false, session_list);
    add_session("show", "cli.session_show", true, false, session_show);
    add_session("report", "cli.session_report", true, true, session_report);
    add_session("replay", "cli.session_replay", true, true, session_replay);
    add_session("export", "cli.session_export", false, true, session_export);

    BenchOptions benchmark;
    CLI::App& bench_command = *app.add_subcommand("bench", say("cli.bench"));
    bench_command.add_option("case", benchmark.cases, say("cli.bench_case"));
    bench_command.add_option("--seconds", benchmark.seconds, say("cli.bench_seconds"))
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    bench_command.callback([&] { exit_code = bench(benchmark, say); });

    RehearseOptions rehearsal;
    rehearsal.run.fire = false;
    CLI::App& rehearse_command = *app.add_subcommand("rehearse", say("cli.rehearse"));
    add_rehearse_options(rehearse_command, rehearsal, say);
    rehearse_command.callback([&] { exit_code = rehearse(rehearsal, say); });
    ValidateOptions validation;
    CLI::App& validate_command = *app.add_subcommand("validate", say("cli.validate"));
    validate_command.require_subcommand(1);
    const auto suite = [&](const char* name, const char* output, const char* brief) -> CLI::App& {
        CLI::App& command =
            *validate_command.add_subcommand(name, say(std::string("cli.validate_") + name));
        command.add_option("case", validation.cases, say("cli.validate_case"));
        command.add_option("-o,--output", validation.output, say(output));
        command.add_option("--jobs", validation.jobs, say("cli.jobs"))
            ->check(CLI::Range(1, 256))
            ->capture_default_str();
        command.add_flag("--short", validation.brief, say(brief));
        command.add_flag("--list", validation.list, say("cli.validate_list"));
        return command;
    };
    CLI::App& crowd_command = suite("crowd", "cli.validate_output", "cli.validate_short");
    crowd_command.add_option("--broken", validation.broken, say("cli.validate_broken"));
    crowd_command.add_flag("--breaks", validation.breaks, say("cli.validate_breaks"));
    crowd_command.callback([&] { exit_code = validate_crowd(validation, say); });
    CLI::App& fire_command = suite("fire", "cli.validate_fire_output", "cli.validate_fire_short");
    fire_command
        .add_option("--smagorinsky", validation.smagorinsky, say("cli.validate_smagorinsky"))
        ->check(CLI::Range(0.05, 0.25))
        ->capture_default_str();
    fire_command.callback([&] { exit_code = validate_fire(validation, say); });
    CLI::App& endurance_command =
        *validate_command.add_subcommand("endurance", say("cli.validate_endurance"));
    endurance_command.add_option("case", validation.cases, say("cli.validate_case"));
    endurance_command.add_option("--threads", validation.jobs, say("cli.threads"))
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    endurance_command.add_option("--cell", validation.cell_m, say("cli.cell"))
        ->check(CLI::Range(0.05, 0.5));
    endurance_command.add_flag("--short", validation.brief, say("cli.validate_endurance_short"));
    endurance_command.add_flag("--list", validation.list, say("cli.validate_list"));
    endurance_command.callback([&] { exit_code = validate_endurance(validation, say); });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : static_cast<int>(ExitCode::usage);
    }
    if (app.get_subcommands().empty()) exit_code = open_window(nullptr, say);
    return exit_code;
}

}  // namespace

int run_program(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const LoadError& error) {
        std::cerr << error.what() << '\n';
        return static_cast<int>(error.code());
    } catch (const std::bad_alloc&) {
        std::cerr
            << "firedrill: out of memory: use larger cells (--cell 0.3) or close other programs\n";
        return static_cast<int>(ExitCode::file_or_database);
    } catch (const std::exception& error) {
        std::cerr << "firedrill: " << error.what() << '\n';
        return static_cast<int>(ExitCode::file_or_database);
    }
}

}  // namespace firedrill
