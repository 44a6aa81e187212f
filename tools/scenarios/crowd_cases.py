#!/usr/bin/env python3
"""The buildings of the crowd's verification (RiMEA 4.1.1, IMO MSC.1/Circ.1533, NIST TN 1822, ISO 20414, and laboratory
bottlenecks): scenario files under tests/verification/cases, and scenes.json, which names for each file the lines and
areas that are measured at. All lengths are clear ones: walls of 0.2 m stand outside of the walkable space."""
import json
import math
import pathlib

from parts import Draft
from scenario_file import L, Row, compact, rectangle, write_scenario

HERE = pathlib.Path(__file__).resolve().parents[2] / "tests" / "verification" / "cases"
WALL = 0.2
SCENES = {}


def grown(points, by):
    """A rectilinear outline, counter-clockwise, with each side moved outwards."""
    n, out = len(points), []
    for i in range(n):
        (ax, ay), (bx, by_), (cx, cy) = points[i - 1], points[i], points[(i + 1) % n]
        x, y = bx, by_
        for (px, py), (qx, qy) in (((ax, ay), (bx, by_)), ((bx, by_), (cx, cy))):
            length = math.hypot(qx - px, qy - py)
            x += by * (qy - py) / length
            y -= by * (qx - px) / length
        out.append([round(x, 4), round(y, 4)])
    return out


def constant(value):
    return Row(kind="constant", a=value)


def drawn(kind, a, b, **cut):
    return Row(kind=kind, a=a, b=b, **cut)


class Case(Draft):
    """One scenario file and its scene."""

    def __init__(self, suite, id, zh, en):
        super().__init__(id, L(zh, en), L(zh, en), "", "1.0")
        del self.head["place_type"]
        self.suite, self.lines, self.areas, self.extent = suite, {}, {}, {}
        self.profile("walker", constant(1.33))

    def profile(self, id, speed, radius=0.2, up=0.5, down=0.65):
        self.lists["profiles"] = [p for p in self.lists["profiles"] if p["id"] != id]
        return self.add("profiles", Row(id=id, name=L("行人", "Walker"), speed=speed, radius=radius, stairs_up=up, stairs_down=down))

    def floor(self, id, points, elevation=0, height=3, voids=()):
        """A storey that is one clear space with walls all round."""
        self.storey(id, L("楼层", "Storey"), elevation, height, grown(points, WALL), voids)
        ring = grown(points, WALL / 2)
        self.wall(f"{id}_walls", id, ring + [ring[0]], WALL)
        self.space(id, ring)

    def space(self, id, ring):
        self.room(f"{id}_room", id, L("空间", "Space"), "hall", ring, open_boundary=True)

    def storey(self, id, name, elevation, height, outline, voids=()):
        self.extent[id] = (elevation, outline)
        return super().storey(id, name, elevation, height, outline, voids)

    def gap(self, id, at, width, storey="g"):
        return self.hole(id, storey, L("开口", "Gap"), at, width, 2.1)

    def way_out(self, id, at, width, storey="g", leaf=False):
        if leaf:  # can be closed
            self.door(f"{id}_door", storey, L("门", "Door"), at, width, state="open")
        else:
            self.gap(f"{id}_door", at, width, storey)
        self.exit(id, L("出口", "Exit"), f"{id}_door")
        if not self.site:  # ground to step out on, at the exit's height
            elevation, outline = self.extent[storey]
            xs, ys = [x for x, _ in outline], [y for _, y in outline]
            self.site = Row(ground=rectangle(min(xs) - 1.4, min(ys) - 1.4, max(xs) + 1.4, max(ys) + 1.4))
            if elevation:
                self.site["elevation"] = elevation

    def people(self, id, count, region=None, positions=None, profile="walker", pre=None, storey="g", exits=None, leader=None, exit=None):
        more = {}
        if exits:
            more["familiar_exits"] = exits
        if leader:
            more["leader"] = leader
        if exit:
            if not any(p["id"] == f"to_{exit}" for p in self.lists["plans"]):
                self.plan(f"to_{exit}", L("计划", "Plan"), exit=exit)
            more["plan"] = f"to_{exit}"
        return self.group(id, L("人群", "Group"), storey, profile, count, pre or constant(0), region=region and rectangle(*region),
                          positions=positions, **more)

    def yard(self, ground, gathering):
        self.site = Row(ground=rectangle(*ground))
        self.lists["assembly_points"].append(Row(id="yard", name=L("院子", "Yard"), region=rectangle(*gathering)))

    def line(self, id, x0, y0, x1, y1):
        self.lines[id] = [[x0, y0], [x1, y1]]

    def area(self, id, x0, y0, x1, y1, layer=""):
        self.areas[id] = Row(region=rectangle(x0, y0, x1, y1))
        if layer:
            self.areas[id]["layer"] = layer

    def save(self):
        scenario = Row(self.head)
        scenario["storeys"] = self.lists["storeys"]
        if self.site:
            scenario["site"] = self.site
        for key, rows in self.lists.items():
            if key != "storeys" and rows:
                scenario[key] = rows
        head = [f"{self.head['name']['en']}.", "Made by tools/scenarios/crowd_cases.py; change it there."]
        write_scenario(HERE / self.suite / f"{self.head['id']}.json", head, scenario)
        scene = Row(file=f"{self.suite}/{self.head['id']}.json")
        if self.lines:
            scene["lines"] = self.lines
        if self.areas:
            scene["areas"] = self.areas
        assert self.head["id"] not in SCENES, self.head["id"]
        SCENES[self.head["id"]] = scene


