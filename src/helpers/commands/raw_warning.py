"""A warning before a run that rests on raw tables other than the registered ones."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from helpers import paths
from helpers.check.hash_register import REGISTER, unlike_register
from helpers.errors import DataRefused, Problem

# More cells than this are counted.
MOST_CELLS = 8


def warn_of_raw(root: Path | None = None) -> None:
    """Say which raw tables are not as registered, cell by cell, what it means and what to do.

    Nothing is said of a checkout without a register, and nothing is refused: who enters a new
    figure wants to see what becomes of it.
    """
    for line in raw_warning(root or paths.ROOT):
        print(line, file=sys.stderr)


def raw_warning(root: Path) -> Iterator[str]:
    """Yield the lines of the warning, none where every table is as registered."""
    raw = root / "data" / "raw"
    names = unlike_register(raw) if (raw / REGISTER).is_file() else []
    if not names:
        return
    listed = ", ".join(f"data/raw/{name}" for name in names)
    yield f"warning: not as registered in data/raw/{REGISTER}: {listed}"
    yield from _cells(root, names)
    yield (
        "  What is made now rests on that, not on the published data, and 'mic2025 verify' is red. "
        "If it is a slip,\n"
        f"  restore: git checkout -- {' '.join(f'data/raw/{name}' for name in names)}\n"
        "  If it is right, register it, and seal it beside the source texts:\n"
        f"  (cd data/raw && sha256sum *.csv */*.csv > {REGISTER}) && mic2025 seal"
    )


def _cells(root: Path, names: list[str]) -> Iterator[str]:
    """Yield a line for each place that is not as it was sealed."""
    from helpers.check.seals import broken_seals

    try:
        problems: list[Problem] = [
            *broken_seals(root / "data" / "raw", root / "data" / "seals", names)
        ]
    except DataRefused as refused:
        problems = refused.problems
    for one in problems[:MOST_CELLS]:
        yield f"  data/raw/{one.place}: found {one.found}; expected {one.expected}"
    if not problems:
        yield "  every cell is as it was sealed; line ends, quotes or a mark at the start differ"
    elif len(problems) > MOST_CELLS:
        yield f"  and {len(problems) - MOST_CELLS} more"
