"""The readings of later figures: read, held to their declarations, and kept to the plan."""

import shutil

import pandas as pd
import pytest

from helpers import paths
from helpers.data.hindsight import notes_of, read_hindsight
from helpers.data.raw import references
from helpers.data.tables.hindsight import NOTE_FILES
from helpers.errors import DataRefused

TABLES = ["later_series", "series_evidence", "outside_assessments"]


@pytest.fixture
def folder(tmp_path):
    for file in NOTE_FILES:
        shutil.copy(paths.RAW / file, tmp_path / file)
    return tmp_path


def change(folder, file, column, text):
    table = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
    table.loc[1, column] = text
    table.to_csv(folder / file, index=False)


def test_three_tables_are_read_with_their_types(folder):
    tables = read_hindsight(folder)
    assert list(tables) == TABLES
    sectors = tables["outside_assessments"].set_index("assessment_id")["sector_no"]
    assert sectors["merics-2025-5"] == 5
    assert pd.isna(sectors["merics-2025-all"])


def test_another_plan_has_no_readings(folder):
    assert notes_of("targets.csv", folder) == {}
    assert list(notes_of("", folder)) == TABLES


def test_cells_of_no_number_and_cells_beyond_their_declaration_are_told_together(folder):
    change(folder, "outside_assessments.csv", "sector_no", "soon")
    change(folder, "series_evidence.csv", "side", "perhaps")
    with pytest.raises(DataRefused) as refused:
        read_hindsight(folder)
    assert [(problem.file, problem.row, problem.column) for problem in refused.value.problems] == [
        ("series_evidence.csv", 3, "side"),
        ("outside_assessments.csv", 3, "sector_no"),
    ]


def test_names_in_a_cell_are_separated_by_semicolons():
    assert references("a-2020; b-2021;") == ["a-2020", "b-2021"]
    assert references("") == []
