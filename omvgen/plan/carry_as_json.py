"""What became of last year's answers, as JSON data."""

from __future__ import annotations

from typing import Any

from omvgen.plan.carry import Carried, Entry, Fate
from omvgen.plan.wording import Wording


def carried_to_json(carried: Carried, previous: str, output: str) -> dict[str, Any]:
    """The whole ledger as data for `json.dumps`, texts in full.

    `previous` and `output` are the names of last year's workbook and of the new one.
    """
    counts = {fate.value: sum(e.fate is fate for e in carried.entries) for fate in Fate}
    return {
        "previous": previous,
        "output": output,
        "year": carried.year,
        "entries": [_entry_as_json(entry) for entry in carried.entries],
        "added": [_wording_as_json(wording) for wording in carried.added],
        "outdated": [
            {"question": item.after.id, "number": item.after.number, "text": item.words}
            for item in carried.outdated
        ],
        "comments": [comment._asdict() for comment in carried.comments],
        "summary": counts,
    }


def _entry_as_json(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind.value,
        "fate": entry.fate.value,
        "reworded": entry.reworded,
        "moved": entry.moved,
        "renamed": entry.renamed,
        "before": _wording_as_json(entry.before),
        "after": _wording_as_json(entry.after) if entry.after else None,
        "old": entry.old,
        "new": entry.new,
    }


def _wording_as_json(wording: Wording) -> dict[str, str]:
    return {
        "id": wording.id,
        "text": wording.text,
        "section": wording.section,
        "sheet": wording.sheet,
        "number": wording.number,
    }
