"""An empty input workbook that explains itself: drop-downs, column notes, an example."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.data.intake.input_form import InputForm
from helpers.data.intake.observations import observation_form
from helpers.data.intake.plan_sheet import HEADINGS, NAMES
from helpers.data.intake.sheet_choice import DATA_SHEET, PLAN_SHEET
from helpers.data.intake.targets import TARGET_FORM, TARGETS
from helpers.data.plan import BASE_VALUES
from helpers.data.tables.columns import OVER_PERIOD, UNITS
from helpers.present.texts.blocks import plain_labels

HEADER = (Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F3A5F"))
LAST_ROW = 2_000
# Offered in a list, beside which a text of one's own may stand.
OFFERED = {"unit": (*UNITS, OVER_PERIOD)}
# An example of an added value.
EXAMPLE: Mapping[str, object] = {
    "year": 2017,
    "value": 65.4,
    "source": "Statistical communique 2017, 28 February 2018",
}
TARGET_EXAMPLE: Mapping[str, object] = {
    "indicator_id": "basic_digital_skills",
    "year": 2030,
    "value": 80,
    "role": "target",
    "name_en": "People with at least basic digital skills",
    "source": "Decision (EU) 2022/2481, Article 4",
}
# Lines over the example, in order.
ABOUT = ("fill", "needed", "check", "run", "example")


def write_template(path: Path, indicators: pd.DataFrame) -> Path:
    """Write the template of figures for the indicators of an edition; return its path."""
    example = {"indicator_id": str(indicators["indicator_id"].iloc[-1]), **EXAMPLE}
    book = Workbook()
    form = observation_form(indicators["indicator_id"])
    _fill(book, DATA_SHEET, form, plain_labels("workbook", "intake"), example)
    book.save(path)
    return path


def write_target_template(path: Path) -> Path:
    """Write the template of a plan's targets, with a sheet on the plan; return its path."""
    book = Workbook()
    words = plain_labels("workbook", "target_intake")
    _fill(book, TARGETS, TARGET_FORM, words, TARGET_EXAMPLE)
    sheet = book.create_sheet(PLAN_SHEET, 1)
    meanings = plain_labels("workbook", "plan_meanings")
    for position, heading in enumerate(HEADINGS, 1):
        sheet.cell(1, position, heading).font = Font(bold=True)
    for row, name in enumerate(NAMES, 2):
        sheet.cell(row, 1, name).font = Font(bold=True)
        sheet.cell(row, 3, meanings[name])
    for letter, width in (("A", 16), ("B", 60), ("C", 90)):
        sheet.column_dimensions[letter].width = width
    rule = DataValidation(type="list", formula1=f'"{",".join(BASE_VALUES)}"', allow_blank=True)
    sheet.add_data_validation(rule)
    rule.add(f"B{NAMES.index('base_values') + 2}")
    book.save(path)
    return path


def _fill(
    book: Workbook,
    title: str,
    form: InputForm,
    words: Mapping[str, str],
    example: Mapping[str, object],
) -> None:
    """Add the sheet to fill in, the lists to choose from, and what explains them."""
    sheet = book.active
    sheet.title = title
    lists = book.create_sheet("lists")
    columns = {column.name: column for column in (*form.required, *form.optional)}
    told = plain_labels("workbook", "meanings") | plain_labels("workbook", "target_meanings")
    meanings = {name: told.get(name, f"{columns[name].description}.") for name in form.names}
    for position, name in enumerate(form.names, 1):
        cell = sheet.cell(1, position, name)
        cell.font, cell.fill = HEADER
        cell.comment = Comment(meanings[name], "compendium", height=90, width=260)
        sheet.column_dimensions[get_column_letter(position)].width = max(14, len(name) + 4)
    sheet.column_dimensions["A"].width = 32
    sheet.freeze_panes = "A2"
    choices = {name: column.choices for name, column in columns.items() if column.choices}
    for position, (name, values) in enumerate((choices | OFFERED).items(), 1):
        for row, value in enumerate((name, *values), 1):
            lists.cell(row, position, value)
        letter = get_column_letter(position)
        rule = DataValidation(
            type="list", formula1=f"lists!${letter}$2:${letter}${len(values) + 1}",
            allow_blank=True, showErrorMessage=name not in OFFERED, errorTitle=words["not_listed"],
            error=words["choose"],
        )  # fmt: skip
        sheet.add_data_validation(rule)
        target = get_column_letter(form.names.index(name) + 1)
        rule.add(f"{target}2:{target}{LAST_ROW}")
    about = book.create_sheet("about")
    for row, name in enumerate(ABOUT, 1):
        about.cell(row, 1, words[name])
    _explain(about, meanings, example)


def _explain(about: Worksheet, meanings: Mapping[str, str], example: Mapping[str, object]) -> None:
    """Write each column with its example and its meaning below the lines that say what to do."""
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 90
    for row, (name, meaning) in enumerate(meanings.items(), len(ABOUT) + 1):
        about.cell(row, 1, name).font = Font(bold=True)
        about.cell(row, 2, example.get(name, "")).alignment = Alignment(horizontal="left")
        about.cell(row, 3, meaning)
