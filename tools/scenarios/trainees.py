#!/usr/bin/env python3
"""Writes the scripted trainees of the three scenarios (scenarios/*/trainees): perfect, average, reckless, passive, and
one for each critical error. They do only what hands, feet and eyes can do; what the author of a script knows and a
person does not is where things are. tests/e2e/trainees.py runs them."""
from parts import ROOT
from scenario_file import Row, write_trainee

def facts(s):
    """What the caller has seen: what burnt, low flames, people coming out."""
    return f"address.full,burning.{s['burning']},size.small,trapped.leaving,name.full,phone.full"


HASTY = "address.full,burning.goods,size.small,trapped.leaving,name.refused,phone.off"


def walk(target=None, at=None, storey="F1", run=False, within=None, **more):
    row = Row(do="walk_to")
    if target:
        row["target"] = target
    else:
        row.update(at=at, storey=storey)
    if within:
        row["within"] = within
    if run:
        row["run"] = True
    row.update(more)
    return row


def do(what, target=None, **more):
    row = Row(do=what)
    if target:
        row["target"] = target
    row.update(more)
    return row


def wait(seconds):
    return Row(do="wait", seconds=seconds)


# Nobody acts before smell, smoke, flames, alarm or a shout has told him.
NOTICED = Row(do="wait_for", event="trainee.noticed", timeout=90)
SCENARIOS = {
    "school": dict(
        post=[30, 9.4], fire="bin_lab", good="ext_f1_m", reach=[25.8, 9.1], near="ext_f1_e", call="call_f1_e", stand=[43.0, 2.6], corridor=[42.8, 9.2], door="door_lab_back", came_through=True,
        shut=["gas_lab"], outside=[22, -8], inside=[22, 1.4], assembly=[10, -22], fight_s=7, sweep=3, usable="exit_e", burning="goods",
        hot_side=[42.8, 9.2], hot_door="door_lab_back", hot_s=120),
    "supermarket": dict(
        post=[26, 15.9], fire="cartons_fire", good="ext_pillar_1", near="ext_pillar_2", call="call_pillar", stand=[19.5, 15.7], corridor=[20, 29.6], door="door_duty", came_through=True, late=["power_main"],
        shut=[], outside=[22, -8], inside=[22, 2.4], assembly=[22, -20], fight_s=12, sweep=6, usable="exit_e", burning="goods",
        gaze=[18.9, 13.2], hot_side=[31.2, 29.6], hot_door="door_store", hot_s=150, hot_fire="pallet"),
    "rental_block": dict(
        post=[16, 6], fire="e_bike_3", good="ext_f1_w", near="ext_hall", call="call_f1", stand=[12.9, 1.2], corridor=[13, 6], door="door_landlord",
        shut=["power_main"], outside=[12.6, -6], inside=[12.6, 1.6], assembly=[12, -18], fight_s=18, sweep=24, usable="exit_shop", findable=0.5, burning="battery", foot_of_stair=[13, 6.2],
        hot_side=[15.4, 6.1], hot_door="door_landlord", others_leave_s=55, hot_s=90, hot_fire="bed"),
}


def round_of(s, share, manner):
    # Where very many things are wrong, a round finds a part of them; so do the rubrics.
    return [Row(do="judge_exits", share=share, manner=manner), Row(do="inspect_faults", share=round(share * s.get("findable", 1), 2), manner=manner), walk(at=s["post"]), Row(do="begin_fire")]


def attack(s, extinguisher, look=True):
    rows = [walk(at=s["reach"], run=True) if extinguisher == s["good"] and "reach" in s else walk(extinguisher, run=True, within=0.9)]
    if look:
        rows.append(do("inspect", extinguisher))
    rows += [do("interact", extinguisher), do("pin"), walk(at=s["stand"], run=True)]
    return rows


def alarm(s):
    return [walk(s["call"], run=True, within=0.9), do("interact", s["call"])]


def shut_off(s, which="shut"):
    return [row for id in s.get(which, []) for row in (walk(id, run=True, within=0.9), do("interact", id))]


def leave(s):
    return [walk(at=s["outside"]), do("phone", facts=facts(s)), walk(at=s["assembly"])]


