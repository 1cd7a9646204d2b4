"""The rules of a rerunner's columns: what a cell may hold, and the words for one that does not.

A column is read by its distinct texts, each of them once however often it stands, so that no row
becomes an object. Only rows at fault are looked at one by one, to say what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import DTypeLike, NDArray

from helpers.data.bounds import outside
from helpers.data.intake.cell_texts import (
    DECIMAL_COMMA,
    PLAIN_ADVICE,
    Advice,
    Number,
    choice_advice,
    is_plain,
    number_advice,
    read_number,
    read_whole,
    read_year,
    with_point,
    year_advice,
    year_of_period,
)
from helpers.data.intake.files import Sheet, read_sheet
from helpers.data.intake.findings import Findings
from helpers.data.intake.header_names import CELLS
from helpers.data.intake.input_form import InputForm, header_problems
from helpers.data.intake.limits import MOST_DIGITS, MOST_DOUBTS, CappedProblems
from helpers.data.intake.reading_choice import parse_choice
from helpers.data.parsing import normalise
from helpers.data.schema import Column
from helpers.errors import MOST_QUOTED, DataRefused, Problem, quoted

NO_NUMBER = Number(float("nan"), 0)
# Months and quarters named in what is said of a file.
MOST_TOLD = 5


@dataclass(frozen=True)
class Distinct:
    """A column as its distinct texts and where they stand: ``texts[codes]`` is the column.

    Attributes
    ----------
    texts : list of str, length k
        Distinct texts, normalised, in order of appearance.
    codes : ndarray of int32, shape (n,)
        Position in `texts` of each row's text.
    """

    texts: list[str]
    codes: NDArray[np.int32]

    def read(self, reading: Callable[[str], Any], dtype: DTypeLike = bool) -> NDArray[Any]:
        """Return what `reading` makes of each row's text, shape (n,)."""
        return np.array([reading(text) for text in self.texts], dtype=dtype)[self.codes]

    def text(self, row: int) -> str:
        """Return the text of the row at a position."""
        return self.texts[self.codes[row]]

    def is_blank(self) -> NDArray[np.bool_]:
        """Tell which rows hold no text, shape (n,)."""
        blank = self.texts.index("") if "" in self.texts else len(self.texts)
        return self.codes == blank

    def column(self) -> NDArray[Any]:
        """Return the texts row by row; equal ones are one object."""
        return np.array(self.texts, dtype=object)[self.codes]


def distinct(
    sheet: Sheet, name: str, blank: str = "", synonyms: Mapping[str, str] = MappingProxyType({})
) -> Distinct:
    """Return a column of a sheet, normalised, with the text `blank` for a blank cell.

    Words that stand for another one are replaced by it.

    A column that the sheet does not have is blank in every row.
    """
    if name not in sheet.cells:
        return Distinct([blank], np.zeros(len(sheet.cells), dtype=np.int32))
    codes, texts = pd.factorize(sheet.cells[name].to_numpy())
    normal = [normalise(text) or blank for text in texts]
    if synonyms:
        normal = [synonyms.get(text.casefold(), text) for text in normal]
    if len({*normal}) == len(normal):
        return Distinct(normal, codes.astype(np.int32))
    places = {text: place for place, text in enumerate(dict.fromkeys(normal))}
    return Distinct(list(places), np.array([places[text] for text in normal], np.int32)[codes])


@dataclass(frozen=True)
class _Fault:
    """Rows of a column at fault, shape (n,), and what to say of the row at a position."""

    column: str
    rows: NDArray[np.bool_]
    say: Callable[[int], tuple[str, str, str]]


