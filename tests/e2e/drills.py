#!/usr/bin/env python3
"""A headless drill of each scenario with its example trainee: the record in the database says the same as the
program printed, every tick has the same hash on one thread and on two, and the replay verifies. Nothing
of that depends on the size of the cells: those of 0.5 m keep it short; `firedrill bench` and the full drills use 0.2 m."""
import pathlib
import sys

from program import ROOT, Claims, run, scratch, summary

CELL = "0.5"
claims = Claims()
names = sys.argv[1:] or ["school", "supermarket", "rental_block"]
with scratch() as folder:
    folder = pathlib.Path(folder)
    for name in names:
        scenario = ROOT / "scenarios" / name
        checked = run("check", scenario)
        claims.that(checked.returncode == 0, f"{name}: fit for use", checked.stderr[:800])
        process = run("drill", scenario, "--headless", "--script", "example", "--seed", 7, "--cell", CELL, "--threads", 1,
                      "--db", folder / "records.db", "--hashes", folder / f"{name}.hashes", "--replay-out", folder / f"{name}.replay",
                      "--trainee", "张三", timeout=850)
        claims.that(process.returncode == 0, f"{name}: runs on one thread", process.stderr[-800:])
        if process.returncode != 0:
            continue
        result = summary(process)
        ticks = (folder / f"{name}.hashes").read_text().splitlines()
        claims.that(len(ticks) == round(result["simulated_s"] / 0.05), f"{name}: every tick has its hash", len(ticks))
        verified = run("replay", folder / f"{name}.replay", "--verify", "--threads", 2, timeout=850)
        claims.that(verified.returncode == 0, f"{name}: the replay has the same hash at each of {len(ticks)} ticks on two threads", verified.stderr)
        claims.that(result["mass_balance_error"] < 0.01, f"{name}: mass is conserved", result["mass_balance_error"])
        claims.that(result["energy_balance_error"] < 0.01, f"{name}: energy is conserved", result["energy_balance_error"])
        claims.that(result["occupants_total"] == result["occupants_out"] + result["occupants_inside"] , f"{name}: nobody is lost", result)
        claims.that(result["score"] > 60 and result["passed"], f"{name}: the example trainee passes", result["score"])
        process = run("session", "export", "--db", folder / "records.db", "-o", folder / "records.csv")
        rows = (folder / "records.csv").read_text(encoding="utf-8-sig")
        claims.that(process.returncode == 0 and name in rows and "张三" in rows, f"{name}: the record stands in the export", rows[:400])
        shown = run("session", "show", result["record_id"], "--db", folder / "records.db").stdout
        claims.that(result["hash"] in shown and f"{result['score']:.1f}" in shown, f"{name}: the record holds the printed score and hash", shown[:400])
        report = folder / f"{name}.html"
        claims.that(run("session", "report", result["record_id"], "--db", folder / "records.db", "-o", report).returncode == 0
                    and "<svg" in report.read_text(encoding="utf-8"), f"{name}: the report has its floor plans")
claims.end()
