#!/usr/bin/env python3
"""Writes scenarios/school: a teaching block of three storeys such as stand in any Chinese county.

All wall centre lines lie on multiples of 0.4 m, so that grids of 0.4, 0.2 and 0.1 m keep them exactly.

      y 10.8 +------------------------------------------------------------------+
             |  corridor 2.8                                                     | exit_ne (chained)
         8.0 +----+----------+----------+-----+-----+----------+-----------+----+
     exit_w  | st |   101    |   102    |hall |store|   103    |   lab     | st | exit_e
             | W  |          |          |     |     |          |     fire  | E  |
         0.0 +----+----------+----------+-----+-----+----------+-----------+----+   lift at the corridor's west end
             0    4          12         20 main 24  28         36          44   48
"""
from parts import Draft, fault, outline_with_shaft, places, rubric
from scenario_file import Comment, L, Row, look, rectangle

LENGTH, CORRIDOR, DEPTH = 48, 8.0, 10.8
RISE, CLEAR = 3.6, 3.4  # storey height and height to the slab [m]
STOREYS = ["F1", "F2", "F3"]
STOREY_NAMES = {"F1": L("一层", "Ground floor"), "F2": L("二层", "First floor"), "F3": L("三层", "Second floor")}
CORRIDOR_FACE = CORRIDOR + 0.1 + 0.06  # fixtures on the corridor's south wall
NORTH_FACE = DEPTH - 0.1 - 0.06

# Dog-leg stair: 2 x 12 risers of 0.15 m, goings of 0.29 m: flights 3.2 m long, 1.6 m wide.
STAIR = dict(width=1.6, gap=0.4, floor_edge=5.0, landing_edge=1.8, back=0.2)
STAIR_X = {"w": 0, "e": 44}

LIFT_Y = (8.6, 10.2)  # for wheelchairs, added at the corridor's west end

# Room, its west wall x, its pupils; a row of classrooms per storey.
CLASSES = {
    "F1": [("101", 4, 40), ("102", 12, 40), ("103", 28, 40)],
    "F2": [("201", 4, 38), ("202", 12, 40), ("203", 28, 40), ("204", 36, 38)],
    "F3": [("301", 4, 36), ("302", 12, 40), ("303", 20, 38), ("304", 28, 40), ("305", 36, 36)],
}
# Which way a class leaves by the school's plan, and where it assembles.
WAY = {"101": ("exit_w", "ap_west"), "102": ("exit_main", "ap_west"), "103": ("exit_main", "ap_east"),
       "201": ("exit_w", "ap_west"), "202": ("exit_w", "ap_west"), "203": ("exit_e", "ap_east"), "204": ("exit_e", "ap_east"),
       "301": ("exit_w", "ap_west"), "302": ("exit_w", "ap_west"), "303": ("exit_w", "ap_west"), "304": ("exit_e", "ap_east"),
       "305": ("exit_e", "ap_east")}

d = Draft("school", L("实验小学教学楼", "Primary school, teaching block"), L(
    "三层教学楼,12个教室,460余名学生。上课时一层科学实验室的废纸篓起火;楼内还藏着平时检查没有发现的隐患。",
    "Teaching block of three storeys, 12 classrooms, over 460 pupils. During lessons a waste basket catches fire in the "
    "ground-floor laboratory; the building also has faults that nobody has noticed."), "SC")
d.weather = Row(temperature=16, indoor_temperature=20, wind_speed=1.5, wind_from=45)

# ------------------------------------------------------------------------------------- building

for i, storey in enumerate(STOREYS):
    voids = [] if i == 0 else [rectangle(x + 0.2, 0.2, x + 3.8, STAIR["floor_edge"]) for x in STAIR_X.values()]
    d.storey(storey, STOREY_NAMES[storey], RISE * i, CLEAR, outline_with_shaft(LENGTH, DEPTH, *LIFT_Y), voids)
d.site = Row(ground=rectangle(-14, -32, 62, 16), elevation=0)

for storey in STOREYS:
    s = storey.lower()
    d.heading("walls", storey)
    d.wall(f"outer_{s}", storey, rectangle(0, 0, LENGTH, DEPTH) + [[0, 0]])
    d.wall(f"corridor_{s}", storey, [[0, CORRIDOR], [LENGTH, CORRIDOR]])
    lines = {"F1": [4, 12, 20, 24, 28, 36, 44], "F2": [4, 12, 20, 28, 36, 44], "F3": [4, 12, 20, 28, 36, 44]}[storey]
    for x in lines:
        d.wall(f"cross_{s}_{x}", storey, [[x, 0], [x, CORRIDOR]])


