"""OMV734: three brackets in a row, of which nobody can say which two are the mark."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.checks.quoting import line_number
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.patterns import pattern

_RUN = pattern(r"\[{3,}|\]{3,}")


def odd_brackets(text: str, place: Place, printed: bool) -> Iterator[Finding]:
    """`[[[` and `]]]`: two pairs that begin or end together make four, which is clear."""
    for run in _RUN.finditer(text) if printed else ():
        if len(run.group()) % 2:
            values = {"text": run.group(), "line": line_number(text, run.start())}
            yield Finding(Code.THREE_BRACKETS, place=place, values=values)


RULES = (odd_brackets,)
