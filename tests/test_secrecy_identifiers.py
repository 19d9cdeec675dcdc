"""What gives a place or a person away in other words, and what must not be taken for it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from helpers_checks import LONG, PARTLY, with_answer
from hypothesis import given
from hypothesis import strategies as st

from omvgen.form.loader import load_form
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import Reason
from omvgen.secrecy.plan_texts import form_texts, plan_texts
from omvgen.secrecy.publish.identifiers import Identifiers, sure_identifiers
from omvgen.secrecy.publish.publish import publish

FORM = load_form()
OTHER = "omv_johtaminen"


def traces(text: str, *, marked: bool = False) -> list[tuple[str, str]]:
    return list(sure_identifiers(text, marked=marked))


def betrays(secret: str, text: str, *public_ones: str, marked: bool = False) -> bool:
    """Whether the text gives the secret away, where others are public by themselves."""
    found = Identifiers()
    found.add(secret, 0, marked=marked)
    for known in public_ones:
        found.remove(known)
    return any(True for _ in found.owners(text))


# Streets: a name in any of its cases is the same street.

STREETS = {
    "katu": "katu kadun katua kadulla kadulta kadulle kadussa kadusta katuun katuna kaduksi",
    "tie": "tie tien tietä tiellä tieltä tielle tiessä tiestä tiehen tienä tieksi",
    "kuja": "kuja kujan kujaa kujalla kujalta kujalle kujassa kujasta kujaan kujana kujaksi",
    "polku": "polku polun polkua polulla polulta polulle polussa polusta polkuun polkuna",
    "kaari": "kaari kaaren kaarta kaarella kaarelta kaarelle kaaressa kaaresta kaareen kaareksi",
    "raitti": "raitti raitin raittia raitilla raitilta raitille raitissa raitista raittiin",
    "väylä": "väylä väylän väylää väylällä väylältä väylälle väylässä väylästä väylään",
    "aukio": "aukio aukion aukiota aukiolla aukiolta aukiolle aukiossa aukiosta aukioon",
}
FORMS = [(kind, form) for kind, forms in STREETS.items() for form in forms.split()]


@pytest.mark.parametrize(
    ("kind", "form"), [*FORMS, ("katu", "kadullakin"), ("tie", "tielläkään"), ("kuja", "kujallaan")]
)
def test_a_street_is_one_street_in_all_its_cases(kind: str, form: str) -> None:
    assert traces(f"Asunto on Piilo{form}.") == [("street", f"piilo{kind}")]
    assert betrays(f"Asunto on Piilo{kind} 7.", f"Piilo{form} on tuttu.")
    assert betrays(f"Muutto on Piilo{form} 7.", f"ASUNTO: PIILO{kind.upper()} 7")


WRITTEN = [
    ("Piilokatu 7", "Vanha Piilokatu"), ("Vanha Piilokatu 7", "Vanhalla Piilokadulla."),
    ("Etu-Piilokatu 7", "Etu-Piilokadun asunto"), ("Piilokatu 7 B 12", "piilokadulla"),
    ("Asunto on Piilokadulla.", "Piilokatu 7"), ("Talo (Piilokadulla) on.", "Piilokatu 7"),
    ("Siis täällä, Piilokadulla.", "Piilokatu 7"), ("Piilokatu 7–9", "Piilokatu"),
    ("Piilokatu 7a", "Piilokatu"), ("Asunto on ”Piilokadulla”.", "Piilokatu 7"),
    ("Salla Salaisen katu 7", "Salla Salaisen kadulla"), ("Se on Sallan katu.", "Sallan kadulla"),
    ("Vanha piilotie 7", "Osoite: Vanha piilotie 7"),
]  # fmt: skip


@pytest.mark.parametrize(("secret", "text"), WRITTEN)
def test_a_street_is_found_however_its_name_is_written(secret: str, text: str) -> None:
    assert betrays(secret, text)


NO_STREETS = [
    "Poistumistiellä ei säilytetä tavaroita.", "Tila on rauhallinen. Poistumistietä ei lukita.",
    "Talossa on kaksi poistumistietä ja hoitopolku 2.", "- Hoitopolku\n- Poistumistie", "Katu 7",
    "Toimitaan näin: Poistumistie pidetään vapaana.", "Tieto ja Katuva Kujeilu, Polkupyörä.",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_STREETS)
def test_a_word_that_ends_like_a_street_is_none(text: str) -> None:
    """Nor one whose capital may be that of a sentence, unless a number follows it."""
    assert traces(text) == []


# Other addresses, codes, phones and e-mails.


ADDRESSES = [
    "Piilola 7 B", "Piilola 7B 12", "Talo on osoitteessa Piilola 7.", "Osoite on Piilola 7.",
    "Osoitteessa Piilola 7 on talo.", "OSOITE: Piilola 7",
]  # fmt: skip


@pytest.mark.parametrize("secret", ADDRESSES)
def test_an_address_is_known_by_its_stairwell_or_by_the_word_before_it(secret: str) -> None:
    assert betrays(secret, "PIILOLA 7 c")
    assert not betrays(secret, "Piilola 70 ja Piilo 7")


@pytest.mark.parametrize("text", ["Liite 3", "Kohta 8 on.", "Osoite: Piilola 27.2.2026"])
def test_a_number_after_a_word_makes_no_address(text: str) -> None:
    assert traces(text) == []


CODES = {
    "Koodi 4821": "4821", "Koodi on: 4821": "4821", "Ovikoodi on 4821.": "4821",
    "Alaoven koodilla 4821 pääsee.": "4821", "Tunnus 48213 on oven.": "48213",
    "Summa on 150000 euroa": "150000",
}  # fmt: skip


@pytest.mark.parametrize("text", CODES)
def test_a_code_is_a_long_number_or_one_that_is_called_a_code(text: str) -> None:
    assert traces(text) == [("code", CODES[text])]
    assert betrays(text, f"Nro {CODES[text]}.")
    assert not betrays(text, f"Nro {CODES[text]}0, {CODES[text][:-1]} ja MIGDno-2026-{CODES[text]}")


NO_CODES = [
    "00520 Piilola", "00520 PIILOLA", "postinumero on 00520", "vuonna 2026", "vuosina 2025-2026",
    "27.2.2026", "2026-02-27", "27.02.2026 ja 01.03.2026", "01/03/2026", "02/2025-03/2026",
    "01-02/2026", "klo 8.00–16.15", "avoinna 08.00-16.00", "MIGDno-2026-99002", "dnro 99002/2026",
    "VN/12345/2026", "1.234,50 euroa", "laki (738/2002)", "Koodisto on laaja 2026.", "3.2.1", "112",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_CODES)
def test_postal_codes_years_dates_times_and_case_numbers_are_ordinary(text: str) -> None:
    assert traces(text) == []
    assert traces(f"Asia on {text}, siis.") == []


PHONES = [
    "0401234567", "040 123 4567", "040-1234567", "040-123 4567", "(040) 123 4567", "040/1234567",
    "040.123.4567", "040\u00a0123\u00a04567", "+358401234567", "+358 40 123 4567",
    "+358 (0)40 123 4567", "+358-40-1234567", "00358 40 123 4567", "040  1234 567",
    "040–123 4567", "040\u2011123\u20114567", "040\u202f123\u202f4567", "040 - 1234567",
]  # fmt: skip


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone_is_one_phone_in_all_its_spellings(phone: str) -> None:
    assert ("phone", "401234567") in traces(f"Soita: {phone}.")
    assert betrays(f"Soita {phone} heti.", "Puh. 040 123 4567")
    assert betrays("Soita 0401234567 heti.", f"Puh. {phone}")
    assert not betrays(f"Soita {phone} heti.", "Puh. 040 123 4568 ja 00358 9")


def test_an_email_is_one_email_in_any_letters() -> None:
    assert traces("Kirjoita: Salla@Piilo.example.") == [("email", "salla@piilo.example")]
    assert betrays("salla@piilo.example", "<SALLA@PIILO.EXAMPLE>")
    assert not betrays("salla@piilo.example", "malla@piilo.example, salla@piilo2.example")


# Names.


NAMED = [
    ("Salla Salainen", "Soita, Salla vastaa."), ("Salla Salainen", "Talossa asuu Salainen."),
    ("Salla Salainen", "Salla Salainen asuu täällä nyt."), ("Piilola", "Piilola"),
    ("Piilola", "Tavataan Piilolassa."), ("Piilolahti", "Tavataan Piilolahdessa."),
    ("Salla-Maria", "Tavattiin Salla-Marian luona."), ("Salainen", "Tavataan Salaisen luona."),
    ("Salainen", "Soitetaan Salaiselle."), ("Salainen", "Tavattiin Salaista."),
    ("Heikki", "Soitetaan Heikille."), ("Markku", "Soitetaan Markulle."),
    ("Jesse", "Soitetaan Jessen äidille."), ("Helsinki", "Tavataan Helsingissä."),
    ("Virta", "Soitetaan Virralle."), ("Ranta", "Tavattiin Rannan luona."),
]  # fmt: skip


@pytest.mark.parametrize(("secret", "text"), NAMED)
def test_a_name_that_is_marked_alone_is_found_in_its_cases(secret: str, text: str) -> None:
    assert betrays(secret, text, marked=True)
    assert betrays(secret, text, marked=False) is (secret in text and " " in secret)


NO_NAMES = [
    "Talossa asuu Salla", "Salla Salla Salainen", "Salla salainen", "salla", "Sal", "Yksikkö B2",
    "Salla Salainen asuu Piilolassa.", "MIGDno-2026-99002",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NAMES)
def test_names_among_other_words_and_words_with_numbers_count_as_none(text: str) -> None:
    """Most names in what is secret are those of authorities and of tasks."""
    assert not [name for kind, name in traces(text, marked=True) if kind == "name"]


def test_a_capital_that_the_sentence_gives_makes_no_name() -> None:
    assert not betrays("Toivo", "Toivo on tärkeää. Toivoa on aina.", marked=True)
    assert not betrays("Toivo", "Kerrotaan, että toivo on tärkeää.", marked=True)
    assert betrays("Toivo", "Kerrotaan, että Toivo on paikalla.", marked=True)


# What only may name something.


PAIRS = [
    ("Avaimista vastaa Salla Salainen.", "Soita, Salla Salainen vastaa."),
    ("Avaimista vastaa Salla Salainen.", "Avaimet ovat Salla Salaisella."),
    ("Turva-asunnot:\n- Koti Kielo", "Yöllä päivystää Koti Kielo."),
    ("Piilokadulla on asunto.", "Tavataan Piilokadulla."),
    ("Asunto on Koivuranta 5.", "Lukot uusittiin kohteessa Koivuranta 5."),
    ("Autoa ABC-123 ei mainita.", "Auto abc-123"),
    ("Autoa ABC-123 ei mainita.", "Auto ABC 123 on pihassa."),
    ("Autoa ABC-123 ei mainita.", "Auto abc123 on pihassa."),
    ("Avaimista vastaa Salla Salainen.", "Soita: Salainen Salla."),
]  # fmt: skip


@pytest.mark.parametrize(("secret", "text"), PAIRS)
def test_two_names_a_named_house_and_a_number_plate_are_found_among_other_words(
    secret: str, text: str
) -> None:
    assert betrays(secret, text)
    for word, other in (("Kielo", "Vuokko"), ("Sala", "Sulo"), ("5", "6"), ("Piilo", "Valo")):
        text = text.replace(word, other)
    assert not betrays(secret, text.replace("123", "124"))


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Asukastiellä on ovi.", "Asukastie on auki."),
        ("Liite 3 on salainen.", "Ks. Liite 3."),
        ("Asukas Salla tulee.", "Asukas Salla tuli."),
    ],
)
def test_a_common_word_names_nothing(secret: str, text: str) -> None:
    found = Identifiers()
    found.add(secret, 0, marked=False)
    assert list(found.owners(text))
    found.remove_common(["Kuten liitteessä asukkaille kerrotaan, asukastietä ei lukita."])
    assert not list(found.owners(text))


@given(
    st.integers(2100, 99_999_999).map(str),
    st.lists(st.integers(1, 4), min_size=8, max_size=8),
    st.sampled_from([" ", "-", "\u00a0", "–"]),
)
def test_a_code_that_is_parted_to_be_read_aloud_is_the_same(
    code: str, lengths: list[int], separator: str
) -> None:
    parts, rest = [], code
    while rest:
        length = lengths[len(parts)]
        parts.append(rest[:length])
        rest = rest[length:]
    said = f"Näppäile {separator.join(parts)} ja avaa."
    assert betrays(f"Ovikoodi on {code}.", said)
    assert not betrays(f"Ovikoodi on {code}.", said.replace("ile ", "ile 9"))


@pytest.mark.parametrize("text", ["1.2.3.4", "7.3.91", "klo 7.39–1.00", "1 2 3 4 5", "7, 3, 9, 1"])
def test_a_date_a_time_or_a_list_is_no_code_in_parts(text: str) -> None:
    assert not betrays("Ovikoodi on 7391. Toinen on 1234.", f"Sovittu: {text}.")


# What is public by itself.


def test_each_secret_is_found_by_its_owner() -> None:
    found = Identifiers()
    found.add("Ovi on auki.", 1, marked=False)
    assert not found
    found.add("Koodi 4821", 7, marked=False)
    found.add("Puh. 040 123 4567", 8, marked=False)
    assert list(found.owners("Nro 4821")) == [7]
    assert set(found.owners("Nro 4821, +358401234567")) == {7, 8}
    assert not list(found.owners("Ovi on auki."))


KNOWN = {
    "Talo on Piilokatu 7.": "Piilokadulla", "Piilola 7 B": "Piilola 7", "Koodi 4821": "4821",
    "Soita 040 123 4567.": "+358 40 123 4567", "salla@piilo.example": "Salla@piilo.example",
    "Salla": "Sallan luona",
}  # fmt: skip


@pytest.mark.parametrize("secret", KNOWN)
def test_what_is_public_by_itself_betrays_nothing(secret: str) -> None:
    text = f"Siis: {KNOWN[secret]}."
    assert betrays(secret, text, "Aivan muuta.", marked=True)
    assert not betrays(secret, text, KNOWN[secret], marked=True)


def test_a_short_answer_is_public_by_itself_and_a_long_one_repeats_the_secret() -> None:
    plan = with_answer(LONG, "Talo.\n[[Puh. 040 123 4567]]", publicity=PARTLY)
    plan = with_answer(OTHER, "Johtaja vastaa (0401234567).", plan=plan)
    assert "0401234567" not in publish(plan, FORM).plan.text(OTHER)
    known = with_answer("vok_puhelin", "+358 40 123 4567", plan=plan)
    assert "0401234567" in publish(known, FORM).plan.text(OTHER)


# Ordinary prose.


@cache
def example(year: int) -> Plan:
    file = Path(__file__).parent.parent / "examples" / f"plan-{year}.json"
    return plan_from_json(json.loads(file.read_text("utf-8")))


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_secrets_of_an_example_have_no_trace_in_its_public_answers(year: int) -> None:
    """They hold no address, number or name, but words such as `poistumistietä`, and prices."""
    withheld = publish(example(year), FORM).withheld
    secret = [(t, item.reason is Reason.MARKED) for item in withheld for t in item.texts]
    assert len(secret) > 8
    assert not [trace for text, marked in secret for trace in traces(text, marked=marked)]
    assert Reason.REPEATS not in {item.reason for item in withheld}


DIRECTOR = {
    2025: ("401234567", "marjatta.mallikas@esimerkkila.example"),
    2026: ("501234567", "oskari.esimerkkinen@esimerkkila.example"),
}


@pytest.mark.parametrize("year", [2025, 2026])
def test_if_all_answers_were_secret_their_traces_would_be_the_offices_own(year: int) -> None:
    """Address, phones and e-mails; no word of the prose is taken for any."""
    phone, email = DIRECTOR[year]
    texts = plan_texts(publish(example(year), FORM).plan)
    assert {trace for text in texts for trace in traces(text)} == {
        ("street", "mallitie"),
        ("address", "mallitie 12"),
        ("code", "00001"),
        ("phone", "295000000"),
        ("phone", phone),
        ("email", "vastaanottokeskus@esimerkkila.example"),
        ("email", email),
    }
    assert not [trace for text in form_texts(FORM) for trace in traces(text)]


SECRETS = ["Talo on Piilokatu 7.", "Koodi 4821", "Puh. 040 765 4321", "s@piilo.example", "Piilola"]


@pytest.mark.parametrize("year", [2025, 2026])
def test_invented_secrets_are_found_in_the_one_answer_that_has_them(year: int) -> None:
    found = Identifiers()
    for owner, secret in enumerate(SECRETS):
        found.add(secret, owner, marked=True)
    texts = [*plan_texts(example(year)), *form_texts(FORM)]
    assert not [text for text in texts if list(found.owners(text))]
    for owner, words in enumerate(["Piilokadun", "4821", "0407654321", SECRETS[3], "Piilolassa"]):
        assert set(found.owners(f"{max(texts, key=len)} Lisäksi {words}.")) == {owner}


WORDS = st.sampled_from(["ovi", "on", "auki", "ja", "talo", "pysyy", "kiinni"])
PROSE = st.lists(WORDS, min_size=1).map(" ".join)


@given(PROSE, PROSE, st.sampled_from(SECRETS))
def test_what_stands_around_makes_no_difference(before: str, after: str, secret: str) -> None:
    assert betrays(secret, f"{before}, {secret} {after}", marked=True)
    assert not betrays(secret, f"{before} {after}", marked=True)
