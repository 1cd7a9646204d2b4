"""Projections on tables small enough to work by hand: what was known, which leg, which bound."""

import pandas as pd
import pytest

from helpers.analysis.hindsight.projections import freeze, legs, projections

INDICATORS = pd.DataFrame(
    [
        ("share", "level", 0.0, 100.0, "higher"),
        ("fall", "change_from_base", -100.0, 50.0, "lower"),
        ("free", "level", None, None, "higher"),
        ("silent", "level", 0.0, 100.0, "higher"),
    ],
    columns=["indicator_id", "target_kind", "lower_bound", "upper_bound", "better"],
).assign(unit="percent")
SOURCES = pd.DataFrame(
    [("plan", "2015-05-08"), ("report", "2017-03-11"), ("next", "2017-03-12"), ("undated", "")],
    columns=["source_id", "published"],
)


def edition(share=35.0, fall=-30.0, more=(), source="report"):
    """Four indicators with a base and one or two targets, and three reports on 2016."""
    milestones = [
        ("share", 2015, 33.0, "expected", None), ("share", 2013, 27.0, "baseline", None),
        ("share", 2020, 50.0, "target", None), ("share", 2025, 64.0, "target", None),
        ("fall", 2020, -18.0, "target", 2015.0), ("free", 2015, 90.0, "baseline", None),
        ("free", 2020, 300.0, "target", None), ("silent", 2015, 1.0, "baseline", None),
        ("silent", 2020, 2.0, "target", None), *more,
    ]  # fmt: skip
    reports = [("share", share), ("fall", fall), ("free", 120.0)]
    columns = ["indicator_id", "year", "value", "role", "base_year"]
    print_as = {"decimals": 0.0, "qualifier": "exact"}
    return {
        "indicators": INDICATORS,
        "sources": SOURCES,
        "milestones": pd.DataFrame(milestones, columns=columns).assign(
            source_id="plan", **print_as
        ),
        "observations": pd.DataFrame(reports, columns=["indicator_id", "value"]).assign(
            observation_id="o", year=2016, unit="percent", series="plan", comparable="yes",
            source_id=source, **print_as,
        ),
    }  # fmt: skip


def projected(*years, tables=None, indicator="share", path="pace", base_years=(2015,)):
    rows = projections(tables or edition(), years, base_years, ["linear"])
    return rows[(rows["indicator_id"] == indicator) & (rows["path"] == path)]


ENDS = ["projected", "projected_low", "projected_high"]


@pytest.mark.parametrize(
    ("source", "known"), [("report", 3), ("next", 0), ("undated", 0), ("plan", 3)]
)
def test_a_report_is_known_from_the_day_it_was_published(source, known):
    milestones, observations = freeze(edition(source=source))
    assert (len(milestones), len(observations)) == (9, known)


def test_only_the_latest_reported_year_is_led_on_from():
    tables = edition()
    earlier = tables["observations"].assign(year=2014)
    both = pd.concat([tables["observations"], earlier], ignore_index=True)
    assert len(freeze(tables | {"observations": both})[1]) == 3
    assert set(freeze(tables | {"observations": both})[1]["year"]) == {2016}


def test_every_pair_of_milestones_in_turn_and_every_base_with_a_report_makes_a_leg():
    found = legs(edition(), [], ["linear"])
    columns = ["indicator_id", "path", "base_year", "end_year", "since", "until"]
    assert list(found[columns].itertuples(index=False, name=None)) == [
        ("share", "pace", 2013, 2016, 2016, float("inf")),
        ("share", "pace", 2015, 2016, 2016, float("inf")),
        ("fall", "pace", 2015, 2016, 2016, float("inf")),
        ("free", "pace", 2015, 2016, 2016, float("inf")),
        ("share", "plan", 2013, 2015, 2013, 2015),
        ("share", "plan", 2015, 2020, 2015, 2020),
        ("share", "plan", 2020, 2025, 2020, 2025),
        ("fall", "plan", 2015, 2020, 2015, 2020),
        ("free", "plan", 2015, 2020, 2015, 2020),
    ]
    assert found.dtypes[["base_year", "end_year"]].tolist() == [int, int]