def report():
    return [Row(do="wait_for", event="occupants.all_out", timeout=280), wait(5), do("report", text="0"), do("finish")]


def fight(s, seconds):
    return [do("use", s["fire"], seconds=seconds, sweep=s["sweep"]), do("look_at", s["fire"]), wait(6), do("use", s["fire"], seconds=3, sweep=s["sweep"]),
            do("back_off", s["fire"], seconds=2), do("drop")]


def acts_well(s):
    return [NOTICED, do("shout"), do("order", text="get_out"), *alarm(s), do("decide", text="fight"), *shut_off(s), *attack(s, s["good"]), *fight(s, s["fight_s"]),
            *shut_off(s, "late"), *shut_door(s), *send_out(s)]


def shut_door(s):
    """The door that one has come through is shut from outside; into a room one looks, whether anybody is left, and shuts its door."""
    if s.get("came_through"):
        return [walk(at=s["corridor"]), do("shut", s["door"])]
    return [walk(s["door"], within=1.2), do("open", s["door"]), wait(2), do("shut", s["door"])]


def send_out(s):
    """Those who come down the stair are told which way."""
    return [walk(at=s["foot_of_stair"]), do("order", text="get_out")] if "foot_of_stair" in s else []


def trainees(s):
    perfect = [*round_of(s, 1, "thorough"), *acts_well(s), *leave(s), *report()]
    yield "perfect", "优秀学员", ["Inspects everything, then alarm, shut-off, the working extinguisher with the way out behind, 119, and reports."], perfect
    yield "example", "示例学员", ["Does well with less of a round: the nearest half of exits and faults."], [
        *round_of(s, 0.5, "thorough"), *acts_well(s), *leave(s), *report()]
    yield "average", "一般学员", ["Looks at half of it and names no grades; in the fire the alarm comes first and the gauge is not read."], [
        *round_of(s, 0.5, "plain"), NOTICED, wait(6), *alarm(s), *attack(s, s["good"], look=False),
        do("use", s["fire"], seconds=s["fight_s"], sweep=0), do("drop"), walk(at=s["outside"]), do("phone", facts=HASTY), walk(at=s["assembly"]), *report()]
    yield "reckless", "莽撞学员", ["Judges without a look, takes the nearest extinguisher, presses with the pin in, stays in the smoke, tells nobody."], [
        *round_of(s, 0.5, "careless"), NOTICED, walk(s["near"], run=True, within=0.9), do("interact", s["near"]), walk(at=s["stand"], run=True),
        do("use", s["fire"], seconds=3, sweep=0), do("pin"), do("use", s["fire"], seconds=3, sweep=0), do("drop"),
        do("mark_fault", s["door"], code="EX-01"), do("verdict", s["usable"], **{"is": "locked"}), wait(30), walk(at=s["outside"], run=True), do("finish")]
    yield "passive", "消极学员", ["Looks at nothing, sees the fire, tells nobody and walks out."], [
        Row(do="begin_fire"), NOTICED, walk(at=s["outside"]), wait(30), do("finish")]
    # ---- one for each critical error: all well but for it
    yield "went_back", "返回学员", ["Does well, and goes back in for something."], [
        *round_of(s, 0.3, "thorough"), *acts_well(s), *leave(s), walk(at=s["inside"], run=True), wait(3), walk(at=s["outside"], run=True), do("finish")]
    yield "past_limit", "恋战学员", ["Gives the alarm, and stands by the fire until it is far too large."], [
        Row(do="begin_fire"), NOTICED, do("shout"), *alarm(s), walk(at=s.get("gaze", s["stand"])), do("look_at", s["fire"]), wait(150), walk(at=s["outside"], run=True), do("finish")]
    yield "overcome", "倒下学员", ["Gives the alarm and stays in the smoke until overcome."], [
        Row(do="begin_fire"), NOTICED, do("shout"), *alarm(s), walk(at=s["stand"]), do("look_at", s["fire"]), wait(500)]
    yield "hot_door", "开门学员", ["Shuts the fire in, and later opens the door that has become hot" + (f" (--burns {s['hot_fire']})." if "hot_fire" in s else ".")], [
        Row(do="begin_fire"), NOTICED, do("shout"), *alarm(s), walk(at=s["hot_side"], run=True), wait(s.get("others_leave_s", 25)), do("shut", s["hot_door"]), wait(s["hot_s"]), do("open", s["hot_door"]),
        wait(3), walk(at=s["outside"], run=True), do("finish")]


