#!/usr/bin/env python3
"""The published JSON Schema is a valid schema, accepts every scenario that ships and refuses broken ones."""
import copy
import json
import pathlib

import jsonschema

from program import ROOT, Claims


def without_comments(text):
    """JSON with // and /* */ comments as plain JSON; strings are left alone."""
    out, i, in_string = [], 0, False
    while i < len(text):
        if in_string:
            out.append(text[i])
            if text[i] == "\\":
                out.append(text[i + 1])
                i += 1
            elif text[i] == '"':
                in_string = False
        elif text[i] == '"':
            in_string = True
            out.append(text[i])
        elif text.startswith("//", i):
            i = text.find("\n", i)
            i = len(text) if i < 0 else i
            continue
        elif text.startswith("/*", i):
            i = text.index("*/", i) + 2
            continue
        else:
            out.append(text[i])
        i += 1
    return "".join(out)


claims = Claims()
schema = json.loads((ROOT / "scenarios" / "schema" / "scenario.schema.json").read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
files = sorted((ROOT / "scenarios").glob("*/scenario.json")) + [ROOT / "tests/data/scenarios/two_rooms.json"]
claims.that(len(files) >= 4, "the shipped scenarios are found", files)
for file in files:
    scenario = json.loads(without_comments(file.read_text(encoding="utf-8")))
    errors = [f"{list(e.absolute_path)}: {e.message[:200]}" for e in validator.iter_errors(scenario)]
    claims.that(not errors, f"the schema accepts {file.parent.name}/{file.name}", errors[:5])
broken = copy.deepcopy(scenario)
broken["wals"] = []
claims.that(not validator.is_valid(broken), "the schema refuses an unknown key")
broken = copy.deepcopy(scenario)
del broken["storeys"][0]["outline"]
claims.that(not validator.is_valid(broken), "the schema refuses a storey without an outline")
broken = copy.deepcopy(scenario)
broken["openings"][0]["kind"] = "gate"
claims.that(not validator.is_valid(broken), "the schema refuses an opening of unknown kind")
claims.end()
