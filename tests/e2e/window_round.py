#!/usr/bin/env python3
"""A round of inspection recorded to its end in the window under Xvfb, by real key and mouse events: a fault is pointed
at, read first, named from the list, graded and given its measure by clicks, photographed and saved; the fire comes; the
result shows the picture of each line's moment and replays it, the report holds the pictures, and what each fault cost is
run again behind the result. With a folder as argument the screenshots and pages are kept there."""
import json
import os
import pathlib
import re
import shutil
import sqlite3
import sys
import time

from program import ROOT, Claims, run, scratch
from screen import Screen, difference, wait_until

EYE = (7.0, 2.5, 1.6)  # where the drill begins, looking along -x
MOMENT = (730, 190, 1230, 470)  # of the result screen: where a line's picture is drawn
claims = Claims()


def scenario_file():
    """The chained back door with a rubric that asks for what this test does."""
    text = (ROOT / "tests" / "data" / "scenarios" / "chained_exit.json").read_text(encoding="utf-8")
    scenario = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.M))

    def item(name, event, points=10, **more):
        return {"id": "r_" + name, "skill": "fault_spotting", "text": {"zh": name, "en": name}, "reason": {"zh": "测试", "en": "for the test"},
                "points": points, "event": event, **more}
    drill = scenario["drill"]
    drill["rubric"] = [item("find", "fault.marked_right", share_of="faults"), item("grade", "fault.grade_right"),
                       item("measure", "fault.measure_right"), item("photo", "photo.taken"), item("read", "extinguisher.inspected"),
                       item("notice", "trainee.noticed"), item("shout", "trainee.shouted"),
                       item("alarm", "alarm.raised"), item("never", "trainee.at_assembly"),
                       item("missed", "fault.missed", -2, times=5)]
    drill["inspection"]["duration"] = 900  # a slow machine takes its time
    file = folder / "round.json"
    file.write_text(json.dumps(scenario, ensure_ascii=False))
    return file


def click(x, y, then_aside=True):
    screen.click(x, y)
    if then_aside:  # not where the panel closes: the mouse then turns the head
        aside()


def aside():
    """The pointer out of the way: what it rests on is lighter."""
    screen.point_at(1262, 600)
    time.sleep(0.8)


