#!/usr/bin/env python3
"""What hands do more rarely, in the window under Xvfb by real events: the hose reel from its valve to its jet, the
hydrant tried, the fire blanket laid and lifted, somebody who has fallen dragged out, the button of a lift. Each act must
stand in the record and be seen. With a folder as argument the screenshots are kept there, prompts in both languages."""
import json
import math
import pathlib
import re
import sqlite3
import sys
import time

from program import ROOT, Claims, run, scratch
from screen import Screen, difference, wait_until

EYE_M = 1.6
SCENE = (100, 150, 1180, 560)
HAND = (560, 320, 1240, 720)  # where what is held is drawn
PROMPT = (400, 380, 880, 500)  # under the crosshair
KEYS = (0, 676, 510, 712)  # the line that names them
claims = Claims()


def scenario(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.M))


# What is scored is not this test's business.
RUBRIC = [{"id": "r_shout", "skill": "alarm", "text": {"zh": "呼喊", "en": "Shout"}, "reason": {"zh": "测试", "en": "for the test"}, "points": 10,
           "event": "trainee.shouted"}]


def two_rooms(start, heading=0.0):
    """The two rooms without people, fire or alarm of their own; the trainee stands in the hall."""
    plain = scenario("tests/data/scenarios/two_rooms.json")
    plain["occupants"], plain["plans"] = [], []
    plain["furnishings"] = [f for f in plain["furnishings"] if f["id"] == "desks"]
    plain["drill"].update(injects=[], duration=900, tasks=[], checks=[], rubric=RUBRIC)
    plain["drill"]["start"].update(at=list(start), heading=heading)
    return plain


def fixture(kind, id, at, z, facing, **more):
    return {"id": id, "kind": kind, "storey": "g", "at": list(at), "z": z, "facing": facing, **more}


