"""A copy of a workbook in which some parts change; the others are copied byte for byte."""
