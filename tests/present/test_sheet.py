"""The sheet of an indicator: what became of the targets first, a chart whose labels are near."""

import numpy as np
import pytest
from matplotlib.text import Annotation, Text

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.edition_tables import analyse
from helpers.analysis.hindsight import published
from helpers.analysis.hindsight.drawn import later_of
from helpers.analysis.hindsight.indicator_outcome import outcome_of
from helpers.data.hindsight import notes_of
from helpers.data.transcriptions import record_of
from helpers.present import theme
from helpers.present.facts import sheet
from helpers.present.figures.placing import NEAR
from helpers.present.figures.sheet import sheet_figure
from helpers.present.glossary import glossary
from tests.present.written import boxes

CNC = "cnc_key_process_ratio"
LAYOUTS = {"wide": theme.SHEET, "narrow": theme.NARROW}


def told_of(edition, indicator, record):
    """Return the answer of a sheet."""
    own = edition.only(indicator)
    results = analyse(own, PathChoices(2016))
    outcome = outcome_of(indicator, published.board(), record)
    return sheet.answer(own.indicators.iloc[0], own.milestones, results, outcome)


def test_a_sheet_begins_with_what_became_of_the_targets(edition):
    told = told_of(edition, CNC, record_of(""))
    assert told.paragraphs[0] == (
        "CNC ratio of key processes: targets for 2020 and 2025 met or missed depending on how it "
        "is counted; in 2016 behind every path."
    )
    first, second, third = told.points
    assert first == (
        "2020: ◐ definition decides. Target 50 %; value found 52.1 % (2020), near measure, grade B."
        " Counted another way, it ends on the other side."
    )
    assert second.startswith("2025: ◐ definition decides. Target 64 %; value found 66.2 % (2025)")
    assert third.startswith("2016: behind on all 12 paths (1 within rounding). Reported 33.3 %;")


def test_a_sheet_says_when_a_target_met_late_was_passed(edition):
    first, second, *_ = told_of(edition, "energy_intensity", record_of("")).points
    assert first.endswith("grade A; passed in 2021.")
    assert "passed in" not in second


def test_a_sheet_says_what_the_indicator_is_after_the_finding(edition):
    told = told_of(edition, "broadband_penetration", record_of("")).text()
    assert told.index("2025: ✓ met.") < told.index("What it is: ")


def test_a_sheet_says_apart_what_became_of_each_target(edition):
    told = told_of(edition, "solid_waste_utilisation", record_of(""))
    assert told.paragraphs[0] == (
        "Solid waste utilisation: target for 2020 missed; target for 2025 not reached by the last "
        "value found."
    )
    assert "2016: no value to compare." in told.points[-1]


def test_a_target_without_evidence_of_its_measure_has_no_value(edition):
    first = told_of(edition, "co2_intensity", record_of("")).points[0]
    assert first.endswith("no value to compare.")


def test_under_another_plan_a_sheet_begins_with_the_report(edition):
    told = told_of(edition, CNC, {})
    assert told.paragraphs[0] == "CNC ratio of key processes: in 2016 behind every path."
    assert len(told.points) == 1


def chart_of(edition, indicator, choices):
    """Return what was compared of an indicator, and its chart with what came later."""
    own, record = edition.only(indicator), record_of("")
    results = analyse(edition, choices, [indicator])
    seen = scaled_observations(own.observations, results.points, own.indicators)
    later = later_of(record, notes_of(""), results.points, own.indicators)
    name = own.indicators["name_en"].item()
    failed = outcome_of(indicator, published.board(), record).failed
    drawn = (results.points, results.trajectories, seen)
    return results, sheet_figure(*drawn, name, (), later, failed)


@pytest.fixture(scope="module")
def charts(edition):
    """The chart of every indicator by its name."""
    named = edition.indicators[["indicator_id", "name_en"]].itertuples(index=False, name=None)
    return {name: chart_of(edition, key, PathChoices(2016))[1] for key, name in named}


@pytest.mark.parametrize("rule", ["logit", "geometric"])
def test_an_indicator_without_a_path_is_drawn_without_a_band(edition, rule):
    told = set()
    for indicator in edition.indicators["indicator_id"]:
        results, chart = chart_of(edition, indicator, PathChoices(2016, rules=[rule]))
        for drawing in (chart.wide, chart.narrow):
            has_band = "every path" in [text.get_text() for text in drawing.findobj(Text)]
            is_told = "No band: the rules and years chosen" in chart.caption
            told.add((results.trajectories.empty, has_band, is_told))
    assert told == {(True, False, True), (False, True, False)}


