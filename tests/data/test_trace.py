"""The way back of a figure."""

import pandas as pd
import pytest

from helpers.data.schema import Column, Table
from helpers.data.tables.catalogue import ALL
from helpers.data.trace import row_names, trace
from helpers.errors import WrongCall

FIGURES = Table(
    "figures",
    "Figures",
    "a figure",
    (
        Column("figure_id", "string", "Name"),
        Column("value", "number", "Value; blank: none", required=False),
        Column("note", "string", "Note; blank: none", required=False),
        Column("source_id", "string", "Source"),
    ),
    primary_key=("figure_id",),
)
SMALL = {
    "figures": pd.DataFrame(
        {
            "figure_id": ["rail-1", "rail-2", "rail-3", "rail-4", "rail-5", "rail-6", "x"],
            "value": [30.0, float("nan"), 50.0, 60.0, 70.0, 80.0, 90.0],
            "note": ["", "as said", "", "", "", "", ""],
            "source_id": ["report", "report", "lost", "plan", "plan", "plan", "plan"],
        }
    ),
    "sources": pd.DataFrame({"source_id": ["plan", "report"], "title": ["Plan", "Report"]}),
    "discrepancies": pd.DataFrame(
        {
            "discrepancy_id": ["d1", "d2", "d3"],
            "figure_id": ["rail-1; rail-2", "rail-12", "indicator:rail-2"],
            "status": ["open", "resolved", "resolved"],
            "reason": ["Two texts.", "Misprint.", "Sum."],
        }
    ),
}


@pytest.fixture
def accounts(tmp_path):
    """Return a folder with the digit account of one text."""
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "texts.csv").write_text("source_id,text,sha256,digits\nreport,Report,00,9\n")
    (folder / "report.csv").write_text(
        "line,column,token,class,refers_to\n"
        "4,7,30,value,rail-1\n"
        "5,2,31,value,rail-3; rail-1\n"
        "6,1,2016,year,rail-1\n"
        "8,3,44,value,rail-12\n"
    )
    return tmp_path


def test_a_figure_leads_to_its_filled_cells_its_source_its_digits_and_its_doubts(accounts):
    (one,) = trace("rail-1", SMALL, (FIGURES,), accounts)
    assert one.as_record() == {
        "name": "rail-1",
        "table": "figures",
        "row": {"figure_id": "rail-1", "value": 30.0, "source_id": "report"},
        "source": {"title": "Report"},
        "digits": ["report, line 4, column 7: 30", "report, line 5, column 2: 31"],
        "doubts": ["d1 (open): Two texts."],
    }


def test_a_figure_that_nothing_more_is_known_of_has_blanks_left_out(accounts):
    (two,) = trace("rail-2", SMALL, (FIGURES,), accounts)
    assert two.row == {"figure_id": "rail-2", "note": "as said", "source_id": "report"}
    assert (two.digits, two.doubts) == ([], ["d1 (open): Two texts.", "d3 (resolved): Sum."])
    without = {name: SMALL[name] for name in ("figures", "sources")}
    (three,) = trace("rail-3", without, (FIGURES,), accounts)
    assert (three.source, three.doubts) == ({}, [])


def test_of_names_like_an_unknown_one_five_are_offered_and_of_none_none():
    with pytest.raises(WrongCall) as unknown:
        trace("rail", SMALL, (FIGURES,))
    offered = unknown.value.message.partition("the nearest are ")[2].split(", ")
    assert len(offered) == 5
    assert set(offered) < set(SMALL["figures"]["figure_id"])
    with pytest.raises(WrongCall) as unknown:
        trace("harbour", SMALL, (FIGURES,))
    assert unknown.value.message == "nothing is called 'harbour'"


def test_a_milestone_leads_to_row_source_place_and_digits(tables):
    one, *others = trace("cnc_key_process_ratio:2020", tables, ALL)
    assert one.table == "milestones"
    assert [other.table for other in others] == ["outcomes"]
    assert one.row["value"] == 50
    assert one.row["locator"].endswith("row 8")
    assert one.source["published"] == "2015-05-08"
    assert len(one.digits) == 2  # the text of plan_en_cset, the bilingual one


def test_a_corrected_figure_leads_to_its_discrepancy(tables):
    (one,) = trace("roadmap-07-power-transmission-output-value-2020", tables, ALL)
    assert one.row["suspect_note"]
    assert any("resolved" in doubt for doubt in one.doubts)


def test_an_indicator_leads_to_all_its_values(tables):
    found = trace("energy_intensity", tables, ALL)
    assert [one.table for one in found].count("milestones") == 2
    assert "observations" in {one.table for one in found}


def test_an_unknown_name_gets_the_nearest(tables):
    with pytest.raises(WrongCall, match="the nearest are fund-gansu-mic2025"):
        trace("fund-gansu", tables, ALL)


def test_every_row_of_every_table_has_a_name_of_its_own(tables):
    for table in ALL:
        assert row_names(tables[table.name], table).is_unique, table.name
