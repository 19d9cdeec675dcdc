"""Which headers and footers are shown on which pages of a document."""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.word.elements import attribute, child, is_on, local
from omvgen.word.parts import Parts
from omvgen.writers.docx.xml import Element

Pages = tuple[tuple[str, ...], ...]
"""What the first page of a section, its other pages and its even pages have, in this order."""


def page_headers(
    package: Parts, settings: Element | None, sections: Iterable[Element]
) -> tuple[Pages, ...]:
    """Section by section, the parts of the headers and footers; one goes on to the next."""
    targets = {r.id: r.target for r in package.relations(package.main)}
    even = "even" if _is_set(settings, "evenAndOddHeaders") else "default"
    current: dict[tuple[str, str], str] = {}
    found = []
    for section in sections:
        for reference in section:
            if local(reference) in ("headerReference", "footerReference"):
                key = local(reference), attribute(reference, "type") or "default"
                current[key] = targets.get(attribute(reference, "id") or "", "")
        first = "first" if _is_set(section, "titlePg") else "default"
        shown = sorted((key, part) for key, part in current.items() if part in package.parts)
        found.append(
            tuple(
                tuple(part for (_, of), part in reversed(shown) if of == kind)
                for kind in (first, "default", even)
            )
        )
    return tuple(found)


def _is_set(element: Element | None, name: str) -> bool:
    found = child(element, name)
    return found is not None and is_on(found)
