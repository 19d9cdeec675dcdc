"""Every document about plans and changes, what it must say, and readers of every format."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import mammoth
from lxml import html
from markdown_it import MarkdownIt

from omvgen.content.blocks import Document
from omvgen.content.changes import changes_document
from omvgen.content.essential import (
    changed_lines,
    essential_rows,
    is_minor,
    is_new_text,
    of_substance,
)
from omvgen.content.notice import notice_document
from omvgen.content.plan import plan_document
from omvgen.content.report import report_document
from omvgen.content.since import since_blocks
from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes, SegmentKind
from omvgen.form.form import Form
from omvgen.plan.plan import Plan
from omvgen.secrecy.model import withheld_index
from omvgen.secrecy.publish.publish import publish_both

_MARKS = re.compile(r"\[\[(?:\s*SALASSA\b[^:\]]*:)?|\]\]")
_LIST_MARK = re.compile(r"^\s*(?:[-–—•▪◦*·]|\d{1,3}[.)]|[a-zåäö]\))\s+(?=\S)")
MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])


def compared(old: Plan, new: Plan, form: Form) -> Changes:
    return compare_plans(old, new, form)


def _plan(old: Plan, new: Plan, form: Form) -> Document:
    return plan_document(new, form, since=since_blocks(compared(old, new, form), form))


def _draft(_: Plan, new: Plan, form: Form) -> Document:
    return plan_document(new, form, draft=True, signature=True)


def _public(old: Plan, new: Plan, form: Form) -> Document:
    _, copy = publish_both(old, new, form)
    return plan_document(copy.plan, form, withheld=withheld_index(copy, form))


def _changes(old: Plan, new: Plan, form: Form) -> Document:
    return changes_document(replace(compared(old, new, form), log_findings=()), form)


def _report(old: Plan, new: Plan, form: Form) -> Document:
    return report_document(compared(old, new, form), new, form)


def _notice(old: Plan, new: Plan, form: Form) -> Document:
    before, after = publish_both(old, new, form)
    changes = compare_plans(before.plan, after.plan, form)
    return notice_document(changes, after.plan, form, compared(old, new, form))


CONTENTS: dict[str, Callable[[Plan, Plan, Form], Document]] = {
    "plan": _plan,
    "draft": _draft,
    "public": _public,
    "changes": _changes,
    "report": _report,
    "notice": _notice,
}


def expected(content: str, old: Plan, new: Plan, form: Form) -> Iterator[str]:
    """What the document must say, in its order, by the plans and what was found to differ."""
    if content in ("plan", "draft"):
        yield from _of_plan(new, form)
    elif content == "public":
        _, copy = publish_both(old, new, form)
        yield from _of_plan(copy.plan, form)
    elif content == "notice":
        before, after = publish_both(old, new, form)
        public = compare_plans(before.plan, after.plan, form)
        told, others = essential_rows(public, of_substance(public, form), form)
        for questions in (*(row.questions for row in told), others):
            in_order = [q for q in questions if not is_minor(q)]
            for question in sorted(in_order, key=is_new_text, reverse=True):
                yield question.number
                yield from (span.text for line in changed_lines(question, form) for span in line)
    else:
        yield from _of_changes(compared(old, new, form), form)


def _of_plan(plan: Plan, form: Form) -> Iterator[str]:
    """Sections, questions, answers and tables; what is signed comes last."""
    last = form.section_with_role("confirmation")
    for section in (*(s for s in form.sections if s is not last), None, *([last] if last else [])):
        if section is None:
            yield from (cell for row in plan.log for cell in cells(row, form.log.printed_columns))
            continue
        yield section.title
        for question in section.questions:
            yield question.text
            yield from lines(plan.text(question.id))
            for table in question.tables:
                for row in plan.rows(table.id):
                    yield from cells(row, table.columns)


def lines(text: str) -> Iterator[str]:
    """The lines of an answer without list marks, what is secret in them apart."""
    for line in text.split("\n"):
        yield from _MARKS.split(_LIST_MARK.sub("", line))


def cells(row, columns) -> Iterator[str]:
    for column in columns:
        yield from lines(row.get(column.id, ""))


def _of_changes(changes: Changes, form: Form) -> Iterator[str]:
    """The words that differ, at their questions and in their rows."""
    for section in form.sections:
        for question in section.questions:
            change = next((c for c in changes.changes if c.question == question.id), None)
            if change:
                yield question.text
                differ = [s for s in change.segments if s.kind is not SegmentKind.EQUAL]
                kinds = sorted({s.kind for s in differ})  # a format may show one side at a time
                yield from (line for s in differ if s.kind == kinds[0] for line in lines(s.text))
    fields = [field for field in changes.fields if field.nature == "value"]
    yield from (word for field in fields for word in (field.old, field.new))


def flat(text: str) -> str:
    """The text without white space, which formats have in places of their own."""
    return "".join(text.split())


def from_docx(data: bytes) -> str:
    """As mammoth reads it."""
    shown = mammoth.convert_to_html(io.BytesIO(data)).value
    return " ".join(html.fragment_fromstring(shown, "main").itertext())


def from_html(data: bytes) -> str:
    """The page in one column, as lxml reads it."""
    page = html.document_fromstring(data.decode("utf-8"))
    for other in page.xpath("//script | //style | //*[contains(@class, 'in-two')]"):
        other.drop_tree()
    return " ".join(page.itertext())


def from_markdown(data: bytes) -> str:
    """As markdown-it reads it: CommonMark with tables and strikethrough."""
    page = html.fragment_fromstring(MARKDOWN.render(data.decode("utf-8")), "main")
    return " ".join(page.itertext())


def from_text(data: bytes) -> str:
    """Without the signs of what went and what came."""
    return re.sub(r"\[-|-\]|\{\+|\+\}", "", data.decode("utf-8"))


READERS: dict[str, Callable[[bytes], str]] = {
    "docx": from_docx,
    "html": from_html,
    "md": from_markdown,
    "text": from_text,
}
