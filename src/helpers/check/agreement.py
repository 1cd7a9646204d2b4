"""Two columns that say one thing, held to each other: neither can be changed alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpers.check.literal import fold
from helpers.check.references import PLACE
from helpers.data.raw import read_raw, read_rows
from helpers.errors import Problem

POLICIES, TARGETS, EVIDENCE = "policies.csv", "roadmap_targets.csv", "indicator_evidence.csv"
# What the relation of a series to the plan's own says of each of its rows.
COMPARABLE = {"same": ("same", "near"), "other": ("near",), "proxy": ("different",)}


def policies_agree_with_print(folder: Path) -> Iterator[Problem]:
    """Yield titles and agencies of policies that are not the printed ones, and no doubt says why.

    The letter of the section is that of the printed table.
    """
    for row in read_rows(POLICIES, folder):
        place = re.search(r"table (\w)", row["locator"])
        if place and place[1] != row["section"][:1]:
            yield row.problem("section", f"a section {place[1]}, as in {row['locator']}", PLACE)
        if row["suspect"] == "true":
            continue
        if fold(row["title_zh"]) != fold(row["title_zh_printed"]):
            yield row.problem("title_zh", f"{row['title_zh_printed']!r} without stray blanks")
        printed = fold(row["agency_printed"]).casefold()
        for agency in row["agencies"].split(";"):
            if fold(agency).casefold() not in printed:
                yield row.problem("agencies", f"an agency of {row['agency_printed']!r}")


def names_agree_with_labels(folder: Path) -> Iterator[Problem]:
    """Yield Chinese names of indicators that their printed labels do not contain."""
    labels = read_raw("plan_indicators_zh.csv", folder)["indicator"]
    for row, label in zip(read_rows("indicator_register.csv", folder), labels, strict=False):
        if fold(row["name_zh"]) not in fold(label):
            yield row.problem("name_zh", f"words of the label {label!r}")


def relations_agree_with_rows(folder: Path) -> Iterator[Problem]:
    """Yield rows of evidence whose comparability is not what their series' relation says."""
    series = read_raw("later_series.csv", folder)
    relations = dict(zip(series["series"], series["relation"], strict=True))
    for row in read_rows(EVIDENCE, folder):
        relation = relations.get(row["series"], "")
        allowed = COMPARABLE.get(relation, ())
        if allowed and row["comparability"] not in allowed:
            expected = f"{' or '.join(allowed)}, since its series is called {relation}"
            yield row.problem("comparability", expected)


def places_agree_with_subsectors(folder: Path) -> Iterator[Problem]:
    """Yield roadmap targets whose letter is that of another subsector of their sector."""
    letters: dict[tuple[str, str], str] = {}
    for row in read_rows(TARGETS, folder):
        found = re.match(r"Appendix 3, \d+(\(\w\))?", row["locator"])
        letter = found[1] or "" if found else ""
        known = letters.setdefault((row["sector_no"], row["subsector"]), letter)
        if letter != known:
            expected = f"a place in {row['sector_no']}{known}, {row['subsector']!r}"
            yield row.problem("locator", expected, PLACE)