class Visit:
    """One window with one scenario: keys, and what the record says meanwhile."""

    def __init__(self, name, plan, *options):
        self.name, self.number = name, 0
        file = folder / f"{name}.json"
        file.write_text(json.dumps(plan, ensure_ascii=False))
        self.database = folder / f"{name}.db"
        start = plan["drill"]["start"]
        self.screen = Screen(folder, kept)
        self.screen.open("drill", file, "--lang", "en", "--cell", "0.4", "--seed", "3", "--threads", "1", "--db", self.database,
                         *options, yaw=float(start["heading"]))
        self.at = tuple(start["at"])
        checked = run("check", file, "--lang", "en")
        claims.that(checked.returncode == 0, f"{name}: the scenario is fit for use", checked.stdout + checked.stderr)
        # Loaded, and the briefing stands: what comes before must not be taken for its end.
        wait_until(self.loaded, 60)
        time.sleep(3)
        self.settle()
        self.changes("a key begins the drill", lambda: self.screen.key("space"), (300, 200, 980, 500), 5, 60)

    def query(self, sql):
        with sqlite3.connect(self.database) as records:
            return records.execute(sql).fetchall()

    def loaded(self):
        try:
            return self.database.exists() and len(self.query("SELECT id FROM drill")) == 1
        except sqlite3.OperationalError:  # it is just being made
            return False

    def count(self, event):
        return self.query(f"SELECT count(*) FROM event WHERE name = '{event}'")[0][0]

    def told(self):
        return self.query("SELECT time_s, name, target, detail, value FROM event ORDER BY number DESC LIMIT 8")

    def feet(self):
        """Where the trainee stood at the last way point of the record."""
        track = self.query("SELECT x, y FROM track ORDER BY id DESC LIMIT 1")
        return tuple(track[0]) if track else self.at

    def shot(self, what):
        self.number += 1
        return self.screen.shot(f"{self.name}_{self.number:02d}_{re.sub(r'[^a-z0-9]+', '_', what.lower())[:40]}")

    def does(self, name, what, act, seconds=40):
        before = self.count(name)
        act()
        claims.that(wait_until(lambda: self.count(name) > before, seconds), f"{what} ({name})", self.told())

    def happens(self, name, what, seconds=40):
        claims.that(wait_until(lambda: self.count(name) > 0, seconds), f"{what} ({name})", self.told())

    def changes(self, what, act, box=SCENE, by=3.0, seconds=30):
        before = self.screen.shot("before")
        act()
        seen = wait_until(lambda: difference(before, self.screen.shot("now"), box) > by, seconds)
        claims.that(seen, what, difference(before, self.shot(what), box))

    def same(self, what, before, box, most=3.0):
        claims.that(difference(before, self.shot(what), box) < most, what, difference(before, self.shot(what), box))

    def look(self, point, eye_m=EYE_M):
        self.screen.look_at((*self.feet(), eye_m), point)
        self.settle()

    def settle(self):
        """Until the picture stands still: a slow machine turns the head later."""
        time.sleep(2.5)
        last = self.screen.shot("now")
        for _ in range(8):
            time.sleep(0.7)
            now = self.screen.shot("now")
            if difference(last, now, SCENE) < 0.3:
                return
            last = now

    def walk(self, to, within=0.25, seconds=60):
        """W held in short spells, looking where to go, until the record's way points are there."""
        end = time.time() + seconds
        while time.time() < end:
            x, y = self.feet()
            left = math.hypot(to[0] - x, to[1] - y)
            if left < within:
                return True
            self.screen.look_at((x, y, EYE_M), (*to, EYE_M))
            self.screen.hold("w", min(1.5, max(0.1, 0.5 * left / self.pace_m_s)))
            time.sleep(1.2)  # the record is written once a second
        return False

    pace_m_s = 1.4

    def in_both_languages(self, what):
        english = self.shot(what)

        def switches():
            before = self.screen.shot("now")
            self.screen.key("l")
            return wait_until(lambda: difference(before, self.screen.shot("now"), KEYS) > 2, 15)
        chinese = switches()
        claims.that(chinese and difference(english, self.shot(what + "_zh"), PROMPT) > 0.3, f"{what}: the prompt is in Chinese too")
        claims.that(switches(), f"{what}: and in English again")

    def close(self):
        claims.that(self.screen.program.poll() is None, f"{self.name}: the program still runs", self.screen.errors())
        self.screen.close()


def hose_reel():
    plan = two_rooms((6.2, 3.3), 90)
    plan["fixtures"] = [fixture("hose_reel", "reel", (5.17, 3.8), 1.1, 0, name={"zh": "软管卷盘", "en": "Hose reel"}),
                        fixture("hydrant_cabinet", "hydrant", (6.4, 4.78), 1.1, 270)]
    plan["furnishings"].append({"id": "waste_basket", "item": "basket", "storey": "g", "at": [8.4, 1.2], "ignite": 60})
    visit = Visit("reel", plan)
    try:
        screen = visit.screen
        visit.look((6.4, 4.78, 1.1))
        visit.in_both_languages("hydrant prompt")
        visit.does("fixture.pressed", "E tries the hydrant", lambda: screen.key("e"))
        visit.shot("hydrant tried")
        visit.look((5.17, 3.8, 1.1))
        visit.in_both_languages("reel prompt")
        visit.does("extinguisher.taken", "E takes the nozzle", lambda: visit.changes("the nozzle is seen in hand", lambda: screen.key("e"), HAND, 2))
        visit.happens("extinguisher.lifted", "it comes off the reel")
        visit.in_both_languages("valve prompt")
        visit.does("reel.pressed_shut", "with the valve shut no water comes", lambda: screen.squeeze(0.5))
        claims.that(visit.count("extinguisher.pressed") == 0, "and nothing is discharged", visit.told())
        visit.does("reel.opened", "R opens the valve", lambda: screen.key("r"))
        visit.shot("valve open")
        # The fire is across the hall.
        visit.look((8.4, 1.2, 0.3))
        claims.that(wait_until(lambda: visit.count("item.ignited") == 1, 120), "a basket burns")
        visit.shot("before the jet")
        visit.changes("water is seen on its way", lambda: screen._do("mousedown", "1"), (500, 250, 780, 560), 3)
        claims.that(wait_until(lambda: visit.count("item.extinguished") == 1, 90), "the water puts it out", visit.told())
        screen._do("mouseup", "1")
        time.sleep(0.5)
        visit.happens("extinguisher.base_hit", "where it landed is judged")
        # Back from it, the hose lies on the floor and the reel stands open.
        claims.that(visit.walk((7.6, 2.0)), "W walks with the hose", visit.feet())
        visit.changes("the hose is seen on the floor", lambda: visit.look((6.0, 3.4, 0.2)))
        held = visit.shot("hose on the floor")
        visit.does("extinguisher.dropped", "G puts the nozzle down", lambda: screen.key("g"))
        claims.that(wait_until(lambda: difference(held, screen.shot("now"), HAND) > 2, 15), "and the hand is empty")
        visit.shot("nozzle put down")
    finally:
        visit.close()


