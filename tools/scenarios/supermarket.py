#!/usr/bin/env python3
"""Writes scenarios/supermarket: one sales hall with shelves, checkouts and fresh food, and the rooms behind
it, as they stand at the edge of every county town.

All wall centre lines lie on multiples of 0.4 m, so that grids of 0.4, 0.2 and 0.1 m keep them exactly.

    y 36.0 +--------+------+-------+----+--------+------------+------dock door, shutter
           | bakery |office| staff |duty| cold   |   store    | dock |
      30.4 |        +------+-------+----+--------+------------+      |
           |        | corridor                                |      |
      28.0 +-hatch--+---door_boh_w-----------------door_boh_e-+------+
           | fresh   freezer chests                           bread  |
           |   food   ten rows of shelves, 2 x 5 gondolas    clothes |
    door_w |----------------- cross-aisle y 15.0 … 16.8 -------------| door_e
           |                                                         |
       4.4 |         eight checkouts, rail on both sides             |
       0.0 +------------------------door_main------------------------+
           0                                                         44    car park to the south
"""
from parts import Draft, fault, places, rubric
from scenario_file import Comment, L, Row, look, rectangle

LENGTH, DEPTH = 44, 36
BACK, CORRIDOR_NORTH = 28, 30.4   # wall behind the sales hall, north wall of the corridor
CLEAR = 4.0                       # height to the slab [m]
CEILING = CLEAR - 0.06
WEST_FACE, EAST_FACE, SOUTH_FACE = 0.16, LENGTH - 0.16, 0.16
BACK_FACE = BACK - 0.16           # fixtures on the hall's north wall look south
CORRIDOR_FACE = CORRIDOR_NORTH - 0.16

ROW_X = [6.8 + 2.8 * k for k in range(10)]       # rows of shelves: 0.9 m deep, aisles of 1.9 m
FRONT_Y = [9.0 + 1.2 * j for j in range(5)]      # gondolas south of the cross-aisle
REAR_Y = [17.4 + 1.2 * j for j in range(5)]      # and north of it
ROW_GOODS = ["gondola_food", "gondola_food", "gondola_food", "gondola_food", "gondola_paper", "gondola", "gondola", "gondola_food",
             "gondola_food", "gondola"]
PILLAR_X, PILLAR_Y = (12.4, 23.6, 32.0), (7.6, 14.8, 23.6)
CHECKOUT_X = [9.2 + 2.4 * k for k in range(8)]
CHECKOUT_Y = 4.4

d = Draft("supermarket", L("乡镇超市", "Supermarket of a county town"), L(
    "单层超市:1200多平方米卖场、货架、收银区、生鲜和烘焙区,后场有办公室、冷库、库房和卸货区,四个安全出口。周末下午,卖场里有近250名顾客,"
    "纸品货架旁的纸箱起火。店里还有若干一直没有整改的隐患。",
    "A one-storey supermarket: sales hall of 1,200 m2 with shelves, checkouts, fresh food and bakery; office, cold room, store and "
    "loading dock behind; four exits. On a weekend afternoon some 230 customers are in the hall when cartons beside the tissue shelves "
    "catch fire. The shop also has faults that were never put right."), "SM")
d.weather = Row(temperature=24, indoor_temperature=24, wind_speed=2, wind_from=180)

# ------------------------------------------------------------------------------------- building

d.storey("F1", L("一层", "Ground floor"), 0, CLEAR, rectangle(-0.1, -0.1, LENGTH + 0.1, DEPTH + 0.1))
d.site = Row(ground=rectangle(-12, -32, 56, 48), elevation=0)

d.heading("walls", "hall, bakery, corridor, rooms behind, dock")
d.wall("outer", "F1", rectangle(0, 0, LENGTH, DEPTH) + [[0, 0]])
d.wall("back", "F1", [[0, BACK], [LENGTH, BACK]])
d.wall("bakery_east", "F1", [[8, BACK], [8, DEPTH]])
d.wall("dock_west", "F1", [[38, BACK], [38, DEPTH]])
d.wall("corridor_north_w", "F1", [[8, CORRIDOR_NORTH], [22, CORRIDOR_NORTH]])
d.wall("cold_south", "F1", [[22, CORRIDOR_NORTH], [28, CORRIDOR_NORTH]], 0.2, "insulation_panel")
d.wall("corridor_north_e", "F1", [[28, CORRIDOR_NORTH], [38, CORRIDOR_NORTH]])
for x in (12.8, 18.4):
    d.wall(f"cross_{x}", "F1", [[x, CORRIDOR_NORTH], [x, DEPTH]], 0.1, "gypsum")
for x in (22, 28):
    d.wall(f"cold_{x}", "F1", [[x, CORRIDOR_NORTH], [x, DEPTH]], 0.2, "insulation_panel")
d.heading("walls", "rails beside the checkouts, waist-high")
d.wall("rail_w", "F1", [[5.6, CHECKOUT_Y], [8.4, CHECKOUT_Y]], 0.1, "steel_panel", height=1.0)
d.wall("rail_e", "F1", [[27.2, CHECKOUT_Y], [36.0, CHECKOUT_Y]], 0.1, "steel_panel", height=1.0)

d.heading("openings", "exits")
d.door("door_main", "F1", L("超市正门", "Main entrance"), [22, 0], 3.2, 2.4, opens=270, leaves=2, material="glass", state="open")
d.door("door_w", "F1", L("卖场西侧安全出口", "West exit of the sales hall"), [0, 15.6], 1.6, 2.2, opens=180, leaves=2, material="steel_panel",
       chained=True)
