"""Where a sentence with a mark ends, and which signs and words are taken for marks."""

from __future__ import annotations

import pytest
from helpers_checks import PARTLY, PUBLIC
from helpers_secrecy import MARK, shown
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    "text",
    [
        "Hän (ks. [[liite]]. Koodi kotona) asuu. Muu on.",
        "Hän (talossa Rannalla. [[Heikki]] myös) asuu. Muu on.",
        "Hän sanoi: ”[[Heikki]] tulee. Me menemme” ovella. Muu on.",
        'Hän sanoi: "Me menemme. [[Heikki]] tulee" ovella. Muu on.',
        "Käynti Pohj. Rautatiekadun [[ovesta]] aina. Muu on.",
        "Käynti It. Rantakadun [[ovesta]] aina. Muu on.",
        "Pyh. Marian talo on [[Rannalla]] aina. Muu on.",
        "Huon. Kolme on [[salainen]] aina. Muu on.",
        "Dr. [[Mallinen]] vastaa aina. Muu on.",
        "Vast.ott. Heikki [[Mäki]] vastaa aina. Muu on.",
        "Odota… [[Heikki]] tulee aina. Muu on.",
        "Avoinna 8.–16. [[Heikki]] tulee aina. Muu on.",
    ],
)
def test_a_stop_within_brackets_or_quotes_or_of_a_short_word_ends_no_sentence(text: str) -> None:
    assert shown(text) == f"Muu on.\n{MARK}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Vuoro (klo 8–16) alkaa. [[Heikki]] tulee.", "Vuoro (klo 8–16) alkaa."),
        ("Hän sanoi ”hei” ja meni. [[Heikki]] tulee.", "Hän sanoi ”hei” ja meni."),
        ("1) Ensin tämä.\n2) [[Heikki]] tulee.\n3) Sitten.", "- Ensin tämä.\n- Sitten."),
        ("Sulku ( jäi auki. [[Heikki]] tulee. Muu on.", "Sulku ( jäi auki. Muu on."),
        ("Ohje on uusi. [[Heikki]] tulee. Muu on.", "Ohje on uusi. Muu on."),
        ("Se tehtiin nyt. [[Heikki]] tulee. Muu on.", "Se tehtiin nyt. Muu on."),
    ],
)
def test_what_is_closed_or_never_closed_holds_no_sentence_together(text: str, kept: str) -> None:
    assert shown(text) == f"{kept}\n{MARK}"


WORDS = st.lists(st.sampled_from(["talo", "ovi", "piha", "ranta"]), min_size=1, max_size=3)


@given(WORDS, WORDS, st.sampled_from(["()", "””", '""', "«»"]), st.sampled_from([".", "!", "?"]))
def test_no_word_beside_an_enclosed_stop_stays(
    before: list[str], after: list[str], pair: str, stop: str
) -> None:
    enclosed = f"{pair[0]}Yksi [[koodi]]{stop} Kaksi{pair[1]}"
    text = f"Alku on. Jossa {' '.join(before)} {enclosed} {' '.join(after)}. Loppu on."
    assert shown(text, PARTLY) == f"Alku on. Loppu on.\n{MARK}"


FOREIGN = "【】 「」 『』 〔〕 〖〗 ⸨⸩ ⦅⦆ ⟬⟭ ﹝﹞ ❴❵ ⎡⎤ 〘〙 ｢｣"


@pytest.mark.parametrize("pair", FOREIGN.split())
@pytest.mark.parametrize("times", [1, 2])
def test_brackets_that_are_on_no_keyboard_are_taken_for_marks(pair: str, times: int) -> None:
    text = f"Talo on {pair[0] * times}koodi 77{pair[1] * times} tässä."
    assert "77" not in shown(text, PUBLIC, ())


@pytest.mark.parametrize(
    "text",
    [
        "< <koodi 77> >",
        "««koodi 77»»",
        "[SALATTU: koodi 77]",
        "Koodi [salattu] 77.",
        "Salainen: koodi 77.",
        "(salainen) koodi 77.",
        "Ovi (salainen: koodi 77).",
        "[salataan] koodi 77",
        "SALASSAPIDETTÄVÄ: koodi 77",
        "[Salassapidettävä koodi 77]",
        "Salassa pidettävää: koodi 77.",
        "Salassa pidettävä tieto: koodi 77.",
        "[ei julkinen] koodi 77 [/ei julkinen].",
        "Ovi (ei julkinen: koodi 77).",
        "EI JULKINEN koodi 77.",
        "Ei julkaista: koodi 77.",
        "[luottamuksellinen: koodi 77]",
        "LUOTTAMUKSELLINEN koodi 77.",
        "Vain sisäiseen käyttöön: koodi 77.",
        "[hemlig: kod 77]",
    ],
)
def test_words_that_mean_the_same_as_a_mark_withhold_the_answer(text: str) -> None:
    assert "77" not in shown(f"Alku on tässä.\n{text}", PUBLIC, ())


@pytest.mark.parametrize(
    "text",
    [
        "Keskustelut ovat luottamuksellisia: kukaan ei kuuntele.",
        "Luottamuksellinen: asiakas voi puhua vapaasti.",
        "Salassa pidettävät tiedot lähetetään salattuna: sähköpostia ei käytetä.",
        "Asiakirjat ovat osin salaisia eikä niitä julkaista.",
        "Tiedot (ei julkisia tiloja) on luetteloitu.",
        "Sanoi «hei» ja meni [liite 2] pois, a < b > c.",
        "Salainen puhelinnumero kirjataan järjestelmään.",
    ],
)
def test_ordinary_sentences_with_such_words_stay(text: str) -> None:
    assert shown(text, PUBLIC, ()) == text
