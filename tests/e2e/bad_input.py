#!/usr/bin/env python3
"""Bad input gives one clear message with the place and what to do, the exit code of the contract, and loses
nothing."""
import json
import os
import pathlib
import sqlite3
import shutil
import subprocess
import sys

from program import PROGRAM, ROOT, Claims, run, scratch

GOOD = ROOT / "tests" / "data" / "scenarios" / "two_rooms.json"
claims = Claims()


def one_message(process, code, *wanted):
    """Exit code, one line on standard error, holding what is wanted; nobody sees an abort or a stack."""
    lines = [line for line in process.stderr.splitlines() if line.strip()]
    return (process.returncode == code and len(lines) >= 1 and all(any(w in line for line in lines) for w in wanted)
            and "terminate called" not in process.stderr)


def claim(text, process, code, *wanted):
    claims.that(one_message(process, code, *wanted), text, f"exit {process.returncode}: {process.stderr.strip()[:500]}")


with scratch() as folder:
    folder = pathlib.Path(folder)
    text = GOOD.read_text(encoding="utf-8")

    def variant(name, old, new):
        assert old in text, f"{old!r} is no longer in {GOOD}"
        path = folder / f"{name}.json"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    process = run("simulate", folder / "nowhere.json", "--until", "1")
    claim("a missing file is exit 3 and named", process, 3, "nowhere.json")

    broken = folder / "broken.json"
    broken.write_text('{\n  "id": "x",\n  "storeys": [\n', encoding="utf-8")
    claim("broken JSON is named with its line", run("simulate", broken, "--until", "1"), 3, "broken.json:")

    unknown = folder / "unknown.json"
    unknown.write_text(text.replace('"storeys"', '"storyes"', 1), encoding="utf-8")
    claim("an unknown key is named with place and the likely meaning", run("check", unknown, "--lang", "en"), 1, "storyes", "unknown.json:")

    door = variant("door", '"at": [5, 2.5], "width": 0.9', '"at": [5.3, 2.5], "width": 0.9')
    claim("a door in no wall is named with its place", run("check", door, "--lang", "en"), 1, "door.json:", "door_office")
    claim("and a run of it is refused", run("simulate", door, "--until", "1"), 3, "door.json:", "door_office")
    open_room = variant("room", '"points": [[0, 0], [9, 0], [9, 5], [0, 5], [0, 0]]', '"points": [[0, 0], [9, 0], [9, 5], [0, 5], [0, 1]]')
    claim("a room that is not closed is named with its place", run("check", open_room, "--lang", "en"), 1, "room.json:", "not closed")
    burner = variant("burner", '"furnishings": [', '"burners": [{"id": "gas", "storey": "g", "at": [5, 2], "fuel": "methane",'
                     ' "hrr": {"constant_kw": 62.9}}],\n  "furnishings": [')
    claim("a burner in a wall is named with its place", run("check", burner, "--lang", "en"), 1, "burner.json:", "reaches into wall")
    cut_off = variant("cut_off", '    {"id": "partition"', '    {"id": "across", "storey": "g", "points": [[8, 0], [8, 5]],'
                      ' "thickness": 0.1, "material": "gypsum"},\n    {"id": "partition"')
    claim("an exit nobody can reach is named with its place", run("check", cut_off, "--lang", "en"), 1, "cut_off.json:", "nobody can reach")

    claim("a database that is no database is exit 3 and left as it was",
          run("session", "list", "--db", GOOD), 3, "two_rooms.json")
    claims.that(GOOD.read_text(encoding="utf-8") == text, "the file that was no database is unchanged")

    newer = folder / "newer.db"
    run("session", "list", "--db", newer)
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()
    claim("a database of a newer version is refused", run("session", "list", "--db", newer), 3, "newer.db", "999")

    claim("an unknown command is a usage error", run("fly"), 2)
    claim("an option out of range is a usage error", run("simulate", GOOD, "--until", "1", "--cell", "7"), 2, "--cell")
    claim("a picture without a camera says so", run("picture", GOOD, "-o", folder / "x.png"), 2, "--camera")
    claim("an unknown camera is named", run("picture", GOOD, "--camera", "nobody", "-o", folder / "x.png"), 3, "nobody")
    claim("an unwritable summary is noticed before the work", run("simulate", GOOD, "--until", "100000", "--summary", "/nonexistent/s.json"), 3, "/nonexistent/s.json")
    claim("a full disk is named", run("simulate", GOOD, "--until", "1", "--devices", "/dev/full"), 3, "/dev/full")
    claim("no display is said with advice", run(), 3, "--headless")
    claim("no OpenGL is said with advice",
          run("picture", GOOD, "--camera", "outside", "-o", folder / "x.png", env={"__EGL_VENDOR_LIBRARY_FILENAMES": "/nonexistent.json"}), 3, "OpenGL")
    damaged = folder / "damaged.replay"
    damaged.write_bytes(b"FDREPLAY" + b"\x00" * 40)
    claim("a damaged replay is named", run("replay", damaged, "--verify"), 3, "damaged.replay")
    claim("a script that is missing is named", run("drill", GOOD, "--headless", "--script", folder / "none.json", "--db", folder / "a.db"), 3, "none.json")

    # A full disk while the drill runs: a file system with too little room.
    small = folder / "small"
    small.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount") and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", small], capture_output=True).returncode == 0
    if mounted:
        try:
            process = run("drill", GOOD, "--headless", "--db", small / "full.db", "--cell", "0.25", cwd=folder)
            claim("a disk that fills while a drill runs is named", process, 3, "full.db")
            rescued = list(folder.glob("firedrill-rescue-*.replay"))
            began = "record" in process.stdout
            claims.that(bool(rescued) or not began, "the drill that could not be recorded is saved beside", str(rescued))
            if rescued:
                claims.that(run("replay", rescued[0], "--verify").returncode == 0, "and what was saved verifies")
        finally:
            subprocess.run(["umount", small], check=False)

claims.end()
