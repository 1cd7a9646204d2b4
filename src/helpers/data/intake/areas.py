"""Areas in a stranger's file: the column ``area``, and the sheet that names and orders them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from helpers.data.intake.column_rules import FilledForm, read_form
from helpers.data.intake.files import find_sheet
from helpers.data.intake.input_form import InputForm
from helpers.data.intake.nearest_names import listed, nearest
from helpers.data.parsing import normalise
from helpers.data.tables.areas import AREA, AREAS, WHOLE

AREA_SHEET = "areas"
# What the sheet may be called, in small letters.
AREA_SHEETS = (AREA_SHEET, "地区")
# A column of a file of figures or targets: a blank speaks of the whole.
AREA_COLUMN = replace(
    AREA, description="Province, city, country or class of firms; blank: all together"
)
AREA_FORM = InputForm(
    "areas",
    required=AREAS.chosen("area"),
    optional=(
        replace(AREAS.column("name"), required=False),
        replace(AREAS.column("order"), maximum=9_999),
    ),
)
# Words for the whole, in small letters.
WHOLE_WORDS = ("", "whole", "all", "total", "national", "全国", "总计", "合计")
# Far beyond the prefectures of China; above it an edition is split into several.
MOST_AREAS = 1_000
MOST_CHARACTERS = 60


def read_areas(paths: Sequence[str]) -> pd.DataFrame:
    """Return the areas that the first of some files with a sheet ``areas`` lists there.

    Returns
    -------
    DataFrame
        area, name, order: counted from 1, as the sheet orders them; no row where there is none.

    Raises
    ------
    DataRefused
        With every problem of the sheet.
    """
    found = ((path, find_sheet(path, AREA_SHEETS)) for path in paths if path)
    path, sheet = next(((path, sheet) for path, sheet in found if sheet), ("", ""))
    if not sheet:
        return pd.DataFrame(columns=AREAS.names)
    form = read_form(path, AREA_FORM, reading=[f"sheet={sheet}"])
    fault_areas(form)
    form.fault_repetitions(("area",), "area")
    form.refuse_faults()
    values = form.values
    rows = pd.DataFrame({name: values[name] for name in ("area", "name")})
    rows = rows[~rows["area"].str.casefold().isin(WHOLE_WORDS)]
    rows["name"] = rows["name"].mask(rows["name"] == "", rows["area"])
    # Areas without a number keep their places, after those with one.
    place = np.where(values["order"] < 0, np.inf, values["order"])[rows.index]
    rows = rows.iloc[np.argsort(place, kind="stable")].reset_index(drop=True)
    return rows.assign(order=range(1, len(rows) + 1))


def area_words(areas: pd.DataFrame) -> dict[str, str]:
    """Return what is meant by other words for an area, in small letters."""
    names = zip(areas["name"], areas["area"], strict=True)
    return dict.fromkeys(WHOLE_WORDS, WHOLE) | {
        normalise(name).casefold(): area for name, area in names
    }


def fault_areas(form: FilledForm, areas: pd.DataFrame | None = None) -> None:
    """Fault areas of too many characters, too many areas, and those that `areas` does not list."""
    cells = form.cells["area"]
    form.fault_cells(
        "area",
        cells.read(lambda text: len(text) > MOST_CHARACTERS),
        lambda _: (f"a name of at most {MOST_CHARACTERS} characters", "Shorten it."),
    )
    beyond = {*[text for text in cells.texts if text != WHOLE][MOST_AREAS:]}
    if beyond:
        form.fault(
            "area",
            cells.read(beyond.__contains__),
            (f"at most {MOST_AREAS:,} areas", "Split the file, and make the editions as a batch."),
        )
    if areas is None or areas.empty:
        return
    known = {WHOLE, *areas["area"]}
    names = list(areas["area"])
    form.fault_cells(
        "area",
        ~cells.read(known.__contains__),
        lambda text: (
            f"an area of the sheet '{AREA_SHEET}': {listed(names)}",
            f"{nearest(text, names)}Mend the name, or add it to the sheet.",
        ),
    )


def listed_areas(known: pd.DataFrame, *tables: pd.DataFrame) -> pd.DataFrame:
    """Return the areas of an edition: those of the sheet, else as they appear in some tables."""
    if len(known):
        return known
    names = [name for table in tables if "area" in table for name in table["area"].unique()]
    names = [name for name in dict.fromkeys(names) if name != WHOLE]
    return pd.DataFrame({"area": names, "name": names, "order": range(1, len(names) + 1)},
                        columns=AREAS.names)  # fmt: skip
