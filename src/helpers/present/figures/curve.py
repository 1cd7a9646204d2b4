"""Specification curve: all specifications of a ratio, sorted, and where the pace suffices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.words import number

# Rules whose value is a share of what is needed; 1 is exactly enough.
RATIOS = ("cagr_ratio", "logit_ratio", "sdsn", "un_share")
QUANTILES = np.linspace(0, 1, 81)
LOWEST, HIGHEST = -1.0, 2.5
PANEL_HEIGHT = 2.5


def curve_figure(specifications: pd.DataFrame, indicators: pd.DataFrame) -> FigureBundle:
    """Draw a panel an indicator: sorted ratios of all specifications, one line a base year.

    Parameters
    ----------
    specifications
        Result of ``specifications.specifications``.
    indicators
        Table of the edition.
    """
    rows = specifications[specifications["method"].isin(RATIOS)]
    names = indicators.set_index("indicator_id")["name_en"]
    curves = _curves(rows)
    shown = list(dict.fromkeys(curves["indicator_id"]))
    with theme.themed():
        drawing = theme.new_figure(PANEL_HEIGHT * len(shown))
        axes = drawing.subplots(len(shown), 1, squeeze=False, sharex=True).ravel()
        for axis, indicator in zip(axes, shown, strict=True):
            own = curves[curves["indicator_id"] == indicator]
            bases = sorted(own["base_year"].unique())
            for base, colour in zip(bases, theme.BASE_COLOURS, strict=False):
                line = own[own["base_year"] == base]
                axis.plot(100 * line["quantile"], line["ratio"].clip(LOWEST, HIGHEST),
                          color=colour, linewidth=2, label=f"from {base}")  # fmt: skip
            axis.axhline(1, color=theme.INK, linewidth=1)
            axis.text(100, 1.03, "enough", ha="right", va="bottom", fontsize=9)
            axis.set_title(f"{names[indicator]}:\n{_finding(rows, indicator)}")
            axis.set_ylabel("share of the pace needed")
            axis.set_ylim(LOWEST, HIGHEST)
            axis.legend(loc="upper left", ncols=2)
            sns.despine(ax=axis, left=True)
        axes[-1].set_xlabel("specifications, sorted, percent")
    return FigureBundle(
        name="curve",
        drawing=drawing,
        alt=" ".join(f"{names[name]}: {_finding(rows, name)}." for name in shown),
        caption=(
            "All specifications of the four rules that give a ratio, sorted: target year, rule, "
            "rounding corner and sampling end vary along each line. The acceleration factor is "
            "left out, since it is the inverse of a ratio. Values beyond the scale are drawn at "
            "its edge. A share of specifications is no probability."
        ),
        source=", ".join(rows["observation_id"].unique()),
        data=curves,
    )


def _curves(rows: pd.DataFrame) -> pd.DataFrame:
    """Return quantiles of the ratios by indicator and base year."""
    parts = [
        pd.DataFrame(
            {
                "indicator_id": indicator,
                "base_year": base,
                "quantile": QUANTILES,
                "ratio": np.quantile(own["value"].dropna(), QUANTILES),
            }
        )
        for (indicator, base), own in rows.groupby(["indicator_id", "base_year"], sort=False)
    ]
    return pd.concat(parts, ignore_index=True)


def _finding(rows: pd.DataFrame, indicator: str) -> str:
    """Return how many specifications call the pace enough."""
    own = rows[rows["indicator_id"] == indicator]
    share = own["enough"].mean()
    return f"enough in {number(100 * share, 0)} % of {len(own):,} specifications"
