"""Cells → Plan: the answers of a filled workbook, with findings and places."""
