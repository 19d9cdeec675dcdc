"""A copy of a workbook in which only some parts change; the rest stays byte for byte."""
