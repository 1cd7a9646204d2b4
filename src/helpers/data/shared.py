"""What follows from the same tables: made once a process, and shared by those forked from it.

A warm process makes what most notebooks ask for before it forks kernels. A kernel by itself makes
it when first asked, with the same result.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd

from helpers import paths

# States of raw tables to keep results of: the checkout's, and one that a run compares with it.
STATES = 2
# Results of tables to keep, and rows of tables that are still worth keeping a result of.
RESULTS, ROWS = 8, 20_000
Tables = dict[str, pd.DataFrame]
Given = ParamSpec("Given")
Result = TypeVar("Result")


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


def remembered(make: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let a function of tables run anew only where the content of what it is given has changed.

    Kept are bytes of what was given and of what was returned, so that a change to either is seen
    and every call returns an object of its own. Large tables are computed with at each call.
    """

    @lru_cache(maxsize=RESULTS)
    def made(given: bytes) -> bytes:
        values, named = pickle.loads(given)
        return pickle.dumps(make(*values, **named))

    @wraps(make)
    def own(*values: Given.args, **named: Given.kwargs) -> Result:
        if sum(_rows([values, named])) > ROWS:
            return make(*values, **named)
        result: Result = pickle.loads(made(pickle.dumps((values, named))))
        return result

    return own


def _rows(given: Any) -> Iterator[int]:
    """Yield the rows of each table in lists and mappings."""
    if isinstance(given, pd.DataFrame):
        yield len(given)
    elif isinstance(given, Mapping):
        yield from _rows(list(given.values()))
    elif isinstance(given, list | tuple):
        for one in given:
            yield from _rows(one)
