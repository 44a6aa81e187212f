#!/usr/bin/env python3
"""Writes scenarios/rental_block: five storeys of rented rooms over a shop, one open stair, as they
stand in the villages swallowed by Chinese cities.

All wall centre lines lie on multiples of 0.4 m, so that grids of 0.4, 0.2 and 0.1 m keep them exactly.

    y 12.0 +--------+--------+------+--------+--------+
           |  _06   |  _07   |stair |  _08   |  _09   |      ground floor: 102, 103, stair, 104, 105
       6.8 +--------+--------+      +--------+--------+
           |  corridor 1.6                             | door_rear (ground floor, chained)
       5.2 +-------+--------+--------+-------+---------+
           |  _01  |  _02   |  _03   |  _04  |  _05    |      ground floor: shop, hall (fire), landlord, 101
       0.0 +-------+--------+--------+-------+---------+
           0      4.8      9.6     14.4     19.2       24     street and yard to the south
"""
from parts import Draft, fault, outline_with_shaft, places, rubric
from scenario_file import Comment, L, Row, look, rectangle

LENGTH, DEPTH = 24, 12.0
SOUTH, NORTH = 5.2, 6.8  # walls of the corridor
RISE, CLEAR = 3.0, 2.8   # storey height and height to the slab [m]
STOREYS = ["F1", "F2", "F3", "F4", "F5"]
STOREY_NAMES = {"F1": L("一层", "Ground floor"), "F2": L("二层", "First floor"), "F3": L("三层", "Second floor"),
                "F4": L("四层", "Third floor"), "F5": L("五层", "Fourth floor")}
SOUTH_FACE = SOUTH + 0.1 + 0.06  # fixtures on the corridor's south wall look north
NORTH_FACE = NORTH - 0.1 - 0.06
CEILING = CLEAR - 0.06

# Dog-leg stair: 2 x 10 risers of 0.15 m, goings of 0.28 m: flights 2.8 m long, 1.2 m wide.
STAIR = dict(x0=10.6, width=1.2, gap=0.4, floor_edge=7.6, landing_edge=10.4, back=11.8)
STAIR_WEST, STAIR_EAST = 10.4, 13.6

# Unit: west wall, east wall, side of the corridor.
SOUTH_LINES = [0, 4.8, 9.6, 14.4, 19.2, 24]
UPPER = [(f"0{k + 1}", SOUTH_LINES[k], SOUTH_LINES[k + 1], "south") for k in range(5)] + [
    ("06", 0, 5.2, "north"), ("07", 5.2, 10.4, "north"), ("08", 13.6, 18.8, "north"), ("09", 18.8, 24, "north")]
GROUND = [("01", 19.2, 24, "south"), ("02", 0, 5.2, "north"), ("03", 5.2, 10.4, "north"), ("04", 13.6, 18.8, "north"), ("05", 18.8, 24, "north")]
UNITS = {storey: [(f"{i + 1}{number}", x0, x1, side) for number, x0, x1, side in (GROUND if i == 0 else UPPER)]
         for i, storey in enumerate(STOREYS)}

# Who lives there, and whether they sleep at that hour.
HOUSEHOLDS = {
    "101": "couple", "102": "elders", "103": "single", "104": "couple asleep", "105": "workers asleep",
    "201": "single asleep", "202": "couple", "203": "family", "204": "single", "205": "couple asleep", "206": "workers",
    "207": "elders asleep", "208": "empty", "209": "single asleep",
    "301": "couple asleep", "302": "single", "303": "workers asleep", "304": "family asleep", "305": "single", "306": "couple",
    "307": "single asleep", "308": "elders asleep", "309": "couple asleep",
    "401": "single asleep", "402": "family asleep", "403": "couple", "404": "empty", "405": "single", "406": "single asleep",
    "407": "couple asleep", "408": "workers", "409": "single asleep",
    "501": "couple asleep", "502": "single", "503": "single asleep", "504": "couple", "505": "family", "506": "workers asleep",
    "507": "single asleep", "508": "couple asleep", "509": "empty"}
# Bars against thieves: all of the lower storeys, the street side of the third floor; 203 has a hatch.
ESCAPE_WINDOW = "203"
BARRED = [unit for storey in STOREYS for unit, _, _, side in UNITS[storey]
          if unit != ESCAPE_WINDOW and (storey in ("F1", "F2", "F3") or (storey == "F4" and side == "south"))]
WITHOUT_ALARM = ["302", "402", "504"]   # no stand-alone smoke alarm
PLYWOOD_ROOMS = ["502", "503", "504"]   # one flat, split by plywood