def test_a_value_without_a_path_is_told_from_a_value_that_is_missing(edition):
    energy = analyse(edition, PathChoices(2016, rules=["logit"]), ["energy_intensity"])
    water = analyse(edition, PathChoices(2016, rules=["logit"]), ["water_intensity"])
    for results, words in [(energy, "no path to compare with"), (water, "no value to compare")]:
        own = edition.only(results.indicators["indicator_id"].item())
        outcome = outcome_of(own.indicators["indicator_id"].item(), published.board(), {})
        told = sheet.answer(own.indicators.iloc[0], own.milestones, results, outcome)
        assert told.points[-1].startswith(f"2016: {words}.")
        limits = sheet.limits(own.milestones, results, outcome)
        assert ("give no path to the value" in str(limits)) == (results is energy)


def test_a_caption_names_values_left_out_and_values_that_measure_something_near(charts):
    caption = charts["CNC ratio of key processes"].caption
    assert "Left out: 51.3 of 2021, which contradicts its own sum; bounds" in caption
    assert "34.1 (2017) is near the plan's measure, not the same: share of firms" in caption
    assert "its own sum" not in charts["Digital R&D tool penetration"].caption


def test_a_caption_says_that_values_in_another_unit_are_left_out(charts):
    broadband = charts["Broadband penetration"]
    assert not set(broadband.data["value"]) & {115.9, 117.9}  # lines per 100 households
    assert "Left out: bounds, other measures, values in another unit" in broadband.caption


def test_broadband_is_what_the_plans_footnote_counts_users_over_households(edition):
    """固定宽带家庭用户数/家庭户数 can exceed one, as later values do; a share cannot."""
    entry = edition.indicators.set_index("indicator_id").loc["broadband_penetration"]
    assert entry["definition"] == "Household users of fixed broadband divided by all households"
    (term,) = (term for term in glossary() if term.word == "Penetration")
    assert "users of fixed broadband over households" in term.meaning


def labels_in(drawing):
    """Return every label with its box and its mark in points, and whether a line joins them."""
    scale = drawing.dpi / 72
    return [
        (
            text.get_text(),
            np.array(box.extents) / scale,
            drawing.axes[0].transData.transform(text.xy) / scale,
            text.arrow_patch is not None,
        )
        for text, box in boxes(drawing)
        if isinstance(text, Annotation)
    ]


def apart(box, mark):
    """Return how far a mark is from a box."""
    low, high = box[:2], box[2:]
    return float(np.hypot(*np.maximum(np.maximum(low - mark, mark - high), 0)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_label_stands_beside_its_mark_or_at_the_end_of_a_line(charts, layout):
    for name, figure in charts.items():
        found = labels_in(getattr(figure, layout))
        assert found
        for label, box, mark, is_joined in found:
            # A corner is farther than the side it stands for.
            assert is_joined or apart(box, mark) <= np.sqrt(2) * NEAR, (name, label)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_label_of_a_value_stands_nearest_to_its_own_mark(charts, layout):
    for name, figure in charts.items():
        found = labels_in(getattr(figure, layout))
        values = [one for one in found if one[0][0].isdigit()]
        for label, box, mark, _ in values:
            others = [other for _, _, other, _ in values if not np.array_equal(other, mark)]
            # A pixel is no difference that shows.
            nearest = min((apart(box, other) for other in others), default=np.inf)
            assert apart(box, mark) <= nearest + 1, (name, label)


def test_the_title_of_a_chart_takes_two_lines_at_most(charts):
    for figure in charts.values():
        for layout in LAYOUTS:
            title = getattr(figure, layout).axes[0].get_title(loc="left")
            assert title.count("\n") <= 1, title


def test_the_title_of_a_chart_says_the_last_value_and_its_target(charts):
    told = charts["CNC ratio of key processes"].wide.axes[0].get_title(loc="left")
    assert told == "CNC ratio of key processes: 66.2 in 2025, under another label; target 64"
    told = charts["R&D intensity"].wide.axes[0].get_title(loc="left")
    assert told == "R&D intensity: 1.71 in 2023; target 1.68 for 2025"
    told = charts["Invention patent density"].wide.axes[0].get_title(loc="left")
    assert told == "Invention patent density: target 1.10 for 2025, no exact value found"
