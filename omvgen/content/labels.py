"""The words of a change set: kinds, natures, versions, counts."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from omvgen.content.sentences import what_happened
from omvgen.diff.formatting import FormatChange
from omvgen.diff.model import (
    Change,
    Changes,
    FieldChange,
    FormChange,
    Kind,
    Nature,
    PublicityChange,
    RowChange,
    Version,
)
from omvgen.findings.model import Finding
from omvgen.form.form import Form, FormTable
from omvgen.form.publicity import Publicity
from omvgen.locale import mark, ntr, tr
from omvgen.plan.bases import shown_bases
from omvgen.plan.text import Run, Script

_KINDS = {
    Kind.CHANGED: mark("Muutettu"),
    Kind.FILLED: mark("Täytetty"),
    Kind.CLEARED: mark("Tyhjennetty"),
    Kind.ADDED: mark("Lisätty"),
    Kind.REMOVED: mark("Poistettu"),
    Kind.MOVED: mark("Siirretty"),
}
_NATURES = {
    Nature.VALUE: mark("uusi tieto"),
    Nature.REWRITTEN: mark("kirjoitettu uudelleen"),
    Nature.WORDING: mark("osa sanoista"),
    Nature.REORDERED: mark("vain järjestys"),
    Nature.TYPOGRAPHY: mark("vain kirjoitusasu"),
    Nature.PUBLICITY: mark("julkisuus"),
    Nature.FORM: mark("lomake"),
}
_MEANINGS = {
    Nature.VALUE: mark(
        "Lyhyt tieto, valinta, päiväys tai taulukon rivi on toinen kuin ennen, lisätty tai "
        "poistettu."
    ),
    Nature.REWRITTEN: mark(
        "Teksti on pääosin uusi, tai koko vastaus on kirjoitettu tai poistettu."
    ),
    Nature.WORDING: mark("Osa sanoista on toisia, muu teksti on ennallaan."),
    Nature.REORDERED: mark("Samat virkkeet, luettelon kohdat tai rivit eri järjestyksessä."),
    Nature.TYPOGRAPHY: mark(
        "Samat sanat. Vain viivat, lainausmerkit, välit, luettelomerkit, lihavointi, linkki tai "
        "muu sellainen on toinen."
    ),
    Nature.PUBLICITY: mark("Vastauksen julkisuusmerkintä tai salassapitoperuste on toinen."),
    Nature.FORM: mark("Lomake, sen versio tai kohdan tunniste on toinen."),
}
_FORMATS = {
    "bold": mark("lihavoitu"),
    "italic": mark("kursivoitu"),
    "underline": mark("alleviivattu"),
    "strike": mark("yliviivattu"),
}
_SCRIPTS = {Script.SUPER: mark("yläindeksi"), Script.SUB: mark("alaindeksi")}
_FORMAT_WIDTH = 60  # characters, enough to find the words
_FORM_CHANGES = {
    "form": mark("Lomake"),
    "version": mark("Lomakkeen versio"),
    "renamed": mark("Kohdan tunniste"),
}


def kind_word(kind: Kind) -> str:
    """Such as `Lisätty`."""
    return tr(_KINDS[kind])


def nature_word(nature: Nature) -> str:
    """Such as `kirjoitettu uudelleen`."""
    return tr(_NATURES[nature])


def nature_meaning(nature: Nature) -> str:
    """What a change of that nature is, in a sentence."""
    return tr(_MEANINGS[nature])


def change_words(change: Change) -> str:
    """What happened to an answer, such as `Vain kirjoitusasu muuttui` or `Tyhjennetty`."""
    return what_happened(change) if change.kind is Kind.CHANGED else kind_word(change.kind)


def row_change_words(change: FieldChange | RowChange) -> str:
    """What happened to a row of a table or a field: the kind, and the nature unless a new value."""
    word = kind_word(change.kind)
    if change.kind is Kind.CHANGED and change.nature is not Nature.VALUE:
        return f"{word} ({nature_word(change.nature)})"
    return word


def secret_remark(secret: bool) -> str:
    """The remark beside a change that may not be given out; empty for any other."""
    return tr("(ei julkinen)") if secret else ""


def form_change_name(change: FormChange) -> str:
    """What of the form changed, such as `Lomakkeen versio`."""
    return tr(_FORM_CHANGES[change.kind])


def format_change_words(change: FormatChange) -> str:
    """Such as `”Ohje”: ei muotoilua → lihavoitu`."""
    text = shorten(change.text, _FORMAT_WIDTH, placeholder=" …")
    return tr(
        "”{text}”: {old} → {new}", text=text, old=_format(change.old), new=_format(change.new)
    )


def _format(run: Run) -> str:
    names = [tr(word) for name, word in _FORMATS.items() if getattr(run, name)]
    if run.script:
        names.append(tr(_SCRIPTS[run.script]))
    if run.link:
        names.append(tr("linkki {address}", address=run.link))
    return ", ".join(names) or tr("ei muotoilua")


def publicity_words(change: PublicityChange) -> tuple[str, str]:
    """The old and the new publicity with their bases: `Salassa pidettävä (JulkL 24 § …)`."""
    return (
        _publicity(change.old, change.old_bases),
        _publicity(change.new, change.new_bases),
    )


def _publicity(publicity: Publicity | None, bases: tuple[str, ...]) -> str:
    word = tr(publicity.value) if publicity else tr("ei merkintää")
    return f"{word} ({shown_bases(bases)})" if bases else word


def field_title(change: FieldChange, form: Form) -> str:
    """The field's name as the form has it, or its id when the form does not know it."""
    field = form.fields.get(change.field)
    return field.text if field else change.field


