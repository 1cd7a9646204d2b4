"""Which rule of pace forecasts published shares best: straight lines, constant growth or logits.

Run with ``python -m tests.conformance.forecast_errors``. The German indicators that are shares of a
whole, in percent, give the series; each point but the first is taken as a report with the first
point of its series as the base, as the plan's indicators are, and the pace between both is carried
on to every later point. The Canadian rows hold two points a series, which leave nothing to
forecast, so they play no part.
"""

import numpy as np
import pandas as pd

from helpers.analysis.comparison.paths import SCALES, path_value
from tests.conformance.published import parse_series, weather_rows

# Shares of a whole; left out: indices, counts, a gap between wages, and spending over income.
SHARES = (
    "11-3", "12-1-a", "14-1-b", "2-1-b", "4-1-a", "4-1-b", "4-2-ab", "5-1-bc", "5-1-d", "6-1-a",
    "7-2-a", "7-2-b", "8-5-ab",
)  # fmt: skip
HORIZONS = [0, 2, 5, 100]


def share_points(rows):
    """Return title, year and value of every point of a share, of the latest status year."""
    rows = rows[rows["indicator_file"].isin(SHARES)].sort_values("status_year")
    series = parse_series(rows["last_points"])
    counts = np.isfinite(series.years).sum(axis=1)
    points = pd.DataFrame(
        {
            "title": rows["indicator_title"].repeat(counts),
            "year": series.years[np.isfinite(series.years)],
            "value": series.values[np.isfinite(series.years)],
        }
    )
    points = points.drop_duplicates(["title", "year"], keep="last")
    return points.sort_values(["title", "year"], ignore_index=True)


def forecasts(points):
    """Return the absolute error of each rule for every base, report and later point of a share."""
    bases = points.drop_duplicates("title")
    pairs = points.merge(points, on="title", suffixes=("", "_later"))
    pairs = pairs.merge(bases, on="title", suffixes=("", "_base"))
    later = (pairs["year_base"] < pairs["year"]) & (pairs["year"] < pairs["year_later"])
    pairs = pairs[later].reset_index(drop=True)
    known = ("year_base", "value_base", "year", "value")
    for rule in SCALES:
        projected = path_value(rule, pairs["year_later"], *(pairs[name] for name in known))
        pairs[rule] = np.abs(projected - pairs["value_later"])
    pairs["horizon"] = pairs["year_later"] - pairs["year"]
    return pairs


def summary(errors):
    """Return mean absolute errors in points: all forecasts, each series alike, and by horizon."""
    rules = list(SCALES)
    by_series = errors.groupby("title")[rules].mean()
    best = by_series.idxmin(axis=1).value_counts().reindex(rules, fill_value=0)
    table = {
        f"all {len(errors)} forecasts": errors[rules].mean(),
        f"mean of {len(by_series)} series": by_series.mean(),
        f"median of {len(by_series)} series": by_series.median(),
        "series it forecasts best": best.astype(float),
    }
    for span, own in errors.groupby(pd.cut(errors["horizon"], HORIZONS), observed=True):
        table[f"{span.left + 1:.0f} to {min(span.right, own['horizon'].max()):.0f} years ahead "
              f"({len(own)})"] = own[rules].mean()  # fmt: skip
    return pd.DataFrame(table).T


def main():
    """Print the table."""
    errors = forecasts(share_points(weather_rows()))
    print("Mean absolute error in percentage points")
    print(summary(errors).round(2).to_string())
    print(errors.groupby("title")[list(SCALES)].mean().round(2).to_string())


if __name__ == "__main__":
    main()
