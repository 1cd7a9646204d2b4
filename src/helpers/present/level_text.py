"""A canvas for PNGs that draws level text a line at once.

matplotlib 3.11 places each letter by itself, in Python, which took half the time of a PNG; lines
that stand at an angle are left to it. What is measured for the layout is matplotlib's own.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.font_manager import findfont, get_font

# FreeType counts in parts of a pixel.
PARTS = 64


class LevelTextCanvas(FigureCanvasAgg):
    """A canvas of pixels with the renderer below."""

    _drawn_for: tuple[float, ...] = ()

    def get_renderer(self) -> RendererAgg:
        """Return the renderer for the figure's present size, the same while that stays."""
        size = (*self.get_width_height(physical=True), self.figure.dpi)
        if size != self._drawn_for:
            self.renderer, self._drawn_for = LevelTextRenderer(*size), size
        return self.renderer


class LevelTextRenderer(RendererAgg):
    """A renderer that draws a line of level text as one picture of its letters."""

    # The signature is matplotlib's.
    def draw_text(self, gc: Any, x: float, y: float, s: str, prop: Any, angle: float,
                  ismath: Any = False, mtext: Any = None) -> None:  # fmt: skip
        """Draw a line that begins at a place, in pixels from the upper left corner."""
        if angle or ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        font = get_font(findfont(prop))
        font.set_size(prop.get_size_in_points(), self.dpi)
        font.set_text(s, 0.0, flags=get_hinting_flag())
        font.draw_glyphs_to_bitmap(antialiased=gc.get_antialiased())
        right, up = font.get_bitmap_offset()
        cover = font.get_image()
        letters = np.empty((*cover.shape, 4), np.uint8)
        letters[..., :3] = np.multiply(gc.get_rgb()[:3], 255).round()
        letters[..., 3] = cover[::-1]
        below = round(y + (up + font.get_descent()) / PARTS) + 1
        self.draw_image(gc, round(x + right / PARTS), int(self.height) - below, letters)
