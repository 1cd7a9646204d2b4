"""The scoreboard of the plan's own targets: nothing left out, nothing firmer than its rows."""

import pandas as pd
import pytest

from helpers.analysis.hindsight.outcome_rules import decide
from helpers.analysis.hindsight.scoreboard import counts, scoreboard
from helpers.analysis.hindsight.targets import targets_of
from helpers.analysis.hindsight.variant_outcome import DECIDED
from helpers.data.tables.scoreboard import SCOREBOARD
from helpers.data.validate import check_table

TABLES = ("target_evidence", "indicator_evidence")
KEY = "target_id"


@pytest.fixture(scope="module")
def board(edition, record):
    return scoreboard(edition, record)


@pytest.fixture(scope="module")
def rows(record):
    """All evidence rows by name."""
    return pd.concat([record[name] for name in TABLES]).set_index("evidence_id")


def names(row):
    return [name for name in row["evidence_ids"].split("; ") if name]


def outcomes_with(edition, record, evidence_id, **changes):
    """The outcomes, were one evidence row recorded otherwise."""
    planted = dict(record)
    for name in TABLES:
        table = record[name].copy()
        hit = table["evidence_id"] == evidence_id
        for column, value in changes.items():
            table.loc[hit, column] = value
        planted[name] = table
    return scoreboard(edition, planted).set_index(KEY)["outcome"]


def test_every_target_with_a_year_stands_on_the_board_once(edition, record, board):
    milestones = edition["milestones"]
    printed = milestones[milestones["role"] == "target"]
    expected = [
        f"{name}-{year}"
        for name, year in zip(printed["indicator_id"], printed["year"], strict=True)
    ]
    for name in ("programme_targets", "roadmap_targets"):
        expected += record[name][KEY].tolist()
    assert board[KEY].tolist() == expected


def test_the_board_holds_to_its_declaration(board):
    assert check_table(board, SCOREBOARD, {}, "scoreboard.csv") == []


def test_every_target_with_a_figure_of_its_own_has_an_outcome(board):
    without = board["role"].isin(["goal_without_figure", "threshold"])
    assert (board.loc[without, "outcome"] == "no_figure_set").all()
    blank = board.loc[~without & (board["outcome"] == "no_figure_set"), "reason"]
    assert set(blank) <= {"Its figure is its date."}


def test_no_outcome_rests_on_grade_c_or_d_or_on_another_measure(board, rows):
    firm = board[board["outcome"].isin(DECIDED)]
    used = rows.loc[[name for row in firm.to_dict("records") for name in names(row)]]
    assert set(used["grade"]) <= {"A", "B"}
    assert set(used["comparability"]) <= {"same", "near"}
    assert set(firm["grade"]) <= {"A", "B"}


def test_the_grade_of_an_outcome_is_the_worst_of_its_rows(board, rows):
    for row in board[board["grade"] != ""].to_dict("records"):
        assert row["grade"] == rows.loc[names(row), "grade"].max(), row[KEY]


def test_every_outcome_comes_again_from_the_rows_it_names(edition, record, board):
    published = board.set_index(KEY)
    for target in targets_of(edition, record):
        row = published.loc[target.row[KEY]]
        if target.aim is None or row["outcome"] == "no_evidence":
            continue
        kept = [claim for claim in target.claims if set(claim.ids) <= set(names(row))]
        again = decide(target.aim, kept)
        found = (again.outcome, again.leaning)
        assert found == (row["outcome"], row["leaning"]), row.name


def test_a_target_without_evidence_was_searched_for(board, record):
    silent = board.loc[board["outcome"] == "no_evidence", KEY]
    assert set(silent) <= set(record["targets_searched"][KEY])


def test_counts_of_every_kind_and_sector_sum_to_their_denominator(board):
    for by in (["kind", "year"], ["kind"], ["sector_no", "year"]):
        table = counts(board, by)
        groups = table.groupby(by, dropna=False)
        assert (groups["targets"].sum() == groups["of"].first()).all()
        assert table["targets"].sum() == len(board)


def test_a_grade_raised_turns_a_leaning_into_an_outcome(edition, record, board):
    leaning = board[(board["outcome"] == "supportive_only") & (board["leaning"] == "met")]
    alone = leaning[(leaning["grade"] == "C") & ~leaning["evidence_ids"].str.contains(";")]
    in_year = alone[alone["value_year"] == alone["year"]].iloc[0]
    planted = outcomes_with(edition, record, in_year["evidence_ids"], grade="B")
    assert planted[in_year[KEY]] != "supportive_only"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"comparability": "different"}, id="comparability-changed"),
        pytest.param({"grade": "C"}, id="grade-lowered"),
        pytest.param({"status": "target"}, id="a-target-taken-for-a-value"),
    ],
)
def test_a_fault_in_the_only_row_of_an_outcome_moves_it(edition, record, board, changes):
    firm = board[board["outcome"].isin(["met", "missed"]) & (board["kind"] == "programme")]
    found = record["target_evidence"][KEY].value_counts()
    alone = firm[firm[KEY].map(found) == 1].iloc[0]
    planted = outcomes_with(edition, record, alone["evidence_ids"], **changes)
    assert planted[alone[KEY]] != alone["outcome"]


def test_a_bound_turned_around_moves_the_outcome_that_rests_on_it(edition, record, board, rows):
    firm = board[board["outcome"] == "met"]
    alone = firm[~firm["evidence_ids"].str.contains(";")]
    bounds = alone[rows.loc[alone["evidence_ids"], "qualifier"].eq("at_least").to_numpy()].iloc[0]
    planted = outcomes_with(edition, record, bounds["evidence_ids"], qualifier="at_most")
    assert planted[bounds[KEY]] != "met"
