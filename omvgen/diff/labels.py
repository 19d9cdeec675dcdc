"""The words of a change set: kinds, natures, versions, counts. Every rendering says these."""

from __future__ import annotations

from textwrap import shorten

from omvgen.diff.looks import Look
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
from omvgen.diff.outline import FORM, PUBLICITY
from omvgen.findings.model import Finding
from omvgen.form.form import Form, FormTable
from omvgen.form.publicity import Publicity
from omvgen.locale import mark, ntr, tr
from omvgen.plan.bases import join_bases
from omvgen.plan.text import Run

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
    Nature.WORDING: mark("sanamuoto"),
    Nature.REORDERED: mark("vain järjestys"),
    Nature.TYPOGRAPHY: mark("vain kirjoitusasu"),
}

_SORTS = {
    **{nature.value: word for nature, word in _NATURES.items()},
    PUBLICITY: mark("julkisuus"),
    FORM: mark("lomake"),
}
_MEANINGS = {
    Nature.VALUE.value: mark(
        "Lyhyt tieto, valinta, päiväys tai taulukon rivi on toinen kuin ennen, lisätty tai "
        "poistettu."
    ),
    Nature.REWRITTEN.value: mark(
        "Teksti on pääosin uusi, tai koko vastaus on kirjoitettu tai poistettu."
    ),
    Nature.WORDING.value: mark("Osa sanoista on toisia, muu teksti on ennallaan."),
    Nature.REORDERED.value: mark("Samat virkkeet, luettelon kohdat tai rivit eri järjestyksessä."),
    Nature.TYPOGRAPHY.value: mark(
        "Samat sanat. Vain viivat, lainausmerkit, välit, luettelomerkit, lihavointi, linkki tai "
        "muu sellainen on toinen."
    ),
    PUBLICITY: mark("Vastauksen julkisuusmerkintä tai salassapitoperuste on toinen."),
    FORM: mark("Lomake, sen versio tai kohdan tunniste on toinen."),
}
_LOOKS = {
    "bold": mark("lihavoitu"),
    "italic": mark("kursivoitu"),
    "underline": mark("alleviivattu"),
    "strike": mark("yliviivattu"),
}
_LOOK_WIDTH = 60  # characters, enough to find the words
_FORM_CHANGES = {
    "form": mark("Lomake on toinen: {old} → {new}"),
    "version": mark("Lomakkeen versio: {old} → {new}"),
    "renamed": mark("Kohdan tunniste on vaihtunut: {old} → {new}"),
}


def kind_word(kind: Kind) -> str:
    """Such as `Lisätty`."""
    return tr(_KINDS[kind])


def nature_word(nature: Nature) -> str:
    """Such as `sanamuoto`."""
    return tr(_NATURES[nature])


def sort_word(sort: str) -> str:
    """The name of a sort of change (`outline.SORTS`), such as `sanamuoto`."""
    return tr(_SORTS[sort])


def sort_meaning(sort: str) -> str:
    """What that sort of change is, in a sentence."""
    return tr(_MEANINGS[sort])


def change_words(change: Change) -> str:
    """What happened to an answer, such as `Muutettu (vain kirjoitusasu)`."""
    if change.kind is not Kind.CHANGED:
        return kind_word(change.kind)
    if change.formatting_only:
        nature = tr("vain muotoilu: lihavointi, linkki tai muu sellainen")
    else:
        nature = nature_word(change.nature)
    return f"{kind_word(change.kind)} ({nature})"


def item_words(change: FieldChange | RowChange) -> str:
    """What happened to a field or row.

    The kind, and the nature where it is another than a new value, which goes without saying.
    """
    word = kind_word(change.kind)
    if change.kind is Kind.CHANGED and change.nature is not Nature.VALUE:
        return f"{word} ({nature_word(change.nature)})"
    return word


def secret_words(secret: bool) -> str:
    """The mark of a change that may not be given out."""
    return tr("(ei julkinen)") if secret else ""


def form_change_words(change: FormChange) -> str:
    """Such as `Lomakkeen versio: 1 → 2`."""
    return tr(_FORM_CHANGES[change.kind], old=change.old, new=change.new)


def look_words(look: Look) -> str:
    """Such as `”Ohje”: ei muotoilua → lihavoitu`."""
    text = shorten(look.text, _LOOK_WIDTH, placeholder=" …")
    return tr("”{text}”: {old} → {new}", text=text, old=_look(look.old), new=_look(look.new))


def _look(run: Run) -> str:
    names = [tr(word) for name, word in _LOOKS.items() if getattr(run, name)]
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
    word = publicity.value if publicity else tr("ei merkintää")
    return f"{word} ({join_bases(bases)})" if bases else word


def field_title(change: FieldChange, form: Form) -> str:
    """The field's name as the form has it, or its id when the form does not know it."""
    field = form.fields.get(change.field)
    return field.text if field else change.field


def table_title(id_: str, table: FormTable | None) -> str:
    """Such as `Taulukko: Ostopalvelut`, with the table's id when the form does not know it."""
    return tr("Taulukko: {title}", title=table.title if table else id_)


def row_name(change: RowChange, table: FormTable | None) -> str:
    """The key's texts, a number with its title; the row's number where the key says nothing."""
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


def version_words(version: Version) -> str:
    """Such as `versio 2.0 (30.1.2026)`, and what is not known said in words."""
    return tr(
        "versio {version} ({date})",
        version=version.version or tr("numeroimaton"),
        date=version.date or tr("ei päiväystä"),
    )


def unchanged_sentence(changes: Changes) -> str:
    """That nothing changed, in a sentence fit for the record; empty when something did.

    A yearly confirmation without changes still has a new version and date: that
    is said apart from two plans that do not differ at all.
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


def counts_line(changes: Changes) -> str:
    """How many changes of each sort, such as `24 muuttunutta vastausta, 34 ennallaan`."""
    rows = sum(len(table.rows) for table in changes.tables)
    answers = len(changes.changes)
    parts = [
        ntr("{n} muuttunut vastaus", "{n} muuttunutta vastausta", answers),
        tr("{n} ennallaan", n=changes.unchanged),
    ]
    more = [
        ntr("{n} julkisuusmerkintä", "{n} julkisuusmerkintää", len(changes.publicity)),
        ntr("{n} taulukkorivi", "{n} taulukkoriviä", rows),
        ntr("{n} asiakirjan tieto", "{n} asiakirjan tietoa", len(changes.fields)),
        ntr("{n} muutoslokin rivi", "{n} muutoslokin riviä", len(changes.log)),
        ntr("{n} lomakkeen muutos", "{n} lomakkeen muutosta", len(changes.form)),
    ]
    counts = (
        len(changes.publicity),
        rows,
        len(changes.fields),
        len(changes.log),
        len(changes.form),
    )
    others = [words for words, count in zip(more, counts, strict=True) if count]
    if others:
        parts.append(tr("lisäksi muuttui {things}", things=", ".join(others)))
    return "; ".join([", ".join(parts[:2]), *parts[2:]]) + "."


def log_findings_lines(changes: Changes) -> tuple[str, ...]:
    """What the change log lacks, or that it lacks nothing; none when there is nothing to say."""
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
