"""``mic2025 template`` and ``mic2025 validate``: an input workbook, and its check."""

from __future__ import annotations

from pathlib import Path

from helpers.data.edition import load_edition
from helpers.errors import WrongCall


def make_template(path: str, targets: str) -> None:
    """Write an empty input workbook for the plan's indicators, or another plan's."""
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise WrongCall(f"the template is an Excel workbook; call it {target.stem}.xlsx")
    if target.exists():
        raise WrongCall(f"{target.name} is there already; choose another name")
    from helpers.data.template import write_template

    write_template(target, load_edition(targets=targets).indicators)
    print(f"{target.name} is ready; its sheet 'about' explains it")


def validate(path: str, targets: str) -> None:
    """Check a file of observations; nothing is written."""
    edition = load_edition(path, targets)
    added = edition.observations[edition.observations["source_id"] == "added"]
    years = ", ".join(map(str, sorted(set(added["year"]))))
    noun = "observation" if len(added) == 1 else "observations"
    print(f"{Path(path).name}: {len(added)} {noun} can be taken, for {years}")
