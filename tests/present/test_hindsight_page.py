"""The page on the two rates: figures read back, words with their numbers, grades everywhere."""

import re

import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PolyCollection

from helpers.analysis.hindsight.results import look_back
from helpers.analysis.hindsight.scoreboard import fates, scoreboard
from helpers.analysis.hindsight.scores import main_scores
from helpers.analysis.hindsight.two_rates import rate_history
from helpers.data.hindsight import read_hindsight
from helpers.data.raw import references
from helpers.data.tables.evidence import GRADES
from helpers.data.transcriptions import read_record
from helpers.present import theme
from helpers.present.facts import hindsight, rates
from helpers.present.figures.later import GRADE_MARKERS, later_figure
from helpers.present.figures.scores import scores_figure
from tests.present.written import NONE, faults

CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"


@pytest.fixture(scope="module")
def notes():
    return read_hindsight()


@pytest.fixture(scope="module")
def record():
    return read_record()


@pytest.fixture(scope="module")
def back(edition, record, notes):
    return look_back(edition, record, notes)


@pytest.fixture(scope="module")
def history(edition, record):
    return rate_history(record["indicator_evidence"], edition)


@pytest.fixture(scope="module")
def cnc(history, edition):
    return later_figure(history, edition.indicators, CNC)


@pytest.fixture(scope="module")
def tools(history, edition):
    return later_figure(history, edition.indicators, DIGITAL)


@pytest.fixture(scope="module")
def scores(back, edition):
    return scores_figure(back.hindsight, back.scores, edition.indicators)


def marks(axis):
    """Return the single marks of a panel: x, y, shape, face colour, edge colour."""
    return [
        (
            float(line.get_xdata()[0]),
            float(line.get_ydata()[0]),
            line.get_marker(),
            line.get_markerfacecolor(),
            line.get_color(),
        )
        for line in axis.lines
        if len(line.get_xdata()) == 1
    ]


def mark_is_the_plans(row, plan):
    """Tell whether a computed value rounds to what the plan prints for its date."""
    return row["status"] == "derived" and plan.get(row["date"]) == round(row["value"])


@pytest.mark.parametrize(("name", "rate"), [("tools", DIGITAL), ("cnc", CNC)])
def test_every_value_is_drawn_in_the_shape_of_its_grade_or_has_the_plans_mark(
    name, rate, history, request
):
    (axis,) = request.getfixturevalue(name).wide.axes
    drawn = [(round(y, 6), shape) for _, y, shape, _, _ in marks(axis)]
    lines = history.lines[history.lines["indicator_id"] == rate]
    plan = lines[lines["line"] == "plan"].set_index("date")["value"].to_dict()
    for row in lines[lines["line"] != "plan"].to_dict("records"):
        if not mark_is_the_plans(row, plan):
            assert (round(row["value"], 6), GRADE_MARKERS[row["grade"]]) in drawn, row


@pytest.mark.parametrize("name", ["tools", "cnc"])
def test_no_two_marks_share_a_place(name, request):
    (axis,) = request.getfixturevalue(name).wide.axes
    places = [(x, y) for x, y, shape, face, _ in marks(axis)]
    grades = {(x, y, shape) for x, y, shape, _, _ in marks(axis)}
    assert len(places) == len(grades)
    assert sum(x == 2013 for x, _ in places) == 1


@pytest.mark.parametrize("name", ["tools", "cnc"])
def test_a_target_is_a_bar_at_its_value_around_its_year_and_labelled(name, history, request):
    rate = {"tools": DIGITAL, "cnc": CNC}[name]
    lines = history.lines[history.lines["indicator_id"] == rate]
    targets = lines[lines["status"] == "target"]
    figure = request.getfixturevalue(name)
    bars = [
        ((segment[0][0] + segment[1][0]) / 2, segment[0][1])
        for bar in figure.wide.axes[0].collections
        if isinstance(bar, LineCollection)
        for segment in bar.get_segments()
    ]
    assert bars == list(zip(targets["date"], targets["value"], strict=True))
    written = [text.get_text() for text in figure.wide.axes[0].texts]
    assert {f"{value:g} target" for value in targets["value"]} <= set(written)


def test_a_phone_marks_only_values_with_a_number_or_without_a_line(cnc, history):
    (axis,) = cnc.narrow.axes
    written = " ".join(text.get_text() for text in axis.texts)
    lines = history.lines[(history.lines["indicator_id"] == CNC) & history.lines["piece"].notna()]
    alone = set(history.lines.loc[history.lines["piece"].isna(), "value"])
    for _, y, shape, _, _ in marks(axis):
        if shape in GRADE_MARKERS.values() and y not in alone:
            assert f"{y:.1f}" in written
    assert len(marks(axis)) < len(lines)


