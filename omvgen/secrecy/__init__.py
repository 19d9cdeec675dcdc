"""Secrecy: `publish` decides what may be given out, `search` looks for what may not be.

The two share the model and the folding of text, and import nothing from each other:
`search` looks through the finished file as if `publish` and every writer had failed.
"""