d.door("door_e", "F1", L("卖场东侧安全出口", "East exit of the sales hall"), [LENGTH, 15.6], 1.6, 2.2, opens=0, leaves=2, material="steel_panel",
       locked=True, panic_bar=True)
d.door("door_dock", "F1", L("卸货区人行门", "Personnel door of the dock"), [43.2, DEPTH], 1.0, opens=90, material="steel_panel")
d.add("openings", Row(id="shutter_dock", kind="door", storey="F1", name=L("卸货卷帘门", "Roller shutter of the dock"), at=[40.4, DEPTH], width=3.2,
                      height=3.2, motion="shutter", material="steel_panel"))
d.heading("openings", "between hall and the rooms behind")
d.fire_door("door_boh_w", "F1", L("后场西防火门", "West fire door to the rooms behind"), [15.2, BACK], 1.6, 90, wedged=True, state="open")
d.fire_door("door_boh_e", "F1", L("后场东防火门", "East fire door to the rooms behind"), [33.2, BACK], 1.6, 90)
d.add("openings", Row(id="hatch_bakery", kind="hole", storey="F1", name=L("烘焙区售货窗口", "Sales hatch of the bakery"), at=[4, BACK], width=4.0, height=1.2,
                      sill=1.0, motion="none", state="open"))
d.door("door_bakery", "F1", L("烘焙区员工门", "Staff door of the bakery"), [7.2, BACK], 0.9, opens=90)
d.door("door_bakery_corridor", "F1", L("烘焙区通走廊门", "Bakery door to the corridor"), [8, 29.2], 1.0, opens=0)
d.fire_door("door_dock_corridor", "F1", L("卸货区防火门", "Fire door to the dock"), [38, 29.2], 1.4, 0)
d.door("door_office", "F1", L("办公室门", "Office door"), [10.4, CORRIDOR_NORTH], 0.9, opens=90)
d.door("door_staff", "F1", L("员工休息室门", "Door of the staff room"), [15.6, CORRIDOR_NORTH], 0.9, opens=90)
d.door("door_duty", "F1", L("值班室门", "Door of the duty room"), [20.0, CORRIDOR_NORTH], 0.9, opens=90)
d.door("door_cold", "F1", L("冷库门", "Door of the cold room"), [25.2, CORRIDOR_NORTH], 1.2, opens=270, material="insulation_panel",
       self_closing=True, leakage_area=0.005)
d.fire_door("door_store", "F1", L("库房防火门", "Fire door of the store"), [31.2, CORRIDOR_NORTH], 1.6, 270)
d.heading("openings", "windows")
for k, x in enumerate((3.2, 8.0, 12.8, 17.2, 26.8, 31.2, 36.0, 40.8)):
    d.window(f"win_front_{k + 1}", "F1", L("临街橱窗", "Shop window"), [x, 0], 3.2, 2.2, 0.4)
for k, y in enumerate((6.0, 11.2, 20.0, 25.2)):
    d.window(f"win_w_{k + 1}", "F1", L("西墙高窗", "High window, west"), [0, y], 2.4, 0.8, 2.8)
    d.window(f"win_e_{k + 1}", "F1", L("东墙高窗", "High window, east"), [LENGTH, y], 2.4, 0.8, 2.8)
for room, x in (("bakery", 4.0), ("office", 10.4), ("staff", 15.6), ("duty", 20.0)):
    d.window(f"win_{room}", "F1", L("北窗", "North window"), [x, DEPTH], 1.6, 1.4, 0.9)

d.heading("rooms", "F1")
d.room("sales_hall", "F1", L("卖场", "Sales hall"), "sales", rectangle(0, 0, LENGTH, BACK))
d.room("bakery", "F1", L("烘焙熟食间", "Bakery and kitchen"), "kitchen", rectangle(0, BACK, 8, DEPTH))
d.room("corridor_boh", "F1", L("后场走廊", "Corridor behind the hall"), "corridor", rectangle(8, BACK, 38, CORRIDOR_NORTH))
d.room("office", "F1", L("办公室", "Office"), "office", rectangle(8, CORRIDOR_NORTH, 12.8, DEPTH))
d.room("staff_room", "F1", L("员工休息室", "Staff room"), "office", rectangle(12.8, CORRIDOR_NORTH, 18.4, DEPTH))
d.room("duty_room", "F1", L("值班室(消防控制)", "Duty room with the alarm panel"), "office", rectangle(18.4, CORRIDOR_NORTH, 22, DEPTH))
d.room("cold_room", "F1", L("冷库", "Cold room"), "store", rectangle(22, CORRIDOR_NORTH, 28, DEPTH))
d.room("store", "F1", L("库房", "Store"), "store", rectangle(28, CORRIDOR_NORTH, 38, DEPTH))
d.room("dock", "F1", L("卸货区", "Loading dock"), "store", rectangle(38, BACK, LENGTH, DEPTH))

d.exit("exit_main", L("正门出口", "Main exit"), "door_main")
d.exit("exit_w", L("西侧安全出口", "West exit"), "door_w")
d.exit("exit_e", L("东侧安全出口", "East exit"), "door_e")
d.exit("exit_dock", L("卸货区出口", "Dock exit"), "door_dock")
d.add("assembly_points", Row(id="ap_car_park", name=L("门前停车场集合点", "Assembly point in the car park"), region=rectangle(8, -28, 36, -16)))

