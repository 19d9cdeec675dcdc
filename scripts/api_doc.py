"""Writes docs/api.md: every public name with its signature and docstring, and examples.

    python scripts/api_doc.py            write it
    python scripts/api_doc.py --check    fail when it is stale

The examples are doctests; tests/test_api_doc.py runs them on the example workbooks.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from generated import write_or_check

import omvgen

MOST_MEMBERS, FIRST_MEMBERS = 40, 3  # of a class that are shown
TARGET = Path(__file__).parent.parent / "docs" / "api.md"

INTRODUCTION = """\
# The Python API

<!-- python scripts/api_doc.py makes this page. Do not edit it. -->

`import omvgen` gives a program everything that the command line does; the command line itself is written with it. The package has type annotations (`py.typed`).

- Files are named by `str` or `os.PathLike` (`StrPath`). A file that is made is returned as `bytes`, for the caller to write.
- What goes in and comes out is frozen: a function changes nothing that it was given.
- Dates are given, never read from a clock, so that the same input gives the same bytes on any day.
- Whatever may be wrong with a file or a plan is an `OmvgenError`.
- What may be given out is searched for secrets before it is returned. There is no way round the search.

The names of questions, tables and fields are those of the form ([workbook.md](workbook.md)); codes of findings are in [checks.md](checks.md).
"""  # noqa: E501


class Group(NamedTuple):
    """Some public names that belong together, with what is said of them and an example."""

    title: str
    words: str
    names: str
    example: str


GROUPS = (
    Group(
        "Reading and checking",
        "A workbook is read once and never written. A reading is a plan, what was found on the "
        "way, and the cell of each answer.",
        "read validate load_form check_form",
        """
        >>> import omvgen
        >>> reading = omvgen.read("omavalvontasuunnitelma-2026.xlsx")
        >>> reading.plan.field("year")
        '2026'
        >>> reading.plan.text("vok_puhelin")
        '029 500 0000'
        >>> for finding in omvgen.validate(reading):
        ...     if finding.severity is omvgen.Severity.WARNING:
        ...         print(finding.location, finding.message)
        11 Talous ja ostopalvelut!H10 Majoitus: sopimus päättyy 30.6.2026, suunnitelmavuoden ...
        """,
    ),
    Group(
        "What has changed",
        "Questions are matched by id and rows of tables by their key, never by position.",
        "compare report report_formats notice",
        """
        >>> from pathlib import Path
        >>> previous = omvgen.read("omavalvontasuunnitelma-2025.xlsx")
        >>> changes = omvgen.compare(previous, reading)
        >>> changes.old.version, changes.new.version, changes.identical
        ('1.0', '2.0', False)
        >>> sorted(changes.changed_questions(reading.form))[:2]
        ['autt_sosiaalipalvelut', 'autt_tulkkaus']
        >>> page = omvgen.report(previous, reading, "html")
        >>> written = Path("tiedote.docx").write_bytes(omvgen.notice(previous, reading))
        """,
    ),
    Group(
        "The document",
        "A plan with errors is built as a draft alone.",
        "build load_reference",
        """
        >>> written = Path("suunnitelma.docx").write_bytes(omvgen.build(reading))
        >>> unfinished = omvgen.read("omavalvontasuunnitelma-2026-kesken.xlsx")
        >>> try:
        ...     omvgen.build(unfinished)
        ... except omvgen.PlanError as error:
        ...     print(error.finding.code, error.finding.location)
        OMV201 8 Auttamistoimet!D16
        >>> draft = omvgen.build(unfinished, draft=True)
        """,
    ),
    Group(
        "What may be given out",
        "A public copy is made and searched in one step; what is promised of the search, and what "
        "is not, is in [publicity.md](publicity.md).",
        "build_public validate_public withheld find_leaks notice_to_clients follow_up_report",
        """
        >>> public = omvgen.build_public(reading, name="julkinen.docx")
        >>> written = Path("julkinen.docx").write_bytes(public)
        >>> omvgen.find_leaks("julkinen.docx", reading)
        ()
        >>> leaks = omvgen.find_leaks("suunnitelma.docx", reading)
        >>> "autt_turvallinen_majoitus" in {leak.location.question for leak in leaks}
        True
        >>> for row in omvgen.withheld(reading)[:1]:
        ...     print(row.number, row.title)
        4.2 Henkilöstön ja johdon työvuoro- ja varallaolojärjestelyt
        >>> written = Path("asiakkaille.html").write_bytes(
        ...     omvgen.notice_to_clients(reading, "en", "html")
        ... )
        """,
    ),
    Group(
        "Confirmation",
        "The records of confirmations are kept beside the workbook. Adding one is the only thing "
        "that the API writes.",
        "confirm correct confirmations status verify",
        """
        >>> from datetime import date
        >>> signing = omvgen.Signing(
        ...     date(2026, 1, 30), "Esimerkkilä", "Oskari Esimerkkinen", "johtaja"
        ... )
        >>> record = omvgen.confirm(reading, signing, date(2026, 2, 1), "suunnitelma.docx")
        >>> record.version, len(omvgen.confirmations(reading))
        ('2.0', 1)
        >>> correction = omvgen.Correction(1, "Paikka oli väärin.", place="Mallikaupunki")
        >>> corrected = omvgen.correct(reading, correction, date(2026, 2, 2))
        >>> [record.place for record in omvgen.confirmations(reading)]
        ['Mallikaupunki']
        >>> omvgen.status(reading, date(2026, 3, 1)).standing.due
        datetime.date(2027, 1, 30)
        >>> result = omvgen.verify("suunnitelma.docx", reading)
        >>> result.in_order, result.confirmed.to_the_byte
        (True, True)
        """,
    ),
    Group(
        "Handing over",
        "A pack is a zip for whoever the plan is handed over to; the calendar has the days to "
        "come.",
        "pack calendar",
        """
        >>> packed = omvgen.pack(reading)
        >>> "omavalvontasuunnitelma.docx" in packed.files, "vahvistus.json" in packed.files
        (True, True)
        >>> days = omvgen.calendar(reading, omvgen.status(reading, date(2026, 3, 1)))
        >>> days.startswith(b"BEGIN:VCALENDAR")
        True
        """,
    ),
    Group(
        "Many units",
        "A row a unit, the most pressing first; what a row tells is in [overview.md](overview.md).",
        "overview",
        """
        >>> from datetime import date
        >>> names = ["omavalvontasuunnitelma-2025.xlsx", "omavalvontasuunnitelma-2026.xlsx"]
        >>> (unit,) = omvgen.overview(names, date(2026, 11, 28)).units
        >>> unit.unit, unit.year, unit.errors, len(unit.changed)
        ('Esimerkkilän vastaanottokeskus', '2026', 0, 22)
        """,
    ),
    Group(
        "Workbooks and data",
        "",
        "template import_document new merge repair annotate load_common_part "
        "update_common_part export export_schema load_plan",
        """
        >>> empty = omvgen.template()
        >>> data, carried = omvgen.new(reading)
        >>> carried.year
        2027
        >>> merged = omvgen.merge(reading, ["suunnitelma.docx"])
        >>> merged.plan == reading.plan, len(merged.conflicts)
        (True, 0)
        >>> sound = omvgen.repair(reading)
        >>> sound.ledger.complete, len(sound.ledger.left)
        (True, 0)
        >>> copy = omvgen.annotate(unfinished, omvgen.validate(unfinished))
        >>> omvgen.export(reading)["document"]["version"]
        '2.0'
        >>> prefilled = omvgen.template(plan=omvgen.load_plan("plan-2026.json"))
        """,
    ),
    Group(
        "Language",
        "Messages are Finnish unless another language is chosen. The choice belongs to the "
        "context: threads and asynchronous tasks each have their own. Documents speak the "
        "language of their form.",
        "speaking",
        """
        >>> with omvgen.speaking("en"):
        ...     print(omvgen.Severity.ERROR.word)
        error
        """,
    ),
    Group(
        "Errors",
        "",
        "OmvgenError ReadError WriteError PlanError PublicityError LeakError ConfirmationError "
        "DoubtfulConfirmation "
        "PdfError",
        """
        >>> try:
        ...     omvgen.read("puuttuu.xlsx")
        ... except omvgen.OmvgenError as error:
        ...     print(error.finding.code, error)
        OMV100 Tiedostoa puuttuu.xlsx ei löydy.
        """,
    ),
    Group(
        "Types",
        "",
        "Reading Form Plan Answer Publicity Finding Code Location Severity Changes IndexRow "
        "NewWorkbook ImportedWorkbook MergedWorkbook Asking CommonPart UpdatedUnit "
        "RepairedWorkbook Overview UnitRow "
        "Ledger Signing Correction Record Status Verification SignedFile Signature Pack "
        "FollowUpReport",
        "",
    ),
)


def document() -> str:
    """The page as it should be now."""
    return INTRODUCTION + "".join(f"\n{part}\n" for group in GROUPS for part in _parts(group))


def _parts(group: Group) -> Iterator[str]:
    yield f"## {group.title}"
    if group.words:
        yield group.words
    if group.example:
        yield f"```python\n{textwrap.dedent(group.example).strip()}\n```"
    for name in group.names.split():
        thing = getattr(omvgen, name)
        yield f"### {name}"
        yield f"```python\n{_declaration(thing)}\n```"
        yield inspect.getdoc(thing) or ""


def _declaration(thing: Any) -> str:
    """The head of a function, or of a class with its fields and properties, as it is written."""
    lines = textwrap.dedent(inspect.getsource(inspect.unwrap(thing))).splitlines()
    definition = ast.parse("\n".join(lines)).body[0]
    assert isinstance(definition, ast.FunctionDef | ast.ClassDef)
    head = lines[definition.lineno - 1 : definition.body[0].lineno - 1]
    text = "\n".join(head).removesuffix(":")
    if isinstance(definition, ast.FunctionDef):
        return text
    members = list(_members(definition))
    if len(members) > MOST_MEMBERS:
        members[FIRST_MEMBERS:] = [f"...  # {len(members) - FIRST_MEMBERS} more"]
    return text + "".join(f"\n    {line}" for line in members)


def _members(definition: ast.ClassDef) -> Iterator[str]:
    """Each public field, value or property of the class, a line each."""
    for node in definition.body:
        if isinstance(node, ast.AnnAssign | ast.Assign):
            yield ast.unparse(node)
        elif isinstance(node, ast.FunctionDef) and _is_property(node) and node.returns:
            yield f"{node.name}: {ast.unparse(node.returns)}  # computed"


def _is_property(node: ast.FunctionDef) -> bool:
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    return bool(decorators & {"property", "cached_property"}) and not node.name.startswith("_")


if __name__ == "__main__":
    sys.exit(write_or_check(TARGET, document(), "scripts/api_doc.py"))
