"""Notebook 06: figures show what the tables say, words say what may not be concluded."""

import json

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.dates import date2num

from helpers.analysis.documents.funds import implied_rates
from helpers.analysis.documents.policies import (
    agency_counts,
    dated_policies,
    keep_sections,
    reference_dates,
    section_counts,
)
from helpers.analysis.documents.programmes import open_doubts
from helpers.analysis.documents.programmes import programmes as programme_results
from helpers.present.facts import policies_and_funds
from helpers.present.facts import programmes as words
from helpers.present.figure_output import MIME
from helpers.present.figures.delivery import REPORTED, delivery_figure, when
from helpers.present.figures.funds import funds_figure
from helpers.present.figures.policies import ISSUERS, axis_start, policies_figure
from tests.present.written import NONE, boxes, faults

PAPER = "#ffffff"
FIGURES = ["timeline", "amounts", "few"]


@pytest.fixture(scope="module")
def found(edition, results, record):
    return programme_results(record, edition.milestones, results.comparison)


@pytest.fixture(scope="module")
def dated(edition, record):
    return dated_policies(record["policies"], edition.sources)


@pytest.fixture(scope="module")
def rates(record):
    return implied_rates(record["funds"])


@pytest.fixture(scope="module")
def timeline(dated, edition):
    return policies_figure(dated, reference_dates(edition.sources))


@pytest.fixture(scope="module")
def amounts(rates):
    return funds_figure(rates)


@pytest.fixture(scope="module")
def few(found):
    return delivery_figure(found.paired, found.falls)


@pytest.fixture(scope="module")
def tables(found, dated, rates, edition, record):
    return {
        "comparable": words.comparable_table(found.paired, edition.indicators),
        "targets": words.targets_table(found.targets),
        "refused": words.refused_table(found.paired, edition.indicators),
        "sections": policies_and_funds.sections_table(section_counts(dated)),
        "agencies": policies_and_funds.agencies_table(agency_counts(dated)),
        "policies": policies_and_funds.policies_table(dated),
        "funds": policies_and_funds.funds_table(rates),
        "doubts": policies_and_funds.doubts_table(open_doubts(record["discrepancies"])),
    }


@pytest.fixture(scope="module")
def said(found, dated, rates, record):
    return {
        "answer": words.answer(found, dated, rates).text(),
        "no sum": policies_and_funds.no_sum(rates).text(),
        "limits": words.limits(record["programme_reports"], found, rates).text(),
    }


def marks(axis, shapes):
    """Return the single points of an axis drawn with one of the shapes."""
    return [
        line for line in axis.lines if line.get_marker() in shapes and len(line.get_xdata()) == 1
    ]


def extents(drawing):
    """Return what is written, each with its box in pixels."""
    return [(text.get_text(), box) for text, box in boxes(drawing)]


def by_date(dated):
    """Return policies in the order in which they are drawn."""
    middle = dated["first"] + (dated["last"] - dated["first"]) / 2
    sections = dated["section"].map(list(dict.fromkeys(dated["section"])).index)
    return dated.assign(middle=middle, place=sections).sort_values(
        ["place", "middle", "order_printed"]
    )


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_policy_stands_at_the_middle_of_its_date(timeline, dated, edition, layout):
    start = axis_start(reference_dates(edition.sources)["plan"])
    assert start == pd.Timestamp("2014-01-01")
    drawn = marks(getattr(timeline, layout).axes[0], "soD^")
    expected = [max(day, start) for day in by_date(dated)["middle"]]
    assert [float(mark.get_xdata()[0]) for mark in drawn] == list(date2num(expected))


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_policy_is_named_in_full_beside_its_number(timeline, dated, layout):
    axis = getattr(timeline, layout).axes[0]
    written = [" ".join(text.get_text().split()) for text in axis.texts]
    for row in dated.to_dict("records"):
        place = written.index(str(row["order_printed"]))
        assert written[place + 1].startswith(" ".join(row["title_en"].split()))