# ------------------------------------------------------------------------------------ furniture

d.heading("furnishings", "shelves: a row per line and half, turned so that the aisles run north")
for k, (x, goods) in enumerate(zip(ROW_X, ROW_GOODS)):
    # Turned by 90 degrees an item's own x axis runs along +y.
    d.grid(f"shelf_front_{k + 1}", goods, "F1", [x, FRONT_Y[0]], 5, 1, [1.2, 1.0], 90)
    d.grid(f"shelf_rear_{k + 1}", goods, "F1", [x, REAR_Y[0]], 5, 1, [1.2, 1.0], 90)
d.heading("furnishings", "the cartons that burn first stand 0.1 m from the tissue shelves")
d.put("cartons_fire", "carton_stack", "F1", [18.87, 18.2], 90, ignite=25)
d.put("cartons_aisle", "carton_stack", "F1", [18.87, 21.4], 90)
d.heading("furnishings", "pillars")
for i, x in enumerate(PILLAR_X):
    for j, y in enumerate(PILLAR_Y):
        d.put(f"pillar_{i + 1}{j + 1}", "pillar", "F1", [x, y])
d.heading("furnishings", "checkouts, service desk, trolleys")
for k, x in enumerate(CHECKOUT_X):
    d.put(f"checkout_{k + 1}", "checkout", "F1", [x, CHECKOUT_Y], 90)
d.put("desk_service", "counter", "F1", [38, 2.6], 180)
d.put("desk_service_2", "counter", "F1", [39.8, 2.6], 180)
d.put("board_service", "notice_board", "F1", [33.8, 0.15], 180, z=2.9, size=[1.8, 0.06, 0.7])
d.put("trolleys_1", "trolleys", "F1", [2.2, 1.2])
d.put("trolleys_2", "trolleys", "F1", [2.2, 2.0])
d.put("fascia", "sign_banner", "F1", [22, -0.25], z=2.75, size=[12, 0.2, 1.1])
d.put("bench_entrance", "bench", "F1", [28.6, 0.6])
d.put("plant_1", "plant", "F1", [19.6, 0.6])
d.put("plant_2", "plant", "F1", [24.4, 0.6])
d.heading("furnishings", "fresh food and fridges in the west")
for k, y in enumerate((7.0, 8.2, 9.4, 10.6, 11.8, 13.0, 18.2, 19.4, 20.6, 21.8, 23.0, 24.2)):
    d.put(f"fridge_w_{k + 1}", "fridge", "F1", [0.47, y], 90)
for k, y in enumerate((8.4, 10.6, 12.8, 18.6, 20.8, 23.0)):
    d.put(f"fresh_{k + 1}", "fresh_island", "F1", [3.4, y])
d.heading("furnishings", "freezer chests in the north, bread and drinks in the east, clothes")
d.grid("freezer_w", "freezer_chest", "F1", [17.8, 25.4], 4, 1, [2.0, 1.0])
d.grid("freezer_e", "freezer_chest", "F1", [27.4, 25.4], 2, 1, [2.0, 1.0])
d.put("bread_counter", "counter", "F1", [4.0, 27.2], size=[3.6, 0.6, 0.9])
for k, y in enumerate((6.4, 7.6, 8.8, 10.0, 11.2, 12.4, 19.0, 20.2, 21.4, 22.6, 23.8, 25.0)):
    d.put(f"shelf_e_{k + 1}", "gondola_food" if k < 6 else "gondola", "F1", [43.4, y], 90, size=[1.2, 0.6, 1.8])
d.grid("clothes_front", "clothes_rack", "F1", [36.4, 8.6], 2, 3, [2.4, 1.8])
d.grid("clothes_rear", "clothes_rack", "F1", [36.4, 18.8], 2, 3, [2.4, 1.8])

d.heading("furnishings", "bakery")
d.put("oven_1", "oven", "F1", [0.8, 35.3], 180)
d.put("oven_2", "oven", "F1", [2.1, 35.3], 180)
d.put("stove", "stove", "F1", [5.8, 35.5], 180)
d.put("fryer", "fryer", "F1", [6.9, 35.5], 180)
d.put("packaging_bakery", "packaging", "F1", [7.55, 34.3], 90)
d.put("table_bakery", "work_table", "F1", [3.2, 32.2], size=[2.4, 0.9, 0.85])
d.put("flour", "flour_sacks", "F1", [0.6, 32.6], 90)
d.put("fridge_bakery", "small_fridge", "F1", [0.5, 30.4], 90)
d.heading("furnishings", "office, staff room, duty room")
d.put("desk_office_1", "office_desk", "F1", [9.2, 33.0], 90)
d.put("chair_office_1", "office_chair", "F1", [9.9, 33.0], 270)
d.put("pc_office_1", "computer", "F1", [9.1, 33.0], 90, z=0.75)
d.put("desk_office_2", "office_desk", "F1", [11.9, 33.0], 270)
d.put("chair_office_2", "office_chair", "F1", [11.2, 33.0], 90)
d.put("pc_office_2", "computer", "F1", [12.0, 33.0], 270, z=0.75)
d.put("cabinet_office", "steel_cabinet", "F1", [8.4, 35.3], 90)
d.put("table_staff", "table", "F1", [15.6, 33.6], size=[2.0, 0.9, 0.75])
d.grid("chairs_staff_s", "chair", "F1", [14.9, 32.9], 3, 1, [0.7, 1.0], 180)
d.grid("chairs_staff_n", "chair", "F1", [16.3, 34.3], 3, 1, [-0.7, 1.0])
d.put("lockers_staff", "lockers", "F1", [17.9, 32.6], 270)
d.put("sofa_staff", "sofa", "F1", [13.35, 34.8], 90)
d.put("desk_duty", "office_desk", "F1", [19.0, 33.4], 90)
d.put("chair_duty", "office_chair", "F1", [19.75, 33.4], 270)
d.heading("furnishings", "cold room, store, dock")
d.grid("rack_cold_n", "stock_rack", "F1", [23.3, 35.4], 2, 1, [3.2, 1.0])
d.put("rack_cold_e", "stock_rack", "F1", [27.4, 32.6], 270)
for k, y in enumerate((32.4, 35.3)):
    d.grid(f"rack_store_{k + 1}", "stock_rack", "F1", [33.2 if k == 0 else 29.4, y], 2 if k == 0 else 4, 1, [1.9, 1.0])