def colours(picture, box):
    """How many different colours, coarsely, a box has: a handful for text on a panel, many for a scene."""
    small = picture.crop(box).resize((96, 54)).quantize(256).convert("RGB")
    return len({tuple(c // 12 for c in pixel) for pixel in small.getdata()})


def events():
    return run("session", "show", 1, "--db", database, "--lang", "en").stdout


with scratch() as folder_name:
    folder = pathlib.Path(folder_name)
    screen = Screen(folder, pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    screen.env["PATH"] = f"{folder}:{os.environ['PATH']}"
    # What the desktop would do with a page: here it is written down.
    opener = folder / "xdg-open"
    opener.write_text(f"#!/bin/sh\necho \"$1\" >{folder}/opened\n")
    opener.chmod(0o755)
    database = folder / "records.db"
    try:
        screen.open("drill", scenario_file(), "--lang", "en", "--cell", "0.4", "--seed", "3", "--threads", "1", "--trainee", "李四",
                    "--db", database, yaw=180.0)
        time.sleep(6)
        briefing = screen.shot("01_briefing")
        screen.key("space")
        claims.that(wait_until(lambda: difference(briefing, screen.shot("02_round"), (300, 200, 980, 500)) > 5, 60), "a key begins the round")

        # Point at the extinguisher, near enough to be named; read it first.
        before = screen.shot("02_round")
        screen.look_at(EYE, (5.3, 3.8, 1.1))
        claims.that(wait_until(lambda: difference(before, screen.shot("03_pointed"), (300, 100, 980, 620)) > 8, 60), "the mouse turns the head")
        time.sleep(3)
        pointed = screen.shot("03_pointed")
        screen.key("f")
        claims.that(wait_until(lambda: "extinguisher.inspected" in events(), 30), "F reads the gauge", events()[-600:])
        said = (300, 600, 980, 700)
        claims.that(wait_until(lambda: difference(pointed, screen.shot("04_read"), said) > 1, 7), "what was read is said")

        # Tab opens the list; name, grade and measure are clicked, then it is saved.
        screen.key("Tab")
        claims.that(wait_until(lambda: difference(pointed, screen.shot("05_list"), (300, 150, 980, 560)) > 15, 30), "Tab opens the list of faults")
        aside()
        shown = screen.shot("05_list")
        for name, (x, y) in (("06_named", (350, 357)), ("07_graded", (466, 440)), ("08_measured", (409, 510))):
            click(x, y)
            around = (x - 60, y - 12, x + 60, y + 12)
            claims.that(wait_until(lambda: difference(shown, screen.shot(name), around) > 2, 20), f"a click is seen ({name})")
            shown = screen.shot(name)
        click(640, 584, False)
        claims.that(wait_until(lambda: "fault.marked_right" in events(), 30), "the fault is saved under its right name", events()[-900:])
        told = events()
        claims.that("fault.grade_right" in told and "fault.measure_right" in told, "with the right grade and measure", told[-900:])
        screen.shot("09_saved")
        screen.key("x")
        claims.that(wait_until(lambda: "photo.taken" in events(), 30), "X takes a photograph", events()[-400:])
        screen.shot("10_photo")

        # The round is over: asked first, then a click; the fire comes; a shout; the end.
        before = screen.shot("10_photo")
        screen.key("n")
        claims.that(wait_until(lambda: difference(before, screen.shot("11_end_of_round"), (330, 270, 950, 450)) > 10, 30), "N asks whether the round is over")
        click(640, 378, False)
        claims.that(wait_until(lambda: "drill.fire_phase" in events(), 90), "a click begins the fire", events()[-400:])
        claims.that("fault.mended" in events(), "what was found and can be mended on the spot is mended")
        time.sleep(2)
        screen.key("t")
        claims.that(wait_until(lambda: "trainee.shouted" in events(), 60), "T shouts")
        screen.shot("12_fire")
        screen.key("Return")
        claims.that(wait_until(lambda: "drill.finished" in events() and "interrupted" not in events(), 90), "Enter ends the drill")

        # The result: each line's moment has its picture, and plays.
        claims.that(wait_until(lambda: colours(screen.shot("13_result"), (60, 60, 700, 120)) < 60, 60), "the result comes")
        time.sleep(2)
        records = sqlite3.connect(database)
        lines = records.execute("SELECT time_s, possible, points FROM score_line WHERE drill = 1").fetchall()
        rows = [line for line in lines if line[1] > 0 or line[2] != 0]
        timed = [line[0] for line in rows if line[0] >= 0]
        # As the screen lists them: what was lost, what is incomplete, the rest.
        rows.sort(key=lambda line: 0 if line[2] < 0 else 1 if line[2] < line[1] else 2)
        unlike = []
        for number, (time_s, *_) in enumerate(rows):
            screen.key("Down")
            if not wait_until(lambda: (colours(screen.shot(f"14_line_{number + 1}"), MOMENT) > 25) == (time_s >= 0), 10):
                unlike.append((number, time_s))
        claims.that(unlike == [] and len(timed) >= 8, "every line with a time has a picture, one without has none", f"{unlike} in {rows}")
        caption = (730, 466, 1230, 486)
        still = screen.shot("14_replay_1")
        claims.that(wait_until(lambda: difference(still, screen.shot("14_replay_2"), caption) > 0.5, 20), "and the moment is replayed")
        kept = records.execute("SELECT time_s, photograph, length(jpeg) FROM picture WHERE drill = 1").fetchall()
        claims.that({t for t, photograph, _ in kept if not photograph} == set(timed), "the record keeps the picture of each", kept)
        claims.that(sum(photograph for _, photograph, _ in kept) == 1 and all(2_000 < size < 80_000 for *_, size in kept), "and the photograph, all small", kept)

        # R: the report, with pictures in the page itself.
        screen.key("r")
        report = folder / "report-1.html"
        claims.that(wait_until(report.exists, 90), "R writes the report")
        time.sleep(1)
        html = report.read_text(encoding="utf-8")
        moments = html.count("class='seen'><img")
        claims.that(moments == len(set(timed)), "the report shows each moment once", f"{moments} pictures of {sorted(set(timed))}")
        claims.that(html.count("<figure") == 1, "and the trainee's photograph", html.count("<figure"))
        claims.that(len(html) < 100_000 * (moments + 3), "and stays small", len(html))

        # C: what each fault cost, run again behind the result; the page is saved and opened.
        shown = screen.shot("15_report")
        screen.key("c")
        claims.that(wait_until(lambda: difference(shown, screen.shot("16_costs"), (730, 200, 1230, 560)) > 3, 30), "C shows the reruns")
        pages = folder / "debriefing-1"

        def saved():
            screen.key("w")  # nothing happens before the runs are done
            return wait_until((folder / "opened").exists, 20)
        claims.that(wait_until(saved, 400), "the reruns come to their end and W saves the page", screen.errors())
        time.sleep(3)
        screen.shot("17_costs_done")
        told = json.loads((pages / "debrief.json").read_text())
        # The dead extinguisher that nobody took is told apart without a run.
        claims.that({f["fault"] for f in told["faults"]} == {"chain"} and {f["fault"] for f in told["cannot_have_acted"]} == {"gauge"} and not told["not_run"],
                    "with both faults", told)
        claims.that((folder / "opened").read_text().strip() == str(pages / "debrief.en.html"), "the page is handed to the desktop")
        # Cancelled, it lets go at once and the score is back.
        screen.key("Escape")
        claims.that(wait_until(lambda: colours(screen.shot("18_back"), MOMENT) > 25, 30), "Esc shows the score again")
        claims.that(screen.program.poll() is None, "the program still runs", screen.errors())
        if len(sys.argv) > 1:
            shutil.copy(report, sys.argv[1])
            shutil.copytree(pages, pathlib.Path(sys.argv[1]) / "debriefing", dirs_exist_ok=True)
    finally:
        screen.close()
claims.end()
