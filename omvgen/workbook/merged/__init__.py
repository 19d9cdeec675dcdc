"""A merged workbook: the copy with the merged plan, and the sheets that say what was merged."""
