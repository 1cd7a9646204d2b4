"""The first screen of the index: three sentences, one row an indicator, one row a sector."""

from dataclasses import replace

import pytest

from helpers.analysis.hindsight.scoreboard import named, scoreboard
from helpers.data.raw import references
from helpers.present.facts import first_screen
from helpers.present.outcome_marks import LEANINGS, OUTCOMES
from helpers.present.words import STATUSES

SHEETS = {"cnc_key_process_ratio": "indicators/cnc_key_process_ratio.html"}


@pytest.fixture(scope="module")
def targets(edition, record):
    return named(scoreboard(edition, record), edition.indicators, record)


@pytest.fixture(scope="module")
def board(targets, results):
    return first_screen.indicator_board(targets, results, SHEETS, "03_progress_2016.html")


def one(board, name):
    return next(row for row in board.rows if row.name == name)


def points(targets, results):
    return first_screen.answer(targets, results).points


def test_three_sentences_say_how_it_turned_out_who_was_behind_and_how_sure(targets, results):
    own = targets[targets["kind"] == "indicator"]
    met = int(own["outcome"].isin(["met", "met_late"]).sum())
    ended, year, sure = points(targets, results)
    assert ended.startswith(f"How it turned out: of {len(own)} indicator targets, {met} were met")
    assert year == (
        "In 2016: of 4 values compared, 3 were ahead of the paths to the targets and one was "
        "behind: CNC ratio of key processes, at 33.3 % where 33.5 to 36.9 % was needed."
    )
    assert sure.startswith(
        "How sure: CNC ratio of key processes is behind on all 12 paths (1 within rounding). Of "
    )
    assert sure.endswith("on official figures as others quote them.")


def test_where_areas_alone_have_values_it_says_so(targets, results):
    silent = replace(results, verdicts=results.verdicts.iloc[:0])
    assert points(targets, silent)[1] == "In 2016: no value can be compared with a path."
    told = first_screen.answer(targets, replace(silent, has_areas=True)).points[1]
    assert told.startswith("In 2016: no value of all areas together can be compared with a path")


def test_where_nobody_lags_it_says_so(targets, results):
    rows = results.verdicts[results.verdicts["indicator_id"] != "cnc_key_process_ratio"]
    _, year, sure = points(targets, replace(results, verdicts=rows))
    assert year == (
        "In 2016: of 3 values compared, 3 were ahead of the paths to the targets and none was "
        "behind."
    )
    assert sure.startswith("How sure: Of ")


def test_several_that_lag_are_each_told_apart(targets, results):
    rows = results.verdicts[results.verdicts["scale"] == "percent"].assign(verdict="behind")
    _, year, sure = points(targets, replace(results, verdicts=rows))
    assert year.endswith(
        "none was ahead of the paths to the targets and 3 were behind: broadband penetration, "
        "digital R&D tool penetration and CNC ratio of key processes."
    )
    assert sure.count(" paths") == 3


def test_without_a_value_or_without_a_path_to_it_it_says_so(targets, results):
    empty = replace(results, verdicts=results.verdicts.head(0))
    assert points(targets, empty)[1] == "In 2016: no value can be compared with a path."
    board = first_screen.indicator_board(targets, empty, SHEETS, "")
    assert one(board, "R&D intensity").cells[0].word == "no value"
    assert one(board, "Energy intensity").cells[0].word == "no path"


def test_each_indicator_has_a_row_with_the_report_year_and_each_target_year(board, results):
    assert board.years == ["2016", "2020", "2025"]
    assert [row.name for row in board.rows] == list(results.indicators["name_en"])
    assert all(len(row.cells) == 3 for row in board.rows)


def test_a_cell_has_sign_word_and_value_beside_what_was_needed(board):
    first, second, _ = one(board, "CNC ratio of key processes").cells
    assert (first.sign, first.word, first.figures) == ("▽", "behind", "33.3 / 33.5–36.9")
    assert (second.sign, second.word, second.figures) == (
        "◐", "definition decides", "≈ 52.1 / 50",
    )  # fmt: skip
    energy = one(board, "Energy intensity").cells[0]
    assert energy.figures == "95 / 95.9–96.6 (index)"


def test_a_value_in_another_unit_than_its_row_says_its_own(board):
    broadband = one(board, "Broadband penetration")
    assert broadband.unit == "%"
    assert broadband.cells[2].figures == "≈ 117.9 per 100 households / 82"


def test_a_value_of_another_year_says_which(board):
    assert one(board, "R&D intensity").cells[1].figures == "1.45 / 1.26 (2019)"


def test_a_target_met_late_says_when_its_value_passed(board):
    late = one(board, "Energy intensity").cells[1]
    assert (late.word, late.figures) == ("met late", "~\u00a0−16 / −18, passed 2021")


def test_no_sign_of_a_near_measure_stands_before_a_missing_value(board):
    assert one(board, "Labour productivity growth").cells[1].figures == "– / ~7.5"


def test_a_cell_leads_to_its_evidence_and_a_name_to_its_page(board, targets):
    row = one(board, "CNC ratio of key processes")
    assert row.href == SHEETS["cnc_key_process_ratio"]
    assert row.cells[0].href == "03_progress_2016.html"
    own = targets[targets["target_id"] == "cnc_key_process_ratio-2020"].iloc[0]
    (first, *_) = references(own["evidence_ids"])
    assert row.cells[1].href == f"{row.href}#evidence-{first}"
    assert one(board, "Water intensity").cells[1].href == ""


def test_every_cell_is_told_without_colour(board):
    signs = {mark.sign for mark in (*STATUSES.values(), *OUTCOMES.values(), *LEANINGS.values())}
    for row in board.rows:
        for cell in row.cells:
            assert cell.word
            assert cell.sign in signs or cell.word == "no value"


def test_a_sector_counts_every_target_that_sets_a_figure_once(targets):
    rows = first_screen.sector_rows(targets, {"1": "sectors/1.html"})
    own = targets[(targets["kind"] == "roadmap") & (targets["outcome"] != "no_figure_set")]
    assert [row.of for row in rows] == own.groupby("sector_no").size().tolist()
    assert rows[0].href == "sectors/1.html"
    assert rows[1].href == ""
    met = own[(own["sector_no"] == 1) & own["outcome"].isin(["met", "met_late"])]
    assert rows[0].met == len(met)
