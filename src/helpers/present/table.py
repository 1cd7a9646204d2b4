"""A semantic table as a notebook output: caption, scope, units, aligned digits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from typing import Any

import pandas as pd

from helpers.present.numbers import number
from helpers.present.table_marks import aligned, fold_words, pointed
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.texts.language import language
from helpers.present.words import STATUSES, source_word

Cell = Callable[[Any], str]
# A column with a longer cell than this is given room on narrow screens.
LONG_CELL = 45
# A table with more rows is folded; a reader opens it.
MANY_ROWS = 30
# From so many rows on, a column that says the same in each says it once.
ROWS_TO_REPEAT = 3
# A table whose columns after the first hold no more characters than this stays one on a phone.
SMALL_TABLE = 26
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
        ``text``, ``number``, ``lines`` (figures of several parts, each kept on one line),
        ``span``, ``status``, ``zh`` (text as printed, Chinese or not), ``links`` (to other rows) or
        ``source`` (the id of a source, which a page turns into a footnote).
    blank
        What stands in a cell without a value, and says why.
    source
        Id of the source the whole column is taken from, which a page turns into a footnote.
    tone
        Function from value to the name of its colour; for the kind ``status``.
    markup
        Function from value to the HTML of a cell with links in it; it escapes what it is given.
    """

    name: str
    header: str = ""
    cell: Cell = str
    kind: str = "text"
    blank: str = ""
    source: str = ""
    tone: Callable[[Any], str] | None = None
    markup: Callable[[Any], str] | None = None

    def text(self, value: Any) -> str:
        """Return what the cell of a value shows."""
        return self.cell(value) or self.blank


def _plain(value: Any) -> str:
    """Return a cell as it is, "" for a missing one."""
    return "" if pd.isna(value) else str(value)


def as_number(name: str, header: str = "", decimals: int = 1, *, sign: bool = False) -> Shown:
    """Show a column of numbers with fixed decimals, so that their points align."""
    return Shown(name, header, lambda value: number(value, decimals, sign=sign), "number")


# Years, and counts with thousands apart.
as_year = partial(Shown, cell=lambda value: "" if pd.isna(value) else str(int(value)), kind="span")
as_count = partial(
    Shown, cell=lambda value: "" if pd.isna(value) else f"{int(value):,}", kind="number"
)
# Text; short text or ranges, kept on one line; figures already in words, with the same decimals in
# every row; figures of several parts, each kept on one line by no-break spaces; text as printed,
# marked as Chinese where it is.
as_text, as_span, as_figures, as_lines, as_chinese = (
    partial(Shown, cell=_plain, kind=kind) for kind in ("text", "span", "number", "lines", "zh")
)
# Source ids by the names of the sources; positions as sign and word, "" for none.
as_source = partial(Shown, cell=source_word, kind="source")
as_status = partial(
    Shown,
    cell=lambda value: f"{STATUSES[value].sign} {STATUSES[value].word}" if value else "",
    kind="status",
    tone=lambda value: STATUSES[value].tone if value else "none",
)


