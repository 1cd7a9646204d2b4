"""One indicator: its milestones, its paths, what was reported of it, and what came later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.hindsight.drawn import NOTHING_LATER
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.keys import kind_keys
from helpers.present.figures.placing import Label, place_labels
from helpers.present.figures.points import (
    fill_band,
    mark_milestone,
    tick_years,
    values_of_years,
)
from helpers.present.numbers import printed_number, short_number
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language
from helpers.present.words import axis_unit

TEMPLATE = "sheet"
# Inches; a sheet shall print on two pages.
HEIGHT, KEY_LINE = {False: 2.9, True: 3.8}, 0.25
# Free years before the first and after the last date, as shares of those between.
BEFORE, AFTER = {False: 0.08, True: 0.12}, {False: 0.1, True: 0.16}
# Where rising and falling paths leave room beside a mark on them, and beside one above or below.
ROOM = {
    True: ("below right", "above left", "below", "right"),
    False: ("above right", "below left", "above", "right"),
}
OFF = {(True, True): "above left", (True, False): "below right",
       (False, True): "above right", (False, False): "below left"}  # fmt: skip
# Colour and shape of a later value by the relation of its series to the plan's.
LATER = {"same": (theme.REPORT, "o"), "other": (theme.OTHER, "s")}
DATA = ["year", "role", "value", "low", "high", "scale"]
# What stands behind later values, beside the plan and the report.
EVIDENCE = "indicator_evidence"


@dataclass(frozen=True)
class LaterValues:
    """Later values of one relation to the plan's series: how many, and the last, with its year."""

    relation: str
    count: int
    value: str
    year: int


@dataclass(frozen=True)
class DatedValue:
    """A value as written in a title, its year, and whether it stands under another label."""

    value: str
    year: int
    is_other: bool = False


@dataclass(frozen=True)
class NearValue:
    """A later value under the plan's label that measures something near it, and what differs."""

    value: str
    year: int
    differs: str


class SheetFigureFacts(Facts, template=TEMPLATE, block="figure"):
    """Milestones (value, year, role), reported values (value, year) and later ones of an indicator.

    `last` is the last value drawn of any kind, None without one; `target` is the last one set;
    `left_out` are values (value, year) that contradict their own sum; `has_paths` tells whether
    the rules and years chosen allow a path.
    """

    name: str
    unit: str
    milestones: list[tuple[str, int, str]]
    reported: list[tuple[str, int]]
    later: list[LaterValues]
    near: list[NearValue]
    left_out: list[tuple[float, int]]
    last: DatedValue | None
    target: DatedValue
    has_expected: bool
    has_paths: bool


def sheet_figure(
    points: pd.DataFrame,
    trajectories: pd.DataFrame,
    observed: pd.DataFrame,
    name: str,
    sources: Iterable[str] = (),
    later: pd.DataFrame = NOTHING_LATER,
    failed: pd.DataFrame = NOTHING_LATER,
) -> FigureBundle:
    """Draw the band of paths of one indicator with milestones, observations and later values.

    Parameters
    ----------
    points, trajectories
        Results of ``helpers.analysis`` for one indicator.
    observed
        Its observations on the scale of comparison: year, value, series, comparable.
    name
        English name of the indicator.
    sources
        Ids of the sources of milestones and observations, for the foot.
    later
        Result of ``drawn.later_of`` for the indicator.
    failed
        Result of ``drawn.failed_sums`` for it: values left out, which the caption names.
    """
    direct = trajectories[trajectories["path"] == "direct"]
    facts = _facts(points, observed, later, failed, name, has_paths=len(direct) > 0)
    words = labels(facts)

    return FigureBundle(
        name="sheet",
        draw=lambda layout: _draw(
            layout, points, direct, observed, later, words | {"unit": facts.unit}
        ),
        alt=words["alt"],
        caption=words["caption"],
        source="; ".join(_source(points, observed, later)),
        data=_data(points, observed, later),
        drawn_from=list(dict.fromkeys(sources)),
        large=theme.SHEET,
    )


def _source(points: pd.DataFrame, observed: pd.DataFrame, later: pd.DataFrame) -> list[str]:
    """Return the parts of the source line: observations with their bases, else milestones."""
    ids = observed["observation_id"] if len(observed) else points["indicator_id"]
    return [", ".join(dict.fromkeys(ids)), *([EVIDENCE] if len(later) else [])]


def _data(points: pd.DataFrame, observed: pd.DataFrame, later: pd.DataFrame) -> pd.DataFrame:
    """Return all values drawn, each with what it is."""
    words = language().words["drawn_roles"]
    scale = points["scale"].iloc[0]
    parts = [
        points[DATA],
        observed.assign(role=words["reported"], scale=scale)[DATA],
        later.assign(role=later["relation"].map(words), scale=scale).reindex(columns=DATA),
    ]
    return pd.concat([part for part in parts if len(part)], ignore_index=True)


def _draw(
    layout: theme.Layout,
    points: pd.DataFrame,
    paths: pd.DataFrame,
    observed: pd.DataFrame,
    later: pd.DataFrame,
    words: dict[str, str],
) -> Figure:
    """Draw marks and lines, then the labels where these leave room."""
    kinds = {name: (words[name], LATER[name][1], LATER[name][0]) for name in LATER}
    keys = kind_keys(kinds, later["relation"], size=5)
    lines = len(keys) if layout.is_narrow else min(len(keys), 1)
    drawing = theme.new_figure(layout, HEIGHT[layout.is_narrow] + KEY_LINE * lines)
    axis = drawing.subplots()
    band = fill_band(axis, paths)
    for row in points.to_dict("records"):
        mark_milestone(axis, row)
    axis.plot(
        observed["year"],
        observed["value"],
        marker="o",
        markersize=10,
        linestyle="",
        color=theme.REPORT,
        zorder=4,
    )
    stretches = _draw_later(axis, later)
    _dress(axis, points, observed, later, layout)
    theme.headline(axis, words["title"], words["unit"])
    if keys:
        drawing.legend(handles=keys, loc="outside lower left",
                       ncols=1 if layout.is_narrow else len(keys))  # fmt: skip
    theme.fix_layout(drawing)
    marks = [(points, "year"), (observed, "year"), (later, "date")]
    place_labels(
        axis,
        _labels(points, observed, later, band, words["band"], layout),
        np.concatenate([rows[[at, "value"]].to_numpy(float) for rows, at in marks if len(rows)]),
        [*stretches, *(end.reset_index().to_numpy(float) for end in band)],
    )
    return drawing


