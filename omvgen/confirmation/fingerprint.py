"""Fingerprints of a plan and its parts, by which plans can be compared years later.

They cover what a reader of the document sees: text with its formatting and links,
publicity and its bases, table rows in order, the document's data and the change log.
They do not cover the staff's own notes, which are never printed, nor what the canonical
text leaves out, such as widths, colours and white space at line ends.

A short secret can be guessed from a plain fingerprint. So those of the ledger are keyed
(HMAC-SHA256 with a random key), and no fingerprint may be in a public copy. The one in
the properties of a full document is plain: that document has the secrets themselves.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from omvgen.form.form import Column, Form, Question
from omvgen.form.kinds import Comparison
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, plain

SCHEME = "omvgen-1"
"""The way the fingerprints are computed. Those of different schemes cannot be compared."""

DOCUMENT = "document."  # before the id of a field of the document's data
LOG = DOCUMENT + "log"


def plan_fingerprint(plan: Plan) -> str:
    """The fingerprint of the whole plan and of the form that it answers: 64 hex digits."""
    return _digest([plan.form_id, plan.form_version, answer_fingerprints(plan)])


def answer_fingerprints(plan: Plan) -> dict[str, str]:
    """The fingerprint of each part of the plan that is not empty, by the part's tag.

    The tags are those of the document's content controls: the id of a question
    or a table, `document.` and the id of a field, `document.log`.
    """
    parts: dict[str, Any] = {key: _answer(answer) for key, answer in plan.answers.items()}
    parts |= {key: _rows(rows) for key, rows in plan.tables.items()}
    parts |= {DOCUMENT + key: text for key, text in plan.document.items()}
    parts[LOG] = _rows(plan.log)
    return {tag: _digest([tag, part]) for tag, part in sorted(parts.items()) if part}


def value_fingerprints(plan: Plan, form: Form) -> dict[str, str]:
    """Those of the answers and tables with each value in one spelling: `2,0` as `2`.

    The ledger holds these, so that equal values are no change (`FormItem.spelled`).
    """
    answers = {
        key: _spelled_answer(answer, form.questions.get(key))
        for key, answer in plan.answers.items()
    }
    tables = {
        key: _spelled_rows(rows, form.tables[key].columns) if key in form.tables else rows
        for key, rows in plan.tables.items()
    }
    return answer_fingerprints(replace(plan, answers=answers, tables=tables))


def _spelled_answer(answer: Answer, question: Question | None) -> Answer:
    """Formatting of a text may say something: only bare words are spelled anew."""
    if question is None or question.compared is not Comparison.VALUE:
        return answer
    if any(any(run.format) for run in answer.text.runs):
        return answer
    return replace(answer, text=plain(question.spelled(answer.text.plain)))


def _spelled_rows(rows: Iterable[Row], columns: Iterable[Column]) -> tuple[Row, ...]:
    known = {column.id: column for column in columns}
    return tuple(
        {key: known[key].spelled(text) if key in known else text for key, text in row.items()}
        for row in rows
    )


def keyed(key: bytes, fingerprint: str) -> str:
    """The plain fingerprint under the key, as 64 hex digits; as it is without a key."""
    if not key:
        return fingerprint
    return hmac.new(key, fingerprint.encode("ascii"), "sha256").hexdigest()


def key_id(key: bytes) -> str:
    """Names the key without telling anything of it: 16 hex digits."""
    return keyed(key, "omvgen key")[:16]


def _answer(answer: Answer) -> list[Any]:
    """Text, publicity and bases; empty when the answer has only a note."""
    publicity = answer.publicity.value if answer.publicity else ""
    values = [_runs(answer.text), publicity, list(answer.bases)]
    return values if any(values) else []


def _runs(text: RichText) -> list[list[Any]]:
    """Raised and lowered letters were added later: what has none is as it was."""
    return [
        [run.text, run.bold, run.italic, run.underline, run.strike, run.link or ""]
        + ([run.script.value] if run.script else [])
        for run in text.runs
    ]


def _rows(rows: Iterable[Row]) -> list[dict[str, str]]:
    return [dict(row) for row in rows]


def _digest(part: Any) -> str:
    """SHA-256 over the scheme and the part as JSON in one canonical form, in hex."""
    data = json.dumps([SCHEME, part], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("ascii")).hexdigest()
