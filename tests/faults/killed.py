"""Kill builds at random moments: ``python -m tests.faults.killed [ROUNDS]``.

Each round makes the published edition stale, starts a build and kills it after a random time. Every
finished edition must then be whole and as its run record says, the edition beside it untouched, and
the next build must finish the job. Works in a copy of the checkout.
"""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers import paths
from tests.benchmarks.builds import checkout

SEED = 2025
NOTEBOOKS = ("02_target_trajectories.ipynb", "03_progress_2016.ipynb")


def main():
    """Kill and check; stop at the first damage."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory(dir=paths.CACHE) as folder:
        place = checkout(Path(folder))
        for path in (place / "notebooks").glob("*.ipynb"):
            if path.name not in NOTEBOOKS:
                path.unlink()
        run(place, "build")
        started = time.monotonic()
        run(place, "rerun", "--edition", "mine", "-p", "base_years=2013")
        longest = time.monotonic() - started
        mine = snapshot(place / "reports" / "mine")
        draw = random.Random(SEED)
        reached = 0
        for at in range(rounds):
            before = record(place)
            make_stale(place, at)
            kill_after(place, draw.uniform(0, longest))
            assert whole(place / "reports"), f"round {at}: the published edition is damaged"
            assert snapshot(place / "reports" / "mine") == mine, f"round {at}: the other edition"
            reached += record(place) != before
            if at % 10 == 9:
                run(place, "build")
                assert whole(place / "reports")
                assert tables_hold(place), f"round {at}: data/processed differs"
                print(f"{at + 1} kills, {reached} after the edition was in place; all whole")


def command(place, *words):
    """Start a command in the copy, in a group of its own."""
    env = dict(os.environ) | {"PYTHONPATH": str(place / "src")}
    return subprocess.Popen(
        [sys.executable, "-m", "helpers", *words], cwd=place, env=env, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(place, *words):
    """Run a command to its end."""
    process = command(place, *words)
    _, told = process.communicate()
    assert process.returncode == 0, told


def kill_after(place, seconds):
    """Start a build and kill its first process after so many seconds; its helpers are orphans."""
    process = command(place, "build")
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()


def make_stale(place, number):
    """Change the code of one notebook."""
    path = place / "notebooks" / NOTEBOOKS[1]
    content = json.loads(path.read_text("utf-8"))
    cell = next(c for c in content["cells"] if c.get("id") == "answer")
    source = "".join(cell["source"]).partition("\n# round")[0]
    cell["source"] = f"{source}\n# round {number}"
    path.write_text(json.dumps(content), "utf-8")


def record(place):
    """Return the run record of the published edition."""
    return (place / "reports" / "run.json").read_text("utf-8")


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
