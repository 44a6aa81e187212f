#!/usr/bin/env python3
"""Scripted trainees of each scenario: the perfect one passes and scores above the average one, who scores above the
reckless and the passive one; each critical error fails, on its own line; and the score of the replay is the score of
the live drill. Cells of 0.5 m keep it short. Arguments: scenarios (default: the school, and only its first four
trainees); --all: every trainee of each."""
import json
import pathlib
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

from program import ROOT, Claims, run, scratch, summary

CELL = "0.5"
BASE = ["perfect", "average", "reckless", "passive"]
# trainee -> lines of the rubric that must be critical, and options
CRITICAL = {
    "passive": (["c_no_alarm"], []),
    "reckless": (["c_no_alarm"], []),
    "went_back": (["c_went_back"], []),
    "past_limit": (["c_past_limit"], []),
    "overcome": (["c_self"], []),
    "hot_door": (["c_hot_door"], []),
    "water_on_live": (["c_water_on_live"], []),
    "pupil": (["c_pupil_fights"], ["--role", "pupil"]),
}


def drill(folder, scenario, trainee, options=()):
    """Result, lines of the score by item, and the replay's verdict."""
    database = folder / f"{scenario}-{trainee}.db"
    replay = folder / f"{scenario}-{trainee}.replay"
    script = "perfect" if trainee == "pupil" else trainee
    process = run("drill", scenario, "--headless", "--script", script, "--seed", 7, "--cell", CELL, "--threads", 1, "--mode", "examination",
                  "--db", database, "--replay-out", replay, *options, timeout=850)
    if process.returncode != 0:
        return None, process.stderr[-600:], None
    with sqlite3.connect(database) as connection:
        lines = {row[0]: row[1:] for row in connection.execute("SELECT item, points, possible, critical, time_s FROM score_line")}
    return summary(process), lines, replay


def lessons(folder, claims, pool):
    """Each lesson is followed to its end by its trainee, in less than five minutes."""
    files = sorted((ROOT / "assets" / "lessons").glob("*.json"))
    claims.that(len(files) >= 5, "there is a lesson for each skill", files)

    def follow(name):
        database = folder / f"lesson-{name}.db"
        process = run("drill", "school", "--headless", "--lesson", name, "--script", f"lesson_{name}", "--seed", 7, "--cell", CELL, "--threads", 1, "--db", database, timeout=850)
        if process.returncode != 0:
            return None, process.stderr[-600:]
        with sqlite3.connect(database) as connection:
            return summary(process), [row[0] for row in connection.execute("SELECT detail FROM event WHERE name = 'lesson.step_done' ORDER BY number")]

    for file, job in [(file, pool.submit(follow, file.stem)) for file in files]:
        result, steps = job.result()
        text = file.read_text(encoding="utf-8")
        wanted = [step["id"] for step in json.loads(text[text.index("{"):])["steps"]]
        claims.that(steps == wanted, f"lesson {file.stem}: every step is done in turn", (steps, wanted))
        if result is not None:
            claims.that(result["simulated_s"] < 300, f"lesson {file.stem}: takes {result['simulated_s']:.0f} s, less than five minutes")


def main():
    every = "--all" in sys.argv
    names = [a for a in sys.argv[1:] if not a.startswith("-")] or ["school"]
    claims = Claims()
    with scratch() as folder_name, ThreadPoolExecutor(2) as pool:
        folder = pathlib.Path(folder_name)
        if names == ["school"]:
            lessons(folder, claims, pool)
        for name in names:
            shipped = sorted(path.stem for path in (ROOT / "scenarios" / name / "trainees").glob("*.json"))
            shipped = [t for t in shipped if not t.startswith("lesson_")]
            wanted = BASE + ([t for t in [*shipped, "pupil"] if t not in BASE] if every else ["pupil"])
            jobs = {t: pool.submit(drill, folder, name, t, CRITICAL.get(t, ([], []))[1]) for t in wanted}
            done = {}
            for trainee, job in jobs.items():
                result, lines, replay = job.result()
                claims.that(result is not None, f"{name}: {trainee} comes to the end", lines)
                if result is None:
                    continue
                done[trainee] = (result, lines, replay)
                lost = {i: (round(p, 1), q) for i, (p, q, c, t) in lines.items() if p < q or c}
                print(f"   {trainee}: {result['score']:.1f} in {result['simulated_s']:.0f} s {'passed' if result['passed'] else 'failed'}; lost {lost}")
            if any(t not in done for t in BASE):
                continue
            score = {t: done[t][0]["score"] for t in done}
            claims.that(score["perfect"] > score["average"] > max(score["reckless"], score["passive"]), f"{name}: scores as a fire officer would order them", score)
            minutes = done["perfect"][0]["simulated_s"] / 60
            claims.that(8 <= minutes <= 12, f"{name}: an examination of all skills takes 8 to 12 minutes", f"{minutes:.1f}")
            claims.that(done["perfect"][0]["passed"], f"{name}: the perfect trainee passes", done["perfect"][0]["score"])
            for trainee, (items, _) in CRITICAL.items():
                if trainee not in done:
                    continue
                result, lines, _ = done[trainee]
                claims.that(not result["passed"], f"{name}: {trainee} fails", result["score"])
                for item in items:
                    claims.that(item in lines and lines[item][2] == 1, f"{name}: {trainee} fails by {item}", {i: line for i, line in lines.items() if line[2]})
            for trainee in ["perfect"] if not every else list(done):
                again = run("replay", done[trainee][2], "--threads", 1, timeout=850)
                told = json.loads(again.stdout) if again.returncode == 0 else {}
                claims.that((told.get("score"), told.get("hash")) == (score[trainee], done[trainee][0]["hash"]),
                            f"{name}: the replay of {trainee} ends with the same bits and the same score", (told.get("score"), score[trainee], again.stderr[-300:]))
    claims.end()


main()
