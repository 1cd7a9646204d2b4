"""How values were printed: decimals and qualifier, from the cells and the columns that say so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from helpers.data.intake.cell_texts import Number, read_number
from helpers.data.intake.column_rules import NO_NUMBER, FilledForm
from helpers.data.parsing import UnparsedCell, parse_cell

# Of the last printed digit; binary noise beside it decides nothing.
HALF, NOISE = 0.5, 1e-6


@dataclass(frozen=True)
class Print:
    """Decimals and qualifier of each value, shape (n,)."""

    decimals: NDArray[np.int64]
    qualifier: NDArray[Any]


def as_printed(form: FilledForm) -> Print:
    """Return how the values of a form were printed; fault what contradicts the value.

    The column value_printed comes before the column decimals, and that before the digits of the
    value itself. A value with more digits than were printed is kept in full.
    """
    decimals = form.decimals["value"].copy()
    given = form.values["decimals"]
    decimals = np.where(given >= 0, given, decimals)
    cells = form.cells["value_printed"]
    printed, codes = [_read(text) for text in cells.texts], cells.codes
    said = ~form.is_blank("value_printed")
    read = np.array([number.value for number in printed])[codes]
    digits = np.array([number.decimals for number in printed])[codes]
    advice = ("the value as printed, 73.0 or about 5 for example", "Copy the digits.")
    form.fault("value_printed", said & np.isnan(read), advice)
    value = form.values["value"]
    off = np.abs(np.where(read * value < 0, -read, read) - value)
    apart = off > (HALF + NOISE) * 10.0**-digits
    form.fault(
        "value_printed",
        apart,
        lambda row: (f"the print of {value[row]:.12g}", "Make value and print agree."),
    )
    both = ~np.isnan(read) & (given >= 0) & (given != digits)
    form.fault(
        "decimals", both, lambda row: (f"{digits[row]}, as printed", "Leave one of them blank.")
    )
    qualifier = form.values["qualifier"]
    words = np.array([number.qualifier for number in printed], dtype=object)
    for said_so in (form.qualifiers["value"], words[codes]):
        unlike = (said_so != "") & ~form.is_unsaid("qualifier") & (qualifier != said_so)
        form.fault("qualifier", unlike, partial(_as_said, said_so))
        qualifier = np.where(said_so != "", said_so, qualifier)
    return Print(np.where(said, digits, decimals), qualifier)


def _as_said(said: NDArray[Any], row: int) -> tuple[str, str]:
    return f"{said[row]}, as the value says", "Leave one of them."


def _read(text: str) -> Number:
    """Return a print as a number: a plain one, or a change as the plan prints it."""
    number = read_number(text)
    if number:
        return number
    try:
        cell = parse_cell(text)
    except UnparsedCell:
        return NO_NUMBER
    if cell.value is None:
        return NO_NUMBER
    return Number(cell.value, cell.decimals or 0, "about" if cell.qualifier == "about" else "")
