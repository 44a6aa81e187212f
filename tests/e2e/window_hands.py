#!/usr/bin/env python3
"""Every key of the hands in the window under Xvfb, by real events, one after the other where the trainee stands: doors
are pushed, measured, felt, opened and judged, an extinguisher is read, taken, unpinned, squeezed and put down, torch,
photograph and wet cloth, crouching and running; then the fire: shout, order, call point, hint, help. Each act must stand in the
record or be seen. With a folder as argument the screenshots are kept there."""
import json
import pathlib
import re
import sys
import time

from program import ROOT, Claims, run, scratch
from screen import Screen, difference, wait_until

EYE = (7.6, 3.4, 1.6)
DOOR, BUTTON, EXTINGUISHER = (8.92, 2.85, 1.2), (8.85, 3.9, 1.4), (7.6, 4.8, 1.2)
SCENE = (100, 150, 1180, 560)
claims = Claims()


def scenario_file():
    """The chained back door with all that hands can be laid on within reach of where the trainee stands."""
    text = (ROOT / "tests" / "data" / "scenarios" / "chained_exit.json").read_text(encoding="utf-8")
    scenario = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.M))
    for fixture in scenario["fixtures"]:
        if fixture["id"] == "ext_1":
            fixture.update(at=[7.6, 4.88], facing=270, gauge="green")
        if fixture["id"] == "call_point":
            fixture.update(at=[8.87, 3.9])
        if fixture["id"] == "sounder":
            fixture.update(at=[5.6, 4.85])
    scenario["openings"][0]["state"] = "closed"
    drill = scenario["drill"]
    drill["start"].update(at=[EYE[0], EYE[1]], heading=0)
    drill["duration"] = drill["inspection"]["duration"] = 900  # a slow machine takes its time
    drill["faults"] = [fault for fault in drill["faults"] if fault["id"] == "chain"]
    scenario["occupants"] = [dict(group, positions=[[6.2, 1.2]]) for group in scenario["occupants"] if group["id"] == "guide"]
    file = folder / "hands.json"
    file.write_text(json.dumps(scenario, ensure_ascii=False))
    return file


def events():
    return run("session", "show", 1, "--db", database, "--lang", "en").stdout


def does(name, what, act, seconds=40):
    """`act` brings one more of the event into the record."""
    before = events().count(name)
    act()
    claims.that(wait_until(lambda: events().count(name) > before, seconds), f"{what} ({name})", events()[-500:])


def changes(what, act, box=SCENE, by=3, seconds=30):
    before = screen.shot("before")
    act()
    claims.that(wait_until(lambda: difference(before, screen.shot(re.sub(r"\W+", "_", what)), box) > by, seconds), what)


with scratch() as folder_name:
    folder = pathlib.Path(folder_name)
    database = folder / "records.db"
    screen = Screen(folder, pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    key = screen.key
    try:
        screen.open("drill", scenario_file(), "--lang", "en", "--cell", "0.4", "--seed", "3", "--threads", "1", "--trainee", "王五", "--db", database)
        # Loaded, and the briefing stands: what comes before must not be taken for its end.
        wait_until(lambda: "王五" in run("session", "list", "--db", database, "--lang", "en").stdout, 60)
        time.sleep(4)
        changes("a key begins the round", lambda: key("space"), (300, 200, 980, 500), 5, 60)

        # A door: everything that is done to it before it is judged.
        changes("the mouse turns the head to the door", lambda: screen.look_at(EYE, DOOR))
        does("door.pushed", "Q pushes the door", lambda: key("q"))
        does("door.measured", "B measures it", lambda: key("b"))
        does("trainee.felt_door", "H feels it with the back of the hand", lambda: key("h"))
        does("door.inspected", "F looks at it closely", lambda: key("f"))
        changes("V asks what the exit is", lambda: key("v"), (300, 150, 980, 560), 10)
        key("Escape")
        does("door.closed", "E shuts what the push has opened", lambda: key("e"))
        does("door.opened", "E opens it again", lambda: (time.sleep(2), key("e")))

        # An extinguisher, from the look at its gauge to putting it down.
        screen.look_at(EYE, EXTINGUISHER)
        does("extinguisher.inspected", "F reads the gauge", lambda: key("f"))
        does("extinguisher.lifted", "E takes it off the hook", lambda: key("e"))
        does("extinguisher.pressed_with_pin", "squeezed with the pin in, nothing comes", lambda: screen.squeeze(0.6))
        does("extinguisher.pin_pulled", "R pulls the pin", lambda: key("r"))
        does("extinguisher.pressed", "the left button squeezes the handle", lambda: screen.squeeze(0.8))
        screen.shot("squeezed")
        does("extinguisher.dropped", "G puts it down", lambda: key("g"))

        # Tools and the body.
        does("torch.on", "Z lights the torch", lambda: key("z"))
        does("photo.taken", "X takes a photograph", lambda: key("x"))
        does("trainee.wet_cloth", "K wets a cloth", lambda: key("k"))
        changes("F1 shows the keys", lambda: key("F1"), (300, 100, 980, 620), 8)
        changes("F1 shuts them again", lambda: key("F1"), (300, 100, 980, 620), 8)

        # The fire.
        changes("N asks whether the round is over", lambda: key("n"), (330, 270, 950, 450), 8)
        does("drill.fire_phase", "a click lets it burn", lambda: screen.click(640, 378), 120)
        time.sleep(3)
        does("mode.hint_asked", "I asks for a hint", lambda: key("i"))
        does("trainee.shouted", "T shouts", lambda: key("t"), 60)
        changes("O offers what can be called out", lambda: key("o"), (300, 150, 980, 620), 5)
        does("trainee.ordered", "a number chooses the words", lambda: key("4"))
        does("trainee.fight_decided", "and a decision", lambda: (key("o"), time.sleep(1), key("1")))
        wait_until(lambda: "occupant.out" in events(), 60)  # nobody passes between hand and button
        does("fixture.pressed", "E presses the call point", lambda: (screen.look_at(EYE, BUTTON), key("e")), 60)
        # Last, since a slow machine does not walk back as far as it went.
        screen.look_at(EYE, (5.0, 3.4, 1.6))

        def crouched():
            screen.press("c")
            time.sleep(1.5)
        changes("C crouches while it is held", crouched)
        screen.release("c")
        time.sleep(1.5)
        changes("W walks", lambda: screen.hold("w", 0.8))
        changes("S walks back", lambda: screen.hold("s", 0.8))
        changes("P lifts the phone", lambda: (key("p"), time.sleep(6)), (300, 110, 980, 610), 15)
        claims.that(screen.program.poll() is None, "the program still runs", screen.errors())
    finally:
        screen.close()
claims.end()
