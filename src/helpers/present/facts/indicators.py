"""What the indicator table says: milestones, kinds of target, renderings, observations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers.data.tables.columns import TARGET_KINDS
from helpers.present.numbers import QUALIFIER_SIGNS, number, plain_number
from helpers.present.table import (
    Shown,
    ShownTable,
    as_chinese,
    as_figures,
    as_source,
    as_text,
    as_year,
    labelled,
)
from helpers.present.texts.blocks import Facts, labels, phrase, plain_labels, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import in_words, told

TEMPLATE = "indicators"
# The kind of a source that a file of a rerun is, and what is known of it.
BROUGHT, OF_BROUGHT = "rerun", ("title", "publisher", "published")
# What a target table may leave unsaid of an indicator.
TOLD = ["name_zh", "population", "definition"]
Tables = Mapping[str, pd.DataFrame]


class TableFacts(Facts, template=TEMPLATE, block="answer"):
    """What the plan's table holds, and how far its three texts agree."""

    milestones: int
    indicators: int
    kinds: list[tuple[str, int]]
    levels: int
    is_printed: bool
    disagreements: int
    fields: list[str]
    expected_years: list[str]


class PrintedFacts(Facts, template=TEMPLATE, block="figure"):
    """A value as printed, with its unit and the year it counts from, "" for none."""

    value: float
    decimals: int
    unit: str
    is_about: bool
    since: str


class MilestoneFacts(Facts, template=TEMPLATE, block="milestones_table"):
    """The sources of the milestones, whether three texts print them, whether some are expected."""

    sources: list[str]
    is_printed: bool
    has_expected: bool


class PlanTableFacts(Facts, template=TEMPLATE, block="grid_table"):
    """The years of the plan's table, each with whether its values were expected, and sources."""

    years: list[tuple[int, bool]]
    sources: list[str]


class BroughtFacts(Facts, template=TEMPLATE, block="brought"):
    """A source that a version brought along, as its plan or its file says; "" where it does not."""

    title: str
    publisher: str
    published: str


class PlanRowFacts(Facts, template=TEMPLATE, block="grid_row"):
    """What a row of the plan's table counts; the year its changes count from, 0 for none."""

    name: str
    unit: str
    base_year: int


class WordingFacts(Facts, template=TEMPLATE, block="wordings"):
    """How many wordings differ, how many of them the sources settle and how many stay open."""

    wordings: int
    settled: int
    unsettled: int


def answer(tables: Tables) -> Passage:
    """Say how many milestones there are, of which kinds, and whether the renderings agree."""
    milestones, kinds = tables["milestones"], tables["indicators"]["target_kind"].value_counts()
    expected = milestones.loc[milestones["role"] == "expected", "year"].unique()
    differences = tables["renderings"]
    facts = TableFacts(
        milestones=len(milestones),
        indicators=len(tables["indicators"]),
        kinds=[(kind, int(kinds[kind])) for kind in TARGET_KINDS if kind in kinds],
        levels=int(kinds.get("level", 0)),
        is_printed=_is_printed(milestones),
        disagreements=len(differences),
        fields=sorted(set(differences["field"])),
        expected_years=[str(year) for year in expected],
    )
    return say(facts, "answer")


def grid_table(tables: Tables) -> ShownTable:
    """Show the plan's table as it is printed: a row an indicator, a column a year."""
    rows = _with_names(tables["milestones"], tables)
    years = sorted(rows["year"].unique())
    digits = rows["value"].map(plain_number).where(rows["decimals"].isna(), _digits(rows))
    shown = rows.assign(
        digits=rows["qualifier"].map(QUALIFIER_SIGNS).fillna("") + digits,
        row=[phrase(facts) for facts in _grid_rows(rows)],
    )
    grid = shown.pivot(index="row", columns="year", values="digits").reindex(shown["row"].unique())
    grid = grid.rename(columns=str).fillna("").reset_index()
    expected = rows.loc[rows["role"] == "expected", "year"]
    facts = PlanTableFacts(
        [(int(year), year in set(expected)) for year in years], _sources(rows, tables)
    )
    columns = [as_text("row"), *(as_figures(str(year)) for year in years)]
    return labelled(grid, columns, labels(facts))


def _digits(rows: pd.DataFrame) -> list[str]:
    """Return values with as many decimals as were printed."""
    pairs = zip(rows["value"], rows["decimals"].fillna(0), strict=True)
    return [number(value, int(decimals)) for value, decimals in pairs]


def _grid_rows(rows: pd.DataFrame) -> list[PlanRowFacts]:
    """Return what each milestone counts."""
    since = rows["base_year"].where(rows["target_kind"] == "change_from_base").fillna(0).astype(int)
    cells = zip(rows["name_en"], rows["unit"], since, strict=True)
    return [PlanRowFacts(*row) for row in cells]


def milestones_table(tables: Tables) -> ShownTable:
    """Show every milestone with the cell of each rendering."""
    rows = _with_names(tables["milestones"], tables)
    since = rows["base_year"].where(rows["target_kind"] == "change_from_base")
    is_printed = _is_printed(rows)
    columns = [
        as_text("name_en"),
        as_year("year"),
        *map(as_text, ("role", "value", "qualifier")),
        *(PRINTED if is_printed else (as_text("locator"),)),
    ]
    shown = rows.assign(value=_figures(rows.assign(since=since, qualifier="")))
    has_expected = bool((rows["role"] == "expected").any())
    facts = MilestoneFacts(_sources(rows, tables), is_printed, has_expected)
    return labelled(shown, columns, labels(facts))


