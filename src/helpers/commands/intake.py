"""``mic2025 template`` and ``mic2025 validate``: an input workbook, and its check."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from helpers.data.areas import of_areas
from helpers.data.input_tables import read_input_tables
from helpers.data.intake.findings import Findings
from helpers.data.intake.observations import ADDED
from helpers.errors import DataRefused, WrongCall, visible


def make_template(path: str, targets: str) -> None:
    """Write an empty workbook of figures for the plan's indicators, or for another plan's.

    Parameters
    ----------
    path
        The workbook of figures; "" to write one of targets in place of it.
    targets
        Another plan's target table or, without `path`, the workbook of targets to write.

    Raises
    ------
    WrongCall
        If nothing is named, it is no workbook, or is there already.
    """
    if not path and not targets:
        raise WrongCall("nothing to write; name a workbook of figures, or --targets with one")
    target = Path(path or targets)
    if target.suffix.lower() != ".xlsx":
        raise WrongCall(f"the template is an Excel workbook; call it {target.stem}.xlsx")
    if target.exists():
        raise WrongCall(f"{target.name} is there already; choose another name")
    from helpers.present.workbook.intake_template import write_target_template, write_template

    if path:
        write_template(target, read_input_tables(targets=targets).indicators)
    else:
        write_target_template(target)
    print(f"{target.name} is ready; its sheet 'about' explains it")


def validate(
    path: str,
    targets: str,
    strict: bool = False,
    as_json: bool = False,
    reading: Sequence[str] = (),
) -> None:
    """Check a file of observations, another plan's target table, or both; nothing is written.

    Parameters
    ----------
    path
        The file of observations, or "" for none.
    targets
        Path of another plan's target table, or "".
    strict
        Refuse what is probably wrong too.
    as_json
        Print one JSON document.
    reading
        What is said of the table of observations in place of a guess.

    Raises
    ------
    WrongCall
        If neither is given.
    DataRefused
        If a file cannot be taken, or under `strict` holds what is probably wrong.
    """
    if not path and not targets:
        raise WrongCall("nothing to check; give a file of figures, --targets with a table, or both")
    if reading and not path:
        raise WrongCall("--sheet, --header-row and --column speak of a file of figures; give one")
    findings = Findings()
    read = read_input_tables(path, targets, findings=findings, reading=reading)
    if strict and findings.doubts:
        raise DataRefused(f"{Path(path or targets).name} holds what is probably wrong",
                          findings.doubts)  # fmt: skip
    milestones = read.milestones[read.milestones["role"] == "target"]
    taken = {
        "targets": (targets, "target", milestones),
        "observations": (path, "observation", added_rows(read.reported)),
    }
    given = {name: one for name, one in taken.items() if one[0]}
    if as_json:
        print(_as_json(given, findings))
        return
    for file, noun, rows in given.values():
        print(visible(f"{Path(file).name}: {_counted(noun, rows)}{_of_areas(rows)}"))
    tell(findings)


def _as_json(given: Mapping[str, tuple[str, str, pd.DataFrame]], findings: Findings) -> str:
    """Return how many rows of each file can be taken, their years, and what was found."""
    rows = pd.concat([one[2] for one in given.values()])
    told = {
        **{name: len(one[2]) for name, one in given.items()},
        "years": years_of(rows),
        "readings": findings.readings,
        "doubts": [doubt.as_record() for doubt in findings.doubts],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _counted(noun: str, rows: pd.DataFrame) -> str:
    """Say how many rows can be taken, and for which years."""
    many = noun if len(rows) == 1 else f"{noun}s"
    return f"{len(rows)} {many} can be taken, for {', '.join(map(str, years_of(rows)))}"


def _of_areas(rows: pd.DataFrame) -> str:
    """Say of how many areas the rows are; nothing where they speak of the whole alone."""
    count = of_areas(rows)["area"].nunique()
    return f", of {count} area{'' if count == 1 else 's'}" if count else ""


def tell(findings: Findings) -> None:
    """Print what was guessed of added files, and what is probably wrong with them."""
    for reading in findings.readings:
        print(f"guessed: {visible(reading)}", file=sys.stderr)
    for doubt in findings.doubts:
        print(f"warning: {doubt}", file=sys.stderr)


def added_rows(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations that a rerunner's file added."""
    return observations[observations["source_id"] == ADDED]


def years_of(observations: pd.DataFrame) -> list[int]:
    """Return the years that observations speak of, in order."""
    return sorted({int(year) for year in observations["year"]})
