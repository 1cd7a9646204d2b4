"""``mic2025 template`` and ``mic2025 validate``: an input workbook, and its check."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.data.input_tables import read_input_tables
from helpers.data.intake.observations import ADDED
from helpers.errors import WrongCall, visible


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


def validate(path: str, targets: str) -> None:
    """Check a file of observations; nothing is written."""
    added = added_rows(read_input_tables(path, targets).observations)
    noun = "observation" if len(added) == 1 else "observations"
    years = ", ".join(map(str, years_of(added)))
    print(visible(f"{Path(path).name}: {len(added)} {noun} can be taken, for {years}"))


def added_rows(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations that a rerunner's file added."""
    return observations[observations["source_id"] == ADDED]


def years_of(observations: pd.DataFrame) -> list[int]:
    """Return the years that observations speak of, in order."""
    return sorted(set(observations["year"]))
