"""Every digit of the texts is accounted for."""

import hashlib
import os
from pathlib import Path

import pandas as pd
import pytest

from helpers.data.coverage import (
    CLASSES,
    account_of,
    check_accounts,
    check_text,
    coverage_table,
    find_texts,
)
from helpers.errors import DataRefused

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


def test_every_digit_that_is_missed_is_named_with_its_place(tmp_path):
    folder = small_account(tmp_path, ["1,4,61.8,value,a"])
    found = [problem.found for problem in check_text("is 61.8 and 7\nin 20", "small", folder)]
    assert found == [
        f"a digit at line {line}, column {column} that is not accounted for"
        for line, column in [(1, 13), (2, 4), (2, 5)]
    ]


HASH = hashlib.sha256(b"is 61.8 in 2016").hexdigest()


def small_texts(tmp_path, rows, digits=7):
    folder = small_account(tmp_path, rows)
    lines = ["source_id,text,sha256,digits", f"small,A small text,{HASH},{digits}"]
    (folder / "coverage" / "texts.csv").write_text("\n".join(lines) + "\n")
    return folder


def test_digits_of_a_text_are_counted_by_class(tmp_path):
    folder = small_texts(tmp_path, ["1,4,61.8,value,a", "1,12,2016,year,"])
    (row,) = coverage_table(folder).to_dict("records")
    assert (row["source_id"], row["text"], row["digits"]) == ("small", "A small text", 7)
    counts = {name: row[name] for name in CLASSES}
    assert counts == dict.fromkeys(CLASSES, 0) | {"value": 3, "year": 4}


PRINTED = {
    "figures": pd.DataFrame({"figure_id": ["a", "b"], "value_printed": ["61.8 %", "12"]}),
    "milestones": pd.DataFrame({"indicator_id": ["c"], "year": [2020], "printed_zh": ["下降 5%"]}),
    "unprinted": pd.DataFrame({"figure_id": ["a"], "value": ["99"]}),
}


@pytest.mark.parametrize(
    ("token", "refers_to", "found"),
    [
        ("61.8", "a", None),
        ("61.8", "b; a", None),
        ("5", "indicator:c:2020", None),
        ("61.8", "b", "the value 61.8 of b"),
        ("61.8", "nothing", "the value 61.8 of nothing"),
        ("61.8", "", "the value 61.8 of no figure"),
        ("5", "c", "the value 5 of c"),
        ("5", "indicator:c:2025", "the value 5 of indicator:c:2025"),
        ("99", "a", "the value 99 of a"),
    ],
)
def test_a_value_stands_in_the_figure_it_refers_to(tmp_path, token, refers_to, found):
    folder = small_texts(tmp_path, ["1,1,2016,year,", f"2,4,{token},value,{refers_to}"],
                         digits=4 + len(token.replace(".", "")))  # fmt: skip
    problems = check_accounts(PRINTED, folder)["small"]
    assert [(problem.row, problem.found) for problem in problems] == ([(3, found)] if found else [])


def test_an_unknown_class_and_a_wrong_total_are_named(tmp_path):
    folder = small_texts(tmp_path, ["1,4,61.8,valued,a"])
    problems = check_accounts(PRINTED, folder)["small"]
    assert [(problem.row, problem.found) for problem in problems] == [
        (2, "'valued'"), (None, "3 digits"),
    ]  # fmt: skip


def test_a_text_is_found_by_its_hash_whatever_its_name(tmp_path, write):
    folder = small_texts(tmp_path, ["1,4,61.8,value,a"])
    path = write("any name.txt", "is 61.8 in 2016")
    assert find_texts(tmp_path, folder) == {"small": path}
    path.write_text("is 61.8 in 2017")
    with pytest.raises(DataRefused) as refused:
        find_texts(tmp_path, folder)
    (problem,) = refused.value.problems
    assert problem.found == f"no text with the hash {HASH[:16]}"
    assert problem.expected == "the text A small text"
