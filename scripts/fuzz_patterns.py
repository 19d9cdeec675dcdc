"""Looks for regular expressions of the product whose cost is more than linear.

    python scripts/fuzz_patterns.py [--length 8000] [--limit 0.25]

Every pattern of omvgen is tried in the ways in which the code uses it (`NAME.match`,
`NAME.sub`, `re.split(…)`), on texts made of the pattern's own characters: one or two of
them repeated, after each possible beginning, before an end that does not fit. A use is
named when a text of `--length` characters takes longer than `--limit` seconds of
processor time, and its cost grows faster than the text. Exits with 1 when any is named.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import permutations
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any, NamedTuple

import omvgen

_TIMEOUT = 4  # times the limit, at which a text is slow whatever half of it costs
_GROWTH = 2.7  # by which twice the text costs more: 2 when the cost is linear, 4 when quadratic
_TRIES = 5
_MOST_SAMPLES = 7  # characters of a pattern that texts are made of
_CATEGORIES = {
    codes.CATEGORY_DIGIT: "5",
    codes.CATEGORY_SPACE: " \t",
    codes.CATEGORY_WORD: "aÄ5",
    codes.CATEGORY_NOT_SPACE: "a.",
    codes.CATEGORY_NOT_DIGIT: "a ",
    codes.CATEGORY_NOT_WORD: " .",
}
_NEGATED = " a"  # what a set of all but a few characters is likely to take
# How each method searches: those of one line cost the same.
_USES = {"match": "match", "fullmatch": "fullmatch", "search": "search"}
_USES |= dict.fromkeys(("finditer", "findall", "sub", "subn", "split"), "finditer")
_ANY_USE = ("fullmatch", "finditer")


class Use(NamedTuple):
    """A way in which a module uses a pattern."""

    where: str
    pattern: str | bytes
    flags: int
    method: str


class Slow(NamedTuple):
    """A use, and the beginning of a text on which its cost grows: seconds at half and whole."""

    use: Use
    text: str
    half: float
    whole: float


class _Timeout(Exception):
    pass


def uses() -> list[Use]:
    """Every way in which the product uses a pattern. One whose use is not seen is tried in all."""
    compiled, modules = _imported()
    files = {module.__name__: inspect.getfile(module) for module in modules}
    names = {name: _names_used(file) for name, file in files.items()}
    found: dict[Use, None] = {}
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                where, _ = compiled.get((value.pattern, value.flags), (module.__name__, 0))
                for method in names[module.__name__].get(name, ()):
                    found.setdefault(_use(where, value, method))
        for pattern, flags, method in _inline(files[module.__name__]):
            found.setdefault(_use(module.__name__, re.compile(pattern, flags), method))
    seen = {(use.pattern, use.flags) for use in found}
    for (pattern, flags), (where, line) in compiled.items():
        if (pattern, flags & ~re.UNICODE) not in seen:
            local = _name_at(files[where], line)
            for method in names[where].get(local, _ANY_USE):
                found.setdefault(_use(where, re.compile(pattern, flags & ~re.UNICODE), method))
    return sorted(found, key=lambda use: (use.where, str(use.pattern), use.method))


def _use(where: str, compiled: re.Pattern[Any], method: str) -> Use:
    return Use(where, compiled.pattern, compiled.flags & ~re.UNICODE, method)


_Compiled = dict[tuple[str | bytes, int], tuple[str, int]]


def _imported() -> tuple[_Compiled, list[ModuleType]]:
    """Each pattern compiled by importing the product, with its module and line; the modules.

    It is imported anew, since a module that is there already compiles nothing.
    """
    found: _Compiled = {}
    compile_ = re.compile
    before = _modules()

    def record(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        made = compile_(pattern, flags)
        frame = sys._getframe(1)
        module = frame.f_globals.get("__name__", "")
        if module.startswith("omvgen"):
            found.setdefault((made.pattern, made.flags), (module, frame.f_lineno))
        return made

    re.compile = record  # type: ignore[assignment]
    try:
        for name in before:
            del sys.modules[name]
        importlib.import_module("omvgen.patterns").pattern = record  # compiled at once
        modules = [
            importlib.import_module(module.name)
            for module in pkgutil.walk_packages(omvgen.__path__, "omvgen.")
            if not module.name.endswith("__main__")
        ]
    finally:
        re.compile = compile_
        # What was not there before goes, too: its classes are others than those of `before`.
        for name in _modules():
            del sys.modules[name]
        sys.modules.update(before)
    return found, modules


def _modules() -> dict[str, ModuleType]:
    return {name: it for name, it in sys.modules.items() if name.partition(".")[0] == "omvgen"}


@cache
def _names_used(file: str) -> dict[str, set[str]]:
    """The methods that the module calls on each name; all, where it hands the name on."""
    found: dict[str, set[str]] = {}
    called = set()
    for node in _nodes(file):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called.add(node.value)
            if method := _USES.get(node.attr):
                found.setdefault(node.value.id, set()).add(method)
    for node in _nodes(file):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in called:
            found.setdefault(node.id, set()).update(_ANY_USE)
    return found


def _name_at(file: str, line: int) -> str:
    """The name that the line gives a value, as in a function that compiles a pattern."""
    for node in _nodes(file):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], lineno=start) if start == line:
                return name
    return ""


def _inline(file: str) -> Iterator[tuple[str | bytes, int, str]]:
    """The patterns of calls such as `re.sub(r"…", …)`, with their flags."""
    for node in _nodes(file):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=method),
                args=[ast.Constant(value=str() | bytes() as pattern), *_],
            ) if method in _USES:
                flags = re.I if "re.I" in ast.unparse(node) else 0
                yield pattern, flags, _USES[method]


@cache
def _nodes(file: str) -> list[ast.Name | ast.Attribute | ast.Assign | ast.Call]:
    """The nodes of the file that say how patterns are used."""
    kinds = (ast.Name, ast.Attribute, ast.Assign, ast.Call)
    tree = ast.parse(Path(file).read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, kinds)]


def samples(pattern: str | bytes, flags: int) -> list[str]:
    """Characters that the pattern looks for, and one that it does not."""
    chosen = list(dict.fromkeys(_letters(parser.parse(pattern, flags))))
    step = max(1, len(chosen) // _MOST_SAMPLES)
    return [*chosen[::step][:_MOST_SAMPLES], "\x00"]


def _letters(items: Any) -> Iterator[str]:
    for op, value in items:
        if op in (codes.LITERAL, codes.NOT_LITERAL):
            yield chr(value)
        elif op is codes.IN:
            yield from _letters_of_set(value)
        elif op is codes.ANY:
            yield "a"
        if op is codes.NOT_LITERAL:
            yield from _NEGATED
        yield from _nested_letters(value)


def _nested_letters(value: Any) -> Iterator[str]:
    """Those of the parts of groups, repeats and branches."""
    for part in value if isinstance(value, (tuple, list)) else (value,):
        for nested in part if isinstance(part, list) else (part,):
            if isinstance(nested, parser.SubPattern):
                yield from _letters(nested)


def _letters_of_set(items: Any) -> Iterator[str]:
    for kind, item in items:
        if kind is codes.NEGATE:
            yield from _NEGATED
        elif kind is codes.LITERAL:
            yield chr(item)
        elif kind is codes.RANGE:
            yield chr(item[0])
        elif kind is codes.CATEGORY:
            yield from _CATEGORIES.get(item, "a")


def texts(letters: list[str], length: int) -> Iterator[list[str]]:
    """Texts of about that length: an opening, one or two characters repeated, an end.

    Those of the same characters come together.
    """
    for unit in [*letters, *map("".join, permutations(letters[:-1], 2))]:
        row = unit * (length // len(unit))
        openings = ("", *(letter for letter in letters[:3] if letter != unit))
        yield [opening + row + ending for opening in openings for ending in ("", "\x00")]


def cost(compiled: re.Pattern[Any], method: str, *texts: str | bytes, most: float) -> float:
    """Seconds of processor time that the method takes on the texts: `most` when it is stopped."""
    started = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, most)
        for text in texts:
            if method == "finditer":
                deque(compiled.finditer(text), maxlen=0)
            else:
                getattr(compiled, method)(text)
    except _Timeout:
        return most
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - started


def slow_texts(use: Use, length: int, limit: float) -> Iterator[Slow]:
    """A text on which the cost of the use grows faster than the text, if there is one."""
    timed = partial(cost, re.compile(use.pattern, use.flags), use.method, most=_TIMEOUT * limit)
    as_given = _as_bytes if isinstance(use.pattern, bytes) else str
    for together in texts(samples(use.pattern, use.flags), length):
        if timed(*map(as_given, together)) < limit:
            continue  # so does each of them
        for text in together:
            whole, half = as_given(text), as_given(text[: length // 2] + text[-1:])
            # Again and again, since other work can slow a try, and some clocks tick coarsely.
            if any(timed(whole) < limit for _ in range(_TRIES)):
                continue
            taken, before = (sum(timed(t) for _ in range(_TRIES)) / _TRIES for t in (whole, half))
            if taken > limit and (taken >= _TIMEOUT * limit or taken > _GROWTH * before):
                yield Slow(use, text[:6], before, taken)
                return


def _as_bytes(text: str) -> bytes:
    return text.encode("latin-1", "replace")


def find_slow(tried: Iterable[Use], length: int, limit: float) -> list[Slow]:
    """The slow ones of these uses."""
    signal.signal(signal.SIGVTALRM, _stop)
    return [slow for use in tried for slow in slow_texts(use, length, limit)]


def _stop(signum: int, frame: FrameType | None) -> None:
    raise _Timeout


def main() -> int:
    """Prints the slow uses and how many were tried."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--length", type=int, default=8000)
    arguments.add_argument("--limit", type=float, default=0.25)
    given = arguments.parse_args()
    tried = uses()
    slow = find_slow(tried, given.length, given.limit)
    for use, text, half, whole in slow:
        print(f"{use.where}: {use.method} {use.pattern!r}")
        print(f"    {text!r}…: {half:.2f} s, twice the length {whole:.2f} s")
    count = len({(use.pattern, use.flags) for use in tried})
    print(
        f"{count} patterns, {len(tried)} uses, tried on texts of {given.length} characters: "
        f"{len(slow)} slow"
    )
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
