"""A semantic table as a notebook output: caption, scope, units, aligned digits."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.present.words import STATUSES, number

Cell = Callable[[Any], str]


@dataclass(frozen=True)
class Shown:
    """How one column is shown.

    Parameters
    ----------
    name
        Column of the table.
    header
        Heading, unit included.
    cell
        Function from value to text; the text is escaped.
    kind
        ``text``, ``number``, ``span``, ``status`` or ``zh`` (Chinese as printed).
    """

    name: str
    header: str
    cell: Cell = str
    kind: str = "text"


def as_number(name: str, header: str, decimals: int = 1, *, sign: bool = False) -> Shown:
    """Show a column of numbers with fixed decimals."""
    return Shown(name, header, lambda value: number(value, decimals, sign=sign), "number")


def as_year(name: str, header: str = "Year") -> Shown:
    """Show a column of years or counts; blank where missing."""
    return Shown(name, header, lambda value: "" if pd.isna(value) else str(int(value)), "number")


def as_text(name: str, header: str) -> Shown:
    """Show a column of text."""
    return Shown(name, header, lambda value: "" if pd.isna(value) else str(value))


def as_span(name: str, header: str) -> Shown:
    """Show a column of ranges, kept on one line."""
    return Shown(name, header, lambda value: "" if pd.isna(value) else str(value), "span")


def as_chinese(name: str, header: str) -> Shown:
    """Show a column of Chinese text as printed."""
    return Shown(name, header, lambda value: "" if pd.isna(value) else str(value), "zh")


def as_status(name: str, header: str) -> Shown:
    """Show a column of positions as sign and word."""
    return Shown(
        name, header, lambda value: f"{STATUSES[value].sign} {STATUSES[value].word}", "status"
    )


@dataclass(frozen=True)
class ShownTable:
    """A table ready to be shown; the first column names the row.

    Parameters
    ----------
    rows
        The values.
    columns
        What is shown, in order.
    caption
        What a row is, with units where they are common to all.
    note
        Sources and remarks under the table.
    """

    rows: pd.DataFrame
    columns: Sequence[Shown]
    caption: str
    note: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def cells(self) -> list[list[str]]:
        """Return the shown texts, row by row."""
        return [
            [column.cell(value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows[[column.name for column in self.columns]].itertuples(
                index=False, name=None
            )
        ]

    def text(self) -> str:
        """Return caption and cells as tab-separated lines."""
        lines = [[column.header for column in self.columns], *self.cells()]
        return "\n".join([self.caption, *("\t".join(line) for line in lines)])

    def html(self) -> str:
        """Return the table as HTML with caption and scopes, every cell escaped."""
        head = "".join(
            f'<th scope="col" class="{column.kind}">{escape(column.header)}</th>'
            for column in self.columns
        )
        body = "".join(
            f"<tr>{self._row(texts, values)}</tr>"
            for texts, values in zip(self.cells(), self.rows.to_dict("records"), strict=True)
        )
        note = f'<p class="note">{escape(self.note)}</p>' if self.note else ""
        return (
            f'<div class="table" tabindex="0" role="region" aria-label="{escape(self.caption)}">'
            f"<table><caption>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{note}"
        )

    def _row(self, texts: list[str], values: dict[Any, Any]) -> str:
        """Return the cells of one row; the first is its heading."""
        cells = []
        for position, (column, text) in enumerate(zip(self.columns, texts, strict=True)):
            tag = 'th scope="row"' if position == 0 else "td"
            language = ' lang="zh"' if column.kind == "zh" else ""
            tone = f" {STATUSES[values[column.name]].tone}" if column.kind == "status" else ""
            cells.append(f'<{tag} class="{column.kind}{tone}"{language}>{escape(text)}</{tag[:2]}>')
        return "".join(cells)


def escape(text: str) -> str:
    """Return text that cannot be anything but text in HTML."""
    return html.escape(text, quote=True)
