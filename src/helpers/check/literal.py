"""Cells declared as printed, held to the wording of their texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers.check.accounts import source_in_name
from helpers.data.coverage import text_of
from helpers.data.raw import RawRow, read_raw, read_rows
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
    for path in sorted(folder.glob("*.csv")):
        columns = printed_columns(path.name, folder)
        for row in read_rows(path.name, folder) if columns else ():
            for column in columns:
                text = folded.get(text_of(source_of_cell(column, row)), "")
                for piece in pieces(row[column]) if text else []:
                    if fold(piece) not in text:
                        yield row.problem(column, "words that stand in the text", REMEDY, piece)


def printed_columns(file: str, folder: Path) -> list[str]:
    """Return the columns of a raw table whose cells are as a text prints them."""
    also = ALSO_PRINTED.get(file, ())
    return [str(name) for name in read_raw(file, folder) if PRINTS.search(name) or name in also]


def pieces(cell: str) -> list[str]:
    """Return what a cell prints, without what stands for omissions and words of ours.

    Examples
    --------
    >>> pieces("2,000 hours … per year [no base]")
    ['2,000 hours', 'per year']
    """
    return [piece.strip() for piece in OURS.split(cell) if piece.strip()]


def fold(text: str) -> str:
    """Return a text without its blanks, full-width marks as plain ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def source_of_cell(column: str, row: RawRow) -> str:
    """Return the source of a printed cell: named by its column, by another cell, or the row's."""
    other = row.cells.get(SOURCES.get(column, ""))
    return source_in_name(column) or other or row.cells.get("source_id", "")
