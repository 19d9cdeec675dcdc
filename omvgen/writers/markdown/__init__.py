"""Blocks as Markdown."""