def table_title(title: str) -> str:
    """Such as `Taulukko: Ostopalvelut`."""
    return tr("Taulukko: {title}", title=title)


def row_name(change: RowChange, table: FormTable | None) -> str:
    """The key's texts, a number with its title; the row's number where the key is empty."""
    columns = table.key_columns if table else ()
    named = [
        f"{column.title} {text}" if column.kind.traits.ordinal else column.on_one_line(text)
        for column, text in zip(columns, change.key, strict=True)
        if text
    ]
    place = change.old_place if change.new_place is None else change.new_place
    return ", ".join(named) or row_number(place)


def row_number(place: int | None) -> str:
    """Such as `rivi 3`, from a place that counts from 0."""
    return tr("rivi {number}", number=0 if place is None else place + 1)


def plan_words(version: Version) -> str:
    """Which plan: its title, version and date."""
    return ", ".join(part for part in (version.title, version_words(version)) if part)


def version_words_of(version: str, day: str) -> str:
    """Such as `versio 1.1, 3.11.2025`, of what is known."""
    return ", ".join(filter(None, (version and tr("versio {version}", version=version), day)))


def version_words(version: Version) -> str:
    """Such as `versio 2.0 (30.1.2026)`, with words for what is not known."""
    return tr(
        "versio {version} ({date})",
        version=version.version or tr("numeroimaton"),
        date=version.date or tr("ei päiväystä"),
    )


def unchanged_sentence(changes: Changes) -> str:
    """That nothing changed, in a sentence fit for the record; empty when something did.

    A yearly confirmation without changes still has a new version and date: such plans
    have another sentence than two that do not differ at all.
    """
    words = {"old": version_words(changes.old), "new": version_words(changes.new)}
    if changes.public:
        return _public_sentence(changes, words)
    if changes.identical:
        return tr(
            "Ei muutoksia. Verratut suunnitelmat, vanha {old} ja uusi {new}, ovat samat: "
            "vastauksissa, julkisuusmerkinnöissä, taulukoissa, asiakirjan tiedoissa ja "
            "muutoslokissa ei ole eroja.",
            **words,
        )
    if changes.content_unchanged:
        return tr(
            "Suunnitelman sisältö ei ole muuttunut. Vanha {old} ja uusi {new} on verrattu: "
            "kaikki vastaukset, julkisuusmerkinnät ja taulukot ovat ennallaan. "
            "Eroja on vain asiakirjan tiedoissa tai muutoslokissa.",
            **words,
        )
    return ""