def test_no_mark_lies_on_a_name(timeline):
    for drawing in (timeline.wide, timeline.narrow):
        axis = drawing.axes[0]
        names = [box for text, box in extents(drawing) if len(text) > 5]
        for mark in marks(axis, "soD^"):
            x, y = axis.transData.transform((mark.get_xdata()[0], mark.get_ydata()[0]))
            assert not [box for box in names if box.x0 < x < box.x1 and box.y0 < y < box.y1]


def test_a_month_is_hollow_over_a_bar_as_long_as_the_month(timeline, dated):
    axis = timeline.wide.axes[0]
    hollow = [m for m in marks(axis, "soD^") if m.get_markerfacecolor() == PAPER]
    months = dated[dated["date_precision"] == "month"]
    assert len(hollow) == len(months) == 4
    bars = {
        tuple(segment[:, 0])
        for bar in axis.collections
        for segment in bar.get_segments()
        if segment[0][1] == segment[1][1]
    }
    assert bars == {
        (date2num(row["first"]), date2num(row["last"]) + 1) for row in months.to_dict("records")
    }


def test_a_shape_says_who_issued_a_policy(timeline, dated):
    drawn = [line.get_marker() for line in marks(timeline.wide.axes[0], "soD^")]
    assert drawn == [ISSUERS[issuer][0] for issuer in by_date(dated)["issuer"]]
    assert drawn.count("^") == (dated["level"] == "local").sum() == 6


def test_plan_and_report_are_lines_on_their_days_and_named_above(timeline):
    for drawing in (timeline.wide, timeline.narrow):
        days = {
            segment[0][0]
            for lines in drawing.axes[0].collections
            for segment in lines.get_segments()
            if segment[0][0] == segment[1][0] and lines.get_linewidth()[0] > 1
        }
        assert days == {date2num(pd.Timestamp("2015-05-08")), date2num(pd.Timestamp("2017-03-11"))}
        written = [text for text, _ in extents(drawing)]
        assert "plan issued\n8 May 2015" in written
        assert "MIIT's report\n11 March 2017" in written


def test_early_policies_stand_at_the_edge_with_an_arrow_and_their_dates(timeline, dated, edition):
    start = axis_start(reference_dates(edition.sources)["plan"])
    early = dated[dated["last"] < start]
    written = [" ".join(text.split()) for text, _ in extents(timeline.wide)]
    assert written.count("←") == len(early) == 2
    for row in early.to_dict("records"):
        assert [text for text in written if text.endswith(f"({row['date_printed']})")]


def test_years_go_on_as_far_as_the_policies(dated, edition):
    moved = dated.assign(last=dated["last"].where(dated.index != 0, pd.Timestamp("2019-05-01")))
    axis = policies_figure(moved, reference_dates(edition.sources)).wide.axes[0]
    assert axis.get_xticklabels()[-1].get_text() == "2019"


def test_a_choice_of_sections_draws_and_counts_only_those(edition, record):
    chosen = dated_policies(keep_sections(record["policies"], ["E"]), edition.sources)
    figure = policies_figure(chosen, reference_dates(edition.sources))
    assert len(marks(figure.wide.axes[0], "soD^")) == 2
    assert figure.alt.startswith("2 of 2 listed policies came after the plan was issued, 0 before")
    assert len(policies_and_funds.policies_table(chosen).cells) == 2


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_amount_is_a_bar_from_zero_the_largest_of_a_kind_first(amounts, rates, layout):
    bars = getattr(amounts, layout).axes[0].patches
    assert {bar.get_x() for bar in bars} == {0}
    drawn = [bar.get_width() for bar in bars]
    kinds = ["fund", "loan", "project_total"]
    printed = rates.dropna(subset="placed_at")
    assert drawn == [
        size
        for kind in kinds
        for size in sorted(printed.loc[printed["kind"] == kind, "placed_at"], reverse=True)
    ]
    assert drawn[0] == 1800.0


def test_bars_are_as_long_as_their_amounts(amounts):
    axis = amounts.wide.axes[0]
    assert axis.get_xscale() == "linear"
    lengths = [bar.get_window_extent().width for bar in axis.patches]
    sizes = [bar.get_width() for bar in axis.patches]
    assert max(lengths) / min(lengths) == pytest.approx(max(sizes) / min(sizes), rel=0.01)


