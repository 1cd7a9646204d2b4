"""The index: one sentence, then how much, how sure, and what the target asks."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.comparison.verdicts import prospects
from helpers.analysis.progress.specifications import rule_verdicts, specifications
from helpers.present.facts import index


@pytest.fixture(scope="module")
def ahead(edition, results):
    observed = scaled_observations(edition.observations, results.points, edition.indicators)
    grid = specifications(results.inputs)
    return prospects(results.comparison, results.points, observed, rule_verdicts(grid))


@pytest.fixture
def words(results, ahead):
    return index.headline(results, ahead)


def test_the_verdict_is_one_sentence_that_names_who_was_behind_first(words):
    (sentence,) = words.paragraphs
    assert sentence.startswith(
        "Of 4 indicators compared for 2016, one lagged: CNC ratio of key processes, behind on all "
        "12 paths (1 within rounding). "
    )
    assert " Ahead on all 12 paths: broadband penetration. " in sentence
    assert " Ahead on all 4 paths (2 within rounding): energy intensity." in sentence


def test_it_says_by_how_much_how_sure_with_what_caveat_and_what_2020_asks(words):
    how_much, how_sure, caveat, asks = words.points
    assert how_much == (
        "How far behind: CNC ratio of key processes was reported at 33.3 %; 33.5 to 36.9 % was "
        "needed. That is 0.2 to 3.6 points short; with rounding, at worst 4.1 short, at best 0.4 "
        "over."
    )
    assert how_sure == (
        "How sure: on 11 of 12 paths it is behind, no matter how the figures were rounded. By the "
        "rules of statistical offices and others, 18 of 20 ratings find its pace too slow. What "
        "rounding could turn: How fragile are the verdicts?"
    )
    assert caveat == (
        'A caveat: the plan calls the rate "CNC ratio of key processes", the text that gives its '
        '2016 value calls it "digitalization of key processes". We assume that both mean the same '
        "rate."
    )
    assert asks == (
        "The way to 2020: to reach 50 %, it needed +4.2 points a year from 2016 on (with "
        "rounding +4.0 to +4.3), 2.0 times its pace since 2013. Up to 2016 it had moved by +2.1 "
        "a year since 2013, but by +0.3 a year from the value that the plan expected for 2015."
    )


@pytest.mark.parametrize(
    ("verdict", "counts", "said"),
    [
        ("ahead", {"ahead": 12, "behind": 0, "too_close_to_say": 0},
         "In 2016, CNC ratio of key processes was ahead on all 12 paths."),
        ("too_close_to_say", {"behind": 3, "too_close_to_say": 9},
         "In 2016, CNC ratio of key processes was within rounding on 9 of 12 paths, behind on 3."),
        ("depends", {"ahead": 5, "behind": 7, "too_close_to_say": 0},
         "In 2016, CNC ratio of key processes was behind on 7 of 12 paths, ahead on 5."),
    ],
)  # fmt: skip
def test_other_verdicts_have_sentences_too(results, ahead, verdict, counts, said):
    own = results.verdicts[results.verdicts["indicator_id"] == "cnc_key_process_ratio"]
    words = index.headline(replace(results, verdicts=own.assign(verdict=verdict, **counts)), ahead)
    assert words.paragraphs == [said]
    assert words.points == []


def test_several_behind_are_told_apart_by_name(results, ahead):
    shares = results.verdicts[results.verdicts["scale"] == "percent"]
    behind = shares.assign(verdict="behind", behind=shares["paths"], too_close_to_say=0)
    words = index.headline(replace(results, verdicts=behind), ahead)
    assert words.paragraphs == [
        "Of 3 indicators compared for 2016, 3 lagged: broadband penetration, digital R&D tool "
        "penetration and CNC ratio of key processes, behind on all 12 paths."
    ]
    assert [point.partition(":")[0] for point in words.points[:3]] == [
        "Broadband penetration, how far behind",
        "Broadband penetration, how sure",
        "Broadband penetration, the way to 2020",
    ]


def test_where_nobody_lags_the_sentence_says_so(results, ahead):
    rows = results.verdicts[results.verdicts["indicator_id"] != "cnc_key_process_ratio"]
    words = index.headline(replace(results, verdicts=rows), ahead)
    assert words.paragraphs[0].startswith(
        "Of 3 indicators compared for 2016, none lagged behind all its paths. Ahead on all 12 "
    )
    assert words.points == []


def test_a_report_without_a_label_has_a_caveat_too(results, ahead):
    seen = results.inputs.observations.assign(label_printed="")
    words = index.headline(
        replace(results, inputs=replace(results.inputs, observations=seen)), ahead
    )
    assert words.points[2].endswith("may not mean the same rate. We assume that they do.")


def test_without_observations_it_says_so(results, ahead):
    words = index.headline(replace(results, verdicts=pd.DataFrame()), ahead)
    assert words.text() == "No value of this year can be compared with a path."
    silent = replace(results, verdicts=pd.DataFrame(), has_areas=True)
    told = index.headline(silent, ahead).text()
    assert told.startswith("No value of all areas together can be compared with a path")


def test_a_target_that_is_reached_needs_nothing_more(results, ahead):
    reached = ahead.assign(pace_required=0.0)
    asks = index.headline(results, reached).points[-1]
    assert asks == "The way to 2020: nothing more is needed; it has reached its 50 already."
    assert "target reached" in index.front_table(results, reached).cells[1]


def test_past_the_last_target_nothing_is_asked(results, ahead):
    past = ahead.assign(target_year=float("nan"), pace_required=float("nan"))
    told = index.headline(results, past).points
    assert not [point for point in told if point.startswith("The way to")]
    row = index.front_table(results, past).cells[1]
    assert "no target year left" in row


def test_the_table_holds_base_report_path_gap_pace_and_agreement(results, ahead):
    shown = index.front_table(results, ahead)
    headers = [column.header for column in shown.columns]
    (row,) = [cells for cells in shown.cells if cells[0].startswith("CNC ratio")]
    cells = dict(zip(headers, row, strict=True))
    assert cells == {
        "Indicator": "CNC ratio of key processes, %",
        "Position": "▽ behind, partly within rounding",
        "How the paths agree": "behind on all 12 paths (1 within rounding)",
        "2015 expected": "33",
        "2016 reported": "33.3",
        "2016 needed": "33.5 to 36.9",
        "Gap": "−3.6 to −0.2",
        "Possible gap": "−4.1 to +0.4",
        "Needed a year to 2020": "+4.2 (+4.0\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}+4.3)",
        "A year so far": "+2.1 since\N{NO-BREAK SPACE}2013",
        "Ratings that agree": "18 of 20",
    }
