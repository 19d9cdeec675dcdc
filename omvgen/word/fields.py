"""The fields that are open while a part is read, and what they show.

A program counts some fields anew whenever it shows the document: numbers of pages are
no text, and the number of a caption is counted here when a program left it out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from omvgen.patterns import pattern

_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_COUNTED = _PAGES | {"SEQ"}
_OF_CONTENTS = (r"\h", r"\z", r"\u", r"\w", r"\x")  # how entries look, not which there are
_KNOWN = _PAGES | {"PAGEREF", "SEQ", "TOC", "HYPERLINK"}
_ADDRESS = pattern(r'HYPERLINK\s+(?:"([^"]*)"|(?![\\])(\S+))', re.IGNORECASE)
_ANCHOR = pattern(r'\\l\s+"([^"]*)"', re.IGNORECASE)


@dataclass
class OpenField:
    """A field by its instruction. `result` says that its result has begun."""

    instruction: str = ""
    result: bool = False
    shown: bool = False  # something of its result was read

    @property
    def kind(self) -> str:
        return (self.instruction.split() or [""])[0].upper()

    @property
    def normal(self) -> str:
        """The instruction of a field whose result is counted; of a link what it says besides."""
        if self.kind not in _KNOWN:  # reported
            return ""
        words = self.instruction.split()
        if self.kind == "HYPERLINK":
            return "HYPERLINK" if r"\o" in words else ""
        if self.kind == "TOC":  # programs write its switches in any order, and some of their own
            return " ".join(["TOC", *sorted(one for one in words[1:] if one not in _OF_CONTENTS)])
        while r"\*" in words and words[words.index(r"\*") + 1 :][:1] == ["MERGEFORMAT"]:
            del words[words.index(r"\*") :][:2]
        return "PAGEREF" if self.kind == "PAGEREF" else " ".join(words)

    @property
    def address(self) -> str:
        """Where a HYPERLINK field leads, percent-encoded as it is written, or nothing."""
        match = _ADDRESS.match(self.instruction.strip())
        return (match[1] or match[2] or "") if match else ""

    @property
    def anchor(self) -> str:
        """The place within what a HYPERLINK field leads to, or nothing."""
        match = _ANCHOR.search(self.instruction)
        return match[1] if match else ""


@dataclass
class Fields:
    """The fields that are open, the outermost first. `report` takes what is not known.

    `contents_left_out` says that a program left out all entries of the contents.
    """

    report: Callable[[str], None]
    open: list[OpenField] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    contents_left_out: bool = False

    @property
    def in_link(self) -> bool:
        return any(one.kind == "HYPERLINK" for one in self.open)

    def is_counted(self, text: str) -> bool:
        """Whether the text is a number that programs count anew."""
        number = not text.strip() or text.strip().isdigit()
        return number and any(one.kind in _COUNTED for one in self.open)

    def begin(self, instruction: str = "") -> None:
        self.open.append(OpenField(instruction))

    def instruct(self, text: str) -> None:
        if self.open and not self.open[-1].result:
            self.open[-1].instruction += text

    def separate(self) -> None:
        if self.open:
            self.open[-1].result = True

    def end(self) -> str:
        """Closes the innermost field; returns what it shows beside its result."""
        if not self.open:
            return ""
        closed = self.open.pop()
        if closed.kind not in _KNOWN:
            self.report(f"field {closed.kind}")
        if closed.kind == "SEQ":
            name = [*closed.instruction.split(), ""][1]
            self.counts[name] += 1
            if r"\h" in closed.instruction.lower():
                self.report("field SEQ")
            return "" if closed.shown else str(self.counts[name])
        if closed.kind == "TOC" and not closed.shown:
            self.contents_left_out = True
        return link_target(closed.address, closed.anchor)

    def shown(self, text: str) -> str:
        """The text as far as it is seen and not counted anew."""
        if any(not one.result for one in self.open):
            if text.strip():  # within an instruction: programs differ in showing it
                self.report("field")
            return ""
        for one in self.open:
            one.shown = one.shown or bool(text.strip())
        paged = any(one.kind in _PAGES for one in self.open)
        return "" if paged and text.strip().isdigit() else text


def link_target(address: str, anchor: str = "") -> str:
    """The address of a link, and the place there, as it stands after the link's text."""
    from urllib.parse import unquote

    if not address.strip():
        return ""
    place = f"#{unquote(anchor)}" if anchor else ""
    return f" <{unquote(address).strip().rstrip('/')}{place}>"
