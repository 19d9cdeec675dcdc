"""The sheets of a form workbook and their columns: the contract between its writer and reader.

An organisation describes its own form in such a workbook. Its habits are XLSForm's where
they fit (xlsform.org): a row a question; type, name, label, hint, required; lists of
choices on a sheet of their own. Headers of XLSForm are understood too.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

from omvgen.form.texts import BY_LANGUAGE
from omvgen.locale import LANGUAGES, in_language, mark
from omvgen.patterns import pattern

FORM_WORKBOOK_PROPERTY = "omvgen form workbook"
"""The custom property by which a form workbook is known among other workbooks."""

LANGUAGE = "fi-FI"  # of a form that names none
YES, NO = mark("Kyllä"), mark("Ei")
_OF_LANGUAGE = pattern(r"(.+?) ?\(([A-Za-z]{2,3})\)")


class Entry(Enum):
    """How the cells of a column are read."""

    TEXT = auto()
    YES_NO = auto()
    WORD = auto()  # a word of the column's list, which stands for a value
    NAMES = auto()  # texts, separated by `;`
    CHOICES = auto()  # the name of a list of choices
    NUMBER = auto()


Words = Mapping[str, str]
"""Each value of a form's file, and the word for it on the sheet, to be translated."""


class FormColumn(NamedTuple):
    """A column of a sheet, or a row of the settings.

    `key` is its name in a form's file; `title` and `help` are to be translated. `xlsform` is
    the header that XLSForm has for it. Older form workbooks may lack an `optional` one.
    """

    key: str
    title: str
    help: str
    width: float = 20.0
    xlsform: str = ""
    entry: Entry = Entry.TEXT
    words: Words = MappingProxyType({})
    optional: bool = False

    def headers(self) -> set[str]:
        """Every header by which the column is known, case folded."""
        titles = {in_language(language, self.title) for language in LANGUAGES}
        return {title.casefold() for title in (*titles, self.xlsform, self.key) if title}


class FormSheet(NamedTuple):
    """A sheet of the form workbook.

    `level` is what its rows are in a form's file. `parent` is the column that names what a
    row belongs to; an empty cell means the same as in the row above.
    """

    level: str
    title: str
    mark: str
    help: str
    columns: tuple[FormColumn, ...]
    parent: FormColumn | None = None

    def column(self, key: str) -> FormColumn | None:
        return next((column for column in self.all_columns if column.key == key), None)

    @property
    def all_columns(self) -> tuple[FormColumn, ...]:
        """The columns in their order, that of the parent first."""
        return (self.parent, *self.columns) if self.parent else self.columns


SECTION_ROLES = {
    "contact": mark("yhteystiedot"),
    "attachments": mark("liitteet"),
    "confirmation": mark("vahvistaminen"),
}
QUESTION_ROLES = {
    "sender": mark("lähettäjä"),
    "director": mark("vahvistaja"),
    "place_and_date": mark("paikka ja päiväys"),
    "signature": mark("allekirjoitus"),
    "name": mark("nimenselvennys"),
    "version": mark("versio"),
}
TABLE_ROLES = {"attachments": mark("liitteet")}
COLUMN_ROLES = {
    "publicity": mark("julkisuus"),
    "basis": mark("salassapitoperuste"),
    "ends": mark("päättymispäivä"),
    "due": mark("määräaika"),
    "version": mark("versio"),
}
REPORT_PARTS = {
    "observations": mark("havainnot"),
    "incidents": mark("vaaratapahtumat"),
    "feedback": mark("palaute"),
    "guidance": mark("valvonnan ohjaus"),
    "changes": mark("muutokset"),
}
VALUE_KINDS = {
    "short": mark("lyhyt teksti"),
    "long": mark("pitkä teksti"),
    "choice": mark("valinta"),
    "multi_choice": mark("monivalinta"),
    "date": mark("päivämäärä"),
}
QUESTION_KINDS = VALUE_KINDS | {"table": mark("taulukko")}
COLUMN_KINDS = VALUE_KINDS | {
    "integer": mark("kokonaisluku"),
    "decimal": mark("desimaaliluku"),
}
XLSFORM_TYPES = {"text": "short", "select_one": "choice", "select_multiple": "multi_choice"}
FORMAT_WORDS = {
    "postal_code": mark("postinumero"),
    "phone": mark("puhelinnumero"),
    "email": mark("sähköpostiosoite"),
    "business_id": mark("Y-tunnus"),
    "case_number": mark("asianumero"),
    "secrecy_basis": mark("salassapitoperuste"),
    "year": mark("vuosi"),
    "version": mark("versio"),
}

