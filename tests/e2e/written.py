#!/usr/bin/env python3
"""Scenarios, catalogues and cases are what their generators write: a change made by hand in the written file alone would
be lost when it is written again (a sounder in the school's staff room was)."""
import pathlib
import shutil
import subprocess
import sys

from program import ROOT, Claims, scratch

WRITTEN = ["scenarios", "assets", "tests/verification/cases", "tests/validation"]
claims = Claims()
with scratch() as folder:
    copy = pathlib.Path(folder) / "copy"  # so that nothing here is written over
    for part in ["tools/scenarios", *WRITTEN]:
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    for script in sorted((copy / "tools" / "scenarios").glob("*.py")):
        made = subprocess.run([sys.executable, script], capture_output=True, text=True)
        claims.that(made.returncode == 0, f"{script.name} runs", made.stderr)
    files = [file.relative_to(copy) for part in WRITTEN for file in (copy / part).rglob("*") if file.is_file()]
    claims.that(len(files) > 100, "there are files to compare", len(files))
    different = [str(file) for file in files if not (ROOT / file).exists() or (ROOT / file).read_bytes() != (copy / file).read_bytes()]
    claims.that(not different, "every written file is as its generator writes it", different)
claims.end()
