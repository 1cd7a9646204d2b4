"""Errors as sentences: what was found, what was expected, what to do, and an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place, in words a spreadsheet user can act on.

    ``row`` counts as the file does: the header is row 1. Empty fields are left out of the sentence.
    """

    found: str
    expected: str
    remedy: str
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @property
    def place(self) -> str:
        """Where it is: file, sheet, row, column, as far as known."""
        parts = [
            self.file,
            f"sheet '{self.sheet}'" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column '{self.column}'" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        lead = f"{self.place}: " if self.place else ""
        return f"{lead}found {self.found}; expected {self.expected}. {self.remedy}"

    def as_record(self) -> dict[str, object]:
        """The problem as plain values, for ``--json``."""
        return asdict(self)


class CompendiumError(Exception):
    """Base of every error the command line turns into sentences.

    Parameters
    ----------
    message
        One sentence that says what did not happen.
    problems
        All problems found, in reading order; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        self.message = message
        self.problems = list(problems)
        super().__init__(str(self))

    def __str__(self) -> str:
        return "\n".join([self.message, *(f"  - {problem}" for problem in self.problems)])


class RunFailed(CompendiumError):
    """A check or a run failed (exit code 1)."""

    exit_code = 1


class WrongCall(CompendiumError):
    """A command, parameter or name that does not exist or does not fit (exit code 2)."""

    exit_code = 2


class DataRefused(CompendiumError):
    """Data that cannot be taken as they are (exit code 3)."""

    exit_code = 3


def count_problems(problems: list[Problem]) -> str:
    """Return "1 problem" or "n problems"."""
    return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
