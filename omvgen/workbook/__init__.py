"""Workbooks: the file format, reading, making, and patching a copy."""
