"""The index: one sentence, then how much, how sure, and what the target asks."""

import pandas as pd
import pytest

from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.comparison.verdicts import prospects
from helpers.analysis.progress.specifications import specifications
from helpers.present.facts import index


@pytest.fixture(scope="module")
def ahead(edition, results):
    observed = scaled_observations(edition.observations, results.points, edition.indicators)
    grid = specifications(results.inputs)
    return prospects(results.comparison, results.points, observed, grid)


@pytest.fixture
def words(results, ahead, edition):
    return index.headline(results.verdicts, ahead, edition.indicators)


def test_the_verdict_is_one_sentence_that_names_who_was_behind_first(words):
    assert words.paragraphs == (
        "Of 3 indicators reported for 2016, **CNC ratio of key processes was behind every path to "
        "its targets**; digital R&D tool penetration and energy intensity were ahead of every "
        "path.",
    )


def test_it_says_by_how_much_how_sure_and_what_2020_asks(words):
    how_much, how_sure, asks = words.points
    assert how_much == (
        "**By how much:** 33.3 % was reported, the paths ask for 33.5 to 36.9 %: 0.2 to 3.6 points "
        "short; with every rounding, from 4.1 short to 0.4 over."
    )
    assert how_sure.startswith(
        "**How sure:** all 12 readings put it behind; in 11 of them rounding cannot change that. "
        "By published rules, "
    )
    assert how_sure.endswith("of the same series is assumed, not shown.")
    assert asks == (
        "**What 2020 asks:** to reach 50, +4.2 points a year (+4.0 to +4.3 with rounding), against "
        "+2.1 since 2013 and +0.3 since the expected value of 2015."
    )


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("ahead", "In 2016, **CNC ratio of key processes was ahead of every path**."),
        ("too_close_to_say",
         "In 2016, **CNC ratio of key processes was too close to its paths to say**."),
        ("depends",
         "In 2016, **CNC ratio of key processes was ahead or behind, depending on the reading**."),
    ],
)  # fmt: skip
def test_other_verdicts_have_sentences_too(results, ahead, edition, verdict, said):
    own = results.verdicts[results.verdicts["indicator_id"] == "cnc_key_process_ratio"]
    words = index.headline(own.assign(verdict=verdict), ahead, edition.indicators)
    assert words.paragraphs == (said,)
    assert words.points == ()


def test_without_observations_it_says_so(ahead, edition):
    words = index.headline(pd.DataFrame(), ahead, edition.indicators)
    assert words.text() == "No observation of this year can be set beside a path."


def test_past_the_last_target_nothing_is_asked(results, ahead, edition):
    past = ahead.assign(target_year=float("nan"), pace_required=float("nan"))
    assert len(index.headline(results.verdicts, past, edition.indicators).points) == 2
    row = index.front_table(results.verdicts, past, edition.indicators).cells()[1]
    assert "no target year left" in row


def test_the_table_holds_base_report_path_gap_pace_and_agreement(results, ahead, edition):
    shown = index.front_table(results.verdicts, ahead, edition.indicators)
    headers = [column.header for column in shown.columns]
    cells = dict(zip(headers, shown.cells()[1], strict=True))
    agreeing = cells.pop("Specifications that agree")
    assert cells == {
        "Indicator": "CNC ratio of key processes, %",
        "Position": "▽ behind, rounding aside",
        "2015 expected": "33",
        "2016 reported": "33.3",
        "2016 on the paths": "33.5 to 36.9",
        "Gap": "−3.6 to −0.2",
        "Gap with rounding": "−4.1 to +0.4",
        "Needed a year to 2020": "+4.2 (+4.0\N{NO-BREAK SPACE}to\N{NO-BREAK SPACE}+4.3)",
        "A year so far": "+2.1 since\N{NO-BREAK SPACE}2013",
    }
    own = ahead.set_index("observation_id").loc["cnc_key_process_ratio-2016-miit"]
    slow = own["specifications"] - own["enough"]
    assert agreeing == f"{slow:,} of {own['specifications']:,}"