def windows(storey, room, xs, y=0.0, **more):
    for i, x in enumerate(xs):
        d.window(f"win_{room}_{i + 1}", storey, L("外窗", "Window"), [x, y], **({"width": 2.0} | more))


for i, storey in enumerate(STOREYS):
    s = storey.lower()
    floor = STOREY_NAMES[storey]
    d.heading("openings", storey + ": stairs, corridor")
    for side, x in STAIR_X.items():
        where = L("西", "west") if side == "w" else L("东", "east")
        wedged = dict(wedged=True, state="open") if (storey, side) == ("F1", "e") else {}
        d.fire_door(f"door_stair_{side}_{s}", storey, L(f"{floor['zh']}{where['zh']}楼梯防火门", f"Fire door, {where['en']} stair, {floor['en'].lower()}"),
                    [x + 2, CORRIDOR], 1.6, 270, **wedged)
        d.window(f"win_stair_{side}_{s}", storey, L("楼梯间窗", "Stair window"), [x + 2, 0], 1.6, 0.8, 2.4)
    for k in range(12):
        x = 2 + 4 * k
        d.window(f"win_corr_{s}_{k + 1}", storey, L("走廊窗", "Corridor window"), [x, DEPTH], 2.4, 1.6, 1.1)
    if storey != "F1":
        d.window(f"win_corr_{s}_e", storey, L("走廊端窗", "Corridor end window"), [LENGTH, 9.4], 1.2, 1.6, 1.1)
    d.heading("openings", storey + ": classrooms")
    for room, x, _ in CLASSES[storey]:
        d.door(f"door_{room}_front", storey, L(f"{room}教室前门", f"Front door, class {room}"), [x + 1.3, CORRIDOR], 1.0, opens=270)
        d.door(f"door_{room}_back", storey, L(f"{room}教室后门", f"Rear door, class {room}"), [x + 7.1, CORRIDOR], 1.0, opens=270)
        d.window(f"win_{room}_in", storey, L("走廊侧窗", "Window to the corridor"), [x + 4.0, CORRIDOR], 2.4, 1.2, 1.4)
        windows(storey, room, [x + 1.6, x + 4.0, x + 6.4])

d.heading("openings", "F1: exits, hall, store, laboratory")
d.door("door_main", "F1", L("教学楼正门", "Main entrance"), [22, 0], 2.8, 2.4, opens=270, leaves=2, material="glass", state="open")
d.hole("hole_hall", "F1", L("门厅口", "Hall opening"), [22, CORRIDOR], 3.2, 2.8)
d.door("door_out_w", "F1", L("西楼梯外门", "Outer door of the west stair"), [0, 6.4], 1.6, 2.2, opens=180, leaves=2, material="steel_panel")
d.door("door_out_e", "F1", L("东楼梯外门", "Outer door of the east stair"), [LENGTH, 6.4], 1.6, 2.2, opens=0, leaves=2, material="steel_panel",
       locked=True, panic_bar=True)
d.door("door_out_ne", "F1", L("走廊东端门", "East end door of the corridor"), [LENGTH, 9.4], 1.4, 2.2, opens=0, leaves=2,
       material="steel_panel", chained=True)
d.door("door_store", "F1", L("器材室门", "Store door"), [27.0, CORRIDOR], 1.0, opens=90)
windows("F1", "store", [26], width=2.0, barred=True)
d.door("door_lab_front", "F1", L("实验室前门", "Front door of the laboratory"), [37.3, CORRIDOR], 1.0, opens=90)
d.door("door_lab_back", "F1", L("实验室后门", "Rear door of the laboratory"), [43.1, CORRIDOR], 1.0, opens=90, state="open")
d.window("win_lab_in", "F1", L("走廊侧窗", "Window to the corridor"), [40.0, CORRIDOR], 2.4, 1.2, 1.4, breaks_at=350)
windows("F1", "lab", [37.6, 40.0, 42.4], breaks_at=350)
d.heading("openings", "F2: staff room")
d.door("door_staff_w", "F2", L("教师办公室西门", "West door of the staff room"), [21.3, CORRIDOR], 1.0, opens=270)
d.door("door_staff_e", "F2", L("教师办公室东门", "East door of the staff room"), [27.1, CORRIDOR], 1.0, opens=270)
windows("F2", "staff", [21.6, 24.0, 26.4])