def _public_sentence(changes: Changes, words: dict[str, str]) -> str:
    """The same of public plans, which are silent of what is secret."""
    if changes.identical:
        return tr(
            "Julkisissa osissa ei ole muutoksia. Vanhan suunnitelman, {old}, ja uuden, {new}, "
            "julkiset osat on verrattu, ja ne ovat samat.",
            **words,
        )
    if changes.content_unchanged:
        return tr(
            "Suunnitelman julkinen sisältö ei ole muuttunut. Vanhan suunnitelman, {old}, ja uuden, "
            "{new}, julkiset osat on verrattu. Eroja on vain asiakirjan tiedoissa tai "
            "muutoslokissa.",
            **words,
        )
    return ""


def public_note(changes: Changes) -> str:
    """What the list leaves out; empty when it leaves out nothing."""
    if not changes.public:
        return ""
    return tr("Luettelossa ovat vain suunnitelmien julkiset osat.")


def legend(deleted: str, inserted: str) -> str:
    """What the marks of a list mean; both words are given between their marks."""
    return tr(
        "Merkinnät: {deleted} {inserted}, … muuttumatonta tekstiä jätetty pois",
        deleted=deleted,
        inserted=inserted,
    )


def counts_line(changes: Changes) -> str:
    """How many changes there are, such as `24 muuttunutta vastausta, 34 ennallaan.`"""
    publicity, fields, log, form = map(
        len, (changes.publicity, changes.fields, changes.log, changes.form)
    )
    rows = sum(len(table.rows) for table in changes.tables)
    others = (
        publicity and ntr("{n} julkisuusmerkintä", "{n} julkisuusmerkintää", publicity),
        rows and ntr("{n} taulukkorivi", "{n} taulukkoriviä", rows),
        fields and ntr("{n} asiakirjan tieto", "{n} asiakirjan tietoa", fields),
        log and ntr("{n} muutoslokin rivi", "{n} muutoslokin riviä", log),
        form and ntr("{n} lomakkeen muutos", "{n} lomakkeen muutosta", form),
    )
    answers = ntr("{n} muuttunut vastaus", "{n} muuttunutta vastausta", len(changes.changes))
    line = f"{answers}, {tr('{n} ennallaan', n=changes.unchanged)}"
    if things := listed([words for words in others if words]):
        line += "; " + tr("lisäksi muuttui {things}", things=things)
    return line + "."


def listed(things: Sequence[str]) -> str:
    """The things in one line: `a`, `a ja b`, `a, b ja c`."""
    *others, last = things or [""]
    return tr("{things} ja {last}", things=", ".join(others), last=last) if others else last


def log_findings_title() -> str:
    """What the part about the change log itself is called."""
    return tr("Muutosten kirjaaminen ja tiedottaminen")


def log_findings_lines(changes: Changes) -> tuple[str, ...]:
    """What the change log lacks, or that it lacks nothing; none when it was not looked at."""
    if changes.log_findings:
        return tuple(map(finding_words, changes.log_findings))
    if changes.log_findings is None or changes.identical:
        return ()
    return (
        tr(
            "Muutosloki vastaa muutoksia: jokainen muuttunut kohta on kirjattu, jokaista uutta "
            "riviä vastaa muutos ja oleellisista muutoksista on tiedotettu henkilöstölle."
        ),
    )


def finding_words(finding: Finding) -> str:
    """Such as `OMV610 Kohta 8.11 on muuttunut, … (8 Auttamistoimet!D16)`."""
    where = f" ({finding.location})" if str(finding.location) else ""
    return f"{finding.code} {finding.message}{where}"


def secrecy_warning(changes: Changes) -> str:
    """That the list may not be given out as it is; empty when it may."""
    if not changes.secret:
        return ""
    return tr(
        "Luettelossa on tietoja, jotka eivät ole julkisia tai joiden julkisuutta ei ole merkitty. "
        "Älä anna luetteloa sellaisenaan ulkopuolisille."
    )