def _draw_later(axis: Axes, later: pd.DataFrame) -> list[np.ndarray]:
    """Mark later values, hollow where derived; return the lines drawn between them."""
    stretches = []
    for (relation, status), own in later.groupby(["relation", "status"], sort=False):
        colour, shape = LATER[relation]
        axis.plot(
            own["date"],
            own["value"],
            marker=shape,
            markersize=4.5,
            linestyle="",
            color=colour,
            markerfacecolor=theme.PAPER if status == "derived" else colour,
            zorder=3.5,
        )
    for _, piece in later[later["piece"].notna()].groupby("piece"):
        colour, _ = LATER[piece["relation"].iloc[0]]
        axis.plot(piece["date"], piece["value"], linewidth=1.2, color=colour, zorder=2)
        stretches.append(piece[["date", "value"]].to_numpy(float))
    return stretches


def _dress(
    axis: Axes,
    points: pd.DataFrame,
    observed: pd.DataFrame,
    later: pd.DataFrame,
    layout: theme.Layout,
) -> None:
    """Set years, margins and grid."""
    years = [*points["year"], *observed["year"]]
    dates = [*years, *later["date"]]
    span = max(dates) - min(dates)
    axis.set_xlim(
        min(dates) - BEFORE[layout.is_narrow] * span, max(dates) + AFTER[layout.is_narrow] * span
    )
    axis.margins(y=0.18)
    tick_years(axis, years)
    sns.despine(ax=axis, left=True)


def _labels(
    points: pd.DataFrame,
    observed: pd.DataFrame,
    later: pd.DataFrame,
    band: tuple[pd.Series, pd.Series],
    name: str,
    layout: theme.Layout,
) -> list[Label]:
    """Return what is written: planned, reported and last later values, and the band's name."""
    low, high = band
    middle = (low + high) / 2
    rising = bool(points["value"].iloc[-1] >= points["value"].iloc[0])
    planned = [
        Label(_planned(row, layout), row["year"], row["value"], theme.INK, ROOM[rising])
        for row in points.to_dict("records")
    ]
    reported = [
        Label(
            short_number(row["value"]),
            row["year"],
            row["value"],
            theme.REPORT,
            (OFF[rising, bool(row["value"] > middle.get(row["year"], row["value"]))],),
        )
        for row in observed.to_dict("records")
    ]
    last = [
        Label(short_number(row["value"]), row["date"], row["value"], LATER[relation][0],
              ("above", "below right", "right", "above left"))
        for relation, row in _last(later).items()
    ]  # fmt: skip
    # Where no milestone of the plan stands.
    late = middle.index[len(middle) * 3 // 4 :][:1]
    bands = [Label(name, year, middle[year], theme.MUTED, ROOM[rising]) for year in late]
    return [*planned, *reported, *last, *bands]


def _planned(row: dict[Any, Any], layout: theme.Layout) -> str:
    """Return a planned value, where there is room with what it is."""
    value = printed_number(row)
    return value if layout.is_narrow else f"{value} {language().word(row['role'], 'roles')}"


def _last(later: pd.DataFrame) -> dict[str, dict[Any, Any]]:
    """Return the last value of each relation."""
    each = {relation: later[later["relation"] == relation] for relation in LATER}
    return {relation: own.iloc[-1].to_dict() for relation, own in each.items() if len(own)}


def _facts(
    points: pd.DataFrame,
    observed: pd.DataFrame,
    later: pd.DataFrame,
    failed: pd.DataFrame,
    name: str,
    *,
    has_paths: bool,
) -> SheetFigureFacts:
    """Return what is drawn of an indicator."""
    seen = [(short_number(row["value"]), int(row["year"])) for row in observed.to_dict("records")]
    since = [
        LaterValues(
            relation,
            int((later["relation"] == relation).sum()),
            short_number(row["value"]),
            int(row["year"]),
        )
        for relation, row in _last(later).items()
    ]
    values = [
        *(DatedValue(one.value, one.year, one.relation == "other") for one in since),
        *(DatedValue(value, year) for value, year in seen),
    ]
    target = points[points["role"] == "target"].iloc[-1].to_dict()
    is_near = (later["relation"] == "same") & (later["comparability"] == "near")
    return SheetFigureFacts(
        name=name,
        unit=axis_unit(points["scale"].iloc[0]),
        milestones=[
            (printed_number(row), row["year"], row["role"]) for row in points.to_dict("records")
        ],
        reported=seen,
        later=since,
        near=[
            NearValue(short_number(row["value"]), int(row["year"]), row["comparability_note"])
            for row in later[is_near].to_dict("records")
        ],
        left_out=values_of_years(failed),
        # The plan's own label before another of the same year.
        last=max(values, key=lambda one: (one.year, not one.is_other), default=None),
        target=DatedValue(printed_number(target), int(target["year"])),
        has_expected=bool((points["role"] == "expected").any()),
        has_paths=has_paths,
    )
