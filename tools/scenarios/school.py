#!/usr/bin/env python3
"""Writes scenarios/school: a teaching block of three storeys such as stand in any Chinese county.

All wall centre lines lie on multiples of 0.4 m, so that grids of 0.4, 0.2 and 0.1 m keep them exactly.

      y 10.8 +------------------------------------------------------------------+
             |  corridor 2.8                                                     | exit_ne (chained)
         8.0 +----+----------+----------+-----+-----+----------+-----------+----+
     exit_w  | st |   101    |   102    |hall |store|   103    |   lab     | st | exit_e
             | W  |          |          |     |     |          |     fire  | E  |
         0.0 +----+----------+----------+-----+-----+----------+-----------+----+
             0    4          12         20 main 24  28         36          44   48
"""
from parts import Draft, fault, rubric
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
    d.storey(storey, STOREY_NAMES[storey], RISE * i, CLEAR, rectangle(-0.1, -0.1, LENGTH + 0.1, DEPTH + 0.1), voids)
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
    d.window(f"win_corr_{s}_w", storey, L("走廊端窗", "Corridor end window"), [0, 9.4], 1.2, 1.6, 1.1)
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
d.detector("smoke_hall", "F1", [22, 4], CLEAR - 0.06)
d.detector("smoke_store", "F1", [26, 4], CLEAR - 0.06)
d.detector("smoke_lab", "F1", [40, 4], CLEAR - 0.06, capped=True)
d.detector("smoke_staff", "F2", [24, 4], CLEAR - 0.06)
d.extinguisher("ext_lab", "F1", [36.16, 6.6], 0, "co2", 3, "none", "2022-09", name=L("实验室二氧化碳灭火器 3 kg", "CO2 extinguisher of the laboratory, 3 kg"))
d.fixture("blanket_lab", "fire_blanket", "F1", [36.16, 6.0], 1.2, 0)
d.fixture("gas_lab", "gas_shutoff", "F1", [38.3, 7.84], 1.2, 270, L("实验室燃气总阀", "Gas valve of the laboratory"))
d.fixture("power_lab", "power_shutoff", "F1", [38.7, 7.84], 1.5, 270, L("实验室配电箱", "Switchboard of the laboratory"))

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
    duration=600,
    power_fails_on_alarm=False,
    injects=[
        Row(id="smell", when=Row(after_event="item.ignited", delay=3), what="message", text=L("闻到一股焦味,好像从东边传来。", "There is a smell of burning, from the east it seems.")),
        Row(id="call_back", when=Row(after_event="trainee.called_119", delay=4), what="message",
            text=L("119指挥中心:消防车已出动,请保持电话畅通,派人到路口接应。", "119 control: engines are on their way. Keep your phone free and send someone to the road.")),
        Row(id="late_alarm", when=Row(after_event="item.ignited", delay=240), what="alarm", text=L("楼上的老师发现浓烟,按下了报警按钮。", "A teacher upstairs has seen the smoke and presses a call point.")),
        Row(id="power", when=Row(after_event="alarm.raised", delay=90), what="power_cut", text=L("全楼断电。", "The power fails.")),
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
    rubric=[
        Comment("alarm: 20 points"),
        rubric("r_call_point", "alarm", L("起火后60秒内按下手动报警按钮", "Press a call point within 60 s of ignition"),
               L("先报警,全楼才有时间撤离", "Alarm first: it gives everybody time to leave"), 10, "alarm.call_point",
               within_s=60, of_event="item.ignited", source="消防法§44"),
        rubric("r_shout", "alarm", L("大声呼喊示警", "Shout a warning"), L("附近的人最先受到威胁", "Those nearby are in danger first"), 3,
               "trainee.shouted", within_s=90, of_event="item.ignited"),
        rubric("r_119", "alarm", L("5分钟内拨打119", "Call 119 within five minutes"), L("消防队到场需要时间,火灭了也要报告", "The brigade needs time; report even a fire that is out"), 5,
               "trainee.called_119", within_s=300, source="消防法§44"),
        rubric("r_119_facts", "alarm", L("说清地点、燃烧物、被困人员、姓名和电话", "Say place, what burns, who is trapped, name and phone"),
               L("说不清地点,消防车到不了", "Without the place no engine arrives"), 2, "trainee.called_119", value_at_least=5),
        Comment("extinguisher: 42 points"),
        rubric("r_inspect", "extinguisher", L("使用前查看压力表", "Read the gauge before use"), L("指针在红区的灭火器喷不出来", "An extinguisher in the red does not discharge"), 5,
               "extinguisher.inspected", before_event="extinguisher.pressed", source="GB 50444-2008 5.2"),
        rubric("r_take", "extinguisher", L("90秒内取得灭火器", "Have an extinguisher in hand within 90 s"), L("初起火灾只有一两分钟", "A small fire stays small for a minute or two"), 4,
               "extinguisher.taken", within_s=90, of_event="item.ignited"),
        rubric("r_pin", "extinguisher", L("压把前拔出保险销", "Pull the pin before pressing"), L("不拔销压不下手柄", "The handle cannot be pressed with the pin in"), 4,
               "extinguisher.pin_pulled", before_event="extinguisher.pressed"),
        rubric("r_distance", "extinguisher", L("距火1.5至4米喷射", "Discharge from 1.5 to 4 m"), L("太近吹散火焰,太远够不着", "Too near scatters the fire, too far does not reach"), 6,
               "extinguisher.distance", value_at_least=1.5, value_at_most=4.0),
        rubric("r_base", "extinguisher", L("对准火焰根部(命中率60%以上)", "Aim at the base (60 % on target)"), L("打火苗没有用,要打根部", "Flames come back unless the base is hit"), 8,
               "extinguisher.base_hit", value_at_least=0.6),
        rubric("r_behind", "extinguisher", L("退路在身后", "Keep the way out behind you"), L("扑救失败时能马上撤离", "So that you can leave if it fails"), 3,
               "extinguisher.exit_behind", value_at_least=1),
        rubric("r_out", "extinguisher", L("扑灭废纸篓火", "Put the basket fire out"), L("初起火灾应尽快扑灭", "A small fire is put out before it grows"), 9,
               "item.extinguished", target="bin_lab"),
        rubric("r_gas", "extinguisher", L("关闭实验室燃气总阀", "Shut the laboratory's gas valve"), L("切断气源,防止爆燃", "No gas, no explosion"), 3,
               "fixture.pressed", target="gas_lab"),
        Comment("evacuation: 14 points"),
        rubric("r_left", "evacuation", L("撤出教学楼", "Leave the building"), L("留在楼内没有意义", "Nobody needs you inside"), 3, "trainee.left_building", after_event="item.ignited"),
        rubric("r_assembly", "evacuation", L("到达集合点", "Reach the assembly point"), L("集合才能清点人数", "Only there can heads be counted"), 3, "trainee.at_assembly"),
        rubric("r_report", "evacuation", L("报告人数", "Report the head count"), L("消防员要知道还有没有人在里面", "The brigade must know whether anyone is inside"), 3, "trainee.reported"),
        rubric("r_all_out", "evacuation", L("报警后180秒内全楼撤完", "Everybody out within 180 s of the alarm"),
               L("四层以下学校演练一般要求2分钟左右,小学3分钟", "School drills of up to four storeys aim at about two minutes, primary schools three"), 5,
               "occupants.all_out", within_s=180, of_event="alarm.raised", source="教基一厅[2014]2号"),
        Comment("exit check: 12 points"),
        rubric("r_check_ne", "exit_check", L("判定走廊东端出口:锁闭", "Judge the east end exit: locked"), L("上链锁的出口等于没有出口", "A chained exit is no exit"), 5,
               "exit.verdict_right", target="exit_ne", source="消防法§28"),
        rubric("r_check_e", "exit_check", L("判定东楼梯出口:可用(推杆锁)", "Judge the east stair exit: usable (panic bar)"),
               L("外面打不开、里面一推就开,是合格的", "Locked from outside, opens by pushing from inside: that is right"), 3, "exit.verdict_right", target="exit_e"),
        rubric("r_check_main", "exit_check", L("判定正门:可用", "Judge the main entrance: usable"), L("每个出口都要查", "Every exit is checked"), 2, "exit.verdict_right", target="exit_main"),
        rubric("r_check_w", "exit_check", L("判定西楼梯出口:指示灯不亮", "Judge the west stair exit: sign dark"), L("烟中看不到灯就找不到门", "In smoke the sign shows the door"), 2,
               "exit.verdict_right", target="exit_w"),
        Comment("faults: 12 points"),
        rubric("r_fault_wedge", "fault_spotting", L("找出被楔住的防火门", "Find the wedged fire door"), L("烟从开着的防火门进入楼梯间", "Smoke enters the stair through it"), 4,
               "fault.marked_right", target="fault_wedge", source="61号令§31(五)"),
        rubric("r_fault_gauge", "fault_spotting", L("找出失压的灭火器", "Find the extinguisher without pressure"), L("用的时候才发现就晚了", "In a fire it is too late to find out"), 4,
               "fault.marked_right", target="fault_gauge", source="GB 55036-2022 10.0.7"),
        rubric("r_fault_chain", "fault_spotting", L("记录锁闭的安全出口", "Record the chained exit"), L("当场改正项目", "To be put right on the spot"), 2,
               "fault.marked_right", target="fault_chain", source="61号令§31(三)"),
        rubric("r_fault_e_bike", "fault_spotting", L("找出楼梯下的电动自行车", "Find the e-bike under the stair"), L("楼梯间着火,全楼无路可走", "If it burns, the stair is lost"), 2,
               "fault.marked_right", target="fault_e_bike", source="教发厅函[2024]20号§3(一)6"),
        Comment("deductions and what fails at once"),
        rubric("r_with_pin", "extinguisher", L("未拔销就压把", "Pressed with the pin in"), L("耽误时间", "It costs time"), -2, "extinguisher.pressed_with_pin", times=2),
        rubric("r_wrong", "extinguisher", L("灭火剂不适用", "Agent does not suit the fire"), L("二氧化碳不冷却,纸张会复燃", "CO2 does not cool: paper lights again"), -4, "extinguisher.wrong_agent", times=1),
        rubric("r_false", "fault_spotting", L("误报隐患", "False finding"), L("没有核实就下结论", "Judged without checking"), -2, "fault.false_alarm", times=3),
        rubric("r_verdict_wrong", "exit_check", L("出口判断错误", "Wrong verdict on an exit"), L("要推一推、看一看再下结论", "Push and look before judging"), -2, "exit.verdict_wrong", times=3),
        rubric("r_down", "evacuation", L("有人中毒倒下", "Somebody is overcome"), L("报警和疏散晚了", "Alarm and evacuation came too late"), -10, "occupant.incapacitated", times=3),
        rubric("r_dangerous", "extinguisher", L("用错灭火剂造成危险", "Dangerous agent"), L("会伤到自己和别人", "It hurts you and others"), -20, "extinguisher.dangerous_agent", critical=True),
        rubric("r_self", "evacuation", L("自己中毒倒下", "Overcome yourself"), L("浓烟中没有及时撤离", "Stayed too long in the smoke"), -20, "trainee.incapacitated", critical=True),
    ],
    pass_mark=60)

