"""`omvgen verify`: every word that differs from the workbook is found, and nothing else."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from altering import WORDS, Change, Package, altered, w
from helpers_document import DATA, FORM, docx, full_plan, partly, plan_with, rich_plan, saved
from helpers_references import own_styles
from helpers_verify import NAME, W, add_after, compared, control, edited, example, states, type_in
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from test_controls import without_controls
from tools import convert

import omvgen as api
from omvgen.content.plan import RECORD_ID
from omvgen.errors import OmvgenError
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Plan
from omvgen.plan.text import Run, rich
from omvgen.verification.comparison import State
from omvgen.word.readback import read_back

__all__ = ["example"]  # the fixture


def test_an_unchanged_document_says_the_same(example: bytes) -> None:
    found = compared(example, example)
    assert found.same
    assert not found.extra_text
    assert not found.by_heading
    tags = {part.tag for part in found.parts}
    assert FORM.questions.keys() - tags <= {"omv_muut_suunnitelmat"}
    assert {"henk_taulukko", "document.title", "document.version", "document.log"} <= tags


def test_each_of_a_hundred_edits_of_one_word_is_found(example: bytes) -> None:
    """Ten in each document, in parts of their own: a part that differs is one difference."""
    document = python_docx.Document(io.BytesIO(example))
    parts: dict[str, list[Any]] = {}  # what is in no control is one part
    for text in document.element.body.iter(f"{W}t"):
        if any(map(str.isalpha, text.text)):
            tags = (one.find(f"{W}sdtPr/{W}tag") for one in text.iterancestors(f"{W}sdt"))
            tag = next((tag.get(f"{W}val") for tag in tags if tag is not None), "")
            if text.getnext() is not None and text.getnext().tag == f"{W}tab":
                tag = ""  # the label of a short fact, which stands in its control
            parts.setdefault(tag, []).append(text)
    pick = random.Random(7)
    for _ in range(10):
        edits = {}
        for part in ["", *pick.sample(sorted(parts.keys() - {""}), 9)]:
            text = pick.choice(parts[part])
            edits[text], words = text.text, text.text.split(" ")
            place = pick.choice([n for n, word in enumerate(words) if any(map(str.isalpha, word))])
            words[place : place + 1] = pick.choice([["muutettu"], [words[place], "lisätty"], []])
            text.text = " ".join(words)
        out = io.BytesIO()
        document.save(out)
        found = compared(example, out.getvalue())
        assert len(found.differences) == 10, [(old, t.text) for t, old in edits.items()]
        for text, old in edits.items():
            text.text = old


def test_the_words_that_differ_are_told_with_their_question(example: bytes) -> None:
    data = edited(example, type_in("henk_riittavyys", " kumottu"))
    (difference,) = compared(example, data).differences
    assert difference.tag == "henk_riittavyys"
    assert difference.state is State.DIFFERS
    assert [s.text for s in difference.segments if s.kind == "insert"] == [" kumottu"]
    assert not [s for s in difference.segments if s.kind == "delete"]


@pytest.mark.needs("libreoffice")
def test_a_document_that_libreoffice_saved_unchanged_says_the_same(
    example: bytes, tmp_path: Path
) -> None:
    two = "Ensimmäinen rivi\nToinen rivi"
    fields = {**DATA, **dict.fromkeys(("case_number", "prepared_by", "distribution"), two)}
    (tmp_path / "lo").mkdir()
    for data in (example, docx(replace(rich_plan(), document=fields))):
        again = convert(saved(data, tmp_path), "docx", tmp_path / "lo").read_bytes()
        found = compared(data, again)
        assert not found.differences
        assert not found.extra_text
        assert not read_back(again, FORM).untouched


def test_without_its_controls_a_document_is_read_by_its_headings_and_says_so(
    example: bytes,
) -> None:
    bare = without_controls(example)
    found = compared(example, bare)
    assert found.same
    assert {"henk_riittavyys", "henk_taulukko", "document.log"} <= set(found.by_heading)
    without = edited(bare, lambda d: _replace(d, "Henkilöstötarve", "Poistettu"))
    assert states(compared(example, without)) == {"henk_riittavyys": State.DIFFERS}


def _replace(document: Any, old: str, new: str) -> None:
    for text in document.element.body.iter(f"{W}t"):
        text.text = text.text.replace(old, new)


def test_a_part_that_was_taken_out_is_missing_and_one_put_in_is_added() -> None:
    plan = full_plan()
    old = docx(plan)
    assert states(compared(docx(_with(plan, replaces="1.0")), old)) == {
        "document.replaces": State.MISSING,
        "": State.MISSING,  # the field's label
    }
    assert states(compared(old, docx(_with(plan, replaces="1.0")))) == {
        "document.replaces": State.ADDED,
        "": State.ADDED,
    }

    def remove(document: Any) -> None:
        taken = control(document, "henk_riittavyys")
        taken.getparent().remove(taken)

    assert states(compared(old, edited(old, remove))) == {"henk_riittavyys": State.MISSING}


def _with(plan: Plan, **fields: str) -> Plan:
    return replace(plan, document={**plan.document, **fields})


def test_an_answer_that_was_moved_under_another_question_is_told() -> None:
    def swap(document: Any) -> None:
        first, second = (control(document, tag) for tag in ("henk_riittavyys", "henk_perehdytys"))
        place = second.getprevious()
        first.addprevious(second)
        place.addnext(first)

    old = docx(full_plan())
    assert set(states(compared(old, edited(old, swap))).values()) == {State.MOVED}


def test_a_paragraph_more_differs_wherever_it_stands() -> None:
    old = docx(full_plan())
    question = FORM.questions["henk_riittavyys"].text
    for place in (add_after(question, WORDS), lambda d: d.add_paragraph(WORDS)):
        found = compared(old, edited(old, place))
        assert [(p.tag, p.state, p.document) for p in found.differences] == [
            ("", State.ADDED, WORDS)
        ]


def test_lines_filled_in_by_hand_are_no_difference() -> None:
    signed = {q.id for q in FORM.questions.values() if q.role in ("place_and_date", "name")}
    empty = docx(plan_with({k: "Vastaus" for k in FORM.questions if not k.startswith("vahv_")}))

    def sign(document: Any) -> None:
        for tag in signed:
            type_in(tag, "Esimerkkilä 30.1.2026")(document)

    assert len(signed) == 2
    assert compared(empty, edited(empty, sign)).same
    bare = edited(without_controls(empty), _sign_bare)
    assert compared(empty, bare).same


def _sign_bare(document: Any) -> None:
    (line,) = [p for p in document.paragraphs if p.text.startswith("Paikka ja päiväys")]
    line.add_run("Esimerkkilä 30.1.2026")


def test_a_word_moved_to_the_next_cell_of_a_table_is_found(example: bytes) -> None:
    def move(document: Any) -> None:
        rows = list(control(document, "henk_taulukko").iter(f"{W}tr"))
        first, second = list(rows[1].iter(f"{W}t"))[:2]
        word, _, first.text = first.text.rpartition(" ")
        first.text, second.text = word, f"{first.text} {second.text}"

    assert states(compared(example, edited(example, move))) == {"henk_taulukko": State.DIFFERS}


def test_a_link_is_compared_with_its_place_however_a_program_cuts_it() -> None:
    runs = [Run("Ohje "), Run("täällä", link="https://a.example/x#L2"), Run(" ja muuta.")]
    plan = plan_with({"henk_riittavyys": rich(runs)})
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

    def cut(place: str) -> Change:
        def change(package: Package) -> None:
            for relation in package.tree("word/_rels/document.xml.rels"):
                if relation.get("TargetMode") == "External":
                    relation.set("Target", "https://a.example/x")
            (found,) = [h for h in package.body.iter(w("hyperlink")) if h.get(link)]
            found.set(w("anchor"), place)
            found.addnext(etree.fromstring(etree.tostring(found)))
            for half, words in ((found, "tää"), (found.getnext(), "llä")):
                next(half.iter(w("t"))).text = words

        return change

    old = docx(plan)
    assert compared(old, altered(old, cut("L2"))).same
    assert states(compared(old, altered(old, cut("L3")))) == {"henk_riittavyys": State.DIFFERS}


def test_words_hidden_struck_through_or_deleted_with_tracking_are_not_said(
    example: bytes,
) -> None:
    def mark(name: str) -> Callable[[Any], None]:
        def change(document: Any) -> None:
            (run, *_) = control(document, "henk_riittavyys").iter(f"{W}r")
            properties = etree.fromstring(f'<w:rPr xmlns:w="{W[1:-1]}"><w:{name}/></w:rPr>')
            run.insert(0, properties)

        return change

    def track(document: Any) -> None:
        (run, *_) = control(document, "henk_riittavyys").iter(f"{W}r")
        deleted = etree.fromstring(f'<w:del xmlns:w="{W[1:-1]}" w:id="9" w:author="x"/>')
        run.addprevious(deleted)
        deleted.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"

    for change in (mark("vanish"), mark("strike"), track):
        found = compared(example, edited(example, change))
        assert states(found) == {"henk_riittavyys": State.DIFFERS}


def test_a_footnote_is_something_added(example: bytes) -> None:
    words = "<w:footnote><w:p><w:r><w:t>Ei koske meitä.</w:t></w:r></w:p></w:footnote>"
    note = f'<w:footnotes xmlns:w="{W[1:-1]}">{words}</w:footnotes>'
    data = zip_package({**unzip_package(example), "word/footnotes.xml": note.encode()})
    assert states(compared(example, data)) == {"": State.ADDED}


def test_metadata_that_was_edited_is_found_and_who_saved_it_last_does_not_matter(
    example: bytes,
) -> None:
    def retitle(document: Any) -> None:
        document.core_properties.title = "Toinen otsikko"
        document.core_properties.last_modified_by = "Joku Muu"

    found = compared(example, edited(example, retitle))
    assert states(found) == {"title": State.DIFFERS}
    other = docx(full_plan(), fingerprint="ab" * 32)
    ours = docx(full_plan(), fingerprint="cd" * 32)
    assert states(compared(ours, other)) == {"omvgen fingerprint": State.DIFFERS}
    assert compared(ours, docx(full_plan())).missing_properties == ("omvgen fingerprint",)


def test_a_draft_is_not_the_plan() -> None:
    found = compared(docx(full_plan()), docx(full_plan(), draft=True))
    assert states(found) == {"contentStatus": State.ADDED, "": State.ADDED}
    assert "LUONNOS" in {part.document for part in found.differences}


def test_namespaces_of_a_strict_document_are_read_too(example: bytes) -> None:
    parts = unzip_package(example)
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(W[1:-1].encode(), strict)
    assert compared(example, zip_package(parts)).same


@settings(max_examples=max(settings().max_examples // 3, 1))
@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip))
def test_any_answer_is_read_back_and_any_other_differs(words: str) -> None:
    old, new = (docx(plan_with({"henk_riittavyys": text})) for text in (words, words + " muu"))
    assert compared(old, old).same
    assert states(compared(old, new)) == {"henk_riittavyys": State.DIFFERS}


def test_an_answer_that_looks_like_a_heading_or_a_label_stays_an_answer() -> None:
    heading, label = FORM.questions["henk_perehdytys"].text, "Versio\t9.9"
    plan = replace(
        plan_with({"henk_riittavyys": f"{heading}\n{label}", "tilat_kuvaus": partly("[[x]] y")}),
        log=({"version": "1.0", "change": "Muutos"},),
    )
    found = read_back(docx(plan), FORM).parts
    assert found["henk_riittavyys"] == f"{heading}\n{label}"
    assert found["document.version"] == "2.0"


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: b"",
        lambda parts: b"%PDF-1.7",
        lambda parts: zip_package({"a": b"b"}),
        lambda parts: zip_package({**parts, "word/document.xml": b"<w:document"}),
        lambda parts: zip_package({**parts, "word/document.xml": b"<a>" * 9000}),
        lambda parts: zip_package({k: v for k, v in parts.items() if k != "word/document.xml"}),
        lambda parts: zip_package({**parts, "docProps/core.xml": b"\0"}),
        lambda parts: zip_package(parts)[:-200],
    ],
)
def test_what_is_no_word_document_is_refused(
    example: bytes, change: Callable[[dict[str, bytes]], bytes]
) -> None:
    with pytest.raises(OmvgenError) as refused:
        read_back(change(unzip_package(example)), FORM, "x.docx")
    assert refused.value.finding.code == "OMV627"
    assert "x.docx" in refused.value.finding.message


def test_a_document_with_entities_is_not_read(example: bytes) -> None:
    parts = unzip_package(example)
    body = parts["word/document.xml"].partition(b"?>")[2].replace(b"Kyll", b"&b;Kyll", 1)
    bomb = b'<!DOCTYPE d [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]>' + body
    with pytest.raises(OmvgenError) as refused:
        read_back(zip_package({**parts, "word/document.xml": bomb}), FORM)
    assert refused.value.finding.code == "OMV627"


def test_another_reference_document_is_another_look_and_no_difference() -> None:
    reference = edited(b"", lambda d: d.sections[0].header.add_paragraph("Kaupunki"))
    plan = full_plan()
    found = compared(docx(plan), docx(plan, reference=reference))
    assert found.same
    assert found.extra_text == ("Kaupunki",)
    assert "30.1.2026 MIGDno-2026-99002" in found.missing_header


def links_and_hebrew() -> bytes:
    runs = [
        Run("Ohje", link="https://esimerkki.example/a"),
        Run(" ja \u201dtoinen ohje\u201d", link="https://esimerkki.example/b"),
        Run("\nNimi on "),
        Run("\u05d0\u05d1", italic=True),
    ]
    return docx(plan_with({"henk_riittavyys": rich(runs)}))


def test_a_link_that_is_closed_before_its_last_words_is_seen_as_before() -> None:
    """LibreOffice does so; words that no longer look like the link are another matter."""
    data = links_and_hebrew()

    def close_early(document: Any) -> Any:
        (text,) = [t for t in document.element.body.iter(f"{W}t") if t.text.endswith("ohje\u201d")]
        run = text.getparent()
        rest = deepcopy(run)
        text.text, rest.find(f"{W}t").text = " ja ", text.text.removeprefix(" ja ")
        run.getparent().addnext(rest)
        return rest

    assert compared(data, edited(data, close_early)).same
    bare = edited(data, lambda d: (rest := close_early(d)).remove(rest.find(f"{W}rPr")))
    assert not compared(data, bare).same


def test_letters_that_run_from_the_right_may_say_so() -> None:
    data = links_and_hebrew()

    def turn(words: str) -> Callable[[Any], None]:
        def change(document: Any) -> None:
            (text,) = [t for t in document.element.body.iter(f"{W}t") if words in t.text]
            properties = text.getparent().get_or_add_rPr()
            properties.append(etree.fromstring(f'<w:rtl xmlns:w="{W[1:-1]}"/>'))

        return change

    assert compared(data, edited(data, turn("\u05d0"))).same
    assert not compared(data, edited(data, turn("Nimi on"))).same


@pytest.mark.needs("libreoffice")
def test_links_that_libreoffice_saved_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "lo").mkdir()
    data = links_and_hebrew()
    again = convert(saved(data, tmp_path), "docx", tmp_path / "lo").read_bytes()
    assert not compared(data, again).differences


def with_logo(color: str) -> bytes:
    """A reference document with a logo in its header."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 20), color).save(picture, "PNG")
    reference = python_docx.Document(io.BytesIO(own_styles()))
    reference.sections[0].header.paragraphs[0].add_run().add_picture(picture)
    out = io.BytesIO()
    reference.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def logo_documents(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    reading = api.read(examples / f"{NAME}.xlsx")
    return {color: api.build(reading, reference=with_logo(color)) for color in ("navy", "red")}


def test_the_logo_of_the_reference_document_is_compared(logo_documents: dict[str, bytes]) -> None:
    def save_again(document: Any) -> None:
        document.core_properties.revision = 7

    ours = logo_documents["navy"]
    assert compared(ours, edited(ours, save_again)).same
    other = compared(ours, edited(logo_documents["red"], save_again))
    assert [part.name for part in other.not_compared] == ["drawing"]

    def turn(document: Any) -> None:
        (picture,) = document.sections[0].header._element.iter("{*}xfrm")
        picture.set("rot", "5400000")

    assert not compared(ours, edited(ours, turn)).same


@pytest.mark.needs("libreoffice")
def test_a_logo_and_a_signature_line_that_libreoffice_saved_say_the_same(
    logo_documents: dict[str, bytes], examples: Path, tmp_path: Path
) -> None:
    (tmp_path / "lo").mkdir()
    reading = api.read(examples / f"{NAME}.xlsx")
    for data in (logo_documents["navy"], api.build(reading, signature_line=True)):
        again = convert(saved(data, tmp_path), "docx", tmp_path / "lo").read_bytes()
        found = compared(data, again)
        assert found.same, (found.differences, found.not_compared)


def test_a_document_without_the_line_for_the_records_id_says_the_same(example: bytes) -> None:
    """Documents of earlier versions have none."""

    def remove(document: Any) -> None:
        line = control(document, RECORD_ID)
        line.getparent().remove(line)

    found = compared(example, edited(example, remove))
    assert found.same
    assert not found.missing_header
