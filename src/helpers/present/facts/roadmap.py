"""What the roadmap sets for the sectors: levels and rises, then every figure as printed."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from helpers.analysis.documents.roadmap import ENDS
from helpers.present.numbers import number, plain_number, plain_span, span
from helpers.present.table import (
    ShownTable,
    as_figures,
    as_number,
    as_span,
    as_text,
    as_year,
    labelled,
)
from helpers.present.texts.blocks import Facts, labels, of_rows, phrase, plain_labels, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import sentence_case, unit_word

TEMPLATE = "roadmap"


@dataclass(frozen=True, kw_only=True)
class Years:
    """The years for which the roadmap sets figures."""

    first: int = ENDS[0]
    last: int = ENDS[1]


@dataclass(frozen=True)
class Level:
    """Mean target of a measure in both years (percent), and mean rise (points)."""

    measure: str
    mean_value_2020: float
    mean_value_2025: float
    mean_rise: float


@dataclass(frozen=True, kw_only=True)
class Components:
    """The plan's share of components (percent, points), and how many items compare with it."""

    plan_first: float
    plan_last: float
    plan_rise: float
    items: int
    start_level: int
    end_level: int
    smaller_rises: int


@dataclass(frozen=True)
class ComponentRises:
    """How many component items there are, and how many rise by less than the plan asks (points)."""

    items: int
    smaller_rises: int
    plan_rise: float


class RoadmapFacts(Years, Facts, template=TEMPLATE, block="answer"):
    """How many figures there are, what they ask, and how many are in doubt or corrected."""

    figures: int
    figures_first: int
    figures_last: int
    sectors: int
    levels: list[Level]
    components: ComponentRises
    doubts: int
    corrected: int


class ComponentsFacts(Years, Components, Facts, template=TEMPLATE, block="components"):
    """The plan's share of components, and how the items of the roadmap compare with it."""


class CountedItemsFacts(Facts, template=TEMPLATE, block="counted"):
    """Items with both years, of them percentages and their measures; figures in doubt, by kind."""

    items: int
    percent_items: int
    measures: int
    doubts: int
    corrected: list[tuple[str, int]]


@dataclass(frozen=True)
class Firmness:
    """How firm mean and median rise of a measure are, from columns of ``AMBITION_COLUMNS``."""

    measure: str
    pairs: int
    step: float
    at_median: int
    median_rise: float
    median_rise_low: float
    median_rise_high: float
    mean_rise_low: float
    mean_rise_high: float
    sector_mean: float
    floors: int


class MedianFacts(Facts, template=TEMPLATE, block="medians"):
    """How far dropping any one item moves a median and a mean at most (points), by measure."""

    median_moves: float
    mean_moves: float
    measures: list[Firmness]


class YearFacts(Years, Facts, template=TEMPLATE, block="years"):
    """The years in the headings of tables."""


class ChangeFacts(Facts, template=TEMPLATE, block="change"):
    """A change between the years: points for percent, a factor for other units."""

    rise: float | None
    factor: float | None


def answer(
    sectors: pd.DataFrame,
    ambition: pd.DataFrame,
    beside: pd.DataFrame,
    plan: pd.Series,
    doubts: pd.DataFrame,
) -> Passage:
    """Say how much is asked, by which measures, and how it compares with the plan's components.

    Parameters
    ----------
    sectors, doubts
        Results of ``roadmap.by_sector`` and ``roadmap.doubts``.
    ambition
        Result of ``roadmap_shares.ambition``.
    beside, plan
        Results of ``supply.supply`` and ``supply.plan_supply``.
    """
    first, last = (int(sectors[f"figures_{year}"].sum()) for year in ENDS)
    own = component_counts(beside, plan)
    facts = RoadmapFacts(
        figures=first + last,
        figures_first=first,
        figures_last=last,
        sectors=len(sectors),
        levels=of_rows(Level, ambition[ambition["sector_no"] == 0]),
        components=ComponentRises(own.items, own.smaller_rises, own.plan_rise),
        doubts=len(doubts),
        corrected=int((doubts["action"] != "kept").sum()),
    )
    return say(facts, "answer")


def component_counts(beside: pd.DataFrame, plan: pd.Series) -> Components:
    """Return how the component items with both years compare with the plan."""
    items = beside.dropna(subset=["rise"])
    return Components(
        plan_first=plan["value_2020"],
        plan_last=plan["value_2025"],
        plan_rise=plan["rise"],
        items=len(items),
        start_level=int((items["distance_2020"] >= 0).sum()),
        end_level=int((items["distance_2025"] >= 0).sum()),
        smaller_rises=int((items["distance_rise"] < 0).sum()),
    )


def components(beside: pd.DataFrame, plan: pd.Series) -> Passage:
    """Say how the component items with both years compare with the plan."""
    return say(ComponentsFacts(**asdict(component_counts(beside, plan))))


def counted(pairs: pd.DataFrame, doubts: pd.DataFrame) -> Passage:
    """Say how many items have figures for both years, and what was corrected.

    Parameters
    ----------
    pairs
        Table ``roadmap_pairs``.
    doubts
        Result of ``roadmap.doubts``.
    """
    percent = pairs[pairs["unit"] == "percent"]
    changed = doubts.loc[doubts["action"] != "kept", "action"].value_counts(sort=False)
    facts = CountedItemsFacts(
        items=len(pairs),
        percent_items=len(percent),
        measures=percent["measure"].nunique(),
        doubts=len(doubts),
        corrected=[(str(action), int(amount)) for action, amount in changed.items()],
    )
    return say(facts)


