"""Words and tables of a trend: estimates, predictions, diagnostics, or why there is none."""

from __future__ import annotations

from helpers.analysis.comparison.trend import Trend
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_number, as_text, as_year
from helpers.present.words import count, number


def answer(found: Trend) -> Prose:
    """Say what the trend is fitted to with its diagnostics, or why no line is drawn."""
    if found.reason:
        return Prose((f"**No trend:** {found.reason}.",))
    return Prose(
        (
            f"Fitted to {count(found.points, 'point')} of one series. Durbin-Watson statistic "
            f"{number(found.durbin_watson, 2)} (near 2: no autocorrelation left in the residuals).",
        )
    )


def estimates_table(found: Trend) -> ShownTable:
    """Show the slope of each method with its interval."""
    columns = [as_text("method", "Method"), as_number("slope", "Slope a year", 3, sign=True),
               as_number("low", "at least", 3, sign=True), as_number("high", "at most", 3,
               sign=True), as_text("scale", "Scale")]  # fmt: skip
    return ShownTable(found.estimates, columns, "A row is a method; 95 % interval of its slope.")


def predictions_table(found: Trend) -> ShownTable:
    """Show what each line says of the target years, with prediction intervals."""
    columns = [as_text("method", "Method"), as_year("year"), as_number("mean", "Line", 1),
               as_number("low", "at least", 1), as_number("high", "at most", 1)]  # fmt: skip
    return ShownTable(
        found.predictions.astype({"year": float}), columns,
        "A row is a method and a target year; 95 % prediction interval.",
        "Values at a bound of the indicator are capped there. A prediction supposes that nothing "
        "changes but time.",
    )  # fmt: skip


def residuals_table(found: Trend) -> ShownTable:
    """Show the residuals of each method, year by year."""
    rows = found.residuals
    numbers = [name for name in rows.select_dtypes("number") if name != "year"]
    shown = [
        as_year(name)
        if name == "year"
        else as_number(name, name.capitalize(), 2)
        if name in numbers
        else as_text(name, name.capitalize())
        for name in rows.columns
    ]
    return ShownTable(rows, shown, "A row is a point: what the line leaves unexplained.")
