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
CLEAR = 2.0  # pixels between labels
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
class LabelPlaces:
    """Every place a label may take, in the order in which it tries them.

    Parameters
    ----------
    sides, distances
        The side of the mark, and points from it.
    boxes
        Left, lower, right and upper edges in pixels, of shape (places, 4).
    costs
        What counts against each place but for other labels.
    """

    sides: Sequence[str]
    distances: np.ndarray
    boxes: np.ndarray
    costs: np.ndarray

    def best(self, others: np.ndarray) -> int:
        """Return the first place that costs least, given the boxes of the other labels."""
        return int(np.argmin(self.costs + _hidden(self.boxes, others)))


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
    chosen: dict[int, int] = {}
    for _ in range(ROUNDS):
        for number, places in enumerate(choices):
            others = [choices[other].boxes[at] for other, at in chosen.items() if other != number]
            chosen[number] = places.best(np.reshape(others, (-1, 4)))
    for number, label in enumerate(wanted):
        _write(axis, label, choices[number], chosen[number])


def _places(
    axis: Axes, label: Label, points: np.ndarray, avoided: np.ndarray, scale: float
) -> LabelPlaces:
    """Return every place a label may take, with what counts against it but for other labels."""
    at, panel = axis.transData.transform((label.x, label.y)), axis.get_window_extent()
    tried = [*label.sides, *(side for side in SIDES if side not in label.sides)]
    sides = [side for side in tried for _ in DISTANCES]
    distances = np.tile(DISTANCES, len(tried))
    boxes = _boxes(label.text, at, sides, distances, scale)
    costs = _costs(boxes, avoided, panel) + ASTRAY * _are_astray(boxes, at, points)
    wanted_less = np.repeat(np.arange(len(tried)), len(DISTANCES))
    return LabelPlaces(sides, distances, boxes, costs + (SIDE * wanted_less + FAR * distances))


def _write(axis: Axes, label: Label, places: LabelPlaces, chosen: int) -> None:
    """Write a label at its place, with a line to its mark where that is not beside it."""
    across, up = SIDES[places.sides[chosen]]
    distance = float(places.distances[chosen])
    leader = {"arrowstyle": "-", "color": label.colour, "linewidth": 0.6, "shrinkA": 0}
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
        arrowprops=leader if distance > NEAR else None,
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


def _boxes(
    text: str, at: np.ndarray, sides: Sequence[str], distances: np.ndarray, scale: float
) -> np.ndarray:
    """Return where a text would stand at each side and distance: edges in pixels, a row each."""
    lines = text.split("\n")
    width = 72 * scale * max(width_of(line, SIZE) for line in lines)
    height = LINE * scale * len(lines)
    across, up = np.array([SIDES[side] for side in sides]).T
    left = at[0] + across * distances * scale - width * (1 - across) / 2
    low = at[1] + up * distances * scale - height * (1 - up) / 2
    return np.column_stack([left, low, left + width, low + height])


def _costs(boxes: np.ndarray, avoided: np.ndarray, panel: Bbox) -> np.ndarray:
    """Return how much a label would hide or leave the panel; zero for a free place."""
    left, low, right, high = boxes.T
    across, up = avoided.T
    inside = (
        (across > left[:, None]) & (across < right[:, None])
        & (up > low[:, None] - 1) & (up < high[:, None] + 1)
    )  # fmt: skip
    beyond = [panel.x0 - left, right - panel.x1, panel.y0 - low, np.zeros(len(boxes))]
    return np.asarray(CROSSING * inside.sum(axis=1) + HIDING * np.max(beyond, axis=0))


def _are_astray(boxes: np.ndarray, at: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Tell which boxes stand nearer to another mark than to their own; all in pixels."""
    return np.asarray((_apart(boxes, points) < _apart(boxes, at[None]) - 1).any(axis=1))


def _apart(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return how far points are from boxes, of shape (boxes, points)."""
    low, high = boxes[:, None, :2], boxes[:, None, 2:]
    gaps = np.maximum(np.maximum(low - points, points - high), 0)
    return np.asarray(np.hypot(gaps[..., 0], gaps[..., 1]))


def _hidden(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return what counts against each place for lying on the labels of others."""
    left, low, right, high = (edge[:, None] for edge in boxes.T)
    on = (
        (left - CLEAR <= others[:, 2]) & (others[:, 0] <= right + CLEAR)
        & (low - CLEAR <= others[:, 3]) & (others[:, 1] <= high + CLEAR)
    )  # fmt: skip
    return np.asarray(HIDING * on.sum(axis=1))
