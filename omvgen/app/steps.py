"""The steps of the year as data: each is a command line that a form completes."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from omvgen.app.folder import DOCUMENTS, OUTPUT, SOURCES, WORD, WORKBOOKS, Folder
from omvgen.form.dates import format_date
from omvgen.locale import mark, tr
from omvgen.patterns import pattern

Values = Mapping[str, Sequence[str]]
"""What a form was filled with: the values of each field."""

_FILE_NAME = pattern(r'[^\\/:*?"<>|\x00-\x1f]{1,120}')
_RESERVED = pattern(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # on Windows
_TEXT = pattern(r"[^\x00-\x1f\x7f]{1,300}")


class InvalidValue(Exception):
    """A field has a value that its form does not offer. `str(error)` is the message."""


class Input(Enum):
    """How a field is filled in."""

    CHECK = "check"
    TEXT = "text"
    NAME = "name"  # of a workbook to be made
    CHOICE = "choice"
    FILE = "file"
    FILES = "files"


@dataclass(frozen=True)
class Field:
    """A part of a command line that a person fills in.

    `option` stands before the value; an argument has none. `endings` are those of the files
    to choose from, `choices` values with their words. `default` is what is there at first,
    or `suggest` finds it in the folder for the workbook.
    """

    name: str
    label: str
    input: Input
    option: str = ""
    endings: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    default: str = ""
    suggest: Callable[[Folder, str], str] | None = None
    hint: str = ""
    required: bool = False

    def arguments(self, values: Values, folder: Folder) -> list[str]:
        """This field's part of the command line. Raises `InvalidValue`."""
        given = [value for value in values.get(self.name, ()) if value.strip()]
        if self.input is not Input.FILES:
            given = given[:1]
        if self.required and not given:
            raise InvalidValue(tr("Täytä kenttä {field}.", field=tr(self.label)))
        if self.input is Input.CHECK:
            return [self.option] if given else []
        given = [self._checked(value, folder) for value in given]
        return [part for value in given for part in (self.option, value) if part]

    def _checked(self, value: str, folder: Folder) -> str:
        valid: bool
        if self.input is Input.NAME:
            value = workbook_name(value)
            valid = bool(value)
        elif self.input is Input.CHOICE:
            valid = value in dict(self.choices)
        elif self.input is Input.TEXT:
            value = value.strip()
            valid = bool(_TEXT.fullmatch(value)) and not value.startswith("-")
        else:
            valid = value in folder.names(self.endings)
            value = argument_of(value)
        if not valid:
            raise InvalidValue(tr("Kentän {field} arvo ei kelpaa.", field=tr(self.label)))
        return value


class Slot(Enum):
    """The part of a command line that is not a field's."""

    WORKBOOK = "workbook"


