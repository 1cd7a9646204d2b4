"""A bound leaves one side open: a position is firm only where every value of it gives it."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.comparison.rounding import of_the_number
from helpers.analysis.edition_tables import analyse
from helpers.analysis.progress.assess import assess_progress
from helpers.data.input_tables import read_input_tables

PLAN = (
    "indicator_id,year,value,role,better,target_kind,base_year\n"
    "up,2013,40,baseline,higher,level,\nup,2020,{},target,higher,level,\n"
    "fall,2020,-20,target,lower,change_from_base,2013\n"
)


@pytest.fixture
def found(write):
    """Return comparison, verdicts and progress of one value of 2016, on linear paths."""

    def analysed(indicator, value, target="68"):
        plan = write("plan.csv", PLAN.format(target))
        figures = write(
            "figures.csv", f"indicator_id,year,value,qualifier\n{indicator},2016,{value}"
        )
        edition = read_input_tables(str(figures), str(plan))
        return analyse(edition, PathChoices(2016, rules=["linear"]))

    return analysed


def test_a_bound_of_a_fall_is_turned_into_one_of_its_number_and_no_other():
    values = {"over": [-20.0, 0.0, 5.0], "at_most": [-20.0, 0.0, 5.0]}
    table = pd.DataFrame([(name, value) for name, own in values.items() for value in own],
                         columns=["qualifier", "value"])  # fmt: skip
    assert of_the_number(table).tolist() == [
        "under", "over", "over", "at_least", "at_most", "at_most",
    ]  # fmt: skip


# The path asks for 52 in 2016.
@pytest.mark.parametrize(
    ("value", "position"),
    [("53,over", "ahead"), ("52,over", "too_close_to_say"), ("51,over", "too_close_to_say"),
     ("51,under", "behind"), ("53,under", "too_close_to_say"), ("53,at_most", "too_close_to_say"),
     ("53,at_least", "ahead"), ("51,at_most", "behind"), ("52,exact", "on_path")],
)  # fmt: skip
def test_a_position_is_firm_where_every_value_of_the_bound_gives_it(found, value, position):
    results = found("up", value)
    assert set(results.comparison["position"]) == {position}
    assert results.verdicts["verdict"].tolist() == [position]


def test_a_bound_ends_where_the_indicator_does(found):
    row = found("up", "53,over").comparison.iloc[0]
    ends = row[["gap", "gap_low", "gap_high"]].tolist()
    assert ends == pytest.approx([1.0, 53 - 52.5, 100 - 51.5], abs=0.3)
    assert np.isfinite(ends).all()


# The index of a fall by 20 % until 2020 is 91.4 in 2016.
@pytest.mark.parametrize(
    ("value", "position", "qualifier"),
    [("-10,over", "ahead", "under"), ("-8,over", "too_close_to_say", "under")],
)
def test_a_fall_of_more_than_a_number_is_an_index_under_one(found, value, position, qualifier):
    row = found("fall", value).comparison.iloc[0]
    assert (row["position"], row["qualifier"]) == (position, qualifier)


def test_a_class_set_holds_every_class_that_a_bound_may_reach(found):
    def classes(value):
        table = assess_progress(found("up", value).inputs).query("method == 'sdsn'")
        return set(table["class_set"].iloc[0].split("|"))

    assert classes("42,over") > classes("42,exact")
    assert len(classes("41,at_least")) == 3
    assert classes("60,at_least") == classes("60,exact")


def test_a_target_that_is_a_bound_is_the_number_to_be_reached(found):
    rows = found("up", "53,exact", ">68").points
    (target,) = rows.query("role == 'target' and indicator_id == 'up'").to_dict("records")
    assert (target["low"], target["value"], target["high"]) == (68, 68, 68)
