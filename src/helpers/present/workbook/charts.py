"""The sheet of charts: milestones and reported values of single indicators, drawn from cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from helpers.present.texts.blocks import plain_labels
from helpers.present.words import axis_unit
from helpers.present.workbook.sheets import (
    FONT,
    HEADER_FILL,
    HEADER_FONT,
    TEXT,
    print_across,
    write_value,
)

CHARTS = "charts"
HEADER = ("year", "plan", "baseline", "expected", "target", "reported", "source", "where")
# Marker and colour of each column; the plan's own line has no marker.
MARKS = {
    "baseline": ("circle", "1F3A5F"),
    "expected": ("triangle", "1F3A5F"),
    "target": ("square", "1F3A5F"),
    "reported": ("diamond", "B5460F"),
}
LINE_COLOUR, GRID_COLOUR = "8A94A3", "E3E7EC"
WIDTH_CM, HEIGHT_CM, ROWS_PER_CHART = 17.0, 9.5, 22
WIDTHS = {"A": 9, "B": 9, "C": 10, "D": 10, "E": 10, "F": 10, "G": 14, "H": 44}
DRAWN_AT = "J"
STEP = 10.0


def draw_charts(
    sheet: Worksheet, tables: Mapping[str, pd.DataFrame], indicators: Sequence[str]
) -> None:
    """Write the points of each indicator and draw them beside their cells.

    Only levels in the indicator's own unit are drawn; both reported and expected values of the
    plan stand as the sources print them.
    """
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    print_across(sheet)
    names = tables["indicators"].set_index("indicator_id")
    for place, indicator in enumerate(indicators):
        first = 1 + place * ROWS_PER_CHART
        entry = names.loc[indicator]
        points = chart_points(indicator, tables)
        last = _write_points(
            sheet, first, f"{entry['name_en']} ({axis_unit(entry['unit'])})", points
        )
        sheet.add_chart(_chart(sheet, entry, points, first + 1, last), f"{DRAWN_AT}{first}")


def chart_points(indicator: str, tables: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Return milestones and reported values of an indicator by year, each with its source."""
    unit = tables["indicators"].set_index("indicator_id").loc[indicator, "unit"]
    points: list[dict[str, Any]] = []
    for name in ("milestones", "observations"):
        rows = tables[name]
        rows = rows[rows["indicator_id"] == indicator]
        if name == "observations":
            rows = rows[rows["unit"] == unit].assign(role="reported")
        for row in rows.to_dict("records"):
            value = row["value"]
            own = {row["role"]: value} | ({"plan": value} if name == "milestones" else {})
            places = {"source": row["source_id"], "where": row["locator"]}
            points.append({"year": int(row["year"])} | own | places)
    return sorted(points, key=lambda point: point["year"])


def _write_points(
    sheet: Worksheet, first: int, title: str, points: Sequence[Mapping[str, Any]]
) -> int:
    """Write title, header and points; return the last row."""
    write_value(sheet.cell(first, 1), title)
    sheet.cell(first, 1).font = Font(FONT, bold=True)
    words = plain_labels("workbook", "charts")
    for position, name in enumerate(HEADER, 1):
        cell = sheet.cell(first + 1, position, words[name])
        cell.font, cell.fill, cell.alignment = HEADER_FONT, HEADER_FILL, TEXT
    for row, point in enumerate(points, first + 2):
        for position, name in enumerate(HEADER, 1):
            write_value(sheet.cell(row, position), point.get(name))
    return first + 1 + len(points)


def _chart(
    sheet: Worksheet, entry: pd.Series, points: Sequence[Mapping[str, Any]], head: int, last: int
) -> ScatterChart:
    """Return the chart of the points between two rows."""
    chart = ScatterChart()
    chart.scatterStyle, chart.style = "lineMarker", 2
    chart.width, chart.height = WIDTH_CM, HEIGHT_CM
    chart.title, chart.legend.position = str(entry["name_en"]), "b"
    _label(chart.x_axis, plain_labels("workbook", "charts")["year"], "0")
    _label(chart.y_axis, axis_unit(entry["unit"]), "0")
    years = [point["year"] for point in points]
    chart.x_axis.scaling.min, chart.x_axis.scaling.max = min(years) - 1, max(years) + 1
    values = [v for point in points for name, v in point.items() if name in ("plan", "reported")]
    chart.y_axis.scaling.min = STEP * (min(values) // STEP)
    chart.y_axis.scaling.max = STEP * -(-max(values) // STEP)
    chart.title.overlay = False
    chart.display_blanks = "span"
    at = Reference(sheet, min_col=1, min_row=head + 1, max_row=last)
    for position, name in enumerate(HEADER[1:6], 2):
        if any(name in point for point in points):
            values_at = Reference(sheet, min_col=position, min_row=head, max_row=last)
            chart.series.append(_series(Series(values_at, at, title_from_data=True), name))
    return chart


def _label(axis: Any, title: str, number_format: str) -> None:
    """Name an axis and have it drawn."""
    axis.title, axis.number_format, axis.delete = title, number_format, False
    axis.title.overlay = False
    axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=GRID_COLOUR))


def _series(series: Series, name: str) -> Series:
    """Give a series its line, or its marker."""
    series.smooth = False
    if name not in MARKS:
        series.marker.symbol = "none"
        series.graphicalProperties.line.solidFill = LINE_COLOUR
        series.graphicalProperties.line.dashStyle = "dash"
        series.graphicalProperties.line.width = 12_700
        return series
    symbol, colour = MARKS[name]
    series.marker.symbol, series.marker.size = symbol, 9
    series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
    series.marker.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.noFill = True
    return series
