"""Component targets of the roadmap beside the plan's national line for core components."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from helpers.analysis.documents.roadmap import ENDS
from helpers.present.bundle import FigureBundle
from helpers.present.facts.roadmap import TEMPLATE, Components, Years, component_counts
from helpers.present.figures.dumbbells import Block, dumbbell_figure
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.shares import DATA
from helpers.present.texts.blocks import Facts, labels, plain_labels, plain_phrase
from helpers.present.texts.language import language


@dataclass(frozen=True)
class SupplyGroup:
    """The items of one measure: how near it comes to the plan's, and its targets (percent)."""

    measure: str
    basis: str
    items: int
    range_first: tuple[float, float]
    range_last: tuple[float, float]


class SupplyFigureFacts(Components, Years, Facts, template=TEMPLATE, block="supply_figure"):
    """How the items compare with the plan, and the range of each measure."""

    groups: list[SupplyGroup]


def supply_figure(beside: pd.DataFrame, plan: pd.Series) -> FigureBundle:
    """Draw the plan's pair on top, its two values as broken lines beside the targets below.

    Parameters
    ----------
    beside, plan
        Results of ``supply.supply`` and ``supply.plan_supply``.
    """
    if beside.empty:
        return nothing_figure("supply", plain_labels(TEMPLATE, "supply_empty")["title"])
    words = labels(
        SupplyFigureFacts(groups=_groups(beside), **asdict(component_counts(beside, plan)))
    )
    top = _plan_row(plan, words["plan"])
    own = beside.assign(under="").sort_values(
        ["rise", "value_2025"], ascending=False, kind="stable"
    )
    blocks = [Block("", top)] + [
        Block(plain_phrase(TEMPLATE, "supply_heading", measure=measure, basis=basis), rows)
        for (measure, basis), rows in _by_measure(own, beside)
    ]
    guides = [plan[f"value_{year}"] for year in ENDS]

    return FigureBundle(
        name="supply",
        draw=lambda layout: dumbbell_figure(blocks, words["title"], layout, guides),
        alt=words["alt"],
        caption=words["caption"],
        source=f"{language().word('roadmap', 'places')}; {plan['source_id']}, {plan['locator']}",
        data=_data(pd.concat([block.rows for block in blocks], ignore_index=True)),
    )


def _by_measure(
    rows: pd.DataFrame, order: pd.DataFrame
) -> list[tuple[tuple[str, str], pd.DataFrame]]:
    """Return the rows of each measure with its basis, in the order of the table."""
    keys = ["measure", "basis"]
    groups = dict(list(rows.groupby(keys)))
    return [
        (pair, groups[pair])
        for pair in dict.fromkeys(order[keys].itertuples(index=False, name=None))
    ]


def _groups(beside: pd.DataFrame) -> list[SupplyGroup]:
    """Return each measure with its number of items and the range of its targets in both years."""
    groups = []
    for (measure, basis), own in beside.groupby(["measure", "basis"], sort=False):
        first, last = ((own[f"value_{year}"].min(), own[f"value_{year}"].max()) for year in ENDS)
        groups.append(SupplyGroup(str(measure), str(basis), len(own), first, last))
    return groups


def _plan_row(plan: pd.Series, under: str) -> pd.DataFrame:
    """Return the plan's pair as a row of the figure."""
    row: dict[str, object] = {
        "under": under,
        "item": plan["item"],
        "name": "plan",
        "sector_no": "",
        "measure": plan["measure"],
        "match": "plan",
        "rise": plan["rise"],
    }
    for year in ENDS:
        value = plan[f"value_{year}"]
        row |= {f"{column}_{year}": value for column in ("value", "low", "high")}
        row |= {f"qualifier_{year}": "exact", f"suspect_{year}": False}
        row |= {f"locator_{year}": plan["locator"]}
    return pd.DataFrame([row])


def _data(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the values drawn; a missing one is blank, since the bundle knows no missing floats."""
    drawn = rows[[*DATA, "basis", "distance_2020", "distance_2025"]].astype(object)
    return drawn.where(drawn.notna(), "")
