"""The page of downloads: every file of the tables, told apart by what it holds."""

import pandas as pd

from helpers.report.downloads import bundles, downloads_page, table_files
from helpers.report.reference_frame import reference_frame

FILES = ["tables/mic2025-tables.xlsx", "tables/datapackage.json", "tables/milestones.csv"]
RECORD = {"parameters": {"targets": ""}, "edition": "published", "version": "0"}


def test_workbook_and_package_come_apart_from_the_tables():
    assert [road.title for road in bundles(FILES)] == ["mic2025-tables.xlsx", "datapackage.json"]
    (table,) = table_files(FILES, {"milestones": pd.DataFrame({"a": range(3)})}, "")
    assert table.href == "tables/milestones.csv"
    assert table.description.endswith(", 3 rows")


def test_a_file_that_is_no_declared_table_is_not_listed():
    assert table_files(["tables/other.csv"], {}, "") == []


def test_the_page_links_each_file_and_says_how_to_rerun():
    html = downloads_page(reference_frame("downloads"), {}, RECORD, FILES)
    for name in [*FILES, "run.json"]:
        assert f'<a href="{name}" download>' in html
    assert "mic2025 rerun --observations figures.xlsx" in html
    assert "@misc{mic2025-compendium-0," in html


def test_without_tables_it_has_no_list_of_them():
    assert 'id="tables"' not in downloads_page(reference_frame("downloads"), {}, RECORD, [])
