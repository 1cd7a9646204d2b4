"""The page on areas: what it says, shows and draws of test data."""

import re

import pytest

from helpers.analysis.areas import analyse_areas
from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import analyse
from helpers.data.input_tables import read_input_tables
from helpers.present import theme
from helpers.present.facts import areas as words
from helpers.present.facts import comparison
from helpers.present.figures.areas import counts_figure, spread_figure, tiles_figure
from tests.panels import NOTE, PROVINCES, cities, panel_rows, write_csv

CHOSEN = ("cnc_key_process_ratio", "energy_intensity")


def results_of(folder, areas):
    path = write_csv(folder / "p.csv", panel_rows(areas, (2016, 2017, 2018), CHOSEN))
    return analyse_areas(read_input_tables(path), PathChoices(2018), CHOSEN)


@pytest.fixture(scope="module")
def provinces(tmp_path_factory):
    return results_of(tmp_path_factory.mktemp("provinces"), PROVINCES)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return results_of(tmp_path_factory.mktemp("cities"), cities(70))


def test_the_answer_counts_areas_and_names_the_first_and_the_last(provinces):
    seen = words.views(provinces)
    told = words.answer(provinces, seen).points
    assert len(told) == 2
    rows = provinces.verdicts.query("indicator_id == 'cnc_key_process_ratio'")
    ahead = rows["verdict"].isin(["ahead", "leans_ahead"]).sum()
    best = rows.sort_values("observed")["area"].iloc[-1]
    assert told[0].startswith(f"CNC ratio of key processes: {ahead} of 31 ahead")
    assert f"First: {best} (" in told[0]


def test_where_lower_is_better_the_lowest_comes_first(provinces):
    view = words.views(provinces)[1]
    rows = provinces.verdicts.query("indicator_id == 'energy_intensity'")
    assert view.ranked[0].name == rows.loc[rows["observed"].idxmin(), "area"]
    assert "Lower is better" in words.describe(view).text()


def test_areas_that_rounding_cannot_tell_apart_stand_by_their_printed_values(tmp_path):
    rows = [[name, area, 2018, f"{start + place / 10:.1f}", NOTE]
            for name, start in zip(CHOSEN, (40, -10), strict=True)
            for place, area in enumerate(cities(5))]  # fmt: skip
    added = read_input_tables(write_csv(tmp_path / "near.csv", rows))
    higher, lower = words.views(analyse_areas(added, PathChoices(2018), CHOSEN))
    assert [one.observed for one in higher.ranked] == ["40.4", "40.3", "40.2", "40.1", "40.0"]
    assert [one.observed for one in lower.ranked] == ["90.0", "90.1", "90.2", "90.3", "90.4"]


def test_the_answer_names_the_scale_and_where_lower_is_better(provinces):
    share, index = words.answer(provinces, words.views(provinces)).points
    assert "Lower is better" in index
    assert "Lower is better" not in share
    assert "(index, 2015 = 100)" in index


def test_every_area_stands_in_the_matrix_with_sign_and_gap(provinces):
    table = words.matrix_table(provinces, words.views(provinces))
    cells = table.cells
    assert [row[0] for row in cells] == list(PROVINCES)
    signs = {cell[0] for row in cells for cell in row[1:]}
    assert signs <= set("▲△●◇◆▽▼")
    assert "▲ ahead of every path" in table.note


def test_long_lists_are_cut_and_say_where_the_rest_is(many):
    seen = words.views(many)
    matrix = words.matrix_table(many, seen)
    ranking = words.ranking_table(seen[0])
    assert (len(matrix.rows), len(ranking.rows)) == (60, 40)
    assert "all of them are in area_verdicts.csv" in matrix.note
    assert "The first 20 and the last 20 of 70 areas" in ranking.note
    best = many.verdicts.query("indicator_id == 'cnc_key_process_ratio'")["observed"].max()
    assert ranking.rows["observed"].max() == best


def test_without_areas_the_page_says_how_to_add_them(edition):
    none = analyse_areas(edition, PathChoices(2016))
    assert words.views(none) == []
    assert "no values of areas" in words.answer(none, []).text()
    assert words.matrix_table(none, []).rows.empty


def test_provinces_are_drawn_as_tiles_and_cities_are_not(provinces, many):
    view = words.views(provinces)[0]
    tiles = tiles_figure(view, provinces.areas)
    drawn = theme.svg(tiles.wide)
    assert all(name in drawn for name in PROVINCES)
    assert all(len(name) > 0 for name in tiles.data["area"])
    assert tiles_figure(words.views(many)[0], many.areas) is None


def test_areas_have_a_row_each_until_they_are_too_many(provinces, many):
    few, cloud = (spread_figure(words.views(one)[0]) for one in (provinces, many))
    names, dots = theme.svg(few.narrow), theme.svg(cloud.narrow)
    assert all(name in names for name in PROVINCES)
    assert "Test city 001" not in dots
    assert len(cloud.data) == 70
    for figure in (few, cloud):
        assert "Left out" in figure.caption
        assert "of 31 areas" in figure.alt or "of 70 areas" in figure.alt


def test_bars_count_the_areas_of_each_indicator(provinces):
    figure = counts_figure(words.views(provinces))
    assert figure.data[["ahead", "between", "behind"]].sum(axis=1).tolist() == [31, 31]
    theme.svg(figure.wide)
    theme.svg(figure.narrow)


def test_a_cloud_of_areas_is_drawn_with_few_bytes(tmp_path):
    view = words.views(results_of(tmp_path, cities(333)))[0]
    (bundle,) = (value for value in spread_figure(view)._repr_mimebundle_().values()
                 if isinstance(value, dict))  # fmt: skip
    assert len(bundle["svg"]) < 333 * 90
    drawn = re.findall(r"M [\d.]+ [\d.]+ *\n?L [\d.]+ [\d.]+", bundle["svg"])
    assert len(drawn) >= view.rows["observed"].nunique()


def test_a_chain_of_printed_growth_is_shown_with_the_decimals_of_its_scale(tmp_path):
    growth = "labour_productivity_growth"
    rows = [[growth, "North", year, value, NOTE]
            for year, value in ((2016, "7.31"), (2017, "7.43"), (2018, "6.91"))]  # fmt: skip
    added = read_input_tables(write_csv(tmp_path / "p.csv", rows))
    (view,) = words.views(analyse_areas(added, PathChoices(2018), [growth]))
    assert view.ranked[0].observed == "123.25"


def test_where_areas_alone_have_values_the_page_on_the_year_says_so(tmp_path):
    path = write_csv(tmp_path / "p.csv", panel_rows(("North", "South"), (2018,), CHOSEN))
    results = analyse(read_input_tables(path), PathChoices(2018))
    told = comparison.answer(results).text()
    assert told.startswith("No value of all areas together can be compared with a path")
