"""The local page: the steps of the year in a browser, over the same pipeline and commands."""
