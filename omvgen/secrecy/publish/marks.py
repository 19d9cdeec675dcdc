"""The marks `[[` and `]]` in a text: where they are, what they enclose, whether they are clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from omvgen.patterns import pattern
from omvgen.plan.passages import passages
from omvgen.secrecy.model import merged, provisions

_TEXTS_KEPT = 1_024  # checks and `publish` ask of each text of a plan

Span = tuple[int, int]
"""The beginning and the end of a stretch of a text."""

# Marks that someone meant as `[[` or `]]` but wrote otherwise, over one line or several,
# and words that mean the same, such as those of our own full version: nobody knows what
# they enclose. A mark counts alone, since its other half may be spelled otherwise.
_SQUARE, _SQUARE_END = r"\[［【〔〖❲⁅⟦〚{｛", r"\]］】〕〗❳⁆⟧〛}｝"
_ROUND, _ANGLE, _ANGLE_END = "(（", "<‹＜⟨〈", ">›＞⟩〉"
_FOREIGN = "⟦⟧〚〛⟪⟫《》≪≫⸨⸩⦅⦆⦃⦄【】「」『』｢｣〔〕〖〗〘〙⟬⟭⦗⦘⧘⧙⸢⸣⎡⎤⦋⦌❲❳❴❵❨❩⁅⁆﹝﹞﹇﹈"
_BRACKETS = (
    # two beside each other, or with a little between them
    rf"[{_SQUARE}][^\w{_SQUARE}{_SQUARE_END}]{{0,8}}[{_SQUARE}]",
    rf"[{_SQUARE_END}][^\w{_SQUARE}{_SQUARE_END}]{{0,8}}[{_SQUARE_END}]",
    rf"[{_SQUARE}][{_ROUND}{_ANGLE}]|[{_ROUND}{_ANGLE}][{_SQUARE}]",
    rf"[{_ROUND}]{{2}}|[{_ANGLE}]{{2}}|[{_ANGLE}][{_ROUND}]|[{_ANGLE_END}]{{2}}",
    rf"[{_SQUARE_END}][{_ANGLE_END}]|[{_ANGLE_END}][{_SQUARE_END}]",
    rf"[{_ANGLE}] [{_ANGLE}]|[{_ANGLE_END}] [{_ANGLE_END}]|[«»]{{2}}",
    # one that is on no keyboard, and one that opens at a line's end or closes at its start
    rf"[{_FOREIGN}]|[{_SQUARE}][ \t]*$|^[ \t]*[{_SQUARE_END}]",
)
_HEAD = r"(?:^|[.!?]\s+)"  # of a sentence
_SAME_AT_HEAD = r"salai(?:nen|sta)|salataan|salattu|ei\s+julki(?:nen|sta|suuteen)|ei\s+julkaista"
_SAME = _SAME_AT_HEAD + r"|luottamuksellinen|hemligt?|ej\s+offentligt?|konfidentiellt?"
_WORDS = (
    r"[\[［(]\s*SALASSA\b|(?i:[\[［]\s*salassa\b(?!\s+pidet))|\bSALASSA\b[^\n.:]*§[^\n:]*:",
    r"(?i:\bsalassa\s+pidettävä\s*(?:\([^()\n]*\)\s*)?:)",
    r"(?i:\bsalassa\s+pidettävä(?:\s+\w+)?\s+(?:alkaa|päättyy)\b)",
    r"(?i:(?:^|[.!?]\s+)\(\s*salassa\s+pidettävä\b)",
    r"^[^\w\n]*SALASSA PIDETTÄVÄ[^\w\n]*\n|\n[^\w\n]*SALASSA PIDETTÄVÄ[^\w\n]*$",
    r"\bSALAI(?:NEN|STA)\b|(?i:[\[<]\s*salai(?:nen|sta)\b)",
    # other words for it: in brackets, or at the head of a sentence and before a colon
    rf"(?i:[\[<]\s*(?:{_SAME})\s*[:\])>]|\(\s*(?:{_SAME})\s*:|{_HEAD}\(\s*(?:{_SAME})\s*\))",
    rf"(?i:{_HEAD}(?:{_SAME_AT_HEAD}|salassa\s?pidettävää?)(?:\s+(?:tietoa?|kohta|osa|osuus))?\s*:)",
    r"(?i:[\[(]\s*salassapid)|\bEI JULKI(?:NEN|STA|SUUTEEN)\b|\bLUOTTAMUKSELLI(?:NEN|STA)\b",
    r"(?i:\bvain\s+sisäiseen\s+käyttöön\s*:|[\[(]\s*vain\s+sisäiseen\s+käyttöön)",
    # the same in Swedish
    r"(?i:[\[［(]\s*sekretess\b)|\bSEKRETESS\b[^\n.:]*§[^\n:]*:",
    r"(?i:\bsekretessbelag[dt]\s*(?:\([^()\n]*\)\s*)?:)",
    r"(?i:\bsekretessbelagda?\s+del(?:en)?\s+(?:börjar|slutar)\b)",
    r"(?i:(?:^|[.!?]\s+)\(\s*sekretessbelag[dt]\b)|(?i:[\[<]\s*sekretessbelag[dt]\b)",
    r"^[^\w\n]*SEKRETESSBELAGD[^\w\n]*\n|\n[^\w\n]*SEKRETESSBELAGD[^\w\n]*$",
)
_UNCLEAR_BRACKET = pattern("|".join(_BRACKETS), re.MULTILINE)
_UNCLEAR_WORD = pattern("|".join(_WORDS), re.MULTILINE)
# One of these or `((` is in each unclear bracket. Round brackets alone are in many texts.
_RARE_BRACKETS = "[]{}«»［｛］｝（<‹＜⟨〈>›＞⟩〉" + _FOREIGN
# One of these is in each word that means the same as a mark.
_WORD_STEMS = ("sala", "sekretess", "julk", "luottamuks", "sisäiseen", "hemlig", "offentlig",
               "konfident")  # fmt: skip
# An odd number of brackets: one of them belongs to the text, or is one too many.
_UNEVEN_MARK = pattern(r"(?<!\[)\[(?:\[\[)+(?!\[)|(?<!\])\](?:\]\])+(?!\])")


@lru_cache(_TEXTS_KEPT)
def has_unclear_mark(words: str) -> bool:
    """Whether something in the text looks like a mark of secrecy but is none.

    Passages that are well marked are not looked into.
    """
    if ("[[[" in words or "]]]" in words) and _UNEVEN_MARK.search(words):
        return True
    if not (_may_have_bracket(words) or _may_have_word(words)):
        return False
    public = _outside(words, tuple(secret_spans(words)))
    return bool(
        (_may_have_bracket(public) and _UNCLEAR_BRACKET.search(public))
        or (_may_have_word(public) and _UNCLEAR_WORD.search(public))
    )


# Fast tests that only rule texts out: most need no search.


def _may_have_bracket(words: str) -> bool:
    return "((" in words or any(map(words.__contains__, _RARE_BRACKETS))


def _may_have_word(words: str) -> bool:
    folded = words.casefold()
    return any(map(folded.__contains__, _WORD_STEMS))


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


def _outside(words: str, secret: tuple[Span, ...]) -> str:
    """What of the text stands outside the secret spans, a line break in place of each."""
    starts, ends = [0, *(high for _, high in secret)], [*(low for low, _ in secret), len(words)]
    return "\n".join(words[start:end] for start, end in zip(starts, ends, strict=True))
