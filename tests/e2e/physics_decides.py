#!/usr/bin/env python3
"""Physics decides whether a fire goes out. The example fires of the three scenarios are attacked by scripts: in time
with the agent that suits, from the right distance; with an agent that does not suit; from 6 m; and a minute later.
Nothing but the jet, the burning thing and the air says what comes of it. Cells of 0.4 m and nobody else in the
building keep it short."""
import json
import pathlib
import re
import shutil
import sqlite3
import sys

from program import ROOT, Claims, run, scratch, summary

CELL = "0.4"
# What a trainee does, and how long to watch for what comes of it. `near`: from where it is attacked, `far`: 6 m off
# in free sight.
FIRES = {
    "school": {"burns": "bin_lab", "unit": "ext_f1_m", "near": [43, 2.6], "far": [43, 6.6], "seconds": 2.5, "sweep": 6, "weak": "co2", "charge": 3, "weak_late": 30},
    "supermarket": {"burns": "cartons_fire", "unit": "ext_pillar_1", "near": [19.5, 15.7], "far": [18.6, 12.2], "seconds": 4, "sweep": 12, "weak": "co2", "charge": 3, "weak_late": 30},
    "rental_block": {"burns": "e_bike_3", "unit": "ext_f1_w", "near": [12.9, 1.2], "far": [16.6, 2.6], "seconds": 14, "sweep": 30, "weak": "abc_powder", "charge": 4, "weak_late": 0},
}
ALL_OF_IT = 15  # seconds, in which a charge is gone


def script(fire, place, seconds, late):
    actions = [
        {"do": "begin_fire"},  # the round of inspection is left out
        {"do": "wait_for", "event": "item.ignited", "timeout": 60},
        {"do": "wait", "seconds": late},
        {"do": "walk_to", "target": fire["unit"], "within": 0.9, "run": True},
        {"do": "interact", "target": fire["unit"]},
        {"do": "wait", "seconds": 1.5},
        {"do": "pin"},
        {"do": "walk_to", "at": place, "storey": "F1", "run": True},
        {"do": "use", "target": fire["burns"], "seconds": seconds, "sweep": fire["sweep"]},
        {"do": "wait", "seconds": 4},
        {"do": "use", "target": fire["burns"], "seconds": seconds / 2, "sweep": fire["sweep"]},
        {"do": "wait", "seconds": 40},
        {"do": "finish"},
    ]
    return {"name": "tester", "actions": actions}


def attack(folder, name, case, place, late=0, agent=None, charge=None, seconds=None):
    """Events of the drill as (time, name, target, value)."""
    fire = FIRES[name]
    home = folder / f"{name}_{case}"
    shutil.copytree(ROOT / "scenarios" / name, home)
    text = (home / "scenario.json").read_text(encoding="utf-8")
    if agent:
        text, changed = re.subn(r'("id": "%s".*?"agent": )"\w+"(, "charge": )[\d.]+' % fire["unit"], r'\1"%s"\g<2>%g' % (agent, charge), text)
        assert changed == 1
    (home / "scenario.json").write_text(text, encoding="utf-8")
    (home / "attack.json").write_text(json.dumps(script(fire, place, seconds or fire["seconds"], late)), encoding="utf-8")
    database = home / "records.db"
    process = run("drill", home, "--headless", "--script", home / "attack.json", "--seed", 7, "--cell", CELL, "--threads", 1,
                  "--no-crowd", "--db", database, timeout=850)
    assert process.returncode == 0, process.stderr[-800:]
    events = sqlite3.connect(database).execute("select time_s, name, target, value from event order by number").fetchall()
    return events, summary(process)


def of(events, name, target=None):
    return [e for e in events if e[1] == name and (target is None or e[2] == target)]


def out_for_good(events, burns):
    """The thing was put out and did not light again."""
    put_out = of(events, "item.extinguished", burns)
    relit = of(events, "item.reignited", burns)
    return bool(put_out) and (not relit or relit[-1][0] < put_out[-1][0])


def tell(name, case, events, totals):
    steps = {e[1].split(".")[1]: round(e[3], 2) for e in events if e[1].startswith("extinguisher.")}
    others = sorted({e[2] for e in of(events, "item.ignited")} - {FIRES[name]["burns"]})
    print(f"   {name} {case}: {steps} heat release at the end {totals['hrr_kw']:.0f} kW, also lit: {others}")


if __name__ == "__main__":
    claims = Claims()
    with scratch() as folder:
        folder = pathlib.Path(folder)
        for name in sys.argv[1:] or list(FIRES):
            fire = FIRES[name]
            events, totals = attack(folder, name, "right", fire["near"])
            tell(name, "right", events, totals)
            left = of(events, "extinguisher.agent_left")[-1][3]
            claims.that(out_for_good(events, fire["burns"]) and left > 0.25,
                        f"{name}: a right attack puts the fire out with {100 * (1 - left):.0f} % of one charge", events)
            events, totals = attack(folder, name, "weak", fire["near"], late=fire["weak_late"], agent=fire["weak"], charge=fire["charge"],
                                    seconds=ALL_OF_IT)
            tell(name, "weak", events, totals)
            claims.that(not out_for_good(events, fire["burns"]), f"{name}: {fire['weak']} does not put it out for good", of(events, "item.reignited"))
            if fire["weak_late"]:
                events, totals = attack(folder, name, "as_late", fire["near"], late=fire["weak_late"], seconds=ALL_OF_IT)
                tell(name, "as late", events, totals)
                claims.that(out_for_good(events, fire["burns"]), f"{name}: as late the agent that suits does", events)
            events, totals = attack(folder, name, "far", fire["far"], seconds=ALL_OF_IT)
            tell(name, "far", events, totals)
            distance = of(events, "extinguisher.distance")[0][3]
            claims.that(5.5 < distance < 6.6 and not out_for_good(events, fire["burns"]), f"{name}: standing at {distance:.1f} m does not", events)
            events, totals = attack(folder, name, "late", fire["near"], late=60, seconds=ALL_OF_IT)
            tell(name, "late", events, totals)
            claims.that(totals["hrr_kw"] > 1, f"{name}: a minute later the same attack is too late: {totals['hrr_kw']:.0f} kW burn at its end", events)
    claims.end()
