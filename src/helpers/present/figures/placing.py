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
# How far from its mark a label may stand, in points; past the second a line leads to the mark.
DISTANCES = (6.0, 9.0, 13.0, 18.0, 24.0, 32.0, 42.0, 54.0)
NEAR = 13.0
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
# What counts against a place: another label or the edge, a mark or line, another mark nearer than
# its own, a side less wanted, and each point of distance.
HIDING, CROSSING, ASTRAY, SIDE, FAR = 1000.0, 10.0, 30.0, 4.0, 2.0
# How often every label looks for a better place now that the others have theirs.
ROUNDS = 3


@dataclass(frozen=True)
class Label:
    """A text for a mark, its colour, and the sides to try first."""

    text: str
    x: float
    y: float
    colour: str
    sides: Sequence[str] = ()


@dataclass(frozen=True)
class LabelPlace:
    """Where a label may stand: its box in pixels, the side, points from its mark, and the cost."""

    box: Bbox
    side: str
    distance: float
    cost: float


def place_labels(
    axis: Axes, labels: Iterable[Label], marks: np.ndarray, lines: Sequence[np.ndarray]
) -> None:
    """Write each label at the best free place by its mark; earlier labels choose first.

    A label that finds no place beside its mark stands further off, at the end of a line.

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
    points = axis.transData.transform(marks)
    avoided = np.concatenate([_around(points), *crossed])
    scale = axis.figure.dpi / 72
    wanted = list(labels)
    choices = [_places(axis, label, points, avoided, scale) for label in wanted]
    chosen: dict[int, LabelPlace] = {}
    for _ in range(ROUNDS):
        for number, places in enumerate(choices):
            others = [place.box for other, place in chosen.items() if other != number]
            chosen[number] = min(places, key=lambda place: place.cost + _hidden(place.box, others))
    for number, label in enumerate(wanted):
        _write(axis, label, chosen[number])


def _places(
    axis: Axes, label: Label, points: np.ndarray, avoided: np.ndarray, scale: float
) -> list[LabelPlace]:
    """Return every place a label may take, with what counts against it but for other labels."""
    at, panel = axis.transData.transform((label.x, label.y)), axis.get_window_extent()
    sides = [*label.sides, *(side for side in SIDES if side not in label.sides)]
    found = []
    for order, side in enumerate(sides):
        for distance in DISTANCES:
            box = _box(label.text, at, side, distance, scale)
            cost = _cost(box, avoided, panel) + ASTRAY * _is_astray(box, at, points)
            cost += SIDE * order + FAR * distance
            found.append(LabelPlace(box, side, distance, cost))
    return found


def _write(axis: Axes, label: Label, place: LabelPlace) -> None:
    """Write a label at its place, with a line to its mark where that is not beside it."""
    across, up = SIDES[place.side]
    leader = {"arrowstyle": "-", "color": label.colour, "linewidth": 0.6, "shrinkA": 0}
    axis.annotate(
        label.text,
        (label.x, label.y),
        xytext=(across * place.distance, up * place.distance),
        textcoords="offset points",
        color=label.colour,
        ha=ALIGN[across],
        va=EDGES[up],
        fontsize=SIZE,
        linespacing=1.05,
        annotation_clip=False,
        arrowprops=leader if place.distance > NEAR else None,
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


def _cost(box: Bbox, avoided: np.ndarray, panel: Bbox) -> float:
    """Return how much a label would hide or leave the panel; zero for a free place."""
    inside = (
        (avoided[:, 0] > box.x0) & (avoided[:, 0] < box.x1)
        & (avoided[:, 1] > box.y0 - 1) & (avoided[:, 1] < box.y1 + 1)
    )  # fmt: skip
    outside = max(panel.x0 - box.x0, box.x1 - panel.x1, panel.y0 - box.y0, 0.0)
    return float(CROSSING * inside.sum() + HIDING * outside)


def _is_astray(box: Bbox, at: np.ndarray, points: np.ndarray) -> bool:
    """Tell whether a label stands nearer to another mark than to its own; all in pixels."""
    return bool((_apart(box, points) < _apart(box, at[None])[0] - 1).any())


def _apart(box: Bbox, points: np.ndarray) -> np.ndarray:
    """Return how far points are from a box."""
    gaps = np.maximum(np.maximum(box.min - points, points - box.max), 0)
    return np.asarray(np.hypot(gaps[:, 0], gaps[:, 1]))


def _hidden(box: Bbox, others: Sequence[Bbox]) -> float:
    """Return what counts against a place for lying on the labels of others."""
    return HIDING * sum(box.padded(2).overlaps(one) for one in others)
