"""The scratch edition against the stored one: every kind of departure is named."""

import json
import shutil

import pytest

from helpers import paths
from helpers.check.nbval import run_nbval
from helpers.check.rebuild import COPIED, build_in, compare_rebuilt, differing, make_scratch
from helpers.edition.notebooks import read_notebook

pytestmark = pytest.mark.slow

PAGE = (
    '<html><head><title>x</title></head><body><main><h1 id="top">x</h1><p>33.3 %</p>'
    '<a href="#top">up</a></main></body></html>'
)
TABLE = "indicator_id,year,value\ncnc,2020,50\n"
NOTEBOOK = "01_clean_indicators.ipynb"


def edition(root):
    """Write an edition with one page, one table and one notebook."""
    record = {
        "edition": "published",
        "inputs": {},
        "files": {"index.html": "0", f"notebooks/{NOTEBOOK}": "0"},
    }
    files = {
        "data/processed/milestones.csv": TABLE,
        "reports/index.html": PAGE,
        "reports/run.json": json.dumps(record | {"notebooks": {"seconds": str(root)}}),
        f"reports/notebooks/{NOTEBOOK}": (paths.NOTEBOOKS / NOTEBOOK).read_text("utf-8"),
        f"notebooks/{NOTEBOOK}": (paths.NOTEBOOKS / NOTEBOOK).read_text("utf-8"),
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def places(tmp_path):
    """Scratch place and checkout with the same edition; the times in their records differ."""
    return edition(tmp_path / "scratch"), edition(tmp_path / "checkout")


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def states(places):
    return {check.name: check.state for check in compare_rebuilt(*places)}


def findings(places, name):
    return next(check.findings for check in compare_rebuilt(*places) if check.name == name)


def test_equal_editions_are_green_whatever_time_they_took(places):
    assert set(states(places).values()) == {"green"}


def test_a_changed_table_is_named_by_its_cell(places):
    edit(places[1] / "data/processed/milestones.csv", ",50", ",51")
    assert findings(places, "tables") == (
        "data/processed/milestones.csv: row 2 (cnc), column 'value': 51 became 50",
    )


def test_a_hand_edited_page_is_named_by_its_words(places):
    edit(places[1] / "reports/index.html", "33.3", "34.3")
    (finding,) = findings(places, "published edition")
    assert finding.startswith("reports/index.html: under 'x': '34.3' became '33.3'")
    assert "mic2025 build" in finding


def test_a_page_that_is_gone_is_named(places):
    (places[1] / "reports/index.html").unlink()
    assert findings(places, "published edition")[0].startswith("reports/index.html: is missing")


def test_a_changed_notebook_output_is_named_by_its_cell(places):
    edit(places[1] / "notebooks" / NOTEBOOK, "0.88", "0.89")
    (finding,) = findings(places, "notebooks")
    assert finding.startswith(f"notebooks/{NOTEBOOK}: cell ")
    assert "'0.89' became '0.88'" in finding


def test_the_notebook_on_areas_is_no_part_of_a_version_without_areas(places):
    _, checkout = places
    shutil.copy(paths.NOTEBOOKS / "12_areas.ipynb", checkout / "notebooks")
    assert states(places)["notebooks"] == "green"


def test_a_notebook_that_the_build_leaves_out_is_named(places):
    scratch, _ = places
    (scratch / "reports" / "notebooks" / NOTEBOOK).unlink()
    edit(scratch / "reports" / "run.json", f', "notebooks/{NOTEBOOK}": "0"', "")
    assert "is not made any more" in findings(places, "notebooks")[0]


def test_a_bad_link_in_the_new_pages_is_named(places):
    edit(places[0] / "reports/index.html", "#top", "#nowhere")
    assert states(places)["pages"] == "red"


def test_without_a_published_edition_the_comparison_is_not_run(places):
    shutil.rmtree(places[1] / "reports")
    assert states(places)["published edition"] == "not run"


@pytest.mark.parametrize("text", ["", "[1]", "no JSON", '"x"'])
def test_a_record_that_is_no_record_leaves_nothing_compared(places, text):
    (places[1] / "reports/run.json").write_text(text, encoding="utf-8")
    assert states(places)["published edition"] == "not run"


@pytest.mark.parametrize("name", ["extra.html", "tables/extra.csv", "mine/index.html"])
def test_a_file_that_belongs_to_no_version_is_named(places, name):
    (places[1] / "reports" / name).parent.mkdir(exist_ok=True)
    (places[1] / "reports" / name).write_text("x", encoding="utf-8")
    assert findings(places, "published edition") == (f"reports/{name}: belongs to no version",)


def test_a_linked_page_belongs_to_no_version(places):
    (places[1] / "reports" / "link.html").symlink_to(places[1] / "reports" / "index.html")
    assert findings(places, "published edition") == ("reports/link.html: belongs to no version",)


def test_other_versions_and_batches_lie_beside_the_published_one(places):
    reports = places[1] / "reports"
    for folder, record in (("mine", "run.json"), ("sheets", "batch.json")):
        (reports / folder).mkdir()
        (reports / folder / record).write_text('{"edition": "mine"}', encoding="utf-8")
        (reports / folder / "index.html").write_text("x", encoding="utf-8")
    (reports / "diff-published-mine.html").write_text("x", encoding="utf-8")
    assert states(places)["published edition"] == "green"


def checkout_that(root, code):
    """Make a checkout whose command line does what `code` says."""
    for name in COPIED:
        (root / name).mkdir(parents=True) if "." not in name else (root / name).touch()
    (root / "data/processed").mkdir()
    (root / "data/processed/old.csv").touch()
    (root / "src/helpers").mkdir()
    (root / "src/helpers/__init__.py").touch()  # else the installed package would be run
    (root / "src/helpers/__main__.py").write_text(code)
    return root


def test_the_scratch_place_is_a_checkout_of_its_own_without_old_tables(tmp_path):
    write = "from pathlib import Path; Path('data/processed').mkdir(); Path('made').touch()"
    root = checkout_that(tmp_path / "root", write)
    scratch = make_scratch(tmp_path / "scratch", root)
    assert build_in(scratch) == ""
    assert (scratch / "made").is_file()
    assert not (root / "made").exists()
    assert list((scratch / "data/processed").iterdir()) == []


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; sys.exit('mic2025: funds.csv, row 3: refused')", "mic2025: funds.csv, row 3"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import sys; sys.exit(4)", "the build ended with code 4"),
    ],
    ids=["sentence", "traceback", "silence"],
)
def test_a_failed_build_is_told_in_a_sentence_without_machine_paths(tmp_path, code, told):
    scratch = make_scratch(tmp_path / "scratch", checkout_that(tmp_path / "root", code))
    failure = build_in(scratch)
    assert failure.startswith(told)
    assert str(tmp_path) not in failure