def test_every_grade_has_a_marker_of_its_own_and_only_drawn_ones_are_explained(edition, record):
    assert list(GRADE_MARKERS) == list(GRADES)
    assert len(set(GRADE_MARKERS.values())) == len(GRADES)
    evidence = record["indicator_evidence"].copy()
    chosen = evidence["evidence_id"].isin([f"{CNC}-2019", f"{CNC}-2022"])
    evidence.loc[chosen, "grade"] = ["C", "D"]
    figure = later_figure(rate_history(evidence, edition), edition.indicators, CNC)
    (axis,) = figure.wide.axes
    drawn = [(round(y, 6), shape) for _, y, shape, _, _ in marks(axis)]
    assert (49.5, GRADE_MARKERS["C"]) in drawn
    assert (58.6, GRADE_MARKERS["D"]) in drawn
    assert [text.get_text()[0] for text in figure.wide.legends[0].get_texts()] == list(GRADES)


def test_implied_levels_are_hollow_and_stand_side_by_side(cnc):
    (axis,) = cnc.wide.axes
    found = [mark for mark in marks(axis) if mark[1] in (45.4, 47.3)]
    assert {face for _, _, _, face, _ in found} == {theme.PAPER}
    places = {y: x for x, y, *_ in found}
    assert places[47.3] < 2015 < places[45.4]


def test_no_line_crosses_the_break_of_the_series(cnc):
    (axis,) = cnc.wide.axes
    lines = [line for line in axis.lines if len(set(line.get_xdata())) > 1]
    spans = {line.get_color(): (min(line.get_xdata()), max(line.get_xdata())) for line in lines}
    assert len(spans) == len(lines) == 3
    assert spans[theme.INK] == (2013, 2025)
    assert spans[theme.REPORT] == (2016, 2017)
    assert spans[theme.OTHER] == (pytest.approx(2017 + 5 / 12), 2024.25)


def test_the_band_ends_where_the_plans_basis_puts_the_last_value(cnc, tools):
    (band,) = [one for one in cnc.wide.axes[0].collections if isinstance(one, PolyCollection)]
    points = band.get_paths()[0].vertices
    ends = points[points[:, 0] == 2024.25][:, 1]
    assert (ends.min(), ends.max()) == (pytest.approx(51.9), pytest.approx(53.8))
    assert not [one for one in tools.wide.axes[0].collections if isinstance(one, PolyCollection)]


def test_the_title_says_what_the_first_target_year_brought(cnc, tools):
    assert "52.1 % in 2020" in (title := " ".join(title_of(cnc).split()))
    assert "37.8 to 39.7 % on the plan's own 2015 basis" in title
    assert "73.0 % in 2020, above the target of 72" in " ".join(title_of(tools).split())


def title_of(figure):
    return figure.wide.axes[0].get_title(loc="left")


def error_bars(axis, colour):
    """Return the ends of the error bars of one colour."""
    return sorted(
        tuple(round(float(x), 6) for x in line.get_xdata())
        for line in axis.lines
        if line.get_color() == colour and len(line.get_xdata()) == 2
    )


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_a_bar_runs_from_the_least_to_the_largest_error(scores, back, layout):
    keyed = back.hindsight.assign(
        start=back.hindsight["base_year"].where(back.hindsight["path"] == "pace", 0)
    )
    panels = [group for _, group in keyed.groupby("indicator_id", sort=False)]
    for axis, own in zip(getattr(scores, layout).axes, panels, strict=True):
        for same, colour in [(True, theme.REPORT), (False, theme.OTHER)]:
            errors = own[own["same_series"] == same].groupby(["path", "start", "rule"])["error"]
            ends = zip(errors.min().round(6), errors.max().round(6), strict=True)
            assert error_bars(axis, colour) == sorted(ends)


def test_the_closest_projection_is_bold(scores, back):
    for axis, (_, own) in zip(
        scores.wide.axes, back.scores.groupby("indicator_id", sort=False), strict=True
    ):
        (bold,) = [text for text in axis.texts if text.get_fontweight() == "bold"]
        least = main_scores(own)["mean_absolute_error"].min()
        assert bold.get_text() == f"{least:.1f}"


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_the_mean_size_stands_right_beside_its_bar(scores, back, layout):
    keys = ["indicator_id", "path", "rule"]
    keyed = back.hindsight.assign(
        start=back.hindsight["base_year"].where(back.hindsight["path"] == "pace", 0)
    )
    ends = keyed.groupby([*keys, "start"])["error"].max().round(6)
    drawn = [
        round(float(text.xy[0]), 6)
        for axis in getattr(scores, layout).axes
        for text in axis.texts
        if hasattr(text, "xy")
    ]
    assert sorted(drawn) == sorted(ends)


