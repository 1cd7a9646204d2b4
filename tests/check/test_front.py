"""The answer and the picture that stand in front."""

import json
import shutil
from pathlib import Path

import pytest

from helpers import paths
from helpers.check.front import check_front


@pytest.fixture
def root(tmp_path):
    shutil.copytree(paths.NOTEBOOKS, tmp_path / "notebooks")
    (tmp_path / "reports").mkdir()
    for name in ("README.md", "reports/picture.svg"):
        shutil.copy(paths.ROOT / name, tmp_path / name)
    return tmp_path


def change(path, before, after):
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def test_they_are_those_of_the_notebooks(root):
    assert check_front(root).findings == ()


def test_a_changed_answer_is_named_by_its_words(root):
    change(root / "README.md", "Reported: 33.3 %", "Reported: 36.3 %")
    (finding,) = check_front(root).findings
    assert finding.startswith("README.md: '33.3' became '36.3' after")


def test_another_count_of_what_rounding_could_reverse_is_named(root):
    readme = (root / "README.md").read_text("utf-8")
    told = readme.partition("<!-- rounding -->")[2]
    assert told.lstrip().startswith("Rounding could reverse 4 of ")
    change(root / "README.md", told, told.replace("reverse 4 of", "reverse 5 of", 1))
    (finding,) = check_front(root).findings
    assert "README.md: '4' became '5'" in finding


def test_words_that_only_one_of_them_has_are_told_of_the_readme(root):
    change(root / "README.md", "Reported: 33.3 %", "Reported 33.3 %")
    (finding,) = check_front(root).findings
    assert finding.startswith("README.md lacks ':' after")
    change(root / "README.md", "Reported 33.3 %", "Reported: only 33.3 %")
    (finding,) = check_front(root).findings
    assert finding.startswith("README.md has 'only' after")
    assert finding.endswith(", which the notebook does not show")


def strip(path):
    book = json.loads(path.read_text("utf-8"))
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    path.write_text(json.dumps(book), "utf-8")


@pytest.mark.parametrize("damage", [strip, lambda path: path.write_text("{"), Path.unlink],
                         ids=["stripped", "no JSON", "gone"])  # fmt: skip
def test_a_notebook_that_shows_nothing_is_told_as_that(root, damage):
    for name in ("03_progress_2016", "08_scoreboard"):
        damage(root / "notebooks" / f"{name}.ipynb")
    outcome, answer, picture = check_front(root).findings
    assert outcome.startswith("README.md: notebooks/08_* shows no answer to hold it to; restore")
    assert answer.startswith("README.md: notebooks/03_* shows no answer to hold it to; restore")
    assert picture.startswith("reports/picture.svg: no notebook shows the figure 'fan'")


def test_another_outcome_is_named_by_its_words(root):
    readme = (root / "README.md").read_text("utf-8")
    told = readme.partition("<!-- outcome -->")[2]
    change(root / "README.md", told, told.replace(" met ", " missed ", 1))
    (finding,) = check_front(root).findings
    assert "README.md: 'met' became 'missed'" in finding


def test_another_picture_is_named(root):
    change(root / "reports" / "picture.svg", "</svg>", "<g/></svg>")
    (finding,) = check_front(root).findings
    assert finding.startswith("reports/picture.svg: is not the figure of the notebooks")


@pytest.mark.parametrize("box", ["<!-- outcome -->", "<!-- answer -->", "<!-- rounding -->"])
def test_a_lost_box_is_named(root, box):
    change(root / "README.md", box, "")
    assert check_front(root).state == "red"


@pytest.mark.parametrize("name", ["README.md", "reports/picture.svg"])
def test_a_lost_file_and_bytes_that_are_no_text_are_findings(root, name):
    (root / name).write_bytes(b"\xff\xfe")
    assert check_front(root).state == "red"
    (root / name).unlink()
    assert check_front(root).state == "red"