def _is_printed(milestones: pd.DataFrame) -> bool:
    """Tell whether the cells of the three texts are known."""
    return bool((milestones["printed_zh"].fillna("") != "").any())


def _figures(rows: pd.DataFrame) -> list[str]:
    """Return values with the digits they were printed with, their unit, and what they count from.

    Parameters
    ----------
    rows
        Columns value, decimals, unit, qualifier and `since` (a year, or missing).
    """
    return [
        phrase(
            PrintedFacts(
                value=row["value"],
                decimals=2 if pd.isna(row["decimals"]) else int(row["decimals"]),
                unit=row["unit"],
                is_about=row["qualifier"] == "about",
                since="" if pd.isna(row["since"]) else f"{row['since']:.0f}",
            )
        )
        for row in rows.to_dict("records")
    ]


def _sources(rows: pd.DataFrame, tables: Tables) -> list[str]:
    """Return the sources of some rows in the order of the rows: ids, and files by what they are."""
    register = tables["sources"].set_index("source_id")
    brought = register[register["kind"] == BROUGHT].fillna("").to_dict("index")
    return [
        phrase(BroughtFacts(**{name: brought[one][name] for name in OF_BROUGHT}))
        if one in brought
        else one
        for one in dict.fromkeys(rows["source_id"])
    ]


def _rendering(name: str, source: str) -> Shown:
    """Show a column of cells from one translation, with its footnote in the heading."""
    return replace(as_text(name), source=source)


# The cells of the plan's three texts.
PRINTED = (
    as_chinese("printed_zh"),
    _rendering("printed_en_cset", "plan_en_cset"),
    _rendering("printed_en_g6", "plan_en_g6"),
)


def kinds_table(tables: Tables) -> ShownTable:
    """Show what each indicator measures and what its target says."""
    indicators, spoken = tables["indicators"], language()
    rows = indicators.assign(
        kind=[spoken.word(kind, "target_kinds") for kind in indicators["target_kind"]],
        unit=[spoken.word(unit, "units") for unit in indicators["unit"]],
    )
    columns = [
        as_text("name_en"),
        as_chinese("name_zh"),
        *map(as_text, ("unit", "better", "kind", "population", "definition")),
    ]
    rows[TOLD] = rows[TOLD].map(told)
    said = [one for one in columns if one.name not in TOLD or (rows[one.name] != "").any()]
    return labelled(rows, said, plain_labels(TEMPLATE, "kinds_table"))


def renderings_table(tables: Tables) -> ShownTable:
    """Show where the renderings disagree and which one is used."""
    rows = _with_names(tables["renderings"], tables)
    cells = ["zh", "en_cset", "en_g6", "used"]
    rows[cells] = rows[cells].apply(lambda texts: texts.str.replace("_", " "))
    columns = [
        as_text("name_en"),
        as_year("year"),
        *map(as_text, ("field", "zh")),
        _rendering("en_cset", "plan_en_cset"),
        _rendering("en_g6", "plan_en_g6"),
        *map(as_text, ("used", "reason")),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "renderings_table"))


def wordings(rows: pd.DataFrame) -> Passage:
    """Say how many wordings differ and how many of them the sources leave open."""
    unsettled = int((rows["status"] == "open").sum())
    return say(WordingFacts(len(rows), len(rows) - unsettled, unsettled))


def wordings_table(rows: pd.DataFrame, tables: Tables) -> ShownTable:
    """Show which wording differs, what it would do to an analysis, and which one is used."""
    named = rows.merge(tables["indicators"][["indicator_id", "name_en"]], on="indicator_id")
    named = named.assign(
        reading=named["reading"].map(in_words), reason=named["reason"].map(in_words)
    )
    columns = [
        *map(as_text, ("name_en", "field")),
        as_source("source_id"),
        as_text("printed"),
        as_chinese("other_printed"),
        *map(as_text, ("reading", "reason", "status")),
    ]
    return labelled(named, columns, plain_labels(TEMPLATE, "wordings_table"))


def observations_table(tables: Tables) -> ShownTable:
    """Show the reported values with the label they were published under."""
    rows = _with_names(tables["observations"].drop(columns="population"), tables, keep_unit=False)
    rows = rows.assign(shown=_figures(rows.assign(since=pd.NA)), remark=rows["note"])
    columns = [
        as_text("name_en"),
        as_year("year"),
        *map(as_text, ("shown", "label_printed", "comparable", "remark", "locator")),
    ]
    words = plain_labels(TEMPLATE, "observations_table", sources=_sources(rows, tables))
    return labelled(rows, columns, words)


def _with_names(rows: pd.DataFrame, tables: Tables, *, keep_unit: bool = True) -> pd.DataFrame:
    """Return rows with the names (and units) of their indicators."""
    names = ["indicator_id", "name_en", "target_kind", *(["unit"] if keep_unit else [])]
    return rows.merge(tables["indicators"][names], on="indicator_id", how="left")
