"""Compiled templates: taken from the cache as long as nothing that decides about them changed."""

import pytest
from jinja2 import Environment, FileSystemLoader

from helpers.present.texts import bytecode
from helpers.present.texts.bytecode import template_cache


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A cache of our own."""
    monkeypatch.setattr(bytecode, "FOLDER", tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def templates(tmp_path):
    """A folder with a template."""
    made = tmp_path / "templates"
    made.mkdir()
    (made / "told.md").write_text("{{ share }} % & more")
    return made


def environment(templates, use="plain", **settings):
    """An environment as a new process would make it."""
    return Environment(
        loader=FileSystemLoader(templates), bytecode_cache=template_cache(use), **settings
    )


def say(*given, **settings):
    return environment(*given, **settings).get_template("told.md").render(share="<61.8>")


def test_a_template_compiled_before_is_not_compiled_again(templates, monkeypatch):
    first = say(templates)
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert say(templates) == first == "<61.8> % & more"


def test_a_changed_template_says_what_it_says_now(templates):
    say(templates)
    (templates / "told.md").write_text("{{ share }} of 100")
    assert say(templates) == "<61.8> of 100"


def test_environments_with_other_settings_do_not_share_what_they_compiled(templates):
    assert say(templates, "plain") == "<61.8> % & more"
    assert say(templates, "markdown", autoescape=True) == "&lt;61.8&gt; % & more"


def test_another_release_of_jinja_compiles_anew(templates, folder, monkeypatch):
    say(templates)
    monkeypatch.setattr(bytecode, "version", lambda _: "0.0")
    bytecode._settings.cache_clear()
    say(templates)
    bytecode._settings.cache_clear()
    assert len(list(folder.iterdir())) == 2


def test_a_damaged_file_of_the_cache_is_compiled_anew(templates, folder):
    say(templates)
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert say(templates) == "<61.8> % & more"
    kept.write_bytes(b"no code")
    assert say(templates) == "<61.8> % & more"


def test_where_nothing_may_be_written_templates_are_compiled_each_time(
    templates, folder, monkeypatch
):
    def refused(*_args, **_options):
        raise PermissionError

    monkeypatch.setattr(bytecode.Path, "mkdir", refused)
    assert say(templates) == "<61.8> % & more"
    assert not folder.exists()
