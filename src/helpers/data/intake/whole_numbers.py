"""Whole numbers whose printed decimals cannot be known: said once for each column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from helpers.data.intake.header_names import year_of
from helpers.data.intake.limits import MOST_LISTED
from helpers.errors import Problem


def doubt_whole_numbers(
    in_sheet: Callable[..., Problem],
    header: Sequence[str],
    rows: Mapping[int, Sequence[int]],
    found: str,
) -> Iterator[Problem]:
    """Yield a doubt for each column of values that holds such numbers.

    Parameters
    ----------
    in_sheet
        Makes a problem with its place.
    header
        What the columns mean.
    rows
        Numbers of the rows that hold one, by the position of the column.
    found
        What they are, in words.
    """
    for place, numbers in rows.items():
        name = header[place] if place < len(header) else ""
        if name != "value" and (year_of(name) is None or "value" in header):
            continue
        more = f" and {len(numbers) - MOST_LISTED} more" if len(numbers) > MOST_LISTED else ""
        yield in_sheet(
            f"{found}, in rows {', '.join(map(str, numbers[:MOST_LISTED]))}{more}",
            "cells formatted as printed, 0.0 for one decimal",
            "They count as printed without decimals; format the cells, or fill in decimals.",
            column=name,
        )