d = Draft("rental_block", L("出租房(五层,底层商铺)", "Rental block of five storeys over a shop"), L(
    "城中村五层出租房,41间出租单间、近80名住户,只有一部敞开楼梯,底层有住人的小商铺。深夜,门厅里一辆正在充电的电动自行车起火,"
    "烟气很快封住门厅和楼梯;楼里还有平时没有整改的隐患。",
    "Five storeys of rented rooms in an urban village: 41 rooms, nearly 80 residents, a single open stair, a shop with people sleeping "
    "in it. Late in the evening an e-bike on charge in the entrance hall catches fire and smoke soon takes hall and stair; the "
    "building also has faults that were never put right."), "RB")
d.weather = Row(temperature=12, indoor_temperature=20, wind_speed=1.5, wind_from=60)

# ------------------------------------------------------------------------------------- building

for i, storey in enumerate(STOREYS):
    voids = [] if i == 0 else [rectangle(10.6, STAIR["floor_edge"], 13.4, STAIR["back"])]
    d.storey(storey, STOREY_NAMES[storey], RISE * i, CLEAR, outline_with_shaft(LENGTH, DEPTH, SOUTH, NORTH), voids)
d.site = Row(ground=rectangle(-12, -26, 36, 18), elevation=0)

for i, storey in enumerate(STOREYS):
    s = storey.lower()
    d.heading("walls", storey)
    d.wall(f"outer_{s}", storey, rectangle(0, 0, LENGTH, DEPTH) + [[0, 0]])
    if storey == "F1":  # the hall is open to the corridor
        d.wall("corridor_south_f1_w", storey, [[0, SOUTH], [9.6, SOUTH]])
        d.wall("corridor_south_f1_e", storey, [[14.4, SOUTH], [LENGTH, SOUTH]])
        for x in (9.6, 14.4, 19.2):
            d.wall(f"south_f1_{x}", storey, [[x, 0], [x, SOUTH]])
        d.wall("shop_partition", storey, [[6.8, 0], [6.8, SOUTH]], 0.1, "plywood")
    else:
        d.wall(f"corridor_south_{s}", storey, [[0, SOUTH], [LENGTH, SOUTH]])
        for x in (4.8, 9.6, 14.4, 19.2):
            if storey == "F5" and x in (9.6, 14.4):
                d.wall(f"south_{s}_{x}", storey, [[x, 0], [x, SOUTH]], 0.1, "plywood")
            elif storey in ("F3", "F4", "F5"):
                d.wall(f"south_{s}_{x}", storey, [[x, 0], [x, SOUTH]], 0.1, "gypsum")
            else:
                d.wall(f"south_{s}_{x}", storey, [[x, 0], [x, SOUTH]])
    d.wall(f"corridor_north_{s}_w", storey, [[0, NORTH], [STAIR_WEST, NORTH]])
    d.wall(f"corridor_north_{s}_e", storey, [[STAIR_EAST, NORTH], [LENGTH, NORTH]])
    for x in (STAIR_WEST, STAIR_EAST):
        d.wall(f"stair_{s}_{x}", storey, [[x, NORTH], [x, DEPTH]])
    for x in (5.2, 18.8):
        light = dict(thickness=0.1, material="gypsum") if storey in ("F4", "F5") else {}
        d.wall(f"north_{s}_{x}", storey, [[x, NORTH], [x, DEPTH]], **light)


def unit_name(unit):
    return L(f"{unit}室", f"Room {unit}")


for storey in STOREYS:
    s, floor = storey.lower(), STOREY_NAMES[storey]
    d.heading("openings", storey)
    d.window(f"win_stair_{s}", storey, L("楼梯间窗", "Stair window"), [12, DEPTH], 1.2, 0.8, 1.9)
    if storey != "F1":
        d.window(f"win_corr_{s}_e", storey, L("走道东端窗", "East end window of the corridor"), [LENGTH, 6.0], 0.8, 1.2, 1.1)
    for unit, x0, x1, side in UNITS[storey]:
        south = side == "south"
        # Cheap doors stand a finger's breadth off the floor.
        d.door(f"door_{unit}", storey, L(f"{unit}室房门", f"Door of room {unit}"), [x0 + 0.9, SOUTH if south else NORTH], 0.9,
               opens=270 if south else 90, leakage_area=0.02)
        where = [x0 + 2.4, 0 if south else DEPTH]
        if unit in BARRED:
            d.window(f"win_{unit}", storey, L(f"{unit}室外窗", f"Window of room {unit}"), where, 1.6, 1.4, 0.9, barred=True)
        elif unit == ESCAPE_WINDOW:
            d.window(f"win_{unit}", storey, L(f"{unit}室外窗", f"Window of room {unit}"), where, 1.6, 1.4, 0.9)
        else:
            d.window(f"win_{unit}", storey, L(f"{unit}室外窗", f"Window of room {unit}"), where, 1.6, 1.4, 0.9)

