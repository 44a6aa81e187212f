#!/usr/bin/env python3
"""Writes the default rubrics of places (assets/rubrics) from one list: the same 30 or so lines everywhere, with the
limits that differ from place to place. The split of the 100 points is our own design (extinguisher steps after the
four-step drill, alarm, evacuation, exits, faults); rules are named with their confidence as in assets/faults.json."""
import json

from parts import ROOT

FIGHTERS = ["staff", "teacher", "manager", "tenant", "landlord", "inspector", "duty"]
PLACES = {
    "school": dict(zh="学校", en="School", call_s=60, shout_s=60, call_119_s=180, out_s=180, take_s=90, share=0.8,
                   out_basis=dict(standard="教基一厅[2014]2号", clause="", edition="2014", in_force="", confidence="A"),
                   out_reason=("四层以下学校演练一般要求2分钟左右,小学3分钟", "School drills of up to four storeys aim at about two minutes, primary schools three")),
    "supermarket": dict(zh="商场、超市", en="Shop or supermarket", call_s=45, shout_s=60, call_119_s=180, out_s=240, take_s=60, share=0.6,
                        out_basis=dict(standard="消防法", clause="44", edition="2021", in_force="2021-04-29", confidence="A"),
                        out_reason=("人员密集场所的员工有义务组织、引导在场人员疏散", "Staff of crowded places have the duty to lead people out")),
    "rental_block": dict(zh="出租房", en="Rental block", call_s=30, shout_s=45, call_119_s=180, out_s=300, take_s=60, share=0.4,
                         out_basis=dict(standard="消防法", clause="44", edition="2021", in_force="2021-04-29", confidence="A"),
                         out_reason=("住户多在睡觉,叫醒和撤离都要时间", "Residents are asleep: waking and leaving take time")),
}
LAW_44 = dict(standard="消防法", clause="44", edition="2021", in_force="2021-04-29", confidence="A")
LAW_5 = dict(standard="消防法", clause="5", edition="2021", in_force="2021-04-29", confidence="B")
LAW_28 = dict(standard="消防法", clause="28", edition="2021", in_force="2021-04-29", confidence="A")
LAW_16 = dict(standard="消防法", clause="16(1)", edition="2021", in_force="2021-04-29", confidence="A")
GB50444 = dict(standard="GB 50444", clause="5.2", edition="2008", in_force="2008-11-01", confidence="A")
RULE_31 = dict(standard="公安部令第61号", clause="31", edition="2001", in_force="2002-05-01", confidence="A")
OWN = dict(standard="", clause="", edition="", in_force="", confidence="C")


# What makes ready what one has in hand, before it is pressed or laid: per kind the event, and how the line says it.
READY = {
    "extinguisher": ("extinguisher.pin_pulled", "压把前拔出保险销", "Pull the pin before pressing"),
    "hose_reel": ("reel.opened", "软管卷盘:先开阀门", "hose reel: open its valve"),
    "fire_blanket": ("blanket.pulled", "灭火毯:双手拉住拉带从袋中抽出", "fire blanket: pull it from its pouch by both tabs"),
}
# A blanket is used at arm's length and covers all of it.
LAID = dict(event="blanket.laid")


def ready_text(language):
    first, *others = (kind[language] for kind in READY.values())
    return f"{first}({';'.join(others)})" if language == 1 else f"{first} ({'; '.join(others)})"


