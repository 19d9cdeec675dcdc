"""Every text of a finished file, whether a reader sees it or not. Begins in `files.py`.

It reads the kinds of file that omvgen writes and refuses all others, and what in them
it cannot read: what was not searched is not called clean.
"""
