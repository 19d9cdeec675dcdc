"""In what way an answer changed, and which words of it."""

from __future__ import annotations

import pytest
from helpers_diff import PUBLIC, plan_of, small_form

from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Change, SegmentKind
from omvgen.diff.words import tokens, word_segments
from omvgen.plan.plan import Answer
from omvgen.plan.text import Run, rich

FORM = small_form()


def change(old: str | Answer, new: str | Answer, question: str = "kuvaus") -> Change:
    """The one change between two answers to a question."""
    plans = [plan_of(FORM, **{question: answer}) for answer in (old, new)]
    (found,) = compare_plans(*plans, FORM).changes
    return found


def differing(found: Change) -> list[tuple[str, str]]:
    return [(s.kind.value, s.text) for s in found.segments if s.kind is not SegmentKind.EQUAL]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kysymys-vastaus", "kysymys–vastaus"),
        ('Ohje "A" luetaan.', "Ohje ”A” luetaan."),
        ("noin 5 % asiakkaista", "noin 5\xa0% asiakkaista"),
        ("yli  sata", "yli sata"),
        ("ja niin edelleen...", "ja niin edelleen…"),
        ("- a\n- b", "• a\n• b"),
        ("- a\n- b", "1. a\n2. b"),
        ("1) a\n2) b", "1. a\n2. b"),
        ("Yksi. Kaksi.", "Yksi.\nKaksi."),
        ("eka\ntoka", "eka\n\ntoka"),
        ("loppu", "loppu."),
    ],
)
def test_a_dash_a_quote_a_space_or_a_list_mark_is_typography(old: str, new: str) -> None:
    assert change(old, new).nature == "typography"


def test_formatting_alone_is_typography_and_differs_in_no_word() -> None:
    bold = Answer(rich([Run("Tärkeä", bold=True), Run(" asia")]), PUBLIC)
    found = change("Tärkeä asia", bold)
    assert found.nature == "typography"
    assert found.formatting_only
    assert not differing(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ensin A. Sitten B. Lopuksi C.", "Sitten B. Ensin A. Lopuksi C."),
        ("- a\n- b\n- c.", "- c\n- a\n- b."),
        ("1. a\n2. b", "1. b\n2. a"),
        ("Kappale yksi\n\nKappale kaksi", "Kappale kaksi\n\nKappale yksi"),
    ],
)
def test_swapped_sentences_and_items_are_reordered(old: str, new: str) -> None:
    assert change(old, new).nature == "reordered"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Esite on saatavana 15 kielellä.", "Esite on saatavana 17 kielellä."),
        (
            "Käynnit 1 2 kertaa viikossa ovat sovittuja.",
            "Käynnit 12 kertaa viikossa ovat sovittuja.",
        ),
        ("3. kerroksen asunto on kunnossa", "4. kerroksen asunto on kunnossa"),
        ("klo 8.00–16.00", "klo 8.00–17.30"),
        ("vuosi 2025–2026", "vuosi 2026–2027"),
        ("Asiakas saa aina tulkin tapaamiseen.", "Asiakas ei saa tulkkia tapaamiseen."),
        ("Yksi virke.", "Yksi virke. Toinen virke, joka on paljon pidempi kuin ensimmäinen oli."),
    ],
)
def test_a_number_or_a_word_is_wording(old: str, new: str) -> None:
    assert change(old, new).nature == "wording"


def test_a_mostly_new_text_is_rewritten() -> None:
    found = change(
        "Riskit kartoitetaan vuosittain syyskuussa työryhmässä.",
        "Jokainen tiimi päivittää yhteistä rekisteriä kuukausittain.",
    )
    assert found.nature == "rewritten"


@pytest.mark.parametrize(
    ("question", "old", "new", "nature"),
    [
        ("nimi", "3. linja 5", "4. linja 5", "value"),
        ("nimi", "Oy Malli Ab", "Oy Esimerkki Ab", "value"),
        ("nimi", "Malli-Oy", "Malli–Oy", "typography"),
        ("valinta", "Ei", "Kyllä", "value"),
        ("paiva", "1.2.2025", "1.2.2026", "value"),
        ("seloste", "Ei\nTulossa.", "Kyllä\nTulossa.", "value"),
        ("seloste", "Ei\nTulossa ensi vuonna.", "Ei\nTulossa tänä vuonna.", "wording"),
    ],
)
def test_a_short_answer_a_choice_and_a_date_have_a_new_value(
    question: str, old: str, new: str, nature: str
) -> None:
    assert change(old, new, question).nature == nature


def test_an_item_put_in_between_is_the_only_change_of_a_numbered_list() -> None:
    found = change("1. a\n2. c\n3. d", "1. a\n2. b\n3. c\n4. d")
    assert found.nature == "wording"
    assert differing(found) == [("insert", "\n2. b")]


def test_a_number_that_does_not_count_is_substance() -> None:
    assert differing(change("3. kerros on varattu", "4. kerros on varattu")) == [
        ("delete", "3. "),
        ("insert", "4. "),
    ]


def test_words_are_whole_with_their_endings() -> None:
    text = "EU:n 13,4 htv, 1.1.2026 a.b@c.example kysymys–vastaus-pankkia (24 §)."
    words = [token for token in tokens(text) if not token.isspace()]
    assert words == [
        *("EU:n", "13,4", "htv", ",", "1.1.2026", "a.b@c.example"),
        *("kysymys–vastaus-pankkia", "(", "24", "§", ")", "."),
    ]
    assert [(s.kind.value, s.text) for s in word_segments("sopimuksen", "sopimuksia")] == [
        ("delete", "sopimuksen"),
        ("insert", "sopimuksia"),
    ]


def test_a_word_between_two_replacements_is_read_with_them() -> None:
    assert differing(change("Marjatta Mallikas", "Oskari Esimerkkinen", "nimi")) == [
        ("delete", "Marjatta Mallikas"),
        ("insert", "Oskari Esimerkkinen"),
    ]


def test_a_sentence_taken_out_is_marked_from_its_first_word() -> None:
    found = change("Alku on. Se loppuu. Uusi on.", "Alku on. Uusi on.")
    assert differing(found) == [("delete", "Se loppuu. ")]