d.heading("openings", "F1: exits, shop, landlord")
d.door("door_main", "F1", L("楼房正门", "Main entrance"), [12.6, 0], 1.6, opens=270, leaves=2, material="steel_panel", state="open")
d.door("door_shop", "F1", L("商铺临街门", "Street door of the shop"), [3.6, 0], 1.6, 2.2, opens=270, leaves=2, material="glass")
d.door("door_rear", "F1", L("走道东端后门", "Rear door at the corridor's east end"), [LENGTH, 6.0], 1.0, opens=0, material="steel_panel",
       chained=True)
d.door("door_shop_inner", "F1", L("商铺通走道内门", "Inner door of the shop"), [4.4, SOUTH], 0.9, opens=270)
d.door("door_shop_back", "F1", L("店内住处房门", "Door of the sleeping place in the shop"), [6.8, 3.6], 0.8, opens=0, leakage_area=0.02)
d.door("door_landlord", "F1", L("房东房门", "Landlord's door"), [15.3, SOUTH], 0.9, opens=270)
d.window("win_shop", "F1", L("商铺橱窗", "Shop window"), [1.4, 0], 1.6, 1.4, 0.9)
d.window("win_shop_back", "F1", L("店内住处外窗", "Window of the sleeping place"), [8.0, 0], 1.2, 1.2, 1.1, barred=True)
d.window("win_landlord", "F1", L("房东房外窗", "Landlord's window"), [16.8, 0], 1.6, 1.4, 0.9)
BARRED.append("shop_back")

for i in range(4):
    d.dog_leg(f"stair_{i + 1}", L("敞开楼梯", "Open stair"), STOREYS[i], STOREYS[i + 1], RISE * i, RISE * (i + 1), **STAIR)

d.gable_lift("lift", L("加装电梯", "Lift added later"), STOREYS, SOUTH, NORTH)

for storey in STOREYS:
    s, floor = storey.lower(), STOREY_NAMES[storey]
    d.heading("rooms", storey)
    d.room(f"corridor_{s}", storey, L(f"{floor['zh']}走道", f"Corridor, {floor['en'].lower()}"), "corridor", rectangle(0, SOUTH, LENGTH, NORTH))
    d.room(f"stair_room_{s}", storey, L("楼梯间", "Stair"), "stair", rectangle(STAIR_WEST, NORTH, STAIR_EAST, DEPTH))
    for unit, x0, x1, side in UNITS[storey]:
        y0, y1 = (0, SOUTH) if side == "south" else (NORTH, DEPTH)
        d.room(f"unit_{unit}", storey, unit_name(unit), "unit", rectangle(x0, y0, x1, y1))
d.room("shop", "F1", L("商铺", "Shop"), "sales", rectangle(0, 0, 6.8, SOUTH))
d.room("shop_back", "F1", L("店内住处", "Sleeping place in the shop"), "unit", rectangle(6.8, 0, 9.6, SOUTH))
d.room("hall", "F1", L("门厅", "Entrance hall"), "hall", rectangle(9.6, 0, 14.4, SOUTH))
d.room("landlord_room", "F1", L("房东房", "Landlord's room"), "unit", rectangle(14.4, 0, 19.2, SOUTH))

d.exit("exit_main", L("正门出口", "Main entrance"), "door_main")
d.exit("exit_shop", L("商铺出口", "Exit through the shop"), "door_shop")
d.exit("exit_rear", L("后门出口", "Rear exit"), "door_rear")
d.add("assembly_points", Row(id="ap_yard", name=L("街对面空地集合点", "Assembly point, open ground across the street"), region=rectangle(4, -22, 20, -14)))

# ------------------------------------------------------------------------------------ furniture

# What stands in a room beyond the common things; positions count from the west wall and the outer wall.
BEDS = {"single": ("bed",), "empty": ("bed",), "couple": ("double_bed",), "elders": ("double_bed",),
        "family": ("double_bed", "bed"), "workers": ("bunk_bed", "bunk_bed")}