d.write([
    "Primary school, teaching block of three storeys: 12 classrooms, laboratory, staff room, store, two",
    "enclosed stairs, four ground-floor exits, playground. Written by tools/scenarios/school.py.",
    "Fire: a waste basket in the laboratory lights the curtain, then the shelves of exercise books. The",
    "laboratory's detector is capped, the fire door of the near stair is wedged open.",
])

# -------------------------------------------------------------------------------------- trainees

d.trainee("example", ["Does well: alarm, finds the near extinguisher without pressure, takes the next, puts the fire out,",
                      "checks exits, marks faults, leaves and reports."], "示例学员", [
    Row(do="wait_for", event="item.ignited", timeout=60),
    Row(do="shout"),
    Row(do="walk_to", target="ext_f1_e", within=0.9, run=True),
    Row(do="inspect", target="ext_f1_e"),
    Row(do="mark_fault", target="ext_f1_e", code="EQ-02"),
    Row(do="walk_to", target="call_f1_e", within=0.9, run=True),
    Row(do="interact", target="call_f1_e"),
    Row(do="walk_to", target="ext_f1_m", within=0.9, run=True),
    Row(do="inspect", target="ext_f1_m"),
    Row(do="interact", target="ext_f1_m"),
    Row(do="walk_to", at=[42.8, 9.2], storey="F1", run=True),
    Row(do="pin"),
    Row(do="walk_to", at=[43.0, 2.6], storey="F1"),
    Row(do="use", target="bin_lab", seconds=6, sweep=2),
    Row(do="wait", seconds=3),
    Row(do="use", target="bin_lab", seconds=2, sweep=2),
    Row(do="drop"),
    Row(do="walk_to", target="gas_lab", within=0.9),
    Row(do="interact", target="gas_lab"),
    Row(do="call_119", facts="address,burning,trapped,name,phone"),
    Row(do="walk_to", target="door_stair_e_f1", within=1.2),
    Row(do="inspect", target="door_stair_e_f1"),
    Row(do="mark_fault", target="door_stair_e_f1", code="EX-14"),
    Row(do="walk_to", at=[47.0, 9.4], storey="F1"),
    Row(do="push", target="door_out_ne"),
    Row(do="inspect", target="door_out_ne"),
    Row(do="verdict", target="exit_ne", **{"is": "locked"}),
    Row(do="mark_fault", target="door_out_ne", code="EX-01"),
    Row(do="walk_to", at=[46.8, 6.4], storey="F1"),
    Row(do="push", target="door_out_e"),
    Row(do="verdict", target="exit_e", **{"is": "usable"}),
    Row(do="walk_to", at=[22.0, 1.4], storey="F1"),
    Row(do="inspect", target="door_main"),
    Row(do="verdict", target="exit_main", **{"is": "usable"}),
    Row(do="walk_to", at=[2.2, 6.4], storey="F1"),
    Row(do="inspect", target="e_bike_stair"),
    Row(do="mark_fault", target="e_bike_stair", code="EX-28"),
    Row(do="push", target="door_out_w"),
    Row(do="verdict", target="exit_w", **{"is": "sign_dark"}),
    Row(do="walk_to", at=[-3.0, 6.4], storey="F1"),
    Row(do="walk_to", at=[10.0, -22.0], storey="F1"),
    Row(do="wait_for", event="occupants.all_out", timeout=200),
    Row(do="wait", seconds=5),
    Row(do="report"),
    Row(do="finish"),
])
d.trainee("passive", ["Sees the smoke, tells nobody and walks out."], "消极学员", [
    Row(do="wait", seconds=60),
    Row(do="walk_to", at=[22.0, -8.0], storey="F1"),
    Row(do="finish"),
])
d.trainee("reckless", ["No alarm, takes the first thing at hand without looking, presses before pulling the pin, stays in the smoke."], "莽撞学员", [
    Row(do="wait_for", event="item.ignited", timeout=60),
    Row(do="walk_to", target="ext_f1_e", within=0.9, run=True),
    Row(do="interact", target="ext_f1_e"),
    Row(do="walk_to", at=[43.2, 2.6], storey="F1", run=True),
    Row(do="use", target="bin_lab", seconds=4, sweep=0),
    Row(do="pin"),
    Row(do="use", target="bin_lab", seconds=6, sweep=0),
    Row(do="drop"),
    Row(do="mark_fault", target="door_main", code="EX-01"),
    Row(do="verdict", target="exit_e", **{"is": "locked"}),
    Row(do="wait", seconds=60),
    Row(do="walk_to", at=[22.0, -8.0], storey="F1", run=True),
    Row(do="finish"),
])
