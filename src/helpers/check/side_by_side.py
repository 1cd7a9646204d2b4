"""What differs between two files of one name, piece by piece, for people to look at side by side.

Here is how each kind of file is read. `changes` aligns the two sides, so that the smallest
difference can come first; `differences` says them in sentences, the first of them for a terminal.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from helpers.check.changes import (
    WHOLE,
    CellChange,
    Change,
    PictureChange,
    TextChange,
    distance,
    drawing_change,
    picture_change,
    table_changes,
    text_change,
    text_changes,
)
from helpers.edition.notebooks import source_of
from helpers.present.figure_output import MIME

# The drawings of a figure and what a difference calls them.
DRAWINGS = {"svg": "drawing", "narrow": "drawing for phones"}
EMBEDDED_SVG = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
# Elements that stand within a line of text; any other one begins a text of its own.
INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
     "small", "span", "strong", "sub", "sup", "time", "wbr")
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3"))
# What a heading ends with: the sign that holds its address.
SIGN = " ¶"
# Not text for a reader.
SILENT = frozenset(("script", "style", "template"))
# Characters shown before and after the place at which markup differs, and bytes.
AROUND, BYTES_AROUND = 120, 16


@dataclass(frozen=True)
class ChangedFile:
    """What differs between two files of one name, the smallest first in each list.

    Attributes
    ----------
    name
        Its path from the root of the checkout.
    state
        ``changed``, ``gone`` (stored, not made any more) or ``new`` (made, not stored).
    """

    name: str
    state: str
    pictures: tuple[PictureChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    texts: tuple[TextChange, ...] = ()

    @property
    def count(self) -> int:
        """How many pieces differ."""
        return len(self.pictures) + len(self.cells) + len(self.texts)

    @property
    def size(self) -> float:
        """How much differs in all; a file that is gone or new is larger than any change."""
        if self.state != "changed":
            return float("inf")
        changes: list[Change] = [*self.pictures, *self.cells, *self.texts]
        return sum(one.size for one in changes)


def changed_file(name: str, before: bytes | None, after: bytes | None) -> ChangedFile:
    """Return what differs between a stored file and the one made anew.

    Parameters
    ----------
    name
        Path; its ending says how to read the bytes.
    before, after
        What is stored and what was made; None where there is none.
    """
    if before is None or after is None:
        return ChangedFile(name, "new" if before is None else "gone")
    found = _changes(name, before, after) or [_bytes(before, after)]
    ordered = sorted(found, key=lambda one: one.size)
    return ChangedFile(
        name,
        "changed",
        tuple(one for one in ordered if isinstance(one, PictureChange)),
        tuple(one for one in ordered if isinstance(one, CellChange)),
        tuple(one for one in ordered if isinstance(one, TextChange)),
    )


def changed_files(pairs: Mapping[str, tuple[bytes | None, bytes | None]]) -> list[ChangedFile]:
    """Return what differs in each pair of files, the file with the smallest difference first."""
    found = [changed_file(name, *pair) for name, pair in pairs.items()]
    return sorted(found, key=lambda one: (one.size, one.name))


def _changes(name: str, before: bytes, after: bytes) -> list[Change]:
    """Return what a reader of this kind of file sees differ; nothing where it cannot be read."""
    reader = READERS.get(Path(name).suffix)
    try:
        return list(reader(before, after)) if reader else []
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError,
            zipfile.BadZipFile):  # fmt: skip
        return []


def _bytes(before: bytes, after: bytes) -> CellChange:
    """Return the bytes around the first that differ."""
    pairs = enumerate(zip(before, after, strict=False))
    at = next((n for n, (one, other) in pairs if one != other), min(len(before), len(after)))
    shown = [
        repr(content[max(0, at - BYTES_AROUND) : at + BYTES_AROUND])[2:-1]
        for content in (before, after)
    ]
    return CellChange(f"byte {at + 1}", shown[0], shown[1], WHOLE)


def _tables(before: bytes, after: bytes) -> Iterator[Change]:
    old, new = (list(csv.reader(io.StringIO(one.decode("utf-8"), newline="")))
                for one in (before, after))  # fmt: skip
    yield from table_changes(old, new)


def _workbooks(before: bytes, after: bytes) -> Iterator[Change]:
    import openpyxl

    books = [openpyxl.load_workbook(io.BytesIO(content)) for content in (before, after)]
    found: list[Change] = []
    for name in dict.fromkeys([*books[0].sheetnames, *books[1].sheetnames]):
        sides = [name if name in book.sheetnames else None for book in books]
        if None in sides:
            found.append(CellChange(f"sheet '{name}'", sides[0], sides[1], WHOLE))
            continue
        old, new = ([*book[name].iter_rows(values_only=True)] for book in books)
        found += table_changes(old or [[]], new or [[]], f"sheet '{name}', ")
    yield from found or _members(before, after)


def _members(before: bytes, after: bytes) -> Iterator[Change]:
    """Yield the members in which two archives differ."""
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (before, after))
    for name in sorted(set(old.namelist()) & set(new.namelist())):
        pair = old.read(name), new.read(name)
        if pair[0] != pair[1]:
            told = _bytes(*pair)
            yield replace(told, place=f"{name} in the archive, {told.place}")


def _documents(before: bytes, after: bytes) -> Iterator[Change]:
    yield from _values(json.loads(before), json.loads(after))


def _values(old: Any, new: Any, path: str = "") -> Iterator[CellChange]:
    """Yield the values that differ between two JSON documents, by their paths."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _values(old.get(key), new.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for position, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _values(one, other, f"{path}[{position}]")
    elif old != new:
        sides = [None if one is None else json.dumps(one, ensure_ascii=False) for one in (old, new)]
        bare = [one if isinstance(one, str) else side
                for one, side in zip((old, new), sides, strict=True)]  # fmt: skip
        told = bare if bare[0] != bare[1] else sides
        yield CellChange(path, told[0], told[1], distance(told[0], told[1]))


