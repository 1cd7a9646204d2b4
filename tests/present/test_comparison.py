"""Notebook 03 in words: verdicts, the next target, targets whose year is past."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import analyse
from helpers.present.facts import comparison, path_tables, verdicts

CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"
RD, QUALITY, ENERGY = "rd_intensity", "quality_competitiveness_index", "energy_intensity"


def reported(edition, year, *values):
    """Results with values of (indicator, value, decimals) reported for one year."""
    rows = pd.DataFrame(values, columns=["indicator_id", "value", "decimals"])
    units = edition.indicators.set_index("indicator_id")["unit"]
    rows = rows.assign(
        observation_id=rows["indicator_id"] + "-added", year=year, qualifier="exact",
        series="plan", comparable="yes", unit=rows["indicator_id"].map(units),
    )  # fmt: skip
    return analyse(dict(edition) | {"observations": rows}, PathChoices(year))


def cells(table, row=0):
    """A row of a shown table by its headings."""
    headers = [column.header for column in table.columns]
    return dict(zip(headers, table.cells[row], strict=True))


@pytest.fixture(scope="module")
def late(edition):
    return reported(edition, 2025, (CNC, 68.0, 1), (RD, 1.66, 2))


def test_a_past_target_is_not_mixed_with_the_one_still_ahead(late):
    told = comparison.answer(late)
    assert told.points[1] == (
        "CNC ratio of key processes: ahead on all 6 paths. Reported: 68.0 %. Needed: 64.0 %. "
        "Gap: +4.0 points."
    )
    assert told.paragraphs[-1] == (
        "Targets whose year is past, compared with the value for 2025: R&D intensity, 1.26 for "
        "2020: met; CNC ratio of key processes, 50 for 2020: met."
    )


def test_the_table_of_past_targets_says_met_and_by_how_much(late):
    shown = cells(path_tables.past_table(late))
    assert shown == {
        "Indicator": "R&D intensity", "Target year": "2020", "Target": "1.26",
        "Reported for 2025": "1.66", "Outcome": "met", "Gap": "+0.40",
        "Possible gap": "+0.39 to +0.41", "Scale": "%",
    }  # fmt: skip


def test_after_the_last_target_only_past_targets_are_left(edition):
    told = comparison.answer(reported(edition, 2026, (CNC, 63.0, 1)))
    assert told.points == []
    assert told.paragraphs == [
        "No value of this year can be compared with a path.",
        "Targets whose year is past, compared with the value for 2026: CNC ratio of key processes, "
        "50 for 2020: met; CNC ratio of key processes, 64 for 2025: missed.",
    ]


def test_in_the_target_year_no_pace_is_required(late):
    shown = cells(path_tables.pace_table(late), 2)
    assert (shown["Indicator"], shown["Target"]) == ("CNC ratio of key processes", "2025")
    assert shown["Needed, a year"] == shown["Needed over so far"] == "no year left"


@pytest.mark.parametrize(
    ("value", "required", "faster"),
    [
        (51.5, "target reached", "target reached"),
        (50.0, "target reached", "target reached"),
        (42.0, "+8.00", "3.2 times"),
        (27.0, "+23.00", "no change yet"),
        (26.0, "+24.00", "wrong direction"),
    ],
)
def test_the_required_pace_says_what_holds(edition, value, required, faster):
    shown = cells(path_tables.pace_table(reported(edition, 2019, (CNC, value, 1))))
    assert (shown["Base"], shown["Target"]) == ("2013", "2020")
    assert (shown["Needed, a year"], shown["Needed over so far"]) == (required, faster)


@pytest.mark.parametrize(
    ("value", "words"),
    [(51.5, "beyond its target"), (26.0, "short of its base"), (27.0, "2013.0")],
)
def test_a_path_gets_there_in_a_year_or_never(edition, value, words):
    shown = cells(path_tables.paths_table(reported(edition, 2019, (CNC, value, 1))))
    assert (shown["Base"], shown["Target"], shown["On-path date"]) == ("2013", "2020", words)


@pytest.mark.parametrize(
    ("value", "words"), [(66.0, "short of its base"), (101.0, "short of its base")]
)
def test_an_index_that_should_fall_is_short_of_its_base_above_it(edition, value, words):
    results = reported(edition, 2019, (ENERGY, value - 100, 1))
    told = cells(path_tables.paths_table(results))["On-path date"]
    assert told == (words if value > 100 else "beyond its target")


def test_figures_keep_the_digits_they_were_printed_with(edition):
    results = reported(edition, 2016, (RD, 1.32, 2), (QUALITY, 83.0, 0), (CNC, 33.30, 2))
    shown = [cells(comparison.verdict_table(results), row)["Reported"] for row in range(3)]
    assert shown == ["1.32", "83", "33.30"]
    told = [point for point in comparison.answer(results).points if point.startswith("R&D")]
    assert "Reported: 1.32 %." in told[0]


def test_the_answer_begins_with_who_lagged(results):
    told = comparison.answer(results)
    assert told.paragraphs[0] == (
        "As printed for 2016: CNC ratio of key processes was behind every path; 3 others "
        "were ahead of every path."
    )
    assert told.points[0].startswith("CNC ratio of key processes: behind")


def test_the_needed_pace_names_the_year_it_counts_from(results):
    assert path_tables.pace_table(results).caption.endswith("needed after 2016")


def test_a_gap_below_the_printed_digit_is_shown_as_a_gap(results):
    verdict = results.verdicts.set_index("indicator_id").loc[CNC].to_dict()
    shown = verdicts.range_cells(verdict | {"gap_least": -0.0024, "gap_most": -0.0024})
    assert shown["gap"] == "−0.002"


def next_target(results, indicator, **unsure):
    """The sentence on the next target, with chosen paths made too close to say."""
    rows, all_verdicts = results.comparison, results.verdicts
    chosen = pd.Series(bool(unsure), rows.index)
    for column, value in unsure.items():
        chosen &= rows[column] == value
    rows = rows.assign(position=rows["position"].mask(chosen, "too_close_to_say"))
    (verdict,) = all_verdicts[all_verdicts["indicator_id"] == indicator].to_dict("records")
    return verdicts.next_target(verdict, replace(results, comparison=rows))


def test_a_path_past_the_next_target_says_by_how_much(results):
    # 27 (64/27)^(7/12) = 44.67; the plan's own milestone of 2020 is 50.
    assert next_target(results, CNC) == (
        "On every path to the 2020 target it is behind no matter how the figures were rounded. "
        "Rounding could reverse the verdict on one path only: the geometric path from 2013 to "
        "the 2025 target, which takes no account of the 2020 target. This path does not fit the "
        "plan: for 2020 it asks for 44.7 where the plan asks for 50, a difference of 5.3 points."
    )


def test_a_value_with_fewer_paths_than_others_says_why(results):
    (told,) = comparison.fewer_paths(results).points
    assert told == (
        "Energy intensity has fewer paths than the others: there is only one base year (2015), and "
        "no logit path."
    )


def test_several_paths_past_the_next_target_give_their_range(results):
    # Linear: 27 + 37 times 7/12 = 48.58; geometric 44.67; logit 48.03.
    assert next_target(results, CNC, base_year=2013, target_year=2025).endswith(
        "on 3 paths only, which take no account of the 2020 target. These paths do not fit the "
        "plan: for 2020 they ask for 44.7 to 48.6 where the plan asks for 50, a difference of 1.4 "
        "to 5.3 points."
    )
    assert next_target(results, DIGITAL, base_year=2013, target_year=2025).endswith(
        " where the plan asks for 72."
    )


def test_a_next_target_that_rounding_leaves_open_is_counted_alone(results):
    assert next_target(results, DIGITAL, target_year=2020) == (
        "Counting only the paths to the 2020 target, it is within rounding on all 6 paths."
    )


def test_the_pace_is_told_as_a_share_of_the_planned_one_by_base_year(results):
    (pace,) = [point for point in comparison.robustness(results).points if "Pace depends" in point]
    assert (
        "; CNC ratio of key processes reached 64 to 68 % of its planned pace since 2013 and 9 to "
        "10 % since 2015." in pace
    )
    assert pace.count("planned pace") == pace.count("; ") + 1


def test_what_holds_on_every_path_leaves_out_what_rounding_can_turn(edition):
    results = reported(edition, 2016, (CNC, 33.3, 1), (RD, 1.5, 1))
    told = comparison.robustness(results).text()
    turned, firm, open_ = told.splitlines()[:3]
    assert turned == (
        "Rounding could reverse 1 of the 20 comparisons of a value with a path: 1 of CNC ratio of "
        "key processes."
    )
    assert firm == "- On every path, even after rounding: R&D intensity was ahead."
    assert open_ == (
        "- Not certain on every path: CNC ratio of key processes was behind on all 12 paths (1 "
        "within rounding)."
    )