def test_the_corners_of_a_pace_part_and_those_of_the_plan_move_together():
    found = legs(edition(), [2015], ["linear"]).query("indicator_id == 'share'")
    ends = [*(f"base{end}" for end in ("", "_low", "_high")), "end", "end_low", "end_high"]
    assert found.query("path == 'pace'")[ends].to_numpy().tolist() == [
        [33, 33.5, 32.5, 35, 34.5, 35.5]
    ]
    assert found.query("path == 'plan' and base_year == 2020")[ends].to_numpy().tolist() == [
        [50, 49.5, 50.5, 64, 63.5, 64.5]
    ]


def test_no_pace_starts_in_the_report_year_itself():
    tables = edition(more=[("share", 2016, 34.0, "expected", None)])
    found = legs(tables, [], ["linear"]).query("indicator_id == 'share'")
    assert found.query("path == 'pace'")["base_year"].tolist() == [2013, 2015]
    assert found.query("path == 'plan'")["base_year"].tolist() == [2013, 2015, 2016, 2020]


def test_only_the_rules_asked_for_that_make_sense_are_run():
    found = legs(edition(), [2015], ["logit", "geometric"]).query("path == 'pace'")
    assert found.groupby("indicator_id")["rule"].agg(set).to_dict() == {
        "share": {"logit", "geometric"}, "fall": {"geometric"}, "free": {"geometric"},
    }  # fmt: skip


def test_a_pace_is_led_on_after_the_report_year_only():
    own = projected(2015, 2016, 2020, 2030)
    assert own["year"].tolist() == [2020, 2030]
    # Two points a year; from 33.5 to 34.5 one, from 32.5 to 35.5 three.
    assert own[ENDS].to_numpy().ravel() == pytest.approx([43, 38.5, 47.5, 63, 48.5, 77.5])


def test_each_year_of_the_plan_is_on_one_leg_and_none_after_the_last():
    own = projected(2015, 2016, 2020, 2025, 2026, path="plan").set_index("year")
    assert own["projected"].to_dict() == pytest.approx({2015: 33, 2016: 36.4, 2020: 50, 2025: 64})
    assert own.loc[2016, ENDS[1:]].tolist() == pytest.approx([35.9, 36.9])


def test_rows_are_numbered_through_with_a_date_to_each_year():
    table = projections(edition(), [2030, 2015, 2020], [2013], ["linear"])
    assert table.index.tolist() == list(range(len(table)))
    added = ["year", "date", *ENDS, "capped"]
    assert table.columns.tolist() == [*legs(edition(), [2013], ["linear"]).columns, *added]
    assert (table["date"] == table["year"]).all()


@pytest.mark.parametrize(
    ("tables", "indicator", "year", "ends", "capped"),
    [
        (edition(), "share", 2042, [87, 60.5, 100], True),
        (edition(), "share", 2060, [100, 78.5, 100], True),
        (edition(share=31.0), "share", 2040, [0, 0, 7.5], True),
        (edition(), "fall", 2017, [40, 39, 41], False),
        (edition(), "fall", 2020, [0, 0, 0], True),
        (edition(fall=40.0), "fall", 2017, [150, 150, 150], True),
        (edition(fall=24.0), "fall", 2017, [148, 147, 149], False),
        (edition(), "free", 2030, [540, 525.5, 554.5], False),
        (edition(share=33.0), "share", 2017, [33, 31.5, 34.5], False),
    ],
)
def test_each_end_is_held_at_its_bound_and_marked(tables, indicator, year, ends, capped):
    (own,) = projected(year, tables=tables, indicator=indicator).to_dict("records")
    assert [own[name] for name in ENDS] == pytest.approx(ends)
    assert own["capped"] is capped


def test_an_indicator_without_bounds_falls_below_zero():
    tables = edition()
    tables["observations"].loc[2, "value"] = 50.0
    (own,) = projected(2020, tables=tables, indicator="free").to_dict("records")
    assert own["projected"] == pytest.approx(-110)
    assert not own["capped"]
