"""The notice to clients: what it says in which language, how plainly, and nothing secret."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import html5lib
import pytest
from helpers_checks import reading
from helpers_cli import omvgen_here
from helpers_document import find, part
from lint_docx import lint
from lxml import html
from pypdf import PdfReader
from tools import ROOT, convert_all

import omvgen as api
from omvgen.content.clients.texts import LANGUAGES, own_texts, shipped_texts
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.secrecy.model import PublicCopy

EXAMPLE = "omavalvontasuunnitelma-2026.xlsx"
PHONE, EMAIL = "029 500 0000", "vastaanottokeskus@esimerkkila.example"
LONGEST = {"fi": 10, "sv": 12, "en": 12}  # words of a sentence; Finnish words are longer
ARABIC = """
language = "ar"
direction = "rtl"
kind = "إعلان للعملاء"
title = "يمكنك الاطلاع على خطتنا"
contact = "اتصل بنا"
address = "العنوان"
phone = "الهاتف"
email = "البريد الإلكتروني"
[plan]
heading = "ما هي الخطة؟"
sentences = ["لدينا خطة للمراقبة الذاتية.", "تقول كيف نساعد العملاء."]
[ask]
heading = "كيف يمكنك رؤيتها؟"
sentences = ["لك الحق في رؤية الخطة.", "اطلبها من الموظفين."]
[cost]
heading = "كم تكلف؟"
sentences = ["رؤية الخطة لا تكلف شيئًا."]
[withheld]
heading = "لماذا قد ينقص شيء؟"
sentences = ["قد يكون جزء من الخطة سريًا."]
"""


@pytest.fixture(scope="module")
def example(examples: Path) -> api.Reading:
    return api.read(examples / EXAMPLE)


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    file = tmp_path / "ar.toml"
    file.write_text(ARABIC, "utf-8")
    return file


def page(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_every_sentence_and_how_to_reach_the_centre(
    example: api.Reading, language: str
) -> None:
    texts = shipped_texts(language)
    shown = page(api.notice_to_clients(example, language, "html"))
    assert shown.get("lang") == language
    said = " ".join(shown.find("body").text_content().split())
    for section in texts.sections:
        assert all(sentence in said for sentence in (section.heading, *section.sentences))
    for fact in ("Esimerkkilän vastaanottokeskus", "Mallitie 12 B", PHONE, EMAIL):
        assert fact in said
    assert "Oskari" not in said  # the director is no contact of clients


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_language_is_plain(language: str) -> None:
    """The rules of Selkokeskus as far as they can be counted; people read the rest."""
    texts = shipped_texts(language)
    assert (texts.language, texts.right_to_left) == (language, False)
    sentences = [sentence for section in texts.sections for sentence in section.sentences]
    assert 8 <= len(sentences) <= 16
    for sentence in sentences:
        assert len(sentence.split()) <= LONGEST[language], sentence
        assert re.fullmatch(r"[^.;:()–]+\.", sentence), sentence
        assert sentence.count(",") <= 1, sentence
    assert all(heading.endswith("?") for heading, _ in texts.sections)


def test_all_shipped_languages_say_the_same_number_of_things() -> None:
    counts = {
        tuple(len(section.sentences) for section in shipped_texts(language).sections)
        for language in LANGUAGES
    }
    assert len(counts) == 1


def test_the_guide_shows_the_finnish_texts_as_the_model() -> None:
    guide = (ROOT / "docs" / "publicity.md").read_text("utf-8")
    (model,) = re.findall(r"^```toml\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    ours = files("omvgen.content.clients").joinpath("fi.toml").read_text("utf-8")
    assert tomllib.loads(model) == tomllib.loads(ours)


def test_a_language_from_right_to_left_is_set_so(example: api.Reading, arabic: Path) -> None:
    data = api.notice_to_clients(example, texts=arabic)
    tree = part(data)
    paragraphs = find(tree, "//w:body/w:p")
    assert all(find(p, "w:pPr/w:bidi") for p in paragraphs)
    assert find(tree, "//w:sectPr/w:bidi")
    for run in find(tree, "//w:body//w:r[w:t]"):
        is_arabic = any("\u0600" <= sign <= "\u06ff" for sign in "".join(find(run, "w:t/text()")))
        assert bool(find(run, "w:rPr/w:rtl")) == is_arabic
    assert f"\u200e{PHONE}" in "".join(find(tree, "//w:t/text()"))
    assert set(find(part(data, "word/styles.xml"), "//w:docDefaults//w:lang/@w:bidi")) == {"ar"}
    assert lint(data) == []
    shown = page(api.notice_to_clients(example, "", "html", texts=arabic))
    assert (shown.get("lang"), shown.get("dir")) == ("ar", "rtl")
    assert not shown.xpath("//a")  # no word of ours in a language that it has not


def test_its_letters_are_large(example: api.Reading) -> None:
    styles = part(api.notice_to_clients(example), "word/styles.xml")
    size = find(styles, "w:docDefaults//w:rPr/w:sz/@w:val")
    assert [int(half_points) / 2 for half_points in size] == [16]


@pytest.mark.parametrize("publicity", [None, Publicity.SECRET, Publicity.PARTLY])
def test_what_is_not_public_of_the_contact_details_is_not_in_it(
    publicity: Publicity | None,
) -> None:
    form = api.load_form()
    answers = {
        "vok_nimi": Answer(plain("Keskus"), Publicity.PUBLIC),
        "vok_katuosoite": Answer(plain("[[Piilokatu 7]]"), publicity, ("JulkL 24 § 1 mom. 31 k",)),
        "vok_puhelin": Answer(plain(PHONE), Publicity.PUBLIC),
    }
    of_plan = reading(Plan(form.id, form.version, answers=answers))
    said = api.notice_to_clients(of_plan, "fi", "md").decode("utf-8")
    assert PHONE in said
    assert "Piilokatu" not in said
    assert "Osoite" not in said
    assert "Salassa" not in said


def test_a_public_contact_detail_that_is_secret_elsewhere_is_not_in_it() -> None:
    form = api.load_form()
    answers = {
        "vok_katuosoite": Answer(plain("Piilokatu 7"), Publicity.PUBLIC),
        "tilat_kuvaus": Answer(
            plain("Tila on osoitteessa [[Piilokatu 7]]. Muu on avointa."),
            Publicity.PARTLY,
            ("JulkL 24 § 1 mom. 7 k",),
        ),
    }
    of_plan = reading(Plan(form.id, form.version, answers=answers))
    assert b"Piilokatu" not in api.notice_to_clients(of_plan, "fi", "md")


def test_a_publisher_that_withholds_nothing_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def public(plan: Plan, *_: object, **__: object) -> PublicCopy:
        return PublicCopy(plan, (), plan)

    monkeypatch.setattr("omvgen.secrecy.publish.publish.publish", public)
    form = api.load_form()
    secret = Answer(plain("[[Piilokatu 7]]"), Publicity.PARTLY, ("JulkL 24 § 1 mom. 31 k",))
    of_plan = reading(Plan(form.id, form.version, answers={"vok_katuosoite": secret}))
    with pytest.raises(api.LeakError):
        api.notice_to_clients(of_plan)


def test_it_is_valid_html_in_each_direction(example: api.Reading, arabic: Path) -> None:
    for texts in (None, arabic):
        data = api.notice_to_clients(example, "fi", "html", texts=texts)
        html5lib.HTMLParser(strict=True).parse(data.decode("utf-8"))  # raises for any fault


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("language", "kieli"), "kieli, language"),
        (('"rtl"', '"oikealta"'), "direction"),
        (("[cost]", "[hinta]"), "hinta, cost.heading, cost.sentences"),
        (('title = "', 'title = "' + "a" * 300), "title"),
        (('sentences = ["رؤية الخطة لا تكلف شيئًا."]', "sentences = []"), "cost.sentences"),
        (('"ar"', '"Arabic!"'), "language"),
    ],
)
def test_what_a_translation_lacks_is_named(arabic: Path, change: tuple[str, str], key: str) -> None:
    arabic.write_text(ARABIC.replace(*change), "utf-8")
    with pytest.raises(api.ReadError) as refused:
        own_texts(arabic)
    assert refused.value.finding.code == "OMV438"
    assert f": {key}. " in str(refused.value)


def test_what_is_no_translation_is_refused_in_words(tmp_path: Path, example: api.Reading) -> None:
    latin, broken = tmp_path / "latin.toml", tmp_path / "rikki.toml"
    latin.write_bytes("kind = 'ä'".encode("latin-1"))
    broken.write_text('kind = "a\n', "utf-8")
    for file, code in ((tmp_path / "ei", "OMV435"), (latin, "OMV436"), (broken, "OMV437")):
        with pytest.raises(api.ReadError) as refused:
            api.notice_to_clients(example, texts=file)
        assert refused.value.finding.code == code
    with pytest.raises(api.ReadError) as refused:
        api.notice_to_clients(example, "so")
    assert refused.value.finding.code == "OMV439"


def test_the_command_takes_one_workbook_and_its_own_languages(
    examples: Path, tmp_path: Path, arabic: Path
) -> None:
    workbook, target = str(examples / EXAMPLE), tmp_path / "tiedote.html"
    done = omvgen_here("notice", "--clients", workbook, "--lang", "sv", "-o", str(target))
    assert done == 0
    assert "Du får se vår plan" in target.read_text("utf-8")
    for arguments in (
        (workbook,),  # for staff, a second workbook is needed
        ("--clients", workbook, workbook),
        ("--clients", "--public", workbook),
        (workbook, workbook, "--texts", str(arabic)),
    ):
        assert omvgen_here("notice", *arguments) == 2, arguments


def test_an_unanswered_plan_gives_a_notice_without_contact_details() -> None:
    form = api.load_form()
    said = api.notice_to_clients(reading(Plan(form.id, form.version)), "fi", "md").decode("utf-8")
    assert "Saat nähdä suunnitelmamme" in said
    assert "Puhelin" not in said


@pytest.mark.needs("libreoffice")
def test_each_shipped_notice_is_one_page(example: api.Reading, tmp_path: Path) -> None:
    files = []
    for language in LANGUAGES:
        files.append(tmp_path / f"{language}.docx")
        files[-1].write_bytes(api.notice_to_clients(example, language))
    for file in convert_all(files, "pdf", tmp_path / "pdf"):
        assert len(PdfReader(file).pages) == 1, file.name
