"""Shares the roadmap sets: pairs in percent, ambition by measure and sector.

Figures of different measures are never merged: a share of the domestic market, a share of a market
that is not named and a share of the international market are summarised apart, and rates of other
kinds are not summarised at all.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.analysis.documents.roadmap import ENDS

# The measures with pairs enough to speak of a distribution, each summarised by itself.
SHARE_MEASURES = ("domestic_market_share", "market_share", "international_market_share")
ALL_SECTORS = 0
FLOORS = ("over", "at_least")
END_COLUMNS = ("value", "low", "high", "qualifier", "printed", "suspect", "locator")
SHARE_COLUMNS = [
    "name",
    "sector_no",
    "sector",
    "item",
    "measure",
    "match",
    "source_id",
    *(f"{column}_{year}" for column in END_COLUMNS for year in ENDS),
    "rise",
    "room_closed",
]

STATISTICS = ("mean", "median")
AMBITION_COLUMNS = [
    "measure",
    "sector_no",
    "sector",
    "pairs",
    "floors",
    *(
        f"{statistic}_{column}"
        for column in ("value_2020", "value_2025", "rise", "room_closed")
        for statistic in STATISTICS
    ),
    *(f"{statistic}_rise_{end}" for statistic in STATISTICS for end in ("low", "high")),
    "least_rise",
    "most_rise",
    "at_median",
    "step",
    "sector_mean",
]


def share_pairs(pairs: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Pairs in percent with both ends as printed and read, and the rise between them.

    Parameters
    ----------
    pairs, targets
        Tables ``roadmap_pairs`` and ``roadmap_targets``.

    Returns
    -------
    DataFrame
        Columns ``SHARE_COLUMNS``, in the order of `pairs`. `value` is the middle of a range, `low`
        and `high` are its ends; `rise` in points; `room_closed`, the rise in percent of what is
        left to 100 in 2020, NaN at 100.
    """
    return _with_change(_with_ends(pairs[pairs["unit"] == "percent"], targets))


def single_shares(targets: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Figures in percent without a partner in the other year, with the columns of the pairs."""
    paired = {name for year in ENDS for name in pairs[f"target_id_{year}"]}
    alone = targets[(targets["unit"] == "percent") & ~targets["target_id"].isin(paired)]
    rows = alone[["sector_no", "item", "measure"]].assign(match="single", pair_id="")
    for year in ENDS:
        rows[f"target_id_{year}"] = alone["target_id"].where(alone["year"] == year)
    return _with_change(_with_ends(rows, targets))


def _with_ends(rows: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Add what the targets of both years say, and the sector of the row."""
    lookup = targets.set_index("target_id")
    high = lookup["value_high"].fillna(lookup["value"])
    ends = {
        "value": (lookup["value"] + high) / 2.0,
        "low": lookup["value"],
        "high": high,
        "qualifier": lookup["qualifier"],
        "printed": lookup["value_printed"],
        "suspect": lookup["suspect"].astype(bool),
        "locator": lookup["locator"],
    }
    known = rows["target_id_2020"].fillna(rows["target_id_2025"])
    table = rows.assign(
        name=known.str.removesuffix("-2020").str.removesuffix("-2025"),
        sector=known.map(lookup["sector"]),
        source_id=known.map(lookup["source_id"]),
    )
    for column, said in ends.items():
        for year in ENDS:
            table[f"{column}_{year}"] = rows[f"target_id_{year}"].map(said)
    return table


def _with_change(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the rise in points and in percent of the room left."""
    rise = rows["value_2025"] - rows["value_2020"]
    room = 100.0 - rows["value_2020"]
    closed = 100.0 * rise / room.where(room > 0)
    return rows.assign(rise=rise, room_closed=closed)[SHARE_COLUMNS].reset_index(drop=True)


def ambition(shares: pd.DataFrame) -> pd.DataFrame:
    """Level and rise of the share targets, by measure and sector.

    Parameters
    ----------
    shares
        Result of `share_pairs`.

    Returns
    -------
    DataFrame
        Columns ``AMBITION_COLUMNS``. A row a measure and sector, the row of all sectors
        (`sector_no` 0) first: `pairs`; `floors`, how many of them say "over" or "at least" at an
        end, so that their rise is one of floors; mean and median of both levels (percent), of the
        rise (points) and of `room_closed`; `mean_rise_low` to `median_rise_high`, the range of mean
        and median when any one pair is left out (NaN for a single pair); least and most rise;
        `at_median`, how many rises equal the median; `step`, see `printed_step`; `sector_mean`, the
        mean rise with every sector counted once.
    """
    rows = []
    for measure in SHARE_MEASURES:
        own = shares[shares["measure"] == measure]
        if len(own):
            rows.append({"sector_no": ALL_SECTORS, "sector": "all sectors"} | _summary(own))
        for (number, sector), part in own.groupby(["sector_no", "sector"]):
            rows.append({"sector_no": number, "sector": sector} | _summary(part))
    return pd.DataFrame(rows, columns=AMBITION_COLUMNS)


def _summary(own: pd.DataFrame) -> dict[str, object]:
    """Return the statistics of one group of pairs of one measure."""
    rise = own["rise"]
    floors = own["qualifier_2020"].isin(FLOORS) | own["qualifier_2025"].isin(FLOORS)
    summary: dict[str, object] = {
        "measure": own["measure"].iloc[0],
        "pairs": len(own),
        "floors": int(floors.sum()),
    }
    for column in ("value_2020", "value_2025", "rise", "room_closed"):
        summary |= {f"mean_{column}": own[column].mean(), f"median_{column}": own[column].median()}
    for name, statistic in (("mean", pd.Series.mean), ("median", pd.Series.median)):
        low, high = leave_one_out(rise, statistic)
        summary |= {f"{name}_rise_low": low, f"{name}_rise_high": high}
    return summary | {
        "least_rise": rise.min(),
        "most_rise": rise.max(),
        "at_median": int((rise == rise.median()).sum()),
        "step": printed_step(own),
        "sector_mean": rise.groupby(own["sector_no"]).mean().mean(),
    }


def printed_step(own: pd.DataFrame) -> float:
    """Greatest number of points that divides every printed end; NaN where one is no whole number.

    Figures printed in such steps make a median that stays where it is or jumps.
    """
    ends = own[[f"{end}_{year}" for end in ("low", "high") for year in ENDS]].to_numpy()
    whole = ends.astype(int)
    return float(np.gcd.reduce(whole, axis=None)) if (whole == ends).all() else float("nan")


def leave_one_out(
    values: pd.Series, statistic: Callable[[pd.Series], float]
) -> tuple[float, float]:
    """Least and most value of a statistic when any one value is left out; NaN for a single one.

    Examples
    --------
    >>> leave_one_out(pd.Series([5.0, 20.0, 20.0]), pd.Series.median)
    (12.5, 20.0)
    """
    if len(values) < 2:
        return float("nan"), float("nan")
    found = [float(statistic(values.drop(label))) for label in values.index]
    return min(found), max(found)
