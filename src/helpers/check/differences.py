"""What differs between two files of one name, the smallest thing first, in phrases."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from helpers.check.tables import csv_differences, row_differences
from helpers.check.words import difference
from helpers.edition.notebooks import source_of
from helpers.present.bundle import MIME

PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")


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
            phrases = describe(name, before[name], after[name])
            more = f" (and {len(phrases) - 1} more places)" if len(phrases) > 1 else ""
            found += [f"{label}{name}: {phrases[0]}{more}"] if phrases else []
    return found


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
    if before.get("svg") != after.get("svg"):
        told = html_differences(_bytes_of(before["svg"]), _bytes_of(after["svg"]))[0]
        yield f"figure '{before['name']}', drawing: {told}"


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
    return PICTURE.sub(
        lambda match: base64.b64decode(match.group(1)).decode("utf-8", "replace"), html
    )


def json_differences(before: bytes, after: bytes) -> list[str]:
    """Return where two JSON documents differ, by path."""
    return list(_values(json.loads(before), json.loads(after), "")) or ["layout differs"]


def _values(old: Any, new: Any, path: str) -> Iterator[str]:
    """Yield the path of each value that differs."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            yield from _values(old.get(key), new.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for position, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _values(one, other, f"{path}[{position}]")
    elif old != new:
        yield f"{path}: {_short(old)} became {_short(new)}"


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
