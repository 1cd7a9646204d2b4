"""Words and tables of notebook 05: what the roadmap asks of the sectors, and how much more."""

from __future__ import annotations

import pandas as pd

from helpers.present.numbers import number, plain_number, plain_span, span
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_figures, as_number, as_span, as_text, as_year
from helpers.present.words import count, listing, measure_word, sector_heading, sentence_case

SOURCE_NOTE = "Source: chamber_2017, appendix 3, the roadmap's figures translated at second hand."


def answer(
    sectors: pd.DataFrame,
    pairs: pd.DataFrame,
    ambition: pd.DataFrame,
    beside: pd.DataFrame,
    plan: pd.Series,
    doubts: pd.DataFrame,
) -> Prose:
    """Say how much is asked, by which measures, and how it stands to the plan's component target.

    Parameters
    ----------
    sectors, doubts
        Results of ``roadmap.by_sector`` and ``roadmap.doubts``.
    pairs
        Table ``roadmap_pairs``.
    ambition
        Result of ``roadmap_shares.ambition``.
    beside, plan
        Results of ``supply.supply`` and ``supply.plan_supply``.
    """
    percent = pairs[pairs["unit"] == "percent"]
    years = [int(sectors[f"figures_{year}"].sum()) for year in (2020, 2025)]
    first = (
        f"As a U.S. business lobby prints it in translation, the roadmap sets "
        f"**{count(sum(years), 'figure')} for {count(len(sectors), 'sector')}**: {years[0]} for "
        f"2020 and {years[1]} for 2025. Both years have a figure for {count(len(pairs), 'item')}, "
        f"{len(percent)} of them in percent, by {count(percent['measure'].nunique(), 'measure')} "
        f"that are never merged here. **These are targets at second hand, not outcomes.**"
    )
    totals = ambition[ambition["sector_no"] == 0]
    points = [_measure_point(row) for row in totals.to_dict("records")]
    return Prose(
        (first,), (*points, *_supply_point(beside, plan), *_doubts_point(doubts)), "answer"
    )


def _measure_point(row: dict) -> str:
    """Return level and rise of one measure."""
    return (
        f"{sentence_case(measure_word(row['measure']))}: the mean target of "
        f"{count(row['pairs'], 'pair')} is {number(row['mean_value_2020'])} % for 2020 and "
        f"{number(row['mean_value_2025'])} % for 2025, **a rise of {number(row['mean_rise'])} "
        f"points**; the median rise is {plain_number(row['median_rise'])}."
    )


def _supply_point(beside: pd.DataFrame, plan: pd.Series) -> list[str]:
    """Return how the component pairs stand to the plan's target; nothing without a pair."""
    pairs = beside.dropna(subset=["rise"])
    if pairs.empty:
        return []
    levels = [plain_number(plan[f"value_{year}"]) for year in (2020, 2025)]
    at_least = [int((pairs[f"distance_{year}"] >= 0).sum()) for year in (2020, 2025)]
    less = int((pairs["distance_rise"] < 0).sum())
    return [
        f"The plan wants {levels[0]} % (2020) and {levels[1]} % (2025) of core components under "
        f"independent assurance (roughly: secured by China's own supply). Of "
        f"{count(len(pairs), 'component pair')} of the roadmap, "
        f"**{at_least[0]} start at {levels[0]} % or more, {at_least[1]} end at {levels[1]} % or "
        f"more, {less} rise by less** than the plan's {plain_number(plan['rise'])} points. The "
        f"measures differ, so this sets figures side by side and tests nothing."
    ]


def _doubts_point(doubts: pd.DataFrame) -> list[str]:
    """Return how many figures are in doubt and in how many the reading departs from the print."""
    if doubts.empty:
        return []
    changed = doubts.loc[doubts["action"] != "kept", "action"].value_counts(sort=False)
    parts = [f"the {action} of {amount}" for action, amount in changed.items()]
    read = (
        f" For {int(changed.sum())} the reading departs from the print ({listing(parts)}); the "
        f"table shows both."
        if parts
        else ""
    )
    return [f"{count(len(doubts), 'figure')} {'is' if len(doubts) == 1 else 'are'} in doubt.{read}"]


