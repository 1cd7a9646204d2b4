"""Rows of separated values: one by one, or stacks of plain lines as columns at once.

A million rows as lists cost more than all that is asked of them. Most files have long stretches of
lines with the same number of cells and no quotation mark; these are split as one text.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

QUOTE = '"'


class SeparatedRows:
    """An iterator of number and cells of each row, as `csv.reader` has them.

    Parameters
    ----------
    stream
        A text opened with ``newline=""``.
    delimiter
        What separates the cells.
    refuse
        Makes the error of a text that is not well-formed.
    """

    def __init__(self, stream: TextIO, delimiter: str, refuse: Callable[[str], Exception]) -> None:
        self._delimiter, self._refuse = delimiter, refuse
        self._number = 0
        self._read_from(stream)

    def _read_from(self, lines: Iterator[str]) -> None:
        """Go on with these lines."""
        self._lines = lines
        self._reader = csv.reader(lines, delimiter=self._delimiter, strict=True)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Return the iterator itself."""
        return self

    def __next__(self) -> tuple[int, list[str]]:
        """Return the next row.

        Raises
        ------
        Exception
            What `refuse` makes, if the row is not well-formed.
        """
        try:
            row = next(self._reader)
        except csv.Error as error:
            raise self._refuse(str(error)) from None
        self._number += 1
        return self._number, row

    def take_even(self, width: int, most: int) -> tuple[NDArray[np.int64], list[list[str]]] | None:
        """Take the next lines at once if each is a row of `width` cells, none of them quoted.

        Returns
        -------
        numbers : ndarray of int, shape (n,)
            The numbers of at most `most` rows.
        columns : list of list of str, shape (width, n)
            Their cells. None, and nothing is taken, where a row is else or there is none.
        """
        lines = list(islice(self._lines, most))
        cells = self._split(lines, width)
        if cells is None:
            self._read_from(chain(lines, self._lines))
            return None
        numbers = np.arange(self._number + 1, self._number + len(lines) + 1)
        self._number += len(lines)
        return numbers, [cells[place::width] for place in range(width)]

    def _split(self, lines: list[str], width: int) -> list[str] | None:
        """Return the cells of even lines one after another; None where they are not even."""
        mark = self._delimiter
        if width < 2 or not lines or {line.count(mark) for line in lines} != {width - 1}:
            return None
        text = "".join(lines).replace("\r\n", "\n").removesuffix("\n")
        # The reader refuses a cell of more characters than this; a line is no shorter than a cell.
        is_long = max(map(len, lines)) > csv.field_size_limit()
        if is_long or QUOTE in text or "\r" in text:
            return None
        return text.replace("\n", mark).split(mark)
