#!/usr/bin/env python3
"""A killed process loses no finished drill and at most the last second of the running one."""
import os
import pathlib
import signal
import sqlite3
import subprocess
import time

from program import PROGRAM, ROOT, Claims, run, scratch, summary

SCENARIO = ROOT / "tests" / "data" / "scenarios" / "two_rooms.json"
claims = Claims()
with scratch() as folder:
    folder = pathlib.Path(folder)
    database = folder / "records.db"
    finished = run("drill", SCENARIO, "--headless", "--seed", 3, "--db", database, "--cell", "0.25")
    claims.that(finished.returncode == 0, "a first drill finishes", finished.stderr)
    hashes = folder / "hashes"
    process = subprocess.Popen([PROGRAM, "drill", str(SCENARIO), "--headless", "--seed", "4", "--db", str(database), "--cell", "0.1",
                                "--hashes", str(hashes)], env=dict(os.environ, FIREDRILL_HOME=str(ROOT)),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.time() + 60
    while time.time() < deadline and (not hashes.exists() or len(hashes.read_bytes()) < 40 * 22):
        time.sleep(0.1)
    claims.that(process.poll() is None, "the second drill is still running when it is killed")
    process.send_signal(signal.SIGKILL)
    process.wait()
    ticks_seen = len(hashes.read_text().splitlines())
    listed = run("session", "list", "--db", database, "--lang", "en").stdout
    claims.that("passed" in listed or "failed" in listed, "the finished drill is still there", listed)
    claims.that("interrupted" in listed, "the killed drill is there, as interrupted", listed)
    replay = folder / "killed.replay"
    claims.that(run("session", "replay", 2, "--db", database, "-o", replay).returncode == 0, "its replay can be taken out")
    verified = run("replay", replay, "--verify", "--lang", "en")
    kept = int("".join(c for c in verified.stdout.split("ticks")[0] if c.isdigit()) or 0)
    claims.that(verified.returncode == 0 and kept + 20 >= ticks_seen, "it verifies and lacks at most one second", f"{kept} of {ticks_seen} ticks: {verified.stdout}{verified.stderr}")
claims.end()
