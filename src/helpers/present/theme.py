"""One theme for all figures: size, type, colours, and bytes that do not change by themselves."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from io import BytesIO
from operator import add
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox, ScaledTranslation
from PIL import Image

from helpers.present.fonts import hold_in_memory
from helpers.present.level_text import LevelTextCanvas

DPI = 160  # of a PNG: 1600 pixels across a page
COLOURS = 128  # of a PNG: those drawn, and their edges
INK, MUTED, FAINT, PAPER = "#1b1f24", "#57606a", "#d0d7de", "#ffffff"
# A colour means one thing on every page; blue and vermilion are kept for positions. The hues are
# Okabe and Ito's or darker neighbours, told apart under the common kinds of colour blindness.
AHEAD, BEHIND, LEVEL = "#0072b2", "#d55e00", "#57606a"
# A reported value where no position is told; a value under another label; a roadmap target.
REPORT, OTHER, ROADMAP = "#6a3d9a", "#946300", "#1f6f8b"
# Kinds that have no order, such as issuers of policies; a shape tells each as well.
KINDS = (INK, ROADMAP, OTHER, "#a0527d")
RULE_MARKERS = {"linear": "o", "geometric": "s", "logit": "D"}
TONES = {"ahead": AHEAD, "behind": BEHIND, "level": LEVEL, "none": "#8c959f"}
# Words need more contrast than marks.
TEXT_TONES = TONES | {"behind": "#a84300", "none": MUTED}

# Ground of a cell under words, by tone.
GROUNDS = {
    "ahead": "#c4dff2",
    "short": "#fbecc4",
    "behind": "#f7cfb4",
    "level": "#e3e6ea",
    "none": PAPER,
}

# Paper behind a label that may lie on a line.
PLATE = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}
# What fits in an inch of a title, and of the foot line.
TITLE_DENSITY, FOOT_DENSITY = 10.4, 14.5
# Points of a title, and of a line of it in parts of them.
TITLE_SIZE, LINE_SPACING = 10.5, 1.25
BETWEEN = 2  # characters of the gap between titles side by side
NO_BREAK = "\N{NO-BREAK SPACE}"
TITLE_PAD, UNIT_PAD, UNIT_LINE = 8.0, 7.0, 15.0  # points above a panel
FLUSH = "flush"  # label of a text that starts at the left edge of the figure
EDGE = 0.05  # inches
# Of a figure's width and height: far below anything drawn, far above what a solver leaves open.
PLACE_DECIMALS = 9
FOOT = "foot"  # label of a line below the figure
FOOT_SIZE, FOOT_LINE, FOOT_GAP = 8.5, 0.16, 0.06  # points; inches


@dataclass(frozen=True)
class Layout:
    """One of the two drawings of a figure: its width in inches, and whether it is for phones."""

    width: float
    is_narrow: bool

    @property
    def title_characters(self) -> int:
        """How many characters of a title fit on a line."""
        return int(self.width * TITLE_DENSITY)


# At 96 pixels an inch: 960 on a desktop, and 336 on a phone of 360, so that 8.5 pt stay legible.
WIDE, NARROW = Layout(10.0, is_narrow=False), Layout(3.5, is_narrow=True)
# Of a sheet to hand out: printed over the 7 inches of an A4 page, 8.5 pt become 7.
SHEET = Layout(8.4, is_narrow=False)

ON_DARK_SCREENS = "@media screen and (prefers-color-scheme:dark)"
# What each colour becomes where the reader's screen is dark.
DARK = {
    INK: "#e6e9ed",
    MUTED: "#a8b1bb",
    FAINT: "#3b434c",
    PAPER: "#15191e",
    AHEAD: "#4da3e0",
    BEHIND: "#f0803c",
    REPORT: "#b794e6",
    OTHER: "#d9a63a",
    ROADMAP: "#5cb3cf",
    KINDS[3]: "#d98ab5",
    TONES["none"]: "#8c959f",
    TEXT_TONES["behind"]: "#f3a06b",
    GROUNDS["ahead"]: "#1d4a6b",
    GROUNDS["short"]: "#57461a",
    GROUNDS["behind"]: "#6b3413",
    GROUNDS["level"]: "#3a424b",
}

RC: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": TITLE_PAD,
    # No ticks stand above a panel: to look for them lays out each axis again at each drawing.
    "axes.titley": 1.0,
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

# Fitting letters to pixels takes a third of the time of a PNG, and shows on coarse screens alone.
UNHINTED: dict[Any, Any] = {"text.hinting": "none"}

# Before any text is measured: a font stays as it was opened.
hold_in_memory()


@contextmanager
def themed() -> Iterator[None]:
    """Draw within the compendium's theme, whatever the session has set."""
    # Here, since pages are made without a drawing and seaborn brings all of scipy.
    import seaborn as sns

    with mpl.rc_context({**sns.axes_style("whitegrid"), **RC}):
        yield


