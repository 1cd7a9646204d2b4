"""The figure bundle: picture, words and data of a figure in one notebook output.

nbval does not compare PNG; it compares JSON to the letter. The bundle therefore carries both SVGs,
the alternative text and the data behind the figure under a MIME type of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.data.write import rounded
from helpers.present import theme
from helpers.present.credits import credited
from helpers.present.figure_output import MIME, UNDER_FIGURE
from helpers.present.plan_words import drawn_for
from helpers.present.texts.blocks import Facts, phrase


class CaptionFacts(Facts, template="figures", block="caption"):
    """What is drawn and what is left out, and where it comes from."""

    caption: str
    source: str


class FootFacts(Facts, template="figures", block="foot"):
    """Who published what is drawn, and what the compendium that drew it is called."""

    publishers: list[str]
    compendium: str


@dataclass(frozen=True)
class FigureBundle:
    """One finished figure, drawn wide for desktops and print and narrow for phones.

    Parameters
    ----------
    name
        Short name, unique on its page; names the files a reader downloads.
    draw
        Draws the figure in a layout, within the theme.
    alt
        What a sighted reader would conclude, numbers included.
    caption
        What is drawn, what is left out.
    source
        Source ids and locators.
    data
        The values drawn, one row a mark.
    drawn_from
        Ids of sources that the foot names beside those in `source`.
    large
        The layout for desktops and print.
    """

    name: str
    draw: Callable[[theme.Layout], Drawing]
    alt: str
    caption: str
    source: str
    data: pd.DataFrame
    drawn_from: Sequence[str] = ()
    large: theme.Layout = theme.WIDE

    @cached_property
    def wide(self) -> Drawing:
        """The drawing for a desktop and for print."""
        return self._drawn(self.large)

    @cached_property
    def narrow(self) -> Drawing:
        """The drawing for a phone."""
        return self._drawn(theme.NARROW)

    def _drawn(self, layout: theme.Layout) -> Drawing:
        """Return the drawing in a layout, with its foot."""
        with theme.themed():
            drawing = self.draw(layout)
        theme.fix_layout(drawing)
        publishers = credited(" ".join([self.source, *self.drawn_from]))
        theme.add_foot(drawing, phrase(FootFacts(publishers, drawn_for())))
        return drawing

    def _ipython_display_(self) -> None:
        """Show the picture, and right under it what a viewer of notebooks must know of it."""
        from IPython.display import display

        display(self._repr_mimebundle_(), raw=True)
        words = phrase(CaptionFacts(self.caption, self.source))
        html = f"{UNDER_FIGURE}{escape(words)}</p>"
        display({"text/html": html, "text/plain": words}, raw=True)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {
            "text/plain": self.alt,
            "image/png": theme.png(self.wide),
            MIME: {
                "name": self.name,
                "alt": self.alt,
                "caption": self.caption,
                "source": self.source,
                "columns": list(self.data.columns),
                "rows": [
                    [plain(cell) for cell in row]
                    for row in self.data.itertuples(index=False, name=None)
                ],
                "svg": theme.svg(self.wide),
                "narrow": theme.svg(self.narrow),
            },
        }


def plain(value: Any) -> Any:
    """Return a cell as plain JSON: floats with ten significant digits, missing values as None."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    if hasattr(value, "item"):
        value = value.item()
    return rounded(value) if isinstance(value, float) else value
