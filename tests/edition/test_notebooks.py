"""Notebooks as files: what a damaged one is called."""

import pytest

from helpers.edition.notebooks import all_notebooks
from helpers.errors import RunFailed


@pytest.mark.parametrize(
    ("text", "told"),
    {
        "": "Expecting value",
        '{"cells": [': "Expecting value",
        "[]": "has no attribute",
        '{"cells": 3}': "it has no cells",
        '{"cells": [{"cell_type": "code"}]}': "'source'",
    }.items(),
    ids=["empty", "cut off", "a list", "no cells", "a cell without source"],
)
def test_a_damaged_notebook_is_named_and_restored_by_hand(tmp_path, text, told):
    (tmp_path / "01_damaged.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(RunFailed, match=r"01_damaged\.ipynb is not a notebook") as failed:
        all_notebooks(tmp_path)
    assert told in str(failed.value)
    assert "restore it from the repository" in str(failed.value)
