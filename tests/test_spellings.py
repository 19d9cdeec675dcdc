"""The same secret in another spelling is the same secret; what is public by chance is none."""

from __future__ import annotations

import pytest

from omvgen.findings.model import Place
from omvgen.form.loader import load_form
from omvgen.secrecy.model import Reason, Withheld
from omvgen.secrecy.search.extract.model import PartText
from omvgen.secrecy.search.leaks import prepare, search
from omvgen.secrecy.search.probes import Kind

FORM = load_form()


def found(secret: str, text: str, *known: str, by_software: bool = False) -> list[Kind]:
    """The kinds of the leaks of the secret in the text, where `known` is public."""
    withheld = Withheld(Place("answer", "x"), Reason.MARKED, (secret,))
    leaks = search(prepare([withheld], known, FORM), [PartText("part", text, by_software)])
    return [leak.kind for leak in leaks]


SAME = [
    ("Kaapin tunnus on 131052A308T, muista se.", "tunnus: 131052a308t", Kind.CODE),
    ("Ovi aukeaa koodilla A4821 aina.", "A4821", Kind.CODE),
    ("Tässä talossa asuu nyt Aki Aho perheineen.", "nähtiin Aki Aholla", Kind.NAME),
    ("Soita numeroon 040 765 4321 heti.", "040.765.4321", Kind.PHONE),
    ("Soita numeroon 040 765 4321 heti.", "040\u2013765\u20134321", Kind.PHONE),
    ("Soita numeroon 040 765 4321 heti.", "040\u2212765\u20104321", Kind.PHONE),
    ("Soita numeroon 040 765 4321 heti.", "040_765_4321.txt", Kind.PHONE),
    ("Soita numeroon 040 765 4321 heti.", "+358 40\n765 4321", Kind.PHONE),
    ("Soita numeroon 040 765 4321 heti.", "numero 12 040 765 4321 9", Kind.PHONE),
    ("Avain löytyy koodilla 48213 aina.", "ovikoodi_48213.docx", Kind.NUMBER),
    ("Avain löytyy koodilla 48213 aina.", "koodi 4 8 2 1 3", Kind.NUMBER),
    ("Avain löytyy koodilla 48213 aina.", "koodi 482\n13", Kind.NUMBER),
    ("Kirjoita: osku@x.example heti.", "osku@x.\nexample", Kind.EMAIL),
    ("Hinta oli silloin 12345,60 euroa yhteensä.", "12.345,60", Kind.NUMBER),
    ("Hinta oli silloin 12345,60 euroa yhteensä.", "12 345.60", Kind.NUMBER),
    ("Muutto on sitten 14.3.2027 aamulla.", "14.03.2027", Kind.NUMBER),
    ("Muutto on sitten 14.3.2027 aamulla.", "2027-03-14", Kind.NUMBER),
    ("Muutto on sitten 14.3.2027 aamulla.", "14. 3. 2027", Kind.NUMBER),
    ("Muutto on sitten 14.3.2027 aamulla.", "14/3/2027", Kind.NUMBER),
    ("Talossa asuu nyt Salomäki yksin.", "S a l o m ä k i", Kind.NAME),
    ("Talossa asuu nyt Salomäki yksin.", "Salom\näki", Kind.NAME),
    ("Talossa asuu nyt Salomäki yksin.", "Sa\nlo\nmäki", Kind.NAME),
]  # fmt: skip


@pytest.mark.parametrize(("secret", "text", "kind"), SAME)
def test_another_spelling_is_the_same(secret: str, text: str, kind: Kind) -> None:
    assert kind in found(secret, f"Teksti: {text}")
    assert found(secret, "Teksti: jotain aivan muuta 12.3.2026 ja 050 111 2222.") == []
    assert found(secret, f"Teksti: {text}", secret) == []


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Avain löytyy koodilla 48213 aina.", "luku 148213 ja 4821 3000"),
        ("Tässä talossa asuu nyt Aki Aho perheineen.", "Aki Ojala ja Eki Aho"),
        ("Muutto on sitten 14.3.2027 aamulla.", "13.4.2027, 4.3.2027, 14.3.2028"),
        ("Hinta oli silloin 1,42 euroa yhteensä.", "kohta 142"),
        ("Talossa asuu nyt Salomäki yksin.", "isosalo mäkien takana on"),
    ],
)
def test_what_only_resembles_it_is_another(secret: str, text: str) -> None:
    assert found(secret, text) == []


def test_what_programs_say_of_themselves_accuses_for_sentences_and_not_for_single_words() -> None:
    secret = "Asiakas on nyt Roman Petrenko ja maksaa 100 euroa."
    assert found(secret, "Times New Roman 100% Petrenko", by_software=True) == []
    assert found(secret, "Times New Roman 100%") == [Kind.NAME]
    assert found("Roman", "Times New Roman", by_software=True) == []
    assert found("Roman", "Times New Roman") == [Kind.WHOLE]
    assert found(secret, f"content: '{secret}'", by_software=True) == [Kind.WHOLE]
