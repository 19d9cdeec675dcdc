"""What commands that make public files share: the refusals, and what was withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from omvgen.cli.common import refuse_errors, say
from omvgen.findings.model import Finding
from omvgen.form.model import Form, FormTable
from omvgen.locale import ntr, tr
from omvgen.plan.model import Answer, Plan, Publicity, Row
from omvgen.plan.text import plain
from omvgen.secrecy.model import PublicCopy, withheld_index
from omvgen.workbook.reading.result import Reading


def refuse_public(reading: Reading, findings: tuple[Finding, ...], copy: PublicCopy) -> bool:
    """Whether no public copy may be made; then all there is to mend has been shown.

    What is a warning elsewhere may be an error here, and is then shown as one.
    """
    import omvgen
    from omvgen.checks.order import in_order

    blocking = omvgen.validate_public(reading, copy)
    if not blocking:
        return False
    graver = {(finding.code, finding.location) for finding in blocking}
    others = [f for f in findings if (f.code, f.location) not in graver]
    refuse_errors(
        reading,
        in_order((*others, *blocking), reading.form),
        tr(
            "Työkirjasta {file} ei tehty julkista versiota. Korjaa ensin virheet, myös ne, jotka "
            "estävät vain sen.",
            file=reading.file,
        ),
    )
    return True


def warn_of_undecided(reading: Reading) -> None:
    """Says which places are left out of a public list because their publicity is in doubt."""
    import omvgen

    found = omvgen.validate_public(reading, omvgen.public(reading))
    places = dict.fromkeys(
        reading.form.numbers.get(f.location.question, f.location.sheet) for f in found
    )
    if places:
        say(
            tr(
                "Huomaa: työkirjan {file} julkisuudessa on korjattavaa, ja näistä kohdista on "
                "jätetty pois enemmän kuin tarpeen: {places}. Katso: omvgen build --public",
                file=reading.file,
                places=", ".join(places),
            )
        )


def refuse_leaks(
    reading: Reading,
    copies: Sequence[PublicCopy],
    target: Path,
    data: bytes,
    *,
    kind: str,
    empty: bytes = b"",
) -> bool:
    """Whether something withheld stands in the file; then it has been told, and none is written."""
    import omvgen

    if not copies:
        return False
    found = omvgen.find_leaks(copies, reading.form, target.name, data, empty, kind=kind)
    if not found:
        return False
    refuse_errors(
        reading,
        reading.locate(found),
        tr("Tiedostoa ei kirjoitettu, koska siihen olisi jäänyt salassa pidettävää."),
    )
    return True


def own_words(reading: Reading) -> tuple[Reading, Reading]:
    """Two readings that say next to nothing and differ in all that they say.

    What is made of them has our own words alone, those of each kind of change as well.
    """
    form = reading.form
    first, *others = form.questions
    tables = [*form.tables.values()][:1]

    def rows(table: FormTable, said: str) -> tuple[Row, ...]:
        """One that is changed, and one that is removed or added."""
        changed = {column.id: "" if column.key else said for column in table.columns}
        return changed, {column.id: said for column in table.columns}

    def saying(said: str, *questions: str) -> Reading:
        plan = Plan(
            form.id,
            form.version,
            {field.id: said for field in form.document_fields},
            {id_: Answer(plain(said), Publicity.PUBLIC) for id_ in questions},
            {table.id: rows(table, said) for table in tables},
            rows(form.log, said),
        )
        return replace(reading, plan=plan, findings=(), places={})

    return saying("a", first, *others[:1]), saying("b", first, *others[1:2])


def withheld_line(copy: PublicCopy, form: Form) -> str:
    """How much was withheld, for the person who gives the copy out."""
    number = len(withheld_index(copy, form))
    if not number:
        return tr("Salassa pidettäviä osia ei ollut.")
    return ntr(
        "Salassa pidettäviä osia poistettiin {n} kohdasta; luettelo on asiakirjan lopussa.",
        "Salassa pidettäviä osia poistettiin {n} kohdasta; luettelo on asiakirjan lopussa.",
        number,
    )
