"""The menu holds the parts an edition has and marks where a page is; crumbs lead down to it."""

from helpers.report.menu import PARTS, Step, crumbs, grouped, menu
from helpers.report.roads import Road

PAGES = ["index", "02_target_trajectories", "03_progress_2016", "indicators/co2_intensity"]


def test_only_parts_with_a_page_are_listed_in_the_order_of_the_parts():
    assert [(step.words, step.href) for step in menu("index", PAGES, "2017")] == [
        ("Overview", "index.html"),
        ("2017", "03_progress_2016.html"),
        ("Indicators", "index.html#indicators"),
    ]


def test_a_part_without_its_first_page_leads_to_the_next_of_them():
    assert menu("index", ["index", "04_robustness"], "2016")[1].href == "04_robustness.html"


def test_a_page_for_all_sheets_stands_for_them_where_there_are_none():
    assert menu("index", ["index", "01_clean_indicators"], "2016")[1] == Step(
        "01_clean_indicators.html", "Indicators"
    )


def test_the_page_itself_is_marked_or_the_part_it_lies_in():
    marked = [menu(page, PAGES, "2016") for page in PAGES]
    assert [[step.current for step in steps] for steps in marked] == [
        ["page", "", ""], ["", "true", ""], ["", "page", ""], ["", "", "true"]
    ]  # fmt: skip


def test_an_edition_without_an_index_has_no_menu():
    assert menu("03_progress_2016", PAGES[1:], "2016") == []


def test_the_way_down_to_a_sheet_begins_at_the_index():
    sheet = PAGES[-1]
    assert crumbs(sheet, menu(sheet, PAGES, "2016"), "CO2 intensity") == [
        Step("index.html", "Overview"),
        Step("index.html#indicators", "Indicators"),
        Step(f"{sheet}.html", "CO2 intensity", "page"),
    ]


def test_what_the_menu_names_needs_no_way_down():
    for page in ("index", "03_progress_2016"):
        assert crumbs(page, menu(page, PAGES, "2016"), "Title") == []
    assert crumbs("99_other", menu("99_other", PAGES, "2016"), "Title") == []


def test_sheets_of_areas_lie_below_the_page_on_areas():
    there = ["index", "12_areas", "areas/18-hunan"]
    above = menu(there[-1], there, "2016")
    assert above[1:] == [Step("12_areas.html", "Areas", "true")]
    assert crumbs(there[-1], above, "Hunan")[1:] == [
        Step("12_areas.html", "Areas"),
        Step("areas/18-hunan.html", "Hunan", "page"),
    ]


def test_no_page_lies_in_two_parts():
    pages = [page for part in PARTS for page in part.pages]
    assert len(pages) == len(set(pages))


def test_roads_are_grouped_by_the_part_they_belong_to():
    names = ("03_progress_2016", "08_scoreboard", "methods", "12_areas", "13_else")
    groups = grouped([Road(f"{name}.html", name, "") for name in names], "2016")
    assert [(words, [road.title for road in own]) for words, own in groups] == [
        ("Overview", ["13_else"]),
        ("2016", ["03_progress_2016"]),
        ("Outcomes", ["08_scoreboard"]),
        ("Areas", ["12_areas"]),
        ("Methods", ["methods"]),
    ]
