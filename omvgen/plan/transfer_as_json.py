"""The ledger of a transfer as JSON data."""

from __future__ import annotations

from typing import Any

from omvgen.plan.transfer import Ledger, LeftOver, Placed


def ledger_to_json(ledger: Ledger, source: str, output: str) -> dict[str, Any]:
    """The whole ledger as data for `json.dumps`, texts in full.

    `source` and `output` are the names of the file read and of the workbook made.
    """
    return {
        "source": source,
        "output": output,
        "placed": [_placed(piece) for piece in ledger.placed],
        "same": ledger.same,
        "conflicts": [
            {"question": c.target.id, "texts": list(c.texts), "from": list(c.sources)}
            for c in ledger.conflicts
        ],
        "left": [whole_text(piece) for piece in ledger.left],
        "left_from": [piece.source for piece in ledger.left],
        "unreadable": list(ledger.unreadable),
        "tracked": [
            {
                "author": one.author,
                "date": one.date,
                "change": "insert" if one.inserted else "delete",
                "text": one.text,
                "from": one.place,
                "accepted": one.accepted,
            }
            for one in ledger.revisions
        ],
    }


def _placed(piece: Placed) -> dict[str, Any]:
    return {
        "question": piece.target.id,
        "how": piece.evidence.value,
        "likeness": round(piece.likeness, 2),
        "unsure": piece.unsure,
        "from": piece.source,
    }


def whole_text(piece: LeftOver) -> str:
    """All the words of what is left over: the text, the provisions and the note."""
    answer = piece.answer
    return "\n".join(filter(None, (answer.text.plain, "; ".join(answer.bases), answer.note)))
