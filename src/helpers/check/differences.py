"""What differs between two texts, tables or files of one name, the smallest thing first."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from helpers.edition.notebooks import source_of
from helpers.present.bundle import MIME

# A number with its sign and decimals is one word: 33.3 became 33.4, not "3 became 4".
TOKEN = re.compile(r"[+\-−]?\d+(?:,\d{3})*(?:\.\d+)?|\w+|[^\w\s]")
CONTEXT = 5
LONGEST = 12
# The drawings of a figure and what a difference calls them.
DRAWINGS = {"svg": "drawing", "narrow": "drawing for phones"}
EMBEDDED_SVG = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
Rows = Sequence[Sequence[object]]


def difference(before: str, after: str) -> str:
    """Return what became what and after which words; "" for equal texts.

    Blanks do not count unless nothing else differs.

    Examples
    --------
    >>> difference("in 2016, 33.3 % was reported", "in 2016, 33.4 % was reported")
    "'33.3' became '33.4' after 'in 2016,'"
    """
    if before == after:
        return ""
    old, new = (list(TOKEN.finditer(text)) for text in (before, after))
    start = _common(old, new)
    if start == len(old) == len(new):
        return "only blanks or line ends differ"
    end = _common(old[start:][::-1], new[start:][::-1])
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    place = f" after {_phrase(old[max(0, start - CONTEXT) : start])}" if start else ""
    return f"{_phrase(gone)} became {_phrase(come)}{place}"


def _common(first: Sequence[re.Match[str]], second: Sequence[re.Match[str]]) -> int:
    """Return how many leading words two texts share."""
    for position, (one, other) in enumerate(zip(first, second, strict=False)):
        if one.group() != other.group():
            return position
    return min(len(first), len(second))


def _phrase(words: Sequence[re.Match[str]]) -> str:
    """Return words in quotes as their text prints them, cut short where they are many."""
    if not words:
        return "nothing"
    shown = words[:LONGEST]
    text = shown[0].string[shown[0].start() : shown[-1].end()]
    more = " ..." if len(words) > LONGEST else ""
    return repr(" ".join(text.split()) + more)


def csv_differences(before: bytes, after: bytes) -> list[str]:
    """Return the cells in which two CSV files differ, in reading order."""
    return list(row_differences(_rows(before), _rows(after))) or ["line ends or quotes differ"]


def _rows(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, header first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline="")))


def row_differences(before: Rows, after: Rows) -> Iterator[str]:
    """Yield a phrase for each cell, or for rows and columns that came or went.

    Parameters
    ----------
    before, after
        Rows with the header first. A row is named by its number in the file and its first cell.
    """
    old, new = [[tuple(row) for row in rows] for rows in (before, after)]
    if old[:1] != new[:1]:
        yield f"the columns {', '.join(map(str, old[0]))} became {', '.join(map(str, new[0]))}"
        return
    if len(old) != len(new):
        yield from _moved_rows(old, new)
        return
    if sorted(map(repr, old)) == sorted(map(repr, new)) and old != new:
        first = next(n for n, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
        yield f"row {first + 1}: {new[first][0]} stands where {old[first][0]} stood; same rows"
        return
    for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
        for column, (cell, changed) in enumerate(zip(one, other, strict=False)):
            if cell != changed:
                yield (
                    f"row {number} ({one[0]}), column '{old[0][column]}': "
                    f"{_shown(cell)} became {_shown(changed)}"
                )


def _moved_rows(old: Rows, new: Rows) -> Iterator[str]:
    """Yield the number of rows and the first row that is in one table only."""
    gone = next((row for row in old if row not in new), None)
    come = next((row for row in new if row not in old), None)
    told = f"{len(old) - 1} rows became {len(new) - 1}"
    told += f"; gone: {gone[0]}" if gone else ""
    yield told + (f"; new: {come[0]}" if come else "")


def _shown(cell: object) -> str:
    """Return a cell as a sentence shows it."""
    return "a blank" if cell in ("", None) else repr(cell) if isinstance(cell, str) else str(cell)


def describe(name: str, before: bytes, after: bytes) -> list[str]:
    """Return phrases that say where two files differ; empty for equal bytes.

    Parameters
    ----------
    name
        File name; its ending says how to read the bytes.
    """
    if before == after:
        return []
    reader = READERS.get(Path(name).suffix, _bytes)
    try:
        return reader(before, after)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, zipfile.BadZipFile):
        return _bytes(before, after)


def compare_folders(
    before: dict[str, bytes], after: dict[str, bytes], label: str = ""
) -> list[str]:
    """Return a sentence for each file that is gone, new or different.

    Parameters
    ----------
    before, after
        Content by path: what is stored, and what was made anew.
    label
        Put before the path.
    """
    found = []
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            found.append(f"{label}{name}: is not made any more")
        elif name not in before:
            found.append(f"{label}{name}: is missing")
        else:
            told = smallest_difference(name, before[name], after[name])
            found += [f"{label}{name}: {told}"] if told else []
    return found


def smallest_difference(name: str, before: bytes, after: bytes) -> str:
    """Return the first phrase of `describe` and how many more there are; "" for equal bytes."""
    first, *others = describe(name, before, after) or [""]
    return f"{first} (and {len(others)} more places)" if others else first


def notebook_differences(before: bytes, after: bytes) -> list[str]:
    """Return where two notebooks differ: order of cells, then sources, then outputs."""
    old, new = (json.loads(content)["cells"] for content in (before, after))
    ids = [[cell.get("id", "") for cell in cells] for cells in (old, new)]
    if ids[0] != ids[1]:
        return [f"the cells, by id: {difference(' '.join(ids[0]), ' '.join(ids[1]))}"]
    found = []
    for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
        found += [f"cell {number} '{one.get('id')}': {told}" for told in _cell(one, other)]
    return found or ["metadata differ, no cell does"]


def _cell(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """Yield where two cells differ."""
    if source_of(one) != source_of(other):
        yield f"source: {difference(source_of(one), source_of(other))}"
    old, new = one.get("outputs", []), other.get("outputs", [])
    if len(old) != len(new):
        yield f"{len(old)} outputs became {len(new)}"
        return
    for before, after in zip(old, new, strict=True):
        yield from _output(before, after)
    if one.get("execution_count") != other.get("execution_count"):
        yield f"run as number {one.get('execution_count')}, now {other.get('execution_count')}"


def _output(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Yield where two outputs differ: text and figures first, pictures last."""
    old = before.get("data", {"text": before.get("text", "")})
    new = after.get("data", {"text": after.get("text", "")})
    readers: dict[str, Callable[[Any, Any], Iterator[str]]] = {
        "text": _texts,
        "text/html": lambda a, b: iter(html_differences(_bytes_of(a), _bytes_of(b))),
        MIME: _bundles,
        "image/png": lambda a, b: iter(["the picture has other pixels"]),
    }
    for mime in sorted(old.keys() | new.keys(), key=lambda name: (name == "image/png", name)):
        if mime not in old or mime not in new:
            yield f"the output as {mime} {'is new' if mime in new else 'is gone'}"
        elif old[mime] != new[mime]:
            yield from readers.get(mime, _texts)(old[mime], new[mime])


