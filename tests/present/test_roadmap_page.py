"""Notebook 05 in pictures and words: read back from the axes, nothing merged, nothing silent."""

import json
import re

import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Annotation

from helpers.analysis.documents import roadmap, roadmap_shares, supply
from helpers.data.transcriptions import read_record
from helpers.present import theme
from helpers.present.facts import roadmap as words
from helpers.present.facts import roadmap_supply
from helpers.present.figure_output import MIME
from helpers.present.figures.shares import shares_figure
from helpers.present.figures.supply import supply_figure
from helpers.present.numbers import qualified
from helpers.present.texts.language import language
from tests.present.written import NONE, boxes, faults

MEASURES = roadmap_shares.SHARE_MEASURES
FIGURES = [*MEASURES, "supply"]


def results_for(sectors=()):
    """Compute what the notebook computes for the chosen sectors."""
    record = read_record()
    targets, pairs = roadmap.of_sectors(record["roadmap_targets"], record["roadmap_pairs"], sectors)
    shares = roadmap_shares.share_pairs(pairs, targets)
    singles = roadmap_shares.single_shares(targets, pairs)
    plan = supply.plan_supply(record["programme_targets"])
    return {
        "targets": targets,
        "pairs": pairs,
        "shares": shares,
        "singles": singles,
        "ambition": roadmap_shares.ambition(shares),
        "plan": plan,
        "beside": supply.supply(shares, singles, plan),
        "sectors": roadmap.by_sector(targets, pairs),
        "doubts": roadmap.doubts(targets, record["discrepancies"]),
    }


def figures_for(found):
    shares, ambition = found["shares"], found["ambition"]
    return {
        **{name: shares_figure(shares, found["singles"], ambition, name) for name in MEASURES},
        "supply": supply_figure(found["beside"], found["plan"]),
    }


def answer_for(found):
    names = ("sectors", "ambition", "beside", "plan", "doubts")
    return words.answer(*(found[name] for name in names))


@pytest.fixture(scope="module")
def found():
    return results_for()


@pytest.fixture(scope="module")
def figures(found):
    return figures_for(found)


def marks(figure, marker):
    """Return the x values drawn with a marker, hollow ones and filled ones apart."""
    hollow, filled = [], []
    for axis in figure.wide.axes:
        for line in axis.lines:
            if line.get_marker() == marker:
                side = hollow if to_hex(line.get_markerfacecolor()) == theme.PAPER else filled
                side += [float(value) for value in line.get_xdata()]
    return hollow, filled


@pytest.mark.parametrize("measure", MEASURES)
def test_each_share_stands_at_its_value_and_no_other_measure_is_drawn(figures, found, measure):
    own = found["shares"][found["shares"]["measure"] == measure]
    hollow, filled = marks(figures[measure], "o")
    _, corrected = marks(figures[measure], "D")
    assert sorted(hollow) == sorted(own["value_2020"])
    assert sorted(filled + corrected) == sorted(own["value_2025"])


def test_corrected_misprints_have_a_sign_of_their_own(figures):
    assert marks(figures["market_share"], "D") == ([], [75.0, 90.0])
    assert (
        """under a second "by 2020" with a higher value; we use 2025"""
        in figures["market_share"].caption
    )
    for name in ("domestic_market_share", "international_market_share"):
        assert marks(figures[name], "D") == ([], [])


def test_a_printed_range_is_a_band_between_its_ends(figures):
    bands = [
        [float(value) for value in line.get_xdata()]
        for line in figures["international_market_share"].wide.axes[0].lines
        if line.get_linewidth() == 6
    ]
    assert bands == [[5.0, 10.0], [10.0, 20.0]]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_rows_are_ordered_by_rise_and_print_it(figures, found, measure, layout):
    axis = getattr(figures[measure], layout).axes[0]
    printed = [
        text.get_text() for text in axis.texts if re.fullmatch(r"\+[0-9.]+", text.get_text())
    ]
    rises = [float(text) for text in printed]
    assert rises == sorted(rises, reverse=True)
    own = found["shares"][found["shares"]["measure"] == measure]
    assert sorted(rises) == sorted(own["rise"])


def test_every_row_names_its_item_and_its_sector(figures, found):
    written = " ".join(
        text.get_text().replace("\n", " ") for text in figures["market_share"].narrow.axes[0].texts
    )
    own = found["shares"][found["shares"]["measure"] == "market_share"]
    for row in own.to_dict("records"):
        assert row["item"] in written
        assert f"sector {row['sector_no']}, {row['sector']}" in written


