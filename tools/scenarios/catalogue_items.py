#!/usr/bin/env python3
"""Writes assets/items.json: the things that stand about in buildings. Sizes are those of ordinary
Chinese school, shop and household furniture (own estimates). Heat release: peak and order of growth
from the ranges named beside each entry (item tests collected in the SFPE Handbook of Fire Protection
Engineering; single tests vary by a factor of 2), t-squared growth after NFPA 72 / NFPA 92. `burn_s`
and `decay_s` are set so that the heat released is about mass times heat of combustion."""
import pathlib

from drawn_parts import box, item as drawn_of_parts, sheet, tube
from scenario_file import L, Row, write_catalogue

# Critical radiant flux for ignition by a neighbour [kW/m2]: thin and easily lit 10, ordinary 20,
# hard 40 (SFPE Handbook, radiant ignition of items: "easy, normal, hard").
EASY, NORMAL, HARD = 10, 20, 40


# Surfaces [kW2 s/(m4 K2)]: plywood 0.54, particle board 0.94, flexible foam 0.32 (Quintiere & Harkleroad
# 1984). Thin things [kJ/(m2 K)]: cloth of 0.3 kg/m2 or the outer leaf of a carton, times 1.4 kJ/(kg K).
BOARD, FOAM = dict(thermal_inertia=0.54), dict(thermal_inertia=0.32)
CLOTH, CARTON = dict(thin_kj_m2_k=0.42), dict(thin_kj_m2_k=0.8)
SURFACES = {"wood": BOARD, "polyurethane": FOAM, "cotton": CLOTH, "paper": CARTON}


def burnable(fuel, growth, peak, burn, decay, flux=NORMAL, temperature=350, fire_class="A", reignites=False,
             bays=1, shelves=1, **more):
    entry = Row(fuel=fuel, fire_class=fire_class, ignition_flux=flux, ignition_temperature=temperature,
                hrr=Row(t_squared=growth, peak_kw=peak, burn_s=burn, decay_s=decay))
    if reignites:
        entry["reignites"] = True
    if bays > 1:
        entry["bays"] = bays
    if shelves > 1:
        entry["shelves"] = shelves
    entry.update(SURFACES.get(fuel, {}) | more)
    return entry


def item(id, zh, en, size, shape="box", colour=(0.7, 0.6, 0.5), walk=True, flow=False, burns=None):
    entry = Row(id=id, name=L(zh, en), size=size, shape=shape, colour=list(colour))
    if not walk:
        entry["blocks_walking"] = False
    if flow:
        entry["blocks_flow"] = True
    if burns:
        entry["burnable"] = burns
    return entry


WOOD, STEEL, WHITE, DARK = (0.72, 0.55, 0.36), (0.62, 0.65, 0.68), (0.9, 0.91, 0.92), (0.25, 0.27, 0.3)

