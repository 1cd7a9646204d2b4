"""Areas beside the paths: each compared with its own path, or with that of the whole.

The analysis knows indicators alone. So an indicator of an area becomes an indicator of its own,
with an id of its own, and whatever compares a dozen indicators compares thousands at once;
afterwards the ids are taken apart again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.analysis.comparison.gaps import compare
from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices, kept_indicators
from helpers.analysis.comparison.past_targets import past_targets
from helpers.analysis.comparison.position import TOLERANCE
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.analysis.comparison.trajectories import trajectories
from helpers.analysis.comparison.verdicts import verdicts
from helpers.analysis.progress.assess import assess_progress
from helpers.data.areas import AreaTables, whole_and_areas
from helpers.data.input_tables import InputTables
from helpers.data.tables.areas import AREAS, with_areas
from helpers.data.tables.assessment import MILESTONES, OBSERVATIONS, PROGRESS

# Between indicator and area in an id that joins them; no id and no name of an area has it.
MARK = "\x1f"
KEYS = ["indicator_id", "area"]
NO_AREAS = AreaTables(
    pd.DataFrame(columns=AREAS.names),
    pd.DataFrame(columns=with_areas(OBSERVATIONS).names),
    pd.DataFrame(columns=with_areas(MILESTONES).names),
)
# What a base of an area's own is needed for: the whole's base is no value of the area.
OF_OWN_BASE = ["pace_observed", "pace_low", "pace_high", "pace_ratio", "acceleration"]


@dataclass(frozen=True)
class AreaResults:
    """What was compared of areas, each table with `area` beside `indicator_id`.

    Attributes
    ----------
    areas
        The areas in their order.
    indicators
        The indicators kept, of the edition.
    verdicts
        One row an observation of an area: columns of ``AREA_VERDICTS``, and the counts of paths of
        ``verdicts.verdicts``.
    comparison, past_targets, trajectories
        As of the whole. Paths are listed where they are an area's own.
    own_base
        Ids of the pairs of indicator and area whose base is their own.
    inputs
        What the pairs were compared with, under their ids.
    """

    areas: pd.DataFrame
    indicators: pd.DataFrame
    verdicts: pd.DataFrame
    comparison: pd.DataFrame
    past_targets: pd.DataFrame
    trajectories: pd.DataFrame
    own_base: set[str]
    inputs: ComparisonInputs

    @cached_property
    def progress(self) -> pd.DataFrame:
        """Ratings by every method, of pairs whose base is their own."""
        inputs = self.inputs
        observations, points, indicators = (
            table[table["indicator_id"].isin(self.own_base)]
            for table in (inputs.observations, inputs.points, inputs.indicators)
        )
        if observations.empty:
            return _apart(pd.DataFrame(columns=PROGRESS.names))
        own = ComparisonInputs(observations, points, indicators, inputs.choices)
        return _apart(assess_progress(own))


def analyse_areas(
    edition: InputTables, choices: PathChoices, indicators: Sequence[str] = ()
) -> AreaResults:
    """Compare the values of areas with the paths, and rank the areas.

    An area's own bases stand in for those of the whole, and so do its own targets; where it has
    none, the path of the whole is its path. Paces and progress are counted from an area's own base
    alone: what lies between the whole's base and an area's value is no change of anything. The base
    of changes and means is each area's own by definition.

    Parameters
    ----------
    edition
        An edition; without areas there is nothing to compare.
    choices
        The paths to compare with.
    indicators
        Ids to keep; empty for all.

    Raises
    ------
    WrongCall
        With every indicator and every year that the edition does not have.
    """
    by_area = edition.by_area or NO_AREAS
    indicators = kept_indicators(edition, choices, indicators)
    entries = edition.indicators
    if indicators:
        entries = entries[entries["indicator_id"].isin(indicators)]
    pairs = _pairs(by_area, entries)
    known = _known(edition.milestones, by_area, pairs)
    inputs = ComparisonInputs(
        _joined(by_area.observations, pairs),
        scaled_milestones(known, _of_pairs(entries, pairs)),
        _of_pairs(entries, pairs),
        choices,
    )
    has_base = pairs["own_base"].to_numpy()
    own_base, own_path = set(pairs["id"][has_base]), set(pairs["id"][pairs["own_path"]])
    compared = compare(inputs)
    inherited = ~compared["indicator_id"].isin(own_base)
    compared.loc[inherited, OF_OWN_BASE] = np.nan
    paths = trajectories(
        inputs.points[inputs.points["indicator_id"].isin(own_path)],
        inputs.indicators[inputs.indicators["indicator_id"].isin(own_path)],
        choices,
    )
    return AreaResults(
        by_area.areas,
        entries,
        _ranked(verdicts(compared), inputs, own_path),
        _apart(compared),
        _apart(past_targets(inputs)),
        _apart(paths),
        own_base,
        inputs,
    )


def area_points(
    milestones: pd.DataFrame, by_area: AreaTables, indicators: pd.DataFrame
) -> pd.DataFrame:
    """Milestones of each indicator and area on the scale of comparison.

    Parameters
    ----------
    milestones, indicators
        Of the whole.
    by_area
        What is said of areas.

    Returns
    -------
    DataFrame
        As ``scaled_milestones``, with `area`: an area's own bases and targets, or those of the
        whole.
    """
    pairs = _pairs(by_area, indicators)
    known = _known(milestones, by_area, pairs)
    return _apart(scaled_milestones(known, _of_pairs(indicators, pairs)))


def _pairs(by_area: AreaTables, entries: pd.DataFrame) -> pd.DataFrame:
    """Return each indicator with each area that has a value of it, in their orders, and an id."""
    pairs = by_area.observations[KEYS].drop_duplicates()
    places = {
        "indicator_id": {name: place for place, name in enumerate(entries["indicator_id"])},
        "area": {name: place for place, name in enumerate(by_area.areas["area"])},
    }
    pairs = pairs[pairs["indicator_id"].isin(places["indicator_id"])]
    order = [pairs[key].map(places[key]).to_numpy(int) for key in reversed(KEYS)]
    pairs = pairs.iloc[np.lexsort(order)]
    kinds = entries.set_index("indicator_id")["target_kind"]
    own = by_area.milestones
    is_target = own["role"] == "target"
    keys = pairs.set_index(KEYS).index
    with_base = keys.isin(own[~is_target].set_index(KEYS).index)
    is_level = pairs["indicator_id"].map(kinds).eq("level").to_numpy()
    return pairs.assign(
        id=pairs["indicator_id"] + MARK + pairs["area"],
        own_bases=with_base,
        own_targets=keys.isin(own[is_target].set_index(KEYS).index),
        own_base=with_base | ~is_level,
        own_path=keys.isin(own.set_index(KEYS).index),
    )


def _known(milestones: pd.DataFrame, by_area: AreaTables, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the milestones of each pair: its own, and those of the whole that they leave in place.

    Bases and targets are replaced each as a whole.
    """
    columns = [*KEYS, "id", "own_bases", "own_targets"]
    of_whole = pairs[columns].merge(milestones, on="indicator_id")
    is_target = of_whole["role"] == "target"
    replaced = np.where(is_target, of_whole["own_targets"], of_whole["own_bases"])
    own = pairs[columns].merge(by_area.milestones, on=KEYS)
    both = [part for part in (of_whole[~replaced], own) if len(part)]
    if not both:
        return of_whole.assign(indicator_id="")
    known = pd.concat(both).assign(order=lambda rows: rows["id"].map(_places(pairs["id"])))
    known = known.sort_values(["order", "year"], kind="stable", ignore_index=True)
    return known.assign(indicator_id=known["id"])


