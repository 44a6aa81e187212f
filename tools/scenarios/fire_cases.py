#!/usr/bin/env python3
"""The laboratory rooms and open fires of the fire's validation as scenario files under tests/validation/cases. What was
measured in them stands beside them in tests/validation/experiments.json, which is written by hand."""
import json
import pathlib

from scenario_file import L, Row, rectangle, write_scenario

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "tests" / "validation"
CASES = FOLDER / "cases"

# Walls whose heat capacity is a twentieth of the real one reach the same steady state in a twentieth of the time.
QUICK_BOARD = Row(id="fibre_board_quick", name=L("陶瓷纤维板", "Ceramic fibre board"),
                  layers=[Row(conductivity=0.1, density=200, specific_heat=50, thickness=0.0127)], emissivity=0.9,
                  source="Steckler, Quintiere & Rinkinen 1982, rounded; a twentieth of the specific heat: the same steady state sooner")
# Gypsum as FDS' own examples and most of its users write it.
PLASTER = Row(id="gypsum_plaster", name=L("石膏", "Gypsum plaster"),
              layers=[Row(conductivity=0.48, density=1440, specific_heat=840, thickness=0.1)], emissivity=0.9,
              source="Quintiere, Fundamentals of Fire Phenomena (2006), as in FDS input files")
ADIABATIC = Row(id="no_loss", name=L("绝热", "No loss"),
                layers=[Row(conductivity=0.0001, density=1, specific_heat=1, thickness=0.1)], emissivity=0.01,
                source="Takes no heat: for comparison with formulas that know no walls")
PURE = Row(id="pure_heat", name=L("纯热源", "Heat alone"), heat_of_combustion=50000, yield_soot=0, yield_co=0, yield_co2=2.75,
           yield_hcn=0, radiative_fraction=0, source="All its heat goes into the gas: for formulas given the convective part")


def room(id, zh, en, width, depth, height, material, centred=True):
    x0, y0 = (-width / 2, -depth / 2) if centred else (0, 0)
    ring = rectangle(x0, y0, x0 + width, y0 + depth)
    return {
        "format": 1, "id": id, "name": L(zh, en), "version": "1.0",
        "storeys": [Row(id="floor", name=L("地面层", "Ground floor"), elevation=0, height=height, outline=ring, slab=material)],
        "weather": Row(temperature=20, indoor_temperature=20),
        "walls": [Row(id="walls", storey="floor", points=ring + [ring[0]], thickness=0.1, material=material)],
        "openings": [],
        "rooms": [Row(id="room", storey="floor", name=L("试验房间", "Test room"), use="hall", polygon=ring)],
        "burners": [], "devices": []}


def open_air(id, zh, en, side, height):
    """A floor under the open sky: no roof, no walls."""
    ring = rectangle(-side / 2, -side / 2, side / 2, side / 2)
    return {
        "format": 1, "id": id, "name": L(zh, en), "version": "1.0",
        "storeys": [Row(id="floor", name=L("地面", "Floor"), elevation=0, height=height, outline=ring, roof=False)],
        "weather": Row(temperature=20, indoor_temperature=20), "burners": [], "devices": []}


def burner(case, at, size, fuel, kw, height=0):
    case["burners"].append(Row(id="burner", storey="floor", at=at, size=[size, size], height=height, fuel=fuel, hrr=Row(constant_kw=kw)))
    case["devices"].append(Row(id="hrr", quantity="hrr", storey="floor", burner="burner"))


def rake(case, id, quantity, at, heights, **more):
    for z in heights:
        case["devices"].append(Row(id=f"{id}_{round(100 * z):03d}", quantity=quantity, storey="floor", at=at, z=z, **more))


def write(case, head):
    case = {key: value for key, value in case.items() if value != []}
    write_scenario(CASES / f"{case['id']}.json", [head, "Made by tools/scenarios/fire_cases.py."], case)


TREE = [0.06, 0.17, 0.29, 0.41, 0.52, 0.64, 0.76, 0.88, 0.99, 1.11, 1.23, 1.34, 1.46, 1.58, 1.69, 1.81, 1.93, 2.04]
DOOR = [0.06, 0.17, 0.29, 0.40, 0.52, 0.63, 0.74, 0.86, 0.97, 1.09, 1.20, 1.31, 1.43, 1.54, 1.66, 1.77]


def steckler(experiment):
    """A room of 2.8 x 2.8 x 2.13 m with one opening in the middle of its +x wall."""
    number, opening = experiment["test"], experiment["opening"]
    case = room(f"steckler_{number}", f"Steckler 试验 {number}", f"Steckler test {number}", 2.8, 2.8, 2.13, "fibre_board_quick")
    case["weather"] = Row(temperature=experiment["ambient_c"], indoor_temperature=experiment["ambient_c"])
    case["materials"] = [QUICK_BOARD]
    top = 1.83
    case["openings"] = [Row(id="door", kind="hole", storey="floor", at=[1.4, 0], width=opening["width_m"], height=opening["height_m"],
                            sill=round(top - opening["height_m"], 2), motion="none", state="open")]
    at = {"centre": [0, 0], "back_wall": [-1.15, 0], "back_corner": [-1.15, -1.15]}[experiment["burner"]]
    burner(case, at, 0.3, "methane", experiment["hrr_kw"])
    rake(case, "tree", "temperature", [1.1, 1.1], TREE)
    rake(case, "door", "velocity", [1.4, 0], [z for z in DOOR if z > top - opening["height_m"]])
    case["devices"] += [Row(id="out", quantity="mass_flow_out", storey="floor", at=[1.2, 0], opening="door"),
                        Row(id="in", quantity="mass_flow_in", storey="floor", at=[1.2, 0], opening="door")]
    write(case, f"Steckler, Quintiere & Rinkinen 1982, test {number}: {experiment['hrr_kw']} kW, opening "
                f"{opening['width_m']} x {opening['height_m']} m, burner {experiment['burner'].replace('_', ' ')}.")


