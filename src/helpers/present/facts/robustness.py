"""What notebook 04 says: which verdicts hold whatever rule, years and rounding are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.progress.cagr_ratio import CUTS
from helpers.analysis.progress.identities import FACTOR, LINE, identities, shared_verdicts
from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.specifications import agreement, as_printed, rule_verdicts
from helpers.present.facts.verdicts import FIRM, MOST_TOLD
from helpers.present.numbers import BOUND_SIGNS, number
from helpers.present.table import ShownTable, as_figures, as_number, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, phrase, plain_labels, plain_phrase, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import mid_sentence

TEMPLATE = "robustness"
# Some rules accept this share of the pace needed.
ACCEPTED = max(CUTS)
# What all ratings of a value may come to, the fastest first.
PACE_VERDICTS = (
    "always_enough",
    "enough_as_printed",
    "depends",
    "short_as_printed",
    "never_enough",
)
# The two rules that a formula joins.
JOINED = {LINE: ("sdsn", "status_index"), FACTOR: ("acceleration", "status_index")}


@dataclass(frozen=True)
class StrongestClaim:
    """What the rules say of one value: its side, its ratings as printed, and the families.

    Each base year comes with its ratings that call the pace enough, and with all.
    """

    name: str
    side: str
    enough: int
    ratings: int
    bases: list[tuple[int, int, int]]
    families: str


class RobustnessFacts(Facts, template=TEMPLATE, block="answer"):
    """How firm the verdict on each pace is, and how many ratings rounding leaves open.

    `groups` are values by what all their ratings come to (``pace_verdicts`` of the words);
    `is_one_sided` tells whether each lies on one side of all its paths as printed; rounding leaves
    `turnable` of the `paths` open. `open` of the `ratings` with a class have another within
    rounding. `many` counts the values where they are too
    many to be told one by one, and is 0 where they are not.
    """

    is_one_sided: bool
    turnable: int
    paths: int
    many: int
    groups: list[tuple[str, list[StrongestClaim]]]
    open: int
    ratings: int


class ClaimsFacts(Facts, template=TEMPLATE, block="claims"):
    """What the rules say of each value, and which are bounds; `untold` stand in the table alone."""

    claims: list[StrongestClaim]
    untold: int
    bounds: list[str]


@dataclass(frozen=True)
class Family:
    """How many specifications agree by the rules of a family; in `split` they contradict."""

    family: str
    agreeing: int
    split: int
    specifications: int


class FamiliesFacts(Facts, template=TEMPLATE, block="families"):
    """How many specifications agree, by family."""

    families: list[Family]


@dataclass(frozen=True)
class TwoAnswers:
    """A value on track by growth and behind every path: ratio of growth, paths, and shortfall.

    `is_within_rounding` tells whether rounding could turn the shortfall from the path of growth.
    """

    name: str
    base_year: int
    target_year: int
    ratio: float
    growth: float
    short: float
    is_within_rounding: bool
    line: float


class TwoAnswersFacts(Facts, template=TEMPLATE, block="why_two_answers"):
    """Such values, the share of growth the rule accepts, and what it lacks in percent."""

    accepted: float
    tolerance: float
    cases: list[TwoAnswers]


class RatingLimitsFacts(Facts, template=TEMPLATE, block="limits"):
    """Who is not rated by which rule, and why."""

    unrated: list[tuple[str, list[str], list[str]]]


class GridTitleFacts(Facts, template=TEMPLATE, block="grid_title"):
    """How many ratings of an indicator call its pace enough."""

    name: str
    enough: int
    ratings: int


class ClassFacts(Facts, template=TEMPLATE, block="class"):
    """One class or several, or the reason why there is none."""

    classes: list[str]
    reason: str


def answer(
    progress: pd.DataFrame,
    specifications: pd.DataFrame,
    comparison: pd.DataFrame,
    indicators: pd.DataFrame,
) -> Passage:
    """Say which verdicts on the pace are firm, which could turn, and by what."""
    told = _claims(specifications, comparison, indicators)
    groups: dict[str, list[StrongestClaim]] = {verdict: [] for verdict in PACE_VERDICTS}
    for observation, claim in told.items():
        own = specifications[specifications["observation_id"] == observation]
        groups[pace_verdict(own)].append(claim)
    classed = progress["assessable"] & (progress["class"] != "")
    facts = RobustnessFacts(
        is_one_sided=all(claim.side in FIRM for claim in told.values()),
        turnable=int((comparison["position"] == "too_close_to_say").sum()),
        paths=len(comparison),
        many=len(told) if len(told) > MOST_TOLD else 0,
        groups=[(verdict, claims) for verdict, claims in groups.items() if claims],
        open=int(progress["class_set"].str.contains("|", regex=False).sum()),
        ratings=int(classed.sum()),
    )
    return say(facts, "answer")


def claims(
    specifications: pd.DataFrame, comparison: pd.DataFrame, indicators: pd.DataFrame
) -> Passage:
    """Say on which side of its paths each value lies, and what the rules say of its pace."""
    names = indicators.set_index("indicator_id")["name_en"]
    bounds = comparison.loc[comparison["qualifier"].isin(BOUND_SIGNS), "indicator_id"].unique()
    told = list(_claims(specifications, comparison, indicators).values())
    facts = ClaimsFacts(
        told[:MOST_TOLD], len(told[MOST_TOLD:]), [mid_sentence(names[name]) for name in bounds]
    )
    return say(facts)


def _claims(
    specifications: pd.DataFrame, comparison: pd.DataFrame, indicators: pd.DataFrame
) -> dict[str, StrongestClaim]:
    """Return what the rules say of each value, by observation."""
    names = indicators.set_index("indicator_id")["name_en"]
    indicator = specifications.groupby("observation_id")["indicator_id"].first()
    return {
        row["observation_id"]: _claim(
            row, specifications, comparison, names[indicator[row["observation_id"]]]
        )
        for row in rule_verdicts(specifications).to_dict("records")
    }


def pace_verdict(specifications: pd.DataFrame) -> str:
    """Return what all ratings of one observation come to, one of ``PACE_VERDICTS``.

    Parameters
    ----------
    specifications
        Rows of the observation; some of them are of the values as printed.
    """
    printed = as_printed(specifications)["enough"]
    if printed.nunique() > 1:
        return "depends"
    is_firm = specifications["enough"].nunique() == 1
    if printed.iloc[0]:
        return "always_enough" if is_firm else "enough_as_printed"
    return "never_enough" if is_firm else "short_as_printed"


def _claim(
    row: Mapping[Any, Any], specifications: pd.DataFrame, comparison: pd.DataFrame, name: str
) -> StrongestClaim:
    """Return what the rules say of one observation, by base year and family, and its side."""
    own = specifications[specifications["observation_id"] == row["observation_id"]]
    bases = agreement(as_printed(own), ["base_year"])
    paths = comparison[comparison["observation_id"] == row["observation_id"]]
    return StrongestClaim(
        name,
        _claim_side(paths),
        row["enough"],
        row["ratings"],
        list(bases[["base_year", "enough", "specifications"]].itertuples(index=False, name=None)),
        in_families(row["families"], enough=True),
    )


def _claim_side(paths: pd.DataFrame) -> str:
    """Return on which side of all its paths a value lies as printed; a bound may leave it open."""
    if paths["qualifier"].isin(BOUND_SIGNS).any() and not paths["position"].isin(FIRM).all():
        return "open_bound"
    gaps = paths["gap"]
    return "ahead" if (gaps > 0).all() else "behind" if (gaps < 0).all() else "between"


def in_families(families: Iterable[Mapping[Any, Any]], *, enough: bool) -> str:
    """Return how many specifications of each family of rules call the pace enough, or too slow.

    Where rules of one family contradict each other, neither is counted.
    """
    rows = []
    for row in families:
        slow = row["specifications"] - row["enough"] - row["split"]
        agreeing = row["enough"] if enough else slow
        rows.append(Family(row["family"], agreeing, row["split"], row["specifications"]))
    return phrase(FamiliesFacts(rows))


def same_table(specifications: pd.DataFrame, progress: pd.DataFrame) -> ShownTable:
    """Show which rules say the same, so that none is taken for a second opinion."""
    pairs = [
        (
            (row["first"], row["second"]),
            plain_phrase(TEMPLATE, "same_verdict", family=row["family"]),
            plain_phrase(TEMPLATE, "extent", same=row["same"], all=row["cells"]),
        )
        for row in shared_verdicts(specifications).to_dict("records")
    ]
    formulas = [
        (
            JOINED[row["identity"]],
            language().word(row["identity"], "identities"),
            plain_phrase(TEMPLATE, "extent", same=row["same"], all=row["ratings"]),
        )
        for row in identities(progress).to_dict("records")
    ]
    rows = pd.DataFrame(pairs + formulas, columns=["pair", "shared", "extent"])
    rows["rules"] = ["; ".join(METHODS[name].name for name in pair) for pair in rows["pair"]]
    columns = [as_text("rules"), as_text("shared"), as_figures("extent")]
    return labelled(rows, columns, plain_labels(TEMPLATE, "same_table"))


def grid_title(progress: pd.DataFrame, name: str) -> str:
    """Return the finding of a verdict grid: how many ratings call the pace enough."""
    rated = progress[progress["assessable"] & (progress["class"] != "")]
    enough = sum(row["class"] in METHODS[row["method"]].enough for row in rated.to_dict("records"))
    return phrase(GridTitleFacts(name, enough, len(rated)))


def methods_table() -> ShownTable:
    """Show the methods with their sources and what was read of them."""
    rows = pd.DataFrame([
        {"id": key, "name": method.name, "family": method.family, "source": method.source,
         "classes": "; ".join(method.classes.values())}
        for key, method in METHODS.items()
    ])  # fmt: skip
    columns = [as_text(name) for name in ("name", "id", "family", "classes", "source")]
    return labelled(rows, columns, plain_labels(TEMPLATE, "methods_table"))


def progress_table(progress: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show every rating with its value, the classes within rounding and what would flip it."""
    rows = progress.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    reasons = rows["reason"].where(~rows["assessable"], "")
    rows = rows.assign(
        name=rows["method"].map(lambda key: METHODS[key].name),
        shown=[_class(*cell) for cell in zip(rows["method"], rows["class"], reasons, strict=True)],
        others=[_class(*cell) for cell in zip(rows["method"], rows["class_set"], strict=True)],
        flip=rows["flip_change"].map(lambda value: number(value, 3, sign=True)),
    )
    columns = [
        as_text("name_en"),
        *map(as_year, ("base_year", "target_year")),
        as_text("name"),
        as_number("value", decimals=2),
        *map(as_text, ("shown", "others")),
        as_figures("flip"),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "ratings_table"))


