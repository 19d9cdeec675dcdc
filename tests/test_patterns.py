"""No regular expression of the product costs more than its text is long."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from fuzz_patterns import Use, find_slow, uses

from omvgen.patterns import pattern

ROOT = Path(__file__).parent.parent


measured = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no signal that breaks off a search"
)


@pytest.fixture(scope="module")
def known() -> list[Use]:
    return uses()


@measured
def test_no_use_of_a_pattern_is_slow_on_short_texts(known: list[Use]) -> None:
    """The long run has a command and figures of its own (docs/reliability.md)."""
    slow = find_slow(known, length=750, limit=0.005)
    assert not slow, "\n".join(f"{use.where}: {use.method} {use.pattern!r}" for use, *_ in slow)


@measured
@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"\s+$", "finditer"),
        (r"(?:x+x+)+y", "match"),
    ],
)
def test_a_slow_pattern_is_found(pattern: str, method: str) -> None:
    assert find_slow([Use("here", pattern, 0, method)], length=2000, limit=0.005)


def test_every_pattern_of_the_source_is_tried(known: list[Use]) -> None:
    """As many as the source compiles at the least: each use of each is a try of its own."""
    written = sum(
        len(re.findall(r"(?:\bre\.compile|= pattern)\(", path.read_text("utf-8")))
        for path in (ROOT / "omvgen").rglob("*.py")
    )
    assert len({(use.pattern, use.flags) for use in known}) >= 0.95 * written


def test_no_module_compiles_a_pattern_when_it_is_loaded() -> None:
    """But `locale`, which stands below `patterns` and uses its own with every message, and the
    second opinion of secrecy, which shares no code with what it doubts.
    """
    written = re.compile(r"^\w+ = re\.compile\(", re.MULTILINE)
    modules = (ROOT / "omvgen").rglob("*.py")
    found = {path for path in modules if written.search(path.read_text("utf-8"))}
    assert {path.relative_to(ROOT / "omvgen").as_posix() for path in found} == {
        "locale/__init__.py",
        "secrecy/search/marked.py",
    }


def test_a_pattern_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled, compile_ = [], re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or compile_(*given))
    words = pattern("(?P<first>a)B", re.IGNORECASE)
    assert not compiled
    assert [words.fullmatch("Ab")["first"], words.sub("-", "xab"), words.groups] == ["A", "x-", 1]
    assert words.pattern == "(?P<first>a)B"
    assert words.flags == compile_("(?P<first>a)B", re.IGNORECASE).flags
    assert set(compiled) == {("(?P<first>a)B", re.IGNORECASE)}
    with pytest.raises(AttributeError):
        words.nothing  # noqa: B018
    with pytest.raises(re.error):
        pattern("(").search("")


def test_only_the_ways_that_the_code_uses_are_tried(known: list[Use]) -> None:
    methods = {use.method for use in known if use.where == "omvgen.checks.order"}
    assert methods == {"match"}
    assert uses() == known, "another look finds the same"
