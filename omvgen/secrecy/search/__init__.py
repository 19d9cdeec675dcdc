"""Search: whether anything that was withheld stands in a finished file."""
