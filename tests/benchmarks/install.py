"""What it costs to install: what running needs, fetched anew and again, and what tests add."""

import os
import shutil
import sys

from tests.benchmarks.builds import checkout
from tests.benchmarks.headlines import BY_NAME
from tests.benchmarks.measure import cost_of
from tests.benchmarks.results import finding


def install_parts(folder, _pairs, is_full):
    """Measure the environment made in a copy of the checkout, its caches empty at first."""
    place = checkout(folder)
    fetched, tests = make(place, "run", folder), make(place, "ready", folder)
    yield finding(BY_NAME["install fetched"], [fetched])
    yield finding(BY_NAME["install tests"], [(tests, fetched)])
    if is_full:
        shutil.rmtree(place / ".venv")
        yield finding(BY_NAME["install"], [(make(place, "run", folder), fetched)])


def make(place, stamp, folder):
    """Return what a stamp of the environment costs; what is fetched is kept below the folder."""
    caches = {"UV_CACHE_DIR": str(folder / "uv"), "PIP_CACHE_DIR": str(folder / "pip")}
    words = ("make", "-s", f".venv/{stamp}", f"PYTHON={sys.executable}")
    return cost_of(*words, cwd=place, env=dict(os.environ) | caches)
