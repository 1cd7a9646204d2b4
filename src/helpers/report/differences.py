"""The page of differences between two versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from helpers.present.table import as_text, labelled
from helpers.present.texts.blocks import Facts, phrase, plain_labels
from helpers.present.texts.language import language
from helpers.present.words import STATUSES, mid_sentence
from helpers.report.footer import TEMPLATE
from helpers.report.pages import Page, filled, finish

INPUT, PARAMETER, CHANGED = "input", "parameter", "changed"
TABLES = ("indicators", "milestones", "observations", "comparison")
KINDS = ("new", "gone", CHANGED)
COLUMNS = ["where", "what", "before", "after"]
# An observation's id, and what a comparison adds to it: rule, base and target year.
COMPARED = re.compile(
    r"(?P<seen>\S+)-(?P<year>\d{4})-\S+ (?P<rule>\S+) (?P<base>\d+) (?P<target>\d+)"
)
# The same between two report years: an indicator's id, and the number of its value in the year.
BY_PATH = re.compile(
    r"(?P<seen>[a-z0-9_]+) (?P<rule>[a-z]+) (?P<base>\d+) (?P<target>\d+) (?P<number>\d+)"
)
OBSERVED = re.compile(r"(?P<seen>\S+)-(?P<year>\d{4})-\S+")
MILESTONE = re.compile(r"(?P<seen>\S+) (?P<year>\d{4})")


class DifferenceLeadFacts(Facts, template=TEMPLATE, block="differences_lead"):
    """How many things differ: inputs and parameters, and rows by table and kind."""

    total: int
    causes: int
    groups: list[tuple[str, str, int]]


class DifferencePlaceFacts(Facts, template=TEMPLATE, block="difference_place"):
    """The key of a row in words; only a comparison has a rule and the years of its path."""

    name: str
    year: str
    rule: str = ""
    base: str = ""
    target: str = ""


class DifferenceKindFacts(Facts, template=TEMPLATE, block="difference_kind"):
    """Whether a row is new, gone or changed, and in which column, "" for the whole row."""

    table: str
    kind: str
    column: str


def differences_page(
    found: Sequence[Mapping[str, str]],
    first: str,
    second: str,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return the page that lists what differs between two versions.

    Parameters
    ----------
    found
        Differences with kind, where, before and after, inputs and parameters first.
    first, second
        Names of the versions.
    names
        Names of the indicators by id.
    """
    rows = pd.DataFrame([_shown(one, names or {}) for one in found], columns=COLUMNS)
    table = labelled(
        rows,
        [as_text(name) for name in COLUMNS],
        plain_labels(TEMPLATE, "differences_table", first=first, second=second),
    )
    words = plain_labels(TEMPLATE, "differences_page", first=first, second=second)
    page = Page(
        title=words["title"],
        edition_label=words["label"],
        description=words["description"],
        command=f"mic2025 diff {first} {second}",
    )
    return finish(filled("differences", page, table=Markup(table.html()), lead=_lead(found)))


def _lead(found: Sequence[Mapping[str, str]]) -> str:
    """Return in one sentence how many things of which kind differ."""
    counts = Counter(
        (_split(one["where"])[0], one["kind"])
        for one in found
        if one["kind"] not in (INPUT, PARAMETER)
    )
    groups = [(table, kind, counts[table, kind])
              for table in TABLES for kind in KINDS if counts[table, kind]]  # fmt: skip
    causes = len(found) - counts.total()
    return phrase(DifferenceLeadFacts(len(found), causes, groups))


def _shown(one: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return a difference as the table shows it."""
    kind, where = one["kind"], one["where"]
    before, after = (_value(one[side]) for side in ("before", "after"))
    if kind == PARAMETER:
        return where.replace("_", " "), language().word(kind, "records"), before, after
    if kind == INPUT:
        return where, language().word(kind, "records"), before, after
    table, key = _split(where)
    key, _, column = key.partition(", ")
    what = phrase(DifferenceKindFacts(table, kind, column))
    return _place(table, key, names), what, before, after


def _split(where: str) -> tuple[str, str]:
    """Return the table a difference is in, and the key of its row."""
    table, _, key = where.partition(" ")
    return table, key


def _place(table: str, key: str, names: Mapping[str, str]) -> str:
    """Return the key of a row in words."""
    shapes = {"comparison": COMPARED, "observations": OBSERVED, "milestones": MILESTONE}
    told = shapes[table].fullmatch(key) if table in shapes else None
    if told is None and (of_years := BY_PATH.fullmatch(key)):
        name, *path, _ = of_years.groups()
        return phrase(DifferencePlaceFacts(names.get(name, name), "", *path))
    if told is None:
        return names.get(key, key)
    name, *rest = told.groups()
    return phrase(DifferencePlaceFacts(names.get(name, name), *rest))


def _value(text: str) -> str:
    """Return a cell; a position by its sign and word."""
    if text not in STATUSES:
        return text
    status = STATUSES[text]
    return f"{status.sign} {mid_sentence(status.word)}"
