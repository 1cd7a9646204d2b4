"""Two other plans, from published figures, through to their pages."""

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest
import yaml

from helpers.check.pages import check_pages
from helpers.commands.build import build
from helpers.data.input_tables import read_input_tables
from helpers.present.facts import indicators
from tests.commands.conftest import keep_to

PLANS = Path(__file__).parents[1] / "plans"
# The software that made a version, and the default of a parameter, are named as what they are.
OF_SOFTWARE = re.compile(
    r"made with release [\d.]+ of the Made in China 2025 indicator compendium"
    r"|empty for Made in China 2025"
)
OWN_WORDS = re.compile(r"Made in China|State Council|MIIT|ministry|roadmap", re.I)
CODE = re.compile(r'<details class="code">.*?</details>', re.DOTALL)


def as_workbook(name, folder):
    """Return a table of targets and its description as one workbook."""
    book = openpyxl.Workbook()
    book.active.title = "targets"
    with (PLANS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            book.active.append(row)
    sheet = book.create_sheet("plan")
    told = yaml.safe_load((PLANS / f"{name}.plan.yml").read_text("utf-8"))
    for key, value in told.items():
        sheet.append([key, value])
    book.save(folder / f"{name}.xlsx")
    return folder / f"{name}.xlsx"


def edition_of(folder, targets, name, years):
    values = {
        "targets": str(targets),
        "observations": str(PLANS / f"{name}_reported.csv"),
        "report_years": years,
    }
    with pytest.MonkeyPatch.context() as patch:
        keep_to(folder, patch)
        build(values, name, "mic2025 rerun", reports=folder / "reports")
    return folder / "reports" / name


@pytest.fixture(scope="module")
def digital_decade(tmp_path_factory):
    folder = tmp_path_factory.mktemp("eu")
    return edition_of(folder, PLANS / "digital_decade.csv", "digital_decade", [2023, 2024])


@pytest.fixture(scope="module")
def fourteenth_plan(tmp_path_factory):
    folder = tmp_path_factory.mktemp("china")
    return edition_of(folder, as_workbook("fourteenth_plan", folder), "fourteenth_plan",
                      [2021, 2023, 2024])  # fmt: skip


@pytest.fixture(params=["digital_decade", "fourteenth_plan"])
def edition(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", ["digital_decade", "fourteenth_plan"])
def test_every_figure_of_an_example_names_where_it_stands(name):
    for path in (PLANS / f"{name}.csv", PLANS / f"{name}_reported.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            assert all(row["source"].strip() for row in csv.DictReader(file)), path.name
    read_input_tables(str(PLANS / f"{name}_reported.csv"), str(PLANS / f"{name}.csv"))


def test_tables_name_the_source_that_the_plan_states_and_the_file_of_figures():
    reported = PLANS / "digital_decade_reported.csv"
    read = read_input_tables(str(reported), str(PLANS / "digital_decade.csv"))
    source = "Digital Decade Policy Programme 2030, European Parliament and Council of the "
    for shown in (indicators.grid_table(read), indicators.milestones_table(read)):
        assert f"Source: {source}European Union 2022." in shown.note
    assert "Source: digital_decade_reported.csv." in indicators.observations_table(read).note


@pytest.mark.slow
def test_pages_speak_of_their_own_plan_alone(edition):
    for path in edition.rglob("*.html"):
        body = CODE.sub(" ", path.read_text("utf-8").partition("<body>")[2])
        told = re.sub(r"<[^>]+>", " ", body)
        left = OF_SOFTWARE.sub("", re.sub(r"\s+", " ", told))
        found = OWN_WORDS.search(left)
        assert not found, (path.name, left[max(0, found.start() - 80) : found.end() + 40])


@pytest.mark.slow
def test_what_belongs_to_the_published_plan_has_no_page(edition):
    names = {path.name[:2] for path in edition.glob("*.html") if path.name[:2].isdigit()}
    assert names == {"01", "02", "03", "04", "11"}
    assert not (edition / "sectors").exists()
    assert not (edition / "changes.html").exists()


@pytest.mark.slow
def test_pages_hold_together(edition):
    files = {p.relative_to(edition).as_posix(): p.read_bytes() for p in edition.rglob("*")
             if p.is_file()}  # fmt: skip
    check = check_pages(files)
    assert not check.findings, check.findings


@pytest.mark.slow
def test_head_citation_record_and_package_name_the_plan(digital_decade):
    index = (digital_decade / "index.html").read_text("utf-8")
    assert ">Digital Decade 2030 indicator compendium</a>" in index
    assert "Was Digital Decade 2030 on its path in 2024?" in index
    assert "Decision (EU) 2022/2481" in (digital_decade / "downloads.html").read_text("utf-8")
    package = json.loads((digital_decade / "tables" / "datapackage.json").read_text("utf-8"))
    assert package["name"] == "digital-decade-2030-indicators"
    assert package["sources"][0]["path"] == "https://eur-lex.europa.eu/eli/dec/2022/2481/oj"
    crate = json.loads((digital_decade / "ro-crate-metadata.json").read_text("utf-8"))
    root = next(one for one in crate["@graph"] if one["@id"] == "./")
    assert root["name"].startswith("Digital Decade 2030 indicator compendium")
    assert (digital_decade / "inputs" / "targets" / "digital_decade.plan.yml").is_file()


@pytest.mark.slow
def test_a_description_in_the_workbook_does_the_same(fourteenth_plan):
    index = (fourteenth_plan / "index.html").read_text("utf-8")
    assert "China&#39;s 14th Five-Year Plan indicator compendium</a>" in index
    assert (fourteenth_plan / "tables" / "china-s-14th-five-year-plan-tables.xlsx").is_file()


@pytest.mark.slow
def test_several_report_years_stand_in_one_table_and_one_picture(edition):
    page = (edition / "03_progress_2016.html").read_text("utf-8")
    assert page.count("Over the years") >= 2
    assert "Position in each of the years" in page
    assert (edition / "figures" / "03_progress_2016-years.svg").is_file()
