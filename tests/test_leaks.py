"""The search for leaks, distrusted: each probe fires for a leak planted behind its back."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from helpers_checks import BASIS, PARTLY, with_answer
from helpers_cli import omvgen
from helpers_work import calls
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from omvgen.content.plan import plan_document
from omvgen.findings.model import Place
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Answer
from omvgen.plan.text import Run, plain, rich
from omvgen.secrecy.model import Reason, Withheld, withheld_index
from omvgen.secrecy.publish.publish import publish
from omvgen.secrecy.search.extract.model import PartText
from omvgen.secrecy.search.leaks import Leak, leak_findings, leaks, prepare, search
from omvgen.secrecy.search.probes import Kind
from omvgen.workbook.template.make import make_workbook
from omvgen.writers.docx.package import write_docx

FORM = load_form()
LONG = "toiminta_ajatus_kuvaus"
SECRET = "Asunnon avain on harmaan kiven alla."
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def withheld(text: str) -> Withheld:
    return Withheld(Place("answer", LONG), Reason.MARKED, (text,), question=LONG)


def found(secret: str, text: str, *known: str) -> list[Kind]:
    """The kinds of the leaks of the secret in the text, where `known` is public."""
    leaks = search(prepare([withheld(secret)], known, FORM), [PartText("part", text)])
    return [leak.kind for leak in leaks]


# The probes, each alone: what others would find too is public here.

PROBES = {
    Kind.WHOLE: ("Sininen ovi", "ja sininen ovi aukeaa", ()),
    Kind.SENTENCE: (
        "Yksi kaksi kolme neljä viisi. Aivan muuta.",
        "Siis yksi kaksi kolme neljä viisi, niin.",
        ("yksi kaksi kolme neljä", "kaksi kolme neljä viisi", "yksikaksikolmeneljäviisi"),
    ),
    Kind.ADDRESS: (
        "Muutimme syksyllä uuteen taloon osoitteeseen Piilokatu 7 kaikessa hiljaisuudessa.",
        "Osoite: PIILOKATU 7.",
        ("Piilokatu on pitkä.",),
    ),
    Kind.EMAIL: ("Kirjoita osoitteeseen osku@x.example heti tänään.", "<osku@X.example>", ()),
    Kind.PHONE: ("Soita numeroon 040 123 4567 heti tänään.", "tel:+358401234567", ()),
    Kind.NAME: ("Talossa asuu nyt Piilola perheineen.", "nähty Piilolassa", ()),
    Kind.CODE: ("Etäyhteyden salasana on nyt kissa77Koira.", "https://a.example/KISSA77-koira", ()),
    Kind.NUMBER: ("Hinta on enintään 14,25 miljoonaa euroa.", "noin 14.25 M€", ()),
    Kind.RUN: (SECRET, "jossa avain on harmaan kiven luona", ()),
    Kind.LETTERS: (SECRET, "h a r m a a n k i v e n a l l a on", ()),
}


@pytest.mark.parametrize("kind", list(Kind))
def test_each_probe_fires(kind: Kind) -> None:
    secret, text, known = PROBES[kind]
    assert found(secret, text, *known) == [kind]
    assert found(secret, "Aivan toista tekstiä, jossa ei ole mitään.", *known) == []


@pytest.mark.parametrize(
    "text",
    [
        SECRET.upper(),
        SECRET.replace(" ", "\n\t "),
        SECRET.replace(" ", "\u00a0"),
        unicodedata.normalize("NFD", "Äänekäs kivi ääressä öisin " + SECRET),
        SECRET.replace("harmaan", "har\u00admaan"),
        SECRET.replace("harmaan", "har-\nmaan"),
        SECRET.replace("harmaan", "har\u200bmaan"),
        "ﬁ " + SECRET.replace("a", "\uff41"),
    ],
    ids=["case", "space", "no-break space", "nfd", "soft hyphen", "hyphen", "zero width", "wide"],
)
def test_spelling_hides_nothing(text: str) -> None:
    assert Kind.WHOLE in found(SECRET, text)


def test_decomposed_letters_are_the_same_letters() -> None:
    secret = "Äänekäs öljymäki ylhäällä."
    assert found(secret, unicodedata.normalize("NFD", secret)) == [Kind.WHOLE]


def test_what_the_public_text_says_too_is_no_leak() -> None:
    assert found(SECRET, "avain on harmaan kiven", "Se avain on harmaan kiven luona.") == []


def test_two_public_texts_side_by_side_excuse_nothing() -> None:
    assert found(SECRET, "avain on harmaan kiven", "avain on harmaan", "kiven alla") == [Kind.RUN]


WORDS = (
    "avain",
    "Avain",
    "on",
    "harmaan",
    "kiven",
    "alla.",
    "luona",
    "7",
    "040 765 4321",
    "A4711b",
)
TYPED = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


@given(TYPED, TYPED, TYPED)
def test_public_words_only_take_away_from_what_is_found(secret: str, text: str, own: str) -> None:
    """So the gate makes a file without answers only when something is found without it."""
    assert found(secret, text) or not found(secret, text, own)


def test_short_numbers_and_words_are_not_looked_for_alone() -> None:
    assert found("Ryhmässä on 7 jäsentä ja 12 avainta.", "sivu 7 (12), on ja") == []
    assert found("Ryhmässä on 7 jäsentä.", "kaikkiaan 7 jäsentä") == [Kind.NUMBER]


# The places of a Word document.


COPY = publish(
    with_answer(LONG, f"Julkinen.\n[[{SECRET}]]", publicity=PARTLY, bases=(BASIS,)), FORM
)


@cache
def document() -> Mapping[str, bytes]:
    index = withheld_index(COPY, FORM)
    return unzip_package(write_docx(plan_document(COPY.plan, FORM, withheld=index)))


@cache
def without_index() -> bytes:
    return write_docx(plan_document(COPY.plan, FORM, withheld=()))


def leaks_in(data: bytes, name: str = "julkinen.docx") -> list[Leak]:
    return list(leaks([COPY], FORM, (name, data), without_index()))


def with_xml(part: str, old: str, new: str) -> bytes:
    parts = document()
    text = parts[part].decode("utf-8")
    assert old in text
    return zip_package({**parts, part: text.replace(old, new, 1).encode("utf-8")})


def runs(*texts: str) -> str:
    return (
        "<w:p>"
        + "".join(f"<w:r><w:t xml:space='preserve'>{t}</w:t></w:r>" for t in texts)
        + "</w:p>"
    )


BODY_END, MAIN = "</w:body>", "word/document.xml"
PLANTED = {
    "in one run": (MAIN, runs(SECRET)),
    "across runs": (MAIN, runs("Asunnon av", "ain on har", "maan kiven al", "la.")),
    "across paragraphs": (MAIN, runs("avain on") + runs("harmaan kiven")),
    "in deleted text": (
        MAIN,
        f"<w:p><w:del w:id='9' w:author='x'><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"
        "</w:p>",
    ),
    "in a field": (MAIN, f"<w:p><w:r><w:instrText> AUTHOR '{SECRET}' </w:instrText></w:r></w:p>"),
    "in an alternative text": (
        MAIN,
        f"<w:p><w:r><w:drawing><wp:docPr xmlns:wp='w' id='1' name='k' descr='{SECRET}'/>"
        "</w:drawing></w:r></w:p>",
    ),
    "in a bookmark": (MAIN, "<w:bookmarkStart w:id='99' w:name='avain_on_harmaan_kiven'/>"),
    "in a tag": (MAIN, f"<w:sdt><w:sdtPr><w:tag w:val='{SECRET}'/></w:sdtPr></w:sdt>"),
    "in a comment of the XML": (MAIN, f"<!-- {SECRET} -->"),
    "in an instruction": (MAIN, f"<?x {SECRET}?>"),
    "in hidden text": (
        MAIN,
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>",
    ),
    "broken by tabs": (MAIN, "<w:p><w:r><w:t>avain</w:t><w:tab/><w:t>on harmaan</w:t><w:br/>"
                             "<w:t>kiven</w:t></w:r></w:p>"),
}  # fmt: skip


@pytest.mark.parametrize("where", PLANTED)
def test_a_leak_in_the_body_is_found(where: str) -> None:
    part, xml = PLANTED[where]
    (leak,) = leaks_in(with_xml(part, BODY_END, f"{xml}{BODY_END}"))
    assert (leak.part, leak.withheld.question) == (part, LONG)


def test_the_document_itself_has_none() -> None:
    assert leaks_in(zip_package(document())) == []


WORD = f'<w:x xmlns:w="{W}"><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:x>'.encode()
EXTRA = {
    "word/comments.xml": WORD,
    "word/footnotes.xml": WORD,
    "word/header9.xml": WORD,
    "word/glossary/document.xml": WORD,
    "word/media/image1.png": b"\x89PNG\r\n\x1a\n\x00tEXtComment\x00" + SECRET.encode("latin-1"),
    "word/avain on harmaan kiven.xml": b"<x/>",
    "customXml/item1.xml": f"<x a='{SECRET}'/>".encode(),
    "word/broken.xml": f"<x><y>{SECRET}".encode(),
}  # fmt: skip


@pytest.mark.parametrize("part", EXTRA)
def test_a_leak_in_any_part_is_found(part: str) -> None:
    assert leaks_in(zip_package({**document(), part: EXTRA[part]}))


def test_a_leak_in_properties_links_and_names_is_found() -> None:
    assert leaks_in(with_xml("docProps/core.xml", "<dc:title>", f"<dc:title>{SECRET} "))
    assert leaks_in(with_xml("docProps/custom.xml", "<vt:lpwstr>", f"<vt:lpwstr>{SECRET} "))
    link = "https://x.example/avain%20on%20harmaan%20kiven"
    relation = f'<Relationship Id="rX" Type="t" Target="{link}" TargetMode="External"/>'
    relations = "</Relationships>"
    assert leaks_in(with_xml("word/_rels/document.xml.rels", relations, relation + relations))
    (leak,) = leaks_in(zip_package(document()), "avain_on_harmaan_kiven.docx")
    assert leak.part == ""


def test_a_leak_in_the_packages_own_comment_is_found() -> None:
    buffer = io.BytesIO(zip_package(document()))
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = SECRET.encode()
    assert leaks_in(buffer.getvalue())


# What a message says, and what the search costs.


def test_a_finding_tells_the_part_and_the_question_and_never_the_secret() -> None:
    leak = Leak(MAIN, withheld(SECRET), Kind.WHOLE)
    (finding,) = leak_findings([leak], "a.docx", FORM)
    message = finding.message + finding.remedy
    assert MAIN in message
    assert FORM.numbers[LONG] in message
    assert not set(SECRET.casefold().split()) & set(message.casefold().split()) - {"on"}


def test_the_search_grows_with_the_text_and_not_faster() -> None:
    def work(times: int) -> int:
        secrets = [withheld(f"{SECRET} Numero {n} ja koodi {n * 7919}.") for n in range(50 * times)]
        numbers = range(10_000 * times, 10_000 * times + 500 * times)  # no sentence seen before
        text = " ".join(f"Julkinen virke numero {n} kertoo asiasta." for n in numbers)
        return calls(lambda: search(prepare(secrets, [text], FORM), [PartText("part", text)]))

    work(1)  # what is made once
    assert work(8) < 4 * 1.1 * work(2)


# The commands.


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    plan = with_answer(LONG, f"Julkinen.\n[[{SECRET}]]", publicity=PARTLY, bases=(BASIS,))
    data = {**plan.document, "publicity": "Osittain salassa pidettävä", "bases": BASIS}
    plan = type(plan)(plan.form_id, plan.form_version, data, plan.answers)
    path = tmp_path / "tyokirja.xlsx"
    path.write_bytes(make_workbook(FORM, plan))
    return path


def test_build_public_writes_a_marked_copy_with_its_index(workbook: Path) -> None:
    said = omvgen("build", workbook, "--public", cwd=workbook.parent)
    assert said.code == 0, said.all
    made = workbook.parent / "output" / "omavalvontasuunnitelma-2026-v2.0-julkinen.docx"
    parts = unzip_package(made.read_bytes())
    text = "".join(etree.fromstring(parts[MAIN]).itertext())
    assert "Julkinen versio: salassa pidettävät osat on poistettu" in text
    assert f"[Salassa pidettävä, {BASIS}]" in text
    assert "Salassa pidettävät osat" in text
    assert "SALASSA PIDETTÄVÄ" not in text
    assert SECRET not in text
    assert not any(b"fingerprint" in data.lower() for data in parts.values())


def test_a_leak_keeps_the_file_from_being_written(workbook: Path) -> None:
    """The file's name is the writer's own choice, so a secret can stand there."""
    said = omvgen(
        "build", workbook, "--public", "-o", "avain-on-harmaan-kiven.docx", cwd=workbook.parent
    )
    assert said.code == 1
    assert "OMV423" in said.out
    assert "harmaan" not in said.out.replace("avain-on-harmaan-kiven.docx", "")
    assert not list(workbook.parent.glob("*.docx"))


def test_a_draft_does_not_excuse_an_undecided_answer(tmp_path: Path) -> None:
    plan = with_answer(LONG, "Teksti.", publicity=None)
    (tmp_path / "t.xlsx").write_bytes(make_workbook(FORM, plan))
    said = omvgen("build", "t.xlsx", "--public", "--draft", cwd=tmp_path)
    assert said.code == 1
    assert "OMV402 virhe" in " ".join(said.out.split())
    assert not (tmp_path / "output").exists()


def test_verify_public_finds_a_secret_in_a_file_and_is_silent_of_it(workbook: Path) -> None:
    folder = workbook.parent
    (folder / "hyva.txt").write_text("Julkinen teksti.", "utf-8")
    (folder / "huono.txt").write_text(f"Ja sitten: {SECRET}", "utf-8")
    assert omvgen("verify", "--public", "hyva.txt", workbook, cwd=folder).code == 0
    said = omvgen("verify", "--public", "huono.txt", workbook, cwd=folder)
    assert said.code == 1
    assert "harmaan" not in said.all


def test_the_public_change_list_shows_nothing_of_the_secret_parts(examples: Path) -> None:
    old, new = (examples / f"omavalvontasuunnitelma-{y}.xlsx" for y in (2025, 2026))
    for output_format in ("text", "json"):
        full = omvgen("diff", old, new, "--format", output_format)
        said = omvgen("diff", old, new, "--public", "--format", output_format)
        assert said.code == 0, said.err
        for word in (
            "neljän nimetyn",
            "118",
            "1,42",
            "Riskirekisterin tiivistelmä 2026",
            "Tietojärjestelmäluettelo",
        ):
            assert word not in said.out
        assert "1,42" in full.out
        assert "johtaja_nimi" in said.out or "Oskari Esimerkkinen" in said.out


def test_answers_of_a_plan_with_every_question_secret_are_all_found_in_the_full_version() -> None:
    """The search finds every answer when the writer is given the wrong plan."""
    words = {q: f"Salaisuus numero {n} koskee asiaa." for n, q in enumerate(FORM.questions)}
    plan = with_answer(LONG, "")
    secret = {q: Answer(plain(t), PARTLY, (BASIS,)) for q, t in words.items()}
    plan = type(plan)(plan.form_id, plan.form_version, plan.document, secret)
    data = write_docx(plan_document(plan, FORM))
    empty = write_docx(plan_document(publish(plan, FORM).plan, FORM, withheld=()))
    found = leaks([publish(plan, FORM)], FORM, ("a.docx", data), empty)
    assert {leak.withheld.question for leak in found} == set(FORM.questions)


# The addresses of links.


LINK = "https://x.example/avain%20on%20harmaan%20kiven"


@pytest.mark.parametrize(
    ("before", "words", "publicity"),
    [("", "täällä", "Salassa pidettävä"), ("Julkinen. [[Katso ", "täällä", "Osittain"),
     ("Julkinen. ", "[[täällä]]", "Osittain")],
    ids=["secret answer", "within marks", "marks within"],
)  # fmt: skip
def test_the_address_of_a_link_in_a_secret_is_looked_for(
    before: str, words: str, publicity: str
) -> None:
    after = "]]" if "[[" in before else ""
    text = rich([Run(before), Run(words, link=LINK), Run(after)])
    chosen = Publicity.SECRET if publicity.startswith("S") else PARTLY
    answer = Answer(text, chosen, (BASIS,))
    plan = with_answer(LONG, "")
    plan = type(plan)(plan.form_id, plan.form_version, plan.document, {LONG: answer})
    file = "a.txt", b"Katso avain on harmaan kiven"
    assert leaks([publish(plan, FORM)], FORM, file, b"")
    open_answer = Answer(rich([Run("Katso "), Run("tuolla", link=LINK)]), Publicity.PUBLIC)
    answers = {LONG: answer, "omv_seuranta_paivitys": open_answer}
    plan = type(plan)(plan.form_id, plan.form_version, plan.document, answers)
    assert leaks([publish(plan, FORM)], FORM, file, b"") == (), "it is public elsewhere"