_ID = FormColumn(
    "id",
    mark("Tunniste"),
    mark(
        "Pieniä kirjaimia a–z ja alaviivoja, esimerkiksi tila_nimi. Älä muuta sitä enää, kun "
        "lomake on käytössä."
    ),
    24.0,
    "name",
)
_FORMER_IDS = FormColumn(
    "renamed_from",
    mark("Aiemmat tunnisteet"),
    mark("Jos tunniste on vaihdettu: aiemmat tunnisteet, puolipisteellä erotettuina."),
    20.0,
    entry=Entry.NAMES,
)
_FORMAT = FormColumn(
    "format",
    mark("Muoto"),
    mark("Lyhyen tekstin muoto, joka tarkistetaan. Tyhjä: mikä tahansa teksti käy."),
    18.0,
    entry=Entry.WORD,
    words=FORMAT_WORDS,
)
_CHOICES = FormColumn(
    "choices",
    mark("Luettelo"),
    mark("Valinnan ja monivalinnan vaihtoehdot: luettelon nimi välilehdeltä Luettelot."),
    18.0,
    "list_name",
    Entry.CHOICES,
)


def _kind(words: Words) -> FormColumn:
    help_text = mark("Millainen vastaus on: valitse luettelosta.")
    return FormColumn("kind", mark("Laji"), help_text, 16.0, "type", Entry.WORD, words)


def _role(words: Words, help_text: str) -> FormColumn:
    return FormColumn("role", mark("Tehtävä"), help_text, 18.0, entry=Entry.WORD, words=words)


def _hint() -> FormColumn:
    help_text = mark("Ohje vastaajalle, enintään 200 merkkiä. Se näkyy, kun solu valitaan.")
    return FormColumn("help", mark("Ohje"), help_text, 36.0, "hint")


