"""HTML written so that no text can become markup: everything is escaped but what is made here."""

from __future__ import annotations

from html import escape

from omvgen.plan.text import Script

_VOID = {"input", "meta", "link", "br"}
_BLOCKS = {
    *("html", "head", "body", "meta", "title", "style", "script", "header", "main", "footer"),
    *("section", "article", "div", "fieldset", "p", "h1", "h2", "h3", "dl", "dd", "ul", "li"),
    *("table", "thead", "tbody", "tfoot", "tr"),
}  # a line of its own, to be read by people
SCRIPTS = {Script.SUPER: "sup", Script.SUB: "sub"}
"""The elements of raised and lowered letters, in Markdown as well."""


class Markup(str):
    """HTML that is safe to put in a page."""


Attribute = str | bool | None


def joined(*content: str) -> Markup:
    """The contents one after another, texts among them escaped."""
    return Markup(
        "".join(part if isinstance(part, Markup) else escape(part, quote=False) for part in content)
    )


def element(name: str, /, *content: str, **attributes: Attribute) -> Markup:
    """An element. `class_` writes `class`, `data_x` writes `data-x`.

    True writes an attribute without a value; None and False leave it out.
    """
    opening = name + "".join(_attribute(key, value) for key, value in attributes.items())
    end = "\n" if name in _BLOCKS else ""
    if name in _VOID:
        return Markup(f"<{opening}>{end}")
    return Markup(f"<{opening}>{joined(*content)}</{name}>{end}")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
