"""OMV205, OMV210: answers, data and table cells that say they are unfinished."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.checks.quoting import excerpt
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.findings.severity import Severity
from omvgen.form.form import FormTable, Question
from omvgen.patterns import pattern
from omvgen.plan.plan import Answer, Row

_LONGEST_FILLER = 40  # characters
# A whole answer that says only that there will be one.
_FILLER = pattern(
    r"[\W_]*(?:x{2,}|tba|tbd|todo|puuttuu|tulossa|tulee|kesken|kirjoita tähän"
    r"|täydennetään( myöhemmin)?|täydennä|lisätään( myöhemmin)?|ks|katso)?[\W_]*",
    re.IGNORECASE,
)
_LETTER = pattern(r"[^\W\d_]")

# What the sentences are about: `Tiedot lisätään myöhemmin`. Of anything else
# (`Suunnitelmaa täydennetään myöhemmin asiakkaan kanssa`) they tell how the work is done.
_SUBJECT = (
    r"(?:(?:tämä|nämä|tähän)\s+)?"
    r"(?:(?:tieto|tiedot|teksti|tekstiä|kohta|vastaus|kuvaus|taulukko|luettelo|liite|linkki|pvm"
    r"|päivämäärä|nimi|nimet|luku|luvut|määrä|numero|puhelinnumero|osoite|yhteystiedot"
    r"|yhteyshenkilö|tähän)\s+)?"
)
_WHEN = r"(?:tähän|myöhemmin|vielä|pian|kun\b.*|viikolla \d+|vko \d+)"
_LATER = rf"(?:,?\s+{_WHEN})*"
_VERB = (
    r"(?:täydennetään|täydentyy|täydennä|lisätään|tarkennetaan|tarkentuu|täsmentyy|kirjoitetaan"
    r"|päivitetään)"
)
# Of these alone nobody knows whether they tell of the work.
_VERB_OF_WORK = r"(?:tarkistetaan|täsmennetään|selvitetään|nimetään|tehdään|palataan|vahvistuu)"
_NEEDED = r"(?:tarkistettava|täydennettävä|selvitettävä|lisättävä|päivitettävä)"
_PLACE = r"(?:tämä|nämä|tähän|liite|luku|numero|nimi|pvm|teksti|vastaus|kohta|kuvaus|taulukko)"
_EARLIER = r"(?:edellinen|edellä|edellisessä|yllä|ed|viime vuonna|(?:vuonna )?20\d\d)"
# Sentences, lines and words in brackets that say so as a whole.
_WHOLE = pattern(
    rf"{_SUBJECT}(?:(?:on\s+)?(?:vielä\s+)?kesken(?:\s*[,;:–/→-].*)?"
    rf"|{_VERB}{_LATER}|{_VERB_OF_WORK}(?:,?\s+{_WHEN})+|(?:on\s+)?(?:vielä\s+)?{_NEEDED}"
    rf"|(?:on\s+)?tulossa{_LATER}"
    r"|(?:on\s+)?(?:vielä\s+)?(?:työn alla|vaiheessa|selvityksessä)"
    r"|puuttuu(?:\s+vielä)?|puuttuvat\s+vielä)"
    r"|(?:ks|kts|katso)\.?\s+(?:edellinen|edellistä|edellä|yllä|ed)(?:\s+(?:kohta|vastaus|oleva))?"
    r"|\w[^,]*\s[–-]\s*kesken"
    rf"|samat? kuin {_EARLIER}(?:\s+(?:kohta|kohdassa|vastaus))?"
    r"|ei muutoksia (?:viime|edelliseen) vuoteen(?: verrattuna)?|kopioi viime vuode\w+"
    r"|ei (?:vielä(?: (?:tietoa|tiedossa|valmis|päätetty|sovittu|nimetty))?"
    r"|(?:tietoa|tiedossa|valmis|päätetty) vielä|tiedossa)"
    r"|odottaa (?:\w+n )?(?:vahvistusta|tietoa|vastausta|päätöstä|hyväksyntää)"
    r"|vastaus tulee\b.*|vastaus tähän"
    r"|tähän (?:teksti|kuvaus|vastaus|taulukko|liite|kuva|tulee|voisi)\b.*"
    rf"|(?:huom\w*\W+)?(?:tarkista|täydennä|päivitä|lisää|kirjoita|korjaa) {_PLACE}\b.*"
    r"|huom\w*\W+(?:tarkista|täydennä|päivitä)"
    rf"|muista (?:lisätä|päivittää|tarkistaa|täydentää)(?: {_PLACE})?"
    r"|kirjoita vastaus\b.*|kommentti:.*|lorem ipsum\b.*"
    # the same in Swedish and English
    r"|(?:kompletteras|uppdateras|preciseras|fylls i)(?: (?:senare|ännu|snart))*|skriv här\b.*"
    r"|saknas(?: ännu)?|(?:se|samma som) ovan|samma som (?:förra året|i fjol)"
    r"|to (?:do|be (?:added|completed|confirmed|updated))|work in progress"
    r"|same as (?:above|last year)",
    re.IGNORECASE,
)
# Somebody is to write it; a verb that lacks its object tells of nothing else.
_SOMEBODY = pattern(
    r"[A-ZÅÄÖ][a-zåäö]+ (?:täydentää|tarkistaa|kirjoittaa|päivittää|selvittää|jatkaa)"
    r"(?: (?:tämän|tätä|tähän|tekstin|vastauksen|kohdan|vielä|myöhemmin))*"
    r"|[Kk]ysy [A-ZÅÄÖ][a-zåäö]+lt[aä]"
)
# Answers that say so only when they say nothing else.
_ANSWER = pattern(
    r"\W*(?:(?:ks|kts|katso)\.? liite|testi|test|asdf\w*|a{3,}|luonnos|utkast|draft|nn|n\. ?n"
    r"|n/?a|selvitetään|tarkistetaan|odottaa|avoin kohta)\W*",
    re.IGNORECASE,
)
# Signs that are no words of any prose, wherever they stand.
_ANYWHERE = pattern(
    r"\b(?:TODO|TBD|TBA|FIXME)\b"
    r"|\b[xX]{1,2}\.\s?[xX]{1,2}\.\s?(?:20\d\d|[xX]{2,4})?"
    r"|\b\d{1,2}\.\s?[xX]{1,2}\.\s?20\d\d|\b00\.00\.(?:20|00)\d\d"
    r"|\b(?:xx+|XX+|[xX]{4,})\b"
    r"|\b[xX] (?:henkilö|kpl|euro|kertaa|asiakas|päivä)\w*"
    r"|\b(?:pp\.kk|dd\.mm)\.(?:vvvv|yyyy|20\d\d)"
    r"|\?\?+|\(\?\)|(?<=\s)\?(?=\s\w)|(?<!\w)__+(?!\w)|_{3,}"
    r"|\[(?!\[)\s*(?:täydennä|lisää|kirjoita|tarkista|nimi|pvm|päivämäärä)\b[^\]]{0,200}\]"
    r"|[<({]\s*(?:nimi|pvm|päivämäärä|luku|numero|täydennä|tarkista|täydennetään|lisätään"
    r"|tarkistetaan|puuttuu)(?: vielä| myöhemmin)?\s?\??\s*[)}>]"
    r"|\[(?!\[)[A-ZÅÄÖ]\w+: (?:täydennä|lisää|kirjoita|tarkista)\b[^\]]{0,200}\]"
    r"|(?<!\S)@[A-ZÅÄÖ][a-zåäö]+\b|\bEtunimi Sukunimi\b",
)
_PART = pattern(r"\n|(?<=[.!?])(?<![Kk]s\.)(?<![Kk]ts\.)\s+|[()]")
_RARE = (*"xX?[<({@", "TODO", "TB", "FIXME", "pp.kk", "dd.mm", "00.00", "__", "Etunimi")
_ALONE = ("?", "…", "...")
_AROUND = " \t.,;:!…–-•*"


def unfinished_words(text: str) -> str:
    """The first words by which the text says that it is unfinished; empty when it does not."""
    if text.strip() in _ALONE:
        return text.strip()
    for part in _PART.split(text):
        words = part.strip(_AROUND)
        if words and (_WHOLE.fullmatch(words) or _SOMEBODY.fullmatch(words)):
            return words
    if len(text) <= _LONGEST_FILLER and _ANSWER.fullmatch(text):
        return text.strip()
    match = _ANYWHERE.search(text) if _may_be_anywhere(text) else None
    return match.group().strip() if match else ""


def _may_be_anywhere(text: str) -> bool:
    """A fast test that only rules texts out: one of these is in each sign of `_ANYWHERE`."""
    return any(map(text.__contains__, _RARE))


def unfinished_answer(question: Question, answer: Answer, place: Place) -> Iterator[Finding]:
    """A whole answer of such words leaves a required question unanswered: an error."""
    text = answer.text.plain
    if question.required and text and len(text) <= _LONGEST_FILLER and _FILLER.fullmatch(text):
        yield Finding(
            Code.FILLER_ANSWER,
            place=place,
            values={"value": excerpt(text)},
            severity_override=Severity.ERROR if _LETTER.search(text) else None,
        )
    else:
        yield from _unfinished(text, place)


def unfinished_field(field: Question, value: str, place: Place) -> Iterator[Finding]:
    return _unfinished(value, place)


def unfinished_row(table: FormTable, row: Row, place: Place) -> Iterator[Finding]:
    for column, text in row.items():
        yield from _unfinished(text, place._replace(part=column))


def _unfinished(text: str, place: Place) -> Iterator[Finding]:
    words = unfinished_words(text)
    if words:
        yield Finding(Code.UNFINISHED_TEXT, place=place, values={"value": excerpt(words)})


RULES = (unfinished_answer, unfinished_field, unfinished_row)
