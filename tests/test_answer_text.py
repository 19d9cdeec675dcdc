"""What staff typed and how it looks: formats, spaces, words that no line holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers_document import FORM, PARTLY, docx, find, lines, part, plan_with, saved
from tools import convert, pdf_pages

from omvgen.content.plan import plan_document
from omvgen.form.item import named_choices
from omvgen.plan.as_json import plan_from_json, plan_to_json
from omvgen.plan.paragraphs import paragraphs
from omvgen.plan.plan import Answer
from omvgen.plan.text import Run, Script, plain, rich
from omvgen.writers import write

LONG = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas" * 5


@pytest.mark.parametrize(
    ("mark", "element"),
    [("bold", "w:b"), ("italic", "w:i"), ("underline", "w:u[@w:val='single']"),
     ("strike", "w:strike")],
)  # fmt: skip
def test_each_format_is_words_own_and_is_on_its_words_alone(mark: str, element: str) -> None:
    answer = rich([Run("ennen "), Run("merkitty", **{mark: True}), Run(" jälkeen")])
    tree = part(docx(plan_with({"omv_johtaminen": answer})))
    assert find(tree, f"//w:r[w:rPr/{element}]/w:t[text()='merkitty']")
    for words in ("ennen ", " jälkeen"):
        (run,) = find(tree, f"//w:r[w:t[text()='{words}']]")
        assert not find(run, "w:rPr/*")


def test_raised_and_lowered_letters_are_what_they_are_in_every_format() -> None:
    answer = rich([Run("20 m"), Run("2", script=Script.SUPER), Run(" ja H"),
                   Run("2", bold=True, script=Script.SUB), Run("O")])  # fmt: skip
    plan = plan_with({"omv_johtaminen": answer})
    assert find(part(docx(plan)), "//w:r[w:rPr/w:vertAlign[@w:val='superscript']]/w:t[.='2']")
    assert find(part(docx(plan)), "//w:r[w:rPr[w:b]/w:vertAlign[@w:val='subscript']]/w:t[.='2']")
    built = plan_document(plan, FORM)
    assert "20 m<sup>2</sup> ja H<strong><sub>2</sub></strong>O" in write(built, "html").decode()
    assert "20 m<sup>2</sup> ja H<sub>**2**</sub>O" in write(built, "md").decode()
    assert plan_from_json(plan_to_json(plan, FORM)) == plan
    assert plan_to_json(plan, FORM)["answers"]["omv_johtaminen"]["text"][1] == {
        "text": "2",
        "script": "super",
    }


def test_formats_are_kept_within_lists_and_secret_passages() -> None:
    runs = [Run("- "), Run("lihava", bold=True), Run(" [[salattu "), Run("alle", underline=True)]
    answer = Answer(rich([*runs, Run("]]")]), PARTLY, ("JulkL 24 § 1 mom. 7 k",))
    tree = part(docx(plan_with({"tilat_kuvaus": answer})))
    assert find(tree, "//w:p[w:pPr/w:numPr]/w:r[w:rPr/w:b]/w:t[text()='lihava']")
    assert find(tree, "//w:r[w:rPr[w:rStyle[@w:val='SalassaPidettava'] and w:u]]/w:t[.='alle']")


def test_a_link_within_formatted_text_keeps_its_address_and_format() -> None:
    answer = rich([Run("Ks. "), Run("ohje", bold=True, link="https://migri.fi/ohje")])
    data = docx(plan_with({"omv_johtaminen": answer}))
    (link,) = find(part(data), "//w:hyperlink[.='ohje']")
    assert find(link, "w:r/w:rPr/w:b")
    (relation,) = [
        e for e in part(data, "word/_rels/document.xml.rels") if e.get("Id") in link.values()
    ]
    assert relation.get("Target") == "https://migri.fi/ohje"


def test_spaces_that_do_not_break_and_spaces_in_a_row_are_kept() -> None:
    text = "Puhelin 029\xa0500\xa00000,  kaksi   väliä\tsarkain"
    assert text in lines(docx(plan_with({"omv_johtaminen": text})))


def test_an_answer_is_read_in_the_form_in_which_letters_are_whole() -> None:
    assert "Äiti" in lines(docx(plan_with({"omv_johtaminen": "A\u0308iti"})))


@pytest.mark.needs("libreoffice", "poppler")
def test_a_word_longer_than_a_line_is_broken_and_not_cut(tmp_path: Path) -> None:
    plan = plan_with(
        {"vok_katuosoite": LONG, "tilat_kuvaus": f"- {LONG}"},
        tables={"suunnitelmat_taulukko": ({"suunnitelma": LONG, "vastuurooli": "Johtaja"},)},
    )
    pages = pdf_pages(convert(saved(docx(plan), tmp_path), "pdf", tmp_path))
    squeezed = ["".join(page.split()) for page in pages]
    assert sum(page.count(LONG) for page in squeezed) == 3  # the contact details, too
    (table,) = [page for page in pages if "Taulukko 1" in page]
    assert "Johtaja" in table  # the columns beside it are as wide as their words
    assert "Vastuurooli" in table


def test_the_provisions_of_a_tables_row_are_said_on_one_line() -> None:
    bases = "JulkL 24 § 1 mom. 7 k;\nJulkL 24 § 1 mom. 8 k"
    row = {"liitteen_nimi": "Opas [[koodi]]", "salassapitoperuste": bases}
    said = lines(docx(plan_with(tables={"liitteet_taulukko": (row,)})))
    label = "Salassa pidettävä (JulkL 24 § 1 mom. 7 k; JulkL 24 § 1 mom. 8 k):"
    assert f"Opas {label} koodi" in said


@pytest.mark.parametrize("bullet", ["•", "\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc", "\uf076"])
@pytest.mark.parametrize("gap", [" ", "\t"])
def test_bullets_that_word_has_in_its_own_fonts_are_list_marks(bullet: str, gap: str) -> None:
    text = plain(f"Ensin:\n{bullet}{gap}yksi\n  {bullet}{gap}kaksi\nLopuksi {bullet} kolme.")
    assert [(line.plain, line.kind, line.level) for line in paragraphs(text)] == [
        ("Ensin:", "text", 0),
        ("yksi", "bullet", 0),
        ("kaksi", "bullet", 1),
        (f"Lopuksi {bullet} kolme.", "text", 0),
    ]


def test_a_bullet_of_word_needs_no_space_after_it() -> None:
    assert [line.plain for line in paragraphs(plain("\uf0b7yksi\n•kaksi"))] == ["yksi", "•kaksi"]
    assert named_choices("\uf0b7Puhelin\n\uf0a7 Kirje") == ("Puhelin", "Kirje")
