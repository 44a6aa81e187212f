#!/usr/bin/env python3
"""Writes assets/faults.json from tools/scenarios/faults.csv: the catalogue of fire-safety faults an
inspector may find. The table carries the Chinese wording, legal basis, confidence and grade; English
measures and the deciding observation are added here. A blank clause stays blank."""
import csv
import json
import pathlib
import re

from fault_looks import DECOYS, FAULTS, ITEMS
from scenario_file import L, Row, compact, write_catalogue

GROUPS = {"EX": "Exits and escape routes", "EQ": "Fire-protection equipment", "EL": "Electricity",
          "FS": "Flames, smoking, gas", "BD": "Building", "ST": "Storage", "MG": "Management"}
GRADES = {"G": "general", "M": "major", "G>M": "may_rise"}

# English measure and deciding observation (push, look, press, read, measure, release) per fault.
DETAILS = {
    "EX-01": ("Unlock; fit a panic bar or a lock that opens from inside in a fire", "push"),
    "EX-02": ("Clear it; mark a keep-clear zone", "look"),
    "EX-03": ("Clear the same day; add to the patrol list", "look"),
    "EX-04": ("Clear it", "look"),
    "EX-05": ("Hang the leaf so that it opens outwards", "push"),
    "EX-06": ("Replace by a hinged door", "look"),
    "EX-07": ("Widen", "measure"),
    "EX-08": ("Widen or remove what narrows it", "measure"),
    "EX-09": ("Remove the sill", "measure"),
    "EX-10": ("Link the release to the alarm; add a manual button and a sign", "push"),
    "EX-11": ("Add an exit; closed until done", "look"),
    "EX-12": ("Remove, or change to bars that open from inside", "look"),
    "EX-13": ("Fit an escape window that opens inwards", "look"),
    "EX-14": ("Take the wedge away; keep the door closed", "look"),
    "EX-15": ("Replace", "release"),
    "EX-16": ("Clear; mark lines on both sides", "look"),
    "EX-17": ("Restore the enclosure", "look"),
    "EX-18": ("Remove", "look"),
    "EX-19": ("Clear it", "look"),
    "EX-20": ("Empty it", "look"),
    "EX-21": ("Repair or add", "look"),
    "EX-22": ("Correct the arrow", "look"),
    "EX-23": ("Remove what covers it", "look"),
    "EX-24": ("Add signs", "measure"),
    "EX-25": ("Replace", "press"),
    "EX-26": ("Replace the battery or add lamps", "measure"),
    "EX-27": ("Put one up", "look"),
    "EX-28": ("Move outdoors to the common parking place at once", "look"),
    "EQ-01": ("Provide", "look"),
    "EQ-02": ("Replace and send for service", "read"),
    "EQ-03": ("Scrap and replace", "read"),
    "EQ-04": ("Clear the way to it", "look"),
    "EQ-05": ("Change the type", "read"),
    "EQ-06": ("Unlock", "push"),
    "EQ-07": ("Replace", "look"),
    "EQ-08": ("Check now and start a record", "read"),
    "EQ-09": ("Move or protect", "measure"),
    "EQ-10": ("Adjust", "measure"),
    "EQ-11": ("Clear the way to it", "look"),
    "EQ-12": ("Complete it", "look"),
    "EQ-13": ("Restore the water supply", "press"),
    "EQ-14": ("Clear and mark lines", "look"),
    "EQ-15": ("Install", "look"),
    "EQ-16": ("Take the dust cap off", "look"),
    "EQ-17": ("Repair", "press"),
    "EQ-18": ("Restore", "read"),
    "EQ-19": ("Two persons on duty", "look"),
    "EQ-20": ("Certified persons only", "read"),
    "EQ-21": ("Clear or replace", "look"),
    "EQ-22": ("Open and seal", "look"),
    "EQ-23": ("Repair", "press"),
    "EQ-24": ("Back to automatic", "read"),
    "EQ-25": ("Repair", "press"),
    "EQ-26": ("Fit one", "look"),
    "EL-01": ("Cut off and rewire in conduit", "look"),
    "EL-02": ("Disconnect", "look"),
    "EL-03": ("Run in steel conduit", "look"),
    "EL-04": ("Take away, cut the power", "look"),
    "EL-05": ("Clear it", "look"),
    "EL-06": ("Fit a circuit breaker", "look"),
    "EL-07": ("Move away", "measure"),
    "EL-08": ("Remove", "look"),
    "EL-09": ("Move out", "look"),
    "EL-10": ("Rebuild", "look"),
    "EL-11": ("Move away and unplug", "measure"),
    "FS-01": ("Stop at once; apply for a permit", "look"),
    "FS-02": ("Stop", "look"),
    "FS-03": ("Stop it", "look"),
    "FS-04": ("Clean and keep a log", "read"),
    "FS-05": ("Install", "look"),
    "FS-06": ("Replace", "look"),
    "FS-07": ("Move out, change the gas supply", "look"),
    "FS-08": ("Move to the cylinder room", "look"),
    "FS-09": ("Provide", "look"),
    "FS-10": ("Stop it", "look"),
    "FS-11": ("Stop it", "look"),
    "BD-01": ("Strip out and replace", "look"),
    "BD-02": ("Pull down", "look"),
    "BD-03": ("Move people out or separate by solid construction", "look"),
    "BD-04": ("Stop operation and move out", "look"),
    "BD-05": ("Move", "read"),
    "BD-06": ("Restore", "look"),
    "BD-07": ("Seal and empty", "look"),
    "BD-08": ("Pull down", "look"),
    "BD-09": ("Move vehicles, mark lines", "measure"),
    "BD-10": ("Rebuild in non-combustible material", "look"),
    "BD-11": ("Unlock, or add a stair", "push"),
    "BD-12": ("Provide", "look"),
    "ST-01": ("Restack", "measure"),
    "ST-02": ("Move out", "look"),
    "ST-03": ("Store apart, with lids", "look"),
    "ST-04": ("Replace", "read"),
    "ST-05": ("Clean and record", "look"),
    "ST-06": ("Move to the mixing room", "look"),
    "ST-07": ("Connect", "look"),
    "ST-08": ("Move out at once", "look"),
    "MG-01": ("Establish", "read"),
    "MG-02": ("Make up the patrol", "read"),
    "MG-03": ("Train again", "look"),
    "MG-04": ("Hold a drill and file it", "read"),
    "MG-05": ("Draw one up", "read"),
    "MG-06": ("Have it tested", "read"),
    "MG-07": ("Close until licensed", "read"),
    "MG-08": ("Stop", "read"),
}


