"""Fonts read into memory once.

matplotlib 3.11 goes back to a font's file for each letter that it measures or draws, through
Python: half the time of a figure's texts. The release after it does so no longer (matplotlib's pull
request 32064), and makes this module needless.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib import font_manager, ft2font


@lru_cache
def _content(path: str) -> bytes:
    return Path(path).read_bytes()


class _InMemory:
    """What matplotlib's search for fonts takes from its reader of fonts."""

    StyleFlags = ft2font.StyleFlags

    @staticmethod
    def FT2Font(path: str, **settings: Any) -> ft2font.FT2Font:  # noqa: N802 - matplotlib's name
        """Return a font that reads from memory what it would read from a file."""
        return ft2font.FT2Font(BytesIO(_content(path)), **settings)


def hold_in_memory() -> None:
    """Let every font that matplotlib opens from now on be read once."""
    vars(font_manager)["ft2font"] = _InMemory
