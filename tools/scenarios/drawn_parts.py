"""Drawn things made of parts (`parts` of an item): boxes, cylinders and lettering in metres, foot at z = 0, front
towards -y."""
from scenario_file import L, Row

RED, DARK, WHITE, STEEL = (0.78, 0.12, 0.1), (0.14, 0.15, 0.17), (0.95, 0.95, 0.93), (0.62, 0.64, 0.67)
WOOD, CARTON, YELLOW, GREEN = (0.66, 0.47, 0.3), (0.74, 0.58, 0.4), (0.95, 0.78, 0.15), (0.1, 0.55, 0.28)
BLUE, ORANGE, PAPER, BRASS = (0.16, 0.36, 0.68), (0.92, 0.48, 0.12), (0.97, 0.96, 0.9), (0.85, 0.68, 0.2)
BLACK, RUST, GREY, SKIN = (0.05, 0.05, 0.05), (0.5, 0.26, 0.12), (0.5, 0.51, 0.53), (0.87, 0.67, 0.53)


def part(shape, low, high, colour, surface="", text=""):
    row = Row(shape=shape, low=[round(v, 4) for v in low], high=[round(v, 4) for v in high], colour=list(colour))
    if surface:
        row["surface"] = surface
    if text:
        row["text"] = text
    return row


def box(x0, y0, z0, x1, y1, z1, colour, surface=""):
    return part("box", (x0, y0, z0), (x1, y1, z1), colour, surface)


def tube(x, y, r, z0, z1, colour, surface=""):
    return part("cylinder", (x - r, y - r, z0), (x + r, y + r, z1), colour, surface)


def cone(x, y, r, z0, z1, colour):
    return part("cone", (x - r, y - r, z0), (x + r, y + r, z1), colour)


def ball(x, y, z, r, colour, surface=""):
    return part("ball", (x - r, y - r, z - r), (x + r, y + r, z + r), colour, surface)


def text(words, x0, z0, x1, z1, y, colour=BLACK):
    """Lettering on the plane y, just before whatever is there."""
    return part("text", (x0, y, z0), (x1, y, z1), colour, "", words)


def label(words, x, z, w, h, y, back=PAPER, ink=BLACK):
    """A plate with lettering, its middle at x and z, on the plane y."""
    return [box(x - w / 2, y - 0.004, z - h / 2, x + w / 2, y, z + h / 2, back),
            text(words, x - 0.46 * w, z - 0.4 * h, x + 0.46 * w, z + 0.4 * h, y - 0.007, ink)]


def sheet(lines, w, h, back=PAPER, ink=BLACK, depth=0.012):
    """A sheet on a wall with lines of text; an empty line leaves a gap."""
    parts = [box(-w / 2, -depth / 2, 0, w / 2, depth / 2, h, back)]
    step = h / (len(lines) + 0.6)
    for i, line in enumerate(lines):
        top = h - 0.3 * step - i * step
        if not line:
            continue
        width = min(0.9 * w, step * 0.62 * sum(1.0 if ord(c) > 255 else 0.55 for c in line))
        parts.append(text(line, -width / 2, top - 0.8 * step, width / 2, top - 0.08 * step, -depth / 2 - 0.003, ink))
    return parts


def item(id, zh, en, size, parts, walk=False, burns=None):
    row = Row(id=id, name=L(zh, en), size=list(size), parts=parts)
    if not walk:
        row["blocks_walking"] = False
    if burns:
        row["burnable"] = burns
    return row