def furnish(unit, storey, x0, x1, side, household):
    """Beds under the window and along the east wall, cooker and table in the west, door free."""
    def at(x, y):
        return [round(x, 2), round(y if side == "south" else DEPTH - y, 2)]

    beds = BEDS[household]
    depth = {"bed": 1.0, "double_bed": 1.5, "bunk_bed": 0.9}[beds[0]]
    d.put(f"bed_{unit}", beds[0], storey, at(x1 - 1.15, 0.15 + depth / 2))
    if len(beds) > 1:
        d.put(f"bed_{unit}_b", beds[1], storey, at(x1 - 0.65, 3.0), 90)
        d.put(f"wardrobe_{unit}", "wardrobe", storey, at(x1 - 0.65, 4.75), 0 if side == "south" else 180)
    else:
        d.put(f"wardrobe_{unit}", "wardrobe", storey, at(x1 - 0.45, 2.7), 270)
        d.put(f"fridge_{unit}", "small_fridge", storey, at(x1 - 0.5, 4.7), 270)
    d.put(f"cooker_{unit}", "kitchenette", storey, at(x0 + 0.45, 0.8), 90)
    d.put(f"table_{unit}", "table", storey, at(x0 + 0.6, 2.3), 90, size=[1.0, 0.7, 0.75])
    d.put(f"chair_{unit}", "chair", storey, at(x0 + 1.2, 2.3), 270)
    d.put(f"curtain_{unit}", "curtain", storey, at(x0 + 1.75, 0.2), size=[0.6, 0.1, 1.8], z=0.7)


for storey in STOREYS:
    for unit, x0, x1, side in UNITS[storey]:
        d.heading("furnishings", f"room {unit}")
        furnish(unit, storey, x0, x1, side, HOUSEHOLDS[unit].split()[0])

d.heading("furnishings", "hall: e-bikes on charge; the third of the west row burns first, its neighbours stand 0.2 m away")
for k in range(5):
    burning = dict(ignite=30) if k == 2 else {}
    d.put(f"e_bike_{k + 1}", "e_bike", "F1", [10.65, 1.0 + 0.8 * k], **burning)
d.put("e_bike_6", "e_bike", "F1", [13.95, 1.7], 90)
d.put("e_bike_7", "e_bike", "F1", [13.95, 3.7], 90)
d.put("strip_hall_1", "power_strip", "F1", [9.76, 2.2], 90, z=0.9)
d.put("strip_hall_2", "power_strip", "F1", [9.76, 3.0], 90, z=0.9)
d.put("notice_hall", "notice_board", "F1", [14.26, 3.0], 270, z=1.3, size=[1.4, 0.06, 0.9])

d.heading("furnishings", "shop and the sleeping place in it")
for k, y in enumerate((1.5, 2.8, 4.1)):
    d.put(f"gondola_wall_{k + 1}", "gondola_food", "F1", [0.5, y], 90, size=[1.2, 0.6, 1.8])
d.put("gondola_1", "gondola", "F1", [2.3, 2.2], 90)
d.put("gondola_2", "gondola_paper", "F1", [2.3, 3.5], 90)
d.put("counter_shop", "counter", "F1", [5.2, 1.7], 270)
d.put("fridge_shop", "fridge", "F1", [6.35, 2.2], 270)
d.put("cartons_shop_1", "carton_stack", "F1", [5.7, 4.68])
d.put("cartons_shop_2", "carton_stack", "F1", [6.3, 0.5], size=[0.7, 0.6, 1.0])
d.put("bed_shop", "bunk_bed", "F1", [8.98, 1.25], 90)
d.put("wardrobe_shop", "wardrobe", "F1", [9.15, 3.2], 270)
d.put("cooker_shop", "kitchenette", "F1", [7.6, 0.45], 180)
d.put("pan_shop", "oil_pan", "F1", [7.6, 0.45], z=0.85)

d.heading("furnishings", "landlord, stair, corridors; things that are faults")
d.put("bed_landlord", "double_bed", "F1", [18.05, 0.95])
d.put("wardrobe_landlord", "wardrobe", "F1", [18.75, 2.7], 270)
d.put("desk_landlord", "office_desk", "F1", [14.9, 2.0], 90)
d.put("chair_landlord", "office_chair", "F1", [15.6, 2.0], 270)
d.put("tv_landlord", "tv", "F1", [18.99, 4.3], 270, z=1.0)
d.put("goods_rear_1", "carton_stack", "F1", [23.46, 5.65])
d.put("goods_rear_2", "carton_stack", "F1", [22.6, 5.65])
d.put("chain_rear", "chain", "F1", [23.86, 6.0], 90, z=0.95)
d.put("junk_stair", "junk", "F1", [12.8, 11.4])
d.put("junk_f3", "junk", "F3", [17.0, 6.45], size=[1.0, 0.5, 1.0])
d.put("battery_303", "battery_pack", "F3", [11.95, 0.7])
d.put("heater_405", "heater", "F4", [22.0, 1.35])
d.put("strip_405", "power_strip", "F4", [21.5, 1.35])

