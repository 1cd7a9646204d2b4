"""A random part of many changes, the same one for the same seed."""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def drawn(changes: Sequence[T], size: int, seed: int) -> list[T]:
    """Return a random part of changes in their own order; all of them for a size of 0."""
    if not size or size >= len(changes):
        return list(changes)
    places = random.Random(seed).sample(range(len(changes)), size)
    return [changes[place] for place in sorted(places)]


def add_options(parser: argparse.ArgumentParser, of_what: str) -> None:
    """Let a command try a random part only."""
    parser.add_argument("--sample", type=int, default=0, help=f"only so many {of_what}, at random")
    parser.add_argument("--seed", type=int, default=2025, help="which random part")
