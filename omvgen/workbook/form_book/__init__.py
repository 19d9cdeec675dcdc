"""A form as a workbook: how it is laid out, read and found."""
