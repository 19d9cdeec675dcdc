"""Stretches of letters or digits, looked for in rows in which nothing parts them."""

from __future__ import annotations

from collections.abc import Iterator


class Stretches:
    """Each stretch is at least `least` long, so a row is looked into at every other few places.

    A stretch that is in a row covers one of the places whole. What stands there is looked
    up by itself first, so that a row costs the same however many stretches there are.
    """

    def __init__(self, least: int) -> None:
        self._step = (least + 1) // 2
        self._covered: dict[str, dict[tuple[str, int], None]] = {}

    def add(self, stretch: str) -> None:
        for offset in range(self._step):
            key = stretch[offset : offset + self._step]
            self._covered.setdefault(key, {})[stretch, offset] = None

    def found(self, row: str) -> Iterator[tuple[str, int]]:
        """Each stretch that the row holds, with its place, as often as it is there."""
        step, covered = self._step, self._covered
        if not covered:
            return
        places = range(0, len(row) - step + 1, step)
        for place in [place for place in places if row[place : place + step] in covered]:
            for stretch, offset in covered[row[place : place + step]]:
                if place >= offset and row.startswith(stretch, place - offset):
                    yield stretch, place - offset
