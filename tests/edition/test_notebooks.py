"""Notebooks as files: what a damaged one is called."""

import pytest

from helpers.edition.notebooks import all_notebooks, sound_notebooks
from helpers.errors import RunFailed


@pytest.mark.parametrize(
    ("text", "told"),
    {
        "": "Expecting value",
        '{"cells": [': "Expecting value",
        "[]": "it has no cells",
        '{"cells": 3}': "it has no cells",
        '{"cells": [3]}': "cell 1 is no cell",
        '{"cells": [{"cell_type": "code", "metadata": {}}]}': "cell 1 has no 'source'",
        '{"cells": [{"cell_type": "code", "metadata": {}, "source": [1]}]}': "has no 'source'",
        '{"cells": [{"cell_type": "code", "source": ""}]}': "cell 1 has no 'metadata'",
        '{"cells": [{"metadata": {}, "source": ""}]}': "cell 1 has no 'cell_type'",
        '{"cells": [{"cell_type": "code", "metadata": {"tags": 1}, "source": ""}]}': "tags",
        '{"cells": [{"cell_type": "", "metadata": {}, "source": "", "outputs": [1]}]}': "outputs",
        "[" * 100_000: "recursion",
    }.items(),
    ids=[
        "empty",
        "cut off",
        "a list",
        "no cells",
        "no cell",
        "no source",
        "source of numbers",
        "no metadata",
        "no kind",
        "tags",
        "outputs",
        "nested without end",
    ],
)
def test_a_damaged_notebook_is_named_and_restored_by_hand(tmp_path, text, told):
    (tmp_path / "01_damaged.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(RunFailed, match=r"01_damaged\.ipynb is not a notebook") as failed:
        all_notebooks(tmp_path)
    assert told in str(failed.value)
    assert "restore it from the repository" in str(failed.value)


def test_all_that_are_damaged_are_named_at_once_and_the_others_can_be_had(tmp_path):
    for name in ("01_damaged", "03_damaged"):
        (tmp_path / f"{name}.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "04_folder.ipynb").mkdir()
    (tmp_path / "02_sound.ipynb").write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(RunFailed) as failed:
        all_notebooks(tmp_path)
    sound, refused = sound_notebooks(tmp_path)
    assert [one.name for one in sound] == ["02_sound"]
    assert failed.value.message == "\n".join(refused)
    named = ("01_damaged.ipynb is not", "03_damaged.ipynb is not", "04_folder.ipynb cannot be read")
    assert all(told in one for told, one in zip(named, refused, strict=True))
