"""Printed cells held to the wording of their texts."""

import pytest

from helpers.check.literal import fold, pieces, prints_stand_in_texts

TEXTS = {
    "report": "Output should reach\n12 million units by 2020, of which\nhalf is exported.",
    "plan_en_g6": "产 量 达 到 1200 万（辆） Output 12 million",
}


def found(tmp_path, write, rows, header="id,value_printed,source_id"):
    write("figures.csv", f"{header}\n{rows}\n")
    return [(one.row, one.column, one.found) for one in prints_stand_in_texts(TEXTS, tmp_path)]


@pytest.mark.parametrize(
    "cell",
    ["12 million units", "reach 12 million", "Output … by 2020", "[about] half is exported", ""],
)
def test_words_of_the_text_hold_across_lines_omissions_and_words_of_ours(tmp_path, write, cell):
    assert found(tmp_path, write, f"a,{cell},report") == []


def test_a_paraphrase_is_named_with_its_cell(tmp_path, write):
    rows = "a,12 million units,report\nb,output of 12 million,report"
    assert found(tmp_path, write, rows) == [(3, "value_printed", "'output of 12 million'")]


def test_each_piece_is_held_to_the_text(tmp_path, write):
    rows = "a,half … imported,report"
    assert found(tmp_path, write, rows) == [(2, "value_printed", "'imported'")]


def test_the_chinese_stands_in_the_bilingual_text(tmp_path, write):
    header = "id,printed_zh,source_id"
    assert found(tmp_path, write, "a,产量达到 1200 万(辆),plan_zh", header) == []
    assert found(tmp_path, write, "a,产量达到 1300 万,plan_zh", header) != []


def test_the_other_reading_is_held_to_its_own_text(tmp_path, write):
    header = "id,source_id,printed,other_source_id,other_printed"
    rows = "a,report,12 million units,plan_en_g6,12 million units\nb,report,half,,half"
    assert found(tmp_path, write, rows, header) == [(2, "other_printed", "'12 million units'")]


def test_cells_of_texts_that_are_not_at_hand_are_passed_over(tmp_path, write):
    assert found(tmp_path, write, "a,anything,elsewhere") == []


def test_definitions_are_printed_too(tmp_path, write):
    header = "id,definition,source_id"
    assert found(tmp_path, write, "a,12 thousand,report", header) != []


def test_pieces_and_folding():
    assert pieces("[our words] one … two") == ["one", "two"]
    assert fold("（ａ）\n b") == "(a)b"
