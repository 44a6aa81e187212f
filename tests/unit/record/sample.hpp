// Sample: a drill as it could have been, made up rather than simulated: what starts it, what
// happens, ticks, way and result. Values are such that a rounding would be seen.
#pragma once

#include <string>
#include <vector>

#include "record/store.hpp"
#include "scratch.hpp"

namespace firedrill::test {

inline std::string two_rooms_text() {
    return bytes_of(FIREDRILL_SOURCE_DIR "/tests/data/scenarios/two_rooms.json");
}

// Only the first occurrence is replaced.
inline std::string with(std::string text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    REQUIRE_MESSAGE(at != std::string::npos, before);
    return text.replace(at, before.size(), after);
}

inline DrillStart sample_start(const std::string& trainee = "李小明",
                               const std::string& scenario = two_rooms_text()) {
    DrillStart start;
    start.scenario_id = "two_rooms";
    start.scenario_version = "1.3";
    start.scenario_name = {"两间房", "Two rooms"};
    start.scenario_text = scenario;
    start.trainee = trainee;
    start.session = "autumn";
    start.settings.seed = 0xfedcba9876543210ULL;
    start.settings.dt_s = 0.04;
    start.settings.grid.cell_m = 0.15;
    start.settings.fire.courant = 0.7;
    start.settings.with_crowd = false;
    return start;
}

inline Timeline sample_timeline() {
    return {{0, event_name("drill.started"), "", 0, {0, 0, 0}, ""},
            {5.04, event_name("item.ignited"), "waste_basket", 1.0 / 3, {0.6, 4.4, 0.175}, ""},
            {12.32, event_name("fixture.pressed"), "call_point", 1, {8.85, 3.5, 1.4}, ""},
            {12.36, event_name("alarm.raised"), "call_point", 0, {8.85, 3.5, 1.4}, ""},
            {20.1, event_name("occupant.out"), "workers", 0, {9.2, 2.5, 0}, ""},
            {61.0 / 3 + 0.1,
             event_name("extinguisher.wrong_agent"),
             "ext_1",
             0,
             {2, 4, 0},
             "干粉 / powder"},
            {90.72, event_name("drill.finished"), "", 0, {0, 0, 0}, ""}};
}

inline std::vector<TrackPoint> sample_track(int first, int end) {
    std::vector<TrackPoint> track;
    for (int n = first; n < end; ++n)
        track.push_back({0.2 * n, {7 - 0.1 * n, 2.5 + 0.01 * n, 1.0 / 7}, 3.1 + 0.003 * n});
    return track;
}

inline Replay sample_replay(const DrillStart& start, int ticks) {
    Replay replay;
    replay.scenario_text = start.scenario_text;
    replay.trainee_name = start.trainee;
    replay.settings = start.settings;
    for (int n = 0; n < ticks; ++n) {
        TickInput input;
        input.forward = static_cast<std::int8_t>(n / 3 % 201 - 100);
        input.right = static_cast<std::int8_t>(-(n / 5));
        input.yaw_mdeg = -180'000 + 997 * (n / 3);
        input.pitch_mdeg = -30'000;
        input.buttons = n % 4 == 0 ? button_use : 0;
        if (n == 7)
            input.commands.push_back({TraineeCommand::Kind::call_119, "", "address,burning"});
        if (n == 8) input.injects = {"alarm_late", "另一个"};
        replay.inputs.push_back(input);
        replay.hashes.push_back(0x9e3779b97f4a7c15ULL * static_cast<std::uint64_t>(n + 1));
    }
    return replay;
}

inline Score sample_score() {
    Score score;
    score.total = 75.25;
    score.passed = true;
    ScoreLine alarm;
    alarm.item = "r_alarm", alarm.skill = "alarm";
    alarm.text = {"按下手动报警按钮", "Press the call point"};
    alarm.reason = {"先报警", "Alarm first"};
    alarm.points = alarm.points_possible = 20;
    alarm.time_s = 12.32, alarm.target = "call_point", alarm.place = {8.85, 3.5, 1.4};
    ScoreLine out;
    out.item = "r_out", out.skill = "extinguisher";
    out.text = {"扑灭废纸篓", "Put out the waste basket"};
    out.reason = {"初起火灾应尽快扑灭", "A small fire is put out before it grows"};
    out.points_possible = 60;
    ScoreLine pin;
    pin.item = "r_wrong", pin.skill = "extinguisher";
    pin.text = {"未拔销就压把", "Pressed with the pin still in"};
    pin.reason = {"耽误时间", "It costs time"};
    pin.points = -5, pin.time_s = 40.5;
    score.lines = {alarm, out, pin};
    return score;
}

inline DrillTotals sample_totals() {
    DrillTotals totals;
    totals.simulated_s = 90.72;
    totals.crowd.total = 5;
    totals.crowd.out = 4;
    totals.crowd.inside = 1;
    totals.crowd.incapacitated = 1;
    totals.crowd.last_out_s = 61.23;
    return totals;
}

constexpr std::uint64_t sample_hash = 0xf123456789abcdefULL;  // with the sign bit set

// A whole drill in two pieces; returns its number.
inline std::int64_t store_sample(Store& store, const DrillStart& start = sample_start()) {
    const std::int64_t drill = store.begin(start);
    const Timeline timeline = sample_timeline();
    const Replay replay = sample_replay(start, 50);
    store.append(drill, {timeline.begin(), timeline.begin() + 3}, 0, pack_ticks(replay, 0, 20),
                 sample_track(0, 2));
    store.append(drill, timeline, 3, pack_ticks(replay, 20, 50), sample_track(2, 5));
    store.finish(drill, sample_score(), sample_totals(), sample_hash);
    return drill;
}

inline void check_same(const Replay& a, const Replay& b) {
    CHECK(a.scenario_text == b.scenario_text);
    CHECK(a.trainee_name == b.trainee_name);
    CHECK(pack_settings(a.settings) == pack_settings(b.settings));
    REQUIRE(a.inputs.size() == b.inputs.size());
    CHECK(a.hashes == b.hashes);
    CHECK(pack_ticks(a, 0, a.inputs.size()) == pack_ticks(b, 0, b.inputs.size()));
}

// Everything store_sample stored is there, to the last bit.
inline void check_sample(const Store& store, std::int64_t drill,
                         const DrillStart& start = sample_start(), bool with_track = true) {
    const auto record = store.get(drill);
    REQUIRE(record);
    CHECK(record->id == drill);
    CHECK(record->start.scenario_id == start.scenario_id);
    CHECK(record->start.scenario_version == start.scenario_version);
    CHECK(record->start.scenario_name.zh == start.scenario_name.zh);
    CHECK(record->start.scenario_name.en == start.scenario_name.en);
    CHECK(record->start.scenario_text == start.scenario_text);
    CHECK(record->start.trainee == start.trainee);
    CHECK(record->start.session == start.session);
    CHECK(record->start.settings.seed == start.settings.seed);
    CHECK(pack_settings(record->start.settings) == pack_settings(start.settings));
    CHECK(record->finished);
    const DrillTotals totals = sample_totals();
    CHECK(record->simulated_s == totals.simulated_s);
    CHECK(record->totals.simulated_s == totals.simulated_s);
    CHECK(record->totals.crowd.total == totals.crowd.total);
    CHECK(record->totals.crowd.out == totals.crowd.out);
    CHECK(record->totals.crowd.inside == totals.crowd.inside);
    CHECK(record->totals.crowd.incapacitated == totals.crowd.incapacitated);
    CHECK(record->totals.crowd.last_out_s == totals.crowd.last_out_s);
    CHECK(record->final_hash == sample_hash);

    const Score score = sample_score();
    CHECK(record->score.total == score.total);
    CHECK(record->score.passed == score.passed);
    CHECK(record->score.critical == score.critical);
    REQUIRE(record->score.lines.size() == score.lines.size());
    for (std::size_t n = 0; n < score.lines.size(); ++n) {
        const ScoreLine &kept = record->score.lines[n], &line = score.lines[n];
        CHECK(kept.item == line.item);
        CHECK(kept.skill == line.skill);
        CHECK(kept.text.zh == line.text.zh);
        CHECK(kept.text.en == line.text.en);
        CHECK(kept.reason.zh == line.reason.zh);
        CHECK(kept.reason.en == line.reason.en);
        CHECK(kept.points == line.points);
        CHECK(kept.points_possible == line.points_possible);
        CHECK(kept.critical == line.critical);
        CHECK(kept.time_s == line.time_s);
        CHECK(kept.target == line.target);
        CHECK(kept.place == line.place);
    }

    const Timeline timeline = sample_timeline();
    const auto events = store.timeline(drill);
    REQUIRE(events.size() == timeline.size());
    for (std::size_t n = 0; n < timeline.size(); ++n) {
        CHECK(events[n].time_s == timeline[n].time_s);
        CHECK(events[n].name == timeline[n].name);
        CHECK(events[n].target == timeline[n].target);
        CHECK(events[n].detail == timeline[n].detail);
        CHECK(events[n].value == timeline[n].value);
        CHECK(events[n].place == timeline[n].place);
    }

    const auto way = sample_track(0, with_track ? 5 : 0);
    const auto track = store.track(drill);
    REQUIRE(track.size() == way.size());
    for (std::size_t n = 0; n < way.size(); ++n) {
        CHECK(track[n].time_s == way[n].time_s);
        CHECK(track[n].feet == way[n].feet);
        CHECK(track[n].yaw_rad == way[n].yaw_rad);
    }
    check_same(store.replay(drill), sample_replay(start, 50));
}

}  // namespace firedrill::test
