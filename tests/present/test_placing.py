"""Labels find a free place: beside one another, off the marks and off the lines."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.present import theme
from helpers.present.figures.placing import Label, place_labels
from tests.present.written import boxes

NOTHING = np.empty((0, 2))


def panel():
    """Return a panel of ten by ten, its layout final."""
    drawing = theme.new_figure(theme.WIDE, 4)
    axis = drawing.subplots()
    axis.set_xlim(0, 10)
    axis.set_ylim(0, 10)
    theme.fix_layout(drawing)
    return axis


def placed(axis):
    """Return the boxes of the labels in pixels."""
    return [box for text, box in boxes(axis.figure) if text in axis.texts]


def test_a_label_takes_the_side_it_wants_where_that_is_free():
    axis = panel()
    place_labels(axis, [Label("5.0", 5, 5, theme.INK, ("below right",))], NOTHING, [])
    (box,) = placed(axis)
    x, y = axis.transData.transform((5, 5))
    assert box.x0 > x
    assert box.y1 < y


def test_a_label_keeps_off_a_line_through_the_side_it_wants():
    axis = panel()
    line = np.array([(5.1, 0.0), (5.1, 10.0)])
    place_labels(axis, [Label("5.0", 5, 5, theme.INK, ("right",))], NOTHING, [line])
    (box,) = placed(axis)
    at, _ = axis.transData.transform((5.1, 5))
    assert not box.x0 < at < box.x1


def test_a_label_keeps_off_a_mark():
    axis = panel()
    mark = np.array([(5.2, 5.0)])
    place_labels(axis, [Label("5.0", 5, 5, theme.INK, ("right",))], mark, [])
    (box,) = placed(axis)
    assert not box.contains(*axis.transData.transform(mark[0]))


def test_a_label_at_the_edge_stays_within_the_panel():
    axis = panel()
    place_labels(axis, [Label("a long label", 9.9, 5, theme.INK, ("right",))], NOTHING, [])
    (box,) = placed(axis)
    assert box.x1 <= axis.get_window_extent().x1 + 1


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=2, max_size=8, unique=True)
)
@settings(max_examples=15, deadline=None)
def test_labels_never_lie_on_one_another(points):
    axis = panel()
    place_labels(
        axis, [Label(f"{x}.{y}", x, y, theme.INK) for x, y in points], np.array(points, float), []
    )
    assert not [
        pair for pair in combinations(placed(axis), 2) if pair[0].padded(-1).overlaps(pair[1])
    ]


def test_labels_of_one_place_stand_apart():
    axis = panel()
    labels = [Label(text, 5, 5, theme.INK, ("above",)) for text in ("one", "two", "three")]
    place_labels(axis, labels, NOTHING, [])
    assert not [
        pair for pair in combinations(placed(axis), 2) if pair[0].padded(-1).overlaps(pair[1])
    ]


@pytest.mark.parametrize("side", ["above", "left", "below right"])
def test_the_same_labels_stand_at_the_same_place_each_time(side):
    first, second = panel(), panel()
    for axis in (first, second):
        place_labels(axis, [Label("5.0", 5, 5, theme.INK, (side,))], NOTHING, [])
    assert [box.bounds for box in placed(first)] == [box.bounds for box in placed(second)]


def test_a_label_far_from_its_mark_is_joined_to_it_by_a_line():
    axis = panel()
    marks = np.array([(x, y) for x in np.arange(4, 6, 0.05) for y in np.arange(4, 6, 0.1)])
    place_labels(axis, [Label("5.0", 5, 5, theme.INK)], marks, [])
    (far,) = axis.texts
    assert far.arrow_patch is not None
    free = panel()
    place_labels(free, [Label("5.0", 5, 5, theme.INK)], NOTHING, [])
    assert free.texts[0].arrow_patch is None


def test_a_label_keeps_off_the_side_of_another_mark():
    axis = panel()
    other = np.array([(5.0, 5.0), (5.0, 5.6)])
    place_labels(axis, [Label("5.0", 5, 5, theme.INK, ("above",))], other, [])
    (box,) = placed(axis)
    own, near = axis.transData.transform(other)
    assert box.y1 < near[1]
    assert abs((box.y0 + box.y1) / 2 - own[1]) < abs((box.y0 + box.y1) / 2 - near[1])


def test_an_early_label_makes_room_for_a_later_one():
    axis = panel()
    at, other = (5.0, 5.0), (5.6, 5.0)
    labels = [
        Label("a longer text", *at, theme.INK, ("right", "left")),
        Label("5.6", *other, theme.INK, ("left",)),
    ]
    place_labels(axis, labels, np.array([at, other]), [])
    assert not placed(axis)[0].overlaps(placed(axis)[1])
    assert all(text.arrow_patch is None for text in axis.texts)
