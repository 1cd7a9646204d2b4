"""Which published values another label than the plan's has alone."""

import shutil

import pandas as pd
import pytest

from helpers import paths
from helpers.data.intake.other_labels import read_other_labels, without_milestones
from helpers.data.raw import read_raw

FILES = ("indicator_evidence.csv", "later_series.csv")


@pytest.fixture
def raw(tmp_path):
    for name in FILES:
        shutil.copy(paths.RAW / name, tmp_path / name)
    return tmp_path


def test_values_of_a_series_that_no_row_relates_to_the_plan_are_not_known(raw):
    first = read_other_labels(raw).iloc[0]
    register = read_raw("later_series.csv", raw)
    register[register["series"] != first["series"]].to_csv(raw / "later_series.csv", index=False)
    left = read_other_labels(raw)
    assert len(left)
    assert first["series"] not in set(left["series"])


def test_a_value_that_the_plan_prints_for_the_year_is_its_own():
    labels = pd.DataFrame({
        "indicator_id": ["a", "a", "b"], "year": [2015, 2020, 2015], "value": [1.0, 1.0, 1.0],
        "series": "other",
    })  # fmt: skip
    milestones = pd.DataFrame({"indicator_id": ["a", "a"], "year": [2015, 2025], "value": 1.0})
    left = without_milestones(labels, milestones)
    assert list(zip(left["indicator_id"], left["year"], strict=True)) == [("a", 2020), ("b", 2015)]
