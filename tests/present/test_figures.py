"""Figures: what is drawn is what the tables say, and the same bytes each time."""

import pytest
from matplotlib.collections import PolyCollection

from helpers.present import theme
from helpers.present.figure_output import MIME
from helpers.present.figures.fan import fan_figure
from helpers.present.figures.gaps import gaps_figure
from helpers.present.figures.milestones import milestones_figure
from helpers.present.theme import EDGE, png, svg
from tests.present.written import NONE, boxes, faults


@pytest.fixture(scope="module")
def levels(results):
    return results.verdicts[results.verdicts["scale"] == "percent"]


@pytest.fixture(scope="module")
def gaps(edition, results):
    return gaps_figure(results.comparison, results.verdicts, edition.indicators)


@pytest.fixture(scope="module")
def fan(edition, results, levels):
    return fan_figure(
        results.trajectories, results.points, results.comparison, levels, edition.indicators
    )


@pytest.fixture(scope="module")
def milestones(edition, results):
    return milestones_figure(results.points, results.trajectories, edition.indicators)


def test_the_foot_names_the_publishers_of_what_is_drawn(edition, results):
    figure = milestones_figure(
        results.points, results.trajectories, edition.indicators, edition.milestones["source_id"]
    )
    for drawing in (figure.wide, figure.narrow):
        foot = " ".join(text.get_text() for text in drawing.texts if text.get_label() == theme.FOOT)
        assert foot.startswith("Source: State Council 2015. ")


def test_every_milestone_is_drawn_at_its_value(milestones, results):
    axes = [axis for axis in milestones.wide.axes if axis.axison]
    assert len(axes) == 12
    drawn = {
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]))
        for axis in axes
        for line in axis.lines
        if line.get_marker() in ("o", "D")
    }
    expected = set(zip(results.points["year"].astype(float), results.points["value"], strict=True))
    assert drawn == expected


def test_expected_values_are_hollow(milestones):
    hollow = {
        float(line.get_xdata()[0])
        for axis in milestones.wide.axes
        for line in axis.lines
        if line.get_markerfacecolor() == "#ffffff"
    }
    assert hollow == {2015.0}


def test_the_report_stands_at_its_value_in_its_year(fan, levels):
    marks = [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]))
        for axis in fan.wide.axes
        for line in axis.lines
        if line.get_markersize() == 10
    ]
    assert marks == [(2016.0, value) for value in levels["observed"]]


def test_no_line_joins_base_and_report(fan):
    for axis in fan.wide.axes:
        assert all(len(line.get_xdata()) == 1 for line in axis.lines)


def test_the_band_is_as_high_in_the_report_year_as_the_range_that_the_paths_needed(fan, levels):
    for axis, verdict in zip(fan.wide.axes, levels.to_dict("records"), strict=True):
        (band,) = [one for one in axis.collections if isinstance(one, PolyCollection)]
        (path,) = band.get_paths()
        heights = path.vertices[path.vertices[:, 0] == verdict["report_year"], 1]
        needed = (verdict["expected_low"], verdict["expected_high"])
        assert (heights.min(), heights.max()) == pytest.approx(needed)


def test_the_fan_says_in_its_title_who_was_ahead_and_who_behind(fan):
    assert fan.alt.startswith(
        "In 2016: broadband penetration and digital R&D tool penetration ahead of every path; "
        "CNC ratio of key processes behind every path. "
    )


def test_only_those_asked_to_speed_up_have_a_thick_end(milestones):
    thick = [
        axis.get_title(loc="left")
        for axis in milestones.wide.axes
        if any(line.get_linewidth() == 3 for line in axis.lines if len(line.get_xdata()) > 1)
    ]
    assert thick == ["R&D intensity", "Invention patent density"]


def test_the_milestones_say_what_only_seems_to_speed_up(milestones):
    assert "Only the index makes labour productivity growth look like speeding up" in (
        milestones.caption
    )


def test_every_gap_is_drawn_at_its_value(gaps, results):
    drawn = [
        float(line.get_xdata()[0])
        for axis in gaps.wide.axes
        for line in axis.lines
        if line.get_marker() in ("o", "s", "D")
    ]
    assert drawn == pytest.approx(results.comparison["gap"].tolist())


def test_the_fan_says_which_indicators_it_leaves_out(fan):
    left_out = fan.caption.partition("Left out: ")[2]
    assert left_out == (
        "energy intensity (index, 2015 = 100) and 8 indicators without a value for 2016."
    )


