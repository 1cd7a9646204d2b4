"""Builds: today's beside that of version 0.1.0, rebuilds, and the usual command lines.

Version 0.1.0 has no tag. It was complete with the commit below: the last one before the moves that
begin 0.2.0 in the list of changes. It runs with the libraries of this checkout, which has all of
its pins at the same releases.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from helpers import paths
from helpers.edition.notebooks import AREAS_NOTEBOOK, all_notebooks
from helpers.run.environment import kernel_environment
from helpers.run.plan import plan_tasks
from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import cost_of, run, times, total
from tests.benchmarks.results import finding

VERSION_0_1_0 = "4324b79737dda88180b8704c1c8d342c413d8464"
# It lets kernels vanish when they end, and with them the seconds they used; without this line its
# warm process leaves them to be counted.
UNCOUNTED = (
    "src/helpers/run/warm_server.py",
    "    signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n",
    "",
)
# It draws each figure once; so does today's bundle with a dot in place of its drawing for phones.
DRAWN_ONCE = (
    "src/helpers/present/bundle.py",
    '"narrow": theme.svg(self.narrow),',
    '"narrow": \'<svg width="1pt" height="1pt"></svg>\',',
)
# Kernels are found by the metadata of an installation; those beside the code come first.
METADATA = "from setuptools import setup; setup()"
BIN = Path(sys.executable).parent
# How many sheets of a kind are timed by the command lines in the short run.
SAMPLE = 1


def build_parts(folder, pairs, is_full):
    """Measure builds in pairs, then what a rebuild costs, and the command lines."""
    old, now, then = old_version(folder), checkout(folder), checkout(folder, "then")
    there = {name_of(path) for path in (old / "notebooks").glob("*.ipynb")}
    for path in (then / "notebooks").glob("*.ipynb"):
        if name_of(path) not in there:
            path.unlink()
    change(then, *DRAWN_ONCE)
    costs = [(build_anew(old), build_anew(now), build_anew(then)) for _ in range(pairs)]
    before, today = costs[-1][0][1], costs[-1][1][1]
    words = {"notebooks": ran_in(today), "before": ran_in(before)}
    yield finding(BY_NAME["build over 0.1.0"], [(new[0], was[0]) for was, new, _ in costs], **words)
    yield finding(BY_NAME["pages of 0.1.0"], [(own[0], was[0]) for was, _, own in costs], **words)
    full = [new[0] for _, new, _ in costs]
    yield from rebuilds(now, full[-1])
    lines, scaled = command_lines(folder, None if is_full else SAMPLE)
    pairs_of_lines = [(cost, lines) for cost in full]
    yield finding(BY_NAME["build and command lines"], pairs_of_lines, scaled=scaled, **words)


def rebuilds(place, full):
    """Yield what a build costs after nothing, prose and a cell have changed."""
    cost, _ = build(place)
    yield finding(BY_NAME["unchanged"], [(cost, full)])
    edit(place, "markdown", "## Limits", "## Limits ")
    cost, told = build(place)
    yield finding(BY_NAME["prose edited"], [(cost, full)], ran=ran_in(told))
    edit(place, "code", "edition = read_input_tables", "edition  = read_input_tables")
    cost, told = build(place)
    yield finding(BY_NAME["cell changed"], [(cost, full)], ran=ran_in(told))


def old_version(folder):
    """Return version 0.1.0 checked out below a folder, with the metadata of an installation."""
    place = folder / "0.1.0"
    place.mkdir()
    packed = subprocess.run(
        ["git", "archive", VERSION_0_1_0], cwd=paths.ROOT, capture_output=True, check=True
    )
    subprocess.run(["tar", "-x", "-C", place], input=packed.stdout, check=True)
    change(place, *UNCOUNTED)
    run(sys.executable, "-c", METADATA, "-q", "egg_info", cwd=place)
    compile_helpers(place)
    return place


def change(place, file, words, put):
    """Change words that stand once in a file of a copy."""
    path = place / file
    before, found, after = path.read_text("utf-8").partition(words)
    assert found
    path.write_text(before + put + after, "utf-8")


def compile_helpers(place):
    """Compile the code of a copy, as the first command in a checkout does for all that follow."""
    run(sys.executable, "-m", "compileall", "-q", place / "src")


def checkout(folder, name="checkout"):
    """Return a copy of the checkout without what a build made, to build in."""
    place = folder / name
    ignored = shutil.ignore_patterns(
        ".venv", ".cache", ".git", "reports", ".*_cache", "__pycache__"
    )
    shutil.copytree(paths.ROOT, place, ignore=ignored)
    compile_helpers(place)
    return place


def build(place):
    """Build in a copy of a checkout; return the cost and what it said."""
    env = dict(os.environ) | {"PYTHONPATH": str(place / "src")}
    return run(sys.executable, "-m", "helpers", "build", cwd=place, env=env)


def build_anew(place):
    """Build a whole version where nothing is left of an earlier one."""
    for name in ("reports", ".cache"):
        shutil.rmtree(place / name, ignore_errors=True)
    (place / "reports").mkdir()
    return build(place)


def ran_in(told):
    """Return how many notebooks a build said that it ran."""
    return int(re.search(r"(\d+) of \d+ notebooks ran", told)[1])


def name_of(notebook):
    """Return a notebook's name without its number."""
    return notebook.stem.partition("_")[2]


def edit(place, kind, find, put):
    """Change one cell of the notebook on progress."""
    path = place / "notebooks" / "03_progress_2016.ipynb"
    content = json.loads(path.read_text(encoding="utf-8"))
    cell = next(
        c for c in content["cells"] if c["cell_type"] == kind and find in "".join(c["source"])
    )
    cell["source"] = "".join(cell["source"]).replace(find, put)
    path.write_text(json.dumps(content), encoding="utf-8")


def ordinary_environment():
    """Return the environment of a shell: no warm kernels."""
    return {name: value for name, value in os.environ.items() if name not in kernel_environment()}


def command_lines(folder, sample):
    """Return what a build's notebooks cost by the two command lines, and in words what was timed.

    Sheets differ little from one another: of each kind, `sample` are timed and stand for all; all
    of them where it is None.
    """
    costs, timed = [], 0
    for _, tasks in groupby(tasks_of_a_build(), key=lambda task: task.notebook.name):
        every = list(tasks)
        chosen = every[:: max(1, len(every) // sample)][:sample] if sample else every
        each = [by_command_lines(one.notebook.path, one.parameters, folder) for one in chosen]
        costs.append(times(total(each), len(every) / len(each)))
        timed += len(each)
    return total(costs), f" ({timed} timed, sheets scaled)" if sample else ""


def tasks_of_a_build():
    """Return the notebooks of the published version, each with its parameters."""
    notebooks = [one for one in all_notebooks() if not one.name.endswith(AREAS_NOTEBOOK)]
    return plan_tasks(notebooks, {}, {}, paths.REPORTS)


def by_command_lines(notebook, values, folder):
    """Return what one notebook costs: papermill, then nbconvert, as their manuals call them."""
    env, output = ordinary_environment(), folder / notebook.name
    text = [word for name, value in values.items() for word in ("-y", json.dumps({name: value}))]
    papermill = (BIN / "papermill", notebook, output, *text, "--no-progress-bar", "-k", "python3")
    export = (BIN / "jupyter", "nbconvert", "--to", "html", output)
    return total([cost_of(*papermill, env=env), cost_of(*export, env=env)])
