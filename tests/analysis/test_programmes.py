"""Programmes, policies and funds: what may meet, when it was dated, what two amounts imply."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.funds import implied_rates
from helpers.analysis.policies import (
    agency_counts,
    dated_policies,
    keep_sections,
    reference_dates,
    section_counts,
)
from helpers.analysis.programmes import (
    POSITION,
    REPORT,
    TARGET,
    answered_targets,
    delivery,
    energy_falls,
    open_doubts,
    programmes,
)
from helpers.data.numbers import numbers_in
from helpers.data.record import read_record
from helpers.errors import WrongCall

SOURCES = pd.DataFrame(
    {"source_id": ["plan_zh", "miit_2017"], "published": ["2015-05-08", "2017-03-11"]}
)


@pytest.fixture(scope="module")
def record():
    return read_record()


@pytest.fixture(scope="module")
def published(edition, results, record):
    return programmes(record, edition.milestones, results.comparison)


def small_record(ref, *, comparable=True):
    """One pairing with that reference, against three targets of two boxes."""
    return {
        "programme_delivery": pd.DataFrame(
            [("d", ref, "r", comparable, "why")],
            columns=["delivery_id", "target_ref", "reported_ref", "comparable", "reason"],
        ),
        "programme_targets": pd.DataFrame(
            [
                ("centres", "box 1 innovation centres", 2020, 15.0, "about"),
                ("cost", "box 2 smart manufacturing", 2020, -30.0, "exact"),
                ("cycle", "box 2 smart manufacturing", 2020, -30.0, "exact"),
            ],
            columns=["target_id", "programme", "year", "value", "qualifier"],
        ),
        "programme_reports": pd.DataFrame(
            [("r", "centres", 1.0, "count", "exact", "first", "2017-03", "As of now")],
            columns=["figure_id", *REPORT],
        ),
    }


@pytest.mark.parametrize(
    ("ref", "target_id", "indicator", "year", "value"),
    [
        ("box 1 centres, 2020, about 15", "centres", None, 2020, 15.0),
        ("box 1 centres, 2020, about 16", None, None, 2020, None),
        ("box 2 projects, 2020, cost -30 percent", None, None, 2020, None),
        ("box 1 centres, 2020, about 30", None, None, 2020, None),
        ("box 1 centres, 2025, about 15", None, None, 2025, None),
        ("indicator cnc_key_process_ratio, 2025, 64 percent", None, "cnc", 2025, 64.0),
        ("indicator cnc_key_process_ratio, 2016-2020, 7 percent a year", None, None, None, None),
        ("no plan item with a figure", None, None, None, None),
    ],
    ids=[
        "box",
        "other figure",
        "two alike",
        "figure of another box",
        "other year",
        "indicator",
        "a span of years",
        "nothing",
    ],
)
def test_a_reference_finds_its_one_target_or_none(
    edition, results, ref, target_id, indicator, year, value
):
    found = delivery(small_record(ref), edition.milestones, results.comparison).iloc[0]
    shown = [
        None if pd.isna(found[name]) else found[name]
        for name in ("target_id", "indicator_id", "target_year", "target")
    ]
    assert shown == [target_id, indicator and "cnc_key_process_ratio", year, value]
    assert (found["value"], found["as_of"]) == (1.0, "2017-03")


def test_any_choice_of_pairings_gets_its_own_row_and_no_column_more(edition, results):
    ref = "indicator cnc_key_process_ratio, 2020, 50 percent"
    record = small_record(ref)
    none, one = record["programme_delivery"].assign(target_ref="none"), record["programme_delivery"]
    chosen = pd.concat([none, one, none], ignore_index=True).iloc[1:]
    found = delivery(
        record | {"programme_delivery": chosen}, edition.milestones, results.comparison
    )
    assert found["target"].tolist() == pytest.approx([50, float("nan")], nan_ok=True)
    assert found.columns.tolist() == [*one.columns, *TARGET, *REPORT, *POSITION]


def test_a_figure_of_another_kind_inherits_no_position(edition, results):
    ref = "indicator cnc_key_process_ratio, 2020, 50 percent"
    verdicts = [
        delivery(
            small_record(ref, comparable=comparable), edition.milestones, results.comparison
        ).at[0, "verdict"]
        for comparable in (True, False)
    ]
    assert verdicts[0] == "behind"
    assert pd.isna(verdicts[1])


def test_eight_of_the_pairings_compare_like_with_like_and_have_both_figures(published):
    fitting = published.paired[published.paired["comparable"]]
    assert (len(published.paired), len(fitting)) == (35, 8)
    assert fitting[["target", "value"]].notna().all(axis=None)


def test_a_target_found_is_the_figure_its_reference_prints(published):
    found = published.paired[published.paired["target"].notna()]
    assert len(found) > 8
    for row in found.to_dict("records"):
        assert abs(row["target"]) in numbers_in(row["target_figure"]), row["target_ref"]


def test_reported_figures_are_those_the_comparison_holds_against_the_paths(published, edition):
    fitting = published.paired[published.paired["comparable"]].dropna(subset="indicator_id")
    observed = edition.observations.set_index("indicator_id")["value"]
    assert fitting["value"].tolist() == observed[fitting["indicator_id"]].tolist()


def test_the_national_centres_are_counted_and_get_no_position(published):
    centres = published.paired[
        published.paired["comparable"] & (published.paired["unit"] == "count")
    ]
    assert centres[["value", "target", "target_year"]].to_numpy().tolist() == [
        [1.0, 15.0, 2020.0],
        [1.0, 40.0, 2025.0],
    ]
    assert centres["verdict"].isna().all()
    assert set(centres["as_of"]) == {"2017-03"}


def test_the_report_answers_two_of_fourteen_programme_targets(published):
    answered = published.targets[published.targets["reported"].notna()]
    assert (len(published.targets), len(answered)) == (14, 2)
    assert set(answered["item"].str.partition(" (")[0]) == {"manufacturing innovation centres"}
    assert "years" not in set(published.targets["unit"])


def test_a_refused_figure_answers_no_target(record, published):
    refused = published.paired.assign(comparable=False)
    assert answered_targets(record["programme_targets"], refused)["reported"].isna().all()


def test_only_dated_targets_with_a_figure_wait_for_an_answer():
    dated = pd.DataFrame(
        [
            ("counted", "target", 15.0, "count"),
            ("words", "target", None, "count"),
            ("step", "target", 10.0, "years"),
            ("goal", "goal_without_figure", 40.0, "percent"),
        ],
        columns=["target_id", "role", "value", "unit"],
    ).assign(programme="box 1", item="", year=2020, qualifier="exact", note="")
    none = pd.DataFrame({"comparable": [], "target_id": [], "value": [], "as_of_printed": []})
    found = answered_targets(dated, none.astype({"comparable": bool, "target_id": object}))
    assert found["target_id"].tolist() == ["counted"]


def test_a_fall_over_three_years_is_three_times_its_pace():
    reading = {
        "indicator_id": "energy_intensity", "base_year": 2015, "target_year": 2020,
        "report_year": 2018, "rule": "linear", "observed": 88.0, "pace_low": -4.5,
        "pace_high": -3.5, "expected": 89.2, "gap": 1.2, "gap_low": -0.9, "gap_high": 3.3,
        "position": "too_close_to_say",
    }  # fmt: skip
    other = reading | {"indicator_id": "co2_intensity"}
    found = energy_falls(pd.DataFrame([other, reading]))
    assert len(found) == 1
    # A fall of 12, or 10.5 to 13.5; 18 in five years, or 17 to 19, asks 10.8, or 10.2 to 11.4.
    assert found.drop(columns="rule").loc[0].to_dict() == {
        "base_year": 2015, "target_year": 2020, "report_year": 2018, "reported": 12.0,
        "reported_low": 10.5, "reported_high": 13.5, "asked": pytest.approx(10.8),
        "asked_low": pytest.approx(10.2), "asked_high": pytest.approx(11.4), "gap": 1.2,
        "gap_low": -0.9, "gap_high": 3.3, "position": "too_close_to_say",
    }  # fmt: skip


def test_the_energy_fall_stands_beside_what_each_path_asks_for(results):
    falls = energy_falls(results.comparison)
    assert falls[["target_year", "rule"]].to_numpy().tolist() == [
        [2020, "linear"],
        [2020, "geometric"],
        [2025, "linear"],
        [2025, "geometric"],
    ]
    # 18 % in five years and 34 % in ten; "about 5" is 4 to 6; 18 may be 17.5 to 18.5.
    assert falls["asked"].tolist() == pytest.approx(
        [18 / 5, 100 * (1 - 0.82**0.2), 34 / 10, 100 * (1 - 0.66**0.1)]
    )
    assert falls.loc[0, ["reported", "reported_low", "reported_high"]].tolist() == [5, 4, 6]
    assert falls.loc[0, ["asked_low", "asked_high"]].tolist() == pytest.approx([3.5, 3.7])


def test_the_gap_of_a_fall_is_reported_less_asked(results):
    falls = energy_falls(results.comparison)
    assert falls["gap"].tolist() == pytest.approx((falls["reported"] - falls["asked"]).tolist())
    assert (falls["asked_low"] < falls["asked"]).all()
    assert (falls["asked"] < falls["asked_high"]).all()


def test_only_unsettled_doubts_of_the_report_and_the_two_lists_are_open():
    doubts = pd.DataFrame(
        [
            ("a", "miit_2017", "I.1", "open"),
            ("b", "miit_2017", "I.1", "resolved"),
            ("c", "chamber_2017", "Appendix 2, chart 1", "open"),
            ("d", "chamber_2017", "Appendix 3, 1(a)", "open"),
            ("e", "plan_zh", "Box 1", "open"),
        ],
        columns=["discrepancy_id", "source_id", "locator", "status"],
    )
    found = open_doubts(doubts)
    assert found["discrepancy_id"].to_dict() == {0: "a", 1: "c"}
    assert found.columns.tolist() == doubts.columns.tolist()


def policies(*rows):
    """Policies of (section, date, precision, agencies)."""
    return pd.DataFrame(rows, columns=["section", "date", "date_precision", "agencies"])


@pytest.mark.parametrize(
    ("date", "first", "last", "phase"),
    [
        ("2015-05-07", "2015-05-07", "2015-05-07", "before"),
        ("2015-05-08", "2015-05-08", "2015-05-08", "same"),
        ("2015-05-09", "2015-05-09", "2015-05-09", "after"),
        ("2015-04", "2015-04-01", "2015-04-30", "before"),
        ("2015-05", "2015-05-01", "2015-05-31", "same"),
        ("2016", "2016-01-01", "2016-12-31", "after"),
    ],
)
def test_a_date_is_as_wide_as_it_is_printed(date, first, last, phase):
    dated = dated_policies(policies(("A. Some", date, "day", "MIIT")), SOURCES).iloc[0]
    assert (dated["first"], dated["last"]) == (pd.Timestamp(first), pd.Timestamp(last))
    assert dated["phase"] == phase


@pytest.mark.parametrize(
    ("agencies", "issuer", "level"),
    [
        ("State Council", "state_council", "central"),
        ("NDRC; MIIT", "miit", "central"),
        ("NDRC; NEA", "other_central", "central"),
        ("Anhui Provincial Government", "local", "local"),
        ("Shanghai Municipal Health and Family Planning Commission", "local", "local"),
    ],
)
def test_an_issuer_is_told_by_its_name(agencies, issuer, level):
    dated = dated_policies(policies(("A. Some", "2016-01-01", "day", agencies)), SOURCES).iloc[0]
    assert (dated["issuer"], dated["level"]) == (issuer, level)


def test_counts_by_section_and_agency_can_be_read_off():
    dated = dated_policies(
        policies(
            ("B. Late", "2016-03", "month", "MIIT; NDRC"),
            ("A. Early", "2006-02-07", "day", "State Council"),
            ("B. Late", "2017-01-06", "day", "MIIT"),
        ),
        SOURCES,
    )
    counts = section_counts(dated).set_index("section")
    assert list(counts.index) == ["B. Late", "A. Early"]
    assert counts.loc["B. Late"].to_dict() == {
        "policies": 2,
        "central": 2,
        "local": 0,
        "before": 0,
        "same": 0,
        "after": 2,
        "month_only": 1,
        "2006": 0,
        "2016": 1,
        "2017": 1,
    }
    assert agency_counts(dated).to_numpy().tolist() == [
        ["MIIT", "central", 2, 1],
        ["NDRC", "central", 1, 0],
        ["State Council", "central", 1, 1],
    ]


def test_every_policy_is_counted_once_in_each_division(record, edition):
    dated = dated_policies(record["policies"], edition.sources)
    counts = section_counts(dated).drop(columns="section")
    years = [name for name in counts if name.isdigit()]
    assert len(dated) == counts["policies"].sum() == 42
    for parts in (["central", "local"], ["before", "same", "after"], years):
        assert counts[parts].sum(axis=1).tolist() == counts["policies"].tolist()


def test_all_listed_policies_are_older_than_the_report(record, edition):
    dated = dated_policies(record["policies"], edition.sources)
    reference = reference_dates(edition.sources)
    assert dated["last"].max() < reference["report"]
    assert dated.loc[dated["phase"] == "same", "order_printed"].tolist() == [1]


def test_sections_are_kept_by_letter_in_printed_order(record):
    kept = keep_sections(record["policies"], ["e", "B"])
    assert list(dict.fromkeys(kept["section"].str[0])) == ["B", "E"]
    assert len(keep_sections(record["policies"], [])) == 42


def test_an_unknown_section_is_refused_with_the_known_ones(record):
    with pytest.raises(WrongCall, match="the section 'G'; expected one of A, B, C, D, E, F"):
        keep_sections(record["policies"], ["A", "G"])


def funds(*rows):
    """Funds of (RMB printed, dollars printed, RMB billion, USD billion)."""
    names = ["amount_rmb_printed", "amount_usd_printed", "amount_rmb", "amount_usd"]
    return pd.DataFrame(rows, columns=names).assign(purpose="")


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        (("RMB 20 billion", "$3 billion", 20.0, 3.0), 19.5 / 3.5, 20.5 / 2.5),
        (("RMB 1.8 trillion", "$270 billion", 1800.0, 270.0), 1750 / 270.5, 1850 / 269.5),
        (("RMB 30 billion", "$4.36", 30.0, 4.36), 29.5 / 4.365, 30.5 / 4.355),
    ],
    ids=["whole billions", "a decimal of a trillion", "no scale word"],
)
def test_a_rate_is_as_wide_as_the_printed_digits(row, low, high):
    rate = implied_rates(funds(row)).iloc[0]
    assert rate["rate"] == pytest.approx(row[2] / row[3])
    assert (rate["rate_low"], rate["rate_high"]) == (pytest.approx(low), pytest.approx(high))


def test_dollars_alone_are_placed_at_the_median_rate():
    rates = implied_rates(
        funds(
            ("RMB 600 billion", "$100 billion", 600.0, 100.0),
            ("RMB 700 billion", "$100 billion", 700.0, 100.0),
            ("", "$10 billion", None, 10.0),
            ("", "", None, None),
        )
    )
    assert rates["placed_at"].tolist()[:3] == [600.0, 700.0, pytest.approx(65.0)]
    assert rates["converted"].tolist() == [False, False, True, False]
    assert pd.isna(rates["placed_at"].iloc[3])


@pytest.mark.parametrize(
    ("dollars", "amount", "apart"),
    [("$40 billion", 40.0, True), ("$44 billion", 44.0, False), ("$50 billion", 50.0, True)],
    ids=["7.5 above", "6.8 within rounding", "6.0 below"],
)
def test_a_rate_stands_apart_only_beyond_its_own_rounding(dollars, amount, apart):
    rates = implied_rates(
        funds(
            ("RMB 6650 billion", "$1000 billion", 6650.0, 1000.0),
            ("RMB 6750 billion", "$1000 billion", 6750.0, 1000.0),
            ("RMB 300 billion", dollars, 300.0, amount),
        )
    )
    assert bool(rates["apart"].iloc[2]) is apart


@given(st.lists(st.tuples(st.integers(10, 2000), st.integers(2, 300)), min_size=1, max_size=6))
def test_a_rate_lies_within_its_rounding_and_order_does_not_matter(pairs):
    rows = funds(*((f"RMB {r} billion", f"${u} billion", float(r), float(u)) for r, u in pairs))
    rates = implied_rates(rows)
    assert rates["rate"].between(rates["rate_low"], rates["rate_high"]).all()
    turned = implied_rates(rows[::-1])
    pd.testing.assert_frame_equal(turned[::-1], rates)


def test_one_published_pair_of_amounts_stands_apart(record):
    rates = implied_rates(record["funds"])
    assert rates["median"].iloc[0] == pytest.approx(300 / 44.8)
    assert rates.loc[rates["apart"], "name"].tolist() == ["Gansu MIC 2025 Fund"]
    assert rates["rate"].notna().sum() == 7
    assert rates.loc[rates["several_policies"], "name"].tolist() == [
        "The Special Constructive Funds"
    ]
