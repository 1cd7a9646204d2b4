"""Panels of areas made up for tests: no figure in them was ever measured or published.

Each indicator of the plan gets a value a year and area, on a straight line between what the plan
prints, moved up or down by the place of the area. ``note`` says in every row that it is test data.
"""

import csv

import openpyxl

from helpers.data.input_tables import read_input_tables

NOTE = "test data, no measurement"
HEADER = ("indicator_id", "area", "year", "value", "note")
PROVINCES = (
    "Beijing", "Tianjin", "Hebei", "Shanxi", "Inner Mongolia", "Liaoning", "Jilin", "Heilongjiang",
    "Shanghai", "Jiangsu", "Zhejiang", "Anhui", "Fujian", "Jiangxi", "Shandong", "Henan", "Hubei",
    "Hunan", "Guangdong", "Guangxi", "Hainan", "Chongqing", "Sichuan", "Guizhou", "Yunnan", "Tibet",
    "Shaanxi", "Gansu", "Qinghai", "Ningxia", "Xinjiang",
)  # fmt: skip
# Of shares in percent; other indicators of the plan have more.
MOST = 99.0
YEARS = tuple(range(2016, 2026))


def cities(count):
    """Return names of cities that are none."""
    return tuple(f"Test city {number:03d}" for number in range(1, count + 1))


def panel_rows(areas=PROVINCES, years=YEARS, indicators=()):
    """Yield a row for each indicator, area and year."""
    edition = read_input_tables()
    chosen = [*(indicators or edition.indicators["indicator_id"])]
    milestones = edition.milestones.set_index(["indicator_id", "year"])["value"]
    kinds = edition.indicators.set_index("indicator_id")["target_kind"]
    for place, name in enumerate(chosen):
        first, last = _ends(milestones[name], kinds[name])
        for rank, area in enumerate(areas):
            # Areas stand in another order for each indicator, spread over a fifth to either side.
            share = 0.8 + 0.4 * ((rank * 7 + place * 5) % len(areas)) / max(1, len(areas) - 1)
            for year in years:
                value = (first + (last - first) * (year - 2015) / 10) * share
                value = min(value, MOST) if first < MOST else value
                yield [name, area, year, f"{value:.2f}", NOTE]


def _ends(values, kind):
    """Return about what an indicator has in 2015 and in 2025."""
    last = float(values.iloc[-1])
    if kind == "period_mean":
        return last, last
    return (0.0, last) if kind == "change_from_base" else (float(values.iloc[0]), last)


def write_csv(path, rows, header=HEADER):
    """Write a panel as .csv; return the path as text."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return str(path)


def write_xlsx(path, rows, areas=(), header=HEADER):
    """Write a panel as a workbook, with a sheet ``areas`` of area, name and order if any."""
    book = openpyxl.Workbook()
    book.active.title = "observations"
    for row in (header, *rows):
        book.active.append(list(row))
    if areas:
        sheet = book.create_sheet("areas")
        for row in (("area", "name", "order"), *areas):
            sheet.append(list(row))
    book.save(path)
    return str(path)
