"""Words and tables of notebook 02: the paths the targets imply."""

from __future__ import annotations

import pandas as pd

from helpers.present.numbers import number, span
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_number, as_text, as_year
from helpers.present.words import count, listing, mid_sentence, unit_word

RULE_WORDS = {
    "linear": "linear (the same step every year)",
    "geometric": "geometric (the same growth rate every year)",
    "logit": "logit (an S-curve between 0 and 100, for shares)",
}


def answer(trajectories: pd.DataFrame, indicators: pd.DataFrame, report_year: int) -> Prose:
    """Say how many paths there are and how far the rules lie apart in the report year."""
    direct = trajectories[trajectories["path"] == "direct"]
    paths = direct[["indicator_id", "rule", "base_year", "target_year"]].drop_duplicates()
    used = [RULE_WORDS[rule] for rule in dict.fromkeys(direct["rule"])]
    texts = [
        f"The milestones of {count(paths['indicator_id'].nunique(), 'indicator')} allow "
        f"**{count(len(paths), 'path')}** from a base to a target year, under "
        f"{count(len(used), 'rule')}: {listing(used)}."
    ]
    spread = ranges(direct, report_year)
    if len(spread):
        spread = spread.assign(width=(spread["high"] - spread["low"]) / spread["middle"].abs())
        widest = spread.loc[spread["width"].idxmax()]
        name = indicators.set_index("indicator_id").at[widest["indicator_id"], "name_en"]
        texts.append(
            f"In {report_year} the choice of base, target and rule matters most for "
            f"**{mid_sentence(name)}**, whose paths ask "
            f"for {span(widest['low'], widest['high'])} {unit_word(widest['scale'])}. A verdict "
            f"that holds on every path does not depend on that choice."
        )
    texts += _rules_apart(direct, report_year)
    return Prose(tuple(texts), kind="answer")


def _rules_apart(direct: pd.DataFrame, year: int) -> list[str]:
    """Return how far the rules lie apart for shares, base year by base year."""
    shares = direct[(direct["year"] == year) & (direct["scale"] == "percent")]
    keys = ["base_year", "target_year", "indicator_id"]
    values = shares.groupby(keys)["value"]
    apart = (values.max() - values.min())[values.size() > 1].groupby("base_year").max()
    if apart.empty:
        return []
    told = [f"{number(most)} points on paths from {base}" for base, most in apart.items()]
    return [f"For a share in {year} the rules alone differ by at most {listing(told)}."]


def ranges(direct: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return lowest, middle and highest path of each indicator in a year, in table order."""
    now = direct[direct["year"] == year]
    return (
        now.groupby(["indicator_id", "scale"], sort=False)["value"]
        .agg(low="min", middle="median", high="max", paths="size")
        .reset_index()
    )


def paths_table(
    trajectories: pd.DataFrame, indicators: pd.DataFrame, report_year: int
) -> ShownTable:
    """Show what each path asks for in the report year: rules as columns."""
    now = trajectories[
        (trajectories["path"] == "direct") & (trajectories["year"] == report_year)
    ].merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rules = list(dict.fromkeys(now["rule"]))
    key = ["name_en", "scale", "base_year", "target_year"]
    wide = now.pivot_table(index=key, columns="rule", values="value", sort=False).reset_index()
    wide["scale"] = wide["scale"].replace({"percent": "%"}).str.replace("_", " ")
    shown = [
        as_text("name_en", "Indicator"),
        as_text("scale", "Scale"),
        as_year("base_year", "Base"),
        as_year("target_year", "Target"),
    ]
    for rule in rules:
        shown.append(as_number(rule, rule.capitalize(), 2, blank="does not apply"))
    return ShownTable(
        wide,
        shown,
        f"A row is a base and a target year; the value each rule's path has in {report_year}.",
        "Geometric needs positive values; logit needs a share of a whole.",
    )