def test_the_milestones_are_titled_with_who_is_asked_to_speed_up(milestones, edition, results):
    who = "Only R&D intensity and invention patent density"
    finding = f"{who} are asked for larger absolute steps a year after 2020"
    assert milestones.alt.startswith(f"{finding}. ")
    first = results.points[results.points["year"] < 2025]
    alone = milestones_figure(first, results.trajectories, edition.indicators)
    assert alone.alt.startswith("By 2020, 9 of 12 indicators should rise and 3 fall. ")


def test_the_alternative_text_says_the_numbers(fan, gaps):
    for words in (
        "61.8 % reported",
        "33.3 % reported",
        "behind on all 12 paths (1 within rounding)",
    ):
        assert words in fan.alt
    assert "−4.1 to +0.4 points" in gaps.alt


@pytest.mark.parametrize("name", ["fan", "gaps", "milestones"])
def test_drawing_twice_gives_the_same_bytes(name, request):
    figure = request.getfixturevalue(name)
    assert figure._repr_mimebundle_() == figure._repr_mimebundle_()


@pytest.mark.parametrize("name", ["fan", "gaps", "milestones"])
def test_the_bundle_holds_picture_words_and_data(name, request):
    bundle = request.getfixturevalue(name)._repr_mimebundle_()
    assert bundle["image/png"].startswith(b"\x89PNG")
    inner = bundle[MIME]
    assert inner["svg"].startswith("<?xml")
    assert len(inner["rows"]) > 3
    assert all(len(row) == len(inner["columns"]) for row in inner["rows"])


@pytest.mark.parametrize("name", ["fan", "gaps", "milestones"])
def test_no_text_is_small_cut_off_or_written_over_another(name, request):
    drawing = request.getfixturevalue(name).wide
    assert faults(drawing) == NONE


def test_saving_a_figure_leaves_its_texts_where_a_measure_finds_them(gaps):
    before = [box.bounds for _, box in boxes(gaps.wide)]
    png(gaps.wide)
    svg(gaps.wide)
    assert [box.bounds for _, box in boxes(gaps.wide)] == before


@pytest.mark.parametrize("name", ["fan", "gaps"])
def test_titles_start_at_the_left_edge_of_the_figure_or_of_their_column(name, request):
    figure = request.getfixturevalue(name)
    columns = len({axis.get_subplotspec().colspan.start for axis in figure.wide.axes})
    for drawing, across in ((figure.wide, columns), (figure.narrow, 1)):
        written = {text.get_text(): box for text, box in boxes(drawing)}
        starts = [written[axis.get_title(loc="left")].x0 for axis in drawing.axes]
        edge, width = EDGE * drawing.dpi, drawing.bbox.width / across
        assert starts[::across] == pytest.approx([edge] * len(starts[::across]), abs=3)
        assert all(width * (place % across) <= x for place, x in enumerate(starts))


def test_a_finding_longer_than_the_figure_is_wide_is_broken():
    axis = theme.new_figure(theme.NARROW, 2).subplots()
    theme.headline(axis, "Name:\n" + "behind on 5 of 12 paths, " * 3)
    longest = max(map(len, axis.get_title(loc="left").split("\n")))
    assert longest <= theme.NARROW.title_characters


def test_titles_of_panels_side_by_side_share_the_width():
    _, axes = theme.panel_grid(theme.WIDE, [2, 2])
    theme.headline(axes[0], "behind on 5 of 12 paths, " * 4)
    assert max(map(len, axes[0].get_title(loc="left").split("\n"))) <= 50


def test_panels_stand_side_by_side_where_wide_and_below_one_another_where_narrow():
    for layout, rows in ((theme.WIDE, 2), (theme.NARROW, 3)):
        figure, axes = theme.panel_grid(layout, [1.0, 2.0, 1.5], extra=0.5)
        assert len(axes) == len(figure.axes) == 3
        assert axes[0].get_subplotspec().get_gridspec().nrows == rows
        height = 2.0 + 1.5 if rows == 2 else 1.0 + 2.0 + 1.5
        assert tuple(figure.get_size_inches()) == (layout.width, height + 0.5)


def test_a_title_breaks_between_words_and_never_before_a_percent_sign():
    lines = theme.title_lines("x" * 37 + " 20 % in 2020", 40)
    assert lines[1:] == ["20 % in 2020"]
    assert theme.title_lines("one line\nanother", 40) == ["one line", "another"]
