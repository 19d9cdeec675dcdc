"""*SALASSA PIDETTÄVÄ* in a document: secret passages, or rows that are not public."""

from __future__ import annotations

import re
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.plan.bases import split_bases
from omvgen.plan.passages import has_secret, passages
from omvgen.plan.text import RichText, Run, rich
from omvgen.word.placing.labels import slice_text

_ONE = (
    r"[^\W\d_][\w/ .]{0,40}?\d{1,3}\s?[a-z]?\s?§(?::\w+)?(?:\s\d{1,2}\s?mom\w*\.?)?"
    r"(?:,?\s(?:kohta\s)?\d{1,2}(?:\s?[a-j]\b)?\s?(?:k\b|koh\w+)\.?)?"
)
_PROVISION = rf"{_ONE}(?:\s*;\s*{_ONE})*"
_WORDS = r"(?P<words>salassa\s+pidettävä(?:ä)?)(?!\w)"
# At the beginning of a paragraph: parted from its text, or all in capitals, since a sentence
# may begin with the same words.
_BEFORE = pattern(
    rf"[\s\[(*]*{_WORDS}[*\s]*(?:[,:(\[]*\s*(?P<basis>{_PROVISION})\s*)?"
    r"(?P<end>[)\]*]*\s*(?:[:.–—\n-]|\Z)|[)\]*]+|(?=\s))\s*",
    re.IGNORECASE,
)
_AFTER = pattern(
    rf"(?<![\s\[(*])\s*+[\[(*][\s\[(*]*+{_WORDS}"
    r"[,:]?\s*+(?P<basis>[^()\[\]]*?)\s*[)\]*]+\s*\Z",
    re.IGNORECASE,
)


class Marked(NamedTuple):
    """A paragraph without its secrecy mark, and the provisions that the mark names.

    `text` is empty when the paragraph is the mark alone: then it says so of all its answer.
    """

    text: RichText
    bases: tuple[str, ...]


def secrecy_mark(text: RichText) -> Marked | None:
    """The paragraph parted from its mark; None when it has none."""
    line = text.plain
    if "alassa" not in line.casefold():
        return None
    before = _BEFORE.match(line)
    if before and (before["end"].strip() or before["words"].isupper() or before.end() == len(line)):
        return Marked(slice_text(text, before.end()), split_bases(before["basis"] or ""))
    after = _AFTER.search(line.rstrip())
    if after:
        return Marked(slice_text(text, 0, after.start()), split_bases(after["basis"].strip(" *")))
    return None


def as_passage(marked: Marked) -> RichText:
    """The text as a secret passage with its provision."""
    opening = f"[[SALASSA {'; '.join(marked.bases)}: " if marked.bases else "[["
    return rich([Run(opening), *marked.text.runs, Run("]]")])


def passage_bases(text: str) -> tuple[str, ...]:
    """The provisions that secret passages of a text name themselves."""
    if not has_secret(text):
        return ()
    return tuple(dict.fromkeys(p.basis for p in passages(text) if p.secret and p.basis))