def room_200kw(id, zh, en, material, head):
    case = room(id, zh, en, 4, 4, 3, material)
    case["materials"] = [PLASTER] if material == PLASTER["id"] else []
    case["openings"] = [Row(id="door", kind="hole", storey="floor", at=[2, 0], width=0.9, height=2.1, motion="none", state="open")]
    burner(case, [0, 0], 0.5, "propane", 200)
    rake(case, "tree", "temperature", [1.5, 1.5], [round(0.05 + 0.1 * n, 2) for n in range(30)])
    rake(case, "door", "velocity", [2, 0], [round(0.05 + 0.1 * n, 2) for n in range(21)])
    case["devices"] += [Row(id="out", quantity="mass_flow_out", storey="floor", at=[1.8, 0], opening="door"),
                        Row(id="in", quantity="mass_flow_in", storey="floor", at=[1.8, 0], opening="door")]
    write(case, head)


# z/Q^(2/5) at which the centre line is read [m/kW^(2/5)].
PLUME = [0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0]


def plume(kw, size):
    scale = kw ** 0.4
    height = 1.15 * scale
    case = open_air(f"mccaffrey_{kw}", f"McCaffrey 羽流 {kw} kW", f"McCaffrey plume, {kw} kW", round(max(1.6, 0.55 * scale), 1), round(height, 1))
    burner(case, [0, 0], size, "methane", kw)
    for n, x in enumerate(PLUME):
        z = round(x * scale, 3)
        case["devices"] += [Row(id=f"t_{n}", quantity="temperature", storey="floor", at=[0, 0], z=z),
                            Row(id=f"w_{n}", quantity="velocity", storey="floor", at=[0, 0], z=z, axis_name="up")]
    write(case, f"A square burner of {size} m with {kw} kW in the open (McCaffrey 1979); devices at z/Q^(2/5) = {PLUME}.")


def alpert():
    """A wide ceiling without walls."""
    height, radii = 3.0, [0.0, 0.3, 0.75, 1.2, 1.8, 2.4]
    case = room("alpert", "Alpert 顶棚射流", "Alpert ceiling jet", 8, 8, height, "concrete")
    case["walls"] = []
    case["rooms"] = []
    burner(case, [0, 0], 0.6, "methane", 200)
    for r in radii:
        for z in (2.75, 2.85, 2.95):
            case["devices"] += [Row(id=f"t_{round(100 * r):03d}_{round(100 * z)}", quantity="temperature", storey="floor", at=[r, 0], z=z),
                                Row(id=f"u_{round(100 * r):03d}_{round(100 * z)}", quantity="velocity", storey="floor", at=[r, 0], z=z, axis=0)]
    write(case, "200 kW under a smooth ceiling at 3 m without walls (Alpert 1972): temperature and speed below the ceiling.")


def filling(id, vented):
    case = room(id, "烟气充填:" + ("有门" if vented else "封闭"), "Filling, " + ("vented" if vented else "closed"), 6, 6, 4, "no_loss")
    case["materials"] = [ADIABATIC]
    case["fuels"] = [PURE]
    # A gap at the floor lets the displaced air out.
    if vented:
        case["openings"] = [Row(id="door", kind="hole", storey="floor", at=[3, 0], width=1.0, height=2.0, motion="none", state="open")]
    else:
        case["openings"] = [Row(id="door", kind="hole", storey="floor", at=[3, 0], width=2.0, height=0.2, motion="none", state="open")]
    burner(case, [0, 0], 0.5, "pure_heat", 100)
    # The two-zone equations balance the whole room, and the layer sways from wall to wall while it forms: one tree in the
    # middle of each ninth of the floor but the fire's own.
    for n, (x, y) in enumerate((x, y) for y in (-2, 0, 2) for x in (-2, 0, 2) if (x, y) != (0, 0)):
        rake(case, f"tree_{n}", "temperature", [x, y], [round(0.05 + 0.1 * n, 2) for n in range(40)])
    case["devices"] += [Row(id="out", quantity="mass_flow_out", storey="floor", at=[2.5, 0], opening="door"),
                        Row(id="in", quantity="mass_flow_in", storey="floor", at=[2.5, 0], opening="door")]
    write(case, "100 kW in a room of 6 x 6 x 4 m that takes no heat: the smoke layer comes down as the two-zone equations say.")


def main():
    CASES.mkdir(parents=True, exist_ok=True)
    book = json.loads((FOLDER / "experiments.json").read_text(encoding="utf-8"))
    for experiment in book["steckler"]:
        steckler(experiment)
    room_200kw("room_200kw", "200 kW 房间", "Room with 200 kW", PLASTER["id"],
               "The room of 4 x 4 x 3 m with a door of 0.9 x 2.1 m and 200 kW that was also computed with FDS 6; solid gypsum.")
    room_200kw("room_200kw_partition", "200 kW 房间,石膏板隔墙", "Room with 200 kW, gypsum board partitions", "gypsum",
               "The same room with the catalogue's hollow partitions of gypsum board, which take less heat.")
    for kw, size in ((20, 0.3), (60, 0.3), (200, 0.5), (1000, 0.9)):
        plume(kw, size)
    alpert()
    filling("filling_closed", False)
    filling("filling_vented", True)


if __name__ == "__main__":
    main()
