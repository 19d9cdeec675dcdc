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
from itertools import groupby, pairwise
from urllib.parse import quote

from omvgen.patterns import pattern
from omvgen.plan.text import RichText, Run, clean_piece, cut_runs, rich

_LETTER = r"[^\s()<>\[\]]"
# A host and a port that can be: programs that read addresses strictly refuse the whole
# document for one that cannot.
_HOST = r"(?:[^\s()<>\[\]/?#@]*@)?[\w.-]+(?::(?:\d{1,4}|[1-5]\d{4}))?"
_ADDRESS = rf"(?:https?://{_HOST}(?:[/?#]{_LETTER}*)?|(?:mailto|tel):{_LETTER}+)"
_WHOLE_ADDRESS = pattern(_ADDRESS, re.IGNORECASE)
_UNSAFE = pattern(r"""[\s()<>\[\]"\\^`{|}]""")
_LINK = pattern(
    rf"(?<!\\)(?P<slashes>\\*+)\[(?P<words>[^\[\]]+)\]\((?P<address>{_ADDRESS})\)", re.IGNORECASE
)
_BRACKET_NAME = pattern(r"&(?P<guards>(?:amp;)*)(?P<side>[lr])brack;")
_BRACKETS = {"[": "&lbrack;", "]": "&rbrack;"}
_SIDES = {"l": "[", "r": "]"}


def link_address(text: str) -> str | None:
    """The address as a link may hold it, or None when no document may link there.

    Only http, https, mailto and tel lead somewhere that every reader has.
    White space, brackets and what else no address has are percent-encoded, which leads
    to the same place.
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
    if "](" not in text.plain:
        return text
    spans: list[tuple[int, int]] = []
    addresses: dict[int, str | None] = {}
    position = 0
    for match in _LINK.finditer(text.plain):
        slashes = len(match["slashes"])
        spans.append((position, match.start() + slashes // 2))
        position = match.start("words") - 1
        if not slashes % 2:
            addresses[len(spans)] = link_address(match["address"])
            spans.append(match.span("words"))
            position = match.end()
    spans.append((position, len(text.plain)))
    return rich(
        replace(run, text=_with_brackets(run.text), link=addresses[number])
        if number in addresses
        else run
        for number, run in cut_runs(text.runs, spans)
    )


def _guarded(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Runs without links, in which what only looks like one is marked so."""
    whole = "".join(run.text for run in runs)
    guards = {m.start("words") - 1: len(m["slashes"]) + 1 for m in _LINK.finditer(whole)}
    edges = [0, *guards, len(whole)]
    seen = -1
    for number, run in cut_runs(runs, pairwise(edges)):
        if number != seen and edges[number] in guards:
            yield replace(run, text="\\" * guards[edges[number]])
        seen = number
        yield run


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
