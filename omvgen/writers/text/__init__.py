"""Blocks as text for a terminal."""
