"""One text made public: what stays, and what was taken out of it.

Nothing may be concluded from what stays but that something is missing. So
- a sentence that holds a passage `[[…]]` is left out whole: half a sentence says
  where its other half was, and may say the opposite of what was written;
- an item of a list that is left out takes the items below it, and lists lose their
  numbers, whether or not they lost an item;
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

# Marks that someone meant as `[[` or `]]` but wrote otherwise, and words that say the
# same, as our own full version does: nobody knows what they enclose.
_UNCLEAR = re.compile(
    r"[\[［【][^\w\[\]]{0,3}[\[［【]|[\]］】][^\w\[\]]{0,3}[\]］】]|[〚〛⟦⟧]|\{\{|\}\}|\(\(|"
    r"[\[［(]\s*SALASSA\b|(?i:[\[［]\s*salassa\b(?!\s+pidet))|\bSALASSA\b[^\n.:]*§[^\n:]*:|"
    r"(?i:\bsalassa\s+pidettävä\s*(?:\([^()\n]*\)\s*)?:|"
    r"\bsalassa\s+pidettävä(?:\s+\w+)?\s+(?:alkaa|päättyy)\b|"
    r"(?:^|[.!?]\s+)\(\s*salassa\s+pidettävä\b)|<<[^<>\n]+>>|"
    r"^[^\w\n]*SALASSA PIDETTÄVÄ[^\w\n]*\n|\n[^\w\n]*SALASSA PIDETTÄVÄ[^\w\n]*$|"
    r"\bSALAI(?:NEN|STA)\b|(?i:[\[<]\s*salai(?:nen|sta)\b)",
    re.MULTILINE,
)
# What stands for a secret passage while sentences and lines are told apart: neither what
# it says nor how it is laid out may decide what stays beside it.
_VEIL = "\ufffc"
_SENTENCE_END = re.compile(
    rf"(?:[.!?…][\"”’')\]]*|(?P<passage>(?<={_VEIL})))\s+(?=[\"“”'(\[]*[A-ZÅÄÖ]|{_VEIL})"
)
# A full stop that ends no sentence: that of a shortened word, of an initial, of a number.
_SHORTENED = re.compile(
    r"(?:\b(?:esim|ns|mm|ml|os|puh|nro|n|ks|vrt|ts|alk|synt|tri|krs|rak|as)|(?<=\w )[A-ZÅÄÖ]"
    r"|(?:\A|(?<=[\s(]))\d{1,3})\.\Z"
)
_LONGEST = 8  # letters that such a word may have, and the space before it
Span = tuple[int, int]


class Redacted(NamedTuple):
    """`text` is what stays, with the placeholder at its end when something was `taken` out."""

    text: RichText
    taken: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    reason: Reason = Reason.MARKED


def redacted(text: RichText, covering: tuple[str, ...]) -> Redacted:
    """The text without its secret passages; `covering` are the provisions of its row."""
    words = text.plain
    secret = tuple(secret_spans(words))
    if not secret:
        return wholly(text, covering, Reason.UNMARKED) if unclear(words) else Redacted(text)
    kept = [span for span in _sentences(words, secret) if not _meets(span, secret)]
    if unclear("\n".join(words[start:end] for start, end in kept)):
        return wholly(text, covering, Reason.UNMARKED)
    bases = bases_of(words, covering)
    runs = [*_lines(text, _veiled(words, secret), kept), Run("\n" + placeholder(bases))]
    return Redacted(rich(runs), tuple(taken(words)), bases)


def wholly(text: RichText, covering: tuple[str, ...], reason: Reason) -> Redacted:
    """Nothing but the placeholder, by the provisions of the row and of the text itself."""
    return replaced(text, bases_of(text.plain, covering), reason)


def replaced(text: RichText, bases: tuple[str, ...], reason: Reason) -> Redacted:
    """Nothing but the placeholder, by these provisions."""
    return Redacted(plain(placeholder(bases)), (without_marks(text.plain),), bases, reason)


def unclear(words: str) -> bool:
    """Whether something in the text looks like a mark of secrecy that is none."""
    return bool(_UNCLEAR.search(words))


def without_marks(words: str) -> str:
    return "".join(words[p.text_start : p.text_end] for p in passages(words))


def without_passages(words: str) -> str:
    """What of the text stands in no passage, marks included."""
    return "".join(words[p.start : p.end] for p in passages(words) if not p.secret)


def parts_of_sentences(words: str) -> bool:
    """Whether a passage begins or ends within a sentence, so that more than it is left out."""
    secret = tuple(secret_spans(words))
    veiled = _veiled(words, secret)
    return any(
        any(map(str.isalnum, veiled[start:end]))
        for start, end in _sentences(words, secret)
        if _meets((start, end), secret)
    )


def bases_of(words: str, covering: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the passages, and of the row where a passage has none or nothing is marked."""
    secret = [p for p in passages(words) if p.secret]
    own = provisions(*(p.basis for p in secret))
    if secret and all(p.basis for p in secret):
        return own
    return merged(own, provisions(*covering))


def taken(words: str) -> Iterator[str]:
    """The words of each passage, and what stands before an end without a beginning.

    What stands where a passage's provision should be, and is none, is a secret as well.
    """
    for passage in passages(words):
        stretch = words[passage.text_start : passage.text_end]
        if passage.secret:
            yield stretch
            if passage.basis and not provisions(passage.basis):
                yield passage.basis
        elif "]]" in stretch:
            yield stretch[: stretch.rindex("]]")]


