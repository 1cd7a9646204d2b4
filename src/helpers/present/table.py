"""A semantic table as a notebook output: caption, scope, units, aligned digits."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.present.words import STATUSES, number

Cell = Callable[[Any], str]
# A column with a longer cell than this is given room on narrow screens.
LONG_CELL = 45
CHINESE = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff]")


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
        ``text``, ``number``, ``span``, ``status`` or ``zh`` (text as printed, Chinese or not).
    blank
        What stands in a cell without a value, and says why.
    """

    name: str
    header: str
    cell: Cell = str
    kind: str = "text"
    blank: str = ""

    def text(self, value: Any) -> str:
        """Return what the cell of a value shows."""
        return self.cell(value) or self.blank


def as_number(
    name: str, header: str, decimals: int = 1, *, sign: bool = False, blank: str = ""
) -> Shown:
    """Show a column of numbers with fixed decimals, so that their points align."""
    return Shown(name, header, lambda value: number(value, decimals, sign=sign), "number", blank)


def as_year(name: str, header: str = "Year", *, blank: str = "") -> Shown:
    """Show a column of years or counts."""
    return Shown(
        name, header, lambda value: "" if pd.isna(value) else str(int(value)), "number", blank
    )


def as_text(name: str, header: str, *, blank: str = "") -> Shown:
    """Show a column of text."""
    return Shown(name, header, _plain, blank=blank)


def as_span(name: str, header: str, *, blank: str = "") -> Shown:
    """Show a column of short text or ranges, kept on one line."""
    return Shown(name, header, _plain, "span", blank)


def as_figures(name: str, header: str, *, blank: str = "") -> Shown:
    """Show a column of figures already in words, with the same decimals in every row."""
    return Shown(name, header, _plain, "number", blank)


def as_chinese(name: str, header: str, *, blank: str = "") -> Shown:
    """Show a column of text as printed; cells with Chinese in them are marked as Chinese."""
    return Shown(name, header, _plain, "zh", blank)


def _plain(value: Any) -> str:
    """Return a cell as it is, "" for a missing one."""
    return "" if pd.isna(value) else str(value)


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
            [column.text(value) for column, value in zip(self.columns, row, strict=True)]
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
        shown = self.cells()
        head = "".join(
            f'<th scope="col" class="{column.kind}{_room(shown, position)}">'
            f"{escape(column.header)}</th>"
            for position, column in enumerate(self.columns)
        )
        body = "".join(
            f"<tr>{self._row(texts, values)}</tr>"
            for texts, values in zip(shown, self.rows.to_dict("records"), strict=True)
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
            chinese = column.kind == "zh" and CHINESE.search(text)
            language = ' lang="zh"' if chinese else ""
            tone = f" {STATUSES[values[column.name]].tone}" if column.kind == "status" else ""
            # A value that shows as nothing is a blank cell; its words are no value.
            tone += " blank" if column.blank and not column.cell(values[column.name]) else ""
            cells.append(f'<{tag} class="{column.kind}{tone}"{language}>{escape(text)}</{tag[:2]}>')
        return "".join(cells)


def _room(shown: list[list[str]], position: int) -> str:
    """Return the class of a column with long cells, else nothing."""
    return " long" if any(len(texts[position]) > LONG_CELL for texts in shown) else ""


def escape(text: str) -> str:
    """Return text that cannot be anything but text in HTML."""
    return html.escape(text, quote=True)
