"""Reads a TOML file that a person wrote, and says in Finnish what is wrong with it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.form.item import Json
from omvgen.locale import mark, tr
from omvgen.patterns import pattern

_AT = pattern(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
# The beginnings of tomllib's messages, each with its meaning in Finnish.
_TOML_REASONS = {
    "Cannot overwrite": mark("sama tieto on annettu kahdesti"),
    "Cannot declare": mark("sama ryhmä on aloitettu kahdesti"),
    "Unterminated string": mark("lainausmerkki puuttuu tekstin lopusta"),
    "Expected '=' after": mark("nimen jälkeen puuttuu yhtäsuuruusmerkki"),
    "Invalid value": mark("arvo puuttuu, tai teksti ei ole lainausmerkeissä"),
    "Unclosed array": mark("luettelon lopettava hakasulje puuttuu"),
    "Unclosed inline table": mark("ryhmän lopettava aaltosulje puuttuu"),
    "Illegal character '\\n'": mark("lainausmerkki puuttuu tekstin lopusta"),
    "Illegal character": mark("tekstissä on merkki, jota siinä ei saa olla"),
    "Exceeds the limit": mark("luvussa on liikaa numeroita"),
    "Unescaped '\\'": mark("kenoviiva on kirjoitettava kahdesti"),
}


def read_toml(path: Path, *, unreadable: Code, not_text: Code, syntax_error: Code) -> Json:
    """The data of the TOML file. Raises `ReadError` with the code of what is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        values = {"file": str(path), "reason": os_reason(error)}
        raise ReadError(Finding(unreadable, values=values)) from error
    except UnicodeDecodeError as error:
        raise ReadError(Finding(not_text, values={"file": path.name})) from error
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        values = {"file": path.name, **_fault(str(error))}
        raise ReadError(Finding(syntax_error, values=values)) from error


def _fault(message: str) -> dict[str, str]:
    """The place and the reason of a fault by the message of tomllib."""
    at = _AT.search(message)
    line = at["line"] if at else None
    place = tr("rivillä {line}", line=line) if line else tr("lopussa")
    known = (reason for start, reason in _TOML_REASONS.items() if message.startswith(start))
    return {"place": place, "reason": tr(next(known, mark("merkintä ei ole TOMLin mukainen")))}
