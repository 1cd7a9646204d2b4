"""Differences to look at side by side: cells, texts, pictures, each with how large it is.

What is compared are the two sides; which file they are from, and how it is read, is no matter here.
"""

from __future__ import annotations

import base64
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from PIL import Image, ImageChops, ImageFilter

from helpers.check.differences import TOKEN

WHOLE = 1.0
# Pixels of the halo that lets a single differing pixel be seen, and both colours.
HALO, HALO_COLOUR, COLOUR = 9, (255, 208, 178), (168, 67, 0)
PNG = "data:image/png;base64,"
SVG = "data:image/svg+xml;base64,"
# A run of words, and whether the other side lacks it.
Run = tuple[str, bool]
Table = Sequence[Sequence[object]]


@dataclass(frozen=True)
class CellChange:
    """A cell, or a value of a JSON document, that became another.

    Attributes
    ----------
    place
        Where it is: sheet, row and column, or the path of a value.
    before, after
        As they are stored; None where there is none.
    size
        How much of it differs, from 0 to 1: of numbers the relative change, of words all.
    """

    place: str
    before: str | None
    after: str | None
    size: float


@dataclass(frozen=True)
class TextChange:
    """A text of a page or notebook that became another.

    Attributes
    ----------
    place
        Where it is: cell and output of a notebook, heading of a page.
    before, after
        Its words in order, each run with whether the other side has it.
    size
        Share of the words that differ, from 0 to 1.
    """

    place: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]
    size: float


@dataclass(frozen=True)
class PictureChange:
    """A figure that became another.

    Attributes
    ----------
    place
        Which one.
    before, after
        Both as addresses that hold them, "" for none.
    marked
        The pixels that differ, on the faded picture; "" where both are drawings, which a browser
        lays over each other, or where they are not of one size.
    size
        Share that differs, from 0 to 1: of pixels, or of a drawing's lines.
    pixels, of
        Number of pixels that differ, and of all; 0 for drawings.
    """

    place: str
    before: str
    after: str
    marked: str
    size: float
    pixels: int = 0
    of: int = 0


Change = CellChange | TextChange | PictureChange


def table_changes(before: Table, after: Table, label: str = "") -> Iterator[CellChange]:
    """Yield what differs between two tables with their header first: columns, rows, cells.

    A row or column that came or went makes no other one differ.

    Parameters
    ----------
    before, after
        Rows, the header first.
    label
        Put before each place.
    """
    old, new = ([tuple(_shown(cell) for cell in row) for row in rows] for rows in (before, after))
    for name in dict.fromkeys([*old[0], *new[0]]):
        if (name in old[0]) != (name in new[0]):
            gone, come = (name, None) if name in old[0] else (None, name)
            yield CellChange(f"{label}columns", gone, come, WHOLE)
    shared = [name for name in dict.fromkeys(old[0]) if name in new[0]]
    first, second = (_columns(rows, shared) for rows in (old, new))
    for at, other in _aligned(first, second):
        one, two = (None if at is None else first[at]), (None if other is None else second[other])
        known, number = (two or (), other) if one is None else (one, at)
        place = f"{label}row {(number or 0) + 2}" + (f" ({known[0]})" if known else "")
        if one is None or two is None:
            yield CellChange(place, _joined(one), _joined(two), WHOLE)
            continue
        for column, cell, changed in zip(shared, one, two, strict=True):
            if cell != changed:
                yield CellChange(f"{place}, {column}", cell, changed, distance(cell, changed))


def _columns(rows: Sequence[tuple[str, ...]], names: Sequence[str]) -> list[tuple[str, ...]]:
    """Return some columns of a table, by name and without the header."""
    places = [rows[0].index(name) for name in names]
    return [tuple(row[at] if at < len(row) else "" for at in places) for row in rows[1:]]


def _joined(row: tuple[str, ...] | None) -> str | None:
    """Return a row as one text."""
    return None if row is None else ", ".join(filter(None, row))


