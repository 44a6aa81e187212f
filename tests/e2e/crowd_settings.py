#!/usr/bin/env python3
"""The law of speed in smoke and the limit of door flow can be chosen and stand in every result."""
import json
import pathlib

from program import ROOT, Claims, run, scratch, summary

SCENARIO = ROOT / "tests" / "data" / "scenarios" / "two_rooms.json"
CHOSEN = ("--smoke-speed", "jin_irritant", "--door-flow", "codes")
claims = Claims()
with scratch() as folder:
    folder = pathlib.Path(folder)
    database = folder / "records.db"

    def named(result):
        return result["smoke_speed_law"], result["door_flow_limit"]

    plain = run("simulate", SCENARIO, "--until", 1, "--no-fire")
    claims.that(named(summary(plain)) == ("fds_evac", "free"), "a simulation names the usual settings", plain.stdout)
    others = [summary(plain)[key] for key in ("turn_back_extinction_1_m", "stranger_turn_back_extinction_1_m", "crowding_cost")]
    claims.that(others == [0.5, 0.15, 0.5], "and those that have no option", str(others))
    written = folder / "summary.json"
    chosen = run("simulate", SCENARIO, "--until", 1, "--no-fire", "--summary", written, *CHOSEN)
    claims.that(named(json.loads(written.read_text())) == ("jin_irritant", "codes"), "a simulation names the settings chosen", chosen.stderr)
    for law in ("fridolf_2019", "jin_non_irritant", "frantzich_nilsson", "purser_2003"):
        result = run("simulate", SCENARIO, "--until", 0.1, "--no-fire", "--smoke-speed", law)
        claims.that(result.returncode == 0 and summary(result)["smoke_speed_law"] == law, f"the law {law} can be chosen", result.stderr)
    claims.that(run("simulate", SCENARIO, "--until", 1, "--smoke-speed", "jin").returncode == 2, "an unknown law is an error of use")
    claims.that(run("simulate", SCENARIO, "--until", 1, "--door-flow", "some").returncode == 2, "an unknown door flow is an error of use")

    replay = folder / "drill.replay"
    drill = run("drill", SCENARIO, "--headless", "--no-fire", "--db", database, "--replay-out", replay, *CHOSEN)
    claims.that(named(summary(drill)) == ("jin_irritant", "codes"), "a drill names the settings chosen", drill.stdout + drill.stderr)
    verified = run("replay", replay, "--verify")
    claims.that(verified.returncode == 0, "its replay keeps them", verified.stdout + verified.stderr)
    shown = run("session", "show", 1, "--db", database, "--lang", "en").stdout
    claims.that("jin_irritant" in shown and "codes" in shown, "the record names them", shown[:400])
    report = folder / "report.html"
    run("session", "report", 1, "--db", database, "-o", report, "--lang", "zh")
    page = report.read_text(encoding="utf-8")
    claims.that("Jin 刺激性烟" in page and "规范上限 1.33" in page, "the report names them in its own language")
claims.end()
