"""``mic2025 template`` and ``mic2025 validate``: an input workbook, and its check."""

from __future__ import annotations

from pathlib import Path

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
    count, years = added_figures(path, targets)
    noun = "observation" if count == 1 else "observations"
    told = ", ".join(map(str, years))
    print(visible(f"{Path(path).name}: {count} {noun} can be taken, for {told}"))


def added_figures(path: str, targets: str) -> tuple[int, list[int]]:
    """Return how many observations a file adds, and the years they speak of.

    Raises
    ------
    DataRefused
        If the file cannot be taken.
    """
    observations = read_input_tables(path, targets).observations
    added = observations[observations["source_id"] == ADDED]
    return len(added), sorted(set(added["year"]))
