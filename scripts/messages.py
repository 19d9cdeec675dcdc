"""Message catalogues: collected from the code, compiled for the program.

    python scripts/messages.py            collect new messages, then compile
    python scripts/messages.py --check    fail when something is missing or stale

Our own messages are Finnish in the code and click's are English in click, so `fi`
translates click's, `en` ours, and any other of `omvgen.locale.LANGUAGES` both.
"""

from __future__ import annotations

import ast
import io
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from omvgen.form.loader import TRANSLATED
from omvgen.form.shipped import COMMON, HERE
from omvgen.locale import LANGUAGES

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "omvgen" / "locale"
CLICKS = {"_": None, "ngettext": (1, 2)}
OUR_LANGUAGE, CLICKS_LANGUAGE = "fi", "en"  # as messages stand in the code


def collected(language: str) -> Catalog:
    """The messages that the language must translate, as they stand in the code now."""
    catalog = Catalog(locale=language, project="omvgen", charset="utf-8")
    if language != OUR_LANGUAGE:
        for message in ours():
            catalog.add(message)
    if language != CLICKS_LANGUAGE:
        for message in clicks():
            catalog.add(message)
    return catalog


@cache
def ours() -> tuple[str | tuple[str, str], ...]:
    """Every literal given to `tr`, `mark` or `ntr`, in the code and in templates of pages.

    And the words of what every plan has, which its form's language decides.
    """
    return tuple(_ours())


def _ours() -> Iterator[str | tuple[str, str]]:
    for file in sorted((ROOT / "omvgen").rglob("*.html")):
        for call in Environment().parse(file.read_text("utf-8")).find_all(nodes.Call):
            texts = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
            yield from _messages(getattr(call.node, "name", ""), texts)
    for file in sorted((ROOT / "omvgen").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            literals = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            yield from _messages(node.func.id, literals)
    common = tomllib.loads(HERE.joinpath(COMMON).read_text("utf-8"))
    for item in (*common["document"], common["log"], *common["log"]["columns"]):
        yield from (item[key] for key in TRANSLATED if key in item)
        yield from item.get("choices", ())


def _messages(function: str, texts: list[object]) -> Iterator[str | tuple[str, str]]:
    """The message of a call with these literals."""
    if function in ("tr", "mark") and texts:
        yield str(texts[0])
    elif function == "ntr" and len(texts) == 2:
        yield str(texts[0]), str(texts[1])


def clicks() -> Iterator[str | tuple[str, ...]]:
    """The messages of this click, and of other versions, which the Finnish catalogue keeps."""
    yield from _of_this_click()
    yield from (message.id for message in kept(OUR_LANGUAGE) if message.id)


@cache
def _of_this_click() -> tuple[str | tuple[str, ...], ...]:
    folder = Path(click.__file__).parent
    return tuple(found[2] for found in extract_from_dir(folder, keywords=CLICKS))


def kept(language: str) -> Catalog:
    """The catalogue as it stands in the repository; an empty one for a new language."""
    file = po_file(language)
    if not file.exists():
        return Catalog(locale=language, charset="utf-8")
    return read_po(io.BytesIO(file.read_bytes()), locale=language)


def translated(language: str) -> Catalog:
    """The catalogue brought up to date with the code."""
    catalog = kept(language)
    catalog.update(collected(language), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "omvgen.po"


def as_po(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=96, sort_output=True, omit_header=True, no_location=True)
    # The usual header holds dates, which would make every run a change.
    header = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n'
    header += '"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    return header.encode() + buffer.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    undated = Undated(locale=catalog.locale, charset="utf-8")
    for message in catalog:
        if message.id:
            undated.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, undated)
    return buffer.getvalue()


class Undated(Catalog):
    """A catalogue whose header is the same at any time and with any version of Babel."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8"),
        ]


def problems() -> Iterator[str]:
    """What keeps the catalogues from being complete, a line each.

    Of click's messages a language translates those that the Finnish catalogue does: the
    others are for programmers, and a new click may bring more.
    """
    needed = {*ours(), *(message.id for message in kept(OUR_LANGUAGE) if _is_translated(message))}
    for language in LANGUAGES:
        catalog = translated(language)
        for message in catalog:
            if message.id in needed and not _is_translated(message):
                yield f"{language}: not translated: {message.id!r}"
        mo = po_file(language).with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != as_mo(catalog):
            yield f"{language}: stale; run python scripts/messages.py"


def _is_translated(message: Message) -> bool:
    """Whether it says something in each of its forms, singular and plural."""
    return all(message.string if isinstance(message.string, tuple) else (message.string,))


def main() -> int:
    if "--check" in sys.argv:
        found = list(problems())
        print("\n".join(found))
        return bool(found)
    for language in LANGUAGES:
        catalog = translated(language)
        po_file(language).parent.mkdir(parents=True, exist_ok=True)
        po_file(language).write_bytes(as_po(catalog))
        po_file(language).with_suffix(".mo").write_bytes(as_mo(catalog))
    return 0


if __name__ == "__main__":
    sys.exit(main())
