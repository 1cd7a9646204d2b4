"""Making pages imports nothing that only cells need."""

import subprocess
import sys

import pytest

from helpers import paths

NAMED = "import sys, {module}; print(*sys.modules)"


@pytest.mark.parametrize("module", ["helpers.report.site", "helpers.report.compendium"])
def test_pages_are_made_without_what_computes_intervals(module):
    done = subprocess.run(
        [sys.executable, "-c", NAMED.format(module=module)], cwd=paths.ROOT, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    imported = {name.partition(".")[0] for name in done.stdout.split()}
    assert "pandas" in imported
    assert imported & {"statsmodels", "scipy", "seaborn"} == set()
