"""Words and tables of notebook 04: which verdicts hold under which readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.analysis.progress.cagr_ratio import CUTS
from helpers.analysis.progress.identities import FACTOR, LINE, identities, shared_verdicts
from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.specifications import agreement, as_printed, rule_verdicts
from helpers.present.numbers import number
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_figures, as_number, as_text, as_year
from helpers.present.words import listing, mid_sentence, sentence_case


def answer(
    specifications: pd.DataFrame, comparison: pd.DataFrame, indicators: pd.DataFrame
) -> Prose:
    """State the strongest claim the paths bear: printed values first, then family by family."""
    names = indicators.set_index("indicator_id")["name_en"]
    indicator = specifications.groupby("observation_id")["indicator_id"].first()
    points = tuple(
        _claim(row, specifications, comparison, names[indicator[row["observation_id"]]])
        for row in rule_verdicts(specifications).to_dict("records")
    )
    if not points:
        return Prose(("No observation of this year can be assessed.",), kind="answer")
    lead = (
        "As printed, each value lies on one side of all its paths. Whether its pace is enough "
        "depends on rule, years and rounding:"
        if _all_on_one_side(comparison, specifications)
        else "Position against the paths, and whether the pace is enough by the rules:"
    )
    return Prose((lead,), points, "answer")


def _all_on_one_side(comparison: pd.DataFrame, specifications: pd.DataFrame) -> bool:
    """Return whether each indicator lies on one side of all its paths, while its ratings differ."""
    gaps = comparison.groupby("indicator_id")["gap"].agg(["min", "max"])
    ratings = specifications.groupby("indicator_id")["enough"].agg(["min", "max"])
    one_side = ((gaps["min"] > 0) | (gaps["max"] < 0)).all()
    return bool(one_side and (ratings["min"] != ratings["max"]).any())


def _claim(
    row: Mapping[Any, Any], specifications: pd.DataFrame, comparison: pd.DataFrame, name: str
) -> str:
    """Return what the rules say of one observation, by base year and family, and its side."""
    own = specifications[specifications["observation_id"] == row["observation_id"]]
    bases = agreement(as_printed(own), ["base_year"])
    printed = [
        f"{enough} of {total} from {base}"
        for enough, total, base in zip(
            bases["enough"], bases["specifications"], bases["base_year"], strict=True
        )
    ]
    gaps = comparison.loc[comparison["observation_id"] == row["observation_id"], "gap"]
    side = "ahead of" if (gaps > 0).all() else "behind" if (gaps < 0).all() else "on either side of"
    return (
        f"{name}: **{side} every path**. As printed, {row['enough']} of {row['ratings']} ratings "
        f"call the pace enough ({listing(printed)}). With every rounding and any sampling error "
        f"tried as well, so do {in_families(row['families'], enough=True)}."
    )


def in_families(families: Iterable[Mapping[Any, Any]], *, enough: bool) -> str:
    """Return how many specifications of each family of rules call the pace enough, or too slow.

    Where rules of one family contradict each other, neither is counted.
    """
    parts: list[str] = []
    for row in families:
        total = row["specifications"]
        agreeing = row["enough"] if enough else total - row["enough"] - row["split"]
        unlike = f" (its rules differ in {row['split']:,})" if row["split"] else ""
        noun = "" if parts else " specifications"
        parts.append(f"{agreeing:,} of {total:,}{noun} by {row['family']}{unlike}")
    return listing(parts)


def same_table(specifications: pd.DataFrame, progress: pd.DataFrame) -> ShownTable:
    """Show which rules say the same, so that none is taken for a second opinion."""
    pairs = [
        (
            f"{METHODS[row['first']].name}; {METHODS[row['second']].name}",
            f"one verdict ({row['family']})",
            f"{row['same']:,} of {row['cells']:,} specifications",
        )
        for row in shared_verdicts(specifications).to_dict("records")
    ]
    words = {
        LINE: (
            f"{METHODS['sdsn'].name}; {METHODS['status_index'].name}",
            "ratio = index / 10 \N{MULTIPLICATION SIGN} span / elapsed",
        ),
        FACTOR: (
            f"{METHODS['acceleration'].name}; {METHODS['status_index'].name}",
            "factor = (1 - index / 10) / (index / 10) \N{MULTIPLICATION SIGN} elapsed / left",
        ),
    }
    formulas = [
        (*words[row["identity"]], f"{row['same']} of {row['ratings']} ratings")
        for row in identities(progress).to_dict("records")
    ]
    rows = pd.DataFrame(pairs + formulas, columns=["rules", "shared", "extent"])
    columns = [
        as_text("rules", "Rules"),
        as_text("shared", "What they share"),
        as_figures("extent", "Holds in"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a pair of rules. The first ratio is also the share of the required change that "
        "a straight line through the report would bring.",
        empty="No two rules can rate a value of this year.",
    )


def grid_title(progress: pd.DataFrame, name: str) -> str:
    """Return the finding of a verdict grid: how many ratings say enough."""
    rated = progress[progress["assessable"] & (progress["class"] != "")]
    enough = sum(row["class"] in METHODS[row["method"]].enough for row in rated.to_dict("records"))
    return f"{name}:\n{enough} of {len(rated)} ratings say on track or better"


def methods_table() -> ShownTable:
    """Show the methods with their sources and what was read of them."""
    rows = pd.DataFrame(
        [
            (method.name, key, method.family, ", ".join(name.replace("_", " ") for name in
             method.classes) or "no class of its own", method.source)
            for key, method in METHODS.items()
        ],
        columns=["name", "id", "family", "classes", "source"],
    )  # fmt: skip
    columns = [
        as_text("name", "Method"),
        as_text("id", "In the tables"),
        as_text("family", "What it measures"),
        as_text("classes", "Classes, worst first"),
        as_text("source", "Where it stands"),
    ]
    return ShownTable(
        rows, columns, "A row is a published rule, or this compendium's.",
        "'After' a body: the rule was not read in full at its source.",
    )  # fmt: skip


def progress_table(progress: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show every rating with its value, the classes within rounding and what would turn it."""
    rows = progress.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        name=rows["method"].map(lambda key: METHODS[key].name),
        shown=[
            cell.replace("_", " ") if fine else f"not assessable: {why}"
            for cell, fine, why in zip(
                rows["class"], rows["assessable"], rows["reason"], strict=True
            )
        ],
        others=rows["class_set"].map(lambda cell: cell.replace("|", " or ").replace("_", " ")),
        flip=rows["flip_change"].map(lambda value: number(value, 3, sign=True)),
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_year("base_year", "Base"),
        as_year("target_year", "Target"),
        as_text("name", "Method"),
        as_number("value", "Value", 2, blank="none"),
        as_text("shown", "Class", blank="the rule has none"),
        as_text("others", "Within rounding", blank="no class"),
        as_figures("flip", "Change that turns it, points", blank="none does"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a reading by a method; the value is on the method's own scale.",
        empty="Without a reported value no method gives a rating.",
    )


