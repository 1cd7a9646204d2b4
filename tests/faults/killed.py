"""Kill commands at random moments: ``python -m tests.faults.killed [ROUNDS [SEED]]``.

Each round makes everything stale, starts one of build, rerun, batch and refresh, and kills it after
a random part of the time that it takes whole. Every version, batch and committed notebook must then
be whole, the old one or the new one, and what the command does not write untouched. Every few
rounds, and at the end, each command must run to its end, finish the job and leave nothing beside.
Works in a copy of the checkout.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from helpers import paths
from tests.benchmarks.builds import checkout

ROUNDS, SEED, BETWEEN = 50, 2025, 10
TOLD = "told.txt"
NOTEBOOKS = ("02_target_trajectories.ipynb", "03_progress_2016.ipynb")
GRID = """name: sheets
notebooks: [3]
runs:
- {name: one, base_years: [2013]}
- {name: two, base_years: [2015]}
"""
COMMANDS = {
    "build": ("build",),
    "rerun": ("rerun", "--edition", "mine", "-p", "base_years=2013"),
    "batch": ("batch", "grid.yml", "--jobs", "2"),
    "refresh": ("refresh", "03"),
}
# Folders below the copy and the command that alone writes there; what is in none is of build.
OWNERS = {"reports/mine/": "rerun", "reports/sheets/": "batch", "notebooks/": "refresh"}
VERSIONS = {".", "mine", "sheets/one", "sheets/two"}
EVERY_ONE_MAY_WRITE = ("reports/editions.html", "reports/picture.svg")
# Of files not yet in place, and of folders between two renames.
UNFINISHED = (".part", ".replaced", ".staging")


def main():
    """Kill and check; stop at the first damage; say how many were killed, all healed so far."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    draw = random.Random(seed)
    killed, ended, changed = Counter(), Counter(), Counter()
    with tempfile.TemporaryDirectory(dir=paths.CACHE) as folder:
        place = prepared(Path(folder))
        longest = {name: timed(place, *words) for name, words in COMMANDS.items()}
        for at in range(rounds):
            name = draw.choice(list(COMMANDS))
            make_stale(place, at)
            before = contents(place)
            if kill_after(place, draw.uniform(0, longest[name]), *COMMANDS[name]):
                killed[name] += 1
            else:
                ended[name] += 1
            after = contents(place)
            changed[name] += after != before
            told = f"seed {seed}, round {at}, {name}"
            assert not damage(place), f"{told}: {damage(place)}"
            strangers = touched(before, after, name)
            assert not strangers, f"{told}: {strangers} is none of its files"
            if at % BETWEEN == BETWEEN - 1 or at == rounds - 1:
                heal(place)
                counts = f"killed {dict(killed)}, ended before {dict(ended)}"
                print(
                    f"{at + 1} rounds: {counts}, files changed by then {dict(changed)}", flush=True
                )


def prepared(folder):
    """Return a copy of the checkout with two of its notebooks and a batch."""
    place = checkout(folder)
    for path in (place / "notebooks").glob("*.ipynb"):
        if path.name not in NOTEBOOKS:
            path.unlink()
    for fonts in (paths.CACHE / "matplotlib").glob("fontlist-*.json"):
        target = place / ".cache" / "matplotlib" / fonts.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(fonts, target)
    (place / "grid.yml").write_text(GRID, "utf-8")
    return place


def heal(place):
    """Run each command to its end; what they make must be whole, finished and all there is."""
    for words in COMMANDS.values():
        run(place, *words)
    assert not damage(place), damage(place)
    assert tables_hold(place), "data/processed differs"
    left = [name for name in contents(place) if name.endswith(UNFINISHED)]
    assert not left, f"left beside: {left}"
    assert "is up to date" in run(place, "build")


def damage(place):
    """Return what is not whole: versions by their record, batches and notebooks by their form."""
    reports = place / "reports"
    found = [record.parent.name for record in reports.rglob("run.json") if not whole(record.parent)]
    for path in [*(place / "notebooks").glob("*.ipynb"), *reports.rglob("batch.json")]:
        try:
            json.loads(path.read_text("utf-8"))
        except ValueError:
            found.append(path.name)
    there = {one.parent.relative_to(reports).as_posix() for one in reports.rglob("run.json")}
    return [*found, *sorted(VERSIONS - there)]


def touched(before, after, name):
    """Return the files that a command changed and that are not its own."""
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    shared = {path for path in changed if path.endswith((*UNFINISHED, *EVERY_ONE_MAY_WRITE))}
    return sorted(path for path in changed - shared if owner(path) != name)


def owner(path):
    """Return the command that alone writes a file."""
    return next((one for folder, one in OWNERS.items() if path.startswith(folder)), "build")


def contents(place):
    """Return a hash of each file that the commands may write, by its path below the copy."""
    return {
        path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("reports", "data", "notebooks")
        for path in (place / folder).rglob("*")
        if path.is_file()
    }


def timed(place, *words):
    """Return the seconds that a command takes."""
    started = time.monotonic()
    run(place, *words)
    return time.monotonic() - started


def command(place, *words):
    """Start a command in the copy, in a group of its own; what it prints goes to a file.

    A pipe would stay open, and a reader wait, as long as an orphan of a killed command lives.
    """
    env = dict(os.environ) | {"PYTHONPATH": str(place / "src")}
    with (place / TOLD).open("w") as told:
        return subprocess.Popen(
            [sys.executable, "-m", "helpers", *words], cwd=place, env=env, start_new_session=True,
            stdout=told, stderr=subprocess.STDOUT,
        )  # fmt: skip


def run(place, *words):
    """Run a command to its end; return what it printed."""
    process = command(place, *words)
    code, told = process.wait(), (place / TOLD).read_text("utf-8")
    assert code == 0, f"{' '.join(words)}: {told}"
    return told


def kill_after(place, seconds, *words):
    """Start a command and kill its first process after so many seconds; its helpers are orphans.

    Returns whether it was still running.
    """
    process = command(place, *words)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def make_stale(place, number):
    """Change the code of one notebook."""
    path = place / "notebooks" / NOTEBOOKS[1]
    content = json.loads(path.read_text("utf-8"))
    cell = next(c for c in content["cells"] if c.get("id") == "answer")
    source = "".join(cell["source"]).partition("  # round")[0]
    cell["source"] = f"{source}  # round {number}"
    path.write_text(json.dumps(content), "utf-8")


def snapshot(folder):
    """Return content by path."""
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def whole(folder):
    """Tell whether every file of an edition is as its run record says."""
    files = json.loads((folder / "run.json").read_text("utf-8"))["files"]
    return all(
        hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        for name, digest in files.items()
    )


def tables_hold(place):
    """Tell whether data/processed holds the tables of the published edition."""
    folder = place / "reports" / "tables"
    return snapshot(folder) == snapshot(place / "data" / "processed")


if __name__ == "__main__":
    main()
