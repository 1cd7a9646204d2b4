"""What a target table says of its plan, in a sheet of its workbook or a YAML beside it."""

from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from helpers.data.input_tables import read_input_tables
from helpers.data.intake.findings import Findings
from helpers.data.intake.plan_sheet import check_base_values, plan_of_targets
from helpers.data.plan import OWN, PlanDescription, recorded_plan
from helpers.data.raw import read_raw
from helpers.errors import DataRefused

TARGETS = "indicator_id,year,value,role\nskills,2021,54,baseline\nskills,2030,80,target\n"


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook of targets with a sheet on its plan; return its path."""

    def write_book(*rows):
        book = openpyxl.Workbook()
        book.active.title = "plan"
        for row in rows:
            book.active.append(row)
        sheet = book.create_sheet("targets")
        for line in TARGETS.splitlines():
            sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
        path = tmp_path / "goals.xlsx"
        book.save(path)
        return path

    return write_book


@pytest.fixture
def described(write):
    """Write a table of targets with a YAML on its plan beside it; return the table's path."""

    def write_both(text):
        write("goals.plan.yml", text)
        return write("goals.csv", TARGETS)

    return write_both


def test_without_targets_the_plan_is_the_published_one():
    assert plan_of_targets("") == OWN
    assert recorded_plan({"parameters": {}}) == OWN


def test_the_dates_of_the_published_plan_are_those_of_the_register():
    published = read_raw("sources.csv").set_index("source_id")["published"]
    assert (OWN.issued, OWN.first_report) == (published["plan_zh"], published["miit_2017"])


def test_a_sheet_of_the_workbook_describes_the_plan(workbook):
    path = workbook(
        ["field", "value"],
        ["Title", "Goals for 2030"],
        ["short title", "Goals"],
        ["issued", datetime(2022, 12, 14)],
        ["first_report", 2023.0],
    )
    assert plan_of_targets(path) == PlanDescription(
        "Goals for 2030", "Goals", issued="2022-12-14", first_report="2023"
    )
    assert len(read_input_tables(targets=str(path)).milestones) == 2


def test_a_yaml_beside_the_table_describes_the_plan(described):
    plan = plan_of_targets(described("title: Goals for 2030\nissued: 2022-12-14\n"))
    assert (plan.name, plan.issued) == ("Goals for 2030", "2022-12-14")


def test_a_plan_nobody_describes_has_no_name_and_is_doubted(write):
    findings = Findings()
    plan = plan_of_targets(write("goals.csv", TARGETS), findings)
    assert (plan.name, plan.slug) == ("", "plan")
    assert "goals.plan.yml" in str(findings.doubts[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("titel: Goals\n", "Did you mean 'title'?"),
        ("short_title: Goals\n", "found no title"),
        ("title: Goals\nissued: 14.12.2022\n", "a date such as 2022, 2022-12 or 2022-12-14"),
        ("title: Goals\nissued: 2022-13\n", "a date such as"),
        ("title: Goals\nbase_values: guessed\n", "one of measured, expected, both"),
        ("title: Goals\naddress: javascript:alert(1)\n", "an address such as"),
        (f"title: {'x' * 501}\n", "a line of at most 500 characters"),
        ("- title\n", "found no keys"),
        ("title: a\ntitle: b\n", "twice"),
    ],
)
def test_a_description_is_refused_in_a_sentence(described, text, words):
    with pytest.raises(DataRefused) as refused:
        plan_of_targets(described(text))
    assert words in str(refused.value)
    assert "goals.plan.yml" in str(refused.value)


def test_all_faults_of_a_sheet_are_told_with_their_rows(workbook):
    with pytest.raises(DataRefused) as refused:
        plan_of_targets(workbook(["title", "Goals"], ["title", "Aims"], ["issued", "soon"]))
    told = str(refused.value)
    assert "sheet 'plan', row 2" in told
    assert "sheet 'plan', row 3, column 'issued'" in told


@pytest.mark.parametrize(("between", "issued"), [(48, "2022"), (49, "")])
def test_fifty_rows_of_a_sheet_are_read(workbook, between, issued):
    path = workbook(["title", "Goals"], *[["", ""]] * between, ["issued", 2022])
    assert plan_of_targets(path).issued == issued


def test_a_line_of_five_hundred_characters_is_taken(described):
    assert plan_of_targets(described(f"title: {'x' * 500}\n")).title == "x" * 500


def test_two_descriptions_of_one_plan_are_refused(workbook, write):
    write("goals.plan.yml", "title: Goals\n")
    with pytest.raises(DataRefused, match="one description of the plan"):
        plan_of_targets(workbook(["title", "Goals"]))


@pytest.mark.parametrize(
    ("said", "roles", "fits"),
    [
        ("measured", ["baseline", "target"], True),
        ("expected", ["baseline", "target"], False),
        ("both", ["baseline", "expected"], True),
        ("measured", ["baseline", "expected"], False),
        ("measured", ["target"], True),
        ("", ["expected"], True),
    ],
)
def test_what_base_values_are_agrees_with_the_roles_of_the_table(said, roles, fits):
    plan, milestones = PlanDescription(base_values=said), pd.DataFrame({"role": roles})
    if fits:
        check_base_values(plan, milestones, "goals.csv")
    else:
        with pytest.raises(DataRefused, match="by the roles of the table"):
            check_base_values(plan, milestones, "goals.csv")


def test_another_plan_brings_its_own_source_and_leaves_the_others_out(described):
    text = "title: Goals\npublisher: A council\nissued: 2022-12\ncitation: Goals (2022)\n"
    sources = read_input_tables(targets=str(described(text))).sources
    assert sources["source_id"].tolist() == ["targets"]
    row = sources.iloc[0]
    assert (row["title"], row["publisher"], row["published"]) == ("Goals", "A council", "2022-12")
    assert row["note"].startswith("Goals (2022)")
