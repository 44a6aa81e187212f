#!/usr/bin/env python3
"""The report of a drill that was run without a window: its pictures are drawn by replaying it, once, and kept; what was
overlooked is shown itself; and in neither language does it name a thing by its id."""
import json
import pathlib
import re
import sqlite3
import sys

from program import ROOT, Claims, run, scratch

claims = Claims()


def scenario_file(folder):
    """The chained back door with a second, unfound fault, and a rubric that asks for what happens and for what does not."""
    text = (ROOT / "tests" / "data" / "scenarios" / "chained_exit.json").read_text(encoding="utf-8")
    scenario = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.M))

    def item(name, event, points=10, **more):
        return {"id": "r_" + name, "skill": "fault_spotting", "text": {"zh": name, "en": name}, "reason": {"zh": "测试", "en": "for the test"},
                "points": points, "event": event, **more}
    scenario["drill"]["rubric"] = [
        item("push", "door.pushed"), item("alarm", "alarm.raised"), item("photo", "photo.taken"), item("never", "trainee.at_assembly"),
        item("chain_missed", "fault.missed", -2, target="chain"), item("gauge_missed", "fault.missed", -2, target="gauge"),
        item("unjudged", "exit.verdict_missed", -2, target="exit_back"), item("end", "drill.finished")]
    file = folder / "report.json"
    file.write_text(json.dumps(scenario, ensure_ascii=False))
    return file


with scratch() as name:
    folder = pathlib.Path(name)
    database = folder / "records.db"
    script = folder / "script.json"
    script.write_text(json.dumps({"name": "tester", "actions": [
        {"do": "walk_to", "at": [2.5, 4.2], "storey": "g"}, {"do": "push", "target": "door_back"}, {"do": "photo", "target": "door_back"},
        {"do": "walk_to", "at": [6.5, 1.0], "storey": "g"}, {"do": "begin_fire"}, {"do": "wait", "seconds": 4}, {"do": "finish"}]}))
    done = run("drill", scenario_file(folder), "--headless", "--no-fire", "--threads", 1, "--seed", 3, "--db", database, "--script", script)
    claims.that(done.returncode == 0, "the drill runs", done.stderr)
    records = sqlite3.connect(database)

    def pictures():
        return records.execute("SELECT time_s, photograph, target, jpeg FROM picture WHERE drill = 1").fetchall()
    claims.that(pictures() == [], "a drill without a window has no pictures yet")

    plain = folder / "plain.html"
    done = run("--lang", "en", "session", "report", 1, "--db", database, "--no-pictures", "-o", plain)
    claims.that(done.returncode == 0 and "<img" not in plain.read_text(encoding="utf-8") and pictures() == [], "without pictures the report is plain", done.stderr)

    pages = {}
    for language in ("en", "zh"):
        page = folder / f"report.{language}.html"
        done = run("--lang", language, "session", "report", 1, "--db", database, "-o", page)
        claims.that(done.returncode == 0, f"the report in {language} is written", done.stderr)
        pages[language] = page.read_text(encoding="utf-8")
        if language == "en":
            drawn = pictures()
    lines = records.execute("SELECT item, time_s, target FROM score_line WHERE drill = 1 AND time_s >= 0").fetchall()
    times = {time_s for item, time_s, _ in lines if "missed" not in item and "unjudged" not in item}
    claims.that({t for t, photograph, target, _ in drawn if not photograph and target == ""} == times,
                "the replay draws the moment of each line", [(t, p, target, len(j)) for t, p, target, j in drawn])
    missed = {target: jpeg for _, photograph, target, jpeg in drawn if not photograph and target}
    claims.that(set(missed) == {"chain", "gauge", "exit_back"}, "and each thing that was overlooked", set(missed))
    claims.that(len(set(missed.values())) == 3, "each in a picture of its own")
    claims.that(sum(photograph for _, photograph, _, _ in drawn) == 1, "and the trainee's photograph")
    claims.that(pictures() == drawn, "a second report uses the pictures that are kept")
    for language, html in pages.items():
        claims.that(html.count("class='seen'><img") == len(times) + 3, f"each stands once in the page ({language})", html.count("class='seen'><img"))
        text = re.sub(r"<[^>]*>", " ", re.sub(r"<(style|svg).*?</\1>", "", html, flags=re.S))
        ids = re.findall(r"\b(?:door_back|exit_back|ext_1|waste_basket|r_push|(?:drill|fault|exit|trainee|door|alarm)\.[a-z_]+)\b", text)
        claims.that("alarm arranged by the drill" in text if language == "en" else "演练安排的报警" in text, f"who raised the alarm is said ({language})")
        claims.that(not ids, f"nothing is named by its id ({language})", ids)
        if len(sys.argv) > 1:
            (pathlib.Path(sys.argv[1]) / f"report.{language}.html").write_text(html, encoding="utf-8")
    if len(sys.argv) > 1:
        for number, (time_s, _, target, jpeg) in enumerate(drawn):
            (pathlib.Path(sys.argv[1]) / f"picture-{number}-{target or 'moment'}-{time_s:.0f}.jpg").write_bytes(jpeg)
claims.end()
