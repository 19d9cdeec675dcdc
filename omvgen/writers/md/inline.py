"""Text within a line of Markdown: escaped, and in formats that every reader takes for such.

CommonMark reads `**` and `~~` as marks only where they stand against words: not in
`1**,**`, where they stay stars. A format that cannot be written is left out; its
words never are. Underlining has no mark.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from omvgen.content.blocks import Role, Span, Spans, split_lines
from omvgen.diff.model import SegmentKind
from omvgen.patterns import pattern
from omvgen.plan.links import link_address
from omvgen.writers.html.markup import SCRIPTS

MARKS = {SegmentKind.DELETE: "~~", SegmentKind.INSERT: "**"}
BREAK = "\\"
"""At the end of a line: the paragraph goes on below."""
_BOLD = (Role.STRONG, Role.SECRET_LABEL, Role.INSERTED)
_SPECIAL = pattern(r"[\\`*\[\]<~|#]|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)")
# What begins a list, a heading, a quote, a rule or an underlined heading.
_BEGINNING = pattern(r"(?P<mark>[-+](?=[-\s]|\Z)|[>=]|(?<=\d)[.)](?=\s|\Z))")
_NUMBER = pattern(r"\d{0,9}")
_INDENT = pattern(r"[ \t]*")
_CORE = pattern(r"(\s*+)((?:.*\S)?)(\s*+)", re.DOTALL)
_NO_BREAK = "\xa0"


def escaped(text: str) -> str:
    """The text on one line, nothing of it markup wherever it stands."""
    return escaped_line(" ".join(text.split("\n")))


def escaped_line(text: str) -> str:
    """The text as the beginning of a line, its indent kept by spaces that do not break."""
    indent = _INDENT.match(text).end()  # type: ignore[union-attr]
    words = text[indent:]
    number = _NUMBER.match(words).end()  # type: ignore[union-attr]
    kept = _NO_BREAK * len(text[:indent].expandtabs(4))
    if _BEGINNING.match(words, number):
        return kept + words[:number] + "\\" + words[number] + escaped_words(words[number + 1 :])
    return kept + escaped_words(words)


def escaped_words(text: str) -> str:
    """The text within a line, nothing of it markup there."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def marked(kind: SegmentKind, text: str) -> str:
    """A whole value as deleted or inserted; its line breaks become spaces."""
    words = " ".join(text.split("\n")).strip()
    return MARKS[kind] + escaped_words(words) + MARKS[kind]


def quoted(lines: Iterable[str], indent: str = "") -> Iterator[str]:
    """Lines of Markdown as a quotation in which every line break stays."""
    waiting = ""
    for line in lines:
        if waiting:
            yield f"{indent}> {waiting}{BREAK}"
        waiting = line
    if waiting:
        yield f"{indent}> {waiting}"


def formatted(spans: Spans) -> list[str]:
    """The spans in Markdown, line by line; one empty line when there are none."""
    return ["".join(_formatted(line)) for line in split_lines(spans)]


def _formatted(line: Spans) -> Iterator[str]:
    parts = [
        (format_, "".join(span.text for span in group))
        for format_, group in groupby(line, key=_format)
    ]
    written = ""
    for place, ((marks, address, script), text) in enumerate(parts):
        before, core, after = _CORE.fullmatch(text).groups()  # type: ignore[union-attr]
        # CommonMark has no mark for raised and lowered letters, and takes HTML.
        opening, closing = (f"<{script}>", f"</{script}>") if script and core else ("", "")
        before, after = before + opening, closing + after
        following = after or (parts[place + 1][1] if place + 1 < len(parts) else "")
        alone = not before and written[-1:] in ("*", "~") and not written.endswith("\\*")
        if address and core:
            shown = f"{before}[{_within(marks, core, '[', ']')}]({address}){after}"
        elif marks and core and not alone:
            shown = before + _within(marks, core, (written + before)[-1:], following[:1]) + after
        elif opening:
            shown = before + escaped_words(core) + after
        else:
            shown = escaped_words(text) if place else escaped_line(text)
        written += shown
        yield shown


def _within(marks: str, words: str, before: str, after: str) -> str:
    """The words within the marks, or as they are where the marks would not be read as such."""
    first, last = (marks[-1], marks[-1]) if len(set(marks)) > 1 else (words[0], words[-1])
    if not marks or not (opens(before, first) and closes(last, after)):
        return escaped_words(words)
    return marks + escaped_words(words) + marks[::-1]


def _format(span: Span) -> tuple[str, str, str]:
    """Its marks, the address it leads to, and the element of raised or lowered letters."""
    return _marks(span), _address(span), SCRIPTS[span.script] if span.script else ""


def _marks(span: Span) -> str:
    bold = span.bold or span.role in _BOLD
    strike = span.strike or span.role is Role.DELETED
    return "~~" * strike + "**" * bold + "*" * span.italic


def _address(span: Span) -> str:
    return (link_address(span.link or "") or "").replace("&", "\\&")


def opens(before: str, words: str) -> bool:
    """Whether marks between the two are read as opening.

    CommonMark 6.2: a left-flanking run, whatever counts as punctuation.
    """
    return not _is_sign(words[0]) or not before or before.isspace() or _is_punctuation(before)


def closes(words: str, after: str) -> bool:
    """Whether marks between the two are read as closing."""
    return not _is_sign(words[-1]) or not after or after.isspace() or _is_punctuation(after)


def _is_sign(character: str) -> bool:
    """Punctuation to any version of CommonMark: the newer ones count symbols as well."""
    return unicodedata.category(character)[0] in "PS"


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character)[0] == "P"
