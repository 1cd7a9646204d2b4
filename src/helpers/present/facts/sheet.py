"""Words and tables of notebook 09: one indicator on one page."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.analysis.progress.methods import METHODS
from helpers.present.facts import indicators
from helpers.present.facts.comparison import answer as progress_answer
from helpers.present.numbers import as_printed, enough_decimals, number, printed_number
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_chinese, as_source, as_text, as_year
from helpers.present.words import listing, unit_word

# What stands on a sheet where the report gives no value.
NO_VALUE = (
    "**No value to compare**: none is known for this year. What was published later is in notebook "
    "07."
)


def answer(
    entry: pd.Series,
    milestones: pd.DataFrame,
    results: Results,
) -> Prose:
    """Say what the indicator is, what the plan asks, and where it stood."""
    targets = results.points[results.points["role"] == "target"]
    first = (
        f"**{entry['name_en']}** ({entry['name_zh']}): {_lower(entry['definition'])}. The plan "
        f"asks for {_asked(entry, milestones, targets)}; {entry['better']} is better."
    )
    if results.verdicts.empty and results.past_targets.empty:
        return Prose((first, NO_VALUE), kind="answer")
    found = progress_answer(results)
    return Prose((first, *found.paragraphs), found.points, "answer")


def _asked(entry: pd.Series, milestones: pd.DataFrame, targets: pd.DataFrame) -> str:
    """Return the targets as the plan prints them, then on the scale of comparison if another."""
    unit = unit_word(targets["scale"].iloc[0])
    sign, apart = (" %", "") if unit == "%" else ("", f" ({unit})")
    scaled = [printed_number(row) for row in targets.to_dict("records")]
    if entry["target_kind"] == "level":
        pairs = zip(scaled, targets["year"], strict=True)
        return listing([f"{value}{sign} in {year}" for value, year in pairs]) + apart
    rows = milestones[milestones["role"] == "target"].to_dict("records")
    own = unit_word(entry["unit"])
    if entry["target_kind"] == "period_mean":
        asked = listing([f"{_printed(row)} {own} up to {row['year']}" for row in rows])
        asked = f"mean growth of {asked}"
    else:
        way = "fall" if rows[-1]["value"] < 0 else "rise"
        asked = listing([f"{_printed(row)} {own} by {row['year']}" for row in rows])
        asked = f"a {way} since {rows[0]['base_year']:.0f} of {asked}"
    same = list(targets["value"]) == [row["value"] for row in rows]
    return asked if same else f"{asked} ({unit}: {listing(scaled)})"


def _printed(row: dict) -> str:
    """Return the size of a printed change, with its qualifier."""
    qualifier = "" if row["qualifier"] == "exact" else f"{row['qualifier'].replace('_', ' ')} "
    decimals = int(row["decimals"]) if pd.notna(row["decimals"]) else 2
    return f"{qualifier}{number(abs(row['value']), decimals)}"


def _lower(text: str) -> str:
    """Return a text with a small first letter unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def definitions_table(definitions: pd.DataFrame) -> ShownTable:
    """Show label and footnote in the three renderings."""
    columns = [
        as_source("source_id", "Rendering"),
        as_chinese("label", "Label as printed"),
        as_chinese("definition", "Footnote", blank="none in the table"),
        as_text("locator", "Where"),
    ]
    return ShownTable(
        definitions,
        columns,
        "A row is a rendering of the plan.",
    )


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
        shown=rows["class"].str.replace("_", " "),
        needed=[
            f"{number(value + change, max(2, enough_decimals(decimals, [change])))} instead of "
            f"{as_printed(value, decimals)}"
            for value, change, decimals in zip(
                rows["observed"], rows["flip_change"], rows["decimals"], strict=True
            )
        ],
    )
    columns = [as_text("name", "Method"), as_year("base_year", "Base"),
               as_year("target_year", "Target"), as_text("shown", "Class now"),
               as_text("needed", "It would turn at")]  # fmt: skip
    return ShownTable(
        rows, columns, "A row is a rating and the nearest value that changes it.",
        empty="Without a reported value there is no rating to change.",
    )  # fmt: skip
