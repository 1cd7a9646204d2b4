"""The rows of one sheet of an opened workbook, one at a time, with what hides beside them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from openpyxl.formula.translate import Translator
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from helpers.data.intake.limits import MOST_COLUMNS, MOST_ROWS

Cell = dict[str, Any]


class SheetCells(WorkSheetParser):
    """Cells of a sheet of a workbook opened with ``read_only``: stored values.

    openpyxl gives either values or formulas, and of a sheet read row by row neither hidden rows nor
    merged ranges; its own parser knows them all.
    """

    def __init__(self, sheet: Any) -> None:
        book = sheet.parent
        self.title = sheet.title
        self.percent_styles = {
            number for number, style in enumerate(book._cell_styles) if "%" in _format(book, style)
        }
        self.masters: dict[str, tuple[str, str]] = {}
        self._source = sheet._get_source
        super().__init__(
            None,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Yield number and cells of each row that the file holds, in its order.

        Raises
        ------
        ValueError
            If rows are out of order or lie beyond what a table of figures needs.
        """
        last = 0
        with self._source() as self.source:
            rows = self.parse()
            while True:
                with warnings.catch_warnings(action="ignore"):
                    found = next(rows, None)
                if found is None:
                    return
                number, cells = found
                if not last < number <= MOST_ROWS:
                    raise ValueError(f"row {number} after row {last}")
                last = number
                yield number, cells

    def parse_cell(self, element: Any) -> Cell:
        """Return a cell; one whose formula has no stored value names the formula."""
        cell: Cell = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        if formula is not None:
            where, text = element.get("r") or "", formula.text or ""
            if formula.get("t") == "shared" and text:
                self.masters.setdefault(formula.get("si", ""), (f"={text}", where))
            if cell["value"] is None:
                cell["formula"] = self._formula(formula, f"={text}", where)
        return cell

    def _formula(self, formula: Any, text: str, where: str) -> str:
        """Return the formula of a cell, a shared one moved to where the cell stands."""
        if text != "=" or formula.get("si") not in self.masters:
            return text
        master, origin = self.masters[formula.get("si")]
        return str(Translator(master, origin).translate_formula(where))

    def is_hidden(self, number: int) -> bool:
        """Tell whether a row that has been read is hidden."""
        shape = self.row_dimensions.pop(str(number), {})
        return shape.get("hidden") in ("1", "true")

    def is_percent(self, cell: Cell) -> bool:
        """Tell whether a cell is shown in percent."""
        return int(cell["style_id"]) in self.percent_styles


def is_filled(cell: Cell) -> bool:
    """Tell whether a cell holds a value or a formula."""
    return cell["value"] is not None or "formula" in cell


def checked_width(cells: list[Cell]) -> int:
    """Return the number of columns a row needs.

    Raises
    ------
    ValueError
        If a filled cell stands beyond the columns that are read.
    """
    width = max((cell["column"] for cell in cells if cell["value"] is not None), default=0)
    if width > 4 * MOST_COLUMNS:
        raise ValueError(f"a filled cell in column {width}")
    return int(width)


def _format(book: Any, style: Any) -> str:
    """Return the number format of a style."""
    if style.numFmtId < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(style.numFmtId, "General"))
    return str(book._number_formats[style.numFmtId - BUILTIN_FORMATS_MAX_SIZE])
