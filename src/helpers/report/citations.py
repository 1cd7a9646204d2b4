"""Sources of a page: ids in captions and notes turned into footnotes with locators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from helpers.data.table_files import texts_of
from helpers.present.outward import outward_link
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.texts.language import language
from helpers.present.words import day, in_words, sentence_case, source_word
from helpers.report.footer import TEMPLATE

if TYPE_CHECKING:
    import pandas as pd

Places = Mapping[str, Sequence[tuple[str, str]]]

ROW = re.compile(r"(?:^|, )row (\d+)$")
CELL = re.compile(r'(<t[dh][^>]* data-source="([^"]+)">)(.*?)(</t[dh]>)')
# What shows that a text rests on later evidence: its rows, or a figure drawn from its tables. The
# register has all of it under one id, which is a word as well.
LATER = "later"
EVIDENCE = re.compile(r'id="evidence-|\b(?:(?:target|indicator)_evidence|outside_assessments)\b')
FILE = re.compile(r"(?<![\w./-])(\w+)\.csv\b")
# Where a row was read.
PLACE = ("source_id", "locator")
NOTE = re.compile(r'(<p class="note">)(.*?)(</p>)', re.DOTALL)


@dataclass(frozen=True)
class Footnote:
    """A source as the foot of a page names it."""

    source_id: str
    title: str
    publisher: str
    published: str
    note: str
    address: str = ""
    address_from: str = ""

    @property
    def cited(self) -> Markup:
        """Title, linked to the page of the publisher where that is known."""
        return Markup(outward_link(f"<cite>{escape(self.title)}</cite>", self.address))

    @property
    def printed_in(self) -> str:
        """Which text prints that address, and where; "" for none."""
        return in_words(self.address_from)

    @property
    def anchor(self) -> str:
        """Id of the footnote on its page."""
        return f"source-{self.source_id}"

    @property
    def date(self) -> str:
        """Date with its month in words."""
        return day(self.published)

    @property
    def called(self) -> str:
        """What tables and sentences call it, with a capital."""
        return sentence_case(source_word(self.source_id))

    @property
    def remark(self) -> str:
        """What to know of it."""
        return in_words(self.note)

    @property
    def who(self) -> str:
        """Publisher and year, as a caption names a source."""
        return f"{self.publisher} {self.published[:4]}".strip()


class PlaceFacts(Facts, template=TEMPLATE, block="place"):
    """Rows of a table of a source, and whether none is left out between them."""

    table: str
    rows: list[int]
    is_unbroken: bool


class Citations:
    """The source register with the places at which printed values stand.

    Parameters
    ----------
    sources
        The sources by id, in the order of the register.
    observations, milestones
        Source and locators of each observation, and of each indicator's milestones.
    tables
        Names of the published tables, which a figure may name as its source.
    indicators
        The indicator of each observation.
    """

    def __init__(
        self,
        sources: Mapping[str, Footnote],
        observations: Places,
        milestones: Places,
        tables: Sequence[str] = (),
        indicators: Mapping[str, str] | None = None,
    ) -> None:
        self.sources = dict(sources)
        self.places, self.rows = observations, milestones
        self.tables = frozenset(tables)
        self.indicators = indicators or {}

    def used(self, texts: Iterable[str]) -> list[Footnote]:
        """Return the sources that some texts rest on, in the order of the register."""
        text = "\n".join(texts)
        ids = {name for name in self.sources if _has(text, name) or _is_called(text, name)}
        named = {name for name in (*self.places, *self.rows) if _has(text, name)}
        named |= self._bases(named)
        for known in (self.places, self.rows):
            ids |= {place for name in named for place, _ in known.get(name, ())}
        ids = {name for name in ids if "_" in name}
        if EVIDENCE.search(text):
            ids.add(LATER)
        return [note for name, note in self.sources.items() if name in ids]

    def _bases(self, observations: Iterable[str]) -> set[str]:
        """Return the indicators whose bases and targets some observations are compared with."""
        found = {self.indicators.get(name, "") for name in observations}
        known = {name: {place for place, _ in self.rows.get(name, ())} for name in found}
        return {name for name, places in known.items() if places and places <= self.sources.keys()}

    def cite(self, text: str, footnotes: Sequence[Footnote], root: str = "") -> Markup:
        """Return the source line of a figure: who, which footnote, and where in it."""
        parts = text.removeprefix("milestones: ").split("; ")
        lines = [
            line
            for part in parts
            for line in self._placed(part.split(", "), footnotes)
            or [self.link(self._named(part, root), footnotes)]
        ]
        return Markup("; ").join(lines)

    def _placed(self, ids: Sequence[str], footnotes: Sequence[Footnote]) -> list[Markup]:
        """Return where observations with their bases, or milestones, stand; else nothing."""
        for known in (self.places, self.rows):
            if all(name in known for name in ids):
                bases = [name for name in self.rows if name in self._bases(ids)]
                lines = self._gathered(known, ids, footnotes)
                return lines + self._gathered(self.rows, bases, footnotes)
        return []

    def _named(self, part: str, root: str) -> Markup:
        """Return part of a source line; the name of a table leads to it."""
        if part not in self.tables:
            return escape(part)
        return _table_link(part, root)

    def _gathered(
        self,
        known: Mapping[str, Sequence[tuple[str, str]]],
        ids: Sequence[str],
        footnotes: Sequence[Footnote],
    ) -> list[Markup]:
        """Return one line a source with all its places."""
        places: dict[str, list[str]] = {}
        for name in ids:
            for source, locator in known[name]:
                places.setdefault(source, []).append(locator)
        return [
            Markup("{}, {}").format(self._mark(source, footnotes), _joined(found))
            for source, found in places.items()
        ]

    def link(self, text: Markup, footnotes: Sequence[Footnote]) -> Markup:
        """Return escaped text with every source id as publisher, year and footnote."""
        for note in footnotes:
            if note.source_id != LATER and _has(text, note.source_id):
                parts = re.split(_word(note.source_id), text)
                text = self._mark(note.source_id, footnotes).join(map(Markup, parts))
        return text

    def link_notes(self, html: str, footnotes: Sequence[Footnote], root: str = "") -> Markup:
        """Return the HTML of an output with sources linked, and tables where a note names them."""
        noted = NOTE.sub(lambda found: self._noted(found, footnotes, root), html)
        return Markup(CELL.sub(lambda found: self._celled(found, footnotes), noted))

    def _celled(self, found: re.Match[str], footnotes: Sequence[Footnote]) -> str:
        """Return a cell that names a source, with the number of its footnote."""
        start, name, words, end = found.groups()
        note = self.sources.get(name)
        if note is None or note not in footnotes:
            return found[0]
        return f"{start}{words} {_number(note, footnotes)}{end}"

    def _noted(self, found: re.Match[str], footnotes: Sequence[Footnote], root: str) -> str:
        """Return a note with its sources and the tables that it names linked."""
        start, text, end = found.groups()
        named = FILE.sub(
            lambda file: _table_link(file[1], root) if file[1] in self.tables else file[0],
            self.link(Markup(text), footnotes),
        )
        return f"{start}{named}{end}"

    def _mark(self, source: str, footnotes: Sequence[Footnote]) -> Markup:
        """Return publisher and year of a source with the number of its footnote."""
        note = self.sources[source]
        if note not in footnotes:
            return escape(note.who)
        return Markup("{} {}").format(note.who, _number(note, footnotes))


def _table_link(name: str, root: str) -> Markup:
    """Return the name of a published table as a link to it."""
    return Markup('<a href="{}tables/{}.csv">{}.csv</a>').format(root, name, name)


def citations_of(tables: Mapping[str, pd.DataFrame]) -> Citations:
    """Return the citations of an edition; none where it has no tables."""
    if "sources" not in tables:
        return Citations({}, {}, {})
    sources = texts_of(tables, "sources", list(Footnote.__annotations__))
    observations = texts_of(tables, "observations", ("observation_id", "indicator_id", *PLACE))
    milestones = texts_of(tables, "milestones", ("indicator_id", *PLACE))
    return Citations(
        {row["source_id"]: Footnote(**row) for row in sources},
        _places(observations, "observation_id"),
        _places(milestones, "indicator_id"),
        list(tables),
        {row["observation_id"]: row["indicator_id"] for row in observations},
    )


def _places(rows: Iterable[Mapping[str, str]], key: str) -> dict[str, list[tuple[str, str]]]:
    """Return source and locator of each id, once."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for row in rows:
        found.setdefault(row[key], {})[row["source_id"], row["locator"]] = None
    return {name: list(places) for name, places in found.items()}


