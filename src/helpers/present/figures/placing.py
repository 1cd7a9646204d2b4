"""Labels beside their marks where nothing else stands: every side and distance is weighed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from helpers.present.figures.rows import width_of

SIZE, LINE = 9.0, 11.5  # points
# How far from its mark a label may stand, in points.
DISTANCES = (6.0, 9.0, 13.0, 18.0, 24.0, 32.0, 42.0, 54.0)
# Directions by what a label does: sideways, and up.
SIDES = {
    "above": (0, 1),
    "below": (0, -1),
    "left": (-1, 0),
    "right": (1, 0),
    "above left": (-1, 1),
    "above right": (1, 1),
    "below left": (-1, -1),
    "below right": (1, -1),
}
ALIGN = {-1: "right", 0: "center", 1: "left"}
EDGES = {-1: "top", 0: "center", 1: "bottom"}
STEP = 3.0  # pixels between the places of a line that a label avoids
# What counts against a place: another label or the edge, a mark or line, a side less wanted, and
# each point of distance.
HIDING, CROSSING, SIDE, FAR = 1000.0, 10.0, 4.0, 0.3


@dataclass(frozen=True)
class Label:
    """A text for a mark, its colour, and the sides to try first."""

    text: str
    x: float
    y: float
    colour: str
    sides: Sequence[str] = ()


def place_labels(
    axis: Axes, labels: Iterable[Label], marks: np.ndarray, lines: Sequence[np.ndarray]
) -> None:
    """Write each label at the best free place by its mark; earlier labels choose first.

    Parameters
    ----------
    axis
        A panel whose layout and limits are final.
    labels
        What to write.
    marks, lines
        What they keep off: points of shape (n, 2), and lines of such points, in values.
    """
    crossed = [_dense(axis.transData.transform(line)) for line in lines if len(line)]
    avoided = np.concatenate([_around(axis.transData.transform(marks)), *crossed])
    taken: list[Bbox] = []
    panel, scale = axis.get_window_extent(), axis.figure.dpi / 72
    for label in labels:
        at = axis.transData.transform((label.x, label.y))
        wanted = [*label.sides, *(side for side in SIDES if side not in label.sides)]
        tries = [
            (_box(label.text, at, side, distance, scale), side, distance)
            for side in wanted
            for distance in DISTANCES
        ]
        costs = [
            _cost(box, taken, avoided, panel) + SIDE * wanted.index(side) + FAR * distance
            for box, side, distance in tries
        ]
        box, side, distance = tries[int(np.argmin(costs))]
        taken.append(box)
        across, up = SIDES[side]
        axis.annotate(
            label.text,
            (label.x, label.y),
            xytext=(across * distance, up * distance),
            textcoords="offset points",
            color=label.colour,
            ha=ALIGN[across],
            va=EDGES[up],
            fontsize=SIZE,
            linespacing=1.05,
            annotation_clip=False,
        ).set_in_layout(False)


def _dense(line: np.ndarray) -> np.ndarray:
    """Return a line in pixels as places a few pixels apart."""
    pieces = [
        np.linspace(start, end, max(2, int(np.hypot(*(end - start)) / STEP)))
        for start, end in pairwise(line)
    ]
    return np.concatenate([line, *pieces])


def _around(points: np.ndarray) -> np.ndarray:
    """Return points in pixels with the edges of their marks."""
    shifts = np.array([(0, 0), (4, 0), (-4, 0), (0, 4), (0, -4)])
    return (points[:, None, :] + shifts[None, :, :]).reshape(-1, 2)


def _box(text: str, at: np.ndarray, side: str, distance: float, scale: float) -> Bbox:
    """Return where a text would stand, in pixels."""
    lines = text.split("\n")
    width = 72 * scale * max(width_of(line, SIZE) for line in lines)
    height = LINE * scale * len(lines)
    across, up = SIDES[side]
    left = at[0] + across * distance * scale - width * (1 - across) / 2
    low = at[1] + up * distance * scale - height * (1 - up) / 2
    return Bbox.from_bounds(left, low, width, height)


def _cost(box: Bbox, taken: Sequence[Bbox], avoided: np.ndarray, panel: Bbox) -> float:
    """Return how much a label would hide or leave the panel; zero for a free place."""
    inside = (
        (avoided[:, 0] > box.x0) & (avoided[:, 0] < box.x1)
        & (avoided[:, 1] > box.y0 - 1) & (avoided[:, 1] < box.y1 + 1)
    )  # fmt: skip
    outside = max(panel.x0 - box.x0, box.x1 - panel.x1, panel.y0 - box.y0, 0.0)
    return float(
        CROSSING * inside.sum()
        + HIDING * (sum(box.padded(2).overlaps(one) for one in taken) + outside)
    )
