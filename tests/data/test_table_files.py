"""The tables of an edition as files: read when asked for, what names things as plain texts."""

import pandas as pd
import pytest

from helpers.data.areas import of_areas, of_whole
from helpers.data.table_files import TableFiles, texts_of

SOURCES = b'source_id,title\nplan_zh,"The plan, printed"\nlater,\n'
OBSERVATIONS = (
    b"observation_id,year,value,locator,area\nrate,2016,33.3,,whole\nrate-n,2016,30,row 2,N\n"
)
MILESTONES = b"indicator_id,year,area\nrate,2020,whole\n"
AREAS = "area,name,order\nwhole,whole,0\nN,东部,1\n".encode()


@pytest.fixture
def files():
    return TableFiles(
        {
            "sources.csv": SOURCES,
            "observations.csv": OBSERVATIONS,
            "milestones.csv": MILESTONES,
            "areas.csv": AREAS,
            "datapackage.json": b"{}",
        }
    )


def test_every_table_is_there_by_name_and_what_is_no_table_is_not(files):
    assert list(files) == ["sources", "observations", "milestones", "areas"]
    assert "sources" in files
    assert "datapackage" not in files
    assert files.get("scoreboard") is None


def test_a_table_is_read_once_in_its_kinds_and_speaks_of_the_whole(files):
    observations = files["observations"]
    assert observations.to_dict("records") == [
        {"observation_id": "rate", "year": 2016, "value": 33.3, "locator": ""}
    ]
    assert files["observations"] is observations


def test_what_is_said_of_areas_stands_apart_and_their_register_is_whole(files):
    assert list(files["areas"]["name"]) == ["whole", "东部"]
    assert list(files.by_area.areas["name"]) == ["东部"]
    assert list(files.by_area.observations["observation_id"]) == ["rate-n"]
    assert files.by_area.milestones.empty
    assert TableFiles({"sources.csv": SOURCES}).by_area is None


@pytest.mark.parametrize(
    ("name", "columns"),
    [("sources", ("source_id", "title")), ("observations", ("observation_id", "year", "locator"))],
)
def test_texts_are_those_of_the_table_read_whole(files, name, columns):
    texts = texts_of(files, name, columns)
    assert texts == texts_of({name: files[name]}, name, columns)
    assert len(texts) == len(files[name])


def test_texts_of_a_missing_cell_are_blank():
    tables = {"sources": pd.DataFrame({"source_id": ["a"], "title": [None]})}
    assert texts_of(tables, "sources", ("title",)) == [{"title": ""}]


def test_rows_of_whole_and_areas_are_all_rows(files):
    rows = files.with_areas("observations")
    assert len(rows) == len(of_whole(rows)) + len(of_areas(rows)) == 2
