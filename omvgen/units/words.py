"""The words of the overview, in the language in use: one place for all its formats."""

from __future__ import annotations

from datetime import date

from omvgen.findings.severity import Severity
from omvgen.form.dates import format_date
from omvgen.form.form import Form
from omvgen.locale import mark, ntr, tr
from omvgen.units.facts import SectionCounts
from omvgen.units.gather import Overview, each_need
from omvgen.units.rows import Need, UnitRow

_NEEDS = {
    Need.UNREAD: mark("selvitettävä"),
    Need.OVERDUE: mark("vahvistus myöhässä"),
    Need.ERRORS: mark("virheitä"),
    Need.DECISIONS: mark("kesken"),
    Need.SOON: mark("pian"),
    Need.NOTHING: mark("kunnossa"),
    Need.FOREIGN: mark("ei työkirja"),
}
SIGNS = {
    Need.UNREAD: "?",
    Need.OVERDUE: "!!",
    Need.ERRORS: "✗",
    Need.DECISIONS: "○",
    Need.SOON: "›",
    Need.NOTHING: "✓",
    Need.FOREIGN: "–",
}
"""A sign for each need, beside its word: nothing is said by a colour alone."""


def title() -> str:
    return tr("Yksiköiden omavalvontasuunnitelmat")


def need_word(need: Need) -> str:
    return tr(_NEEDS[need])


def summary(overview: Overview) -> str:
    """Such as `40 riviä: 3 selvitettävä, 12 vahvistus myöhässä, 25 kunnossa`."""
    parts = [f"{number} {need_word(need)}" for need, number in each_need(overview)]
    rows = ntr("{n} rivi", "{n} riviä", len(overview.units))
    return f"{rows}: {', '.join(parts)}" if parts else rows


def scope(overview: Overview) -> str:
    """For which day, and what was left out."""
    words = tr("Tilanne {day}.", day=format_date(overview.today))
    if overview.skipped:
        words += " " + ntr(
            "{n} kopio tai kansio (vahvistetut, output) jätettiin lukematta.",
            "{n} kopiota tai kansiota (vahvistetut, output) jätettiin lukematta.",
            overview.skipped,
        )
    return words


def warning(overview: Overview) -> str:
    """Whether the overview may be given out."""
    if overview.public:
        return tr(
            "Julkinen näkymä: siinä ei ole mitään, mikä jää pois suunnitelmien julkisista "
            "versioista."
        )
    return tr(
        "Yhteenveto voi lainata suunnitelmien salassa pidettäviä osia. Älä anna sitä "
        "ulkopuolisille."
    )


def severity_word(severity: str) -> str:
    return Severity(severity).word


def name_of(row: UnitRow) -> str:
    """What the unit is called: its own name, or the file where it has none."""
    return row.unit or row.file


def day(value: date | None) -> str:
    return format_date(value) if value else ""


def remarks(row: UnitRow) -> list[str]:
    """What else there is to say of a unit, a sentence or two words each."""
    said = [row.problem] if row.problem else []
    if row.not_informed:
        said.append(
            ntr(
                "{n} oleellisesta muutoksesta ei ole tiedotettu",
                "{n} oleellisesta muutoksesta ei ole tiedotettu",
                row.not_informed,
            )
        )
    if row.ends_soon:
        said.append(
            ntr(
                "{n} sopimus tai asiakirja päättyy vuoden sisällä",
                "{n} sopimusta tai asiakirjaa päättyy vuoden sisällä",
                row.ends_soon,
            )
        )
    if row.is_open:
        said.append(tr("auki jollakulla"))
    return said


def section_words(counts: SectionCounts, changed: int) -> str:
    """What is to be done in a section, with a sign: `✗ 2 virhettä, ○ 1 puuttuu, ± 3 muuttui`."""
    parts = []
    if counts.errors:
        parts.append("✗ " + ntr("{n} virhe", "{n} virhettä", counts.errors))
    if counts.warnings:
        parts.append("! " + ntr("{n} varoitus", "{n} varoitusta", counts.warnings))
    if counts.missing:
        parts.append("○ " + tr("{n} puuttuu", n=counts.missing))
    if counts.undecided:
        parts.append("? " + tr("{n} julkisuus auki", n=counts.undecided))
    if not parts:
        parts.append("✓ " + tr("kunnossa"))
    if changed:
        parts.append("± " + tr("{n} muuttui", n=changed))
    return ", ".join(parts)


def sections_words(row: UnitRow, form: Form) -> list[str]:
    """What is to be done in each section of the form."""
    changed = changed_in(row, form)
    return [section_words(row.sections[one.id], changed.get(one.id, 0)) for one in form.sections]


def changed_in(row: UnitRow, form: Form) -> dict[str, int]:
    """How many changed questions each section has."""
    counts: dict[str, int] = {}
    for question in row.changed or ():
        section = form.section_of.get(question)
        if section:
            counts[section.id] = counts.get(section.id, 0) + 1
    return counts


def changes_words(row: UnitRow) -> str:
    """How much has changed since the plan of an earlier year."""
    if row.changed is None:
        return ""
    since = tr("vuodesta {since}", since=row.since)
    return ntr("{n} kohta", "{n} kohtaa", len(row.changed)) + f" ({since})"


def columns() -> tuple[str, ...]:
    """The columns of the list of units, as in `cells`."""
    return (
        tr("Tilanne"), tr("Yksikkö"), tr("Vuosi"), tr("Versio"), tr("Vahvistettu"),
        tr("Vahvistettava"), tr("Virheitä"), tr("Varoituksia"), tr("Puuttuu"),
        tr("Julkisuus auki"), tr("Salassa"), tr("Muuttunut"), tr("Huomattavaa"), tr("Tiedosto"),
    )  # fmt: skip


def cells(row: UnitRow) -> tuple[str | int, ...]:
    """The unit's cells in the list of units."""
    return (
        f"{SIGNS[row.need]} {need_word(row.need)}",
        name_of(row),
        row.year,
        row.version,
        day(row.confirmed),
        day(row.due),
        row.errors,
        row.warnings,
        row.missing,
        row.undecided,
        "" if row.secret is None else f"{round(row.secret * 100)} %",
        changes_words(row),
        "; ".join(remarks(row)),
        row.file,
    )


def due_words(confirmed: str, due: str) -> str:
    """When it was confirmed, and by when it must be."""
    if not confirmed:
        return tr("vahvistettava viimeistään {due}", due=due)
    return tr("vahvistettu {day}, seuraava viimeistään {due}", day=confirmed, due=due)


def count_words(row: UnitRow) -> str:
    """The counts that are not zero."""
    counts = (
        ntr("{n} virhe", "{n} virhettä", row.errors) if row.errors else "",
        ntr("{n} varoitus", "{n} varoitusta", row.warnings) if row.warnings else "",
        tr("{n} puuttuu", n=row.missing) if row.missing else "",
        tr("{n} julkisuus auki", n=row.undecided) if row.undecided else "",
        tr("muuttunut {changes}", changes=changes_words(row)) if row.changed else "",
    )
    return ", ".join(filter(None, counts))


def shared_summary(overview: Overview) -> str:
    return ntr(
        "{n} kappale on samassa kohdassa monella yksiköllä.",
        "{n} kappaletta on samassa kohdassa monella yksiköllä.",
        len(overview.shared),
    )


def units_words(number: int) -> str:
    return ntr("{n} yksikkö", "{n} yksikköä", number)
