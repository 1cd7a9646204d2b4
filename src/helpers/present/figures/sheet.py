"""One indicator: its milestones, its paths, and what was observed of it."""

from __future__ import annotations

import pandas as pd
import seaborn as sns

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.words import number, unit_word

HEIGHT = 3.4
# Paper behind a label that may lie on a line.
PLATE = {"facecolor": theme.PAPER, "edgecolor": "none", "pad": 1}


def sheet_figure(
    points: pd.DataFrame, trajectories: pd.DataFrame, observed: pd.DataFrame, name: str
) -> FigureBundle:
    """Draw the fan of paths of one indicator with milestones and observations.

    Parameters
    ----------
    points, trajectories
        Results of ``helpers.analysis`` for one indicator.
    observed
        Its observations on the scale of comparison: year, value, series, comparable.
    name
        English name of the indicator.
    """
    direct = trajectories[trajectories["path"] == "direct"]
    bases = sorted(direct["base_year"].unique())
    with theme.themed():
        drawing = theme.new_figure(HEIGHT)
        axis = drawing.subplots()
        for (base, _, rule), path in direct.groupby(["base_year", "target_year", "rule"]):
            colour = theme.BASE_COLOURS[bases.index(base) % len(theme.BASE_COLOURS)]
            axis.plot(path["year"], path["value"], color=colour, linewidth=0.9,
                      linestyle=theme.RULE_DASHES[str(rule)])  # fmt: skip
        for point in points.to_dict("records"):
            target, expected = point["role"] == "target", point["role"] == "expected"
            axis.plot(point["year"], point["value"], marker="D" if target else "o", markersize=7,
                      markeredgecolor=theme.INK, clip_on=False,
                      markerfacecolor=theme.PAPER if expected else theme.INK)  # fmt: skip
            axis.annotate(_label(point["value"]), (point["year"], point["value"]),
                          xytext=(0, -16 if expected else 9), textcoords="offset points",
                          ha="center")  # fmt: skip
        for row in observed.to_dict("records"):
            axis.plot(row["year"], row["value"], marker="o", markersize=10, color=theme.REPORT)
            axis.annotate(f"{_label(row['value'])} reported", (row["year"], row["value"]),
                          xytext=(11, -4), textcoords="offset points", color=theme.REPORT,
                          fontweight="bold", va="top", bbox=PLATE)  # fmt: skip
        axis.set_title(f"{name}:\n{_finding(points)}")
        axis.set_ylabel("percent" if points["scale"].iloc[0] == "percent" else
                        unit_word(points["scale"].iloc[0]))  # fmt: skip
        axis.set_xticks(sorted({*points["year"], *observed["year"]}))
        axis.margins(x=0.07, y=0.16)
        axis.grid(visible=False, axis="x")
        sns.despine(ax=axis, left=True)
        handles = [axis.plot([], [], color=theme.BASE_COLOURS[i])[0] for i in range(len(bases))]
        axis.legend(handles, [f"paths from {base}" for base in bases], loc="best")
    return FigureBundle(
        name="sheet",
        drawing=drawing,
        alt=_alt(points, observed, name),
        caption=(
            "Lines: paths from each base to each target (solid linear, dashed geometric, dotted "
            "logit). Filled circle: baseline or base year; hollow: expected when the plan was "
            "printed; diamond: target; large mark: reported. The scale does not start at zero."
        ),
        source=", ".join(dict.fromkeys(points["indicator_id"])),
        data=points[["year", "role", "value", "low", "high", "scale"]],
    )


def _label(value: float) -> str:
    """Return a value with as many digits as it needs, two at most."""
    return number(value, 2).rstrip("0").rstrip(".")


def _finding(points: pd.DataFrame) -> str:
    """Return from where to where the milestones lead."""
    first, last = points.iloc[0], points.iloc[-1]
    return (
        f"from {_label(first['value'])} in {first['year']} to {_label(last['value'])} in "
        f"{last['year']}"
    )


def _alt(points: pd.DataFrame, observed: pd.DataFrame, name: str) -> str:
    """Return milestones and observations in words."""
    stops = ", ".join(f"{_label(p['value'])} in {p['year']} ({p['role']})"
                      for p in points.to_dict("records"))  # fmt: skip
    seen = ", ".join(f"{_label(o['value'])} in {o['year']}" for o in observed.to_dict("records"))
    told = f" Reported: {seen}." if seen else " Nothing was reported."
    return f"{name}, {unit_word(points['scale'].iloc[0])}: {stops}.{told}"
