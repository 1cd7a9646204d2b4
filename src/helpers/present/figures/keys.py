"""Keys: what shapes and colours mean, where a label beside the mark would not fit."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.lines import Line2D

from helpers.present import theme
from helpers.present.texts.language import language

# Word, shape and colour of a kind of mark.
Kind = tuple[str, str, str]


def mark_key(
    word: str, shape: str, colour: str, *, hollow: bool = False, size: float = 7
) -> Line2D:
    """Return the key of one mark, filled or hollow."""
    return Line2D(
        [],
        [],
        marker=shape,
        color=colour,
        markerfacecolor=theme.PAPER if hollow else colour,
        linestyle="none",
        markersize=size,
        label=word,
    )


def kind_keys(kinds: Mapping[str, Kind], drawn: pd.Series, size: float = 7) -> list[Line2D]:
    """Return a key for each kind that is drawn, in the order of `kinds`."""
    return [mark_key(*kind, size=size) for name, kind in kinds.items() if (drawn == name).any()]


def role_keys(roles: pd.Series) -> list[Line2D]:
    """Return the keys of the milestones drawn: baseline, expected, target."""
    words = language().words["role_keys"]
    return [
        mark_key(word, "D" if role == "target" else "o", theme.INK, hollow=role == "expected")
        for role, word in words.items()
        if role == "baseline" or (roles == role).any()
    ]
