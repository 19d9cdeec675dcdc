"""A plan into a copy of the workbook it came from: only the cells that differ are written."""
