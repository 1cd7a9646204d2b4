"""Cells declared as printed, held to the wording of their texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from helpers.check.accounts import source_in_name
from helpers.data.coverage import text_of
from helpers.data.raw import RawRow, read_raw, rows_of
from helpers.errors import Problem

# Columns that quote a text, and the column that names the source of another one.
PRINTS = re.compile(r"printed|^definition$")
ALSO_PRINTED = {"policies.csv": ("title_en",), "funds.csv": ("name",),
                "roadmap_targets.csv": ("sector", "subsector")}  # fmt: skip
SOURCES = {"other_printed": "other_source_id"}
# Between pieces the text says more; in square brackets stand our words, or a translator's.
OURS = re.compile(r"\[[^\]]*\]|…")
REMEDY = "Print what the text says; … for what is left out, square brackets for words of ours."


def prints_stand_in_texts(texts: Mapping[str, str], folder: Path) -> Iterator[Problem]:
    """Yield pieces of printed cells that their text does not hold, blanks and line breaks aside.

    Parameters
    ----------
    texts
        The texts read, by source; cells of other sources are passed over.
    folder
        Where the raw tables lie; every column that is called printed is held to its text.
    """
    folded = {source: fold(text) for source, text in texts.items()}
    for row, column, source in printed_cells(folder):
        text = folded.get(source, "")
        for piece in pieces(row[column]) if text else []:
            if fold(piece) not in text:
                yield row.problem(column, "words that stand in the text", REMEDY, piece)


def printed_cells(folder: Path) -> Iterator[tuple[RawRow, str, str]]:
    """Yield each cell that is as a text prints it: its row, its column, and the text's source."""
    for path in sorted(folder.glob("*.csv")):
        table, also = read_raw(path.name, folder), ALSO_PRINTED.get(path.name, ())
        columns = [str(name) for name in table if PRINTS.search(name) or name in also]
        for position, cells in rows_of(table) if columns else ():
            row = RawRow(path.name, position, cells)
            yield from ((row, column, text_of(_source_of(column, row))) for column in columns)


def pieces(cell: str) -> list[str]:
    """Return what a cell prints, without what stands for omissions and words of ours.

    Examples
    --------
    >>> pieces("2,000 hours … per year [no base]")
    ['2,000 hours', 'per year']
    """
    return [piece.strip() for piece in OURS.split(cell) if piece.strip()]


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Return a text without its blanks, full-width marks as plain ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _source_of(column: str, row: RawRow) -> str:
    """Return the source of a printed cell: named by its column, by another cell, or the row's."""
    other = row.cells.get(SOURCES.get(column, ""))
    return source_in_name(column) or other or row.cells.get("source_id", "")
