// Observing: looking closely, pushing and measuring, by which facts are established.

#include <algorithm>
#include <cmath>

#include "building/lift_doors.hpp"
#include "drill/acts.hpp"
#include "drill/decisions.hpp"
#include "drill/hot_doors.hpp"

namespace firedrill::drill {
namespace {

constexpr double tape_m = 5.0;

LocalText extinguisher_findings(const ExtinguisherSpec& spec) {
    const char* gauge_zh = spec.gauge == Gauge::green    ? "绿区"
                           : spec.gauge == Gauge::red    ? "红区"
                           : spec.gauge == Gauge::yellow ? "黄区"
                                                         : "无压力表";
    const char* gauge_en = spec.gauge == Gauge::green    ? "green"
                           : spec.gauge == Gauge::red    ? "red"
                           : spec.gauge == Gauge::yellow ? "yellow"
                                                         : "none";
    LocalText text{std::string("压力表:") + gauge_zh, std::string("Gauge: ") + gauge_en};
    text.zh += spec.seal && spec.pin ? ";铅封和保险销完好" : ";铅封或保险销缺失";
    text.en += spec.seal && spec.pin ? "; seal and pin in place" : "; seal or pin missing";
    if (!spec.hose_sound) text.zh += ";软管开裂", text.en += "; hose cracked";
    if (spec.corroded) text.zh += ";筒体锈蚀", text.en += "; body corroded";
    if (!spec.made.empty()) text.zh += ";生产日期 " + spec.made, text.en += "; made " + spec.made;
    return text;
}

void inspect_fixture(State& state, std::size_t index) {
    const Fixture& fixture = state.building.scenario.fixtures[index];
    const bool in_hand = static_cast<std::int32_t>(index) == state.trainee.carried;
    if (fixture.kind == FixtureKind::extinguisher && !in_hand && !within(state, reading_m)) {
        state.say({"离得太远,看不清压力表和标签。走近些再看。",
                   "Too far away to read its gauge and label. Go nearer."});
        return;
    }
    state.fixtures[index].inspected = true;
    state.observed_fixture[index] |= seen_closely;
    const Vec3 place = state.trainee.aim.place;
    if (const auto* spec = std::get_if<ExtinguisherSpec>(&fixture.spec)) {
        state.note("extinguisher.inspected", fixture.id, spec->gauge == Gauge::green ? 1 : 0,
                   place);
        LocalText findings = extinguisher_findings(*spec);
        if (const auto& extinguisher = state.fixtures[index].extinguisher) {
            const LocalText& label = extinguisher->agent->name;
            findings = {"标签:" + label.zh + ";" + findings.zh,
                        "Label: " + label.en + "; " + findings.en};
        }
        state.say(std::move(findings));
    } else if (const auto* sign = std::get_if<SignSpec>(&fixture.spec)) {
        state.note("sign.inspected", fixture.id, sign->lit && !sign->covered ? 1 : 0, place);
        state.say(sign->covered ? LocalText{"标志被遮挡。", "The sign is covered."}
                  : sign->lit   ? LocalText{"标志灯亮。", "The sign is lit."}
                                : LocalText{"标志灯不亮。", "The sign is dark."});
    } else {
        state.note("fixture.inspected", fixture.id, fixture.works ? 1 : 0, place);
        if (const auto* detector = std::get_if<DetectorSpec>(&fixture.spec);
            detector != nullptr && detector->capped) {
            state.say({"探测器上罩着防尘罩。", "The detector wears its dust cap."});
        }
    }
}

}  // namespace

void inspect(State& state) {
    Trainee& trainee = state.trainee;
    // What is carried is looked at when nothing else is near.
    if (trainee.carried >= 0 &&
        (!within(state, reach_hand_m) || trainee.aim.entity.kind != EntityKind::fixture)) {
        if (trainee.aim.entity.kind == EntityKind::none) {
            inspect_fixture(state, static_cast<std::size_t>(trainee.carried));
            return;
        }
    }
    const Entity aimed = trainee.aim.entity;
    const auto index = static_cast<std::size_t>(std::max(0, aimed.index));
    if (aimed.kind == EntityKind::fixture && within(state, 6.0)) {
        inspect_fixture(state, index);
    } else if (aimed.kind == EntityKind::opening && within(state, 4.0)) {
        const Opening& opening = state.building.scenario.openings[index];
        state.observed_opening[index] |= seen_closely;
        state.note("door.inspected", opening.id, 0, trainee.aim.place);
        if (opening.chained)
            state.say({"门上挂着链条锁。", "A chain and padlock hang on the door."});
        else if (opening.wedged)
            state.say({"防火门被楔住,关不上。", "The fire door is wedged open."});
        else if (opening.panic_bar)
            state.say({"门上装有推杆锁。", "The door has a panic bar."});
        else if (opening.barred)
            state.say({"窗上装有栅栏,没有可开启的逃生口。", "Bars without an opening part."});
    } else if (aimed.kind == EntityKind::thing && within(state, 6.0)) {
        state.observed_thing[index] |= seen_closely;
        state.note("thing.inspected", state.building.things[index].id, 0, trainee.aim.place);
    } else if (const Entity room = state.building.find(trainee.aimed_id);
               room.kind == EntityKind::room) {
        state.observed_room[static_cast<std::size_t>(room.index)] |= seen_closely;
        state.note("room.inspected", trainee.aimed_id, 0, trainee.feet);
    }
}

void push(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    if (aimed.kind != EntityKind::opening || !within(state, reach_hand_m)) return;
    const OpeningIndex index(aimed.index);
    const Opening& opening = state.building.scenario.openings[index.at()];
    state.observed_opening[index.at()] |= pushed | seen_closely;
    if (lift_of_door(state.building, index) != nullptr) {
        state.say({"电梯门要按按钮才开。", "A lift's door opens by its button."});
        return;
    }
    const bool gives = state.doors.passable(index);
    state.note("door.pushed", opening.id, gives ? 1 : 0, state.trainee.aim.place);
    if (gives) {
        note_opened_hot(state, index);
        state.say({"门能推开。", "The door gives."});
        state.doors.ask(index);
    } else {
        state.note("door.locked_found", opening.id, 0, state.trainee.aim.place);
        state.say({"推不开:门被锁住。", "It does not give: the door is locked."});
    }
}

void measure(State& state) {
    const Entity aimed = state.trainee.aim.entity;
    if (!within(state, tape_m)) return;
    if (aimed.kind == EntityKind::opening) {
        const auto index = static_cast<std::size_t>(aimed.index);
        const double width = state.building.openings[index].width;
        state.observed_opening[index] |= measured;
        state.note("door.measured", state.building.scenario.openings[index].id, width,
                   state.trainee.aim.place);
        const std::string text = std::to_string(static_cast<int>(std::lround(width * 100)));
        state.say({"净宽 " + text + " 厘米。", "Clear width " + text + " cm."});
    } else {
        if (aimed.kind == EntityKind::thing)
            state.observed_thing[static_cast<std::size_t>(aimed.index)] |= measured;
        if (aimed.kind == EntityKind::fixture)
            state.observed_fixture[static_cast<std::size_t>(aimed.index)] |= measured;
        state.note("measured", state.trainee.aimed_id, state.trainee.aim.distance_m,
                   state.trainee.aim.place);
        const std::string text =
            std::to_string(static_cast<int>(std::lround(state.trainee.aim.distance_m * 100)));
        state.say({"距离 " + text + " 厘米。", "Distance " + text + " cm."});
    }
}

}  // namespace firedrill::drill
