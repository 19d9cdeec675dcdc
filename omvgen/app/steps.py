"""The steps of the year as data: each is a command line that a form completes."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from omvgen.app.fields import Field, Input, Values, argument_of, either, files
from omvgen.app.folder import (
    CERTIFICATES,
    DOCUMENTS,
    OUTPUT,
    PAGES,
    SIGNED,
    SOURCES,
    WORD,
    WORKBOOKS,
    Folder,
)
from omvgen.form.dates import format_date
from omvgen.form.loader import BUILT_IN, form_in, has_texts_in
from omvgen.form.shipped import shipped_names
from omvgen.locale import language, mark
from omvgen.pipeline import load_form


class Slot(Enum):
    """The part of a command line that is not a field's."""

    WORKBOOK = "workbook"


@dataclass(frozen=True)
class Step:
    """A step: its words, and its command line in parts, in their order on the line.

    `reporting`: it is only for forms with a report that is published every few months.
    """

    title: str
    text: str
    button: str
    parts: tuple[str | Slot | Field, ...]
    reporting: bool = False

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


def shown(line: Sequence[str]) -> str:
    """The command line as a person types it in a shell of this system."""
    parts = ["omvgen", *line]
    return subprocess.list2cmdline(parts) if os.name == "nt" else shlex.join(parts)


_PREVIOUS = mark("Edellinen työkirja")
_TRUST = Field(
    "trust",
    mark("Varmenteet, joihin luotetaan"),
    Input.FILE,
    "--trust",
    files(*CERTIFICATES),
    hint=mark("Sähköistä allekirjoitusta varten: varmentajan PEM-tiedosto tässä kansiossa."),
)


def _previous(option: str = "", hint: str = "") -> Field:
    """Last year's workbook; as an argument it must be chosen."""
    return Field(
        "previous",
        _PREVIOUS,
        Input.FILE,
        option,
        files(*WORKBOOKS),
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


def _forms(folder: Folder) -> list[tuple[str, str]]:
    """The forms that come along, the usual one without its name, and those of the folder."""
    names = sorted(shipped_names(), key=lambda name: (name != BUILT_IN, name))
    shipped = [("" if name == BUILT_IN else name, _title(name, language())) for name in names]
    return shipped + [(name, name) for name in folder.forms()]


@cache
def _title(name: str, tag: str) -> str:
    form = load_form(name)
    return (form_in(form, tag) if has_texts_in(form, tag) else form).title


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
                either(
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
    "report": Step(
        mark("Tee seurannan selvitys"),
        mark(
            "Tee julkaistava selvitys: havainnot, toimenpiteet ja muutokset. Siinä on vain "
            "julkinen osa suunnitelmasta."
        ),
        mark("Tee selvitys"),
        (
            "notice",
            "--report",
            Slot.WORKBOOK,
            _previous("--previous", mark("Edellisen selvityksen työkirja.")),
        ),
        reporting=True,
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
                files(*SIGNED),
                suggest=_newest_document,
            ),
            _TRUST,
        ),
    ),
    "verify": Step(
        mark("Tarkista asiakirja"),
        mark(
            "Katso, sanooko asiakirja saman kuin työkirja ja onko se vahvistettu, tai etsi "
            "julkisesta tiedostosta salassa pidettävää."
        ),
        mark("Tarkista asiakirja"),
        (
            "verify",
            Field(
                "document",
                mark("Asiakirja"),
                Input.FILE,
                "",
                files(*SIGNED, *PAGES),
                suggest=_newest_document,
                required=True,
            ),
            _TRUST,
            Slot.WORKBOOK,
            Field(
                "record",
                mark("Vahvistuksen tunniste"),
                Input.TEXT,
                "--record",
                hint=mark("Paperilta tai asianhallinnasta, jos sinulla on se."),
            ),
            Field("public", mark("Etsi salassa pidettävää"), Input.CHECK, "--public"),
        ),
    ),
    "pack": Step(
        mark("Kokoa luovutettavaksi"),
        mark(
            "Kokoa viranomaiselle luovutettavat tiedostot yhdeksi zip-paketiksi, tai asiakkaalle "
            "vain julkiset."
        ),
        mark("Kokoa paketti"),
        (
            "pack",
            Slot.WORKBOOK,
            Field(
                "previous",
                _PREVIOUS,
                Input.FILE,
                "--previous",
                files(*WORKBOOKS),
                hint=mark("Jos jätät tyhjäksi, se on edellinen vahvistettu."),
            ),
            Field("public", mark("Vain julkiset tiedostot"), Input.CHECK, "--public"),
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
                "sources",
                mark("Mistä muutokset tuodaan"),
                Input.FILES,
                "",
                files(*SOURCES),
                required=True,
            ),
            Field(
                "base",
                mark("Työkirja, josta kopiot on tehty"),
                Input.FILE,
                "--base",
                files(*WORKBOOKS),
                hint=mark("Jos jätät tyhjäksi, se etsitään."),
            ),
            Field(
                "requests",
                mark("Asiakirjan kommentit ovat viranomaisen pyyntöjä"),
                Input.CHECK,
                "--requests",
            ),
            Field(
                "due",
                mark("Pyyntöjen määräpäivä"),
                Input.TEXT,
                "--due",
                hint=mark("Vain viranomaisen pyynnöille, esimerkiksi 30.4.2026."),
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
            Field("form", mark("Lomake"), Input.CHOICE, "--form", _forms),
            _name_of_workbook("omavalvontasuunnitelma.xlsx"),
        ),
    ),
    "import": Step(
        mark("Suunnitelma on jo Wordissa"),
        mark("Tuo suunnitelma Word-asiakirjasta uuteen työkirjaan. Asiakirja jää ennalleen."),
        mark("Tuo työkirjaan"),
        (
            "import",
            Field("documents", mark("Asiakirja"), Input.FILES, "", files(*WORD), required=True),
            _name_of_workbook("omavalvontasuunnitelma-tuotu.xlsx"),
        ),
    ),
}
"""The steps by which a workbook comes into the folder."""

UNITS_STEPS: dict[str, Step] = {
    "overview": Step(
        mark("Koko yhteenveto"),
        mark(
            "Tee yksiköistä sivu tai työkirja, jossa ovat havainnot, osiot ja muutokset "
            "yksiköittäin. Se on salassa pidettävä."
        ),
        mark("Tee yhteenveto"),
        (
            "overview",
            ".",
            Field(
                "output",
                mark("Muoto"),
                Input.CHOICE,
                "-o",
                either(
                    (f"{OUTPUT}/yhteenveto.html", mark("verkkosivu")),
                    (f"{OUTPUT}/yhteenveto.xlsx", mark("Excel-työkirja")),
                ),
                f"{OUTPUT}/yhteenveto.html",
            ),
        ),
    ),
}
"""The steps of a folder with the workbooks of many units."""
