"""Packs: all that is handed over of a plan in one zip, whole or public."""
