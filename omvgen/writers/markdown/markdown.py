"""Text as Markdown: escaped, quoted, and with marks that every reader takes for marks.

CommonMark reads `**` and `~~` as marks only where they stand against words: not
in `1**,**`, where they stay stars. Such a change is shown with the whole word
around it, `~~1~~ **1,**`.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from omvgen.diff.model import Part
from omvgen.diff.sides import Line
from omvgen.plan.paragraphs import mark_length

_MARKS = {Part.DELETE: "~~", Part.INSERT: "**"}
_SPECIAL = re.compile(r"[\\`*\[\]<~|#]|_(?![^\W_])|(?<![^\W_])_|&(?=#?\w+;)")
# What begins a list, a heading, a quote, a rule or an underlined heading.
_BEGINNING = re.compile(r"(?P<mark>[-+](?=[-\s]|\Z)|[>=]|(?<=\d)[.)](?=\s|\Z))")
_NUMBER = re.compile(r"\d{0,9}")
_INDENT = re.compile(r"[ \t]*")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\S*\Z"), re.compile(r"\S*")
_NO_BREAK = "\xa0"


def escaped(text: str) -> str:
    """The text on one line, nothing of it markup wherever it stands."""
    return _escaped_line(" ".join(text.split("\n")))


def marked(part: Part, text: str) -> str:
    """A whole value as deleted or inserted; its line breaks become spaces."""
    words = " ".join(text.split("\n")).strip()
    return _MARKS[part] + _SPECIAL.sub(r"\\\g<0>", words) + _MARKS[part]


def quoted(lines: Iterable[str], indent: str = "") -> Iterator[str]:
    """Lines of Markdown as a quotation in which every line break stays."""
    waiting = ""
    for line in lines:
        if waiting:
            yield f"{indent}> {waiting}\\"
        waiting = line
    if waiting:
        yield f"{indent}> {waiting}"


def marked_line(line: Line) -> str:
    """A line of a compared text with its marks, what is folded left out."""
    changing = _Changing.of(line)
    return "".join(changing.markdown())


def _escaped_line(text: str) -> str:
    """The text as the beginning of a line, its indent kept by spaces that do not break."""
    indent = _INDENT.match(text).end()  # type: ignore[union-attr]
    words = text[indent:]
    number = _NUMBER.match(words).end()  # type: ignore[union-attr]
    kept = _NO_BREAK * len(text[:indent].expandtabs(4))
    if _BEGINNING.match(words, number):
        return kept + words[:number] + "\\" + words[number] + _inline(words[number + 1 :])
    return kept + _inline(words)


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


@dataclass
class _Changing:
    """A line as what stays and what changes in turn: one more stretch stays than changes."""

    stays: list[str]
    changes: list[tuple[str, str]]

    @classmethod
    def of(cls, line: Line) -> _Changing:
        made = cls([""], [])
        for piece in line:
            if piece.folded:
                continue
            if piece.part is Part.EQUAL:
                made.stays[-1] += piece.text
                continue
            if made.stays[-1] or not made.changes:
                made.changes.append(("", ""))
                made.stays.append("")
            old, new = made.changes[-1]
            if piece.part is Part.DELETE:
                made.changes[-1] = (old + piece.text, new)
            else:
                made.changes[-1] = (old, new + piece.text)
        return made

    def markdown(self) -> Iterator[str]:
        self._free_list_mark()
        place = 0
        while place < len(self.changes):
            self._free_spaces(place)
            if self._readable(place) or not self._widen(place):
                place += 1
            else:
                place = max(0, place - 1)
        yield _escaped_line(self.stays[0])
        for (old, new), after in zip(self.changes, self.stays[1:], strict=True):
            sides = ((Part.DELETE, old), (Part.INSERT, new))
            yield " ".join(marked(part, text) for part, text in sides if text.strip())
            yield _inline(after)

    def _free_list_mark(self) -> None:
        """The mark of an item that came or went stays outside: `- **item**`."""
        if self.changes and not self.stays[0] and not all(self.changes[0]):
            old, new = self.changes[0]
            length = mark_length(old + new)
            self.stays[0], self.changes[0] = (old + new)[:length], (old[length:], new[length:])

    def _free_spaces(self, place: int) -> None:
        """Spaces at the ends of a change stay outside; nothing but spaces stays as it is."""
        old, new = self.changes[place]
        if not (old + new).strip():
            return
        if any(text[:1].isspace() for text in (old, new)):
            self.stays[place] = _ending_in_space(self.stays[place])
        if any(text[-1:].isspace() for text in (old, new)):
            self.stays[place + 1] = " " + self.stays[place + 1].lstrip(" ")
        self.changes[place] = (old.strip(), new.strip())

    def _readable(self, place: int) -> bool:
        """Whether marks around the change are marks to every reader of Markdown."""
        old, new = self.changes[place]
        if not (old + new).strip():
            return False
        before, after = self.stays[place][-1:], self.stays[place + 1][:1]
        first, last = old or new, new or old
        return (
            _opens(before, first)
            and _closes(last, after)
            and (not (old and new) or (_closes(old, " ") and _opens(" ", new)))
        )

    def _widen(self, place: int) -> bool:
        """Takes the words that touch the change into it; False when none does."""
        before, after = self.stays[place], self.stays[place + 1]
        left = _WORD_BEFORE.search(before)[0]  # type: ignore[index]
        right = _WORD_AFTER.match(after)[0]  # type: ignore[index]
        if not left and not right:
            return False
        old, new = self.changes[place]
        self.changes[place] = (left + old + right, left + new + right)
        self.stays[place] = before[: len(before) - len(left)]
        self.stays[place + 1] = after[len(right) :]
        for neighbour in (place + 1, place):
            if 0 < neighbour < len(self.changes) and not self.stays[neighbour]:
                self._join(neighbour)
        return True

    def _join(self, place: int) -> None:
        """Makes one of a change and the one right before it."""
        (old, new), (more_old, more_new) = self.changes[place - 1 : place + 1]
        self.changes[place - 1 : place + 1] = [(old + more_old, new + more_new)]
        del self.stays[place]


def _ending_in_space(text: str) -> str:
    return text.rstrip(" ") + " " if text.strip() else text


def _opens(before: str, words: str) -> bool:
    """CommonMark 6.2: a left-flanking run, whatever counts as punctuation."""
    return not _is_sign(words[0]) or not before or before.isspace() or _is_punctuation(before)


def _closes(words: str, after: str) -> bool:
    return not _is_sign(words[-1]) or not after or after.isspace() or _is_punctuation(after)


def _is_sign(character: str) -> bool:
    """Punctuation to any version of CommonMark: the newer ones count symbols as well."""
    return unicodedata.category(character)[0] in "PS"


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character)[0] == "P"
