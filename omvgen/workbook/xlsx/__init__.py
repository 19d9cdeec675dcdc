"""The file format of Excel: a package, opened safely, to cells."""
