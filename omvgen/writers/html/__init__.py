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
    style = base_style()
    if body.lists_changes:
        style = spoken_marks() + style + _file("changes.css")
    style += _on_every_page(document.marks)
    script = _file("changes.js") if body.has_tools else ""
    return whole_page(
        document.title,
        document.language,
        body.write(),
        style=style,
        script=script,
        dir="rtl" if document.right_to_left else None,
        class_="large" if document.large else None,
    )


def whole_page(
    title: str,
    language: str,
    body: Markup,
    *,
    style: str,
    script: str = "",
    data: str = "",
    **attributes: str | None,
) -> str:
    """The page with its style and script, and with `data` (JSON) for the script to read.

    `attributes` are those of the page's element, as `element` takes them.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(style)),
    )
    scripts = element("script", Markup(script)) if script else ""
    if data:
        # No text of the data can end the element.
        safe = Markup(data.replace("<", "\\u003c"))
        scripts = element("script", safe, type="application/json", id="data") + scripts
    page = element(
        "html", head, element("body", body, Markup(scripts)), lang=language, **attributes
    )
    return "<!DOCTYPE html>\n" + page


def _on_every_page(marks: tuple[str, ...]) -> str:
    """The style by which each printed page has the marks; no sign of theirs ends the string."""
    escaped = "".join(f"\\{ord(sign):x} " for sign in ", ".join(marks))
    content = f'@top-left {{ content: "{escaped}"; font: bold 9pt system-ui, Arial, sans-serif; }}'
    return f"@media print {{ @page {{ {content} }} }}\n" if marks else ""


def base_style() -> str:
    """The style sheet that every page has."""
    return _file("page.css")


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
