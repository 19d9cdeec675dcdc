"""What a line of a cover says of the plan for certain: its version and date, contact details."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.form.form import Form

_VERSION = r"(?:versio|v\.)\s*(?P<version>\d{1,3}(?:\.\d{1,3}){0,2})"
_DATE = (
    r"(?:(?:päivitetty|laadittu|päiväys|päivämäärä|pvm)[.:]?\s*)?"
    r"(?P<date>\d{1,2}\.\d{1,2}\.\d{4})"
)
_VERSION_AND_DATE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_VERSION}\s*[,;/(]?\s*{_DATE}\)?",
        rf"{_DATE}\s*[,;/(]?\s*{_VERSION}\)?",
        _VERSION,
    )
)
_PHONE = re.compile(r"(?:puh(?:elin)?|p)\s*[.:]*\s*(\+?\d[\d ()-]{5,18}\d)", re.IGNORECASE)
_EMAIL = re.compile(r"(?:(?:sähköposti|email|e-mail)\s*:?\s*)?([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


def cover_values(line: str, form: Form) -> Iterator[tuple[str, str]]:
    """The ids of the fields and contact questions that the line answers, each with its text.

    Of a line that says anything else too, nothing is taken.
    """
    line = line.strip()
    for pattern in _VERSION_AND_DATE:
        if found := pattern.fullmatch(line):
            yield from (
                (form.fields[k], v) for k, v in found.groupdict().items() if k in form.fields
            )
            return
    contact = form.section_with_role("contact")
    for kind, pattern in (("phone", _PHONE), ("email", _EMAIL)):
        found = pattern.fullmatch(line)
        questions = (q for q in contact.questions if q.format == kind) if contact else ()
        if found and (first := next(iter(questions), None)):  # the unit's own come first
            yield first.id, found[1].strip()
