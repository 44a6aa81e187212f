#!/usr/bin/env python3
"""The fire's validation command: its list, its page and exit codes, and that its scenario files are fit for use and the
same as their generator makes."""
import pathlib
import shutil
import subprocess
import sys

from program import ROOT, Claims, run, scratch

CASES = ROOT / "tests" / "validation" / "cases"
claims = Claims()
with scratch() as folder:
    folder = pathlib.Path(folder)
    listed = run("--lang", "en", "validate", "fire", "--list").stdout.split()
    claims.that(len(listed) >= 35 and "steckler_14_10cm" in listed, "every case is listed", listed)
    sound = run("--lang", "en", "validate", "fire", "steckler_510_20cm", "-o", folder / "page")
    claims.that(sound.returncode == 0 and sound.stdout.count("PASS") == 2 and "FAIL" not in sound.stdout,
                "a quick case holds", sound.stdout + sound.stderr)
    markdown = (folder / "page" / "FIRE.md").read_text(encoding="utf-8")
    html = (folder / "page" / "FIRE.html").read_text(encoding="utf-8")
    claims.that("| upper layer temperature rise | 20 cm | 1 |" in markdown and "steckler_510_20cm" in markdown,
                "the page has the quantity and the run", markdown[:2000])
    claims.that("<svg" in html and html.count("<table") == html.count("</table>"), "the HTML page has a plot", html[:400])
    unknown = run("--lang", "en", "validate", "fire", "no_such_case")
    claims.that(unknown.returncode == 2 and "no_such_case" in unknown.stderr, "an unknown case is refused by its name", unknown.stderr)

    files = sorted(CASES.glob("*.json"))
    claims.that(len(files) >= 20, "the scenario files are there", len(files))
    unfit = {file.name: run("--lang", "en", "check", file).stderr for file in files}
    claims.that(not any(unfit.values()), f"all {len(files)} are fit for use", {name: text for name, text in unfit.items() if text})

    # The generator in a copy of the tree, so that nothing here is written over.
    copy = folder / "copy"
    shutil.copytree(ROOT / "tools" / "scenarios", copy / "tools" / "scenarios")
    (copy / "tests" / "validation").mkdir(parents=True)
    shutil.copy(CASES.parent / "experiments.json", copy / "tests" / "validation")
    made = subprocess.run([sys.executable, copy / "tools" / "scenarios" / "fire_cases.py"], capture_output=True, text=True)
    claims.that(made.returncode == 0, "the generator runs", made.stderr)
    different = [file.name for file in files if not (copy / "tests/validation/cases" / file.name).exists()
                 or (copy / "tests/validation/cases" / file.name).read_bytes() != file.read_bytes()]
    claims.that(not different, "the files are those that the generator makes", different)
claims.end()
