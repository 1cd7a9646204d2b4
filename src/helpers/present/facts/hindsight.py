"""Words and tables of notebook 07: the answer, the projections and their scores."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.hindsight.outcomes import fate
from helpers.analysis.hindsight.projections import FROZEN
from helpers.analysis.hindsight.results import LookBack
from helpers.analysis.hindsight.scores import main_scores
from helpers.present.facts.outcomes import reason, tally, value_text
from helpers.present.facts.verdicts import agreement
from helpers.present.figures.scores import name_of
from helpers.present.numbers import number, span, true_minus
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_count, as_number, as_span, as_text
from helpers.present.words import count, day, listing, mid_sentence, source_word

FATE_WORDS = {
    "held": "the position held",
    "not_held": "the position did not hold",
    "open": "whether it held stays open",
}
Tables = Mapping[str, pd.DataFrame]


def answer(back: LookBack, verdicts: pd.DataFrame, indicators: pd.DataFrame) -> Prose:
    """Say how the targets ended, and whether the positions of the report year held."""
    names = indicators.set_index("indicator_id")["name_en"]
    points = [_kept(verdict, back, names) for verdict in verdicts.to_dict("records")]
    year = verdicts["report_year"].iloc[0]
    first = (
        f"The targets of the {count(len(indicators), 'indicator')}: **{tally(back.outcomes)}**. "
        f"For the indicators with a value for {year} by then, the first target came out as "
        f"follows (shares in percent, energy intensity as an index of its base year):"
    )
    return Prose((first,), (*points, _closest(back.scores, names)), "answer")


def _kept(verdict: dict, back: LookBack, names: pd.Series) -> str:
    """Return whether a position held against the outcome of the first target."""
    own = back.outcomes[back.outcomes["indicator_id"] == verdict["indicator_id"]]
    outcome = own.sort_values("target_year").iloc[0].to_dict()
    held = FATE_WORDS[fate(verdict["verdict"], outcome["status"])]
    text = (
        f"{names[verdict['indicator_id']]}: in {verdict['report_year']} "
        f"{agreement(verdict)}; **{held}**. {reason(outcome)} "
        f"Grade {outcome['grades']}."
    )
    levels = back.readings[
        (back.readings["indicator_id"] == verdict["indicator_id"])
        & (back.readings["year"] == outcome["target_year"])
        & (back.readings["tie_role"] == "expected")
    ]
    if outcome["status"] == "met_on_another_series" and len(levels):
        level = span(levels["level"].min(), levels["level"].max())
        tie = int(levels["tie_year"].iloc[0])
        text += f" Tied to the plan's own level of {tie} it would be {level}."
    return text


def _closest(scores: pd.DataFrame, names: pd.Series) -> str:
    """Return the best and the worst projection of each indicator."""
    parts = []
    for name, own in scores.groupby("indicator_id", sort=False):
        rows = main_scores(own).sort_values("mean_absolute_error")
        best, worst = rows.iloc[0], rows.iloc[-1]
        across = "" if best["same_series"] else ", across labels"
        called = mid_sentence(names[str(name)])
        parts.append(
            f"{called} {number(best['mean_absolute_error'])} ({name_of(best)}) to "
            f"{number(worst['mean_absolute_error'])} ({name_of(worst)}){across}"
        )
    return f"**Mean size of the errors**, best to worst projection, in points: {'; '.join(parts)}."


def frozen(back: LookBack) -> Prose:
    """Say what was known on the day of the report."""
    milestones, observations = back.known_milestones, back.known_observations
    ids = sorted({*milestones["source_id"], *observations["source_id"]}, reverse=True)
    sources = [source_word(name) for name in ids]
    return Prose(
        (
            f"Published by {day(FROZEN)} and used: **{count(len(milestones), 'milestone')}** and "
            f"**{count(len(observations), 'observation')}**, from the {listing(sources)}. "
            f"Everything later is used for scoring only.",
        )
    )


def projections_table(back: LookBack, indicators: pd.DataFrame) -> ShownTable:
    """Show every projection for the ends of the scored years."""
    rows = back.projections.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        name=[name_of(row) for row in rows.to_dict("records")],
        text=[
            number(value) + (" †" if capped else "")
            for value, capped in zip(rows["projected"], rows["capped"], strict=True)
        ],
    )
    wide = rows.pivot_table(
        index=["name_en", "name"], columns="year", values="text", aggfunc="first", sort=False
    ).reset_index()
    years = [column for column in wide.columns if isinstance(column, int)]
    wide.columns = [str(column) for column in wide.columns]
    columns = [
        as_text("name_en", "Indicator"),
        as_text("name", "Projection"),
        *(as_span(str(year), str(year)) for year in years),
    ]
    return ShownTable(
        wide,
        columns,
        "A row is a projection for the ends of the years; rates in percent, energy as an index.",
        "† the projection, or an end of its rounding interval, was held at the bound of the "
        "indicator. Pace: the pace observed from the base year to the report goes on. Plan: "
        "through the plan's milestones.",
    )


def scores_table(scores: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show the mean scores of each projection, own series and other labels apart."""
    rows = scores.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        name=[name_of(row) for row in rows.to_dict("records")],
        within=["own series" if same else "across a label change" for same in rows["same_series"]],
    )
    order = {name: place for place, name in enumerate(indicators["indicator_id"])}
    rows = rows.assign(order=rows["indicator_id"].map(order)).sort_values(
        ["order", "same_series", "mean_absolute_error"], ascending=[True, False, True]
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_span("within", "Values of"),
        as_text("name", "Projection"),
        as_count("values", "Values"),
        as_number("bias", "Mean error", 1, sign=True),
        as_number("mean_absolute_error", "Mean size", 1),
        as_number("worst", "Largest", 1),
        as_number("mean_interval_score", "Interval score", 1),
        as_count("capped", "Held at a bound"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a projection; errors are projected minus published, in points or index points.",
        "Interval score of the projection's rounding interval at a nominal 90 % (Gneiting and "
        "Raftery 2007), smaller is better: its width, and 20 for each point outside. Rounding "
        "alone says little of the future, so the score is large wherever a projection misses.",
    )


def later_table(back: LookBack, tables: Tables, chosen: list[str]) -> ShownTable:
    """Show later values with label, grade and document."""
    rows = back.later[back.later["indicator_id"].isin(chosen)]
    rows = rows.merge(tables["indicators"][["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.sort_values(["indicator_id", "series", "date"])
    rows = rows.assign(
        handed=rows["value_printed"].map(true_minus),
        kind=rows["status"] + rows["conflict"].map({"yes": ", contradicted", "no": ""}),
        on_scale=[value_text(*pair) for pair in zip(rows["value"], rows["scale"], strict=True)],
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_text("label", "Label"),
        as_text("period", "Period"),
        as_text("handed", "As stated"),
        as_span("on_scale", "On the scale", blank="cannot be put on it"),
        as_text("kind", "Kind"),
        as_span("grade", "Grade"),
        as_text("note", "What to know", blank="no remark"),
        as_text("publisher", "Publisher"),
        as_text("document", "Document"),
        as_span("published_on", "Published"),
    ]
    return ShownTable(
        rows.rename(columns={"published": "published_on"}),
        columns,
        "A row is a later statement; rates in percent, energy as an index of its base year.",
        "Grade A: official text seen; B: official figure quoted elsewhere.",
    )
