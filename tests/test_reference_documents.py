"""An organisation's own reference document: whatever made it, and what is none."""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from functools import cache
from pathlib import Path

import docx as python_docx
import pytest
from helpers_document import (
    docx,
    faults,
    find,
    full_plan,
    lines,
    paragraph_with,
    part,
    plan_with,
    rich_plan,
    saved,
    style_of,
    words_of,
)
from helpers_pdf import libreoffice, printed
from helpers_references import REFERENCES, REMAINS, own_styles, with_custom_property, with_remains
from lint_docx import lint
from tools import convert

from omvgen.errors import OmvgenError
from omvgen.form.loader import load_form
from omvgen.package import unzip_package, zip_package
from omvgen.writers.docx.own_reference import read_reference
from omvgen.writers.docx.xml import el, name


@cache
def rich_lines(*, draft: bool = False) -> list[str]:
    """The lines of the plan in our own styles."""
    return lines(docx(rich_plan(), draft=draft, signature=True))


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("made_by", REFERENCES)
def test_any_word_document_will_do_as_a_reference(tmp_path: Path, made_by: str) -> None:
    reference = read_reference(saved(REFERENCES[made_by], tmp_path, "pohja.docx"))
    data = docx(rich_plan(), reference=reference, draft=True, signature=True)
    assert faults(data, tmp_path) == []
    assert lines(data) == rich_lines(draft=True)
    assert "Vanha teksti" not in rich_lines(draft=True)


@pytest.mark.needs("libreoffice", "ooxml-validator")
@pytest.mark.parametrize("made_of", [docx(full_plan()), own_styles()], ids=["ours", "theirs"])
def test_a_reference_saved_by_libreoffice_will_do(tmp_path: Path, made_of: bytes) -> None:
    ours = saved(made_of, tmp_path)
    folder = tmp_path / "lo"
    folder.mkdir()
    theirs = convert(ours, "docx", folder)
    data = docx(rich_plan(), reference=read_reference(theirs), signature=True)
    assert faults(data, tmp_path) == []
    assert lines(data) == rich_lines()


def test_a_reference_keeps_its_own_heading_style_header_and_footer() -> None:
    data = docx(full_plan(), reference=REFERENCES["Finnish Word"], draft=True)
    assert style_of(paragraph_with(data, "Henkilöstö")) == "Otsikko1"
    headers = [b for n, b in unzip_package(data).items() if n.startswith("word/header")]
    assert any("VIRASTO" in h.decode() and "LUONNOS" in h.decode() for h in headers)
    assert any("NUMPAGES" in h.decode() for h in headers)


@pytest.mark.needs("ooxml-validator")
def test_the_language_is_the_plans_also_where_the_reference_has_none(tmp_path: Path) -> None:
    parts = unzip_package(own_styles())
    styles = parts["word/styles.xml"]
    start, end = styles.index(b"<w:docDefaults>"), styles.index(b"</w:docDefaults>")
    parts["word/styles.xml"] = styles[:start] + styles[end + len(b"</w:docDefaults>") :]
    data = docx(full_plan(), reference=zip_package(parts))
    languages = find(part(data, "word/styles.xml"), "//w:docDefaults//w:lang/@w:val")
    assert languages == ["fi-FI"]
    assert faults(data, tmp_path) == []


def test_the_references_custom_properties_do_not_come_along() -> None:
    reference = with_custom_property(own_styles(), "Toimiala", "Valvonta")
    data = docx(full_plan(), reference=reference)
    assert not any(
        b"Toimiala" in body or b"Valvonta" in body for body in unzip_package(data).values()
    )


