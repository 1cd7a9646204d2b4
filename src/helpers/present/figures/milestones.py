"""Small multiples: every indicator of the edition with its milestones and paths."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.comparison.milestone_paces import seeming_to_speed_up, speeding_up
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.keys import role_keys
from helpers.present.figures.points import draw_milestones, tick_years
from helpers.present.numbers import printed_number
from helpers.present.texts.blocks import Facts, labels, phrase
from helpers.present.words import axis_unit

COLUMNS = 4
PANEL_HEIGHT, KEY_HEIGHT, LINE_HEIGHT = 1.5, 0.5, 0.25
# Points of the name of a panel, and between it and the panel.
NAME_SIZE, NAME_PAD = 9, 17


class FindingFacts(Facts, template="paths", block="milestones_finding"):
    """Who is asked to speed up after the last target year but one, None where there is one.

    `rising` and `falling` of the `indicators` are to end above and below their first value by
    `last`.
    """

    middle: int | None
    faster: list[str]
    last: int
    rising: int
    falling: int
    indicators: int


class MilestonesFacts(Facts, template="paths", block="milestones_figure"):
    """The finding, and first base and last target of each indicator as printed.

    `seeming` are the mean growth rates that only look like speeding up, drawn as an index.
    """

    finding: str
    seeming: list[str]
    ends: list[tuple[str, str, str]]


def milestones_figure(
    points: pd.DataFrame,
    trajectories: pd.DataFrame,
    indicators: pd.DataFrame,
    sources: Iterable[str] = (),
) -> FigureBundle:
    """Draw a panel an indicator: base filled, expected hollow, targets as diamonds, linear path.

    Parameters
    ----------
    points, trajectories
        Results of ``scales.scaled_milestones`` and ``trajectories.trajectories``.
    indicators
        Table of the edition; its order is the order of the panels.
    sources
        Ids of the sources of the milestones, for the foot.
    """
    shown = indicators[indicators["indicator_id"].isin(points["indicator_id"])]
    _, faster = speeding_up(points, shown)
    finding = _finding(points, shown)
    names = shown.set_index("indicator_id")["name_en"]
    seeming = names[seeming_to_speed_up(points, shown)].tolist()

    def draw(layout: theme.Layout) -> Figure:
        title = theme.title_lines(finding, layout.title_characters)
        extra = KEY_HEIGHT + LINE_HEIGHT * len(title)
        heights = [
            PANEL_HEIGHT + theme.name_height(layout, name, min(COLUMNS, len(shown)), NAME_SIZE)
            for name in shown["name_en"]
        ]
        drawing, axes = theme.panel_grid(layout, heights, extra, COLUMNS)
        for axis, entry in zip(axes, shown.to_dict("records"), strict=True):
            own = points[points["indicator_id"] == entry["indicator_id"]]
            path = _longest_path(trajectories, entry["indicator_id"])
            _panel(axis, own, path, entry["name_en"], is_faster=entry["indicator_id"] in faster)
        theme.message(drawing, finding, layout)
        drawing.legend(handles=role_keys(points["role"]), loc="outside lower left",
                       ncols=1 if layout.is_narrow else 3)  # fmt: skip
        return drawing

    data = points.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    words = labels(MilestonesFacts(finding, seeming, _ends(points, shown)))
    return FigureBundle(
        name="milestones",
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source="milestones: " + ", ".join(dict.fromkeys(points["indicator_id"])),
        data=data[["indicator_id", "name_en", "year", "role", "value", "low", "high", "scale"]],
        drawn_from=list(dict.fromkeys(sources)),
    )


def _longest_path(trajectories: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return the linear path from the earliest base through all targets."""
    own = trajectories[
        (trajectories["indicator_id"] == indicator) & (trajectories["rule"] == "linear")
    ]
    own = own[own["base_year"] == own["base_year"].min()]
    own = own[own["target_year"] == own["target_year"].max()]
    piecewise = own[own["path"] == "piecewise"]
    return own if piecewise.empty else piecewise


def _panel(
    axis: Axes, own: pd.DataFrame, path: pd.DataFrame, title: str, *, is_faster: bool
) -> None:
    """Draw one indicator; every value is written, so no value axis is. A faster end stands out."""
    axis.plot(path["year"], path["value"], color=theme.MUTED, linewidth=1.2, zorder=2)
    if is_faster:
        last = path[path["year"] >= own["year"].sort_values().iloc[-2]]
        axis.plot(last["year"], last["value"], color=theme.REPORT, linewidth=3, zorder=2.5)
    draw_milestones(axis, own)
    theme.name_panel(axis, title, NAME_SIZE, NAME_PAD)
    axis.annotate(
        axis_unit(own["scale"].iloc[0]),
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 5),
        textcoords="offset points",
        fontsize=8.5,
        color=theme.MUTED,
    )
    tick_years(axis, own["year"])
    axis.margins(x=0.14, y=0.5)
    axis.set_yticks([])
    sns.despine(ax=axis, left=True)


def _finding(points: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Return who is asked to speed up late, or how many are to rise where there is one target."""
    ends = points.sort_values("year").groupby("indicator_id")["value"].agg(["first", "last"])
    middle, faster = speeding_up(points, shown)
    names = shown.set_index("indicator_id")["name_en"]
    return phrase(
        FindingFacts(
            middle=middle,
            faster=names[faster].tolist(),
            last=int(points["year"].max()),
            rising=int((ends["last"] > ends["first"]).sum()),
            falling=int((ends["last"] < ends["first"]).sum()),
            indicators=len(shown),
        )
    )


def _ends(points: pd.DataFrame, shown: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return name, first and last milestone of each indicator."""
    found = []
    for entry in shown.to_dict("records"):
        own = points[points["indicator_id"] == entry["indicator_id"]].sort_values("year")
        first, last = (printed_number(own.iloc[place]) for place in (0, -1))
        found.append((entry["name_en"], first, last))
    return found
