"""What the document says, and in what order, as independent readers read it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from helpers_document import (
    BASIS,
    DATA,
    FORM,
    PUBLIC,
    SECRET,
    docx,
    find,
    full_plan,
    html,
    lines,
    paragraph_with,
    part,
    partly,
    plan_with,
    saved,
    style_of,
    words_of,
)
from hypothesis import assume, given
from hypothesis import strategies as st
from tools import convert

from omvgen.content.plan import is_compact
from omvgen.form.loader import form_from_data
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.paragraphs import paragraphs
from omvgen.plan.plan import Answer
from omvgen.plan.text import RichText, Run, plain, rich


def positions(wanted: list[str], found: list[str]) -> list[int]:
    """Where each of the wanted lines stands; each must be there once."""
    for line in wanted:
        assert found.count(line) == 1, line
    return [found.index(line) for line in wanted]


def test_every_section_question_and_answer_stands_once_and_in_the_forms_order() -> None:
    signed = {q.id for q in FORM.section_with_role("confirmation").questions}
    wanted = []
    for section in FORM.sections:
        wanted.append(section.title)
        for question in section.questions:
            if question.id not in signed:
                wanted += [question.text, f"Vastaus kohtaan {question.id}."]
    # The contents name the sections too, with their numbers and a tab. A short fact is a
    # line with its question's number, a tab and the answer.
    facts = {f"{FORM.numbers[q.id]} {q.text}": q.text for q in FORM.questions.values()}
    said = [
        [facts.get(label, "")] + ([answer] if answer else []) if tab else [label]
        for label, tab, answer in (line.partition("\t") for line in lines(docx(full_plan())))
        if not tab or label in facts
    ]
    places = positions(wanted, [piece for pieces in said for piece in pieces])
    assert places == sorted(places)


def shown_by_libreoffice(data: bytes, folder: Path) -> list[str]:
    """The lines of the document with their numbers, as a word processor shows them."""
    text = convert(saved(data, folder), "txt:Text (encoded):UTF8", folder).read_text("utf-8-sig")
    return [" ".join(line.split()) for line in text.splitlines()]


@pytest.mark.needs("libreoffice")
def test_numbers_of_headings_are_the_forms_numbers(tmp_path: Path) -> None:
    shown = shown_by_libreoffice(docx(full_plan()), tmp_path)
    signed = FORM.section_with_role("confirmation")
    for section in FORM.sections:
        assert f"{section.number} {section.title}" in shown
        for question in section.questions if section is not signed else ():
            heading = f"{FORM.numbers[question.id]} {question.text}"
            beside = is_compact(section)  # a short fact, with its answer on the same line
            assert heading in shown or (beside and any(line.startswith(heading) for line in shown))


@pytest.mark.needs("libreoffice")
def test_another_form_needs_no_change_in_the_program(tmp_path: Path) -> None:
    form = form_from_data(
        {
            "id": "toinen",
            "version": "1",
            "title": "Toinen lomake",
            "language": "fi-FI",
            "sections": [
                {
                    "id": "vahvistus",
                    "sheet": "1",
                    "title": "Vahvistus",
                    "role": "confirmation",
                    "statement": "Hyväksyn.",
                    "questions": [{"id": "kuka", "text": "Kuka?", "kind": "short", "role": "name"}],
                },
                {
                    "id": "osa",
                    "sheet": "2",
                    "title": "Osa",
                    "questions": [{"id": "mita", "text": "Mitä?", "kind": "long"}],
                },
            ],
        }
    )
    data = docx(plan_with({"mita": "Tätä.", "kuka": "Oskari"}, form=form), form=form)
    said = lines(data)
    assert said.index("Osa") < said.index("Mitä?") < said.index("Tätä.") < said.index("Vahvistus")
    assert said.index("Vahvistus") < said.index("Hyväksyn.") < said.index("Kuka?\tOskari")
    # The confirmation comes last and keeps its number all the same.
    shown = shown_by_libreoffice(data, tmp_path)
    assert [line for line in shown if line.startswith("2")][-2:] == ["2 Osa", "2.1 Mitä?"]
    assert "1 Vahvistus" in shown[shown.index("2 Osa") :]


def test_the_first_page_says_who_what_and_when() -> None:
    data = docx(plan_with({"vok_nimi": "Esimerkkilän vastaanottokeskus"}))
    assert lines(data)[:5] == [
        "Esimerkkilän vastaanottokeskus\tSuunnitelma",
        "30.1.2026",
        "MIGDno-2026-99002",
        "MIG-9900002",
        "Omavalvontasuunnitelma 2026",
    ]


def test_what_the_first_page_says_the_properties_say_too() -> None:
    core = part(docx(full_plan()), "docProps/core.xml")
    assert find(core, "dc:title/text()") == ["Omavalvontasuunnitelma 2026"]
    assert find(core, "dc:subject/text()") == ["Suunnitelma"]
    assert find(core, "dc:language/text()") == ["fi-FI"]
    assert find(core, "dc:identifier/text()") == ["MIGDno-2026-99002"]
    assert find(core, "dcterms:created/text()") == ["2026-01-30T00:00:00Z"]


def test_a_long_list_of_preparers_is_shown_whole_and_cut_in_the_properties_alone() -> None:
    names = "\n".join(f"Etunimi Sukunimi{n}, virkanimike" for n in range(20))
    data = docx(plan_with(document={**DATA, "prepared_by": names, "title": "Otsikko " * 60}))
    (author,) = find(part(data, "docProps/core.xml"), "dc:creator/text()")
    assert author.startswith("Etunimi Sukunimi0, virkanimike; Etunimi Sukunimi1, ")
    assert len(author) == 255
    assert "Sukunimi19, virkanimike" in " ".join(lines(data))


def test_a_sender_too_long_for_its_column_has_a_line_of_its_own() -> None:
    sender = (
        "Maahanmuuttovirasto, Joutsenon vastaanottokeskus, ihmiskaupan uhrien auttamisjärjestelmä"
    )
    data = docx(plan_with({"vok_nimi": sender}))
    block = find(part(data), "//w:p[w:pPr/w:pStyle/@w:val='Lahettaja']")[0]
    assert words_of(block) == f"{sender}Suunnitelma"
    assert find(block, "w:r/w:br")
    assert not find(block, "w:r/w:tab")
    header = part(data, "word/header1.xml")
    assert [words_of(p) for p in find(header, "w:p")][:2] == [f"{sender}1 (1)", "Suunnitelma"]


def test_an_optional_answer_that_is_missing_says_so() -> None:
    said = lines(docx(plan_with()))
    question = FORM.questions["liitteet_kuvaus"].text
    assert said[said.index(question) + 1] == "Ei vastausta"


def test_a_required_answer_that_is_missing_from_a_draft_is_not_passed_over() -> None:
    said = lines(docx(plan_with(), draft=True))
    question = FORM.questions["henk_riittavyys"].text
    assert said[said.index(question) + 1] == "Vastaus puuttuu"


@pytest.mark.needs("libreoffice")
def test_lists_are_real_lists_and_keep_the_numbers_that_were_typed(tmp_path: Path) -> None:
    typed = """Alku
