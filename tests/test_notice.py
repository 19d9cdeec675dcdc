"""The notice for staff: what changed in plain words, nothing secret, and a list to acknowledge."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import tools
from helpers_checks import reading
from helpers_cli import omvgen, omvgen_here
from helpers_diff import plan_of, small_form
from helpers_document import find, lines, part, saved
from helpers_pdf import unprinted
from helpers_small import put_small_examples
from markdown_it import MarkdownIt
from ooxml_integrity import check
from test_diff_examples import SECRET, plan

import omvgen as api
from omvgen import release
from omvgen.content.blocks import Document
from omvgen.content.notice import notice_document
from omvgen.content.plain_words import PlainSection, in_plain_words
from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.seals import sealed_page
from omvgen.secrecy.publish.publish import publish_both
from omvgen.workbook.reading.result import Reading
from omvgen.writers import pdf, write
from omvgen.writers.docx.package import write_docx

SMALL = small_form()
PROVISION = "JulkL 24 § 1 mom. 7 k"
OLD, NEW = "omavalvontasuunnitelma-2025.xlsx", "omavalvontasuunnitelma-2026.xlsx"


def told(old: Plan, new: Plan, form: Form = SMALL) -> tuple[PlainSection, ...]:
    before, after = publish_both(old, new, form)
    whole = compare_plans(old, new, form)
    return in_plain_words(compare_plans(before.plan, after.plan, form), form, whole)


def sentences(sections: tuple[PlainSection, ...]) -> list[str]:
    return [line for section in sections for change in section.changes for line in change.sentences]


def notice(old: Plan, new: Plan, form: Form) -> tuple[bytes, str]:
    """In Word and in Markdown."""
    before, after = publish_both(old, new, form)
    changes: Changes = compare_plans(before.plan, after.plan, form)
    made = notice_document(changes, after.plan, form, compare_plans(old, new, form))
    return write(made, "docx"), write(made, "md").decode("utf-8")


@pytest.fixture(scope="module")
def of_examples(examples: Path, form: Form) -> tuple[bytes, str]:
    """The notice of the examples."""
    return notice(plan(examples, 2025), plan(examples, 2026), form)


def secret_pieces(*plans: Plan) -> set[str]:
    """Every three words that follow one another in the secret passages of the examples."""
    texts = [p.text(question) for p in plans for question in SECRET]
    passages = [
        words
        for text in texts
        for words in re.findall(r"\[\[(?:SALASSA)?(.*?)\]\]", text, re.DOTALL)
    ]
    assert passages
    # Provisions are named where something was withheld by them.
    runs = [re.sub(r"JulkL[^:;)]*", "", passage).split() for passage in passages]
    return {" ".join(run[i : i + 3]) for run in runs for i in range(len(run) - 2)}


def found(pieces: set[str], text: str) -> list[str]:
    folded = " ".join(text.split())
    return [piece for piece in pieces if piece in folded]


def test_a_short_value_is_told_and_a_long_text_is_not() -> None:
    long = "Aivan toinen teksti, jossa ei ole mitään entistä eikä sanaakaan samaa kuin ennen."
    old = plan_of(SMALL, nimi="Vanha", kuvaus="Alkuperäinen kuvaus asiasta.", paiva="1.1.2025")
    new = plan_of(SMALL, nimi="Uusi Nimi", kuvaus=long, paiva="")
    assert sentences(told(old, new)) == [
        "Nyt: Uusi Nimi",
        "Teksti kirjoitettu uudelleen.",
        "Vastaus on poistettu.",
    ]


def test_few_changed_words_are_told() -> None:
    old = plan_of(SMALL, kuvaus="Ryhmä kokoontuu neljä kertaa vuodessa esihenkilön johdolla.")
    new = plan_of(SMALL, kuvaus="Ryhmä kokoontuu kuusi kertaa vuodessa esihenkilön johdolla.")
    assert sentences(told(old, new)) == ["Sanoja muuttui: ”neljä” → ”kuusi”"]


def test_a_row_without_a_key_is_known_by_its_first_cell() -> None:
    kept, come = {"a": "Kaappi", "b": "1"}, {"a": "Pöytä", "b": "2"}
    old, new = (
        replace(plan_of(SMALL, laitteet="Taulukossa."), tables={"avaimeton": rows})
        for rows in ((kept,), (kept, come))
    )
    assert sentences(told(old, new))[1:] == ["Lisätty: rivi 2 (A: Pöytä)"]
    assert sentences(told(new, old))[1:] == ["Poistettu: rivi 2 (A: Pöytä)"]


def test_a_secret_change_is_told_by_its_section_alone() -> None:
    old, new = (
        plan_of(
            SMALL,
            kuvaus=Answer(plain(f"Majoitus on kohteessa {where}."), Publicity.SECRET, ("L",)),
        )
        for where in ("Kuusitie 1", "Mäntypolku 2")
    )
    (section,) = told(old, new)
    assert (section.number, section.changes) == ("1", ())
    assert section.secret == "Osion 1 salassa pidettävä osa on muuttunut."


def test_an_answer_that_became_secret_or_was_opened_is_a_secret_change() -> None:
    shown = plan_of(SMALL, kuvaus="Majoitus on kohteessa Kuusitie 1.")
    closed = Answer(plain("Majoitus on kohteessa Kuusitie 1."), Publicity.SECRET, (PROVISION,))
    hidden = plan_of(SMALL, kuvaus=closed)
    for old, new in ((shown, hidden), (hidden, shown)):
        (section,) = told(old, new)
        assert (section.changes, section.secret) == (
            (),
            "Osion 1 salassa pidettävä osa on muuttunut.",
        )
        for said in notice(old, new, SMALL):
            assert "ei ole muuttunut" not in str(said)


def test_a_form_of_another_version_is_told() -> None:
    old, new = plan_of(small_form("1"), nimi="N"), plan_of(small_form("2"), nimi="N")
    (section,) = told(old, new, small_form("2"))
    assert [change.title for change in section.changes] == ["Lomakkeen versio: 1 → 2"]


def test_no_word_of_a_secret_change_of_the_examples_is_in_any_notice(
    examples: Path, of_examples: tuple[bytes, str]
) -> None:
    old, new = plan(examples, 2025), plan(examples, 2026)
    data, markdown = of_examples
    said = " ".join([*lines(data), markdown])
    assert found(secret_pieces(old, new), said) == []
    assert said.count("Osion 8 salassa pidettävä osa on muuttunut.") == 2
    assert said.count("Osion 11 salassa pidettävä osa on muuttunut.") == 2


def test_word_and_markdown_say_the_same(
    examples: Path, form: Form, of_examples: tuple[bytes, str]
) -> None:
    data, markdown = of_examples
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    shown = " ".join(html.replace("&quot;", '"').split())
    before, after = publish_both(plan(examples, 2025), plan(examples, 2026), form)
    sections = in_plain_words(compare_plans(before.plan, after.plan, form), form)
    word = "\n".join(lines(data))
    for section in sections:
        assert (section.title in word) == (section.title in shown)
    for text in ("Riskienhallinta siirrettiin", "14,6 henkilötyövuotta", "Lupa- ja valvontavirast"):
        assert text in word
        assert text in shown.replace("<strong>", "").replace("</strong>", "")


def test_it_says_which_plan_and_where_to_read_it(of_examples: tuple[bytes, str]) -> None:
    data, _ = of_examples
    said = lines(data)
    assert "versio 2.0 (30.1.2026)" in " ".join(said)
    assert "versio 1.0 (27.2.2025)" in " ".join(said)
    assert any(line.startswith("Suunnitelma on luettavissa") for line in said)


def test_the_list_to_acknowledge_has_room_to_write(of_examples: tuple[bytes, str]) -> None:
    data, markdown = of_examples
    table = find(part(data), "//w:tbl")[-1]
    assert find(table, "w:tr[1]//w:t/text()") == ["Nimi", "Päiväys", "Kuittaus"] * 2
    heights = [int(h) for h in find(table, "w:tr/w:trPr/w:trHeight/@w:val")]
    assert len(heights) * 2 >= 10
    assert min(heights) >= 567
    assert "| Nimi | Päiväys | Kuittaus |" in markdown


def test_nothing_changed_is_told_with_both_versions() -> None:
    old = replace(plan_of(SMALL, nimi="N"), document={"version": "1.0", "date": "1.2.2025"})
    new = replace(old, document={"version": "1.1", "date": "1.2.2026"})
    data, markdown = notice(old, new, SMALL)
    for said in (" ".join(lines(data)), markdown.replace("\\", "")):
        assert "Suunnitelman sisältö ei ole muuttunut." in said
        assert "versio 1.0 (1.2.2025)" in said
        assert "versio 1.1 (1.2.2026)" in said


@pytest.mark.needs("ooxml-validator")
def test_validators_find_nothing(of_examples: tuple[bytes, str], tmp_path: Path) -> None:
    file = saved(of_examples[0], tmp_path)
    assert tools.sdk_errors(file) == []
    assert list(check(file)) == []


def test_essential_rows_come_first_each_with_its_changes(
    readings: tuple[Reading, Reading],
) -> None:
    text = api.notice(*readings, "md").decode()
    page = text[text.index("## Oleelliset muutokset") :]
    first, whole = page.index("Johtajan yhteystiedot päivitetty"), page.index("Koko suunnitelma: ")
    assert first < page.index("**Oskari Esimerkkinen**") < whole
    assert whole < page.index("Riskienhallinta siirrettiin") < page.index("~~neljä~~ **kuusi**")
    assert "vuoden ~~2025~~ **2026** alussa ~~14~~ **15** henkilöä" in page
    assert "sisältö on sama: 4.3, 4.5 ja 8.5." in page
    for left_out in ("MIGDno-2026-99002\n  ", "Nimenselvennys", "Voimassa alkaen", "Uusia rivejä"):
        assert left_out not in page


@pytest.mark.parametrize(
    ("document", "rows"),
    [
        ({"publicity": "Salassa pidettävä"}, ("Lukko on vaihdettu.",)),
        ({}, ("Lukko on [[vaihdettu]].",)),
        ({}, ("Alku [[auki", "Lukko on vaihdettu.")),  # a passage without an end goes on
        ({}, ("Lukko on (( vaihdettu ]].",)),
    ],
)
def test_a_row_of_the_log_that_is_itself_secret_is_not_told_to_staff(
    document: dict[str, str], rows: tuple[str, ...]
) -> None:
    hidden = Answer(plain("Majoitus on Kuusitiellä."), Publicity.SECRET, (PROVISION,))
    row = {"date": "1.2.2026", "place": "Koko suunnitelma", "essential": "Kyllä"}
    old = replace(plan_of(SMALL, kuvaus=hidden), document=document)
    new = replace(old, log=tuple({**row, "change": change} for change in rows))
    before, after = (reading(plan_, form=SMALL) for plan_ in (old, new))
    whole = compare_plans(old, new, SMALL)
    told, _ = release.for_staff(release.publish_both(before, after), whole)
    assert not any("vaihdettu" in str(change.new) for change in told.log)


def test_an_essential_row_about_a_secret_part_is_not_told_to_staff() -> None:
    hidden = Answer(plain("Majoitus on Kuusitiellä."), Publicity.SECRET, (PROVISION,))
    row = {"date": "1.2.2026", "place": "Koko suunnitelma", "essential": "Kyllä"}
    old = plan_of(SMALL, nimi="N", kuvaus=hidden)
    for change, told in (("Osoite on nyt Kuusitiellä", False), ("Tarkistettu", True)):
        new = replace(plan_of(SMALL, nimi="M", kuvaus=hidden), log=({**row, "change": change},))
        before, after = (reading(one, form=SMALL) for one in (old, new))
        assert (change in api.notice(before, after, "md").decode()) is told


def test_only_signatures_changed_is_no_change_of_the_plan(examples: Path, form: Form) -> None:
    new = plan(examples, 2026)
    answers = {**new.answers, "vahv_nimenselvennys": Answer(plain("Joku Muu"), Publicity.PUBLIC)}
    _, markdown = notice(new, replace(new, answers=answers), form)
    assert "Sisältö on ennallaan." in markdown
    assert "Joku Muu" not in markdown


def test_nothing_is_removed_that_is_only_yet_to_be_written(
    readings: tuple[Reading, Reading], tmp_path: Path
) -> None:
    _, old = readings
    (tmp_path / "uusi.xlsx").write_bytes(api.new(old).data)
    said = lines(api.build(api.read(tmp_path / "uusi.xlsx"), draft=True, previous=old))
    listed = " ".join(said[said.index("Muutokset edelliseen versioon") :])
    assert "poistettu" not in listed.lower()


# On the command line.


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with small workbooks of both years."""
    return put_small_examples(tmp_path_factory.mktemp("pienet"))


