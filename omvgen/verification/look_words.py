"""What is seen otherwise than in the workbook's document, in the words of an office."""

from __future__ import annotations

from omvgen.form.form import Form
from omvgen.locale import mark, tr
from omvgen.verification.looks import LookDifference
from omvgen.word.properties import points
from omvgen.word.sorting import titles
from omvgen.word.traits import TWIPS, Aspect, Trait

_ASPECTS = {
    Aspect.SIZE: mark("kirjainten koko"),
    Aspect.FONT: mark("fontti"),
    Aspect.LETTERS: mark("kirjainten leveys, väli tai paikka rivillä"),
    Aspect.CAPITALS: mark("näyttäminen suuraakkosina"),
    Aspect.EFFECT: mark("korostus tai tehoste"),
    Aspect.INDENT: mark("sisennys"),
    Aspect.ALIGNMENT: mark("tasaus"),
    Aspect.SPACING: mark("väli ennen kappaletta tai sen jälkeen"),
    Aspect.LINES: mark("riviväli"),
    Aspect.TABS: mark("sarkaimet"),
    Aspect.BORDERS: mark("reunaviivat"),
    Aspect.DIRECTION: mark("tekstin suunta"),
    Aspect.PAGE_BREAK: mark("sivunvaihto"),
    Aspect.LABEL: mark("numero tai luettelomerkki"),
    Aspect.FIELDS: mark("kenttä, kuten sivun tai taulukon numero"),
    Aspect.LINK: mark("linkin selite"),
    Aspect.CELL: mark("taulukon solun paikka, leveys tai reunukset"),
    Aspect.ROW: mark("taulukon rivin paikka tai korkeus"),
    Aspect.TABLE: mark("taulukon paikka tai leveys"),
    Aspect.PAGE: mark("sivun koko tai reunukset"),
    Aspect.PAGE_NUMBERS: mark("sivunumerointi"),
    Aspect.LINE_NUMBERS: mark("rivinumerot"),
    Aspect.COLUMNS: mark("palstat"),
    Aspect.DESCRIPTION: mark("taulukon kuvaus ruudunlukijalle"),
}
_CENTIMETRE = 72 / 2.54  # points
_LONGEST = 60  # letters of a paragraph that are shown


def look_title(form: Form, difference: LookDifference) -> str:
    """Where it is: the question, table or field, the headers, all other text, or the pages."""
    if difference.in_header:
        return tr("Ylä- ja alatunnisteet")
    if not difference.text and not difference.tag:
        return tr("Koko asiakirja")
    return titles(form).get(difference.tag, difference.tag) or tr("Otsikot ja muu teksti")


def look_words(difference: LookDifference) -> str:
    """What it is, with both values where they are measures, and with the words that have it."""
    what = tr(_ASPECTS[difference.trait.aspect])
    values = [_measured(difference.trait, one) for one in (difference.theirs, difference.ours)]
    if all(values):
        theirs, ours = values
        what = tr("{what} ({theirs}, pitäisi olla {ours})", what=what, theirs=theirs, ours=ours)
    text = " ".join(difference.text.split())
    if not text:
        return what
    return f"{what}: ”{text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + '…'}”"


def _measured(trait: Trait, value: str) -> str:
    """The measure in points or centimetres, of what is no measure or no short one nothing."""
    found = points(value, trait.units) if trait.units and " " not in value else None
    if found is None or trait.units == 1:
        return ""
    if trait.units == TWIPS:
        return tr("{n} cm", n=f"{found / _CENTIMETRE:.1f}".replace(".", ","))
    return tr("{n} pt", n=f"{found:g}".replace(".", ","))
