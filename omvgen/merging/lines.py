"""Merges any number of versions of a sequence of lines with a common base.

Each version is a list of hunks: a span of the base and the lines that replace it. Hunks of
several versions that touch the same lines form a cluster; a cluster whose versions differ is
a conflict. All versions are treated alike, so their order does not matter. Libraries for
three-way merges take two versions, and call changes of neighbouring lines a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from omvgen.diff.matching import gaps_between, matches

Line = TypeVar("Line", bound=Hashable)


class Hunk(NamedTuple, Generic[Line]):
    """The lines by which a version replaces those of the base from `start` to `end`."""

    start: int
    end: int
    lines: tuple[Line, ...]
    version: int

    @property
    def grows(self) -> bool:
        return len(self.lines) > self.end - self.start


@dataclass(frozen=True)
class Chunk(Generic[Line]):
    """A stretch of the merged text. `versions` has the lines of each version in conflict."""

    lines: tuple[Line, ...]
    versions: Mapping[int, tuple[Line, ...]]


def merged_chunks(
    base: Sequence[Line],
    versions: Sequence[Sequence[Line]],
    same: Callable[[Sequence[Line], Sequence[Line]], bool],
) -> list[Chunk[Line]]:
    """The merged text in stretches; a stretch in conflict has the base's lines.

    `same` says whether two stretches differ in typography alone: such a change yields to
    another version's change, and is taken when there is none.
    """
    hunks = sorted(
        (hunk for number, version in enumerate(versions) for hunk in _hunks(base, version, number)),
        key=lambda hunk: (hunk.start, hunk.end),
    )
    chunks: list[Chunk[Line]] = []
    position = 0
    for cluster in _clusters(hunks):
        start, end = cluster[0].start, max(hunk.end for hunk in cluster)
        chunks.append(Chunk(tuple(base[position:start]), {}))
        chunks.append(_chunk(base, start, end, cluster, same))
        position = end
    chunks.append(Chunk(tuple(base[position:]), {}))
    return chunks


def _hunks(base: Sequence[Line], version: Sequence[Line], number: int) -> list[Hunk[Line]]:
    """What the version changes. As many lines for as many are a hunk each."""
    hunks = []
    for gone, come in gaps_between(matches(base, version), len(base), len(version)):
        lines = tuple(version[come])
        if len(lines) == gone.stop - gone.start:
            hunks += [
                Hunk(gone.start + n, gone.start + n + 1, (line,), number)
                for n, line in enumerate(lines)
            ]
        else:
            hunks.append(Hunk(gone.start, gone.stop, lines, number))
    return hunks


def _clusters(hunks: Sequence[Hunk[Line]]) -> list[list[Hunk[Line]]]:
    """The hunks in groups that change the same lines, or add lines at the same place."""
    clusters: list[list[Hunk[Line]]] = []
    end = -1
    for hunk in hunks:
        touching = (
            bool(clusters)
            and hunk.start == end
            and hunk.grows
            and any(
                other.grows and other.end == end and other.version != hunk.version
                for other in clusters[-1]
            )
        )
        if clusters and (hunk.start < end or touching):
            clusters[-1].append(hunk)
        else:
            clusters.append([hunk])
        end = max(end, hunk.end)
    return clusters


def _chunk(
    base: Sequence[Line],
    start: int,
    end: int,
    cluster: Sequence[Hunk[Line]],
    same: Callable[[Sequence[Line], Sequence[Line]], bool],
) -> Chunk[Line]:
    before = tuple(base[start:end])
    versions = {
        number: _version(base, start, end, [h for h in cluster if h.version == number])
        for number in sorted({hunk.version for hunk in cluster})
    }
    changed = {n: lines for n, lines in versions.items() if not same(lines, before)}
    changed = changed or versions
    first = changed[0] if 0 in changed else min(changed.values(), key=repr)
    if all(same(lines, first) for lines in changed.values()):
        return Chunk(first, {})
    return Chunk(before, changed)


def _version(
    base: Sequence[Line], start: int, end: int, hunks: Sequence[Hunk[Line]]
) -> tuple[Line, ...]:
    """The lines that a version has for those of the base from start to end."""
    lines: list[Line] = []
    position = start
    for hunk in hunks:
        lines += (*base[position : hunk.start], *hunk.lines)
        position = hunk.end
    return (*lines, *base[position:end])
