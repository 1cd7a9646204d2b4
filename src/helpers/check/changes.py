"""Two tables, texts or pictures laid side by side: what differs, each with how large it is.

Rows and words are aligned here and nowhere else; which file the sides are from, and how it is read,
is no matter here. Pages show these changes, `differences` says them in sentences.
"""

from __future__ import annotations

import base64
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from PIL import Image, ImageChops, ImageFilter

# A number with its sign and decimals is one word: 33.3 became 33.4, not "3 became 4". The blanks
# that follow a word are no part of what is compared.
TOKEN = re.compile(r"(?:[+\-−]?\d+(?:,\d{3})*(?:\.\d+)?|\w+|[^\w\s])\s*|\s+")
WHOLE = 1.0
# Pixels of the halo that lets a single differing pixel be seen, and both colours.
HALO, HALO_COLOUR, COLOUR = 9, (255, 208, 178), (168, 67, 0)
PNG = "data:image/png;base64,"
SVG = "data:image/svg+xml;base64,"
# A run of words, and whether the other side lacks it.
Run = tuple[str, bool]
Row = tuple[object, ...]
Table = Sequence[Sequence[object]]


@dataclass(frozen=True)
class CellChange:
    """A cell, or a value of a JSON document, that became another.

    Attributes
    ----------
    place
        Where it is: sheet, row and column, or the path of a value.
    before, after
        As they are stored; None where there is none: then what came or went is all of `place`.
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
    texts
        Words of a drawing that differ.
    """

    place: str
    before: str
    after: str
    marked: str
    size: float
    pixels: int = 0
    of: int = 0
    texts: tuple[TextChange, ...] = ()


Change = CellChange | TextChange | PictureChange


def table_changes(before: Table, after: Table, label: str = "") -> Iterator[CellChange]:
    """Yield what differs between two tables with their header first: columns, rows, cells.

    A row or column that came, went or moved makes no other one differ.

    Parameters
    ----------
    before, after
        Rows, the header first.
    label
        Put before each place.
    """
    old, new = [[tuple(row) for row in rows] for rows in (before, after)]
    yield from _columns_changed(old[0], new[0], label)
    shared = [name for name in dict.fromkeys(old[0]) if name in new[0]]
    first, second = (_columns(rows, shared) for rows in (old, new))
    for at, other in _aligned(first, second):
        one, two = (None if at is None else first[at]), (None if other is None else second[other])
        known, number = (two or (), other) if one is None else (one, at)
        place = f"{label}row {(number or 0) + 2}" + (f" ({_shown(known[0])})" if known else "")
        if one is None or two is None:
            yield CellChange(place, _joined(one), _joined(two), WHOLE)
            continue
        if one == two and at is not None and other is not None:
            yield CellChange(f"{place}, place", f"row {at + 2}", f"row {other + 2}", WHOLE)
        for column, *pair in zip(shared, one, two, strict=True):
            if pair[0] != pair[1]:
                cell, changed = _told_apart(*pair)
                size = distance(cell, changed)
                yield CellChange(f"{place}, column '{column}'", cell, changed, size)


def _columns_changed(
    old: Sequence[object], new: Sequence[object], label: str
) -> Iterator[CellChange]:
    """Yield columns that came, went or stand in another order."""
    for name in dict.fromkeys([*old, *new]):
        if (name in old) != (name in new):
            gone, come = (_shown(name), None) if name in old else (None, _shown(name))
            yield CellChange(f"{label}column '{name}'", gone, come, WHOLE)
    if old != new and sorted(map(repr, old)) == sorted(map(repr, new)):
        yield CellChange(f"{label}order of columns", _joined(old), _joined(new), WHOLE)


def _columns(rows: Sequence[Sequence[object]], names: Sequence[object]) -> list[Row]:
    """Return some columns of a table, by name and without the header."""
    places = [list(rows[0]).index(name) for name in names]
    return [tuple(row[at] if at < len(row) else "" for at in places) for row in rows[1:]]


def _joined(row: Sequence[object] | None) -> str | None:
    """Return a row as one text."""
    return None if row is None else ", ".join(filter(None, map(_shown, row)))


def _told_apart(cell: object, changed: object) -> tuple[str, str]:
    """Return two cells as texts; as Python writes them where a number became its own text."""
    texts = _shown(cell), _shown(changed)
    return texts if texts[0] != texts[1] else (repr(cell), repr(changed))


def _aligned(old: Sequence[Row], new: Sequence[Row]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the positions of rows that belong together and differ in a cell or in their place.

    None stands where a row has no partner.
    """
    first, second = ([repr(row) for row in rows] for rows in (old, new))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    blocks = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    left: defaultdict[str, list[int]] = defaultdict(list)
    for _, _, k, m in blocks:
        for other in range(k, m):
            left[second[other]].append(other)
    moved = {}
    for i, j, _, _ in blocks:
        for at in range(i, j):
            if left[first[at]]:
                moved[at] = left[first[at]].pop(0)
    taken = set(moved.values())
    for i, j, k, m in blocks:
        yield from ((at, moved[at]) for at in range(i, j) if at in moved)
        gone = [at for at in range(i, j) if at not in moved]
        come = [other for other in range(k, m) if other not in taken]
        yield from zip_longest(gone, come)


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
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> Iterator[TextChange]:
    """Yield the texts that differ between two sequences of (place, text)."""
    words = [[text for _, text in some] for some in (old, new)]
    for kind, i, j, k, m in SequenceMatcher(None, words[0], words[1]).get_opcodes():
        if kind == "equal":
            continue
        for step in range(max(j - i, m - k)):
            one = old[i + step] if i + step < j else ("", "")
            two = new[k + step] if k + step < m else ("", "")
            yield text_change(one[0] or two[0], one[1], two[1])


def text_change(place: str, before: str, after: str) -> TextChange:
    """Return two texts with the words marked in which they differ.

    Blanks do not count unless nothing else differs.
    """
    old, new = (TOKEN.findall(text) for text in (before, after))
    words = [[word.strip() for word in side] for side in (old, new)]
    one, two = (old, new) if words[0] == words[1] else words
    matched = SequenceMatcher(None, one, two)
    sides: tuple[list[Run], list[Run]] = ([], [])
    for kind, i, j, k, m in matched.get_opcodes():
        for side, run in zip(sides, ("".join(old[i:j]), "".join(new[k:m])), strict=True):
            side.extend([(run, kind != "equal")] if run else [])
    return TextChange(place, _marked(sides[0]), _marked(sides[1]), 1 - matched.ratio())


def _marked(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return runs of words with the blanks that follow a marked one left to the next."""
    found, blanks = [], ""
    for run, differs in runs:
        text = blanks + run
        kept = text.rstrip() if differs and text.strip() else text
        blanks = text[len(kept) :]
        found.append((kept, differs))
    return (*found, *([(blanks, False)] if blanks else []))


def departures(change: TextChange) -> Iterator[tuple[str, str, str]]:
    """Yield what stands where in two texts: before, after, and the words in front of both."""
    old, new = list(change.before), list(change.after)
    front = ""
    while old or new:
        gone, come = (side.pop(0)[0] if side and side[0][1] else "" for side in (old, new))
        if gone or come:
            yield gone, come, front
        else:
            front = old.pop(0)[0] if old else ""
            new = new[1:]


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
