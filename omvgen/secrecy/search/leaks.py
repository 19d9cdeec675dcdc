"""Whether a finished file says anything of what was withheld from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.locale import mark, speaking, tr
from omvgen.patterns import pattern
from omvgen.secrecy.model import PublicCopy, Withheld, home_of, placeholder
from omvgen.secrecy.plan_texts import form_texts, plan_texts
from omvgen.secrecy.search.extract.files import file_texts, kind_of
from omvgen.secrecy.search.extract.model import PartText
from omvgen.secrecy.search.marked import marked_secret, outside_marks
from omvgen.secrecy.search.probes import Kind, Probes, is_single
from omvgen.secrecy.search.tokens import Tokens, tokens_of

_KINDS = {
    Kind.WHOLE: mark("teksti kokonaan"),
    Kind.SENTENCE: mark("virke"),
    Kind.ADDRESS: mark("osoite"),
    Kind.EMAIL: mark("sähköpostiosoite"),
    Kind.PHONE: mark("puhelinnumero"),
    Kind.CODE: mark("tunnus"),
    Kind.NAME: mark("nimi"),
    Kind.NUMBER: mark("luku"),
    Kind.RUN: mark("neljän sanan jakso"),
    Kind.LETTERS: mark("kirjainjakso"),
}

_CHUNK = 128 * 1024  # characters that are taken apart at a time
_OVERLAP = 16 * 1024  # characters, far more than a sentence has
_SPACE = pattern(r"\s")
_ZIP = b"PK"


@dataclass(frozen=True)
class Leak:
    """A piece of something withheld, and the part of the file in which it stands.

    The piece itself is not shown: more people may read a message than the file.
    """

    part: str
    withheld: Withheld
    kind: Kind


def leaks(
    copies: Iterable[PublicCopy],
    form: Form,
    file: tuple[str, bytes],
    empty: bytes = b"",
    kind: str | None = None,
) -> tuple[Leak, ...]:
    """What the file (its name and bytes) says of what was withheld from the copies.

    `kind` is one of `extract.files.KINDS`; without it, the ending of the name says it.
    `empty` is a file of the same kind, or a .docx, without answers: its words are our
    own. What `publish` left in by mistake is not among what was withheld, and its public
    plan says it too; so the file is also searched for what the whole plans mark as secret.
    Raises `Refused` for a file of another kind, or with a part that cannot be read.
    """
    copies = tuple(copies)
    name, data = file
    kind = kind or kind_of(name)
    ours = [found.text for found in file_texts("", empty, _kind_of_empty(empty, kind))]
    withheld = [item for copy in copies for item in copy.withheld]
    public = [text for copy in copies for text in plan_texts(copy.plan)]
    marked = [item for copy in copies for item in marked_secret(copy.whole, form)]
    outside = [text for copy in copies for text in outside_marks(copy.whole, form)]
    with speaking(form.language):
        outside += [placeholder(item.bases) for item in withheld]
    texts = list(file_texts(name, data, kind))
    # Of an ordinary file the tokens are kept for both searches; of a large one they take
    # too much memory.
    small = sum(len(found.text) for found in texts) <= _CHUNK
    tokens = list(_tokens(texts)) if small else []
    found = _search(prepare(withheld, (*public, *ours), form), tokens or _tokens(texts))
    again = _search(prepare(marked, (*outside, *ours), form), tokens or _tokens(texts))
    known = {(leak.part, leak.withheld.place.id) for leak in found}
    return (*found, *(leak for leak in again if (leak.part, leak.withheld.place.id) not in known))


def _kind_of_empty(empty: bytes, kind: str) -> str:
    if not empty:
        return "txt"
    return "docx" if empty.startswith(_ZIP) else kind


@dataclass(frozen=True)
class Search:
    """What to look for: each probe has the number of the withheld item of which it is a piece."""

    withheld: tuple[Withheld, ...]
    probes: Probes


def prepare(withheld: Iterable[Withheld], public: Iterable[str], form: Form) -> Search:
    """A search for what was withheld. `public` are texts that may stand anywhere.

    Each of them counts by itself: two of them side by side excuse nothing.
    """
    items = tuple(withheld)
    probes = Probes()
    for owner, item in enumerate(items):
        for text in item.texts:
            probes.add(text, owner)
    probes.remove(form_texts(form))
    probes.remove(public)
    return Search(items, probes)


def search(what: Search, texts: Iterable[PartText]) -> tuple[Leak, ...]:
    """The leaks in the texts: for each part and withheld item, the most telling kind."""
    return _search(what, _tokens(texts))


class _PartTokens(NamedTuple):
    part: str
    by_software: bool
    tokens: Tokens


def _search(what: Search, chunks: Iterable[_PartTokens]) -> tuple[Leak, ...]:
    order = list(Kind)
    worst: dict[tuple[str, int], Kind] = {}
    for part, by_software, tokens in chunks:
        for kind, key, owner in what.probes.hits(tokens):
            if not (by_software and is_single(kind, key)):
                before = worst.get((part, owner), kind)
                worst[part, owner] = min(before, kind, key=order.index)
    return tuple(Leak(part, what.withheld[owner], kind) for (part, owner), kind in worst.items())


def _tokens(texts: Iterable[PartText]) -> Iterator[_PartTokens]:
    for part, text, by_software in texts:
        yield from (_PartTokens(part, by_software, tokens_of(chunk)) for chunk in _chunks(text))


def _chunks(text: str) -> Iterator[str]:
    """A long text in chunks, each of which begins with the end of the one before.

    The tokens of a text take fifty times its memory. A secret that is longer than what
    two chunks share is found by its sentences and runs of words.
    """
    start = 0
    while len(text) - start > _CHUNK:
        end = _next_space(text, start + _CHUNK)
        yield text[start:end]
        start = _next_space(text, end - _OVERLAP)
    yield text[start:]


def _next_space(text: str, place: int) -> int:
    """The next white space, so that no word is cut; the place itself in an endless word."""
    match = _SPACE.search(text, place, place + _OVERLAP // 2)
    return match.start() if match else place


def leak_findings(leaks: Iterable[Leak], file: str, form: Form) -> tuple[Finding, ...]:
    """The leaks as errors, each at the place of the workbook where the secret stands."""
    return tuple(
        Finding(
            Code.SECRET_IN_PUBLIC_FILE,
            place=leak.withheld.place,
            values={
                "file": file,
                "part": leak.part or tr("tiedoston nimi"),
                "piece": tr(_KINDS[leak.kind]),
                "home": home_of(leak.withheld, form),
            },
        )
        for leak in leaks
    )
