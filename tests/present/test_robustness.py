"""Figures and words of notebooks 04 and 08."""

import pytest
from matplotlib.colors import to_hex

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.comparison.rounding import half_width
from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.edition_tables import analyse
from helpers.analysis.progress.assess import assess_progress
from helpers.analysis.progress.specifications import specifications
from helpers.present.facts import robustness, sheet
from helpers.present.figures.fragility import fragility_figure
from helpers.present.figures.sheet import sheet_figure
from helpers.present.figures.verdict_grid import tone_of, verdict_grid_figure
from tests.present.written import cut_off, small, written_over

CNC = "cnc_key_process_ratio"


@pytest.fixture(scope="module")
def table(edition, results):
    return assess_progress(results.inputs)


@pytest.fixture(scope="module")
def grid(edition, results):
    return specifications(results.inputs)


@pytest.fixture(scope="module")
def rounding(edition):
    reported = edition.observations.set_index("observation_id")
    return half_width(reported["decimals"], reported["qualifier"])


def test_the_grid_names_the_class_of_every_cell(table):
    own = table[table["indicator_id"] == CNC]
    figure = verdict_grid_figure(own, "verdicts", "CNC")
    (axis,) = figure.wide.axes
    words = [" ".join(text.get_text().split()) for text in axis.texts]
    assert words[:4] == [
        "■ moderate progress", "▲ substantial progress*", "▼ limited progress*",
        "▼ limited progress*",
    ]  # fmt: skip
    assert words[4:8] == ["✕ not rated"] * 4


def test_a_cell_without_a_rating_differs_in_sign_ground_and_hatch(table):
    figure = verdict_grid_figure(table[table["indicator_id"] == CNC], "verdicts", "CNC")
    (axis,) = figure.wide.axes
    looks = {
        text.get_text()[0]: (to_hex(patch.get_facecolor()), bool(patch.get_hatch()))
        for text, patch in zip(axis.texts, axis.patches, strict=True)
    }
    assert set(looks) == {"▲", "■", "▼", "✕"}
    assert len({ground for ground, _ in looks.values()}) == 4
    assert [sign for sign, (_, hatched) in looks.items() if hatched] == ["✕"]


def test_off_track_is_never_shown_as_enough(table):
    own = table[(table["method"] == "acceleration") & table["assessable"]]
    tones = {row["class"]: tone_of(row) for row in own.to_dict("records")}
    assert tones == {"on_track": "enough", "off_track": "short", "well_off_track": "little"}


@pytest.mark.parametrize("indicator", [CNC, "energy_intensity"])
def test_no_text_of_the_grid_is_small_cut_off_or_written_over_another(table, indicator):
    own = table[table["indicator_id"] == indicator]
    drawing = verdict_grid_figure(own, "verdicts", "A:\nfinding").wide
    assert (small(drawing), cut_off(drawing), written_over(drawing)) == ([], [], [])


def test_no_text_of_fragility_is_small_cut_off_or_written_over_another(table, edition, rounding):
    drawing = fragility_figure(table, edition.indicators, rounding).wide
    assert (small(drawing), cut_off(drawing), written_over(drawing)) == ([], [], [])


def test_each_report_has_its_own_rounding_on_the_fragility_axis(table, edition, rounding):
    axes = fragility_figure(table, edition.indicators, rounding).wide.axes
    written = [text.get_text() for axis in axes for text in axis.texts if "±" in text.get_text()]
    assert written == [*["±0.05 rounding"] * 3, "±1 rounding"]


def test_an_exact_report_has_no_rounding_to_show(table, edition, rounding):
    figure = fragility_figure(table, edition.indicators, rounding * float("nan"))
    written = [text.get_text() for axis in figure.wide.axes for text in axis.texts]
    assert not [text for text in written if "rounding" in text]
    assert "CNC ratio of key processes: rounding could flip none of 20 ratings;" in figure.alt


