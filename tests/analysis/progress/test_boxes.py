"""Boxes: every row in one pass, and every value at which a rule may break among the points."""

import numpy as np
import pytest

from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.records import Series, make_records
from helpers.analysis.progress.rounding_box import POINTS_AT_ONCE, box_points, portions

RATIO, SYMBOL = METHODS["cagr_ratio"], METHODS["extrapolation"]
YEARS = {"base_year": 2010, "year": 2014, "target_year": 2020}


def box_of(*intervals):
    """Make a box of one row, or of several alike in nothing, from intervals of each figure."""
    return [np.array(interval, dtype=float).reshape(-1, 2).T for interval in intervals]


def records_in(box, share=False, series=None):
    value, base, target = (low for low, _ in box)
    return make_records(
        **YEARS, value=value, base=base, target=target, share=share, series=series
    )  # fmt: skip


def kind(value, base, target, share=False, method=RATIO):
    """Say how the one row of a box is to be searched: by its ends, with meetings, with edges."""
    box = box_of(value, base, target)
    ((rows, edges),) = portions(method, records_in(box, share), box)
    assert rows.tolist() == [0]
    if edges is None:
        return "ends"
    return "edges" if len(edges) else "meetings"


@pytest.mark.parametrize(
    ("value", "base", "target", "expected"),
    [
        ((40, 41), (30, 31), (50, 51), "ends"),
        ((40, 41), (50, 51), (30, 31), "ends"),
        ((40, 50), (30, 31), (50, 51), "meetings"),
        ((40, 41), (30, 40), (50, 51), "meetings"),
        ((40, 41), (50, 60), (45, 55), "meetings"),
        ((40, 41), (0.1, 1), (50, 51), "ends"),
        ((40, 41), (0, 1), (50, 51), "edges"),
        ((40, 41), (-1, 0), (50, 51), "edges"),
        ((40, 41), (-2, -1), (50, 51), "ends"),
        ((-1, 1), (30, 31), (50, 51), "edges"),
        ((40, 41), (30, 31), (99, 101), "ends"),
    ],
)
def test_a_box_is_searched_at_meetings_where_two_intervals_touch_and_at_edges_around_zero(
    value, base, target, expected
):
    assert kind(value, base, target) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ((98, 99.9), "ends"),
        ((98, 100), "edges"),
        ((100, 100), "edges"),
        ((100.5, 101), "ends"),
    ],
)
def test_a_share_has_an_edge_at_the_whole(target, expected):
    assert kind((40, 41), (30, 31), target, share=True) == expected


def test_a_rule_with_exceptions_of_its_own_is_searched_beyond_the_ends():
    assert kind((40, 41), (30, 31), (50, 51), method=SYMBOL) == "meetings"


def test_each_row_is_searched_once_in_passes_of_bounded_size():
    row = {
        "ends": ((40, 41), (30, 31)),
        "meetings": ((40, 51), (30, 31)),
        "edges": ((40, 41), (0, 1)),
    }
    many = [row[name] for name in row for _ in range(300)]
    box = box_of(*zip(*many, strict=True), [(50, 51)] * 900)
    passes = [(rows, edges) for rows, edges in portions(RATIO, records_in(box), box)]
    assert sorted(np.concatenate([rows for rows, _ in passes]).tolist()) == list(range(900))
    for rows, edges in passes:
        own = [ends[:, rows] for ends in box]
        (points, _, _) = box_points(RATIO, records_in(own), own, edges)
        assert points.size <= 2 * POINTS_AT_ONCE


def test_a_row_of_which_a_figure_is_unknown_is_not_searched():
    box = box_of([(40, 41)] * 3, [(30, 31), (np.nan, np.nan), (40, 40)], [(50, 51)] * 3)
    found = [rows.tolist() for rows, _ in portions(RATIO, records_in(box), box)]
    assert found == [[0], [2]]


def points_of(value, base, target, share=False):
    box = box_of(value, base, target)
    given = records_in(box, share)
    ((_, edges),) = portions(RATIO, given, box)
    points = box_points(RATIO, given, box, edges)
    for column, (low, high) in zip(points, box, strict=True):
        assert ((column >= low) & (column <= high)).all()
    return [column[:, 0] for column in points]


def test_around_zero_the_points_are_zero_its_neighbours_and_what_stands_in_for_it():
    _, bases, _ = points_of((40, 41), (-2, 2), (50, 51))
    assert {-2, -1e-200, 0, 1e-200, 0.001, 1, 2} <= set(bases.tolist())


def test_near_the_whole_the_points_are_the_whole_its_neighbours_and_where_all_begins():
    _, _, targets = points_of((40, 41), (30, 31), (98, 102), share=True)
    assert {98, 99, 100, 102} <= set(targets.tolist())
    # The neighbour is 1e-10 below; a hair is 102e-12 here and goes to either side of both.
    near = np.round((targets[np.abs(targets - 100) < 0.1] - 100) / 1e-10, 2)
    assert sorted(set(near.tolist())) == [-2.02, -1.02, -1, 0, 0.02, 1.02]


def test_where_two_intervals_overlap_the_points_go_to_either_side_of_a_meeting():
    values, _, targets = points_of((48, 52), (10, 10), (49, 51))
    at_the_end = values[targets == 51]
    assert {48, 52, 51} <= set(at_the_end.tolist())
    near = at_the_end[np.abs(at_the_end - 51) < 0.01] - 51
    assert sorted(set(np.round(near / 52e-12).tolist())) == [-1, 0, 1]


def test_the_best_earlier_value_is_a_point_where_it_may_have_met_the_target():
    years, values = np.arange(2009, 2014.0)[None], np.array([[30, 44.5, 34, 36, 38.0]])
    box = box_of((40, 41), (30, 31), (42, 46))
    given = records_in(box, series=Series(years, values))
    ((_, edges),) = portions(SYMBOL, given, box)
    _, _, targets = box_points(SYMBOL, given, box, edges)
    assert 44.5 in targets
