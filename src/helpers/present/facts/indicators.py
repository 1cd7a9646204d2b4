"""Words and tables of notebook 01: what the indicator table says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers.present.prose import Prose
from helpers.present.table import Shown, ShownTable, as_chinese, as_source, as_text, as_year
from helpers.present.words import count, in_words, listing, number, source_word, unit_word

KIND_WORDS = {
    "level": "level in the target year",
    "change_from_base": "change since a base year",
    "period_mean": "mean growth over a plan period",
}
RENDERING_COLUMNS = ("printed_zh", "printed_en_cset", "printed_en_g6")
Tables = Mapping[str, pd.DataFrame]


def answer(tables: Tables) -> Prose:
    """Say how many milestones there are, of which kinds, and whether the renderings agree."""
    milestones, indicators = tables["milestones"], tables["indicators"]
    kinds = indicators["target_kind"].value_counts()
    parts = [
        f"{kinds[kind]} {'sets' if kinds[kind] == 1 else 'set'} a {word}"
        for kind, word in KIND_WORDS.items()
        if kind in kinds
    ]
    first = (
        f"The table prints **{count(len(milestones), 'value')}** for "
        f"**{count(len(indicators), 'indicator')}**. Of the indicators, {listing(parts)}. "
        f"Only a level may be divided by its target."
    )
    expected = milestones.loc[milestones["role"] == "expected", "year"].unique()
    second = (
        f"The values for {listing([str(year) for year in expected])} are expectations: they were "
        f"printed before that year was over. Results from each base year therefore stand side by "
        f"side on every page."
        if len(expected)
        else ""
    )
    return Prose(tuple(filter(None, [first, _agreement(tables), second])), kind="answer")


def _agreement(tables: Tables) -> str:
    """Say whether the three renderings agree."""
    differences = tables["renderings"]
    if not (tables["milestones"]["printed_zh"] != "").any():
        return "The targets were brought by a rerun; there is one rendering only."
    if differences.empty:
        return "The Chinese text and both translations agree on every cell."
    fields = listing(sorted(set(differences["field"])))
    return (
        f"The Chinese text and both translations print **the same number in every cell**. They "
        f"disagree on the {fields} of {count(len(differences), 'cell')}; the Chinese reading "
        f"is used."
    )


def milestones_table(tables: Tables) -> ShownTable:
    """Show every milestone with the cell of each rendering."""
    rows = _with_names(tables["milestones"], tables)
    rows = rows.assign(
        reading=[
            f"{number(value, int(decimals) if pd.notna(decimals) else 2)} {unit_word(unit)}"
            + (f" since {int(base)}" if kind == "change_from_base" else "")
            for value, decimals, unit, base, kind in zip(
                rows["value"],
                rows["decimals"],
                rows["unit"],
                rows["base_year"],
                rows["target_kind"],
                strict=True,
            )
        ]
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_year("year"),
        as_text("role", "Role"),
        as_text("reading", "Read as"),
        as_text("qualifier", "Qualifier"),
        as_chinese("printed_zh", "In Chinese"),
        _rendering("printed_en_cset", "plan_en_cset", "In the "),
        _rendering("printed_en_g6", "plan_en_g6", "In the "),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a value the plan prints, as read and as printed.",
        f"Source: {listing(list(dict.fromkeys(rows['source_id'])))}.",
    )


def _rendering(name: str, source: str, before: str = "") -> Shown:
    """Show a column of cells from one translation, with its footnote in the heading."""
    return replace(as_text(name, before + source_word(source)), source=source)


def kinds_table(tables: Tables) -> ShownTable:
    """Show what each indicator measures and what its target says."""
    rows = tables["indicators"].assign(
        kind=tables["indicators"]["target_kind"].map(KIND_WORDS),
        unit=tables["indicators"]["unit"].map(unit_word),
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_chinese("name_zh", "In Chinese"),
        as_text("unit", "Unit"),
        as_text("better", "Better"),
        as_text("kind", "Its target is a"),
        as_text("population", "Population"),
        as_text("definition", "Definition"),
    ]
    return ShownTable(rows, columns, "A row is an indicator.")


def renderings_table(tables: Tables) -> ShownTable:
    """Show where the renderings disagree and which reading is used."""
    rows = _with_names(tables["renderings"], tables)
    read = ["zh", "en_cset", "en_g6", "used"]
    rows[read] = rows[read].apply(lambda cells: cells.str.replace("_", " "))
    columns = [
        as_text("name_en", "Indicator"),
        as_year("year"),
        as_text("field", "What differs"),
        as_text("zh", "Chinese"),
        _rendering("en_cset", "plan_en_cset"),
        _rendering("en_g6", "plan_en_g6"),
        as_text("used", "Used"),
        as_text("reason", "Why"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a cell the renderings print differently in substance.",
        empty="The renderings agree in every cell.",
    )


def wordings(rows: pd.DataFrame) -> Prose:
    """Say how many wordings differ and how many of them the sources leave open."""
    unsettled = int((rows["status"] == "open").sum())
    return Prose(
        (
            f"**{count(len(rows), 'wording')}** of labels, units and scopes differ; "
            f"{len(rows) - unsettled} are settled by the Chinese text, {unsettled} stay open "
            f"because no rendering says more.",
        )
    )


def wordings_table(rows: pd.DataFrame, tables: Tables) -> ShownTable:
    """Show which wording differs, what it would do to an analysis, and which reading is used."""
    named = rows.merge(tables["indicators"][["indicator_id", "name_en"]], on="indicator_id")
    named = named.assign(
        reading=named["reading"].map(in_words), reason=named["reason"].map(in_words)
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_text("field", "What differs"),
        as_source("source_id", "Rendering"),
        as_text("printed", "It prints"),
        as_chinese("other_printed", "Another prints"),
        as_text("reading", "Reading used"),
        as_text("reason", "What it would do to the analysis"),
        as_text("status", "Status"),
    ]
    return ShownTable(
        named,
        columns,
        "A row is a wording on which renderings of the indicator table differ.",
        empty="The renderings word it alike.",
    )


def observations_table(tables: Tables) -> ShownTable:
    """Show the reported values with the label they were published under."""
    rows = _with_names(tables["observations"].drop(columns="population"), tables, keep_unit=False)
    rows = rows.assign(
        shown=[
            f"{'about ' if about == 'about' else ''}"
            f"{number(value, int(decimals) if pd.notna(decimals) else 2)} {unit_word(unit)}"
            for value, decimals, unit, about in zip(
                rows["value"], rows["decimals"], rows["unit"], rows["qualifier"], strict=True
            )
        ]
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_year("year"),
        as_text("shown", "Value"),
        as_text("label_printed", "Label as printed"),
        as_text("comparable", "Same series as the plan"),
        as_text("note", "Note"),
        as_text("locator", "Where"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a reported value.",
        "Source: " + listing(sorted(set(rows["source_id"]))) + ".",
        empty="The report gives no value; later ones are in notebook 07.",
    )


def _with_names(rows: pd.DataFrame, tables: Tables, *, keep_unit: bool = True) -> pd.DataFrame:
    """Return rows with the names (and units) of their indicators."""
    names = ["indicator_id", "name_en", "target_kind", *(["unit"] if keep_unit else [])]
    return rows.merge(tables["indicators"][names], on="indicator_id", how="left")
