"""Links in a cell's text: a cell holds one link at most, so others are written out.

A link within an answer stands in its cell as `[words](address)`, as in Markdown,
and becomes a link again when the cell is read. Template and reader both come
here, so that what one writes the other reads.

A backslash before `[` says that no link is meant; square brackets within a
link's words are written `&lbrack;` and `&rbrack;`. Nothing else is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from urllib.parse import quote

from omvgen.plan.text import RichText, Run, clean_piece, rich, slice_runs

_ADDRESS = r"(?:https?://|mailto:|tel:)[^\s()<>\[\]]+"
_WHOLE_ADDRESS = re.compile(_ADDRESS, re.IGNORECASE)
_UNSAFE = re.compile(r"[\s()<>\[\]]")
_LINK = re.compile(
    rf"(?P<slashes>\\*)\[(?P<words>[^\[\]]+)\]\((?P<address>{_ADDRESS})\)", re.IGNORECASE
)
_BRACKET_NAME = re.compile(r"&(?P<guards>(?:amp;)*)(?P<side>[lr])brack;")
_BRACKETS = {"[": "&lbrack;", "]": "&rbrack;"}
_SIDES = {"l": "[", "r": "]"}


def link_address(text: str) -> str | None:
    """The address as a link may hold it, or None when no document may link there.

    Only http, https, mailto and tel lead somewhere that every reader has.
    White space and brackets are percent-encoded, which leads to the same place.
    """
    address = _UNSAFE.sub(lambda match: quote(match[0], safe=""), clean_piece(text).strip())
    return address if _WHOLE_ADDRESS.fullmatch(address) else None


def encode_links(text: RichText) -> RichText:
    """The text with its links written out; `decode_links` is the inverse.

    A link whose address `link_address` does not know becomes plain words.
    """
    runs: list[Run] = []
    for linked, group in groupby(text.runs, key=lambda run: run.link is not None):
        if not linked:
            runs += _guarded(tuple(group))
            continue
        for run in group:
            runs += _written_out(run, _slashes_at_end(runs))
    return rich(runs)


def decode_links(text: RichText) -> RichText:
    """The text with every `[words](address)` in it as a link."""
    runs: list[Run] = []
    position = 0
    for match in _LINK.finditer(text.plain):
        slashes = len(match["slashes"])
        runs += slice_runs(text.runs, position, match.start() + slashes // 2)
        position = match.end()
        if slashes % 2:
            runs += slice_runs(text.runs, match.start("words") - 1, match.end())
            continue
        address = link_address(match["address"])
        for words in slice_runs(text.runs, *match.span("words")):
            runs.append(replace(words, text=_with_brackets(words.text), link=address))
    runs += slice_runs(text.runs, position, len(text.plain))
    return rich(runs)


def _guarded(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Runs without links, in which what only looks like one is marked so."""
    position = 0
    whole = "".join(run.text for run in runs)
    for match in _LINK.finditer(whole):
        start = match.start("words") - 1
        yield from slice_runs(runs, position, start)
        (bracket,) = slice_runs(runs, start, start + 1)
        yield replace(bracket, text="\\" * (len(match["slashes"]) + 1))
        position = start
    yield from slice_runs(runs, position, len(whole))


def _slashes_at_end(runs: list[Run]) -> int:
    text = ""
    for run in reversed(runs):
        text = run.text + text
        if text.strip("\\"):
            break
    return len(text) - len(text.rstrip("\\"))


def _written_out(run: Run, slashes: int) -> Iterator[Run]:
    """A linked run as text, each of its lines by itself; `slashes` stand right before it."""
    address = link_address(run.link or "")
    for place, line in enumerate(run.text.split("\n")):
        if place:
            yield replace(run, text="\n", link=None)
        if line and address is None:
            yield replace(run, text=line, link=None)
        elif line:
            guard = "" if place else "\\" * slashes
            words = _without_brackets(line)
            yield replace(run, text=f"{guard}[{words}]({address})", link=None)


def _without_brackets(words: str) -> str:
    guarded = _BRACKET_NAME.sub(lambda m: f"&amp;{m['guards']}{m['side']}brack;", words)
    return re.sub(r"[\[\]]", lambda match: _BRACKETS[match[0]], guarded)


def _with_brackets(words: str) -> str:
    def restored(match: re.Match[str]) -> str:
        if not match["guards"]:
            return _SIDES[match["side"]]
        return f"&{match['guards'].removeprefix('amp;')}{match['side']}brack;"

    return _BRACKET_NAME.sub(restored, words)
