"""What follows from the raw tables alone: made once a process, and shared by those forked from it.

A warm process makes it before it forks kernels. A kernel by itself makes it when first asked, with
the same result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path

import pandas as pd

from helpers import paths

# States of raw tables to keep results of: the checkout's, and one that a run compares with it.
STATES = 2
Tables = dict[str, pd.DataFrame]


def shared(make: Callable[[Path], Tables]) -> Callable[..., Tables]:
    """Let a function of the folder of raw tables run anew only where one of these has changed.

    Every call returns tables of its own: what is done to them is not seen by the next. Reading all
    raw tables to tell whether they changed takes a few milliseconds.
    """

    @lru_cache(maxsize=STATES)
    def made(folder: Path, _state: str) -> Tables:
        return make(folder)

    @wraps(make)
    def own(folder: Path = paths.RAW) -> Tables:
        return {name: rows.copy(deep=False) for name, rows in made(folder, _state(folder)).items()}

    return own


def _state(folder: Path) -> str:
    """Return one hash over the names and contents of the raw tables."""
    state = hashlib.sha256()
    for path in sorted(folder.rglob("*.csv")):
        state.update(f"{path.relative_to(folder)}\0".encode())
        state.update(hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()
