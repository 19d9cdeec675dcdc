"""Findings into a copy of the workbook: notes on their cells, and a sheet that lists them."""
