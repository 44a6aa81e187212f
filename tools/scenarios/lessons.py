#!/usr/bin/env python3
"""Writes the guided lessons (assets/lessons): one per skill, step by step with the reason. They hold in every
scenario: what a step points at is a kind of thing, the nearest is meant. Each is under five minutes."""
import json

from parts import ROOT


def step(id, text, reason, event=None, point_to="", seconds=None, **conditions):
    row = dict(id=id, text=dict(zh=text[0], en=text[1]), reason=dict(zh=reason[0], en=reason[1]))
    if event:
        row["done"] = dict(event=event, **conditions)
    if seconds:
        row["seconds"] = seconds
    if point_to:
        row["point_to"] = point_to
    return row


LESSONS = {
    "extinguisher": dict(
        name=("灭火器:提、拔、握、压", "The extinguisher: lift, pull, grip, press"), ignite=50,
        steps=[
            step("meet", ("跟着黄色标记走到灭火器前,看压力表、铅封和日期(F 细看)", "Follow the yellow mark to the extinguisher; look at gauge, seal and date (F)"),
                 ("指针在绿区才喷得出来,红区的不能用", "Only in the green does it discharge; in the red it is dead"), "extinguisher.inspected", "extinguisher"),
            step("take", ("提:对准绿区的灭火器,取下(E)", "Lift: take down one that is in the green (E)"), ("提起来晃一晃,干粉才松散", "Lifting it shakes the powder loose"), "extinguisher.taken", "extinguisher"),
            step("pin", ("拔:拔掉保险销(R)", "Pull: pull out the pin (R)"), ("不拔销,手柄压不下去", "With the pin in the handle does not move"), "extinguisher.pin_pulled"),
            step("see_fire", ("等火情出现:闻、看、听", "Wait for the fire: smell, look, listen"), ("先弄清什么在烧、退路在哪里", "First see what burns and where your way out is"), "item.ignited"),
            step("near", ("走到离火2至3米处,让退路在身后、风从身后来", "Go to 2 or 3 m from the fire, your way out and the wind behind you"), ("太近烤人,太远够不着;打不灭要能走", "Too near burns you, too far does not reach; if it fails you must get away"),
                 "extinguisher.distance", "fire", value_at_least=1.0, value_at_most=4.5),
            step("base", ("握、压:握紧喷管,对准火焰根部按住左键,左右扫射", "Grip and press: aim at the base, hold the left mouse button, sweep from side to side"), ("打火苗没有用,近一半学员就错在这里", "Flames come back; half of all trainees fail right here"),
                 "extinguisher.base_hit", "fire", value_at_least=0.3),
            step("watch", ("松手,后退两步,看着火场等几秒", "Let go, step back, and watch for a few seconds"), ("余火会复燃;打不灭就面向火退出去,关上门", "Embers light again; if it is not out, back out facing it and shut the door"), seconds=8),
        ]),
    "exit_check": dict(
        name=("安全出口检查", "Checking an exit"), with_fire=False, with_crowd=False,
        steps=[
            step("go", ("走到标记的出口前,看门:有没有锁链、堆物、标志亮不亮(F)", "Go to the marked exit and look: chain, goods in front, sign lit? (F)"), ("火灾时只剩下这扇门", "In a fire this door is all there is"), "door.inspected", "exit"),
            step("push", ("推一推门(Q)", "Push the door (Q)"), ("看着开的可能锁着,看着锁的可能一推就开", "What looks open may be locked, what looks locked may give"), "door.pushed", "exit"),
            step("measure", ("用尺量门的净宽(B)", "Measure the clear width (B)"), ("出口净宽不应小于0.80米", "An exit is at least 0.80 m wide"), "door.measured", "exit"),
            step("verdict", ("给这个出口下结论(V)", "Give your verdict on this exit (V)"), ("推过、看过、量过,再判断", "Pushed, looked and measured: now judge"), "exit.verdict_right", "exit"),
            step("light", ("找到应急灯,按测试钮(E)", "Find an emergency light and press its test button (E)"), ("停电后只有它照路", "When the power fails it alone lights the way"), "light.tested", "emergency_light"),
        ]),
    "fault_spotting": dict(
        name=("找隐患", "Finding faults"), with_fire=False, with_crowd=False,
        steps=[
            step("go", ("走到标记处,细看那里有什么不对(F)", "Go to the mark and look closely at what is wrong there (F)"), ("先把事实弄清,再说是不是隐患", "First the fact, then whether it is a fault"), seconds=20, point_to="fault"),
            step("confirm", ("确认事实:门要推(Q),按钮要按(E),宽度要量(B),表和日期要看(F)", "Establish the fact: push a door (Q), press a button (E), measure (B), read gauge and date (F)"),
                 ("猜对的不算,瞎报要扣分", "A lucky guess does not count, a false alarm costs points"), seconds=8, point_to="fault"),
            step("mark", ("对准它,记录隐患(Tab),从清单里选", "Aim at it and record the fault (Tab), choosing from the list"), ("说得准,才改得准", "What is named rightly is mended rightly"), "fault.marked_right", "fault"),
            step("rest", ("记住:有的东西看着不对,其实没问题", "Remember: some things look wrong and are not"), ("带推杆的门从外面锁住是合格的", "A door with a panic bar may be locked from outside"), seconds=8),
        ]),
    "alarm": dict(
        name=("报警与119", "The alarm and 119"), with_crowd=False, ignite=8,
        steps=[
            step("notice", ("留意:烟味、烟、火光、警铃", "Notice: smell, smoke, light, bells"), ("早发现一分钟,多走一分钟", "A minute sooner seen is a minute more to leave"), "item.ignited"),
            step("shout", ("大声喊“着火了”(T)", "Shout \"Fire!\" (T)"), ("附近的人最先受到威胁", "Those nearby are in danger first"), "trainee.shouted"),
            step("call_point", ("跑到手动报警按钮,按下(E)", "Run to the call point and press it (E)"), ("全楼才会听到", "Only then the whole building hears"), "alarm.call_point", "call_point"),
            step("phone", ("打119(P):说清地点、什么在烧、有没有人被困、姓名和电话,等对方问完再挂", "Call 119 (P): place, what burns, who is trapped, name and phone; hang up last"),
                 ("说不清地点,消防车到不了", "Without the place no engine arrives"), "trainee.called_119", value_at_least=4),
        ]),
    "evacuation": dict(
        name=("疏散与决定", "Getting out, and deciding"), ignite=8,
        steps=[
            step("notice", ("留意火情,判断:火小、有退路才扑救,否则撤离", "Notice the fire and decide: fight only if it is small and your way is free, else leave"), ("火高过人、烟封住路,就必须走", "Flames over head height or smoke in your way: leave"), "item.ignited"),
            step("warn", ("招呼身边的人:大声喊(T)", "Call those around you: shout (T)"), ("多数人在等别人先动", "Most people wait for somebody to start"), "trainee.shouted"),
            step("alarm", ("按下手动报警按钮(E)", "Press a call point (E)"), ("让全楼都知道", "So that the whole building knows"), "alarm.call_point", "call_point"),
            step("out", ("走最近的安全出口出去,不乘电梯,烟里弯腰走(C)", "Leave by the nearest exit, never by lift, crouching in smoke (C)"), ("烟往上走,低处还有空气", "Smoke rises; the air is below"), "trainee.left_building", "exit"),
            step("assembly", ("走到集合点", "Go to the assembly point"), ("集合才能清点人数", "Only there can heads be counted"), "trainee.at_assembly", "assembly_point"),
            step("stay", ("不要返回取东西", "Do not go back for things"), ("不少人死在返回的路上", "Many die going back"), seconds=5),
        ]),
}


def main():
    folder = ROOT / "assets" / "lessons"
    folder.mkdir(exist_ok=True)
    for id, lesson in LESSONS.items():
        head = dict(id=id, skill=id, name=dict(zh=lesson["name"][0], en=lesson["name"][1]))
        head.update({key: lesson[key] for key in ("with_fire", "with_crowd", "ignite") if key in lesson})
        lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
        steps = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in lesson["steps"])
        (folder / f"{id}.json").write_text("// A guided lesson, written by tools/scenarios/lessons.py.\n{\n" + ",\n".join(lines) + f',\n  "steps": [\n{steps}\n  ]\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