def _class(method: str, cell: str, reason: str = "") -> str:
    """Return the classes of a cell in the rule's own words, or why there is none."""
    words = METHODS[method].classes
    return phrase(ClassFacts([words[name] for name in cell.split("|") if name in words], reason))


def why_two_answers(
    progress: pd.DataFrame, comparison: pd.DataFrame, indicators: pd.DataFrame
) -> Passage:
    """Explain values that a growth rule calls on track although every path puts them behind."""
    cases = two_answers(progress, comparison, indicators)
    return say(TwoAnswersFacts(ACCEPTED, 100 * (1 - ACCEPTED), cases))


def two_answers(
    progress: pd.DataFrame, comparison: pd.DataFrame, indicators: pd.DataFrame
) -> list[TwoAnswers]:
    """Return the values that a growth rule calls on track although every path puts them behind."""
    names = indicators.set_index("indicator_id")["name_en"]
    lenient = progress[
        (progress["method"] == "cagr_ratio") & progress["class"].isin(METHODS["cagr_ratio"].enough)
    ]
    cases = []
    for row in lenient.to_dict("records"):
        paths = comparison[comparison["observation_id"] == row["observation_id"]]
        same = paths[
            (paths["base_year"] == row["base_year"]) & (paths["target_year"] == row["target_year"])
        ].set_index("rule")
        # The reader may have left a rule out.
        if not (paths["gap"] < 0).all() or not {"geometric", "linear"} <= set(same.index):
            continue
        growth, line = same.loc["geometric"], same.loc["linear"]
        cases.append(
            TwoAnswers(
                name=names[row["indicator_id"]],
                base_year=row["base_year"],
                target_year=row["target_year"],
                ratio=row["value"],
                growth=growth["expected"],
                short=-growth["gap"],
                is_within_rounding=growth["position"] == "too_close_to_say",
                line=line["expected"],
            )
        )
    return cases


def limits(progress: pd.DataFrame, indicators: pd.DataFrame) -> Passage:
    """Say what the figures cannot tell."""
    names = indicators.set_index("indicator_id")["name_en"].map(mid_sentence)
    unrated = [
        (
            METHODS[str(method)].name,
            list(dict.fromkeys(own["indicator_id"].map(names))),
            sorted(set(own["reason"])),
        )
        for method, own in progress[~progress["assessable"]].groupby("method", sort=False)
    ]
    return say(RatingLimitsFacts(unrated), "limits")
