"""The one catalogue of findings: each code with its severity, title, words and remedy.

One file a hundred; OMV1xx stands in six, by topic, and is full. `docs/checks.md` is
generated from here. The words are Finnish, marked for translation; `{names}` are
filled from the finding's values, and `{cell}` and `{sheet}` are always there.
"""

from __future__ import annotations

from omvgen.findings.catalogue import (
    answers,
    completeness,
    contents,
    documents,
    files,
    formats,
    forms,
    output,
    secrecy,
    structure,
    tables,
    year,
)
from omvgen.findings.catalogue.rule import Rule

RULES: dict[str, Rule] = {
    rule.code: rule
    for topic in (
        files,
        structure,
        contents,
        answers,
        forms,
        documents,
        completeness,
        formats,
        secrecy,
        tables,
        year,
        output,
    )
    for rule in topic.RULES
}