def test_the_title_counts_for_how_many_pace_or_plan_came_closest(scores, back):
    best = [
        main_scores(own).sort_values("mean_absolute_error", kind="stable")["path"].iloc[0]
        for _, own in back.scores.groupby("indicator_id", sort=False)
    ]
    title = " ".join(scores.wide.get_suptitle().split())
    assert f"closest for {best.count('pace')} of {len(best)} indicators" in title
    assert f"the plan's path for {best.count('plan')}" in title


@pytest.mark.parametrize("name", ["cnc", "tools", "scores"])
def test_no_text_is_too_small_cut_off_or_written_over_another(name, request):
    figure = request.getfixturevalue(name)
    for drawing in (figure.wide, figure.narrow):
        assert faults(drawing) == NONE


@pytest.mark.parametrize("name", ["cnc", "tools", "scores"])
def test_drawing_twice_gives_the_same_bytes(name, request):
    figure = request.getfixturevalue(name)
    assert figure._repr_mimebundle_() == figure._repr_mimebundle_()


def answer_of(back, history, verdicts, edition, record):
    found = fates(verdicts, scoreboard(edition, record))
    return hindsight.answer(history, found, back.scores, edition.indicators).points


def test_the_answer_says_plainly_what_became_of_the_rates(back, history, results, edition, record):
    cnc, tools, held, reversal = answer_of(back, history, results.verdicts, edition, record)
    assert cnc.startswith(
        "CNC ratio of key processes: officially met for 2020 and 2025; "
        "on the plan's own 2015 basis 10 to 12 points short."
    )
    assert cnc.endswith("the renamed series starts 12 to 14 points higher.")
    assert "officially met for 2020, not yet for 2025 at the last value" in tools
    assert "83.5 % in March 2025 (84); no break is shown" in tools
    assert held == (
        "What 2016 showed held for 2 of 4 indicators by the first target. Not held: energy "
        "intensity; open: CNC ratio of key processes."
    )
    assert reversal.endswith("for CNC ratio of key processes the later label reverses the order.")


def test_the_answer_can_be_read_on_a_first_screen(back, history, results, edition, record):
    told = answer_of(back, history, results.verdicts, edition, record)
    assert len(" ".join(told).split()) <= 120


def test_what_the_answer_leaves_to_the_page_stands_in_its_tables(history, results, edition, record):
    basis = rates.basis_table(history, edition.indicators).text()
    assert all(number in basis for number in ("45.4", "47.3", "37.8", "39.7", "51.9", "53.8"))
    assert all(number in basis for number in ("56.7", "62.0"))
    found = fates(results.verdicts, scoreboard(edition, record))
    shown = hindsight.fates_table(found, edition.indicators)
    rows = {cells[0]: cells[1:] for cells in shown.cells}
    assert rows["CNC ratio of key processes"] == [
        "behind on all 12 paths (1 within rounding)", "2020", "definition decides", "open"
    ]  # fmt: skip
    assert rows["Energy intensity"][-2:] == ["met late", "not held"]


def test_a_ranking_that_is_not_reversed_is_not_called_so(back, history, results, edition, record):
    own = back.scores[back.scores["same_series"].astype(bool)]
    found = fates(results.verdicts, scoreboard(edition, record))
    text = hindsight.answer(history, found, own, edition.indicators).text()
    assert "reverses" not in text


def test_a_rate_without_an_established_shift_is_not_moved(history, edition):
    _, tools = sorted(rates.rates(history, edition.indicators), key=lambda rate: rate.name)
    shown = rates.basis_table(history, edition.indicators)
    column = [one.header for one in shown.columns].index("Break in the series")
    told = {(cells[0], cells[column]) for cells in shown.cells}
    assert told == {("CNC ratio of key processes", "shown"), (tools.name, "not shown")}


def test_a_stated_rise_is_said_in_its_parts(history):
    first, *_ = rates.splices(history).points
    assert first.startswith("A rise of 30.7 points, stated since 2012, joins the two series")
    assert "does not say that it joins them" in first
    assert "8.4 points on the plan's line, 12.4 to 14.3 from that line" in " ".join(first.split())
    assert "8.0 to 9.9 on the label" in first


