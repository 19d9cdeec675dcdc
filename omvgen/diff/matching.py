"""Which items of two sequences belong together, in order and in near-linear time.

What is common at both ends is taken off first. Then items that occur once, or
equally often, on both sides anchor the rest, and only short gaps between the
anchors are searched exhaustively.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

Pair = tuple[int, int]
Item = TypeVar("Item")
Weight = TypeVar("Weight")

EXHAUSTIVE = 2_500  # pairs of places that an exhaustive search may look at
_DEPTH = 8  # anchors within the gaps of anchors, and so on: bounds the work


class _Gap(NamedTuple):
    """A part of both sequences that is still to be matched; ends are excluded."""

    old: int
    old_end: int
    new: int
    new_end: int
    depth: int = 0


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Places of equal items, increasing on both sides; many, not always the most."""
    found: list[Pair] = []
    gaps = [_Gap(0, len(old), 0, len(new))]
    while gaps:
        gap = _trimmed(old, new, gaps.pop(), found)
        here, there = old[gap.old : gap.old_end], new[gap.new : gap.new_end]
        if not here or not there:
            continue
        if len(here) * len(there) <= EXHAUSTIVE:
            found += ((gap.old + i, gap.new + j) for i, j in _most(here, there))
        elif gap.depth < _DEPTH:
            anchors = [(gap.old + i, gap.new + j) for i, j in _anchors(here, there)]
            found += anchors
            gaps += _between(anchors, gap)
    return sorted(found)


def aligned(
    old: Sequence[Item],
    new: Sequence[Item],
    key: Callable[[Item], Hashable],
    weigh: Callable[[Item], Weight],
    likeness: Callable[[Weight, Weight], float],
) -> Iterator[tuple[Item | None, Item | None]]:
    """Each item with the one that it became, or with None, in order.

    Items of one key belong together; between them, those that are most alike by
    what `weigh` makes of each. Items without any likeness stay alone.
    """
    same = matches([key(item) for item in old], [key(item) for item in new])
    pairs = list(same)
    for gone, come in gaps_between(same, len(old), len(new)):
        before, after = [*map(weigh, old[gone])], [*map(weigh, new[come])]
        pairs += ((gone.start + i, come.start + j) for i, j in _alike(before, after, likeness))
    pairs.sort()
    partners = [*((old[i], new[j]) for i, j in pairs), None]
    for (gone, come), both in zip(gaps_between(pairs, len(old), len(new)), partners, strict=True):
        yield from ((item, None) for item in old[gone])
        yield from ((None, item) for item in new[come])
        if both is not None:
            yield both


def _alike(
    old: list[Weight], new: list[Weight], likeness: Callable[[Weight, Weight], float]
) -> list[Pair]:
    """The items of a gap that are likely the same, changed."""
    if len(old) * len(new) <= EXHAUSTIVE:
        return best_pairs(len(old), len(new), lambda i, j: likeness(old[i], new[j]))
    in_order = range(min(len(old), len(new)))
    return [(i, i) for i in in_order if likeness(old[i], new[i])]


def gaps_between(pairs: Iterable[Pair], old: int, new: int) -> Iterator[tuple[slice, slice]]:
    """What lies before each pair, and after the last, in sequences of these lengths."""
    i = j = 0
    for here, there in (*pairs, (old, new)):
        yield slice(i, here), slice(j, there)
        i, j = here + 1, there + 1


def _most(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """The longest common part of two short sequences."""
    return best_pairs(len(old), len(new), lambda i, j: old[i] == new[j])


def best_pairs(rows: int, columns: int, score: Callable[[int, int], float]) -> list[Pair]:
    """The pairs, increasing on both sides, with the greatest sum of scores.

    Pairs without a score are left out. Looks at all `rows * columns` of them.
    """
    scores = [[float(score(i, j)) for j in range(columns)] for i in range(rows)]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = best[i + 1][j + 1] + scores[i][j]
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[Pair] = []
    i = j = 0
    while i < rows and j < columns:
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def longest_increasing(values: Sequence[int]) -> list[int]:
    """The places of a longest increasing part of different numbers."""
    tails: list[int] = []  # the smallest last value of a part of each length
    places: list[int] = []  # and its place
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(tails, value)
        before.append(places[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        places[length : length + 1] = [place]
    chain: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        chain.append(place)
        place = before[place]
    return chain[::-1]


def _trimmed(
    old: Sequence[Hashable], new: Sequence[Hashable], gap: _Gap, found: list[Pair]
) -> _Gap:
    """The gap without what is common at its ends, which is found."""
    start, new_start, end, new_end = gap.old, gap.new, gap.old_end, gap.new_end
    while start < end and new_start < new_end and old[start] == new[new_start]:
        found.append((start, new_start))
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
        found.append((end, new_end))
    return _Gap(start, end, new_start, new_end, gap.depth)


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Places of items that occur once on both sides, or else equally often."""
    in_old, in_new = Counter(old), Counter(new)
    common = {item for item, count in in_old.items() if in_new.get(item) == count}
    items = {item for item in common if in_old[item] == 1} or common
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        if item in items:
            places[item].append(place)
    turns = {item: iter(found) for item, found in places.items()}
    pairs = [(place, next(turns[item])) for place, item in enumerate(old) if item in items]
    return [pairs[k] for k in longest_increasing([there for _, there in pairs])]


def _between(anchors: list[Pair], gap: _Gap) -> list[_Gap]:
    """What lies before, between and after the anchors; nothing when there are none."""
    i, j = gap.old, gap.new
    inner = [(here - i, there - j) for here, there in anchors]
    return [
        _Gap(i + old.start, i + old.stop, j + new.start, j + new.stop, gap.depth + 1)
        for old, new in gaps_between(inner, gap.old_end - i, gap.new_end - j)
        if anchors
    ]