d.put("pallet_store", "pallet_cartons", "F1", [29.0, 32.6])
d.put("pallet_dock_1", "pallet_cartons", "F1", [38.9, 31.6])
d.put("pallet_dock_2", "pallet_cartons", "F1", [38.9, 32.9])
d.put("paper_dock", "paper_stack", "F1", [43.4, 30.0], 90)
d.heading("furnishings", "things that are faults")
d.put("chain_w", "chain", "F1", [0.14, 15.6], 90, z=0.95)
d.put("wedge_boh_w", "door_wedge", "F1", [14.5, 28.7])
d.put("banner", "sign_banner", "F1", [33.2, 27.76], z=2.35)
d.put("cartons_corridor_1", "carton_stack", "F1", [27.0, 28.45])
d.put("cartons_corridor_2", "carton_stack", "F1", [27.9, 28.45])
d.put("goods_hydrant_1", "carton_stack", "F1", [30.7, 27.5], size=[0.8, 0.6, 0.8])
d.put("goods_hydrant_2", "carton_stack", "F1", [31.5, 27.5], size=[0.7, 0.6, 0.6])
d.put("cartons_switchboard", "carton_stack", "F1", [21.5, 31.4], 90)
d.put("strip_checkout", "power_strip", "F1", [10.4, 5.2], z=0)
d.put("trolleys_ext", "trolleys", "F1", [32.2, 15.3])

# -------------------------------------------------------------------------------- fire protection

d.heading("fixtures", "extinguishers and hydrants")
d.extinguisher("ext_pillar_1", "F1", [12.4, 15.06], 90, name=L("卖场西段柱上干粉灭火器", "Powder extinguisher on the west pillar"))
d.extinguisher("ext_pillar_2", "F1", [23.6, 15.06], 90, gauge="red", made="2013-04", name=L("卖场中段柱上干粉灭火器", "Powder extinguisher on the middle pillar"))
d.extinguisher("ext_pillar_3", "F1", [32.0, 15.06], 90, z=1.2, blocked=True, name=L("卖场东段柱上干粉灭火器", "Powder extinguisher on the east pillar"))
d.extinguisher("ext_front_1", "F1", [12.4, 7.34], 270, name=L("收银区西侧干粉灭火器", "Powder extinguisher west of the checkouts"))
d.extinguisher("ext_front_2", "F1", [23.6, 7.34], 270, name=L("收银区干粉灭火器", "Powder extinguisher at the checkouts"))
d.extinguisher("ext_main", "F1", [24.9, SOUTH_FACE], 90, "water", 6, made="2024-05", name=L("正门水基型灭火器 6 L", "Water-based extinguisher at the entrance, 6 l"))
d.extinguisher("ext_back", "F1", [17.2, BACK_FACE], 270, name=L("卖场北墙干粉灭火器", "Powder extinguisher on the north wall"))
d.extinguisher("ext_corridor", "F1", [18.0, CORRIDOR_FACE], 270, name=L("后场走廊干粉灭火器", "Powder extinguisher of the corridor"))
d.extinguisher("ext_duty", "F1", [18.56, 31.6], 0, "co2", 3, "none", "2022-11", name=L("值班室二氧化碳灭火器 3 kg", "CO2 extinguisher of the duty room, 3 kg"))
d.extinguisher("ext_dock", "F1", [43.84, 33.4], 180, name=L("卸货区干粉灭火器", "Powder extinguisher of the dock"))
d.extinguisher("ext_bakery", "F1", [7.84, 31.6], 180, "wet_chemical", 3, made="2024-01", name=L("烘焙间厨房专用灭火器 3 L", "Wet-chemical extinguisher of the bakery, 3 l"))
d.fixture("blanket_bakery", "fire_blanket", "F1", [7.84, 32.4], 1.2, 180)
d.fixture("hydrant_n", "hydrant_cabinet", "F1", [21.4, BACK_FACE], 1.1, 270, L("卖场北墙消火栓", "Hydrant on the north wall"))
d.fixture("hydrant_ne", "hydrant_cabinet", "F1", [31.0, BACK_FACE], 1.1, 270, L("卖场东北消火栓", "Hydrant in the north-east"))
d.fixture("hydrant_w", "hydrant_cabinet", "F1", [WEST_FACE, 5.0], 1.1, 0, L("卖场西墙消火栓", "Hydrant on the west wall"))
d.fixture("hydrant_e", "hydrant_cabinet", "F1", [EAST_FACE, 4.6], 1.1, 180, L("卖场东墙消火栓", "Hydrant on the east wall"))

