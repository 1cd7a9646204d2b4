"""The figures on speed: what each is, what was measured, and the table that the README shows.

``benchmarks.json`` beside this module is the one place for a measured figure. The README's block is
made from it, and ``test_results.py`` refuses any other figure on speed in the guides.
"""

import json
import platform
import re
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from helpers import paths
from helpers.edition.publish import write_atomically
from helpers.run.workers import cores
from tests.benchmarks.measure import Cost, middle

FILE = Path(__file__).with_name("benchmarks.json")
README = paths.ROOT / "README.md"
BLOCK = re.compile(r"(?<=<!-- benchmarks -->\n)(.*?)(?=<!-- end of benchmarks -->)", re.DOTALL)
HEAD = (
    "| what | costs | against | costs | ratio | goal | |",
    "|---|---|---|---|---|---|---|",
)
# How a ratio is told, and which side of the goal is the good one.
TIMES, SHARE, FASTER, SECONDS = "times as much", "share", "times faster", "seconds"
DIGITS = 4


@dataclass(frozen=True)
class Headline:
    """One figure: what is measured, what it is divided by, and what it is to be.

    Parameters
    ----------
    name
        Its name in the file of results.
    what, against
        What is measured and what it is divided by, as the README says it; against "" a figure
        stands by itself, in seconds.
    told
        How it is told: as a ratio, as a share in percent, as times faster, or in seconds.
    by
        "cpu" or "wall": the seconds that the goal is about.
    goal
        The bound, at least for times faster, at most for all others; None where there is none.
    mib
        The bound of the memory in MiB, None where there is none.
    """

    name: str
    what: str
    against: str = ""
    told: str = TIMES
    by: str = "cpu"
    goal: float | None = None
    mib: float | None = None


def finding(headline, runs, **more):
    """Return what was measured for a headline as plain values.

    Parameters
    ----------
    headline
        What it is.
    runs
        Costs, in pairs of what and against; or alone, where it is divided by nothing.
    more
        What else goes into its sentences: ``what`` and ``against`` may hold it in braces.
    """
    plain = [[_plain(cost) for cost in _paired(run)] for run in runs]
    return {
        "name": headline.name,
        "what": headline.what.format(**more),
        "against": headline.against.format(**more),
        "told": headline.told,
        "by": headline.by,
        "goal": headline.goal,
        "mib_at_most": headline.mib,
        "runs": plain,
        "median": medians(headline.told, plain),
        "cores": cores(),
        "python": platform.python_version(),
    }  # fmt: skip


def medians(told, runs):
    """Return the medians over the runs, by processor and by clock, and the most memory.

    Ratios are taken within each pair, so that what else a machine does at the time cancels out.
    """
    found = {
        name: _rounded(median(_ratio(told, run, name) for run in runs)) for name in ("cpu", "wall")
    }
    return found | {"mib": max(cost["mib"] for run in runs for cost in run)}


def holds(found):
    """Tell whether a finding reaches its goals; None where it has none."""
    reached = []
    if found["goal"] is not None:
        value, goal = found["median"][found["by"]], found["goal"]
        reached.append(value >= goal if found["told"] == FASTER else value <= goal)
    if found["mib_at_most"] is not None:
        reached.append(found["median"]["mib"] <= found["mib_at_most"])
    return all(reached) if reached else None


def read():
    """Return the findings of the file, none where there is no file."""
    return json.loads(FILE.read_text("utf-8")) if FILE.is_file() else []


def write(found, order):
    """Put findings in place of those of the same name; drop those that no headline names."""
    known = {one["name"]: one for one in [*read(), *found]}
    kept = [known[name] for name in order if name in known]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in kept)
    write_atomically(FILE, f"[\n{lines}\n]\n".encode())


def write_readme():
    """Write the README's block from the file of results."""
    text = README.read_text("utf-8")
    write_atomically(README, BLOCK.sub(lambda _: block(read()), text, count=1).encode("utf-8"))


def block(found):
    """Return the block of the README: where it was measured, and a row a finding."""
    machines = sorted({f"{one['cores']} cores, Python {one['python']}" for one in found})
    lines = ["", f"Measured on {' and on '.join(machines)}.", "", *HEAD, *map(row, found), ""]
    return "\n".join(lines) + "\n"


def row(found):
    """Return a row of the table."""
    what = middle([Cost(**run[0]) for run in found["runs"]])
    pairs = [run[1] for run in found["runs"] if len(run) > 1]
    cells = [
        found["what"],
        _cost(what, found["median"]["mib"]),
        found["against"],
        _cost(middle([Cost(**one) for one in pairs])) if pairs else "",
        _told(found) if pairs else "",
        _goal(found),
        {True: "reached", False: "missed", None: ""}[holds(found)],
    ]
    return f"| {' | '.join(cells)} |"


def _told(found):
    """Return a ratio in words, by processor and by clock."""
    cpu, wall = (_number(found["told"], found["median"][name]) for name in ("cpu", "wall"))
    return f"{cpu} by CPU, {wall} by the clock"


def _goal(found):
    """Return the goals in words."""
    said = []
    if found["goal"] is not None:
        bound = "at least" if found["told"] == FASTER else "at most"
        by = "CPU" if found["by"] == "cpu" else "the clock"
        said.append(f"{bound} {_number(found['told'], found['goal'])} by {by}")
    if found["mib_at_most"] is not None:
        said.append(f"at most {found['mib_at_most']:,.0f} MiB")
    return ", ".join(said)


def _number(told, value):
    """Return a value as it is told."""
    if told == SHARE:
        return f"{_short(100 * value)} %"
    return f"{_short(value)} s" if told == SECONDS else f"{_short(value)} times"


def _cost(cost, mib=0.0):
    """Return a cost in words."""
    memory = f", {mib:,.0f} MiB" if mib else ""
    return f"{_short(cost.cpu)} s CPU, {_short(cost.wall)} s{memory}"


def _short(value):
    """Return a number with two digits that count, whole from ten on."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _ratio(told, run, name):
    """Return what a run says: the first by the second, the other way round where faster counts."""
    what, *against = (cost[name] for cost in run)
    if not against:
        return what
    return against[0] / what if told == FASTER else what / against[0]


def _paired(run):
    """Return the costs of a run, one or a pair."""
    return (run,) if isinstance(run, Cost) else run


def _plain(cost):
    """Return a cost as plain values."""
    return {"cpu": _rounded(cost.cpu), "wall": _rounded(cost.wall), "mib": round(cost.mib)}


def _rounded(value):
    """Return a value with four digits that count; the rest does not repeat."""
    return float(f"{value:.{DIGITS}g}")