@dataclass(frozen=True)
class Step:
    """A step: its words, and its command line in parts, in their order on the line."""

    title: str
    text: str
    button: str
    parts: tuple[str | Slot | Field, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(part for part in self.parts if isinstance(part, Field))

    def line(self, folder: Folder, workbook: str, values: Values) -> tuple[str, ...]:
        """The command line without the program's name. Raises `InvalidValue`."""
        line: list[str] = []
        for part in self.parts:
            if isinstance(part, Field):
                line += part.arguments(values, folder)
            else:
                line.append(argument_of(workbook) if part is Slot.WORKBOOK else str(part))
        return tuple(line)


def argument_of(name: str) -> str:
    """The file's name as an argument: one that begins with `-` would be an option."""
    return f"./{name}" if name.startswith("-") else name


def workbook_name(text: str) -> str:
    """The name of a workbook to be made, with its ending; empty when no file can have it."""
    name = text.strip().removesuffix(".xlsx").rstrip(". ")
    fits = _FILE_NAME.fullmatch(name) and not _RESERVED.fullmatch(name)
    return f"{name}.xlsx" if fits and not name.startswith((".", "-", "~")) else ""


def shown(line: Sequence[str]) -> str:
    """The command line as a person types it in a shell of this system."""
    parts = ["omvgen", *line]
    return subprocess.list2cmdline(parts) if os.name == "nt" else shlex.join(parts)


_PREVIOUS = mark("Edellinen työkirja")


def _previous(option: str = "", hint: str = "") -> Field:
    """Last year's workbook; as an argument it must be chosen."""
    return Field(
        "previous",
        _PREVIOUS,
        Input.FILE,
        option,
        WORKBOOKS,
        suggest=Folder.earlier,
        hint=hint,
        required=not option,
    )


def _text(
    name: str, label: str, hint: str = "", suggest: Callable[[Folder, str], str] | None = None
) -> Field:
    option = f"--{name}"
    return Field(name, label, Input.TEXT, option, suggest=suggest, hint=hint, required=True)


def _today(_: Folder, __: str) -> str:
    return format_date(date.today())


def _newest_document(folder: Folder, _: str) -> str:
    made = (name for name in folder.names(DOCUMENTS) if name.startswith(f"{OUTPUT}/"))
    return next(made, "")


def _name_of_workbook(default: str) -> Field:
    label = mark("Työkirjan nimi")
    return Field("output", label, Input.NAME, "-o", default=default, required=True)


STEPS: dict[str, Step] = {
    "check": Step(
        mark("Tarkista"),
        mark(
            "Tee kopio, jossa havainnot ovat soluissaan, lähetettäväksi vastausten kirjoittajille."
        ),
        mark("Tee kopio havainnoista"),
        ("validate", Slot.WORKBOOK, _previous("--previous"), "--annotate"),
    ),
    "compare": Step(
        mark("Vertaa edelliseen vuoteen"),
        mark("Tee johtajalle asiakirja siitä, mitä suunnitelmassa on muuttunut."),
        mark("Tee muutosraportti"),
        (
            "diff",
            _previous(),
            Slot.WORKBOOK,
            Field(
                "format",
                mark("Muoto"),
                Input.CHOICE,
                "--format",
                choices=(
                    ("docx", mark("muutosraportti")),
                    ("redline", mark("koko suunnitelma jäljitetyin muutoksin")),
                ),
                default="docx",
            ),
        ),
    ),
    "build": Step(
        mark("Tee asiakirja"),
        mark(
            "Tee johtajan allekirjoitettava Word-asiakirja. Luonnoksen voi tehdä keskeneräisestä."
        ),
        mark("Tee asiakirja"),
        (
            "build",
            Slot.WORKBOOK,
            _previous("--previous", mark("Asiakirjaan tulee luettelo muutoksista.")),
            Field("draft", mark("Luonnos"), Input.CHECK, "--draft"),
            Field("pdf", mark("Myös PDF (tarvitsee LibreOfficen)"), Input.CHECK, "--pdf"),
        ),
    ),
    "public": Step(
        mark("Tee julkinen versio"),
        mark(
            "Tee asiakkaille versio ilman salassa pidettäviä osia, ja sivu sille, joka päättää sen "
            "antamisesta. Sivu on salassa pidettävä."
        ),
        mark("Tee julkinen versio"),
        ("build", Slot.WORKBOOK, _previous("--previous"), "--public", "--review"),
    ),
    "notice": Step(
        mark("Tiedota henkilöstölle"),
        mark("Tee tiedote muutoksista ja kuittauslista."),
        mark("Tee tiedote"),
        ("notice", _previous(), Slot.WORKBOOK),
    ),
    "confirm": Step(
        mark("Kirjaa vahvistus"),
        mark(
            "Kun asiakirja on allekirjoitettu, kirjoita tähän samat tiedot kuin allekirjoitukseen."
        ),
        mark("Kirjaa vahvistus"),
        (
            "confirm",
            Slot.WORKBOOK,
            _text("date", mark("Päivä"), mark("Esimerkiksi 30.1.2026."), _today),
            _text("place", mark("Paikka")),
            _text("by", mark("Allekirjoittajan nimi")),
            _text("role", mark("Allekirjoittajan tehtävä"), mark("Johtaja tai hänen sijaisensa.")),
            Field(
                "document",
                mark("Allekirjoitettu asiakirja"),
                Input.FILE,
                "--document",
                DOCUMENTS,
                suggest=_newest_document,
            ),
        ),
    ),
    "new": Step(
        mark("Aloita seuraava vuosi"),
        mark("Tee seuraavan vuoden työkirja, johon tämän vuoden vastaukset siirtyvät."),
        mark("Tee seuraavan vuoden työkirja"),
        ("new", Slot.WORKBOOK),
    ),
    "merge": Step(
        mark("Yhdistä muiden muutokset"),
        mark(
            "Tuo työkirjan kopioihin tai Word-asiakirjaan tehdyt muutokset. Tulos on uusi "
            "työkirja; ristiriidat ratkaiset sen sivulla."
        ),
        mark("Yhdistä"),
        (
            "merge",
            Slot.WORKBOOK,
            Field(
                "sources", mark("Mistä muutokset tuodaan"), Input.FILES, "", SOURCES, required=True
            ),
            Field(
                "base",
                mark("Työkirja, josta kopiot on tehty"),
                Input.FILE,
                "--base",
                WORKBOOKS,
                hint=mark("Jos jätät tyhjäksi, se etsitään."),
            ),
        ),
    ),
}
"""The steps of one workbook, in the order of the year."""

FOLDER_STEPS: dict[str, Step] = {
    "template": Step(
        mark("Aloita tyhjästä"),
        mark("Tee työkirja, johon vastaukset kirjoitetaan Excelissä."),
        mark("Tee työkirja"),
        (
            "template",
            _name_of_workbook("omavalvontasuunnitelma.xlsx"),
        ),
    ),
    "import": Step(
        mark("Suunnitelma on jo Wordissa"),
        mark("Tuo suunnitelma Word-asiakirjasta uuteen työkirjaan. Asiakirja jää ennalleen."),
        mark("Tuo työkirjaan"),
        (
            "import",
            Field("documents", mark("Asiakirja"), Input.FILES, "", WORD, required=True),
            _name_of_workbook("omavalvontasuunnitelma-tuotu.xlsx"),
        ),
    ),
}
"""The steps by which a workbook comes into the folder."""
