"""The words of a PDF, answer by answer: what differs is found, wherever lines and pages break."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from helpers_document import FORM, docx, full_plan
from helpers_signing import saved, small_pdf
from hypothesis import given
from hypothesis import strategies as st

from omvgen.plan.as_json import plan_to_json
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.verification.attached import attached_differences
from omvgen.verification.comparison import Comparison, State, Verdict
from omvgen.verification.pdf_words import compare_words, pdf_pages
from omvgen.word.readback import ReadBack, read_back

LONG, SHORT = "henk_riittavyys", "vok_nimi"


@cache
def ours() -> ReadBack:
    return read_back(docx(full_plan()), FORM)


def printed(document: ReadBack, width: int = 60, height: int = 30) -> list[str]:
    """The words as pages show them: lines that break anywhere, and a header on each page."""
    lines: list[str] = []
    for stretch in document.stretches:
        line = ""
        for word in stretch.text.split():
            if len(line) + len(word) > width:
                lines.append(line)
                line = ""
            line += f"{word} "
        lines.append(line)
    pages = [lines[start : start + height] for start in range(0, len(lines), height)]
    return [
        "\n".join([f"Keksitty yksikkö Suunnitelma {number} ({len(pages)})", "SALAINEN", *page])
        for number, page in enumerate(pages, start=1)
    ]


def compared(pages: list[str]) -> Comparison:
    found = compare_words(pages, ours(), FORM)
    assert found is not None
    return found


def states(found: Comparison) -> dict[str, State]:
    return {part.tag: part.state for part in found.differences}


@given(st.integers(20, 120), st.integers(12, 80))
def test_lines_and_pages_may_break_anywhere(width: int, height: int) -> None:
    found = compared(printed(ours(), width, height))
    assert (states(found), found.extra_text) == ({}, ("Keksitty yksikkö SALAINEN",))
    assert found.verdict is Verdict.NOT_COMPARED


def words_of(tag: str) -> list[str]:
    return re.findall(r"[^\W_]+", ours().parts[tag])


@given(st.data())
def test_a_word_that_is_changed_added_or_gone_is_found_in_its_answer(data: st.DataObject) -> None:
    tag = data.draw(st.sampled_from([LONG, SHORT]))
    place = data.draw(st.integers(0, len(words_of(tag)) - 1))
    new = data.draw(st.sampled_from(["", "kumottu", "kumottu ei"]))
    found = compared(printed(with_word(tag, place, new)))
    assert tag in states(found)
    assert states(found).keys() <= {tag}
    assert found.verdict is Verdict.DIFFERS


def with_word(tag: str, place: int, new: str) -> ReadBack:
    """The document with another word at that place of the answer."""
    count = 0
    stretches = []
    for stretch in ours().stretches:
        text = stretch.text
        if stretch.tag == tag:

            def other(match: re.Match[str]) -> str:
                nonlocal count
                count += 1
                return new if count - 1 == place else match[0]

            text = re.sub(r"[^\W_]+", other, text)
        stretches.append(replace(stretch, text=text))
    return replace(ours(), stretches=tuple(stretches))


def test_what_stands_beside_the_answers_is_named() -> None:
    pages = printed(ours())
    pages[2] += "\nAllekirjoitettu palvelussa Keksintö"
    found = compared(pages)
    assert found.verdict is not Verdict.SAME
    assert "Allekirjoitettu palvelussa Keksintö" in " ".join(
        [*found.extra_text, *(part.document for part in found.differences)]
    )


def test_another_document_or_a_picture_of_one_is_not_compared() -> None:
    assert compare_words(["aivan muuta tekstiä"], ours(), FORM) is None
    assert compare_words([], ours(), FORM) is None
    assert compare_words(pdf_pages(small_pdf()), ours(), FORM) is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 x", b"%PDF-1.7\n%%EOF", small_pdf()[:200]])
def test_what_is_no_pdf_has_no_pages(data: bytes) -> None:
    assert pdf_pages(data) == ()


def with_plan(plan: Plan) -> bytes:
    """A PDF that has the plan within as data."""
    with pikepdf.open(io.BytesIO(small_pdf())) as pdf:
        data = json.dumps(plan_to_json(plan, FORM)).encode()
        pdf.attachments["suunnitelma.json"] = pikepdf.AttachedFileSpec(pdf, data)
        return saved(pdf)


def test_the_plan_that_a_pdf_has_within_is_compared() -> None:
    plan = full_plan()
    assert attached_differences(with_plan(plan), plan, FORM) == ()
    other = replace(plan, answers={**plan.answers, LONG: Answer(plain("Muuta."))})
    assert attached_differences(with_plan(other), plan, FORM) == (LONG,)
    assert attached_differences(small_pdf(), plan, FORM) is None
    assert attached_differences(b"%PDF-1.7 x", plan, FORM) is None
    foreign = replace(plan, form_id="muu")
    assert attached_differences(with_plan(foreign), plan, FORM) is None
