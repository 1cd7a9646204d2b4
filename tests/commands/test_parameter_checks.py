"""Parameters are refused before a kernel starts: alike in a rerun, in a batch, in a notebook."""

import papermill
import pytest
import yaml

from helpers import paths
from helpers.analysis.areas import NO_AREAS
from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.documents.policies import keep_sections
from helpers.analysis.documents.roadmap import of_sectors
from helpers.analysis.edition_tables import analyse
from helpers.analysis.hindsight.results import look_back
from helpers.commands import batch as batch_command
from helpers.commands import rerun as rerun_command
from helpers.data.areas import AREA_SHEETS, chosen_areas
from helpers.edition.notebooks import all_notebooks
from helpers.edition.parameters import for_notebook
from helpers.errors import WrongCall

REFUSED = {
    ("indicators", "a,cnc_key_proces_ratio"): [
        "found indicators='a'; expected one of rd_intensity, patent_density",
        "Did you mean 'cnc_key_process_ratio'?",
    ],
    ("rules", "cubic"): ["found rules='cubic'; expected one of linear, geometric, logit."],
    ("rules", "[]"): ["found rules=[]; expected some of linear, geometric, logit."],
    ("target_years", "[2024]"): [
        "found target_years=2024; expected one of 2020, 2025. Did you mean 2025?"
    ],
    ("base_years", "[1999]"): ["found base_years=1999; expected one of 2013, 2015."],
    ("base_years", "2013,x"): ["found base_years='2013,x'; expected whole numbers."],
    ("indicator", "nope"): ["found indicator='nope'; expected one of rd_intensity"],
    ("sector", "11"): ["found sector=11; expected one of 1, 2, 3, 4"],
    ("sectors", "[99]"): ["found sectors=99; expected one of 1, 2, 3, 4"],
    ("sections", "[Q]"): ["found sections='Q'; expected one of A, B, C, D, E, F."],
    ("report_year", "2017x"): [
        "found report_year='2017x'; expected a whole number. Write one whole number"
    ],
    ("area_sheets", "[Hunan]"): [
        "expected figures of areas: the figures in use have no column 'area', or nothing in it.",
        "Add the column and the area of each figure, or leave 'area_sheets' out.",
    ],
    ("report_year", "2031"): ["no value of 2031 is reported or added", "there are values of 2016"],
}
OTHER_PLAN = (
    "indicator_id,year,value,role,unit\nforests,2021,24.1,baseline,percent\n"
    "forests,2024,24.5,target,percent\nforests,2028,25,target,percent\n"
)
FORESTS_2022 = "indicator_id,year,value\nforests,2022,24.2\n"


@pytest.fixture
def nothing_runs(monkeypatch):
    """Let whatever would start a kernel fail the test."""
    monkeypatch.setattr(rerun_command, "build", lambda *_: pytest.fail("a kernel would start"))
    monkeypatch.setattr(batch_command, "_make", lambda *_: pytest.fail("a kernel would start"))


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_rerun_refuses_what_the_edition_does_not_have(nothing_runs, name, value):
    with pytest.raises(WrongCall) as refused:
        rerun_command.rerun("mine", "", "", [f"{name}={value}"])
    assert all(words in str(refused.value) for words in REFUSED[name, value])


def test_a_sheet_of_an_unknown_area_is_refused_with_the_nearest_name(nothing_runs, write):
    text = "indicator_id,area,year,value\ncnc_key_process_ratio,Hunan,2016,31"
    added = write("f.csv", text)
    with pytest.raises(WrongCall, match=r"one of Hunan, all\. Did you mean 'Hunan'"):
        rerun_command.rerun("mine", str(added), "", ["area_sheets=Hunann"])


@pytest.mark.parametrize(("name", "value"), REFUSED)
def test_a_batch_refuses_it_in_the_same_sentences(nothing_runs, tmp_path, name, value):
    grid = tmp_path / "runs.yml"
    grid.write_text(f"runs: [{{{name}: {value!r}}}]" if "," in value else
                    f"runs: [{{{name}: {value}}}]", encoding="utf-8")  # fmt: skip
    with pytest.raises(WrongCall) as refused:
        batch_command.batch(str(grid), 1, False, "", reports=tmp_path / "reports")
    assert all(words in str(refused.value) for words in REFUSED[name, value])
    assert not (tmp_path / "reports").exists()


def test_a_batch_tells_each_fault_once_however_many_runs_have_it(nothing_runs, tmp_path):
    grid = tmp_path / "runs.yml"
    grid.write_text(
        yaml.safe_dump({"grid": {"rules": [["cubic"], ["square"]], "report_year": [2016, 2016]}})
    )
    with pytest.raises(WrongCall) as refused:
        batch_command.batch(str(grid), 1, False, "", reports=tmp_path)
    assert [problem.found for problem in refused.value.problems] == [
        "rules='cubic'",
        "rules='square'",
    ]


