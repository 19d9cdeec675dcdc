"""No canary sings in what may be given out.

The ordinary run tries some plans. The long one, whose number is in
docs/reliability.md, tries so many in each test:
`OMVGEN_EXAMPLES=2000 pytest tests/test_canary.py`.
"""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import tools
from canary import Cage, cages, seen
from helpers_cli import omvgen as run
from helpers_pdf import without_colours
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment

import omvgen
from omvgen import release
from omvgen.content.blocks import Document, PlainBlock
from omvgen.content.changes import changes_document
from omvgen.content.notice import notice_document
from omvgen.content.plan import plan_document
from omvgen.content.redline import redline
from omvgen.content.report import report_document
from omvgen.content.since import since_blocks
from omvgen.diff.as_json import changes_to_json
from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes
from omvgen.form.loader import load_form
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import PublicCopy, withheld_index
from omvgen.secrecy.publish.publish import publish, publish_both
from omvgen.workbook.reading.result import Reading
from omvgen.workbook.template.make import make_workbook
from omvgen.writers import PRINTED, file_formats, formats, write, writer_of
from omvgen.writers.docx.package import write_docx
from omvgen.writers.docx.redline import write_redline
from omvgen.writers.pdf import libreoffice
from omvgen.writers.pdf.finish import finished

FORM = load_form()
READING = Reading("t.xlsx", FORM, Plan(FORM.id, FORM.version), (), {})
BATCH = 50  # documents that one LibreOffice makes into PDFs


def plans(ordinarily: int) -> int:
    """How many plans a test tries."""
    return int(os.environ.get("OMVGEN_EXAMPLES", ordinarily))


def public_document(copy: PublicCopy, since: tuple[PlainBlock, ...] = ()) -> Document:
    index = withheld_index(copy, FORM)
    return plan_document(copy.plan, FORM, withheld=index, since=since)


def docx(copy: PublicCopy) -> bytes:
    return write(public_document(copy), "docx")


@given(cages())
@settings(max_examples=plans(4))
def test_no_canary_is_in_the_public_document(seed: int) -> None:
    cage = Cage(seed, FORM)
    copy = publish(cage.plan(), FORM)
    for name in file_formats():
        data = write(public_document(copy), name)
        assert seen(cage.canaries, data) == []
        file = "julkinen" + writer_of(name).ENDINGS[0]
        assert release.find_leaks(data, file, [copy], READING) == (), "a false alarm"


def everything(
    changes: Changes, whole: Changes, old: PublicCopy, new: PublicCopy
) -> Iterator[bytes]:
    """Every document about the changes in every format but PDF, which is made of the .docx."""
    documents = (
        changes_document(changes, FORM),
        report_document(changes, new.plan, FORM),
        notice_document(changes, new.plan, FORM, whole),
        public_document(new, since_blocks(changes, FORM, whole)),
    )
    for document in documents:
        yield from (write(document, name) for name in formats() if name != PRINTED)
    yield json.dumps(changes_to_json(changes), ensure_ascii=False).encode("utf-8")
    yield write_redline(redline(old.plan, new.plan, FORM, changes))