# -------------------------------------------------------------------------------- fire protection

for i, storey in enumerate(STOREYS):
    s, floor = storey.lower(), STOREY_NAMES[storey]
    d.heading("fixtures", storey)
    if storey != "F1":
        d.extinguisher(f"ext_{s}", storey, [9.0, SOUTH_FACE], 90,
                       name=L(f"{floor['zh']}走道干粉灭火器", f"Powder extinguisher of the corridor, {floor['en'].lower()}"))
        d.fixture(f"call_{s}", "call_point", storey, [8.4, SOUTH_FACE], 1.4, 90)
        d.detector(f"smoke_{s}", storey, [12, 6.0], CEILING)
    d.fixture(f"sounder_{s}", "sounder", storey, [8.4, NORTH_FACE], 2.4, 270, L("声光警报器", "Sounder"))
    dead = dict(works=False) if storey == "F4" else {}
    d.light(f"light_{s}_corridor", storey, [16.4, NORTH_FACE], 270, **dead)
    d.light(f"light_{s}_stair", storey, [10.56, 7.2], 0)
    d.sign(f"sign_{s}_w", storey, [7.2, SOUTH_FACE], 2.3, 90, 0)
    # The ground floor's east sign sends people to the chained rear door.
    d.sign(f"sign_{s}_e", storey, [17.2, SOUTH_FACE], 2.3, 90, 0 if storey == "F1" else 180)
    for unit, x0, x1, side in UNITS[storey]:
        if unit not in WITHOUT_ALARM:
            d.detector(f"smoke_{unit}", storey, [x0 + 2.4, 2.6 if side == "south" else 9.4], CEILING)
d.heading("fixtures", "hall, ground-floor corridor, shop, landlord")
d.extinguisher("ext_hall", "F1", [9.76, 4.85], 0, gauge="red", made="2014-08", name=L("门厅干粉灭火器", "Powder extinguisher of the hall"))
d.extinguisher("ext_f1_e", "F1", [17.8, SOUTH_FACE], 90, name=L("一层走道东段干粉灭火器", "Powder extinguisher, east part of the corridor"))
d.extinguisher("ext_f1_w", "F1", [9.0, SOUTH_FACE], 90, "water", 6, made="2024-03",
               name=L("一层走道西段水基型灭火器 6 L", "Water-based extinguisher, west part of the corridor, 6 l"))
d.extinguisher("ext_shop", "F1", [5.7, 5.04], 270, blocked=True, name=L("商铺干粉灭火器", "Powder extinguisher of the shop"))
d.fixture("call_f1", "call_point", "F1", [16.2, SOUTH_FACE], 1.4, 90, L("一层手动报警按钮", "Call point, ground floor"))
d.fixture("hydrant_f1", "hydrant_cabinet", "F1", [18.7, SOUTH_FACE], 1.1, 90, L("一层室内消火栓箱", "Hydrant cabinet, ground floor"), works=False)
d.fixture("power_main", "power_shutoff", "F1", [16.7, SOUTH_FACE], 1.5, 90, L("总配电箱", "Main switchboard"))
d.fixture("gas_main", "gas_shutoff", "F1", [21.2, SOUTH_FACE], 1.2, 90, L("燃气总阀", "Main gas valve"), feeds=STOREYS)
d.detector("smoke_hall", "F1", [12, 2.6], CEILING, capped=True)
d.detector("smoke_shop", "F1", [3.6, 2.6], CEILING)
d.detector("smoke_shop_back", "F1", [8.0, 2.6], CEILING)
d.detector("smoke_landlord", "F1", [16.8, 2.6], CEILING)
d.sign("sign_main", "F1", [12.6, 0.16], 2.4, 90, lit=False)
d.sign("sign_shop", "F1", [3.6, 0.16], 2.5, 90)
d.sign("sign_shop_inner", "F1", [4.4, SOUTH_FACE], 2.35, 90)
d.sign("sign_rear", "F1", [23.84, 6.0], 2.4, 180)
d.light("light_hall", "F1", [14.24, 4.9], 180)
d.light("light_shop", "F1", [0.16, 0.6], 0)

# ------------------------------------------------------------------------------------- occupants

# Own estimates for a drill that everybody has heard of: awake, a median of half a minute to put on a
# coat and look into the corridor; asleep, a median of 80 s and up to three and a half minutes. Without a drill
# dwellings take longer still (PD 7974-6:2019 counts in tens of minutes for sleepers).
AWAKE = Row(kind="lognormal", a=3.4, b=0.5, low=8, high=120)
ASLEEP = Row(kind="lognormal", a=4.4, b=0.5, low=30, high=210)

