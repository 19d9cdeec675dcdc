"""Codes with signs between their parts: the same with other signs, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omvgen.secrecy.codes import codes, tokens_with_signs
from omvgen.secrecy.publish.identifiers import Identifiers


def betrays(secret: str, text: str) -> bool:
    found = Identifiers()
    found.add(secret, 0, marked=True)
    return bool(list(found.owners(text)))


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Henkilötunnus 131052-308T.", "Tunnus on 131052-308T."),
        ("Henkilötunnus 131052-308T.", "TUNNUS ON 131052 308T"),
        ("Tili FI21 1234 5600 0007 85.", "Tili on FI2112345600000785."),
        ("Tili FI2112345600000785.", "Tili on FI21 1234 5600 0007 85."),
        ("Laite 00:1A:2B:3C:4D:5E.", "Laite on 001a2b3c4d5e."),
        ("Palvelin 192.0.2.155.", "Palvelin on 192.0.2.155."),
        ("Kiinteistö 91-1-2-30.", "Tila on 91-1-2-30."),
        ("Paikka on 60.1699, 24.9384.", "Paikka: 60,1699 24,9384."),
        ("Salasana on Kesä#2026.", "Kirjaudu tunnuksella Kesä#2026 nyt."),
        ("Salasana on kissa!Koira.", "Kirjaudu tunnuksella kissa!koira nyt."),
        ("Verkko on Turva_Verkko.", "Verkko: turva_verkko"),
        ("Verkko on turva-verkko-5g.", "Verkko: Turva Verkko 5G"),
        ("Tunnus: QWERTY.", "Kirjaudu tunnuksella qwerty."),
        ("Salasana: hevonenkissatakki.", "Kirjaudu sanalla hevonenkissatakki."),
        ("Salasana on ”hevonenkissatakki” nyt.", "Kirjaudu sanalla hevonenkissatakki."),
        ("Sivu https://turva.piilo.example/x7.", "Katso turva.piilo.example ensin."),
        ("Posti salla@piilo.example.", "Kirjoita salla (at) piilo.example."),
        ("Posti salla@piilo.example.", "Kirjoita salla[ät]piilo.example."),
        ("Posti salla@piilo.example.", "Kirjoita salla at piilo.example."),
        ("Ovikoodi on 739.", "Näppäile 739 ovella."),
        ("Ovikoodi on 7391.", "Näppäile 7,3,9,1 ovella."),
    ],
)
def test_a_code_is_known_however_it_is_written(secret: str, text: str) -> None:
    assert betrays(secret, text)


@pytest.mark.parametrize(
    "text",
    [
        "Voimassa 1.1.2026 alkaen, klo 8.00–16.30, ma-pe.",
        "Laki 746/2011:n 14 §:n 1 momentti, direktiivi 2013/33/EU.",
        "24/7-päivystys, 65-vuotias, 2020-luku, covid-19, 1.1.2026-lukien.",
        "Asia MIGDno-2026-99002, VN/12345/2026 ja MIG-9900002.",
        "Ja/tai, lastensuojelu- ja sosiaalityö, A4-koko, www.suomi.example.",
        "Kulut 45.300,00 e, 12,5 %, kohta 8.6.",
        "Salasana on vaihdettava kolmen kuukauden välein.",
    ],
)
def test_dates_laws_numbers_and_joined_words_are_ordinary(text: str) -> None:
    assert [*codes(text), *tokens_with_signs(text)] == []


PARTS = st.lists(st.text("ABCDEFGH", min_size=1, max_size=4), min_size=1, max_size=2)
DIGITS = st.lists(st.text("0123456789", min_size=2, max_size=4), min_size=1, max_size=2)
SIGNS = st.sampled_from(["-", "_", "#", "/", ":", "."])


@given(DIGITS, PARTS, SIGNS, SIGNS)
def test_the_signs_between_the_parts_make_no_difference(
    digits: list[str], letters: list[str], one: str, other: str
) -> None:
    parts = [*digits, *(f"4{part}" for part in letters)]
    if sum(map(len, parts)) >= 5:
        assert betrays(f"Ovessa lukee {one.join(parts)} aina.", f"Lukee {other.join(parts)} nyt.")
