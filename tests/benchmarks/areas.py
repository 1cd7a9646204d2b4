"""What an edition of many areas costs: 31 provinces and 333 cities, twelve indicators, ten years.

Part of ``make bench-full``; each part of it is printed by
``python -m tests.benchmarks.areas [--areas 31,333] [--pages]``. Every number comes from a process
of its own; seconds are those of the processor, memory is its peak.
``--pages`` makes the page on areas too, by its notebook's own calls.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from helpers.analysis.areas import analyse_areas
from helpers.analysis.comparison.inputs import PathChoices
from helpers.data.input_tables import read_input_tables
from helpers.data.tables.catalogue import tables_in
from helpers.present.facts import areas as words
from helpers.present.figures.areas import counts_figure, spread_figure, tiles_figure
from helpers.run.write_tables import edition_tables, write_tables
from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import peak_memory, run, times
from tests.benchmarks.results import finding
from tests.panels import PROVINCES, cities, panel_rows, write_csv

SIZES = (31, 333)
REPORT_YEAR = 2020


def make(path, folder, pages):
    """Make tables, and the page on areas; print seconds by part, values and peak memory as JSON."""
    seconds, started = {}, time.process_time()
    tables = edition_tables({"observations": path, "report_year": REPORT_YEAR})
    seconds["compute"] = time.process_time() - started
    started = time.process_time()
    write_tables(tables, tables_in(tables, ""), folder)
    seconds["write"] = time.process_time() - started
    if pages:
        started = time.process_time()
        results = analyse_areas(read_input_tables(path), PathChoices(REPORT_YEAR))
        seen = words.views(results)
        shown = [words.answer(results, seen), words.matrix_table(results, seen)]
        shown += [counts_figure(seen), *(words.ranking_table(view) for view in seen)]
        for view in seen:
            shown += filter(None, [spread_figure(view), tiles_figure(view, results.areas)])
        for one in shown:
            one._repr_mimebundle_()
        seconds["page"] = time.process_time() - started
    values = int((tables["observations"]["area"] != "whole").sum())
    print(json.dumps({"seconds": seconds, "values": values, "mib": peak_memory()}))


def measure(count, pages):
    """Return what an edition of so many areas costs in a process of its own, and its parts."""
    with tempfile.TemporaryDirectory() as folder:
        areas = PROVINCES if count == len(PROVINCES) else cities(count)
        path = write_csv(Path(folder) / "panel.csv", panel_rows(areas))
        step = [sys.executable, "-m", "tests.benchmarks.areas", "--one", path, "--folder", folder]
        cost, told = run(*step, *(["--pages"] if pages else []))
    found = json.loads(told.splitlines()[-1])
    return cost._replace(mib=found["mib"]), found


def area_parts(_folder, _pairs, _is_full):
    """Measure the case of 333 areas beside the one of 31, a value."""
    each = []
    for count in reversed(SIZES):
        cost, found = measure(count, pages=True)
        each.append(times(cost, 1 / found["values"]))
    yield finding(BY_NAME["areas"], [each])


def main():
    """Print the cost of each size, and the ratio of the time per value."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--areas", default=",".join(map(str, SIZES)))
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--one", default="")
    parser.add_argument("--folder", default="")
    options = parser.parse_args()
    if options.one:
        make(options.one, Path(options.folder) / "tables", options.pages)
        return
    each = []
    for count in map(int, options.areas.split(",")):
        _, found = measure(count, options.pages)
        total = sum(found["seconds"].values())
        each.append(1000 * total / found["values"])
        parts = ", ".join(f"{name} {taken:.1f} s" for name, taken in found["seconds"].items())
        print(f"{count} areas, {found['values']:,} values: {parts}; {found['mib']:.0f} MiB")
    if len(each) > 1:
        print(f"time per value, the last size over the first: {each[-1] / each[0]:.2f}")


if __name__ == "__main__":
    main()