def _joined(locators: Sequence[str]) -> str:
    """Return locators as one; rows of one table as a list of their numbers."""
    stems = {ROW.sub("", locator) for locator in locators}
    numbers = [found.group(1) for locator in locators if (found := ROW.search(locator))]
    if len(stems) > 1 or len(numbers) != len(locators):
        # What a target table says of a row may be a sentence; the caption goes on after it.
        return "; ".join(dict.fromkeys(locator.rstrip(".") for locator in locators))
    rows = sorted({int(number) for number in numbers})
    return phrase(PlaceFacts(stems.pop(), rows, _unbroken(rows)))


def _unbroken(rows: Sequence[int]) -> bool:
    """Return whether rows are three or more that follow one another."""
    return len(rows) > 2 and rows[-1] - rows[0] == len(rows) - 1


def _number(note: Footnote, footnotes: Sequence[Footnote]) -> Markup:
    """Return the number of a footnote as a link to it."""
    return Markup('<a href="#{}">[{}]</a>').format(note.anchor, footnotes.index(note) + 1)


def _is_called(text: str, name: str) -> bool:
    """Return whether a text names a source by the words of its own."""
    words = language().words["sources"]
    return name in words and words[name] in text


def _has(text: str, name: str) -> bool:
    return name in text and re.search(_word(name), text) is not None


def _word(name: str) -> str:
    """Return the pattern of a name by itself; it begins with the name, which is found faster."""
    own = re.escape(name)
    return rf"{own}(?<![\w-]{own})(?![\w-])"