def lattice(x0, y0, x1, y1, density):
    """Places of people as evenly as they can stand: rows of a hexagonal lattice."""
    step = math.sqrt(2 / (math.sqrt(3) * density))
    rows = max(1, round((y1 - y0) / (step * math.sqrt(3) / 2)))
    dy = (y1 - y0) / rows
    dx = 1 / (density * dy)
    return [[round(x0 + (i + (0.25 if r % 2 else 0.75)) * dx, 2), round(y0 + (r + 0.5) * dy, 2)]
            for r in range(rows) for i in range(int((x1 - x0) / dx))]


# ------------------------------------------------------------------------ single walkers, shared

def single_walkers():
    c = Case("rimea", "corridor_40", "40 米走廊", "A corridor, 40 m between the lines, 2 m wide")
    c.floor("g", rectangle(0, 0, 46, 2))
    c.way_out("east", [46.1, 1], 1.8)
    c.people("one", 1, positions=[[1, 1]], pre=constant(1))
    c.line("start", 3, 0, 3, 2)
    c.line("end", 43, 0, 43, 2)
    c.save()

    for name, plan_m, rise, suite, zh, en in (("stairs_10", 8, 6, "rimea", "10 米楼梯", "A stair 10 m long along the slope, 2 m wide"),
                                              ("stairs_100", 96, 28, "nist", "100 米楼梯", "A stair 100 m long along the slope, 2 m wide")):
        for up in (True, False):
            c = Case(suite, f"{name}_{'up' if up else 'down'}", zh, en + (", upwards" if up else ", downwards"))
            end = 6 + plan_m
            c.floor("g", rectangle(0, 0, end + 6, 2), 0, rise - 0.2)
            c.floor("u", rectangle(0, 0, end + 6, 2), rise, 3, voids=[rectangle(-0.2, -0.2, end, 2.2)])
            c.add("stairs", Row(id="stair", name=L("楼梯", "Stair"), from_storey="g", to_storey="u",
                                flights=[Row(start=[6, 1], end=[end, 1], width=1.98, z_start=0, z_end=rise)]))
            c.way_out("out", [end + 6.1, 1] if up else [-0.1, 1], 1.6, "u" if up else "g")
            c.profile("walker", constant(1.0))
            c.people("one", 1, positions=[[2, 1] if up else [end + 4, 1]], storey="g" if up else "u")
            c.line("foot", 6, 0, 6, 2)
            c.line("head", end, 0, end, 2)
            c.save()

    c = Case("rimea", "premovement_given", "十人依次出发", "A room of 8 m x 5 m, ten people who start after 10, 20 … 100 s")
    c.floor("g", rectangle(0, 0, 8, 5))
    c.way_out("east", [8.1, 2.5], 1)
    for k in range(10):
        c.people(f"p{k}", 1, positions=[[1 + 1.2 * (k % 5), 1.5 if k < 5 else 3.5]], pre=constant(10 * (k + 1)))
    c.save()

    for name, distribution, suite in (("uniform", drawn("uniform", 10, 100), "imo"), ("gamma", drawn("gamma", 1.291, 103.901), "nist"),
                                      ("lognormal", drawn("lognormal", 4.586, 0.967), "nist"), ("weibull", drawn("weibull", 139.285, 1.195), "nist")):
        c = Case(suite, f"premovement_{name}", "疏散前时间", f"A room of 8 m x 5 m, ten people of {name} pre-movement")
        c.floor("g", rectangle(0, 0, 8, 5))
        c.way_out("east", [8.1, 2.5], 1)
        c.people("ten", 10, region=(0.5, 0.5, 7, 4.5), pre=distribution)
        c.save()

    c = Case("rimea", "corner", "转角", "A corner of a corridor 2 m wide, twenty people")
    c.floor("g", [[0, 0], [12, 0], [12, 12], [10, 12], [10, 2], [0, 2]])
    c.way_out("north", [11, 12.1], 1.8)
    c.people("twenty", 20, region=(0, 0, 6, 2))
    c.save()

    for name, suite, count, speed, en in (("speeds_age_30", "rimea", 50, drawn("normal", 1.52, 0.32, low=0.58, high=2.46), "fifty adults of age 30"),
                                          ("speeds_males", "imo", 50, drawn("uniform", 0.97, 1.62), "fifty males of 30 to 50"),
                                          ("speeds_normal", "nist", 100, drawn("normal", 1.2, 0.2, low=0.6, high=1.8), "a hundred of normal speed")):
        c = Case(suite, name, "步行速度分布", f"A wide field, each in a lane of his own: {en}")
        lanes = 50
        c.floor("g", rectangle(0, 0, 30, 2 * lanes))
        c.way_out("east", [30.1, lanes], 2 * lanes - 0.4)
        c.profile("walker", speed)
        # A second row stands so far ahead that nobody catches up before the second line.
        places = [[1.0 + 13 * (k // lanes), 1.0 + 2 * (k % lanes)] for k in range(count)]
        c.people("all", count, positions=places)
        for row in range((count + lanes - 1) // lanes):
            c.line(f"from_{row}", 3 + 13 * row, 0, 3 + 13 * row, 2 * lanes)
            c.line(f"to_{row}", 11 + 13 * row, 0, 11 + 13 * row, 2 * lanes)
        c.save()


# ----------------------------------------------------------------------------------------- RiMEA

def fundamental_diagrams():
    # Long enough that for 70 s neither the last nor the thinning front comes to the middle.
    lengths = {0.5: (95, 5), 1: (78, 5), 2: (48, 18), 3: (28, 25), 4: (16, 32), 5: (10, 36), 6: (8, 36)}
    for density, (before, after) in lengths.items():
        c = Case("rimea", f"fd_{density}".replace(".", "_"), f"基本图 {density}", f"A corridor 4 m wide full of {density} persons/m2")
        end = before + 2 + after
        c.floor("g", rectangle(0, 0, end + 12, 4))
        c.way_out("east", [end + 12.1, 2], 3.8)
        c.profile("walker", constant(1.34))
        if density <= 2:  # rows of a lattice would stay lanes
            c.people("all", round(density * 4 * end), region=(0, 0, end, 4))
        else:  # denser than people put at random would stand without overlap
            places = lattice(0.2, 0.2, end, 3.8, density * 4 / 3.6)
            c.people("all", len(places), positions=places)
        c.area("middle", before, 1, before + 2, 3)
        c.area("before", max(0, before - 4), 1, before - 2, 3)
        c.area("after", before + 4, 1, before + 6, 3)
        c.save()

    for density in (0.5, 0.9, 1.2, 1.6, 2.0):
        c = Case("rimea", f"lane_{density}".replace(".", "_"), f"单列 {density}", f"A lane 0.7 m wide, one behind the other, {density} persons/m")
        c.floor("g", rectangle(0, 0, 70, 0.7))
        c.way_out("east", [70.1, 0.35], 0.6)
        c.profile("walker", constant(1.2))
        count = int(50 * density)
        c.people("all", count, positions=[[round(0.3 + (k + 0.5) / density, 3), 0.35] for k in range(count)])
        c.area("middle", 30, 0, 38, 0.7)
        c.save()

    for up in (True, False):
        c = Case("rimea", f"stairs_fd_{'up' if up else 'down'}", "楼梯基本图", "A room of 10 m x 10 m and a stair of 5 m x 2 m in plan, "
                 + ("upwards" if up else "downwards"))
        room = [[0, 0], [10, 0], [10, 4], [12, 4], [12, 6], [10, 6], [10, 10], [0, 10]]
        beyond = rectangle(17, 4, 19, 6)
        low, high = (room, beyond) if up else (beyond, room)
        # The edge at the stair has no wall.
        for id, points, z in (("g", low, 0), ("u", high, 3)):
            c.storey(id, L("楼层", "Storey"), z, 2.8, stair_side(points, up == (id == "g")))
            c.wall(f"{id}_walls", id, open_ring(points, up == (id == "g")), WALL)
            c.space(id, stair_side(points, up == (id == "g")))
        c.add("stairs", Row(id="stair", name=L("楼梯", "Stair"), from_storey="g", to_storey="u",
                            flights=[Row(start=[12, 5] if up else [17, 5], end=[17, 5] if up else [12, 5], width=1.98, z_start=0, z_end=3)]))
        c.way_out("out", [19.1, 5], 1.8, "u" if up else "g")
        # Upwards 0.62 m/s in plan, the mean of men and women on long stairs (Burghardt 2014).
        c.profile("walker", drawn("normal", 1.34, 0.26, low=0.82, high=1.86), up=0.54)
        c.people("hundred", 100, region=(0.2, 0.2, 9.8, 9.8), storey="g" if up else "u")
        c.area("stair", 12, 4, 17, 6, "stair")
        c.line("foot", 12, 4, 12, 6)
        c.line("head", 17, 4, 17, 6)
        c.save()


def stair_side(points, right):
    """Outline grown by the walls except at the side where the stair joins: x = 12 right, x = 17 left."""
    out = grown(points, WALL)
    return [[12 if right and abs(x - 12.2) < 1e-6 else 17 if not right and abs(x - 16.8) < 1e-6 else x, y] for x, y in out]


def open_ring(points, right):
    """The wall round the points as an open line that begins and ends at the stair."""
    ring = grown(points, WALL / 2)
    edge = 12.1 if right else 16.9
    at = [i for i, (x, _) in enumerate(ring) if abs(x - edge) < 1e-6]
    a, b = at  # the two corners at the stair, neighbours in the ring
    order = ring[b:] + ring[:b] if b == a + 1 else ring[a:] + ring[:a]
    order = [[12 if abs(x - 12.1) < 1e-6 and right else 17 if abs(x - 16.9) < 1e-6 and not right else x, y] for x, y in order]
    return order


def parameter_study():
    c = Case("rimea", "parameter_study", "三层参数研究", "Three storeys of rows of rooms of 2 m x 3 m, four persons in each, 448 in all")
    height = 3.2
    clear = rectangle(0, 0, 24, 17)
    x0, width, gap, edge, landing, back = 20.9, 1.4, 0.2, 5.5, 8.7, 10.3
    well = rectangle(x0, edge, x0 + 2 * width + gap, back)
    for s, storey in enumerate(("g", "u1", "u2")):
        c.storey(storey, L("楼层", "Storey"), s * height, height - 0.2, grown(clear, WALL), [well] if s else ())
        ring = grown(clear, WALL / 2)
        c.wall(f"{storey}_outer", storey, ring + [ring[0]], WALL)
        c.space(storey, ring)
        rows = [("a", 0.0, 3.1, -0.1, 11 if s else 9, 0.0 if s else 4.4), ("b", 5.4, 5.3, 8.5, 8, 3.2),
                ("c", 8.6, 11.7, 8.5, 8, 3.2), ("d", 14.0, 13.9, 17.1, 11, 0.0)]
        for row, y0, front, rear, count, first in rows:
            last = first + 2.2 * count - 0.1
            c.wall(f"{storey}_{row}_front", storey, [[first - 0.1, front], [last, front]], WALL)
            if row == "b":
                c.wall(f"{storey}_{row}_rear", storey, [[first - 0.1, rear], [last, rear]], WALL)
            for k in range(count + 1):
                x = first - 0.1 + 2.2 * k
                if 0 < x < 24:
                    c.wall(f"{storey}_{row}_wall_{k}", storey, [[x, front], [x, rear]], WALL)
            for k in range(count):
                x = first + 2.2 * k
                c.gap(f"{storey}_{row}_door_{k}", [x + 1, front], 1, storey)
                c.people(f"{storey}_{row}_{k}", 4, region=(x + 0.1, y0 + 0.1, x + 1.9, y0 + 2.9), storey=storey)
        c.wall(f"{storey}_well_back", storey, [[20.7, 11.7], [24.1, 11.7]], WALL)
        if s < 2:
            c.dog_leg(f"stair_{s}", L("楼梯", "Stair"), storey, ("g", "u1", "u2")[s + 1], s * height, (s + 1) * height, x0, width, gap, edge,
                      landing, back)
    c.way_out("main", [2, -0.1], 2)
    c.save()


def rooms_and_doors():
    c = Case("rimea", "large_room", "大房间四个门", "A room of 30 m x 20 m with four doors of 1 m, a thousand people")
    c.floor("g", rectangle(0, 0, 30, 20))
    for id, at in (("d1", [4.5, -0.1]), ("d2", [25.5, -0.1]), ("d3", [4.5, 20.1]), ("d4", [25.5, 20.1])):
        c.way_out(id, at, 1, leaf=True)
    c.people("thousand", 1000, region=(0.2, 0.2, 29.8, 19.8))
    c.save()

    c = Case("rimea", "cabins", "舱室分配", "Twelve cabins at a corridor 1 m wide, 23 people with exits assigned")
    pitch = [1.5, 1.5, 1.2, 1.5, 1.5, 1.5]
    length = sum(pitch) + 5 * WALL
    c.storey("g", L("楼层", "Storey"), 0, 3, rectangle(-0.2, -5.4, length + 0.2, 6.4))
    c.wall("outer", "g", [[-0.1, -5.3], [length + 0.1, -5.3], [length + 0.1, 6.3], [-0.1, 6.3], [-0.1, -5.3]], WALL)
    c.space("g", rectangle(-0.1, -5.3, length + 0.1, 6.3))
    c.wall("upper", "g", [[-0.1, 1.1], [length + 0.1, 1.1]], WALL)
    c.wall("lower", "g", [[-0.1, -0.1], [length + 0.1, -0.1]], WALL)
    c.way_out("main", [-0.1, 0.5], 0.9)
    c.way_out("secondary", [length + 0.1, 0.5], 0.9)
    x = 0.0
    for k, width in enumerate(pitch):
        for row, (door_y, y0, wall_y) in enumerate(((1.1, 1.2, (1.1, 6.3)), (-0.1, -5.2, (-5.3, -0.1)))):
            number = k + 1 + 6 * row
            c.gap(f"door_{number}", [x + width / 2, door_y], 0.9)
            if k < 5:
                c.wall(f"part_{number}", "g", [[x + width + 0.1, wall_y[0]], [x + width + 0.1, wall_y[1]]], WALL)
            c.people(f"room_{number}", 1 if number == 3 else 2, region=(x + 0.2, y0 + 1, x + width - 0.2, y0 + 4),
                     exit="secondary" if number in (5, 6, 11, 12) else "main")
        x += width + WALL
    c.save()

    c = Case("rimea", "two_exits", "出口选择", "A room of 30 m x 20 m, exits at x = 22 m and 28 m of one wall, a thousand people from the left")
    c.floor("g", rectangle(0, 0, 30, 20))
    c.way_out("near", [22, -0.1], 1)
    c.way_out("far", [28, -0.1], 1)
    places = sorted(lattice(0.3, 0.3, 14, 19.7, 4.0))[:1000]  # filled from the left
    assert len(places) == 1000, len(places)
    c.people("thousand", 1000, positions=places)
    c.save()

    for a in (0, 1, 2.5, 5, 10):
        c = Case("rimea", f"goal_{a}".replace(".", "_"), f"目标距离 {a}", f"A bottleneck of 1 m, 0.2 m long; the goal {a} m behind it")
        if a == 0:
            c.floor("g", rectangle(-10, 0, 0, 10))
            c.way_out("goal", [0.1, 5], 1)
        else:
            c.floor("g", rectangle(-10, 0, 0.2 + a, 10))
            c.wall("neck", "g", [[0.1, -0.1], [0.1, 10.1]], WALL)
            c.gap("neck_gap", [0.1, 5], 1)
            c.way_out("goal", [0.3 + a, 5], 9.6)
        c.people("all", 150, region=(-9.8, 0.2, -0.2, 9.8))
        c.line("neck", 0.02, 0, 0.02, 10)
        c.save()

    for width in (0.8, 1.0, 1.2):
        c = Case("rimea", f"long_neck_{width}".replace(".", "_"), f"长瓶颈 {width}", f"A bottleneck {width} m wide and 5 m long")
        lo, hi = 5 - width / 2, 5 + width / 2
        c.floor("g", [[-10, 0], [0, 0], [0, lo], [5, lo], [5, 0], [15, 0], [15, 10], [5, 10], [5, hi], [0, hi], [0, 10], [-10, 10]])
        c.way_out("goal", [15.1, 5], 9.6)
        c.people("all", 150, region=(-9.8, 0.2, -0.2, 9.8))
        c.line("neck", 0.02, lo, 0.02, hi)
        c.save()

    c = Case("rimea", "serial_necks", "串联瓶颈", "Three rooms of 10 m x 10 m in a row, joined by two gaps of 1 m")
    c.floor("g", rectangle(-10, 0, 20.4, 10))
    for k, x in enumerate((0.1, 10.3)):
        c.wall(f"neck_{k}", "g", [[x, -0.1], [x, 10.1]], WALL)
        c.gap(f"neck_{k}_gap", [x, 5], 1)
        c.line(f"neck_{k + 1}", x, 4, x, 6)
        c.area(f"queue_{k + 1}", x - 3.1, 2, x - 0.1, 8)
    c.way_out("goal", [20.5, 5], 9.6)
    c.people("all", 150, region=(-9.8, 0.2, -0.2, 9.8))
    c.save()

    c = Case("rimea", "route_choice", "路径选择", "An upper corridor with a near and a far stair to a hall below")
    c.storey("g", L("楼下", "Below"), 0, 2.8, rectangle(-0.2, -12.2, 40.2, 0))
    c.wall("g_walls", "g", [[-0.1, -0.1], [-0.1, -12.1], [40.1, -12.1], [40.1, -0.1], [-0.1, -0.1]], WALL)
    c.storey("u", L("楼上", "Above"), 3, 2.8, rectangle(-0.2, -0.2, 40.2, 2.7))
    c.wall("u_walls", "u", [[-0.1, -0.1], [40.1, -0.1], [40.1, 2.6], [-0.1, 2.6], [-0.1, -0.1]], WALL)
    c.space("g", rectangle(-0.1, -12.1, 40.1, -0.1))
    c.space("u", rectangle(-0.1, -0.1, 40.1, 2.6))
    for id, x in (("near", 10), ("far", 34)):
        c.gap(f"{id}_gap", [x, -0.1], 2, "u")
        c.add("stairs", Row(id=f"{id}_stair", name=L("楼梯", "Stair"), from_storey="g", to_storey="u",
                            flights=[Row(start=[x, -4.2], end=[x, -0.2], width=2, z_start=0, z_end=3)]))
        c.line(id, x - 1, -2, x + 1, -2)
    c.way_out("out", [14, -12.1], 2)
    c.people("hundred", 100, region=(0.3, 0.2, 9, 2.3), storey="u")
    c.save()

    for id, points, door in (("straight_44", rectangle(0, 0, 44, 20), [44.1, 10]), ("straight_75", rectangle(0, 0, 75.4, 20), [75.5, 10]),
                             ("big_corner", [[0, 0], [34, 0], [34, 50], [14, 50], [14, 20], [0, 20]], [24, 50.1])):
        c = Case("rimea", id, "宽走廊", "A corridor 20 m wide, five hundred people at its begin: " + id.replace("_", " "))
        c.floor("g", points)
        c.way_out("goal", door, 19.6)
        c.people("all", 500, region=(0.2, 0.2, 6, 19.8))
        c.save()


# ------------------------------------------------------------------------------- IMO, NIST, ISO

def ships_and_buildings():
    c = Case("imo", "crowded_room", "百人房间", "A room of 8 m x 5 m with an exit of 1 m, a hundred people")
    c.floor("g", rectangle(0, 0, 8, 5))
    c.yard((-3, -8, 40, 14), (30, -6, 39, 12))
    c.way_out("east", [8.1, 2.5], 1)
    c.people("hundred", 100, region=(0.1, 0.1, 7.9, 4.9))
    c.save()

    c = Case("imo", "counterflow", "对向人流", "Two rooms of 10 m x 10 m joined by a corridor of 10 m x 2 m")
    c.floor("g", [[0, 0], [10, 0], [10, 4], [20, 4], [20, 0], [30, 0], [30, 10], [20, 10], [20, 6], [10, 6], [10, 10], [0, 10]])
    c.way_out("right", [30.1, 5], 1.8)
    c.way_out("left", [-0.1, 5], 1.8)
    c.people("hundred", 100, region=(0.2, 0.2, 7, 9.8), exits=["right"])
    c.people("others", 100, region=(23, 0.2, 29.8, 9.8), exits=["left"])
    c.line("arrived", 20, 3.9, 20, 6.1)
    c.save()

    for width, suite, id in [(2.0, "imo", "room_to_stair")] + [(w, "iso", f"stair_width_{w}".replace(".", "_")) for w in (1.0, 1.2, 1.4, 1.6, 1.8)]:
        long = suite == "imo"
        end = 12.0 if long else 4.0
        c = Case(suite, id, "房间、走廊、楼梯", f"A room of 8 m x 5 m, a corridor of 2 m x {end:g} m and a stair {width} m wide upwards")
        room = [[-8, -1.5], [0, -1.5], [0, 0], [end, 0], [end, 2], [0, 2], [0, 3.5], [-8, 3.5]]
        c.storey("g", L("楼下", "Below"), 0, 3.6, [[end if abs(x - end - WALL) < 1e-6 else x, y] for x, y in grown(room, WALL)])
        ring = grown(room, WALL / 2)
        c.wall("g_walls", "g", [[end, ring[4][1]]] + ring[5:] + ring[:3] + [[end, ring[3][1]]], WALL)
        c.storey("u", L("楼上", "Above"), 4, 3, [[end + 6.4, -0.2], [end + 9.6, -0.2], [end + 9.6, 2.2], [end + 6.4, 2.2]])
        c.wall("u_walls", "u", [[end + 6.4, -0.1], [end + 9.5, -0.1], [end + 9.5, 2.1], [end + 6.4, 2.1]], WALL)
        c.space("g", grown(room, WALL / 2))
        c.space("u", rectangle(end + 6.4, -0.1, end + 9.5, 2.1))
        c.add("stairs", Row(id="stair", name=L("楼梯", "Stair"), from_storey="g", to_storey="u",
                            flights=[Row(start=[end, 1], end=[end + 6.4, 1], width=width - 0.02, z_start=0, z_end=4)]))
        c.way_out("out", [end + 9.5, 1], 1.8, "u")
        c.people("all", 150 if long else 100, region=(-7.8, -1.3, -0.2, 3.3))
        c.area("neck", -2, 0, 0, 2, "g")
        if long:
            c.area("corridor", 5, 0, 7, 2, "g")
            c.line("middle", 6, 0, 6, 2)
        c.area("foot", end - 2, 0, end, 2, "g")
        c.line("head", end + 6.4, 0, end + 6.4, 2)
        c.save()

    c = Case("nist", "smoke_corridor", "烟气走廊", "A corridor, 100 m between the lines, 2 m wide, with an exit of 1 m")
    c.floor("g", rectangle(0, 0, 108, 2))
    c.way_out("east", [108.1, 1], 1)
    c.profile("walker", constant(1.25))
    c.people("one", 1, positions=[[1, 1]])
    c.line("start", 4, 0, 4, 2)
    c.line("end", 104, 0, 104, 2)
    c.save()

    c = Case("nist", "gas_room", "毒气房间", "A room of 10 m x 10 m in which one person stays")
    c.floor("g", rectangle(0, 0, 10, 10))
    c.way_out("east", [10.1, 5], 1)
    c.people("one", 1, positions=[[5, 5]], pre=constant(1e7))
    c.save()

    for suite, id, fast, slow, others, other_speed in (("nist", "groups", 1.25, 0.5, 10, 0.2), ("iso", "groups_iso", 1.25, 1.25, 10, 0.5)):
        c = Case(suite, id, "结伴而行", "A hall of 15 m x 10 m; a group of five that keeps together passes ten slow people")
        c.floor("g", rectangle(0, 0, 15, 10))
        c.way_out("east", [15.1, 5], 1)
        c.profile("fast", constant(fast))
        c.profile("slow", constant(slow))
        c.profile("other", constant(other_speed))
        chief = c.people("chief", 1, positions=[[1, 5]], profile="slow")
        four = c.people("four", 4, positions=[[1.8, 4], [1.8, 6], [0.6, 4], [0.6, 6]], profile="fast", leader="chief" if suite == "iso" else None,
                 pre=drawn("uniform", 0, 60) if suite == "iso" else None)
        if suite == "nist":
            chief["together"], four["with"] = True, "chief"
        c.people("others", others, region=(6, 3, 10, 7), profile="other")
        c.save()

    c = Case("nist", "disability", "行动不便者", "A room of 8 m x 5 m and a corridor 1.5 m wide; one slow and wide among twenty-four")
    c.floor("g", [[0, 0], [8, 0], [8, 1.75], [20, 1.75], [20, 3.25], [8, 3.25], [8, 5], [0, 5]])
    c.way_out("east", [20.1, 2.5], 1.4)
    c.profile("walker", constant(1.25))
    c.profile("wheelchair", constant(0.8), radius=0.4)
    c.people("slow", 1, positions=[[7, 2.5]], profile="wheelchair")
    c.people("alike", 1, positions=[[7, 2.5]])
    c.people("others", 24, region=(0.2, 0.2, 6, 4.8))
    c.save()

    c = Case("nist", "two_ways", "两个等距出口", "A room of 10 m x 12 m with an exit at either end, as far from all")
    c.floor("g", rectangle(0, 0, 10, 12))
    c.way_out("exit_1", [-0.1, 6], 1, leaf=True)
    c.way_out("exit_2", [10.1, 6], 1, leaf=True)
    c.people("committed", 1, positions=[[5.5, 6]], exits=["exit_2"])
    c.people("free", 2, region=(4, 4, 6, 8))
    c.people("twenty", 20, region=(4, 2, 6, 10))
    c.people("knows_1", 4, region=(4, 2, 6, 10), exits=["exit_1"])
    c.people("knows_2", 16, region=(4, 2, 6, 10), exits=["exit_2"])
    c.people("near_1", 1, positions=[[2, 6]])
    c.save()

    c = Case("iso", "short_way", "几何最短路", "A hall of 20 m x 16 m with a block in it; the way below the block is the shorter one")
    c.floor("g", rectangle(0, 0, 20, 16))
    c.wall("block", "g", [[4, 4], [16, 4], [16, 13], [4, 13], [4, 4]], WALL)
    c.way_out("east", [20.1, 2], 1.2)
    c.people("thirty", 30, region=(0.3, 0.3, 3, 6))
    c.line("short", 10, 0, 10, 4)
    c.line("long", 10, 13, 10, 16)
    c.save()

    # Who walks: Weidmann's people (1.34 m/s, standard deviation 0.26), cut at two standard deviations as the others of the
    # suites are; or the participants of the series AO 2009 (project Hermes, Duesseldorf: students, 25 years in the mean),
    # whose own free speed was measured, 1.55 m/s with 0.18 (Zhang, Klingsch, Schadschneider, Seyfried 2011, Transitions in
    # pedestrian fundamental diagrams of straight corridors and T-junctions, J. Stat. Mech. P06004), cut in the same way.
    weidmann = drawn("normal", 1.34, 0.26, low=0.82, high=1.86)
    hermes = drawn("normal", 1.55, 0.18, low=1.19, high=1.91)

    def bottleneck(name, width, people, depth, speed, whose_zh="", whose=""):
        c = Case("house", f"{name}_{width}".replace(".", "_"), f"瓶颈 {width} m{whose_zh}",
                 f"A room of 8 m x {depth} m and a gap of {width} m into the open, {people} people{whose}")
        middle = depth // 2
        c.floor("g", rectangle(0, 0, 8, depth))
        c.yard((-3, -8, 40, 16), (30, -6, 39, 14))
        c.way_out("east", [8.1, middle], width)
        c.profile("walker", speed)
        c.people("all", people, region=(0.1, 0.1, 7.9, round(depth - 0.1, 1)))
        c.line("gap", 8.02, middle - width / 2, 8.02, middle + width / 2)
        c.area("front", 6, middle - 1, 8, middle + 1)
        c.save()

    for width in (0.8, 1.0, 1.2, 1.6, 2.0, 2.4):
        bottleneck("bottleneck", width, 180, 8, weidmann)
    for width in (2.0, 2.4):
        bottleneck("bottleneck_hermes", width, 180, 8, hermes, ",2009 年 AO 实验的参加者", " as those of AO 2009")
    for width in (3.0, 3.6, 4.4, 5.0):
        bottleneck("bottleneck_wide", width, 350, 12, weidmann)
        bottleneck("bottleneck_hermes", width, 350, 12, hermes, ",2009 年 AO 实验的参加者", " as those of AO 2009")


single_walkers()
fundamental_diagrams()
parameter_study()
rooms_and_doors()
ships_and_buildings()
rows = ",\n".join(f"  {json.dumps(id)}: {compact(scene)}" for id, scene in SCENES.items())
(HERE / "scenes.json").write_text(
    "// The scenario files of the crowd's verification with the lines and areas that are measured at.\n"
    "// Made by tools/scenarios/crowd_cases.py; change it there.\n{\n" + rows + "\n}\n", encoding="utf-8")
print(f"{len(SCENES)} scenes")
