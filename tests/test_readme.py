"""README, CONTRIBUTING and REPRODUCING say what the code says: numbers, commands, parameters."""

import re
from importlib.util import find_spec

import pytest

from helpers import paths
from helpers.cli import parser
from helpers.edition.notebooks import all_notebooks
from helpers.edition.parameters import declared_parameters
from helpers.present.facts import comparison
from helpers.present.figures import FRONT
from helpers.present.texts.passage import Passage
from helpers.present.words import STATUSES
from helpers.report.outputs import find_bundle
from tests.test_environment import PINS

TEXT = (paths.ROOT / "README.md").read_text("utf-8")
GUIDES = {
    name: (paths.ROOT / name).read_text("utf-8")
    for name in ("README.md", "CONTRIBUTING.md", "REPRODUCING.md")
}
ALL_TEXT = "\n".join(GUIDES.values())


def test_the_findings_are_the_computed_ones(results):
    answer = comparison.answer(results)
    found = re.search(r"<!-- answer -->\n(.*?)\n\n<!--", TEXT, re.S).group(1)
    assert Passage(found).points == answer.points


def test_the_picture_is_the_one_of_the_committed_notebook():
    bundles = [find_bundle(notebook.content, FRONT) for notebook in all_notebooks()]
    (bundle,) = filter(None, bundles)
    assert (paths.REPORTS / "picture.svg").read_text("utf-8") == bundle["svg"]


@pytest.mark.parametrize("command", sorted(set(re.findall(r"mic2025 ([a-z]+)", ALL_TEXT))))
def test_every_command_they_name_exists(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args([command, "--help"])
    assert stopped.value.code == 0


def test_it_lists_every_parameter():
    declared = declared_parameters(all_notebooks())
    assert [name for name in declared if f"`{name}`" not in TEXT] == []


def test_every_dependency_has_its_reason():
    table = TEXT.partition("## Dependencies")[2].partition("##")[0]
    assert sorted(name for name in PINS if name not in table) == []


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m (tests[.\w]+)", ALL_TEXT))))
def test_every_module_they_run_is_there(module):
    assert find_spec(module)


def test_every_target_of_make_they_name_is_there():
    named = re.findall(r"(?:^|`)make ([a-z ]+?)(?:`| {2}|$)", ALL_TEXT, re.M)
    makefile = (paths.ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    assert "reports" in " ".join(named).split()
    assert set(" ".join(named).split()) <= targets


# Those of CONTRIBUTING lie below the rooms, and have a test of their own.
@pytest.mark.parametrize("name", ["README.md", "REPRODUCING.md"])
def test_every_path_they_name_is_there(name):
    named = re.findall(r"`((?:data|notebooks|src|tests|reports)/[\w./]*)`", GUIDES[name])
    made = {"reports/index.html", "reports/compendium.html"}
    assert [path for path in named if path not in made and not (paths.ROOT / path).exists()] == []


def anchors(text):
    """Return the anchors of the headings of a guide, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", GUIDES)
def test_every_link_leads_somewhere(name):
    for target in re.findall(r"\]\(([^)]+)\)", GUIDES[name]):
        file, _, anchor = target.partition("#")
        file = file or name
        assert (paths.ROOT / file).is_file(), target
        assert not anchor or anchor in anchors(GUIDES[file]), target


def test_every_sign_of_a_position_is_explained():
    assert [status.sign for status in STATUSES.values() if status.sign not in TEXT] == []


def test_the_first_commands_ask_for_no_file_that_a_fresh_clone_lacks():
    first = re.search(r"```sh\n(.*?)```", TEXT, re.S).group(1)
    named = re.findall(r"[\w/]+\.(?:csv|xlsx|yml)", first)
    assert [name for name in named if not (paths.ROOT / name).is_file()] == []
    assert "mic2025 rerun" in first