@pytest.mark.needs("ooxml-validator")
def test_nothing_that_the_reference_hides_stays(tmp_path: Path) -> None:
    reference = saved(with_remains(own_styles()), tmp_path, "pohja.docx")
    before = unzip_package(reference.read_bytes())
    assert sum(REMAINS.encode() in body for body in before.values()) >= 4
    data = docx(full_plan(), reference=read_reference(reference))
    parts = unzip_package(data)
    assert [name for name, body in parts.items() if REMAINS.encode() in body] == []
    assert not any(name.startswith("word/media") for name in parts)
    settings = part(data, "word/settings.xml")
    assert find(settings, "w:compat")
    assert find(settings, "w:trackRevisions | w:documentProtection | w:attachedTemplate") == []
    assert faults(data, tmp_path) == []


@pytest.mark.needs("libreoffice", "poppler")
def test_the_documents_own_header_is_laid_out_as_ours_whatever_tabs_the_style_has(
    tmp_path: Path,
) -> None:
    """Word's own style `header` has a tab in the middle and one near the right margin."""
    buffer = io.BytesIO()
    python_docx.Document().save(buffer)
    data = docx(full_plan(), reference=buffer.getvalue())
    first, second = printed(libreoffice().pdf(data), tmp_path)[:2]
    assert first[0].text.startswith("1 (")
    header = [line for line in second if line.top < first[1].top]
    assert header[0].text.startswith("Vastaus kohtaan vok_nimi. Suunnitelma 2 (")
    margins = 2.54 * 1.25, 21.59 - 2.54 * 1.25  # of python-docx's own document
    assert header[0].right == pytest.approx(margins[1], abs=0.1)
    assert header[1].left == pytest.approx(margins[0] + 9.2, abs=0.1)


@pytest.mark.parametrize("own_words", ["", "VIRASTO"])
def test_last_years_document_as_a_reference_leaves_nothing_in_the_header(own_words: str) -> None:
    old = {"date": "1.1.2020", "case_number": "VANHA-1", "document_type": "Vanha"}
    reference = docx(plan_with({"vok_nimi": "Vanha keskus"}, document=old), draft=True)
    parts = unzip_package(reference)
    if own_words:  # as an office adds its own above ours
        line = f'<w:p><w:r><w:t>{own_words}</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="'.encode()
        header, start = "word/header1.xml", b'<w:p><w:pPr><w:pStyle w:val="'
        assert parts[header].count(start) > 1
        parts[header] = parts[header].replace(start, line, 1)
    data = docx(full_plan(), reference=zip_package(parts))
    headers = {name: words_of(part(data, name)) for name in parts if "/header" in name}
    wanted = docx(full_plan())
    if own_words:
        assert headers.pop("word/header1.xml") == f"{own_words}1 (1)"
    assert headers == {name: words_of(part(wanted, name)) for name in headers}
    assert b"LUONNOS" not in b"".join(unzip_package(data).values())


def test_the_seal_of_a_document_used_as_a_reference_is_not_taken_over() -> None:
    data = docx(full_plan(), reference=docx(rich_plan(), fingerprint="ab" * 32))
    custom = unzip_package(data)["docProps/custom.xml"].decode()
    assert custom.count("omvgen seal") == 1
    assert "ab" * 32 not in custom


def refused(content: bytes, folder: Path) -> str:
    with pytest.raises(OmvgenError) as refusal:
        read_reference(saved(content, folder, "pohja.docx"))
    return refusal.value.finding.code


WORD = unzip_package(own_styles())
SMALL = load_form(Path(__file__).parent / "forms" / "pieni.toml")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Hei",
        b"%PDF-1.7",
        b"PK\x03\x04 rikki",
        zip_package({"a.txt": b"x"}),
        zip_package({"[Content_Types].xml": b"<Types/>"}),
        own_styles()[:-300],
    ],
)
def test_what_is_no_word_document_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(content, tmp_path) == "OMV196"