def fire_blanket():
    plan = two_rooms((6.4, 3.6), 60)
    plan["items"] = [item for item in plan["items"] if item["id"] in ("desk", "basket")]
    plan["furnishings"] += [{"id": "stove", "item": "stove", "storey": "g", "at": [8.5, 3.6], "rotation": 270},
                            {"id": "pan", "item": "oil_pan", "storey": "g", "at": [8.45, 3.6], "z": 0.85, "ignite": 45}]
    plan["fixtures"] = [fixture("fire_blanket", "blanket", (6.9, 4.84), 1.3, 270)]
    visit = Visit("blanket", plan)
    try:
        screen = visit.screen
        visit.look((6.9, 4.84, 1.3))
        visit.in_both_languages("blanket prompt")
        visit.does("extinguisher.taken", "E takes the blanket", lambda: visit.changes("it is seen in its pouch, a hand at each tab", lambda: screen.key("e"), HAND, 4))
        visit.in_both_languages("blanket in its pouch")
        screen.squeeze(0.5)
        visit.does("blanket.pulled", "R pulls it out by both tabs", lambda: visit.changes("it is seen held up by both hands", lambda: screen.key("r"), HAND, 8))
        visit.in_both_languages("blanket in hand")
        visit.look((8.45, 3.6, 1.0))
        claims.that(wait_until(lambda: visit.count("item.ignited") == 1, 120), "the oil burns")
        visit.shot("pan burns")
        screen.squeeze(0.5)
        time.sleep(1)
        claims.that(visit.count("blanket.laid") == 0, "from across the room it cannot be laid", visit.told())
        visit.shot("out of reach")
        claims.that(visit.walk((7.5, 3.6), 0.3), "W walks to the stove", visit.feet())
        visit.look((8.45, 3.6, 1.0))
        burning = visit.shot("at the stove")
        visit.does("blanket.laid", "the left button lays it over the pan", lambda: screen.squeeze(0.5))
        visit.happens("item.extinguished", "under it the oil goes out", 90)
        claims.that(wait_until(lambda: difference(burning, screen.shot("now"), SCENE) > 5, 15), "the blanket is seen over the pan, the flames are gone")
        visit.shot("blanket lies")
        covered = visit.shot("covered")
        visit.does("blanket.lifted", "E lifts it again", lambda: screen.key("e"))
        claims.that(wait_until(lambda: difference(covered, screen.shot("now"), HAND) > 5, 15), "and it is in hand again")
        visit.shot("blanket lifted")
    finally:
        visit.close()