d.heading("fixtures", "alarm")
d.fixture("call_pillar", "call_point", "F1", [23.34, 14.8], 1.4, 180, L("卖场中段手动报警按钮", "Call point on the middle pillar"))
d.fixture("call_main", "call_point", "F1", [20.0, SOUTH_FACE], 1.4, 90, L("正门手动报警按钮", "Call point at the entrance"))
d.fixture("call_w", "call_point", "F1", [WEST_FACE, 17.0], 1.4, 0, L("西侧出口手动报警按钮", "Call point at the west exit"))
d.fixture("call_e", "call_point", "F1", [EAST_FACE, 17.0], 1.4, 180, L("东侧出口手动报警按钮", "Call point at the east exit"))
d.fixture("call_boh", "call_point", "F1", [16.6, CORRIDOR_FACE], 1.4, 270, L("后场走廊手动报警按钮", "Call point in the corridor"))
# Heard over a busy hall (own estimate: 100 dB at 1 m over 65 dB of trade); behind it, over 60 dB.
d.fixture("sounder_w", "sounder", "F1", [WEST_FACE, 13.9], 2.5, 0)
d.fixture("sounder_e", "sounder", "F1", [EAST_FACE, 13.9], 2.5, 180)
d.fixture("sounder_n", "sounder", "F1", [24.0, BACK_FACE], 2.6, 270)
d.fixture("sounder_s", "sounder", "F1", [24.4, SOUTH_FACE], 2.6, 90)
d.fixture("sounder_boh", "sounder", "F1", [23.0, CORRIDOR_FACE], 2.5, 270)
for i, x in enumerate((5.4, 13.8, 22.2, 30.6, 39.0)):
    for j, y in enumerate((5.0, 13.0, 21.0)):
        d.detector(f"smoke_hall_{i + 1}{j + 1}", "F1", [x, y], CEILING)
for k, x in enumerate((11, 19, 27, 35)):
    d.detector(f"smoke_corridor_{k + 1}", "F1", [x, 29.2], CEILING)
for room, x, y in (("office", 10.4, 33.2), ("staff", 15.6, 33.2), ("duty", 20.2, 33.2), ("dock", 41, 32)):
    d.detector(f"smoke_{room}", "F1", [x, y], CEILING)
d.detector("smoke_store", "F1", [33, 33.2], CEILING, capped=True)
d.detector("heat_bakery", "F1", [4, 32], CEILING, "heat", 58)
d.fixture("panel", "alarm_panel", "F1", [18.56, 32.4], 1.5, 0, L("火灾报警控制器", "Fire alarm panel"))
d.fixture("power_main", "power_shutoff", "F1", [21.84, 32.2], 1.5, 180, L("总配电箱", "Main switchboard"))
d.fixture("gas_bakery", "gas_shutoff", "F1", [4.9, 35.84], 1.2, 270, L("烘焙间燃气阀", "Gas valve of the bakery"))

d.heading("fixtures", "signs, emergency lights, plan of the ways out")
d.sign("sign_main", "F1", [22, SOUTH_FACE], 2.75, 90)
d.sign("sign_w", "F1", [WEST_FACE, 15.6], 2.5, 0)
d.sign("sign_e", "F1", [EAST_FACE, 15.6], 2.5, 180)
d.sign("sign_dock", "F1", [43.2, DEPTH - 0.16], 2.4, 270, lit=False)
d.sign("sign_boh_w", "F1", [15.2, BACK_FACE], 2.5, 270)
d.sign("sign_boh_e", "F1", [33.2, BACK_FACE], 2.5, 270, covered=True)
d.sign("sign_dock_corridor", "F1", [37.84, 29.2], 2.5, 180)
d.sign("sign_corridor_w", "F1", [16.0, CORRIDOR_FACE], 2.3, 270, 0)
d.sign("sign_corridor_e", "F1", [29.6, CORRIDOR_FACE], 2.3, 270, 180)  # fault: away from the dock, into the bakery
d.sign("sign_pillar_1", "F1", [12.4, 15.06], 2.3, 90, 180)
d.sign("sign_pillar_2", "F1", [23.6, 15.06], 2.3, 90, 0)
d.sign("sign_pillar_3", "F1", [32.0, 15.06], 2.3, 90, 0)
d.sign("sign_front_1", "F1", [12.4, 7.86], 2.3, 90, 0)
d.sign("sign_front_3", "F1", [32.0, 7.86], 2.3, 90, 180)
for k, (x, y, facing) in enumerate(((WEST_FACE, 6.6, 0), (WEST_FACE, 22.0, 0), (EAST_FACE, 6.6, 180), (EAST_FACE, 22.0, 180), (12.4, 7.34, 270),
                                    (23.6, 7.34, 270), (12.4, 23.86, 90), (23.6, 23.86, 90), (32.0, 23.86, 90), (32.0, 7.34, 270))):
    d.light(f"light_hall_{k + 1}", "F1", [x, y], facing, 2.6)
