// session …: what the database of records holds.

#include <fmt/format.h>

#include <iostream>

#include "app/cli/commands.hpp"
#include "app/debrief/moment_pictures.hpp"
#include "app/run/progress.hpp"
#include "base/hash.hpp"
#include "building/load.hpp"
#include "record/report.hpp"
#include "record/store.hpp"

namespace firedrill {
namespace {

Store open_store(const SessionOptions& options) {
    return Store(options.database.empty() ? Store::default_url() : options.database);
}

DrillRecord record_of(const Store& store, const SessionOptions& options, const Speech& say) {
    if (auto record = store.get(options.drill)) return *record;
    throw LoadError({{fmt::format("session {}", options.drill), 0, ""},
                     say("error.no_record"),
                     say("advice.no_record")});
}

const std::string& verdict(const DrillRecord& record, const Speech& say) {
    if (!record.finished) return say("session.interrupted");
    return say(record.score.passed ? "session.passed" : "session.failed");
}

// A drill run without a window has no pictures yet: it is replayed and its moments are drawn.
void draw_pictures(Store& store, const DrillRecord& record, const Speech& say) {
    const Replay replay = store.replay(record.id);
    const Building building =
        make_building(parse_scenario(replay.scenario_text, fmt::format("session {}", record.id)));
    const DrillPlan* plan = building.scenario.drill ? &*building.scenario.drill : nullptr;
    Moments moments(plan);
    Drill drill(building, replay.settings);
    Snapshot snapshot;
    Progress progress;
    const double end_s = static_cast<double>(replay.inputs.size()) * replay.settings.dt_s;
    for (std::size_t tick = 0;; ++tick) {
        drill.fill(snapshot);
        moments.after_tick(drill, snapshot);
        if (tick == replay.inputs.size()) break;
        drill.tick(replay.inputs[tick]);
        progress.show(say("progress.drill"), drill.time_s(), end_s);
    }
    try {
        const Offscreen offscreen(16, 16);
        SnapshotPainter painter(building, Quality::high);
        RecordAlbum album(moments, record.score);
        while (!album.complete()) album.draw_next(painter);
        store.put_pictures(record.id, album.pictures());
    } catch (const LoadError& error) {
        // A report without pictures is better than none.
        std::cerr << error.what() << '\n';
    }
}

}  // namespace

int session_list(const SessionOptions& options, const Speech& say) {
    const Store store = open_store(options);
    const auto records = store.list();
    if (records.empty()) {
        std::cout << say("session.none") << '\n';
        return static_cast<int>(ExitCode::done);
    }
    std::cout << say("session.header") << '\n';
    for (const DrillRecord& record : records) {
        std::cout << fmt::format("{:<5} {:<21} {:<15} {:<11} {:>5.1f}  {}\n", record.id,
                                 record.started_at, record.start.scenario_id, record.start.trainee,
                                 record.score.total, verdict(record, say));
    }
    return static_cast<int>(ExitCode::done);
}

int session_show(const SessionOptions& options, const Speech& say) {
    const Store store = open_store(options);
    const DrillRecord record = record_of(store, options, say);
    std::cout << fmt::format(
        "{} · {} · {} · {:.1f} · {}\nseed {} · {:.1f} s · {}\n"
        "{}: {} · {}: {}\n\n",
        record.id, record.start.scenario_name.in(say.language), record.start.trainee,
        record.score.total, verdict(record, say), record.start.settings.seed, record.simulated_s,
        hash_hex(record.final_hash), say("settings.smoke_speed_law"),
        smoke_speed_law_name(record.start.settings.crowd.smoke_speed),
        say("settings.door_flow_limit"),
        door_flow_limit_name(record.start.settings.crowd.door_flow));
    for (const ScoreLine& line : record.score.lines) {
        std::cout << fmt::format(
            "{:>7.1f} / {:<5.1f} {}{}\n", line.points, line.points_possible,
            line.text.in(say.language),
            line.time_s >= 0 ? fmt::format("  ({:.1f} s {})", line.time_s, line.target) : "");
    }
    std::cout << '\n';
    for (const RecordedEvent& event : store.timeline(options.drill)) {
        std::cout << fmt::format("{:>8.2f}  {:<28} {} {}\n", event.time_s, event.name, event.target,
                                 event.detail);
    }
    return static_cast<int>(ExitCode::done);
}

int session_report(const SessionOptions& options, const Speech& say) {
    Store store = open_store(options);
    const DrillRecord record = record_of(store, options, say);
    if (options.pictures && record.finished && store.pictures(options.drill).empty())
        draw_pictures(store, record, say);
    write_report(store, options.drill, say.language, options.output);
    return static_cast<int>(ExitCode::done);
}

int session_replay(const SessionOptions& options, const Speech& say) {
    const Store store = open_store(options);
    record_of(store, options, say);
    write_replay(store.replay(options.drill), options.output);
    return static_cast<int>(ExitCode::done);
}

int session_export(const SessionOptions& options, const Speech& say) {
    const Store store = open_store(options);
    export_csv(store, say.language, options.output);
    return static_cast<int>(ExitCode::done);
}

}  // namespace firedrill
