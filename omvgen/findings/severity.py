"""How serious a finding is."""

from __future__ import annotations

from enum import StrEnum

from omvgen.locale import mark, tr


class Severity(StrEnum):
    """An error stops a build, a warning should be looked at, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def word(self) -> str:
        """What it is called, in the language in use."""
        return tr(_WORDS[self])


_WORDS = {
    Severity.ERROR: mark("virhe"),
    Severity.WARNING: mark("varoitus"),
    Severity.NOTE: mark("huomautus"),
}
