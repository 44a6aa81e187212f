"""Parts from which the shipped buildings are put together: a Draft collects the entities of a
scenario by short calls with sensible defaults. Knows the scenario format, not any building."""
import json
import pathlib
import re

from scenario_file import Comment, L, Row, arrow_towards, rectangle, write_scenario, write_trainee

ROOT = pathlib.Path(__file__).resolve().parents[2]

SHAFT = 1.6  # of a lift: depth between centre lines [m]


def outline_with_shaft(length, depth, y0, y1):
    """The floor of a rectangular building with a gable_lift, to the outer faces of its walls."""
    return [[-0.1, -0.1], [length + 0.1, -0.1], [length + 0.1, depth + 0.1], [-0.1, depth + 0.1],
            [-0.1, y1 + 0.1], [-SHAFT - 0.1, y1 + 0.1], [-SHAFT - 0.1, y0 - 0.1], [-0.1, y0 - 0.1]]


# How far in front of a wall's face the middle of a fixture stands [m].
FIXTURE_GAP = 0.06


def catalogue(name, key):
    text = (ROOT / "assets" / name).read_text(encoding="utf-8")
    text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    return {entry["id"]: entry for entry in json.loads(text)[key]}


FAULTS = catalogue("faults.json", "faults")


class Draft:
    """A scenario under construction. Each list is one array of the file, in file order."""

    def __init__(self, id, name, description, place_type, version="1.0"):
        self.head = Row(format=1, id=id, name=name, description=description, place_type=place_type, version=version)
        self.site = None
        self.weather = None
        self.drill = None
        self.lists = {key: [] for key in (
            "storeys", "walls", "openings", "stairs", "rooms", "exits", "assembly_points", "burners", "furnishings",
            "fixtures", "profiles", "occupants", "plans", "devices", "cameras", "lifts")}

    def heading(self, key, text):
        self.lists[key].append(Comment("---- " + text))

    def add(self, key, row):
        self.lists[key].append(row)
        return row

    # ---- building

    def storey(self, id, name, elevation, height, outline, voids=()):
        row = Row(id=id, name=name, elevation=elevation, height=height, outline=outline)
        if voids:
            row["voids"] = list(voids)
        return self.add("storeys", row)

    def wall(self, id, storey, points, thickness=0.2, material="brick", **more):
        return self.add("walls", Row(id=id, storey=storey, points=points, thickness=thickness, material=material, **more))

    def door(self, id, storey, name, at, width, height=2.1, opens=None, leaves=1, **more):
        row = Row(id=id, kind="door", storey=storey, name=name, at=at, width=width, height=height)
        if leaves != 1:
            row["leaves"] = leaves
        if opens is not None:
            row["opens_towards"] = opens
        row.update(more)
        return self.add("openings", row)

    def fire_door(self, id, storey, name, at, width, opens, leaves=2, height=2.2, rating=60, **more):
        return self.door(id, storey, name, at, width, height, opens, leaves, self_closing=True, fire_rating_min=rating,
                         material="steel_panel", leakage_area=0.02, **more)

    def window(self, id, storey, name, at, width, height=1.8, sill=0.9, **more):
        row = Row(id=id, kind="window", storey=storey, name=name, at=at, width=width, height=height, sill=sill, motion="sliding",
                  leakage_area=0.01)
        row.update(more)
        return self.add("openings", row)

    def hole(self, id, storey, name, at, width, height):
        return self.add("openings", Row(id=id, kind="hole", storey=storey, name=name, at=at, width=width, height=height,
                                        motion="none", state="open"))

    def room(self, id, storey, name, use, polygon, **more):
        return self.add("rooms", Row(id=id, storey=storey, name=name, use=use, polygon=polygon, **more))

    def exit(self, id, name, opening):
        return self.add("exits", Row(id=id, name=name, opening=opening))

    def dog_leg(self, id, name, lower, upper, z0, z1, x0, width, gap, floor_edge, landing_edge, back):
        """Two flights side by side (x0 … x0 + width, then a gap, then as wide again) that start at
        the floor's edge y = floor_edge, turn on a landing between landing_edge and back, and come
        back to floor_edge one storey higher."""
        middle = (z0 + z1) / 2
        up, down = x0 + width / 2, x0 + width * 1.5 + gap
        return self.add("stairs", Row(
            id=id, name=name, from_storey=lower, to_storey=upper,
            flights=[Row(start=[up, floor_edge], end=[up, landing_edge], width=width, z_start=z0, z_end=middle),
                     Row(start=[down, landing_edge], end=[down, floor_edge], width=width, z_start=middle, z_end=z1)],
            landings=[Row(polygon=rectangle(x0, min(back, landing_edge), x0 + 2 * width + gap, max(back, landing_edge)), z=middle)]))

    def gable_lift(self, id, name, storeys, y0, y1, door_width=0.9):
        """A lift in a shaft of its own outside the west gable (x = 0), between y0 and y1, with a door in the gable on each
        storey: as they are added to buildings that stood without one. The slabs go through: each storey has its landing,
        and the car is drawn behind a shut door."""
        for storey in storeys:
            s = storey.lower()
            self.wall(f"{id}_shaft_{s}", storey, [[0, y0], [-SHAFT, y0], [-SHAFT, y1], [0, y1]], material="concrete")
            self.add("openings", Row(id=f"{id}_{s}", kind="door", storey=storey, name=L(f"{name['zh']}门", f"{name['en']}, landing door"),
                                     at=[0, (y0 + y1) / 2], width=door_width, height=2.1, motion="sliding", material="steel_panel", leakage_area=0.03))
            self.room(f"{id}_room_{s}", storey, name, "lift", rectangle(-SHAFT, y0, 0, y1))
            self.put(f"{id}_notice_{s}", "lift_notice", storey, [0.115, (y0 + y1) / 2], 90, z=2.2)
        self.add("lifts", Row(id=id, name=name, region=rectangle(0.1 - SHAFT, y0 + 0.1, -0.1, y1 - 0.1), storeys=list(storeys), speed=1, capacity=8))

    # ---- things

    def put(self, id, item, storey, at, rotation=0, **more):
        row = Row(id=id, item=item, storey=storey, at=at)
        if rotation:
            row["rotation"] = rotation
        row.update(more)
        return self.add("furnishings", row)

    def grid(self, id, item, storey, at, nx, ny, step, rotation=0, **more):
        return self.put(id, item, storey, at, rotation, repeat=Row(nx=nx, ny=ny, step=step), **more)

    # ---- fixtures

    def fixture(self, id, kind, storey, at, z, facing, name=None, **spec):
        row = Row(id=id, kind=kind, storey=storey)
        if name:
            row["name"] = name
        row.update(at=at, z=z, facing=facing)
        row.update(spec)
        return self.add("fixtures", row)

    def extinguisher(self, id, storey, at, facing, agent="abc_powder", charge=4, gauge="green", made="2023-05", z=0.45, name=None, **spec):
        if name is None:
            name = {"abc_powder": L(f"ABC干粉灭火器 {charge} kg", f"ABC powder extinguisher, {charge} kg"),
                    "bc_powder": L(f"BC干粉灭火器 {charge} kg", f"BC powder extinguisher, {charge} kg"),
                    "co2": L(f"二氧化碳灭火器 {charge} kg", f"CO2 extinguisher, {charge} kg"),
                    "water": L(f"水基型灭火器 {charge} L", f"Water-based extinguisher, {charge} l"),
                    "foam": L(f"泡沫灭火器 {charge} L", f"Foam extinguisher, {charge} l"),
                    "wet_chemical": L(f"厨房专用(F类)灭火器 {charge} L", f"Wet-chemical (class F) extinguisher, {charge} l"),
                    "fire_blanket": L("灭火毯", "Fire blanket")}[agent]
        return self.fixture(id, "extinguisher", storey, at, z, facing, name, agent=agent, charge=charge, gauge=gauge, made=made, **spec)

    def detector(self, id, storey, at, z, senses="smoke", threshold=4, **spec):
        return self.fixture(id, "detector", storey, at, z, 0, senses=senses, threshold=threshold, **spec)

    def sign(self, id, storey, at, z, facing, direction=None, **spec):
        """An exit sign over a door (no direction) or one that points into `direction` [degrees]."""
        arrow = "none" if direction is None else arrow_towards(facing, direction)
        return self.fixture(id, "exit_sign", storey, at, z, facing, arrow=arrow, **spec)

    def light(self, id, storey, at, facing, z=2.4, **spec):
        return self.fixture(id, "emergency_light", storey, at, z, facing, **spec)

    # ---- people

    def group(self, id, name, storey, profile, count, pre_movement, room=None, region=None, positions=None, **more):
        row = Row(id=id, name=name, storey=storey)
        if room:
            row["room"] = room
        if region:
            row["region"] = region
        if positions:
            row["positions"] = positions
        row.update(count=count, profile=profile, pre_movement=pre_movement)
        row.update(more)
        return self.add("occupants", row)

    def plan(self, id, name, exit="", assembly_point="", head_count_by="", **more):
        return self.add("plans", Row(id=id, name=name, exit=exit, assembly_point=assembly_point, head_count_by=head_count_by, **more))

    # ---- devices

    def device(self, id, quantity, storey, at=None, z=None, **more):
        row = Row(id=id, quantity=quantity, storey=storey)
        if at:
            row["at"] = at
        if z is not None:
            row["z"] = z
        row.update(more)
        return self.add("devices", row)

    def camera(self, row):
        return self.add("cameras", row)

    def plan_camera(self, id, storey, centre, z, field_of_view=65):
        return self.camera(Row(id=id, storey="", at=centre, z=z, heading=90, pitch=-90, field_of_view=field_of_view, cut_above=storey))

    # ---- writing

    def write(self, head):
        scenario = Row(self.head)
        lists = self.lists
        scenario["storeys"] = lists["storeys"]
        if self.site:
            scenario["site"] = self.site
        if self.weather:
            scenario["weather"] = self.weather
        for key, rows in lists.items():
            if key != "storeys" and rows:
                scenario[key] = rows
        if self.drill:
            changes_default = "rubric_base" in self.drill  # then `firedrill check` adds up
            positive = 100 if changes_default else sum(item["points"] for item in self.drill["rubric"] if not isinstance(item, Comment) and item["points"] > 0)
            assert abs(positive - 100) < 1e-9, f"rubric gives {positive} points"
            for fault in self.drill["faults"]:
                entry = FAULTS[fault["code"]]
                assert self.head["place_type"] in entry["places"] or "ALL" in entry["places"], fault
            scenario["drill"] = self.drill
        write_scenario(ROOT / "scenarios" / self.head["id"] / "scenario.json", head, scenario)

    def trainee(self, id, head, name, actions):
        write_trainee(ROOT / "scenarios" / self.head["id"] / "trainees" / f"{id}.json", head, name, actions)


def places(text):
    """Places of a fault pool, "CODE target; CODE target"."""
    rows = []
    for entry in text.split(";"):
        code, target = entry.split()
        rows.append(Row(code=code, target=target))
    return rows


def fault(id, code, target, confirm=None):
    return Row(id=id, code=code, target=target, confirm=confirm or FAULTS[code]["confirm"])


def rubric(id, skill, text, reason, points, event, **conditions):
    return Row(id=id, skill=skill, text=text, reason=reason, points=points, event=event, **conditions)
