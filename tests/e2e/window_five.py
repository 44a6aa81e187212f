#!/usr/bin/env python3
"""Five trainees in a row at one window under Xvfb, by keys alone: a key begins, a key ends, a key calls the next of the
roster; the program is never restarted and the mouse never touched. The debriefing shows the moment of a chosen line, a
lesson shows its steps and where to go. With a folder as argument the screenshots are kept there."""
import os
import pathlib
import subprocess
import sys
import time

from PIL import ImageGrab, ImageStat

from program import PROGRAM, ROOT, Claims, run, scratch
from screen import difference, stands_still, wait_until

SCENARIO = ROOT / "tests" / "data" / "scenarios" / "two_rooms.json"
DISPLAY = ":%d" % (90 + (os.getpid() + 450) % 900)
NAMES = ["张三", "李四", "王五", "赵六", "钱七"]
PANEL = (300, 200, 980, 500)  # where the briefing stands
claims = Claims()


def key(name):
    subprocess.run(["xdotool", "keydown", name], env=ENV, check=True)
    time.sleep(0.25)
    subprocess.run(["xdotool", "keyup", name], env=ENV, check=True)
    time.sleep(0.35)


def screenshot(name):
    picture = ImageGrab.grab(xdisplay=DISPLAY).convert("RGB")
    if len(sys.argv) > 1:
        picture.save(pathlib.Path(sys.argv[1]) / f"{name}.png")
    return picture


def changes(before, name, box, least):
    """Whether the box changes by so much within a time that a slow machine needs too; keeps the picture."""
    return wait_until(lambda: difference(before, screenshot(name), box) > least, 30)


def records():
    return [line for line in run("session", "list", "--db", database, "--lang", "en").stdout.splitlines() if any(n in line for n in NAMES)]


def complete(count):
    return len(records()) == count and not any("interrupted" in line for line in records())


def open_window(*arguments):
    process = subprocess.Popen([PROGRAM, "drill", str(SCENARIO), "--lang", "zh", "--cell", "0.4", "--db", str(database), *arguments],
                               env=ENV, stdout=subprocess.DEVNULL, stderr=open(folder / "window.err", "a"))
    subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "消防"], env=ENV, capture_output=True, timeout=60)
    return process


def briefing_stands(drills, name):
    """The picture with the briefing: so many drills have their record, and what is drawn stands still."""
    claims.that(wait_until(lambda: len(records()) >= drills, 120), f"{name}: the drill is loaded and has its record", records())
    return stands_still(lambda: screenshot(name), PANEL)


with scratch() as folder_name:
    folder = pathlib.Path(folder_name)
    ENV = dict(os.environ, DISPLAY=DISPLAY, FIREDRILL_HOME=str(ROOT), LIBGL_ALWAYS_SOFTWARE="1", XDG_DATA_HOME=str(folder))
    database = folder / "records.db"
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1280x720x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    program = None
    try:
        time.sleep(1.0)
        program = open_window("--mode", "practice", "--roster", ",".join(NAMES))
        for number, name in enumerate(NAMES):
            briefing_stands(number + 1, "briefing")
            # On a slow machine the panel comes a picture after the building behind it.
            wait_until(lambda: ImageStat.Stat(screenshot("briefing").crop(PANEL).convert("L")).mean[0] < 90, 40)
            briefing = screenshot("briefing")
            key("space")
            ended = changes(briefing, "practice", PANEL, 5)
            if number == 0:
                claims.that(ended, "a key ends the briefing")
                before = screenshot("practice")
                key("i")
                claims.that(changes(before, "hint", (240, 560, 1040, 690), 1), "I shows a hint")
            key("t")  # a shout
            time.sleep(0.8)
            key("Return")
            claims.that(wait_until(lambda: complete(number + 1), 120), f"{name}'s drill is over and recorded", records())
            time.sleep(1.0)
            result = screenshot(f"result_{number + 1}")
            if number == 0:
                claims.that(wait_until(lambda: difference(briefing, screenshot("result_1"), (60, 180, 700, 300)) > 5, 30), "the result comes")
                result = screenshot("result_1")
                key("Down")
                claims.that(changes(result, "debriefing", (730, 180, 1240, 600), 1), "an arrow key chooses a line and shows its moment")
            if number + 1 < len(NAMES):
                shown = screenshot("before_next")
                key("n")
                if number == 0:
                    claims.that(changes(shown, "next", (420, 280, 860, 440), 3), "N asks who is next")
                key("Return")
                claims.that(wait_until(lambda: len(records()) == number + 2, 60), "and Enter begins the next drill")
        listed = records()
        claims.that([n for n in NAMES if any(n in line for line in listed)] == NAMES, "all five have their record, by name", listed)
        claims.that(program.poll() is None, "in one and the same program", (folder / "window.err").read_text())
        program.terminate()
        program.wait(20)

        # A lesson and an examination: the step with its pointer, and the clock.
        for more, (mode, arguments) in enumerate((("lesson", ["--lesson", "exit_check"]), ("examination", ["--mode", "examination"])), 1):
            program = open_window("--trainee", NAMES[0], *arguments)
            briefing_stands(len(NAMES) + more, f"{mode}_briefing")
            claims.that(wait_until(lambda: difference(screenshot(f"{mode}_briefing"), briefing, PANEL) < 5, 40), f"{mode}: the briefing is shown")
            with_help = screenshot(f"{mode}_briefing")
            key("space")
            claims.that(changes(with_help, mode, PANEL, 5), f"{mode}: a key ends the briefing")
            if mode == "lesson":
                claims.that(changes(with_help, mode, (420, 20, 860, 110), 5), "the lesson's step stands at the top")
            program.terminate()
            program.wait(20)
    finally:
        if program is not None and program.poll() is None:
            program.kill()
        server.terminate()
claims.end()
