#!/usr/bin/env python3
"""Trajectory files as JuPedSim and PedPy read them. The readers here are written after the two projects' documented
formats, not with our own code: a text file has a header with the word framerate and a unit, then five columns; a
database of version 2 has trajectory_data, metadata, geometry and frame_data. Each file's geometry is one valid polygon
that contains every position in it. And text and database say the same."""
import json
import pathlib
import re
import sqlite3
import sys

from shapely import wkt
from shapely.geometry import Point
from shapely.prepared import prep
from shapely.validation import explain_validity

from program import ROOT, Claims, run, scratch

TOLERANCE_M = 0.002  # corners of the geometry are rounded to millimetres
claims = Claims()


def read_text(file):
    """Frame rate, unit and rows (id, frame, x, y, z) of a trajectory in text."""
    rate, unit, rows = None, None, []
    for line in file.read_text(encoding="utf-8-sig").splitlines():
        if line.startswith("#"):
            if "framerate" in line and rate is None:
                rate = float(re.search(r"[\d.]+", line.split(":")[1]).group())
            if "in m" in line.lower() or "x/m" in line.lower():
                unit = "m"
        elif line.strip():
            columns = line.split()
            rows.append((int(columns[0]), int(columns[1]), *map(float, columns[2:5])))
    return rate, unit, rows


def read_database(file):
    with sqlite3.connect(file) as db:
        meta = dict(db.execute("select key, value from metadata"))
        rows = db.execute("select id, frame, pos_x, pos_y, ori_x, ori_y from trajectory_data").fetchall()
        geometry = [wkt.loads(text) for (text,) in db.execute("select wkt from geometry")]
        hashes = {hash_ for (hash_,) in db.execute("select hash from geometry")}
        frames = db.execute("select frame, geometry_hash from frame_data order by frame").fetchall()
    return meta, rows, geometry, hashes, frames


def outside(area, rows):
    """Positions that do not lie in the area, and the farthest distance [m]."""
    roomy = prep(area.buffer(TOLERANCE_M))
    away = [area.distance(p) for p in (Point(row[2], row[3]) for row in rows) if not roomy.contains(p)]
    return len(away), max(away, default=0.0)


with scratch() as folder:
    folder = pathlib.Path(folder)
    for name in sys.argv[1:] or ["school", "supermarket", "rental_block"]:
        # The alarm sounds at once, so that everybody walks: over floors, stairs, thresholds and the yard.
        scenario = folder / f"{name}.json"
        text = (ROOT / "scenarios" / name / "scenario.json").read_text(encoding="utf-8")
        scenario.write_text(re.sub(r'"injects": \[', r'"injects": [{"id": "alarm_at_once", "when": {"at_s": 0.5}, "what": "alarm"},',
                                   text, count=1), encoding="utf-8")
        common = ["simulate", scenario, "--until", 100, "--no-fire", "--cell", "0.4"]
        text = run(*common, "--trajectories", folder / f"{name}.txt", "--geometry", folder / f"{name}.wkt")
        claims.that(text.returncode == 0, f"{name}: writes text", text.stderr[-800:])
        database = run(*common, "--trajectories", folder / f"{name}.sqlite")
        claims.that(database.returncode == 0, f"{name}: writes a database", database.stderr[-800:])
        files = sorted(folder.glob(f"{name}*.txt"))
        claims.that(len(files) >= 1, f"{name}: there are files", [f.name for f in files])
        people_in_frame_0 = 0
        walked_m = 0
        for file in files:
            rate, unit, rows = read_text(file)
            claims.that(rate == 10 and unit == "m", f"{file.name}: ten frames a second, in metres", (rate, unit))
            area = wkt.loads(file.with_suffix(".wkt").read_text())
            claims.that(area.geom_type == "Polygon" and area.is_valid, f"{file.name}: its geometry is one valid polygon",
                        explain_validity(area))
            number, farthest = outside(area, rows)
            claims.that(number == 0, f"{file.name}: all {len(rows)} positions lie in {area.area:.0f} m2 of walkable area",
                        f"{number} do not, up to {farthest:.3f} m")
            last = {}
            for who, frame, x, y, _ in rows:
                if last.get(who, (0,))[0] == frame - 1:
                    walked_m += ((x - last[who][1]) ** 2 + (y - last[who][2]) ** 2) ** 0.5
                last[who] = (frame, x, y)
            people_in_frame_0 += sum(row[1] == 0 for row in rows)
            claims.that(len({(row[0], row[1]) for row in rows}) == len(rows), f"{file.name}: nobody is twice in a frame")
            meta, db_rows, geometry, hashes, frames = read_database(file.with_suffix(".sqlite"))
            claims.that(meta["version"] == "2" and float(meta["fps"]) == 10, f"{file.stem}.sqlite: version 2, its frame rate", meta)
            claims.that(len(geometry) == 1 and geometry[0].equals(area), f"{file.stem}.sqlite: the same geometry")
            claims.that([f[0] for f in frames] == list(range(1001)) and {f[1] for f in frames} == hashes,
                        f"{file.stem}.sqlite: 1001 frames, each with the geometry's hash", (len(frames), frames[:2], hashes))
            claims.that(max(abs(ox * ox + oy * oy - 1) for *_, ox, oy in db_rows) < 1e-9, f"{file.stem}.sqlite: orientations are unit vectors")
            bounds = [float(meta[key]) for key in ("xmin", "ymin", "xmax", "ymax")]
            claims.that(bounds == [min(r[2] for r in db_rows), min(r[3] for r in db_rows), max(r[2] for r in db_rows),
                                   max(r[3] for r in db_rows)], f"{file.stem}.sqlite: bounds of the positions", bounds)
            same = len(rows) == len(db_rows) and all(
                a[:2] == b[:2] and abs(a[2] - b[2]) < 1e-4 and abs(a[3] - b[3]) < 1e-4
                for a, b in zip(sorted(rows), sorted(db_rows)))
            claims.that(same, f"{file.stem}: text and database hold the same {len(rows)} positions")
        summary = json.loads(text.stdout)
        claims.that(people_in_frame_0 == summary["occupants_total"], f"{name}: the first frame has all {people_in_frame_0} occupants")
        claims.that(walked_m > 5 * summary["occupants_total"], f"{name}: they walked {walked_m:.0f} m together")
        claims.that(json.loads(database.stdout)["hash"] == summary["hash"], f"{name}: writing changes no result")
    one = run("simulate", ROOT / "scenarios/school", "--until", 1, "--no-fire", "--cell", "0.4", "--storey", "nowhere",
              "--trajectories", folder / "one.txt")
    claims.that(one.returncode == 2 and "nowhere" in one.stderr, "a storey that does not exist is named", one.stderr)
    odd = run("simulate", ROOT / "scenarios/school", "--until", 1, "--no-fire", "--cell", "0.4", "--fps", 7, "--trajectories", folder / "one.txt")
    claims.that(odd.returncode == 2 and "--fps" in odd.stderr, "frames that fall between ticks are refused", odd.stderr)
    csv = run("simulate", ROOT / "scenarios/school", "--until", 1, "--no-fire", "--cell", "0.4", "--trajectories", folder / "one.csv")
    claims.that(csv.returncode == 2 and "one.csv" in csv.stderr, "an ending that names no format is refused", csv.stderr)
    gone = run("simulate", ROOT / "scenarios/school", "--until", 1, "--no-fire", "--cell", "0.4", "--trajectories", folder / "none" / "one.txt")
    claims.that(gone.returncode == 3 and "none/one" in gone.stderr, "a folder that does not exist is named", gone.stderr)
claims.end()
