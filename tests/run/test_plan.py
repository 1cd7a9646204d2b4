"""The plan: a page for each notebook, and one for each indicator of the sheet."""

from helpers.edition.notebooks import all_notebooks, find_notebook
from helpers.run.plan import damaged_files, indicator_ids, plan_tasks


def test_the_sheet_makes_a_page_for_each_indicator(tmp_path, edition):
    tasks = plan_tasks(all_notebooks(), {}, {}, tmp_path)
    sheets = [task.page for task in tasks if task.page.startswith("indicators/")]
    assert sheets == [f"indicators/{name}" for name in edition.indicators["indicator_id"]]
    assert len({task.page for task in tasks}) == len(tasks)


def test_the_default_sheet_runs_without_an_injected_cell(tmp_path):
    tasks = {task.page: task for task in plan_tasks(all_notebooks(), {}, {}, tmp_path)}
    assert tasks["indicators/cnc_key_process_ratio"].parameters == {}
    assert tasks["indicators/rd_intensity"].parameters == {"indicator": "rd_intensity"}


def test_chosen_indicators_limit_the_sheets(write):
    assert indicator_ids({"indicators": ["co2_intensity"]}) == ["co2_intensity"]
    plan = write("plan.csv", "indicator_id,year,value,role\ns,2021,54,baseline\ns,2030,80,target")
    assert indicator_ids({"targets": str(plan)}) == ["s"]


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
