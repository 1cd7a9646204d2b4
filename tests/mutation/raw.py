"""Every printed or transcribed number changed by its last digit: which guard names it?

``python -m tests.mutation.raw`` changes each cell of data/raw that holds a digit, one at a time and
in memory, and runs the guards of ``helpers.check.figures`` over the result. The register of hashes
has to name every change by row, column and both values; what else does is told too:

guard     a reader or a guard of the figures says what contradicts the change, and where
bytes     no guard, but a table of the edition changes, which the rebuild names cell by cell
register  the register of hashes alone
traceback a reader or a guard that fails instead of saying what is wrong

Exit code 1 if the register leaves one unnamed, or anything fails.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from unittest import mock

import pandas as pd
from tqdm import tqdm

from helpers import paths
from helpers.check import accounts, figures
from helpers.check.differences import describe
from helpers.data import coverage
from helpers.data.coverage import FOLDER, numbers_by_figure
from helpers.data.raw import row_in_file
from helpers.data.tables.catalogue import SOURCE_TABLES
from helpers.errors import DataRefused, Problem
from tests.mutation.baseline import Change, Tables, baseline, changed, merged, raw_tables
from tests.mutation.sample import add_options, drawn

READING, BYTES, REGISTER, TRACEBACK = "reading", "bytes", "register", "traceback"
# Guards that look at one account of digits at a time.
PER_TEXT = ("accounts of digits", "dated tokens", "order of tokens", "texts")
# Guards that hold the accounts to the numbers every figure prints.
OF_NUMBERS = ("accounts of digits", "dated tokens")


@dataclass(frozen=True)
class Caught:
    """A change with what noticed it first: a guard, or else bytes, or else the register alone."""

    change: Change
    by: str
    told: str
    named: bool


def changed_digit(cell: str) -> str:
    """Return a cell with its last digit one higher, 9 turned to 0; "" for a cell without one.

    Examples
    --------
    >>> changed_digit("33.3 %"), changed_digit("2019"), changed_digit("none")
    ('33.4 %', '2010', '')
    """
    found = re.search(r"\d(?=\D*$)", cell, re.ASCII)
    if not found:
        return ""
    digit = str((int(found.group()) + 1) % 10)
    return cell[: found.start()] + digit + cell[found.end() :]


def all_changes(files: Sequence[str] = ()) -> Iterator[Change]:
    """Yield a change for every cell with a digit, file by file."""
    for file, table in raw_tables().items():
        if files and file not in files:
            continue
        for column in table.columns:
            for row, cell in enumerate(table[column]):
                after = changed_digit(cell)
                if after:
                    yield Change(file, row, column, cell, after)


def catch(change: Change) -> Caught:
    """Say what notices a change, and whether the register of hashes names it."""
    try:
        by, told = next(speaking(change), (REGISTER, ""))
    except Exception as error:
        by, told = TRACEBACK, repr(error)
    return Caught(change, by, told, named_by_register(change))


def named_by_register(change: Change) -> bool:
    """Return whether the register tells the changed cell and nothing else."""
    first = raw_tables()[change.file].iloc[change.row, 0]
    place = f"row {row_in_file(change.row)} ({first}), column '{change.column}'"
    told = describe(change.file, _csv(change.file), _csv(change.file, change))
    return len(told) == 1 and told[0].startswith(f"{place}: ")


def _csv(file: str, change: Change | None = None) -> bytes:
    """Return a raw table as a file, with one cell changed or none."""
    table = raw_tables()[file]
    if change:
        table = table.copy()
        table.loc[change.row, change.column] = change.after
    return table.to_csv(index=False).encode("utf-8")


def speaking(change: Change) -> Iterator[tuple[str, str]]:
    """Yield what notices a change, with what it says; only what looks at something changed runs."""
    try:
        tables = baseline().read(change)
    except DataRefused as refused:
        yield READING, str(refused.problems[0])
        return
    moved = baseline().moved(tables)
    yield from noticing(change, tables, moved)
    if moved:
        yield BYTES, ", ".join(sorted(moved))


def noticing(change: Change, tables: Tables, moved: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the guards that speak, with what they say first."""
    before = baseline()
    numbers = before.numbers | {name: numbers_by_figure({name: tables[name]}) for name in moved}
    same = all(numbers[name] == before.numbers[name] for name in moved)
    account = change.file.startswith(FOLDER)
    known = before.merged if same else merged(numbers)
    with ExitStack() as stack:
        for module in (coverage, accounts):
            stack.enter_context(mock.patch.object(module, "numbers_by_figure", return_value=known))
        for name, guard in figures.GUARDS.items():
            touched = change.file in before.files[name] or moved & before.tables[name]
            if touched and (account or not same or name not in OF_NUMBERS):
                for problem in _run(name, guard, tables, moved, change)[:1]:
                    yield name, str(problem)


def _run(
    name: str, guard: figures.Guard, tables: Tables, moved: set[str], change: Change
) -> list[Problem]:
    """Run a guard over the changed text only, or over moved tables and their neighbours."""
    if name == "schemas":
        near = [
            t for t in SOURCE_TABLES if {t.name, *(key.table for key in t.foreign_keys)} & moved
        ]
        return figures.schema_problems(tables, tuple(t for t in near if t.name in tables))
    with changed(change, change.text if name in PER_TEXT else ""):
        return guard(tables, paths.RAW)


def summary(found: Sequence[Caught]) -> pd.DataFrame:
    """Return how many changes each guard noticed first, by file."""
    counts = Counter((one.change.file, one.by) for one in found)
    table = pd.Series(counts).unstack(fill_value=0)
    table["changes"] = table.sum(axis=1)
    table.loc["all"] = table.sum()
    return table


def main() -> int:
    options = arguments()
    changes = drawn(list(all_changes(options.files)), options.sample, options.seed)
    baseline()
    with Pool(options.jobs) as pool:
        results = pool.imap(catch, changes, chunksize=20)
        bar = tqdm(results, total=len(changes), disable=not sys.stderr.isatty(), unit="change")
        found = list(bar)
    if options.output:
        write(found, Path(options.output))
    print(summary(found).to_string())
    for word in (BYTES, REGISTER):
        only = Counter((o.change.file, o.change.column) for o in found if o.by == word)
        print(f"\nnoticed by the {word} alone: {only.total()} of {len(found)}")
        for (file, column), count in sorted(only.items()):
            print(f"  {count:5}  {file}, column '{column}'")
    faults = [one for one in found if not one.named or one.by == TRACEBACK]
    named = sum(one.named for one in found)
    print(f"\nnamed by the register of hashes: {named} of {len(found)}")
    print("\n".join(f"{one.change}: {one.told}" for one in faults[:50]))
    return int(bool(faults))


def write(found: Sequence[Caught], path: Path) -> None:
    """Write a line for each change."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["change", "by", "told", "named"])
        writer.writerows([str(one.change), one.by, one.told, one.named] for one in found)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.raw")
    parser.add_argument("files", nargs="*", help="raw tables; all without one")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--output", default="", help="a .csv file with a line for each change")
    add_options(parser, "changes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