d.light("light_corridor_1", "F1", [13.6, CORRIDOR_FACE], 270, 2.5, works=False)
d.light("light_corridor_2", "F1", [26.4, CORRIDOR_FACE], 270, 2.5)
d.light("light_dock", "F1", [38.16, 32.2], 0, 2.5)
d.light("light_store", "F1", [28.16, 33.2], 0, 2.5)
d.light("light_bakery", "F1", [7.84, 33.4], 180, 2.5)
d.fixture("plan_main", "evacuation_plan", "F1", [19.2, SOUTH_FACE], 1.5, 90)
d.fixture("plan_boh", "evacuation_plan", "F1", [11.4, CORRIDOR_FACE], 1.5, 270)

# ------------------------------------------------------------------------------------- occupants

# Own estimate: customers of a shop with a siren and staff who send them out, median 37 s; the codes' design
# values for shops with trained staff lie between half a minute and two (PD 7974-6:2019, level M1).
SHOPPING = Row(kind="lognormal", a=3.6, b=0.5, low=10, high=150)
STAFF = Row(kind="uniform", a=5, b=20)
DOOR_THEY_CAME_IN = ["exit_main"]

d.heading("occupants", "customers: they know the door they came in by")
for id, name, profile, count in (("customers_men", L("男顾客", "Customers, men"), "male", 58), ("customers_women", L("女顾客", "Customers, women"), "female", 84),
                                 ("customers_elderly", L("老年顾客", "Elderly customers"), "elderly", 34)):
    d.group(id, name, "F1", profile, count, SHOPPING, region=rectangle(1.2, 6.6, 42.8, 27.6), familiar_exits=DOOR_THEY_CAME_IN, plan="plan_customers")
QUEUES = [[round(x + 1.2, 2), y] for x in CHECKOUT_X[:7] for y in (4.6, 5.6, 6.4)]
d.group("customers_queue", L("排队付款的顾客", "Customers in the queues"), "F1", "adult", len(QUEUES), SHOPPING, positions=QUEUES,
        familiar_exits=DOOR_THEY_CAME_IN, plan="plan_customers")
FAMILIES = [[5.4, 9.0], [8.3, 11.6], [13.9, 12.8], [22.3, 18.0], [27.9, 20.6], [34.4, 12.0], [40.6, 9.6], [19.4, 10.2]]
for k, (x, y) in enumerate(FAMILIES):
    d.group(f"family_{k + 1}_mother", L("带孩子的母亲", "Mother with a child"), "F1", "female", 1, SHOPPING, positions=[[x, y]],
            familiar_exits=DOOR_THEY_CAME_IN, plan="plan_customers")
    d.group(f"family_{k + 1}_child", L("孩子", "Child"), "F1", "child", 1, SHOPPING, positions=[[x, round(y + 0.55, 2)]],
            familiar_exits=DOOR_THEY_CAME_IN, plan="plan_customers", **{"with": f"family_{k + 1}_mother"})
d.heading("occupants", "staff: shelf staff go through the hall, cashiers and guards send off those near them")
d.group("manager", L("值班经理(清点员工)", "Shift manager, who counts the staff"), "F1", "staff", 1, STAFF, positions=[[37.4, 4.0]], plan="plan_staff")
d.group("cashiers", L("收银员", "Cashiers"), "F1", "staff", 8, STAFF, positions=[[round(x + 0.72, 2), 3.6] for x in CHECKOUT_X], plan="plan_staff", guides=True)
d.group("shelf_staff", L("理货员", "Shelf staff"), "F1", "staff", 10, STAFF, region=rectangle(5.6, 8.0, 42.0, 24.4), plan="plan_staff",
        guides=True, sweeps=["sales_hall"])
d.group("fresh_staff", L("生鲜区员工", "Fresh-food staff"), "F1", "staff", 4, STAFF, positions=[[2.0, 8.4], [2.0, 12.8], [2.0, 18.6], [2.0, 23.0]], plan="plan_staff")
d.group("service_staff", L("服务台员工", "Service desk"), "F1", "staff", 2, STAFF, positions=[[38.0, 1.6], [39.8, 1.6]], plan="plan_staff")
d.group("guards", L("保安", "Guards"), "F1", "staff", 2, STAFF, positions=[[20.2, 1.4], [24.6, 1.6]], plan="plan_staff", guides=True)
d.group("bakers", L("烘焙师傅", "Bakers"), "F1", "staff", 4, STAFF, room="bakery", plan="plan_staff")
d.group("office_staff", L("办公室员工", "Office staff"), "F1", "staff", 3, Row(kind="lognormal", a=3.2, b=0.4, low=10, high=90), room="office", plan="plan_staff")
d.group("resting_staff", L("休息的员工", "Staff on their break"), "F1", "staff", 5, Row(kind="lognormal", a=3.2, b=0.4, low=10, high=90), room="staff_room",
        plan="plan_staff")
d.group("store_staff", L("库管员", "Storekeepers"), "F1", "male", 4, STAFF, room="store", plan="plan_staff")
d.group("dock_staff", L("卸货工", "Dock workers"), "F1", "male", 2, STAFF, room="dock", plan="plan_staff")
d.plan("plan_customers", L("顾客:就近出口,到停车场", "Customers: nearest exit, car park"), "", "ap_car_park")
d.plan("plan_staff", L("员工:引导顾客后撤离,到停车场集合清点", "Staff: out and to the car park, where the manager counts"), "", "ap_car_park", "manager")

# --------------------------------------------------------------------------------------- devices

for z in (1.0, 1.8, 2.6, 3.4, 3.8):
    d.device(f"T_fire_aisle_{z}", "temperature", "F1", [19.5, 16.2], z)
