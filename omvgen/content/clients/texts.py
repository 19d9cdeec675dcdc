"""The texts of the notice to clients: a TOML file a language, ours and an organisation's own.

Ours lie beside this module and are the model for others. They follow the rules of plain
language (selkokieli) of Selkokeskus: short sentences with one thing in each, common words,
the reader spoken to, every sentence on its own line; tests/test_clients.py measures them.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.item import Json
from omvgen.form.toml_file import read_toml
from omvgen.patterns import pattern

LANGUAGES = ("fi", "sv", "en")
"""The languages that are shipped."""
_TAG = pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LONGEST = 300  # characters of a sentence: the notice is one page
_SECTIONS = ("plan", "ask", "cost", "withheld")
_WORDS = ("language", "direction", "kind", "title", "contact", "address", "phone", "email")


class Section(NamedTuple):
    """A heading and the sentences below it."""

    heading: str
    sentences: tuple[str, ...]


class Texts(NamedTuple):
    """The notice's texts in one language.

    `sections` say what the plan is, how to see it, what it costs and why a part may be
    missing. `contact` is the heading of the contact details, the last three their labels.
    """

    language: str
    right_to_left: bool
    kind: str
    title: str
    sections: tuple[Section, ...]
    contact: str
    address: str
    phone: str
    email: str


def shipped_texts(language: str) -> Texts:
    """Our texts in the language. Raises `ReadError` (OMV439) for one that is not shipped."""
    if language not in LANGUAGES:
        values = {"language": language, "languages": ", ".join(LANGUAGES)}
        raise ReadError(Finding(Code.CLIENT_TEXTS_NOT_SHIPPED, values=values))
    return own_texts(Path(str(files(__name__.rpartition(".")[0]) / f"{language}.toml")))


def own_texts(path: Path) -> Texts:
    """The texts in the TOML file. Raises `ReadError` (OMV435–OMV438)."""
    data = read_toml(
        path,
        unreadable=Code.CLIENT_TEXTS_UNREADABLE,
        not_text=Code.CLIENT_TEXTS_NOT_TEXT,
        syntax_error=Code.CLIENT_TEXTS_SYNTAX_ERROR,
    )
    if wrong := [*_wrong(data)]:
        values = {"file": path.name, "keys": ", ".join(wrong)}
        raise ReadError(Finding(Code.CLIENT_TEXTS_INCOMPLETE, values=values))
    texts = {key: data[key] for key in _WORDS if key != "direction"}
    sections = (data[key] for key in _SECTIONS)
    return Texts(
        right_to_left=data["direction"] == "rtl",
        sections=tuple(Section(one["heading"], tuple(one["sentences"])) for one in sections),
        **texts,
    )


def _wrong(data: Json) -> Iterator[str]:
    """The keys that are missing, unknown, or without a proper text."""
    yield from (key for key in data if key not in (*_WORDS, *_SECTIONS))
    yield from (key for key in _WORDS if not _is_text(data.get(key)))
    if _is_text(data.get("language")) and not _TAG.fullmatch(data["language"]):
        yield "language"
    if _is_text(data.get("direction")) and data["direction"] not in ("ltr", "rtl"):
        yield "direction"
    for key in _SECTIONS:
        section = data.get(key)
        section = section if isinstance(section, dict) else {}
        sentences = section.get("sentences")
        if not _is_text(section.get("heading")):
            yield f"{key}.heading"
        if not (isinstance(sentences, list) and sentences and all(map(_is_text, sentences))):
            yield f"{key}.sentences"


def _is_text(value: object) -> bool:
    """Whether it is a text of one line that is not too long."""
    return (
        isinstance(value, str)
        and bool(value.strip())
        and len(value) <= _LONGEST
        and "\n" not in value
    )
