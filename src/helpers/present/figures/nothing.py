"""The figure that says why there is nothing to draw."""

from __future__ import annotations

import pandas as pd

from helpers.present import theme
from helpers.present.bundle import FigureBundle

HEIGHT = 0.6


def nothing_figure(name: str, words: str) -> FigureBundle:
    """Return a figure of one sentence, for an edition in which a figure has no values."""
    with theme.themed():
        drawing = theme.new_figure(HEIGHT)
        drawing.text(0.01, 0.5, words, va="center", color=theme.MUTED)
    return FigureBundle(name, drawing, words, words, "", pd.DataFrame())
