"""The figure that says why there is nothing to draw."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle

HEIGHT, LINE = 0.6, 0.18


def nothing_figure(name: str, words: str) -> FigureBundle:
    """Return a figure of one sentence, for an edition in which a figure has no values."""

    def draw(layout: theme.Layout) -> Figure:
        lines = theme.title_lines(words, layout.title_characters)
        drawing = theme.new_figure(layout, HEIGHT + LINE * (len(lines) - 1))
        drawing.text(0.01, 0.5, "\n".join(lines), va="center", color=theme.MUTED)
        return drawing

    return FigureBundle(name, draw, words, words, "", pd.DataFrame())
