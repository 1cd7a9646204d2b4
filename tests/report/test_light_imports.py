"""Making pages imports nothing that only cells need, and a page alone nothing that computes."""

import subprocess
import sys

import pytest

from helpers import paths

NAMED = "import sys, {module}; print(*sys.modules)"


def imported_with(module):
    done = subprocess.run(
        [sys.executable, "-c", NAMED.format(module=module)], cwd=paths.ROOT, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


def test_what_lies_beside_is_made_without_what_computes_intervals():
    imported = imported_with("helpers.report.beside")
    assert "pandas" in imported
    assert imported & {"statsmodels", "scipy", "seaborn"} == set()


@pytest.mark.parametrize("name", ["site", "search_page", "compendium", "edition_list"])
def test_pages_of_notebooks_are_made_and_joined_without_tables_and_analyses(name):
    imported = imported_with(f"helpers.report.{name}")
    assert "helpers.report.pages" in imported
    assert imported & {"pandas", "numpy", "helpers.analysis", "nbformat"} == set()