SECTIONS = FormSheet(
    "sections",
    mark("Osiot"),
    "#osiot",
    mark(
        "Osio on työkirjan välilehti. Kirjoita osiot siinä järjestyksessä, jossa niihin vastataan."
    ),
    (
        _ID,
        FormColumn(
            "sheet",
            mark("Välilehti"),
            mark("Välilehden nimi, enintään 31 merkkiä, esimerkiksi 1 Tilat."),
            28.0,
        ),
        FormColumn("title", mark("Otsikko"), mark("Osion otsikko asiakirjassa."), 48.0, "label"),
        _role(
            SECTION_ROLES,
            mark("Tyhjä, paitsi osiolla, jossa on yhteystiedot, liitteet tai vahvistaminen."),
        ),
        FormColumn(
            "statement",
            mark("Vahvistuslause"),
            mark("Lause, joka tulostuu osion alkuun, esimerkiksi: Suunnitelman vahvistaa johtaja."),
            40.0,
        ),
        _FORMER_IDS,
    ),
)
QUESTIONS = FormSheet(
    "questions",
    mark("Kohdat"),
    "#kohdat",
    mark("Kohta on rivi, johon vastataan. Kohdan numero tulee sen paikasta osiossa."),
    (
        _ID,
        FormColumn("text", mark("Kysymys"), mark("Kysymys vastaajalle."), 56.0, "label"),
        _kind(QUESTION_KINDS),
        FormColumn(
            "required",
            mark("Pakollinen"),
            mark("Kyllä, jos kohtaan on vastattava."),
            12.0,
            "required",
            Entry.YES_NO,
        ),
        _CHOICES,
        FormColumn(
            "details",
            mark("Selite"),
            mark("Kyllä, jos valintaa saa selittää sen alla olevilla riveillä."),
            10.0,
            entry=Entry.YES_NO,
        ),
        _FORMAT,
        _hint(),
        _role(
            QUESTION_ROLES,
            mark(
                "Tyhjä, paitsi kohdalla, jonka ohjelma tarvitsee: lähettäjä "
                "asiakirjan alkuun, allekirjoituksen tiedot."
            ),
        ),
        FormColumn(
            "secrecy_hint",
            mark("Salassapito"),
            mark(
                "Säännökset, joiden takia vastaus on usein salassa pidettävä, puolipisteellä "
                "erotettuina."
            ),
            26.0,
            entry=Entry.NAMES,
        ),
        FormColumn(
            "source_defect",
            mark("Lähteen virhe"),
            mark("Virallisen sanamuodon oma virhe, joka on säilytetty."),
            20.0,
        ),
        _FORMER_IDS,
        FormColumn(
            "report",
            mark("Selvitykseen"),
            mark("Mihin seurannan selvityksen osaan vastaus kuuluu. Tyhjä: ei selvitykseen."),
            18.0,
            entry=Entry.WORD,
            words=REPORT_PARTS,
            optional=True,
        ),
    ),
    FormColumn(
        "sections",
        mark("Osio"),
        mark("Osion tunniste. Tyhjä: sama kuin edellisellä rivillä."),
        22.0,
    ),
)
TABLES = FormSheet(
    "tables",
    mark("Taulukot"),
    "#taulukot",
    mark("Taulukko tulee kohdan alle. Kohdassa voi olla monta taulukkoa tai ei yhtään."),
    (
        _ID,
        FormColumn("title", mark("Otsikko"), mark("Taulukon otsikko."), 48.0, "label"),
        _role(TABLE_ROLES, mark("Tyhjä, paitsi liitteiden taulukolla.")),
    ),
    FormColumn(
        "questions",
        mark("Kohta"),
        mark("Kohdan tunniste. Tyhjä: sama kuin edellisellä rivillä."),
        24.0,
    ),
)
COLUMNS = FormSheet(
    "columns",
    mark("Sarakkeet"),
    "#sarakkeet",
    mark("Sarake on taulukon yksi tieto. Taulukossa on enintään 12 saraketta."),
    (
        _ID,
        FormColumn(
            "title", mark("Otsikko"), mark("Sarakkeen otsikko, enintään 60 merkkiä."), 36.0, "label"
        ),
        _kind(COLUMN_KINDS),
        FormColumn(
            "key",
            mark("Avain"),
            mark(
                "Kyllä niissä sarakkeissa, joista rivin tunnistaa, esimerkiksi nimi. Taulukossa on "
                "oltava ainakin yksi."
            ),
            10.0,
            entry=Entry.YES_NO,
        ),
        _CHOICES,
        _FORMAT,
        _hint(),
        _role(
            COLUMN_ROLES,
            mark(
                "Tyhjä, paitsi sarakkeella, joka ratkaisee rivin julkisuuden tai "
                "kertoo, milloin jokin päättyy tai on tehtävä."
            ),
        ),
    ),
    FormColumn(
        "tables",
        mark("Taulukko"),
        mark("Taulukon tunniste. Tyhjä: sama kuin edellisellä rivillä."),
        24.0,
    ),
)
LISTS = FormSheet(
    "lists",
    mark("Luettelot"),
    "#luettelot",
    mark("Luettelon vaihtoehdot, yksi riville. Samaa luetteloa voi käyttää monessa kohdassa."),
    (
        FormColumn(
            "choice", mark("Vaihtoehto"), mark("Ei pilkkua eikä lainausmerkkiä."), 40.0, "label"
        ),
    ),
    FormColumn(
        "lists",
        mark("Luettelo"),
        mark("Luettelon nimi. Tyhjä: sama kuin edellisellä rivillä."),
        24.0,
        "list_name",
    ),
)
SETTINGS = FormSheet(
    "settings",
    mark("Asetukset"),
    "#asetukset",
    mark("Mikä lomake on. Tunniste, versio, nimi ja kieli ovat pakollisia."),
    (
        _ID._replace(xlsform="form_id"),
        FormColumn(
            "version",
            mark("Versio"),
            mark("Vaihda, kun lomake muuttuu, esimerkiksi 2026-01."),
            xlsform="version",
        ),
        FormColumn("title", mark("Nimi"), mark("Lomakkeen nimi."), xlsform="form_title"),
        FormColumn(
            "language",
            mark("Kieli"),
            mark("Lomakkeen kieli: fi-FI, sv-FI tai en-GB."),
            xlsform="default_language",
        ),
        FormColumn("heading", mark("Otsikko"), mark("Otsikko työkirjan alussa; tyhjä: nimi.")),
        FormColumn(
            "document_title",
            mark("Asiakirjan otsikko"),
            mark("Esimerkiksi: Kirjaston omavalvontasuunnitelma. Tyhjä: nimi."),
        ),
        FormColumn("source", mark("Lähde"), mark("Laki tai ohje, josta lomake on.")),
        FormColumn(
            "extends",
            mark("Laajentaa lomaketta"),
            mark("Sen lomakkeen tunniste, johon tämä lisää kohtia. Tyhjä: oma lomake kokonaan."),
        ),
        FormColumn(
            "verified",
            mark("Sanamuoto tarkistettu"),
            mark("Ei, jos sanamuotoa ei ole verrattu viralliseen lähteeseen."),
            entry=Entry.YES_NO,
        ),
        FormColumn(
            "unsure",
            mark("Mikä on epävarmaa"),
            mark("Pakollinen, jos sanamuotoa ei ole tarkistettu."),
        ),
        FormColumn("case_number", mark("Asianumeron esimerkki"), mark("Esimerkki ohjeisiin.")),
        FormColumn(
            "grounds",
            mark("Muutoksen perusteet"),
            mark("Muutoslokin luettelo, puolipisteellä erotettuna; tyhjä: tavallinen luettelo."),
            entry=Entry.NAMES,
        ),
        FormColumn(
            "request_ground",
            mark("Viranomaisen pyyntö"),
            mark("Se muutoksen peruste, joka on viranomaisen pyyntö. Tyhjä: ei mikään niistä."),
        ),
        FormColumn(
            "confirm_every_months",
            mark("Vahvistusväli (kk)"),
            mark("Kuinka monen kuukauden välein suunnitelma vahvistetaan. Tyhjä: 12."),
            entry=Entry.NUMBER,
        ),
        FormColumn(
            "report_every_months",
            mark("Selvitysväli (kk)"),
            mark("Kuinka monen kuukauden välein selvitys julkaistaan. Tyhjä: ei koskaan."),
            entry=Entry.NUMBER,
        ),
    ),
)
FIELD_PREFIX = "fields."
FIELD_TITLE = mark("Ohje: {field}")
SETTING, VALUE = 2, 3  # columns of the settings; column A has the keys
FIELD_HELP = mark("Oma ohje tähän asiakirjan tietoon; tyhjä: tavallinen ohje.")
SETTING_HEADERS = (mark("Asetus"), mark("Arvo"), mark("Ohje"))