class FilledForm:
    """A rerunner's table read by the rules of its form; faults are kept until ``refuse_faults``.

    Attributes
    ----------
    cells : dict of Distinct
        The texts of each column of the form.
    values : dict of ndarray, shape (n,)
        What the cells of each column say: texts; years, 0 for none; numbers, nan for none.
    decimals : dict of ndarray of int, shape (n,)
        Printed decimals of each column of numbers.
    qualifiers : dict of ndarray of str, shape (n,)
        What a cell of each column of numbers says of its number: about, a bound, or "".
    periods : ndarray of str, shape (n,)
        Month or quarter that a row speaks of; "" for a whole year.
    doubts : list of Problem
        What can be taken and is probably wrong.
    """

    def __init__(
        self,
        sheet: Sheet,
        form: InputForm,
        synonyms: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self.sheet = sheet
        self.blanks, self._takes_periods = form.blanks, form.takes_periods
        others = {**CELLS, **synonyms}
        self.cells = {
            name: distinct(sheet, name, self.blanks.get(name, ""), others.get(name, {}))
            for name in form.names
        }
        self.values: dict[str, NDArray[Any]] = {}
        self.decimals: dict[str, NDArray[np.int64]] = {}
        self.qualifiers: dict[str, NDArray[Any]] = {}
        self.periods: NDArray[Any] = np.full(len(sheet.cells), "", dtype=object)
        self.doubts: list[Problem] = list(sheet.doubts)
        self._faults: list[_Fault] = []
        for column in (*form.required, *form.optional):
            self._read(column)

    def _read(self, column: Column) -> None:
        """Read a column by its kind."""
        name, cells = column.name, self.cells[column.name]
        if column.kind == "number":
            self._read_numbers(name)
        elif column.kind == "year":
            self._read_years(name)
            self.fault_cells(name, self.values[name] == 0, year_advice)
        elif column.kind == "integer":
            self._read_wholes(column)
        elif column.choices:
            self.values[name] = cells.column()
            known = set(column.choices)
            self.fault_cells(
                name, ~cells.read(known.__contains__), partial(choice_advice, column.choices)
            )
        else:
            self.values[name] = cells.column()
            self.fault_cells(name, self.is_blank(name), lambda _: ("a text", "Fill the cell in."))
            self.fault_cells(name, ~cells.read(is_plain), lambda _: PLAIN_ADVICE)

    def _read_years(self, name: str) -> None:
        """Read years; where the form takes months and quarters, the years of these."""
        cells = self.cells[name]
        self.values[name] = cells.read(lambda text: read_year(text) or 0, np.int64)
        if self._takes_periods and name == "year":
            years = cells.read(lambda text: year_of_period(text) or 0, np.int64)
            is_part = (self.values[name] == 0) & (years != 0)
            self.values[name] = np.where(is_part, years, self.values[name])
            self.periods = np.where(is_part, cells.column(), "")

    def _read_numbers(self, name: str) -> None:
        """Read numbers with their printed decimals."""
        codes = self.cells[name].codes
        if self.sheet.has_decimal_commas and any(
            map(DECIMAL_COMMA.fullmatch, self.cells[name].texts)
        ):
            points = [with_point(text) for text in self.cells[name].texts]
            self.cells[name] = Distinct(points, codes)
        numbers = [read_number(text) or NO_NUMBER for text in self.cells[name].texts]
        self.values[name] = np.array([number.value for number in numbers])[codes]
        self.decimals[name] = np.array([number.decimals for number in numbers])[codes]
        said = np.array([number.qualifier for number in numbers], dtype=object)
        self.qualifiers[name] = said[codes]
        takes_words = name == "value" and "qualifier" in self.cells
        faulty = np.array(
            [not n.is_moderate or (n.qualifier and not takes_words) for n in numbers], dtype=bool
        )
        self.fault_cells(name, faulty[codes], number_advice)

    def _read_wholes(self, column: Column) -> None:
        """Read whole numbers within their bounds; -1 for none."""
        name, cells = column.name, self.cells[column.name]
        low, high = int(column.minimum or 0), int(column.maximum or MOST_DIGITS)
        read = cells.read(lambda text: -1 if (n := read_whole(text)) is None else n, np.int64)
        self.values[name] = np.where((read >= low) & (read <= high), read, -1)
        remedy = "Count the digits after the point." if name == "decimals" else "Mend the number."
        expected = (f"a whole number from {low} to {high}", remedy)
        self.fault_cells(name, self.values[name] < 0, lambda _: expected)

    @property
    def locators(self) -> list[str]:
        """Sheet and row of each row, as the way back to the file."""
        lead = f"sheet {self.sheet.name}, row" if self.sheet.name else "row"
        return [f"{lead} {number}" for number in self.sheet.cells.index]

    def is_blank(self, name: str) -> NDArray[np.bool_]:
        """Tell which rows say nothing in a column, shape (n,)."""
        return self.cells[name].is_blank()

    def is_unsaid(self, name: str) -> NDArray[np.bool_]:
        """Tell in which rows the file leaves a column blank, whatever a blank stands for."""
        return distinct(self.sheet, name).is_blank()

    def fault(
        self, name: str, rows: NDArray[np.bool_], advice: Callable[[int], Advice] | Advice
    ) -> None:
        """Note that cells of a column are not what was expected.

        Parameters
        ----------
        name
            The column.
        rows : ndarray of bool, shape (n,)
            The rows at fault.
        advice
            What was expected and what to do: of all rows alike, or by the position of a row.
        """
        if rows.any():
            self._faults.append(_Fault(name, rows, partial(self._said, name, advice)))

    def _said(
        self, name: str, advice: Callable[[int], Advice] | Advice, row: int
    ) -> tuple[str, str, str]:
        """Return what was found in a cell, what was expected, and what to do."""
        text = self.cells[name].text(row)
        return quoted(text) if text else "a blank", *(advice(row) if callable(advice) else advice)

    def fault_cells(
        self, name: str, rows: NDArray[np.bool_], advice: Callable[[str], Advice]
    ) -> None:
        """Note cells whose own text is at fault; one that may be blank is not.

        Parameters
        ----------
        name
            The column.
        rows : ndarray of bool, shape (n,)
            The rows at fault.
        advice
            What was expected and what to do, by the text of a cell.
        """
        if name in self.blanks:
            rows = rows & ~self.is_blank(name)
        self.fault(name, rows, lambda row: advice(self.cells[name].text(row)))

    def doubt(
        self, name: str, rows: NDArray[np.bool_], advice: Callable[[int], Advice] | Advice
    ) -> None:
        """Note that cells of a column can be taken and are probably wrong; as `fault`."""
        for row in np.flatnonzero(rows)[:MOST_DOUBTS].tolist():
            found, expected, remedy = self._said(name, advice, row)
            self.doubts.append(self._told(name, row, found, expected, remedy))
        more = int(rows.sum()) - MOST_DOUBTS
        if more > 0:
            self.doubts.append(
                Problem(f"{more:,} further rows of this kind", expected, remedy, self.sheet.file)
            )

    def add_to(self, findings: Findings | None) -> None:
        """Add what was guessed and what is doubted, in reading order."""
        if findings is not None:
            findings.readings += [*self.sheet.readings, *self._told_periods()]
            findings.doubts += sorted(self.doubts, key=lambda doubt: doubt.row or 0)

    def _told_periods(self) -> Iterator[str]:
        """Say which values speak of a part of a year."""
        parts = np.flatnonzero(self.periods != "")
        if len(parts):
            texts = ", ".join(dict.fromkeys(self.periods[parts[:MOST_TOLD]]))
            more = " and others" if len(parts) > MOST_TOLD else ""
            yield (
                f"{self.sheet.file}: {len(parts)} of a month or quarter ({texts}{more}) count for "
                "the year"
            )

    def fault_percents(self, name: str, units: NDArray[Any]) -> None:
        """Fault a percent sign in rows of another unit."""
        signed = self.cells[name].read(lambda text: text.endswith("%"))
        if signed.any():
            others = np.array([bool(u) and not u.startswith("percent") for u in units.astype(str)])
            rows = signed & ~np.isnan(self.values[name]) & others
            remedy = "Remove the percent sign or mend the unit."
            self.fault(name, rows, lambda row: (f"a number in {units[row]}", remedy))

    def fault_bounds(self, name: str, low: NDArray[Any], high: NDArray[Any]) -> None:
        """Fault numbers outside their closed bounds; nan is no bound."""

        def advice(row: int) -> Advice:
            ends = (("at least", low[row]), ("at most", high[row]))
            bounds = " and ".join(f"{word} {end:g}" for word, end in ends if not np.isnan(end))
            return f"a value of {bounds}", "Check the figure and its unit."

        self.fault(name, outside(self.values[name], low, high), advice)

    def codes_of(self, key: Sequence[str]) -> NDArray[np.intp]:
        """Return a number for each row, the same for rows with the same key, shape (n,)."""
        parts = [pd.factorize(self.values[part]) for part in key]
        sizes = [len(known) for _, known in parts]
        return np.ravel_multi_index([codes for codes, _ in parts], sizes)

    def fault_repetitions(self, key: Sequence[str], name: str) -> None:
        """Fault in a column the rows whose key an earlier row has.

        Rows whose year cannot be read repeat nothing.
        """
        first = first_rows(self.codes_of(key))
        rows = first != np.arange(len(first))
        if "year" in key:
            rows &= self.values["year"] != 0

        def say(row: int) -> tuple[str, str, str]:
            repeated = ", ".join(str(self.values[part][row]) for part in key)[:MOST_QUOTED]
            number = self.sheet.cells.index[first[row]]
            remedy = "Remove one of the rows, or tell them apart."
            if self.periods[row] or self.periods[first[row]]:
                remedy = "Keep the one that stands for the year."
            return f"{repeated} again", f"one row for each, as in row {number}", remedy

        if rows.any():
            self._faults.append(_Fault(name, rows, say))

    def refuse_faults(self, of_file: Sequence[Problem] = ()) -> None:
        """Refuse the file if there are faults: those of the file as a whole, then row by row.

        Raises
        ------
        DataRefused
            With the problems of the file and of the first rows at fault, in reading order.
        """
        capped = CappedProblems()
        for problem in of_file:
            capped.add_row([problem])
        places = {name: place for place, name in enumerate(self.sheet.cells)}
        faults = sorted(self._faults, key=lambda fault: places.get(fault.column, len(places)))
        faulty = np.flatnonzero(np.any([fault.rows for fault in faults], axis=0))
        for said, row in enumerate(faulty.tolist()):
            if capped.is_full:
                capped.further_rows += len(faulty) - said
                break
            own = [fault for fault in faults if fault.rows[row]]
            capped.add_row([self._told(fault.column, row, *fault.say(row)) for fault in own])
        capped.refuse(f"{self.sheet.file} was not taken")

    def _told(self, name: str, row: int, found: str, expected: str, remedy: str) -> Problem:
        """Return a problem with its place."""
        number = int(self.sheet.cells.index[row])
        if self.sheet.is_wide and name in ("value", "year"):
            name = self.cells["year"].text(row)
        return Problem(found, expected, remedy, self.sheet.file, self.sheet.name, number, name)


def first_rows(codes: NDArray[Any]) -> NDArray[np.intp]:
    """Return for each row the position of the first one with its code, shape (n,)."""
    _, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    return first[inverse]


def joined(*columns: Iterable[str]) -> list[str]:
    """Return the texts of several columns as one text a row, blanks left out."""
    return ["; ".join(filter(None, texts)) for texts in zip(*columns, strict=True)]


def read_form(
    path: str | Path,
    form: InputForm,
    synonyms: Mapping[str, Mapping[str, str]] | None = None,
    reading: Sequence[str] = (),
) -> FilledForm:
    """Read a file by the rules of a form.

    Parameters
    ----------
    path
        A file with the required columns of `form` and any of its optional ones.
    synonyms
        Other words for the texts of a column, by column and word in small letters.
    reading
        What is said of the table in place of a guess, as ``reading_choice.parse_choice`` has it.

    Raises
    ------
    WrongCall
        If what is said fits no table, or not this one.
    DataRefused
        If the file cannot be read, or columns are missing or unknown.
    """
    choice = parse_choice(reading, form.names)
    sheet = read_sheet(path, form.names, [column.name for column in form.required], choice)
    problems = header_problems(sheet, form)
    if problems:
        raise DataRefused(f"{sheet.file} does not have the columns of {form.rows}", problems)
    return FilledForm(sheet, form, synonyms or {})
