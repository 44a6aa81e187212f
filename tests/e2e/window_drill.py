#!/usr/bin/env python3
"""A drill in the window under Xvfb, driven by real key and mouse events: the menu starts it, walking moves the
trainee, the picture shows a building and text, smoke appears, the result comes and is recorded. Pictures are judged
by content, never by bytes. With a folder as argument the screenshots are kept there."""
import os
import pathlib
import subprocess
import sys
import time

from PIL import Image, ImageChops, ImageGrab, ImageStat

from program import PROGRAM, ROOT, Claims, run, scratch
from screen import difference, stands_still, wait_until

SCENARIO = ROOT / "tests" / "data" / "scenarios" / "two_rooms.json"
DISPLAY = ":%d" % (90 + os.getpid() % 900)
claims = Claims()


def key(*names):
    """Held long enough that a slow frame still sees it."""
    subprocess.run(["xdotool", "keydown", *names], env=ENV, check=True)
    time.sleep(0.25)
    subprocess.run(["xdotool", "keyup", *names], env=ENV, check=True)
    time.sleep(0.25)


def hold(name, seconds):
    subprocess.run(["xdotool", "keydown", name], env=ENV, check=True)
    time.sleep(seconds)
    subprocess.run(["xdotool", "keyup", name], env=ENV, check=True)


def click(x, y):
    subprocess.run(["xdotool", "mousemove", str(x), str(y)], env=ENV, check=True)
    time.sleep(0.3)
    subprocess.run(["xdotool", "mousedown", "1"], env=ENV, check=True)
    time.sleep(0.25)
    subprocess.run(["xdotool", "mouseup", "1"], env=ENV, check=True)
    time.sleep(0.4)


def screenshot(name):
    picture = ImageGrab.grab(xdisplay=DISPLAY).convert("RGB")
    picture.save(folder / f"{name}.png")
    if len(sys.argv) > 1:
        picture.save(pathlib.Path(sys.argv[1]) / f"{name}.png")
    return picture


def changes(before, name, box, least, seconds=30):
    """Whether the box changes by so much within a time that a slow machine needs too; keeps the picture."""
    return wait_until(lambda: difference(before, screenshot(name), box) > least, seconds)


def text_edges(picture, box):
    """Share of pixels in a box that differ sharply from their right neighbour: high where text is."""
    grey = picture.crop(box).convert("L")
    shifted = ImageChops.offset(grey, 1, 0)
    histogram = ImageChops.difference(grey, shifted).histogram()
    return sum(histogram[80:]) / sum(histogram)


