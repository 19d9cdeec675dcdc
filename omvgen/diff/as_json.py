"""Changes as data for `json.dumps`: the shape that DESIGN, "Changes", promises."""

from __future__ import annotations

from typing import Any

from omvgen.diff.model import (
    Change,
    Changes,
    FieldChange,
    PublicityChange,
    RowChange,
    Segment,
    Version,
)
from omvgen.findings.as_json import finding_as_json

Json = dict[str, Any]


def changes_to_json(changes: Changes) -> Json:
    """The whole change set, in the form's order.

    Texts are given without their formatting; `formatting_only` says that
    nothing else differs. Rows are objects by column id, null where there is none.
    """
    return {
        "old": _version(changes.old),
        "new": _version(changes.new),
        "changes": [_change(change) for change in changes.changes],
        "publicity": [_publicity(change) for change in changes.publicity],
        "tables": [
            {
                "table": table.table,
                "section": table.section,
                "rows": [_row(row) for row in table.rows],
                "unchanged": table.unchanged,
            }
            for table in changes.tables
        ],
        "fields": [_field(field) for field in changes.fields],
        "log": [_row(row) for row in changes.log],
        "form": [{"kind": c.kind, "old": c.old, "new": c.new} for c in changes.form],
        "log_findings": _log_findings(changes),
        "public": changes.public,
        "unchanged": changes.unchanged,
        "identical": changes.identical,
    }


def _log_findings(changes: Changes) -> list[dict[str, str]] | None:
    """As `validate` gives them; null when the change log was not held against the changes."""
    if changes.log_findings is None:
        return None
    return [finding_as_json(finding) for finding in changes.log_findings]


def _version(version: Version) -> Json:
    return {
        "title": version.title,
        "year": version.year,
        "version": version.version,
        "date": version.date,
        "form": {"id": version.form_id, "version": version.form_version},
    }


def _change(change: Change) -> Json:
    return {
        "question": change.question,
        "section": change.section,
        "kind": change.kind.value,
        "nature": change.nature.value,
        "old": change.old.plain,
        "new": change.new.plain,
        "segments": _segments(change.segments),
        "formatting_only": change.formatting_only,
        "secret": change.secret,
    }


def _segments(segments: tuple[Segment, ...]) -> list[list[str]]:
    return [[segment.kind.value, segment.text] for segment in segments]


def _publicity(change: PublicityChange) -> Json:
    return {
        "question": change.question,
        "section": change.section,
        "old": change.old and change.old.value,
        "new": change.new and change.new.value,
        "old_bases": list(change.old_bases),
        "new_bases": list(change.new_bases),
    }


def _row(row: RowChange) -> Json:
    return {
        "kind": row.kind.value,
        "nature": row.nature.value,
        "key": list(row.key),
        "old": None if row.old is None else dict(row.old),
        "new": None if row.new is None else dict(row.new),
        "old_place": row.old_place,
        "new_place": row.new_place,
        "secret": row.secret,
    }


def _field(field: FieldChange) -> Json:
    return {
        "field": field.field,
        "kind": field.kind.value,
        "nature": field.nature.value,
        "old": field.old,
        "new": field.new,
        "segments": _segments(field.segments),
        "secret": field.secret,
    }
