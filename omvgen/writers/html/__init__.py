"""Blocks as HTML."""
