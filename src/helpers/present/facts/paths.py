"""What notebook 02 says: the paths that the targets imply."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.data.tables.columns import RULES
from helpers.present.table import ShownTable, as_number, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, plain_labels, say
from helpers.present.texts.passage import Passage
from helpers.present.words import unit_word

TEMPLATE = "paths"


@dataclass(frozen=True)
class Widest:
    """The indicator whose paths lie farthest apart, and their lowest and highest value."""

    name: str
    ends: tuple[float, float]
    scale: str


class PathsFacts(Facts, template=TEMPLATE, block="answer"):
    """How many paths there are, and how far they lie apart in the report year.

    `apart` holds, for each base year, the points by which the rules of a share differ at most.
    """

    year: int
    indicators: int
    paths: int
    rules: list[str]
    widest: Widest | None
    apart: list[tuple[int, float]]


def answer(trajectories: pd.DataFrame, indicators: pd.DataFrame, report_year: int) -> Passage:
    """Say how many paths there are and how far the rules lie apart in the report year."""
    direct = trajectories[trajectories["path"] == "direct"]
    paths = direct[["indicator_id", "rule", "base_year", "target_year"]].drop_duplicates()
    facts = PathsFacts(
        year=report_year,
        indicators=paths["indicator_id"].nunique(),
        paths=len(paths),
        rules=direct["rule"].unique().tolist(),
        widest=_widest(direct, indicators, report_year),
        apart=_rules_apart(direct, report_year),
    )
    return say(facts, "answer")


def _widest(direct: pd.DataFrame, indicators: pd.DataFrame, year: int) -> Widest | None:
    """Return the indicator whose paths differ most in a year, relative to their median."""
    now = direct[direct["year"] == year]
    values = now.groupby(["indicator_id", "scale"], sort=False)["value"]
    ends = values.agg(["min", "max", "median"])
    if ends.empty:
        return None
    name, scale = ((ends["max"] - ends["min"]) / ends["median"].abs()).idxmax()
    names = indicators.set_index("indicator_id")["name_en"]
    low, high = ends.loc[(name, scale), ["min", "max"]]
    return Widest(names[name], (low, high), scale)


def _rules_apart(direct: pd.DataFrame, year: int) -> list[tuple[int, float]]:
    """Return how far the rules lie apart for shares, base year by base year, in points."""
    shares = direct[(direct["year"] == year) & (direct["scale"] == "percent")]
    values = shares.groupby(["base_year", "target_year", "indicator_id"])["value"]
    apart = (values.max() - values.min())[values.size() > 1].groupby("base_year").max()
    return list(apart.items())


def paths_table(
    trajectories: pd.DataFrame, indicators: pd.DataFrame, report_year: int
) -> ShownTable:
    """Show the value of each path in the report year: rules as columns."""
    now = trajectories[
        (trajectories["path"] == "direct") & (trajectories["year"] == report_year)
    ].merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    key = ["name_en", "scale", "base_year", "target_year"]
    wide = now.pivot_table(index=key, columns="rule", values="value", sort=False).reset_index()
    columns = [
        *map(as_text, ("name_en", "unit")),
        *map(as_year, ("base_year", "target_year")),
        *(as_number(rule, decimals=2) for rule in RULES if rule in wide),
    ]
    shown = wide.assign(unit=wide["scale"].map(unit_word))
    return labelled(shown, columns, plain_labels(TEMPLATE, "paths_table", year=report_year))
