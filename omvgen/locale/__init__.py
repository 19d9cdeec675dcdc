"""The languages of messages: Finnish as it stands in the code, others translated.

Staff read Finnish, so the messages are written in Finnish where they are used,
and `xx/LC_MESSAGES/omvgen.po` translates them. Click's own words are English in
the code of click; the Finnish catalogue translates those.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("fi", "en")
_DOMAIN = "omvgen"
_FOLDER = str(Path(__file__).parent)
_state: dict[str, gettext.NullTranslations] = {"in use": gettext.NullTranslations()}


def use(language: str) -> None:
    """Messages, click's own included, come in this language from here on."""
    _state["in use"] = _catalogue(language)
    # Click asks gettext's global functions, which look at the environment.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(_DOMAIN, _FOLDER)
    gettext.textdomain(_DOMAIN)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Messages come in this language within it, whatever language is in use.

    For what a document says: it has a language of its own.
    """
    in_use = _state["in use"]
    _state["in use"] = _catalogue(language)
    try:
        yield
    finally:
        _state["in use"] = in_use


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    tag = language.partition("-")[0]  # forms say `fi-FI`
    return gettext.translation(_DOMAIN, _FOLDER, [tag], fallback=True)


def language() -> str:
    """The tag of the language in use."""
    return _state["in use"].info().get("language", LANGUAGES[0])


def tr(message: str, **values: Any) -> str:
    """The message in the language in use, its `{names}` filled."""
    return fill(message, values)


@cache
def in_language(tag: str, message: str) -> str:
    """The message in the language of the tag, whatever language is in use."""
    with speaking(tag):
        return tr(message)


def ntr(one: str, many: str, n: int, **values: Any) -> str:
    """The message in the singular or plural; `{n}` is the number."""
    return _state["in use"].ngettext(one, many, n).format(n=n, **values)


def mark(message: str) -> str:
    """Marks a message for translation that is translated when it is shown."""
    return message


def fill(message: str, values: Mapping[str, Any]) -> str:
    translated = _state["in use"].gettext(message) if message else ""
    return translated.format(**values) if values else translated