def test_the_notice_goes_to_the_output_folder(small: Path, tmp_path: Path) -> None:
    said = omvgen("notice", small / OLD, small / NEW, cwd=tmp_path)
    assert (said.code, said.out) == (0, "")
    written = Path("output/muutostiedote-2026-v2.0.docx")
    assert said.err.strip() == f"Kirjoitettu {written}."
    assert (tmp_path / "output" / "muutostiedote-2026-v2.0.docx").read_bytes()[:2] == b"PK"


def test_the_ending_md_makes_it_markdown(examples: Path, tmp_path: Path) -> None:
    omvgen("notice", examples / OLD, examples / NEW, "-o", tmp_path / "tiedote.md")
    text = (tmp_path / "tiedote.md").read_text("utf-8")
    assert text.startswith("# Auttamisjärjestelmän omavalvontasuunnitelma 2026: ")
    shown = omvgen("notice", examples / OLD, examples / NEW, "--format", "md").out
    assert sealed_page(shown.encode()) == text.encode()


def test_the_public_notice_is_silent_of_secret_parts(examples: Path) -> None:
    said = omvgen("notice", examples / OLD, examples / NEW, "--format", "md", "--public")
    assert "Riskienhallinta siirrettiin" in said.out
    assert "salassa pidettävä osa" not in said.out


