"""Errors as sentences: what was found, what was expected, what to do, and an exit code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

# A cell that is not understood is quoted to be found again, not to be read through.
MOST_QUOTED = 200


def visible(text: str, kept: str = "") -> str:
    """Return `text` with every character that a terminal would act on or hide as its escape.

    Control characters, marks of direction, lone surrogates and odd blanks; `kept` are left alone.

    Examples
    --------
    >>> print(visible("3\u202e4"))
    3\u202e4
    """
    if text.isprintable():
        return text
    return "".join(
        mark if mark.isprintable() or mark in kept else mark.encode("unicode_escape").decode()
        for mark in text
    )


def quoted(text: str) -> str:
    """Return a text of a file between quotes, cut where it is longer than anyone reads.

    Examples
    --------
    >>> quoted("9" * 100_000)[-24:]
    "9' and 99800 characters more"
    """
    more = len(text) - MOST_QUOTED
    return repr(text[:MOST_QUOTED]) + (f" and {more} characters more" if more > 0 else "")


def shown(value: object) -> str:
    """Return a value as Python writes it, cut where it is longer than anyone reads.

    Examples
    --------
    >>> shown([2016, "x"])
    "[2016, 'x']"
    """
    text = repr(value)
    more = len(text) - MOST_QUOTED
    return f"{text[:MOST_QUOTED]} and {more} characters more" if more > 0 else text


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
            f"sheet '{self.sheet[:MOST_QUOTED]}'" if self.sheet else "",
            f"row {self.row}" if self.row is not None else "",
            f"column '{self.column[:MOST_QUOTED]}'" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        lead = f"{self.place}: " if self.place else ""
        return visible(f"{lead}found {self.found}; expected {self.expected}. {self.remedy}")

    def as_record(self) -> dict[str, object]:
        """The problem as plain values, for ``--json``; nothing in it moves a terminal."""
        return {
            name: visible(value) if isinstance(value, str) else value
            for name, value in asdict(self).items()
        }


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
    # Whether what was printed says it already.
    is_told = False

    def __init__(self, message: str, problems: Iterable[Problem] = ()) -> None:
        self.message = visible(message, kept="\n\t")
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
