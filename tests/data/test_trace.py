"""The way back of a figure."""

import pytest

from helpers.data.tables.register import ALL
from helpers.data.trace import trace
from helpers.errors import WrongCall


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
    from helpers.data.trace import row_names

    for table in ALL:
        assert row_names(tables[table.name], table).is_unique, table.name
