"""The plan: all the answers of one workbook, as a neutral, frozen model without I/O."""
