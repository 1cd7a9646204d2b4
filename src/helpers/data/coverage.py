"""Every digit of a source text accounted for: as value, year, mark, number, name or furniture.

The texts are not part of the repository. Their accounts are: for each text, one row for each run
of digits with its place, its class and the figure it belongs to. Where a text is at hand, the
account is held against it digit by digit.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.data.numbers import numbers_in
from helpers.data.raw import cell_problem, check_numbers, read_raw, references, row_in_file, rows_of
from helpers.errors import DataRefused, Problem

FOLDER = "coverage"
TEXTS = "coverage/texts.csv"
CLASSES = (
    "value",
    "year",
    "date",
    "footnote_mark",
    "list_number",
    "name",
    "page_furniture",
    "citation",
)


# A text whose digits stand in the account of another: the Chinese was read in the bilingual text.
READ_IN = {"plan_zh": "plan_en_g6"}


def text_of(source_id: str) -> str:
    """Return the source whose account holds the digits of a source."""
    return READ_IN.get(source_id, source_id)


def account_of(source_id: str, folder: Path = paths.RAW) -> pd.DataFrame:
    """Return the account of a text: line, column, token, class, refers_to.

    Raises
    ------
    DataRefused
        For every line or column that is no number.
    """
    file = f"{FOLDER}/{source_id}.csv"
    account = read_raw(file, folder)
    check_numbers(account, file, "line", "column")
    return account


def all_accounts(folder: Path = paths.RAW) -> Iterator[tuple[dict[str, str], str, pd.DataFrame]]:
    """Yield of each text its register entry, the file of its account, and the account."""
    texts = read_raw(TEXTS, folder)
    check_numbers(texts, TEXTS, "digits")
    for text in texts.to_dict("records"):
        source_id = text["source_id"]
        yield text, f"{FOLDER}/{source_id}.csv", account_of(source_id, folder)


def coverage_table(folder: Path = paths.RAW) -> pd.DataFrame:
    """Return how many digits of each text belong to what."""
    rows = []
    for text, _, account in all_accounts(folder):
        counts = account["token"].map(digits_in).groupby(account["class"]).sum()
        rows.append(
            text
            | {"digits": int(text["digits"])}
            | {name: int(counts.get(name, 0)) for name in CLASSES}
        )
    return pd.DataFrame(rows)


def digits_in(text: str) -> int:
    """Return how many digits a text holds."""
    return len(re.findall(r"\d", text))


def check_accounts(
    tables: Mapping[str, pd.DataFrame], folder: Path = paths.RAW
) -> dict[str, list[Problem]]:
    """Return the faults of every account by source: classes, totals and figures referred to."""
    known = numbers_by_figure(tables)
    found = {}
    for text, file, account in all_accounts(folder):
        problems = [*_unknown_classes(account, file), *_unknown_figures(account, known, file)]
        total = int(account["token"].map(digits_in).sum())
        if total != int(text["digits"]):
            problems.append(
                Problem(f"{total} digits", f"{text['digits']}, as in {TEXTS}",
                        "Account for the missing ones.", file)
            )  # fmt: skip
        found[text["source_id"]] = problems
    return found


def _unknown_classes(account: pd.DataFrame, file: str) -> list[Problem]:
    """Name tokens of a class that does not exist."""
    expected = f"one of {', '.join(CLASSES)}"
    return [
        cell_problem(file, position, "class", name, expected, "Classify the token.")
        for position, name in account["class"].items()
        if name not in CLASSES
    ]


def _unknown_figures(
    account: pd.DataFrame, known: Mapping[str, set[float]], file: str
) -> list[Problem]:
    """Name value tokens whose figure is unknown or does not print their number."""
    problems = []
    for position, row in rows_of(account[account["class"] == "value"]):
        numbers = set().union(*(known.get(name, set()) for name in references(row["refers_to"])))
        if not numbers_in(row["token"]) & numbers:
            problems.append(
                Problem(
                    f"the value {row['token']} of {row['refers_to'] or 'no figure'}",
                    "a figure that prints this number",
                    "Add the figure to its table, or mend the reference.",
                    file,
                    row=row_in_file(position),
                    column="refers_to",
                )
            )
    return problems


def numbers_by_figure(tables: Mapping[str, pd.DataFrame]) -> dict[str, set[float]]:
    """Return every number printed for each figure, target, fund, policy and milestone."""
    known: dict[str, set[float]] = {}
    for rows in tables.values():
        key = str(rows.columns[0])
        printed = [name for name in rows.columns if "printed" in str(name)]
        if not printed:
            continue
        for record in rows.to_dict("records"):
            name = str(record[key])
            if key == "indicator_id":
                name = f"indicator:{name}:{record['year']}"
            numbers = set().union(*(numbers_in(str(record[column])) for column in printed))
            known.setdefault(name, set()).update(numbers)
    return known


def check_text(text: str, source_id: str, folder: Path = paths.RAW) -> list[Problem]:
    """Hold an account against its text: every digit exactly once, at its place.

    Parameters
    ----------
    text
        The source text, lines separated by line feeds.
    """
    account = account_of(source_id, folder)
    file = f"{FOLDER}/{source_id}.csv"
    lines = text.split("\n")
    covered: set[tuple[int, int]] = set()
    problems = []
    for position, row in rows_of(account):
        line, column = int(row["line"]), int(row["column"])
        stands = lines[line - 1][column - 1 : column - 1 + len(row["token"])]
        places = {
            (line, column + offset) for offset, mark in enumerate(row["token"]) if mark.isdigit()
        }
        if stands != row["token"] or places & covered:
            problems.append(
                Problem(
                    f"{row['token']!r} at line {line}, column {column}",
                    f"{stands!r}, each digit once",
                    "Mend the account.",
                    file,
                    row=row_in_file(position),
                    column="token",
                )
            )
        covered |= places
    missing = [
        (number, match.start() + 1)
        for number, line in enumerate(lines, 1)
        for match in re.finditer(r"\d", line)
        if (number, match.start() + 1) not in covered
    ]
    problems += [
        Problem(f"a digit at line {line}, column {column} that is not accounted for",
                "an account of every digit", "Add it.", file)
        for line, column in missing
    ]  # fmt: skip
    return problems


def find_texts(texts: Path, folder: Path = paths.RAW) -> dict[str, Path]:
    """Return the texts of a folder by source, found by their hash.

    Raises
    ------
    DataRefused
        If one of the registered texts is not there.
    """
    by_hash = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path
        for path in sorted(texts.iterdir())
        if path.is_file()
    }
    found, problems = {}, []
    for row in read_raw(TEXTS, folder).to_dict("records"):
        if row["sha256"] in by_hash:
            found[row["source_id"]] = by_hash[row["sha256"]]
        else:
            problems.append(
                Problem(f"no text with the hash {row['sha256'][:16]}", f"the text {row['text']}",
                        "Put the vintage that was read into the folder.", texts.name)
            )  # fmt: skip
    if problems:
        raise DataRefused("texts are missing or are another vintage", problems)
    return found