for name, x, y in (("fire", 19.5, 16.0), ("w", 5.2, 15.6), ("e", 40.0, 15.6), ("front", 22.0, 6.4), ("tills", 30.0, 3.0), ("corridor", 20.0, 29.2)):
    d.device(f"layer_{name}", "layer_height", "F1", [x, y])
    d.device(f"vis_{name}", "visibility", "F1", [x, y], 1.6)
d.device("layer_T_fire", "layer_temperature", "F1", [19.5, 16.0])
d.device("CO_front", "carbon_monoxide", "F1", [22, 6.4], 1.6)
d.device("flow_out_main", "mass_flow_out", "F1", opening="door_main")
for name in ("main", "w", "e", "dock", "boh_w", "boh_e"):
    d.device(f"people_{name}", "people_through", "F1", opening=f"door_{name}")
d.device("density_tills", "density", "F1", region=rectangle(8.4, 5.8, 27.0, 7.2))
d.device("density_main", "density", "F1", region=rectangle(20, 0.4, 24, 2.4))
d.device("hrr", "hrr", "F1")

# --------------------------------------------------------------------------------------- cameras

d.camera(look("outside", "", [44, -20], 7, [19, 4], 1.6, field_of_view=50))
d.camera(look("inside", "F1", [28.9, 6.2], 2.3, [14.0, 15.5], 1.2, field_of_view=75))
d.camera(look("fire", "F1", [19.8, 13.2], 1.8, [18.8, 18.4], 1.3, field_of_view=70))
d.plan_camera("above", "F1", [22, 18], 36)
d.camera(look("main", "", [22, -16], 1.7, [22, 0], 2.4, field_of_view=65))
d.camera(look("tills", "F1", [6.2, 1.4], 2.4, [20, 5.4], 0.8, field_of_view=70))
d.camera(look("cross_aisle", "F1", [42.0, 15.7], 1.65, [10, 15.9], 1.3, field_of_view=65))
d.camera(look("fresh", "F1", [5.2, 15.8], 2.2, [2.4, 25.8], 0.9, field_of_view=70))
d.camera(look("corridor", "F1", [9.2, 29.6], 1.65, [36, 29.1], 1.2, field_of_view=65))
d.camera(look("bakery_ovens", "F1", [7.2, 29.2], 2.1, [2.4, 35.0], 0.8, field_of_view=75))
d.camera(look("store_racks", "F1", [28.8, 31.2], 2.1, [36.4, 34.8], 1.0, field_of_view=75))
d.camera(look("dock_inside", "F1", [39.0, 29.0], 2.1, [42.4, 35.6], 1.0, field_of_view=75))
d.plan_camera("site", "F1", [22, 4], 72)

# ----------------------------------------------------------------------------------------- drill

