"""The words of a change set: kinds, natures, versions, counts. Every rendering says these."""

from __future__ import annotations

from omvgen.diff.model import Change, Changes, Kind, Nature, Version
from omvgen.locale import mark, ntr, tr

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


def kind_word(kind: Kind) -> str:
    """Such as `Lisätty`."""
    return tr(_KINDS[kind])


def nature_word(nature: Nature) -> str:
    """Such as `sanamuoto`."""
    return tr(_NATURES[nature])


def change_words(change: Change) -> str:
    """What happened to an answer, such as `Muutettu (vain kirjoitusasu)`."""
    if change.kind is not Kind.CHANGED:
        return kind_word(change.kind)
    if change.formatting_only:
        nature = tr("vain muotoilu: lihavointi, linkki tai muu sellainen")
    else:
        nature = nature_word(change.nature)
    return f"{kind_word(change.kind)} ({nature})"


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


def secrecy_warning(changes: Changes) -> str:
    """That the list may not be given out as it is; empty when it may."""
    if not changes.secret:
        return ""
    return tr(
        "Luettelossa on tietoja, jotka eivät ole julkisia tai joiden julkisuutta ei ole merkitty. "
        "Älä anna luetteloa sellaisenaan ulkopuolisille."
    )
