"""The cover of the workbook: the verdicts of an edition in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.comparison.verdicts import verdicts
from helpers.present.facts.comparison import figures
from helpers.present.words import STATUSES, agreement, gap_word, listing, unit_word
from helpers.present.workbook.cover import Cover

PLAN = "Made in China 2025"
HEADER = (
    "indicator",
    "year",
    "reported",
    "unit",
    "paths to the targets",
    "verdict",
    "how the paths agree",
    "distance from the paths",
)
FORMATS = ("", "0", "", "", "", "", "", "")
NOTES = (
    "A path is one choice of base year, target year and rule. Ahead and behind count every gap of "
    "that sign; within rounding are those whose sign the printed roundings leave open.",
    "The plan's values for 2015 were printed in May 2015: they were expected, not measured.",
    "Numbers are shown rounded; the cells hold ten digits and more. The notes on the headings and "
    "the sheet dictionary say what every column means.",
)
OF_PLAN = NOTES[1]
MOST_CHARTS = 6
# Sources that a rerun brings.
ADDED = ("added", "targets")


def cover_of(tables: Mapping[str, pd.DataFrame], title: str) -> Cover:
    """Return the cover of an edition, from its tables alone."""
    comparison, sources = tables["comparison"], tables["sources"]
    own_plan = "targets" not in set(sources["source_id"])
    names = tables["indicators"].set_index("indicator_id")["name_en"]
    years = sorted(set(comparison["report_year"]))
    plan = PLAN if own_plan else "the plan"
    rows = [_line(row, str(names[row["indicator_id"]])) for row in
            verdicts(comparison).to_dict("records")]  # fmt: skip
    return Cover(
        title=title,
        edition=_edition(sources),
        question=f"Was {plan} on its path in {listing([str(year) for year in years])}?"
        if years
        else f"Was {plan} on its path? No reported value of the year can be compared.",
        header=HEADER,
        rows=rows,
        formats=FORMATS,
        notes=[note for note in NOTES if own_plan or note != OF_PLAN],
    )


def charted(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the indicators to draw: those compared on the unit they are printed in."""
    units = tables["indicators"].set_index("indicator_id")["unit"]
    compared = tables["comparison"][["indicator_id", "scale"]].drop_duplicates()
    same = compared[compared["scale"] == compared["indicator_id"].map(units)]
    return same["indicator_id"].tolist()[:MOST_CHARTS]


def _edition(sources: pd.DataFrame) -> str:
    """Say which figures the edition rests on."""
    added = sources[sources["source_id"].isin(ADDED)]
    if added.empty:
        return "The sources of the published edition, without added figures."
    return f"An edition of its own, with figures from {listing(added['title'].tolist())}."


def _line(row: Mapping[Any, Any], name: str) -> tuple[object, ...]:
    """Return the row of one verdict."""
    scale, status = str(row["scale"]), STATUSES[str(row["verdict"])]
    shown = figures(row)
    return (
        name,
        row["report_year"],
        None if pd.isna(row["observed"]) else row["observed"],
        unit_word(scale),
        shown["paths"],
        f"{status.sign} {status.word}",
        agreement(row),
        f"{shown['gap']} {gap_word(scale)}" if shown["gap"].strip() else "",
    )