def _texts(before: Any, after: Any) -> Iterator[str]:
    yield difference("".join(before), "".join(after))


def _bundles(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    """Yield where two figures differ: the values drawn, the words, then the drawing."""
    rows = [[bundle["columns"], *bundle["rows"]] for bundle in (before, after)]
    for told in row_differences(*rows):
        yield f"figure '{before['name']}', values drawn, {told}"
    for part in ("alt", "caption", "source", "name"):
        if before.get(part) != after.get(part):
            yield f"figure '{before['name']}', {part}: {difference(before[part], after[part])}"
    for part, drawing in DRAWINGS.items():
        if before.get(part) != after.get(part):
            told = html_differences(_bytes_of(before.get(part, "")), _bytes_of(after[part]))[0]
            yield f"figure '{before['name']}', {drawing}: {told}"


def _bytes_of(text: Any) -> bytes:
    return "".join(text).encode("utf-8")


class _Words(HTMLParser):
    """Collects what a reader sees: text and alternative texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value or "" for name, value in attrs if name == "alt"]


def html_differences(before: bytes, after: bytes) -> list[str]:
    """Return where two pages differ: in the words a reader sees, else in the markup."""
    old, new = (_opened(content.decode("utf-8")) for content in (before, after))
    seen = difference(" ".join(_Words(old).words), " ".join(_Words(new).words))
    if seen and not seen.startswith("only blanks"):
        return [seen]
    return [f"markup: {difference(old, new)}"]


def _opened(html: str) -> str:
    """Return a page with its embedded drawings written out."""
    return EMBEDDED_SVG.sub(
        lambda match: base64.b64decode(match.group(1)).decode("utf-8", "replace"), html
    )


def json_differences(before: bytes, after: bytes) -> list[str]:
    """Return where two JSON documents differ, by path."""
    found = values_by_path(json.loads(before), json.loads(after))
    return [f"{path}: {_short(old)} became {_short(new)}" for path, old, new in found] or [
        "layout differs"
    ]


def values_by_path(old: Any, new: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield path, old and new value of each value that differs between two JSON documents."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from values_by_path(old.get(key), new.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for position, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from values_by_path(one, other, f"{path}[{position}]")
    elif old != new:
        yield path, old, new


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:77]}..."


def workbook_differences(before: bytes, after: bytes) -> list[str]:
    """Return where two workbooks differ: sheet and cell, else the member of the archive."""
    import openpyxl

    old, new = (openpyxl.load_workbook(io.BytesIO(content)) for content in (before, after))
    if old.sheetnames != new.sheetnames:
        return [f"sheets: {difference(' '.join(old.sheetnames), ' '.join(new.sheetnames))}"]
    found = []
    for name in old.sheetnames:
        rows = [list(book[name].iter_rows(values_only=True)) for book in (old, new)]
        found += [f"sheet '{name}', {told}" for told in row_differences(*rows)]
    return found or [f"the member {_member(before, after)} of the archive differs"]


def _member(before: bytes, after: bytes) -> str:
    """Return the first member in which two archives differ."""
    old, new = (zipfile.ZipFile(io.BytesIO(content)) for content in (before, after))
    names = sorted(set(old.namelist()) & set(new.namelist()))
    return next((name for name in names if old.read(name) != new.read(name)), "list")


def _bytes(before: bytes, after: bytes) -> list[str]:
    """Return the first byte in which two files differ."""
    pairs = enumerate(zip(before, after, strict=False))
    first = next((n for n, (one, other) in pairs if one != other), min(len(before), len(after)))
    return [f"{len(before)} bytes became {len(after)}; the first that differs is byte {first}"]


READERS: dict[str, Callable[[bytes, bytes], list[str]]] = {
    ".csv": csv_differences,
    ".ipynb": notebook_differences,
    ".html": html_differences,
    ".svg": html_differences,
    ".json": json_differences,
    ".jsonld": json_differences,
    ".xlsx": workbook_differences,
}
