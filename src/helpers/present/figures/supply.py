"""Component targets of the roadmap beside the plan's national line for core components."""

from __future__ import annotations

import pandas as pd

from helpers.present.bundle import FigureBundle
from helpers.present.figures.dumbbells import dumbbell_figure, empty_figure
from helpers.present.figures.shares import DATA
from helpers.present.numbers import plain_number, plain_span
from helpers.present.words import count, measure_word, sentence_case

PLAN_GROUP = "The plan, all sectors: independently assured supply"
NEARNESS = {
    "nearest": "nearest in wording",
    "home_market": "another measure",
    "market_not_named": "if at home",
}
CAPTION = (
    "Broken lines: the plan's values for 2020 and 2025. The plan's share and the roadmap's are "
    "different measures, on one axis only because both are in percent; nothing is added up or "
    "averaged across them. A row with one mark has a figure for one year. Signs: > over, ≥ at "
    "least. ≈: the wordings of the two years differ a little. Left out: finished goods; shares of "
    "the international market; indigenous, self-sufficiency, application and usage rates. These "
    "are targets, not outcomes."
)


def supply_figure(beside: pd.DataFrame, plan: pd.Series) -> FigureBundle:
    """Draw the plan's pair on top, its two values as lines through all component targets below.

    Parameters
    ----------
    beside, plan
        Results of ``supply.supply`` and ``supply.plan_supply``.
    """
    if beside.empty:
        none = "No component target in the chosen sectors that could be set beside the plan."
        return FigureBundle("supply", empty_figure(none), none, none, "roadmap_targets", beside)
    rows = pd.concat([_plan_row(plan), beside.assign(group=_groups(beside))], ignore_index=True)
    pairs = beside.dropna(subset=["rise"])
    return FigureBundle(
        name="supply",
        drawing=dumbbell_figure(
            rows, _title(pairs, plan), (plan["value_2020"], plan["value_2025"])
        ),
        alt=_alt(rows, pairs, plan),
        caption=CAPTION,
        source=(
            f"{', '.join(beside['source_id'].unique())}, appendix 3; {plan['source_id']}, "
            f"{plan['locator']}"
        ),
        data=_data(rows),
    )


def _plan_row(plan: pd.Series) -> pd.DataFrame:
    """Return the plan's pair as a row of the figure."""
    row: dict[str, object] = {
        "group": PLAN_GROUP,
        "item": plan["item"],
        "name": "plan",
        "sector_no": "",
        "measure": plan["measure"],
        "match": "plan",
        "rise": plan["rise"],
    }
    for year in (2020, 2025):
        value = plan[f"value_{year}"]
        row |= {f"{column}_{year}": value for column in ("value", "low", "high")}
        row |= {f"qualifier_{year}": "exact", f"suspect_{year}": False}
        row |= {f"locator_{year}": plan["locator"]}
    return pd.DataFrame([row])


def _groups(beside: pd.DataFrame) -> list[str]:
    """Return the heading each row stands under: its measure, and how near that comes."""
    return [
        f"{sentence_case(measure_word(measure))} ({NEARNESS[basis]})"
        for measure, basis in zip(beside["measure"], beside["basis"], strict=True)
    ]


def _title(pairs: pd.DataFrame, plan: pd.Series) -> str:
    """Return the finding: how many sector targets start above the plan's and rise less."""
    higher = int((pairs["distance_2020"] >= 0).sum())
    less = int((pairs["distance_rise"] < 0).sum())
    return (
        f"{higher} of {count(len(pairs), 'component pair')} start at the plan's "
        f"{plain_number(plan['value_2020'])} % or more,\n"
        f"{less} rise by less than the plan's {plain_number(plan['rise'])} points"
    )


def _data(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the values drawn; a missing one is blank, since the bundle knows no missing floats."""
    drawn = rows[[*DATA, "basis", "distance_2020", "distance_2025"]].astype(object)
    return drawn.where(drawn.notna(), "")


def _alt(rows: pd.DataFrame, pairs: pd.DataFrame, plan: pd.Series) -> str:
    """Return the finding, then each measure with its pairs and the range of its targets."""
    parts = []
    for group, own in rows[rows["group"] != PLAN_GROUP].groupby("group", sort=False):
        ranges = [
            f"{plain_span(own[f'value_{year}'].min(), own[f'value_{year}'].max())} % in {year}"
            for year in (2020, 2025)
        ]
        parts.append(f"{group}, {count(len(own), 'item')}: {' and '.join(ranges)}")
    return (
        f"{_title(pairs, plan)}. The plan: {plain_number(plan['value_2020'])} % in 2020 and "
        f"{plain_number(plan['value_2025'])} % in 2025. The roadmap by measure: {'; '.join(parts)}."
    ).replace("\n", " ")
