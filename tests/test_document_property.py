"""Whatever a plan says, the document says it once, in order, and is valid.

The document is read back by mammoth, and what it should say is put together here from
the plan and the form. More examples than the ordinary suite has: docs/reliability.md.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import mammoth
import pytest
from helpers_document import FORM, docx, faults
from helpers_references import REFERENCES
from hypothesis import given, settings
from hypothesis import strategies as st
from lint_docx import lint
from strategies import plans

from omvgen.form.form import FormTable, Question, Section
from omvgen.form.publicity import Publicity
from omvgen.plan.passages import passages
from omvgen.plan.plan import Plan, Row

EXAMPLES = int(os.environ.get("OMVGEN_EXAMPLES", "40"))
# Our own words about secrecy are left out by their styles; other tests read them.
NOT_OF_THE_PLAN = """
r[style-name='Salassapitomerkintä'] => !
p[style-name='Julkisuusmerkintä'] => !
"""
LIST_MARK = re.compile(r"(?:[-–—•▪◦*·]|\d{1,3}[.)]|[a-zåäö]\))(?=\s|$)")
BLOCKS = {"p", "li", "ul", "ol", "table", "tr", "td", "th", "br", *(f"h{n}" for n in range(1, 7))}


class _Lines(HTMLParser):
    """The lines of a page as one reads them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)

    def handle_data(self, data: str) -> None:
        self.lines[-1] += data


def read_back(data: bytes) -> list[str]:
    """What the document says after its contents."""
    page = mammoth.convert_to_html(io.BytesIO(data), style_map=NOT_OF_THE_PLAN).value
    parser = _Lines()
    parser.feed(str(page))
    said = compared(parser.lines)
    # The contents name the first section with its number; its heading names it alone.
    (start,) = compared([FORM.sections[0].title])
    return said[said.index(start) :]


def compared(lines: Iterable[str]) -> list[str]:
    """The lines without white space and list marks, which are not text in a document."""
    bare = ("".join(_unlisted(line.strip()).split()) for line in lines)
    return [line for line in bare if line]


def _unlisted(line: str) -> str:
    while mark := LIST_MARK.match(line):
        line = line[mark.end() :].lstrip()
    return line


def expected(plan: Plan) -> list[str]:
    """What the document must say after its contents."""
    return compared("\n".join(_expected(plan)).split("\n"))


def _expected(plan: Plan) -> Iterator[str]:
    tables = 0
    confirmation = FORM.section_with_role("confirmation")
    for section in FORM.sections:
        if section is confirmation:
            continue
        yield section.title
        if _is_list_of_facts(plan, section):
            for question in section.questions:
                (answer,) = _answer(plan, question)
                yield f"{FORM.numbers[question.id]} {question.text} {answer}"
            continue
        for question in section.questions:
            yield question.text
            yield from _answer(plan, question)
            for table in question.tables:
                if plan.rows(table.id):
                    tables += 1
                    yield from _table(tables, table, plan.rows(table.id))
    yield FORM.log.title
    if plan.log:
        yield from _table(tables + 1, replace(FORM.log, title="Kirjatut muutokset"), plan.log)
    else:
        yield "Ei kirjattuja muutoksia"
    yield confirmation.title
    yield confirmation.statement
    yield from (f"{q.text} {unmarked(plan.text(q.id))}" for q in confirmation.questions)
    yield "Vahvistuksen tunniste"
    yield from _ending(plan)


def _is_list_of_facts(plan: Plan, section: Section) -> bool:
    """Section 1 is one, while each of its answers is a public line."""
    answers = [plan.answer(question.id) for question in section.questions]
    return section.number == 1 and all(
        answer.publicity not in (Publicity.PARTLY, Publicity.SECRET)
        and "\n" not in answer.text.plain
        for answer in answers
    )


def _answer(plan: Plan, question: Question) -> Iterator[str]:
    if plan.text(question.id):
        yield unmarked(plan.text(question.id))
    elif not any(plan.rows(table.id) for table in question.tables):
        yield "Vastaus puuttuu" if question.required else "Ei vastausta"


def _table(number: int, table: FormTable, rows: tuple[Row, ...]) -> Iterator[str]:
    yield f"Taulukko {number} {table.title}"
    printed = [column for column in table.columns if not column.optional]
    yield from (column.title for column in printed)
    for row in rows:
        cells = [unmarked(row.get(column.id, "")) for column in printed]
        yield from cells if any(cells) else ()


def _ending(plan: Plan) -> Iterator[str]:
    rows = plan.rows("liitteet_taulukko")
    attachments = [f"{row.get('nro', '')} {row.get('liitteen_nimi', '')}".strip() for row in rows]
    fields = {
        "Liitteet": "\n".join(filter(None, attachments)),
        "Jakelu": plan.field("distribution"),
        "Tiedoksi": plan.field("for_information"),
        "Yhteystiedot": _contact(plan),
    }
    yield from (f"{label} {unmarked(text)}" for label, text in fields.items() if text)


def _contact(plan: Plan) -> str:
    name, street, code, town, phone, mail = (
        plan.text(f"vok_{part}").replace("\n", " ")
        for part in (
            "nimi", "katuosoite", "postinumero", "postitoimipaikka", "puhelin", "sahkoposti",
        )
    )  # fmt: skip
    place = f"{code}\xa0{town}" if code and town else code or town
    return ", ".join(filter(None, (name, street, place, phone, mail)))


def unmarked(text: str) -> str:
    """The text without the marks of secret passages, which words take the place of."""
    return "".join(text[p.text_start : p.text_end] for p in passages(text))


@settings(max_examples=max(EXAMPLES // 4, 1))
@given(plans(FORM), st.booleans(), st.booleans())
def test_the_document_says_what_the_plan_says_in_order_and_nothing_twice(
    plan: Plan, draft: bool, signature: bool
) -> None:
    data = docx(plan, draft=draft, signature=signature)
    assert read_back(data) == expected(plan)
    assert lint(data) == []


@pytest.mark.needs("ooxml-validator")
@settings(max_examples=max(EXAMPLES // 20, 2))
@given(plans(FORM), st.booleans(), st.sampled_from([None, *REFERENCES]))
def test_any_plan_in_any_reference_makes_a_valid_document(
    plan: Plan, draft: bool, reference: str | None
) -> None:
    data = docx(plan, draft=draft, signature=True, reference=REFERENCES.get(reference or ""))
    with tempfile.TemporaryDirectory() as folder:
        assert faults(data, Path(folder)) == []