def new_figure(layout: Layout, height: float) -> Figure:
    """Return an empty figure of the layout's width; `height` in inches."""
    return blank(layout.width, height, layout="constrained")


def blank(width: float, height: float, **settings: Any) -> Figure:
    """Return a figure of a size in inches; `settings` are those of ``Figure``."""
    figure = Figure(figsize=(width, height), **settings)
    LevelTextCanvas(figure)
    return figure


def panel_grid(
    layout: Layout, heights: Sequence[float], extra: float = 0.0, columns: int = 2, **shared: Any
) -> tuple[Figure, list[Axes]]:
    """Return a figure of panels: in a grid where there is room, one below the other on a phone.

    Parameters
    ----------
    layout
        Which of the two drawings.
    heights
        Height of each panel in inches; the highest of a row is the row's.
    extra
        Height of what stands above or below all panels, in inches.
    columns
        Panels side by side where there is room.
    **shared
        For ``Figure.subplots``, such as a shared axis.
    """
    across = 1 if layout.is_narrow else min(columns, len(heights))
    rows = [max(heights[start : start + across]) for start in range(0, len(heights), across)]
    figure = new_figure(layout, total(rows) + extra)
    axes = figure.subplots(len(rows), across, squeeze=False, height_ratios=rows, **shared).ravel()
    for spare in axes[len(heights) :]:
        spare.remove()
    return figure, list(axes[: len(heights)])


def title_lines(title: str, characters: int) -> list[str]:
    """Return a title in lines of so many characters at most; "5 %" stays together."""
    lines = title.replace(" %", f"{NO_BREAK}%").split("\n")
    broken = [part for line in lines for part in textwrap.wrap(line, characters)]
    return [line.replace(NO_BREAK, " ") for line in broken]


def message(figure: Figure, title: str, layout: Layout) -> None:
    """Write the finding of a figure of several panels above them all."""
    figure.suptitle(
        "\n".join(title_lines(title, layout.title_characters)),
        x=EDGE / layout.width,
        ha="left",
        fontsize=10.5,
        fontweight="bold",
    )


def headline(axis: Axes, title: str, unit: str = "") -> None:
    """Write a panel's finding above it and, on a line of its own, the unit of its values.

    Lines longer than the panel is wide are broken.
    """
    title_text = axis.set_title(
        "\n".join(title_lines(title, _characters(axis))),
        pad=TITLE_PAD + (UNIT_LINE if unit else 0),
    )
    title_text.set_label(FLUSH)
    if unit:
        raised = ScaledTranslation(0, UNIT_PAD / 72, axis.figure.dpi_scale_trans)
        line = axis.text(0, 1, unit, transform=axis.transAxes + raised, fontsize=9, color=MUTED)
        line.set_label(FLUSH)
        line.set_in_layout(False)


def panel_width(axis: Axes) -> float:
    """Return the width of a panel's column of its figure, in inches."""
    figure = axis.get_figure(root=True)
    return figure.get_figwidth() / _columns(axis) if figure else 0.0


def _columns(axis: Axes) -> int:
    """Return how many panels stand side by side."""
    grid = axis.get_subplotspec()
    return int(grid.get_gridspec().ncols) if grid else 1


def _characters(axis: Axes) -> int:
    """Return how many characters of a title fit above a panel."""
    return int(panel_width(axis) * TITLE_DENSITY) - (BETWEEN if _columns(axis) > 1 else 0)


def name_panel(axis: Axes, name: str, size: float, pad: float) -> None:
    """Write what a small panel is about above it, in lines of its width."""
    axis.set_title("\n".join(_name_lines(name, panel_width(axis), size)), fontsize=size, pad=pad)


def name_height(layout: Layout, name: str, columns: int, size: float) -> float:
    """Return how many inches the lines of such a name need beyond the first."""
    across = 1 if layout.is_narrow else columns
    return (len(_name_lines(name, layout.width / across, size)) - 1) * size * LINE_SPACING / 72


def _name_lines(name: str, width: float, size: float) -> list[str]:
    """Return a name of so many points in lines of a width in inches."""
    return title_lines(name, int(width * TITLE_DENSITY * TITLE_SIZE / size))


def total(lengths: Iterable[float]) -> float:
    """Return a sum, added up from left to right.

    Since Python 3.12 ``sum`` makes up for its rounding, so its last bits are others than before,
    and a clipping path is named by a hash of them.
    """
    return reduce(add, lengths, 0.0)