with scratch() as folder_name:
    folder = pathlib.Path(folder_name)
    ENV = dict(os.environ, DISPLAY=DISPLAY, FIREDRILL_HOME=str(ROOT), LIBGL_ALWAYS_SOFTWARE="1", XDG_DATA_HOME=str(folder))
    database = folder / "records.db"
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1280x720x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    program = None
    try:
        time.sleep(1.0)
        # 1. The menu, in Chinese by default, then a click on English changes its texts.
        program = subprocess.Popen([PROGRAM, "--lang", "zh"], env=ENV, stdout=subprocess.DEVNULL, stderr=open(folder / "menu.err", "w"))
        found = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "消防"], env=ENV, capture_output=True, timeout=60)
        claims.that(found.returncode == 0, "the window opens with its Chinese title")
        menu = (0, 0, 700, 300)
        claims.that(wait_until(lambda: text_edges(screenshot("menu_zh"), menu) > 0.01, 60), "the menu draws text", text_edges(screenshot("menu_zh"), menu))
        claims.that(program.poll() is None, "the program runs", (folder / "menu.err").read_text())
        program.terminate()
        program.wait(20)

        # 2. A drill by hand: help first, a key closes it, keys and mouse act.
        program = subprocess.Popen([PROGRAM, "drill", str(SCENARIO), "--lang", "zh", "--seed", "5", "--trainee", "李四", "--db", str(database)],
                                   env=ENV, stdout=subprocess.DEVNULL, stderr=open(folder / "drill.err", "w"))
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "消防"], env=ENV, capture_output=True, timeout=60)
        # Loaded, and the briefing stands: what comes before must not be taken for it.
        claims.that(wait_until(lambda: "李四" in run("session", "list", "--db", database, "--lang", "en").stdout, 120), "the drill is loaded and has its record")
        panel, scene, footer = (300, 100, 980, 620), (100, 150, 1180, 560), (0, 660, 700, 720)
        with_help = stands_still(lambda: screenshot("help_zh"), panel)
        claims.that(wait_until(lambda: text_edges(screenshot("help_zh"), panel) > 0.01, 40), "the briefing and the keys are shown first")
        with_help = screenshot("help_zh")
        key("Escape")
        claims.that(changes(with_help, "start", panel, 8), "Escape closes the briefing")
        start = stands_still(lambda: screenshot("start"), footer)
        key("l")
        claims.that(changes(start, "start_en", footer, 2), "the language changes while running")
        english = screenshot("start_en")
        key("l")
        changes(english, "before_turn", footer, 2)
        before = stands_still(lambda: screenshot("before_turn"), scene, 20)
        subprocess.run(["xdotool", "mousemove_relative", "--", "300", "0"], env=ENV, check=True)
        claims.that(changes(before, "turned", scene, 6), "moving the mouse turns the view", difference(before, screenshot("turned"), scene))
        turned = stands_still(lambda: screenshot("turned"), scene, 20)
        subprocess.run(["xdotool", "mousemove_relative", "--", "-300", "0"], env=ENV, check=True)
        changes(turned, "before_walk", scene, 6)
        before = stands_still(lambda: screenshot("before_walk"), scene, 20)
        hold("w", 1.2)
        claims.that(changes(before, "walked", scene, 3), "W walks", difference(before, screenshot("walked"), scene))
        # The call to 119: the phone rings, the operator asks, a number key answers.
        phone, said = (300, 110, 980, 610), (300, 180, 980, 400)
        quiet = screenshot("before_call")
        key("p")
        shown = wait_until(lambda: difference(quiet, screenshot("call"), phone) > 20 and text_edges(screenshot("call"), (300, 180, 980, 560)) > 0.01, 40)
        claims.that(shown, "P lifts the phone and shows what is said")
        # The operator takes time to ask; what is pressed before that counts for nothing.
        for _ in range(5):
            call = screenshot("call")
            key("1")
            if wait_until(lambda: "trainee.call_fact" in run("session", "show", 1, "--db", database, "--lang", "en").stdout, 12):
                break
        claims.that(changes(call, "call_answered", said, 0.3), "a number key answers the operator")
        key("0")
        time.sleep(1)
        key("0")
        key("Return")
        ended = wait_until(lambda: "interrupted" not in (listed := run("session", "list", "--db", database, "--lang", "en").stdout) and "李四" in listed, 120)
        claims.that(ended, "Enter ends the drill and its record is complete", run("session", "list", "--db", database, "--lang", "en").stdout)
        told = run("session", "show", 1, "--db", database, "--lang", "en").stdout
        claims.that("trainee.call_fact" in told and "trainee.hung_up_early" in told, "what was said to 119 stands in the record", told[-1500:])
        time.sleep(1.0)
        result = screenshot("result")
        claims.that(text_edges(result, (50, 190, 710, 285)) > 0.01, "the result screen shows its lines", text_edges(result, (50, 190, 710, 285)))
        claims.that(program.poll() is None, "the program still runs", (folder / "drill.err").read_text())
        program.terminate()
        program.wait(20)

        # 3. The same scripted drill through the window and without one: the same hash at every tick.
        script = ROOT / "tests" / "data" / "scenarios" / "two_rooms_example.json"
        program = subprocess.Popen([PROGRAM, "drill", str(SCENARIO), "--seed", "7", "--script", str(script), "--db", str(database),
                                    "--hashes", str(folder / "window"), "--replay-out", str(folder / "window.replay")],
                                   env=ENV, stdout=subprocess.DEVNULL, stderr=open(folder / "script.err", "w"))
        time.sleep(25)
        smoke = screenshot("smoke")
        written = wait_until(lambda: (folder / "window.replay").exists(), 200)
        claims.that(written, "the scripted drill in the window comes to its end", (folder / "script.err").read_text())
        time.sleep(1)
        program.terminate()
        program.wait(20)
        run("drill", SCENARIO, "--headless", "--seed", "7", "--script", script, "--db", database, "--hashes", folder / "headless", "--threads", "1")
        claims.that((folder / "window").read_text() == (folder / "headless").read_text() != "",
                    "through the window every tick has the same hash as without one")
        claims.that(run("replay", folder / "window.replay", "--verify").returncode == 0, "the replay of the window verifies")

        # 4. Smoke is in the picture: the same view at the start and late in an unfought fire.
        for name, at in (("clear", "1"), ("smoky", "150")):
            process = run("picture", SCENARIO, "--at", at, "--camera", "inside", "--size", "480x270", "-o", folder / f"{name}.png")
            claims.that(process.returncode == 0, f"a picture is drawn without a display ({name})", process.stderr)
        clear, smoky = (Image.open(folder / f"{name}.png").convert("RGB") for name in ("clear", "smoky"))
        upper = (0, 0, 480, 100)
        claims.that(difference(clear, smoky, upper) > 12, "smoke under the ceiling changes the upper part of the picture", difference(clear, smoky, upper))
        spread = [ImageStat.Stat(picture.crop(upper).convert("L")).stddev[0] for picture in (clear, smoky)]
        claims.that(spread[1] < spread[0] * 1.2, "and hides what is behind it", spread)
    finally:
        if program is not None and program.poll() is None:
            program.kill()
        server.terminate()
claims.end()
