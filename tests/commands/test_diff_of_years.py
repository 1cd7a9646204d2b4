"""Differences between two report years: matched by indicator and path, no value cut."""

import json

import pytest

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import analyse
from helpers.commands.diff import compare_editions
from helpers.data.input_tables import read_input_tables
from helpers.data.tables.assessment import COMPARISON, INDICATORS, MILESTONES, OBSERVATIONS
from helpers.data.trace import read_printed, trace
from helpers.data.write import write_csv
from helpers.report.differences import differences_page

TARGETS = "indicator_id,year,value,role\nskills,2021,54,baseline\nskills,2030,80,target\n"
FIGURES = "indicator_id,year,value\nskills,2023,55.6\nskills,2025,61.2\n"


@pytest.fixture
def two_years(write, tmp_path):
    """Folders of two editions that differ in the report year alone."""
    edition = read_input_tables(str(write("f.csv", FIGURES)), str(write("t.csv", TARGETS)))

    def folder(year):
        place = tmp_path / str(year)
        (place / "tables").mkdir(parents=True)
        results = analyse(edition, PathChoices(year))
        tables = dict(edition) | {"comparison": results.comparison}
        for table in (INDICATORS, MILESTONES, OBSERVATIONS, COMPARISON):
            write_csv(tables[table.name], table, place / "tables")
        parameters = {"report_year": year, "rules": ["linear", "geometric", "logit"] * 3}
        if year == 2025:
            parameters["rules"] = parameters["rules"][:-1]
        record = {"report_year": year, "inputs": {}, "parameters": parameters}
        (place / "run.json").write_text(json.dumps(record), "utf-8")
        return place

    return folder(2023), folder(2025)


def test_two_years_are_matched_by_indicator_and_path(two_years):
    found = compare_editions(*two_years)
    assert {one.kind for one in found} == {"parameter", "changed"}
    gaps = [one for one in found if one.where.endswith(", gap")]
    assert [one.where for one in gaps] == [
        f"comparison skills {rule} 2021 2030 1, gap" for rule in ("linear", "geometric", "logit")
    ]
    observed = [one for one in found if one.where.endswith("linear 2021 2030 1, observed")]
    assert [(one.before, one.after) for one in observed] == [("55.6", "61.2")]


def test_trace_finds_every_line_that_diff_prints_of_a_path(two_years):
    lines = [one.where for one in compare_editions(*two_years) if one.kind == "changed"]
    for folder, observed in zip(two_years, ("55.6", "61.2"), strict=True):
        printed = read_printed(folder / "tables", [COMPARISON])
        for line in lines:
            (row,) = trace(line, printed, [COMPARISON])
            assert row.row["observed"] == observed
            assert row.row["rule"] in line


def test_no_value_is_cut(two_years):
    found = {one.where: one for one in compare_editions(*two_years)}
    rules = ["linear", "geometric", "logit"] * 3
    assert (found["rules"].before, found["rules"].after) == (str(rules), str(rules[:-1]))


def test_the_page_names_indicator_and_path(two_years):
    found = [vars(one) for one in compare_editions(*two_years)]
    html = differences_page(found, "one", "two", {"skills": "Digital skills"})
    assert "Digital skills, linear path 2021 to 2030" in html
    assert ">new<" not in html