SHEETS = (SETTINGS, SECTIONS, QUESTIONS, TABLES, COLUMNS, LISTS)
PARTS = (SECTIONS, QUESTIONS, TABLES, COLUMNS)
"""The sheets whose rows are parts of the form, each after that of its parents."""


def setting_rows(fields: dict[str, str]) -> tuple[FormColumn, ...]:
    """The rows of the settings: the sheet's own, and one for the help of each field.

    `fields` has the words for the document's fields by id.
    """
    return (
        *SETTINGS.columns,
        *(FormColumn(FIELD_PREFIX + id_, text, FIELD_HELP) for id_, text in fields.items()),
    )


def is_by_language(column: FormColumn) -> bool:
    """Whether the column's texts may be given in other languages, in columns of their own."""
    if column.entry is Entry.CHOICES:
        return False  # the name of a list; its choices are given by language
    return column.key in BY_LANGUAGE | {"choice"} or column.key.startswith(FIELD_PREFIX)


def key_in(key: str, tag: str) -> str:
    """The key of a column with the texts of another language, `text.sv`."""
    return f"{key}.{tag}"


def title_in(title: str, tag: str) -> str:
    """Its title, `Kysymys (sv)`."""
    return f"{title} ({tag})"


def of_language(title: str) -> tuple[str, str]:
    """The title without its language, and the language: empty when it names none."""
    found = _OF_LANGUAGE.fullmatch(title.strip())
    return (found[1], found[2].lower()) if found else (title.strip(), "")


def known_words(column: FormColumn) -> dict[str, str]:
    """The value for each word that the column's cells may have, case folded."""
    words = {NO: "", YES: "true"} if column.entry is Entry.YES_NO else {}
    known = {value.casefold(): value for value in column.words}
    known |= (
        {"no": "", "false": "", "yes": "true", "true": "true", "true()": "true"} if words else {}
    )
    if column.key == "kind":
        known |= XLSFORM_TYPES
    for language in LANGUAGES:
        known |= {in_language(language, word).casefold(): v for v, word in column.words.items()}
        known |= {in_language(language, word).casefold(): v for word, v in words.items()}
    return known