def test_every_statement_is_shown_with_grade_population_and_evidence(history, edition, record):
    shown = rates.statements_table(record["indicator_evidence"], history, edition.indicators)
    cells = pd.DataFrame(shown.cells, columns=[column.header for column in shown.columns])
    own = record["indicator_evidence"]
    own = own[own["indicator_id"].isin([CNC, DIGITAL])].set_index("evidence_id")
    assert set(cells["Evidence"]) == set(own.index)
    assert cells["Grade"].tolist() == own.loc[cells["Evidence"], "grade"].tolist()
    named = cells.set_index("Evidence")["Population named"]
    assert named[f"{CNC}-2019"] == "above-scale industrial enterprises"
    assert named[f"{CNC}-2025-03"] == "industrial enterprises"


def test_what_to_know_of_a_statement_names_no_row_by_its_id(history, edition, record):
    evidence = record["indicator_evidence"]
    notes = rates.statements_table(evidence, history, edition.indicators).rows["remark"]
    assert not [note for note in notes for name in evidence["evidence_id"] if name in note]
    assert any(": 52.1 % for 2020, Ministry of Industry" in note for note in notes)


def test_what_measures_something_else_stands_on_no_line(history, edition, record):
    shown = rates.statements_table(record["indicator_evidence"], history, edition.indicators)
    cells = pd.DataFrame(shown.cells, columns=[column.header for column in shown.columns])
    line = cells.set_index("Evidence")["Line"]
    assert line[f"{CNC}-2025-12-31"] == line[f"{CNC}-2021-erroneous-variant"] == "none"
    assert line[f"{CNC}-2020"] == "later label"
    assert line[f"{CNC}-2017"] == line[f"{CNC}-2013"] == "plan's own level"


def test_a_repost_is_named_by_its_host_and_gives_no_address(history, edition, record):
    evidence = record["indicator_evidence"]
    reposts = evidence[evidence["address_kind"] == "repost"]
    shown = rates.statements_table(evidence, history, edition.indicators).html()
    assert "seen in a repost on m.scnjtv.com" in shown
    assert 'href="http://en.qstheory.cn/2024-02/22/c_964267.htm"' in shown
    assert not any(address in shown for address in reposts["address"])


def test_every_row_a_verdict_rests_on_is_one_link_away(history, edition, record):
    shown = rates.statements_table(record["indicator_evidence"], history, edition.indicators)
    links = re.findall('href="#([^"]+)"', rates.basis_table(history, edition.indicators).html())
    assert len(set(links)) == 2 * 2 + 2 * 2  # last value and implied level, twice a rate
    assert all(f'id="{link}"' in shown.html() for link in links)


def test_a_text_from_a_source_cannot_become_markup(history, edition, record):
    evidence = record["indicator_evidence"].assign(document="<script>alert(1)</script>")
    assert "<script>" not in rates.statements_table(evidence, history, edition.indicators).html()


def test_every_reference_of_the_evidence_leads_to_a_value(history, notes):
    for cell in notes["series_evidence"]["refs"]:
        for name in references(cell):
            assert rates.value_of(name, history.lines)
    assert rates.value_of(f"{CNC}:2015", history.lines) == "2015, the plan: 33 (A)"
    assert rates.value_of(f"{CNC}-2015-implied-a", history.lines) == "2015: 45.4 (B)"
    with pytest.raises(KeyError, match="nowhere"):
        rates.value_of("nowhere", history.lines)


def test_errors_of_an_index_are_told_in_index_points_and_those_of_a_share_in_points(
    scores, back, edition
):
    told = hindsight.closeness(back.scores, edition.indicators).points
    energy = next(one for one in told if one.startswith("Energy intensity"))
    assert "1.2 to 1.4 index points in the mean" in " ".join(energy.split())
    assert not [one for one in told if one is not energy and "index points" in one]
    assert "Energy intensity: at best 1.2 index points off" in scores.alt
    assert "Broadband penetration: at best 2.5 points off" in scores.alt


def test_the_figure_of_scores_names_the_closest_projection_on_each_level(scores, back):
    cnc = back.scores[back.scores["indicator_id"] == CNC]
    (title,) = [
        " ".join(axis.get_title(loc="left").split())
        for axis in scores.wide.axes
        if "CNC" in axis.get_title(loc="left")
    ]
    for same, words in [(True, "closest: {}"), (False, "on the later label: {}")]:
        rows = cnc[cnc["same_series"] == same]
        best = rows.loc[rows["mean_absolute_error"].idxmin()]
        assert words.format(hindsight.name_of(best)) in title


def test_capped_projections_are_marked_and_others_not(back, edition):
    shown = hindsight.projections_table(back, edition.indicators)
    cells = pd.DataFrame(shown.cells).set_index(1)
    assert cells.loc["pace since 2015, geometric", 5].tolist()[0] == "100.0 †"
    assert "†" not in "".join(cells.loc["plan's path, logit"].astype(str).to_numpy().ravel())
