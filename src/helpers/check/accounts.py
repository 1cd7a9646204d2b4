"""Prints and texts: what a table prints stands in the account of its text, and the other way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from helpers.check.references import COLUMN, PLACE
from helpers.data.coverage import TEXTS, all_accounts, numbers_by_figure, text_of
from helpers.data.milestones import RENDERING_FILES, YEARS
from helpers.data.numbers import DIGITS, numbers_in
from helpers.data.parsing import normalise
from helpers.data.raw import cell_problem, read_raw, read_rows, references, rows_of
from helpers.data.tables.catalogue import quoting_tables
from helpers.data.tables.columns import FIRST_YEAR
from helpers.errors import Problem

# Quoted words of a discrepancy, with the text they stand in.
QUOTES = (("source_id", "printed"), ("other_source_id", "other_printed"))
OWN_WORDS = ("sum", "scope")
QUOTE = "Compare the quotation with the source."
PRINT = "Compare the print with the source, and the account with the text."


def prints_stand_in_accounts(folder: Path) -> Iterator[Problem]:
    """Yield printed numbers that no token of their text stands for.

    A token stands for a number if it is said to belong to the figure, or to be no value at all: a
    year in a heading, the number of a plan period.
    """
    accounts = {
        text["source_id"]: _Account(text["source_id"], account)
        for text, _, account in all_accounts(folder)
    }
    for file, table in quoting_tables().items():
        for row in read_rows(file, folder):
            for column in table.printed:
                account = accounts.get(text_of(source_in_name(column) or row["source_id"]))
                if account is None:
                    yield row.problem("source_id", f"a text that {TEXTS} names", PRINT)
                    break
                for number in account.missing(row[table.names[0]], row[column]):
                    yield row.problem(column, account.expected, PRINT, number)
    yield from _milestones(accounts, folder)


def source_in_name(column: str) -> str:
    """Return the rendering of the plan that a printed column quotes, "" where the row says."""
    found = re.fullmatch(r"printed_(\w+)", column)
    return f"plan_{found[1]}" if found else ""


def _milestones(accounts: Mapping[str, _Account], folder: Path) -> Iterator[Problem]:
    """Yield numbers of the indicator table that no token of its renderings stands for."""
    register = read_raw("indicator_register.csv", folder)["indicator_id"]
    for rendering, file in RENDERING_FILES.items():
        account = accounts[text_of(f"plan_{rendering}")]
        table = read_raw(file, folder)
        for year in YEARS:
            for position, indicator in enumerate(register):
                name = f"indicator:{indicator}:{year}"
                for number in account.missing(name, table.at[position, str(year)]):
                    yield cell_problem(file, position, str(year), number, account.expected, PRINT)


class _Account:
    """The numbers of a text by figure, and those that are no values."""

    def __init__(self, source_id: str, account: pd.DataFrame) -> None:
        self.by_figure: dict[str, set[float]] = defaultdict(set)
        self.others: set[float] = set()
        self.dated: set[str] = set()
        self.expected = f"a number that the account of {source_id} holds for the figure"
        rows = zip(account["token"], account["class"], account["refers_to"], strict=True)
        for token, kind, names in rows:
            numbers = digits_in_print(token)
            self.others |= numbers if kind != "value" else set()
            for name in references(names):
                self.by_figure[name] |= numbers
                if kind == "year":
                    self.dated.add(name)

    def missing(self, figure: str, printed: str) -> list[str]:
        """Return the numbers of a print that the text does not hold.

        Where years are said to belong to the figure, no other year will do.
        """
        own, dated = self.by_figure.get(figure, set()), figure in self.dated
        others = {number for number in self.others if not (dated and number >= FIRST_YEAR)}
        return [f"{number:g}" for number in sorted(digits_in_print(printed) - own - others)]


def digits_in_print(text: str) -> set[float]:
    """Return the numbers a text prints in digits, not those it prints in words.

    Examples
    --------
    >>> sorted(digits_in_print("RMB 1,200 billion in two years"))
    [1200.0]
    """
    return {float(one.replace(",", "")) for one in DIGITS.findall(normalise(text))}


def accounts_run_forward(folder: Path) -> Iterator[Problem]:
    """Yield tokens that stand before, or on, the token above them: an account reads as the text."""
    for _, file, account in all_accounts(folder):
        end = (0, 0)
        places = zip(account["line"], account["column"], account["token"], strict=True)
        for position, (line, column, token) in enumerate(places):
            start = (int(line), int(column))
            if start < end:
                found = f"line {line}, column {column}"
                expected = "a place after the row above"
                yield cell_problem(file, position, "column", found, expected, PLACE)
            end = (start[0], start[1] + len(token))


def dated_tokens_stand_in_print(
    tables: Mapping[str, pd.DataFrame], folder: Path
) -> Iterator[Problem]:
    """Yield years and dates said to belong to a figure whose print does not contain them."""
    known = numbers_by_figure(tables)
    for _, file, account in all_accounts(folder):
        named = account[account["class"].isin(("year", "date")) & (account["refers_to"] != "")]
        for position, row in rows_of(named):
            figures = references(row["refers_to"])
            numbers = set().union(*(known.get(name, set()) for name in figures))
            if (
                not any(number >= FIRST_YEAR for number in numbers)
                and COLUMN not in row["refers_to"]
            ):
                continue  # the figure prints no year itself
            numbers |= {float(name[len(COLUMN) :]) for name in figures if name.startswith(COLUMN)}
            if not numbers_in(row["token"]) & numbers:
                yield cell_problem(file, position, "token", row["token"],
                               f"a year or date that {row['refers_to']} prints", PLACE)  # fmt: skip


def quotes_stand_in_texts(folder: Path) -> Iterator[Problem]:
    """Yield discrepancies that quote a number their text's account does not hold.

    A sum is our own and is passed over; a year glued to a footnote mark counts as both.
    """
    digits = {
        text["source_id"]: set(_digits(" ".join(account["token"])))
        for text, _, account in all_accounts(folder)
    }
    for row in read_rows("discrepancies.csv", folder):
        for source, column in QUOTES:
            known = digits.get(text_of(row[source]))
            if known is None or row["field"] in OWN_WORDS:
                continue
            for number in _digits(row[column]):
                if number not in known and not _glued(number, known):
                    expected = f"a number of the text {row[source]}"
                    yield row.problem(column, expected, QUOTE, number)


def _digits(text: str) -> list[str]:
    return re.findall(r"[0-9]+", text)


def _glued(number: str, known: set[str]) -> bool:
    """Tell whether a run of digits is two known ones without a blank."""
    return any(number[:end] in known and number[end:] in known for end in range(1, len(number)))
