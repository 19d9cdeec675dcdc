"""A form that changes from one year to the next, and last year's workbook of it."""

from __future__ import annotations

from pathlib import Path

from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich

SMALL = (Path(__file__).parent / "forms" / "pieni.toml").read_text("utf-8")

MOVED_QUESTION = """[[sections.questions]]
id = "lisatietoja"
text = "Lisätietoja yksiköstä"
kind = "long"

"""
REMOVED_QUESTION = SMALL[
    SMALL.index('[[sections.questions]]\nid = "harjoitus"') : SMALL.index(
        '[[sections.questions]]\nid = "laitteet"'
    )
]
WHOLE_SECTION = SMALL[SMALL.index('[[sections]]\nid = "turvallisuus"') :]


def form_file(folder: Path, *edits: tuple[str, str], version: str = "2") -> Path:
    """The small form with its text edited, as a file of its own."""
    text = SMALL.replace('version = "1"', f'version = "{version}"')
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / f"lomake-{version}.toml"
    path.write_text(text, "utf-8")
    return path


def changed_form_file(folder: Path) -> Path:
    """One question renamed, one moved, one removed, one reworded, and a table's column lost."""
    renamed = 'id = "turvallisuuden_kuvaus"\nrenamed_from = ["kuvaus"]\n'
    laitteet = '[[sections.questions]]\nid = "laitteet"'
    return form_file(
        folder,
        (MOVED_QUESTION, ""),
        (REMOVED_QUESTION, MOVED_QUESTION),
        ('id = "kuvaus"\n', renamed),
        ('text = "Yksikön nimi"', 'text = "Yksikön virallinen nimi"'),
        ('  { id = "tarkastettu", title = "Tarkastettu", kind = "date" },\n', ""),
        (
            laitteet,
            f'[[sections.questions]]\nid = "uusi"\ntext = "Uusi?"\nkind = "long"\n\n{laitteet}',
        ),
    )


def changed_form(folder: Path) -> Form:
    return load_form(changed_form_file(folder))


def last_year(form: Form) -> Plan:
    """A plan in which everything says something, formatted and secret words among it."""
    return Plan(
        form.id,
        form.version,
        document={
            "title": "Pieni suunnitelma 2026",
            "year": "2026",
            "version": "1.2",
            "replaces": "1.1 (2.2.2025)",
            "date": "30.1.2026",
            "valid_from": "1.2.2026",
            "case_number": "MIGDno-2026-99002",
            "document_number": "MIG-9900002",
            "prepared_by": "Maija Mallikas",
        },
        answers={
            "nimi": Answer(plain("Esimerkkilä"), Publicity.PUBLIC, note="tarkistettu"),
            "lisatietoja": Answer(rich([Run("Lihava", bold=True), Run(" ja tavallinen")])),
            "kuvaus": Answer(
                rich([Run("Ovi on "), Run("lukossa", italic=True), Run(".\n- yöllä")]),
                Publicity.SECRET,
                ("JulkL 24 § 1 mom. 7 k",),
            ),
            "harjoitus": Answer(plain("Kyllä\nSyksyllä 2025, koko talo."), Publicity.PARTLY),
        },
        tables={
            "laitteet_taulukko": (
                {"laite": "Sammutin", "tarkastettu": "1.1.2026", "kunto": "hyvä"},
                {"laite": "Ovi", "kunto": "huono"},
            )
        },
        log=(
            {"version": "1.1", "date": "1.5.2025", "essential": "Kyllä", "informed": "2.5.2025"},
            {"version": "1.2", "date": "1.6.2025", "place": "2.1", "essential": "Kyllä"},
            {"version": "1.2", "date": "1.7.2025", "place": "2.2", "essential": "Ei"},
        ),
    )