for side, x in STAIR_X.items():
    name = L("西楼梯" if side == "w" else "东楼梯", "West stair" if side == "w" else "East stair")
    for i in (0, 1):
        d.dog_leg(f"stair_{side}_{i + 1}", name, STOREYS[i], STOREYS[i + 1], RISE * i, RISE * (i + 1), x + 0.2, **STAIR)

d.gable_lift("lift", L("无障碍电梯", "Wheelchair lift"), STOREYS, *LIFT_Y)

for storey in STOREYS:
    s, floor = storey.lower(), STOREY_NAMES[storey]
    d.heading("rooms", storey)
    d.room(f"corridor_room_{s}", storey, L(f"{floor['zh']}走廊", f"Corridor, {floor['en'].lower()}"), "corridor", rectangle(0, CORRIDOR, LENGTH, DEPTH))
    for side, x in STAIR_X.items():
        d.room(f"stair_room_{side}_{s}", storey, L("西楼梯间" if side == "w" else "东楼梯间", "West stair" if side == "w" else "East stair"),
               "stair", rectangle(x, 0, x + 4, CORRIDOR))
    for room, x, _ in CLASSES[storey]:
        d.room(f"class_{room}", storey, L(f"{room}教室", f"Classroom {room}"), "classroom", rectangle(x, 0, x + 8, CORRIDOR))
d.room("hall", "F1", L("门厅", "Entrance hall"), "hall", rectangle(20, 0, 24, CORRIDOR))
d.room("store", "F1", L("体育器材室", "Sports store"), "store", rectangle(24, 0, 28, CORRIDOR))
d.room("lab", "F1", L("科学实验室", "Science laboratory"), "laboratory", rectangle(36, 0, 44, CORRIDOR))
d.room("staff_room", "F2", L("教师办公室", "Staff room"), "office", rectangle(20, 0, 28, CORRIDOR))

d.exit("exit_main", L("正门", "Main entrance"), "door_main")
d.exit("exit_w", L("西楼梯出口", "West stair exit"), "door_out_w")
d.exit("exit_e", L("东楼梯出口", "East stair exit"), "door_out_e")
d.exit("exit_ne", L("走廊东端出口", "East end exit"), "door_out_ne")
d.add("assembly_points", Row(id="ap_west", name=L("操场西集合点", "Playground, west assembly point"), region=rectangle(2, -28, 20, -18)))
d.add("assembly_points", Row(id="ap_east", name=L("操场东集合点", "Playground, east assembly point"), region=rectangle(26, -28, 44, -18)))

# ------------------------------------------------------------------------------------ furniture

DESK_X = [2.6 + k for k in range(5)]  # rows of desks from the blackboard (west) to the back, aisles 0.6 m
DESK_Y = [1.0, 2.8, 4.6, 6.4]         # files of two-seat desks, aisles 0.6 m


def seats(x, count):
    """Pupils on their chairs, front rows first."""
    all_seats = [[round(x + dx + 0.48, 2), round(y + side * 0.3, 2)] for dx in DESK_X for y in DESK_Y for side in (-1, 1)]
    return all_seats[:count]


for storey in STOREYS:
    for room, x, _ in CLASSES[storey]:
        d.heading("furnishings", f"class {room}")
        # Turned by 90 degrees the desks' own x axis runs along +y, their own y axis along -x.
        d.grid(f"desk_{room}", "pupil_desk", storey, [x + DESK_X[0], DESK_Y[0]], 4, 5, [1.8, -1.0], 90)
        for side, offset in (("a", -0.3), ("b", 0.3)):
            d.grid(f"chair_{room}_{side}", "pupil_chair", storey, [x + DESK_X[0] + 0.48, DESK_Y[0] + offset], 4, 5, [-1.8, 1.0], 270)
        d.put(f"board_{room}", "blackboard", storey, [x + 0.13, 4.0], 90, z=1.0)
        d.put(f"desk_{room}_teacher", "teacher_desk", storey, [x + 1.3, 2.8], 90)
        d.put(f"cabinet_{room}", "steel_cabinet", storey, [x + 7.68, 5.2], 270)
        d.put(f"bin_{room}", "waste_basket", storey, [x + 7.65, 0.4])
        d.put(f"curtain_{room}_1", "curtain", storey, [x + 2.8, 0.2], size=[0.6, 0.1, 2.2], z=0.6)
        d.put(f"curtain_{room}_2", "curtain", storey, [x + 5.2, 0.2], size=[0.6, 0.1, 2.2], z=0.6)

