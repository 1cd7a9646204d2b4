"""Trends of one longer series: regression only where there are at least six points of it.

The plan and the ministry's report give two to four points an indicator, and those carry no
regression; a rerun may bring more. Two lines are set side by side, ordinary least squares with
errors that allow for autocorrelation (HAC) and the median of all slopes (Theil-Sen), and for shares
of a known sample a third on the logit scale (binomial), which never leaves 0 to 100.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.stats import theilslopes
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.regression.linear_model import OLS
from statsmodels.stats.stattools import durbin_watson
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

Floats = NDArray[np.float64]
Fit = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
FEWEST = 6
CONFIDENCE = 0.95
WHOLE = 100.0
ESTIMATES = ["method", "slope", "low", "high", "scale"]
PREDICTIONS = ["method", "year", "mean", "mean_low", "mean_high", "low", "high", "capped"]
RESIDUALS = ["method", "year", "value", "fitted", "residual", "standardised"]


@dataclass(frozen=True)
class Trend:
    """Trends of one series, or the reason why there are none.

    Parameters
    ----------
    reason
        "" or why no trend is fitted; the tables are then empty.
    points
        Number of points used.
    estimates
        Columns ``ESTIMATES``: slope a year with the ends of its 95 % interval, in the unit of the
        values or in logits (`scale`).
    predictions
        Columns ``PREDICTIONS``: the line in each year asked for, the 95 % interval of the line, and
        the wider one of a new value where the method gives one.
    residuals
        Columns ``RESIDUALS``, in order of the years; standardised by their own standard deviation.
    durbin_watson
        Of the least-squares residuals: near 2 without autocorrelation, near 0 where neighbours lie
        on the same side of the line; NaN if the line is exact.
    dispersion
        Pearson chi-square over its degrees of freedom in the binomial fit: above 1 the years vary
        more than sampling explains, and the errors are widened by it. NaN without a sample.
    """

    reason: str
    points: int
    estimates: pd.DataFrame
    predictions: pd.DataFrame
    residuals: pd.DataFrame
    durbin_watson: float = np.nan
    dispersion: float = np.nan


def trend(
    years: ArrayLike,
    values: ArrayLike,
    to_years: ArrayLike = (),
    series: ArrayLike = "",
    sample: ArrayLike | None = None,
    lower: float = -np.inf,
    upper: float = np.inf,
) -> Trend:
    """Trend of one series by every method that fits it.

    Parameters
    ----------
    years, values : array_like of float, shape (n,)
        Missing values are left out.
    to_years : array_like of float, shape (m,)
        Years to predict.
    series : array_like of str
        Label of each point; more than one label is refused, since no line crosses a break.
    sample : array_like of float, optional
        Sample size behind each value, if the values are shares in percent.
    lower, upper
        Bounds of the indicator; predictions are capped there and marked.

    Returns
    -------
    Trend
        Refused, with the reason, for fewer than six points, more than one series, a year that
        comes twice, or with a sample: shares outside 0 to 100 percent, or too few within.
    """
    given = pd.DataFrame({"year": np.asarray(years, float), "value": np.asarray(values, float)})
    given["series"] = np.broadcast_to(np.asarray(series, dtype=object), len(given))
    given["sample"] = np.nan if sample is None else np.asarray(sample, dtype=float)
    points = given.dropna(subset=["year", "value"]).sort_values("year")
    reason = _refusal(points, sample is not None)
    if reason:
        tables = (pd.DataFrame(columns=names) for names in (ESTIMATES, PREDICTIONS, RESIDUALS))
        return Trend(reason, len(points), *tables)
    ahead = np.atleast_1d(np.asarray(to_years, dtype=float))
    least, watson = _least_squares(points, ahead)
    fits = [least, _theil_sen(points, ahead)]
    dispersion = np.nan
    if sample is not None:
        binomial, dispersion = _binomial(points, ahead)
        fits.append(binomial)
    estimates, predictions, residuals = (
        pd.concat(parts, ignore_index=True) for parts in zip(*fits, strict=True)
    )
    capped = _cap(predictions, lower, upper)
    return Trend(reason, len(points), estimates, capped, residuals, watson, dispersion)


def longest_series(observations: pd.DataFrame) -> pd.DataFrame:
    """Rows of the comparable series with the most points; the first of equals.

    Parameters
    ----------
    observations
        Observations of one indicator: year, value, series, comparable.
    """
    rows = observations[observations["comparable"] != "no"]
    counts = rows["series"].value_counts()
    return rows[rows["series"] == counts.index[0]] if len(rows) else rows


def _refusal(points: pd.DataFrame, with_sample: bool) -> str:
    """Return why the points carry no trend, or ""."""
    labels = points["series"].nunique()
    if labels > 1:
        return f"{labels} series are mixed; a trend needs points of one"
    if points["year"].duplicated().any():
        twice = points.loc[points["year"].duplicated(), "year"].iloc[0]
        return f"the year {twice:.0f} comes twice"
    if len(points) < FEWEST:
        return f"{len(points)} of the {FEWEST} points of one series that a trend needs at least"
    if with_sample and not (points["sample"] > 0).all():
        return "a point has no sample size"
    if with_sample and not points["value"].between(0, WHOLE).all():
        return "a share lies outside 0 to 100 percent"
    # With fewer the best slope may be infinite.
    if with_sample and (~points["value"].isin([0, WHOLE])).sum() < 2:
        return "fewer than two shares lie between 0 and 100 percent"
    return ""


def _lags(count: int) -> int:
    """Return the lags of the HAC errors: 4 (n/100)^(2/9), rounded down."""
    return int(4 * (count / 100) ** (2 / 9))


def _design(years: Floats, origin: float) -> Floats:
    """Return a constant, and years counted from the middle of the series."""
    return np.column_stack([np.ones(len(years)), years - origin])


def _least_squares(points: pd.DataFrame, ahead: Floats) -> tuple[Fit, float]:
    """Return the least-squares line with HAC errors, and the Durbin-Watson statistic."""
    years, values = points["year"].to_numpy(), points["value"].to_numpy()
    origin = years.mean()
    result = OLS(values, _design(years, origin)).fit(
        cov_type="HAC",
        cov_kwds={"maxlags": _lags(len(years)), "use_correction": True},
        use_t=True,
    )
    slope = [result.params[1], *result.conf_int(alpha=1 - CONFIDENCE)[1]]
    frame = result.get_prediction(_design(ahead, origin)).summary_frame(alpha=1 - CONFIDENCE)
    lines = frame[["mean", "mean_ci_lower", "mean_ci_upper", "obs_ci_lower", "obs_ci_upper"]]
    exact = np.allclose(result.resid, 0.0, atol=1e-9 * np.abs(values).max())
    watson = np.nan if exact else float(durbin_watson(result.resid))
    fitted = np.asarray(result.fittedvalues)
    return _fit("ols_hac", "unit a year", slope, lines.to_numpy(), ahead, points, fitted), watson


def _theil_sen(points: pd.DataFrame, ahead: Floats) -> Fit:
    """Return the line of the median slope; it has no interval of its own for a year."""
    years, values = points["year"].to_numpy(), points["value"].to_numpy()
    result = theilslopes(values, years, alpha=CONFIDENCE)
    slope = [result.slope, result.low_slope, result.high_slope]
    lines = np.full((len(ahead), 5), np.nan)
    lines[:, 0] = result.intercept + result.slope * ahead
    fitted = result.intercept + result.slope * years
    return _fit("theil_sen", "unit a year", slope, lines, ahead, points, fitted)


def _binomial(points: pd.DataFrame, ahead: Floats) -> tuple[Fit, float]:
    """Return the binomial line of shares, weighted by their samples, and its dispersion."""
    years = points["year"].to_numpy()
    origin = years.mean()
    model = GLM(
        points["value"].to_numpy() / WHOLE,
        _design(years, origin),
        family=Binomial(),
        var_weights=points["sample"].to_numpy(),
    )
    with warnings.catch_warnings():
        # An exact fit is no fault here: what leaves the slope open has been refused.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        plain = model.fit()
        dispersion = float(plain.pearson_chi2 / plain.df_resid)
        result = model.fit(scale=max(1.0, dispersion), use_t=True)
    slope = [result.params[1], *result.conf_int(alpha=1 - CONFIDENCE)[1]]
    frame = result.get_prediction(_design(ahead, origin)).summary_frame(alpha=1 - CONFIDENCE)
    lines = np.full((len(ahead), 5), np.nan)
    lines[:, :3] = WHOLE * frame[["mean", "mean_ci_lower", "mean_ci_upper"]].to_numpy()
    fitted = WHOLE * np.asarray(result.fittedvalues)
    return _fit("binomial", "logits a year", slope, lines, ahead, points, fitted), dispersion


def _fit(
    method: str,
    scale: str,
    slope: list[float],
    lines: Floats,
    ahead: Floats,
    points: pd.DataFrame,
    fitted: Floats,
) -> Fit:
    """Return the three tables of one method; `lines` holds mean, its ends, and a new value's."""
    estimates = pd.DataFrame([[method, *slope, scale]], columns=ESTIMATES)
    predictions = pd.DataFrame(lines, columns=["mean", "mean_low", "mean_high", "low", "high"])
    predictions = predictions.assign(method=method, year=ahead)
    residual = points["value"].to_numpy() - fitted
    spread = np.sqrt(np.sum(residual**2) / (len(residual) - 2))
    exact = np.allclose(residual, 0.0, atol=1e-9 * np.abs(points["value"]).max())
    residuals = points[["year", "value"]].assign(
        method=method,
        fitted=fitted,
        residual=residual,
        standardised=np.nan if exact else residual / spread,
    )
    return estimates, predictions, residuals[RESIDUALS]


def _cap(predictions: pd.DataFrame, lower: float, upper: float) -> pd.DataFrame:
    """Return predictions held within the bounds, and marked where they were."""
    columns = ["mean", "mean_low", "mean_high", "low", "high"]
    held = predictions[columns].clip(lower, upper)
    beyond = (predictions[columns] < lower) | (predictions[columns] > upper)
    return predictions.assign(capped=beyond.any(axis=1), **held)[PREDICTIONS]
