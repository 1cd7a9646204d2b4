"""The figure of all specifications: a row a base year and rule, nothing cut off, nothing pooled."""

import pandas as pd
import pytest

from helpers.analysis.progress.specifications import family_agreement, specifications
from helpers.present.figures.curve import curve_figure, ratio_rules
from tests.present.written import NONE, faults

CNC = "cnc_key_process_ratio"


@pytest.fixture(scope="module")
def grid(results):
    return specifications(results.inputs)


@pytest.fixture(scope="module")
def figure(grid, edition):
    return curve_figure(grid, edition.indicators)


def made(*values, base=2015, indicator=CNC, method="sdsn"):
    """Return specifications of one rule with these ratios, each at a corner of its own."""
    rows = pd.DataFrame({"value": values})
    return rows.assign(indicator_id=indicator, base_year=base, target_year=2020, method=method,
                       corner=rows.index, sampling="none", enough=rows["value"] >= 1,
                       observation_id="one")  # fmt: skip


def test_one_rule_a_family_gives_the_curve_its_ratios():
    assert ratio_rules() == {
        "cagr_ratio": "compound pace from the base", "sdsn": "linear pace from the base",
        "logit_ratio": "logit pace from the base",
    }  # fmt: skip


def test_the_rows_of_a_family_count_what_the_answer_counts(figure, grid):
    shown = figure.data.groupby(["indicator_id", "family"])[["enough", "specifications"]].sum()
    told = family_agreement(grid).set_index(["indicator_id", "family"])
    assert shown.sort_index().equals(told.loc[shown.index, shown.columns].sort_index())
    # Rules of the compound family differ in a case, which counts for neither side.
    assert told["split"].any()


def test_each_row_has_the_range_of_one_rule_from_one_base(figure, grid):
    own = grid[grid["method"].isin(ratio_rules()) & grid["value"].notna()]
    for row in figure.data.to_dict("records"):
        same = own[(own["indicator_id"] == row["indicator_id"])
                   & (own["base_year"] == row["base_year"])
                   & (own["method"] == row["method"])]  # fmt: skip
        assert row["specifications"] == len(same)
        assert (row["least"], row["most"]) == (same["value"].min(), same["value"].max())
    assert figure.data["specifications"].sum() == len(own)


def test_no_row_is_cut_at_the_edge_of_the_scale(figure):
    for drawing in (figure.wide, figure.narrow):
        (axis,) = drawing.axes
        left, right = axis.get_xlim()
        assert left < figure.data["least"].min()
        assert figure.data["most"].max() < right


def test_on_a_phone_the_values_take_the_width_of_the_figure(figure):
    (axis,) = figure.narrow.axes
    left, right = axis.get_xlim()
    drawn = figure.data["most"].max() - figure.data["least"].min()
    assert drawn / (right - left) > 0.9


def test_median_and_middle_half_are_those_of_the_ratios(edition):
    (row,) = curve_figure(made(0.0, 1.0, 2.0, 3.0, 9.0), edition.indicators).data.to_dict("records")
    assert [row[name] for name in ("least", "lower", "median", "upper", "most")] == [0, 1, 2, 3, 9]


def test_the_title_says_for_which_indicators_most_specifications_call_the_pace_enough(edition):
    rows = [
        made(2, 2, 0), made(2, base=2013),
        made(2, 0, 0, indicator="broadband_penetration"),
        made(2, indicator="rd_intensity"), made(0, indicator="rd_intensity", base=2013),
    ]  # fmt: skip
    alt = curve_figure(pd.concat(rows), edition.indicators).alt
    assert alt.startswith(
        "Most specifications call the pace enough for CNC ratio of key processes by every rule and "
        "base year, for R&D intensity by some rules or base years, for broadband penetration by no "
        "rule."
    )


def test_half_of_the_specifications_are_not_most_of_them(edition):
    assert "by no rule" in curve_figure(made(2, 0), edition.indicators).alt


def test_no_text_is_small_cut_off_or_written_over_another(figure):
    for drawing in (figure.wide, figure.narrow):
        assert faults(drawing) == NONE


def test_without_a_rating_the_figure_says_so(grid, edition):
    assert curve_figure(grid.iloc[:0], edition.indicators).alt == (
        "No rule that gives a ratio can rate a value of this year."
    )
