#!/usr/bin/env python3
"""Inspect, then ignite, then debrief: a chained exit that was missed costs seconds, a mended one says what it would
have cost; faults drawn by seed are kept by the replay; the catalogue can be drawn."""
import json

from PIL import Image

from program import ROOT, Claims, run, scratch, summary

SCENARIO = ROOT / "tests" / "data" / "scenarios" / "chained_exit.json"
claims = Claims()

PUSH = [{"do": "walk_to", "at": [2.5, 4.2], "storey": "g"}, {"do": "push", "target": "door_back"}]
AWAY = [{"do": "walk_to", "at": [6.0, 4.4], "storey": "g"}]
END = [{"do": "begin_fire"}, {"do": "wait", "seconds": 5}, {"do": "finish"}]


def script(folder, name, actions):
    file = folder / f"{name}.json"
    file.write_text(json.dumps({"name": name, "actions": actions}))
    return file


def drill(folder, name, actions, *more):
    replay = folder / f"{name}.replay"
    done = run("drill", SCENARIO, "--headless", "--no-fire", "--threads", 1, "--db", folder / "db.sqlite", "--script",
               script(folder, name, actions), "--replay-out", replay, *more)
    claims.that(done.returncode == 0, f"the drill of {name} runs", done.stderr)
    return replay


def debrief(folder, replay, *more):
    out = folder / f"debrief-{replay.stem}"
    done = run("--lang", "en", "debrief", replay, "-o", out, "--jobs", 2, *more)
    claims.that(done.returncode == 0, f"the debriefing of {replay.stem} runs", done.stderr)
    return json.loads((out / "debrief.json").read_text()), out, done.stdout


with scratch() as name:
    import pathlib
    folder = pathlib.Path(name)
    missed = drill(folder, "missed", PUSH + AWAY + END)
    result, out, table = debrief(folder, missed)
    chain = next(f for f in result["faults"] if f["fault"] == "chain")
    gauge = next((f for f in result["cannot_have_acted"] if f["fault"] == "gauge"), None)
    claims.that(not chain["mended_by_trainee"] and chain["rerun"] == "mended", "a missed chain is mended in the rerun", chain)
    claims.that((chain["cost"]["evacuation_time_s"] or 0) > 3, "the missed chain cost seconds", chain["cost"])
    claims.that(gauge is not None and gauge["why"] == "unused", "an extinguisher that nobody took cannot have acted, and is not run again", result)
    claims.that(table.index("EX-01") < table.index("EQ-02"), "the table has the costliest first", table)
    claims.that(result["cell_m"] == 0.4 and result["recorded_cell_m"] == 0.2, "all runs are on coarse cells, and that is said", result)
    for language in ("zh", "en"):
        page = (out / f"debrief.{language}.html").read_text(encoding="utf-8")
        claims.that("EX-01" in page and "fault-chain.jpg" in page, f"the page in {language} names and shows the fault")
        claims.that("EQ-02" in page and ("nobody used it" in page or "没有人用它" in page), f"and says why another was not run again ({language})")
        claims.that("0.4 m" in page or "0.4 米" in page, f"and on what cells ({language})")
    claims.that(Image.open(out / "fault-chain.jpg").size == (640, 480), "the fault's picture is there")

    mended = drill(folder, "mended", PUSH + [{"do": "photo", "target": "door_back"},
                   {"do": "mark_fault", "target": "door_back", "code": "EX-01|major|on_the_spot"}] + AWAY + END)
    result, out, _ = debrief(folder, mended)
    chain = next(f for f in result["faults"] if f["fault"] == "chain")
    claims.that(chain["mended_by_trainee"] and chain["rerun"] == "left as it was", "a mended chain is left in the rerun", chain)
    claims.that((chain["cost"]["evacuation_time_s"] or 0) > 3, "the debriefing says what it would have cost", chain["cost"])
    claims.that((out / "photo-1.jpg").exists(), "the trainee's photograph is drawn")
    verified = run("replay", mended, "--verify", "--threads", 1)
    claims.that(verified.returncode == 0, "a drill with a round and a repair verifies", verified.stderr)

    # Drawn by seed: kept by the replay, other faults with another seed.
    replays = [drill(folder, f"drawn{seed}", END, "--difficulty", "hard", "--seed", seed) for seed in (1, 2)]
    for replay in replays:
        verified = run("replay", replay, "--verify", "--threads", 1)
        claims.that(verified.returncode == 0, f"{replay.stem} verifies", verified.stderr)
    codes = []
    for replay in replays:
        result, _, _ = debrief(folder, replay, "--no-pictures")
        codes.append(sorted((f["code"], f["target"]) for f in result["faults"] + result["cannot_have_acted"]))
    claims.that(len(codes[0]) >= 6 and codes[0] != codes[1], "two seeds draw different faults", codes)

    listed = run("--lang", "en", "faults")
    claims.that(len(listed.stdout.splitlines()) == 104, "the catalogue is listed", listed.stdout[-200:])
    drawn = run("faults", "EX-02", "EQ-03", "-o", folder / "sheet")
    claims.that(drawn.returncode == 0 and (folder / "sheet" / "EX-02.png").exists() and (folder / "sheet" / "sheet-1.png").exists(),
                "faults are drawn close up", drawn.stderr)
    refused = run("debrief", folder / "none.replay")
    claims.that(refused.returncode == 3, "a missing replay is told", refused.stderr)
claims.end()
