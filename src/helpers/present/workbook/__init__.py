"""The Excel workbook of an edition, and the empty one for new figures."""
