"""Cells of an .xlsx sheet as text. Values as stored: no formula is evaluated, no macro run.

The sheet is read row by row; what stays in memory are the texts of its cells. Of 200,000 rows,
openpyxl's own reading takes 0.7 times as long and python-calamine 0.03 times; the first gives no
hidden rows, merged ranges and formulas beside values, the second no number formats either, and so
no decimals.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Collection, Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.formula.translate import Translator
from openpyxl.packaging.workbook import WorkbookPackage
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_WORKBOOK
from openpyxl.xml.functions import fromstring

from helpers.data.intake.archive import check_archive, damaged
from helpers.data.intake.cell_texts import stored_text
from helpers.data.intake.limits import MOST_COLUMNS, MOST_PROBLEMS, MOST_ROWS, CappedProblems
from helpers.data.intake.sheet_choice import choose_sheet
from helpers.data.intake.table_shape import MOST_TITLE_ROWS, Shape
from helpers.data.intake.whole_numbers import doubt_whole_numbers
from helpers.errors import MOST_QUOTED, Problem

Cell = dict[str, Any]
# What a number format shows beside the number, and the number itself.
LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
NUMBER_FORMAT = re.compile(r"[+\-$¥€ ]*[#0,]*[#0](?:\.([#0]*))?[ %]*")


class DataSheet:
    """The sheet of a workbook that holds the data.

    Attributes
    ----------
    name
        Its name.
    rows
        Number and texts of each row, to be read once.
    readings
        What the reading cannot know, in words.
    header
        Names of the columns: the first row with more than one, until the reader knows better.
    """

    readings: tuple[str, ...] = ()

    def __init__(self, path: Path, sheet: Any) -> None:
        self.name: str = sheet.title
        self.rows = self._read(path, sheet)
        self._in_sheet = partial(Problem, file=path.name, sheet=sheet.title)
        self.header: list[str] = []
        self._shape: Shape | None = None
        self._hiding = CappedProblems()
        self._merged: list[tuple[int, int, str]] = []
        self._unformatted: dict[int, list[int]] = {}
        self._hidden: set[int] = set()

    def take_shape(self, shape: Shape) -> None:
        """Learn where the table begins and what its columns mean."""
        self.header, self._shape = shape.names, shape

    def doubts(self) -> Iterator[Problem]:
        """Yield what is probably wrong, once the rows have been read."""
        for column in sorted(self._hidden):
            found = "a hidden column with content"
            yield self._problem(found, "visible columns", "Show it, or delete it.", column)
        rows = {column - 1: numbers for column, numbers in self._unformatted.items()}
        yield from doubt_whole_numbers(
            self._in_sheet, self.header, rows, "whole numbers in cells without a number format"
        )

    def _problem(self, found: str, expected: str, remedy: str, column: int) -> Problem:
        """Return what is probably wrong with a column."""
        return self._in_sheet(found, expected, remedy, column=self._name_of(column))

    def _name_of(self, column: int) -> str:
        """Return the name of a column, counted from 1."""
        return self.header[column - 1] if column <= len(self.header) else ""

    def _read(self, path: Path, sheet: Any) -> Iterator[tuple[int, list[str]]]:
        """Yield the rows as text, noting what hides what a row says."""
        cells, hiding = SheetCells(sheet), self._hiding
        try:
            for number, row in cells.rows():
                texts = _texts(row, cells)
                if len(self.header) < 2:
                    self.header = texts
                in_row = partial(self._in_sheet, row=number)
                hiding.add_row([*_hidden(row, cells, in_row), *_formulas(row, self.header, in_row)])
                self._note(number, row, cells)
                yield number, texts
        except Exception as error:
            raise damaged(path, error) from None
        finally:
            sheet.parent.close()
        self._merged = [
            (area.min_row, area.max_row, area.ref)
            for area in (cells.merged_cells.mergeCell if cells.merged_cells else ())
        ]

    def refuse_hidden(self) -> None:
        """Refuse what hides what the rows of the table say, once they have been read.

        Raises
        ------
        DataRefused
            For every merged range, hidden row with content and formula without a stored value.
        """
        merged = [
            self._in_sheet(
                f"the merged cells {reference}",
                "one value in each cell",
                "Unmerge them and fill every cell.",
                row=first,
            )
            for first, last, reference in self._merged[:MOST_PROBLEMS]
            if not (self._shape and self._shape.is_outside(first, last))
        ]
        self._hiding.refuse(f"cannot read {self._in_sheet.keywords['file']}", merged)

    def _note(self, number: int, row: list[Cell], cells: SheetCells) -> None:
        """Note numbers whose printed decimals cannot be known, and content that is hidden."""
        for cell in row:
            value, column = cell["value"], cell["column"]
            if value is None:
                continue
            if cells.hides_column(column):
                self._hidden.add(column)
            is_whole = isinstance(value, int | float) and value == int(value)
            if is_whole and not isinstance(value, bool) and cells.decimals(cell) is None:
                noted = self._unformatted.setdefault(column, [])
                if len(noted) < MOST_PROBLEMS:
                    noted.append(number)


def xlsx_sheets(path: Path) -> list[str]:
    """Return the names of the sheets of a workbook; none of a file that cannot be read as one."""
    try:
        check_archive(path)
        with zipfile.ZipFile(path) as archive:
            book = WorkbookPackage.from_tree(fromstring(archive.read(ARC_WORKBOOK)))
    except Exception:  # reading the data says what is wrong
        return []
    return [sheet.name for sheet in book.sheets]


def read_xlsx(
    path: Path, known: Collection[str] = (), required: Collection[str] = (), chosen: str = ""
) -> DataSheet:
    """Return the data sheet of a workbook, chosen by `choose_sheet`.

    A cell shown in percent gives the percentage it shows, and zeros that its number format shows
    count as printed.

    Raises
    ------
    DataRefused
        If the file is damaged or larger than ``archive`` allows, or no sheet of several fits.
    """
    check_archive(path)
    try:
        with warnings.catch_warnings(action="ignore"):
            # From memory: rows are read late, and a refusal halfway would leave the file open.
            copy = BytesIO(path.read_bytes())
            book = openpyxl.load_workbook(copy, read_only=True, keep_links=False)
            sheets = {sheet.title: sheet for sheet in book.worksheets}
            heads = {name: _head(sheet) for name, sheet in sheets.items()}
    except Exception as error:  # openpyxl raises a dozen kinds on damaged files
        raise damaged(path, error) from None
    if not heads:
        raise damaged(path, ValueError("no sheet"))
    return DataSheet(path, sheets[choose_sheet(path, heads, known, required, chosen)])


def _head(sheet: Any) -> list[tuple[int, list[str]]]:
    """Return the first filled rows of a sheet as texts."""
    cells = SheetCells(sheet)
    filled = ((number, row) for number, row in cells.rows() if any(map(is_filled, row)))
    return [(number, _head_texts(row, cells)) for number, row in islice(filled, MOST_TITLE_ROWS)]


def _head_texts(row: list[Cell], cells: SheetCells) -> list[str]:
    """Return the cells of a row as texts; a formula without a stored value fills its cell too."""
    return _texts(row, cells) or ["="]


def _hidden(row: list[Cell], cells: SheetCells, in_row: partial[Problem]) -> Iterator[Problem]:
    """Name a row that is hidden though it holds something."""
    if cells.is_hidden(in_row.keywords["row"]) and any(map(is_filled, row)):
        yield in_row("a hidden row with content", "visible rows only", "Show the row or delete it.")


def _formulas(row: list[Cell], header: list[str], in_row: partial[Problem]) -> Iterator[Problem]:
    """Name formulas whose result was never stored."""
    for cell in row:
        if "formula" in cell:
            yield in_row(
                f"the formula {cell['formula'][:MOST_QUOTED]} without a stored value",
                "a value",
                "Open and save the file in a spreadsheet program, or write the number.",
                column=header[cell["column"] - 1] if cell["column"] <= len(header) else "",
            )


def _texts(row: list[Cell], cells: SheetCells) -> list[str]:
    """Return the cells of a row as the texts a reader of the sheet sees."""
    texts = [""] * checked_width(row)
    for cell in row:
        if cell["value"] is not None:
            texts[cell["column"] - 1] = stored_text(
                cell["value"], percent=cells.is_percent(cell), decimals=cells.decimals(cell) or 0
            )
    return texts


class SheetCells(WorkSheetParser):
    """Cells of a sheet of a workbook opened with ``read_only``: stored values.

    openpyxl gives either values or formulas, and of a sheet read row by row neither hidden rows nor
    merged ranges; its own parser knows them all.
    """

    def __init__(self, sheet: Any) -> None:
        book = sheet.parent
        self.title = sheet.title
        formats = [_format(book, style) for style in book._cell_styles]
        self.percent_styles = {number for number, text in enumerate(formats) if "%" in text}
        self.style_decimals = list(map(shown_decimals, formats))
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
                    numbered = next(rows, None)
                if numbered is None:
                    return
                number, cells = numbered
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

    def decimals(self, cell: Cell) -> int | None:
        """Return with how many decimals a number is always shown; None where nothing says so."""
        style = int(cell["style_id"])
        return self.style_decimals[style] if style < len(self.style_decimals) else None

    def hides_column(self, number: int) -> bool:
        """Tell whether a column, counted from 1, is hidden."""
        if not hasattr(self, "_hidden_columns"):
            hidden = [
                range(int(shape["min"]), int(shape.get("max", shape["min"])) + 1)
                for shape in self.column_dimensions.values()
                if shape.get("hidden") in ("1", "true")
            ]
            self._hidden_columns = hidden
        return any(number in span for span in self._hidden_columns)

    def is_percent(self, cell: Cell) -> bool:
        """Tell whether a cell is shown in percent."""
        return int(cell["style_id"]) in self.percent_styles


def shown_decimals(number_format: str) -> int | None:
    """Return with how many decimals a number format always shows a number; None for no such format.

    Examples
    --------
    >>> [shown_decimals(text) for text in ("0.0", "#,##0.00_ ", "0.0%", "0", "General", "0.##")]
    [1, 2, 1, 0, None, 0]
    >>> [shown_decimals(text) for text in ("yyyy-mm-dd", "0.0E+00", "# ?/?", "0.0,", "@")]
    [None, None, None, None, None]
    """
    first = LITERALS.sub("", number_format.partition(";")[0])
    match = NUMBER_FORMAT.fullmatch(first.strip())
    return len(re.match("0*", match[1] or "")[0]) if match else None  # type: ignore[index]


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