def _aligned(old: Table, new: Table) -> Iterator[tuple[int | None, int | None]]:
    """Yield the positions of rows that belong together, None where a row has no partner."""
    if len(old) == len(new) and Counter(map(tuple, old)) != Counter(map(tuple, new)):
        yield from ((at, at) for at in range(len(old)) if old[at] != new[at])
        return
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        paired = min(j - i, m - k)
        yield from zip(range(i, i + paired), range(k, k + paired), strict=True)
        yield from ((at, None) for at in range(i + paired, j))
        yield from ((None, at) for at in range(k + paired, m))


def _shown(cell: object) -> str:
    return "" if cell is None else str(cell)


def distance(before: str | None, after: str | None) -> float:
    """Return how much a cell changed: of numbers the relative change, of anything else all."""
    try:
        old, new = float(before or ""), float(after or "")
    except ValueError:
        return WHOLE
    largest = max(abs(old), abs(new))
    return min(WHOLE, abs(old - new) / largest) if largest else 0.0


def text_changes(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], label: str = ""
) -> Iterator[TextChange]:
    """Yield the texts that differ between two sequences of (place, text)."""
    words = [[text for _, text in some] for some in (old, new)]
    for kind, i, j, k, m in SequenceMatcher(None, words[0], words[1]).get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(j - i, m - k)):
            one = old[i + step] if i + step < j else ("", "")
            two = new[k + step] if k + step < m else ("", "")
            yield text_change(label + (one[0] or two[0]), one[1], two[1])


def text_change(place: str, before: str, after: str) -> TextChange:
    """Return two texts with the words marked in which they differ."""
    old, new = (_words(text) for text in (before, after))
    matched = SequenceMatcher(None, old, new)
    sides: tuple[list[Run], list[Run]] = ([], [])
    for kind, i, j, k, m in matched.get_opcodes():
        for side, run in zip(sides, ("".join(old[i:j]), "".join(new[k:m])), strict=True):
            side.extend([(run, kind != "equal")] if run else [])
    return TextChange(place, tuple(sides[0]), tuple(sides[1]), 1 - matched.ratio())


def _words(text: str) -> list[str]:
    """Return a text as words, numbers, signs and the blanks between them."""
    found, end = [], 0
    for match in TOKEN.finditer(text):
        found += [text[end : match.start()], match.group()]
        end = match.end()
    return [one for one in [*found, text[end:]] if one]


def drawing_change(place: str, before: str, after: str) -> PictureChange:
    """Return two drawings; a browser lays them over each other, so no pixel is counted here."""
    lines = [Counter(re.split(r"[\n>]", text)) for text in (before, after)]
    apart = (lines[0] - lines[1]).total() + (lines[1] - lines[0]).total()
    address = [SVG + base64.b64encode(text.encode("utf-8")).decode("ascii") if text else ""
               for text in (before, after)]  # fmt: skip
    return PictureChange(place, address[0], address[1], "", apart / sum(map(Counter.total, lines)))


def picture_change(place: str, before: bytes, after: bytes) -> PictureChange:
    """Return two pictures with the pixels marked that differ, if both are of one size."""
    address = [PNG + base64.b64encode(content).decode("ascii") if content else ""
               for content in (before, after)]  # fmt: skip
    old, new = (Image.open(io.BytesIO(content)).convert("RGB") if content else None
                for content in (before, after))  # fmt: skip
    if old is None or new is None or old.size != new.size:
        return PictureChange(place, address[0], address[1], "", WHOLE)
    # The largest of three channels: any of them makes a pixel another.
    red, green, blue = ImageChops.difference(old, new).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    differs = largest.point(lambda value: 255 if value else 0)
    pixels, of = differs.histogram()[255], old.width * old.height
    faded = Image.blend(old, Image.new("RGB", old.size, "white"), 0.7)
    faded.paste(HALO_COLOUR, mask=differs.filter(ImageFilter.MaxFilter(HALO)))
    faded.paste(COLOUR, mask=differs)
    buffer = io.BytesIO()
    faded.quantize(64).save(buffer, "png")
    marked = PNG + base64.b64encode(buffer.getvalue()).decode("ascii")
    return PictureChange(place, address[0], address[1], marked, pixels / of, pixels, of)
