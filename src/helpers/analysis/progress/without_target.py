"""Published rules that need no target: what the growth or the direction of a figure says by itself.

They rate any table (``mic2025 assess``); the plan's own indicators have targets, so no page uses
them. Notation as in ``records``: base (t0, y0), report (t, y), d = +1 where higher is better.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from helpers.analysis.progress import cagr_ratio, extrapolation
from helpers.analysis.progress.method import Assessment, Rating, Rule, assessed, no_full_year
from helpers.analysis.progress.records import Bools, Floats, Records

ON_TRACK, MODERATE = 0.015, 0.005
# Towards a limit the cuts shrink by 1 - (y0 / limit) ** STEEPNESS.
STEEPNESS = 4.44
SIGNIFICANT, SLIGHT = 0.01, 0.001


@dataclass(frozen=True)
class TargetlessRule(Rule):
    """A rule without a target.

    `rate` takes records and the natural limit of each, nan for none. `needs_series` tells that it
    reads the yearly points, and no base.
    """

    rate: Callable[[Records, Floats], Rating]
    needs_series: bool = False

    def assess(self, records: Records, limit: Floats | float = np.nan) -> Assessment:
        """Rate records; see ``Method.assess``. Target and target year play no part."""
        needed = records.value + records.year
        if not self.needs_series:
            needed = needed + records.base + records.base_year
        rating = self.rate(records, np.asarray(limit, float))
        return assessed(rating, ~np.isfinite(needed), tuple(self.classes), self.unassessed)


def directed_growth(records: Records) -> tuple[Floats, dict[str, Bools]]:
    """Compound growth a year since the base, positive where it improves, and what forbids it."""
    base = cagr_ratio.without_zeros(records.base)
    elapsed = np.where(records.elapsed >= 1, records.elapsed, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = cagr_ratio.growth(records.value / base, elapsed)
    reasons = {
        **no_full_year(records),
        "base and current value lie on different sides of zero": np.isnan(growth),
    }
    return cagr_ratio.side(records) * records.sign * growth, reasons


def closeness(records: Records, limit: Floats) -> Floats:
    """Factor C from 0 to 1 by which a natural limit shrinks the cuts; 1 without one."""
    base, end = np.abs(cagr_ratio.without_zeros(records.base)), np.abs(limit)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(base <= end, base / end, (2 * end - base) / end)
        factor = 1.0 - np.power(share, STEEPNESS)
    return np.where(np.isnan(end) | (base >= 2 * end), 1.0, factor)


def _rate_growth(records: Records, limit: Floats) -> Rating:
    """Rate by growth and fixed cuts; ties are left to binary arithmetic, as in the rule's code."""
    value, reasons = directed_growth(records)
    factor = closeness(records, limit)
    codes = np.select(
        [value < 0, value < MODERATE * factor, value < ON_TRACK * factor], [0, 1, 2], 3
    )
    return value, codes, reasons


def _rate_change(records: Records, _: Floats) -> Rating:
    value, reasons = directed_growth(records)
    cuts = [value < -SIGNIFICANT, value < -SLIGHT, value < SLIGHT, value < SIGNIFICANT]
    return value, np.select(cuts, [0, 1, 2, 3], 4), reasons


def _rate_direction(records: Records, _: Floats) -> Rating:
    """Rate by the mean change of the last six points and by the last change."""
    seen = extrapolation.window(records)
    series = records.series
    usable = series.usable(before=records.year)
    latest = np.where(usable, series.years, -np.inf).argmax(axis=1)
    before = series.values[np.arange(len(latest)), latest]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = records.sign * (records.value - seen.first) / (records.year - seen.first_year)
    last = records.sign * (records.value - before)
    noise = records.noise
    codes = np.select([mean > noise, last > noise], [2 + (last > noise), 1], 0)
    return mean, codes, {"fewer than four yearly values": seen.points < extrapolation.FEWEST}


STATCAN = TargetlessRule(
    id="cagr",
    name="Statistics Canada / Open SDG, without a target",
    source=(
        "Progress Measurement Methodology for the Sustainable Development Goals, by Statistics "
        "Canada, in the documentation of Open SDG (indicators without quantitative targets), and "
        "its code in sdg-build: rule read in both."
    ),
    address="https://open-sdg.readthedocs.io/en/latest/progress-methodology/",
    basis="read",
    formulas=("g = d * ((y / y_0) ** (1 / (t - t_0)) - 1)", f"C = 1 - (y_0 / L) ** {STEEPNESS:g}"),
    classes={
        name: words for name, words in cagr_ratio.CLASSES.items() if name != "target_achieved"
    },
    conditions={
        "deterioration": "g < 0",
        "limited_progress": f"0 <= g < {MODERATE:g} * C",
        "moderate_progress": f"{MODERATE:g} * C <= g < {ON_TRACK:g} * C",
        "substantial_progress": f"g >= {ON_TRACK:g} * C",
    },
    unassessed=cagr_ratio.UNASSESSED,
    rate=_rate_growth,
)
EUROSTAT = TargetlessRule(
    id="cagr_eurostat",
    name="after Eurostat, without a target",
    source=(
        "Eurostat, Sustainable development in the European Union, monitoring report: the report "
        "was not read; the four cuts and the words of the classes are as recalled, and on which "
        "side a tie with a cut falls is ours."
    ),
    address="",
    basis="reconstructed",
    formulas=("g = d * ((y / y_0) ** (1 / (t - t_0)) - 1)",),
    classes={
        "significant_movement_away": "Significant movement away",
        "moderate_movement_away": "Moderate movement away",
        "no_change": "No change",
        "moderate_progress": "Moderate progress",
        "significant_progress": "Significant progress",
    },
    conditions={
        "significant_movement_away": f"g < -{SIGNIFICANT:g}",
        "moderate_movement_away": f"-{SIGNIFICANT:g} <= g < -{SLIGHT:g}",
        "no_change": f"-{SLIGHT:g} <= g < {SLIGHT:g}",
        "moderate_progress": f"{SLIGHT:g} <= g < {SIGNIFICANT:g}",
        "significant_progress": f"g >= {SIGNIFICANT:g}",
    },
    unassessed="cannot_calculate",
    rate=_rate_change,
)
DESTATIS = TargetlessRule(
    id="direction",
    name="Destatis, direction alone",
    source=(
        "Federal Statistical Office of Germany, indicator platform of the German Sustainable "
        "Development Strategy: the meaning of the four symbols for targets that name a direction "
        "alone was read, in German and English, in the program of the platform's makers; six "
        "points, four at least, are those of its rule for targets with a value."
    ),
    address="https://dns-indikatoren.de/en/status",
    basis="read",
    formulas=("a = d * (y - y_f) / (t - t_f)", "b = d * (y - y_p)"),
    classes=extrapolation.CLASSES,
    conditions={
        "thunderstorm": "a <= 0 and b <= 0",
        "cloud": "a <= 0 and b > 0",
        "slightly_cloudy": "a > 0 and b <= 0",
        "sun": "a > 0 and b > 0",
    },
    unassessed="no_calculation",
    rate=_rate_direction,
    needs_series=True,
)
WITHOUT_TARGET: dict[str, TargetlessRule] = {
    rule.id: rule for rule in (STATCAN, EUROSTAT, DESTATIS)
}
