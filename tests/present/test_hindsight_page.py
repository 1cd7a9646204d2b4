"""The hindsight page: figures read back, words with their numbers, grades beside every value."""

import pandas as pd
import pytest

from helpers.analysis.hindsight.results import look_back
from helpers.data.hindsight import read_hindsight, references
from helpers.data.transcriptions import read_record
from helpers.present import theme
from helpers.present.facts import hindsight, outcomes, relabel
from helpers.present.figures.later import GRADE_MARKERS, later_figure
from helpers.present.figures.scores import scores_figure
from tests.present.written import cut_off, small, written_over

CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"


@pytest.fixture(scope="module")
def notes():
    return read_hindsight()


@pytest.fixture(scope="module")
def back(edition, notes):
    return look_back(edition, read_record(), notes)


@pytest.fixture(scope="module")
def later(back, edition):
    reports = edition.observations[edition.observations["indicator_id"].isin([CNC, DIGITAL])]
    return later_figure(back.later, back.points, reports, edition.indicators, [DIGITAL, CNC])


@pytest.fixture(scope="module")
def scores(back, edition):
    return scores_figure(back.hindsight, back.scores, edition.indicators)


def marks(axis):
    """Return the single marks of a panel: x, y, shape, face colour, edge colour."""
    return [
        (
            float(line.get_xdata()[0]),
            float(line.get_ydata()[0]),
            line.get_marker(),
            line.get_markerfacecolor(),
            line.get_color(),
        )
        for line in axis.lines
        if len(line.get_xdata()) == 1
    ]


def own_rows(back, name):
    rows = back.later
    return rows[(rows["indicator_id"] == name) & rows["value"].notna()]


@pytest.mark.parametrize(("panel", "name"), [(0, DIGITAL), (1, CNC)])
def test_every_later_value_is_drawn_at_its_value_in_the_shape_of_its_grade(
    later, back, panel, name
):
    drawn = [(round(y, 6), shape) for _, y, shape, _, _ in marks(later.drawing.axes[panel])]
    for row in own_rows(back, name).to_dict("records"):
        shape = "D" if row["status"] == "target" else GRADE_MARKERS[row["grade"]]
        assert (round(row["value"], 6), shape) in drawn, row["later_id"]


def test_contradicted_values_are_hollow_and_stand_side_by_side(later):
    found = [mark for mark in marks(later.drawing.axes[1]) if mark[1] in (45.4, 47.3, 55.3, 51.3)]
    assert len(found) == 4
    assert {face for _, _, _, face, _ in found} == {theme.PAPER}
    places = {y: x for x, y, *_ in found}
    assert places[47.3] < 2015 < places[45.4]
    assert places[55.3] < 2021 < places[51.3]


def test_lines_are_drawn_within_one_label_and_leave_the_gap_open(later):
    lines = [line for line in later.drawing.axes[1].lines if len(line.get_xdata()) > 1]
    coloured = [line for line in lines if line.get_color() != theme.INK]
    spans = [(min(line.get_xdata()), max(line.get_xdata())) for line in coloured]
    assert (2019.0, 2024.25) in spans
    assert all(first >= 2019.0 for first, _ in spans)


def test_the_title_says_on_which_label_the_target_is_reached(later):
    titles = [axis.get_title(loc="left") for axis in later.drawing.axes]
    assert "73.0 % in 2020 reaches 72 % on the plan's label" in titles[0]
    assert "52.1 % in 2020 reaches 50 %, on another label only" in titles[1]


def test_every_error_is_drawn_at_its_value(scores, back):
    drawn = sorted(
        round(float(x), 6)
        for axis in scores.drawing.axes
        for line in axis.lines
        if line.get_marker() in ("o", "x")
        for x in line.get_xdata()
    )
    assert drawn == sorted(round(value, 6) for value in back.hindsight["error"])


def test_errors_across_labels_have_a_shape_of_their_own(scores, back):
    crosses = sum(
        len(line.get_xdata())
        for axis in scores.drawing.axes
        for line in axis.lines
        if line.get_marker() == "x"
    )
    assert crosses == (~back.hindsight["same_series"]).sum()


@pytest.mark.parametrize("name", ["later", "scores"])
def test_no_text_is_too_small_cut_off_or_written_over_another(name, request):
    drawing = request.getfixturevalue(name).drawing
    assert (small(drawing), cut_off(drawing), written_over(drawing)) == ([], [], [])


@pytest.mark.parametrize("name", ["later", "scores"])
def test_drawing_twice_gives_the_same_bytes(name, request):
    figure = request.getfixturevalue(name)
    assert figure._repr_mimebundle_() == figure._repr_mimebundle_()


