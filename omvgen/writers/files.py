"""Each content as the bytes of a file, by the name of its format.

A writer is imported when its format is wanted: no command needs them all.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from omvgen.content.blocks import Document
    from omvgen.diff.model import Changes
    from omvgen.form.form import Form
    from omvgen.plan.plan import Plan

DocumentFormat = Literal["docx", "pdf"]
ReportFormat = Literal["text", "json", "html", "md", "docx", "redline"]
NoticeFormat = Literal["docx", "md"]


def document_file(
    document: Document,
    format: DocumentFormat,
    reference: bytes | None = None,
    soffice: str | os.PathLike[str] | None = None,
) -> bytes:
    """The document; `reference` and `soffice` as in `pipeline.build`.

    Raises `PdfError` when LibreOffice does not make the PDF.
    """
    match format:
        case "docx":
            from omvgen.writers.docx.write import write_docx

            return write_docx(document, reference)
        case "pdf":
            from omvgen.writers.pdf import LibreOffice, find_soffice, write_pdf

            program = Path(soffice) if soffice else find_soffice(os.environ)
            return write_pdf(document, LibreOffice(program), reference)
    raise ValueError(format)


def report_file(
    changes: Changes,
    plans: tuple[Plan, Plan],
    form: Form,
    format: ReportFormat,
    *,
    width: int = 80,
    colors: bool = False,
) -> bytes:
    """What changed between the old and the new plan; `width` and `colors` are for text."""
    match format:
        case "docx":
            from omvgen.content.report import change_report

            return document_file(change_report(changes, plans[1], form), "docx")
        case "redline":
            from omvgen.content.redline import redline
            from omvgen.writers.docx.redline import write_redline

            return write_redline(redline(*plans, form, changes))
        case "text":
            from omvgen.writers.text.changes_text import changes_to_text

            text = changes_to_text(changes, form, width=width, colors=colors)
        case "json":
            from omvgen.diff.as_json import changes_to_json

            text = json.dumps(changes_to_json(changes), ensure_ascii=False, indent=2) + "\n"
        case "html":
            from omvgen.writers.html.changes_html import changes_to_html

            text = changes_to_html(changes, form)
        case "md":
            from omvgen.writers.markdown.changes_markdown import changes_to_markdown

            text = changes_to_markdown(changes, form)
        case _:
            raise ValueError(format)
    return text.encode("utf-8")


def notice_file(
    changes: Changes, new: Plan, form: Form, format: NoticeFormat, whole: Changes | None = None
) -> bytes:
    """The notice for staff: `changes` are those of the public plans, `whole` of the whole ones."""
    from omvgen.content.notice import make_notice, notice_document

    notice = make_notice(changes, new, form, whole)
    match format:
        case "docx":
            return document_file(notice_document(notice, new, form), "docx")
        case "md":
            from omvgen.writers.markdown.notice_markdown import notice_to_markdown

            return notice_to_markdown(notice).encode("utf-8")
    raise ValueError(format)
