"""One text made public: what stays of it, and what was removed.

Nobody may be able to conclude anything from what stays, except that something is
missing. Therefore
- a sentence with a passage `[[…]]` is removed whole: the rest of a sentence would show
  where the passage stood, and may say the opposite of what was written;
- a list item that is removed takes the items below it along, and all lists of the text
  lose their numbers, whether or not they lost an item;
- one placeholder stands at the end, however many passages there were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from omvgen.plan.paragraphs import list_mark
from omvgen.plan.passages import passages
from omvgen.plan.text import RichText, Run, cut_runs, plain, rich
from omvgen.secrecy.model import Reason, merged, placeholder, provisions

Span = tuple[int, int]


class Redacted(NamedTuple):
    """`text` is what stays, with the placeholder at its end if something was `removed`."""

    text: RichText
    removed: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    reason: Reason = Reason.MARKED


def redact(text: RichText, bases: tuple[str, ...]) -> Redacted:
    """The text without the sentences that hold secret passages.

    `bases` are the provisions of the text's row. A mark that is unclear withholds the
    whole text.
    """
    words = text.plain
    secret = tuple(secret_spans(words))
    if not secret:
        return (
            redact_whole(text, bases, Reason.UNMARKED)
            if has_unclear_mark(words)
            else Redacted(text)
        )
    kept = [span for span in _sentences(words, secret) if not _overlaps(span, secret)]
    if has_unclear_mark("\n".join(words[start:end] for start, end in kept)):
        return redact_whole(text, bases, Reason.UNMARKED)
    bases = bases_of(words, bases)
    runs = [*_lines(text, _masked(words, secret), kept), Run("\n" + placeholder(bases))]
    return Redacted(rich(runs), tuple(secret_texts(words)), bases)


def redact_whole(text: RichText, bases: tuple[str, ...], reason: Reason) -> Redacted:
    """Only the placeholder, with the provisions of the row and of the text itself."""
    return replace_whole(text, bases_of(text.plain, bases), reason)


def replace_whole(text: RichText, bases: tuple[str, ...], reason: Reason) -> Redacted:
    """Only the placeholder, with these provisions."""
    return Redacted(plain(placeholder(bases)), (without_marks(text.plain),), bases, reason)


# Marks.

# Marks that someone meant as `[[` or `]]` but wrote otherwise, and words that mean the
# same, such as those of our own full version: nobody knows what they enclose.
_UNCLEAR_MARK = re.compile(
    r"[\[［【][^\w\[\]]{0,3}[\[［【]|[\]］】][^\w\[\]]{0,3}[\]］】]|[〚〛⟦⟧]|\{\{|\}\}|\(\(|"
    r"[\[［(]\s*SALASSA\b|(?i:[\[［]\s*salassa\b(?!\s+pidet))|\bSALASSA\b[^\n.:]*§[^\n:]*:|"
    r"(?i:\bsalassa\s+pidettävä\s*(?:\([^()\n]*\)\s*)?:|"
    r"\bsalassa\s+pidettävä(?:\s+\w+)?\s+(?:alkaa|päättyy)\b|"
    r"(?:^|[.!?]\s+)\(\s*salassa\s+pidettävä\b)|<<[^<>\n]+>>|"
    r"^[^\w\n]*SALASSA PIDETTÄVÄ[^\w\n]*\n|\n[^\w\n]*SALASSA PIDETTÄVÄ[^\w\n]*$|"
    r"\bSALAI(?:NEN|STA)\b|(?i:[\[<]\s*salai(?:nen|sta)\b)",
    re.MULTILINE,
)


def has_unclear_mark(words: str) -> bool:
    """Whether something in the text looks like a mark of secrecy but is none."""
    return bool(_UNCLEAR_MARK.search(words))


def secret_spans(words: str) -> Iterator[Span]:
    """Where the secret passages are, marks included.

    An end `]]` without its beginning makes everything before it secret, back to the
    passage before: nobody knows where it should have begun.
    """
    for passage in passages(words):
        if passage.secret:
            yield passage.start, passage.end
        elif "]]" in (public := words[passage.start : passage.end]):
            yield passage.start, passage.start + public.rindex("]]") + 2


def secret_texts(words: str) -> Iterator[str]:
    """The words of each passage, and what stands before an end without a beginning.

    What stands in place of a passage's provision, and is none, is secret as well.
    """
    for passage in passages(words):
        text = words[passage.text_start : passage.text_end]
        if passage.secret:
            yield text
            if passage.basis and not provisions(passage.basis):
                yield passage.basis
        elif "]]" in text:
            yield text[: text.rindex("]]")]


def bases_of(words: str, row_bases: tuple[str, ...]) -> tuple[str, ...]:
    """The provisions of the passages; those of the row too, unless each passage has its own."""
    secret = [p for p in passages(words) if p.secret]
    own = provisions(*(p.basis for p in secret))
    if secret and all(p.basis for p in secret):
        return own
    return merged(own, provisions(*row_bases))


def without_marks(words: str) -> str:
    """The whole text without `[[`, `]]` and the provisions that passages name."""
    return "".join(words[p.text_start : p.text_end] for p in passages(words))


def outside_passages(words: str) -> str:
    """What of the text stands outside the passages."""
    return "".join(words[p.start : p.end] for p in passages(words) if not p.secret)


# Sentences.

# Stands in place of each character of a passage while sentences and lines are told
# apart: neither its words nor its layout may decide what stays beside it.
_MASK = "\ufffc"
_SENTENCE_END = re.compile(
    rf"(?:[.!?…][\"”’')\]]*|(?P<passage>(?<={_MASK})))\s+(?=[\"“”'(\[]*[A-ZÅÄÖ]|{_MASK})"
)
# A full stop that ends no sentence: of an abbreviation, an initial, a number.
_ABBREVIATION = re.compile(
    r"(?:\b(?:esim|ns|mm|ml|os|puh|nro|n|ks|vrt|ts|alk|synt|tri|krs|rak|as)|(?<=\w )[A-ZÅÄÖ]"
    r"|(?:\A|(?<=[\s(]))\d{1,3})\.\Z"
)
_MAX_ABBREVIATION = 8  # characters, with the space before it


def cuts_sentence(words: str) -> bool:
    """Whether a passage begins or ends within a sentence, so that more than it is removed."""
    secret = tuple(secret_spans(words))
    masked = _masked(words, secret)
    return any(
        any(map(str.isalnum, masked[start:end]))
        for start, end in _sentences(words, secret)
        if _overlaps((start, end), secret)
    )


def _overlaps(span: Span, secret: tuple[Span, ...]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in secret)


def _masked(words: str, secret: tuple[Span, ...]) -> str:
    """The text, of the same length, with a mask over what is secret."""
    pieces, position = [], 0
    for low, high in secret:
        pieces += [words[position:low].replace(_MASK, " "), _MASK * (high - low)]
        position = high
    return "".join(pieces) + words[position:].replace(_MASK, " ")


def _sentences(words: str, secret: tuple[Span, ...]) -> Iterator[Span]:
    """The sentences of each line, without surrounding space and list marks.

    A new one begins after a full stop and before a capital letter or a passage, and
    after a passage that itself begins one. In doubt no new one begins: the longer the
    sentence, the more is removed.
    """
    masked = _masked(words, secret)
    position = 0
    for line in masked.split("\n"):
        end = position + len(line)
        item = list_mark(line)
        starts = [position + (item.end() if item else 0)]
        for gap in _SENTENCE_END.finditer(masked, position, end):
            if _ends_sentence(masked, starts[-1], gap):
                starts.append(gap.end())
        for start, stop in zip(starts, [*starts[1:], end], strict=True):
            sentence = masked[start:stop]
            if sentence.strip():
                yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())
        position = end + 1


def _ends_sentence(masked: str, start: int, gap: re.Match[str]) -> bool:
    """Whether the sentence that begins at `start` ends with the gap."""
    if gap["passage"] is not None:
        return not masked[start : gap.start()].strip(_MASK + " ")
    before = max(start, gap.start() - _MAX_ABBREVIATION)
    return not _ABBREVIATION.search(masked, before, gap.start() + 1)


# Lines.


@dataclass
class _Line:
    """A line with words; `kept` are the numbers of its sentences that stay."""

    item: re.Match[str] | None
    kept: list[int]
    after_gap: bool  # an empty line stands before it

    @property
    def depth(self) -> int:
        """How deep the list item is; an ordinary line is less deep than any item."""
        return len(self.item["indent"].expandtabs(4)) if self.item else -1


def _lines(text: RichText, masked: str, kept: list[Span]) -> Iterator[Run]:
    """The kept sentences as lines, without gaps, lists without their numbers."""
    sentences: list[list[Run]] = [[] for _ in kept]
    for number, run in cut_runs(text.runs, kept):
        sentences[number].append(run)
    lines = _layout(masked, kept)
    _remove_subitems(lines)
    _remove_introductions(lines, masked, kept)
    first = True
    gap = False
    for line in lines:
        gap = gap or line.after_gap
        if not line.kept:
            continue
        yield Run(("" if first else "\n\n" if gap else "\n") + _mark(line))
        for place, number in enumerate(line.kept):
            yield from ([Run(" ")] if place else [])
            yield from sentences[number]
        first = gap = False


def _layout(masked: str, kept: list[Span]) -> list[_Line]:
    """The lines of the text; those within a passage are one with the line around it."""
    lines = []
    position = number = 0
    gap = False
    for line in masked.split("\n"):
        end = position + len(line)
        on_line = []
        while number < len(kept) and kept[number][1] <= end:
            on_line.append(number)
            number += 1
        if line.strip():
            lines.append(_Line(list_mark(line), on_line, gap))
        gap = not line.strip()
        position = end + 1
    return lines


def _remove_subitems(lines: list[_Line]) -> None:
    """An item that is removed takes the deeper items below it along."""
    removed: int | None = None
    for line in lines:
        if line.item is None:
            removed = None
        elif removed is not None and line.depth > removed:
            line.kept = []
        else:
            removed = None if line.kept else line.depth


def _remove_introductions(lines: list[_Line], masked: str, kept: list[Span]) -> None:
    """`Asunnot ovat:` goes with what it introduces: alone it would show where that stood."""
    for place, line in reversed(list(enumerate(lines))):
        if line.kept and masked[slice(*kept[line.kept[-1]])].endswith(":"):
            introduced = _introduced(line, lines[place + 1 :])
            if introduced and not any(below.kept for below in introduced):
                line.kept = line.kept[:-1]


def _introduced(line: _Line, below: list[_Line]) -> list[_Line]:
    """Of the lines below one that ends in a colon, those that it introduces: a list or a line."""
    items = list(takewhile(lambda one: one.depth > line.depth, below))
    return items or [one for one in below[:1] if one.item is None]


def _mark(line: _Line) -> str:
    """The list mark as typed, but a hyphen in place of a number.

    A gap in the numbers would show which item is missing.
    """
    if line.item is None:
        return ""
    numbered = any(line.item.groupdict().get(name) for name in ("number", "letter"))
    return f"{line.item['indent']}- " if numbered else line.item[0]
