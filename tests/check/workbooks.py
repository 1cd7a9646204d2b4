"""A small workbook for tests that compare files."""

import io

import openpyxl


def workbook(value):
    """Return the bytes of a workbook with one sheet and one row."""
    book = openpyxl.Workbook()
    book.active.title = "milestones"
    for row in (["indicator_id", "value"], ["cnc", value]):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