def test_the_answer_says_what_became_of_each_position(back, results, edition):
    text = hindsight.answer(back, results.verdicts, edition.indicators).text()
    assert "for 2020: 4 met, 2 missed, 1 met only on another series and 5 open" in text
    assert "in 2016 ahead on all 12 paths (1 within rounding); the position held" in text
    assert "in 2016 ahead on all 4 paths (2 within rounding); the position did not hold" in text
    assert "whether it held stays open. 52.1 in 2020 under another label reaches 50" in text
    assert "it would be 37.8 to 39.7" in text


def test_both_readings_stand_side_by_side(back):
    text = relabel.readings(back).text()
    assert "as published 52.1 (grade B), which reaches 50" in text
    assert "level of 2015 it is 37.8 to 39.7, which does not reach it" in text
    assert "level of 2013 it is 52.1, which reaches it" in text


def test_the_value_on_the_scale_stands_beside_its_own_print(back, edition):
    shown = hindsight.later_table(back, edition, [CNC])
    headers = [column.header for column in shown.columns]
    printed, scaled = headers.index("As stated"), headers.index("On the scale")
    for cells in shown.cells():
        assert float(cells[printed].rstrip("%")) == float(cells[scaled])


def test_every_later_value_is_shown_with_its_grade(back, edition):
    ids = [CNC, DIGITAL, "energy_intensity"]
    shown = hindsight.later_table(back, edition, ids)
    grade = [column.header for column in shown.columns].index("Grade")
    assert len(shown.cells()) == back.later["indicator_id"].isin(ids).sum()
    assert {cells[grade] for cells in shown.cells()} == {"A", "B", "C"}


def test_every_reference_of_the_evidence_leads_to_a_value(back, edition, notes):
    for cell in notes["series_evidence"]["refs"]:
        for name in references(cell):
            assert relabel.value_of(name, back.later, edition)
    with pytest.raises(KeyError, match="nowhere"):
        relabel.value_of("nowhere", back.later, edition)


def outcome(**changes):
    return {
        "status": "met", "basis": "in_year", "target": 72.0, "value": 73.0, "value_year": 2020.0,
        "gap": 1.0, "passed_in": 2020.0, "later_target": float("nan"),
        "later_target_gap": float("nan"), "scale": "percent",
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "73.0 in 2020 reaches 72."),
        ({"passed_in": 2018.0}, "73.0 in 2020 reaches 72, passed in 2018."),
        (
            {"status": "missed", "value": 71.0, "gap": -1.0, "passed_in": float("nan")},
            "71.0 in 2020 misses 72 by 1.0.",
        ),
        (
            {"later_target": 75.0, "later_target_gap": 3.0},
            "The later official target, 75, would reach the plan's, 72.",
        ),
        (
            {"later_target": 70.0, "later_target_gap": -2.0},
            "The later official target, 70, would fall short of the plan's, 72.",
        ),
        (
            {"status": "open", "basis": "no_value", "value": float("nan"), "gap": float("nan"),
             "value_year": float("nan"), "passed_in": float("nan")},
            "No value that could be set beside the target.",
        ),
    ],
)  # fmt: skip
def test_the_reason_names_value_year_and_target(changes, words):
    assert outcomes.reason(outcome(**changes)).endswith(words)


def test_outside_verdicts_are_counted_with_their_denominator(notes):
    rows = notes["outside_assessments"]
    text = outcomes.assessments(rows).text()
    assert text.startswith(f"{len(rows)} verdicts of {rows['publisher'].nunique()} bodies")
    own = (rows["address_kind"] == "publisher").sum()
    assert f"{own} of the {len(rows)} were read on the page of their publisher" in text


def test_a_text_from_outside_cannot_become_markup(notes):
    rows = notes["outside_assessments"].head(1).assign(verdict="<script>alert(1)</script>")
    assert "<script>" not in outcomes.assessments_table(rows).html()


@pytest.mark.parametrize(
    ("address", "kind", "text"),
    [
        ("https://itif.org/a", "publisher", "https://itif.org/a"),
        ("https://jhb.news/a", "repost", "seen in a repost on jhb.news"),
        ("", "", "no page recorded"),
    ],
)
def test_a_repost_is_named_and_not_linked(address, kind, text):
    assert outcomes.page_text(address, kind) == text


def test_capped_projections_are_marked_and_others_not(back, edition):
    shown = hindsight.projections_table(back, edition.indicators)
    cells = pd.DataFrame(shown.cells()).set_index(1)
    assert cells.loc["pace since 2015, geometric", 5].tolist()[0] == "100.0 †"
    assert "†" not in "".join(cells.loc["plan's path, logit"].astype(str).to_numpy().ravel())
