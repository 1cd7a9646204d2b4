"""``mic2025 rerun``: an edition of one's own, beside the published one."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from helpers import paths
from helpers.commands.build import build
from helpers.commands.intake import tell
from helpers.commands.parameter_checks import check_parameters, known_to
from helpers.edition.layout import EXECUTED, FIGURES, FILE_ENDINGS, INPUTS, TABLES
from helpers.edition.notebooks import all_notebooks
from helpers.edition.occupants import EDITION, check_place
from helpers.edition.parameters import READING, declared_parameters, parse_assignments
from helpers.edition.sheets import FOLDERS
from helpers.errors import WrongCall

# Added figures that a rerun makes itself.
LATER_FILE = "later_values.csv"
EDITION_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
# Folders of the published edition, and its own name.
RESERVED = (paths.PUBLISHED, FIGURES, TABLES, EXECUTED, INPUTS, *FOLDERS.values())


def rerun(
    edition: str,
    observations: str,
    targets: str,
    assignments: list[str],
    may_replace: bool = False,
    reports: Path = paths.REPORTS,
    reading: Sequence[str] = (),
    later: bool = False,
) -> None:
    """Make an edition in ``reports/NAME``, or update the one that the same command made.

    Parameters
    ----------
    edition
        Its name.
    observations, targets
        Paths of added files, or "".
    assignments
        Parameters as ``name=value``.
    may_replace
        Whether it may take the place of an edition that another command made.
    reports
        The folder the edition's own folder lies in.
    reading
        What is said of the table of observations in place of a guess.
    later
        Add the later values of this repository; `observations` is "" then.

    Raises
    ------
    CompendiumError
        If the name, its place, a parameter or a file is refused, or a cell fails.
    """
    check_name(edition)
    if later and (observations or targets):
        raise WrongCall(
            "--later adds this repository's own values to its own plan; leave the files"
        )
    assignments = [*assignments, *([f"{READING}={list(reading)!r}"] if reading else [])]
    command = command_line(edition, observations, targets, assignments, later)
    check_place(
        reports / edition, EDITION, lambda record: record.get("command") == command, may_replace
    )
    _check_files(observations, targets)
    with TemporaryDirectory() as folder:
        added = _later_values(Path(folder)) if later else observations
        values: dict[str, Any] = parse_assignments(assignments)
        values |= {
            name: path for name, path in (("observations", added), ("targets", targets)) if path
        }
        checked = check_parameters(values, all_notebooks())
        known = known_to(checked)
        tell(known.findings)
        build(checked, edition, command, reports=reports)
        _hint(checked, known.added)


def _later_values(folder: Path) -> str:
    """Write the later values of this repository as a file to be added; return its path."""
    from helpers.data.input_tables import read_input_tables
    from helpers.data.later_figures import later_figures

    path = folder / LATER_FILE
    later_figures(read_input_tables()).to_csv(path, index=False, lineterminator="\n")
    return str(path)


def _check_files(observations: str, targets: str) -> None:
    """Refuse two files of one name: an edition keeps its inputs by name."""
    if observations and targets and Path(observations).name == Path(targets).name:
        raise WrongCall(
            f"observations and targets are both called {Path(targets).name}, and an edition keeps "
            f"its inputs by name; give one of them another name"
        )


def check_name(edition: str) -> None:
    """Refuse a name that is no plain folder name, or is taken.

    Raises
    ------
    WrongCall
        With what a name may be.
    """
    taken = edition in RESERVED or edition.endswith((".", *FILE_ENDINGS))
    if taken or not EDITION_NAME.fullmatch(edition):
        raise WrongCall(
            f"an edition cannot be called {edition!r}; use small letters, digits, '-', '_' and "
            f"'.', at most 60, without the ending of a file, and none of {', '.join(RESERVED)}"
        )


def command_line(
    edition: str,
    observations: str,
    targets: str,
    assignments: Sequence[str],
    later: bool = False,
) -> str:
    """Return the command that makes the edition, files by name."""
    words = ["mic2025", "rerun", *(["--later"] if later else [])]
    for option, path in (("--observations", observations), ("--targets", targets)):
        words += [option, Path(path).name] if path else []
    for text in assignments:
        words += ["-p", text]
    return shlex.join([*words, "--edition", edition])


def _hint(values: Mapping[str, Any], added_years: list[int]) -> None:
    """Say so where none of the added figures speaks of the report year."""
    default = declared_parameters(all_notebooks())["report_year"].default
    report_year = values.get("report_year", default)
    if added_years and report_year not in added_years:
        print(
            f"note: no added figure speaks of {report_year}, the year compared; they speak of "
            f"{', '.join(map(str, added_years))}. Add -p report_year={added_years[-1]} to compare "
            "them.",
            file=sys.stderr,
        )
