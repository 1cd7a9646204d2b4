"""Figures of the roadmap as printed: every one, counts by sector, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from helpers.data.numbers import numbers_in
from helpers.data.parameter_choices import unknown
from helpers.errors import WrongCall
from helpers.parameter_values import NOT_TAKEN, typed

ENDS = (2020, 2025)


def of_sectors(
    targets: pd.DataFrame, pairs: pd.DataFrame, sectors: Sequence[int] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the targets and pairs of the chosen sectors; all of them for an empty choice.

    Raises
    ------
    WrongCall
        For every number that no sector of the roadmap has.
    """
    known = sorted(set(targets["sector_no"]))
    sectors = typed("sectors", sectors, "list[int]")
    problems = unknown("sectors", sectors, known)
    if problems:
        raise WrongCall(NOT_TAKEN, problems)
    chosen = list(sectors) or known
    return (
        targets[targets["sector_no"].isin(chosen)].reset_index(drop=True),
        pairs[pairs["sector_no"].isin(chosen)].reset_index(drop=True),
    )


def by_sector(targets: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return a row a sector: subsectors, figures of each year, in percent, in doubt, and pairs."""
    groups = targets.groupby(["sector_no", "sector"])
    table = groups.agg(
        subsectors=("subsector", "nunique"),
        figures_2020=("year", lambda years: int((years == ENDS[0]).sum())),
        figures_2025=("year", lambda years: int((years == ENDS[1]).sum())),
        percent=("unit", lambda units: int((units == "percent").sum())),
        suspect=("suspect", "sum"),
    ).reset_index()
    domestic = targets[targets["measure"] == "domestic_market_share"]
    for year in ENDS:
        values = domestic[domestic["year"] == year].groupby("sector_no")["value"]
        table[f"low_{year}"] = table["sector_no"].map(values.min())
        table[f"high_{year}"] = table["sector_no"].map(values.max())
    count = pairs["sector_no"].value_counts()
    return table.assign(pairs=table["sector_no"].map(count).fillna(0).astype(int))


def printed_figures(targets: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Every figure as printed: a row an item and measure, 2020 and 2025 side by side if paired."""
    partner = dict(zip(pairs["target_id_2025"], pairs["target_id_2020"], strict=True))
    match = dict(zip(pairs["target_id_2020"], pairs["match"], strict=True))
    keep = ["sector_no", "sector", "subsector", "item", "measure", "role"]
    rows: dict[str, dict[str, object]] = {}
    for target in targets.to_dict("records"):
        row = rows.setdefault(
            partner.get(target["target_id"], target["target_id"]),
            {name: target[name] for name in keep}
            | {"printed_2020": "", "printed_2025": "", "suspect": False},
        )
        row[f"printed_{target['year']}"] = target["value_printed"]
        row["suspect"] = bool(row["suspect"] or target["suspect"])
    found = [row | {"match": match.get(name, "single")} for name, row in rows.items()]
    return pd.DataFrame(found)


def doubts(targets: pd.DataFrame, discrepancies: pd.DataFrame) -> pd.DataFrame:
    """Figures whose print or reading is in doubt, with `action`: what the reading did to the print.

    Returns
    -------
    DataFrame
        Rows of `targets` that are suspect, with `action` (``year``, ``scale``, ``currency`` or
        ``number`` where the reading departs from the print, ``kept`` where it does not) and
        `status` of the discrepancy (resolved or open; "" where none is recorded).
    """
    status = discrepancies.drop_duplicates("figure_id").set_index("figure_id")["status"]
    rows = targets[targets["suspect"].astype(bool)]
    return rows.assign(
        action=[_action(row) for row in rows.to_dict("records")],
        status=[status.get(name, "") for name in rows["target_id"]],
    ).reset_index(drop=True)


def _action(row: dict) -> str:
    """Name in what the reading of a figure departs from its print."""
    printed = row["value_printed"]
    if row["year"] not in numbers_in(row["year_printed"]):
        return "year"
    if row["value"] not in numbers_in(printed) or re.search("hundreds of", printed):
        return "number"
    scale = re.search("billion|trillion", row["unit"])
    if scale and scale.group() not in printed:
        return "scale"
    return "currency" if scale and "RMB" not in printed else "kept"


def pair_changes(pairs: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Every pair with both prints, and its change: points for percent, a factor for other units.

    Returns
    -------
    DataFrame
        `pairs` with `printed_2020`, `printed_2025`, `rise` (percentage points, NaN for other units)
        and `factor` (value of 2025 over value of 2020, NaN for percent and from zero).
    """
    printed = targets.set_index("target_id")["value_printed"]
    change = pairs["value_2025"] - pairs["value_2020"]
    factor = pairs["value_2025"] / pairs["value_2020"].where(pairs["value_2020"] != 0)
    percent = pairs["unit"] == "percent"
    return pairs.assign(
        printed_2020=pairs["target_id_2020"].map(printed),
        printed_2025=pairs["target_id_2025"].map(printed),
        rise=change.where(percent),
        factor=factor.where(~percent),
    )
