#!/usr/bin/env python3
"""A rehearsal from the command line: the same files for any number of jobs and ranks, resumed after kill -9 and
after Ctrl-C, refused where the folder is another's, and a workbook and a page that say what the runs say."""
import csv
import html.parser
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import xml.etree.ElementTree
import zipfile

from program import PROGRAM, ROOT, Claims, run, scratch

SMALL = ROOT / "tests" / "data" / "scenarios" / "two_rooms.json"
ENVIRONMENT = dict(os.environ, FIREDRILL_HOME=str(ROOT))
claims = Claims()


def runs_of(folder):
    return {path.name: path.read_bytes() for path in sorted((folder / "runs").glob("*.json"))}


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def quantile(values, p):
    values = sorted(values)
    place = p * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def expected_code(folder):
    """0, or 1 where a run broke a rule that no sound crowd breaks."""
    broken = [row for row in rows_of(folder / "runs.csv")
              if int(row["stuck"]) or float(row["largest_overlap_m"]) > 0.05 or int(row["outside_samples"])]
    return 1 if broken else 0


class Tags(html.parser.HTMLParser):
    """Every tag closed in its turn; what a browser forgives is not forgiven."""
    VOID = {"meta", "br"}

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.links = [], [], []

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)
        self.links += [value for name, value in attributes if name in ("src", "href")]

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


