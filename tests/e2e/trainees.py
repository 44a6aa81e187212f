#!/usr/bin/env python3
"""Scripted trainees of each scenario: the perfect one passes and scores above the average one, who scores above the
reckless and the passive one; each critical error fails, on its own line; and the score of the replay is the score of
the live drill. Cells of 0.5 m keep it short. Arguments: scenarios (default: the school, with the first four trainees
and those whose error is made soon); --all: every trainee of each, and every replay."""
import json
import pathlib
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

from program import ROOT, Claims, run, scratch, summary

CELL = "0.5"
LIMIT_S = 1800  # of a program's run, on a machine that has other things to do
BASE = ["perfect", "average", "reckless", "passive"]
# Every critical line of the rubrics -> who makes that error.
CRITICAL = {
    "c_no_alarm": ["passive", "reckless"],
    "c_went_back": ["went_back"],
    "c_past_limit": ["past_limit"],
    "c_self": ["overcome"],
    "c_hot_door": ["hot_door"],
    "c_lift": ["takes_lift"],
    "c_water_on_live": ["water_on_live"],
    "c_dangerous": ["dangerous_agent"],
    "c_water_on_oil": ["water_on_oil"],
    "c_pupil_fights": ["pupil"],
}
SOON = ["takes_lift", "water_on_live", "dangerous_agent", "water_on_oil", "pupil"]
# A building of one storey has no lift.
CANNOT = {"supermarket": ["takes_lift"]}
# Which of the drill's fires burns, where it is not the scenario's own.
BURNS = {
    "school": {"water_on_oil": "oil", "dangerous_agent": "console"},
    "supermarket": {"water_on_oil": "oil", "dangerous_agent": "fridge", "hot_door": "pallet"},
    "rental_block": {"water_on_oil": "oil", "dangerous_agent": "tv", "hot_door": "bed"},
}


def options_of(scenario, trainee):
    burns = BURNS[scenario].get(trainee)
    return (["--burns", burns] if burns else []) + (["--role", "pupil"] if trainee == "pupil" else [])


def drill(folder, scenario, trainee):
    """Result, lines of the score by item, and the replay's verdict."""
    database = folder / f"{scenario}-{trainee}.db"
    replay = folder / f"{scenario}-{trainee}.replay"
    script = "perfect" if trainee == "pupil" else trainee
    process = run("drill", scenario, "--headless", "--script", script, "--seed", 7, "--cell", CELL, "--threads", 1, "--mode", "examination",
                  "--db", database, "--replay-out", replay, *options_of(scenario, trainee), timeout=LIMIT_S)
    if process.returncode != 0:
        return None, process.stderr[-600:], None
    with sqlite3.connect(database) as connection:
        lines = {row[0]: row[1:] for row in connection.execute("SELECT item, points, possible, critical, time_s FROM score_line")}
    return summary(process), lines, replay


def without_comments(text):
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//"))


def lessons(folder, claims, pool):
    """Each lesson is followed to its end by its trainee, in less than five minutes."""
    files = sorted((ROOT / "assets" / "lessons").glob("*.json"))
    claims.that(len(files) >= 5, "there is a lesson for each skill", files)

    def follow(name):
        database = folder / f"lesson-{name}.db"
        process = run("drill", "school", "--headless", "--lesson", name, "--script", f"lesson_{name}", "--seed", 7, "--cell", CELL, "--threads", 1, "--db", database, timeout=LIMIT_S)
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
            others = [t for t in [*shipped, "pupil"] if t not in BASE and not t.startswith("lesson_")]
            can = [t for who in CRITICAL.values() for t in who if t not in CANNOT.get(name, [])]
            claims.that(set(can) <= {*shipped, "pupil"}, f"{name}: there is a trainee for each critical error that can be made there", set(can) - set(shipped))
            rubric = json.loads(without_comments((ROOT / "assets" / "rubrics" / f"{name}.json").read_text(encoding="utf-8")))
            critical = {item["id"] for item in rubric["items"] if item.get("critical")}
            claims.that(critical == set(CRITICAL), f"{name}: these are the rubric's critical lines", critical ^ set(CRITICAL))
            wanted = BASE + [t for t in others if every or t in SOON]
            jobs = {t: pool.submit(drill, folder, name, t) for t in wanted}
            done = {}
            for trainee, job in jobs.items():
                result, lines, replay = job.result()
                claims.that(result is not None, f"{name}: {trainee} comes to the end", lines)
                if result is None:
                    continue
                done[trainee] = (result, lines, replay)
                lost = {i: (round(p, 1), q) for i, (p, q, c, t) in lines.items() if p < q or c}
                failing = [i for i, line in lines.items() if line[2]]
                print(f"   {name} | {trainee} | {result['score']:.1f} | {result['simulated_s'] / 60:.1f} min | {'passed' if result['passed'] else 'failed'} | {', '.join(failing)} | lost {lost}", flush=True)
            if any(t not in done for t in BASE):
                continue
            score = {t: done[t][0]["score"] for t in done}
            claims.that(score["perfect"] > score["average"] > max(score["reckless"], score["passive"]), f"{name}: scores as a fire officer would order them", score)
            minutes = done["perfect"][0]["simulated_s"] / 60
            claims.that(8 <= minutes <= 12, f"{name}: an examination of all skills takes 8 to 12 minutes", f"{minutes:.1f}")
            claims.that(done["perfect"][0]["passed"], f"{name}: the perfect trainee passes", done["perfect"][0]["score"])
            for item, who in CRITICAL.items():
                for trainee in (t for t in who if t in done):
                    result, lines, _ = done[trainee]
                    failing = [i for i, line in lines.items() if line[2]]
                    claims.that(not result["passed"] and item in failing, f"{name}: {trainee} fails by {item}", (result["score"], failing))
            for trainee in ("perfect", "example"):
                failing = [i for i, line in done[trainee][1].items() if line[2]] if trainee in done else []
                claims.that(not failing, f"{name}: {trainee} makes no critical error", failing)
            replayed = {t: pool.submit(run, "replay", done[t][2], "--threads", 1, timeout=LIMIT_S) for t in (list(done) if every else ["perfect"])}
            for trainee, job in replayed.items():
                again = job.result()
                told = json.loads(again.stdout) if again.returncode == 0 else {}
                claims.that((told.get("score"), told.get("hash")) == (score[trainee], done[trainee][0]["hash"]),
                            f"{name}: the replay of {trainee} ends with the same bits and the same score", (told.get("score"), score[trainee], again.stderr[-300:]))
    claims.end()


main()
