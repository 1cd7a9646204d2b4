"""The page of differences between two editions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from helpers.present.table import ShownTable, as_text
from helpers.present.words import STATUSES, count, listing, mid_sentence
from helpers.report.pages import Page, environment, finish

INPUT, PARAMETER, CHANGED = "input", "parameter", "changed"
NOUNS = {
    "indicators": ("indicator", "indicators"),
    "milestones": ("milestone", "milestones"),
    "observations": ("observation", "observations"),
    "comparison": ("comparison", "comparisons"),
}
# An observation's id, and what a comparison adds to it: rule, base and target year.
READING = re.compile(
    r"(?P<seen>\S+)-(?P<year>\d{4})-\S+ (?P<rule>\S+) (?P<base>\d+) (?P<target>\d+)"
)
OBSERVED = re.compile(r"(?P<seen>\S+)-(?P<year>\d{4})-\S+")
MILESTONE = re.compile(r"(?P<seen>\S+) (?P<year>\d{4})")


def differences_page(
    found: Sequence[Mapping[str, str]],
    first: str,
    second: str,
    names: Mapping[str, str] | None = None,
) -> str:
    """Return the page that lists what differs between two editions.

    Parameters
    ----------
    found
        Differences with kind, where, before and after, inputs and parameters first.
    first, second
        Names of the editions.
    names
        Names of the indicators by id.
    """
    rows = pd.DataFrame([_shown(one, names or {}) for one in found], columns=list("abcd"))
    table = ShownTable(
        rows,
        [as_text("a", "Where"), as_text("b", "What"), as_text("c", f"In {first}", blank="none"),
         as_text("d", f"In {second}", blank="none")],
        f"A row is a difference between the editions {first} and {second}.",
        empty="The two editions agree in every input, parameter and table compared.",
    )  # fmt: skip
    page = Page(
        title=f"Editions compared: {first} and {second}",
        edition_label="Two editions",
        description=f"What differs between the editions {first} and {second}.",
        command=f"mic2025 diff {first} {second}",
    )
    template = environment().get_template("differences.html.j2")
    return finish(template.render(page=page, table=Markup(table.html()), lead=_lead(found)))


def _lead(found: Sequence[Mapping[str, str]]) -> str:
    """Return in one sentence how many things of which kind differ."""
    if not found:
        return "Nothing differs."
    causes = [one for one in found if one["kind"] in (INPUT, PARAMETER)]
    parts = [count(len(causes), "input or parameter", "inputs and parameters")] if causes else []
    results = [one for one in found if one["kind"] not in (INPUT, PARAMETER)]
    for table, words in NOUNS.items():
        for kind in ("new", "gone", CHANGED):
            own = [one for one in results if _split(one["where"])[0] == table
                   and one["kind"] == kind]  # fmt: skip
            if own:
                told = count(len(own), *words)
                amount, _, noun = told.partition(" ")
                parts.append(f"{amount} new {noun}" if kind == "new" else f"{told} {kind}")
    differ = "1 thing differs" if len(found) == 1 else f"{len(found):,} things differ"
    why = " The inputs and parameters, listed first, did it." if causes and results else ""
    return f"{differ}: {listing(parts)}.{why}"


def _shown(one: Mapping[str, str], names: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return a difference as the table shows it."""
    kind, where = one["kind"], one["where"]
    before, after = (_value(one[side]) for side in ("before", "after"))
    if kind == PARAMETER:
        return where.replace("_", " "), kind, before, after
    if kind == INPUT:
        return where, "input, by its hash", before, after
    table, key = _split(where)
    key, _, column = key.partition(", ")
    what = f"{column.replace('_', ' ')} {kind}" if column else _what(NOUNS[table][0], kind)
    return _place(table, key, names), what, before, after


def _what(noun: str, kind: str) -> str:
    """Return "new observation", "comparison gone"."""
    return f"new {noun}" if kind == "new" else f"{noun} {kind}"


def _split(where: str) -> tuple[str, str]:
    """Return the table a difference is in, and the key of its row."""
    table, _, key = where.partition(" ")
    return table, key


def _place(table: str, key: str, names: Mapping[str, str]) -> str:
    """Return the key of a row in words."""
    shapes = {"comparison": READING, "observations": OBSERVED, "milestones": MILESTONE}
    told = shapes[table].fullmatch(key) if table in shapes else None
    if told is None:
        return names.get(key, key)
    name = names.get(told["seen"], told["seen"])
    if table == "comparison":
        return f"{name} {told['year']}, {told['rule']} path {told['base']} to {told['target']}"
    return f"{name} {told['year']}"


def _value(text: str) -> str:
    """Return a cell; a position by its sign and word."""
    if text not in STATUSES:
        return text
    status = STATUSES[text]
    return f"{status.sign} {mid_sentence(status.word)}"