sections = [
    ("School", [
        ("two-seat pupil's desk of wood on a steel frame, own estimate between chair and table",
         item("pupil_desk", "双人课桌", "Two-seat pupil desk", [1.2, 0.4, 0.74], "table", (0.8, 0.68, 0.46),
              burns=burnable("wood", "medium", 250, 240, 240))),
        (None, item("pupil_chair", "学生椅", "Pupil chair", [0.38, 0.38, 0.78], "chair", (0.35, 0.5, 0.68), walk=False)),
        ("wooden desk with drawers and papers, own estimate",
         item("teacher_desk", "讲台桌", "Teacher's desk", [1.2, 0.6, 0.95], "table", (0.6, 0.44, 0.28),
              burns=burnable("wood", "medium", 350, 300, 300))),
        (None, item("blackboard", "黑板", "Blackboard", [3.6, 0.06, 1.2], "blackboard", (0.12, 0.32, 0.24), walk=False)),
        (None, item("lectern", "讲台", "Platform", [3.0, 0.8, 0.15], "box", (0.55, 0.5, 0.45), walk=False)),
        ("bench with wooden cupboards below, own estimate",
         item("lab_bench", "实验台", "Laboratory bench", [2.4, 0.8, 0.85], "lab_bench", (0.82, 0.86, 0.86),
              burns=burnable("wood", "medium", 500, 400, 400, HARD))),
        ("solvents behind a steel door: small store of flammable liquid, own estimate",
         item("chemical_cabinet", "化学品柜", "Chemicals cabinet", [0.9, 0.5, 1.8], "cabinet", (0.86, 0.76, 0.3),
              burns=burnable("heptane", "fast", 800, 180, 120, HARD, 400, "B"))),
        ("shelf of exercise books: stack of paper 500-2,000 kW fast",
         item("paper_shelf", "作业本架", "Shelf of exercise books", [1.2, 0.4, 1.8], "shelf", (0.76, 0.66, 0.5),
              burns=burnable("paper", "fast", 900, 420, 300, 12, 320, bays=2, shelves=3))),
        ("bookcase, full: loaded shelf of 1.2 m, lower end of 2-7 MW per 3 m",
         item("bookcase", "书柜", "Bookcase", [1.2, 0.4, 2.0], "shelf", (0.55, 0.38, 0.24),
              burns=burnable("wood", "fast", 1200, 420, 400, bays=2, shelves=3))),
        ("paper stack 500-2,000 kW fast (1.2 m high)",
         item("paper_stack", "废纸堆", "Stack of paper", [0.8, 0.6, 0.8], "paper_stack", (0.9, 0.88, 0.8),
              burns=burnable("paper", "fast", 600, 360, 240, EASY, 320))),
        (None, item("lockers", "铁皮储物柜", "Steel lockers", [1.8, 0.5, 1.8], "cabinet", STEEL)),
        ("rubber mats and foam, lower end of mattresses 0.7-2.5 MW",
         item("gym_mats", "体操垫", "Gym mats", [2.0, 1.0, 0.6], "box", (0.2, 0.36, 0.62),
              burns=burnable("polyurethane", "fast", 1500, 300, 240, 15))),
    ]),
    ("Common", [
        (None, drawn_of_parts("lift_notice", "电梯标牌", "Plate of a lift", (0.6, 0.02, 0.24),
                              sheet(["电梯 LIFT", "火灾时禁止乘坐 Do not use in a fire"], 0.6, 0.24))),
        ("waste basket 20-150 kW",
         item("waste_basket", "废纸篓", "Waste basket", [0.3, 0.3, 0.35], "waste_basket", (0.24, 0.36, 0.5), walk=False,
              burns=burnable("paper", "medium", 100, 240, 120, EASY, 320, reignites=True))),
        ("curtains 150-500 kW ultra-fast",
         item("curtain", "窗帘", "Curtain", [1.6, 0.1, 2.2], "curtain", (0.5, 0.62, 0.78), walk=False,
              burns=burnable("cotton", "ultra_fast", 300, 60, 60, EASY, 320))),
        ("television or computer 120-300 kW",
         item("computer", "电脑", "Computer", [0.5, 0.4, 0.45], "tv", DARK, walk=False,
              burns=burnable("polystyrene", "medium", 200, 240, 180, fire_class="E"))),
        ("television 120-300 kW",
         item("tv", "电视机", "Television", [1.1, 0.1, 0.65], "tv", DARK, walk=False,
              burns=burnable("polystyrene", "medium", 250, 240, 180, fire_class="E"))),
        ("desk with papers, own estimate",
         item("office_desk", "办公桌", "Office desk", [1.4, 0.7, 0.75], "table", WOOD,
              burns=burnable("wood", "medium", 600, 360, 300))),
        ("upholstered office chair, lower end of 400-1,500 kW",
         item("office_chair", "办公椅", "Office chair", [0.55, 0.55, 0.95], "chair", DARK, walk=False,
              burns=burnable("polyurethane", "fast", 400, 180, 120))),
        ("wooden cabinet, below wardrobes 1-3 MW",
         item("cabinet", "木柜", "Wooden cabinet", [1.0, 0.45, 1.8], "cabinet", WOOD,
              burns=burnable("wood", "medium", 900, 420, 400))),
        (None, item("steel_cabinet", "铁皮文件柜", "Steel cabinet", [0.9, 0.4, 1.8], "cabinet", STEEL)),
        ("wooden table, own estimate",
         item("table", "桌子", "Table", [1.2, 0.8, 0.75], "table", WOOD,
                    burns=burnable("wood", "medium", 350, 300, 300))),
        (None, item("chair", "椅子", "Chair", [0.42, 0.42, 0.85], "chair", WOOD, walk=False)),
        ("stack of cartons 1.2 m high 500-2,000 kW fast",
         item("carton_stack", "纸箱堆", "Stack of cartons", [0.8, 0.6, 1.2], "pallet", (0.74, 0.58, 0.38),
              burns=burnable("paper", "fast", 1000, 360, 300, EASY, 320, reignites=True))),
        ("loaded pallet: upper end of 500-2,000 kW fast",
         item("pallet_cartons", "托盘货物", "Pallet of cartons", [1.2, 1.0, 1.4], "pallet", (0.72, 0.56, 0.36),
              burns=burnable("paper", "fast", 1800, 480, 360, 12, 320))),
        (None, item("plant", "盆栽", "Potted plant", [0.5, 0.5, 1.2], "plant", (0.25, 0.5, 0.25), walk=False)),
        (None, item("door_wedge", "门楔", "Door wedge", [0.12, 0.06, 0.05], "door_wedge", (0.6, 0.45, 0.25), walk=False)),
        (None, item("chain", "链条锁", "Chain and padlock", [0.4, 0.08, 0.3], "chain", STEEL, walk=False)),
        (None, item("notice_board", "公告栏", "Notice board", [1.8, 0.06, 1.0], "blackboard", (0.55, 0.2, 0.18), walk=False)),
        (None, item("bench", "长凳", "Bench", [1.5, 0.4, 0.45], "table", WOOD)),
        (None, item("sign_banner", "促销横幅", "Sale banner", [1.6, 0.06, 0.8], "box", (0.8, 0.12, 0.1), walk=False)),
        (None, item("power_strip", "插线板", "Power strip", [0.4, 0.08, 0.06], "box", WHITE, walk=False)),
        ("oil-filled or fan heater: body does not burn, its neighbours do",
         item("heater", "取暖器", "Electric heater", [0.5, 0.2, 0.5], "box", (0.85, 0.85, 0.82), walk=False)),
    ]),
    ("Shop", [
        ("loaded shelf 3 m high 2-7 MW: a 1.2 m module of 1.8 m height about 1 MW, fast",
         item("gondola", "货架(日用品)", "Gondola, household goods", [1.2, 0.9, 1.8], "gondola", (0.84, 0.84, 0.8),
              burns=burnable("mixed_goods", "fast", 1000, 480, 300, 15, 330, bays=2, shelves=3))),
        ("as gondola; snacks and drinks carry less plastic",
         item("gondola_food", "货架(食品)", "Gondola, food", [1.2, 0.9, 1.8], "gondola", (0.86, 0.8, 0.62),
              burns=burnable("paper", "fast", 800, 480, 300, 18, 330, bays=2, shelves=3))),
        ("as gondola; paper tissues catch easily, ultra-fast",
         item("gondola_paper", "货架(纸品)", "Gondola, tissue paper", [1.2, 0.9, 1.8], "gondola", (0.9, 0.9, 0.94),
              burns=burnable("paper", "ultra_fast", 1200, 420, 240, EASY, 320, bays=2, shelves=3))),
        ("clothes rack 1-4 MW ultra-fast (unsure)",
         item("clothes_rack", "服装架", "Clothes rack", [1.5, 0.6, 1.5], "shelf", (0.58, 0.3, 0.4),
              burns=burnable("cotton", "ultra_fast", 1500, 150, 120, EASY, 320, bays=3))),
        ("plastics and goods at the till, own estimate between desk and shelf",
         item("checkout", "收银台", "Checkout", [2.4, 1.0, 0.9], "checkout", (0.55, 0.58, 0.62),
              burns=burnable("mixed_goods", "medium", 600, 360, 300, HARD))),
        ("foam-insulated casing and packed food, own estimate below a wardrobe",
         item("freezer_chest", "卧式冷柜", "Chest freezer", [2.0, 0.9, 0.85], "freezer", WHITE,
              burns=burnable("polyurethane", "medium", 700, 420, 300, HARD, fire_class="E"))),
        ("foam-insulated casing, own estimate below a wardrobe",
         item("fridge", "立式冷藏柜", "Upright fridge", [1.2, 0.7, 2.0], "fridge", (0.86, 0.89, 0.93),
              burns=burnable("polyurethane", "medium", 800, 420, 300, HARD, fire_class="E"))),
        ("wooden crates of fruit, own estimate",
         item("fresh_island", "生鲜台", "Fresh-food stand", [2.0, 1.0, 0.9], "counter", (0.4, 0.56, 0.36),
                    burns=burnable("wood", "medium", 400, 300, 300, HARD))),
        ("wooden counter with drawers, own estimate",
         item("counter", "柜台", "Counter", [1.8, 0.7, 1.0], "counter", (0.66, 0.58, 0.5),
                    burns=burnable("wood", "medium", 500, 360, 300))),
        ("loaded warehouse rack, 1.8 m module, lower end of 2-7 MW",
         item("stock_rack", "库房货架", "Stock rack", [1.8, 0.8, 2.4], "shelf", (0.3, 0.42, 0.62),
              burns=burnable("mixed_goods", "fast", 2000, 600, 400, 15, 330, bays=3, shelves=3))),
        ("loaded rack 3 m high 2-7 MW fast to ultra-fast, 2.7 m long: middle",
         item("high_rack", "高位货架", "High rack", [2.7, 1.0, 3.0], "shelf", (0.3, 0.42, 0.62),
              burns=burnable("mixed_goods", "fast", 4500, 480, 400, 15, 330, bays=4, shelves=4))),
        (None, item("trolleys", "购物车", "Row of trolleys", [2.4, 0.6, 1.0], "box", STEEL)),
        (None, item("pillar", "立柱", "Pillar", [0.4, 0.4, 4.0], "box", (0.86, 0.86, 0.84))),
    ]),
    ("Kitchen", [
        ("pan of cooking oil 50-150 kW; auto-ignition of cooking oil about 360 C, relights while hot",
         item("fryer", "油炸锅", "Deep fryer", [0.6, 0.7, 0.9], "oven", STEEL,
              burns=burnable("cooking_oil", "fast", 150, 600, 120, HARD, 360, "F", True, heater_kw=4))),
        ("pan of cooking oil 50-150 kW on a stove of 3 kW; auto-ignition about 360 C, relights while hot",
         drawn_of_parts("oil_pan", "油锅", "Pan of cooking oil", [0.35, 0.35, 0.15],
                        [box(-0.16, -0.16, 0, 0.16, 0.16, 0.04, WHITE), tube(0, 0, 0.165, 0.04, 0.12, DARK, "metal"), tube(0, 0, 0.15, 0.12, 0.123, (0.8, 0.62, 0.2)),
                         box(-0.03, -0.175, 0.09, 0.03, -0.15, 0.15, DARK)],
                        burns=burnable("cooking_oil", "ultra_fast", 80, 400, 60, HARD, 360, "F", True, heater_kw=3))),
        (None, item("oven", "烤炉", "Baking oven", [1.2, 0.9, 1.6], "oven", (0.5, 0.5, 0.52))),
        (None, item("stove", "灶台", "Gas stove", [1.2, 0.7, 0.85], "counter", STEEL)),
        (None, item("work_table", "操作台", "Work table of steel", [1.8, 0.7, 0.85], "counter", STEEL)),
        ("grease and packaging beside a fryer: small stack, lower end of 500-2,000 kW",
         item("packaging", "包装纸盒", "Packaging boxes", [0.8, 0.5, 1.0], "paper_stack", (0.85, 0.75, 0.6),
              burns=burnable("paper", "fast", 500, 300, 200, EASY, 320))),
        ("flour sacks: hard to light in the sack, own estimate",
         item("flour_sacks", "面粉袋", "Flour sacks", [1.2, 0.8, 0.8], "box", (0.9, 0.88, 0.82),
              burns=burnable("paper", "medium", 400, 420, 300, HARD))),
        ("gas cylinder jet 0.5-3 MW (unsure), once its valve fails in a fire",
         item("gas_cylinder", "液化气瓶", "Gas cylinder", [0.35, 0.35, 0.7], "box", (0.62, 0.65, 0.66), walk=False,
              burns=burnable("propane", "ultra_fast", 1500, 240, 30, HARD, 400, "C"))),
    ]),
    ("Dwelling", [
        ("mattress of polyurethane 0.7-2.5 MW fast",
         item("bed", "单人床", "Single bed", [2.0, 1.0, 0.55], "bed", (0.72, 0.66, 0.78),
              burns=burnable("polyurethane", "fast", 1200, 300, 240))),
        ("mattress of polyurethane 0.7-2.5 MW fast, upper part for two",
         item("double_bed", "双人床", "Double bed", [2.0, 1.5, 0.55], "bed", (0.78, 0.7, 0.66),
              burns=burnable("polyurethane", "fast", 1800, 360, 240))),
        ("two mattresses of 0.7-2.5 MW fast",
         item("bunk_bed", "上下铺", "Bunk bed", [2.0, 0.9, 1.7], "bunk_bed", (0.5, 0.56, 0.7),
              burns=burnable("polyurethane", "fast", 1800, 300, 240))),
        ("wardrobe 1-3 MW",
         item("wardrobe", "衣柜", "Wardrobe", [1.0, 0.55, 1.9], "wardrobe", (0.6, 0.42, 0.28),
              burns=burnable("wood", "fast", 1500, 300, 300))),
        ("two-seat sofa 1-3 MW fast",
         item("sofa", "沙发", "Sofa", [1.6, 0.8, 0.8], "sofa", (0.5, 0.4, 0.36),
              burns=burnable("polyurethane", "fast", 1800, 300, 240))),
        ("upholstered chair 400-1,500 kW fast",
         item("armchair", "单人沙发", "Armchair", [0.8, 0.8, 0.9], "sofa", (0.46, 0.38, 0.3),
              burns=burnable("polyurethane", "fast", 900, 180, 180))),
        ("Christmas tree 0.5-5 MW ultra-fast: a dry one of 2 m",
         item("christmas_tree", "圣诞树", "Christmas tree", [1.0, 1.0, 2.0], "plant", (0.16, 0.36, 0.2),
              burns=burnable("wood", "ultra_fast", 2500, 20, 60, EASY, 320, thin_kj_m2_k=0.6))),
        ("e-bike with lithium battery 0.6-1.5 MW within 1-3 min of thermal runaway (unsure), re-ignites",
         item("e_bike", "电动自行车", "E-bike", [1.7, 0.6, 1.1], "e_bike", (0.72, 0.16, 0.16),
              burns=burnable("battery_plastics", "ultra_fast", 1000, 240, 180, 15, 300, "battery", True))),
        ("lead-acid or lithium pack alone: a share of the e-bike's 0.6-1.5 MW (unsure)",
         item("battery_pack", "电池包", "Battery pack", [0.4, 0.2, 0.2], "box", (0.15, 0.16, 0.18), walk=False,
              burns=burnable("battery_plastics", "ultra_fast", 350, 180, 120, 15, 200, "battery", True))),
        ("wooden kitchenette front, own estimate",
         item("kitchenette", "灶台柜", "Kitchenette", [1.2, 0.6, 0.85], "counter", (0.8, 0.78, 0.74),
              burns=burnable("wood", "medium", 400, 300, 300))),
        ("household fridge, own estimate below a wardrobe",
         item("small_fridge", "电冰箱", "Refrigerator", [0.6, 0.6, 1.6], "fridge", WHITE,
              burns=burnable("polyurethane", "medium", 600, 360, 240, HARD, fire_class="E"))),
        ("mixed rubbish and old furniture: stack, middle of 500-2,000 kW",
         item("junk", "杂物堆", "Heap of junk", [1.0, 0.6, 1.0], "pallet", (0.55, 0.48, 0.42),
              burns=burnable("mixed_goods", "fast", 900, 360, 300, 15, 330))),
    ]),
]

for _, rows in sections:
    for note, row in rows:
        if note and "burnable" in row:
            row["source"] = note if "own estimate" in note else "item tests in the SFPE Handbook: " + note

if __name__ == "__main__":
    root = pathlib.Path(__file__).resolve().parents[2]
    write_catalogue(root / "assets" / "items.json", "items", [
        "Things that stand about. `size` is width (x), depth (y), height (z) at rotation 0; the front then",
        "looks towards -y. Written by tools/scenarios/catalogue_items.py; the line above an entry names where",
        "its heat release comes from (ranges of item tests in the SFPE Handbook; a factor of 2 between tests).",
    ], sections)
