"""The way back of a figure."""

import csv
import io

import pytest

from helpers import paths
from helpers.data.schema import Column, Table
from helpers.data.tables.areas import AREA_VERDICTS
from helpers.data.tables.catalogue import ALL
from helpers.data.trace import read_printed, refuse_name, row_name, trace

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


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


SMALL = {
    "figures": rows(
        "figure_id,value,note,source_id\n"
        "rail-1,30,,report\nrail-2,,as said,report\nrail-3,2.1,,lost\nrail-4,60,,plan\n"
        "rail-5,70,,plan\nrail-6,80,,plan\nx,90,,plan\n"
    ),
    "sources": rows("source_id,title\nplan,Plan\nreport,Report\n"),
    "discrepancies": rows(
        "discrepancy_id,figure_id,status,reason\n"
        "d1,rail-1; rail-2,open,Two texts.\nd2,rail-12,resolved,Misprint.\n"
        "d3,indicator:rail-2,resolved,Sum.\n"
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
        "row": {"figure_id": "rail-1", "value": 30, "source_id": "report"},
        "source": {"source_id": "report", "title": "Report"},
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


def test_cells_are_those_the_table_prints_and_numbers_where_a_machine_reads_them(accounts):
    (three,) = trace("rail-3", SMALL, (FIGURES,), accounts)
    assert three.row["value"] == "2.1"
    assert three.as_record()["row"]["value"] == 2.1


def test_of_names_like_an_unknown_one_five_are_offered_and_of_none_none(accounts):
    assert trace("rail", SMALL, (FIGURES,), accounts) == []
    offered = refuse_name("rail", SMALL, (FIGURES,)).message.partition("the nearest are ")[2]
    assert len(offered.split(", ")) == 5
    assert set(offered.split(", ")) < {row["figure_id"] for row in SMALL["figures"]}
    assert refuse_name("harbour", SMALL, (FIGURES,)).message == "nothing is called 'harbour'"


@pytest.fixture(scope="module")
def printed():
    return read_printed(paths.PROCESSED, ALL)


NAMES = {
    "key": "cnc_key_process_ratio:2020",
    "parts by blanks": "cnc_key_process_ratio 2020",
    "line of a difference": "milestones cnc_key_process_ratio 2020",
    "cell of a difference": "milestones cnc_key_process_ratio 2020, value",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_milestone_leads_to_row_source_place_and_digits(printed, name):
    one, *others = trace(name, printed, ALL)
    assert one.table.name == "milestones"
    assert others == []
    assert one.row["value"] == "50"
    assert one.row["locator"].endswith("row 8")
    assert one.source["published"] == "2015-05-08"
    assert len(one.digits) == 2  # the text of plan_en_cset, the bilingual one


PATHS = {
    "comparison": rows(
        "indicator_id,area,rule,base_year,target_year,observation_id\n"
        "cnc,whole,linear,2015,2020,first\ncnc,North,linear,2015,2020,north\n"
        "cnc,whole,linear,2015,2020,second\ncnc,whole,linear,2015,2025,other\n"
    ),
    "area_verdicts": rows("indicator_id,area,observation_id\ncnc,North,north\n"),
}


@pytest.mark.parametrize(
    ("name", "table", "observation"),
    [
        ("comparison cnc linear 2015 2020 1, gap", "comparison", "first"),
        ("comparison cnc linear 2015 2020 2, gap", "comparison", "second"),
        ("comparison cnc linear 2015 2025 1, gap", "comparison", "other"),
        ("area_verdicts cnc North, rank_best", "area_verdicts", "north"),
    ],
)
def test_a_line_of_a_difference_is_found_by_its_path_or_its_area(
    accounts, name, table, observation
):
    (one,) = trace(name, PATHS, (*ALL, AREA_VERDICTS), accounts)
    assert (one.table.name, one.row["observation_id"]) == (table, observation)


def test_a_key_of_several_parts_with_commas_is_found(printed):
    row = next(row for row in printed["specifications"] if ", " in row["sampling"])
    name = row_name(row, next(table for table in ALL if table.name == "specifications"))
    (one,) = trace(name, printed, ALL)
    assert one.row["value"] == row["value"]


def test_a_corrected_figure_leads_to_its_discrepancy(printed):
    one, *others = trace("roadmap-07-power-transmission-output-value-2020", printed, ALL)
    assert [other.table.name for other in others] == ["targets_searched", "scoreboard"]
    assert one.row["suspect_note"]
    assert any("resolved" in doubt for doubt in one.doubts)


def test_a_target_leads_to_its_evidence(printed):
    found = trace("plan-box1-innovation-centres-2020", printed, ALL)
    tables = [one.table.name for one in found]
    assert tables[0] == "programme_targets"
    assert "target_evidence" in tables


def test_a_verdict_leads_to_every_row_it_rests_on_once(printed):
    (verdict, *evidence) = trace("rd_intensity-2020", printed, ALL)
    assert verdict.table.name == "scoreboard"
    assert [one.table.name for one in evidence] == ["indicator_evidence"] * len(evidence)
    assert {one.name for one in evidence} == set(verdict.row["evidence_ids"].split("; "))
    assert all(one.row["publisher"] and one.row["address"] for one in evidence)


def test_an_indicator_leads_to_all_its_values(printed):
    found = [one.table.name for one in trace("energy_intensity", printed, ALL)]
    assert "indicator_evidence" in found
    assert found.count("milestones") == 2
    assert "observations" in found


def test_an_unknown_name_gets_the_nearest(printed):
    told = refuse_name("fund-gansu", printed, ALL).message
    assert "the nearest are fund-gansu-mic2025" in told


def test_every_row_of_every_table_has_a_name_of_its_own(printed):
    for table in ALL:
        names = [row_name(row, table) for row in printed[table.name]]
        assert len(set(names)) == len(names), table.name
