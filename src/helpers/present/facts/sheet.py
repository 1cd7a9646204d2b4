"""What notebook 09 says: the sheet of one indicator."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.analysis.hindsight.indicator_outcome import IndicatorOutcome
from helpers.analysis.progress.methods import METHODS
from helpers.present.facts import comparison, indicators, scoreboard
from helpers.present.facts.verdicts import past_sentence, side_of
from helpers.present.numbers import as_printed, enough_decimals, printed_number
from helpers.present.outcome_marks import finding_of, words_of
from helpers.present.table import ShownTable, as_chinese, as_source, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, of_rows, phrase, plain_labels, plain_phrase, say
from helpers.present.texts.passage import Passage, joined
from helpers.present.words import told

TEMPLATE = "sheet"


@dataclass(frozen=True)
class PrintedTarget:
    """A change or mean rate as the plan prints it: its size, decimals and "" for exact."""

    size: float
    decimals: int
    qualifier: str
    year: int


class TargetFacts(Facts, template=TEMPLATE, block="target"):
    """The targets as printed, then on the scale of comparison (value, year) if another."""

    kind: str
    unit: str
    scale: str
    scaled: list[tuple[str, int]]
    printed: list[PrintedTarget]
    is_fall: bool
    base_year: int
    is_rescaled: bool


@dataclass(frozen=True)
class TargetStatus:
    """A target with its outcome in words and sign, what was found and how good it is.

    `outcome` is its id; `passed` is the year in which a target met late was reached, "" for none.
    """

    year: int
    outcome: str
    standing: str
    aim: str
    reached: str
    measure: str
    grade: str
    passed: str


class StatusFacts(Facts, template=TEMPLATE, block="answer"):
    """What became of the targets, and where the values of the report's year lie.

    `outcomes` are findings with the target years that share them; `side` is where every value lies
    among its paths as printed, "" where they differ or there is none. `is_reported` tells of a
    value of that year, `has_value` of one that could be compared.
    """

    name: str
    outcomes: list[tuple[str, list[str]]]
    targets: list[TargetStatus]
    year: int
    side: str
    values: list[comparison.Compared]
    has_value: bool
    is_reported: bool


class MeaningFacts(Facts, template=TEMPLATE, block="meaning"):
    """What the indicator is, and what the plan asks for where no outcome has told it."""

    name: str
    chinese: str
    definition: str
    target: str
    better: str
    has_outcomes: bool


class NextTargetSentence(Facts, template=TEMPLATE, block="next_target"):
    """What the paths to the next target say of a value, where some later one says less."""

    sentence: str


class SheetLimitsFacts(Facts, template=TEMPLATE, block="limits"):
    """Years the plan expected; whether a value was reported, was compared, and one came later."""

    expected_years: list[str]
    is_reported: bool
    is_compared: bool
    has_later: bool


def answer(
    entry: pd.Series,
    milestones: pd.DataFrame,
    results: Results,
    outcome: IndicatorOutcome,
) -> Passage:
    """Say what became of the targets, where the indicator stood, and what it is.

    Parameters
    ----------
    entry
        Its row of indicators.
    milestones
        Its rows of milestones.
    results
        Of the comparison, for this indicator alone.
    outcome
        What became of its targets.
    """
    meaning = MeaningFacts(
        name=entry["name_en"],
        chinese=told(entry["name_zh"]),
        definition=_lower(told(entry["definition"])),
        target=_target(entry, milestones, results.points),
        better=entry["better"],
        has_outcomes=len(outcome.targets) > 0,
    )
    status = say(_status(entry["name_en"], results, outcome))
    return joined(status, past_sentence(results), say(meaning), kind="answer")


def _status(name: str, results: Results, outcome: IndicatorOutcome) -> StatusFacts:
    """Return what became of the targets and where the values lie."""
    values = comparison.compared(results)
    lying = {side_of(row) for row in results.verdicts.to_dict("records")}
    targets = outcome.targets
    rows = targets if targets.empty else scoreboard.in_words(targets)
    standings = [] if targets.empty else list(rows["standing"])
    passed = [scoreboard.passed_text(row) for row in rows.to_dict("records")]
    told_rows = rows.assign(standing=[words_of(one) for one in standings], passed=passed)
    shared: dict[str, list[str]] = {}
    for standing, year in zip(standings, rows.get("year", ()), strict=True):
        shared.setdefault(finding_of(standing), []).append(str(year))
    return StatusFacts(
        name=name,
        outcomes=list(shared.items()),
        targets=of_rows(TargetStatus, told_rows),
        year=results.inputs.choices.report_year,
        side=lying.pop() if len(lying) == 1 else "",
        values=values,
        has_value=not (results.verdicts.empty and results.past_targets.empty),
        is_reported=len(results.reported) > 0,
    )


def next_targets(results: Results) -> list[Passage]:
    """Say of each value what the paths to the next target say; nothing where all paths agree."""
    return [say(NextTargetSentence(sentence)) for _, sentence in comparison.next_targets(results)]


def _target(entry: pd.Series, milestones: pd.DataFrame, points: pd.DataFrame) -> str:
    """Return the targets as the plan prints them, then on the scale of comparison if another."""
    targets = points[points["role"] == "target"]
    rows = milestones[milestones["role"] == "target"]
    base = rows["base_year"].iloc[0]
    return phrase(
        TargetFacts(
            kind=entry["target_kind"],
            unit=entry["unit"],
            scale=targets["scale"].iloc[0],
            scaled=[(printed_number(row), row["year"]) for row in targets.to_dict("records")],
            printed=[_printed(row) for row in rows.to_dict("records")],
            is_fall=bool(rows["value"].iloc[-1] < 0),
            base_year=0 if pd.isna(base) else int(base),
            is_rescaled=list(targets["value"]) != list(rows["value"]),
        )
    )


def _printed(row: dict) -> PrintedTarget:
    """Return a printed change."""
    decimals = int(row["decimals"]) if pd.notna(row["decimals"]) else 2
    qualifier = "" if row["qualifier"] == "exact" else row["qualifier"]
    return PrintedTarget(abs(row["value"]), decimals, qualifier, row["year"])


def _lower(text: str) -> str:
    """Return a text with a small first letter unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def limits(milestones: pd.DataFrame, results: Results, outcome: IndicatorOutcome) -> Passage:
    """Say what the values of an indicator cannot bear: only of those it has."""
    expected = milestones.loc[milestones["role"] == "expected", "year"].unique()
    facts = SheetLimitsFacts(
        expected_years=[str(year) for year in expected],
        is_reported=len(results.reported) > 0,
        is_compared=len(results.comparison) > 0,
        has_later=len(outcome.history) > 0,
    )
    return say(facts, "limits")


