"""What once came through into a public copy, and what must not: whole workbooks, whole files."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from helpers_cli import omvgen_here
from helpers_reader import some_sections
from helpers_secrecy import BASIS, EXAMPLE, FORM, lean_example
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Font, PatternFill

from omvgen import pipeline
from omvgen.errors import LeakError, PublicityError
from omvgen.secrecy.codes import codes
from omvgen.secrecy.search.tokens import tokens_of
from omvgen.secrecy.text import fold
from omvgen.workbook.reading.doubtful import doubtful

PART = some_sections(FORM)
HOME, OTHER = "tilat_kuvaus", "tilat_tyovalineet"
WORD_TEXT = re.compile(r"<[^>]+>")


class Case(NamedTuple):
    """`secret` is the answer of `HOME`; `other`, with `link`, that of `OTHER`, which is public.

    `not_here` are words that must not be in the answer of `HOME`: other answers have them too.
    """

    secret: str = ""
    never: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    other: str = ""
    link: str = ""
    black: bool = False
    log: tuple[str, str] = ("", "")  # a column's title and the text in it
    not_here: tuple[str, ...] = ()


CASES = {
    "a surname after a mark": Case(
        "[[Heikki]] Mäki asuu talossa Rannalla. Muu on.", ("Mäki asuu", "Rannalla"), ("Muu on.",)
    ),
    "a mark on a line of its own": Case(
        "Asiakkaita\n[[ei]]\ntavata avotiloissa koskaan. Muu on.",
        ("tavata avotiloissa", "Asiakkaita tavata"),
        ("Muu on.",),
        not_here=("Asiakkaita", "ei", "tavata", "avotiloissa", "koskaan"),
    ),
    "an address on three lines": Case("Osoite:\n[[Piilokatu 7]]\nKotka", ("Kotka",)),
    "a password elsewhere": Case(
        "[[Etäyhteyden salasana on kissa77Koira ja se vaihtuu.]] Muu teksti on julkista ja pysyy.",
        ("kissa77Koira",),
        other="Kirjaudu salasanalla kissa77Koira aamulla.",
    ),
    "a code in a link": Case(
        "[[Tunnus QZX9SALA on tässä.]] Muu teksti on julkista ja pysyy.",
        ("QZX9SALA",),
        other="Katso sivu",
        link="https://example.org/QZX9SALA",
    ),
    "black on black": Case(
        never=("QZX9SALA",), other="Tavallinen vastaus jossa on QZX9SALA tässä.", black=True
    ),
    "a log row about all": Case(
        "[[Turvatalo on Kotkassa.]] Muu on julkista.",
        ("turvatalojen",),
        log=("Osio tai kohta", "Kaikkien turvatalojen osoitteet"),
    ),
    "a log row with a section's title": Case(
        "[[Turvatalo on Kotkassa.]] Muu on julkista.",
        ("lisätty talo",),
        log=("Muutos", "Toimitilat ja työvälineet: lisätty talo"),
    ),
    "a mark over two lines that only looks like one": Case(
        "Talon osoite <‹Piilokatu 7\nKotka>>. Muu on.", ("Piilokatu",)
    ),
    "a mark too many": Case("Talo on [[[Piilokatu 7]]]. Muu on.", ("Piilokatu",)),
    "a door code read aloud": Case(
        "[[Ovikoodi on 7391.]] Muu on julkista.", ("7 3 9 1",), other="Näppäile 7 3 9 1 ja avaa."
    ),
    "a plate without its hyphen": Case(
        "[[Auto on ABC-123.]] Muu on.", ("ABC 123",), other="Auto ABC 123 on pihassa."
    ),
    "a code in parts": Case(
        "[[Ovikoodi on A4711B]].", ("4711",), other="Paina A 4711 B ja astu sisään."
    ),
}


def workbook(case: Case, path: Path, source: Path | None = None) -> Path:
    """The case in a part of the example, or in the workbook that is given."""
    book = openpyxl.load_workbook(source or io.BytesIO(lean_example(PART)))
    if case.secret:
        answer, publicity, basis = row_of(book, HOME)
        answer.value, publicity.value, basis.value = (
            case.secret,
            "Osittain salassa pidettävä",
            BASIS,
        )
    if case.other:
        answer, publicity, basis = row_of(book, OTHER)
        answer.value, publicity.value, basis.value = case.other, "Julkinen", None
        answer.hyperlink = case.link or None
        if case.black:
            answer.font, answer.fill = Font(color="000000"), PatternFill("solid", fgColor="000000")
    if case.log[0]:
        sheet = book["Muutosloki"]
        head = next(c for row in sheet.iter_rows() for c in row if c.value == case.log[0])
        last = max(
            r for r in range(head.row, sheet.max_row + 1) if sheet.cell(r, head.column).value
        )
        sheet.cell(last, head.column).value = case.log[1]
    book.save(path)
    return path


def row_of(book: Any, question: str) -> tuple[Any, Any, Any]:
    """The cells of the question's answer, publicity and basis."""
    name, ref = next(iter(book.defined_names[f"omv_{question}"].destinations))
    answer = book[name][ref.replace("$", "").split(":")[0]]
    return answer, answer.offset(0, 1), answer.offset(0, 2)


