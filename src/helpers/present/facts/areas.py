"""What notebook 12 says: areas beside the paths, for all indicators and for each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.areas import AreaResults, matrix
from helpers.present.facts.verdicts import Ends, range_cells, status_of
from helpers.present.numbers import span
from helpers.present.table import Shown, ShownTable, as_figures, as_status, as_text, labelled
from helpers.present.texts.blocks import Facts, labels, say
from helpers.present.texts.passage import Passage
from helpers.present.words import STATUSES

TEMPLATE = "areas"
# Rows of a table that are shown; all stand in the table of the edition.
MOST_IN_MATRIX, MOST_RANKED = 60, 40
# Sides of the paths, and the verdicts on each.
SIDES = {
    "ahead": ("ahead", "leans_ahead"),
    "between": ("on_path", "too_close_to_say", "depends"),
    "behind": ("leans_behind", "behind"),
    "not_comparable": ("not_comparable",),
}
SIDE_OF = {verdict: side for side, verdicts in SIDES.items() for verdict in verdicts}


@dataclass(frozen=True)
class AreaValue:
    """An area with its value as printed."""

    name: str
    observed: str


@dataclass(frozen=True)
class AreaView:
    """One indicator over all areas that have a value of it, the best first.

    Attributes
    ----------
    indicator_id, name, better, scale
        Of the indicator.
    year
        Year of the values.
    rows
        Verdicts with `name` of the area and the cells of ``verdicts.range_cells``.
    """

    indicator_id: str
    name: str
    better: str
    scale: str
    year: int
    rows: pd.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """How many areas lie on each side."""
        sides = self.rows["verdict"].map(SIDE_OF).value_counts()
        return {side: int(sides.get(side, 0)) for side in SIDES}

    @property
    def ranked(self) -> list[AreaValue]:
        """The areas that can be ranked, the best first."""
        rows = self.rows[self.rows["rank_best"].notna()]
        pairs = zip(rows["name"], rows["observed_text"], strict=True)
        return [AreaValue(*pair) for pair in pairs]

    @property
    def needed(self) -> Ends:
        """Lowest and highest value of the paths of all areas."""
        return self.rows["expected_low"].min(), self.rows["expected_high"].max()

    @property
    def decimals(self) -> int:
        """Decimals of the values as printed."""
        known = self.rows["decimals"].dropna()
        return int(known.max()) if len(known) else 1


@dataclass(frozen=True)
class AreaTally:
    """How many areas lie on which side of the paths of an indicator, the best and the last."""

    name: str
    areas: int
    ahead: int
    between: int
    behind: int
    not_comparable: int
    best: list[AreaValue]
    last: list[AreaValue]
    needed: Ends
    decimals: int
    scale: str
    better: str
    own_paths: int


class AreasFacts(Facts, template=TEMPLATE, block="answer"):
    """The year, how many areas there are and have a value, and the tally of each indicator."""

    year: int
    areas: int
    compared: int
    tallies: list[AreaTally]


class MatrixFacts(Facts, template=TEMPLATE, block="matrix_table"):
    """The year, how many areas there are, and how many of them are shown."""

    year: int
    areas: int
    shown: int


class RankingFacts(Facts, template=TEMPLATE, block="ranking_table"):
    """The indicator, year and unit, how many areas have a value, and how many are shown."""

    name: str
    year: int
    scale: str
    areas: int
    shown: int


class ViewFacts(Facts, template=TEMPLATE, block="view"):
    """The tally of one indicator."""

    tally: AreaTally


@dataclass(frozen=True)
class SheetLink:
    """An area with a sheet, and the name its page is linked by."""

    name: str
    page: str


class SheetLinksFacts(Facts, template=TEMPLATE, block="sheets"):
    """The areas with a sheet."""

    sheets: list[SheetLink]


class AreaLimitsFacts(Facts, template=TEMPLATE, block="limits"):
    """How many pairs of area and indicator have a path of their own, and of how many."""

    own_paths: int
    pairs: int


def views(results: AreaResults) -> list[AreaView]:
    """Return the indicators that areas have a value of, in their order."""
    rows = matrix(results).merge(results.areas, on="area")
    cells = pd.DataFrame([range_cells(row) for row in rows.to_dict("records")], index=rows.index)
    for name in ("paths", "gap", "interval"):
        rows[f"{name}_text"] = cells[name] if len(cells) else ""
    rows["observed_text"] = cells["observed"] if len(cells) else ""
    entries = results.indicators.set_index("indicator_id")
    is_lower = rows["indicator_id"].map(entries["better"]) == "lower"
    # Ranks that roundings leave open are alike; what is printed decides between them.
    rows["placed"] = rows["observed"].where(is_lower, -rows["observed"])
    rows = rows.sort_values(["rank_best", "rank_worst", "placed", "order"], kind="stable")
    by_indicator: dict[Hashable, pd.DataFrame] = dict(iter(rows.groupby("indicator_id")))
    return [
        AreaView(
            indicator_id=name,
            name=entries.at[name, "name_en"],
            better=entries.at[name, "better"],
            scale=by_indicator[name]["scale"].iloc[0],
            year=int(by_indicator[name]["report_year"].iloc[0]),
            rows=by_indicator[name].reset_index(drop=True),
        )
        for name in entries.index
        if name in by_indicator
    ]


def tally(view: AreaView) -> AreaTally:
    """Return how many areas of an indicator lie where."""
    ranked = view.ranked
    return AreaTally(
        name=view.name,
        areas=len(view.rows),
        **view.counts,
        best=ranked[:3],
        last=ranked[3:][-3:],
        needed=view.needed,
        decimals=view.decimals,
        scale=view.scale,
        better=view.better,
        own_paths=int(view.rows["has_own_path"].sum()),
    )


def answer(results: AreaResults, seen: Sequence[AreaView]) -> Passage:
    """Say of each indicator how many areas are ahead of their paths, and which come first."""
    return say(
        AreasFacts(
            year=results.inputs.choices.report_year,
            areas=len(results.areas),
            compared=results.verdicts["area"].nunique(),
            tallies=[tally(view) for view in seen],
        ),
        "answer",
    )


def describe(view: AreaView) -> Passage:
    """Say of one indicator how many areas are ahead of their paths, under its name."""
    return say(ViewFacts(tally(view)))


def matrix_table(results: AreaResults, seen: Sequence[AreaView]) -> ShownTable:
    """Show each area with its verdict and gap on each indicator."""
    shown = results.areas.head(MOST_IN_MATRIX)
    rows = shown[["area", "name"]].reset_index(drop=True)
    for view in seen:
        cells = dict(zip(view.rows["area"], _verdict_cells(view), strict=True))
        rows[view.indicator_id] = pd.Series(
            [cells.get(area, ("", "")) for area in rows["area"]], dtype=object
        )
    year, areas = results.inputs.choices.report_year, len(results.areas)
    words = labels(MatrixFacts(year, areas, len(shown)))
    columns = [as_text("name"), *(_as_verdict(view.indicator_id) for view in seen)]
    names = {view.indicator_id: view.name for view in seen}
    return labelled(rows if seen else rows.iloc[:0], columns, words | names)


def _verdict_cells(view: AreaView) -> list[tuple[str, str]]:
    """Return verdict and gap of each area."""
    pairs = zip(view.rows["verdict"], view.rows["gap_text"], strict=True)
    return [(verdict, "" if verdict == "not_comparable" else gap) for verdict, gap in pairs]


def _as_verdict(name: str) -> Shown:
    """Show a column of verdicts with their gaps; the note explains the signs."""
    return Shown(
        name,
        "",
        lambda cell: f"{STATUSES[cell[0]].sign} {cell[1]}".strip() if cell[0] else "",
        "status",
        tone=lambda cell: STATUSES[cell[0]].tone if cell[0] else "none",
    )


def ranking_table(view: AreaView) -> ShownTable:
    """Show the areas by rank with value, gap and verdict; the two ends where they are many."""
    rows = view.rows
    if len(rows) > MOST_RANKED:
        half = MOST_RANKED // 2
        rows = pd.concat([rows.head(half), rows.tail(half)])
    records = rows.to_dict("records")
    rows = rows.assign(
        rank=[_rank(row) for row in records],
        verdict=[status_of(row, row["verdict"]) for row in records],
    )
    columns = [
        as_text("name"),
        as_figures("rank"),
        *map(as_figures, ("observed_text", "paths_text", "gap_text", "interval_text")),
        as_status("verdict"),
    ]
    words = RankingFacts(view.name, view.year, view.scale, len(view.rows), len(rows))
    return labelled(rows, columns, labels(words))


def _rank(row: dict[Any, Any]) -> str:
    """Return the ranks an area may have within rounding."""
    if pd.isna(row["rank_best"]):
        return ""
    return span(row["rank_best"], row["rank_worst"], 0)


def sheet_links(areas: pd.DataFrame) -> Passage:
    """Name the areas that have a sheet, each as a link to it, or say how to ask for one.

    Parameters
    ----------
    areas
        Needs name and order.
    """
    rows = areas.to_dict("records")
    return say(SheetLinksFacts([SheetLink(row["name"], link_name(row["order"])) for row in rows]))


def link_name(order: int) -> str:
    """Return the name by which a text links the sheet of the area at a place in their order."""
    return f"area_{order}"


def limits(results: AreaResults) -> Passage:
    """Say what the comparison of areas cannot tell."""
    pairs = matrix(results)
    return say(AreaLimitsFacts(int(pairs["has_own_path"].sum()), len(pairs)), "limits")