def test_a_notice_that_someone_edited_is_not_replaced(small: Path, tmp_path: Path) -> None:
    import docx

    files = (small / OLD, small / NEW, "-o", tmp_path / "tiedote.docx")
    arguments = ("notice", *map(str, files))
    omvgen_here(*arguments)
    edited = docx.Document(str(tmp_path / "tiedote.docx"))
    edited.add_paragraph("Luettavissa intranetissä.")
    edited.save(str(tmp_path / "tiedote.docx"))
    assert omvgen_here(*arguments) == 2
    assert omvgen_here(*arguments, "--force") == 0


def test_report_and_redline_go_to_the_output_folder(small: Path, tmp_path: Path) -> None:
    for kind, name in (
        ("docx", "muutosraportti-2026-v2.0.docx"),
        ("redline", "muutokset-jaljitettyina-2026-v2.0.docx"),
    ):
        said = omvgen("diff", small / OLD, small / NEW, "--format", kind, cwd=tmp_path)
        assert said.err.strip() == f"Kirjoitettu {Path('output', name)}."
        assert (tmp_path / "output" / name).exists()


def test_public_documents_of_changes_hold_nothing_secret(examples: Path, tmp_path: Path) -> None:
    pieces = secret_pieces(plan(examples, 2025), plan(examples, 2026))
    for kind in ("docx", "redline"):
        file = tmp_path / f"{kind}.docx"
        plans = (str(examples / OLD), str(examples / NEW))
        assert omvgen_here("diff", *plans, "--format", kind, "--public", "-o", str(file)) == 0
        text = " ".join(find(part(file.read_bytes()), "//w:t/text() | //w:delText/text()"))
        assert found(pieces, text) == []


