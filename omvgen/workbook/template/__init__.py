"""Form → workbook: the sheets that staff fill in."""