def items(p):
    lines = []

    def add(id, skill, points, text, reason, basis=OWN, **more):
        row = dict(id=id, skill=skill, text=dict(zh=text[0], en=text[1]), reason=dict(zh=reason[0], en=reason[1]), points=points)
        row.update(more)
        if any(basis[key] for key in ("standard", "clause")):
            row["basis"] = {key: value for key, value in basis.items() if value}
        lines.append(row)

    ignited = dict(of_event="item.ignited")
    over = [dict(event="drill.finished"), dict(event="drill.timed_out")]
    # ---- exits and faults
    add("ex_verdicts", "exit_check", 10, ("对每个出口作出正确判定", "Judge every exit rightly"), ("火灾时没有人再去试门", "In a fire nobody tries doors one by one"), LAW_28,
        event="exit.verdict_right", share_of="checks")
    add("ex_push", "exit_check", 2, ("推一推门再下结论", "Push a door before judging it"), ("看着开的门可能锁着,看着锁的门可能一推就开", "A door that looks open may be locked, one that looks locked may give"),
        event="door.pushed")
    add("ex_tools", "exit_check", 2, ("用尺量净宽或松手看防火门能否自闭", "Measure a width, or let a fire door go and see whether it closes"),
        ("宽度和闭门器靠看看不出来", "Width and closer cannot be seen by looking"), any_of=[dict(event="door.measured"), dict(event="door.tested_return")])
    add("fa_found", "fault_spotting", 10, ("找出隐患", "Find the faults"), ("漏掉的隐患会在火灾里起作用", "What is missed acts in the fire"), LAW_16,
        event="fault.marked_right", share_of="faults", full_share=p["share"])
    add("fa_grade", "fault_spotting", 3, ("隐患定级正确", "Grade the faults rightly"), ("重大隐患要马上处理并上报", "Major faults are acted on and reported at once"),
        event="fault.grade_right", share_of="faults", full_share=p["share"])
    add("fa_measure", "fault_spotting", 3, ("整改措施选得对", "Choose the right measures"), ("能当场改的不拖,不能当场改的定期限", "What can be mended on the spot is; the rest gets a term"), RULE_31,
        event="fault.measure_right", share_of="faults", full_share=p["share"])
    add("fa_photo", "fault_spotting", 2, ("拍照留证", "Take a photo for the record"), ("没有照片说不清现场情况", "Without a photo the place cannot be shown"), event="photo.taken")
    # ---- alarm
    add("al_shout", "alarm", 3, (f"起火后{p['shout_s']}秒内大声呼喊示警", f"Shout a warning within {p['shout_s']} s of ignition"), ("附近的人最先受到威胁", "Those nearby are in danger first"), LAW_44,
        event="trainee.shouted", within_s=p["shout_s"], **ignited)
    add("al_call_point", "alarm", 6, (f"起火后{p['call_s']}秒内按下手动报警按钮", f"Press a call point within {p['call_s']} s of ignition"), ("先报警,所有人才有时间撤离", "Alarm first: it gives everybody time to leave"), LAW_44,
        any_of=[dict(event="alarm.call_point", within_s=p["call_s"], **ignited), dict(event="alarm.call_point", within_s=30, of_event="trainee.noticed")])
    add("al_119", "alarm", 4, ("起火后3分钟内拨打119", "Call 119 within three minutes of ignition"), ("消防队到场需要时间,火灭了也要报告", "The brigade needs time; report even a fire that is out"), LAW_44,
        event="trainee.called_119", within_s=p["call_119_s"], **ignited)
    add("al_119_facts", "alarm", 3, ("说清地点、燃烧物、被困人员、姓名和电话", "Say place, what burns, who is trapped, name and phone"), ("说不清地点,消防车到不了", "Without the place no engine arrives"),
        event="trainee.called_119", value_at_least=5, after_event="item.ignited")
    add("al_held_on", "alarm", 2, ("等接警员问完再挂电话", "Hang up only when the operator has all he needs"), ("先挂电话,漏掉的事就没人再问了", "What was left out nobody can ask again"),
        all_of=[dict(event="trainee.called_119", after_event="item.ignited")], none_of=[dict(event="trainee.hung_up_early")])
    # ---- extinguisher
    fight = dict(roles=FIGHTERS)
    add("ev_decide", "evacuation", 2, ("作出扑救或撤离的决定", "Decide to fight or to leave"), ("难的不是灭火器,是决定用不用它", "The hard part is not the extinguisher but whether to use it"),
        any_of=[dict(event="trainee.fight_decided", after_event="item.ignited"), dict(event="trainee.leave_decided", after_event="item.ignited")])
    add("ext_take", "extinguisher", 2, (f"起火后{p['take_s']}秒内取得灭火器", f"Have an extinguisher in hand within {p['take_s']} s of ignition"), ("初起火灾只有一两分钟", "A small fire stays small for a minute or two"),
        event="extinguisher.taken", within_s=p["take_s"], **ignited, **fight)
    add("ext_checks", "extinguisher", 3, ("使用前查看压力表、铅封和日期", "Look at gauge, seal and date before use"), ("指针在红区的灭火器喷不出来", "An extinguisher in the red does not discharge"), GB50444,
        event="extinguisher.inspected", before_event="extinguisher.pressed", **fight)
    add("ext_shut", "extinguisher", 2, ("切断起火处的电源或燃气", "Cut the power or the gas where it burns"), ("不断电不能用水,不关气火灭了会爆燃", "No water on live wires; unburnt gas explodes"),
        any_of=[dict(event="power.cut", value_at_least=1), dict(event="gas.shut", value_at_least=1)], **fight)
    add("ext_pin", "extinguisher", 2, (ready_text(1), ready_text(2)), ("不拔销压不下手柄,不开阀没有水,不抽出盖不了火", "The handle cannot be pressed with the pin in; no water comes with the valve shut; a folded blanket covers nothing"),
        any_of=[dict(event=event, before_event="extinguisher.pressed") for event, _, _ in READY.values()], **fight)
    add("ext_agent", "extinguisher", 4, ("灭火剂适合起火物", "The agent suits what burns"), ("用错灭火剂灭不了火,还可能伤人", "The wrong agent does not put it out and may hurt"),
        all_of=[dict(event="extinguisher.pressed", **{"after_event": "item.ignited"})], none_of=[dict(event="extinguisher.wrong_agent"), dict(event="extinguisher.dangerous_agent")], **fight)
    add("ext_distance", "extinguisher", 2, ("距火1.5至4米喷射(灭火毯:伸臂盖上)", "Discharge from 1.5 to 4 m (fire blanket: laid at arm's length)"), ("太近吹散火焰,太远够不着", "Too near scatters the fire, too far does not reach"),
        event="extinguisher.distance", value_at_least=1.5, value_at_most=4.0, any_of=[LAID], **fight)
    add("ext_behind", "extinguisher", 3, ("退路在身后", "Keep the way out behind you"), ("扑救失败时能马上撤离", "So that you can leave if it fails"),
        event="extinguisher.exit_behind", value_at_least=1, **fight)
    add("ext_wind", "extinguisher", 1, ("站在上风方向", "Stand upwind"), ("烟和药剂不会吹到自己", "Neither smoke nor agent blows back"), event="extinguisher.aimed_wind", value_at_least=1, **fight)
    add("ext_base", "extinguisher", 5, ("对准火焰根部(命中率50%以上;灭火毯:盖住整个火源)", "Aim at the base (50 % on target; fire blanket: lay it over the fire)"), ("打火苗没有用,要打根部", "Flames come back unless the base is hit"),
        event="extinguisher.base_hit", value_at_least=0.5, any_of=[LAID], **fight)
    add("ext_sweep", "extinguisher", 2, ("左右扫射,覆盖火焰根部", "Sweep across the whole base"), ("只打一点,旁边还在烧", "One spot is out, the rest burns on"),
        event="extinguisher.sweep", value_at_least=0.6, any_of=[LAID], **fight)
    add("ext_knock_down", "extinguisher", 2, ("20秒内压住火焰", "Knock the flames down within 20 s"), ("一具灭火器只喷十几秒", "An extinguisher lasts little longer"),
        event="extinguisher.knock_down", value_at_most=20, **fight)
    add("ext_watch", "extinguisher", 2, ("观察是否复燃,打不灭就面向火退出", "Watch for flames that come back, or back out facing the fire"), ("余火会复燃,背对火看不到", "Embers light again, and behind your back you do not see it"),
        any_of=[dict(event="extinguisher.watched", value_at_least=5), dict(event="extinguisher.reattacked"), dict(event="extinguisher.withdrawn", value_at_least=0.5)], **fight)
    # ---- evacuation
    add("ev_lead", "evacuation", 3, ("招呼、带领或搀扶他人撤离", "Order, lead or help others out"), ("不熟悉的人会原路返回或等着看", "Strangers go back the way they came, or wait and see"), LAW_44,
        any_of=[dict(event="trainee.ordered", value_at_least=1), dict(event="trainee.led"), dict(event="trainee.dragging")])
    add("ev_close", "evacuation", 2, ("离开时随手关门", "Shut doors when leaving"), ("关上的门能把烟挡住几分钟", "A shut door holds the smoke back for minutes"), event="door.closed", after_event="item.ignited")
    add("ev_smoke", "evacuation", 2, ("没有直立走进浓烟就撤了出来", "Get out without walking upright into smoke"), ("烟层下面才有能吸的空气", "Only below the smoke there is air to breathe"),
        all_of=[dict(event="trainee.left_building", after_event="item.ignited")], none_of=[dict(event="trainee.entered_smoke", detail="upright")])
    add("ev_left", "evacuation", 2, ("撤出建筑", "Leave the building"), ("事情做完不要逗留", "When all is done nobody stays inside"), event="trainee.left_building", after_event="item.ignited")
    add("ev_assembly", "evacuation", 2, ("到达集合点", "Reach the assembly point"), ("集合才能清点人数", "Only there can heads be counted"), event="trainee.at_assembly", after_event="item.ignited")
    add("ev_report", "evacuation", 1, ("报告人数", "Report the head count"), ("消防员要知道还有没有人在里面", "The brigade must know whether anyone is inside"), event="trainee.reported", after_event="item.ignited")
    add("ev_report_right", "evacuation", 2, ("报告的人数正确", "The head count is right"), ("报错人数,消防员会白白冒险", "A wrong count sends firefighters in for nothing"), event="report.right", after_event="item.ignited")
    add("ev_all_out", "evacuation", 4, (f"报警后{p['out_s']}秒内全部撤出", f"Everybody out within {p['out_s']} s of the alarm"), p["out_reason"], p["out_basis"],
        event="occupants.all_out", within_s=p["out_s"], of_event="alarm.raised")
    # ---- what is lost
    add("x_with_pin", "extinguisher", -1, ("未拔销就压把", "Pressed with the pin in"), ("耽误时间", "It costs time"), event="extinguisher.pressed_with_pin", times=2)
    add("x_empty", "extinguisher", -2, ("拿了失压的灭火器去灭火", "Took a dead extinguisher to the fire"), ("用之前看一眼压力表", "One look at the gauge would have told"), event="extinguisher.empty", value_at_most=0, before_event="extinguisher.distance")
    add("x_burned", "extinguisher", -3, ("被烧伤", "Burnt"), ("站得太近", "Too near"), any_of=[dict(event="trainee.burned"), dict(event="trainee.shocked")])
    add("x_false", "fault_spotting", -2, ("误报隐患", "False finding"), ("没有核实就下结论", "Judged without checking"), event="fault.false_alarm", times=3)
    add("x_marked_wrong", "fault_spotting", -1, ("隐患说错了", "The wrong name for a fault"), ("说不准就改不准", "What is not named rightly is not mended rightly"), event="fault.marked_wrong", times=3)
    add("x_fault_unconfirmed", "fault_spotting", -1, ("没有确认事实就报隐患", "Named a fault without establishing the fact"), ("先推、看、按、量,再下结论", "Push, look, press or measure first"), event="fault.unconfirmed", times=3)
    add("x_verdict_wrong", "exit_check", -2, ("出口判断错误", "Wrong verdict on an exit"), ("要推一推、看一看再下结论", "Push and look before judging"), event="exit.verdict_wrong", times=3)
    add("x_exit_unconfirmed", "exit_check", -1, ("没到跟前就给出口下结论", "Judged an exit from afar"), ("远处看不出门锁没锁", "From afar no lock is seen"), event="exit.unconfirmed", times=3)
    add("x_down", "evacuation", -3, ("有人中毒倒下", "Somebody is overcome"), ("报警和疏散晚了", "Alarm and evacuation came too late"), event="occupant.incapacitated", times=4)
    # ---- what fails
    add("c_lift", "evacuation", 0, ("火灾时乘坐电梯", "Used the lift in a fire"), ("停电就被困,电梯井会灌烟", "Power fails and you are trapped; the shaft fills with smoke"), event="trainee.used_lift", critical=True, ends_drill=True)
    add("c_hot_door", "evacuation", 0, ("打开发烫的门", "Opened a hot door"), ("门后就是火,开门火就出来", "The fire is behind it and comes out"), event="trainee.opened_hot_door", critical=True, ends_drill=True)
    add("c_went_back", "evacuation", 0, ("撤出后又返回", "Went back inside"), ("不少人死在返回取物的路上", "Many die going back for things"), event="trainee.went_back", critical=True, ends_drill=True)
    add("c_water_on_live", "extinguisher", 0, ("用水扑救带电设备", "Water on live electricity"), ("水柱导电,会触电", "The jet conducts: a shock"), event="extinguisher.water_on_live", critical=True, ends_drill=True)
    add("c_water_on_oil", "extinguisher", 0, ("向油火泼水", "Water on burning oil"), ("水沉到油下瞬间汽化,火球扑面", "It boils under the oil and throws it as a fireball"), event="item.oil_thrown", critical=True, ends_drill=True)
    add("c_dangerous", "extinguisher", 0, ("用了会造成危险的灭火剂", "An agent that is dangerous on this fire"), ("会伤到自己和别人", "It hurts you and others"), event="extinguisher.dangerous_agent", critical=True, ends_drill=True)
    add("c_past_limit", "evacuation", 0, ("火焰高过人或烟里看不清还不撤", "Stayed although flames were over head height or sight was gone"), ("再不走就走不掉了", "Soon there is no way out"), event="trainee.stayed_past_limit", critical=True)
    add("c_no_alarm", "alarm", 0, ("自始至终没有报警", "Raised no alarm at all"), ("没有人知道着火了", "Nobody knew of the fire"), LAW_44, all_of=[dict(event="item.ignited"), dict(event="trainee.noticed")],
        any_of=over + [dict(event="trainee.incapacitated")],
        none_of=[dict(event="alarm.call_point"), dict(event="trainee.called_119"), dict(event="trainee.shouted", after_event="item.ignited")], critical=True)
    add("c_pupil_fights", "extinguisher", 0, ("学生去灭火", "A pupil fights the fire"), ("未成年人只报警、逃生,不灭火", "Minors give the alarm and get out; they do not fight fires"), LAW_5,
        event="extinguisher.pressed", after_event="item.ignited", roles=["pupil"], critical=True, ends_drill=True)
    add("c_self", "evacuation", 0, ("自己中毒或受伤倒下", "Overcome yourself"), ("浓烟中没有及时撤离", "Stayed too long"), event="trainee.incapacitated", critical=True)
    # In the order in which they are due once something burns; hints follow it.
    due = ["alarm", "extinguisher", "evacuation", "exit_check", "fault_spotting"]
    earned = sorted((line for line in lines if line["points"] > 0), key=lambda line: due.index("alarm" if line["id"] == "ev_decide" else line["skill"]))
    return earned + [line for line in lines if line["points"] <= 0]


def main():
    folder = ROOT / "assets" / "rubrics"
    folder.mkdir(exist_ok=True)
    for id, place in PLACES.items():
        lines = items(place)
        weights = {}
        for line in lines:
            if line["points"] > 0:
                weights[line["skill"]] = weights.get(line["skill"], 0) + line["points"]
        assert sum(weights.values()) == 100, weights
        rows = ",\n".join("    " + json.dumps(line, ensure_ascii=False) for line in lines)
        skills = ",\n".join("    " + json.dumps(dict(skill=skill, weight=weight)) for skill, weight in weights.items())
        name = json.dumps(dict(zh=place["zh"], en=place["en"]), ensure_ascii=False)
        (folder / f"{id}.json").write_text(
            "// Default rubric of a place, written by tools/scenarios/rubrics.py. Scenarios name it as rubric_base and change,\n"
            "// drop or add items by id. Items in the order in which they are due: hints follow it.\n"
            f'{{\n  "id": "{id}",\n  "name": {name},\n  "version": "1.0",\n  "pass_mark": 70,\n  "skills": [\n{skills}\n  ],\n  "items": [\n{rows}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
