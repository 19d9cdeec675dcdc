"""Where the sentences of a text end, when some of it is secret.

In doubt a sentence goes on: the longer it is, the more is withheld.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from omvgen.patterns import pattern
from omvgen.plan.paragraphs import list_mark
from omvgen.secrecy.publish.marks import Span, secret_spans

# Stands in place of each character of a passage while sentences and lines are told
# apart: neither its words nor its layout may decide what stays beside it.
_MASK = "\ufffc"
_STOP = pattern(r"[.!?](?=\s|\Z)")
_NEXT_WORD = pattern(r"\s+[\"“”'’»(]*(\S)")
_BEFORE_STOP = pattern(r"[^\s(\"“”'’»\[]+\Z")
_LONGEST_WORD = 40  # characters that are looked at before a full stop
# A full stop that ends no sentence, or may end none: of an initial, of a number, of a Roman
# numeral, of an ellipsis.
_NO_END = pattern(r"[^\W\d_]|\d{1,3}[a-z]?|[A-ZÅÄÖ]{1,3}|[^\w\ufffc]*")
# A short word that ends as no Finnish word does is an abbreviation: `Pohj. Rautatiekatu`.
_SHORTENED = pattern(r"[^\W\d_]{0,6}(?:[bcdfghjkmpqvwxz]|[bcdfghjklmnpqrstvwxz]{2})", re.IGNORECASE)
# What is in brackets or quotes is within its sentence, with its own full stops.
_ENCLOSED = pattern(
    r"\((?:[^()\n]|\n(?!\s*\n))*\)|"
    r"(?<![^\s(])[\"”“»«](?=\S)(?:[^\"”“»«\n]|\n(?!\s*\n))*[\"”“»«]"
)
_ABBREVIATION = pattern(
    "aik|alk|alkup|ao|as|dipl|dos|em|engl|ent|esim|et|etc|fil|gsm|henk|hlö|hlöä|huom|huon|ilt|"
    "ins|it|jms|jne|jr|kand|kirj|kk|klo|ko|kohd|koht|korj|kpl|krs|ks|kts|kv|käytt|la|lis|"
    "luok|lyh|läh|ma|maist|max|merk|milj|min|ml|mlj|mm|mom|mrd|mrs|muist|myöh|nd|nk|no|"
    "nr|nro|ns|nti|nyk|oik|ok|op|os|osoit|ott|pe|pj|po|prof|puh|puhj|pv|päiv|rak|rap|"
    "rek|ruots|rva|sek|seur|sh|sis|sl|so|sos|st|su|suom|synt|sähk|tal|tel|tfn|ti|tk|tms|"
    "to|tod|toht|tri|ts|tunt|va|vas|vast|vastaav|vk|vko|vrk|vrt|vs|vt|vti|vuos|yht|ym|"
    "yms|ynnä|yo|yp",
    re.IGNORECASE,
)


def public_sentences(masked: str, secret: tuple[Span, ...]) -> Iterator[Span]:
    """The sentences that may stay, of a text in which what is secret is masked.

    A line that leads into a list is one sentence with it: it goes when an item does, and
    the list goes with it. One that ends in a colon stays with the items that stay.
    """
    spans = list(_sentences(masked))
    gone = [_overlaps(span, secret) for span in spans]
    place = 0
    for place, items in _lists(masked, spans):
        if gone[place]:
            gone[items] = [True] * len(gone[items])
        elif any(gone[items]) and not masked[slice(*spans[place])].rstrip().endswith(":"):
            gone[place] = True
    yield from (span for span, is_gone in zip(spans, gone, strict=True) if not is_gone)


def cuts_sentence(words: str) -> bool:
    """Whether a passage begins or ends within a sentence, so that more than it is removed."""
    secret = tuple(secret_spans(words))
    masked = masked_text(words, secret)
    kept = dict(public_sentences(masked, secret))
    gone = (span for span in _sentences(masked) if span[0] not in kept)
    pieces = (piece for span in gone for piece in lines_of(masked, span))
    return any(any(map(str.isalnum, masked[slice(*piece)])) for piece in pieces)


def _overlaps(span: Span, secret: tuple[Span, ...]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in secret)


def masked_text(words: str, secret: tuple[Span, ...]) -> str:
    """The text, of the same length, with a mask over what is secret."""
    pieces, position = [], 0
    for low, high in secret:
        pieces += [words[position:low].replace(_MASK, " "), _MASK * (high - low)]
        position = high
    return "".join(pieces) + words[position:].replace(_MASK, " ")


def _sentences(masked: str) -> Iterator[Span]:
    """The sentences of the text, from one bound to the next.

    A sentence ends at a full stop, an empty line or the end of a list item, never at a line
    break alone. In doubt it goes on: the longer it is, the more is removed.
    """
    bounds = sorted({0, *_line_bounds(masked), *_stop_bounds(masked), len(masked)})
    yield from pairwise(bounds)


def _line_bounds(masked: str) -> Iterator[int]:
    """Where a line begins that is a list item, or stands after an empty line."""
    position, gap = 0, False
    for line in masked.split("\n"):
        if line.strip():
            if gap or list_mark(line):
                yield position
            gap = False
        else:
            gap = True
        position += len(line) + 1


def _lists(masked: str, spans: list[Span]) -> Iterator[tuple[int, slice]]:
    """Each sentence that leads into a list, by its number, with the sentences of the list."""
    for place, (start, end) in enumerate(spans[:-1]):
        words = masked[start:end].rstrip(" \t\xa0")
        if _is_item(masked, start) or not _is_item(masked, end) or words.endswith("\n\n"):
            continue
        if words.rstrip()[-1:] not in tuple(".!?"):
            last = place + 1
            while last < len(spans) and not _is_after_gap(masked, spans[last][0]):
                last += 1
            yield place, slice(place + 1, last)


def _is_item(masked: str, position: int) -> bool:
    """Whether a list item begins there."""
    at_line_start = position == 0 or masked[position - 1] == "\n"
    return at_line_start and list_mark(masked[position : position + _LONGEST_WORD]) is not None


def _is_after_gap(masked: str, position: int) -> bool:
    """Whether an empty line stands before the position."""
    before = masked[max(0, position - _LONGEST_WORD) : position]
    return before.rstrip().count("\n") + 2 <= before.count("\n")


def _stop_bounds(masked: str) -> Iterator[int]:
    """Where the next sentence begins after a full stop that surely ends one."""
    enclosed = (match.span() for match in _ENCLOSED.finditer(masked))
    start, end = next(enclosed, (len(masked), 0))
    for stop in _STOP.finditer(masked):
        while end and end <= stop.start():
            start, end = next(enclosed, (len(masked), 0))
        if start < stop.start():
            continue
        if stop[0] != "." or _ends_sentence(masked, stop.start()):
            word = _NEXT_WORD.match(masked, stop.end())
            if word and (word[1] == _MASK or word[1].isupper()):
                yield stop.end()


def _ends_sentence(masked: str, stop: int) -> bool:
    """Whether the full stop is not that of an abbreviation or of a number."""
    before = _BEFORE_STOP.search(masked, max(0, stop - _LONGEST_WORD), stop)
    word = before[0] if before else ""
    if "." in word or ":" in word:  # of a date, or of a word with further stops
        return False
    return not any(form.fullmatch(word) for form in (_NO_END, _ABBREVIATION, _SHORTENED))


def lines_of(masked: str, span: Span) -> Iterator[Span]:
    """The sentence's words on each line, without list marks and surrounding space."""
    start, end = span
    while start < end:
        stop = masked.find("\n", start, end)
        stop = end if stop < 0 else stop
        at_line_start = start == 0 or masked[start - 1] == "\n"
        item = list_mark(masked[start:stop]) if at_line_start else None
        words = masked[start + (item.end() if item else 0) : stop]
        if words.strip():
            first = stop - len(words.lstrip())
            yield first, first + len(words.strip())
        start = stop + 1
