"""Runs the built firedrill for end-to-end tests. The program's path comes in $FIREDRILL; every test works in a
scratch folder of its own with a database of its own, and reports failed claims at the end."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("FIREDRILL", str(ROOT / "build" / "firedrill"))


def run(*arguments, env=None, cwd=None, timeout=600):
    """The finished process; output as text."""
    environment = dict(os.environ, FIREDRILL_HOME=str(ROOT))
    environment.pop("DISPLAY", None)
    environment.update(env or {})
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=cwd, timeout=timeout)


class Claims:
    """Collects claims, so that one failure does not hide the next."""

    def __init__(self):
        self.failed = 0
        self.made = 0

    def that(self, truth, text, detail=""):
        self.made += 1
        if not truth:
            self.failed += 1
            print(f"FAILED: {text}\n    {detail}")
        else:
            print(f"ok: {text}")

    def end(self):
        print(f"{self.made} claims, {self.failed} failed")
        sys.exit(1 if self.failed else 0)


def scratch():
    return tempfile.TemporaryDirectory(prefix="firedrill-e2e-")


def summary(process):
    return json.loads(process.stdout)
