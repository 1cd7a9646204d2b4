"""Every digit of the texts is accounted for."""

import os
from pathlib import Path

import pytest

from helpers.data.coverage import account_of, check_accounts, check_text, coverage_table, find_texts

TEXTS = os.environ.get("MIC2025_TEXTS", "")
SOURCES = list(coverage_table()["source_id"])


@pytest.mark.parametrize("source_id", SOURCES)
def test_accounts_hold_against_the_tables(tables, source_id):
    assert check_accounts(tables)[source_id] == []


@pytest.mark.skipif(not TEXTS, reason="the source texts are not part of the repository; "
                    "give their folder in MIC2025_TEXTS")  # fmt: skip
@pytest.mark.parametrize("source_id", SOURCES)
def test_every_digit_of_the_text_is_accounted_for_once(source_id):
    text = find_texts(Path(TEXTS))[source_id].read_text("utf-8")
    assert check_text(text, source_id) == []


def small_account(tmp_path, rows):
    (tmp_path / "coverage").mkdir()
    lines = ["line,column,token,class,refers_to", *rows]
    (tmp_path / "coverage" / "small.csv").write_text("\n".join(lines) + "\n")
    return tmp_path


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["1,4,61.8,value,a"], "a digit at line 2, column 4 that is not accounted for"),
        (["1,4,61.8,value,a", "2,4,2016,year,", "2,4,2016,year,"], "each digit once"),
        (["1,4,61.9,value,a", "2,4,2016,year,"], "'61.8'"),
    ],
)
def test_a_digit_missed_or_taken_twice_is_named(tmp_path, rows, words):
    folder = small_account(tmp_path, rows)
    problems = check_text("is 61.8\nin 2016", "small", folder)
    assert words in "\n".join(map(str, problems))


def test_a_full_account_has_no_fault(tmp_path):
    folder = small_account(tmp_path, ["1,4,61.8,value,a", "2,4,2016,year,"])
    assert check_text("is 61.8\nin 2016", "small", folder) == []


def test_totals_count_digits_not_tokens():
    table = coverage_table().set_index("source_id")
    for source_id in SOURCES:
        digits = sum(mark.isdigit() for token in account_of(source_id)["token"] for mark in token)
        assert table.loc[source_id, "digits"] == digits