def places(text):
    """Codes of the place types; qualifiers in brackets stay in `places_text`."""
    codes = re.findall(r"[A-Z]+", re.sub(r"[(].*?[)]|（.*?）", " ", text))
    return ["ALL"] if "ALL" in codes else codes


def entry(row):
    measure_en, confirm = DETAILS[row["id"]]
    return Row(id=row["id"], zh=row["zh"], en=row["en"], places=places(row["places"]), places_text=row["places"],
               basis=row["basis"], confidence=row["conf"], grade=GRADES[row["grade"]],
               measure=L(row["measure"], measure_en), on_spot=row["on_spot"], confirm=confirm, scene_cue=row["scene_cue"],
               appearance=FAULTS[row["id"]])


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    with open(here / "faults.csv", encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == len(DETAILS) and {row["id"] for row in rows} == set(DETAILS), "table and details differ"
    sections = [(title, [(None, entry(row)) for row in rows if row["id"].startswith(code)]) for code, title in GROUPS.items()]
    write_catalogue(here.parents[1] / "assets" / "faults.json", "faults", [
        "Faults an inspector may find, in the wording of training material, not of an official form.",
        "places: SC school, KG kindergarten, SM shop, RB rental block, RE restaurant, KTV entertainment, FS flammable",
        "store, WS workshop, WH warehouse, HR high-rise housing, ALL. basis: blank clauses are blank on purpose.",
        "confidence of the first basis named: A wording read in a verbatim copy, B clause seen in a secondary source,",
        "C known but not re-read, D unsure. Check against the official text before printing on a form.",
        "grade: general; major; may_rise (to major, under the named rule): a judgement for training, never official.",
        "on_spot: Y put right at once, N takes time, P depends. confirm: the observation that settles it.",
        "release: open the door and let go.",
        "appearance: how it is made in a building and so looks (see sim/building/faults/catalogue.hpp).",
        "decoys: what is taken for a fault and is none.",
        "Written by tools/scenarios/catalogue_faults.py from faults.csv and fault_looks.py.",
    ], sections)
    file = here.parents[1] / "assets" / "faults.json"
    text = file.read_text(encoding="utf-8").rstrip()
    assert text.endswith("]\n}")
    decoys = ",\n".join("    " + compact(row) for row in DECOYS)
    file.write_text(text[:-2] + ",\n  \"decoys\": [\n" + decoys + "\n  ]\n}\n", encoding="utf-8")
    write_catalogue(here.parents[1] / "assets" / "fault_items.json", "items", [
        "Things that only faults bring in, drawn of parts: boxes, cylinders and lettering in the frame of the thing,",
        "foot at z = 0, front towards -y. What burns of them as in items.json (same ranges, own estimates of size).",
        "Written by tools/scenarios/catalogue_faults.py from fault_looks.py.",
    ], [(title, [(None, row) for row in rows]) for title, rows in ITEMS])