def sectors_table(sectors: pd.DataFrame) -> ShownTable:
    """Show a row a sector: how many figures, and the range of its domestic market shares."""
    rows = sectors.assign(
        heading=[
            sector_heading(*pair)
            for pair in zip(sectors["sector_no"], sectors["sector"], strict=True)
        ],
        **{f"home_{year}": _ranges(sectors, year) for year in (2020, 2025)},
    )
    columns = [
        as_text("heading", "Sector"),
        as_year("figures_2020", "Figures for 2020"),
        as_year("figures_2025", "Figures for 2025"),
        as_year("percent", "Of these in percent"),
        as_year("pairs", "Pairs"),
        as_span("home_2020", "Domestic market share 2020, %"),
        as_span("home_2025", "Domestic market share 2025, %"),
        as_year("suspect", "In doubt"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a sector, named and ordered as in the appendix. Shares: lowest to highest figure "
        "of the year, figures in doubt and without a partner included.",
        f"None: no figure of this measure for the year. {SOURCE_NOTE}",
    )


def _ranges(sectors: pd.DataFrame, year: int) -> list[str]:
    """Return the range of a sector's domestic market shares in a year."""
    return [
        "none" if pd.isna(low) else span(low, high, 0)
        for low, high in zip(sectors[f"low_{year}"], sectors[f"high_{year}"], strict=True)
    ]


def median_steps(ambition: pd.DataFrame) -> Prose:
    """Say for each measure how firm the median rise is, and what else moves the mean."""
    totals = ambition[ambition["sector_no"] == 0]
    points = tuple(_steps(row) for row in totals.to_dict("records") if row["pairs"] > 1)
    if not points:
        return Prose(("One pair or none: there is no distribution to speak of.",))
    lead = (
        "Targets are round numbers, so a median sits on a step: leave one pair out, and it stays "
        "or jumps, while the mean moves a little. Neither weighs a pair by the size of its market."
    )
    return Prose((lead,), points)


def _steps(row: dict) -> str:
    """Return how many rises equal the median, and how far one pair moves median and mean."""
    at, pairs = row["at_median"], row["pairs"]
    where = f"{at or 'none'} of {pairs} rises {'is' if at == 1 else 'are'} the median itself"
    step = f"all figures are multiples of {row['step']:g}; " if row["step"] > 1 else ""
    open_ends = f"{row['floors'] or 'none'} of {count(pairs, 'pair')}"
    return (
        f"{sentence_case(measure_word(row['measure']))}: {step}{where}, "
        f"{plain_number(row['median_rise'])} points. Without any one pair the median is "
        f"{plain_span(row['median_rise_low'], row['median_rise_high'])}, the mean "
        f"{span(row['mean_rise_low'], row['mean_rise_high'])}. With every sector counted once the "
        f"mean is {number(row['sector_mean'])}. Open ends ('over', 'at least'): {open_ends}."
    )


def ambition_table(ambition: pd.DataFrame) -> ShownTable:
    """Show level and rise by measure and sector."""
    rows = ambition.assign(
        word=[sentence_case(measure_word(name)) for name in ambition["measure"]],
        rises=[
            plain_span(*pair)
            for pair in zip(ambition["least_rise"], ambition["most_rise"], strict=True)
        ],
        medians=[_levels(row, "median") for row in ambition.to_dict("records")],
        means=[_levels(row, "mean") for row in ambition.to_dict("records")],
        median_text=[plain_number(value) for value in ambition["median_rise"]],
    )
    columns = [
        as_text("word", "Measure"),
        as_text("sector", "Sector"),
        as_year("pairs", "Pairs"),
        as_span("means", "Mean level, %"),
        as_span("medians", "Median level, %"),
        as_number("mean_rise", "Mean rise, points"),
        as_figures("median_text", "Median rise, points"),
        as_span("rises", "Rises, points"),
        as_year("at_median", "Pairs on the median rise"),
        as_number("mean_room_closed", "Mean room closed, %", 0),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a measure and a sector; levels for 2020 → 2025. Measures are not added up.",
        "Room closed: the rise in percent of what is left to 100 in 2020; from 80 to 90 closes "
        f"half of it. Ranges count with their middle, 'over' with the floor. {SOURCE_NOTE}",
    )


def _levels(row: dict, statistic: str) -> str:
    """Return mean or median level of both years."""
    return " → ".join(number(row[f"{statistic}_value_{year}"]) for year in (2020, 2025))
