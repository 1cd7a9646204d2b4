"""What the sheet of an indicator says in hindsight: its outcome first, then values and rows."""

from dataclasses import replace

import pytest

from helpers.analysis.hindsight.indicator_outcome import outcome_of
from helpers.analysis.hindsight.rows_behind import TABLES as EVIDENCE
from helpers.data.raw import references
from helpers.present.facts import outcome_sheet as words


@pytest.fixture(scope="module")
def outcomes(edition, board, record):
    return {name: outcome_of(name, board, record) for name in edition.indicators["indicator_id"]}


def test_each_target_is_told_with_outcome_value_and_what_was_asked(outcomes):
    first, second = words.answer(outcomes["broadband_penetration"]).points
    assert first.startswith("Target for 2020: met. 96 % (2020), against 70 %. Grade B:")
    assert "Condition: contradicted by 91.5 % for 2020 (grade B)" in first
    assert second.startswith(
        "Target for 2025: met. 117.9 per 100 households (2025), against 82 %. The measure is near"
    )


def test_a_target_without_a_comparable_value_says_so(outcomes):
    (first, _) = words.answer(outcomes["co2_intensity"]).points
    assert first.startswith("Target for 2020: undecided. No value to compare with −22 %.")


def test_where_there_is_no_value_nothing_is_said_of_its_measure(outcomes):
    for point in words.answer(outcomes["labour_productivity_growth"]).points:
        assert "No value to compare with ~" in point
        assert "The measure is near" not in point


def test_a_falling_target_keeps_its_sign(outcomes):
    (first, _) = words.answer(outcomes["energy_intensity"]).points
    assert first.startswith(
        "Target for 2020: met late. ~\u00a0−16 % (2020), against −18 %; passed in 2021. "
    )


def test_outcomes_are_those_of_the_scoreboard(outcomes, tables):
    board = tables["scoreboard"]
    for name, found in outcomes.items():
        own = board[board["indicator_id"] == name].sort_values("year")
        assert list(found.targets["outcome"]) == list(own["outcome"])


def test_history_holds_values_of_the_same_or_a_near_measure_by_year(outcomes):
    for name, found in outcomes.items():
        rows = found.history
        assert set(rows["indicator_id"]) <= {name}
        assert rows["year"].dropna().is_monotonic_increasing
        assert rows["value"].notna().all()
        assert set(rows["comparability"]) <= {"same", "near"}
        assert not set(rows["status"]) & {"target", "estimate", "statement"}


def test_every_evidence_id_leads_to_a_row_on_the_sheet(outcomes):
    for found in outcomes.values():
        linked = words.targets_table(found).html() + words.history_table(found).html()
        rows = words.evidence_table(found).html()
        cited = [n for cell in found.targets["evidence_ids"] for n in references(cell)]
        for name in {*cited, *found.history["evidence_id"]}:
            assert f'href="#evidence-{name}"' in linked
            assert rows.count(f'id="evidence-{name}"') == 1


def test_under_another_plan_the_sheet_says_that_the_evidence_is_not_its_own(board):
    none = outcome_of("s", board, {})
    assert "this version has other targets" in words.answer(none).text()
    for table in (words.targets_table, words.history_table, words.evidence_table):
        assert table(none).text().startswith("Nothing to show")


def test_a_hostile_label_stays_a_text(outcomes):
    rows = outcomes["broadband_penetration"].history.assign(label_printed="<b>x</b>")
    found = outcomes["broadband_penetration"]
    hostile = replace(found, history=rows)
    assert "<b>x" not in words.history_table(hostile).html()


def test_the_history_says_what_to_know_of_a_value(outcomes):
    found = outcomes["cnc_key_process_ratio"]
    told = dict(zip(found.history["value"], words.history_table(found).rows["remark"], strict=True))
    assert told[34.1].startswith("Share of firms, not the mean of rates.")
    assert "slip for 55.3" in told[51.3]


def test_a_note_names_another_row_by_value_year_and_publisher_not_by_its_id(outcomes):
    found = outcomes["cnc_key_process_ratio"]
    notes = words.history_table(found).rows.set_index("evidence_id")["remark"]
    assert notes["cnc_key_process_ratio-2020-key-fields"].endswith(
        "across the country: 52.1 % for 2020, Ministry of Industry and Information Technology "
        "(Xie Shaofeng)."
    )


def test_no_note_and_no_document_on_a_sheet_prints_the_id_of_a_row(outcomes, record):
    names = {name for table in EVIDENCE for name in record[table]["evidence_id"]}
    for found in outcomes.values():
        cells = [*words.history_table(found).rows.get("remark", ())]
        cells += [facts.document for facts, _ in words.evidence_table(found).rows["source"]]
        for cell in cells:
            assert not names & {word.strip("().,;:") for word in cell.split()}, cell


def test_a_fall_of_more_than_a_figure_is_shown_below_it(outcomes):
    shown = words.history_table(outcomes["energy_intensity"]).rows.set_index("evidence_id")
    assert shown.loc["energy_intensity-2012-2022", "figure"] == "<\u00a0−36 % over the period"
    density = words.history_table(outcomes["patent_density"]).rows.set_index("evidence_id")
    assert density.loc["patent_density-2018-bound", "figure"].startswith("≤1.16 ")
