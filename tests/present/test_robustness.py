"""Figures and words of notebooks 04 and 08."""

import pytest

from helpers.analysis.assessments import progress
from helpers.analysis.results import analyse
from helpers.analysis.scales import scaled_observations
from helpers.analysis.specifications import specifications
from helpers.present.answers import robustness, sheet
from helpers.present.figures.curve import curve_figure
from helpers.present.figures.fragility import fragility_figure
from helpers.present.figures.sheet import sheet_figure
from helpers.present.figures.verdict_grid import verdict_grid_figure

CNC = "cnc_key_process_ratio"


@pytest.fixture(scope="module")
def table(edition, results):
    return progress(edition.observations, results.points, edition.indicators, 2016)


@pytest.fixture(scope="module")
def grid(edition, results):
    return specifications(edition.observations, results.points, edition.indicators, 2016)


def test_the_grid_names_the_class_of_every_cell(table):
    own = table[table["indicator_id"] == CNC]
    figure = verdict_grid_figure(own, "verdicts", "CNC")
    (axis,) = figure.drawing.axes
    words = [" ".join(text.get_text().split()) for text in axis.texts]
    assert words[:4] == [
        "moderate progress", "substantial progress*", "limited progress*", "limited progress*",
    ]  # fmt: skip
    assert words[4:8] == ["no rating"] * 4


def test_the_curve_crosses_one_where_the_table_says(grid, edition):
    figure = curve_figure(grid, edition.indicators)
    assert "enough in 12 % of 1,296 specifications" in figure.alt
    own = figure.data[(figure.data["indicator_id"] == CNC) & (figure.data["base_year"] == 2015)]
    assert own["ratio"].is_monotonic_increasing


def test_the_fragility_marks_stand_at_the_flip(table, edition):
    figure = fragility_figure(table, edition.indicators, 0.05)
    drawn = sorted(
        round(float(x), 9)
        for axis in figure.drawing.axes
        for line in axis.lines
        if line.get_linestyle() == "None"
        for x in line.get_xdata()
    )
    expected = sorted(round(max(abs(x), 0.001), 9) for x in table["flip_change"].dropna())
    assert drawn == expected


def test_the_answer_counts_readings_and_specifications(grid, results, edition):
    told = robustness.answer(grid, results.comparison, edition.indicators)
    assert "behind every path" in told.points[1]
    assert "2 of 10 from 2013 and 0 of 10 from 2015" in told.points[1]


def test_two_answers_on_cnc_are_explained(table, results, edition):
    told = robustness.why_two_answers(table, results.comparison, edition.indicators)
    (text,) = told.points
    assert text.startswith("CNC ratio of key processes, 2013 to 2025")
    assert "0.97 of the one needed" in text
    assert "33.50, 0.20 above the report" in text


@pytest.mark.parametrize("indicator", ["rd_intensity", "value_added_rate", CNC, "energy_intensity"])
def test_a_sheet_can_be_drawn_for_every_kind(edition, indicator):
    own = edition.only(indicator)
    results = analyse(own)
    seen = scaled_observations(own.observations, results.points, own.indicators)
    figure = sheet_figure(results.points, results.trajectories, seen, "Name")
    assert figure.alt.startswith("Name")
    told = sheet.answer(own.indicators.iloc[0], results.points, results.verdicts,
                        results.comparison)  # fmt: skip
    assert ("**Open**" in told.paragraphs[-1]) is own.observations.empty