def in_a_notebook(name, value, edition, record):
    """Do what the cells of the notebooks do with a parameter as papermill passes it."""
    if name in ("sector", "sectors"):
        return of_sectors(record["roadmap_targets"], record["roadmap_pairs"], value)
    if name == "sections":
        return keep_sections(record["policies"], value)
    if name in ("indicator", "indicators"):
        return analyse(edition, PathChoices(2016), value)
    if name == AREA_SHEETS:
        return chosen_areas(NO_AREAS.areas, value)
    choices = PathChoices(**({"report_year": 2016} | {name: value}))
    return analyse(edition, choices)


@pytest.mark.parametrize(
    ("name", "value"), [key for key in REFUSED if key != ("report_year", "2031")]
)
def test_a_notebook_refuses_what_papermill_hands_it_in_the_same_sentences(
    edition, record, name, value
):
    given = int(value) if value.isdigit() else value
    with pytest.raises(WrongCall) as refused:
        in_a_notebook(name, given, edition, record)
    told = str(refused.value).replace("sectors=11", "sector=11")
    told = told.replace("indicators='nope'", "indicator='nope'")
    assert all(words in told for words in REFUSED[name, value])


def test_the_hindsight_refuses_a_base_year_that_the_plan_does_not_have(edition, record):
    with pytest.raises(WrongCall, match="base_years=1999; expected one of 2013, 2015"):
        look_back(edition, record, {}, [1999])


@pytest.mark.parametrize("rules", ["linear,logit", "[linear, logit]", ["linear", "logit"]])
def test_a_list_may_be_a_text_of_its_items(rules):
    assert PathChoices(2016, rules=rules).rules == ("linear", "logit")
    assert PathChoices(2016, "2013,2015").base_years == (2013, 2015)
    assert PathChoices(2016, 2013).base_years == (2013,)


def test_years_are_those_of_the_target_table_in_use(nothing_runs, write):
    targets, figures = write("plan.csv", OTHER_PLAN), write("new.csv", FORESTS_2022)
    with pytest.raises(WrongCall) as refused:
        rerun_command.rerun(
            "mine",
            str(figures),
            str(targets),
            ["report_year=2022", "base_years=2013", "target_years=2025", "sector=1"],
        )
    told = str(refused.value)
    assert "base_years=2013; expected one of 2021." in told
    assert "target_years=2025; expected one of 2024, 2028. Did you mean 2024?" in told
    assert "sector=1; expected a plan with a roadmap of sectors: the targets in use have" in told
    assert "Leave 'targets' out, or leave 'sector' out." in told


def test_years_of_another_plan_are_kept_from_notebooks_that_take_no_targets():
    hindsight = next(one for one in all_notebooks() if one.name.startswith("07"))
    chosen = {"base_years": [2021], "rules": ["linear"]}
    assert for_notebook(chosen, hindsight) == chosen
    assert for_notebook(chosen | {"targets": "x.csv"}, hindsight) == {"rules": ["linear"]}


@pytest.mark.slow
def test_plain_papermill_ends_in_our_sentence(tmp_path):
    with pytest.raises(papermill.PapermillExecutionError, match="the parameters were not taken"):
        papermill.execute_notebook(
            paths.NOTEBOOKS / "03_progress_2016.ipynb",
            tmp_path / "out.ipynb",
            {"report_year": "nineteen"},
            progress_bar=False,
            request_save_on_cell_execute=False,
        )


@pytest.mark.slow
def test_plain_papermill_takes_years_from_another_plans_targets(write, tmp_path):
    out = tmp_path / "out.ipynb"
    papermill.execute_notebook(
        paths.NOTEBOOKS / "03_progress_2016.ipynb",
        out,
        {
            "targets": str(write("plan.csv", OTHER_PLAN)),
            "observations": str(write("new.csv", FORESTS_2022)),
            "report_year": 2022,
        },
        progress_bar=False,
        request_save_on_cell_execute=False,
    )
    text = out.read_text("utf-8")
    assert "2021" in text
    assert "2028" in text


@pytest.mark.slow
def test_a_batch_takes_years_from_another_plans_targets(write, tmp_path):
    write("plan.csv", OTHER_PLAN)
    write("new.csv", FORESTS_2022)
    grid = write(
        "plans.yml",
        "notebooks: [3]\nruns: [{targets: plan.csv, observations: new.csv, report_year: 2022}]",
    )
    batch_command.batch(str(grid), 1, False, "", reports=tmp_path / "reports")
    (page,) = (tmp_path / "reports").rglob("03_progress_2016.html")
    assert "forests" in page.read_text("utf-8")