d.heading("furnishings", "laboratory; the basket burns first, then the curtain, then the shelves")
d.put("bin_lab", "waste_basket", "F1", [43.2, 0.6], ignite=10)
d.put("curtain_lab_1", "curtain", "F1", [43.3, 0.2], size=[0.8, 0.1, 2.2], z=0.3)
d.put("curtain_lab_2", "curtain", "F1", [41.2, 0.2], size=[0.6, 0.1, 2.2], z=0.3)
d.put("curtain_lab_3", "curtain", "F1", [38.8, 0.2], size=[0.6, 0.1, 2.2], z=0.3)
d.put("shelf_lab_1", "paper_shelf", "F1", [43.7, 1.0], 270)
d.put("shelf_lab_2", "paper_shelf", "F1", [43.7, 2.3], 270)
d.put("cabinet_lab_chemicals", "chemical_cabinet", "F1", [43.64, 3.8], 270)
d.put("cabinet_lab", "steel_cabinet", "F1", [43.68, 4.8], 270)
d.grid("bench_lab", "lab_bench", "F1", [39.0, 1.6], 2, 3, [2.3, 2.0], size=[2.2, 0.8, 0.85])
d.put("bench_lab_teacher", "lab_bench", "F1", [37.0, 3.6], 90, size=[2.0, 0.7, 0.9])
d.put("board_lab", "blackboard", "F1", [36.13, 3.6], 90, z=1.0)
d.heading("furnishings", "on the laboratory's desks: the console of its screen, a pan for the cooking of the labour class")
d.put("console_lab", "computer", "F1", [37.0, 3.6], 90, z=0.9)
d.put("pan_lab", "oil_pan", "F1", [39.0, 5.6], z=0.85)
d.grid("stool_lab", "pupil_chair", "F1", [38.5, 2.3], 2, 3, [2.3, 2.0], size=[0.34, 0.34, 0.5])
d.grid("stool_lab_b", "pupil_chair", "F1", [39.5, 2.3], 2, 3, [2.3, 2.0], size=[0.34, 0.34, 0.5])

d.heading("furnishings", "hall, store, staff room, corridors, stairs")
d.put("desk_guard", "office_desk", "F1", [20.7, 2.4], 90)
d.put("chair_guard", "office_chair", "F1", [20.5, 3.6], 90)
d.put("notice_hall", "notice_board", "F1", [23.84, 4.6], 270, z=1.0)
d.put("plant_hall_1", "plant", "F1", [20.4, 0.5])
d.put("plant_hall_2", "plant", "F1", [23.6, 0.5])
d.put("mats_store", "gym_mats", "F1", [26.9, 1.0])
d.put("shelf_store_1", "paper_shelf", "F1", [24.32, 2.6], 90)
d.put("shelf_store_2", "paper_shelf", "F1", [24.32, 4.2], 90)
d.put("lockers_store", "lockers", "F1", [27.64, 4.4], 270)
d.put("paper_store", "paper_stack", "F1", [24.6, 6.2], 90)
for k, (x, y) in enumerate(((22, 2.0), (24.4, 2.0), (22, 4.6), (24.4, 4.6))):
    d.put(f"desk_staff_{k}", "office_desk", "F2", [x, y], 90)
    d.put(f"desk_staff_{k}b", "office_desk", "F2", [x + 0.7, y], 270)
    d.put(f"chair_staff_{k}", "office_chair", "F2", [x - 0.65, y], 90)
    d.put(f"chair_staff_{k}b", "office_chair", "F2", [x + 1.35, y], 270)
    d.put(f"pc_staff_{k}", "computer", "F2", [x + 0.1, y], 90, z=0.75)
    d.put(f"pc_staff_{k}b", "computer", "F2", [x + 0.6, y], 270, z=0.75)