def fix_layout(figure: Figure) -> None:
    """Lay the figure out once and keep it so; laid out anew at each drawing it would creep."""
    engine = figure.get_layout_engine()
    if engine is None:
        return
    with mpl.rc_context(RC):
        _pin_empty_labels(figure.axes)
        if figure.axes:
            engine.execute(figure)
        figure.set_layout_engine(None)
        _settle(figure.axes)
        for legend in figure.legends:
            # Else it would follow the lower edge of the picture down to the foot.
            legend.set_bbox_to_anchor((0, 0, 1, 1), figure.transFigure)
        for axis in figure.axes:
            grid = axis.get_subplotspec()
            if grid is not None:
                _flush(figure, axis, is_first=grid.colspan.start == 0)


def _settle(axes: Sequence[Axes]) -> None:
    """Round the places of panels.

    The solver adds up in the order of memory addresses, so their last bits differ from run to run,
    and a clipping path is named by a hash of them.
    """
    for axis in axes:
        corners = axis.get_position(original=True).get_points()
        axis.set_position(Bbox(corners.round(PLACE_DECIMALS)))
        axis.set_in_layout(True)


def _flush(figure: Figure, axis: Axes, *, is_first: bool) -> None:
    """Let title and unit of a panel start above its row labels, in the first column at the edge."""
    panel = axis.get_window_extent()
    left = EDGE * figure.dpi
    if not is_first:
        labels = axis.yaxis.get_tightbbox()
        left = panel.x0 if labels is None else min(panel.x0, labels.x0)
    for text in axis.findobj(Text):
        if text.get_label() == FLUSH:
            text.set_x((left - panel.x0) / panel.width)


def _pin_empty_labels(axes: Sequence[Axes]) -> None:
    """Give axis labels without words a place, else layout and drawings measure ticks for one."""
    for axis in axes:
        for side in (axis.xaxis, axis.yaxis):
            if not side.get_label_text():
                side.set_label_coords(0, 0)


def add_foot(figure: Figure, words: str) -> None:
    """Write who made the picture and from what below it; the canvas grows by these lines."""
    width, height = figure.get_size_inches()
    lines = textwrap.wrap(words, int(width * FOOT_DENSITY))
    for place, line in enumerate(lines):
        figure.text(
            EDGE / width,
            (-FOOT_GAP - FOOT_LINE * place) / height,
            line,
            va="top",
            fontsize=FOOT_SIZE,
            color=MUTED,
            label=FOOT,
        )


def canvas(figure: Figure) -> Bbox:
    """Return what a picture of the figure shows, in inches: the figure and its foot."""
    lines = sum(text.get_label() == FOOT for text in figure.texts)
    foot = lines * FOOT_LINE + 2 * FOOT_GAP if lines else 0.0
    return Bbox.from_extents(0, -foot, *figure.get_size_inches())


@contextmanager
def any_script() -> Iterator[None]:
    """Draw and measure without a warning of characters that the font lacks.

    A browser draws them in a font of its own; the warning would put a path of this machine on the
    page, in pieces that are never the same twice.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph \d+ .* missing from font")
        yield


def svg(figure: Figure) -> str:
    """Return the figure as SVG text without date and version; dark on a dark screen."""
    buffer = BytesIO()
    with mpl.rc_context(RC), any_script():
        figure.savefig(buffer, format="svg", bbox_inches=canvas(figure),
                       metadata={"Date": None, "Creator": None})  # fmt: skip
    return _with_dark(buffer.getvalue().decode("utf-8"))


def _with_dark(drawing: str) -> str:
    """Return an SVG with a rule for each of its colours, for screens that are dark."""
    rules = "".join(
        f'[style*="{use}: {light}"]{{{use}:{dark}!important}}'
        for light, dark in DARK.items()
        for use in ("fill", "stroke")
        if f"{use}: {light}" in drawing
    )
    return drawing.replace("</style>", f"{ON_DARK_SCREENS}{{{rules}}}</style>", 1)


def png(figure: Figure, dpi: int = DPI) -> bytes:
    """Return the figure as PNG bytes: a palette of its colours, a third of the size."""
    drawn, buffer = BytesIO(), BytesIO()
    with mpl.rc_context(RC | UNHINTED), any_script():
        figure.savefig(drawn, format="raw", dpi=dpi, bbox_inches=canvas(figure))
    pixels, across = drawn.getvalue(), int(figure.get_figwidth() * dpi)
    full = Image.frombytes("RGB", (across, len(pixels) // (4 * across)), pixels, "raw", "RGBX")
    few = full.quantize(COLOURS, Image.Quantize.FASTOCTREE)
    few.save(buffer, "png", dpi=(dpi, dpi))
    return buffer.getvalue()
