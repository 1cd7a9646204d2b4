"""The plan: a page for each notebook, and one for each indicator of the sheet."""

import pytest

from helpers.edition.notebooks import all_notebooks
from helpers.errors import WrongCall
from helpers.run.plan import indicator_ids, plan_tasks


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


def test_an_unknown_indicator_gets_the_nearest(edition):
    with pytest.raises(WrongCall, match="Did you mean 'cnc_key_process_ratio'"):
        edition.only("cnc_key_proces")
