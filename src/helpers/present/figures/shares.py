"""Market shares the roadmap asks for, 2020 to 2025: one figure a measure, grouped by sector."""

from __future__ import annotations

import pandas as pd

from helpers.present.bundle import FigureBundle
from helpers.present.figures.dumbbells import dumbbell_figure, empty_figure
from helpers.present.numbers import as_target, number, plain_number
from helpers.present.words import count, measure_word, sector_heading, sentence_case

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


def shares_figure(
    shares: pd.DataFrame, singles: pd.DataFrame, ambition: pd.DataFrame, measure: str
) -> FigureBundle:
    """Draw every pair of one measure as a dumbbell.

    Parameters
    ----------
    shares, singles
        Results of ``roadmap_shares.share_pairs`` and ``roadmap_shares.single_shares``.
    ambition
        Result of ``roadmap_shares.ambition``.
    measure
        The measure to draw; figures of other measures stay out.
    """
    own = shares[shares["measure"] == measure]
    word = measure_word(measure)
    name = f"pairs-{measure.replace('_', '-')}"
    if own.empty:
        none = f"No pair of the measure '{word}' in the chosen sectors."
        return FigureBundle(name, empty_figure(none), none, none, "roadmap_pairs", own[DATA])
    total = ambition[(ambition["measure"] == measure) & (ambition["sector_no"] == 0)].iloc[0]
    groups = [sector_heading(*pair) for pair in zip(own["sector_no"], own["sector"], strict=True)]
    rows = own.assign(group=groups).sort_values("sector_no", kind="stable")
    return FigureBundle(
        name=name,
        drawing=dumbbell_figure(rows, _title(word, total)),
        alt=_alt(rows, word, total),
        caption=_caption(rows, singles[singles["measure"] == measure], word),
        source=f"{', '.join(rows['source_id'].unique())}, appendix 3",
        data=rows[DATA],
    )


def _title(word: str, total: pd.Series) -> str:
    """Return the finding: how many pairs, from which mean to which."""
    return (
        f"{sentence_case(word)}, {count(total['pairs'], 'pair')}:\n"
        f"mean target {number(total['mean_value_2020'])} % in 2020, "
        f"{number(total['mean_value_2025'])} % in 2025"
    )


def _caption(rows: pd.DataFrame, alone: pd.DataFrame, word: str) -> str:
    """Say what is drawn, how corrections are marked, and what is left out."""
    parts = [
        f"Targets of the roadmap for the {word}, hollow 2020, filled 2025, items as printed. "
        f"Signs: > over, ≥ at least, ~ about. These are targets, not outcomes."
    ]
    if (rows["low_2020"] != rows["high_2020"]).any():
        parts.append("Band: a printed range; its middle is marked.")
    if (rows["match"] == "corrected").any():
        parts.append("Diamond: printed under a second 'by 2020' with a higher value, read as 2025.")
    if (rows["match"] == "loose").any():
        parts.append("≈: the wordings of the two years differ a little.")
    parts.append(
        f"Left out: {count(len(alone), 'figure')} of this measure without a partner in the other "
        f"year, and every other measure; shares of different measures are never merged."
    )
    return " ".join(parts)


def _alt(rows: pd.DataFrame, word: str, total: pd.Series) -> str:
    """Return the finding with the lowest and highest target and the least and largest rise."""
    low, high = rows.loc[rows["value_2025"].idxmin()], rows.loc[rows["value_2025"].idxmax()]
    least, most = rows["rise"].min(), rows["rise"].max()
    corrected = int((rows["match"] == "corrected").sum())
    parts = [
        f"{_title(word, total)}.",
        f"Lowest for 2025: {_pair(low)}; highest: {_pair(high)}.",
        f"Rises from {plain_number(least)} points ({(rows['rise'] == least).sum()} of "
        f"{count(len(rows), 'pair')}) to {plain_number(most)} ({(rows['rise'] == most).sum()}).",
        f"{count(corrected, 'target')} for 2025 with a corrected year." if corrected else "",
    ]
    return " ".join(filter(None, parts)).replace("\n", " ")


def _pair(row: pd.Series) -> str:
    """Return an item with its targets as printed."""
    ends = (
        as_target(row[f"low_{year}"], row[f"high_{year}"], row[f"qualifier_{year}"])
        for year in (2020, 2025)
    )
    return f"{row['item']}, {' to '.join(ends)}"
