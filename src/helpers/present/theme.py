"""One theme for all figures: size, type, colours, and bytes that do not change by themselves."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import ScaledTranslation

# 480 CSS pixels: a phone shows a figure at three quarters of its size, and 9 pt stay legible.
WIDTH = 5.0
DPI = 150
INK, MUTED, FAINT, PAPER = "#1b1f24", "#57606a", "#d0d7de", "#ffffff"
# A colour means one thing on every page; blue and vermilion are kept for positions. The hues are
# Okabe and Ito's or darker neighbours, told apart under the common kinds of colour blindness.
AHEAD, BEHIND, LEVEL = "#0072b2", "#d55e00", "#57606a"
# A reported value where no position is told; a value under another label; a roadmap target.
REPORT, OTHER, ROADMAP = "#6a3d9a", "#946300", "#1f6f8b"
BASE_COLOURS = ("#009e73", "#cc79a7", "#e69f00", "#56b4e9")
PLAN_BASES = (2013, 2015)
# Kinds that have no order, such as issuers of policies; a shape tells each as well.
KINDS = (INK, ROADMAP, OTHER, "#a0527d")
RULE_DASHES = {"linear": "-", "geometric": (0, (4, 1.5)), "logit": (0, (1, 1.2))}
RULE_MARKERS = {"linear": "o", "geometric": "s", "logit": "D"}
TONES = {"ahead": AHEAD, "behind": BEHIND, "level": LEVEL, "none": "#8c959f"}
# Words need more contrast than marks.
TEXT_TONES = TONES | {"behind": "#a84300", "none": MUTED}

# Ground of a cell under words, by tone.
GROUNDS = {"ahead": "#c4dff2", "behind": "#f7cfb4", "level": "#e3e6ea", "none": PAPER}

# Paper behind a label that may lie on a line.
PLATE = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
TITLE_CHARACTERS = 54
NO_BREAK = "\N{NO-BREAK SPACE}"
TITLE_PAD, UNIT_PAD, UNIT_LINE = 8.0, 7.0, 15.0  # points above a panel
FLUSH = "flush"  # label of a text that starts at the left edge of the figure
EDGE = 0.05  # inches

RC: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": TITLE_PAD,
    "axes.labelsize": 9,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.fontsize": 9,
    "legend.frameon": False,
    "legend.handletextpad": 0.4,
    "legend.columnspacing": 1.4,
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": FAINT,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "svg.fonttype": "none",
    # Element ids of an SVG are salted hashes; a fixed salt makes them the same every time.
    "svg.hashsalt": "mic2025",
}


@contextmanager
def themed() -> Iterator[None]:
    """Draw within the compendium's theme, whatever the session has set."""
    with mpl.rc_context(), sns.axes_style("whitegrid"):
        mpl.rcParams.update(RC)
        yield


def new_figure(height: float) -> Figure:
    """Return an empty figure of the common width; `height` in inches."""
    return Figure(figsize=(WIDTH, height), layout="constrained")


def title_lines(title: str) -> list[str]:
    """Return a title in lines that are no longer than the figure is wide; "5 %" stays together."""
    lines = title.replace(" %", f"{NO_BREAK}%").split("\n")
    broken = [part for line in lines for part in textwrap.wrap(line, TITLE_CHARACTERS)]
    return [line.replace(NO_BREAK, " ") for line in broken]


def headline(axis: Axes, title: str, unit: str = "", pad: float = 0.0) -> None:
    """Write a panel's finding above it and, on a line of its own, the unit of its values.

    Lines longer than the figure is wide are broken. `pad` in points, for what else stands above
    the panel.
    """
    title_text = axis.set_title(
        "\n".join(title_lines(title)), pad=TITLE_PAD + pad + (UNIT_LINE if unit else 0)
    )
    title_text.set_label(FLUSH)
    if unit:
        raised = ScaledTranslation(0, UNIT_PAD / 72, axis.figure.dpi_scale_trans)
        line = axis.text(0, 1, unit, transform=axis.transAxes + raised, fontsize=9, color=MUTED)
        line.set_label(FLUSH)
        line.set_in_layout(False)


def base_colours(years: Iterable[int]) -> dict[int, str]:
    """Return a colour for each base year; the plan's own keep theirs wherever they are drawn."""
    wanted = sorted(set(years))
    order = [*PLAN_BASES, *(year for year in wanted if year not in PLAN_BASES)]
    return {year: BASE_COLOURS[order.index(year) % len(BASE_COLOURS)] for year in wanted}


def fix_layout(figure: Figure) -> None:
    """Lay the figure out once and keep it so; laid out anew at each drawing it would creep."""
    place_texts(figure)
    figure.set_layout_engine("none")
    for axis in figure.axes:
        grid = axis.get_subplotspec()
        if grid is not None and grid.colspan.start == 0:
            _flush(figure, axis)


def _flush(figure: Figure, axis: Axes) -> None:
    """Let title and unit of a panel start at the left edge of the figure, above its row labels."""
    panel = axis.get_window_extent()
    start = (EDGE * figure.dpi - panel.x0) / panel.width
    for text in axis.findobj(Text):
        if text.get_label() == FLUSH:
            text.set_x(start)


def place_texts(figure: Figure) -> None:
    """Put axis labels and titles where they belong at the figure's own resolution.

    They keep the pixels of the last drawing, and a picture is saved at another resolution: who
    measures a figure that may have been saved calls this first.
    """
    with mpl.rc_context(RC):
        figure.draw_without_rendering()


def svg(figure: Figure) -> str:
    """Return the figure as SVG text without date and version."""
    buffer = BytesIO()
    with mpl.rc_context(RC):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return buffer.getvalue().decode("utf-8")


def png(figure: Figure) -> bytes:
    """Return the figure as PNG bytes without the version of the software."""
    buffer = BytesIO()
    with mpl.rc_context(RC):
        figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
    return buffer.getvalue()
