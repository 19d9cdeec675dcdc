"""A damaged workbook's answers in a sound one."""
