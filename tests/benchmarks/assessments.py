"""How long a million assessments take: as a command over a file, and by each method on arrays.

The command is a part of ``make bench``; ``python -m tests.benchmarks.assessments`` prints the
methods, as ratios to one pass over the arrays.
"""

import sys
import time

import numpy as np
import pandas as pd

from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Series, make_records
from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import run
from tests.benchmarks.results import finding

COUNT = 1_000_000
POINTS = 6
SEED = 2025
# The command as a shell calls it; its process then tells its memory.
COMMAND = (
    "import sys; from helpers.cli import main; from tests.benchmarks.measure import peak_memory;"
    "code = main(sys.argv[1:]); print(peak_memory()); sys.exit(code)"
)


def example_records():
    """Records of shares with six yearly points each, drawn with a fixed seed."""
    draw = np.random.default_rng(SEED)
    base, value, target = draw.uniform(5, 95, (3, COUNT))
    years = np.broadcast_to(np.arange(2011, 2011 + POINTS, dtype=float), (COUNT, POINTS))
    values = np.linspace(base, value, POINTS, axis=1)
    return make_records(
        base_year=2011, base=base, year=2016, value=value, target_year=2025, target=target,
        share=True, series=Series(years, values),
    )  # fmt: skip


def seconds(function):
    """Return the best of three runs."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        function()
        best = min(best, time.perf_counter() - started)
    return best


def assess_parts(folder, _pairs, _is_full):
    """Measure the command over a file of a million rows."""
    base, value, target = np.random.default_rng(SEED).uniform(5, 95, (3, COUNT)).round(2)
    rows = {
        "name": [f"row {number}" for number in range(COUNT)], "base_year": 2011, "base_value": base,
        "current_year": 2016, "current_value": value, "target_year": 2025, "target": target,
        "share": "yes",
    }  # fmt: skip
    path = folder / "assess.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    words = ("assess", path, "--method", "cagr_ratio", "--output", folder / "rated.csv")
    cost, told = run(sys.executable, "-c", COMMAND, *words)
    yield finding(BY_NAME["assess"], [cost._replace(mib=float(told.split()[-1]))])


def main():
    """Print a line a method."""
    records = example_records()
    floor = seconds(lambda: np.log(records.value / records.base) / records.elapsed)
    print(f"{COUNT:,} assessments; one pass over the arrays takes {floor:.3f} s")
    for name in METHODS:
        taken = seconds(lambda name=name: assess(name, records))
        print(f"{name:16s} {taken:6.2f} s  {taken / floor:6.0f} times one pass")


if __name__ == "__main__":
    main()