def _places(names: pd.Series) -> dict[str, int]:
    """Return the position of each name."""
    return {name: place for place, name in enumerate(names)}


def _of_pairs(entries: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the indicators once for each area, under the id of the pair."""
    table = pairs[["indicator_id", "id"]].merge(entries, on="indicator_id")
    return table.assign(indicator_id=table["id"]).drop(columns="id")


def _joined(rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the pairs under their ids."""
    rows = rows[rows["indicator_id"].isin(pairs["indicator_id"].unique())]
    return rows.assign(indicator_id=rows["indicator_id"] + MARK + rows["area"])


def _apart(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the ids of pairs taken apart."""
    parts = table["indicator_id"].astype(str).str.partition(MARK)
    place = table.columns.get_loc("indicator_id") + 1
    apart = table.assign(indicator_id=parts[0] if len(table) else "")
    apart.insert(place, "area", parts[2] if len(table) else "")
    return apart


def _ranked(table: pd.DataFrame, inputs: ComparisonInputs, own_path: set[str]) -> pd.DataFrame:
    """Return the verdicts with the rounding interval and the rank of each value."""
    ends = inputs.observed.set_index("observation_id")[["low", "high", "sign", "comparable"]]
    ends = ends.loc[table["observation_id"]].reset_index(drop=True)
    table = table.assign(
        observed_low=ends["low"],
        observed_high=ends["high"],
        has_own_path=table["indicator_id"].isin(own_path),
    )
    table = _apart(table)
    ranked = (ends["comparable"] != "no") & table["observed"].notna()
    # The lower the better is the higher the better of the negative.
    turned = ends.assign(low=-ends["high"], high=-ends["low"])
    ends = ends.where(ends["sign"] > 0, turned)
    ranks = pd.DataFrame(np.nan, table.index, ["rank_best", "rank_worst", "ranked"])
    for _, own in ends[ranked].groupby(table["indicator_id"]):
        ranks.loc[own.index] = ranks_within(own["low"].to_numpy(), own["high"].to_numpy())
    return table.assign(**{name: ranks[name] for name in ranks})


def ranks_within(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks that values may have within their rounding intervals, the highest first.

    Parameters
    ----------
    low, high : ndarray of float, shape (n,)
        Ends of the intervals; more is better.

    Returns
    -------
    ndarray of float, shape (n, 3)
        Best and worst rank, and how many are ranked. One that lies whole above another comes before
        it; of two that overlap either may.

    Examples
    --------
    >>> ranks_within(np.array([1.5, 1.8, 3.0]), np.array([2.5, 2.8, 3.2])).tolist()
    [[2.0, 3.0, 3.0], [2.0, 3.0, 3.0], [1.0, 1.0, 3.0]]
    """
    count = len(low)
    surely_better = count - np.searchsorted(np.sort(low), high + TOLERANCE, side="right")
    surely_worse = np.searchsorted(np.sort(high), low - TOLERANCE, side="left")
    return np.column_stack([1 + surely_better, count - surely_worse, np.full(count, count)]).astype(
        float
    )


def matrix(results: AreaResults) -> pd.DataFrame:
    """One verdict for each area and indicator: of the series that may be compared, if any.

    Returns
    -------
    DataFrame
        Rows of `results.verdicts`, at most one an area and indicator.
    """
    return one_each(results.verdicts)


def one_each(rows: pd.DataFrame) -> pd.DataFrame:
    """Return at most one verdict an area and indicator, one that compares if there is one."""
    first = (rows["verdict"] == "not_comparable").argsort(kind="stable")
    return rows.iloc[first].drop_duplicates(KEYS).sort_index()


def with_area_rows(
    tables: Mapping[str, pd.DataFrame],
    edition: InputTables,
    choices: PathChoices,
    indicators: Sequence[str] = (),
) -> dict[str, pd.DataFrame]:
    """The tables that speak of areas: rows of the whole first, then those of areas.

    Parameters
    ----------
    tables
        All tables of the edition, of the whole.
    edition, choices, indicators
        As for `analyse_areas`.

    Returns
    -------
    dict
        Tables by name, with `area` and the tables of areas; empty where there are none.
    """
    by_area = edition.by_area
    if by_area is None:
        return {}
    results = analyse_areas(edition, choices, indicators)
    own = {
        "observations": by_area.observations,
        "milestones": by_area.milestones,
        "trajectories": results.trajectories,
        "comparison": results.comparison,
        "past_targets": results.past_targets,
        "progress": results.progress,
    }
    joined = {name: whole_and_areas(tables[name], rows) for name, rows in own.items()}
    return joined | {"areas": by_area.register, "area_verdicts": results.verdicts}