def why_two_answers(
    progress: pd.DataFrame, comparison: pd.DataFrame, indicators: pd.DataFrame
) -> Prose:
    """Explain readings that a growth rule calls on track although every path puts them behind."""
    names = indicators.set_index("indicator_id")["name_en"]
    lenient = progress[
        (progress["method"] == "cagr_ratio") & progress["class"].isin(METHODS["cagr_ratio"].enough)
    ]
    told = []
    for row in lenient.to_dict("records"):
        paths = comparison[comparison["observation_id"] == row["observation_id"]]
        if not (paths["gap"] < 0).all():
            continue
        same = paths[
            (paths["base_year"] == row["base_year"]) & (paths["target_year"] == row["target_year"])
        ].set_index("rule")
        if not {"geometric", "linear"} <= set(same.index):  # the reader left a rule out
            continue
        growth = same.loc["geometric"]
        told.append(
            f"{names[row['indicator_id']]}, {row['base_year']} to {row['target_year']}: the growth "
            f"rate so far is {number(row['value'], 2)} of the one needed, and the rule calls "
            f"{number(max(CUTS), 2)} enough. Yet the geometric path stood at "
            f"{number(growth['expected'], 2)}, {number(-growth['gap'], 2)} above the report, and "
            f"the linear one at {number(same.loc['linear', 'expected'], 2)}. Constant growth asks "
            f"for small steps first and large ones later, and the rule forgives a shortfall of "
            f"{number(100 * (1 - max(CUTS)), 0)} % in the growth rate. A path forgives nothing, so "
            f"it puts the report behind."
        )
    if not told:
        return Prose(("No reading is called on track by growth and behind by every path.",))
    return Prose((), tuple(told))


def limits(progress: pd.DataFrame, indicators: pd.DataFrame) -> Prose:
    """Say which claims the figures do not bear."""
    names = indicators.set_index("indicator_id")["name_en"]
    open_rows = progress[progress["class_set"].str.contains("|", regex=False)]
    unrated = progress[~progress["assessable"]]
    points = [
        f"{len(open_rows)} of {int(progress['assessable'].sum())} ratings allow a second class "
        f"within the printed roundings."
    ]
    for method in dict.fromkeys(unrated["method"]):
        own = unrated[unrated["method"] == method]
        who = listing([mid_sentence(names[name]) for name in dict.fromkeys(own["indicator_id"])])
        reasons = listing(sorted(set(own["reason"])))
        points.append(
            f"{sentence_case(METHODS[method].name)} gives no rating for {who}: {reasons}."
        )
    points.append(
        "A share of specifications counts choices made here. It is no probability of a verdict, "
        "and rules of one family are one opinion, however many they are."
    )
    return Prose((), tuple(points), "limits")
