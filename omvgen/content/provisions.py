"""What the provisions for secrecy are about, in a line each, for who reads a public copy.

Source: the act on openness (621/1999, JulkL) 24 § 1 mom., points 17 and 20 as amended by
604/2018. Each line names the subject; what is secret, and when, the act says.
"""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.locale import mark, tr
from omvgen.plan.bases import parse_basis

ACT = "JulkL"
_POINTS = {
    "6": mark("kanteluasiat"),
    "7": mark("henkilöiden, rakennusten ja tietojärjestelmien turvajärjestelyt"),
    "8": mark("varautuminen onnettomuuksiin ja poikkeusoloihin"),
    "15": mark("viranomaisen tarkastus- ja valvontatehtävä"),
    "17": mark("julkisyhteisön liikesalaisuus tai hankinnat"),
    "20": mark("yksityinen liikesalaisuus"),
    "24": mark("turvapaikan hakijat"),
    "25": mark("sosiaali- ja terveydenhuollon asiakkaat"),
    "26": mark("rikoksen uhrit"),
    "31": mark("salassa pidettävät yhteystiedot"),
    "32": mark("yksityiselämä"),
}


def explained(bases: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each of the provisions that is known here, with what it is about."""
    found = []
    for basis in bases:
        provision = parse_basis(basis)
        if provision and (provision.act, provision.section) == (ACT, "24"):
            about = _POINTS.get(provision.point)
            found += [(basis, tr(about))] if about else []
    return tuple(found)


def is_of_act(basis: str) -> bool:
    """Whether the provision is one of the act on openness."""
    provision = parse_basis(basis)
    return provision is not None and provision.act == ACT