class RepeatedFacts(Facts, template="tables", block="repeated"):
    """Heading and value of each column that would say the same in every row."""

    columns: list[tuple[str, str]]


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
    empty
        The sentence in place of a table without rows; a general one where it is "".
    folded
        Whether a reader opens it; a long table is folded anyway.
    opened
        Whether a folded table is open on a screen; a sheet leaves it out on paper.
    """

    rows: pd.DataFrame
    columns: Sequence[Shown]
    caption: str
    note: str = ""
    empty: str = ""
    folded: bool = False
    opened: bool = False

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": aligned(self.html()), "text/plain": self.text()}

    @cached_property
    def cells(self) -> list[list[str]]:
        """The shown texts, row by row."""
        return [
            [column.text(value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows[[column.name for column in self.columns]].itertuples(
                index=False, name=None
            )
        ]

    def text(self) -> str:
        """Return caption and cells as tab-separated lines."""
        if self.rows.empty:
            return self._nothing()
        shown = self.without_repetition
        lines = [[column.header for column in shown.columns], *shown.cells]
        return "\n".join([self.caption, *("\t".join(line) for line in lines)])

    def html(self) -> str:
        """Return the table as HTML with caption and scopes, every cell escaped."""
        if self.rows.empty:
            return f"<p>{escape(self._nothing())}</p>"
        shown = self.without_repetition
        note = f'<p class="note">{escape(shown.note)}</p>' if shown.note else ""
        if not (self.folded or len(self.rows) > MANY_ROWS):
            return shown._grid() + note
        summary = escape(fold_words(self.caption, len(self.rows)))
        return (
            f'<details class="rows"{" open" if self.opened else ""}>'
            f"<summary>{summary}</summary>{shown._grid()}{note}</details>"
        )

    def fold(self, *, opened: bool = False) -> ShownTable:
        """Return the table folded: a reader opens it, and paper shows its heading alone."""
        return replace(self, folded=True, opened=opened)

    @cached_property
    def without_repetition(self) -> ShownTable:
        """The table with what a column says in every row said once, in the note.

        Outcomes and links stay, and so does a column that is left alone.
        """
        if len(self.rows) < ROWS_TO_REPEAT:
            return self
        kept: list[Shown] = []
        told: list[tuple[str, str]] = []
        for column, cells in zip(self.columns, zip(*self.cells, strict=True), strict=True):
            if column.tone or column.markup or column.source or len(set(cells)) > 1:
                kept.append(column)
            elif cells[0]:
                value = self.rows[column.name].iloc[0]
                told.append((column.header, value if column.kind == "source" else cells[0]))
        if not told or not kept:
            return self
        once = phrase(RepeatedFacts(told))
        return replace(self, columns=kept, note=f"{once} {self.note}".strip())

    def _grid(self) -> str:
        """Return the table itself, in a region that a keyboard can scroll."""
        shown = self.cells
        rooms, headers = _rooms(shown, self.columns), [column.header for column in self.columns]
        head = "".join(
            f'<th scope="col" class="{column.kind}{room}"{_told(column.source)}>'
            f"{escape(column.header)}</th>"
            for column, room in zip(self.columns, rooms, strict=True)
        )
        body = "".join(
            f"<tr>{self._row(texts, values)}</tr>"
            for texts, values in zip(
                self._pointed(shown), self.rows.to_dict("records"), strict=True
            )
        )
        caption, small = escape(self.caption), _is_small(shown, headers)
        return (
            f'<div class="table{" small" if small else ""}" tabindex="0" role="region" '
            f'aria-label="{caption}"><table><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def _pointed(self, shown: list[list[str]]) -> list[list[str]]:
        """Return the cells with the decimal points of each column of numbers aligned."""
        columns = [
            pointed(texts) if column.kind == "number" else list(texts)
            for column, texts in zip(self.columns, zip(*shown, strict=True), strict=True)
        ]
        return [list(row) for row in zip(*columns, strict=True)]

    def _nothing(self) -> str:
        """Return what stands in place of a table without rows."""
        return self.empty or language().word("empty", "tables")

    def _row(self, texts: list[str], values: dict[Any, Any]) -> str:
        """Return the cells of one row; the first is its heading."""
        tags = ['th scope="row"'] + ["td"] * (len(texts) - 1)
        return "".join(
            _cell_html(tag, column, text, values[column.name])
            for tag, column, text in zip(tags, self.columns, texts, strict=True)
        )


def labelled(rows: pd.DataFrame, columns: Sequence[Shown], labels: Mapping[str, str]) -> ShownTable:
    """Return a table with the words of a block of labels.

    Parameters
    ----------
    rows, columns
        As in `ShownTable`; headings are not given yet.
    labels
        ``title``, ``note`` and ``empty`` of the table; the heading of each column by its name, and
        what stands in its blank cells by ``name.blank``.

    Raises
    ------
    KeyError
        If a column has no heading.
    """
    named = [
        replace(column, header=labels[column.name], blank=labels.get(f"{column.name}.blank", ""))
        for column in columns
    ]
    return ShownTable(rows, named, labels["title"], labels.get("note", ""), labels.get("empty", ""))


def _cell_html(tag: str, column: Shown, text: str, value: Any) -> str:
    """Return a cell with its kind, its tone, and what the page must know of it."""
    told = ""
    if column.kind == "source":
        told = _told(str(value))
    elif column.kind == "zh" and CHINESE.search(text):
        told = ' lang="zh"'
    tone = f" {column.tone(value)}" if column.tone else ""
    # A value that shows as nothing is a blank cell; its words are no value.
    tone += " blank" if column.blank and not column.cell(value) else ""
    # A sign stays with the word after it.
    words = text.replace(" ", "\N{NO-BREAK SPACE}", 1) if column.kind == "status" else text
    inner = column.markup(value) if column.markup and column.cell(value) else escape(words)
    return f'<{tag} class="{column.kind}{tone}"{told}>{inner}</{tag[:2]}>'


def _told(source: str) -> str:
    """Return the attribute that names a source, "" for none."""
    return f' data-source="{escape(source)}"' if source else ""


def _is_small(shown: list[list[str]], headers: list[str]) -> bool:
    """Tell whether a table is narrow enough to stay one on a phone."""
    columns = list(zip(*shown, strict=True))[1:]
    widths = [
        max(map(len, [*header.split(), *texts]))
        for header, texts in zip(headers[1:], columns, strict=True)
    ]
    return sum(widths) <= SMALL_TABLE


def _rooms(shown: list[list[str]], declared: Sequence[Shown]) -> list[str]:
    """Return the class of each column with long cells, and mark the one with most to read.

    Links to rows are no reading.
    """
    columns = [
        () if column.kind == "links" else texts
        for column, texts in zip(declared, zip(*shown, strict=True), strict=True)
    ]
    sums = [sum(map(len, texts)) for texts in columns]
    rooms = [" long" if max(map(len, texts), default=0) > LONG_CELL else "" for texts in columns]
    if any(rooms):
        most = max(range(len(sums)), key=lambda at: sums[at] if rooms[at] else 0)
        rooms[most] += " most"
    return rooms
