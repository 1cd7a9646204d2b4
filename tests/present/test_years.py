"""Several report years side by side: one table, one picture."""

import pytest

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import over_years
from helpers.data.input_tables import read_input_tables
from helpers.present import theme
from helpers.present.facts.years import years_table
from helpers.present.figures.years import years_figure

TARGETS = """indicator_id,name_en,year,value,role
skills,Digital skills,2021,54,baseline
skills,Digital skills,2030,80,target
fibre,Fibre,2022,56,baseline
fibre,Fibre,2030,100,target
"""
FIGURES = "indicator_id,year,value\nskills,2023,55.6\nfibre,2023,64\nskills,2025,72.5\n"


@pytest.fixture
def edition(write):
    return read_input_tables(str(write("f.csv", FIGURES)), str(write("t.csv", TARGETS)))


@pytest.fixture
def verdicts(edition):
    return over_years(edition, PathChoices(2023), [2025, 2023, 2023])


def test_each_year_is_compared_once_in_order(verdicts):
    assert verdicts["report_year"].tolist() == [2023, 2023, 2025]
    assert verdicts["verdict"].tolist() == ["behind", "ahead", "ahead"]


def test_no_year_gives_no_rows(edition):
    assert len(over_years(edition, PathChoices(2023), [])) == 0


def test_the_table_has_a_row_an_indicator_and_a_column_a_year(verdicts, edition):
    html = years_table(verdicts, edition.indicators).html()
    assert html.count("<tr>") == 3
    assert "55.6, ▼ behind the path (−5.1 to −3.3)" in html
    assert "no value" in html


def test_the_picture_has_the_same_cells(verdicts, edition):
    bundle = years_figure(verdicts, edition.indicators)
    assert "Digital skills: 55.6, ▼ behind the path" in bundle.alt
    assert len(bundle.data) == 3
    for layout in (theme.WIDE, theme.NARROW):
        texts = [text.get_text() for axis in bundle.draw(layout).axes for text in axis.texts]
        assert "2023" in texts
        assert any("72.5" in text for text in texts)
