"""Several report years side by side: where each value lies against the paths of its year."""

from __future__ import annotations

import pandas as pd

from helpers.present.facts.verdicts import Row, range_cells
from helpers.present.table import ShownTable, as_text, labelled
from helpers.present.texts.blocks import Facts, labels, phrase
from helpers.present.words import unit_word

TEMPLATE = "years"
NOT_COMPARED = "not_comparable"


class YearsTableFacts(Facts, template=TEMPLATE, block="table"):
    """The years side by side."""

    years: list[str]


class YearCellFacts(Facts, template=TEMPLATE, block="cell"):
    """A reported value, its position, and the range of its gap, "" where it has none."""

    observed: str
    verdict: str
    gap: str


def year_cell(verdict: Row) -> str:
    """Return value, position and gap of an observation as one cell."""
    shown = range_cells(verdict)
    gap = "" if verdict["verdict"] == NOT_COMPARED else shown["gap"]
    return phrase(YearCellFacts(shown["observed"], verdict["verdict"], gap))


def years_table(verdicts: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show an indicator a row and a report year a column.

    Parameters
    ----------
    verdicts
        Result of ``edition_tables.over_years``; values of one year stand in one cell.
    indicators
        Table of the edition; its order is that of the rows.
    """
    cells = [year_cell(row) for row in verdicts.to_dict("records")]
    grid = verdicts.assign(cell=cells).pivot_table(
        index="indicator_id", columns="report_year", values="cell", aggfunc="; ".join
    )
    grid.columns = [str(year) for year in grid.columns]
    years = [str(year) for year in sorted(set(verdicts["report_year"]))]
    scales = verdicts.drop_duplicates("indicator_id").set_index("indicator_id")["scale"]
    rows = indicators[["indicator_id", "name_en"]].join(grid, on="indicator_id", how="inner")
    names = zip(rows["name_en"], rows["indicator_id"].map(scales), strict=True)
    rows = rows.assign(name=[f"{name}, {unit_word(scale)}" for name, scale in names]).fillna("")
    return labelled(rows, [as_text("name"), *map(as_text, years)], labels(YearsTableFacts(years)))
