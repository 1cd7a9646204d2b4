"""The plan: a page for each notebook, and for each subject of a sheet."""

import pytest

from helpers.edition.notebooks import all_notebooks, find_notebook
from helpers.errors import WrongCall
from helpers.run.plan import damaged_files, plan_tasks


def test_the_sheet_makes_a_page_for_each_indicator(tmp_path, edition):
    tasks = plan_tasks(all_notebooks(), {}, {}, tmp_path)
    sheets = [task.page for task in tasks if task.page.startswith("indicators/")]
    assert sheets == [f"indicators/{name}" for name in edition.indicators["indicator_id"]]
    assert len({task.page for task in tasks}) == len(tasks)


def test_the_default_sheet_runs_without_an_injected_cell(tmp_path):
    tasks = {task.page: task for task in plan_tasks(all_notebooks(), {}, {}, tmp_path)}
    assert tasks["indicators/cnc_key_process_ratio"].parameters == {}
    assert tasks["indicators/rd_intensity"].parameters == {"indicator": "rd_intensity"}


@pytest.fixture
def other_plan(write):
    rows = "indicator_id,year,value,role\ns,2021,54,baseline\ns,2030,80,target"
    return str(write("plan.csv", rows))


def sheets_of(values, folder):
    tasks = plan_tasks(all_notebooks(), values, {}, folder)
    return [task.page for task in tasks if "/" in task.page]


def test_the_plan_has_a_sheet_for_each_sector_of_the_roadmap(tmp_path, record):
    numbers = sorted(set(record["roadmap_targets"]["sector_no"]))
    sheets = [page for page in sheets_of({}, tmp_path) if page.startswith("sectors/")]
    assert sheets == [f"sectors/{number}" for number in numbers]


def test_chosen_subjects_limit_the_sheets(tmp_path):
    values = {"indicators": ["co2_intensity"], "sectors": [4, 2]}
    assert sheets_of(values, tmp_path) == ["indicators/co2_intensity", "sectors/2", "sectors/4"]


def test_another_plan_has_sheets_of_its_indicators_and_none_of_the_sectors(tmp_path, other_plan):
    assert sheets_of({"targets": other_plan}, tmp_path) == ["indicators/s"]


def test_a_subject_that_is_set_makes_the_page_of_the_notebook(tmp_path):
    (task,) = plan_tasks([find_notebook("10", all_notebooks())], {"sector": 2}, {}, tmp_path)
    assert (task.page, task.parameters) == ("10_sector_sheet", {"sector": 2})


def test_an_unknown_subject_is_refused_with_the_known_ones_before_anything_runs(
    tmp_path, other_plan
):
    notebooks = all_notebooks()
    with pytest.raises(WrongCall, match=r"no sector '11'\. There are 1, 2, .*, 9, 10$"):
        plan_tasks(notebooks, {"sector": 11}, {}, tmp_path)
    with pytest.raises(
        WrongCall, match=r"no indicator 'co2_intensit'\. Did you mean 'co2_intensity'\?"
    ):
        plan_tasks(notebooks, {"indicator": "co2_intensit"}, {}, tmp_path)
    with pytest.raises(WrongCall, match=r"no sector '1'\. This edition has none"):
        plan_tasks(notebooks, {"sector": 1, "targets": other_plan}, {}, tmp_path)


def test_a_first_run_and_a_damaged_file_are_reasons(tmp_path):
    notebook = find_notebook("03", all_notebooks())
    (first,) = plan_tasks([notebook], {}, {}, tmp_path)
    assert first.reasons == ("it has not run for this edition",)
    record = {
        "notebooks": {notebook.name: {"fingerprint": first.fingerprint}},
        "files": {first.output: "0" * 64},
    }
    (gone,) = plan_tasks([notebook], {}, record, tmp_path)
    assert gone.reasons == ("its stored outputs are gone or were changed by hand",)
    assert damaged_files(tmp_path, record) == [first.output]
