"""What a line of a cover says of the plan for certain: its version and date, contact details."""

from __future__ import annotations

import re
from collections.abc import Iterator

from omvgen.form.form import Form
from omvgen.patterns import pattern

_VERSION = r"(?:versio|v\.)\s*+(?P<version>\d{1,3}(?:\.\d{1,3}){0,2})"
_DATE = (
    r"(?:(?:päivitetty|laadittu|päiväys|päivämäärä|pvm)[.:]?+\s*+)?"
    r"(?P<date>\d{1,2}\.\d{1,2}\.\d{4})"
)
_BETWEEN = r"\s*+[,;/(]?+\s*+"
_VERSION_AND_DATE = (
    pattern(rf"{_VERSION}{_BETWEEN}{_DATE}\)?", re.IGNORECASE),
    pattern(rf"{_DATE}{_BETWEEN}{_VERSION}\)?", re.IGNORECASE),
    pattern(_VERSION, re.IGNORECASE),
)
_PHONE = pattern(r"(?:puh|puhelin|p)\s*+[.:]*+\s*+(\+?\d[\d ()-]{5,18}+)", re.IGNORECASE)
_EMAIL = pattern(
    r"(?:(?:sähköposti|e-?mail)\s*+:?+\s*+)?([\w.+-]{1,64}+@[\w-]{1,64}+(?:\.[\w-]{1,64}+){1,8}+)",
    re.IGNORECASE,
)


def cover_values(line: str, form: Form) -> Iterator[tuple[str, str]]:
    """The ids of the fields and contact questions that the line answers, each with its text.

    Of a line that says anything else too, nothing is taken.
    """
    line = line.strip()
    for one in _VERSION_AND_DATE:
        if found := one.fullmatch(line):
            yield from ((key, v) for key, v in found.groupdict().items() if key in form.fields)
            return
    contact = form.section_with_role("contact")
    for kind, found in (("phone", _PHONE.fullmatch(line)), ("email", _EMAIL.fullmatch(line))):
        asking = [q.id for q in contact.questions if q.format == kind] if contact else []
        if found and asking:
            yield asking[0], found[1].strip()  # the unit's own come before the director's
