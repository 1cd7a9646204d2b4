"""What one column reads held to what another prints: years, amounts, dates, titles, reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd

from helpers.data.numbers import numbers_in
from helpers.data.observations import RAW_FILE
from helpers.data.parsing import normalise
from helpers.data.raw import read_raw, read_rows, references
from helpers.data.schema import Table
from helpers.data.tables.catalogue import RAW_TABLES, quoting_tables
from helpers.errors import Problem

# Amounts are read in billions; a phrase may print them in trillions.
SCALES = {"trillion": 1000.0, "million": 0.001}
SHORT_WORD = 3
DATE_FORMATS = {"day": ("%B %d, %Y", "%Y-%m-%d"), "month": ("%B %Y", "%Y-%m"), "year": ("%Y", "%Y")}


def dated_tables() -> dict[str, Table]:
    """Return the raw tables whose rows print a year and may be in doubt, by file."""
    asked = {"year", "year_printed", "suspect"}
    return {file: table for file, table in quoting_tables().items() if asked <= set(table.names)}


def years_against_print(folder: Path) -> Iterator[Problem]:
    """Yield years that their printed words do not contain and no doubt explains."""
    for file in dated_tables():
        for row in read_rows(file, folder):
            words = row["year_printed"]
            if row["suspect"] == "true" or not row["year"] or not re.search(r"\d{4}", words):
                continue
            if float(row["year"]) not in numbers_in(words) | _written_out(words):
                yield row.problem("year", f"a year of {words!r}")


def _written_out(text: str) -> set[float]:
    """Return the last years of spans whose end is printed short: 2016-20."""
    return {float(first[:2] + last) for first, last in re.findall(r"(\d{4})[-/–](\d\d)\b", text)}


def doubts_against_words(folder: Path) -> Iterator[Problem]:
    """Yield readings in doubt that neither print, nor doubt, nor a discrepancy states."""
    said = _said_by_discrepancies(folder)
    for file, table in dated_tables().items():
        printed = dict.fromkeys(("value", "value_high"), table.phrases) | {"year": ["year_printed"]}
        for row in (row for row in read_rows(file, folder) if row["suspect"] == "true"):
            stated = numbers_in(row["suspect_note"]) | said.get(row[table.names[0]], set())
            for column, columns in printed.items():
                words = [row[name] for name in columns]
                known = stated.union(*(numbers_in(text) for text in words))
                if row[column] and abs(float(row[column])) not in known:
                    expected = "a number of its print, its doubt or its discrepancy"
                    yield row.problem(column, expected)


def _said_by_discrepancies(folder: Path) -> dict[str, set[float]]:
    """Return the numbers that discrepancies state about each figure."""
    said: dict[str, set[float]] = {}
    for row in read_raw("discrepancies.csv", folder).to_dict("records"):
        words = (row["printed"], row["other_printed"], row["reading"])
        numbers = set().union(*(numbers_in(text) for text in words))
        for name in references(row["figure_id"]):
            said[name] = said.get(name, set()) | numbers
    return said


def amounts_against_print(folder: Path) -> Iterator[Problem]:
    """Yield amounts that their printed phrase does not contain.

    Values have guards of their own: `readings_against_print`, and for evidence
    `evidence.values_against_print`.
    """
    for file, table in RAW_TABLES.items():
        amounts = [
            column.name
            for column in table.columns
            if column.kind == "number" and f"{column.name}_printed" in table.names
            and column.name != "value"
        ]  # fmt: skip
        for row in read_rows(file, folder) if amounts else ():
            for column in filter(row.cells.get, amounts):
                phrase, value = row[f"{column}_printed"], abs(float(row[column]))
                if not any(abs(value - one) < 1e-9 for one in _scaled(phrase)):
                    yield row.problem(column, f"a number of {phrase!r}")


def _scaled(phrase: str) -> set[float]:
    """Return the numbers of a phrase, also brought from millions or trillions to billions."""
    numbers = numbers_in(phrase)
    factors = [factor for word, factor in SCALES.items() if word in phrase.lower()]
    return numbers | {number * factor for number in numbers for factor in factors}


def observations_against_reports(folder: Path) -> Iterator[Problem]:
    """Yield observations that no other table prints alike.

    A value of the ministry's stands in the row of programme_reports.csv that programme_delivery.csv
    sets beside its indicator, and that row speaks of what its label names; one of another source
    stands in indicator_evidence.csv, with its indicator, year, document and date.
    """
    file = RAW_FILE
    sources = read_raw("sources.csv", folder).set_index("source_id")
    figures = _reported_of_indicators(folder)
    evidence = read_raw("indicator_evidence.csv", folder)
    names = ["value_printed", "indicator_id", "year", "document", "published"]
    quoted = set(evidence[names].itertuples(index=False, name=None))
    for row in read_rows(file, folder):
        source = sources.loc[row["source_id"]]
        own = (*(row[name] for name in names[:3]), source["title"], source["published"])
        said = figures.get((row["indicator_id"], row["value_printed"], row["source_id"]))
        if said is None and own not in quoted:
            tables = "programme_reports.csv or indicator_evidence.csv"
            yield row.problem("value_printed", f"a value that {tables} prints of its indicator")
        elif said is not None and not _words(said) & _words(row["label_printed"]):
            yield row.problem("label_printed", f"the label of {said!r}, whose value it is")
        if row["year_printed"] and float(row["year"]) not in numbers_in(row["year_printed"]):
            yield row.problem("year", f"a year of {row['year_printed']!r}")
        if f"-{row['year']}-" not in row["observation_id"]:
            yield row.problem("observation_id", f"the year {row['year']} in it")
        place = numbers_in(row["locator"].rpartition(",")[2])
        if not place <= numbers_in(row["value_printed"]):
            yield row.problem("locator", "the number of the sentence")


def _reported_of_indicators(folder: Path) -> dict[tuple[str, str, str], str]:
    """Return what the ministry's report says each value is of: by indicator, print and source."""
    report = {row["figure_id"]: row for row in read_rows("programme_reports.csv", folder)}
    found = {}
    for row in read_rows("programme_delivery.csv", folder):
        named = re.match(r"indicator (\w+),", row["target_ref"])
        reported = report.get(row["reported_ref"])
        if named and reported and row["comparable"] == "true":
            key = (named[1], reported["value_printed"], reported["source_id"])
            found[key] = reported["item"]
    return found


