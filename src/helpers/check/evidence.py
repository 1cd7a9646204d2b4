"""Evidence held to its print: values, formulas, periods, dates and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd

from helpers.data.formulas import derived
from helpers.data.numbers import numbers_in
from helpers.data.raw import RawRow, rows_of
from helpers.errors import Problem

TABLES = ("target_evidence", "indicator_evidence")
COMPARE = "Compare with the document."
# Words that say a figure is printed in another power of ten than it is read in.
SCALE = re.compile(r"万|亿|million|billion|trillion|×10|RMB [\d,]{9,}", re.IGNORECASE)
POWERS = range(-12, 13)
# One comma before one or two digits: 27,2 %.
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}\D*")
TOLERANCE = 1e-9
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])(?!\d)")
MONTHS = {"Q": 3, "H": 6}
# What is said ahead of its date, or of no date at all.
AHEAD = ("estimate", "statement", "target")


def values_against_print(tables: Mapping[str, pd.DataFrame], folder: Path) -> Iterator[Problem]:
    """Yield values that their printed figure does not contain.

    A figure printed with a scale word (million, 万) may be read in another power of ten.
    """
    for row in _rows(tables):
        phrase = row["value_printed"]
        plain = phrase.replace(",", ".") if DECIMAL_COMMA.fullmatch(phrase) else phrase
        printed = numbers_in(plain)
        for column in ("value", "value_high"):
            value = row.cells[column]
            if not pd.isna(value) and not _stands(value, printed, phrase):
                yield _problem(row, column, f"a number of {phrase!r}")


def _stands(value: float, printed: set[float], phrase: str) -> bool:
    powers = POWERS if SCALE.search(phrase) else (0,)
    return any(
        abs(abs(value) - number * 10.0**power) <= TOLERANCE * max(1.0, abs(value))
        for number in printed
        for power in powers
    )


def formulas_give_values(tables: Mapping[str, pd.DataFrame], folder: Path) -> Iterator[Problem]:
    """Yield derived rows without a formula, and values their formula does not round to."""
    for row in _rows(tables):
        if row["status"] != "derived":
            continue
        evidence = tables[Path(row.file).stem]
        values = dict(zip(evidence["evidence_id"], evidence["value"], strict=True))
        try:
            results = derived(row["derivation"], values)
        except (KeyError, ValueError) as error:
            yield _problem(row, "derivation", f"a formula: {error}")
            continue
        columns = ("value", "value_high")[: 1 if pd.isna(row["value_high"]) else 2]
        if len(results) != len(columns):
            expected = "a formula for the value, and one for the upper end of a range"
            yield _problem(row, "derivation", expected)
        for column, result, printed in zip(columns, results, _printed(row), strict=False):
            if abs(result - row.cells[column]) > _half_digit(printed, row["qualifier"]) + TOLERANCE:
                expected = f"{result:g} rounded, from {row['derivation']}"
                yield _problem(row, column, expected)


def _printed(row: RawRow) -> list[str]:
    """Return the figures of a printed value, as digits."""
    return re.findall(r"\d+(?:\.\d+)?", row["value_printed"].replace(",", ""))


def _half_digit(figure: str, qualifier: str) -> float:
    """Return half the place of a figure's last digit; of "about 933000", noughts are no digits.

    Examples
    --------
    >>> _half_digit("14.6", "exact"), _half_digit("30", "exact"), _half_digit("933000", "about")
    (0.05, 0.5, 500.0)
    """
    whole, _, decimals = figure.partition(".")
    round_one = qualifier == "about" and not decimals
    noughts = len(whole) - len(whole.rstrip("0")) if round_one else 0
    return 0.5 * 10.0 ** (noughts - len(decimals))


def years_are_of_periods(tables: Mapping[str, pd.DataFrame], folder: Path) -> Iterator[Problem]:
    """Yield years that are not the last of their period, and base years it does not count from.

    A change of 2016-2020 counts from the end of 2015, one of 2015 to 2020 as well. Years and months
    in the name of a row must be its period's, too.
    """
    for row in _rows(tables):
        period, name = row["period"], row["evidence_id"]
        years = [int(year) for year in YEAR.findall(period)]
        if not pd.isna(row["year"]) and int(row["year"]) != max(years, default=0):
            yield _problem(row, "year", f"the last year of {period!r}")
        base, first = row.cells.get("base_year", float("nan")), min(years, default=0)
        counted_from = first if " to " in period else first - 1
        if not pd.isna(base) and int(base) != counted_from:
            yield _problem(row, "base_year", f"{counted_from}, from which {period!r} counts")
        named = {int(year) for year in YEAR.findall(name)}
        if named and years and named.isdisjoint(years):
            yield _problem(row, "evidence_id", f"a year of {period!r} in it")
        month = MONTH.search(name)
        if month and month.group() not in period:
            yield _problem(row, "period", f"{month.group()}, as in its name")


def values_were_known(tables: Mapping[str, pd.DataFrame], folder: Path) -> Iterator[Problem]:
    """Yield values published before their period had ended, and dates that are none.

    Dates are compared as far as both are known. A value of a whole year needs a later year, unless
    only the year of publication is known.
    """
    for row in _rows(tables):
        published = row["published"]
        if published and not re.fullmatch(r"\d{4}(-\d\d){0,2}", published):
            yield _problem(row, "published", "a date such as 2021-03-08")
            continue
        if row["status"] in AHEAD or not published or pd.isna(row["year"]):
            continue
        end = _end(row["period"], f"{row['year']:g}")
        known = min(len(end), len(published))
        whole_year = row["precision"] == "year" and len(published) > len(end)
        if published[:known] < end[:known] or (whole_year and published[:known] == end):
            yield _problem(row, "published", f"a date after {row['period']}")


def _end(period: str, year: str) -> str:
    """Return the last month a period names, else its last year.

    Examples
    --------
    >>> _end("2020-01..2020-09", "2020"), _end("2024H1", "2024"), _end("2016-2020", "2020")
    ('2020-09', '2024-06', '2020')
    """
    months = re.findall(rf"{year}-(0[1-9]|1[0-2])(?!\d)", period)
    part = re.search(r"([QH])(\d)$", period)
    if part:
        months = [f"{MONTHS[part[1]] * int(part[2]):02d}"]
    return f"{year}-{months[-1]}" if months else year


def addresses_are_of_publishers(
    tables: Mapping[str, pd.DataFrame], folder: Path
) -> Iterator[Problem]:
    """Yield addresses called the publisher's whose host belongs to no publisher named.

    The register of hosts names the owner of each, as the publisher cells do.
    """
    hosts = tables["evidence_hosts"].set_index("host")["owner"]
    for row in _rows(tables, (*TABLES, "outside_assessments")):
        kind = row["address_kind"]
        if bool(row["address"]) != bool(kind):
            expected = "a kind where there is an address, and only there"
            yield _problem(row, "address_kind", expected)
        if kind != "publisher":
            continue
        parts = urlsplit(row["address"]).netloc.lower().split(".")
        owners = [hosts.get(".".join(parts[start:]), "") for start in range(len(parts))]
        owner = next(filter(None, owners), "")
        if not owner or owner.casefold() not in row["publisher"].casefold():
            expected = f"a page of {row['publisher']}; its host is {owner or 'no one'}'s"
            yield _problem(row, "address", expected)


def _rows(tables: Mapping[str, pd.DataFrame], names: tuple[str, ...] = TABLES) -> Iterator[RawRow]:
    for name in names:
        for position, cells in rows_of(tables[name]):
            yield RawRow(f"{name}.csv", position, cells)


def _problem(row: RawRow, column: str, expected: str) -> Problem:
    cell = row.cells[column]
    found = cell if isinstance(cell, str) else f"{cell:g}"
    return row.problem(column, expected, COMPARE, found)
