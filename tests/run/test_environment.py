"""The environment of kernels: which helper modules a warm process has, and for how long."""

import importlib
import shutil

import pytest

from helpers.edition import fingerprint
from helpers.run import environment


def test_a_warm_process_has_the_modules_that_the_notebooks_import():
    named = environment.kernel_environment()["WARM_KERNEL_IMPORTS"].split()
    assert {"helpers.analysis.edition_tables", "helpers.present.table"} <= set(named)
    assert not [name for name in named if name.startswith(("helpers.report", "helpers.commands"))]


def test_a_changed_helper_or_another_language_is_another_state(monkeypatch, tmp_path):
    shutil.copytree(fingerprint.HELPERS / "edition", tmp_path / "edition")
    monkeypatch.setattr(fingerprint, "HELPERS", tmp_path)
    states = [environment.helper_state()]
    changed = tmp_path / "edition" / "layout.py"
    changed.write_text(changed.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    states.append(environment.helper_state())
    monkeypatch.setenv("MIC2025_LANGUAGE", "xx")
    states.append(environment.helper_state())
    assert len(set(states)) == len(states)


@pytest.mark.parametrize("place", environment.PREPARED)
def test_what_a_warm_process_prepares_can_be_called_without_arguments(place):
    module, _, name = place.partition(":")
    assert len(getattr(importlib.import_module(module), name)())
