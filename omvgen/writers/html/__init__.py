"""Documents as one page for a browser, complete in itself: no network, and no need of scripts.

The style sheets and the script lie in `page/`. The page's own policy allows these by
their hashes and nothing else, so that no text of a plan can load or run anything.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files

from omvgen.content.blocks import Document
from omvgen.writers import Options
from omvgen.writers.html.body import Body
from omvgen.writers.html.markup import Markup, element
from omvgen.writers.html.summary import spoken_marks

ENDINGS = (".html", ".htm")


def write(document: Document, _: Options) -> str:
    """The document as an HTML page. Only a list of changes has a script, to filter it."""
    body = Body(document)
    style = _file("page.css")
    if body.lists_changes:
        style = spoken_marks() + style + _file("changes.css")
    style += _on_every_page(document.marks)
    script = _file("changes.js") if body.has_tools else ""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", document.title),
        element("style", Markup(style)),
    )
    scripts = element("script", Markup(script)) if script else ""
    page = element(
        "html",
        head,
        element("body", body.write(), scripts),
        lang=document.language,
        dir="rtl" if document.right_to_left else None,
        class_="large" if document.large else None,
    )
    return "<!DOCTYPE html>\n" + page


def _on_every_page(marks: tuple[str, ...]) -> str:
    """The style by which each printed page has the marks; no sign of theirs ends the string."""
    escaped = "".join(f"\\{ord(sign):x} " for sign in ", ".join(marks))
    content = f'@top-left {{ content: "{escaped}"; font: bold 9pt system-ui, Arial, sans-serif; }}'
    return f"@media print {{ @page {{ {content} }} }}\n" if marks else ""


def _file(name: str) -> str:
    return (files("omvgen.writers.html") / "page" / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    scripts = _source(script) if script else "'none'"
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