def medians(ambition: pd.DataFrame) -> Passage:
    """Say for each measure how firm the median rise is, and what else moves the mean."""
    totals = ambition[(ambition["sector_no"] == 0) & (ambition["pairs"] > 1)]
    facts = MedianFacts(
        median_moves=_most_moved(totals, "median"),
        mean_moves=_most_moved(totals, "mean"),
        measures=of_rows(Firmness, totals),
    )
    return say(facts)


def _most_moved(totals: pd.DataFrame, statistic: str) -> float:
    """Return how far leaving out one item moves a mean or median at most, in points."""
    ends = totals[[f"{statistic}_rise_low", f"{statistic}_rise_high"]]
    return ends.sub(totals[f"{statistic}_rise"], axis=0).abs().to_numpy().max(initial=0.0)


def sectors_table(sectors: pd.DataFrame) -> ShownTable:
    """Show how many figures each sector has, and the range of its domestic market shares."""
    rows = sectors.assign(
        heading=sectors["sector_no"].astype(str) + " " + sectors["sector"],
        **{f"home_{year}": _ranges(sectors, year) for year in ENDS},
    )
    columns = [
        as_text("heading"),
        *map(as_year, ("figures_2020", "figures_2025", "percent", "pairs")),
        *map(as_span, ("home_2020", "home_2025")),
        as_year("suspect"),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "sectors_table") | year_labels())


def year_labels() -> dict[str, str]:
    """Return the headings that name a year, by column."""
    return labels(YearFacts())


def _ranges(sectors: pd.DataFrame, year: int) -> list[str]:
    """Return the range of a sector's domestic market shares in a year, "" for none."""
    ends = zip(sectors[f"low_{year}"], sectors[f"high_{year}"], strict=True)
    return [span(*pair, 0) for pair in ends]


def ambition_table(ambition: pd.DataFrame) -> ShownTable:
    """Show level and rise by measure and sector."""
    ends = zip(ambition["least_rise"], ambition["most_rise"], strict=True)
    rows = _with_measures(ambition)
    rows = rows.assign(
        word=rows["word"].map(sentence_case),
        rises=[plain_span(*pair) for pair in ends],
        medians=[_levels(row, "median") for row in ambition.to_dict("records")],
        means=[_levels(row, "mean") for row in ambition.to_dict("records")],
        median_text=ambition["median_rise"].map(plain_number),
    )
    columns = [
        *map(as_text, ("word", "sector")),
        as_year("pairs"),
        *map(as_span, ("means", "medians")),
        as_number("mean_rise"),
        as_figures("median_text"),
        as_span("rises"),
        as_year("at_median"),
        as_number("mean_room_closed", decimals=0),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "ambition_table"))


def _levels(row: dict, statistic: str) -> str:
    """Return mean or median level of both years."""
    return " → ".join(number(row[f"{statistic}_value_{year}"]) for year in ENDS)


def _with_measures(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with their measure in words."""
    return rows.assign(word=[language().word(name, "measures") for name in rows["measure"]])


def pairs_table(changes: pd.DataFrame) -> ShownTable:
    """Show every item with both years as printed, with its change.

    Parameters
    ----------
    changes
        Result of ``roadmap.pair_changes``.
    """
    ends = zip(changes["rise"], changes["factor"], strict=True)
    rows = _with_measures(changes).assign(
        change=[
            phrase(ChangeFacts(*(None if pd.isna(end) else end for end in pair))) for pair in ends
        ],
        pairing=[language().word(match, "matches") for match in changes["match"]],
        difference=changes["note"],
    )
    columns = [
        as_text("item"),
        as_year("sector_no"),
        *map(as_text, ("word", "printed_2020", "printed_2025")),
        as_span("change"),
        *map(as_text, ("pairing", "difference")),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "pairs_table") | year_labels())


def figures_table(printed: pd.DataFrame) -> ShownTable:
    """Show every figure of the roadmap as printed.

    Parameters
    ----------
    printed
        Result of ``roadmap.printed_figures``.
    """
    words = plain_labels(TEMPLATE, "figures_table") | year_labels()
    rows = _with_measures(printed).assign(
        kind=[language().word(role, "roadmap_roles") for role in printed["role"]],
        doubt=printed["suspect"].map({True: words["flag"], False: ""}),
    )
    columns = [
        as_text("item"),
        as_year("sector_no"),
        *map(as_text, ("subsector", "word", "printed_2020", "printed_2025", "kind", "doubt")),
    ]
    return labelled(rows, columns, words)


def doubts_table(doubted: pd.DataFrame) -> ShownTable:
    """Show every doubtful figure: as printed, as used, what was done and why.

    Parameters
    ----------
    doubted
        Result of ``roadmap.doubts``.
    """
    used = zip(doubted["value"], doubted["unit"], strict=True)
    rows = doubted.assign(
        used=[f"{plain_number(value)} {unit_word(unit)}" for value, unit in used],
        done=[language().word(action, "corrections") for action in doubted["action"]],
    )
    columns = [
        *map(as_text, ("item", "locator", "year_printed")),
        as_year("year"),
        as_text("value_printed"),
        as_span("used"),
        *map(as_text, ("done", "status", "suspect_note")),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "doubts_table"))
