"""What a public copy holds, and what nobody can conclude from it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers_checks import (
    ATTACHMENTS,
    BASIS,
    PARTLY,
    PUBLIC,
    SECRET,
    with_answer,
    with_fields,
    with_rows,
)
from helpers_secrecy import (
    FORM,
    LONG,
    MARK,
    OTHER,
    RISKS,
    attachment,
    attachments_of,
    copy_of,
    shown,
)
from hypothesis import given
from hypothesis import strategies as st
from strategies import plans

from omvgen.checks import check
from omvgen.checks.public import check_public
from omvgen.findings.severity import Severity
from omvgen.form.loader import form_from_data
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich
from omvgen.secrecy.model import Reason, placeholder, provisions, withheld_index
from omvgen.secrecy.publish.publish import publish
from omvgen.secrecy.publish.redact import redact

# Answers.


def test_a_public_answer_stays_as_it_is_with_its_formatting_and_links() -> None:
    text = rich([Run("Vahva", bold=True), Run(" ja "), Run("sivu", link="https://a.example/")])
    plan = with_answer(LONG, "")
    plan = replace(plan, answers={**plan.answers, LONG: Answer(text, PUBLIC, note="Muista.")})
    assert copy_of(plan).plan.answer(LONG) == Answer(text, PUBLIC)


@pytest.mark.parametrize("publicity", [SECRET, None], ids=["secret", "undecided"])
def test_an_answer_not_known_to_be_public_is_withheld_whole(publicity: object) -> None:
    assert shown("Koodi on sininen.", publicity) == MARK


def test_a_partly_secret_answer_that_does_not_say_which_part_is_withheld_whole() -> None:
    assert shown("Koodi on sininen. Muu on julkista.") == MARK


def test_a_passage_is_withheld_even_where_the_answer_is_marked_public() -> None:
    assert shown("Julkinen. [[Koodi on sininen.]]", PUBLIC) == f"Julkinen.\n{MARK}"


def test_a_passage_without_its_end_takes_all_that_follows() -> None:
    assert shown("Julkinen. [[Koodi. Lisää.\n\nViela lisää.") == f"Julkinen.\n{MARK}"


def test_an_end_without_its_beginning_takes_all_that_went_before() -> None:
    assert shown("Koodi on sininen]]. Julkinen lause.", PUBLIC) == f"Julkinen lause.\n{MARK}"


@pytest.mark.parametrize(
    "text",
    [
        "Avoin. [ [Koodi on sininen.] ]", "[SALASSA: Koodi]", "［［Koodi］］", "⟦Koodi⟧",
        "(Salassa pidettävä, JulkL 24 § 1 mom. 7 k) Koodi.", "Avoin.\nSALASSA PIDETTÄVÄ\nKoodi.",
        "[Salassa pidettävä alkaa] Koodi. [Salassa pidettävä päättyy]", "SALAINEN: Koodi.",
        "Avoin. [Salainen: Koodi]", "<<Koodi>>",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_withholds_the_whole_answer(text: str) -> None:
    assert shown(text) == MARK
    assert shown(text, PUBLIC) == MARK


def test_half_a_sentence_is_never_shown() -> None:
    """`Asiakkaita [[ei]] tavata` must not become `Asiakkaita tavata`."""
    text = "Ensin julkinen. Asiakkaita [[ei]] tavata avotiloissa. Sitten julkinen."
    assert shown(text) == f"Ensin julkinen. Sitten julkinen.\n{MARK}"


def test_a_passages_own_provision_is_named_with_its_rows() -> None:
    text = f"Avoin.\n[[SALASSA {OTHER}: Bee.]]\n[[Cee.]]"
    assert shown(text) == f"Avoin.\n[Salassa pidettävä, {BASIS}; {OTHER}]"


def test_words_in_the_cell_for_provisions_are_not_shown() -> None:
    assert shown("Koodi.", SECRET, ("koska Piilokatu 7",)) == "[Salassa pidettävä]"
    assert provisions("621/1999 24 § 1 mom 7 kohta", "Piilokatu 7") == (BASIS,)


def test_formatting_survives_beside_a_passage() -> None:
    text = rich([Run("Vahva. ", bold=True), Run("[[Salainen]]. "), Run("Kursiivi.", italic=True)])
    kept = redact(text, (BASIS,)).text
    assert next((r.text, r.bold, r.italic) for r in kept.runs) == ("Vahva.", True, False)
    assert ("Kursiivi.", False, True) in [(r.text, r.bold, r.italic) for r in kept.runs]


def test_a_link_that_says_something_withheld_loses_its_address() -> None:
    link = "https://intra.example/Piilokatu%207"
    text = rich([Run("Ks. "), Run("ohje", link=link), Run(". [[Turva-asunto on Piilokatu 7.]]")])
    plan = with_answer(LONG, "")
    plan = replace(plan, answers={**plan.answers, LONG: Answer(text, PARTLY, (BASIS,))})
    result = copy_of(plan).plan.answer(LONG).text
    assert result.plain == f"Ks. ohje.\n{MARK}"
    assert not any(run.link for run in result.runs)


def test_notes_and_answers_to_unknown_questions_are_left_out() -> None:
    plan = with_answer(LONG, "Julkinen.", note="Piilokatu 7")
    plan = replace(plan, answers={**plan.answers, "toinen_lomake": Answer(plain("X"), PUBLIC)})
    plan = replace(plan, tables={"toinen_taulukko": ({"a": "Y"},)})
    copy = copy_of(plan)
    assert "toinen_lomake" not in copy.plan.answers
    assert not copy.plan.tables
    assert not any(answer.note for answer in copy.plan.answers.values())
    assert {item.reason for item in copy.withheld} >= {Reason.NOTE, Reason.INTERNAL}
    assert withheld_index(copy, FORM) == ()


@pytest.mark.parametrize(
    "text",
    ["Liitteet:\n- Riskirekisteri (salassa pidettävä)", "Salaista tietoa käsitellään erikseen.",
     "Tieto on salassa pidettävä, kunnes asia on ratkaistu.", "Arvo on 2 < 3 ja 4 > 3."],
)  # fmt: skip
def test_prose_about_secrecy_is_no_mark(text: str) -> None:
    assert shown(text, PUBLIC, ()) == text


def test_a_public_answer_with_a_provision_is_withheld_until_it_is_clear_which_is_meant() -> None:
    """`Julkinen` is there from the start, so it is the provision that somebody wrote."""
    assert shown("Koodi on sininen.", PUBLIC) == MARK
    assert shown("Koodi on sininen.", PUBLIC, ()) == "Koodi on sininen."
    plan = with_answer(LONG, "Koodi.", publicity=PUBLIC, bases=(BASIS,))
    assert public_errors(plan) == [("OMV426", LONG)]
    assert [f.severity for f in check(plan, FORM) if f.code == "OMV426"] == [Severity.WARNING]
    row = attachment(1, "Riskit", salassapitoperuste=BASIS)
    assert public_errors(with_rows(ATTACHMENTS, row)) == [("OMV426", ATTACHMENTS)]
    assert attachments_of(row) == [{"liitteen_nimi": MARK}]


# What cannot be concluded.

SENTENCES = st.sampled_from(["Koodi on 1234.", "Sininen.", "Osoite on Piilokatu 7 B 12.", "Kolme."])
PIECES = ("Ensimmäinen julkinen.", "Toinen julkinen.", "Kolmas julkinen.")


@given(st.lists(st.tuples(st.integers(0, 3), SENTENCES), min_size=1, max_size=5), st.booleans())
def test_neither_place_nor_number_nor_length_of_passages_shows(
    secrets: list[tuple[int, str]], lines: bool
) -> None:
    """Wherever they stand between public sentences or lines, the public answer is the same."""
    gap = "\n" if lines else " "
    parts = [
        part
        for place in range(4)
        for part in [f"[[{s}]]." for p, s in secrets if p == place]
        + list(PIECES[place : place + 1])
    ]
    assert shown(gap.join(parts)) == f"{gap.join(PIECES)}\n{MARK}"


@given(st.sets(st.integers(0, 3), min_size=1), st.sampled_from(["-", "1.", "a)"]))
def test_a_list_shows_neither_which_items_are_missing_nor_how_many(
    places: set[int], kind: str
) -> None:
    public_items = ["yksi", "kaksi", "kolme"]
    items = [
        item
        for place in range(4)
        for item in (["[[salainen]]"] if place in places else []) + public_items[place : place + 1]
    ]
    marks = {"-": "-" * 9, "1.": "123456789", "a)": "abcdefghi"}[kind]
    typed = [f"{m}{kind[1:]} {item}" for m, item in zip(marks, items, strict=False)]
    assert shown("Luettelo:\n" + "\n".join(typed)) == f"Luettelo:\n- yksi\n- kaksi\n- kolme\n{MARK}"


def test_what_stands_under_a_withheld_item_goes_with_it() -> None:
    text = "- yksi\n- [[kaksi]]\n  - kaksi a\n- kolme"
    assert shown(text) == f"- yksi\n- kolme\n{MARK}"


@pytest.mark.parametrize(
    "inner",
    ["Poliisi", "Poliisi\n\nSuojelupoliisi", "Poliisi.\n- Yksi.\n- Kaksi.", "9 asuntoa", "a b c:",
     "Asunto on Piilokatu 7.", "Asunto on Salatie 9", "esim. 3.", "1. Piilokatu\n2. Salatie"],
)  # fmt: skip
def test_neither_words_nor_layout_of_a_passage_decide_what_stays_beside_it(inner: str) -> None:
    assert (
        shown(f"Alku on. [[{inner}]]. Muut ovat avoimia.") == f"Alku on. Muut ovat avoimia.\n{MARK}"
    )
    assert shown(f"Virasto\n\n[[{inner}]]\n\nKunta") == f"Virasto\n\nKunta\n{MARK}"
    assert shown(f"- yksi\n- [[{inner}]]\n- kolme") == f"- yksi\n- kolme\n{MARK}"
    assert shown(f"Alku on. Asunto [[{inner}]] Kielo. Loppu on.") == f"Alku on. Loppu on.\n{MARK}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("- Osoitteet:\n  - [[Piilokatu 7]]\n- Puhelimet:\n  - 050", "- Puhelimet:\n  - 050"),
        ("1. Yleistä:\n  a) [[Piilokatu]]\n2. Muuta:\n  a) avoin", "- Muuta:\n  - avoin"),
        ("Osoite:\n[[Piilokatu 7]]\n\nPuhelin:\n050", "Puhelin:\n050"),
        ("Vaihe 1. Soitto. Vaihe 2. [[Käynti.]] Vaihe 3. Kirje.", "Vaihe 1. Soitto."),
    ],
)
def test_what_announces_or_numbers_a_passage_goes_with_it(text: str, kept: str) -> None:
    assert shown(text) == f"{kept}\n{MARK}"


def test_empty_lines_around_a_passage_leave_one() -> None:
    assert shown("A.\n\n[[B.]]\n\n[[C.]]\n\nD.") == f"A.\n\nD.\n{MARK}"


def test_an_empty_secret_answer_looks_like_a_full_one() -> None:
    assert shown("", SECRET) == shown("Pitkä " * 500, SECRET) == MARK


@given(st.text(max_size=200))
def test_a_secret_answer_is_of_one_length_whatever_it_hides(text: str) -> None:
    assert shown(f"Julkinen.\n[[{text.replace('[', '').replace(']', '')}]]")[-len(MARK) :] == MARK


# The document's data and the change log.


def test_data_are_given_by_a_list_and_say_that_the_copy_is_public() -> None:
    plan = with_fields(
        publicity="Osittain salassa pidettävä",
        bases=BASIS,
        security_class="KÄYTTÖ RAJOITETTU",
        distribution="Virasto\n\n[[Salla Salainen]]",
        vieras="Piilokatu 7",
    )
    data = copy_of(plan).plan.document
    assert data["publicity"] == "Julkinen"
    assert data["distribution"] == f"Virasto\n{MARK}"
    assert not {"bases", "security_class", "vieras"} & set(data)
    assert data["participants_management"] == "Johtaja"


def logged(place: str, change: str = "Päivitetty", plan: Plan | None = None) -> list[str]:
    plan = plan or with_answer("autt_turvallinen_majoitus", "A. [[B.]]", publicity=PARTLY)
    row = {"version": "1.1", "place": place, "change": change}
    return [r.get("change", "") for r in copy_of(replace(plan, log=(row,))).plan.log]


@pytest.mark.parametrize(
    "place",
    ["8.6", "8", "Kohta 8.6", "Auttamistoimien järjestäminen", "autt_turvallinen_majoitus",
     "Millä toimenpiteillä ja menettelytavoilla asiakkaiden turvallinen majoitus on järjestetty?",
     "majoitus", "3.1/8.6", "8.5–8.7", "8.7 – 8.5",
     "osiot 7–9", "050 772 3013", "kohdat 3.1 ja 8.6", "", "8.5 (myös turvapaikat)",
     "2.1, turvallinen majoitus", "Kohta 8.5 ja majoitus", "Koko suunnitelma", "Suunnitelma",
     "Koko suunnitelma (vuosittainen tarkistus)", "Kaikkien turvatalojen osoitteet", "kaikki"],
)  # fmt: skip
def test_a_log_row_of_a_secret_part_or_of_an_unknown_place_is_withheld(place: str) -> None:
    assert logged(place) == ["[Salassa pidettävä]"]


@pytest.mark.parametrize(
    "place",
    [
        "8.5",
        "2",
        "Kohdat 8.5 ja 3.1",
        "3.1–3.4",
        "8.5 Neuvonta",
        "Kantelut ja palautteet",
        "Asiakirjan tiedot",
    ],
)
def test_other_log_rows_stay(place: str) -> None:
    assert logged(place) == ["Päivitetty"]


def test_a_log_row_that_names_a_secret_part_in_what_changed_is_withheld() -> None:
    for change in (
        "Kohta 8.6: uusi asunto",
        "Osio 8 tarkistettu",
        "autt_turvallinen_majoitus päivitetty",
        "Auttamistoimien järjestäminen: lisätty talo",
        "Lisätty talo auttamistoimien järjestämiseen",
        "Lisätty kaikkien talojen osoitteet",
    ):
        assert logged("2", change) == ["[Salassa pidettävä]"]
    assert logged("2", "Tarkistettu 8.6.2026, 8 henkilöä") != ["[Salassa pidettävä]"]


@pytest.mark.parametrize(
    "change",
    ["Osio kahdeksan tarkistettu", "kahdeksas osio", "Kahdeksanteen osioon lisätty", "8. osio",
     "8-osio", "Luvussa 8 uutta", "välilehti 8", "avsnitt 8", "section 8", "kohtia 8.5 – 8.7",
     "kohdat 7–9", "joka kohdassa", "useissa kohdissa", "muutkin kohdat", "samoin muualla",
     "seuraavassa kohdassa"],
)  # fmt: skip
def test_a_log_row_that_names_a_part_in_words_or_by_what_is_around_it_is_withheld(
    change: str,
) -> None:
    assert logged("2", change) == ["[Salassa pidettävä]"]


@pytest.mark.parametrize(
    "change",
    ["Osio seitsemän", "kahdeksastoista osio", "Kahdeksan uutta ohjaajaa", "luvut 3–5", "9. osio",
     "Huone 8", "kohdat 2.1–2.3", "Kahden hengen työpari"],
)  # fmt: skip
def test_a_log_row_of_another_part_or_of_a_count_stays(change: str) -> None:
    assert logged("2", change) == [change]


@given(
    st.sampled_from([c.id for c in FORM.log.columns]),
    st.sampled_from(["8", "8.6", "autt_turvallinen_majoitus", "kaikki", "koko", "Auttamistoimien"]),
    st.text("abc .", max_size=8),
)
def test_a_log_row_goes_whichever_column_names_what_is_withheld(
    column: str, name: str, more: str
) -> None:
    words = {
        "8": "osio 8",
        "8.6": "kohta 8.6",
        "Auttamistoimien": "auttamistoimien järjestämisestä",
    }
    plan = with_answer("autt_turvallinen_majoitus", "[[Talo]]", publicity=PARTLY)
    row = {"place": "2", "change": "Muutos", column: f"{more} {words.get(name, name)} {more}"}
    kept = copy_of(replace(plan, log=(row,))).plan.log
    assert [set(row.values()) for row in kept] == [{"[Salassa pidettävä]"}]


def test_a_log_row_with_a_passage_or_with_secret_words_is_withheld() -> None:
    assert logged("2", "Uusi yksikkö [[Piilokatu 7]]") == ["[Salassa pidettävä]"]
    plan = with_answer(
        "autt_turvallinen_majoitus", "A.\n[[Yksikkö on Piilokatu 7]]", publicity=PARTLY
    )
    assert logged("2", "Huom. Yksikkö on Piilokatu 7", plan) == ["[Salassa pidettävä]"]


def test_withheld_log_rows_are_one_sentence() -> None:
    plan = with_answer("autt_turvallinen_majoitus", "A. [[B.]]", publicity=PARTLY, bases=(BASIS,))
    rows = tuple({"version": str(n), "place": "8.6", "change": f"M {n}"} for n in range(4))
    assert [dict(r) for r in copy_of(replace(plan, log=rows)).plan.log] == [{"change": MARK}]


def test_of_a_document_that_is_secret_nothing_is_shown() -> None:
    copy = copy_of(with_fields(publicity="Salassa pidettävä"))
    texts = {answer.text.plain for answer in copy.plan.answers.values()}
    assert texts == {"[Salassa pidettävä]"}
    assert set(copy.plan.document) == {"document_type", "language", "publicity"}


# The same words twice.


def test_what_is_secret_in_one_place_is_withheld_in_every_other() -> None:
    plan = with_answer(LONG, "Talo.\n[[Yksikkö on osoitteessa Piilokatu 7.]]", publicity=PARTLY)
    plan = with_answer(
        "omv_johtaminen", "Kuten sanottu, yksikkö on osoitteessa Piilokatu 7. Muu.", plan=plan
    )
    copy = copy_of(plan)
    assert copy.plan.text("omv_johtaminen") == "[Salassa pidettävä]"
    (error,) = [f for f in check_public(plan, FORM, copy) if f.code == "OMV417"]
    assert (error.severity, error.place and error.place.id) == (Severity.ERROR, "omv_johtaminen")
    (warning,) = [f for f in check(plan, FORM) if f.code == "OMV417"]
    assert warning.severity is Severity.WARNING
    assert "Piilokatu" not in error.message + error.remedy


def test_a_secret_attachments_name_in_plain_words_is_found() -> None:
    plan = with_answer("liitteet_kuvaus", "1. Vuosikello\n2. Riskirekisteri, salassa pidettävä")
    rows = attachment(1, "Vuosikello"), attachment(2, "Riskirekisteri", "salassa pidettävä")
    copy = copy_of(with_rows(ATTACHMENTS, *rows, plan=plan))
    assert copy.plan.text("liitteet_kuvaus") == "[Salassa pidettävä]"


def test_ordinary_cells_of_a_secret_row_accuse_nobody() -> None:
    """The place where attachments are kept is said of the public ones as well."""
    plan = with_answer("omv_johtaminen", "Asiakirjat ovat sähköisessä arkistossa.")
    where = {"sailytyspaikka": "sähköisessä arkistossa"}
    rows = attachment(1, "A", **where), attachment(2, "B C", "salassa pidettävä", **where)
    assert "arkistossa" in copy_of(with_rows(ATTACHMENTS, *rows, plan=plan)).plan.text(
        "omv_johtaminen"
    )


def test_words_of_the_form_accuse_nobody() -> None:
    plan = with_answer(LONG, "[[Toimitilat, irtaimisto ja työvälineet]]", publicity=PARTLY)
    plan = with_answer("omv_johtaminen", "Ks. Toimitilat, irtaimisto ja työvälineet.", plan=plan)
    assert "Toimitilat" in copy_of(plan).plan.text("omv_johtaminen")


# The index, and the checks of a public build.


def test_the_index_names_each_place_once_with_its_provisions() -> None:
    plan = with_answer(LONG, "A.\n[[B.]]\n[[C.]]", publicity=PARTLY, bases=(BASIS,))
    plan = with_answer("talous_suunnittelu", "D", publicity=SECRET, bases=(OTHER,), plan=plan)
    rows = withheld_index(copy_of(plan), FORM)
    assert [(row.section, row.number, row.bases) for row in rows] == [
        (f"2 {FORM.section_of[LONG].title}", FORM.numbers[LONG], (BASIS,)),
        ("11 " + FORM.section_of["talous_suunnittelu"].title, "11.1", (OTHER,)),
    ]


def public_errors(plan: Plan) -> list[tuple[str, str]]:
    found = check_public(plan, FORM, copy_of(plan))
    return [(f.code, f.place.id if f.place else "") for f in found if f.severity is Severity.ERROR]


def test_what_is_undecided_keeps_a_public_copy_from_being_made() -> None:
    assert public_errors(with_answer(LONG, "A", publicity=None)) == [("OMV402", LONG)]
    plan = with_rows(ATTACHMENTS, attachment(1, "A", ""))
    assert public_errors(plan) == [("OMV402", ATTACHMENTS)]
    assert public_errors(with_answer(LONG, "A")) == []


def test_of_a_secret_document_no_public_copy_is_made() -> None:
    errors = public_errors(with_fields(publicity="Salassa pidettävä"))
    assert ("OMV419", "publicity") in errors


def test_an_unclear_mark_keeps_a_public_copy_from_being_made() -> None:
    assert public_errors(with_answer(LONG, "[ [Koodi] ]")) == [("OMV422", LONG)]


def test_a_placeholder_is_not_taken_for_the_words_that_it_replaces() -> None:
    text = f"A.\n[[Liite, salassa pidettävä ({BASIS})]]"
    plan = with_answer(LONG, text, publicity=PARTLY, bases=(BASIS,))
    plan = with_answer("omv_johtaminen", "B.\n[[C.]]", publicity=PARTLY, bases=(BASIS,), plan=plan)
    assert public_errors(plan) == []
    assert placeholder((BASIS,)) == MARK


def test_a_discretionary_mark_is_refused_where_something_is_secret() -> None:
    plan = with_answer(LONG, "A.\n[[B.]]", publicity=PARTLY, bases=(BASIS,))
    marked = with_fields(plan, document_type="Suunnitelma, HARKINNANVARAISESTI ANNETTAVA")
    assert "OMV420" in [f.code for f in check(marked, FORM)]
    assert "OMV420" not in [
        f.code for f in check(with_fields(document_type="Harkinnanvaraisesti annettava"), FORM)
    ]


def test_a_row_that_goes_whole_is_told_of_before_it_is_missed() -> None:
    rows = {"riski": "Uhka", "hallintakeino": "[[Ovi]]"}, {"riski": "Toinen"}
    found = [f for f in check(with_rows(RISKS, *rows), FORM) if f.code == "OMV427"]
    assert [(f.severity, f.place and f.place.row, f.place and f.place.part) for f in found] == [
        (Severity.NOTE, 0, "hallintakeino")
    ]


def test_half_a_sentence_is_told_of_before_it_is_missed() -> None:
    half = with_answer(LONG, "Avoin.\nKoodi on [[1234]].", publicity=PARTLY, bases=(BASIS,))
    (note,) = [f for f in check(half, FORM) if f.code == "OMV418"]
    assert (note.severity, note.values["line"]) == (Severity.NOTE, 2)
    whole = with_answer(LONG, "Avoin. [[Koodi on 1234]]. Loppu.", publicity=PARTLY, bases=(BASIS,))
    assert "OMV418" not in [f.code for f in check(whole, FORM)]


def test_a_renamed_question_keeps_its_secrecy() -> None:
    questions = [{"id": "uusi", "text": "?", "kind": "long", "renamed_from": ["vanha"]}]
    section = {"id": "osio", "sheet": "1", "title": "Osio", "questions": questions}
    data = {"id": "pieni", "version": "2", "title": "P", "language": "fi-FI", "sections": [section]}
    old = Plan("pieni", "1", {}, {"vanha": Answer(plain("Avoin.\n[[Bee.]]"), PARTLY, (BASIS,))})
    copy = publish(old, form_from_data(data))
    assert {key: a.text.plain for key, a in copy.plan.answers.items()} == {
        "uusi": f"Avoin.\n{MARK}"
    }


@given(plans(FORM))
def test_any_plan_can_be_made_public_and_no_mark_of_secrecy_is_left(plan: Plan) -> None:
    copy = publish(plan, FORM)
    rows = [*copy.plan.log, *(row for rows in copy.plan.tables.values() for row in rows)]
    texts = [text for row in [*rows, copy.plan.document] for text in row.values()]
    texts += [answer.text.plain for answer in copy.plan.answers.values()]
    assert not any("[[" in text or "]]" in text for text in texts)
    assert {answer.publicity for answer in copy.plan.answers.values()} <= {PUBLIC}
    assert publish(copy.plan, FORM).plan == copy.plan, "what is public once is public again"
