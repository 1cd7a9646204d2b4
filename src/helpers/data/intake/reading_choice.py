"""What is said of a table in place of a guess: its sheet, the row of its header, its columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.data.intake.cell_texts import read_whole
from helpers.data.intake.nearest_names import listed, nearest
from helpers.data.parsing import normalise
from helpers.errors import Problem, WrongCall, quoted

SHEET, HEADER_ROW = "sheet", "header_row"
# Farther down no header stands.
MOST_ABOVE = 1_000
OTHERWISE = "cannot read the added file as told"


@dataclass(frozen=True)
class Choice:
    """What was said of a table; blank, 0 or nothing where it is guessed.

    Attributes
    ----------
    sheet, header_row
        Name of the sheet, and row of the header as the file counts.
    columns
        What columns mean, by their printed header in normal form.
    """

    sheet: str = ""
    header_row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)


GUESSED = Choice()


def parse_choice(texts: Iterable[str], columns: Collection[str]) -> Choice:
    """Return a choice from texts such as "sheet=Data", "header_row=3", "value=数值".

    Parameters
    ----------
    texts
        Each a name, "=" and what it stands for.
    columns
        Columns that the table may have.

    Raises
    ------
    WrongCall
        With every text that says nothing of the kind, and the nearest name.

    Examples
    --------
    >>> parse_choice(["header_row=3", "value=数值"], ["value"])
    Choice(sheet='', header_row=3, columns={'数值': 'value'})
    """
    names = [SHEET, HEADER_ROW, *columns]
    sheet, row, printed = "", 0, {}
    problems = []
    for text in texts:
        name, _, said = (part.strip() for part in text.partition("="))
        if name not in names:
            problems.append(
                Problem(
                    f"{quoted(text)} for the reading of a file",
                    f"name=what it is, name one of {listed(names)}",
                    f"{nearest(name, names)}Mend the name.",
                )
            )
        elif not said or (name == HEADER_ROW and not 0 < (read_whole(said) or 0) <= MOST_ABOVE):
            expected = f"a row from 1 to {MOST_ABOVE:,}" if name == HEADER_ROW else "a name after ="
            problems.append(Problem(quoted(text), expected, "Mend it, or leave it out."))
        elif name == SHEET:
            sheet = said
        elif name == HEADER_ROW:
            row = read_whole(said) or 0
        else:
            printed[normalise(said)] = name
    if problems:
        raise WrongCall(OTHERWISE, problems)
    return Choice(sheet, row, printed)


def check_sheet(path: Path, chosen: str, sheets: Sequence[str]) -> str:
    """Return the chosen sheet.

    Raises
    ------
    WrongCall
        If there is none of this name; the nearest is offered.
    """
    if chosen not in sheets:
        expected = f"one of {listed(sheets)}" if sheets else "no sheet: the file is a text"
        remedy = f"{nearest(chosen, sheets)}Mend it, or leave it out."
        raise WrongCall(
            OTHERWISE, [Problem(f"the sheet {quoted(chosen)}", expected, remedy, path.name)]
        )
    return chosen


def check_columns(choice: Choice, printed: Sequence[str], file: str, row: int) -> None:
    """Refuse columns of a choice that the header does not print.

    Raises
    ------
    WrongCall
        With every one of them and the nearest printed name.
    """
    there = [normalise(name) for name in printed]
    problems = [
        Problem(
            f"{name}={said}",
            f"a column of the header: {listed([one for one in there if one])}",
            f"{nearest(said, there)}Mend it, or say header_row.",
            file,
            row=row,
        )
        for said, name in choice.columns.items()
        if said not in there
    ]
    if problems:
        raise WrongCall(OTHERWISE, problems)


def check_header_row(path: Path, chosen: int, filled: Sequence[int]) -> None:
    """Refuse the row of a header that holds nothing.

    Raises
    ------
    WrongCall
        With the rows near it that are filled.
    """
    if chosen not in filled:
        near = sorted(filled, key=lambda row: abs(row - chosen))[:5]
        raise WrongCall(
            OTHERWISE,
            [
                Problem(
                    f"{HEADER_ROW}={chosen}, a row without content",
                    f"a filled row, such as {listed(list(map(str, sorted(near))))}",
                    "Count as the file does, blank rows too.",
                    path.name,
                )
            ],
        )