with scratch() as folder:
    folder = pathlib.Path(folder)

    # The same bytes for any number of jobs.
    one, two = folder / "one", folder / "two"
    process = run("rehearse", SMALL, "--runs", 4, "--jobs", 1, "-o", one, "--lang", "en")
    claims.that((one / "runs.csv").exists() and process.returncode == expected_code(one), "four runs are rehearsed", process.stderr)
    headline = json.loads(process.stdout)
    run("rehearse", SMALL, "--runs", 4, "--jobs", 2, "-o", two)
    claims.that(len(runs_of(one)) == 4 and runs_of(one) == runs_of(two), "one job or two: the same files")
    claims.that("4 of 4 runs done" in process.stderr and "\r" not in process.stderr, "progress is plain lines where there is no terminal", process.stderr)

    # What the runs say, worked out again here.
    rows = rows_of(one / "runs.csv")
    times = [float(row["evacuation_s"]) for row in rows]
    claims.that([int(row["seed"]) for row in rows] == [1, 2, 3, 4], "run i has seed 1 + i")
    claims.that(all(row["out"] == "5" and row["inside"] == "0" for row in rows), "everybody gets out of the two rooms")
    claims.that(abs(headline["evacuation_s"]["q95"] - quantile(times, 0.95)) < 0.006, "the headline's quantile is that of the runs", str(headline))
    claims.that(all(row["smoke_speed"] == headline["smoke_speed"] and row["door_flow"] == headline["door_flow"] for row in rows),
                "every result names the settings that change times most")
    claims.that(sum(int(row["people"]) for row in rows_of(one / "exits.csv")) == 20, "exits.csv counts everybody of every run")
    last_out = {row["run"]: 0.0 for row in rows}
    for row in rows_of(one / "groups.csv"):
        last_out[row["run"]] = max(last_out[row["run"]], float(row["last_out_s"]))
    claims.that([last_out[row["run"]] for row in rows] == times, "the last of the groups is the last of all")
    claims.that(all(float(row["alarm_s"]) == 60 for row in rows), "the scenario's own alarm rings")

    # The page.
    page = (one / "index.html").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(page)
    claims.that(not tags.faults and tags.open == [], "the page is well formed", str(tags.faults[:3] + tags.open))
    claims.that(not tags.links and "url(http" not in page and "@import" not in page, "the page needs no other file", str(tags.links))
    claims.that(f"{quantile(times, 0.5):.1f} s" in page and f"{max(times):.1f} s" in page, "the page gives median and longest")
    claims.that(f"({headline['smoke_speed']})" in page and f"({headline['door_flow']})" in page and "no fire" in page, "the page names law, limit and that there is no fire")
    claims.that("wait that routes count" in page and "exit only turn back" in page, "and what else decides ways")
    claims.that(page.index("Evacuation rehearsal") < page.index("疏散排练", page.index("<h1>")), "--lang en puts English first")
    other = (two / "index.html").read_text(encoding="utf-8")
    claims.that(other.index("疏散排练") < other.index("Evacuation rehearsal"), "Chinese comes first otherwise")

    # The workbook.
    with zipfile.ZipFile(one / "rehearsal.xlsx") as book:
        texts = {name: book.read(name) for name in book.namelist()}
    for name, text in texts.items():
        if name.endswith((".xml", ".rels")):
            xml.etree.ElementTree.fromstring(text)
    sheets = re.findall(r'<sheet name="([^"]*)"', texts["xl/workbook.xml"].decode())
    claims.that(sheets == ["summary", "runs", "groups", "exits"], "the workbook has its four sheets", str(sheets))
    claims.that(len([name for name in texts if name.startswith("xl/charts/chart")]) == 2, "and two charts")
    numbers = re.findall(r"<v>([-0-9.eE]+)</v>", texts["xl/worksheets/sheet2.xml"].decode())
    claims.that(all(any(abs(float(number) - time_s) < 0.006 for number in numbers) for time_s in times), "its runs are those of runs.csv")

    # Nothing left to do: only the pages are written again.
    (one / "index.html").unlink()
    before = {path: path.stat().st_mtime_ns for path in (one / "runs").iterdir()}
    run("rehearse", SMALL, "--runs", 4, "-o", one, "--lang", "en")
    claims.that((one / "index.html").read_text(encoding="utf-8") == page and before == {path: path.stat().st_mtime_ns for path in (one / "runs").iterdir()},
                "a finished rehearsal is not computed again, its page comes out the same")
    run("rehearse", SMALL, "--runs", 5, "-o", one)
    claims.that(all(runs_of(one)[name] == text for name, text in runs_of(two).items()) and len(runs_of(one)) == 5, "more runs are added to those there")

    # Killed, and stopped, in the middle.
    def begin(output):
        process = subprocess.Popen([PROGRAM, "rehearse", "school", "--runs", "8", "--jobs", "2", "--until", "40", "-o", str(output), "--lang", "en"],
                                   env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        deadline = time.time() + 120
        while time.time() < deadline and process.poll() is None and not list((output / "runs").glob("*.json")):
            time.sleep(0.01)
        return process

    arguments = ("rehearse", "school", "--runs", 8, "--until", 40)
    whole, killed, stopped = folder / "whole", folder / "killed", folder / "stopped"
    run(*arguments, "--jobs", 1, "-o", whole)
    process = begin(killed)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    kept = runs_of(killed)
    claims.that(1 <= len(kept) < 8, "kill -9 in the middle", f"{len(kept)} runs kept")
    claims.that(all(runs_of(whole)[name] == text for name, text in kept.items()), "what is there after kill -9 is whole")
    run(*arguments, "--jobs", 2, "-o", killed)
    claims.that(runs_of(killed) == runs_of(whole), "resumed after kill -9: the same as never interrupted")
    claims.that((killed / "runs.csv").read_bytes() == (whole / "runs.csv").read_bytes() and
                (killed / "index.html").read_bytes() == (whole / "index.html").read_bytes(), "and the same tables and page")
    process = begin(stopped)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=120)
    claims.that(process.returncode == 1 and "run the same command again" in said, "Ctrl-C ends after the runs in flight and says how to go on", f"{process.returncode}: {said}")
    claims.that(1 <= len(runs_of(stopped)) < 8 and not list(stopped.rglob("*.part")), "and leaves whole files only")
    run(*arguments, "-o", stopped)
    claims.that(runs_of(stopped) == runs_of(whole), "resumed after Ctrl-C: the same")

    # Somebody inside is a finding, not a failure.
    short = folder / "short"
    process = run("rehearse", SMALL, "--runs", 2, "--until", 5, "--alarm-at", 1, "-o", short, "--lang", "en")
    claims.that(process.returncode == 0 and json.loads(process.stdout)["evacuation_s"] is None and json.loads(process.stdout)["most_inside"] == 5,
                "people left inside are a finding, not a failure", process.stdout + process.stderr)
    claims.that("Everybody got out in none" in (short / "index.html").read_text(encoding="utf-8"), "and the page says so")
    claims.that(all(float(row["alarm_s"]) == 1 for row in rows_of(short / "runs.csv")), "--alarm-at rings the alarm")

    # Another rehearsal's folder, another's part, wrong use.
    process = run("rehearse", SMALL, "--runs", 4, "-o", two, "--until", 99, "--lang", "en")
    claims.that(process.returncode == 3 and "another rehearsal" in process.stderr and "until_s" in process.stderr and "-o" in process.stderr,
                "a folder of other settings is refused with what differs", process.stderr)
    changed = folder / "changed.json"
    changed.write_text(SMALL.read_text(encoding="utf-8").replace('"count": 4', '"count": 3'), encoding="utf-8")
    process = run("rehearse", changed, "--runs", 4, "-o", two)
    claims.that(process.returncode == 3 and "scenario_hash" in process.stderr, "and one of another scenario", process.stderr)
    claims.that(len(runs_of(two)) == 4, "and is left as it was")
    parts = [folder / "part1", folder / "part2"]
    process = run("rehearse", SMALL, "--runs", 4, "--only", "1-2", "-o", parts[0], "--lang", "en")
    claims.that(process.returncode == 0 and not (parts[0] / "index.html").exists() and "2 of 4" in process.stderr, "--only computes its part", process.stderr)
    run("rehearse", SMALL, "--runs", 4, "--only", "3-4", "-o", parts[1])
    merged = folder / "merged"
    run("rehearse", SMALL, "--runs", 4, "--merge", *parts, "-o", merged)
    claims.that(runs_of(merged) == runs_of(two) and (merged / "index.html").exists(), "parts computed elsewhere are put together")
    for wrong in ("3-2", "0-1", "2-9", "a", "1-2-3"):
        claims.that(run("rehearse", SMALL, "--runs", 4, "--only", wrong, "-o", folder / "no").returncode == 2, f"--only {wrong} is a usage error")
    claims.that(run("rehearse", SMALL, "--runs", 0).returncode == 2, "no runs are a usage error")
    claims.that(run("rehearse", folder / "nowhere.json", "-o", folder / "no").returncode == 3, "a missing scenario is exit 3")
    claims.that(not (folder / "no").exists(), "and no folder is made for nothing")
    process = run("rehearse", SMALL, "--runs", 1, "-o", "/proc/no")
    claims.that(process.returncode == 3 and "/proc/no" in process.stderr, "a folder that cannot be made is named", process.stderr)

    # A build without the MPI module beside it.
    alone = folder / "alone"
    alone.mkdir()
    shutil.copy(PROGRAM, alone / "firedrill")
    process = subprocess.run([alone / "firedrill", "rehearse", str(SMALL), "--mpi", "--lang", "en"], capture_output=True, text=True, env=ENVIRONMENT, timeout=60)
    claims.that(process.returncode == 2 and "no MPI module" in process.stderr and "libopenmpi-dev" in process.stderr, "without MPI the option says so", process.stderr)

    # Two ranks.
    if not shutil.which("mpirun"):
        print("skipped: mpirun is missing, so two ranks are not tested (install openmpi-bin and libopenmpi-dev)")
    else:
        ranks = folder / "ranks"
        arguments = ["mpirun", "--allow-run-as-root", "--oversubscribe", "-n", "2", PROGRAM, "rehearse"]
        process = subprocess.run([*arguments, str(SMALL), "--runs", "4", "--mpi", "-o", str(ranks), "--lang", "en"], capture_output=True, text=True, env=ENVIRONMENT, timeout=300)
        claims.that(ranks.exists() and runs_of(ranks) == runs_of(two), "two ranks give the same files as one process", process.stderr)
        claims.that((ranks / "runs.csv").exists() and process.returncode == expected_code(ranks), "and rank 0 writes the tables", process.stderr)
        run("rehearse", SMALL, "--runs", 6, "-o", folder / "six")
        subprocess.run([*arguments, str(SMALL), "--runs", "6", "--mpi", "-o", str(ranks)], capture_output=True, env=ENVIRONMENT, timeout=300)
        claims.that(runs_of(ranks) == runs_of(folder / "six"), "ranks go on where a folder stopped")
        process = subprocess.run([*arguments, str(SMALL), "--runs", "4", "--mpi", "--until", "9", "-o", str(ranks), "--lang", "en"], capture_output=True, text=True, env=ENVIRONMENT, timeout=300)
        claims.that(process.returncode == 3 and "another rehearsal" in process.stderr, "a folder that rank 0 refuses ends all ranks", process.stderr)

claims.end()