def test_the_fragility_marks_stand_at_the_flip(table, edition, rounding):
    figure = fragility_figure(table, edition.indicators, rounding)
    drawn = sorted(
        round(float(x), 9)
        for axis in figure.wide.axes
        for line in axis.lines
        if line.get_linestyle() == "None"
        for x in line.get_xdata()
    )
    expected = sorted(round(max(abs(x), 0.001), 9) for x in table["flip_change"].dropna())
    assert drawn == expected


def test_the_answer_counts_printed_ratings_first_and_then_each_family_once(grid, results, edition):
    told = robustness.answer(grid, results.comparison, edition.indicators)
    (cnc,) = [point for point in told.points if point.startswith("CNC ratio")]
    assert "behind all its paths" in cnc
    assert "2 of 20 ratings call its pace fast enough" in cnc
    assert "(2 of 10 from 2013 and 0 of 10 from 2015)" in cnc
    assert "%" not in told.text()


def test_a_family_at_odds_with_itself_is_counted_for_neither_side():
    families = [{"family": "f", "enough": 5, "split": 2, "specifications": 9},
                {"family": "g", "enough": 9, "split": 0, "specifications": 9}]  # fmt: skip
    assert robustness.in_families(families, enough=True) == (
        "5 of 9 specifications by f (its rules differ in 2) and 9 of 9 by g"
    )
    assert robustness.in_families(families, enough=False) == (
        "2 of 9 specifications by f (its rules differ in 2) and 0 of 9 by g"
    )


def test_the_table_of_the_same_shows_that_arrow_and_factor_are_one(grid, table):
    cells = robustness.same_table(grid, table).cells()
    assert [row[0] for row in cells][1] == "after State of Climate Action; after SDSN"
    whole, _, total = cells[1][2].partition(" of ")
    assert whole == total
    for row in cells[2:]:
        met, _, total = row[2].partition(" of ")
        assert met == total


def test_two_answers_on_cnc_are_explained(table, results, edition):
    told = robustness.why_two_answers(table, results.comparison, edition.indicators)
    (text,) = told.points
    assert text.startswith("CNC ratio of key processes, 2013 to 2025")
    assert "0.97 of the one needed" in text
    assert "33.50, 0.20 above the report" in text


@pytest.mark.parametrize("indicator", ["rd_intensity", "value_added_rate", CNC, "energy_intensity"])
def test_a_sheet_can_be_drawn_for_every_kind(edition, indicator):
    own = edition.only(indicator)
    results = analyse(own, PathChoices(2016))
    seen = scaled_observations(own.observations, results.points, own.indicators)
    figure = sheet_figure(results.points, results.trajectories, seen, "Name")
    assert figure.alt.startswith("Name")
    for drawing in (figure.wide, figure.narrow):
        assert (small(drawing), cut_off(drawing), written_over(drawing)) == ([], [], [])
    told = sheet.answer(own.indicators.iloc[0], own.milestones, results)
    assert ("No value to compare" in told.text()) is own.observations.empty


@pytest.mark.parametrize(
    ("indicator", "asked"),
    [
        ("rd_intensity", "asks for 1.26 % in 2020 and 1.68 % in 2025;"),
        (
            "labour_productivity_growth",
            "asks for mean growth of about 7.5 % a year up to 2020 and about 6.5 % a year up to "
            "2025 (index, 2015 = 100: 143.6 and 196.7);",
        ),
        (
            "energy_intensity",
            "asks for a fall since 2015 of 18 % by 2020 and 34 % by 2025 (index, 2015 = 100: 82 "
            "and 66);",
        ),
        (
            "value_added_rate",
            "asks for a rise since 2015 of 2 percentage points by 2020 and 4 percentage points by "
            "2025;",
        ),
    ],
)
def test_a_sheet_says_what_is_asked_as_the_plan_prints_it(edition, indicator, asked):
    own = edition.only(indicator)
    results = analyse(own, PathChoices(2016))
    told = sheet.answer(own.indicators.iloc[0], own.milestones, results)
    assert asked in told.paragraphs[0]
