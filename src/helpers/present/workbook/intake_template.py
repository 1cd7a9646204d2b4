"""An empty input workbook that explains itself: drop-downs, column notes, an example."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from helpers.data.intake.observations import observation_form
from helpers.data.intake.xlsx_cells import DATA_SHEET

MEANINGS = {
    "indicator_id": "Indicator, from the list. Required.",
    "year": "Year the value speaks of, four digits. Required.",
    "value": "The figure as published, digits with a decimal point; falls are negative. Required.",
    "unit": "Unit, from the list; blank: the indicator's own.",
    "qualifier": "about where the source says about; blank: exact.",
    "series": "Name of the label it was published under; blank: it continues the plan's own.",
    "population": "Whom the figure covers, as far as the source says.",
    "status": "reported, derived or expected; blank: reported.",
    "label_printed": "Label as printed.",
    "source": "Publisher, document and date.",
    "note": "What a reader should know.",
}
HEADER = (Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3A5F"))
LAST_ROW = 2_000
ABOUT = (
    "Fill in the sheet 'observations': one row for each reported value.",
    "Only the first three columns are required; the notes on the headings say what each means.",
    "Check the file with: mic2025 validate FILE. Nothing is written by the check.",
    "Make an edition with: mic2025 rerun --observations FILE --edition NAME -p report_year=YEAR",
    "An example of a row:",
)


def write_template(path: Path, indicators: pd.DataFrame) -> Path:
    """Write the template for the indicators of an edition; return its path."""
    book = Workbook()
    sheet = book.active
    sheet.title = DATA_SHEET
    lists = book.create_sheet("lists")
    form = observation_form(indicators["indicator_id"])
    for position, name in enumerate(form.names, 1):
        cell = sheet.cell(1, position, name)
        cell.font, cell.fill = HEADER
        cell.comment = Comment(MEANINGS[name], "compendium", height=90, width=260)
        sheet.column_dimensions[get_column_letter(position)].width = max(14, len(name) + 4)
    sheet.column_dimensions["A"].width = 32
    sheet.freeze_panes = "A2"
    choices = {
        column.name: column.choices for column in (*form.required, *form.optional) if column.choices
    }
    for position, (name, values) in enumerate(choices.items(), 1):
        for row, value in enumerate((name, *values), 1):
            lists.cell(row, position, value)
        letter = get_column_letter(position)
        rule = DataValidation(
            type="list", formula1=f"lists!${letter}$2:${letter}${len(values) + 1}",
            allow_blank=True, showErrorMessage=True, errorTitle="Not in the list",
            error="Choose a value from the list.",
        )  # fmt: skip
        sheet.add_data_validation(rule)
        target = get_column_letter(form.names.index(name) + 1)
        rule.add(f"{target}2:{target}{LAST_ROW}")
    _explain(book.create_sheet("about"), form.names, str(indicators["indicator_id"].iloc[-1]))
    book.save(path)
    return path


def _explain(about, columns: list[str], indicator: str) -> None:  # type: ignore[no-untyped-def]
    """Fill the sheet that explains the others."""
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 90
    for row, text in enumerate(ABOUT, 1):
        about.cell(row, 1, text)
    example = {"indicator_id": indicator, "year": 2017, "value": 65.4, "unit": "",
               "source": "Statistical communique 2017, 28 February 2018"}  # fmt: skip
    start = len(ABOUT) + 1
    for row, name in enumerate(columns, start):
        about.cell(row, 1, name).font = Font(bold=True)
        about.cell(row, 2, example.get(name, "")).alignment = Alignment(horizontal="left")
        about.cell(row, 3, MEANINGS[name])
