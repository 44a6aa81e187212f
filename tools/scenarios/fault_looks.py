"""How each fault of the catalogue is made in a scenario and so looks (FAULTS, DECOYS: `appearance` of
assets/faults.json), and the drawn things that only faults bring in (ITEMS: assets/fault_items.json).
Models are boxes, cylinders and lettering in metres: foot at z = 0, front towards -y. Sizes are those of
ordinary goods (own estimates); where a shape alone does not say what a thing is, it wears a label."""
from math import cos, pi, sin

from catalogue_items import burnable, HARD, EASY
from drawn_parts import (RED, DARK, WHITE, STEEL, WOOD, CARTON, YELLOW, GREEN, BLUE, ORANGE, PAPER, BRASS, BLACK,
                         GREY, SKIN, part, box, tube, cone, ball, text, label, sheet, item)
from scenario_file import L, Row


def hung(x0, z0, x1, z1, sag, n=14):
    """Points of a cable that hangs between two points."""
    return [(x0 + (x1 - x0) * k / n, z0 + (z1 - z0) * k / n - 4 * sag * k / n * (1 - k / n)) for k in range(n + 1)]


def droop(x0, z0, x1, z1, sag, colour, n=14, y=-0.03, thick=0.016):
    """A hanging cable, in short pieces."""
    points, r = hung(x0, z0, x1, z1, sag, n), thick / 2
    return [box(min(a[0], b[0]) - r, y, min(a[1], b[1]) - r, max(a[0], b[0]) + r, y + thick, max(a[1], b[1]) + r, colour)
            for a, b in zip(points, points[1:])]


def cartons(nx, nz, w, d, h, ny=1, seed=0):
    parts = []
    for i in range(nx):
        for j in range(ny):
            for k in range(nz - ((i + j + seed) % 3 == 2)):
                tint = 0.86 + 0.05 * ((i * 2 + k + j + seed) % 4)
                x0, y0, z0 = -nx * w / 2 + i * w, -ny * d / 2 + j * d, k * h
                parts.append(box(x0 + 0.012, y0 + 0.012, z0, x0 + w - 0.012, y0 + d - 0.012, z0 + h - 0.008,
                                 [round(c * tint, 3) for c in CARTON]))
                parts.append(box(x0 + w / 2 - 0.03, y0 + 0.008, z0 + 0.01, x0 + w / 2 + 0.03, y0 + d - 0.008, z0 + h - 0.004,
                                 (0.86, 0.76, 0.56)))
    return parts


def socket(x, z, y, scorched=False):
    parts = [box(x - 0.045, y - 0.012, z - 0.045, x + 0.045, y, z + 0.045, WHITE)]
    for dx in (-0.012, 0.008):
        parts.append(box(x + dx, y - 0.014, z - 0.01, x + dx + 0.005, y - 0.012, z + 0.012, BLACK))
    if scorched:
        parts.append(box(x - 0.04, y - 0.0135, z + 0.005, x + 0.03, y - 0.012, z + 0.045, (0.16, 0.1, 0.06)))
    return parts


def strip(x0, y, z, colour=WHITE, n=5):
    """A power strip lying along x, sockets up, plugs in it."""
    parts = [box(x0, y - 0.03, z, x0 + 0.07 * n + 0.06, y + 0.03, z + 0.04, colour),
             box(x0 + 0.01, y - 0.012, z + 0.04, x0 + 0.035, y + 0.012, z + 0.05, RED, "glowing")]
    for i in range(n):
        x = x0 + 0.08 + 0.07 * i
        parts += [box(x - 0.02, y - 0.02, z + 0.04, x + 0.02, y + 0.02, z + 0.085, DARK),
                  box(x - 0.005, y - 0.2 + 0.02 * i, z + 0.06, x + 0.005, y - 0.02, z + 0.07, DARK)]
    return parts


def person(x, y, shirt, facing=-1, helmet=None):
    d = facing
    parts = [box(x - 0.15, y - 0.09, 0, x - 0.02, y + 0.09, 0.82, (0.18, 0.2, 0.28)),
             box(x + 0.02, y - 0.09, 0, x + 0.15, y + 0.09, 0.82, (0.18, 0.2, 0.28)),
             box(x - 0.2, y - 0.11, 0.82, x + 0.2, y + 0.11, 1.42, shirt),
             box(x - 0.27, y - 0.06, 0.9, x - 0.2, y + 0.06, 1.4, shirt),
             box(x + 0.2, y + (0 if d > 0 else -0.42), 1.14, x + 0.27, y + (0.42 if d > 0 else 0.0), 1.24, shirt),
             ball(x, y, 1.57, 0.115, SKIN)]
    parts.append(box(x - 0.115, y - 0.115, 1.6, x + 0.115, y + 0.115, 1.7, helmet or DARK))
    return parts


def cylinder_gas(x, y, colour, words="液化气", h=0.7, r=0.16):
    return [tube(x, y, r, 0.02, 0.72 * h, colour, "metal"), cone(x, y, r, 0.72 * h, 0.9 * h, colour),
            tube(x, y, 0.05, 0.86 * h, h, STEEL, "metal"), tube(x, y, 0.1, 0.9 * h, 0.93 * h, STEEL, "metal"),
            *label(words, x, 0.42 * h, 0.22, 0.1, y - r - 0.004, PAPER, RED)]


def drum(x, y, colour, words, open_top=False, r=0.28, h=0.85):
    parts = [tube(x, y, r, 0, h, colour, "metal"), tube(x, y, r + 0.012, 0.3 * h, 0.33 * h, colour, "metal"),
             tube(x, y, r + 0.012, 0.65 * h, 0.68 * h, colour, "metal")]
    if open_top:
        parts += [tube(x, y, r - 0.03, h, h + 0.004, (0.55, 0.45, 0.12))]
    else:
        parts += [tube(x - 0.1, y, 0.05, h, h + 0.03, DARK)]
    return parts + label(words, x, 0.5 * h, 0.36, 0.16, y - r - 0.006, YELLOW, RED)


def mattress(x0, x1, y0, y1, z):
    return [box(x0, y0, z - 0.25, x1, y1, z - 0.15, WOOD, "wood"), box(x0, y0, 0, x0 + 0.06, y1, z + 0.35, WOOD, "wood"),
            box(x1 - 0.06, y0, 0, x1, y1, z + 0.1, WOOD, "wood"), box(x0 + 0.06, y0, z - 0.15, x1 - 0.06, y1, z, (0.9, 0.9, 0.92)),
            box(x0 + 0.55, y0 - 0.01, z - 0.04, x1 - 0.06, y1 + 0.01, z + 0.05, (0.3, 0.45, 0.7)),
            box(x0 + 0.12, y0 + 0.12, z, x0 + 0.45, y1 - 0.12, z + 0.1, WHITE)]


def car(colour):
    parts = [box(-2.1, -0.85, 0.28, 2.1, 0.85, 0.82, colour), box(-1.2, -0.78, 0.82, 1.1, 0.78, 1.38, colour),
             box(-1.0, -0.79, 0.9, -0.05, 0.79, 1.3, (0.3, 0.4, 0.48)), box(0.05, -0.79, 0.9, 0.95, 0.79, 1.3, (0.3, 0.4, 0.48)),
             box(1.1, -0.7, 0.86, 1.16, 0.7, 1.32, (0.3, 0.4, 0.48)), box(-1.26, -0.7, 0.86, -1.2, 0.7, 1.32, (0.3, 0.4, 0.48))]
    for x in (-1.35, 1.35):
        for y in (-0.86, 0.68):
            parts += [box(x - 0.3, y, 0.02, x + 0.3, y + 0.18, 0.62, DARK), box(x - 0.13, y - 0.01, 0.19, x + 0.13, y + 0.19, 0.45, STEEL, "metal")]
    return parts + [box(2.08, -0.7, 0.5, 2.12, -0.45, 0.65, (1, 1, 0.9)), box(2.08, 0.45, 0.5, 2.12, 0.7, 0.65, (1, 1, 0.9)),
                    box(-2.12, -0.75, 0.5, -2.08, -0.5, 0.65, RED), box(-2.12, 0.5, 0.5, -2.08, 0.75, 0.65, RED)]


def keyed(words, y=-0.02):
    """A padlock on a hasp with its keyhole."""
    return [box(-0.11, -0.012, 0.05, 0.11, 0.012, 0.1, STEEL, "metal"), box(-0.045, -0.05, -0.0, 0.045, -0.012, 0.09, BRASS, "metal"),
            box(-0.035, -0.04, 0.09, -0.022, -0.024, 0.15, STEEL, "metal"), box(0.022, -0.04, 0.09, 0.035, -0.024, 0.15, STEEL, "metal"),
            box(-0.035, -0.04, 0.145, 0.035, -0.024, 0.16, STEEL, "metal"), box(-0.008, -0.052, 0.02, 0.008, -0.05, 0.05, BLACK)] + \
        (label(words, 0, 0.26, 0.5, 0.13, -0.012, WHITE, RED) if words else [])


