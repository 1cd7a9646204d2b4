"""Market shares the roadmap asks for, 2020 to 2025: one figure a measure, by how far they rise."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.documents.roadmap import ENDS
from helpers.present.bundle import FigureBundle
from helpers.present.facts.roadmap import TEMPLATE, Years
from helpers.present.figures.dumbbells import Block, dumbbell_figure
from helpers.present.figures.nothing import nothing_figure
from helpers.present.texts.blocks import Facts, labels, plain_phrase
from helpers.present.texts.language import language

DATA = [
    "name",
    "sector_no",
    "sector",
    "item",
    "measure",
    "match",
    "value_2020",
    "printed_2020",
    "locator_2020",
    "value_2025",
    "printed_2025",
    "locator_2025",
    "rise",
]


@dataclass(frozen=True)
class ItemTargets:
    """An item with its two targets: low end, high end (percent) and qualifier."""

    item: str
    target_first: tuple[float, float, str]
    target_last: tuple[float, float, str]


class SharesFacts(Years, Facts, template=TEMPLATE, block="shares_figure"):
    """What the figure of one measure shows: means and ends (percent, points), and what is marked.

    `least_items` and `most_items` rise by the least and the most; `singles` have no partner.
    """

    measure: str
    items: int
    mean_first: float
    mean_last: float
    lowest: ItemTargets
    highest: ItemTargets
    least_rise: float
    least_items: int
    most_rise: float
    most_items: int
    corrected: int
    has_ranges: bool
    has_loose: bool
    singles: int


def shares_figure(
    shares: pd.DataFrame, singles: pd.DataFrame, ambition: pd.DataFrame, measure: str
) -> FigureBundle:
    """Draw every pair of one measure as a dumbbell, the largest rise on top.

    Parameters
    ----------
    shares, singles
        Results of ``roadmap_shares.share_pairs`` and ``roadmap_shares.single_shares``.
    ambition
        Result of ``roadmap_shares.ambition``.
    measure
        The measure to draw; figures of other measures stay out.
    """
    own = shares[shares["measure"] == measure].sort_values(
        ["rise", "value_2025"], ascending=False, kind="stable"
    )
    name = f"pairs-{measure.replace('_', '-')}"
    if own.empty:
        return nothing_figure(name, plain_phrase(TEMPLATE, "shares_empty", measure=measure))
    total = ambition[(ambition["measure"] == measure) & (ambition["sector_no"] == 0)].iloc[0]
    words = labels(_facts(own, total, int((singles["measure"] == measure).sum())))
    rows = own.assign(
        under=[
            plain_phrase(TEMPLATE, "sector_name", number=number, name=sector)
            for number, sector in zip(own["sector_no"], own["sector"], strict=True)
        ]
    )

    return FigureBundle(
        name=name,
        draw=lambda layout: dumbbell_figure([Block("", rows)], words["title"], layout),
        alt=words["alt"],
        caption=words["caption"],
        source=language().word("roadmap", "places"),
        data=rows[DATA],
    )


def _facts(rows: pd.DataFrame, total: pd.Series, singles: int) -> SharesFacts:
    """Return what the figure shows, from its rows and the summary of the measure."""
    least, most = rows["rise"].min(), rows["rise"].max()
    return SharesFacts(
        measure=total["measure"],
        items=len(rows),
        mean_first=total["mean_value_2020"],
        mean_last=total["mean_value_2025"],
        lowest=_targets(rows.loc[rows["value_2025"].idxmin()]),
        highest=_targets(rows.loc[rows["value_2025"].idxmax()]),
        least_rise=least,
        least_items=int((rows["rise"] == least).sum()),
        most_rise=most,
        most_items=int((rows["rise"] == most).sum()),
        corrected=int((rows["match"] == "corrected").sum()),
        has_ranges=bool((rows["low_2020"] != rows["high_2020"]).any()),
        has_loose=bool((rows["match"] == "loose").any()),
        singles=singles,
    )


def _targets(row: pd.Series) -> ItemTargets:
    """Return an item with its targets."""
    first, last = (
        (row[f"low_{year}"], row[f"high_{year}"], row[f"qualifier_{year}"]) for year in ENDS
    )
    return ItemTargets(row["item"], first, last)
