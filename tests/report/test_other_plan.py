"""Notebooks as another plan's version has them."""

from pathlib import Path

import nbformat
import pytest

from helpers import paths
from helpers.edition.notebooks import OWN_PLAN_TAG, all_notebooks, is_of_own_plan
from helpers.present.texts.blocks import fixed_texts
from helpers.report.other_plan import TEMPLATE, for_other_plan

# What belongs to Made in China 2025 alone, in text cells.
OWN_WORDS = ("Chinese", "ministry", "translation", "2015", "2013", "roadmap", "U.S.", "30,000")


def cells_of(name):
    path = next(paths.NOTEBOOKS.glob(f"*_{name}.ipynb"))
    return for_other_plan(nbformat.read(str(path), as_version=4), path.stem).cells


def test_notebooks_that_take_no_targets_belong_to_the_published_plan():
    own = [notebook.name[:2] for notebook in all_notebooks() if is_of_own_plan(notebook)]
    assert own == ["05", "06", "07", "08", "10"]


def test_every_text_is_that_of_a_cell():
    cells = {
        f"{Path(notebook.path).stem.partition('_')[2]}_{cell['id']}".replace("-", "_")
        for notebook in all_notebooks()
        for cell in notebook.cells
        if cell["cell_type"] == "markdown"
    }
    assert fixed_texts(TEMPLATE).keys() <= cells


def test_a_cell_keeps_its_heading_and_says_what_holds_for_any_plan():
    first = cells_of("progress_2016")[0]["source"]
    assert first.startswith("# Was the plan on its path in 2016?\n\nWe compare each value")
    assert "March 2017" not in first


@pytest.mark.parametrize(
    "name", [one.name.partition("_")[2] for one in all_notebooks() if not is_of_own_plan(one)]
)
def test_no_text_speaks_of_the_published_plan(name):
    texts = [cell["source"] for cell in cells_of(name) if cell["cell_type"] == "markdown"]
    found = [(word, text) for text in texts for word in OWN_WORDS if word in text]
    assert not found


def test_cells_of_the_published_plan_are_left_out_with_their_code():
    left = {cell["id"] for cell in cells_of("indicator_sheet")}
    assert left.isdisjoint({"outcome", "outcome-prose", "definition-table", "wordings-table"})
    (notebook,) = [one for one in all_notebooks() if one.name.startswith("09")]
    tagged = [c for c in notebook.cells if OWN_PLAN_TAG in c["metadata"].get("tags", [])]
    assert len(left) + len(tagged) == len(notebook.cells)