@given(cages(), cages())
@settings(max_examples=max(plans(4) // 2, 1))
def test_no_canary_is_in_the_public_list_of_changes(old: int, new: int) -> None:
    """Both years have canaries of their own, and those of the other in other places."""
    cages_of = Cage(old, FORM), Cage(new, FORM)
    plans = cages_of[0].plan(), cages_of[1].plan()
    copies = publish_both(*plans, FORM)
    changes = replace(compare_plans(copies[0].plan, copies[1].plan, FORM), public=True)
    whole = compare_plans(*plans, FORM)
    canaries = [canary for cage in cages_of for canary in cage.canaries]
    for made in everything(changes, whole, *copies):
        assert seen(canaries, made) == []


def test_what_is_public_is_there() -> None:
    """Of plans whose canaries are all out, the public words are in: it is no empty copy."""
    shown = total = 0
    for seed in range(8):
        cage = Cage(seed, FORM)
        copy = publish(cage.plan(), FORM)
        text = "\n".join(answer.text.plain for answer in copy.plan.answers.values())
        shown += sum(word in text for word in cage.open_words)
        total += len(cage.open_words)
    assert shown > total / 40


def test_the_tests_own_search_sees_a_canary() -> None:
    cage = Cage(1, FORM)
    plan = known_to_the_form(cage.plan())
    assert len(seen(cage.canaries, make_workbook(FORM, plan))) > len(cage.canaries) / 2


def known_to_the_form(plan: Plan) -> Plan:
    """The plan without what no workbook of the form has a place for."""
    columns = {key: {c.id for c in table.columns} for key, table in FORM.tables.items()}
    return replace(
        plan,
        document={k: text for k, text in plan.document.items() if k in FORM.fields},
        answers={k: answer for k, answer in plan.answers.items() if k in FORM.questions},
        tables={
            key: tuple({k: row[k] for k in row if k in columns[key]} for row in rows)
            for key, rows in plan.tables.items()
            if key in FORM.tables
        },
    )


def salted(cage: Cage, plan: Plan) -> bytes:
    """The plan's workbook with canaries in what is no answer: comments, sheets, hidden rows."""
    book = load_workbook(io.BytesIO(make_workbook(FORM, plan)), rich_text=True)
    section = book[FORM.sections[1].sheet]
    section["D4"].comment = Comment(cage.canary(), cage.canary())
    section["J30"] = cage.canary()
    section["D40"] = cage.canary()
    section.row_dimensions[40].hidden = True
    section.oddHeader.center.text = cage.canary()
    extra = book.create_sheet(re.sub(r"\W", "", cage.canary())[:25])
    extra["A1"] = cage.canary()
    extra.sheet_state = "hidden"
    book.properties.title = cage.canary()
    book.properties.creator = cage.canary()
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@given(cages())
@settings(max_examples=plans(3))
def test_no_canary_gets_from_a_workbook_into_the_public_document(seed: int) -> None:
    cage = Cage(seed, FORM)
    plan = known_to_the_form(cage.plan())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.xlsx"
        path.write_bytes(salted(cage, plan))
        reading = omvgen.read(path)
    assert seen(cage.canaries, docx(release.publish(reading))) == []


def test_the_command_writes_no_canary(tmp_path: Path) -> None:
    """Whatever it decides of such a plan: it refuses it, or what it writes is clean."""
    for seed in range(3):
        cage = Cage(seed, FORM)
        (tmp_path / "t.xlsx").write_bytes(make_workbook(FORM, known_to_the_form(cage.plan())))
        said = run("build", "t.xlsx", "--public", "--draft", "-o", "j.docx", cwd=tmp_path)
        assert said.code in (0, 1), said.err
        made = tmp_path / "j.docx"
        assert seen(cage.canaries, made.read_bytes() if made.exists() else b"") == []


# The PDF of a batch begins with a LibreOffice, so nothing is gained by making it smaller.
@pytest.mark.needs("libreoffice", "poppler")
@given(st.lists(cages(), min_size=min(plans(3), BATCH), max_size=min(plans(3), BATCH)))
@settings(max_examples=max(plans(3) // BATCH, 1), phases=[Phase.generate])
def test_no_canary_is_in_a_pdf(seeds: list[int]) -> None:
    made = [Cage(seed, FORM) for seed in seeds]
    copies = [publish(cage.plan(), FORM) for cage in made]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents = [public_document(copy) for copy in copies]
        for n, document in enumerate(documents):
            (folder / f"{n}.docx").write_bytes(write_docx(document, printing=True))
        (folder / "whole.docx").write_bytes(write(plan_document(copies[0].whole, FORM), "docx"))
        whole, *files = tools.convert_all(
            [folder / "whole.docx", *(folder / f"{n}.docx" for n in range(len(copies)))],
            libreoffice.FORMAT,
            folder,
        )
        assert seen(made[0].canaries, pdf_readings(whole)[0]), "the search sees what is there"
        for cage, file, document in zip(made, files, documents, strict=True):
            file.write_bytes(finished(file.read_bytes(), document))
            data, words = pdf_readings(file)
            assert seen(cage.canaries, data) == []
            assert "Julkinen versio" in words
        first = (folder / "0.pdf").read_bytes()
        assert release.find_leaks(first, "j.pdf", copies[:1], READING) == (), "a false alarm"


def pdf_readings(file: Path) -> tuple[bytes, str]:
    """The PDF as it is, without its packing (qpdf), and with the text of its pages (poppler).

    And that text by itself.
    """
    buffer = io.BytesIO()
    with pikepdf.open(file) as read:
        read.save(
            buffer,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            qdf=True,
        )
    colourless = file.with_suffix(".poppler.pdf")
    colourless.write_bytes(without_colours(file.read_bytes()))
    words = "\n".join(tools.pdf_pages(colourless))
    return file.read_bytes() + buffer.getvalue() + words.encode(), words