# Families leave together; a share of those who live alone or with workmates goes back for phone and
# papers (own estimate: 15 and 25 %).
# Everybody buys in the shop and so knows its inner door as well: no exit is unknown.
for storey in STOREYS:
    d.heading("occupants", storey)
    for unit, _, _, _ in UNITS[storey]:
        household, *state = HOUSEHOLDS[unit].split()
        wait = ASLEEP if state else AWAKE

        def group(part, name, profile, count, **more):
            suffix = f"_{part}" if part else ""
            d.group(f"res_{unit}{suffix}", L(f"{unit}室{name['zh']}", f"{name['en']} of room {unit}"), storey, profile, count, wait,
                    room=f"unit_{unit}", plan="plan_residents", **more)

        if household == "single":
            group("", L("住户", "Resident"), "adult", 1, returns_for_belongings=0.15)
        elif household == "couple":
            group("", L("夫妻", "Couple"), "adult", 2, together=True)
        elif household == "elders":
            group("", L("老人", "Elderly couple"), "elderly", 2, together=True)
        elif household == "workers":
            group("", L("合租工友", "Workers who share"), "male", 4, returns_for_belongings=0.25)
        elif household == "family":
            family = {"with": f"res_{unit}_mother"}
            group("father", L("父亲", "Father"), "male", 1, **family)
            group("mother", L("母亲", "Mother"), "female", 1)
            group("child", L("孩子", "Child"), "child", 1, **family)
d.heading("occupants", "landlord's wife with the list of tenants, shopkeepers")
d.group("landlord", L("房东妻子(管理住户名单)", "Landlord's wife, who keeps the list of tenants"), "F1", "female", 1,
        Row(kind="uniform", a=10, b=20), positions=[[16.6, 3.4]], plan="plan_residents")
d.group("shopkeepers", L("店主夫妻", "Shopkeepers"), "F1", "adult", 2, ASLEEP, room="shop_back", plan="plan_residents")
d.plan("plan_residents", L("就近安全出口疏散,到街对面空地集合", "Nearest usable exit, assemble across the street"), "", "ap_yard", "landlord")

# --------------------------------------------------------------------------------------- devices

for z in (0.6, 1.2, 1.8, 2.4):
    d.device(f"T_hall_{z}", "temperature", "F1", [12.6, 3.0], z)
d.device("layer_hall", "layer_height", "F1", [12.6, 3.0])
d.device("layer_T_hall", "layer_temperature", "F1", [12.6, 3.0])
d.device("CO_hall", "carbon_monoxide", "F1", [12.6, 4.6], 1.6)
d.device("vis_stair_f1", "visibility", "F1", [12, 7.2], 1.6)
for storey in STOREYS:
    s = storey.lower()
    for part, x in (("w", 5.0), ("e", 19.0)):
        d.device(f"vis_{s}_{part}", "visibility", storey, [x, 6.0], 1.6)
    d.device(f"layer_{s}_corridor", "layer_height", storey, [8.0, 6.0])
    d.device(f"layer_{s}_stair", "layer_height", storey, [12, 7.2])
    d.device(f"T_{s}_stair", "temperature", storey, [12, 7.2], 2.0)
d.device("CO_f5_stair", "carbon_monoxide", "F5", [12, 7.2], 1.6)
d.device("flow_out_main", "mass_flow_out", "F1", opening="door_main")
for name in ("main", "shop", "rear", "shop_inner"):
    d.device(f"people_{name}", "people_through", "F1", opening=f"door_{name}")
d.device("density_stair_foot", "density", "F1", region=rectangle(10.6, 5.4, 13.4, 7.6))
d.device("hrr", "hrr", "F1")

# --------------------------------------------------------------------------------------- cameras

d.camera(look("outside", "", [31, -17], 9, [12, 2], 6.0, field_of_view=50))
d.camera(look("inside", "F1", [12.6, 7.2], 1.7, [12.0, 1.0], 1.1, field_of_view=70))
d.camera(look("fire", "F1", [13.9, 4.9], 1.9, [10.9, 2.4], 0.7, field_of_view=70))
d.plan_camera("above", "F1", [12, 6], 18)
d.camera(look("main", "", [13, -14], 1.7, [12, 0], 4.5, field_of_view=65))
d.camera(look("shop_front", "F1", [6.3, 4.0], 1.9, [2.2, 0.8], 1.0, field_of_view=70))
d.camera(look("corridor", "F1", [20.4, 6.2], 1.65, [8, 6.0], 1.2, field_of_view=65))
d.camera(look("upstairs", "F3", [0.6, 6.0], 1.65, [14, 6.0], 1.2, field_of_view=65))
d.camera(look("stair", "F2", [11.0, 6.2], 1.8, [12.6, 10.0], 0.4, field_of_view=75))
d.camera(look("room", "F5", [10.2, 4.6], 1.9, [13.2, 0.8], 0.6, field_of_view=75))
for i, storey in enumerate(STOREYS):
    d.plan_camera(f"plan_{storey.lower()}", storey, [12, 6], RISE * i + 18)
