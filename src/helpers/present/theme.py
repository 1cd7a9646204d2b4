"""One theme for all figures: size, type, colours, and bytes that do not change by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import matplotlib as mpl
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

# 480 CSS pixels: a phone shows a figure at three quarters of its size, and 9 pt stay legible.
WIDTH = 5.0
DPI = 150
INK, MUTED, FAINT, PAPER = "#1b1f24", "#57606a", "#d0d7de", "#ffffff"
# Okabe and Ito's palette, safe for the common kinds of colour blindness.
AHEAD, BEHIND, LEVEL = "#0072b2", "#d55e00", "#57606a"
# A reported value where no position is told.
REPORT = "#6a3d9a"
BASE_COLOURS = ("#009e73", "#cc79a7", "#e69f00", "#56b4e9")
RULE_DASHES = {"linear": "-", "geometric": (0, (4, 1.5)), "logit": (0, (1, 1.2))}
RULE_MARKERS = {"linear": "o", "geometric": "s", "logit": "D"}
TONES = {"ahead": AHEAD, "behind": BEHIND, "level": LEVEL, "none": FAINT}

RC: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.labelsize": 9,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "legend.fontsize": 9,
    "legend.frameon": False,
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


def fix_layout(figure: Figure) -> None:
    """Lay the figure out once and keep it so; laid out anew at each drawing it would creep."""
    with mpl.rc_context(RC):
        figure.draw_without_rendering()
    figure.set_layout_engine("none")


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


def few_ticks() -> MaxNLocator:
    """Return a locator with about three ticks, for small panels."""
    return MaxNLocator(nbins=3)