d.put("bookcase_staff_1", "bookcase", "F2", [27.68, 2.4], 270)
d.put("bookcase_staff_2", "bookcase", "F2", [27.68, 3.8], 270)
d.put("bin_staff", "waste_basket", "F2", [20.4, 0.5])
d.put("cartons_f2_1", "carton_stack", "F2", [30.4, 10.38])
d.put("cartons_f2_2", "carton_stack", "F2", [31.3, 10.38])
d.put("paper_f2", "paper_stack", "F2", [32.2, 10.38])
d.put("e_bike_stair", "e_bike", "F1", [1.5, 0.7])
d.put("wedge_stair_e", "door_wedge", "F1", [45.3, 7.4])
d.put("chain_ne", "chain", "F1", [47.86, 9.4], 90, z=0.95)
for k, x in enumerate((8, 16, 34)):
    d.put(f"notice_f1_{k}", "notice_board", "F1", [x, 10.66], size=[1.2, 0.06, 0.9], z=1.3)

# -------------------------------------------------------------------------------- fire protection

for storey in STOREYS:
    s = storey.lower()
    d.heading("fixtures", storey)
    for part, x, name in (("w", 10.0, L("西", "west")), ("m", 25.8, L("中", "middle")), ("e", 38.3, L("东", "east"))):
        state = dict(gauge="red", made="2016-03") if (storey, part) == ("F1", "e") else {}
        floor = STOREY_NAMES[storey]
        d.extinguisher(f"ext_{s}_{part}", storey, [x, CORRIDOR_FACE], 90,
                       name=L(f"{floor['zh']}走廊{name['zh']}段干粉灭火器", f"Powder extinguisher, {name['en']} part of the corridor, {floor['en'].lower()}"), **state)
    for part, x in (("w", 14.3), ("e", 33.9)):
        d.fixture(f"hydrant_{s}_{part}", "hydrant_cabinet", storey, [x, CORRIDOR_FACE], 1.1, 90)
    for part, x in (("w", 3.5), ("m", 19.8), ("e", 44.5)):
        d.fixture(f"call_{s}_{part}", "call_point", storey, [x, CORRIDOR_FACE], 1.4, 90)
    for part, x in (("w", 12), ("e", 36)):
        # Own estimate: heard 80 m along the corridor, through one wall 20 m.
        d.fixture(f"sounder_{s}_{part}", "sounder", storey, [x, NORTH_FACE], 2.6, 270, range=80)
    if storey == "F2":
        # Behind the shut door of the staff room the corridor's are not heard.
        d.fixture("sounder_f2_staff", "sounder", storey, [24, 0.3], 2.6, 90, range=80)
    for k, x in enumerate((4, 14, 24, 34, 44)):
        d.detector(f"smoke_{s}_c{k + 1}", storey, [x, 9.4], CLEAR - 0.06)
    for side, x in STAIR_X.items():
        d.detector(f"smoke_{s}_stair_{side}", storey, [x + 2, 6.4], CLEAR - 0.06)
        d.sign(f"sign_{s}_stair_{side}", storey, [x + 2, CORRIDOR_FACE], 2.5, 90)
        d.light(f"light_{s}_stair_{side}", storey, [x + 0.16 if side == "w" else x + 3.84, 5.3], 0 if side == "w" else 180, 2.5)
    for room, x, _ in CLASSES[storey]:
        d.detector(f"smoke_{room}", storey, [x + 4, 4.0], CLEAR - 0.06)
        d.fixture(f"plan_{room}", "evacuation_plan", storey, [x + 0.4, CORRIDOR - 0.16], 1.5, 270)
    for k, x in enumerate((8, 16, 24, 32, 40)):
        dead = dict(works=False) if (storey, x) == ("F2", 24) else {}
        d.light(f"light_{s}_{k + 1}", storey, [x, NORTH_FACE], 270, **dead)
    for k, x in enumerate((6.3, 17.9, 30.3, 41.8)):
        if storey == "F1":
            direction = {6.3: 180, 17.9: 0, 30.3: 180, 41.8: 0}[x]
        else:
            direction = 180 if x < 24 else 0
        if (storey, x) == ("F3", 41.8):
            direction = 180  # hidden fault: away from the near stair, 40 m to the far one
        d.sign(f"sign_{s}_{k + 1}", storey, [x, CORRIDOR_FACE], 0.5, 90, direction)