def test_the_title_gives_the_least_and_the_most_rise(figures, found):
    for measure in MEASURES:
        rises = found["shares"].loc[found["shares"]["measure"] == measure, "rise"]
        title = " ".join(figures[measure].wide.axes[0].get_title(loc="left").split())
        assert f"rise by {rises.min():g} to {rises.max():g} points" in title


def guides(axis):
    """Return the broken lines of a panel: value, top and bottom of each stretch."""
    return [
        (segment[0][0], *sorted(segment[:, 1]))
        for lines in axis.collections
        for segment in lines.get_segments()
        if to_hex(lines.get_color()[0]) == theme.INK
    ]


def is_number(text):
    """Tell whether a text is a target at its mark, not the year on top of the marks."""
    return isinstance(text, Annotation) and text.get_text() not in ("2020", "2025")


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_the_plans_values_stand_beside_all_component_rows(figures, found, layout):
    drawing = getattr(figures["supply"], layout)
    axis = drawing.axes[0]
    assert {value for value, _, _ in guides(axis)} == {40, 70}
    places = [axis.transData.transform((value, 0))[0] for value in (40, 70)]
    covered = [
        (text, x)
        for text, box in boxes(drawing)
        for x in places
        if is_number(text) and box.x0 < x < box.x1
    ]
    assert len(guides(axis)) == 2 * (1 + len(found["beside"])) - len(covered)
    hollow, filled = marks(figures["supply"], "o")
    assert sorted(hollow) == sorted([40, *found["beside"]["value_2020"].dropna()])
    assert sorted(filled) == sorted([70, *found["beside"]["value_2025"].dropna()])


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_broken_line_runs_through_a_name_or_a_heading(figures, layout):
    drawing = getattr(figures["supply"], layout)
    axis = drawing.axes[0]
    written = [
        box for text, box in boxes(drawing) if len(text.get_text()) > 8 and text in axis.texts
    ]
    assert len(written) > 10
    for value, top, bottom in guides(axis):
        (x, first), (_, last) = axis.transData.transform([(value, top), (value, bottom)])
        low, high = sorted((first, last))
        assert not [
            box for box in written if box.x0 < x < box.x1 and box.y0 < high and low < box.y1
        ]


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_small_cut_off_or_written_over_another(figures, name):
    for drawing in (figures[name].wide, figures[name].narrow):
        assert faults(drawing) == NONE


@pytest.mark.parametrize("name", FIGURES)
def test_every_caption_says_what_is_left_out(figures, name):
    assert "Left out" in figures[name].caption


@pytest.mark.parametrize("name", [*MEASURES, "supply"])
def test_every_picture_of_targets_says_that_they_are_no_outcomes(figures, name):
    assert "targets, not outcomes" in figures[name].caption


@pytest.mark.parametrize("name", FIGURES)
def test_the_bundle_is_plain_json_and_the_same_each_time(figures, name):
    bundle = figures[name]._repr_mimebundle_()
    json.dumps(bundle[MIME], allow_nan=False)
    assert bundle == figures[name]._repr_mimebundle_()


def test_the_alternative_text_says_the_finding_its_ends_and_the_corrections(figures):
    domestic, unnamed = figures["domestic_market_share"].alt, figures["market_share"].alt
    assert "the mean target rises from 52.7 % in 2020 to 67.7 % in 2025" in domestic
    assert 'Lowest for 2025: "main-line aircraft delivery", >5 to >10;' in domestic
    assert "Rises from 5 points (4 of 15) to 30 (1)" in domestic
    assert "2 targets for 2025 with a corrected year" in unnamed
    assert "corrected" not in domestic
    assert (
        "(another measure), 8 items: 35 to 80 % in 2020 and 40 to 90 % in 2025"
        in figures["supply"].alt
    )


def test_the_answer_counts_names_its_source_and_claims_no_outcome(found):
    text = answer_for(found).text()
    for part in (
        "U.S. business lobby",
        "178 figures for 10 sectors",
        "targets at second hand, not outcomes",
        "domestic market share from 52.7 to 67.7 %, by 15.0 points;",
        "of 10 items, 9 rise by less than the 30 points",
        "In doubt as printed: 17 of the 178; we corrected 7 and show both versions.",
    ):
        assert part in text


def test_what_the_answer_leaves_out_stands_with_the_evidence(found):
    counted = words.counted(found["pairs"], found["doubts"]).text()
    beside = words.components(found["beside"], found["plan"]).text()
    assert (
        "54 items have a figure for both years; 42 of these are percentages, in 11 measures"
        in " ".join(counted.split())
    )
    assert "we corrected 7: 2 years, 2 scales, 2 currencies and 1 number." in " ".join(
        counted.split()
    )
    assert "9 start at 40 % or more, 7 end at 70 % or more, and 9 rise by less" in " ".join(
        beside.split()
    )