def _pages(before: bytes, after: bytes) -> Iterator[Change]:
    old, new = (before.decode("utf-8"), after.decode("utf-8"))
    pages = [_Page(text) for text in (old, new)]
    found: list[Change] = [*text_changes(pages[0].texts, pages[1].texts)]
    found += _drawings(*(EMBEDDED_SVG.findall(text) for text in (old, new)))
    yield from found or _markup(old, new)


def _drawings(old: list[str], new: list[str]) -> Iterator[PictureChange]:
    """Yield the embedded drawings of a page that differ, by their order on it."""
    for number in range(max(len(old), len(new))):
        pair = [base64.b64decode(some[number]).decode("utf-8") if number < len(some) else ""
                for some in (old, new)]  # fmt: skip
        if pair[0] != pair[1]:
            yield _drawing(f"drawing {number + 1}", *pair)


def _drawing(place: str, old: str, new: str) -> PictureChange:
    """Return two drawings and the words of theirs that differ."""
    words = tuple(text_changes(_Page(old).texts, _Page(new).texts))
    return replace(drawing_change(place, old, new), texts=words)


def _markup(old: str, new: str) -> Iterator[TextChange]:
    """Yield the place at which pages with the same words differ."""
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
              min(len(old), len(new)))  # fmt: skip
    cut = slice(max(0, at - AROUND), at + AROUND)
    yield text_change("markup", old[cut], new[cut])


