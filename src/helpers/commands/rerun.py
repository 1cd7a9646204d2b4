"""``mic2025 rerun``: an edition of one's own, beside the published one."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.commands.build import build
from helpers.edition.notebooks import all_notebooks
from helpers.edition.parameters import declared_parameters, parse_assignments
from helpers.errors import WrongCall

EDITION_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
# Folders of the published edition, and its own name.
RESERVED = (paths.PUBLISHED, "figures", "tables", "notebooks", "indicators", "inputs")


def rerun(edition: str, observations: str, targets: str, assignments: list[str]) -> None:
    """Make or update an edition in ``reports/NAME``.

    Raises
    ------
    CompendiumError
        If the name, a parameter or a file is refused, or a cell fails.
    """
    check_name(edition)
    _check_files(observations, targets)
    values: dict[str, Any] = parse_assignments(assignments)
    values |= {
        name: path for name, path in (("observations", observations), ("targets", targets)) if path
    }
    year = values.get("report_year", declared_parameters(all_notebooks())["report_year"].default)
    years = _years(observations, targets)
    if years:
        _check_year(year, years[0])
    build(values, edition, command_line(edition, observations, targets, assignments))
    if years:
        _hint(year, years[1])


def _check_files(observations: str, targets: str) -> None:
    """Refuse two files of one name: an edition keeps its inputs by name."""
    if observations and targets and Path(observations).name == Path(targets).name:
        raise WrongCall(
            f"observations and targets are both called {Path(targets).name}, and an edition keeps "
            f"its inputs by name; give one of them another name"
        )


def _years(observations: str, targets: str) -> tuple[list[int], list[int]] | None:
    """Return the years of which a value is reported or added, and those of which one is added.

    None where a file is not there: the build refuses it, in its words.
    """
    if not all(Path(name).is_file() for name in (observations, targets) if name):
        return None
    from helpers.commands.intake import added_rows, years_of
    from helpers.data.input_tables import read_input_tables

    reported = read_input_tables(observations, targets).observations
    return years_of(reported), years_of(added_rows(reported))


def _check_year(report_year: Any, years: list[int]) -> None:
    """Refuse a year of which nothing is reported: there would be nothing to compare.

    A year that is no number is refused by the build, in its words.
    """
    if isinstance(report_year, int) and report_year not in years:
        listed = ", ".join(map(str, years)) or "no year"
        raise WrongCall(
            f"no value of {report_year} is reported or added, so nothing can be compared; there "
            f"are values of {listed}. Say which with -p report_year=YEAR"
        )


def check_name(edition: str) -> None:
    """Refuse a name that is no plain folder name, or is taken.

    Raises
    ------
    WrongCall
        With what a name may be.
    """
    if not EDITION_NAME.fullmatch(edition) or edition in RESERVED or edition.endswith("."):
        raise WrongCall(
            f"an edition cannot be called {edition!r}; use small letters, digits, '-', '_' and "
            f"'.', at most 60, and none of {', '.join(RESERVED)}"
        )


def command_line(edition: str, observations: str, targets: str, assignments: list[str]) -> str:
    """Return the command that makes the edition, files by name."""
    words = ["mic2025", "rerun"]
    for option, path in (("--observations", observations), ("--targets", targets)):
        words += [option, Path(path).name] if path else []
    for text in assignments:
        words += ["-p", text]
    return shlex.join([*words, "--edition", edition])


def _hint(report_year: int, added_years: list[int]) -> None:
    """Say so where none of the added figures speaks of the report year."""
    if added_years and report_year not in added_years:
        print(
            f"note: no added figure speaks of {report_year}, the year compared; they speak of "
            f"{', '.join(map(str, added_years))}. Add -p report_year={added_years[-1]} to compare "
            "them.",
            file=sys.stderr,
        )