d.plan_camera("site", "F5", [12, -4], 55)

# ----------------------------------------------------------------------------------------- drill

d.drill = Row(
    briefing=L(
        "你是这栋出租房的房东,深夜23时在一层走道巡查,多数住户已经睡下。楼里只有一部敞开楼梯:一旦起火,先按报警按钮、大声呼喊叫醒住户,"
        "切断电源,再看能不能用合适、有效的灭火器扑救;锂电池火要用水降温,烟大或火势控制不住就马上撤离。"
        "巡查时请检查三个出口、找出隐患,最后到街对面空地集合并报告人数。",
        "You are the landlord, on your round of the ground-floor corridor at eleven at night; most residents are in bed. There is only one "
        "open stair: if something burns, press the call point and shout first, cut the power, then see whether a suitable, working "
        "extinguisher can still do it; a lithium battery must be cooled with water, and when smoke or fire get the better of you, leave. "
        "Check the three exits and find the faults; at the end report the head count across the street."),
    start=Row(storey="F1", at=[20.8, 6.3], heading=0, role="landlord"),
    duration=360,
    power_fails_on_alarm=False,
    inspection=Row(duration=360, briefing=L("先把一楼走一遍:查出口、找隐患,查完就开始演练。没有发现、没有改正的隐患会留在楼里,随后会发生火灾。", "Walk through the building first: check the exits, find the faults, then begin the drill. What is not found and mended stays, and then something will burn.")),
    injects=[
        Row(id="bang", when=Row(after_event="item.ignited", delay=2), what="message",
            text=L("门厅里“砰”的一声,一辆充电的电动自行车冒烟起火。", "A bang in the hall: an e-bike on charge is smoking and burning.")),
        Row(id="neighbour", when=Row(at_s=90), what="alarm", text=L("邻居发现门厅起火,按下了报警按钮。", "A neighbour has seen the fire and presses a call point.")),
        Row(id="call_back", when=Row(after_event="trainee.called_119", delay=4), what="message",
            text=L("119指挥中心:消防车已出动,请保持电话畅通,派人到村口接应。", "119 control: engines are on their way. Keep your phone free and send someone to the village gate.")),
        Row(id="power", when=Row(after_event="item.ignited", delay=150), what="power_cut", text=L("线路烧断,全楼断电。", "The cables have burnt through: the power fails.")),
        Row(id="trapped", when=Row(after_event="alarm.raised", delay=120), what="message",
            text=L("楼上有住户在窗口呼救,说楼道里全是烟。", "Residents call from the windows above: the corridor is full of smoke.")),
    ],
    fires=[
        Row(id="oil", name=L("店内住处灶上的油锅", "A pan of oil on the cooker behind the shop"), target="pan_shop", at=30, leaves_out=["bang", "neighbour", "power", "trapped"],
            injects=[Row(id="oil_smokes", when=Row(after_event="item.ignited", delay=2), what="message",
                         text=L("店主喊:里屋灶上的油锅着火了!", "The shopkeeper shouts: the pan on the cooker in the back is on fire!"))]),
        Row(id="tv", name=L("房东房间的电视机", "The television in the landlord's room"), target="tv_landlord", at=30, leaves_out=["bang", "neighbour", "power", "trapped"],
            injects=[Row(id="tv_smokes", when=Row(after_event="item.ignited", delay=2), what="message",
                         text=L("妻子喊:家里的电视机冒烟起火了!", "Your wife shouts: the television at home is smoking and burning!"))]),
        Row(id="bed", name=L("房东房间的床(卧床吸烟)", "The landlord's bed (smoking in bed)"), target="bed_landlord", at=30, leaves_out=["bang", "neighbour", "power", "trapped"],
            injects=[Row(id="bed_smokes", when=Row(after_event="item.ignited", delay=2), what="message",
                         text=L("妻子喊:烟头把床点着了!", "Your wife shouts: a cigarette has set the bed on fire!"))]),
    ],
    faults=[
        fault("fault_chain", "EX-01", "door_rear"),
        fault("fault_goods", "EX-02", "goods_rear_1"),
        fault("fault_goods_2", "EX-02", "goods_rear_2"),
        fault("fault_stair_junk", "EX-04", "junk_stair"),
        fault("fault_junk", "EX-03", "junk_f3"),
        fault("fault_sign_dark", "EX-21", "sign_main"),
        fault("fault_arrow", "EX-22", "sign_f1_e"),
        fault("fault_light", "EX-25", "light_f4_corridor"),
        *[fault(f"fault_e_bike_{k}", "EX-28", f"e_bike_{k}") for k in range(1, 8)],
        *[fault(f"fault_bars_{unit}", "EX-13", f"win_{unit}") for unit in BARRED],
        fault("fault_gauge", "EQ-02", "ext_hall"),
        fault("fault_ext_blocked", "EQ-04", "ext_shop"),
        fault("fault_hydrant", "EQ-13", "hydrant_f1"),
        fault("fault_cap", "EQ-16", "smoke_hall"),
        *[fault(f"fault_no_alarm_{unit}", "EQ-26", f"unit_{unit}") for unit in WITHOUT_ALARM],
        fault("fault_strip", "EL-02", "strip_hall_2"),
        fault("fault_strip_1", "EL-02", "strip_hall_1"),
        fault("fault_battery", "EL-09", "battery_303"),
        fault("fault_heater", "EL-11", "heater_405"),
        fault("fault_shop_bed", "BD-03", "bed_shop"),
        *[fault(f"fault_plywood_{unit}", "BD-10", f"unit_{unit}") for unit in PLYWOOD_ROOMS],
    ],
    fault_pool=Row(
        easy=3, normal=5, hard=8,
        places=places("""
            EX-03 corridor_f2; EX-03 corridor_f4; EX-04 stair_2; EX-10 exit_main; EX-18 stair_1; EX-21 sign_f2_w; EX-21 sign_f3_e; EX-22 sign_f2_e;
            EX-25 light_f2_corridor; EX-25 light_f5_stair; EX-28 corridor_f2; EQ-01 ext_f3; EQ-02 ext_f2; EQ-02 ext_f1_e; EQ-03 ext_f4; EQ-07 ext_f5; EQ-08 ext_f1_e;
            EQ-10 ext_f2; EQ-16 smoke_f3; EQ-17 call_f4; EQ-26 smoke_203; EL-01 corridor_f3; EL-02 unit_305; EL-04 unit_204; EL-05 corridor_f2; EL-06 corridor_f2;
            EL-08 win_306; EL-09 unit_406; EL-11 unit_207; FS-03 corridor_f5; FS-07 unit_104; BD-10 unit_303; BD-12 corridor_f4; MG-01 hall; MG-02 hall"""),
        decoys=places("DC-02 corridor_f3; DC-03 corridor_f2; DC-04 ext_f5; DC-05 unit_302")),
    checks=[
        Row(exit="exit_main", expected=["sign_dark"]),
        Row(exit="exit_shop", expected=["usable"]),
        Row(exit="exit_rear", expected=["locked", "blocked"]),
    ],
    tasks=[
        Row(id="task_alarm", text=L("按下手动报警按钮,叫醒全楼", "Press a call point and wake the building"), done_event="alarm.call_point"),
        Row(id="task_power", text=L("切断总电源", "Cut the main power"), done_event="fixture.pressed", target="power_main"),
        Row(id="task_119", text=L("拨打119", "Call 119"), done_event="trainee.called_119"),
        Row(id="task_exit", text=L("检查后门", "Check the rear exit"), done_event="exit.verdict_right", target="exit_rear"),
        Row(id="task_leave", text=L("到街对面空地集合点", "Go to the assembly point across the street"), done_event="trainee.at_assembly"),
        Row(id="task_report", text=L("清点住户并报告", "Report the head count"), done_event="trainee.reported"),
    ],
    rubric_base="rental_block",
    rubric=[
        Comment("the chained rear exit counts apart from the others"),
        Row(id="ex_verdicts", points=6),
        rubric("r_check_rear", "exit_check", L("判定后门", "Judge the rear exit"), L("它是唯一的另一条路", "It is the only other way out"), 4,
               "exit.verdict_right", target="exit_rear", source="消防法§28"),
    ])

d.write([
    "Rental block of five storeys: 41 rented rooms off one corridor and one open stair, a shop with people",
    "sleeping in it, the landlord's room, three exits (the rear one chained and blocked), a lift added at the",
    "west gable, open ground across the street. Written by tools/scenarios/rental_block.py.",
    "Other fires to choose: a pan of oil behind the shop, the landlord's television or his bed.",
    "Fire: an e-bike on charge in the entrance hall lights its neighbours 0.2 m away and fills the only stair",
    "with smoke. The hall's smoke alarm is capped, its extinguisher has no pressure.",
])
