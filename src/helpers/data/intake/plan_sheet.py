"""What a target table says of its plan: a sheet ``plan`` of its workbook, or a YAML beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data.intake.archive import check_archive
from helpers.data.intake.files import WORKBOOKS, find_sheet
from helpers.data.intake.findings import Findings
from helpers.data.intake.nearest_names import nearest
from helpers.data.intake.other_workbooks import other_sheets
from helpers.data.intake.plain_yaml import load_yaml
from helpers.data.intake.sheet_choice import PLAN_SHEET
from helpers.data.plan import BASE_VALUES, OWN, PlanDescription
from helpers.errors import DataRefused, Problem, quoted
from helpers.paths import plan_beside

NAMES = tuple(field.name for field in fields(PlanDescription))
HEADINGS = ("field", "value")
MOST_ROWS, MOST_CHARACTERS = 50, 500
DATES = ("issued", "first_report")
DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
# An entry with the row it stands in, None in a YAML.
Entry = tuple[int | None, str, str]


def plan_of_targets(targets: str | Path, findings: Findings | None = None) -> PlanDescription:
    """Return the plan that a target table belongs to.

    Parameters
    ----------
    targets
        Path of the table; "" for the published version's own plan.
    findings
        Takes a doubt where nothing is said of the plan.

    Returns
    -------
    Plan
        An empty one where neither a sheet nor a file describes it.

    Raises
    ------
    DataRefused
        With every field that is unknown, repeated or cannot be taken, or if both describe it.
    """
    if not targets:
        return OWN
    path = Path(targets)
    beside = plan_beside(path)
    entries = _of_sheet(path)
    if entries is not None:
        if beside.is_file():
            found = f"a sheet '{PLAN_SHEET}' in {path.name} and the file {beside.name}"
            raise _refused(path, [Problem(found, "one description of the plan", "Remove one.")])
        return _taken(path, entries, path.name, PLAN_SHEET)
    if beside.is_file():
        return _taken(path, _of_yaml(beside), beside.name, "")
    if findings is not None:
        findings.doubts.append(_undescribed(path))
    return PlanDescription()


def _undescribed(path: Path) -> Problem:
    """Return the doubt about a table that does not say which plan it is of."""
    sheet = f"a sheet '{PLAN_SHEET}', or " if path.suffix.lower() in WORKBOOKS else ""
    return Problem(
        "no description of the plan",
        f"{sheet}a file {plan_beside(path).name} beside the table",
        "Give at least its title; without it the pages have no name for the plan.",
        path.name,
    )


def _refused(path: Path, problems: Sequence[Problem]) -> DataRefused:
    return DataRefused(f"the plan of {path.name} was not taken", problems)


def _of_sheet(path: Path) -> list[Entry] | None:
    """Return the first two columns of the sheet; None where the file has none."""
    name = find_sheet(path, (PLAN_SHEET,))
    if not name:
        return None
    if path.suffix.lower() == ".xlsx":
        rows = _xlsx_rows(path, name)
    else:
        rows = other_sheets(path)[name][:MOST_ROWS]
    cells = [[_text(cell) for cell in (*row, None, None)[:2]] for row in rows]
    return [
        (number, name.lower().replace(" ", "_"), text)
        for number, (name, text) in enumerate(cells, 1)
        if (name or text) and (name.lower(), text.lower()) != HEADINGS
    ]


def _xlsx_rows(path: Path, sheet: str) -> Sequence[Sequence[Any]]:
    """Return the first rows of a sheet of an .xlsx workbook, two cells each."""
    import openpyxl

    check_archive(path)
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        rows = book[sheet].iter_rows(max_row=MOST_ROWS, max_col=2, values_only=True)
        return [*rows]
    finally:
        book.close()


def _of_yaml(path: Path) -> list[Entry]:
    """Return the keys of a YAML with their values."""
    import yaml

    try:
        content = load_yaml(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as error:
        told = " ".join(str(error).split())[:300]
        raise _refused(path, [Problem(told, "plain YAML", "Mend it.", path.name)]) from None
    if not isinstance(content, dict):
        found = Problem("no keys", f"some of {', '.join(NAMES)}", "Add them.", path.name)
        raise _refused(path, [found])
    return [(None, str(name), _text(value)) for name, value in content.items()]


def _text(value: Any) -> str:
    """Return a cell or a YAML value as text: a day without its time, a year without a point."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _taken(path: Path, entries: Sequence[Entry], file: str, sheet: str) -> PlanDescription:
    """Return the plan that some entries describe."""
    problems = list(_faults(entries, file, sheet))
    if problems:
        raise _refused(path, problems)
    return PlanDescription(**{name: text for _, name, text in entries})


def _faults(entries: Sequence[Entry], file: str, sheet: str) -> Iterator[Problem]:
    """Yield what cannot be taken: names first, then what they hold."""
    seen: set[str] = set()
    for row, name, text in entries:
        problem = partial(Problem, file=file, sheet=sheet, row=row)
        if name not in NAMES:
            expected = f"one of {', '.join(NAMES)}"
            yield problem(quoted(name), expected, f"{nearest(name, NAMES)}Rename or remove it.")
        elif name in seen:
            yield problem(f"'{name}' twice", "one of them", "Remove the other.")
        elif fault := _fault(name, text):
            yield problem(quoted(text), *fault, column=name)
        seen.add(name)
    if not any(name == "title" and text for _, name, text in entries):
        yield Problem("no title", "the title of the plan", "Add it.", file, sheet)


def _fault(name: str, text: str) -> tuple[str, str] | None:
    """Return what is expected of a field and what to do, None where its text can be taken."""
    if not text:
        return None
    if len(text) > MOST_CHARACTERS or not text.isprintable():
        return f"a line of at most {MOST_CHARACTERS} characters", "Shorten it."
    if name in DATES and not DATE.fullmatch(text):
        return "a date such as 2022, 2022-12 or 2022-12-14", "Write it so."
    if name == "base_values" and text not in BASE_VALUES:
        return f"one of {', '.join(BASE_VALUES)}", "Choose one of them."
    if name == "address" and not ADDRESS.fullmatch(text):
        return "an address such as https://example.org/plan", "Write it in full, or leave it out."
    return None


def check_base_values(plan: PlanDescription, milestones: pd.DataFrame, file: str) -> None:
    """Refuse a description that contradicts the roles of the table's base values.

    Raises
    ------
    DataRefused
        If values are said to be measured where rows are expected, or the other way round.
    """
    roles = set(milestones["role"])
    given = {"measured": "baseline" in roles, "expected": "expected" in roles}
    if plan.base_values not in BASE_VALUES or not any(given.values()):
        return
    found = "both" if all(given.values()) else next(name for name, has in given.items() if has)
    if found != plan.base_values:
        problem = Problem(
            f"base_values '{plan.base_values}'",
            f"'{found}', by the roles of the table (baseline: measured, expected: expected)",
            "Mend the description, or the roles.",
            file,
        )
        raise _refused(Path(file), [problem])
