"""Print the cells of an .xls or .ods workbook as JSON; run as a process of its own.

The library builds a workbook of these kinds whole before anything can be asked of it, and a small
file can claim sheets that fill a memory. So the memory and time of this process are limited.
"""

from __future__ import annotations

import json
import resource
import sys
from itertools import islice
from typing import Any

import python_calamine

MOST_MEMORY, MOST_SECONDS = 2 * 2**30, 120


def main(path: str, most_rows: int, most_columns: int) -> None:
    """Print the sheets of a workbook, or what is wrong with it as a text."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    told: Any
    try:
        book = python_calamine.load_workbook(path)
        told = [_sheet(book.get_sheet_by_name(name), most_rows, most_columns)
                for name in book.sheet_names]  # fmt: skip
    except python_calamine.PasswordError:
        told = "an encrypted workbook"
    except python_calamine.CalamineError as error:
        told = f"a damaged workbook ({error})"
    json.dump(told, sys.stdout, default=str)


def _sheet(
    sheet: python_calamine.CalamineSheet, most_rows: int, most_columns: int
) -> dict[str, Any]:
    """Return name, cells and merged rows of a sheet; as many cells as will be read."""
    rows = islice(sheet.iter_rows(), most_rows) if sheet.start else ()
    merged = sheet.merged_cell_ranges or []
    return {
        "name": sheet.name,
        "rows": [row[:most_columns] for row in rows],
        "merged": [[first[0] + 1, last[0] + 1] for first, last in merged],
    }


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
