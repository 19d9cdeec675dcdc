"""Text within a block as HTML: its formats, roles and links."""

from __future__ import annotations

from omvgen.content.blocks import Role, Span, Spans, split_lines
from omvgen.plan.links import link_address
from omvgen.plan.text import Run
from omvgen.writers.html.markup import SCRIPTS, Markup, element, joined

_ELEMENTS: dict[Role, tuple[str, str | None]] = {
    Role.STRONG: ("strong", None),
    Role.SECRET: ("mark", None),
    Role.SECRET_LABEL: ("strong", "label"),
    Role.DELETED: ("del", None),
    Role.INSERTED: ("ins", None),
}


def spans_markup(spans: Spans) -> Markup:
    """The spans, each of their line breaks as one."""
    lines = [joined(*map(_span, line)) for line in split_lines(spans)]
    return Markup(element("br").join(lines))


def run_markup(run: Run, text: str) -> Markup:
    """Text in a run's format. A link leads only where any document may lead."""
    shown = joined(text)
    if run.script:
        shown = element(SCRIPTS[run.script], shown)
    for wanted, name in (
        (run.strike, "s"),
        (run.underline, "u"),
        (run.italic, "em"),
        (run.bold, "strong"),
    ):
        if wanted:
            shown = element(name, shown)
    address = link_address(run.link or "")
    return element("a", shown, href=address) if address else shown


def _span(span: Span) -> Markup:
    shown = run_markup(span, span.text)
    if span.role is Role.PLAIN:
        return shown
    name, class_ = _ELEMENTS[span.role]
    return element(name, shown, class_=class_)
