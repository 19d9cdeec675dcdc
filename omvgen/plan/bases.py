"""Secrecy bases: lists of provisions in a cell, and the provisions that they name.

Sources: the act on openness (621/1999, JulkL) 24 § 1 mom., points 1–32, of which
points 17 and 20 as amended by 604/2018; the act on information management
(906/2019, TihL) 18 § for security classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from omvgen.form.form import FormTable
from omvgen.locale import in_language, language, mark
from omvgen.patterns import pattern

# The provisions that a plan of this kind may need, for the list in the workbook.
COMMON_BASES = (
    "JulkL 24 § 1 mom. 7 k",
    "JulkL 24 § 1 mom. 8 k",
    "JulkL 24 § 1 mom. 15 k",
    "JulkL 24 § 1 mom. 17 k",
    "JulkL 24 § 1 mom. 20 k",
    "JulkL 24 § 1 mom. 24 k",
    "JulkL 24 § 1 mom. 25 k",
    "JulkL 24 § 1 mom. 26 k",
    "JulkL 24 § 1 mom. 31 k",
    "JulkL 24 § 1 mom. 32 k",
)

_SPACES = pattern(r"[\s\xa0]+")


def split_bases(text: str) -> tuple[str, ...]:
    """The provisions of a cell, which are parted by `;` or line breaks, each tidied."""
    parts = (_SPACES.sub(" ", part).strip() for part in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def row_bases(table: FormTable, row: Mapping[str, str]) -> tuple[str, ...]:
    """The provisions in the row's own column for them."""
    column = table.column_with_role("basis")
    return split_bases(row.get(column.id, "")) if column else ()


def shown_bases(bases: Iterable[str]) -> str:
    """The provisions as the language in use writes them, joined."""
    return join_bases(tuple(basis_in(language(), basis) for basis in bases))


def join_bases(bases: tuple[str, ...]) -> str:
    return "; ".join(bases)


class Provision(NamedTuple):
    """A provision of an act: `JulkL 24 § 1 mom. 7 k`. Numbers that are not given are empty."""

    act: str
    section: str
    subsection: str = ""
    point: str = ""


# Acts that have several names in use, each under the name that bases use.
_ACTS = {
    mark("JulkL"): (
        "julkl", "julkisuuslaki", "julkisuuslain", "621/1999", "offl", "offentlighetslagen",
    ),
    mark("TihL"): (
        "tihl", "tiedonhallintalaki", "tiedonhallintalain", "906/2019",
        "informationshanteringslagen",
    ),
}  # fmt: skip
_POINT = mark("{point} k")
_NAMELESS = ("", "l", "a", "laki", "lain", "asetus", "asetuksen", "lagen", "förordningen")
_ACT_NAMES = {name: act for act, names in _ACTS.items() for name in names}

_PROVISION = pattern(
    r"(?P<act>(?:[A-ZÅÄÖa-zåäö][\w-]*(?:L|A|laki|lain|asetus|asetuksen|lagen|förordningen)"
    r"|L|A|[Ll]aki|[Ll]ain|[Aa]setus|[Ll]agen|[Ff]örordningen)"
    r"(?: \(?\d{1,4}/\d{4}\)?)?|\d{1,4}/\d{4})"
    r" (?P<section>\d{1,3} ?[a-z]?)(?:\.(?P<dotted>\d{1,2}))? ?§(?::\w+)?"
    r"(?: (?P<subsection>\d{1,2}) ?(?:mom\.?|momentti|momentin|momentet))?"
    r"(?:,? (?:kohta )?(?P<point>\d{1,2}(?: ?[a-j]\b)?) ?(?:k\.?|kohta|kohdan|p\.?|punkten)?)?\.?"
)
# The act comes last in Swedish: `24 § 1 mom. 7 punkten i offentlighetslagen (621/1999)`.
_ACT_LAST = pattern(r"(\d[^;]{0,40}) i (\w{0,40}lagen(?: \(\d{1,4}/\d{4}\))?)\.?")
_SECRECY_POINTS = frozenset(str(point) for point in range(1, 33))  # JulkL 24 § 1 mom.
_CLASS_POINTS = frozenset(("2", "5", "7", "8", "9", "10", "11"))  # TihL 18 § 1 mom.


@lru_cache
def parse_basis(text: str) -> Provision | None:
    """The provision that the text names, or None when it names none.

    Accepts the ways in which offices write them: `JulkL 24 § 1 mom. 7 k`,
    `621/1999 24 § 1 mom 7 kohta`, `JulkL 24.1 § 7 kohta`, `julkisuuslain 24 §:n
    1 momentin 7 kohta`, `TihL 18 §`; in Swedish `OffL 24 § 1 mom. 7 punkten`, `24 § 1 mom.
    7 punkten i offentlighetslagen`. Of JulkL 24 § the point is required: it alone says on
    what the secrecy rests (25 §).
    """
    tidied = _SPACES.sub(" ", text).strip()
    act_last = _ACT_LAST.fullmatch(tidied)
    match = _PROVISION.fullmatch(f"{act_last[2]} {act_last[1]}" if act_last else tidied)
    if match is None:
        return None
    number = re.search(r"\d{1,4}/\d{4}", match["act"])
    name = re.sub(r" ?\(?\d{1,4}/\d{4}\)?", "", match["act"])
    known = _ACT_NAMES.get(name.lower()) or (number and _ACT_NAMES.get(number.group()))
    provision = Provision(
        known or (number.group() if number and name.lower() in _NAMELESS else name),
        match["section"].replace(" ", ""),
        match["subsection"] or match["dotted"] or "",
        (match["point"] or "").replace(" ", ""),
    )
    return provision if _exists(provision) else None


def basis_in(tag: str, basis: str) -> str:
    """The provision as the language writes it: `OffL 24 § 1 mom. 7 punkten` in Swedish.

    It stays as it is where the language has no name of its own for the act.
    """
    own_names = {act: name for act in _ACTS if (name := in_language(tag, act)) != act}
    provision = parse_basis(basis) if own_names else None
    if provision is None or provision.act not in own_names:
        return basis
    act = own_names[provision.act]
    point = in_language(tag, _POINT).format(point=provision.point)
    subsection = f" {provision.subsection} mom." if provision.subsection else ""
    return f"{act} {provision.section} §{subsection}" + (f" {point}" if provision.point else "")


def allows_security_class(basis: str) -> bool:
    """Whether a security class may rest on it: JulkL 24 § 1 mom. 2, 5, 7–11 (TihL 18 §)."""
    provision = parse_basis(basis)
    return (
        provision is not None
        and (provision.act, provision.section) == ("JulkL", "24")
        and provision.point in _CLASS_POINTS
    )


def _exists(provision: Provision) -> bool:
    if (provision.act, provision.section) != ("JulkL", "24"):
        return True
    return provision.subsection == "1" and provision.point in _SECRECY_POINTS