# ---- one for each critical error that needs another fire of the scenario, or a thing that only some buildings have
def takes_lift(s, lift):
    return "takes_lift", "乘电梯学员", ["Gives the alarm, and calls the lift to get away."], [
        Row(do="begin_fire"), NOTICED, do("shout"), *alarm(s), walk(lift, run=True, within=0.9), do("interact", lift), wait(2), walk(at=s["outside"], run=True), do("finish")]


def with_water(s, water, stand, target, seconds=4):
    """Takes water to something: an extinguisher without its pin, or a hose whose valve is open."""
    return [Row(do="begin_fire"), NOTICED, do("shout"), *alarm(s), walk(water, run=True, within=0.9), do("interact", water), do("pin"),
            walk(at=stand, run=True), do("use", target, seconds=seconds, sweep=0), do("drop"), walk(at=s["outside"], run=True), do("finish")]


def with_waters(s, water, live, burning_live, oil, **more):
    """`live`, `burning_live`, `oil`: where one stands and the thing; the last two burn by the drill's fires of those names."""
    yield "water_on_live", "用水救电学员", ["Takes water to a thing that is live."], with_water(s, water, *live, **more)
    yield "dangerous_agent", "用错灭火剂学员", ["Takes water to the burning appliance while the mains are on (the drill's electrical fire: --burns)."], with_water(s, water, *burning_live, **more)
    yield "water_on_oil", "用水救油学员", ["Takes water to the burning oil (--burns oil)."], with_water(s, water, *oil, **more)


LESSON_LIGHT = "light_f1_3"
SCHOOL = SCENARIOS["school"]
EXTRA = {
    "school": [
        takes_lift(SCHOOL, "lift_f1"),
        *with_waters(SCHOOL, "reel_f1_e", ([37.6, 6.9], "console_lab"), ([37.6, 6.9], "console_lab"), ([37.5, 7.2], "pan_lab")),
        # Who follows each lesson to its end.
        ("lesson_extinguisher", "灭火器课学员", ["Follows the lesson on extinguishers."], [
            *attack(SCHOOL, SCHOOL["good"])[:-1], NOTICED, walk(at=SCHOOL["stand"], run=True), do("use", SCHOOL["fire"], seconds=8, sweep=3), wait(20)]),
        ("lesson_exit_check", "出口课学员", ["Follows the lesson on exits."], [
            Row(do="judge_exits", share=0.2, manner="thorough"), walk(LESSON_LIGHT, within=1.2), do("interact", LESSON_LIGHT), wait(20)]),
        ("lesson_fault_spotting", "隐患课学员", ["Follows the lesson on faults."], [
            Row(do="inspect_faults", share=0.1, manner="thorough"), wait(60)]),
        ("lesson_alarm", "报警课学员", ["Follows the lesson on the alarm and 119."], [NOTICED, do("shout"), *alarm(SCHOOL), do("phone", facts=facts(SCHOOL)), wait(20)]),
        ("lesson_evacuation", "疏散课学员", ["Follows the lesson on getting out."], [
            NOTICED, do("shout"), *alarm(SCHOOL), walk(at=SCHOOL["outside"]), walk(at=SCHOOL["assembly"]), wait(20)]),
    ],
    "supermarket": list(with_waters(SCENARIOS["supermarket"], "ext_main", ([3, 7], "fridge_w_1"), ([3, 7], "fridge_w_1"), ([6.3, 33.3], "fryer"))),
    "rental_block": [
        takes_lift(SCENARIOS["rental_block"], "lift_f1"),
        *with_waters(SCENARIOS["rental_block"], "ext_f1_w", ([16, 3.9], "tv_landlord"), ([16, 3.9], "tv_landlord"), ([7.7, 2.8], "pan_shop"))],
}


def main():
    for name, s in SCENARIOS.items():
        for id, title, head, actions in [*trainees(s), *EXTRA.get(name, [])]:
            write_trainee(ROOT / "scenarios" / name / "trainees" / f"{id}.json", head, title, actions)


if __name__ == "__main__":
    main()
