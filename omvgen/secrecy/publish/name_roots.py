"""What is left of a Finnish name in each of its cases: `Mäki` and `Mäeltä` share a root.

A secret text may have a name in one case and a public text in another. No dictionary is
needed: the endings of the cases, and the consonants that change before them, are few.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from omvgen.patterns import pattern
from omvgen.secrecy.text import fold

_CLITIC = pattern(r"(?<=\w{4})(?:kin|k[aä]{2}n|h[aä]n|k[oö]|ns[aä])\Z")
# The endings of the cases; of the illative the vowel before `n` is that of the stem.
_ENDINGS = pattern(r"(?:ll[aäe]|lt[aä]|ss[aä]|st[aä]|n[aä]|ksi|h[aeiouyäö]n|s?een|n)\Z")
_PARTITIVE, _AFTER_E = pattern(r"t?[aä]\Z"), pattern(r"een\Z|(?<=e)tt[aä]\Z")
_LAST_VOWEL = pattern(r"([aeiouyäö])\1?\Z")
_WORD = pattern(r"\S+")
# Consonants in the strong and the weak grade.
_GRADES = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("lt", "ll"),
    ("rt", "rr"), ("mp", "mm"), ("rk", "rj"), ("lk", "lj"), ("hk", "h"), ("t", "d"),
    ("p", "v"), ("k", ""),
)  # fmt: skip
# Ends of stems whose nominative is of another sort: `Rantase-`, `Kallakse-`, `Kuninkaa-`, `Vede-`.
_STEM_ENDS = (("nen", "s"), ("s", "ks"), ("s", ""), ("si", "d"))
_MIN_ROOT = 2  # letters
# Two or three capitals are no name but `EU` or `ABC`.
_NAME = r"(?![A-ZÅÄÖ]{2,3}\b)[A-ZÅÄÖ][^\W\d_]+(?:-[A-ZÅÄÖ][^\W\d_]+)?"
_NAMES = pattern(rf"\b(?:{_NAME}|[A-ZÅÄÖ]\.)(?: (?:{_NAME}\b|[A-ZÅÄÖ]\.))+")


class NamePair(NamedTuple):
    """Two names of a person, folded, as they stand in a text; one may be an initial, `p.`."""

    one: str
    other: str
    start: int = 0
    end: int = 0

    def keys(self, *, secret: bool) -> Iterator[str]:
        """What it shares with every other pair that may be of the same person.

        An initial stands for any name in the other text, but two names for themselves only.
        """
        for one, other in product(_parts(self.one, secret), _parts(self.other, secret)):
            if not ("." in one and "." in other):
                yield " ".join(sorted((one, other)))


def name_pairs(text: str, *, apart: bool = False) -> Iterator[NamePair]:
    """Every two names side by side; with `apart` also those with a third between them."""
    for run in _NAMES.finditer(text):
        names = list(_WORD.finditer(text, run.start(), run.end()))
        for distance in (1, 2) if apart else (1,):
            for one, other in zip(names, names[distance:], strict=False):
                if not (one[0].endswith(".") and other[0].endswith(".")):
                    yield NamePair(fold(one[0]), fold(other[0]), one.start(), other.end())


def _parts(name: str, secret: bool) -> tuple[str, ...]:
    if name.endswith("."):
        return (name, f"{name}*")
    return (*name_roots(name), f"{name[0]}." if secret else f"{name[0]}.*")


@lru_cache(maxsize=4096)
def name_roots(name: str) -> frozenset[str]:
    """The roots that a folded name may have; those of the same name have one in common."""
    roots = {root for stem in _stems(name) for root in _grades(_LAST_VOWEL.sub("", stem))}
    return frozenset(root for root in roots if len(root) >= _MIN_ROOT)


def _stems(name: str) -> Iterator[str]:
    """The name as it stands, without the endings of words and cases, and with its other stem."""
    for whole in dict.fromkeys((name, _CLITIC.sub("", name))):
        yield whole
        for ending in (_ENDINGS, _PARTITIVE, _AFTER_E):
            if match := ending.search(whole):
                yield whole[: match.start()]
    for end, other in _STEM_ENDS:
        if name.endswith(end):
            yield name.removesuffix(end) + other


def _grades(root: str) -> Iterator[str]:
    """The root as it stands and with its last consonants weak."""
    yield root
    for strong, weak in _GRADES:
        if root.endswith(strong):
            yield root.removesuffix(strong) + weak
            return