d.heading("fixtures", "exits, hall, laboratory, staff room")
d.sign("sign_main", "F1", [22, 0.16], 2.7, 90)
d.sign("sign_hall", "F1", [22, CORRIDOR_FACE], 3.0, 90)
d.sign("sign_w", "F1", [0.16, 6.4], 2.5, 0, lit=False)
d.sign("sign_e", "F1", [47.84, 6.4], 2.5, 180)
d.sign("sign_ne", "F1", [47.84, 9.4], 2.5, 180)
d.light("light_hall", "F1", [23.84, 6.6], 180)
d.light("light_hall_2", "F1", [20.16, 6.0], 0)
d.fixture("panel", "alarm_panel", "F1", [20.16, 4.8], 1.5, 0, L("火灾报警控制器", "Fire alarm panel"))
d.fixture("power_main", "power_shutoff", "F1", [20.16, 7.2], 1.5, 0, L("总配电箱", "Main switchboard"))
d.fixture("reel_f1_e", "hose_reel", "F1", [36.3, CORRIDOR_FACE], 1.1, 90, L("一层走廊消防软管卷盘", "Hose reel of the corridor, ground floor"))
d.detector("smoke_hall", "F1", [22, 4], CLEAR - 0.06)
d.detector("smoke_store", "F1", [26, 4], CLEAR - 0.06)
d.detector("smoke_lab", "F1", [40, 4], CLEAR - 0.06, capped=True)
d.detector("smoke_staff", "F2", [24, 4], CLEAR - 0.06)
d.extinguisher("ext_lab", "F1", [36.16, 6.6], 0, "co2", 3, "none", "2022-09", name=L("实验室二氧化碳灭火器 3 kg", "CO2 extinguisher of the laboratory, 3 kg"))
d.fixture("blanket_lab", "fire_blanket", "F1", [36.16, 6.0], 1.2, 0)
d.fixture("gas_lab", "gas_shutoff", "F1", [38.3, 7.84], 1.2, 270, L("实验室燃气总阀", "Gas valve of the laboratory"))
d.fixture("power_lab", "power_shutoff", "F1", [38.7, 7.84], 1.5, 270, L("实验室配电箱", "Switchboard of the laboratory"), feeds=["lab"])

# ------------------------------------------------------------------------------------- occupants

KNOWN = ["exit_main", "exit_w", "exit_e", "exit_ne"]
for storey in STOREYS:
    d.heading("occupants", storey)
    for room, x, count in CLASSES[storey]:
        # Teachers stop the lesson within seconds of the alarm in a drilled school; pupils wait for the word.
        d.group(f"teacher_{room}", L(f"{room}班教师", f"Teacher of class {room}"), storey, "teacher", 1,
                Row(kind="uniform", a=5, b=15), positions=[[x + 0.7, 5.0]], familiar_exits=KNOWN, plan=f"plan_class_{room}")
        d.group(f"pupils_{room}", L(f"{room}班学生", f"Pupils of class {room}"), storey, "pupil", count,
                Row(kind="lognormal", a=2.9, b=0.35, low=8, high=60), positions=seats(x, count), familiar_exits=KNOWN,
                leader=f"teacher_{room}", plan=f"plan_class_{room}")
        way, place = WAY[room]
        d.plan(f"plan_class_{room}", L(f"{room}班疏散路线", f"Way out of class {room}"), way, place, f"teacher_{room}",
               fetched_by=f"teacher_{room}")
d.heading("occupants", "staff")
d.group("guard", L("门卫", "Caretaker"), "F1", "staff", 1, Row(kind="uniform", a=5, b=15), positions=[[20.6, 3.6]], plan="plan_staff")
d.group("staff", L("办公室教师", "Teachers in the staff room"), "F2", "teacher", 6, Row(kind="lognormal", a=3.2, b=0.4, low=10, high=90),
        room="staff_room", familiar_exits=KNOWN, plan="plan_staff")
d.plan("plan_staff", L("教职工疏散", "Staff"), "", "ap_west", "guard")

# --------------------------------------------------------------------------------------- devices

for z in (0.9, 1.8, 2.7, 3.3):
    d.device(f"T_lab_{z}", "temperature", "F1", [40.4, 6.8], z)
d.device("layer_lab", "layer_height", "F1", [40.4, 6.8])
d.device("layer_T_lab", "layer_temperature", "F1", [40.4, 6.8])
for storey in STOREYS:
    s = storey.lower()
    for part, x in (("w", 6), ("m", 24), ("e", 42)):
        d.device(f"vis_{s}_{part}", "visibility", storey, [x, 9.4], 1.6)
    d.device(f"layer_{s}_e", "layer_height", storey, [42, 9.4])
    d.device(f"vis_{s}_stair_e", "visibility", storey, [46, 6.4], 1.6)