def public_file(path: Path) -> str:
    """Everything in the public copy, tags and all; empty when the build is refused."""
    try:
        data = pipeline.build_public(pipeline.read(path, PART))
    except (PublicityError, LeakError):
        return ""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )


def answer_in(made: str, question: str) -> str:
    """The words of the question's content control."""
    control = next(
        part for part in made.split("<w:sdt>") if f'<w:tag w:val="{question}"/>' in part
    ).partition("</w:sdt>")[0]
    return WORD_TEXT.sub(" ", control)


@pytest.mark.parametrize("name", CASES)
def test_nothing_of_it_is_in_any_part_of_the_public_copy(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    made = public_file(workbook(case, tmp_path / "suunnitelma.xlsx"))
    words = WORD_TEXT.sub("", made)
    for secret in case.never:
        assert secret not in made
        assert secret not in words
    assert not case.kept or all(kept in words for kept in case.kept)
    if case.not_here:
        answer = re.findall(r"\w+", answer_in(made, HOME))
        assert "Muu" in answer
        assert not set(case.not_here) & set(answer)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a mark over two lines that only looks like one", "OMV422"),
        ("a mark too many", "OMV422"),
        ("black on black", "OMV153"),
        ("a password elsewhere", "OMV417"),
        ("a code in parts", "OMV417"),
    ],
)
def test_the_insider_is_told_what_to_mend(name: str, code: str, tmp_path: Path) -> None:
    reading = pipeline.read(workbook(CASES[name], tmp_path / "suunnitelma.xlsx"), PART)
    assert code in [f.code for f in pipeline.validate_public(reading) if f.location.cell]


def test_a_word_for_secrecy_that_no_answer_has_keeps_even_a_draft_back(tmp_path: Path) -> None:
    """A program put a row in and left the names behind: nobody knows whose the word was."""
    file = workbook(Case(), tmp_path / "suunnitelma.xlsx")
    book = openpyxl.load_workbook(file)
    answer, publicity, _ = row_of(book, HOME)
    sheet = answer.parent
    sheet.insert_rows(answer.row + 1)
    for word, held_back in (("Salassa pidettävä", True), ("Julkinen", False)):
        sheet.cell(answer.row + 1, publicity.column).value = word
        book.save(file)
        reading = pipeline.read(file, PART)
        assert (("answer", HOME) in doubtful(reading)) is held_back
    sheet.cell(answer.row + 1, publicity.column).value = "Salassa pidettävä"
    book.save(file)
    with pytest.raises(PublicityError) as refused:
        pipeline.build_public(pipeline.read(file, PART), draft=True)
    assert "OMV150" in [finding.code for finding in refused.value.findings]


def test_the_review_page_shows_what_is_withheld_and_what_is_like_it(tmp_path: Path) -> None:
    case = Case(
        "Avoin virke. Turvatalo on [[Kuusamontiellä]].", other="Kuusamontien varrella on kauppa."
    )
    page = pipeline.review(pipeline.read(workbook(case, tmp_path / "s.xlsx"), PART)).decode()
    text = WORD_TEXT.sub("", page)
    assert "SALASSA PIDETTÄVÄ" in text
    assert re.search(r"Turvatalo on Salassa pidettävä[^:]*: Kuusamontiellä", text)
    assert BASIS in text
    assert "Kuusamontien varrella on kauppa." in text


def test_build_writes_the_review_page_beside_the_public_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    workbook(CASES["a surname after a mark"], tmp_path / "s.xlsx", EXAMPLE)
    assert omvgen_here("build", "s.xlsx", "--public", "--review", "-o", "s-julkinen.docx") == 0
    page = (tmp_path / "s-SALASSA-PIDETTAVA-tarkistus.html").read_text("utf-8")
    assert "Mäki asuu talossa" in WORD_TEXT.sub("", page)
    assert "Tarkistussivu on salassa pidettävä." in capfd.readouterr().err
    assert omvgen_here("build", "s.xlsx", "--review") == 2
    assert "--public" in capfd.readouterr().err


LETTERS = st.text("abcdefghijklmnoprstuvyåäöABCDEFGHIJKLMNOPRSTUVYÅÄÖ", min_size=2, max_size=8)


@given(LETTERS, st.text("0123456789", min_size=3, max_size=6), st.sampled_from([".", ",", "", "!"]))
def test_a_code_of_letters_and_digits_is_a_probe_in_any_case(
    letters: str, digits: str, end: str
) -> None:
    for code in (letters + digits, letters[:1] + digits + letters[1:]):
        for text in (code, code.upper(), code.lower(), unicodedata.normalize("NFD", code)):
            assert list(codes(f"Salasana on {text}{end}")) == [fold(code)]


@given(st.integers(0, 99999), st.sampled_from(["kpl", "min", "km", "m2", "vrk", "eur"]))
def test_a_quantity_is_no_code(number: int, unit: str) -> None:
    assert not list(codes(f"Niitä on {number}{unit}."))


@pytest.mark.parametrize(
    ("text", "there"),
    [("7 3 9 1", True), ("73 91", True), ("7-3-9-1", True), ("7\n3\n9\n1", False)],
)
def test_the_last_search_knows_a_short_number_in_parts(text: str, there: bool) -> None:
    """Not in a column, where rows are numbered."""
    assert ("7391" in tokens_of(f"Paina {text} nyt.").spaced_numbers) is there
