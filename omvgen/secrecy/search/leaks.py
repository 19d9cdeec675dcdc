"""The search for leaks: is anything of what was withheld in the finished file.

It trusts neither the public plan nor the writer. It knows what was withheld, and by a
second opinion what should have been (`opinion`), and looks for that in everything that
the file says (`extract`), whole and in pieces (`probes`), but for what the public plan,
the form or our own wording says as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from omvgen.findings.model import Finding
from omvgen.form.model import Form
from omvgen.locale import mark, tr
from omvgen.secrecy.fold import Folded, folded
from omvgen.secrecy.model import PublicCopy, Withheld, home_of, placeholder
from omvgen.secrecy.plan_texts import form_texts, plan_texts
from omvgen.secrecy.search.extract.files import extract
from omvgen.secrecy.search.extract.said import Said
from omvgen.secrecy.search.opinion import marked_secret, outside_marks
from omvgen.secrecy.search.probes import Kind, Probes, is_single

_KINDS = {
    Kind.WHOLE: mark("teksti kokonaan"),
    Kind.SENTENCE: mark("virke"),
    Kind.ADDRESS: mark("osoite"),
    Kind.EMAIL: mark("sähköpostiosoite"),
    Kind.PHONE: mark("puhelinnumero"),
    Kind.NAME: mark("nimi"),
    Kind.NUMBER: mark("luku"),
    Kind.RUN: mark("neljän sanan jakso"),
    Kind.LETTERS: mark("kirjainjakso"),
}


_PIECE = 128 * 1024  # letters that are taken apart at a time
_SHARED = 16 * 1024  # letters, far more than a sentence has
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Leak:
    """A piece of something withheld, and the part of the file in which it stands.

    The piece itself is not told: a message may be read by others than the file.
    """

    part: str
    withheld: Withheld
    kind: Kind


@dataclass(frozen=True)
class Search:
    """What to look for, each probe with the number of what it is a piece of."""

    withheld: tuple[Withheld, ...]
    probes: Probes


def prepare(withheld: Iterable[Withheld], known: Iterable[str], form: Form) -> Search:
    """A search for what was withheld. `known` are texts that may stand anywhere.

    Those are the texts of the public plans, and our own wording; each is taken
    by itself, so that two of them side by side excuse nothing.
    """
    items = tuple(withheld)
    probes = Probes()
    for owner, item in enumerate(items):
        for text in item.texts:
            probes.add(text, owner)
    probes.remove(form_texts(form))
    probes.remove(known)
    return Search(items, probes)


def search(what: Search, said: Iterable[Said]) -> tuple[Leak, ...]:
    """The leaks in what is said, by part: of each withheld text the most telling piece alone."""
    return _search(what, _taken_apart(said))


class _Piece(NamedTuple):
    """A piece of a text, taken apart, with its part and whose words they are."""

    part: str
    by_tool: bool
    text: Folded


def _search(what: Search, pieces: Iterable[_Piece]) -> tuple[Leak, ...]:
    order = list(Kind)
    worst: dict[tuple[str, int], Kind] = {}
    for part, by_tool, text in pieces:
        for kind, key, owner in what.probes.hits(text):
            if not (by_tool and is_single(kind, key)):
                before = worst.get((part, owner), kind)
                worst[part, owner] = min(before, kind, key=order.index)
    return tuple(Leak(part, what.withheld[owner], kind) for (part, owner), kind in worst.items())


def _taken_apart(said: Iterable[Said]) -> Iterator[_Piece]:
    for part, text, by_tool in said:
        yield from (_Piece(part, by_tool, folded(piece)) for piece in _in_pieces(text))


def _in_pieces(text: str) -> Iterator[str]:
    """A long text piece by piece, each with the end of the one before.

    Taken apart whole it would need fifty times its size. What of a secret is longer than
    what two pieces share is found by its sentences and runs.
    """
    start = 0
    while len(text) - start > _PIECE:
        end = _space(text, start + _PIECE)
        yield text[start:end]
        start = _space(text, end - _SHARED)
    yield text[start:]


def _space(text: str, place: int) -> int:
    """The next white space, so that no word is cut; the place itself in a word without an end."""
    match = _SPACE.search(text, place, place + _SHARED // 2)
    return match.start() if match else place


def leaks(
    copies: Iterable[PublicCopy], form: Form, file: tuple[str, bytes], empty: bytes
) -> tuple[Leak, ...]:
    """What the file (its name and bytes) says of what was withheld from the copies.

    `empty` is such a file made of nothing: its words are our own. What `public` left
    in by a fault is in no list of what was withheld, and is called public by its plan;
    so the file is also searched for what the whole plans mark as secret.
    """
    copies = tuple(copies)
    name, data = file
    own = [said.text for said in extract(f"omvgen{PurePath(name).suffix}", empty)]
    withheld = [item for copy in copies for item in copy.withheld]
    public = [text for copy in copies for text in plan_texts(copy.plan)]
    marked = [item for copy in copies for item in marked_secret(copy.whole, form)]
    outside = [text for copy in copies for text in outside_marks(copy.whole, form)]
    outside += [placeholder(item.bases) for item in withheld]
    said = list(extract(name, data))
    # Of an ordinary file what was taken apart is kept; of a large one it takes too much.
    small = sum(len(text) for _part, text, _by_tool in said) <= _PIECE
    pieces = list(_taken_apart(said)) if small else []
    found = _search(prepare(withheld, (*public, *own), form), pieces or _taken_apart(said))
    again = _search(prepare(marked, (*outside, *own), form), pieces or _taken_apart(said))
    told = {(leak.part, leak.withheld.place.id) for leak in found}
    return (*found, *(leak for leak in again if (leak.part, leak.withheld.place.id) not in told))


def leak_findings(leaks: Iterable[Leak], file: str, form: Form) -> tuple[Finding, ...]:
    """The leaks as errors, each with the question that it comes from."""
    return tuple(
        Finding(
            "OMV423",
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