@dataclass
class _Page(HTMLParser):
    """Collects the texts of a page, each with the heading it stands under."""

    html: str
    texts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.heading, self.words, self.silent = "", "", 0
        self.feed(self.html)
        self._end()

    def _end(self, tag: str = "") -> None:
        text, self.words = " ".join(self.words.split()), ""
        if text:
            self.texts.append((self.heading, text))
            self.heading = f"under '{text.rstrip(SIGN)}'" if tag in HEADINGS else self.heading

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag not in INLINE:
            self._end()
        self.texts += [(self.heading, value) for name, value in attrs if name == "alt" and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        if tag not in INLINE:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words += data


def _notebooks(before: bytes, after: bytes) -> Iterator[Change]:
    books = [json.loads(before), json.loads(after)]
    old, new = ({cell.get("id", str(number)): (number, cell)
                 for number, cell in enumerate(book["cells"], 1)} for book in books)  # fmt: skip
    orders = [[key for key in one if key in other] for one, other in ((old, new), (new, old))]
    if orders[0] != orders[1]:
        yield text_change("order of cells", *(" ".join(keys) for keys in orders))
    yield from _values(books[0].get("metadata"), books[1].get("metadata"), "metadata")
    for key in dict.fromkeys([*old, *new]):
        number, one = old.get(key, (new.get(key, (0,))[0], {}))
        _, two = new.get(key, (0, {}))
        label = f"cell {number} '{key}'"
        sources = [[(label, line) for line in source_of(cell).splitlines()] if cell else []
                   for cell in (one, two)]  # fmt: skip
        yield from text_changes(sources[0], sources[1])
        yield from _runs(one, two, label)
        outputs = [cell.get("outputs", []) for cell in (one, two)]
        for at in range(max(map(len, outputs))):
            data = [_data(some[at]) if at < len(some) else {} for some in outputs]
            yield from _outputs(data[0], data[1], label)


def _runs(one: Mapping[str, Any], two: Mapping[str, Any], label: str) -> Iterator[CellChange]:
    """Yield what differs around the outputs of a cell: how many, as what it ran, metadata."""
    if not (one and two):
        return
    sides = [{"number of outputs": len(cell.get("outputs", [])),
              "run as number": cell.get("execution_count") or "",
              "metadata": cell.get("metadata")} for cell in (one, two)]  # fmt: skip
    for change in _values(sides[0], sides[1]):
        yield replace(change, place=f"{label}, {change.place}")


def _data(output: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an output by type; what a cell printed, and an error, is text."""
    printed = output.get("text") or output.get("traceback", "")
    return dict(output.get("data", {"text/plain": printed}))


def _outputs(old: Mapping[str, Any], new: Mapping[str, Any], label: str) -> Iterator[Change]:
    """Yield what differs between two outputs: a figure's data and words, its pictures, texts."""
    if old.get(MIME) != new.get(MIME):
        yield from _figures(old.get(MIME, {}), new.get(MIME, {}), label)
    pictures = [base64.b64decode("".join(data.get("image/png", ""))) for data in (old, new)]
    if pictures[0] != pictures[1]:
        yield picture_change(label, *pictures)
    if MIME in old or MIME in new:
        return  # its text is the alternative text again
    pages = [_Page("".join(data.get("text/html", ""))).texts for data in (old, new)]
    placed = [[(f"{label}, {head}" if head else label, text) for head, text in some]
              for some in pages]  # fmt: skip
    yield from text_changes(placed[0], placed[1])
    if not (pages[0] or pages[1]):
        texts = [[(label, line) for line in "".join(data.get("text/plain", "")).splitlines()]
                 for data in (old, new)]  # fmt: skip
        yield from text_changes(texts[0], texts[1])


def _figures(old: Mapping[str, Any], new: Mapping[str, Any], label: str) -> Iterator[Change]:
    """Yield what differs between two figure bundles."""
    name = old.get("name") or new.get("name")
    values = [[bundle.get("columns", []), *bundle.get("rows", [])] for bundle in (old, new)]
    yield from table_changes(values[0], values[1], f"{label}, drawn in '{name}', ")
    for part in ("alt", "caption", "source"):
        if old.get(part) != new.get(part):
            yield text_change(f"{label}, {part}", old.get(part, ""), new.get(part, ""))
    for part, called in DRAWINGS.items():
        if old.get(part) != new.get(part):
            yield _drawing(f"{label}, {called}", old.get(part, ""), new.get(part, ""))


def _images(before: bytes, after: bytes) -> Iterator[Change]:
    yield picture_change("", before, after)


def _svgs(before: bytes, after: bytes) -> Iterator[Change]:
    yield _drawing("", before.decode("utf-8"), after.decode("utf-8"))


READERS: dict[str, Callable[[bytes, bytes], Iterator[Change]]] = {
    ".csv": _tables,
    ".ipynb": _notebooks,
    ".html": _pages,
    ".svg": _svgs,
    ".png": _images,
    ".json": _documents,
    ".jsonld": _documents,
    ".xlsx": _workbooks,
}
