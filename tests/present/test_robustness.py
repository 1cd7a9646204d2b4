"""Figures and words of notebooks 04 and 08."""

import re

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.comparison.rounding import half_width
from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.edition_tables import analyse
from helpers.analysis.hindsight.drawn import later_of
from helpers.analysis.hindsight.indicator_outcome import outcome_of
from helpers.analysis.progress.assess import assess_progress
from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.specifications import specifications
from helpers.data.hindsight import notes_of
from helpers.data.transcriptions import record_of
from helpers.present import theme
from helpers.present.facts import robustness, sheet
from helpers.present.figures.fragility import fragility_figure
from helpers.present.figures.sheet import sheet_figure
from helpers.present.figures.verdict_grid import TONES, tone_of, verdict_grid_figure
from helpers.present.words import mid_sentence
from tests.present.written import NONE, faults

CNC = "cnc_key_process_ratio"
NO_OUTCOME = outcome_of(CNC, pd.DataFrame(), {})


@pytest.fixture(scope="module")
def table(edition, results):
    return assess_progress(results.inputs)


@pytest.fixture(scope="module")
def grid(edition, results):
    return specifications(results.inputs)


@pytest.fixture(scope="module")
def rounding(edition):
    reported = edition.observations.set_index("observation_id")
    return half_width(reported["decimals"], reported["qualifier"])


@pytest.fixture(scope="module")
def verdicts(table, edition):
    return verdict_grid_figure(table, edition.indicators)


@pytest.fixture(scope="module")
def fragility(table, edition, rounding):
    return fragility_figure(table, edition.indicators, rounding)


def words_of(drawing):
    """Return what is written in a figure, each text on one line, in drawing order."""
    return [" ".join(text.get_text().split()) for text in drawing.axes[0].texts]


def test_one_grid_names_the_class_of_every_cell(verdicts, table):
    (axis,) = verdicts.wide.axes
    written = words_of(verdicts.wide)
    start = next(place for place, text in enumerate(written) if text.startswith("CNC ratio"))
    assert written[start + 1 : start + 8] == [
        "2013 → 2020", "■ Progress made but acceleration needed", "✕ not rated",
        "■ Fair progress, but acceleration needed", "■ Right Direction, Off Track*",
        "■ Score moderately improving, insufficient to attain goal",
        "■ Progress made but acceleration needed",
    ]  # fmt: skip
    rated = table["method"].isin([name for name, method in METHODS.items() if method.classes])
    assert len(axis.patches) == rated.sum()


def test_a_phone_sees_the_sign_of_every_cell(verdicts):
    signs = [text for text in words_of(verdicts.narrow) if text[0] in "▲■▼✕"]
    assert all(len(sign.rstrip("*")) == 1 for sign in signs)
    assert len(signs) == len(verdicts.wide.axes[0].patches)


def test_what_a_class_amounts_to_differs_in_sign_and_ground_and_unrated_cells_have_none(verdicts):
    (axis,) = verdicts.wide.axes
    cells = [text for text in axis.texts if text.get_text()[0] in "▲■▼✕"]
    looks = {
        text.get_text()[0]: to_hex(patch.get_facecolor())
        for text, patch in zip(cells, axis.patches, strict=True)
    }
    assert set(looks) == {"▲", "■", "▼", "✕"}
    assert len(set(looks.values())) == 4
    assert looks["✕"] == theme.PAPER


def test_not_enough_has_no_neutral_ground():
    assert theme.GROUNDS["level"] not in {TONES[name].ground for name in ("short", "little")}


def test_the_title_tells_values_on_which_all_ratings_agree_from_the_others(
    verdicts, table, edition
):
    title = verdicts.wide.axes[0].get_title(loc="left").replace("\n", " ")
    agreed, _, split = title.partition("; for ")
    rated = table[
        table["assessable"] & table["method"].map(lambda name: bool(METHODS[name].classes))
    ]
    for name, own in rated.groupby("indicator_id"):
        kinds = {tone_of(row) == "enough" for row in own.to_dict("records")}
        told = mid_sentence(edition.indicators.set_index("indicator_id").loc[name, "name_en"])
        assert told in (agreed if len(kinds) == 1 else split)


