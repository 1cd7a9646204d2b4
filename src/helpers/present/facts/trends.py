"""The trend of a longer series: estimates, predictions, residuals, or why there is none."""

from __future__ import annotations

import numpy as np

from helpers.analysis.comparison.trend import CONFIDENCE, RESIDUALS, Trend
from helpers.present.table import ShownTable, as_number, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, plain_labels, say
from helpers.present.texts.passage import Passage

TEMPLATE = "trends"


class TrendFacts(Facts, template=TEMPLATE, block="answer"):
    """Why no trend is fitted, "" where one is; its points and Durbin-Watson statistic."""

    reason: str
    points: int
    durbin_watson: float | None


def answer(found: Trend) -> Passage:
    """Say what the trend is fitted to with its diagnostics, or why no line is drawn."""
    watson = None if np.isnan(found.durbin_watson) else found.durbin_watson
    return say(TrendFacts(found.reason, found.points, watson))


def estimates_table(found: Trend) -> ShownTable:
    """Show the slope of each method with its interval."""
    slopes = [as_number(name, decimals=3, sign=True) for name in ("slope", "low", "high")]
    columns = [as_text("method"), *slopes, as_text("scale")]
    words = plain_labels(TEMPLATE, "estimates_table", confidence=round(100 * CONFIDENCE))
    return labelled(found.estimates, columns, words)


def predictions_table(found: Trend) -> ShownTable:
    """Show what each line says of the target years, with prediction intervals."""
    numbers = [as_number(name) for name in ("mean", "low", "high")]
    rows = found.predictions.astype({"year": float})
    words = plain_labels(TEMPLATE, "predictions_table", confidence=round(100 * CONFIDENCE))
    return labelled(rows, [as_text("method"), as_year("year"), *numbers], words)


def residuals_table(found: Trend) -> ShownTable:
    """Show the residuals of each method, year by year."""
    numbers = [as_number(name, decimals=2) for name in RESIDUALS[2:]]
    columns = [as_text("method"), as_year("year"), *numbers]
    return labelled(found.residuals, columns, plain_labels(TEMPLATE, "residuals_table"))
