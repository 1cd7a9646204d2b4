"""What makes a notebook stale, and what does not."""

import copy
import shutil

import pytest

from helpers.edition import fingerprint
from helpers.edition.fingerprint import (
    hash_files,
    notebook_fingerprint,
    notebook_states,
    reached_modules,
)
from helpers.edition.notebooks import Notebook, all_notebooks


@pytest.fixture
def notebook():
    return next(n for n in all_notebooks() if n.name == "03_progress_2016")


def changed(notebook, kind, text):
    content = copy.deepcopy(notebook.content)
    cell = next(c for c in reversed(content["cells"]) if c["cell_type"] == kind)
    cell["source"] = text
    return Notebook(notebook.path, content)


def parts_that_differ(one, other, parameters=({}, {})):
    first, second = (
        notebook_fingerprint(state, p)
        for state, p in zip(notebook_states((one, other)), parameters, strict=True)
    )
    return {part for part in first if first[part] != second[part]}


def test_prose_makes_nothing_stale(notebook):
    assert parts_that_differ(notebook, changed(notebook, "markdown", "New words")) == set()


def test_code_does(notebook):
    assert parts_that_differ(notebook, changed(notebook, "code", "1 + 1")) == {"code"}


def test_a_parameter_does(notebook):
    assert parts_that_differ(notebook, notebook, ({}, {"report_year": 2017})) == {"parameters"}


def test_the_content_of_an_added_file_counts_and_its_folder_does_not(notebook, tmp_path):
    (tmp_path / "a").mkdir()
    one, same, other = (tmp_path / name for name in ("x.csv", "a/x.csv", "y.csv"))
    one.write_text("1")
    same.write_text("1")
    other.write_text("2")
    pairs = ({"observations": str(one)}, {"observations": str(same)})
    assert parts_that_differ(notebook, notebook, pairs) == set()
    pairs = ({"observations": str(one)}, {"observations": str(other)})
    assert "inputs" in parts_that_differ(notebook, notebook, pairs)


def test_files_are_hashed_by_their_place_below_the_folder_not_by_their_bare_name(tmp_path):
    for name in ("here/data/paths.py", "there/data/paths.py", "there/run/paths.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("1")
    here, there = tmp_path / "here", tmp_path / "there"
    known = hash_files([here / "data/paths.py"], here)
    assert hash_files([there / "data/paths.py"], there) == known
    assert hash_files([there / "run/paths.py"], there) != known


def test_reached_modules_are_found_through_other_modules():
    names = {path.name for path in reached_modules(["from helpers.data import input_tables"])}
    assert {"input_tables.py", "milestones.py", "parsing.py", "errors.py"} <= names
    assert "fan.py" not in names


def test_a_notebook_reaches_the_words_and_its_own_templates_only():
    reached = {n.name: {path.name for path in reached_modules(n.code)} for n in all_notebooks()}
    assert {"words.yml", "robustness.md"} <= reached["04_robustness"]
    assert {"roadmap.md", "pages.md"}.isdisjoint(reached["04_robustness"])
    assert "roadmap.md" in reached["05_sector_roadmap"]
    assert "words.yml" not in {p.name for p in reached_modules(["import helpers.data.parsing"])}


def test_every_template_is_reached_by_the_module_that_names_it():
    entries = ("report.site", "run.write_tables", "commands.diff", "commands.batch")
    code = [f"import helpers.{name}" for name in entries]
    sources = [*code, *(source for n in all_notebooks() for source in n.code)]
    reached = {path.name for path in reached_modules(sources)}
    assert {path.name for path in fingerprint.TEXTS.glob("en/*.*")} <= reached


def test_the_pages_reach_the_sentences_of_their_frame():
    names = {path.name for path in reached_modules(["import helpers.report.site"])}
    assert {"pages.md", "words.yml"} <= names


@pytest.mark.parametrize("name", ["words.yml", "pages.md"])
def test_a_changed_sentence_is_another_checkout(name, tmp_path, monkeypatch):
    shutil.copytree(fingerprint.HELPERS, tmp_path / "helpers")
    monkeypatch.setattr(fingerprint, "HELPERS", tmp_path / "helpers")
    before = fingerprint.checkout_hash()
    place = tmp_path / "helpers/present/texts/en" / name
    place.write_text(place.read_text("utf-8") + "# more", "utf-8")
    assert fingerprint.checkout_hash() != before


def test_a_notebook_reaches_only_its_own_figures():
    reached = {n.name: {path.name for path in reached_modules(n.code)} for n in all_notebooks()}
    assert "fan.py" in reached["03_progress_2016"]
    assert "fan.py" not in reached["02_target_trajectories"]
