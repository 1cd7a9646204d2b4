"""What is shown where a link to a version is shared: its finding, and a tile for each target."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import matplotlib as mpl
from matplotlib.patches import Rectangle

from helpers.present import theme
from helpers.present.outcome_marks import Standing, mark_of

PIXELS, DPI = (1200, 630), 192  # what networks show whole
LINE = 44  # characters of the finding
TILE, SPACE = 0.38, 0.08  # inches
LEFT, TOP = 0.4, 0.45  # inches


def share_picture(name: str, finding: str, rows: Sequence[tuple[str, Sequence[Standing]]]) -> bytes:
    """Return the picture as PNG.

    Parameters
    ----------
    name
        What the compendium is called.
    finding
        The sentence it is about.
    rows
        A label, such as a year, with the outcomes of its targets.
    """
    # Without the style for axes: there are none to see, and seaborn brings all of scipy.
    with mpl.rc_context(theme.RC):
        width, height = (pixels / DPI for pixels in PIXELS)
        figure = theme.blank(width, height)
        axis = figure.add_axes((0, 0, 1, 1))
        axis.set_axis_off()
        axis.set_xlim(0, width)
        axis.set_ylim(height, 0)
        axis.text(LEFT, TOP, name, fontsize=9.5, color=theme.MUTED, va="top")
        lines = "\n".join(textwrap.wrap(finding, LINE))
        axis.text(LEFT, 0.8, lines, fontsize=13.5, fontweight="bold", va="top", linespacing=1.3)
        for line, (label, standings) in enumerate(rows):
            top = height - TOP - (len(rows) - line) * (TILE + SPACE)
            axis.text(LEFT, top + TILE / 2, label, fontsize=9, va="center", color=theme.MUTED)
            for place, standing in enumerate(standings):
                mark = mark_of(standing)
                left = LEFT + TILE + SPACE + place * (TILE + SPACE / 2)
                ground = theme.PAPER if mark.hollow else theme.GROUNDS[mark.tone]
                axis.add_patch(
                    Rectangle((left, top), TILE, TILE, facecolor=ground,
                              edgecolor=theme.TONES[mark.tone], linewidth=0.8)
                )  # fmt: skip
                axis.text(left + TILE / 2, top + TILE / 2, mark.sign, ha="center", va="center")
        return theme.png(figure, DPI)
