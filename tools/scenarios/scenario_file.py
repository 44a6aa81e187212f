"""Writing scenario and catalogue files that a person can read: JSON with comments, one entity per
line, sections with headings. Knows the form of the file, not what stands in it."""
import json
import math

Row = dict  # an entity that stands on one line


def L(zh, en):
    return {"zh": zh, "en": en}


def number(value):
    """Metres to the millimetre, without trailing zeros."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = round(value, 4)
        if value == int(value):
            value = int(value)
    return json.dumps(value)


def compact(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)}: {compact(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(compact(v) for v in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return number(value)


def write_catalogue(file, key, head, sections):
    lines = [f"// {line}" for line in head] + ["{", f'  "{key}": [']
    count = sum(len(rows) for _, rows in sections)
    done = 0
    for title, rows in sections:
        lines.append(f"    // ---- {title}")
        for comment, row in rows:
            done += 1
            if comment:
                lines.append(f"    // {comment}")
            lines.append("    " + compact(row) + ("," if done < count else ""))
    lines += ["  ]", "}", ""]
    file.write_text("\n".join(lines), encoding="utf-8")


class Comment(str):
    """A heading between entities of one array."""


def array(rows, indent):
    if not rows:
        return "[]"
    pad = " " * indent
    lines = ["["]
    last = max((i for i, row in enumerate(rows) if not isinstance(row, Comment)), default=-1)
    for i, row in enumerate(rows):
        if isinstance(row, Comment):
            lines.append(f"{pad}  // {row}")
        else:
            lines.append(pad + "  " + compact(row) + ("," if i < last else ""))
    lines.append(pad + "]")
    return "\n".join(lines)


def block(members, indent):
    """An object whose members stand on lines of their own; lists of objects get a line per element."""
    pad = " " * indent
    parts = []
    for key, value in members.items():
        if isinstance(value, list) and value and isinstance(value[0], (dict, Comment)):
            text = array(value, indent + 2)
        elif isinstance(value, dict) and key == "drill":
            text = block(value, indent + 2)
        else:
            text = compact(value)
        parts.append(f"{pad}  {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n" + pad + "}"


def write_scenario(file, head, scenario):
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"// {line}\n" for line in head) + block(scenario, 0) + "\n"
    file.write_text(text, encoding="utf-8")


def write_trainee(file, head, name, actions):
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"// {line}\n" for line in head) + block({"name": name, "actions": actions}, 0) + "\n"
    file.write_text(text, encoding="utf-8")


# ------------------------------------------------------------------------------------- geometry

def rectangle(x0, y0, x1, y1):
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]]


def heading(source, target):
    """Degrees counter-clockwise from +x in which `target` is seen from `source`."""
    return round(math.degrees(math.atan2(target[1] - source[1], target[0] - source[0])), 1)


def pitch(source, source_z, target, target_z):
    flat = math.hypot(target[0] - source[0], target[1] - source[1])
    return round(math.degrees(math.atan2(target_z - source_z, flat)), 1)


def look(id, storey, at, z, target, target_z, **more):
    """A camera at `at` that looks at `target`; heights above the storey's floor."""
    return Row(id=id, storey=storey, at=at, z=z, heading=heading(at, target), pitch=pitch(at, z, target, target_z), **more)


def arrow_towards(facing, direction):
    """The arrow on a sign that looks into `facing` and sends people into `direction` [degrees]."""
    # Who reads it looks into facing + 180; his left hand points to facing + 270.
    turn = (direction - (facing + 270)) % 360
    return "left" if turn < 45 or turn > 315 else "right"