def _words(text: str) -> set[str]:
    """Return the words of a label that say what it is of."""
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > SHORT_WORD}


def dates_of_policies(folder: Path) -> Iterator[Problem]:
    """Yield policies whose date is neither the printed one nor the one their doubt states.

    The digits of the Chinese title are those of the printed one.
    """
    file = "policies.csv"
    for row in read_rows(file, folder):
        if row["date_precision"] not in DATE_FORMATS:
            continue  # the schema says so
        printed, stored = DATE_FORMATS[row["date_precision"]]
        if _as_date(row["date_printed"], printed, stored) != row["date"]:
            stated = re.findall(r"\d{1,2} [A-Z][a-z]+ \d{4}", row["suspect_note"])
            if row["date"] not in {_as_date(words, "%d %B %Y", stored) for words in stated}:
                expected = f"{row['date_printed']}, as printed, or a date the doubt states"
                yield row.problem("date", expected)
        titles = [_digits(normalise(row[name])) for name in ("title_zh", "title_zh_printed")]
        if row["suspect"] == "false" and titles[0] and titles[1] and titles[0] != titles[1]:
            expected = "the digits of the printed title"
            yield row.problem("title_zh", expected)


def _as_date(words: str, printed: str, stored: str) -> str:
    """Return words as a stored date, "" where they are none."""
    try:
        return datetime.strptime(words, printed).strftime(stored)
    except ValueError:
        return ""


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def deliveries_against_milestones(folder: Path, milestones: pd.DataFrame) -> Iterator[Problem]:
    """Yield comparisons whose words do not give the milestone's year and value."""
    file = "programme_delivery.csv"
    known = milestones.set_index(["indicator_id", "year"])["value"].to_dict()
    pattern = re.compile(r"indicator (\w+), (\d{4}), (?:\w+ )*?([\d.]+)")
    for row in read_rows(file, folder):
        named = pattern.match(row["target_ref"])
        if not named:
            continue
        value = known.get((named.group(1), int(named.group(2))))
        if value is None or abs(value) != float(named.group(3)):
            expected = "an indicator, its year and the value of its milestone"
            yield row.problem("target_ref", expected)
