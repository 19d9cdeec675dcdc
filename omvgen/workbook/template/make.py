"""The workbook that staff fill in: made from a form, empty or prefilled with a plan."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.utils.indexed_list import IndexedList

from omvgen.errors import PlanError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.form.loader import form_in
from omvgen.form.publicity import Publicity
from omvgen.form.sheets import GUIDE, SUMMARY
from omvgen.locale import in_language, listed, mark, speaking
from omvgen.package import unzip_package, zip_package
from omvgen.patterns import pattern
from omvgen.plan.carry import Carried
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.transfer import Ledger, with_doubts_noted
from omvgen.workbook.layout import FORM_ID_PROPERTY, FORM_VERSION_PROPERTY
from omvgen.workbook.styles import FONT, SIZE
from omvgen.workbook.template.sheet_section import put_section
from omvgen.workbook.template.sheets_carried import put_carried
from omvgen.workbook.template.sheets_fixed import put_document, put_log
from omvgen.workbook.template.sheets_front import put_guide, put_summary
from omvgen.workbook.template.sheets_ledger import put_ledger

# In place of the time of making, so that the same form gives the same bytes.
_TIMELESS = datetime(1980, 1, 1)
# Numbers in a plan are text (`00520`). Without this Excel marks each of them as an error and
# offers to turn it into a number, which loses its zeros.
_NUMBERS_ARE_TEXT = (
    b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
    b"</worksheet>"
)
_MODIFIED = pattern(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
# A row with this attribute keeps its height while someone types; without it, the row grows.
_FIXED_HEIGHT = pattern(rb'(<row [^>]*?) customHeight="1"')

# CT_Font of ECMA-376, 18.8.22.
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>omvgen</Application></Properties>'
)


def make_workbook(form: Form, plan: Plan | None = None) -> bytes:
    """The workbook as the bytes of an .xlsx, prefilled with the plan when there is one.

    Its words are in the language that the plan states, or in the form's. The same form
    and plan give the same bytes on any day and machine. Raises `PlanError` when the plan
    is another form's (OMV192), has something that this form has no place for (OMV193),
    or a text that no cell can hold (OMV191).
    """
    form = form_in(form, plan.field("language")) if plan else form
    plan = plan or starting_plan(form)
    _refuse_what_has_no_place(plan, form)
    with speaking(form.language):
        return saved(_book(form, plan))


def make_next_workbook(form: Form, carried: Carried) -> bytes:
    """Next year's workbook, with sheets that say what became of last year's answers.

    Raises `PlanError` for a text that no cell can hold (OMV191).
    """
    with speaking(form.language):
        book = _book(form, carried.plan)
        put_carried(book, form, carried)
        return saved(book)


def make_transferred_workbook(form: Form, plan: Plan, ledger: Ledger) -> bytes:
    """The plan's workbook, with sheets that say what became of each piece of its source.

    Answers whose place is not sure are marked in their notes. Raises `PlanError` for a
    text that no cell can hold (OMV191).
    """
    with speaking(form.language):
        book = _book(form, with_doubts_noted(plan, ledger, form))
        put_ledger(book, form, ledger)
        return saved(book)


def starting_plan(form: Form) -> Plan:
    """What an empty workbook has already: answers are public unless the form hints otherwise."""
    public = Answer(publicity=Publicity.PUBLIC)
    return Plan(
        form.id,
        form.version,
        document={
            "document_type": in_language(form.language, mark("Suunnitelma")),
            "title": form.document_title,
            "language": form.language,
        },
        answers={q.id: public for q in form.questions.values() if not q.secrecy_hint},
    )


def _refuse_what_has_no_place(plan: Plan, form: Form) -> None:
    """Raises `PlanError` for what would be lost on the way from the plan to the workbook."""
    if not form.takes(plan.form_id):
        raise PlanError(
            Finding(Code.ANSWERS_OF_ANOTHER_FORM, values={"found": plan.form_id, "form": form.id})
        )
    unknown = [key for key in plan.answers if key not in form.questions]
    unknown += [key for key in plan.document if key not in form.fields]
    unknown += [key for key in plan.tables if key not in form.tables]
    columns = {key: table.columns for key, table in form.tables.items()}
    for table, rows in {**plan.tables, form.log.id: plan.log}.items():
        known = {column.id for column in columns.get(table, form.log.columns)}
        unknown += [f"{table}.{key}" for row in rows for key in row if key not in known]
    if unknown:
        names = listed(dict.fromkeys(unknown))
        raise PlanError(Finding(Code.ANSWERS_WITHOUT_PLACE, values={"names": names}))


def _book(form: Form, plan: Plan) -> Any:
    """The workbook's sheets. The first ones refer to the others, and are made last."""
    book = empty_book(
        form.document_title,
        form.language,
        {FORM_ID_PROPERTY: form.id, FORM_VERSION_PROPERTY: form.version},
    )
    document = put_document(book, form, plan)
    sections = tuple(put_section(book, form, s, plan) for s in form.sections)
    log = put_log(book, form, plan)
    put_guide(book, form)
    put_summary(book, form, sections, document, log)
    first = [sheet.name(form.language) for sheet in (GUIDE, SUMMARY)]
    for place, name in enumerate(first):
        book.move_sheet(name, place - book.sheetnames.index(name))
    book.active = 0
    for sheet in book:
        sheet.sheet_view.tabSelected = sheet.title == first[0]
    return book


def empty_book(title: str, language: str, custom: dict[str, str]) -> Any:
    """A workbook without sheets, with its title, language and custom properties."""
    book = Workbook()
    book.remove(book.active)
    # Column widths are counted in digits of the workbook's first font.
    book._fonts = IndexedList([Font(name=FONT, size=SIZE)])
    book._named_styles["Normal"].font = Font(name=FONT, size=SIZE)
    properties = book.properties
    properties.title, properties.language = title, language
    properties.creator, properties.created = "", _TIMELESS
    for name, value in custom.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    return book


def saved(book: Any) -> bytes:
    """The package as Excel would write it, without the time and program of its making."""
    buffer = io.BytesIO()
    book.save(buffer)
    parts = unzip_package(buffer.getvalue())
    moment = _TIMELESS.isoformat().encode() + b"Z"
    parts["docProps/core.xml"] = _MODIFIED.sub(
        rb"\g<1>" + moment + rb"\g<2>", parts["docProps/core.xml"]
    )
    parts["docProps/app.xml"] = _APPLICATION
    parts["xl/styles.xml"] = _in_schema_order(parts["xl/styles.xml"])
    for name, data in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            growing = _FIXED_HEIGHT.sub(rb"\g<1>", data)
            # openpyxl does not preserve the spaces of a text that has nothing else.
            spaced = growing.replace(b"<t>", b'<t xml:space="preserve">')
            parts[name] = spaced.removesuffix(b"</worksheet>") + _NUMBERS_ARE_TEXT
    return zip_package(parts)


def _in_schema_order(styles: bytes) -> bytes:
    """The styles with the children of each font in the schema's order, unlike openpyxl's."""
    root = etree.fromstring(styles)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(etree.QName(part).localname))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
