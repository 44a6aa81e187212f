#!/usr/bin/env python3
"""The debriefing computes its runs on cells of 0.4 m: that it ranks faults as cells of 0.2 m do is shown on a small
building of its own, where the fire burns between two dozen people and the front door, and four faults weigh clearly
differently: a capped detector (everybody hears of the fire late), a chained back door (everybody passes the fire), a
front door that is too narrow (a queue), and a dead extinguisher (nobody touches it)."""
import json
import pathlib
import re

from program import ROOT, Claims, run, scratch

SCENARIO = ROOT / "tests" / "data" / "scenarios" / "chained_exit.json"
LATE_S = 45  # somebody gives the alarm then; the detector, were it not capped, some half a minute earlier
PEOPLE = 24
ORDER = ["capped", "chain", "narrow"]  # as a fire officer would
claims = Claims()


def four_faults():
    plan = json.loads(re.sub(r"^\s*//.*$", "", SCENARIO.read_text(encoding="utf-8"), flags=re.M))

    def of(part, id):
        return next(entry for entry in plan[part] if entry["id"] == id)
    of("items", "basket")["burnable"].update(fuel="polyurethane", hrr={"t_squared": "fast", "peak_kw": 400, "burn_s": 300, "decay_s": 60})
    plan["furnishings"] = [dict(of("furnishings", "waste_basket"), at=[6.2, 4.3], ignite=5)]
    of("fixtures", "detector_office").update(at=[7, 2.5], capped=True)
    of("openings", "door_exit").update(width=0.7, leaves=1)
    plan["occupants"] = [dict(of("occupants", "workers"), count=PEOPLE, pre_movement={"kind": "uniform", "a": 2, "b": 10})]
    drill = plan["drill"]
    drill.pop("fault_pool")
    # Not in the order of their weight.
    drill.update(duration=200, injects=[{"id": "alarm", "when": {"at_s": LATE_S}, "what": "alarm"}], faults=[
        {"id": "gauge", "code": "EQ-02", "target": "ext_1"},
        {"id": "narrow", "code": "EX-07", "target": "door_exit", "sound_width": 1.2},
        {"id": "chain", "code": "EX-01", "target": "door_back"},
        {"id": "capped", "code": "EQ-16", "target": "detector_office"}])
    return plan


with scratch() as name:
    folder = pathlib.Path(name)
    (folder / "four.json").write_text(json.dumps(four_faults(), ensure_ascii=False))
    (folder / "leaves.json").write_text(json.dumps({"name": "leaves", "actions": [
        {"do": "begin_fire"}, {"do": "walk_to", "at": [12, 2.5], "storey": "g", "run": True}, {"do": "finish"}]}))
    checked = run("check", folder / "four.json", "--lang", "en")
    claims.that(checked.returncode == 0, "the scenario is fit for use", checked.stdout + checked.stderr)
    done = run("drill", folder / "four.json", "--headless", "--threads", 1, "--seed", 1, "--db", folder / "db.sqlite", "--script", folder / "leaves.json",
               "--replay-out", folder / "four.replay")
    claims.that(done.returncode == 0, "the drill runs", done.stderr)
    for cell in (0.4, 0.2):
        done = run("--lang", "en", "debrief", folder / "four.replay", "-o", folder / f"{cell}", "--jobs", 2, "--cell", cell, "--no-pictures", timeout=850)
        claims.that(done.returncode == 0, f"{cell} m: the debriefing runs", done.stderr)
        result = json.loads((folder / f"{cell}" / "debrief.json").read_text())
        claims.that(result["cell_m"] == cell, f"{cell} m: it is computed on such cells", result["cell_m"])
        cost = {fault["fault"]: fault["cost"] for fault in result["faults"]}
        print(f"   {cell} m: out after {result['as_recorded']['evacuation_time_s']:.0f} s; " + "; ".join(
            f"{fault} {cost[fault]['evacuation_time_s']:+.1f} s, doses {cost[fault]['fed_sum']:+.3f}" for fault in cost))
        place = [done.stdout.index(code) for code in ("EQ-16", "EX-01", "EX-07", "EQ-02")]
        claims.that(place == sorted(place), f"{cell} m: the detector costs most, then the chain, then the narrow door, the extinguisher nothing", done.stdout)
        seconds = [cost[fault]["evacuation_time_s"] for fault in ORDER]
        claims.that(all(a > b + 3 for a, b in zip(seconds, [*seconds[1:], -3.5])), f"{cell} m: by seconds that chance does not make", seconds)
        claims.that([fault["fault"] for fault in result["cannot_have_acted"]] == ["gauge"], f"{cell} m: and the extinguisher is not run again", result)
claims.end()
