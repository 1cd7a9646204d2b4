"""How long 10^4 to 10^6 added observations take to be checked and compared, and how much memory.

Part of ``make bench``; every scenario and size is printed by
``python -m tests.benchmarks.intake [--rows 10000,100000] [--xlsx]``. Every number comes from a
process of its own, its start and imports included.

``labels`` gives the plan's twelve indicators ten years each under as many labels as the rows need;
``plan`` brings another plan's targets: an indicator for every hundred rows, ten years, ten labels.
``year`` puts every row into the year compared; as one table a dozen readings of each would take
2 GB, so their verdicts are drawn part by part.
"""

import argparse
import csv
import sys
import tempfile
from pathlib import Path

import pandas as pd

from helpers.analysis.comparison.gaps import compare_in_parts
from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.analysis.comparison.verdicts import verdicts
from helpers.analysis.edition_tables import analyse
from helpers.data.input_tables import read_input_tables
from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import peak_memory, run, times
from tests.benchmarks.results import finding

SIZES = (10_000, 100_000, 1_000_000)
YEARS = range(2016, 2026)
LABELS_OF_PLAN = 10
REPORT_YEAR = 2016
# What is measured of each scenario; compare and verdicts begin with validate.
STEPS = {
    "labels": ("validate", "compare"),
    "plan": ("validate", "compare"),
    "year": ("validate", "verdicts"),
}
HEADER = ("indicator_id", "year", "value", "series", "population", "note")
OF_TARGETS = ("indicator_id", "year", "value", "role")


def labelled_rows(count):
    """Yield rows of the plan's indicators, each label with all its indicators and years."""
    indicators = read_input_tables().indicators["indicator_id"].tolist()
    for number in range(count):
        rest, year = divmod(number, len(YEARS))
        label, indicator = divmod(rest, len(indicators))
        yield [indicators[indicator], YEARS[year], *_figures(number, f"label {label}")]


def planned_rows(count):
    """Yield rows of another plan's indicators, ten labels each, the first of them the plan's."""
    for number in range(count):
        rest, year = divmod(number, len(YEARS))
        indicator, label = divmod(rest, LABELS_OF_PLAN)
        name = f"label {label}" if label else "plan"
        yield [f"indicator_{indicator}", YEARS[year], *_figures(number, name)]


def rows_of_one_year(count):
    """Yield rows of the plan's two rates, all of the year compared, each under its own label."""
    rates = ("digital_rd_tool_penetration", "cnc_key_process_ratio")
    for number in range(count):
        label, rate = divmod(number, len(rates))
        yield [rates[rate], REPORT_YEAR, *_figures(number, f"label {label}")]


def _figures(number, label):
    """Return value, label, population and note of a row; one note in ten stands alone."""
    value = f"{20 + number * 7919 % 60_000 / 1000:.{1 + number % 2}f}"
    note = f"as read on day {number}" if number % 10 == 0 else ""
    return [value, label, f"enterprises of {label}", note]


def target_rows(count):
    """Yield baseline and target of another plan's indicators."""
    for number in range(count // (len(YEARS) * LABELS_OF_PLAN)):
        yield [f"indicator_{number}", 2015, 20 + number % 30, "baseline"]
        yield [f"indicator_{number}", 2025, 60 + number % 20, "target"]


SCENARIOS = {
    "labels": (labelled_rows, None),
    "plan": (planned_rows, target_rows),
    "year": (rows_of_one_year, None),
}


def write_rows(path, header, rows):
    """Write a table as .csv or .xlsx."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([header, *rows])
        return
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("observations")
    for row in (header, *rows):
        sheet.append(list(row))
    book.save(path)


def run_step(step, observations, targets):
    """Run one step and print its peak memory in MiB."""
    edition = read_input_tables(observations, targets)
    if step == "compare":
        analyse(edition, PathChoices(REPORT_YEAR))
    if step == "verdicts":
        points = scaled_milestones(edition.milestones, edition.indicators)
        tables = (edition.observations, points, edition.indicators)
        parts = compare_in_parts(ComparisonInputs(*tables, PathChoices(REPORT_YEAR)))
        pd.concat([verdicts(part) for part in parts], ignore_index=True)
    print(peak_memory())


def step_cost(step, observations, targets=""):
    """Return what a step costs in a process of its own, with its peak memory."""
    cost, told = in_own_process("--step", step, observations, targets)
    return cost._replace(mib=float(told.split()[-1]))


def in_own_process(*arguments):
    """Call this module in a process; return the cost and what it printed."""
    return run(sys.executable, "-m", "tests.benchmarks.intake", *arguments)


def row_parts(folder, _pairs, is_full):
    """Measure a million rows checked, compared and rated."""
    files = make_files("labels", SIZES[-1], folder)
    yield finding(BY_NAME["validate"], [step_cost("validate", **files)])
    compared = step_cost("compare", **files)
    yield finding(BY_NAME["compare"], [compared])
    if is_full:
        fewer = step_cost("compare", **make_files("labels", SIZES[-2], folder))
        each = [times(compared, 1 / SIZES[-1]), times(fewer, 1 / SIZES[-2])]
        yield finding(BY_NAME["rows"], [each])


def main():
    """Measure, or print one measurement where a step is named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", default=",".join(map(str, SIZES)))
    parser.add_argument("--scenario", choices=SCENARIOS, action="append")
    parser.add_argument("--xlsx", action="store_true", help="observations as a workbook")
    parser.add_argument("--step", nargs=3, metavar=("STEP", "OBSERVATIONS", "TARGETS"))
    options = parser.parse_args()
    if options.step:
        run_step(*options.step)
    else:
        sizes = [int(text) for text in options.rows.split(",")]
        measure(options.scenario or list(SCENARIOS), sizes, ".xlsx" if options.xlsx else ".csv")


def make_files(scenario, rows, folder, suffix=".csv"):
    """Write the files of a scenario; return their paths."""
    observed, targets = SCENARIOS[scenario]
    files = {"observations": Path(folder) / f"{scenario}{suffix}"}
    write_rows(files["observations"], HEADER, observed(rows))
    if targets:
        files["targets"] = Path(folder) / f"{scenario}-targets.csv"
        write_rows(files["targets"], OF_TARGETS, targets(rows))
    return files


def measure(scenarios, sizes, suffix):
    """Print a line for each scenario, size and step."""
    print(f"{'scenario':9s} {'step':9s} {'rows':>9s} {'seconds':>8s} {'us/row':>7s} {'MiB':>6s}")
    for scenario in scenarios:
        before = {}
        for rows in sizes:
            with tempfile.TemporaryDirectory() as folder:
                files = make_files(scenario, rows, folder, suffix)
                for step in STEPS[scenario]:
                    found = step_cost(step, **files)
                    each = found.cpu / rows
                    ratio = f"  x {each / before[step]:.2f} a row" if step in before else ""
                    before[step] = each
                    print(
                        f"{scenario:9s} {step:9s} {rows:9,d} {found.cpu:8.2f} "
                        f"{each * 1e6:7.1f} {found.mib:6.0f}{ratio}",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
