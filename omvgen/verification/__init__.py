"""Verification: does a document say what its workbook says."""