def secret_spans(words: str) -> Iterator[Span]:
    """Where the secret passages are, marks included.

    An end `]]` without its beginning makes all before it secret, up to the passage
    before: nobody knows where it should have begun.
    """
    for passage in passages(words):
        if passage.secret:
            yield passage.start, passage.end
        elif "]]" in (stretch := words[passage.start : passage.end]):
            yield passage.start, passage.start + stretch.rindex("]]") + 2


def _meets(span: Span, secret: tuple[Span, ...]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in secret)


def _veiled(words: str, secret: tuple[Span, ...]) -> str:
    """The text, of the same length, with nothing of what is secret in it."""
    pieces, position = [], 0
    for low, high in secret:
        pieces += [words[position:low].replace(_VEIL, " "), _VEIL * (high - low)]
        position = high
    return "".join(pieces) + words[position:].replace(_VEIL, " ")


def _sentences(words: str, secret: tuple[Span, ...]) -> Iterator[Span]:
    """The sentences of each line, without the space around them and the marks of lists.

    A new one begins after a full stop and before a capital letter or a passage, and
    after a passage that itself begins one. Where that is in doubt there is no new one:
    the longer the sentence, the more is left out.
    """
    veiled = _veiled(words, secret)
    position = 0
    for line in veiled.split("\n"):
        end = position + len(line)
        item = list_mark(line)
        starts = [position + (item.end() if item else 0)]
        for gap in _SENTENCE_END.finditer(veiled, position, end):
            if _ends_sentence(veiled, starts[-1], gap):
                starts.append(gap.end())
        for start, stop in zip(starts, [*starts[1:], end], strict=True):
            sentence = veiled[start:stop]
            if sentence.strip():
                yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())
        position = end + 1


def _ends_sentence(veiled: str, start: int, gap: re.Match[str]) -> bool:
    """Whether the sentence that begins at `start` ends with the gap."""
    if gap["passage"] is not None:
        return not veiled[start : gap.start()].strip(_VEIL + " ")
    return not _SHORTENED.search(veiled, max(start, gap.start() - _LONGEST), gap.start() + 1)


@dataclass
class _Line:
    """A line that has or had something to say. `kept` are the sentences that stay."""

    item: re.Match[str] | None
    kept: list[int]
    gap: bool  # an empty line stands before it


def _lines(text: RichText, veiled: str, kept: list[Span]) -> Iterator[Run]:
    """The kept sentences as lines, without gaps, lists without their numbers."""
    pieces: list[list[Run]] = [[] for _ in kept]
    for number, run in cut_runs(text.runs, kept):
        pieces[number].append(run)
    lines = _without_orphans(_layout(veiled, kept))
    _drop_announcements(lines, veiled, kept)
    first = True
    gap = False
    for line in lines:
        gap = gap or line.gap
        if not line.kept:
            continue
        yield Run(("" if first else "\n\n" if gap else "\n") + _mark(line))
        for place, number in enumerate(line.kept):
            yield from ([Run(" ")] if place else [])
            yield from pieces[number]
        first = gap = False


def _layout(veiled: str, kept: list[Span]) -> list[_Line]:
    """The lines of the text; those within a passage are one with the line around it."""
    lines = []
    position = number = 0
    gap = False
    for line in veiled.split("\n"):
        end = position + len(line)
        mine = []
        while number < len(kept) and kept[number][1] <= end:
            mine.append(number)
            number += 1
        if line.strip():
            lines.append(_Line(list_mark(line), mine, gap))
        gap = not line.strip()
        position = end + 1
    return lines


def _without_orphans(lines: list[_Line]) -> list[_Line]:
    """An item that is left out takes along those that stand under it, deeper than it."""
    removed: int | None = None
    for line in lines:
        if line.item is None:
            removed = None
            continue
        depth = _depth(line.item)
        if removed is not None and depth > removed:
            line.kept = []
        else:
            removed = None if line.kept else depth
    return lines


def _drop_announcements(lines: list[_Line], veiled: str, kept: list[Span]) -> None:
    """`Asunnot ovat:` goes with what it announces: alone it says where that stood."""
    for place, line in reversed(list(enumerate(lines))):
        if line.kept and veiled[slice(*kept[line.kept[-1]])].endswith(":"):
            announced = _announced(line, lines[place + 1 :])
            if announced and not any(below.kept for below in announced):
                line.kept = line.kept[:-1]


def _announced(line: _Line, below: list[_Line]) -> list[_Line]:
    """Of the lines below one that ends in a colon those that it announces: a list, or one line."""
    least = _depth(line.item) + 1 if line.item else 0
    items = list(takewhile(lambda one: one.item is not None and _depth(one.item) >= least, below))
    return items or [one for one in below[:1] if one.item is None]


def _depth(item: re.Match[str]) -> int:
    return len(item["indent"].expandtabs(4))


def _mark(line: _Line) -> str:
    """The mark of the line as typed, but a hyphen for a number.

    A gap in the numbers would tell what is missing; other numbers would not be true.
    """
    if line.item is None:
        return ""
    numbered = any(line.item.groupdict().get(name) for name in ("number", "letter"))
    return f"{line.item['indent']}- " if numbered else line.item[0]