d.device("CO_f1_e", "carbon_monoxide", "F1", [42, 9.4], 1.6)
d.device("flow_out_lab", "mass_flow_out", "F1", opening="door_lab_back")
for name in ("main", "out_w", "out_e", "out_ne"):
    d.device(f"people_{name}", "people_through", "F1", opening=f"door_{name}")
d.device("density_stair_w", "density", "F1", region=rectangle(0.2, 5.0, 3.8, 7.8))
d.device("hrr", "hrr", "F1")

# --------------------------------------------------------------------------------------- cameras

d.camera(look("outside", "", [58, -24], 10, [22, 4], 4.2, field_of_view=50))
d.camera(look("inside", "F1", [27, 9.6], 1.65, [44, 9.2], 1.3, field_of_view=65))
d.camera(look("fire", "F1", [43.0, 5.2], 1.7, [42.9, 0.6], 1.2, field_of_view=65))
d.plan_camera("above", "F1", [24, 5.4], 28)
d.camera(look("main", "", [22, -16], 1.7, [22, 0], 3.2, field_of_view=60))
d.camera(look("classroom", "F1", [19.6, 7.4], 2.2, [13.5, 2.4], 0.8, field_of_view=70))
d.camera(look("stair", "F2", [44.6, 7.4], 1.9, [46.4, 1.6], 0.2, field_of_view=75))
d.camera(look("entrance_hall", "F1", [22.2, 9.8], 1.7, [21.8, 0.4], 1.2, field_of_view=65))
for i, storey in enumerate(STOREYS):
    d.plan_camera(f"plan_{storey.lower()}", storey, [24, 5.4], RISE * i + 28)
d.plan_camera("site", "F3", [24, -8], 60)

# ----------------------------------------------------------------------------------------- drill