def test_off_track_is_never_shown_as_enough(table):
    own = table[(table["method"] == "acceleration") & table["assessable"]]
    tones = {row["class"]: tone_of(row) for row in own.to_dict("records")}
    assert tones == {"on_track": "enough", "off_track": "short", "well_off_track": "little"}


@pytest.mark.parametrize("indicator", [CNC, "energy_intensity"])
def test_the_grid_of_one_indicator_fits_as_well(table, edition, indicator):
    own = table[table["indicator_id"] == indicator]
    figure = verdict_grid_figure(own, edition.indicators)
    for drawing in (figure.wide, figure.narrow):
        assert faults(drawing) == NONE


def test_a_rerun_with_twice_the_base_years_fits_as_well(table, edition, rounding):
    more = pd.concat([table, table.assign(base_year=table["base_year"] + 1)], ignore_index=True)
    for figure in (
        verdict_grid_figure(more, edition.indicators),
        fragility_figure(more, edition.indicators, rounding),
    ):
        for drawing in (figure.wide, figure.narrow):
            assert faults(drawing) == NONE


@pytest.mark.parametrize("name", ["verdicts", "fragility"])
def test_no_text_is_small_cut_off_or_written_over_another(name, request):
    figure = request.getfixturevalue(name)
    for drawing in (figure.wide, figure.narrow):
        assert faults(drawing) == NONE


def test_each_report_has_its_own_rounding_over_its_tiles(fragility):
    written = [text for text in words_of(fragility.wide) if "(±" in text]
    assert [text.partition("(")[2].partition(")")[0] for text in written] == [
        "±0.05", "±0.05", "±0.05", "±1",
    ]  # fmt: skip


def test_an_exact_report_has_no_rounding_to_show(table, edition, rounding):
    figure = fragility_figure(table, edition.indicators, rounding * float("nan"))
    assert not [text for text in words_of(figure.wide) if "±" in text]
    assert "CNC ratio of key processes: rounding could turn none of 20 ratings;" in figure.alt


def test_the_title_counts_the_dark_tiles(fragility, table, rounding):
    for drawing in (fragility.wide, fragility.narrow):
        tiles = drawing.axes[0].patches
        dark = [tile for tile in tiles if to_hex(tile.get_facecolor()) == theme.INK]
        title = " ".join(drawing.axes[0].get_title(loc="left").split())
        told = f"could turn {len(dark)} of {len(tiles)} ratings"
        assert title.startswith(f"The rounding of the reported value alone {told}")
        assert len(tiles) == table["flip_change"].notna().sum()
    flips = table.dropna(subset=["flip_change"])
    within = flips["flip_change"].abs() <= flips["observation_id"].map(rounding)
    assert len(dark) == within.sum()


def test_the_least_firm_rating_comes_first(fragility):
    for group in re.split(r"[^;]*ratings;", ";".join(words_of(fragility.wide))):
        numbers = [float(text) for text in group.split(";") if re.fullmatch(r"[0-9.]+", text)]
        assert numbers == sorted(numbers)


def test_what_rounding_could_turn_is_named(fragility, table, rounding):
    flips = table.dropna(subset=["flip_change"])
    turned = flips[flips["flip_change"].abs() <= flips["observation_id"].map(rounding)]
    (names,) = [text for text in words_of(fragility.wide) if "→" in text]
    assert names.count("→") == len(turned)
    for row in turned.to_dict("records"):
        assert METHODS[row["method"]].name.split(",")[0] in names
        assert f"{row['base_year']} → {row['target_year']}" in names


def test_a_claim_counts_printed_ratings_first_and_then_each_family_once(grid, results, edition):
    told = robustness.claims(grid, results.comparison, edition.indicators)
    (cnc,) = [point for point in told.points if point.startswith("CNC ratio")]
    assert "behind all its paths" in cnc
    assert "2 of 20 ratings call its pace fast enough" in cnc
    assert "(2 of 10 from 2013 and 0 of 10 from 2015)" in cnc
    assert "%" not in told.text()


