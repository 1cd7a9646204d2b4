"""How long a million assessments take by each method, as a ratio to one pass over the arrays.

Run with ``make bench``. No test: the seconds are the machine's, the ratio is the code's.
"""

import time

import numpy as np

from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Series, make_records

COUNT = 1_000_000
POINTS = 6
SEED = 2025


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
