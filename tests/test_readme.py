"""The README says what the code says: numbers, picture, commands, parameters, dependencies."""

import re

import pytest

from helpers import paths
from helpers.cli import parser
from helpers.edition.notebooks import all_notebooks
from helpers.edition.parameters import declared_parameters
from helpers.present.facts import comparison
from helpers.report.home import PICTURE
from helpers.report.outputs import find_bundle
from tests.test_environment import PINS

TEXT = (paths.ROOT / "README.md").read_text("utf-8")


def test_the_findings_are_the_computed_ones(results):
    answer = comparison.answer(results)
    found = re.search(r"<!-- answer -->\n(.*?)\n\n!\[", TEXT, re.S).group(1)
    assert found.strip().splitlines() == [f"- {point}" for point in answer.points]


def test_the_picture_is_the_one_of_the_committed_notebook():
    bundles = [find_bundle(notebook.content, PICTURE) for notebook in all_notebooks()]
    (bundle,) = filter(None, bundles)
    assert (paths.REPORTS / "picture.svg").read_text("utf-8") == bundle["svg"]


@pytest.mark.parametrize("command", sorted(set(re.findall(r"mic2025 ([a-z]+)", TEXT))))
def test_every_command_it_names_exists(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args([command, "--help"])
    assert stopped.value.code == 0


def test_it_lists_every_parameter():
    declared = declared_parameters(all_notebooks())
    assert [name for name in declared if f"`{name}`" not in TEXT] == []


def test_every_dependency_has_its_reason():
    table = TEXT.partition("## Dependencies")[2].partition("##")[0]
    assert sorted(name for name in PINS if name not in table) == []


def test_every_path_it_names_is_there():
    named = re.findall(r"`((?:data|notebooks|src|tests|reports)/[\w./]*)`", TEXT)
    assert [name for name in named if not (paths.ROOT / name).exists()] == []