def definitions_table(definitions: pd.DataFrame) -> ShownTable:
    """Show label and footnote in the three renderings."""
    columns = [
        as_source("source_id"),
        *map(as_chinese, ("label", "definition")),
        as_text("locator"),
    ]
    return labelled(definitions, columns, plain_labels(TEMPLATE, "definitions_table"))


def observations_table(observations: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> ShownTable:
    """Show what was reported of the indicator."""
    return indicators.observations_table({**tables, "observations": observations})


def flips_table(progress: pd.DataFrame, observed: pd.DataFrame) -> ShownTable:
    """Show what change of the reported value would turn the verdict of each method.

    Parameters
    ----------
    progress
        Ratings of the indicator.
    observed
        Its observations, for the digits they were printed with.
    """
    rows = progress[progress["flip_change"].notna()]
    rows = rows.merge(observed[["observation_id", "decimals"]], on="observation_id")
    rows = rows.assign(
        name=rows["method"].map(lambda key: METHODS[key].name),
        shown=[METHODS[rule].classes[name] for rule, name in rows[["method", "class"]].to_numpy()],
        turn=[_turn(row) for row in rows.to_dict("records")],
    )
    columns = [
        as_text("name"),
        *map(as_year, ("base_year", "target_year")),
        *map(as_text, ("shown", "turn")),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "flips_table"))


def _turn(row: dict) -> str:
    """Return the value at which a rating turns, with enough digits to differ from the report."""
    change, decimals = row["flip_change"], row["decimals"]
    digits = max(2, enough_decimals(decimals, [change]))
    reported = as_printed(row["observed"], decimals)
    return plain_phrase(
        TEMPLATE, "turn", value=row["observed"] + change, decimals=digits, observed=reported
    )
