#!/usr/bin/env python3
"""The verification command: its pages, its exit codes, that it does not depend on the number of jobs, and that its
scenario files are fit for use and the same as their generator makes."""
import pathlib
import re
import shutil
import subprocess
import sys

from program import ROOT, Claims, run, scratch

CASES = ROOT / "tests" / "verification" / "cases"
claims = Claims()
with scratch() as folder:
    folder = pathlib.Path(folder)
    sound = run("--lang", "en", "validate", "crowd", "rimea_1", "imo_5", "nist_2_7", "-o", folder / "sound", "--jobs", 2)
    claims.that(sound.returncode == 0 and sound.stdout.count("PASS") == 2 and "N/A" in sound.stdout, "sound cases pass", sound.stdout + sound.stderr)
    one_job = run("--lang", "en", "validate", "crowd", "rimea_1", "imo_5", "nist_2_7", "--jobs", 1)
    same = re.sub(r"; .*agent-steps/s", "", one_job.stdout) == re.sub(r"; .*agent-steps/s", "", sound.stdout)
    claims.that(same, "one job and two find the same", one_job.stdout + sound.stdout)
    markdown = (folder / "sound" / "CROWD.md").read_text(encoding="utf-8")
    html = (folder / "sound" / "CROWD.html").read_text(encoding="utf-8")
    claims.that("| 40 m at 1.33 m/s | 30." in markdown and "26 to 34" in markdown and "door flow: free" in markdown,
                "the page has the value, the criterion and the door flow", markdown[:2000])
    claims.that("rimea_1" in html and html.count("<table") == html.count("</table>"), "the HTML page has the case", html[:400])

    run("--lang", "zh", "validate", "crowd", "rimea_1", "nist_2_7", "--jobs", 1, "-o", folder / "zh")
    for name in ("CROWD.md", "CROWD.html"):
        chinese = (folder / "zh" / name).read_text(encoding="utf-8")
        claims.that("人群模型的验证" in chinese and "通过" in chinese and "不适用" in chinese and "PASS<" not in chinese,
                    f"{name} comes in Chinese", chinese[:1500])
        claims.that("validate.page" not in chinese + markdown + html, f"{name} lacks no text")

    broken = run("--lang", "en", "validate", "crowd", "rimea_1", "--broken", "wrong_speed", "-o", folder / "broken")
    claims.that(broken.returncode == 1 and "FAIL" in broken.stdout, "a broken model fails", broken.stdout)
    claims.that("BROKEN MODEL: wrong_speed" in (folder / "broken" / "CROWD.md").read_text(encoding="utf-8"), "its page says so")
    breaks = run("--lang", "en", "validate", "crowd", "rimea_1", "--short", "--breaks")
    claims.that(breaks.returncode == 0 and "fails under: wrong_speed, stands_still" in breaks.stdout, "the broken models of a case are run", breaks.stdout)

    for arguments, named in ((["no_such_case"], "no_such_case"), (["rimea_1", "--broken", "no_such_model"], "no_such_model")):
        process = run("--lang", "en", "validate", "crowd", *arguments)
        claims.that(process.returncode == 2 and named in process.stderr, f"{named} is refused by its name", process.stderr)

    files = sorted(path for path in CASES.glob("*/*.json"))
    claims.that(len(files) > 60, "the scenario files are there", len(files))
    unfit = {file.name: run("--lang", "en", "check", file).stderr for file in files}
    claims.that(not any(unfit.values()), f"all {len(files)} are fit for use", {name: text for name, text in unfit.items() if text})

    # The generator in a copy of the tree, so that nothing here is written over.
    copy = folder / "copy"
    shutil.copytree(ROOT / "tools" / "scenarios", copy / "tools" / "scenarios")
    shutil.copytree(ROOT / "assets", copy / "assets", ignore=shutil.ignore_patterns("pictures"))
    for suite in ("rimea", "imo", "nist", "iso", "house"):
        (copy / "tests" / "verification" / "cases" / suite).mkdir(parents=True)
    made = subprocess.run([sys.executable, copy / "tools" / "scenarios" / "crowd_cases.py"], capture_output=True, text=True)
    claims.that(made.returncode == 0, "the generator runs", made.stderr)
    different = [str(file.relative_to(CASES)) for file in [*files, CASES / "scenes.json"]
                 if not (copy / "tests/verification/cases" / file.relative_to(CASES)).exists()
                 or (copy / "tests/verification/cases" / file.relative_to(CASES)).read_bytes() != file.read_bytes()]
    claims.that(not different, "the files are those that the generator makes", different)
claims.end()
