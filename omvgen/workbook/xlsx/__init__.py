"""A file of Excel: its package, opened safely, and its cells."""