def test_a_median_of_round_numbers_moves_in_steps(found):
    told = words.medians(found["ambition"])
    points = told.points
    assert "moves a median by up to 2.5 points, a mean by up to 2.2" in told.paragraphs[0]
    assert "the median rise, 20 points, is that of 7 of 15 items" in points[0]
    assert "Without any one item the median is 17.5 to 20" in points[0]
    assert "Without any one item the median is 10, the mean" in points[1]
    assert "None of 9 have an open end" in points[2]


def test_measures_have_rows_of_their_own_and_a_reason_each(found):
    table = roadmap_supply.measures_table(supply.beside_plan(found["targets"]))
    cells = table.cells
    assert len({tuple(row[:2]) for row in cells}) == len(cells)
    assert not any("not judged" in row[4] for row in cells)
    assert [row[0] for row in cells if row[3].startswith("yes")] == [
        "Self-supporting rate", "Domestic market share",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_broken_line_runs_into_a_number(found, layout):
    drawing = getattr(supply_figure(found["beside"], found["plan"]), layout)
    numbers = [box for text, box in boxes(drawing) if is_number(text)]
    (axis,) = drawing.axes
    for lines in axis.collections:
        if to_hex(lines.get_color()[0]) != theme.INK:
            continue
        for segment in lines.get_segments():
            (x, start), (_, end) = axis.transData.transform(segment)
            low, high = sorted((start, end))
            assert not [box for box in numbers
                        if box.x0 < x < box.x1 and box.y0 < high and box.y1 > low]  # fmt: skip


def test_doubts_show_print_beside_reading(found):
    cells = words.doubts_table(found["doubts"]).cells
    assert len(cells) == 17
    transmission = next(row for row in cells if row[0] == "power transmission")
    assert transmission[2:8] == [
        "2020", "2020", "RMB 2.2 billion", "2.2 trillion RMB", "scale corrected", "resolved",
    ]  # fmt: skip
    software = next(row for row in cells if row[0] == "domestically produced basic software")
    assert software[2:4] == ["by 2020", "2025"]


def test_the_table_of_pairs_holds_all_units_and_the_full_table_every_figure(found):
    changes = roadmap.pair_changes(found["pairs"], found["targets"])
    cells = words.pairs_table(changes).cells
    assert len(cells) == 54
    assert {row[5].split()[-1] for row in cells if row[5].startswith("+")} == {"points"}
    assert "× 2.00" in {row[5] for row in cells}
    every = words.figures_table(roadmap.printed_figures(found["targets"], found["pairs"])).cells
    assert sum(cell != "no figure" for row in every for cell in row[4:6]) == 178


def test_supply_rows_show_floors_and_missing_years(found):
    rows = {
        row[0]: row for row in roadmap_supply.supply_table(found["beside"], found["plan"]).cells
    }
    assert rows["critical strategic materials"][4:] == [">70", ">85", "+30", "+15", "−15"]
    assert rows["basic material products"][4:] == ["–", ">90", "–", "+20", "–"]


@pytest.mark.parametrize("sectors", [[5], [7], [9, 10]], ids=str)
def test_any_choice_of_sectors_has_its_words_pictures_and_tables(sectors):
    chosen = results_for(sectors)
    for figure in figures_for(chosen).values():
        json.dumps(figure._repr_mimebundle_()[MIME], allow_nan=False)
    assert answer_for(chosen).text()
    assert words.medians(chosen["ambition"]).text()
    assert words.sectors_table(chosen["sectors"]).cells
    assert len(words.ambition_table(chosen["ambition"]).cells) == len(chosen["ambition"])
    assert len(roadmap_supply.supply_table(chosen["beside"], chosen["plan"]).cells) == len(
        chosen["beside"]
    )
    words.doubts_table(chosen["doubts"]).html()


def test_sectors_without_a_share_say_so_in_place_of_a_picture(found):
    chosen = results_for([5])
    for name, figure in figures_for(chosen).items():
        assert "in the chosen sectors" in figure.alt, name


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ((70.0, 70.0, "over"), ">70"),
        ((80.0, 80.0, "at_least"), "≥80"),
        ((30.0, 30.0, "about"), "~30"),
        ((5.0, 10.0, "exact"), "5–10"),
        ((float("nan"), float("nan"), "exact"), ""),
    ],
)
def test_targets_keep_the_sign_of_their_wording(target, shown):
    assert qualified(*target) == shown


def test_every_measure_has_words_without_underscores(found):
    assert not any("_" in language().word(name, "measures") for name in found["targets"]["measure"])