def test_build_with_the_previous_plan_lists_the_changes_before_the_confirmation(
    examples: Path, tmp_path: Path
) -> None:
    file, plain_build = tmp_path / "suunnitelma.docx", tmp_path / "ilman.docx"
    old, new = str(examples / OLD), str(examples / NEW)
    omvgen_here("build", new, "--previous", old, "-o", str(file))
    omvgen_here("build", new, "-o", str(plain_build))
    said = lines(file.read_bytes())
    heading = "Muutokset edelliseen versioon"
    place = said.index(heading)
    assert said.index("Muutosloki") < place < said.index("Omavalvontasuunnitelman vahvistaminen")
    assert "Nyt: Oskari Esimerkkinen" in said[place:]
    assert heading not in lines(plain_build.read_bytes())
    assert omvgen_here("verify", str(file), new) == 0


@pytest.fixture(scope="module")
def readings(examples: Path) -> tuple[Reading, Reading]:
    return api.read(examples / OLD), api.read(examples / NEW)


def test_a_public_plan_lists_the_public_changes_alone(readings: tuple[Reading, Reading]) -> None:
    old, new = readings
    data = api.build_public(new, previous=old)
    said = lines(data)
    listed = said[said.index("Muutokset edelliseen versioon") :]
    assert "Sanoja muuttui: ”neljä” → ”kuusi”" in listed
    assert "salassa pidettävä osa" not in " ".join(listed)
    assert found(secret_pieces(old.plan, new.plan), " ".join(said)) == []


def test_a_plan_that_changed_only_in_secret_says_so_but_not_in_public(
    readings: tuple[Reading, Reading],
) -> None:
    _, new = readings
    secret = new.plan.answer("autt_turvallinen_majoitus")
    other = replace(secret, text=plain(secret.text.plain.replace("kolmeen", "viiteen")))
    answers = {**new.plan.answers, "autt_turvallinen_majoitus": other}
    old = replace(new, plan=replace(new.plan, answers=answers))
    whole = lines(api.build(new, previous=old))
    assert "Osion 8 salassa pidettävä osa on muuttunut." in whole
    public = " ".join(lines(api.build_public(new, previous=old)))
    assert "Julkisissa osissa ei ole muutoksia." in public
    assert "osa on muuttunut" not in public


def test_a_plan_that_did_not_change_says_so(readings: tuple[Reading, Reading]) -> None:
    _, new = readings
    said = lines(api.build(new, previous=new))
    assert said[said.index("Muutokset edelliseen versioon") + 1].startswith("Ei muutoksia. ")


@pytest.mark.parametrize("public", [False, True])
def test_the_pdf_is_of_the_same_document(
    public: bool, readings: tuple[Reading, Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = readings
    build = api.build_public if public else api.build
    printed: list[Document] = []

    def write_pdf(document: Document, *_: object) -> bytes:
        printed.append(document)
        return unprinted(document)

    monkeypatch.setattr(pdf, "write_pdf", write_pdf)
    build(new, "pdf", previous=old, soffice=Path("soffice"))
    signed = {} if public else {"signature_line": True}  # a PDF has a field there
    assert write_docx(printed[0]) == build(new, previous=old, **signed)