d.drill = Row(
    briefing=L(
        "你是超市的值班主管,周末下午正在卖场巡查。一旦发现起火:先报警、喊话让顾客离开,火小且有退路时用有效的灭火器对准根部扑救,"
        "火势控制不住就撤离。楼里有若干隐患,请检查四个安全出口和后场防火门、找出隐患,切断电源,最后到门前停车场报告人数。",
        "You are the duty manager on your round of the sales hall on a weekend afternoon. If something burns: raise the alarm and send the "
        "customers out first; fight the fire at its base with a working extinguisher only while it is small and your way out is behind you; "
        "otherwise leave. Check the four exits and the fire door behind the hall, find the faults, cut the power, and report the head count "
        "in the car park at the end."),
    start=Row(storey="F1", at=[26, 15.9], heading=180, role="manager"),
    duration=360,
    power_fails_on_alarm=False,
    inspection=Row(duration=360, briefing=L("开门营业前先巡查一圈:查安全出口、找隐患,查完就开始演练。没有发现、没有改正的隐患会留在店里,随后会发生火灾。", "Walk your round before opening: check the exits, find the faults, then begin the drill. What is not found and mended stays, and then something will burn.")),
    injects=[
        Row(id="smoke", when=Row(after_event="item.ignited", delay=3), what="message",
            text=L("顾客喊:纸巾货架那边冒烟了!", "A customer shouts: smoke at the tissue shelves!")),
        Row(id="call_back", when=Row(after_event="trainee.called_119", delay=4), what="message",
            text=L("119指挥中心:消防车已出动,请保持电话畅通,派人到路口接应。", "119 control: engines are on their way. Keep your phone free and send someone to the road.")),
        Row(id="late_alarm", when=Row(after_event="item.ignited", delay=180), what="alarm", text=L("保安看到浓烟,按下了报警按钮。", "A guard sees the smoke and presses a call point.")),
        Row(id="power", when=Row(after_event="item.ignited", delay=210), what="power_cut", text=L("照明线路烧断,卖场停电。", "The lighting cables have burnt through: the power fails.")),
    ],
    fires=[
        Row(id="oil", name=L("烘焙间的油炸锅", "The deep fryer of the bakery"), target="fryer", at=25, leaves_out=["smoke", "task_fire"],
            injects=[Row(id="oil_smokes", when=Row(after_event="item.ignited", delay=3), what="message",
                         text=L("烘焙师傅喊:油锅着火了!", "A baker shouts: the fryer is on fire!"))]),
        Row(id="pallet", name=L("库房的纸箱托盘", "A pallet of cartons in the store"), target="pallet_store", at=25, leaves_out=["smoke", "task_fire"],
            injects=[Row(id="store_smokes", when=Row(after_event="item.ignited", delay=3), what="message",
                         text=L("库管员喊:库房里着火了!", "A storekeeper shouts: fire in the store!"))]),
        Row(id="fridge", name=L("生鲜区的立式冷藏柜", "An upright fridge of the fresh food"), target="fridge_w_1", at=25, leaves_out=["smoke", "task_fire"],
            injects=[Row(id="fridge_smokes", when=Row(after_event="item.ignited", delay=3), what="message",
                         text=L("顾客喊:西边的冷藏柜冒烟起火了!", "A customer shouts: a fridge in the west is smoking and burning!"))]),
    ],
    faults=[
        fault("fault_chain", "EX-01", "door_w"),
        fault("fault_wedge", "EX-14", "door_boh_w"),
        fault("fault_gauge", "EQ-02", "ext_pillar_2"),
        fault("fault_ext_blocked", "EQ-04", "ext_pillar_3"),
        fault("fault_hydrant", "EQ-11", "hydrant_ne"),
        fault("fault_hydrant_goods_1", "EQ-11", "goods_hydrant_1"),
        fault("fault_hydrant_goods_2", "EQ-11", "goods_hydrant_2"),
        fault("fault_sign_dark", "EX-21", "sign_dock"),
        fault("fault_sign_covered", "EX-23", "banner"),
        fault("fault_arrow", "EX-22", "sign_corridor_e"),
        fault("fault_light", "EX-25", "light_corridor_1"),
        fault("fault_cap", "EQ-16", "smoke_store"),
        fault("fault_corridor", "EX-03", "cartons_corridor_1"),
        fault("fault_corridor_2", "EX-03", "cartons_corridor_2"),
        fault("fault_switchboard", "EL-05", "cartons_switchboard"),
        fault("fault_wiring", "EL-01", "strip_checkout"),
    ],
    fault_pool=Row(
        easy=3, normal=5, hard=8,
        places=places("""
            EX-02 exit_dock; EX-03 corridor_boh; EX-09 exit_main; EX-14 door_boh_e; EX-14 door_store; EX-15 door_dock_corridor; EX-15 door_boh_e; EX-16 shutter_dock;
            EX-21 sign_e; EX-21 sign_boh_w; EX-21 sign_front_1; EX-22 sign_pillar_2; EX-23 sign_w; EX-25 light_hall_2; EX-25 light_store; EX-25 light_dock;
            EX-27 plan_boh; EQ-01 ext_front_2; EQ-02 ext_corridor; EQ-02 ext_front_1; EQ-03 ext_dock; EQ-04 ext_back; EQ-06 ext_main; EQ-07 ext_dock;
            EQ-08 ext_duty; EQ-10 ext_front_1; EQ-11 hydrant_w; EQ-12 hydrant_e; EQ-13 hydrant_n; EQ-16 smoke_hall_32; EQ-16 smoke_dock; EQ-17 call_w; EQ-18 panel;
            EQ-19 duty_room; EQ-20 duty_room; EQ-25 sounder_e; EL-01 office; EL-05 store; EL-07 store; FS-03 store; ST-01 store; ST-08 store;
            MG-02 office; MG-05 office; MG-06 office"""),
        decoys=places("DC-01 exit_e; DC-02 store; DC-04 ext_front_1; DC-06 store")),
    checks=[
        Row(exit="exit_main", expected=["usable"]),
        Row(exit="exit_w", expected=["locked"]),
        Row(exit="exit_e", expected=["usable"]),
        Row(exit="exit_dock", expected=["sign_dark"]),
        Row(exit="door_boh_w", expected=["wedged_open"]),
    ],
    tasks=[
        Row(id="task_alarm", text=L("按下手动报警按钮", "Press a call point"), done_event="alarm.call_point"),
        Row(id="task_fire", text=L("扑灭起火的纸箱", "Put out the burning cartons"), done_event="item.extinguished", target="cartons_fire"),
        Row(id="task_119", text=L("拨打119", "Call 119"), done_event="trainee.called_119"),
        Row(id="task_exit", text=L("检查西侧安全出口", "Check the west exit"), done_event="exit.verdict_right", target="exit_w"),
        Row(id="task_power", text=L("切断总电源", "Cut the main power"), done_event="fixture.pressed", target="power_main"),
        Row(id="task_leave", text=L("到停车场集合点", "Go to the assembly point"), done_event="trainee.at_assembly"),
        Row(id="task_report", text=L("清点人数并报告", "Report the head count"), done_event="trainee.reported"),
    ],
    rubric_base="supermarket",
    rubric=[
        Comment("the chained west exit counts apart from the others"),
        Row(id="ex_verdicts", points=7),
        rubric("r_check_w", "exit_check", L("判定西侧安全出口", "Judge the west exit"), L("等到顾客跑过去才发现打不开就晚了", "Push it now: customers would find out too late"), 3,
               "exit.verdict_right", target="exit_w", source="消防法§28"),
    ])

d.write([
    "Supermarket of one storey: sales hall of 1,232 m2 with ten rows of shelves, eight checkouts and fresh food;",
    "bakery, office, staff room, duty room, cold room, store and loading dock behind it; four exits, one chained.",
    "Other fires to choose: the bakery's fryer, a pallet in the store, a fridge.",
    "Too small for sprinklers to be required. Written by tools/scenarios/supermarket.py.",
    "Fire: cartons left in the aisle light the tissue shelves 0.1 m away. The fire door to the rooms behind is",
    "wedged open, the nearest extinguisher has no pressure.",
])