d.drill = Row(
    briefing=L(
        "你是今天的值班老师,正在一层走廊巡视,各班正在上课。一旦发现起火:先报警、通知全楼,火小且有退路时用合适、有效的灭火器扑救,"
        "火势控制不住就关门撤离。楼里还有若干隐患,请在保证安全的前提下检查安全出口、找出隐患。最后到操场集合点报告。",
        "You are the teacher on duty, walking the ground-floor corridor during lessons. If something burns: raise the alarm first; "
        "fight the fire with the right, working extinguisher only while it is small and your way back is free; otherwise shut the door and leave. "
        "The building has some faults: check the exits and find them as far as it is safe. At the end report at the assembly point."),
    start=Row(storey="F1", at=[30, 9.4], heading=0, role="teacher"),
    duration=360,
    power_fails_on_alarm=False,
    inspection=Row(duration=360, briefing=L("先当一回检查员:查安全出口、找隐患,查完就开始演练。没有发现、没有改正的隐患会留在楼里,随后会发生火灾。", "First walk as an inspector: check the exits, find the faults, then begin the drill. What is not found and mended stays, and then something will burn.")),
    injects=[
        Row(id="smell", when=Row(after_event="item.ignited", delay=3), what="message", text=L("闻到一股焦味,好像从东边传来。", "There is a smell of burning, from the east it seems.")),
        Row(id="call_back", when=Row(after_event="trainee.called_119", delay=4), what="message",
            text=L("119指挥中心:消防车已出动,请保持电话畅通,派人到路口接应。", "119 control: engines are on their way. Keep your phone free and send someone to the road.")),
        Row(id="late_alarm", when=Row(after_event="item.ignited", delay=240), what="alarm", text=L("楼上的老师发现浓烟,按下了报警按钮。", "A teacher upstairs has seen the smoke and presses a call point.")),
        Row(id="power", when=Row(after_event="alarm.raised", delay=90), what="power_cut", text=L("全楼断电。", "The power fails.")),
    ],
    fires=[
        Row(id="oil", name=L("劳动课的油锅", "A pan of oil of the labour class"), target="pan_lab", at=10, leaves_out=["smell", "task_fire"],
            injects=[Row(id="oil_smokes", when=Row(after_event="item.ignited", delay=3), what="message",
                         text=L("有学生跑来说:实验室的油锅着火了!", "A pupil comes running: the pan in the laboratory is on fire!"))]),
        Row(id="console", name=L("多媒体讲台的电脑", "The computer of the laboratory's console"), target="console_lab", at=10, leaves_out=["smell", "task_fire"],
            injects=[Row(id="console_smokes", when=Row(after_event="item.ignited", delay=3), what="message",
                         text=L("有学生跑来说:实验室讲台的电脑冒烟起火了!", "A pupil comes running: the computer in the laboratory is smoking and burning!"))]),
    ],
    faults=[
        fault("fault_wedge", "EX-14", "door_stair_e_f1"),
        fault("fault_chain", "EX-01", "door_out_ne"),
        fault("fault_gauge", "EQ-02", "ext_f1_e"),
        fault("fault_sign_dark", "EX-21", "sign_w"),
        fault("fault_e_bike", "EX-28", "e_bike_stair"),
        fault("fault_cap", "EQ-16", "smoke_lab"),
        fault("fault_bars", "EX-12", "win_store_1"),
        fault("fault_cartons", "EX-03", "cartons_f2_1"),
        fault("fault_light", "EX-25", "light_f2_3"),
        fault("fault_arrow", "EX-22", "sign_f3_4"),
    ],
    fault_pool=Row(
        easy=3, normal=5, hard=8,
        places=places("""
            EX-02 exit_w; EX-03 corridor_room_f1; EX-03 corridor_room_f3; EX-12 win_102_2; EX-14 door_stair_w_f1; EX-14 door_stair_w_f2; EX-14 door_stair_e_f3;
            EX-15 door_stair_w_f3; EX-15 door_stair_e_f2; EX-21 sign_e; EX-21 sign_f1_2; EX-22 sign_f2_3; EX-23 sign_f1_3; EX-25 light_f1_2; EX-25 light_f3_4;
            EX-25 light_f1_stair_w; EX-27 plan_102; EX-27 plan_203; EX-28 hall; EQ-01 ext_f2_m; EQ-02 ext_f1_w; EQ-02 ext_f3_m; EQ-03 ext_f2_w; EQ-04 ext_f3_e;
            EQ-06 ext_f1_w; EQ-07 ext_f2_e; EQ-08 ext_f1_m; EQ-10 ext_f3_w; EQ-12 hydrant_f1_w; EQ-13 hydrant_f2_e; EQ-16 smoke_f1_c4; EQ-16 smoke_store;
            EQ-17 call_f2_m; EQ-18 panel; EQ-25 sounder_f3_w; EL-01 staff_room; EL-02 staff_room; EL-04 staff_room; EL-05 store; EL-09 staff_room; EL-11 staff_room;
            FS-03 store; ST-08 lab; BD-06 store; MG-02 staff_room; MG-05 staff_room"""),
        decoys=places("DC-02 store; DC-03 hall; DC-04 ext_f3_m; DC-05 staff_room; DC-06 lab")),
    checks=[
        Row(exit="exit_main", expected=["usable"]),
        Row(exit="exit_w", expected=["sign_dark"]),
        Row(exit="exit_e", expected=["usable"]),
        Row(exit="exit_ne", expected=["locked"]),
        Row(exit="door_stair_e_f1", expected=["wedged_open"]),
    ],
    tasks=[
        Row(id="task_alarm", text=L("按下手动报警按钮,通知全楼", "Press a call point and warn the building"), done_event="alarm.call_point"),
        Row(id="task_fire", text=L("扑灭废纸篓", "Put out the waste basket"), done_event="item.extinguished", target="bin_lab"),
        Row(id="task_exit", text=L("检查走廊东端出口", "Check the exit at the corridor's east end"), done_event="exit.verdict_right", target="exit_ne"),
        Row(id="task_leave", text=L("到操场集合点", "Go to the assembly point"), done_event="trainee.at_assembly"),
        Row(id="task_report", text=L("清点人数并报告", "Report the head count"), done_event="trainee.reported"),
    ],
    rubric_base="school",
    rubric=[
        Comment("the chained exit next to the fire counts apart from the others"),
        Row(id="ex_verdicts", points=6),
        rubric("r_check_ne", "exit_check", L("判定走廊东端的出口", "Judge the corridor's east end exit"), L("出口要推过才知道通不通", "Only a push tells whether an exit is one"), 4,
               "exit.verdict_right", target="exit_ne", source="消防法§28"),
    ])

d.write([
    "Primary school, teaching block of three storeys: 12 classrooms, laboratory, staff room, store, two",
    "enclosed stairs, a lift for wheelchairs at the west gable, four ground-floor exits, playground. Written by tools/scenarios/school.py.",
    "Other fires to choose: a pan of oil, a computer, both in the laboratory.",
    "Fire: a waste basket in the laboratory lights the curtain, then the shelves of exercise books. The",
    "laboratory's detector is capped, the fire door of the near stair is wedged open.",
])
