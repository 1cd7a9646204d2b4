"""The archive behind an .xlsx file, checked before any of it is built in memory.

A workbook is a zip of XML. Both can be made so that a small file fills a memory: parts that unpack
a thousandfold, entities that expand, styles by the million. Every part is therefore read once as a
stream that keeps nothing.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from helpers.data.intake.limits import MOST_ROWS
from helpers.errors import DataRefused, Problem, quoted

# A sheet of a million rows of six columns unpacks to about 250 MiB, nine times its size in the
# archive; a zip bomb to a thousand times.
MOST_UNPACKED = 384 * 2**20
MOST_RATIO, SMALL = 100, 2**20
MOST_MEMBERS = 2_000
# Rows stream by, texts are kept; every other part is built as a whole when a workbook is opened.
SHEET, TEXTS = re.compile(r"xl/worksheets/[^/]+\.xml"), "xl/sharedStrings.xml"
MOST_TEXTS, MOST_OTHER = 128 * 2**20, 8 * 2**20
# Of one row, of one text, of what surrounds them, and of a whole part.
MOST_PIECES, MOST_ELEMENTS = 50_000, 40_000_000
MOST_DEPTH = 50
BLOCK = 2**18
# With what files begin that are no archive: workbooks under a password, and those of old.
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
# Blocks without the start of any element: one text of more than 4 MiB.
MOST_QUIET = 16
XML = (".xml", ".rels", ".vml")
DAMAGE = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, ValueError,
          LookupError, OSError, RuntimeError, EOFError)  # fmt: skip


def check_archive(path: Path) -> None:
    """Refuse what is no archive, what unpacks to too much, and XML that defines its own entities.

    Raises
    ------
    DataRefused
        With the first thing found: nothing after it is worth reading.
    """
    with path.open("rb") as stream:
        if stream.read(len(COMPOUND)) == COMPOUND:
            found = "an encrypted workbook, or an .xls file under another name"
            raise refuse(path, found, "Save it without a password, or name it .xls.")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_sizes(path, members)
            for member in members:
                _Scan(path, member.filename).read(archive)
    except DAMAGE as error:
        raise damaged(path, error) from None


def refuse(path: Path, found: str, remedy: str = "Save the figures alone, as .csv.") -> DataRefused:
    """Return the refusal of a whole workbook."""
    problem = Problem(found, "an .xlsx workbook of moderate size", remedy, path.name)
    return DataRefused(f"cannot read {path.name}", [problem])


def damaged(path: Path, error: Exception) -> DataRefused:
    """Return the refusal of a workbook that cannot be read."""
    return refuse(path, f"a damaged workbook ({str(error)[:200]})", "Save it again as .xlsx.")


def _check_sizes(path: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that unpacks to more than a workbook of figures ever would."""
    size = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > max(SMALL, MOST_RATIO * member.compress_size)
        or member.file_size > _most_bytes(member.filename)
        for member in members
    )
    if size > MOST_UNPACKED or len(members) > MOST_MEMBERS or swollen:
        raise refuse(
            path,
            f"{len(members)} parts that unpack to {size // 2**20} MiB",
            "Save the figures alone, as .csv if they are many.",
        )
    if len({member.filename for member in members}) < len(members):
        raise refuse(path, "two parts of one name", "Save it again as .xlsx.")


def _most_bytes(name: str) -> int:
    """Return how large a part may be."""
    if SHEET.fullmatch(name):
        return MOST_UNPACKED
    return MOST_TEXTS if name == TEXTS else MOST_OTHER


class _Scan:
    """One part read as a stream that keeps nothing."""

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.depth = self.rows = self.total = self.inside = self.outside = self.quiet = 0
        # The elements that are built and let go one by one, and how deep they stand.
        self.piece = ("row", 3) if SHEET.fullmatch(name) else ("si", 2) if name == TEXTS else None
        self.in_piece = False

    def read(self, archive: zipfile.ZipFile) -> None:
        """Read the part to its end; what is no XML, a picture for example, is left alone."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            with archive.open(self.name) as stream:
                while block := stream.read(BLOCK):
                    self.quiet += 1
                    if self.quiet > MOST_QUIET and not self._is_other():
                        raise refuse(self.path, f"a text of several MiB in {quoted(self.name)}")
                    parser.Parse(block, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            if not self._is_other():
                raise

    def _is_other(self) -> bool:
        return not self.name.lower().endswith(XML)

    def _doctype(self, *_: object) -> NoReturn:
        raise refuse(
            self.path,
            f"a document type declaration in {quoted(self.name)}",
            "Save it again with a spreadsheet program.",
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.total += 1
        self.quiet = 0
        name = tag.rpartition(":")[2]
        if (name, self.depth) == self.piece:
            self.in_piece, self.inside = True, 0
            self.rows += 1
        elif self.in_piece:
            self.inside += 1
        else:
            self.outside += 1
            self._check_reference(name, attributes)
        if (
            max(self.inside, self.outside) > MOST_PIECES
            or self.total > MOST_ELEMENTS
            or self.rows > MOST_ROWS
            or self.depth > MOST_DEPTH
        ):
            raise refuse(self.path, f"more elements than figures need in {quoted(self.name)}")

    def _end(self, _: str) -> None:
        if self.in_piece and self.piece and self.depth == self.piece[1]:
            self.in_piece = False
        self.depth -= 1

    def _check_reference(self, name: str, attributes: dict[str, str]) -> None:
        """Refuse references that would have a long part built as a whole."""
        part, kind = attributes.get("PartName", "")[1:], attributes.get("ContentType", "")
        posing = name == "Override" and (
            (SHEET.fullmatch(part) and not kind.endswith("worksheet+xml"))
            or (part == TEXTS and not kind.endswith("sharedStrings+xml"))
        )
        if posing:
            raise refuse(self.path, f"a part {quoted(part)} of another kind than its name")
        if name == "Relationship" and "chartsheet" in attributes.get("Type", ""):
            raise refuse(self.path, "a chart sheet", "Remove it, or save the figures as .csv.")
