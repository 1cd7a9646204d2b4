"""The later values of this repository as a table that a rerun takes."""

import pytest

from helpers.data.input_tables import read_input_tables
from helpers.data.later_figures import later_figures
from helpers.data.transcriptions import read_record


@pytest.fixture(scope="module")
def figures():
    return later_figures(read_input_tables())


def test_every_row_is_taken(figures, tmp_path, edition):
    figures.to_csv(tmp_path / "later.csv", index=False)
    more = read_input_tables(str(tmp_path / "later.csv")).observations
    assert len(more) == len(edition.observations) + len(figures)


def test_values_are_later_than_the_ones_compared(figures, edition):
    assert figures["year"].astype(int).min() > edition.last_reported_year


def test_a_source_is_publisher_document_and_date_that_lead_to_one_row_not_its_id(figures):
    rows = read_record()["later_observations"]
    sources = rows["publisher"] + ", " + rows["document"] + ", " + rows["published"].astype(str)
    rows = rows.assign(source=sources, value=rows["value"].map("{:.10g}".format))
    key = ["indicator_id", "value", "unit", "source"]
    assert len(figures.merge(rows, on=key)) == len(figures)
    texts = " ".join([*figures["source"], *figures["note"]])
    assert not [name for name in rows["later_id"] if name in texts]


def test_a_label_of_the_plan_continues_it_and_any_other_keeps_its_name(figures):
    cnc = figures[figures["indicator_id"] == "cnc_key_process_ratio"]
    assert set(cnc.loc[cnc["year"] == "2017", "series"]) == {"plan"}
    assert "cnc-new" in set(cnc["series"])


def test_the_whole_year_counts_else_its_last_part(figures):
    tools = figures.query("indicator_id == 'digital_rd_tool_penetration' and series == 'plan'")
    by_year = tools.set_index("year")
    assert by_year.loc["2020", ["value", "note"]].tolist() == ["73", ""]
    assert by_year.loc["2023", ["value", "note"]].tolist() == ["78.3", "period: 2023-06"]
    assert tools["year"].is_unique


def test_changes_over_a_period_name_the_year_they_are_counted_from(figures):
    over = figures["unit"] == "percent_over_period"
    assert (over == (figures["base_year"] != "")).all()
