"""Looks for regular expressions of the product whose cost is more than linear.

    python scripts/fuzz_patterns.py [--length 8000] [--limit 0.25]

Every pattern that any module of omvgen compiles is tried, by each way of using it,
on texts made of the pattern's own characters: one or two of them repeated, after
each possible beginning, before an end that does not fit. A pattern is named when a
text of `--length` characters takes longer than `--limit` seconds of processor time,
and longer than three times a text of half the length. Exits with 1 when any is named.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any, NamedTuple

import omvgen

_TIMEOUT = 5.0  # seconds for one text
_MOST_SAMPLES = 7  # characters of a pattern that texts are made of
_CATEGORIES = {
    codes.CATEGORY_DIGIT: "5",
    codes.CATEGORY_SPACE: " \t",
    codes.CATEGORY_WORD: "aÄ5",
    codes.CATEGORY_NOT_SPACE: "a.",
    codes.CATEGORY_NOT_DIGIT: "a ",
    codes.CATEGORY_NOT_WORD: " .",
}


class Slow(NamedTuple):
    """A pattern and the text on which its cost grows: seconds at half and at whole length."""

    where: str
    pattern: str
    use: str
    text: str
    half: float
    whole: float


class _Timeout(Exception):
    pass


def patterns() -> dict[tuple[str | bytes, int], str]:
    """Each pattern that a module compiles, with its flags, and the module."""
    found: dict[tuple[str | bytes, int], str] = {}
    compile_ = re.compile

    def record(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        made = compile_(pattern, flags)
        frame = sys._getframe(1)
        module = frame.f_globals.get("__name__", "")
        if module.startswith("omvgen"):
            found.setdefault((made.pattern, made.flags & ~re.UNICODE), module)
        return made

    re.compile = record  # type: ignore[assignment]
    try:
        for module in pkgutil.walk_packages(omvgen.__path__, "omvgen."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    finally:
        re.compile = compile_
    return found


def samples(pattern: str | bytes, flags: int) -> list[str]:
    """Characters that the pattern looks for, and one that it does not."""
    letters: dict[str, None] = {}

    def walk(items: Any) -> None:
        for op, value in items:
            if op in (codes.LITERAL, codes.NOT_LITERAL):
                letters.setdefault(chr(value))
            elif op is codes.IN:
                letters.update(dict.fromkeys(_of_a_set(value)))
            elif op is codes.ANY:
                letters.setdefault("a")
            else:
                for part in value if isinstance(value, (tuple, list)) else ():
                    for nested in part if isinstance(part, list) else (part,):
                        if isinstance(nested, parser.SubPattern):
                            walk(nested)

    walk(parser.parse(pattern, flags))
    chosen = list(letters)
    step = max(1, len(chosen) // _MOST_SAMPLES)
    return [*chosen[::step][:_MOST_SAMPLES], "\x00"]


def _of_a_set(items: Any) -> Iterator[str]:
    """Characters that a set such as `[a-z,]` takes: one of each of its parts."""
    for kind, item in items:
        if kind is codes.LITERAL:
            yield chr(item)
        elif kind is codes.RANGE:
            yield chr(item[0])
        elif kind is codes.CATEGORY:
            yield from _CATEGORIES.get(item, "a")


def texts(letters: list[str], length: int) -> Iterator[str]:
    """Texts of about that length: an opening, one or two characters repeated, an end."""
    units = [*letters, *("".join(pair) for pair in product(letters[:-1], repeat=2))]
    for unit in units:
        for opening in ("", *letters[:3]):
            for ending in ("", "\x00"):
                yield opening + unit * (length // len(unit)) + ending


def cost(compiled: re.Pattern[Any], use: str, text: str | bytes) -> float:
    """Seconds of processor time that the use of the pattern takes on the text."""
    started = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_REAL, _TIMEOUT)
        if use == "sub":
            compiled.sub(b"" if isinstance(text, bytes) else "", text)
        elif use == "finditer":
            for _ in compiled.finditer(text):
                pass
        else:
            getattr(compiled, use)(text)
    except _Timeout:
        return _TIMEOUT
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return time.process_time() - started


def slow_uses(
    where: str, pattern: str | bytes, flags: int, length: int, limit: float
) -> Iterator[Slow]:
    """The uses of the pattern whose cost grows faster than the text."""
    compiled = re.compile(pattern, flags)
    for text in texts(samples(pattern, flags), length):
        for use in ("fullmatch", "finditer"):
            whole, half = text, text[: length // 2] + text[-1:]
            data = (whole, half)
            if isinstance(pattern, bytes):
                data = tuple(t.encode("latin-1", "replace") for t in data)  # type: ignore[assignment]
            taken = cost(compiled, use, data[0])
            if taken > limit and taken > 3 * (before := cost(compiled, use, data[1])):
                yield Slow(where, str(pattern), use, text[:6], before, taken)
                return


def _stop(signum: int, frame: FrameType | None) -> None:
    raise _Timeout


def main() -> int:
    """Prints the slow patterns and how many were tried."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--length", type=int, default=8000)
    arguments.add_argument("--limit", type=float, default=0.25)
    given = arguments.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    found = patterns()
    slow = [
        result
        for (pattern, flags), where in sorted(found.items(), key=lambda item: item[1])
        for result in slow_uses(where, pattern, flags, given.length, given.limit)
    ]
    for result in slow:
        print(f"{result.where}: {result.use} {result.pattern!r}")
        print(f"    {result.text!r}…: {result.half:.2f} s, twice the length {result.whole:.2f} s")
    print(f"{len(found)} patterns tried on texts of {given.length} characters, {len(slow)} slow")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
