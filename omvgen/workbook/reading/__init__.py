"""Cells → Plan: the answers of a filled workbook, and what was found on the way."""