@pytest.mark.parametrize("missing", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_a_reference_that_lacks_a_part_that_it_names_is_refused(
    tmp_path: Path, missing: str
) -> None:
    assert refused(zip_package({k: v for k, v in WORD.items() if k != missing}), tmp_path)


@pytest.mark.parametrize("name", [n for n in WORD if n.endswith((".xml", ".rels"))])
@pytest.mark.parametrize("content", [b"<x/>", b"<x", b""], ids=["other", "cut", "empty"])
def test_a_part_that_is_not_what_it_should_be_is_refused_or_does_no_harm(
    tmp_path: Path, name: str, content: bytes
) -> None:
    try:
        reference = read_reference(saved(zip_package({**WORD, name: content}), tmp_path))
    except OmvgenError:
        return
    data = docx(full_plan(SMALL), form=SMALL, reference=reference)
    assert lint(data) == []
    assert lines(data) == lines_in_our_styles()


@cache
def lines_in_our_styles() -> list[str]:
    return lines(docx(full_plan(SMALL), form=SMALL))


def test_a_workbook_is_no_reference(examples: Path, tmp_path: Path) -> None:
    content = (examples / "omavalvontasuunnitelma-2026.xlsx").read_bytes()
    assert refused(content, tmp_path) == "OMV196"


def test_a_document_type_definition_is_refused(tmp_path: Path) -> None:
    _, _, styles = WORD["word/styles.xml"].partition(b"?>")
    bomb = b'<!DOCTYPE w:styles [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + styles
    assert refused(zip_package({**WORD, "word/styles.xml": bomb}), tmp_path) == "OMV196"


def test_a_package_that_would_fill_the_memory_is_refused_before_it_is_inflated(
    tmp_path: Path,
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, data in WORD.items():
            package.writestr(name, data)
        with package.open("word/media/image9.bmp", "w") as stream:
            for _ in range(250):
                stream.write(bytes(1_000_000))
    assert refused(buffer.getvalue(), tmp_path) == "OMV195"


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in WORD.items():
            package.writestr(name, data)
        package.writestr("word/media/image9.bmp", bytes(40_000_000))
    lie = buffer.getvalue().replace(struct.pack("<L", 40_000_000), struct.pack("<L", 4))
    assert refused(lie, tmp_path) == "OMV196"


def test_the_same_part_twice_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in [*WORD.items(), ("Word/Document.xml", b"<x/>")]:
            package.writestr(name, data)
    assert refused(buffer.getvalue(), tmp_path) == "OMV196"


def test_a_missing_reference_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(OmvgenError) as refusal:
        read_reference(tmp_path / "ei-ole.docx")
    assert refusal.value.finding.code == "OMV195"
    assert "kansiota tai tiedostoa ei ole" in refusal.value.finding.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "putki.docx")
    for path in (tmp_path / "putki.docx", tmp_path):
        with pytest.raises(OmvgenError) as refusal:
            read_reference(path)
        assert refusal.value.finding.code == "OMV195"


def test_an_empty_word_document_by_python_docx_will_do(tmp_path: Path) -> None:
    file = tmp_path / "pohja.docx"
    python_docx.Document().save(str(file))
    assert lines(docx(full_plan(), reference=read_reference(file))) == lines(docx(full_plan()))


def _edited(data: bytes, part_: str, old: bytes, new: bytes) -> bytes:
    parts = unzip_package(data)
    assert old in parts[part_]
    return zip_package(parts | {part_: parts[part_].replace(old, new)})


def _page_of(size: str, margin: str | None) -> bytes:
    """A reference whose page has these lengths, as other programs write them."""
    parts = unzip_package(own_styles())
    page = f'<w:pgSz w:w="{size}" w:h="16838"/>'
    if margin is not None:
        sides = " ".join(f'w:{s}="{margin}"' for s in ("left", "right", "top", "bottom"))
        page += f"<w:pgMar {sides}/>"
    body = re.sub(rb"<w:pgSz[^>]*/>", page.encode(), parts["word/document.xml"])
    first, rest = body.split(page.encode())
    rest = re.sub(rb"<w:pgMar[^>]*/>", b"", rest)
    return zip_package(parts | {"word/document.xml": first + page.encode() + rest})


@pytest.mark.parametrize(
    ("size", "margin", "width"),
    [
        ("11906", "1440", 9026),
        ("8.5in", "1in", 9360),
        ("21cm", "2.5cm", 9071),
        ("11906.0000000000002", "1440.0000000000002", 9026),
        ("11906", None, 9638),
    ],
)
def test_a_page_is_as_wide_as_it_says_in_any_unit(
    tmp_path: Path, size: str, margin: str | None, width: int
) -> None:
    reference = read_reference(saved(_page_of(size, margin), tmp_path, "pohja.docx"))
    data = docx(full_plan(), reference=reference)
    sizes = find(part(data, "word/document.xml"), "//w:pgSz/@w:w | //w:pgMar/@w:left")
    assert all(text.isdecimal() for text in sizes)
    tables = find(part(data, "word/document.xml"), "//w:tbl/w:tblPr/w:tblW/@w:w")
    indents = find(part(data, "word/document.xml"), "//w:tbl/w:tblPr/w:tblInd/@w:w")
    assert {int(w) + int(i) for w, i in zip(tables, indents, strict=True)} <= {
        width - 1, width, width + 1
    }  # fmt: skip


def test_what_word_for_mac_has_after_all_lists_stays_after_them() -> None:
    reference = own_styles()
    mark = b'<w:numIdMacAtCleanup w:val="7"/></w:numbering>'
    reference = _edited(reference, "word/numbering.xml", b"</w:numbering>", mark)
    root = part(docx(rich_plan(), reference=reference), "word/numbering.xml")
    tags = [element.tag.rpartition("}")[2] for element in root]
    order = ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup")
    assert tags == sorted(tags, key=order.index)
    assert tags[-1] == "numIdMacAtCleanup"


def test_the_heading_of_the_contents_has_no_number() -> None:
    reference = own_styles()
    old = b'<w:name w:val="heading 1"/>'
    assert old in unzip_package(reference)["word/styles.xml"]
    document = python_docx.Document(io.BytesIO(reference))
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = 1
    buffer = io.BytesIO()
    document.save(buffer)
    styles = part(docx(full_plan(), reference=buffer.getvalue()), "word/styles.xml")
    (toc,) = find(styles, "//w:style[translate(w:name/@w:val,'TOCH','toch')='toc heading']")
    based = find(toc, "w:basedOn/@w:val")
    number = find(toc, "w:pPr/w:numPr/w:numId/@w:val")
    assert number == ["0"] or not based


def test_nothing_that_leads_outside_comes_along() -> None:
    """A header's linked picture would tell its server who reads the document."""
    document = python_docx.Document(io.BytesIO(own_styles()))
    header = document.sections[0].header
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    key = header.part.relate_to("https://vieras.example/seuranta", kind, is_external=True)
    link = el("w:hyperlink", el("w:r", el("w:t")))
    link.set(name("r:id"), key)
    header.paragraphs[0]._p.append(link)
    buffer = io.BytesIO()
    document.save(buffer)
    parts = unzip_package(docx(full_plan(), reference=buffer.getvalue()))
    assert not any(b"vieras.example" in body for body in parts.values())
    headers = [b for n, b in parts.items() if n.startswith("word/header")]
    assert any(b"w:hyperlink" in body for body in headers)
    assert not any(key.encode() + b'"' in body for body in headers)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "salasanalla"),
        (
            _edited(
                own_styles(),
                "[Content_Types].xml",
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "makroja",
        ),
        (
            _edited(
                own_styles(),
                "_rels/.rels",
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDoc",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDoc",
            ),
            "Strict",
        ),
    ],
    ids=["password", "macros", "strict"],
)
def test_a_file_of_another_kind_is_called_what_it_is(
    tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "pohja.docx"
    path.write_bytes(content)
    with pytest.raises(OmvgenError, match=word) as refused:
        read_reference(path)
    assert refused.value.finding.code == "OMV761"
    assert "ehjä" not in str(refused.value)
