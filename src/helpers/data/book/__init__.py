"""The kinds of sheets of the workbook: cover, tables, charts."""
