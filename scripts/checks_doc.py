"""Writes docs/checks.md: every check with its code, words, remedy and reason, from the catalogue.

    python scripts/checks_doc.py            write it
    python scripts/checks_doc.py --check    fail when it is stale

It is in Finnish, as the catalogue is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from checks_examples import OF_CODE, VALUES
from generated import write_or_check

from omvgen.findings.catalogue import RULES
from omvgen.findings.model import WORKBOOK_WORDS
from omvgen.findings.rule import Rule
from omvgen.findings.severity import Severity

TARGET = Path(__file__).parent.parent / "docs" / "checks.md"

INTRODUCTION = """\
# Tarkistukset

<!-- Tämä sivu tehdään komennolla python scripts/checks_doc.py. Älä muokkaa sitä. -->

Mitä omvgen sanoo työkirjasta, miksi, ja miten asia korjataan.
Koodi on aina sama, joten sillä voi hakea tältä sivulta.

- **Virhe** estää asiakirjan tekemisen. Luonnoksen (`--draft`) voi tehdä silti.
- **Varoitus** on syytä katsoa ennen vahvistamista. Valitsin `--strict` tekee siitä virheen.
- **Huomautus** kertoo, eikä vaadi toimia.

Merkkien ‹ › sisällä on tieto, joka tulee työkirjasta tai tiedostosta.

Lyhenteet:

- ohje: Maahanmuuttoviraston ohje omavalvonnan toteuttamiseksi (31.1.2024)
- JulkL: laki viranomaisten toiminnan julkisuudesta (621/1999)
- TihL: laki julkisen hallinnon tiedonhallinnasta (906/2019)
- SFS 2487:2024: asiakirjan asettelu ja metatiedot
"""

HUNDREDS = {
    "1": "tiedosto, työkirjan rakenne ja oma lomake",
    "2": "mitä puuttuu",
    "3": "tietojen muoto",
    "4": "julkisuus, salassapito ja henkilötiedot",
    "5": "päivämäärät ja taulukot",
    "6": "edellinen vuosi, muutosloki ja vahvistaminen",
    "7": "tiedosto, työkirjan rakenne ja oma lomake, jatkoa; tulosteen tallentaminen",
    "8": "lomakkeet nimellä, laajennukset ja lomaketyökirja",
}
REMARKS = {
    "1": "Samojen aiheiden uudemmat tarkistukset ovat sarjassa OMV7xx.",
    "7": "Samat aiheet kuin sarjassa OMV1xx, jonka koodit on käytetty, ja tulosteen tallentaminen.",
}
SEVERITIES = {
    Severity.ERROR: "Virhe",
    Severity.WARNING: "Varoitus",
    Severity.NOTE: "Huomautus",
}


def document() -> str:
    """The page as it should be now."""
    return "\n".join([INTRODUCTION, *_hundreds()])


def _hundreds() -> Iterator[str]:
    for hundred, topic in HUNDREDS.items():
        yield f"## OMV{hundred}xx: {topic}\n"
        if hundred in REMARKS:
            yield f"{REMARKS[hundred]}\n"
        for code in sorted(code for code in RULES if code[3] == hundred):
            yield _rule(RULES[code])


def _rule(rule: Rule) -> str:
    lines = [
        f"### {rule.code} {rule.title}\n",
        f"- {SEVERITIES[rule.severity]}: {_shown(rule.message)}",
        f"- Korjaus: {_shown(rule.remedy)}",
    ]
    if set(re.findall(r"{(\w+)}", rule.message)) - WORKBOOK_WORDS.keys():
        lines.insert(2, f"- Esimerkki: {_example(rule)}")
    if rule.why:
        lines.append(f"- Miksi: {rule.why}")
    return "\n".join(lines) + "\n"


def _shown(words: str) -> str:
    return _filled(words, WORKBOOK_WORDS | {n: _value(word) for n, (word, _) in VALUES.items()})


def _example(rule: Rule) -> str:
    usual = WORKBOOK_WORDS | {name: example for name, (_, example) in VALUES.items()}
    return _filled(rule.message, usual | OF_CODE.get(rule.code, {}))


def _filled(words: str, values: Mapping[str, str]) -> str:
    if missing := set(re.findall(r"{(\w+)}", words)) - values.keys():
        sys.exit(f"Not in VALUES of scripts/checks_examples.py: {', '.join(sorted(missing))}")
    return re.sub(r"{(\w+)}", lambda match: values[match[1]], words)


def _value(name: str) -> str:
    """`‹solu›`; a value that begins with a space brings its own, and an empty one is left out."""
    space = " " if name.startswith(" ") else ""
    return f"{space}‹{name.strip()}›" if name else ""


if __name__ == "__main__":
    sys.exit(write_or_check(TARGET, document(), "scripts/checks_doc.py"))
