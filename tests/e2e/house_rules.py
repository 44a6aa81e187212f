#!/usr/bin/env python3
"""House rules that the compiler cannot see: who may include whom, which libraries stay in which room,
that headers say what they are, and that every text exists in Chinese and English."""
import json
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ROOMS = ["base", "building", "fire", "crowd", "drill", "record", "view", "app"]
# Rooms a room may include from besides itself; view and record do not know each other.
ALLOWED = {room: set(ROOMS[: i + 1]) for i, room in enumerate(ROOMS)}
ALLOWED["view"].discard("record")
# Library header -> rooms that may include it.
ONLY_IN = {
    r"^(glad/|GL/|EGL/)": {"view", "app"},
    r"^(imgui|GLFW/)": {"view", "app"},
    r"^(AL/|CLI/|spdlog/)": {"app"},
    r"^sqlite3": {"record"},
    r"^(zstd)": {"record"},
    r"^geos": {"record"},
    r"^(bullet/|btBullet|BulletCollision|BulletDynamics|LinearMath)": {"drill"},
    r"^assimp/": {"view", "building"},
    r"^xlsxwriter": {"record"},
    r"^mpi\.h": set(),  # sim/mpi.cpp alone, outside the rooms
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')

faults = []


def fault(path, line, what):
    faults.append(f"{path.relative_to(ROOT)}:{line}: {what}")


for path in sorted((ROOT / "sim").rglob("*.[ch]pp")):
    relative = path.relative_to(ROOT / "sim")
    if len(relative.parts) < 2:
        continue
    room = relative.parts[0]
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        quoted, name = match.group(1) == '"', match.group(2)
        if name.startswith(".."):
            fault(path, number, f"includes {name} by a relative path: write room/file.hpp")
        first = name.split("/")[0]
        if quoted and first in ROOMS and first not in ALLOWED[room]:
            fault(path, number, f"{room} may not include {name}")
        for pattern, rooms in ONLY_IN.items():
            if not quoted and re.match(pattern, name) and room not in rooms:
                fault(path, number, f"{room} may not include <{name}>")
        if path.suffix == ".hpp" and "nlohmann/json.hpp" in name:
            fault(path, number, "json.hpp belongs in .cpp files (it costs seconds per include)")
    if path.suffix == ".hpp":
        if not lines[0].startswith("// "):
            fault(path, 1, "a header opens with what it is")
        if "#pragma once" not in lines:
            fault(path, 1, "no #pragma once")
    if len(lines) > 900:
        fault(path, 1, f"{len(lines)} lines: look for the second idea in there")

# A semicolon in a test's name splits it in two for ctest, and neither half is ever run.
for path in sorted((ROOT / "tests").rglob("*.cpp")):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if re.search(r'TEST_CASE\("[^"]*;', line):
            fault(path, number, "no semicolon in the name of a test")

for path in sorted((ROOT / "assets" / "texts").glob("*.json")):
    for key, text in json.loads(path.read_text(encoding="utf-8")).items():
        for language in ("zh", "en"):
            if not text.get(language, "").strip():
                fault(path, 1, f"{key} lacks {language}")

formatter = shutil.which("clang-format")
if formatter:
    sources = [str(p) for folder in ("sim", "tests") for p in sorted((ROOT / folder).rglob("*.[ch]pp"))]
    checked = subprocess.run([formatter, "--dry-run", "-Werror", *sources], capture_output=True, text=True, cwd=ROOT)
    for line in checked.stderr.splitlines():
        if ": error:" in line:
            faults.append(line.replace(str(ROOT) + "/", "") + " (run clang-format -i)")

for line in faults:
    print(line)
print(f"house rules: {len(faults)} faults")
sys.exit(1 if faults else 0)