1. yksi
  - ali
2. kaksi
  1. sisä
  2. toinen sisä
3. kolme
  1. uusi sisä
Väli
4. neljä
7. seitsemän
1. alusta
a) aa
b) bee
5) viisi"""
    data = docx(plan_with({"omv_johtaminen": typed}))
    shown = shown_by_libreoffice(data, tmp_path)
    start = shown.index("Alku")
    wanted = [line.strip() for line in typed.split("\n")]
    # LibreOffice's own bullets in plain text differ by level.
    assert [re.sub("^[•◦▪–] ", "- ", s) for s in shown[start : start + len(wanted)]] == wanted
    assert find(paragraph_with(data, "toinen sisä"), "w:pPr/w:numPr/w:ilvl/@w:val") == ["1"]


def test_lists_are_as_deep_as_word_has_them() -> None:
    typed = "\n".join(f"{' ' * 2 * level}- taso {level}" for level in (*range(9), 3, 0))
    data = docx(plan_with({"omv_johtaminen": typed}))
    levels = find(part(data), "//w:p[starts-with(., 'taso')]/w:pPr/w:numPr/w:ilvl/@w:val")
    assert levels == [*map(str, range(9)), "3", "0"]


def test_a_paragraph_that_leads_to_a_list_stays_on_its_page() -> None:
    data = docx(plan_with({"omv_johtaminen": "Johdanto:\n- kohta"}))
    assert find(paragraph_with(data, "Johdanto:"), "w:pPr/w:keepNext")


def test_formatting_and_links_are_kept() -> None:
    answer = rich(
        [
            Run("lihava", bold=True),
            Run("kursiivi", italic=True),
            Run("yli", strike=True),
            Run("linkki", link="https://migri.fi/?a=1&b=2"),
        ]
    )
    page = html(docx(plan_with({"omv_johtaminen": answer})))
    assert (
        "<strong>lihava</strong><em>kursiivi</em><s>yli</s>"
        '<a href="https://migri.fi/?a=1&amp;b=2">linkki</a>'
    ) in page


def test_a_link_that_leads_nowhere_safe_is_plain_words() -> None:
    answer = rich([Run("avaa", link="javascript:alert(1)")])
    page = html(docx(plan_with({"omv_johtaminen": answer})))
    assert "<p>avaa</p>" in page


def test_a_secret_passage_is_named_with_its_provision_and_without_brackets() -> None:
    text = "Julkista.\n\n[[SALASSA JulkL 24 § 1 mom. 8 k: Koodi on 1.]]\n\n[[Toinen.]] Jatkuu."
    said = lines(docx(plan_with({"tilat_kuvaus": partly(text)})))
    start = said.index("Julkista.")
    assert said[start - 1] == f"Osittain salassa pidettävä ({BASIS})"
    assert said[start + 1 : start + 3] == [
        "Salassa pidettävä (JulkL 24 § 1 mom. 8 k): Koodi on 1.",
        f"Salassa pidettävä ({BASIS}): Toinen. (salassa pidettävä osuus päättyy) Jatkuu.",
    ]
    assert not any("[[" in line or "]]" in line for line in said)


def test_passages_within_passages_without_end_are_secret_words() -> None:
    said = " ".join(lines(docx(plan_with({"omv_johtaminen": partly("[[a " * 2_000)}))))
    assert said.count("a ") >= 2_000
    assert "Salassa pidettävä" in said


def test_the_words_of_a_secret_passage_have_a_style_of_their_own() -> None:
    data = docx(plan_with({"tilat_kuvaus": partly("Avoin [[kätketty]]")}))
    styles = {
        words_of(run): find(run, "w:rPr/w:rStyle/@w:val") for run in find(part(data), "//w:r[w:t]")
    }
    assert styles["Avoin "] == []
    assert styles["kätketty"] == ["SalassaPidettava"]


def test_an_answer_secret_as_a_whole_is_marked_throughout() -> None:
    answer = Answer(plain("Kaikki\n- salaista"), SECRET, (BASIS,))
    data = docx(plan_with({"tilat_kuvaus": answer}))
    assert f"Salassa pidettävä ({BASIS})" in lines(data)
    for words in ("Kaikki", "salaista"):
        assert find(paragraph_with(data, words), ".//w:rStyle/@w:val") == ["SalassaPidettava"]


def test_a_list_within_a_secret_passage_is_still_a_list() -> None:
    data = docx(plan_with({"tilat_kuvaus": partly("[[- yksi\n- kaksi]]")}))
    assert f"Salassa pidettävä ({BASIS}):" in lines(data)
    assert style_of(paragraph_with(data, "yksi")) == "ListParagraph"


@pytest.mark.parametrize("says", ["Osittain salassa pidettävä", "Julkinen", ""])
def test_a_document_that_holds_secrets_bears_the_mark_and_every_provision(says: str) -> None:
    document = {**DATA, "publicity": says, "bases": "JulkL 24 § 1 mom. 17 k"}
    answers = {"tilat_kuvaus": partly("[[SALASSA JulkL 24 § 1 mom. 8 k: x]]")}
    said = lines(docx(plan_with(answers, document=document)))
    assert said[4:6] == [
        "OSITTAIN SALASSA PIDETTÄVÄ",
        f"JulkL 24 § 1 mom. 17 k; {BASIS}; JulkL 24 § 1 mom. 8 k",
    ]


def test_a_public_document_bears_no_mark() -> None:
    data = docx(full_plan())
    assert "SALASSA" not in " ".join(lines(data))


def test_tables_have_captions_header_rows_and_numbers_to_the_right() -> None:
    rows = (
        {"tehtavanimike": "Ylitarkastaja", "henkiloita": "2", "henkilotyovuodet": "1,5"},
        {"tehtavanimike": "Sosiaaliohjaaja", "henkiloita": "10"},
    )
    data = docx(plan_with({"henk_maara_rakenne": "Kuvaus"}, tables={"henk_taulukko": rows}))
    (table,) = find(part(data), "//w:tbl[contains(., 'Ylitarkastaja')]")
    assert words_of(table.getprevious()).endswith("Henkilöstön määrä, rakenne ja virkapaikka")
    header, first, second = find(table, "w:tr")
    assert find(header, "w:trPr/w:tblHeader")
    assert [words_of(cell) for cell in find(header, "w:tc")] == [
        column.title for column in FORM.tables["henk_taulukko"].columns
    ]
    assert [words_of(cell) for cell in find(first, "w:tc")] == [
        "Ylitarkastaja", "", "", "2", "1,5", "",
    ]  # fmt: skip
    right = [bool(find(c, "w:p/w:pPr/w:jc[@w:val='right']")) for c in find(second, "w:tc")]
    assert right == [False, False, False, True, True, False]
    assert find(table, "w:tblPr/w:tblCaption")
    assert find(table, "w:tblPr/w:tblDescription")


def test_the_end_is_confirmation_attachments_distribution_and_contact_details() -> None:
    plan = plan_with(
        {"vok_nimi": "Keskus", "vok_postinumero": "00001", "vok_postitoimipaikka": "ESIMERKKILÄ"},
        document={**DATA, "distribution": "Yksi\nToinen", "for_information": "Ministeriö"},
        tables={"liitteet_taulukko": ({"nro": "1", "liitteen_nimi": "Vuosikello"},)},
        log=({"version": "1.0", "change": "Ensimmäinen"},),
    )
    said = lines(docx(plan))
    starts = [
        "Muutosloki",
        "Omavalvontasuunnitelman vahvistaminen",
        FORM.section_with_role("confirmation").statement,
        "Paikka ja päiväys\t",
        "Allekirjoitus\t",
        "Nimenselvennys\t",
        "Liitteet\t1 Vuosikello",
        "Jakelu\tYksi",
        "Tiedoksi\tMinisteriö",
        "Yhteystiedot\tKeskus, 00001\xa0ESIMERKKILÄ",
    ]
    places = [next(i for i, line in enumerate(said) if line.startswith(s)) for s in starts]
    assert places == sorted(places)
    assert places[-1] == len(said) - 1


def test_what_is_signed_is_kept_on_one_page_with_lines_where_nothing_is_said() -> None:
    data = docx(plan_with({"vahv_nimenselvennys": "Oskari Esimerkkinen, johtaja"}))
    title, statement, place, signature, name = [
        paragraph
        for paragraph in find(part(data), "//w:body//w:p")
        if words_of(paragraph)
        in {
            "Omavalvontasuunnitelman vahvistaminen",
            FORM.section_with_role("confirmation").statement,
            "Paikka ja päiväys",
            "Allekirjoitus",
            "NimenselvennysOskari Esimerkkinen, johtaja",
        }
    ]
    for paragraph in (title, statement, place, signature):
        assert find(paragraph, "w:pPr/w:keepNext")
    lined = [
        bool(find(p, "w:pPr/w:tabs/w:tab[@w:leader='underscore']"))
        for p in (place, signature, name)
    ]
    assert lined == [True, True, False]


def test_the_document_never_says_that_it_has_been_signed() -> None:
    assert "allekirjoitettu" not in " ".join(lines(docx(full_plan()))).lower()


def test_a_draft_says_luonnos_on_every_page() -> None:
    data = docx(full_plan(), draft=True)
    assert "LUONNOS" in lines(data)
    headers = find(part(data), "//w:headerReference/@w:type")
    assert sorted(headers) == ["default", "first"]
    for number in (1, 2):
        header = part(data, f"word/header{number}.xml")
        assert header.xpath("//*[local-name()='textpath']/@string") == ["LUONNOS"]
    assert "LUONNOS" not in " ".join(lines(docx(full_plan())))


def test_pages_are_numbered_as_one_of_all() -> None:
    header = part(docx(full_plan()), "word/header1.xml")
    assert [i.strip() for i in find(header, "//w:instrText/text()")] == ["PAGE", "NUMPAGES"]


def test_the_contents_lead_to_every_section() -> None:
    tree = part(docx(full_plan()))
    anchors = find(tree, "//w:sdt//w:hyperlink/@w:anchor")
    marks = {
        mark: words_of(p)
        for p in find(tree, "//w:body/w:p[w:bookmarkStart]")
        for mark in find(p, "w:bookmarkStart/@w:name")
    }
    titles = [section.title for section in FORM.sections]
    assert [marks[anchor] for anchor in anchors] == [*titles[:-1], "Muutosloki", titles[-1]]


def test_staffs_own_notes_are_never_printed() -> None:
    answer = Answer(plain("Vastaus"), PUBLIC, note="Kysy vielä Maijalta")
    assert "Maijalta" not in " ".join(lines(docx(plan_with({"omv_johtaminen": answer}))))


letters = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), max_size=12)
a_line = st.tuples(st.sampled_from(["", "- ", "1. ", "a) ", "  - ", "2) "]), letters).map("".join)
formats = st.fixed_dictionaries({k: st.booleans() for k in ("bold", "italic", "strike")})
a_text = st.lists(st.builds(lambda t, f: Run(t, **f), a_line, formats), max_size=5).map(
    lambda runs: rich([run for r in runs for run in (r, Run("\n"))])
)


ONE_SECTION = replace(FORM, sections=(FORM.section_of["omv_johtaminen"],))


@cache
def lines_without_answers() -> list[str]:
    return lines(docx(plan_with(form=ONE_SECTION), form=ONE_SECTION))


@given(a_text)
def test_no_word_of_any_answer_is_lost_or_doubled(text: RichText) -> None:
    before = lines_without_answers()
    start = before.index(FORM.questions["omv_johtaminen"].text) + 1
    assume("[[" not in text.plain)
    plan = plan_with({"omv_johtaminen": text}, form=ONE_SECTION)
    said = lines(docx(plan, form=ONE_SECTION))
    wanted = [p.plain for p in paragraphs(text)] or ["Vastaus puuttuu"]
    after = len(before) - start - 1
    assert [s.strip() for s in said[start : len(said) - after]] == [w.strip() for w in wanted]


def test_a_thousand_answers_of_tables_do_not_change_what_stands_around_them() -> None:
    rows = tuple({"riski": f"Riski {n}", "todennakoisyys": str(n)} for n in range(300))
    plan = replace(full_plan(), tables={"riskit_taulukko": rows})
    said = lines(docx(plan))
    assert [line for line in said if line.startswith("Riski ")] == [r["riski"] for r in rows]


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_answer_of_the_examples_is_in_the_document_in_order(
    examples: Path, year: int
) -> None:
    """Read from the answers as they were typed, not through our own reading of their lists."""
    data = json.loads((examples / f"plan-{year}.json").read_text("utf-8"))
    plan = plan_from_json(data)
    said = "\n".join(lines(docx(plan, draft=True)))
    place = said.index(FORM.sections[0].questions[0].text)
    signed = {q.id for q in FORM.section_with_role("confirmation").questions}
    for question_id in (key for key in FORM.questions if key in data["answers"]):
        for line in data["answers"][question_id]["text"].split("\n"):
            words = re.sub(r"^\s*(-|\d+\.) |\[\[(SALASSA [^:]*: )?|\]\]", "", line).strip()
            if words and question_id not in signed:
                place = said.index(words, place) + len(words)
