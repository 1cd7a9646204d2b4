"""A column of texts by its distinct ones, so that each is read once however often it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike, NDArray

from helpers.data.intake.files import Sheet
from helpers.data.parsing import normalise


@dataclass(frozen=True)
class Distinct:
    """A column as its distinct texts and where they stand: ``texts[codes]`` is the column.

    Attributes
    ----------
    texts : list of str, length k
        Distinct texts, normalised, in order of appearance.
    codes : ndarray of int32, shape (n,)
        Position in `texts` of each row's text.
    """

    texts: list[str]
    codes: NDArray[np.int32]

    def read(self, reading: Callable[[str], Any], dtype: DTypeLike) -> NDArray[Any]:
        """Return what `reading` makes of each row's text, shape (n,)."""
        return np.array([reading(text) for text in self.texts], dtype=dtype)[self.codes]

    def column(self) -> NDArray[Any]:
        """Return the texts row by row; equal ones are one object."""
        return np.array(self.texts, dtype=object)[self.codes]


def distinct(sheet: Sheet, name: str, blank: str) -> Distinct:
    """Return a column of a sheet, normalised as ``rows.Row`` does it.

    Parameters
    ----------
    blank
        Text in place of a blank cell, or of every cell where the sheet has no such column.
    """
    if name not in sheet.cells:
        return Distinct([blank], np.zeros(len(sheet.cells), dtype=np.int32))
    codes, texts = pd.factorize(sheet.cells[name].to_numpy())
    normal = [normalise(text) if text.strip() else blank for text in texts]
    places = {text: place for place, text in enumerate(dict.fromkeys(normal))}
    return Distinct(list(places), np.array([places[text] for text in normal], np.int32)[codes])
