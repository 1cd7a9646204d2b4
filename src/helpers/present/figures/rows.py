"""A drawing in rows: values across, inches down, and texts in columns beside the values.

Rows keep their distance however many there are, since the axis down is turned and counts inches
from the top. Texts are broken where their measured width ends, not after a number of characters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from operator import add
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from helpers.present import theme

TEXT, HEADING = 8.5, 9.5  # points
LINE = 0.165  # inches, of the smallest type
TITLE_LINE, AROUND, TICKS, KEY_LINE = 0.18, 0.2, 0.25, 0.2
MARGIN = 0.05
# A browser may set the same words a little wider.
ROOM = 1.03
MEASURED_AT = 100.0  # points
# Texts whose lines are kept: those of a large figure, in both layouts.
REMEMBERED = 2000


@dataclass(frozen=True)
class Rows:
    """A figure of one panel.

    Parameters
    ----------
    drawing, axis
        The figure and its panel; x in values, y in inches from the top.
    width
        Of the panel, in inches.
    """

    drawing: Figure
    axis: Axes
    width: float

    def write(self, across: float, down: float, text: str, **looks: Any) -> Text:
        """Write a text at inches from the left and from the top, in the middle of its line."""
        written = self.axis.text(
            across / self.width,
            down,
            text,
            transform=self.axis.get_yaxis_transform(),
            **{"va": "center", "fontsize": TEXT, "color": theme.INK, **looks},
        )
        written.set_in_layout(False)
        return written

    def heading(self, top: float, lines: list[str], **looks: Any) -> float:
        """Write a heading from `top` on; return where it ends."""
        height = LINE * len(lines)
        self.write(0, top + height / 2, "\n".join(lines), fontsize=HEADING, fontweight="bold",
                   **looks)  # fmt: skip
        return top + height

    def tile(self, box: tuple[float, float, float, float], **looks: Any) -> None:
        """Draw a rectangle: inches from the left and from the top, width and height.

        As any artist, since `add_patch` would measure it for limits that are set.
        """
        left, top, width, height = box
        self.axis.add_artist(
            Rectangle(
                (left / self.width, top),
                width / self.width,
                height,
                transform=self.axis.get_yaxis_transform(),
                **looks,
            )
        )

    def guides(self, values: Iterable[float], top: float, bottom: float, **looks: Any) -> None:
        """Draw a line down at each value, between two places in inches.

        The limits of the panel are set, so these lines need not ask for them as `vlines` does.
        """
        lines = [((value, top), (value, bottom)) for value in values]
        looks = {"color": theme.FAINT, "linewidth": 0.6, "zorder": 0.5, **looks}
        self.axis.add_collection(LineCollection(lines, **looks), autolim=False)


def in_rows(
    layout: theme.Layout,
    height: float,
    title: str,
    *,
    values: tuple[float, float] = (0.0, 1.0),
    between: tuple[float, float] | None = None,
    ticks: bool = False,
    key_lines: int = 0,
) -> Rows:
    """Return a figure for rows, empty under its title.

    Parameters
    ----------
    layout
        How wide the figure is.
    height
        Of all rows, in inches.
    title
        What the figure shows.
    values, between
        Two values, and the inches across at which they stand; the edges by default.
    ticks
        Whether there is room for the words of a value axis below.
    key_lines
        Lines of a key below.
    """
    width = layout.width - 2 * MARGIN
    lines = theme.title_lines(title, layout.title_characters)
    around = AROUND + TITLE_LINE * len(lines) + TICKS * ticks + KEY_LINE * key_lines
    drawing = theme.new_figure(layout, height + around)
    axis = drawing.subplots()
    (low, high), (left, right) = values, between or (0.0, width)
    scale = (high - low) / (right - left)
    axis.set_xlim(low - left * scale, high + (width - right) * scale)
    axis.set_ylim(height, 0)
    axis.set_yticks([])
    axis.grid(visible=False)
    if not ticks:
        axis.set_xticks([])
    for side in axis.spines.values():
        side.set_visible(False)
    theme.headline(axis, title)
    return Rows(drawing, axis, width)


def width_of(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Return the width of a line in the theme's type, in inches; `size` in points."""
    return ROOM * size / 72 * _reach(text, weight)


def _reach(text: str, weight: str, start: float = 0.0) -> float:
    """Return where a text ends that begins at `start`, in sizes of the type."""
    return reduce(add, (_advance(letter, weight) for letter in text), start)


@cache
def _advance(letter: str, weight: str) -> float:
    """Return how far a letter moves the next one, as a share of the size of the type.

    Measured letter by letter once: to measure every beginning of every line took longer than to
    draw it.
    """
    return _ink(f"n{letter}n", weight) - _ink("nn", weight)


@cache
def _ink(text: str, weight: str) -> float:
    """Return the width of what a text inks, as a share of the size of the type."""
    kind = FontProperties(family=theme.RC["font.sans-serif"][:1], size=MEASURED_AT, weight=weight)
    with theme.any_script():
        width, _, _ = text_to_path.get_text_width_height_descent(text, kind, False)
    return float(width) / MEASURED_AT


def lines_of(text: str, width: float, size: float = TEXT, weight: str = "normal") -> list[str]:
    """Return a text in lines of at most `width` inches; "5 %" and "2013 → 2020" stay together.

    A blank text is one line.
    """
    return list(_lines(text, width, size, weight))


@lru_cache(maxsize=REMEMBERED)
def _lines(text: str, width: float, size: float, weight: str) -> tuple[str, ...]:
    """Return the lines of a text; they are asked for to find a height, then to be drawn."""
    lines: list[str] = []
    reach = 0.0
    for word in _unbroken(text).split(" "):
        longer = _reach(f" {word}", weight, reach) if lines else 0.0
        if lines and ROOM * size / 72 * longer <= width:
            lines[-1], reach = f"{lines[-1]} {word}", longer
        else:
            lines.append(word)
            reach = _reach(word, weight)
    return tuple(line.replace(theme.NO_BREAK, " ") for line in lines)


def heading_lines(text: str, width: float) -> list[str]:
    """Return a heading in lines of at most `width` inches."""
    return lines_of(text, width, HEADING, "bold")


def _unbroken(text: str) -> str:
    """Return a text whose blanks before "%" and around an arrow do not break."""
    hard = theme.NO_BREAK
    return text.replace(" %", f"{hard}%").replace(" → ", f"{hard}→{hard}")