@pytest.mark.parametrize(
    ("indicator", "verdict"),
    [
        ("broadband_penetration", "always_enough"),
        ("digital_rd_tool_penetration", "enough_as_printed"),
        (CNC, "depends"),
        ("energy_intensity", "always_enough"),
    ],
)
def test_the_pace_of_a_value_is_summed_up_over_all_its_ratings(grid, indicator, verdict):
    assert robustness.pace_verdict(grid[grid["indicator_id"] == indicator]) == verdict


def test_a_pace_too_slow_as_printed_may_yet_hang_on_rounding(grid):
    own = grid[(grid["indicator_id"] == CNC) & (grid["base_year"] == 2015)]
    assert robustness.pace_verdict(own) == "short_as_printed"
    assert robustness.pace_verdict(own[~own["enough"]]) == "never_enough"


@pytest.fixture(scope="module")
def firmness(table, grid, results, edition):
    """The points of the answer by what they begin with."""
    told = robustness.answer(table, grid, results.comparison, edition.indicators)
    return dict(point.split(": ", 1) for point in told.points)


def test_the_answer_says_of_the_positions_how_many_rounding_leaves_open(firmness, results):
    positions = results.comparison["position"]
    open_ones = (positions == "too_close_to_say").sum()
    assert firmness["Position"].endswith(f"leaves {open_ones} of {len(positions)} open.")


def test_the_answer_says_apart_which_pace_verdicts_are_firm_and_which_could_turn(firmness):
    assert firmness["Pace verdict firm"].startswith(
        "broadband penetration and energy intensity, fast enough"
    )
    could = firmness["Pace verdict could turn within rounding or sampling error"]
    assert could == "digital R&D tool penetration, fast enough as printed."
    assert firmness["Pace verdict turns with the rule or the years"].startswith(
        "CNC ratio of key processes"
    )


def test_the_answer_says_why_a_verdict_turns(firmness):
    assert (
        "2 of 20 ratings call its pace fast enough: 2 of 10 from 2013 and none of 10 from 2015"
        in (firmness["Pace verdict turns with the rule or the years"])
    )


def test_the_answer_can_be_read_on_a_first_screen(table, grid, results, edition):
    told = robustness.answer(table, grid, results.comparison, edition.indicators)
    assert len(told.text().split()) <= 120


def test_the_answer_counts_ratings_that_have_a_class(firmness, table):
    classed = table[table["assessable"] & (table["class"] != "")]
    assert f" of {len(classed)} ratings" in firmness["Rounding"]
    assert len(classed) < table["assessable"].sum()


def test_the_table_of_ratings_has_the_classes_of_each_rule_in_its_own_words(table, edition):
    shown = robustness.progress_table(table, edition.indicators).cells
    words = {word for method in METHODS.values() for word in method.classes.values()}
    classes = {cell for row in shown for text in (row[5], row[6]) for cell in text.split("; ")}
    none = {"the rule has none", "no class"}
    assert {one for one in classes if not one.startswith("not rated: ")} - none <= words


def test_a_family_at_odds_with_itself_is_counted_for_neither_side():
    families = [{"family": "f", "enough": 5, "split": 2, "specifications": 9},
                {"family": "g", "enough": 9, "split": 0, "specifications": 9}]  # fmt: skip
    assert robustness.in_families(families, enough=True) == (
        "5 of 9 specifications by f (its rules differ in 2) and 9 of 9 by g"
    )
    assert robustness.in_families(families, enough=False) == (
        "2 of 9 specifications by f (its rules differ in 2) and 0 of 9 by g"
    )


def test_the_table_of_the_same_shows_that_arrow_and_factor_are_one(grid, table):
    cells = robustness.same_table(grid, table).cells
    assert [row[0] for row in cells][1] == "after State of Climate Action; after SDSN"
    whole, _, total = cells[1][2].partition(" of ")
    assert whole == total
    for row in cells[2:]:
        met, _, total = row[2].partition(" of ")
        assert met == total


