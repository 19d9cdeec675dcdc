"""What a public copy holds, and what nobody can conclude from it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

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
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from strategies import plans

import omvgen
from omvgen.checks import check
from omvgen.checks.public import check_public
from omvgen.findings.model import Severity
from omvgen.form.loader import form_from_data, load_form
from omvgen.plan.model import Answer, Plan
from omvgen.plan.text import Run, plain, rich
from omvgen.secrecy.model import PublicCopy, Reason, placeholder, provisions, withheld_index
from omvgen.secrecy.public import public, public_both
from omvgen.secrecy.redact import redacted
from omvgen.workbook.template import make_workbook

FORM = load_form()
LONG = "toiminta_ajatus_kuvaus"
MARK = f"[Salassa pidettävä, {BASIS}]"
OTHER = "JulkL 24 § 1 mom. 17 k"
RISKS = "riskit_taulukko"


def copy_of(plan: Plan, beside: Plan | None = None) -> PublicCopy:
    return public_both(beside, plan, FORM)[1] if beside else public(plan, FORM)


def shown(text: str, publicity: object = PARTLY, bases: tuple[str, ...] = (BASIS,)) -> str:
    """What the public copy shows of an answer."""
    plan = with_answer(LONG, text, publicity=publicity, bases=bases)
    return copy_of(plan).plan.text(LONG)


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
    assert shown("Koodi on sininen.]] Julkinen lause.", PUBLIC) == f"Julkinen lause.\n{MARK}"


@pytest.mark.parametrize(
    "text", ["Avoin. [ [Koodi on sininen.] ]", "[SALASSA: Koodi]", "［［Koodi］］", "⟦Koodi⟧"]
)
def test_what_only_looks_like_a_mark_withholds_the_whole_answer(text: str) -> None:
    assert shown(text) == MARK
    assert shown(text, PUBLIC) == MARK


def test_half_a_sentence_is_never_shown() -> None:
    """`Asiakkaita [[ei]] tavata` must not become `Asiakkaita tavata`."""
    text = "Ensin julkinen. Asiakkaita [[ei]] tavata avotiloissa. Sitten julkinen."
    assert shown(text) == f"Ensin julkinen. Sitten julkinen.\n{MARK}"


def test_a_passages_own_provision_is_named_with_its_rows() -> None:
    text = f"A.\n[[SALASSA {OTHER}: B.]]\n[[C.]]"
    assert shown(text) == f"A.\n[Salassa pidettävä, {BASIS}; {OTHER}]"


def test_words_in_the_cell_for_provisions_are_not_shown() -> None:
    assert shown("Koodi.", SECRET, ("koska Piilokatu 7",)) == "[Salassa pidettävä]"
    assert provisions("621/1999 24 § 1 mom 7 kohta", "Piilokatu 7") == (BASIS,)


def test_formatting_survives_beside_a_passage() -> None:
    text = rich([Run("Vahva. ", bold=True), Run("[[Salainen.]] "), Run("Kursiivi.", italic=True)])
    kept = redacted(text, (BASIS,)).text
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
        for part in [f"[[{s}]]" for p, s in secrets if p == place] + list(PIECES[place : place + 1])
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


def test_empty_lines_around_a_passage_leave_one() -> None:
    assert shown("A.\n\n[[B.]]\n\n[[C.]]\n\nD.") == f"A.\n\nD.\n{MARK}"


def test_an_empty_secret_answer_looks_like_a_full_one() -> None:
    assert shown("", SECRET) == shown("Pitkä " * 500, SECRET) == MARK


@given(st.text(max_size=200))
def test_a_secret_answer_is_of_one_length_whatever_it_hides(text: str) -> None:
    assert shown(f"Julkinen.\n[[{text.replace('[', '').replace(']', '')}]]")[-len(MARK) :] == MARK


# Tables.


def attachment(number: int, name: str, publicity: str = "julkinen", **more: str) -> dict[str, str]:
    return {"nro": str(number), "liitteen_nimi": name, "julkisuus": publicity, **more}


def attachments_of(*rows: Mapping[str, str]) -> list[dict[str, str]]:
    copy = copy_of(with_rows(ATTACHMENTS, *rows))
    return [dict(row) for row in copy.plan.rows(ATTACHMENTS)]


@pytest.mark.parametrize("publicity", ["salassa pidettävä", "osittain salassa pidettävä", "?", ""])
def test_a_row_that_is_not_marked_public_is_withheld(publicity: str) -> None:
    rows = attachments_of(attachment(1, "Vuosikello"), attachment(2, "Riskit", publicity))
    assert rows == [
        {"liitteen_nimi": "Vuosikello", "julkisuus": "julkinen"},
        {"liitteen_nimi": "[Salassa pidettävä]"},
    ]


@given(st.sets(st.integers(0, 5), min_size=1, max_size=5))
def test_withheld_rows_show_neither_their_number_nor_their_places(places: set[int]) -> None:
    """Not even by the gaps in the numbers of the others."""
    basis = {"salassapitoperuste": BASIS}
    names = iter("ABCDEF")
    rows = [
        attachment(n + 1, f"Salainen {n}", "salassa pidettävä", **basis)
        if n in places
        else attachment(n + 1, next(names))
        for n in range(6)
    ]
    kept = [{"liitteen_nimi": name, "julkisuus": "julkinen"} for name in "ABCDEF"]
    assert attachments_of(*rows) == [*kept[: 6 - len(places)], {"liitteen_nimi": MARK}]


def test_a_secret_questions_tables_are_not_there() -> None:
    plan = with_answer("omv_riskien_tunnistaminen", "", publicity=SECRET, bases=(BASIS,))
    copy = copy_of(with_rows(RISKS, {"riski": "Piilokatu 7"}, plan=plan))
    assert not copy.plan.rows(RISKS)
    assert copy.plan.text("omv_riskien_tunnistaminen") == MARK


def test_an_undecided_questions_tables_are_not_there() -> None:
    plan = with_answer("omv_riskien_tunnistaminen", "", publicity=None)
    copy = copy_of(with_rows(RISKS, {"riski": "Piilokatu 7"}, plan=plan))
    assert not copy.plan.rows(RISKS)
    assert copy.plan.text("omv_riskien_tunnistaminen") == "[Salassa pidettävä]"


def test_a_row_with_a_passage_goes_whole_and_columns_of_another_form_are_left_out() -> None:
    """As a sentence does: half a row says where its other half was."""
    plan = with_answer("omv_riskien_tunnistaminen", "Kuvaus.", bases=(BASIS,))
    rows = [
        {"riski": "Uhka", "hallintakeino": "Ovi. [[Koodi 1234.]]"},
        {"riski": "Toinen", "hallintakeino": "Lukko.", "vieras": "Piilokatu 7"},
    ]
    copy = copy_of(with_rows(RISKS, *rows, plan=plan))
    assert [dict(row) for row in copy.plan.rows(RISKS)] == [
        {"riski": "Toinen", "hallintakeino": "Lukko."},
        {"hallintakeino": MARK},
    ]


# The document's data and the change log.


def test_data_are_given_by_a_list_and_say_that_the_copy_is_public() -> None:
    plan = with_fields(
        publicity="Osittain salassa pidettävä",
        bases=BASIS,
        security_class="KÄYTTÖ RAJOITETTU",
        distribution="Virasto\n[[Salla Salainen]]",
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
     "osiot 7–9", "050 772 3013", "kohdat 3.1 ja 8.6", ""],
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
        "Koko suunnitelma",
        "Kantelut ja palautteet",
    ],
)
def test_other_log_rows_stay(place: str) -> None:
    assert logged(place) == ["Päivitetty"]


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


# Two years.


def test_what_became_secret_is_withheld_from_the_old_year_too() -> None:
    old = with_answer(LONG, "Asunto on osoitteessa Piilokatu 7. Muuta.")
    new = with_answer(LONG, "[[Asunto on osoitteessa Piilokatu 7.]] Muuta.", publicity=PARTLY)
    before, after = public_both(old, new, FORM)
    assert before.plan.text(LONG) == "[Salassa pidettävä]"
    # Side by side, what stayed ("Muuta.") would look as if it had been written anew.
    assert after.plan.text(LONG) == "[Salassa pidettävä]"
    assert copy_of(new).plan.text(LONG) == "Muuta.\n[Salassa pidettävä]"


def test_an_answer_that_is_secret_in_either_year_is_in_neither() -> None:
    old = with_answer(LONG, "Aivan toinen teksti.")
    new = with_answer(LONG, "Uusi salainen teksti.", publicity=SECRET)
    for pair in ((old, new), (new, old)):
        assert {c.plan.text(LONG) for c in public_both(*pair, FORM)} == {"[Salassa pidettävä]"}


def test_the_years_do_not_differ_by_what_stands_in_place_of_a_secret_answer() -> None:
    old = with_answer(LONG, "Sama teksti.")
    new = with_answer(LONG, "Sama teksti.", publicity=SECRET, bases=(BASIS,))
    for pair in ((old, new), (new, old)):
        assert [c.plan.text(LONG) for c in public_both(*pair, FORM)] == [MARK, MARK]


@pytest.mark.parametrize(
    ("version", "given"), [("2019-05-01", "2019-05-01"), ("1.2", "1.2"), ("Piilokatu 7", None)]
)
def test_a_public_plan_keeps_its_forms_version_and_nothing_else_in_its_place(
    version: str, given: str | None
) -> None:
    plan = replace(with_answer(LONG, "A"), form_version=version)
    assert copy_of(plan).plan.form_version == (given or FORM.version)


def test_a_row_that_is_secret_in_either_year_is_in_neither() -> None:
    old = with_rows(ATTACHMENTS, attachment(1, "Avoin"), attachment(2, "Ennen julkinen"))
    new = with_rows(ATTACHMENTS, attachment(1, "Avoin"), attachment(2, "Nyt", "salassa pidettävä"))
    for copy in public_both(old, new, FORM):
        assert [r["liitteen_nimi"] for r in copy.plan.rows(ATTACHMENTS)] == [
            "Avoin",
            "[Salassa pidettävä]",
        ]


def test_what_is_secret_in_the_other_year_accuses_nothing_else() -> None:
    """Only what somebody marked secret is looked for in other answers."""
    shared = "Tästä asiasta huolehditaan aina sovitulla tavalla."
    old = with_answer(LONG, shared, plan=with_answer("omv_johtaminen", f"{shared} Muuta."))
    new = with_answer(LONG, "Salainen.", publicity=SECRET, plan=old)
    for copy in public_both(old, new, FORM):
        assert copy.plan.text("omv_johtaminen") == f"{shared} Muuta."


def test_hidden_text_is_not_shown_and_keeps_a_copy_from_being_made(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(make_workbook(FORM, with_answer(LONG, "Julkinen."))))
    sheet = book[FORM.section_of[LONG].sheet]
    sheet["D20"] = "Piilokatu 7"
    sheet.row_dimensions[20].hidden = True
    book.save(tmp_path / "t.xlsx")
    reading = omvgen.read(tmp_path / "t.xlsx")
    assert "Piilokatu" in reading.plan.text(LONG)
    copy = omvgen.public(reading)
    assert copy.plan.text(LONG) == "[Salassa pidettävä]"
    assert "OMV153" in [f.code for f in omvgen.validate_public(reading, copy)]
    _, after, _ = omvgen.public_both(reading, reading)
    assert after.plan.text(LONG) == "[Salassa pidettävä]"


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


def test_half_a_sentence_is_told_of_before_it_is_missed() -> None:
    half = with_answer(LONG, "A.\nKoodi on [[1234]].", publicity=PARTLY, bases=(BASIS,))
    (note,) = [f for f in check(half, FORM) if f.code == "OMV418"]
    assert (note.severity, note.values["line"]) == (Severity.NOTE, 2)
    whole = with_answer(LONG, "A. [[Koodi on 1234.]] B.", publicity=PARTLY, bases=(BASIS,))
    assert "OMV418" not in [f.code for f in check(whole, FORM)]


def test_a_renamed_question_keeps_its_secrecy() -> None:
    questions = [{"id": "uusi", "text": "?", "kind": "long", "renamed_from": ["vanha"]}]
    section = {"id": "osio", "sheet": "1", "title": "Osio", "questions": questions}
    data = {"id": "pieni", "version": "2", "title": "P", "language": "fi-FI", "sections": [section]}
    old = Plan("pieni", "1", {}, {"vanha": Answer(plain("A.\n[[B.]]"), PARTLY, (BASIS,))})
    copy = public(old, form_from_data(data))
    assert {key: a.text.plain for key, a in copy.plan.answers.items()} == {"uusi": f"A.\n{MARK}"}


@given(plans(FORM))
def test_any_plan_can_be_made_public_and_no_mark_of_secrecy_is_left(plan: Plan) -> None:
    copy = public(plan, FORM)
    rows = [*copy.plan.log, *(row for rows in copy.plan.tables.values() for row in rows)]
    texts = [text for row in [*rows, copy.plan.document] for text in row.values()]
    texts += [answer.text.plain for answer in copy.plan.answers.values()]
    assert not any("[[" in text or "]]" in text for text in texts)
    assert {answer.publicity for answer in copy.plan.answers.values()} <= {PUBLIC}
    assert public(copy.plan, FORM).plan == copy.plan, "what is public once is public again"