def test_an_amount_in_dollars_alone_is_hollow_at_the_median_rate(amounts):
    bars = amounts.wide.axes[0].patches
    hollow = [bar.get_width() for bar in bars if to_hex(bar.get_facecolor()) == PAPER]
    assert hollow == [pytest.approx(150 * 300 / 44.8)]
    assert "6.70 yuan a dollar" in amounts.caption
    assert "IC Investment Fund: $150 billion." in amounts.alt


def test_each_kind_has_a_heading(amounts):
    for drawing in (amounts.wide, amounts.narrow):
        bold = [text for text in drawing.axes[0].texts if text.get_fontweight() == "bold"]
        assert [text.get_text() for text in bold] == ["Funds", "Loan agreement", "Project totals"]


def test_amounts_stand_as_printed(amounts):
    written = [text for text, _ in extents(amounts.wide)]
    assert "RMB 1.8 trillion ($270 billion)" in written
    assert "RMB 30 billion ($4.36)" in written
    assert "RMB 260 billion ($37 billion)" in written


def test_the_title_says_how_far_the_amounts_are_apart(amounts, rates):
    sizes = rates["placed_at"].dropna()
    assert f"{sizes.max() / sizes.min():.0f}-fold" in amounts.alt


def test_funds_without_an_amount_are_named_in_the_caption(amounts, rates):
    missing = rates[rates["placed_at"].isna()]
    assert len(missing) == 3
    assert all(name in amounts.caption for name in missing["name"])


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_centres_and_their_targets_stand_at_their_dates_and_counts(few, layout):
    axis = getattr(few, layout).axes[0]
    places = [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]), line.get_marker())
        for line in marks(axis, "oD")
    ]
    assert places == [(2017.25, 1.0, "o"), (2021.0, 15.0, "D"), (2026.0, 40.0, "D")]
    assert all(len(line.get_xdata()) == 1 for line in axis.lines)


@pytest.mark.parametrize(
    ("period", "end"), [("2017-03", 2017.25), ("2017-03-11", 2017.25), ("2020", 2021.0)]
)
def test_a_date_stands_at_the_end_of_its_month_or_year(period, end):
    assert when(period) == end


def test_the_energy_fall_is_a_band_and_each_path_a_mark(few, found):
    axis = few.wide.axes[1]
    drawn = [float(line.get_xdata()[0]) for line in marks(axis, "o")]
    assert drawn == pytest.approx(found.falls["asked"].tolist())
    band = axis.patches[0]
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((4.0, 6.0))
    reported = [
        segment[0][0]
        for lines in axis.collections
        for segment in lines.get_segments()
        if to_hex(lines.get_color()[0]) == REPORTED
    ]
    assert reported == [5.0]
    assert axis.get_xlim()[0] == 0


def test_a_path_is_filled_only_where_rounding_cannot_turn_it(few, found):
    filled = [line.get_markerfacecolor() != PAPER for line in marks(few.wide.axes[1], "o")]
    assert filled == (found.falls["position"] == "ahead").tolist() == [True, False, True, False]


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_small_cut_off_or_written_over_another(name, request):
    figure = request.getfixturevalue(name)
    for drawing in (figure.wide, figure.narrow):
        assert faults(drawing) == NONE


@pytest.mark.parametrize("name", FIGURES)
def test_a_bundle_is_plain_json_and_the_same_twice(name, request):
    figure = request.getfixturevalue(name)
    bundle = figure._repr_mimebundle_()
    assert bundle == figure._repr_mimebundle_()
    assert json.dumps(bundle[MIME], allow_nan=False)
    assert len(bundle[MIME]["rows"]) == len(figure.data)


def test_the_answer_says_how_few_comparisons_there_are(said):
    for claim in (
        "35 pairings of a reported figure",
        "8 can be compared, each on an assumption",
        "National innovation centres: 1 in March 2017, against about 15 by 2020 and about 40",
        "Needed: 3.4 to 4.1 %. That is ahead on all 4 paths (2 within rounding) if it means",
        "The Chamber lists 42 policies, 35 of them later than the plan, and 11 pots of money",
        "8 give an amount, from 20 to 1,800 billion yuan",
    ):
        assert claim in said["answer"], claim