def test_two_answers_on_cnc_are_explained(table, results, edition):
    told = robustness.why_two_answers(table, results.comparison, edition.indicators)
    (text,) = told.points
    assert text.startswith("CNC ratio of key processes, 2013 to 2025")
    assert "0.97 of the one needed" in text
    # The table of paths calls this one too close to say.
    assert "33.50, 0.20 above the report (within rounding), and the linear path" in text


@pytest.mark.parametrize("indicator", ["rd_intensity", "value_added_rate", CNC, "energy_intensity"])
def test_a_sheet_can_be_drawn_for_every_kind(edition, indicator):
    own = edition.only(indicator)
    results = analyse(own, PathChoices(2016))
    seen = scaled_observations(own.observations, results.points, own.indicators)
    figure = sheet_figure(results.points, results.trajectories, seen, "Name")
    assert figure.alt.startswith("Name")
    drawing = figure.wide
    assert faults(drawing) == NONE
    told = sheet.answer(own.indicators.iloc[0], own.milestones, results, NO_OUTCOME)
    assert ("no value to compare" in told.text()) is own.observations.empty


@pytest.fixture(scope="module")
def sheets(edition):
    """The figure of every indicator, with what came later."""
    record, notes, drawn = record_of(""), notes_of(""), {}
    for indicator in edition.indicators["indicator_id"]:
        own = edition.only(indicator)
        results = analyse(own, PathChoices(2016))
        seen = scaled_observations(own.observations, results.points, own.indicators)
        later = later_of(record, notes, results.points, own.indicators)
        drawn[indicator] = sheet_figure(
            results.points, results.trajectories, seen, indicator, (), later
        )
    return drawn


def test_no_text_of_a_sheet_is_small_cut_off_or_written_over_another(sheets):
    for figure in sheets.values():
        for drawing in (figure.wide, figure.narrow):
            assert faults(drawing) == NONE


def test_a_sheet_shows_what_came_later_by_its_label(sheets):
    cnc = sheets[CNC]
    assert "One later value under the plan's label, the last 34.1 in 2017." in cnc.alt
    assert "under another label, the last 66.2 in 2025." in cnc.alt
    assert {"reported", "under the plan's label", "under another label"} <= set(cnc.data["role"])
    assert "later" not in sheets["patent_density"].alt


def test_a_sheet_names_the_report_and_the_later_documents_it_draws(sheets):
    assert sheets[CNC].source == f"{CNC}-2016-miit; indicator_evidence"
    assert sheets["water_intensity"].source == "water_intensity; indicator_evidence"
    assert sheets["patent_density"].source == "patent_density"


def test_a_sheet_has_a_value_axis_on_a_phone(sheets):
    (axis,) = sheets[CNC].narrow.axes
    assert [label.get_text() for label in axis.get_yticklabels() if label.get_visible()]


@pytest.mark.parametrize(
    ("indicator", "asked"),
    [
        ("rd_intensity", "asks for 1.26 % in 2020 and 1.68 % in 2025;"),
        (
            "labour_productivity_growth",
            "asks for mean growth of about 7.5 % a year up to 2020 and about 6.5 % a year up to "
            "2025 (index, 2015 = 100: 143.6 and 196.7);",
        ),
        (
            "energy_intensity",
            "asks for a fall since 2015 of 18 % by 2020 and 34 % by 2025 (index, 2015 = 100: 82 "
            "and 66);",
        ),
        (
            "value_added_rate",
            "asks for a rise since 2015 of 2 percentage points by 2020 and 4 percentage points by "
            "2025;",
        ),
    ],
)
def test_a_sheet_says_what_is_asked_as_the_plan_prints_it(edition, indicator, asked):
    own = edition.only(indicator)
    results = analyse(own, PathChoices(2016))
    told = sheet.answer(own.indicators.iloc[0], own.milestones, results, NO_OUTCOME)
    assert asked in told.paragraphs[-1]
