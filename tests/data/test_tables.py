"""Declared tables: which cells a row needs, the ends of its numbers, what an edition publishes."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers.data.schema import Table
from helpers.data.tables import catalogue, columns
from helpers.data.tables.assessment import CORE
from helpers.data.validate import check_table

READ = "item measure value unit qualifier role suspect source_id locator"
SEEN_AS = (
    "label_printed qualifier period precision status publisher document seen grade comparability"
)
# The cells without which a row says nothing; every other cell may be blank.
NEEDED = {
    "sources": "source_id title publisher language kind",
    "indicators": "indicator_id category name_en name_zh unit better target_kind population "
    "definition",
    "milestones": "indicator_id year value role qualifier source_id locator",
    "observations": "observation_id indicator_id year value unit qualifier series status "
    "source_id locator comparable",
    "renderings": "indicator_id year field zh en_cset en_g6 used reason",
    "trajectories": "indicator_id rule base_year target_year year value path scale value_low "
    "value_high",
    "comparison": "indicator_id report_year rule base_year target_year expected pace_planned "
    "position scale observation_id qualifier",
    "past_targets": "indicator_id report_year target_year target outcome scale observation_id "
    "qualifier",
    "progress": "indicator_id report_year method base_year target_year assessable "
    "observation_id observed",
    "specifications": "indicator_id report_year base_year target_year method corner sampling "
    "observed class enough observation_id",
    "roadmap_targets": f"target_id sector_no sector subsector paragraph {READ}",
    "roadmap_pairs": "pair_id item sector_no measure value_2020 value_2025 unit match "
    "target_id_2020 target_id_2025",
    "programme_targets": "target_id programme printed_zh item measure role suspect source_id "
    "locator",
    "plan_figures": f"figure_id basis {READ}",
    "programme_reports": f"figure_id section {READ}",
    "programme_delivery": "delivery_id target_ref reported_ref comparable reason",
    "chamber_figures": f"figure_id section {READ}",
    "article_figures": f"figure_id section about {READ}",
    "policies": "policy_id section order_printed title_en agency_printed agencies date_printed "
    "date date_precision suspect source_id locator",
    "funds": "fund_id name kind suspect source_id locator",
    "discrepancies": "discrepancy_id source_id field status reason",
    "coverage": "source_id text sha256 digits value year date footnote_mark list_number name "
    "page_furniture citation",
    "target_evidence": f"evidence_id target_id {SEEN_AS}",
    "indicator_evidence": f"evidence_id indicator_id series {SEEN_AS} in_later_observations",
    "later_observations": f"later_id indicator_id series {SEEN_AS} conflict",
    "targets_searched": "target_id status",
    "evidence_hosts": "host owner",
    "outside_assessments": "assessment_id publisher document verdict list_judged grade seen",
    "hindsight": "indicator_id path rule base_year year projected published series same_series "
    "error absolute_error interval_score grade later_id capped date projected_low "
    "projected_high published_low published_high scale",
    "later_series": "series indicator_id relation label reason source_id",
    "series_evidence": "evidence_id indicator_id side strength statement",
    "scoreboard": "target_id kind year outcome leaning reason role target_printed",
}
BLANK = {"string": "", "boolean": None}


def declared(name):
    """Return a table as declared, alone: its keys and rules concern more than one cell."""
    tables = catalogue.ALL
    table = next(table for table in tables if table.name == name)
    return replace(table, foreign_keys=(), rules=())


def filled(column):
    if column.kind == "string":
        return column.choices[0] if column.choices else "words"
    return {"boolean": False, "year": 2016}.get(column.kind, 3)


def least(table):
    """Return the row that has the needed cells and no others."""
    return {
        column.name: filled(column)
        if column.name in NEEDED[table.name].split()
        else BLANK.get(column.kind, float("nan"))
        for column in table.columns
    }


def faulted(row, table):
    return [problem.column for problem in check_table(pd.DataFrame([row]), table, {}, "t.csv")]


@pytest.mark.parametrize("name", NEEDED)
def test_a_row_with_its_needed_cells_alone_holds(name):
    table = declared(name)
    assert set(NEEDED[name].split()) <= set(table.names)
    assert faulted(least(table), table) == []


@pytest.mark.parametrize("name", NEEDED)
def test_a_row_without_one_of_its_needed_cells_is_refused_there(name):
    table, needed = declared(name), NEEDED[name].split()
    rows = [
        least(table) | {missing: BLANK.get(table.column(missing).kind, float("nan"))}
        for missing in needed
    ]
    problems = check_table(pd.DataFrame(rows), table, {}, "t.csv")
    assert {(problem.row - 2, problem.column) for problem in problems} == set(enumerate(needed))


def ends(column):
    """Return which of a column's numbers, from 0 on, hold."""
    table = Table("t", "T", "a row", (column,), primary_key=(column.name,))
    rows = pd.DataFrame({column.name: range(2100)})
    refused = {problem.row - 2 for problem in check_table(rows, table, {}, "t.csv")}
    held = sorted(set(range(2100)) - refused)
    assert held == list(range(held[0], held[-1] + 1))
    return held[0], held[-1]


@pytest.mark.parametrize(
    ("name", "column", "expected"),
    [
        ("policies", "order_printed", (1, 42)),
        ("roadmap_targets", "sector_no", (1, 10)),
        ("roadmap_pairs", "sector_no", (1, 10)),
        ("outside_assessments", "sector_no", (1, 10)),
    ],
)
def test_running_numbers_end_where_the_printed_lists_end(name, column, expected):
    assert ends(declared(name).column(column)) == expected


def test_years_run_from_1949_to_2049_and_printed_decimals_from_none_to_twelve():
    assert ends(columns.year("year", "A year")) == (1949, 2049)
    assert ends(columns.DECIMALS) == (0, 12)
    assert not columns.DECIMALS.required


@pytest.mark.parametrize("declare", ["year", "text", "number"])
def test_a_column_needs_its_cells_unless_a_blank_has_a_meaning(declare):
    column = getattr(columns, declare)
    assert column("name", "What it says").required
    assert not column("name", "What it says; blank: none", required=False).required


def test_a_choice_needs_its_cells_unless_a_blank_has_a_meaning():
    assert columns.choice("name", "What it says", ("one", "other")).required
    assert not columns.choice("name", "Blank: none", ("one", "other"), required=False).required


def test_another_plan_has_the_core_tables_without_the_texts_of_the_published_one():
    names = [table.name for table in catalogue.tables_of("plan.csv")]
    core = [table.name for table in CORE]
    assert names == [name for name in core if name != "renderings"]
    everything = [table.name for table in catalogue.tables_of("")]
    assert everything[: len(core)] == core
    assert sorted(everything) == sorted(NEEDED)
