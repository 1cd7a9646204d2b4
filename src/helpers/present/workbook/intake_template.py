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

from helpers.data.intake.observations import observation_form
from helpers.data.intake.sheet_choice import DATA_SHEET
from helpers.data.tables.columns import OVER_PERIOD, UNITS
from helpers.present.texts.blocks import fixed_labels

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
# Lines over the example, in order.
ABOUT = ("fill", "needed", "check", "run", "example")


def write_template(path: Path, indicators: pd.DataFrame) -> Path:
    """Write the template for the indicators of an edition; return its path."""
    book = Workbook()
    sheet = book.active
    sheet.title = DATA_SHEET
    lists = book.create_sheet("lists")
    form = observation_form(indicators["indicator_id"])
    meanings = fixed_labels("workbook", "meanings")
    words = fixed_labels("workbook", "intake")
    for position, name in enumerate(form.names, 1):
        cell = sheet.cell(1, position, name)
        cell.font, cell.fill = HEADER
        cell.comment = Comment(meanings[name], "compendium", height=90, width=260)
        sheet.column_dimensions[get_column_letter(position)].width = max(14, len(name) + 4)
    sheet.column_dimensions["A"].width = 32
    sheet.freeze_panes = "A2"
    choices = {
        column.name: column.choices for column in (*form.required, *form.optional) if column.choices
    }
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
    example = {
        "indicator_id": str(indicators["indicator_id"].iloc[-1]),
        **EXAMPLE,
    }
    _explain(about, {name: meanings[name] for name in form.names}, example)
    book.save(path)
    return path


def _explain(about: Worksheet, meanings: Mapping[str, str], example: Mapping[str, object]) -> None:
    """Write each column with its example and its meaning below the lines that say what to do."""
    about.column_dimensions["A"].width = 24
    about.column_dimensions["B"].width = 90
    for row, (name, meaning) in enumerate(meanings.items(), len(ABOUT) + 1):
        about.cell(row, 1, name).font = Font(bold=True)
        about.cell(row, 2, example.get(name, "")).alignment = Alignment(horizontal="left")
        about.cell(row, 3, meaning)