SMALL = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}},
    "cells": [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {},
            "execution_count": number,
            "source": "33.3",
            "outputs": [
                {
                    "output_type": "execute_result",
                    "execution_count": number,
                    "metadata": {},
                    "data": {"text/plain": stored},
                }
            ],
        }
        for number, stored in ((1, "33.3"), (2, "33.4"))
    ],
}


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
def test_nbval_names_the_cell_that_shows_something_else(tmp_path, warm):
    (tmp_path / "01_small.ipynb").write_text(json.dumps(SMALL))
    report = run_nbval([read_notebook(tmp_path / "01_small.ipynb")], warm=warm)
    assert report.cells == 2
    assert report.failures == ("notebooks/01_small.ipynb, cell 2 'cell-2': mismatch 'text/plain'",)


def test_every_file_that_differs_is_handed_over_with_both_sides(places):
    scratch, checkout = places
    assert differing(*places) == {}
    edit(checkout / "data/processed/milestones.csv", ",50", ",51")
    edit(checkout / "reports/index.html", "33.3", "34.3")
    (checkout / "data/processed/extra.csv").write_text(TABLE)
    edit(checkout / f"notebooks/{NOTEBOOK}", '"outputs": [', '"outputs":  [')
    found = differing(scratch, checkout)
    assert set(found) == {
        "data/processed/extra.csv", "data/processed/milestones.csv", f"notebooks/{NOTEBOOK}",
        "reports/index.html",
    }  # fmt: skip
    assert found["data/processed/extra.csv"] == (TABLE.encode(), None)
    stored, made = found["reports/index.html"]
    assert (b"34.3" in stored, b"33.3" in made) == (True, True)