def test_what_the_answer_leaves_out_stands_with_the_evidence(found, dated):
    pairings = " ".join(words.counted_pairings(found).text().split())
    assert "The 8 pairings that can be compared are of 4 reported figures." in pairings
    assert "Of 14 dated programme targets, 2 have a reported figure" in pairings
    assert "how far it got, not whether it was late" in pairings
    policies = " ".join(policies_and_funds.policy_counts(dated).text().split())
    assert (
        "6 are dated before the plan, 35 after it, 1 on its day; 36 come from central" in policies
    )


def test_the_limits_name_every_trap(said):
    for claim in (
        '"As of now" means March 2017 and not the end of the year before.',
        "The 19 provincial centres are not the 15 national ones.",
        "The energy figure has neither year nor base.",
        "The list of policies is the Chamber's choice, not the plan's.",
        "1 insurance scheme and 1 loan agreement, some of it money for other policies",
    ):
        assert claim in said["limits"], claim


def test_no_total_of_the_funds_is_printed_anywhere(said, tables, amounts, rates):
    shown = [*said.values(), *(table.text() for table in tables.values())]
    shown += [amounts.alt, amounts.caption, *(text for text, _ in extents(amounts.wide))]
    for column in ("amount_rmb", "amount_usd", "placed_at"):
        total = rates[column].sum()
        for form in (f"{total:,.0f}", f"{total:.0f}", f"{total / 1000:.1f} trillion"):
            assert not any(form in text for text in shown), form


def test_comparable_targets_show_both_figures_and_a_position_or_why_none(tables):
    cells = [row[:6] for row in tables["comparable"].cells]
    assert cells[0][1:4] == ["2020", "72 %", "61.8 %"]
    assert cells[4][1:6] == [
        "2020",
        "−18 % from 2015",
        "about −5 %",
        "no date printed",
        "△ ahead, partly within rounding",
    ]
    assert cells[6][1:5] == ["2020", "about 15", "1", 'March 2017 ("As of now")']
    assert cells[6][5].startswith("no yearly targets")


def test_refused_comparisons_come_with_their_reason(tables, found):
    cells = tables["refused"].cells
    assert len(cells) == (~found.paired["comparable"]).sum() == 27
    assert all(row[-1] for row in cells)
    beside = [row[3] for row in cells]
    assert "CO2 intensity, 2020, −22 % from 2015" in beside
    assert "Labour productivity growth, 2016-2020, about 7.5 % a year" in beside
    assert any(text.endswith("+2 percentage points from 2015") for text in beside)


def test_policies_show_their_chinese_titles_as_chinese(tables, dated):
    page = tables["policies"].html()
    assert page.count('lang="zh"') == len(dated) == 42
    assert "国务院关于印发《中国制造2025》的通知" in page


def test_the_note_says_whether_any_amounts_match_no_other(tables, record):
    assert "No pair stands apart: within rounding the rate of each meets" in tables["funds"].note
    odd = record["funds"].copy()
    odd.loc[odd["name"] == "Gansu MIC 2025 Fund", ["amount_rmb", "amount_rmb_printed"]] = (
        400.0, "RMB 400 billion",
    )  # fmt: skip
    rates = implied_rates(odd)
    note = "Gansu MIC 2025 Fund match no other, however they were rounded: they imply 10.81"
    assert note in policies_and_funds.funds_table(rates).note
    written = [text for text, _ in extents(funds_figure(rates).wide)]
    assert "RMB 400 billion ($37 billion) (!)" in written


def test_a_fund_shows_its_print_and_what_the_print_implies(tables):
    rows = {row[0]: row[1:6] for row in tables["funds"].cells}
    assert rows["Anhui Manufacturing Development Fund"] == [
        "fund",
        "RMB 30 billion",
        "$4.36",
        "6.88",
        "6.76 to 7.00",
    ]
    assert rows["Major Technology Equipment Insurance Compensation System"] == [
        "insurance scheme",
        "not printed",
        "not printed",
        "not both printed",
        "not both printed",
    ]