BURNS = burnable("paper", "medium", 600, 240, 240, EASY)
ITEMS = [
    ("Doors and ways out", [
        item("f_padlock", "挂锁", "Padlock", [0.24, 0.12, 0.34], keyed("")),
        item("f_keylock_note", "门上的告示", "Notice", [0.6, 0.05, 0.34],
             [*sheet(["门禁", "刷卡开门"], 0.42, 0.3, BLUE, WHITE), box(0.23, -0.025, 0.05, 0.29, 0.01, 0.17, DARK), box(0.245, -0.028, 0.13, 0.275, -0.025, 0.15, RED, "glowing")]),
        item("f_goods_exit", "货箱", "Cartons", [1.35, 0.75, 1.35], cartons(3, 3, 0.45, 0.375, 0.45, 2), True, BURNS),
        item("f_goods_corridor", "货箱", "Cartons", [1.35, 0.6, 1.2], cartons(3, 3, 0.45, 0.6, 0.4, 1, 1), True, BURNS),
        item("f_junk_stair", "箱子和杂物", "Boxes and odds and ends", [1.0, 0.6, 1.1],
             [*cartons(2, 2, 0.45, 0.5, 0.4, 1), box(0.1, -0.25, 0.4, 0.45, 0.2, 0.85, (0.35, 0.3, 0.5)), tube(-0.35, 0.1, 0.03, 0.8, 1.1, WOOD),
              box(-0.3, -0.28, 0.8, 0.2, -0.02, 0.95, (0.55, 0.4, 0.2)), tube(0.3, 0.1, 0.12, 0.85, 1.05, RED)], True, BURNS),
        item("f_narrow_lockers", "铁皮柜", "Steel lockers", [1.6, 0.55, 1.8],
             [box(-0.8, -0.275, 0, 0.8, 0.275, 1.8, (0.56, 0.62, 0.66), "metal")] +
             [box(-0.8 + 0.4 * i + 0.01, -0.28, 0.08 + 0.86 * k, -0.8 + 0.4 * i + 0.39, -0.275, 0.9 + 0.86 * k, (0.46, 0.52, 0.56)) for i in range(4) for k in range(2)], True),
        item("f_sill", "门口地面", "Floor at the door", [1.2, 0.24, 0.16], [box(-0.6, -0.12, 0, 0.6, 0.12, 0.16, (0.55, 0.52, 0.5)), box(-0.6, -0.125, 0.1, 0.6, -0.12, 0.15, YELLOW), box(-0.6, -0.12, 0.16, 0.6, 0.12, 0.163, YELLOW)]),
        item("f_bricked_up", "墙面", "Wall", [1.3, 0.16, 2.1],
             [box(-0.65, -0.08, 0.15 * k, 0.65, 0.08, 0.15 * k + 0.14, (0.62, 0.34, 0.24) if k % 2 else (0.55, 0.29, 0.2)) for k in range(14)], True),
        item("f_closer_hanging", "闭门器", "Door closer", [0.5, 0.16, 0.34],
             [box(-0.16, -0.05, 0.24, 0.16, 0.0, 0.31, STEEL, "metal"), box(-0.02, -0.04, 0.0, 0.01, -0.015, 0.26, DARK), box(0.0, -0.045, 0.0, 0.22, -0.02, 0.025, DARK)]),
        item("f_stall", "货摊", "Stall", [1.3, 0.7, 1.1],
             [box(-0.65, -0.35, 0.7, 0.65, 0.35, 0.76, WOOD, "wood"), *[box(x, y, 0, x + 0.05, y + 0.05, 0.7, WOOD, "wood") for x in (-0.63, 0.58) for y in (-0.33, 0.28)],
              *[box(-0.6 + 0.24 * i, -0.3 + 0.3 * j, 0.76, -0.4 + 0.24 * i, -0.05 + 0.3 * j, 0.9 + 0.05 * ((i + j) % 3), c) for i, c in enumerate((RED, YELLOW, BLUE, ORANGE, GREEN)) for j in range(2)],
              *label("特价", 0, 0.5, 0.6, 0.26, -0.352, RED, YELLOW)], True, BURNS),
        item("f_water_boiler", "烧水器", "Water boiler", [0.7, 0.45, 1.5],
             [box(-0.3, -0.2, 0, 0.3, 0.2, 0.75, (0.5, 0.4, 0.32), "wood"), tube(-0.05, 0, 0.17, 0.75, 1.3, STEEL, "metal"), box(-0.1, -0.2, 0.82, -0.05, -0.15, 0.9, DARK),
              *label("开水", -0.05, 1.12, 0.2, 0.1, -0.176, WHITE, RED), tube(0.26, 0.12, 0.03, 0, 1.5, YELLOW), *label("燃气", 0.26, 1.0, 0.12, 0.08, 0.086, YELLOW, RED)], True),
        item("f_refuge_store", "货物", "Goods", [1.4, 0.8, 1.6],
             [*cartons(3, 3, 0.45, 0.6, 0.42, 1), *label("避难间 禁止占用", 0, 1.45, 1.2, 0.22, -0.3, GREEN, WHITE), box(-0.6, -0.29, 1.1, -0.57, -0.27, 1.6, STEEL), box(0.57, -0.29, 1.1, 0.6, -0.27, 1.6, STEEL)], True, BURNS),
        item("f_lobby_store", "箱子", "Boxes", [1.3, 0.7, 1.5],
             [*cartons(2, 3, 0.45, 0.5, 0.4, 1), box(0.5, -0.2, 0, 0.62, 0.2, 1.3, (0.7, 0.7, 0.75)), *label("防烟前室", -0.02, 1.38, 0.8, 0.2, -0.26, GREEN, WHITE)], True, BURNS),
        item("f_banner", "横幅", "Banner", [0.9, 0.05, 0.5],
             [box(-0.45, -0.01, 0, 0.45, 0.01, 0.5, RED), text("全场五折", -0.4, 0.12, 0.4, 0.38, -0.014, YELLOW), tube(-0.45, 0, 0.012, 0, 0.52, WOOD), tube(0.45, 0, 0.012, 0, 0.52, WOOD)]),
        item("f_lux_meter", "照度计", "Lux meter", [0.3, 0.16, 0.5],
             [box(-0.1, -0.03, 0, 0.1, 0.03, 0.34, YELLOW), box(-0.08, -0.034, 0.17, 0.08, -0.03, 0.31, (0.7, 0.8, 0.66)), text("0.2 lx", -0.07, 0.2, 0.07, 0.28, -0.037),
              ball(0, 0, 0.42, 0.05, WHITE)]),
        item("f_iron_bars", "窗栅", "Window bars", [1.6, 0.06, 1.3],
             [*[box(-0.78 + 0.13 * i, -0.015, 0, -0.755 + 0.13 * i, 0.015, 1.3, DARK, "metal") for i in range(13)], *[box(-0.8, -0.02, z, 0.8, 0.02, z + 0.04, DARK, "metal") for z in (0.05, 0.62, 1.2)]]),
    ]),
    ("Equipment", [
        item("f_boxes_round", "货箱", "Cartons", [0.95, 0.5, 1.25], cartons(2, 3, 0.46, 0.45, 0.42, 1, 1), True, BURNS),
        item("f_shelf_before", "货架", "Shelf", [1.1, 0.4, 1.7],
             [box(-0.55, -0.2, 0, -0.52, 0.2, 1.7, STEEL), box(0.52, -0.2, 0, 0.55, 0.2, 1.7, STEEL),
              *[box(-0.55, -0.2, z, 0.55, 0.2, z + 0.03, STEEL) for z in (0.1, 0.6, 1.1)],
              *[box(-0.5 + 0.26 * i, -0.18, z + 0.03, -0.28 + 0.26 * i, 0.1, z + 0.33, c) for z in (0.1, 0.6, 1.1) for i, c in enumerate((RED, YELLOW, BLUE, CARTON))]], True, BURNS),
        item("f_empty_hook", "墙上的挂钩", "Hook on the wall", [0.4, 0.08, 0.5],
             [box(-0.03, -0.05, 0.12, 0.03, 0.0, 0.15, DARK, "metal"), box(-0.03, -0.05, 0.12, 0.03, -0.04, 0.2, DARK, "metal"), *label("灭火器", 0, 0.38, 0.34, 0.16, 0.0, RED, WHITE), box(-0.12, -0.002, -0.0, 0.12, 0.0, 0.1, (0.8, 0.78, 0.72))]),
        item("f_cold_thermometer", "温度计", "Thermometer", [0.24, 0.05, 0.6],
             [box(-0.1, -0.012, 0, 0.1, 0.012, 0.6, WHITE), tube(0, -0.015, 0.012, 0.1, 0.5, (0.9, 0.9, 0.95)), tube(0, -0.016, 0.012, 0.1, 0.16, RED), ball(0, -0.016, 0.1, 0.022, RED),
              text("-30℃", -0.08, 0.5, 0.08, 0.58, -0.016, BLUE), *[box(0.02, -0.016, 0.14 + 0.05 * i, 0.05, -0.013, 0.145 + 0.05 * i, BLACK) for i in range(7)]]),
        item("f_outdoor_hydrant_car", "小汽车", "Car", [4.3, 2.6, 1.4],
             [*[dict(p, low=[p["low"][0], p["low"][1] + 0.4, p["low"][2]], high=[p["high"][0], p["high"][1] + 0.4, p["high"][2]]) for p in car((0.25, 0.35, 0.55))],
              tube(0.2, -1.05, 0.14, 0, 0.7, RED), ball(0.2, -1.05, 0.72, 0.14, RED), tube(0.2, -1.05, 0.2, 0.4, 0.46, RED), *label("消火栓", 0.2, 0.25, 0.26, 0.12, -1.2, WHITE, RED)], True),
        item("f_no_alarm_plate", "墙上的告示", "Notice", [0.9, 0.03, 0.62],
             [*sheet(["消防设施一览", "火灾自动报警系统:无", "自动喷水灭火系统:有", "防排烟系统:有"], 0.9, 0.6)]),
        item("f_empty_chair", "控制台", "Control desk", [1.5, 0.9, 1.4],
             [box(-0.7, 0.05, 0, 0.7, 0.4, 0.74, (0.7, 0.72, 0.74)), box(-0.6, 0.3, 0.74, 0.6, 0.4, 1.2, (0.5, 0.52, 0.55)), box(-0.5, 0.29, 0.82, 0.0, 0.3, 1.12, (0.15, 0.3, 0.42), "glowing"), box(0.1, 0.29, 0.9, 0.5, 0.3, 1.12, (0.1, 0.1, 0.12)),
              *label("消防控制室", 0, 1.27, 0.8, 0.14, 0.3, RED, WHITE), *label("值班席", 0.3, 0.98, 0.38, 0.12, 0.285, YELLOW, RED),
              box(-0.22, -0.42, 0.42, 0.22, 0.0, 0.48, DARK), box(-0.22, -0.44, 0.48, 0.22, -0.38, 1.0, DARK), tube(0, -0.2, 0.03, 0.05, 0.42, STEEL), box(-0.25, -0.23, 0.02, 0.25, -0.17, 0.06, DARK)], True),
        item("f_no_certificate", "证书框", "Certificate frame", [0.62, 0.03, 0.5],
             [*sheet(["值班人员资格证", "", "", ""], 0.6, 0.48), box(-0.2, -0.009, 0.12, 0.2, -0.006, 0.3, (0.82, 0.82, 0.8)), box(-0.3, -0.014, 0, -0.28, 0.0, 0.48, WOOD), box(0.28, -0.014, 0, 0.3, 0.0, 0.48, WOOD)]),
        item("f_lantern", "灯笼", "Lantern", [0.4, 0.4, 0.62],
             [tube(0, 0, 0.006, 0.42, 0.62, YELLOW), ball(0, 0, 0.26, 0.17, RED), tube(0, 0, 0.08, 0.41, 0.44, YELLOW), tube(0, 0, 0.08, 0.08, 0.11, YELLOW), tube(0, 0, 0.02, 0.0, 0.08, RED)]),
        item("f_valve_shut", "阀门", "Valve", [0.7, 0.5, 1.3],
             [tube(0, 0.05, 0.08, 0, 1.3, RED, "metal"), box(-0.12, -0.07, 0.5, 0.12, 0.17, 0.75, RED, "metal"), box(-0.012, -0.3, 0.6, 0.012, -0.05, 0.63, STEEL),
              *[box(0.2 * c - 0.015, -0.32, 0.615 + 0.2 * s - 0.015, 0.2 * c + 0.015, -0.29, 0.615 + 0.2 * s + 0.015, DARK) for c, s in ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7))],
              box(-0.2, -0.315, 0.6, 0.2, -0.295, 0.63, DARK), box(-0.015, -0.315, 0.42, 0.015, -0.295, 0.82, DARK), *label("关", 0, 1.0, 0.26, 0.2, -0.035, YELLOW, RED), *label("湿式报警阀", 0, 0.25, 0.5, 0.12, -0.04, WHITE)], True),
        item("f_pump_panel", "控制柜", "Control panel", [0.7, 0.4, 1.6],
             [box(-0.35, -0.2, 0, 0.35, 0.2, 1.6, (0.78, 0.8, 0.78), "metal"), *label("消防泵控制柜", 0, 1.45, 0.56, 0.12, -0.205, RED, WHITE), tube(0, -0.21, 0.06, 0.96, 0.98, DARK),
              box(-0.012, -0.26, 0.9, 0.06, -0.2, 1.05, DARK), text("手动", -0.22, 1.08, -0.08, 1.15, -0.21, RED), text("自动", 0.08, 1.08, 0.22, 1.15, -0.21, BLACK), box(-0.07, -0.235, 0.98, 0.02, -0.205, 1.06, DARK),
              *label("手动", -0.15, 0.8, 0.2, 0.12, -0.206, YELLOW, RED), box(-0.1, -0.21, 1.25, -0.04, -0.2, 1.31, (0.3, 0.06, 0.06)), box(0.04, -0.21, 1.25, 0.1, -0.2, 1.31, (0.08, 0.25, 0.1))], True),
        item("f_red_cap", "吸顶的圆罩", "Round cover on the ceiling", [0.2, 0.2, 0.1], [tube(0, 0, 0.085, 0.0, 0.09, (0.85, 0.2, 0.12)), tube(0, 0, 0.03, -0.0, 0.005, WHITE)]),
    ]),
    ("Electricity", [
        item("f_loose_wires", "电线", "Wires", [1.4, 0.3, 1.6],
             [*socket(-0.5, 0.35, -0.01), *droop(-0.5, 0.4, -0.1, 1.25, 0.12, RED), *droop(-0.48, 0.38, 0.5, 1.1, 0.25, BLUE), *droop(-0.1, 1.25, 0.62, 1.3, 0.3, DARK), *droop(0.5, 1.1, 0.1, 0.85, 0.15, YELLOW),
              box(-0.13, -0.05, 1.2, -0.07, -0.01, 1.32, BLACK), box(0.46, -0.05, 1.06, 0.54, -0.01, 1.14, BLACK), *[box(0.07 + 0.02 * i, -0.05, 0.8, 0.08 + 0.02 * i, -0.035, 0.89, (0.78, 0.45, 0.2)) for i in range(4)], *droop(0.62, 1.3, 0.62, 0.8, 0.0, DARK), cone(0.62, -0.015, 0.05, 0.72, 0.8, BLACK), ball(0.62, -0.015, 0.68, 0.05, (1, 0.95, 0.7), "glowing"),
              *strip(-0.2, -0.2, 0, ORANGE), *droop(-0.1, 0.05, 0.1, 0.85, 0.1, ORANGE)]),
        item("f_strips", "插线板", "Power strips", [1.3, 0.7, 0.16], [*strip(-0.6, -0.12, 0, ORANGE), *strip(-0.1, 0.06, 0, BLUE), *strip(0.15, 0.24, 0, ORANGE, 6), box(-0.46, 0.29, 0.0, -0.44, 0.31, 0.1, DARK),
              box(-0.2, -0.1, 0.015, -0.1, 0.07, 0.03, DARK), box(0.1, 0.08, 0.015, 0.15, 0.25, 0.03, DARK), box(-0.62, -0.3, 0.0, -0.3, -0.28, 0.02, DARK)]),
        item("f_cable_ceiling", "吊顶", "Suspended ceiling", [1.6, 1.0, 0.16],
             [box(-0.8, -0.5, 0.1, 0.8, 0.5, 0.16, (0.8, 0.6, 0.36), "wood"), box(-0.8, -0.08, 0.03, 0.8, -0.055, 0.06, RED), box(-0.8, 0.0, 0.02, 0.8, 0.03, 0.05, BLUE), box(-0.8, 0.08, 0.04, 0.2, 0.1, 0.07, DARK),
              box(0.18, 0.06, 0.0, 0.3, 0.12, 0.08, BLACK), box(-0.3, -0.06, 0.0, -0.27, 0.02, 0.09, DARK)]),
        item("f_dorm_heater", "电热壶和电饭锅", "Kettle and rice cooker", [0.7, 0.4, 0.36],
             [tube(-0.2, 0, 0.11, 0.02, 0.24, STEEL, "metal"), tube(-0.2, 0, 0.05, 0.24, 0.28, DARK), box(-0.08, -0.015, 0.06, -0.05, 0.015, 0.26, DARK), tube(0.17, 0, 0.15, 0, 0.2, WHITE), tube(0.17, 0, 0.13, 0.2, 0.25, DARK),
              *label("2000 W", 0.17, 0.1, 0.2, 0.07, -0.156, YELLOW, RED), *label("1800 W", -0.2, 0.13, 0.17, 0.06, -0.116, YELLOW, RED)]),
        item("f_board_cartons", "配电箱", "Distribution board", [1.5, 0.55, 1.75],
             [box(-0.28, 0.12, 0.95, 0.28, 0.27, 1.65, (0.72, 0.74, 0.76), "metal"), box(-0.24, 0.11, 1.0, 0.24, 0.12, 1.6, (0.2, 0.21, 0.23)), *[box(-0.2 + 0.08 * i, 0.1, 1.3, -0.15 + 0.08 * i, 0.11, 1.42, WHITE) for i in range(5)],
              *label("配电箱", 0, 1.7, 0.3, 0.08, 0.12, YELLOW), *[p for p in cartons(3, 2, 0.48, 0.4, 0.42, 1)]], True, BURNS),
        item("f_wire_fuse", "保险盒", "Fuse box", [0.5, 0.12, 0.6],
             [box(-0.24, 0.0, 0, 0.24, 0.05, 0.58, WOOD, "wood"), *[box(x - 0.06, -0.04, z, x + 0.06, 0.0, z + 0.2, WHITE) for x in (-0.12, 0.12) for z in (0.06, 0.32)],
              *[box(x - 0.008, -0.055, z + 0.02, x + 0.008, -0.042, z + 0.18, (0.85, 0.42, 0.16), "metal") for x in (-0.12, 0.12) for z in (0.06, 0.32)]]),
        item("f_hot_lamp", "衣架和射灯", "Clothes rail and spotlight", [1.2, 0.5, 1.9],
             [box(-0.55, -0.02, 1.5, 0.55, 0.02, 1.53, STEEL, "metal"), *[box(x, -0.03, 0, x + 0.03, 0.03, 1.5, STEEL, "metal") for x in (-0.56, 0.53)],
              *[box(-0.5 + 0.12 * i, -0.18, 0.45, -0.42 + 0.12 * i, 0.18, 1.46, c) for i, c in enumerate((RED, BLUE, YELLOW, GREEN, ORANGE, (0.6, 0.3, 0.6), RED, BLUE))],
              box(-0.02, -0.02, 1.6, 0.02, 0.02, 1.9, DARK), part("cone", (-0.1, -0.1, 1.5), (0.1, 0.1, 1.66), DARK), ball(0, 0, 1.5, 0.06, (1, 0.95, 0.7), "glowing")], True,
             burnable("cotton", "fast", 500, 200, 200, EASY)),
        item("f_flying_wire", "电线", "Cable", [1.5, 0.3, 2.0],
             [box(-0.45, -0.02, 0.5, -0.42, 0.01, 2.0, ORANGE), box(-0.45, -0.03, 0.48, 0.2, 0.0, 0.51, ORANGE), box(0.15, -0.1, 0.36, 0.35, 0.05, 0.5, DARK), box(0.2, -0.105, 0.44, 0.24, -0.1, 0.47, GREEN, "glowing"),
              *strip(-0.6, -0.06, 0.0, ORANGE), box(-0.5, -0.06, 0.04, -0.48, -0.04, 0.55, ORANGE), box(-0.5, -0.03, 1.96, 0.4, 0.0, 2.0, ORANGE)]),
        item("f_battery_charging", "电瓶", "Battery", [0.7, 0.45, 0.32],
             [box(-0.32, -0.1, 0, 0.0, 0.12, 0.26, (0.2, 0.22, 0.26)), box(-0.28, -0.11, 0.2, -0.04, 0.13, 0.29, DARK), box(0.1, -0.09, 0, 0.3, 0.07, 0.1, DARK), box(0.13, -0.095, 0.05, 0.16, -0.09, 0.08, RED, "glowing"),
              box(0.0, -0.02, 0.04, 0.1, 0.0, 0.06, DARK), *label("锂电池 48V", -0.16, 0.11, 0.28, 0.1, -0.104, YELLOW, RED)], False,
             burnable("wood", "ultra_fast", 300, 60, 240, HARD, fire_class="battery", reignites=True)),
        item("f_charging_point", "充电处", "Charging point", [2.2, 1.7, 1.5],
             [*[p for k in range(3) for p in [
                 tube(-0.7 + 0.7 * k, -0.5, 0.04, 0.0, 0.04, DARK), box(-0.8 + 0.7 * k, -0.75, 0.02, -0.68 + 0.7 * k, -0.3, 0.5, DARK), box(-0.8 + 0.7 * k, 0.3, 0.02, -0.68 + 0.7 * k, 0.72, 0.5, DARK),
                 box(-0.86 + 0.7 * k, -0.35, 0.32, -0.62 + 0.7 * k, 0.6, 0.7, (RED, BLUE, GREEN)[k]), box(-1.0 + 0.7 * k, -0.55, 0.95, -0.48 + 0.7 * k, -0.5, 1.0, DARK), box(-0.76 + 0.7 * k, -0.52, 0.5, -0.72 + 0.7 * k, -0.46, 1.0, DARK),
                 box(-0.74 + 0.7 * k, 0.5, 0.7, -0.72 + 0.7 * k, 0.8, 0.72, ORANGE)]],
              box(-1.1, 0.8, 0, 1.1, 0.84, 1.5, (0.85, 0.85, 0.83)), *label("电动车集中充电点", 0, 1.35, 1.6, 0.2, 0.79, YELLOW, RED), *[q for k in range(3) for q in socket(-0.74 + 0.7 * k, 0.95, 0.8)]], True),
        item("f_heater_bed", "床和取暖器", "Bed and heater", [2.0, 1.2, 0.9],
             [*mattress(-1.0, 1.0, -0.05, 0.6, 0.5), box(-0.1, -0.42, 0.04, 0.4, -0.3, 0.55, (0.85, 0.85, 0.85)), *[box(-0.06, -0.425, 0.1 + 0.1 * i, 0.36, -0.42, 0.14 + 0.1 * i, (1, 0.4, 0.1), "glowing") for i in range(4)],
              box(-0.12, -0.48, 0, 0.42, -0.24, 0.04, DARK), box(0.1, -0.2, 0.2, 0.9, 0.0, 0.46, (0.3, 0.45, 0.7))], True, burnable("cotton", "medium", 500, 200, 200, EASY)),
    ]),
    ("Flames, smoking, gas", [
        item("f_welder", "焊接作业", "Welding", [1.4, 0.9, 1.75],
             [*person(-0.4, 0.1, (0.2, 0.3, 0.5), -1, YELLOW), box(0.15, -0.35, 0, 0.65, 0.15, 0.6, ORANGE), *label("电焊机", 0.4, 0.35, 0.36, 0.14, -0.354, WHITE, RED), box(-0.3, -0.42, 0.85, -0.05, -0.38, 1.0, DARK),
              *[ball(-0.12 + 0.07 * i, -0.42, 0.75 - 0.05 * ((i * 3) % 4), 0.025, (1, 0.85, 0.3), "glowing") for i in range(5)], ball(-0.12, -0.42, 0.88, 0.05, (0.9, 0.95, 1), "glowing")], True),
        item("f_welder_shop", "焊接作业", "Welding", [1.8, 0.9, 1.75],
             [*person(-0.6, 0.1, (0.2, 0.3, 0.5), -1, YELLOW), *person(0.6, 0.2, (0.8, 0.4, 0.5)), box(-0.5, -0.42, 0.85, -0.25, -0.38, 1.0, DARK), *[ball(-0.3 + 0.07 * i, -0.42, 0.75 - 0.05 * ((i * 3) % 4), 0.025, (1, 0.85, 0.3), "glowing") for i in range(5)],
              ball(-0.3, -0.42, 0.88, 0.05, (0.9, 0.95, 1), "glowing"), box(-0.05, -0.2, 0, 0.2, 0.05, 1.1, WOOD, "wood"), *label("营业中", 0.075, 0.9, 0.24, 0.14, -0.205, RED, WHITE)], True),
        item("f_butts", "地面上的小东西", "Small things on the floor", [0.6, 0.5, 0.5],
             [*[tube(-0.2 + 0.1 * i, -0.1 + 0.09 * ((i * 2) % 3), 0.02, 0, 0.012, WHITE) for i in range(5)], *[box(-0.22 + 0.1 * i, -0.15 + 0.1 * ((i * 2) % 3), 0, -0.12 + 0.1 * i, -0.12 + 0.1 * ((i * 2) % 3), 0.03, (WHITE if i % 2 else (0.9, 0.6, 0.3))) for i in range(5)],
              ball(0.02, 0.0, 0.02, 0.02, (1, 0.4, 0.1), "glowing"), box(-0.28, 0.16, 0.1, 0.28, 0.18, 0.5, WHITE), text("禁止吸烟", -0.24, 0.2, 0.24, 0.4, 0.155, RED), box(-0.01, 0.16, 0, 0.01, 0.18, 0.1, DARK)]),
        item("f_greasy_hood", "油烟罩", "Cooker hood", [1.4, 0.8, 1.9],
             [box(-0.65, -0.3, 0, 0.65, 0.35, 0.8, STEEL, "metal"), tube(-0.3, 0, 0.16, 0.8, 0.88, DARK), tube(0.3, 0, 0.16, 0.8, 0.88, DARK), box(-0.7, -0.4, 1.45, 0.7, 0.4, 1.55, (0.45, 0.42, 0.36), "metal"), box(-0.3, -0.1, 1.55, 0.3, 0.3, 1.9, (0.5, 0.48, 0.42), "metal"),
              *[box(-0.62 + 0.17 * i, -0.405, 1.3 - 0.05 * ((i * 2) % 3), -0.56 + 0.17 * i, -0.38, 1.5, (0.32, 0.2, 0.05)) for i in range(8)], *label("上次清洗:2023-01", 0, 1.72, 0.56, 0.1, -0.104, PAPER, RED)], True),
        item("f_no_gas_alarm", "燃气管", "Gas pipe", [1.2, 0.3, 2.0],
             [box(-0.02, 0.05, 0, 0.02, 0.1, 2.0, YELLOW), box(-0.6, 0.05, 1.2, 0.6, 0.09, 1.24, YELLOW), tube(0.3, 0.03, 0.06, 1.1, 1.34, STEEL), *label("燃气表", 0.3, 1.42, 0.2, 0.08, 0.05, WHITE), box(-0.42, 0.08, 1.62, -0.2, 0.1, 1.8, (0.8, 0.78, 0.72)),
              box(-0.33, 0.06, 1.68, -0.29, 0.08, 1.74, RED), text("可燃气报警器", -0.55, 1.48, -0.1, 1.58, 0.06, RED)]),
        item("f_cracked_hose", "燃气灶", "Gas stove", [1.2, 0.6, 1.2],
             [*cylinder_gas(-0.4, 0, GREY), box(0.1, -0.2, 0, 0.6, 0.25, 0.75, STEEL, "metal"), tube(0.35, 0, 0.14, 0.75, 0.82, DARK), box(0.02, -0.26, 0.56, 0.1, -0.2, 0.62, BRASS, "metal"),
              *droop(-0.4, 0.56, 0.06, 0.59, 0.16, (0.86, 0.5, 0.16), 22, -0.27, 0.05), *[box(x - 0.006, -0.3, z - 0.032, x + 0.006, -0.24, z + 0.032, BLACK) for x, z in hung(-0.4, 0.56, 0.06, 0.59, 0.16, 22)[3:20:2]],
              *[box(x - 0.03, -0.302, z - 0.008, x + 0.03, -0.29, z + 0.008, BLACK) for x, z in hung(-0.4, 0.56, 0.06, 0.59, 0.16, 22)[5:18:6]]], True),
        item("f_lpg", "气瓶", "Gas cylinder", [0.5, 0.4, 0.7], cylinder_gas(0, 0, (0.55, 0.56, 0.58)), True, burnable("propane", "ultra_fast", 400, 200, 60, HARD, fire_class="C")),
        item("f_lpg_many", "气瓶", "Gas cylinders", [1.5, 0.8, 0.7], [q for k in range(4) for q in cylinder_gas(-0.55 + 0.37 * k, -0.2, GREY)] + [q for k in range(3) for q in cylinder_gas(-0.4 + 0.37 * k, 0.2, (0.5, 0.55, 0.5))], True),
        item("f_no_blanket", "墙上的底板", "Plate on the wall", [0.5, 0.06, 0.6], [box(-0.16, 0.0, 0, 0.16, 0.02, 0.36, (0.82, 0.8, 0.76)), box(-0.02, -0.03, 0.3, 0.02, 0.0, 0.33, DARK), *label("灭火毯", 0, 0.48, 0.4, 0.16, 0.01, RED, WHITE)]),
        item("f_candles", "桌上的摆设", "Things on the table", [0.7, 0.4, 0.36],
             [*[q for k in range(4) for q in (tube(-0.25 + 0.12 * k, 0.0, 0.022, 0, 0.14 + 0.03 * (k % 2), WHITE), ball(-0.25 + 0.12 * k, 0, 0.18 + 0.03 * (k % 2), 0.018, (1, 0.75, 0.25), "glowing"))],
              tube(0.24, 0, 0.04, 0, 0.2, RED), *label("冷焰火", 0.24, 0.1, 0.14, 0.07, -0.045, YELLOW, RED), *[ball(0.2 + 0.03 * i, 0, 0.24 + 0.03 * (i % 3), 0.012, (1, 0.9, 0.5), "glowing") for i in range(4)]]),
        item("f_lighter", "告示与台面", "Notice and ledge", [0.8, 0.4, 0.75],
             [box(-0.35, 0.1, 0.25, 0.35, 0.12, 0.72, YELLOW), text("防爆区 禁带火种", -0.33, 0.42, 0.33, 0.56, 0.095, RED), box(-0.35, -0.15, 0, 0.35, 0.15, 0.03, WOOD), box(-0.2, -0.1, 0.03, -0.12, 0.06, 0.045, BLACK), box(-0.19, -0.09, 0.045, -0.13, 0.05, 0.048, (0.3, 0.5, 0.8), "glowing"),
              box(0.08, -0.03, 0.03, 0.12, 0.0, 0.12, RED), box(0.085, -0.025, 0.12, 0.115, -0.005, 0.14, STEEL, "metal"), box(-0.02, -0.05, 0.03, 0.04, 0.02, 0.1, WHITE)]),
    ]),
    ("Building", [
        item("f_foam_panels", "墙面软包", "Wall lining", [2.0, 0.1, 1.8],
             [*[box(-1.0 + 0.5 * i + 0.01, -0.05, 0.45 * k + 0.01, -0.5 + 0.5 * i - 0.01, 0.05, 0.45 * k + 0.44, ((0.85, 0.62, 0.2), (0.75, 0.5, 0.16))[(i + k) % 2]) for i in range(4) for k in range(4)], *label("海绵软包", 0, 1.6, 0.5, 0.14, -0.055, WHITE, RED)], False,
             burnable("polyurethane", "ultra_fast", 1500, 120, 180, EASY)),
        item("f_sandwich_panel", "墙板", "Wall panel", [2.0, 0.16, 2.0],
             [box(-1.0, -0.06, 0, 1.0, -0.05, 2.0, (0.82, 0.86, 0.9), "metal"), box(-1.0, 0.05, 0, 1.0, 0.06, 2.0, (0.82, 0.86, 0.9), "metal"), box(-1.0, -0.05, 0, 1.0, 0.05, 2.0, (0.95, 0.93, 0.7)),
              *[box(-0.9 + 0.3 * i, -0.07, 0, -0.87 + 0.3 * i, -0.06, 2.0, (0.7, 0.75, 0.8)) for i in range(7)], box(0.35, -0.075, 0.9, 0.75, -0.06, 1.35, (0.98, 0.92, 0.55)), *[ball(0.42 + 0.09 * i, -0.08, 1.0 + 0.12 * (i % 3), 0.03, (1, 0.97, 0.75)) for i in range(4)],
              *label("芯材:聚苯泡沫", 0.0, 1.55, 0.8, 0.16, -0.075, YELLOW, RED)], True, burnable("polyurethane", "fast", 1500, 200, 200)),
        item("f_shop_bed", "床", "Bed", [2.0, 1.3, 1.3], [*mattress(-1.0, 1.0, -0.1, 0.6, 0.5), *[box(-0.9 + 0.45 * i, 0.45, 0.7, -0.5 + 0.45 * i, 0.62, 1.2, c) for i, c in enumerate((RED, BLUE, YELLOW, GREEN))], box(-1.0, 0.42, 0.66, 1.0, 0.64, 0.7, WOOD, "wood"),
              *label("烟酒百货", 0, 1.24, 0.6, 0.12, 0.44, YELLOW, RED)], True, burnable("cotton", "medium", 800, 240, 240)),
        item("f_lpg_bedroom", "床和气瓶", "Bed and cylinders", [2.4, 1.3, 0.9], [*mattress(-1.2, 0.4, -0.1, 0.6, 0.5), *[q for k in range(4) for q in cylinder_gas(0.62 + 0.36 * (k % 2), -0.3 + 0.45 * (k // 2), GREY)], *label("液化气站", 0.8, 0.82, 0.6, 0.14, -0.05, RED, WHITE)], True),
        item("f_child_room_sign", "房间牌", "Room sign", [1.0, 0.03, 0.7], [*sheet(["儿童活动室", "楼层:B1(地下一层)"], 1.0, 0.5, (0.98, 0.85, 0.5), (0.7, 0.1, 0.1)), ball(-0.3, 0, 0.6, 0.07, RED), ball(0, 0, 0.6, 0.07, GREEN), ball(0.3, 0, 0.6, 0.07, BLUE)]),
        item("f_shaft_goods", "管井", "Shaft", [1.2, 0.5, 1.9],
             [box(-0.55, 0.15, 0, 0.55, 0.2, 1.9, (0.2, 0.2, 0.22)), box(-0.6, -0.02, 0, -0.52, 0.2, 1.9, STEEL), box(0.52, -0.02, 0, 0.6, 0.2, 1.9, STEEL), *[tube(-0.35 + 0.14 * i, 0.1, 0.03, 0, 1.9, (RED, GREY, BLUE, GREY)[i]) for i in range(4)],
              *[dict(p, low=[p["low"][0] + 0.1, p["low"][1] - 0.02, p["low"][2]], high=[p["high"][0] + 0.1, p["high"][1] - 0.02, p["high"][2]]) for p in cartons(2, 2, 0.36, 0.3, 0.36)], *label("电缆井", 0, 1.78, 0.4, 0.12, -0.02, YELLOW)], True, BURNS),
        item("f_shed", "棚屋", "Shed", [3.0, 2.2, 2.4],
             [box(-1.5, -1.1, 0, 1.5, 1.1, 2.1, (0.55, 0.68, 0.78), "metal"), box(-1.6, -1.2, 2.1, 1.6, 1.2, 2.2, (0.75, 0.2, 0.15)), box(-0.4, -1.12, 0, 0.4, -1.1, 1.9, WOOD, "wood"), *[box(-1.4 + 0.3 * i, -1.11, 0, -1.38 + 0.3 * i, -1.1, 2.1, (0.45, 0.58, 0.68)) for i in range(10)],
              *label("临时仓库", 0.95, 1.7, 0.8, 0.24, -1.115, WHITE, RED)], True),
        item("f_car_lane", "小汽车", "Car", [4.3, 3.4, 1.4],
             [*car((0.8, 0.8, 0.82)), box(-2.1, -1.7, 0.0, 2.1, -1.55, 0.01, YELLOW), box(-2.1, 1.55, 0.0, 2.1, 1.7, 0.01, YELLOW), *[box(-2.0 + 0.6 * i, -1.5, 0.0, -1.85 + 0.6 * i, -0.95, 0.008, YELLOW) for i in range(7)],
              box(-2.14, -1.6, 0, -2.08, -1.54, 1.4, STEEL), *label("消防车通道 禁止停车", -1.3, 1.22, 1.5, 0.3, -1.56, RED, WHITE)], True),
        item("f_plywood", "隔断", "Partition", [2.2, 0.08, 2.0], [box(-1.1, -0.02, 0, 1.1, 0.02, 2.0, (0.86, 0.66, 0.4), "wood"), *[box(-1.1 + 0.73 * i - 0.03, -0.04, 0, -1.1 + 0.73 * i + 0.03, 0.04, 2.0, WOOD, "wood") for i in range(4)]], True, burnable("wood", "fast", 900, 240, 200)),
        item("f_roof_sign", "屋面门", "Roof door", [0.6, 0.12, 0.6], [*keyed(""), *label("通向屋面", 0, 0.48, 0.5, 0.18, -0.0, GREEN, WHITE)]),
        item("f_empty_aid_box", "墙上的箱子", "Box on the wall", [0.6, 0.3, 0.7],
             [box(-0.28, -0.02, 0, 0.28, 0.12, 0.5, (0.75, 0.12, 0.1)), box(-0.25, -0.025, 0.03, 0.25, -0.02, 0.47, (0.12, 0.12, 0.13)), box(-0.3, -0.14, 0, -0.27, 0.0, 0.5, (0.75, 0.12, 0.1)), *label("逃生绳", 0, 0.6, 0.5, 0.16, 0.0, GREEN, WHITE)]),
    ]),
    ("Storage", [
        item("f_stack_close", "堆垛", "Stack", [1.4, 0.9, 2.4], [*cartons(3, 6, 0.46, 0.44, 0.4, 2)], True, BURNS),
        item("f_store_bed", "床", "Bed", [2.0, 1.4, 1.5], [*mattress(-1.0, 1.0, -0.1, 0.6, 0.5), *[dict(p, low=[p["low"][0], p["low"][1] + 0.5, p["low"][2] + 0.62], high=[p["high"][0], p["high"][1] + 0.5, p["high"][2] + 0.62]) for p in cartons(4, 2, 0.48, 0.3, 0.36)],
              *label("仓库", -0.7, 1.36, 0.4, 0.16, 0.33, BLUE, WHITE)], True, burnable("cotton", "medium", 800, 240, 240)),
        item("f_open_drums", "桶", "Drums", [1.5, 0.8, 1.0], [*drum(-0.4, 0, BLUE, "易燃液体", True), *drum(0.4, 0, RED, "酒精", True), tube(0.0, -0.25, 0.14, 0, 0.004, (0.5, 0.42, 0.12)), box(-0.08, -0.34, 0, 0.08, -0.18, 0.25, WHITE), *label("强氧化剂", 0, 0.13, 0.15, 0.06, -0.345, YELLOW, RED)], True,
             burnable("propane", "ultra_fast", 900, 120, 60, EASY, fire_class="B")),
        item("f_plain_switch", "开关", "Switch", [0.9, 0.06, 0.6], [box(-0.42, 0.0, 0.26, 0.42, 0.02, 0.58, YELLOW), text("爆炸危险场所", -0.38, 0.33, 0.38, 0.5, -0.003, BLACK), *socket(-0.16, 0.1, 0.0), box(0.08, -0.015, 0.04, 0.2, 0.0, 0.16, WHITE), box(0.11, -0.03, 0.07, 0.17, -0.015, 0.13, (0.85, 0.85, 0.85)),
              box(-0.17, 0.0, 0.0, -0.15, 0.02, 0.06, DARK)]),
        item("f_dust_layer", "机器", "Machine", [1.4, 0.9, 1.1], [box(-0.6, -0.35, 0, 0.6, 0.35, 0.75, (0.3, 0.45, 0.4), "metal"), box(-0.62, -0.37, 0.75, 0.62, 0.37, 0.8, (0.85, 0.75, 0.55)), *[ball(-0.5 + 0.25 * i, -0.15 + 0.2 * (i % 2), 0.8, 0.09, (0.85, 0.75, 0.55)) for i in range(5)],
              box(-0.7, -0.45, 0, 0.7, 0.45, 0.012, (0.82, 0.72, 0.52)), tube(0.3, 0, 0.1, 0.8, 1.1, GREY, "metal"), *label("木粉尘", 0, 0.45, 0.4, 0.14, -0.354, YELLOW, RED)], True),
        item("f_paint_mixing", "桌上的罐子", "Tins on a table", [1.1, 0.6, 0.9], [box(-0.5, -0.25, 0.5, 0.5, 0.25, 0.54, WOOD, "wood"), *[box(x, y, 0, x + 0.05, y + 0.05, 0.5, WOOD, "wood") for x in (-0.48, 0.43) for y in (-0.23, 0.18)],
              *[q for k, c in enumerate((RED, BLUE, YELLOW)) for q in (tube(-0.3 + 0.3 * k, 0, 0.11, 0.54, 0.76, STEEL, "metal"), tube(-0.3 + 0.3 * k, 0, 0.1, 0.76, 0.765, c))], box(-0.02, -0.02, 0.76, 0.02, 0.02, 0.9, WOOD), *label("稀释剂", 0.3, 0.65, 0.16, 0.08, -0.116, YELLOW, RED)], True),
        item("f_ground_clamp", "罐和接地线", "Tank and earthing lead", [1.0, 0.7, 1.1], [*drum(0.1, 0.05, (0.3, 0.5, 0.35), "溶剂"), box(-0.45, -0.02, 0, -0.42, 0.02, 1.0, BRASS), box(-0.43, -0.04, 0.9, -0.3, 0.0, 0.92, GREEN), box(-0.31, -0.04, 0.3, -0.29, -0.02, 0.92, GREEN), box(-0.34, -0.06, 0.2, -0.26, 0.0, 0.3, (0.8, 0.3, 0.1)),
              *label("静电接地", -0.28, 1.03, 0.4, 0.1, -0.02, YELLOW, RED)], True),
        item("f_alcohol_drums", "桶和纸箱", "Drums and a box", [1.5, 0.8, 1.0], [*drum(-0.45, 0, BLUE, "酒精"), *[box(0.0 + 0.02, -0.3, 0.3 * k, 0.68, 0.25, 0.3 * k + 0.28, RED) for k in range(3)], *[q for k in range(3) for q in label("烟花爆竹", 0.34, 0.14 + 0.3 * k, 0.5, 0.14, -0.304, YELLOW, RED)]], True,
             burnable("propane", "ultra_fast", 1200, 120, 60, fire_class="B")),
    ]),
    ("Management", [
        *[item(f"f_binder_{key}", zh, en, [0.36, 0.3, 0.36],
               [box(-0.17, -0.02, 0, 0.17, 0.06, 0.34, colour), box(-0.15, -0.03, 0.02, 0.15, -0.02, 0.32, PAPER), *[text(line, -0.14, 0.25 - 0.06 * i, -0.14 + min(0.28, 0.04 * sum(1.0 if ord(c) > 255 else 0.55 for c in line)), 0.295 - 0.06 * i, -0.033, ink) for i, (line, ink) in enumerate(lines)]])
          for key, zh, en, colour, lines in [
              ("rules", "文件夹", "Binder", BLUE, [("消防安全制度", BLACK), ("责任人:____", RED), ("日  期:____", RED)]),
              ("patrol", "文件夹", "Binder", GREEN, [("防火巡查记录", BLACK), ("08:00 √", BLACK), ("10:00 ____", RED), ("12:00 ____", RED)]),
              ("drill", "文件夹", "Binder", ORANGE, [("消防演练记录", BLACK), ("最近一次", BLACK), ("2022-11-09", RED)]),
              ("plan", "文件夹", "Binder", RED, [("应急疏散预案", BLACK), ("编制人:____", RED), ("________", RED)]),
              ("test", "文件夹", "Binder", GREY, [("年度检测报告", BLACK), ("检测日期", BLACK), ("2021-03-15", RED)]),
          ]],
        item("f_staff_asked", "员工", "Member of staff", [1.0, 0.5, 2.3],
             [*person(0, 0, (0.85, 0.6, 0.2)), box(-0.5, -0.02, 1.8, 0.5, 0.0, 2.3, WHITE), box(-0.06, -0.015, 1.72, 0.06, -0.005, 1.8, WHITE),
              text("灭火器怎么用?", -0.46, 2.07, 0.46, 2.26, -0.024), text("没学过,不会", -0.46, 1.83, 0.46, 2.05, -0.024, RED)], True),
        item("f_no_permit", "证照栏", "Licence frames", [1.1, 0.03, 0.5], [box(-0.55, -0.008, 0, 0.55, 0.008, 0.5, WOOD, "wood"), *[box(-0.5 + 0.36 * k, -0.012, 0.06, -0.2 + 0.36 * k, -0.008, 0.44, PAPER if k < 2 else (0.45, 0.3, 0.18)) for k in range(3)],
              text("营业执照", -0.48, 0.3, -0.22, 0.38, -0.015), text("卫生许可", -0.12, 0.3, 0.14, 0.38, -0.015), text("消防许可", 0.24, 0.3, 0.5, 0.38, -0.015, YELLOW)]),
        item("f_welder_card", "焊工", "Welder", [0.9, 0.5, 1.75], [*person(0, 0, (0.25, 0.35, 0.5), -1, YELLOW), *label("焊工证 至 2019-06", 0, 1.25, 0.38, 0.12, -0.115, WHITE, RED), box(0.3, -0.2, 0, 0.45, 0.1, 0.4, ORANGE)], True),
        item("side_table", "小桌", "Side table", [0.7, 0.5, 0.72], [box(-0.35, -0.25, 0.69, 0.35, 0.25, 0.72, WOOD, "wood"), *[box(x, y, 0, x + 0.04, y + 0.04, 0.69, STEEL, "metal") for x in (-0.33, 0.29) for y in (-0.23, 0.19)]], True, burnable("wood", "medium", 200, 200, 200)),
    ]),
    ("Taken for faults", [
        item("d_loose_chain", "链条", "Chain", [0.5, 0.1, 0.7], [*[box(-0.02 + 0.012 * (k % 2), -0.03, 0.06 * k, 0.02 + 0.012 * (k % 2), 0.0, 0.06 * k + 0.045, (0.5, 0.51, 0.53), "metal") for k in range(11)], box(-0.05, -0.04, 0.0, 0.05, 0.0, 0.06, BRASS, "metal")]),
        item("d_neat_cartons", "货箱", "Cartons", [1.0, 0.5, 0.8], [*cartons(2, 2, 0.44, 0.44, 0.38), box(-0.5, -0.25, 0, 0.5, -0.22, 0.006, YELLOW), box(-0.5, 0.22, 0, 0.5, 0.25, 0.006, YELLOW), *label("临时存放区", 0, 0.6, 0.5, 0.12, -0.224, GREEN, WHITE)], True, BURNS),
        item("d_bicycle", "自行车", "Bicycle", [1.6, 0.5, 1.0],
             [*[box(x + 0.3 * cos(a) - 0.025, -0.015, 0.32 + 0.3 * sin(a) - 0.025, x + 0.3 * cos(a) + 0.025, 0.015, 0.32 + 0.3 * sin(a) + 0.025, DARK)
                for x in (-0.48, 0.48) for a in (2 * pi * k / 32 for k in range(32))],
              box(-0.45, -0.015, 0.5, 0.45, 0.015, 0.54, BLUE), box(-0.12, -0.015, 0.32, -0.08, 0.015, 0.85, BLUE), box(0.4, -0.015, 0.32, 0.44, 0.015, 0.95, BLUE), box(0.38, -0.25, 0.93, 0.46, 0.25, 0.97, DARK), box(-0.2, -0.07, 0.85, 0.0, 0.07, 0.9, DARK)], True),
        item("d_heater_off", "取暖器", "Heater", [0.7, 0.5, 0.6], [box(-0.25, -0.06, 0.04, 0.25, 0.06, 0.55, (0.85, 0.85, 0.85)), *[box(-0.21, -0.065, 0.1 + 0.1 * i, 0.21, -0.06, 0.14 + 0.1 * i, (0.4, 0.38, 0.36)) for i in range(4)], box(-0.28, -0.14, 0, 0.28, 0.14, 0.04, DARK), box(0.28, -0.2, 0.0, 0.34, -0.15, 0.03, DARK), box(0.2, -0.18, 0.0, 0.3, -0.17, 0.01, DARK)]),
        item("d_cleaning_agent", "桶", "Drum", [0.6, 0.4, 0.5], [box(-0.14, -0.14, 0, 0.14, 0.14, 0.36, WHITE), tube(0, 0, 0.04, 0.36, 0.42, BLUE), *label("中性清洁剂", 0, 0.18, 0.26, 0.1, -0.144, (0.7, 0.85, 1), BLUE)]),
    ]),
]


def thing(item, where="floor", **more):
    return Row(item=item, where=where) | more


def look(on, *things, door=None, fixture=None, hole=None, seen_from=None, seen_aside=None):
    row = Row(on=on)
    if door:
        row["door"] = Row(**door)
    if fixture:
        row["fixture"] = Row(**fixture)
    if things:
        row["things"] = list(things)
    if hole:
        row["hole"] = Row(**hole)
    if seen_from:
        row["seen_from"] = seen_from
    if seen_aside:
        row["seen_aside"] = seen_aside
    return row


def wall(item, z=1.2, **more):
    return thing(item, "wall", z=z, **more)


FAULTS = {
    "EX-01": look("exit", thing("f_padlock", "on", z=0.95), door=dict(locked=True, chained=True)),
    "EX-02": look("exit", thing("f_goods_exit", "front", off=0.05), seen_from=3.2),
    "EX-03": look("room", thing("f_goods_corridor", "wall"), seen_from=4.0, seen_aside=79),
    "EX-04": look("stair", thing("f_junk_stair", "stair"), seen_from=2.0),
    "EX-05": look("exit", door=dict(turned=True, panic_bar=False), seen_from=3.0),
    "EX-06": look("exit", door=dict(motion="shutter"), seen_from=3.0),
    "EX-07": look("door", door=dict(width=0.7), seen_from=3.0),
    "EX-08": look("room", thing("f_narrow_lockers", "wall"), seen_from=4.2, seen_aside=79),
    "EX-09": look("exit", thing("f_sill", "front"), seen_from=2.4),
    "EX-10": look("exit", thing("f_keylock_note", "on", z=1.25), door=dict(locked=True, panic_bar=False)),
    "EX-11": look("exit", thing("f_bricked_up", "front"), seen_from=3.0),
    "EX-12": look("window", thing("f_iron_bars", "on"), door=dict(barred=True), seen_from=2.6),
    "EX-13": look("window", door=dict(barred=True), seen_from=2.6),
    "EX-14": look("fire_door", door=dict(wedged=True), seen_from=2.4),
    "EX-15": look("fire_door", thing("f_closer_hanging", "on", z=1.75, side=-0.1), door=dict(closer_broken=True), seen_from=2.6),
    "EX-16": look("shutter", thing("f_stall", "front", off=-0.35), seen_from=3.0),
    "EX-17": look("fire_door", door=dict(leafless=True), seen_from=3.0),
    "EX-18": look("stair", thing("f_water_boiler", "stair"), seen_from=2.0),
    "EX-19": look("room", thing("f_lobby_store", "wall"), seen_from=2.6),
    "EX-20": look("room", thing("f_refuge_store", "wall"), seen_from=2.8),
    "EX-21": look("exit_sign", fixture=dict(lit=False), seen_from=1.4),
    "EX-22": look("exit_sign", fixture=dict(arrow_turned=True), seen_from=1.4),
    "EX-23": look("exit_sign", thing("f_banner", "on", z=-0.36, off=0.05), fixture=dict(covered=True), seen_from=1.8),
    "EX-24": look("exit_sign", fixture=dict(missing=True, lit=False), seen_from=1.4),
    "EX-25": look("emergency_light", fixture=dict(works=False), seen_from=1.3),
    "EX-26": look("emergency_light", thing("f_lux_meter", "on", side=0.35, z=-0.55), seen_from=1.3),
    "EX-27": look("evacuation_plan", fixture=dict(missing=True), seen_from=1.6),
    "EX-28": look("room", thing("e_bike", "wall"), seen_from=2.6),
    "EQ-01": look("extinguisher", thing("f_empty_hook", "on", z=-0.1, off=-0.05), fixture=dict(missing=True), seen_from=1.4),
    "EQ-02": look("extinguisher", fixture=dict(gauge="red"), seen_from=0.6),
    "EQ-03": look("extinguisher", fixture=dict(made="2009-03"), seen_from=0.45),
    "EQ-04": look("extinguisher", thing("f_boxes_round", "front", off=0.1), seen_from=2.4),
    "EQ-05": look("extinguisher", fixture=dict(agent="water"), seen_from=0.9),
    "EQ-06": look("extinguisher", fixture=dict(locked_in=True), seen_from=1.3),
    "EQ-07": look("extinguisher", fixture=dict(corroded=True, seal=False, hose_sound=False), seen_from=0.8),
    "EQ-08": look("extinguisher", fixture=dict(checked=False), seen_from=0.5),
    "EQ-09": look("extinguisher", thing("f_cold_thermometer", "on", side=0.35, z=-0.1), seen_from=1.4),
    "EQ-10": look("extinguisher", fixture=dict(z=1.95), seen_from=3.2),
    "EQ-11": look("hydrant_cabinet", thing("f_shelf_before", "front", off=0.1), seen_from=2.6),
    "EQ-12": look("hydrant_cabinet", fixture=dict(missing=True), seen_from=1.6),
    "EQ-13": look("hydrant_cabinet", fixture=dict(works=False), seen_from=1.2),
    "EQ-14": look("yard", thing("f_outdoor_hydrant_car", "yard"), seen_from=6.0),
    "EQ-15": look("room", wall("f_no_alarm_plate"), seen_from=1.6),
    "EQ-16": look("detector", thing("f_red_cap", "on", z=-0.1, off=-0.11), fixture=dict(capped=True), seen_from=1.0),
    "EQ-17": look("call_point", fixture=dict(works=False), seen_from=0.7),
    "EQ-18": look("alarm_panel", fixture=dict(works=False), seen_from=1.0),
    "EQ-19": look("room", thing("f_empty_chair", "wall"), seen_from=2.6),
    "EQ-20": look("room", wall("f_no_certificate"), seen_from=1.4),
    "EQ-21": look("sprinkler", thing("f_lantern", "on", z=-0.66, off=-0.2), fixture=dict(obstructed=True), seen_from=1.8),
    "EQ-22": look("room", wall("f_valve_shut", 0), seen_from=2.0),
    "EQ-23": look("smoke_vent", fixture=dict(works=False), seen_from=1.8),
    "EQ-24": look("room", wall("f_pump_panel", 0), seen_from=2.0),
    "EQ-25": look("sounder", fixture=dict(works=False), seen_from=0.9),
    "EQ-26": look("detector", fixture=dict(missing=True, dead=True), seen_from=1.0),
    "EL-01": look("room", wall("f_loose_wires", 0.4), seen_from=2.0),
    "EL-02": look("room", wall("f_strips", 0), seen_from=1.5),
    "EL-03": look("room", thing("f_cable_ceiling", "ceiling"), seen_from=2.4),
    "EL-04": look("room", thing("f_dorm_heater", "table"), seen_from=1.3),
    "EL-05": look("room", wall("f_board_cartons", 0), seen_from=2.4),
    "EL-06": look("room", wall("f_wire_fuse", 1.1), seen_from=1.2),
    "EL-07": look("room", wall("f_hot_lamp", 0), seen_from=2.4),
    "EL-08": look("window", thing("f_flying_wire", "front", z=0.0), seen_from=2.6),
    "EL-09": look("room", wall("f_battery_charging", 0), seen_from=1.6),
    "EL-10": look("room", thing("f_charging_point", "floor"), seen_from=3.4),
    "EL-11": look("room", wall("f_heater_bed", 0), seen_from=2.6),
    "FS-01": look("room", thing("f_welder", "floor"), seen_from=2.6),
    "FS-02": look("room", thing("f_welder_shop", "floor"), seen_from=2.8),
    "FS-03": look("room", thing("f_butts", "wall"), seen_from=1.4),
    "FS-04": look("room", wall("f_greasy_hood", 0), seen_from=2.4),
    "FS-05": look("room", wall("f_no_gas_alarm", 0), seen_from=2.2),
    "FS-06": look("room", wall("f_cracked_hose", 0), seen_from=1.4),
    "FS-07": look("room", wall("f_lpg", 0), seen_from=1.6),
    "FS-08": look("room", wall("f_lpg_many", 0), seen_from=2.2),
    "FS-09": look("room", wall("f_no_blanket", 1.2), seen_from=1.3),
    "FS-10": look("room", thing("f_candles", "table"), seen_from=1.3),
    "FS-11": look("room", thing("f_lighter", "table"), seen_from=1.3),
    "BD-01": look("room", wall("f_foam_panels", 0.1), seen_from=2.8),
    "BD-02": look("room", wall("f_sandwich_panel", 0), seen_from=2.8),
    "BD-03": look("room", wall("f_shop_bed", 0), seen_from=2.6),
    "BD-04": look("room", wall("f_lpg_bedroom", 0), seen_from=2.8),
    "BD-05": look("room", wall("f_child_room_sign"), seen_from=1.6),
    "BD-06": look("room", hole=dict(width=0.7, height=0.5, sill=1.7), seen_from=2.4),
    "BD-07": look("room", wall("f_shaft_goods", 0), seen_from=2.4),
    "BD-08": look("yard", thing("f_shed", "yard", side=3.0), seen_from=6.0),
    "BD-09": look("yard", thing("f_car_lane", "yard"), seen_from=6.0),
    "BD-10": look("room", wall("f_plywood", 0, off=0.5), seen_from=2.8),
    "BD-11": look("door", thing("f_roof_sign", "on", z=0.95), door=dict(locked=True)),
    "BD-12": look("room", wall("f_empty_aid_box", 0.9), seen_from=1.4),
    "ST-01": look("room", wall("f_stack_close", 0), seen_from=2.8),
    "ST-02": look("room", wall("f_store_bed", 0), seen_from=2.6),
    "ST-03": look("room", wall("f_open_drums", 0), seen_from=2.2),
    "ST-04": look("room", wall("f_plain_switch", 1.1), seen_from=1.4),
    "ST-05": look("room", wall("f_dust_layer", 0), seen_from=2.2),
    "ST-06": look("room", wall("f_paint_mixing", 0), seen_from=1.8),
    "ST-07": look("room", wall("f_ground_clamp", 0), seen_from=1.9),
    "ST-08": look("room", wall("f_alcohol_drums", 0), seen_from=2.2),
    "MG-01": look("room", thing("f_binder_rules", "table"), seen_from=0.9),
    "MG-02": look("room", thing("f_binder_patrol", "table"), seen_from=0.9),
    "MG-03": look("room", thing("f_staff_asked", "floor"), seen_from=2.4),
    "MG-04": look("room", thing("f_binder_drill", "table"), seen_from=0.9),
    "MG-05": look("room", thing("f_binder_plan", "table"), seen_from=0.9),
    "MG-06": look("room", thing("f_binder_test", "table"), seen_from=0.9),
    "MG-07": look("room", wall("f_no_permit"), seen_from=1.4),
    "MG-08": look("room", thing("f_welder_card", "floor"), seen_from=1.8),
}

DECOYS = [
    Row(id="DC-01", zh="看似链条锁门,实为推杆锁可开", en="Looks chained, opens by its panic bar", taken_for="EX-01", confirm="push",
        appearance=look("exit", thing("d_loose_chain", "on", z=0.4, side=0.25), door=dict(locked=True, panic_bar=True))),
    Row(id="DC-02", zh="货箱在划线存放区内,未占通道", en="Cartons in their marked place", taken_for="EX-03", confirm="measure",
        appearance=look("room", thing("d_neat_cartons", "wall"), seen_from=2.4)),
    Row(id="DC-03", zh="普通自行车,不充电", en="Plain bicycle", taken_for="EX-28", confirm="look", appearance=look("room", thing("d_bicycle", "wall"), seen_from=2.4)),
    Row(id="DC-04", zh="灭火器日期较早,仍在年限内", en="Extinguisher made long ago, still within its life", taken_for="EQ-03", confirm="read",
        appearance=look("extinguisher", fixture=dict(made="2018-06"), seen_from=0.45)),
    Row(id="DC-05", zh="取暖器已拔插头", en="Heater, unplugged", taken_for="EL-11", confirm="look", appearance=look("room", thing("d_heater_off", "wall"), seen_from=1.6)),
    Row(id="DC-06", zh="中性清洁剂,不易燃", en="Cleaning agent that does not burn", taken_for="ST-08", confirm="read", appearance=look("room", thing("d_cleaning_agent", "wall"), seen_from=1.3)),
]

# Uses of rooms in which a fault occurs; those not named occur in any.
ROOMS = {
    ("EX-03", "EX-08", "EX-28"): ["corridor", "hall", "lobby"],
    ("EX-19", "EX-20"): ["lobby", "refuge"],
    ("EQ-15", "EQ-19", "EQ-20", "EQ-22", "EQ-24"): ["office", "duty", "control_room", "plant"],
    ("EL-04",): ["dormitory", "unit", "classroom", "office"],
    ("EL-09", "EL-11"): ["unit", "dormitory", "office"],
    ("EL-10",): ["hall", "lobby", "store"],
    ("EL-05", "EL-06"): ["corridor", "hall", "store", "plant"],
    ("EL-07",): ["sales", "store", "shop"],
    ("FS-01", "FS-02", "MG-08"): ["sales", "hall", "store", "workshop"],
    ("FS-04", "FS-05", "FS-06", "FS-08", "FS-09"): ["kitchen"],
    ("FS-07",): ["kitchen", "unit", "shop"],
    ("FS-10", "BD-03"): ["sales", "shop", "hall"],
    ("FS-11", "ST-02", "ST-03", "ST-04", "ST-05", "ST-06", "ST-07"): ["store", "workshop"],
    ("ST-01",): ["store"],
    ("ST-08",): ["store", "sales", "shop", "laboratory"],
    ("BD-11",): ["roof"],  # a door to the roof has to be named by hand
    ("BD-04",): ["shop", "store"],
    ("BD-07",): ["corridor", "store", "plant"],
    ("BD-10",): ["unit", "corridor"],
    ("BD-12",): ["corridor", "unit"],
    ("MG-01", "MG-02", "MG-04", "MG-05", "MG-06", "MG-07", "MG-03"): ["office", "hall", "sales", "duty", "shop"],
}
for codes, uses in ROOMS.items():
    for code in codes:
        FAULTS[code]["rooms"] = uses
