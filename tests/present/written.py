"""What is written in a figure, and where, whatever was drawn or saved before."""

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from helpers.present import theme

SMALLEST = 8.5  # points


def boxes(drawing):
    """Return every written text with its box in pixels; ticks beyond their axis are not drawn."""
    with theme.themed():
        # Titles and ticks keep the pixels of the last drawing, which may be a saved picture's.
        drawing.draw_without_rendering()
    renderer = FigureCanvasAgg(drawing).get_renderer()
    unseen = set()
    for axis in [*drawing.axes, *(child for own in drawing.axes for child in own.child_axes)]:
        for scale in (axis.xaxis, axis.yaxis):
            low, high = sorted(scale.get_view_interval())
            ticks = zip(scale.get_ticklocs(), scale.get_ticklabels(), strict=False)
            unseen |= {label for tick, label in ticks if not low <= tick <= high}
    return [
        (text, text.get_window_extent(renderer))
        for text in drawing.findobj(Text)
        if text.get_text().strip() and text.get_visible() and text not in unseen
    ]


NONE = {"small": [], "cut off": [], "written over": []}


def faults(drawing):
    """Return the texts that are small, cut off, or lie on one another, from one measure."""
    written = boxes(drawing)
    return {
        "small": _small(written),
        "cut off": _cut_off(drawing, written),
        "written over": _written_over(written),
    }


def _small(written):
    return [text.get_text() for text, _ in written if text.get_fontsize() < SMALLEST]


def _cut_off(drawing, written):
    edges = Bbox(theme.canvas(drawing).get_points() * drawing.dpi)
    return [
        text.get_text()
        for text, box in written
        if box.x0 < edges.x0 or box.y0 < edges.y0 or box.x1 > edges.x1 or box.y1 > edges.y1
    ]


def _written_over(written):
    return [
        (one.get_text(), other.get_text())
        for (one, first), (other, second) in combinations(written, 2)
        if first.padded(-1).overlaps(second.padded(-1))
    ]
