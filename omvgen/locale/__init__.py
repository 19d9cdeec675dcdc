"""The languages of messages: Finnish as it stands in the code, others translated.

Staff read Finnish, so the messages are written in Finnish where they are used,
and `xx/LC_MESSAGES/omvgen.po` translates them. Click's own words are English in
the code of click; the Finnish catalogue translates those.

The language belongs to the context (`contextvars`), not to the process: threads
and asynchronous tasks each have their own.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path, PurePath
from typing import Any

LANGUAGES = ("fi", "sv", "en")
_DOMAIN = "omvgen"
_FOLDER = Path(__file__).parent
# Escape sequences begin with one of the first; the others turn the direction of text.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_in_use: ContextVar[gettext.NullTranslations | None] = ContextVar("omvgen_language", default=None)


def use(tag: str) -> None:
    """Sets the language of the messages in this context from here on."""
    _in_use.set(_catalogue(primary_language(tag)))


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Sets the language of the messages within the block, or the decorated function.

    `tag` is a language tag such as ``fi``, ``fi-FI`` or ``en_GB.UTF-8``. A language
    without a catalogue has its messages in Finnish.
    """
    token = _in_use.set(_catalogue(primary_language(tag)))
    try:
        yield
    finally:
        _in_use.reset(token)


def primary_language(tag: str) -> str:
    """The language of a tag without its region and encoding: ``en_GB.UTF-8`` gives ``en``."""
    return tag.strip().lower().replace("-", "_").partition("_")[0]


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _FOLDER, [language], fallback=True)


def catalogue() -> gettext.NullTranslations | None:
    """The translations of the language in use; None when no language was chosen."""
    return _in_use.get()


def language() -> str:
    """The tag of the language in use, without a region."""
    translations = catalogue()
    info = translations.info() if translations else {}
    return info.get("language", LANGUAGES[0])


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
    translations = catalogue()
    message = translations.ngettext(one, many, n) if translations else one if n == 1 else many
    return message.format(n=n, **_visible(values))


def mark(message: str) -> str:
    """Marks a message for translation that is translated when it is shown."""
    return message


def fill(message: str, values: Mapping[str, Any]) -> str:
    """The message in the language in use, its `{names}` filled with the values."""
    translations = catalogue()
    translated = translations.gettext(message) if translations and message else message
    return translated.format(**_visible(values)) if values else translated


def _visible(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: visible(str(value)) if isinstance(value, str | PurePath) else value
        for key, value in values.items()
    }


def listed(items: Iterable[str]) -> str:
    """The items as a sentence lists them: `a, b ja c`."""
    *first, last = items
    return tr("{items} ja {last}", items=", ".join(first), last=last) if first else last


def visible(text: str) -> str:
    """The text without characters that a terminal obeys, which a file's name may have.

    Every value of a message comes through here. Line breaks and tabs stay.
    """
    return text if text.isprintable() else _CONTROLS.sub("\ufffd", text)
