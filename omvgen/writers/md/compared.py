"""A line of a compared text in Markdown: what went between `~~`, what came between `**`.

Where the marks would not be read as marks, the change is shown with the whole word
around it: `~~1~~ **1,**`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from omvgen.diff.hunks import FragmentLine
from omvgen.diff.model import SegmentKind
from omvgen.patterns import pattern
from omvgen.plan.paragraphs import mark_length
from omvgen.writers.md.inline import closes, escaped_line, escaped_words, marked, opens

_WORD_BEFORE, _WORD_AFTER = pattern(r"\S*\Z"), pattern(r"\S*")


def marked_line(line: FragmentLine) -> str:
    """The line with its marks, what is folded left out."""
    return "".join(_Changing.of(line).markdown())


@dataclass
class _Changing:
    """A line as what stays and what changes in turn: one more stretch stays than changes."""

    stays: list[str]
    changes: list[tuple[str, str]]

    @classmethod
    def of(cls, line: FragmentLine) -> _Changing:
        """The line taken apart."""
        changing = cls([""], [])
        for fragment in line:
            if fragment.folded:
                continue
            if fragment.kind is SegmentKind.EQUAL:
                changing.stays[-1] += fragment.text
                continue
            if changing.stays[-1] or not changing.changes:
                changing.changes.append(("", ""))
                changing.stays.append("")
            old, new = changing.changes[-1]
            if fragment.kind is SegmentKind.DELETE:
                changing.changes[-1] = (old + fragment.text, new)
            else:
                changing.changes[-1] = (old, new + fragment.text)
        return changing

    def markdown(self) -> Iterator[str]:
        """The stretches in Markdown, changes widened until their marks can be read."""
        self._free_list_mark()
        place = 0
        while place < len(self.changes):
            self._free_spaces(place)
            if self._readable(place) or not self._widen(place):
                place += 1
            else:
                place = max(0, place - 1)
        yield escaped_line(self.stays[0])
        for (old, new), after in zip(self.changes, self.stays[1:], strict=True):
            sides = ((SegmentKind.DELETE, old), (SegmentKind.INSERT, new))
            yield " ".join(marked(kind, text) for kind, text in sides if text.strip())
            yield escaped_words(after)

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
            opens(before, first)
            and closes(last, after)
            and (not (old and new) or (closes(old, " ") and opens(" ", new)))
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