def casualty():
    plan = two_rooms((7.4, 2.5), 180)
    # A flash beside one who does not move: down within seconds, and over before anybody is near.
    plan["burners"] = [{"id": "flash", "storey": "g", "at": [2.2, 2.5], "size": [0.4, 0.4], "height": 0.4, "fuel": "wood", "start": 1,
                        "hrr": {"table": [[0, 300], [12, 300], [13, 0]]}}]
    plan["furnishings"] = []
    plan["occupants"] = [{"id": "worker", "name": {"zh": "职员", "en": "Worker"}, "storey": "g", "positions": [[3.1, 2.5]], "count": 1,
                          "profile": "adult", "pre_movement": {"kind": "constant", "a": 100000}}]
    plan["fixtures"] = []
    visit = Visit("drag", plan)
    try:
        screen = visit.screen
        claims.that(wait_until(lambda: visit.count("occupant.incapacitated") == 1, 90), "a worker falls", visit.told())
        time.sleep(12)
        claims.that(visit.walk((4.1, 2.5), 0.3), "the trainee walks up to the fallen", visit.feet())
        visit.look((3.1, 2.5, 0.2))
        visit.in_both_languages("casualty prompt")
        visit.does("trainee.dragging", "E takes hold", lambda: screen.key("e"))
        visit.in_both_languages("dragging prompt")
        # Backwards out of the room, as one drags: the fallen stays before the feet.
        lying = visit.screen.shot("now")
        before = visit.feet()
        screen.hold("s", 6)
        time.sleep(1.5)
        after = visit.feet()
        slow_m = math.hypot(after[0] - before[0], after[1] - before[1])
        claims.that(0.5 < slow_m < 5, "dragging is slow work", f"{slow_m:.2f} m in about six seconds")
        visit.shot("dragged")
        worker = visit.query("SELECT count(*) FROM event WHERE name = 'trainee.dragging'")[0][0]
        claims.that(worker == 1, "one hold is enough")
        claims.that(difference(lying, visit.shot("dragged further"), SCENE) > 3, "the room moves past")
        screen.key("e")
        time.sleep(1)
        visit.shot("let go")
        free = visit.feet()
        screen.hold("s", 1.5)
        time.sleep(1.5)
        gone = visit.feet()
        claims.that(math.hypot(gone[0] - free[0], gone[1] - free[1]) > 0.8, "E again lets go: the feet are free", (free, gone))
        visit.shot("lies where it was left")
    finally:
        visit.close()


def lift():
    plan = scenario("scenarios/school/scenario.json")
    plan["occupants"], plan["plans"] = [], []
    drill = plan["drill"]
    for key in ("inspection", "faults", "fault_pool", "fires", "tasks", "checks", "rubric_base"):
        drill.pop(key, None)
    drill.update(rubric=RUBRIC, injects=[{"id": "alarm", "when": {"at_s": 60}, "what": "alarm"}], duration=900)
    drill["start"].update(storey="F1", at=[1.3, 9.4], heading=180)
    visit = Visit("lift", plan, "--no-fire")
    try:
        screen = visit.screen
        visit.look((0.05, 9.4, 1.2))
        visit.in_both_languages("lift prompt")
        screen.key("e")
        time.sleep(1)
        visit.shot("lift called before the fire")
        time.sleep(9)  # until the words are gone
        claims.that(visit.count("trainee.used_lift") == 0, "before the alarm its button is no error", visit.told())
        door = visit.shot("door")
        screen.key("q")
        time.sleep(1.5)
        visit.same("a push does not open a lift's door", door, (560, 200, 720, 360))
        claims.that(wait_until(lambda: visit.count("trainee.noticed") == 1, 120), "the alarm sounds", visit.told())
        visit.does("trainee.used_lift", "in the alarm it is", lambda: screen.key("e"))
        visit.in_both_languages("lift called in the alarm")
        before = visit.feet()
        screen.hold("w", 2.5)
        time.sleep(1.5)
        claims.that(visit.feet()[0] > 0.2, "and nobody walks through its shut door", (before, visit.feet()))
    finally:
        visit.close()


VISITS = {"reel": hose_reel, "blanket": fire_blanket, "drag": casualty, "lift": lift}

with scratch() as folder_name:
    folder = pathlib.Path(folder_name)
    arguments = sys.argv[1:]
    only = [a for a in arguments if a in VISITS]
    kept = next((pathlib.Path(a) for a in arguments if a not in VISITS), None)
    for visit_name in only or VISITS:
        VISITS[visit_name]()
claims.end()
