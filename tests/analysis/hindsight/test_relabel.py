"""Shifts of a label by hand: what ties it to the plan, and each value read both ways."""

import pandas as pd
import pytest

from helpers.analysis.comparison.position import TOLERANCE
from helpers.analysis.hindsight.relabel import both_readings, shifts

MILESTONES = pd.DataFrame(
    [("rate", 2013, "baseline"), ("rate", 2015, "expected"), ("rate", 2020, "target")],
    columns=["indicator_id", "year", "role"],
)
POINTS = MILESTONES.assign(value=[27.0, 33.0, 50.0])


def later(*rows):
    """Later rows of (id, year, value, relation); series of that name and year."""
    table = pd.DataFrame(rows, columns=["later_id", "year", "value", "relation"])
    return table.assign(
        indicator_id="rate", series="new", grade="official", precision="year", status="reported",
        date=table["year"].astype(float),
    )  # fmt: skip


def checked(*rows):
    """Arithmetic of (id, year, kind, stated, the plan's level)."""
    columns = ["later_id", "year", "kind", "stated", "plan_value"]
    table = pd.DataFrame(rows, columns=columns)
    gap = table["stated"] - table["plan_value"]
    return table.assign(indicator_id="rate", grade="official", plan_gap=gap)


def test_only_a_difference_of_another_label_on_a_level_of_the_plan_is_a_tie():
    rows = later(
        ("late", 2015, 45.0, "other"), ("early", 2013, 28.5, "other"), ("sum", 2015, 1.0, "other"),
        ("own", 2015, 34.0, "same"), ("target", 2020, 51.0, "other"), ("near", 2015, 40.0, "other"),
    )  # fmt: skip
    found = shifts(
        rows,
        checked(
            ("late", 2015, "difference", 45.0, 33.0), ("early", 2013, "difference", 28.5, 27.0),
            ("sum", 2015, "sum", 1.0, 33.0), ("own", 2015, "difference", 34.0, 33.0),
            ("target", 2020, "difference", 51.0, 50.0), ("near", 2015, "difference", 40.0, 33.0),
        ),
        MILESTONES,
    )  # fmt: skip
    assert found.drop(columns=["indicator_id", "series", "grade"]).to_dict("index") == {
        place: {"tied_by": name, "tie_year": year, "tie_role": role, "implied": implied,
                "plan": plan, "shift": shift}
        for place, (name, year, role, implied, plan, shift) in enumerate([
            ("early", 2013, "baseline", 28.5, 27.0, 1.5),
            ("near", 2015, "expected", 40.0, 33.0, 7.0),
            ("late", 2015, "expected", 45.0, 33.0, 12.0),
        ])
    }  # fmt: skip


def tie(published):
    """One later value of 2020 and the label's shift of 12 points in 2015."""
    rows = later(("end", 2020, published, "other"), ("late", 2015, 45.0, "other"))
    found = shifts(rows, checked(("late", 2015, "difference", 45.0, 33.0)), MILESTONES)
    return both_readings(rows, found, POINTS)


def test_a_value_is_read_as_published_and_less_the_shift():
    found = tie(58.0)
    assert found["tied_by"].to_dict() == {0: "", 1: "late"}
    plain, tied = found.to_dict("records")
    assert (plain["year"], plain["published"], plain["target"]) == (2020, 58, 50)
    assert (plain["shift"], plain["level"], plain["passes"]) == (0, 58, True)
    assert pd.isna(plain["rise"])
    assert (tied["shift"], tied["level"], tied["passes"]) == (12, 46, False)
    # Since 2015: 58 less 45 of the label, 50 less 33 of the plan.
    assert (tied["rise"], tied["rise_planned"]) == (13, 17)


@pytest.mark.parametrize(
    ("short", "passes"), [(0.0, True), (TOLERANCE, True), (2 * TOLERANCE, False), (0.1, False)]
)
def test_only_what_no_digit_shows_may_be_missing_from_a_target(short, passes):
    assert tie(50.0 - short)["passes"].tolist() == [passes, False]
    assert tie(50.5)["passes"].tolist() == [True, False]


def test_years_without_a_target_and_labels_without_a_tie_are_not_read():
    rows = later(("end", 2020, 58.0, "other"), ("mid", 2018, 55.0, "other"))
    stranger = later(("else", 2020, 99.0, "other")).assign(series="third")
    tied = checked(("late", 2015, "difference", 45.0, 33.0))
    found = shifts(later(("late", 2015, 45.0, "other")), tied, MILESTONES)
    read = both_readings(pd.concat([rows, stranger], ignore_index=True), found, POINTS)
    assert read["later_id"].tolist() == ["end", "end"]
