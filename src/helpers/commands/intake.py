"""``mic2025 template`` and ``mic2025 validate``: an input workbook, and its check."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

from helpers.data.input_tables import read_input_tables
from helpers.data.intake.findings import Findings
from helpers.data.intake.observations import ADDED
from helpers.errors import DataRefused, WrongCall, visible


def make_template(path: str, targets: str) -> None:
    """Write an empty input workbook for the plan's indicators, or another plan's."""
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise WrongCall(f"the template is an Excel workbook; call it {target.stem}.xlsx")
    if target.exists():
        raise WrongCall(f"{target.name} is there already; choose another name")
    from helpers.present.workbook.intake_template import write_template

    write_template(target, read_input_tables(targets=targets).indicators)
    print(f"{target.name} is ready; its sheet 'about' explains it")


def validate(path: str, targets: str, strict: bool = False, as_json: bool = False) -> None:
    """Check a file of observations; nothing is written.

    Parameters
    ----------
    path
        The file.
    targets
        Path of another plan's target table, or "".
    strict
        Refuse what is probably wrong too.
    as_json
        Print one JSON document.

    Raises
    ------
    DataRefused
        If the file cannot be taken, or under `strict` holds what is probably wrong.
    """
    findings = Findings()
    added = added_rows(read_input_tables(path, targets, findings=findings).observations)
    if strict and findings.doubts:
        raise DataRefused(f"{Path(path).name} holds what is probably wrong", findings.doubts)
    if as_json:
        told = {
            "observations": len(added),
            "years": years_of(added),
            "readings": findings.readings,
            "doubts": [doubt.as_record() for doubt in findings.doubts],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return
    noun = "observation" if len(added) == 1 else "observations"
    years = ", ".join(map(str, years_of(added)))
    print(visible(f"{Path(path).name}: {len(added)} {noun} can be taken, for {years}"))
    tell(findings)


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
