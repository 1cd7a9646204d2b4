"""Lines of a text that a row stands at."""

import pandas as pd
import pytest

from helpers.check.places import COLUMNS, FoldedText, find_places, prints_stand_at_places

TEXT = "In 2016 tools reached 61.8%.\nA line between.\nKey processes reached\n33.3% in 2016."
TEXTS = {"report": TEXT}
ROWS = "tools-2016,tools,61.8%,In 2016,report\ncnc-2016,Key processes,33.3%,in 2016,report\n"


@pytest.fixture
def folder(tmp_path, write):
    """A raw table of two rows, with an account of no digits."""
    (tmp_path / "coverage").mkdir()
    write("coverage/texts.csv", "source_id,text,sha256,digits\nreport,x,0,0\n")
    write("coverage/report.csv", "line,column,token,class,refers_to\n")
    write("figures.csv", f"id,label_printed,value_printed,year_printed,source_id\n{ROWS}")
    return tmp_path


def test_a_folded_text_knows_its_lines():
    text = FoldedText("a b\n\nc d")
    assert text.folded == "abcd"
    assert [text.line(position) for position in range(4)] == [1, 1, 3, 3]
    assert text.between(2, 3) == "cd"
    assert list(FoldedText("a b\nab").occurrences("ab")) == [(1, 1), (2, 2)]


def test_each_row_stands_between_its_own_lines(folder):
    places = find_places(TEXTS, folder)
    assert places.to_numpy().tolist() == [
        ["figures.csv", "2", "report", "1", "1"], ["figures.csv", "3", "report", "3", "4"],
    ]  # fmt: skip
    assert list(prints_stand_at_places(TEXTS, places, folder)) == []


def test_words_that_stand_everywhere_get_no_place_of_their_own(folder, write):
    write("figures.csv", "id,label_printed,source_id\na,reached,report\n")
    assert len(find_places(TEXTS, folder)) == 0


def test_values_swapped_with_their_locators_do_not_stand_beside_their_labels(folder, write):
    places = find_places(TEXTS, folder)
    swapped = ROWS.replace("61.8", "x").replace("33.3", "61.8").replace("x", "33.3")
    write("figures.csv", f"id,label_printed,value_printed,year_printed,source_id\n{swapped}")
    found = list(prints_stand_at_places(TEXTS, places, folder))
    assert [(one.row, one.column, one.expected) for one in found] == [
        (2, "value_printed", "words of report, lines 1 to 1"),
        (3, "value_printed", "words of report, lines 3 to 4"),
    ]


def test_a_text_that_is_not_at_hand_is_passed_over(folder):
    places = pd.DataFrame([["figures.csv", "2", "other", "1", "1"]], columns=list(COLUMNS))
    assert list(prints_stand_at_places(TEXTS, places, folder)) == []
