"""Files that are merged into a workbook: read as plans, with the ancestor that they share."""
