"""Several documents of one plan → one plan: what they say alike counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from omvgen.form.form import Form
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.transfer import Conflict, Ledger, Placed
from omvgen.word.document_reading import DocumentReading


def together(readings: Sequence[DocumentReading], form: Form) -> tuple[Plan, Ledger]:
    """The plan that the documents make together, and the ledger of all their pieces.

    Where two documents have different texts for one place, the plan has the first one's,
    and both are a conflict.
    """
    first = readings[0]
    plan, ledger = first.plan, first.ledger
    for reading in readings[1:]:
        ledger = _ledgers(ledger, reading.ledger)
        plan = _plans(plan, reading.plan, form)
    return plan, ledger


def _ledgers(one: Ledger, other: Ledger) -> Ledger:
    placed = {piece.target.id: piece for piece in one.placed}
    conflicts = {conflict.target.id: conflict for conflict in one.conflicts}
    same = one.same + other.same
    texts_of = {conflict.target.id: conflict for conflict in other.conflicts}
    for piece in other.placed:
        id_ = piece.target.id
        if id_ not in placed:
            placed[id_] = piece
            if id_ in texts_of:
                conflicts[id_] = texts_of[id_]
            continue
        further = texts_of.get(id_) or Conflict(piece.target, (piece.text,), (piece.source,))
        known = conflicts.get(id_) or _alone(placed[id_])
        new = [
            (text, source)
            for text, source in zip(further.texts, further.sources, strict=True)
            if all(text.split() != there.split() for there in known.texts)
        ]
        same += len(further.texts) - len(new)
        if new:
            texts, sources = zip(*new, strict=True)
            conflicts[id_] = Conflict(
                known.target, (*known.texts, *texts), (*known.sources, *sources)
            )
        elif placed[id_].unsure and not piece.unsure:
            placed[id_] = piece  # the other document says the same for certain
    return Ledger(
        tuple(placed.values()),
        same,
        tuple(conflicts.values()),
        (*one.left, *other.left),
        (*one.unreadable, *other.unreadable),
        (*one.revisions, *other.revisions),
    )


def _alone(piece: Placed) -> Conflict:
    return Conflict(piece.target, (piece.text,), (piece.source,))


def _plans(one: Plan, other: Plan, form: Form) -> Plan:
    answers = dict(one.answers)
    for id_, answer in other.answers.items():
        there = answers.get(id_, Answer())
        answers[id_] = _with_notes(there if there.text else answer, there, answer)
    tables: dict[str, tuple[Row, ...]] = {**other.tables, **one.tables}
    return Plan(
        form.id,
        form.version,
        {**other.document, **one.document},
        answers,
        tables,
        one.log or other.log,
    )


def _with_notes(kept: Answer, *answers: Answer) -> Answer:
    """The answer with the notes of all of them, never more public than one of them."""
    notes = "\n".join(dict.fromkeys(filter(None, (answer.note for answer in answers))))
    secret = [a for a in answers if a.publicity is not None and a.text == kept.text]
    publicity = max((a.publicity for a in secret if a.publicity), key=len, default=kept.publicity)
    bases = tuple(dict.fromkeys(basis for answer in secret for basis in answer.bases))
    return replace(kept, note=notes, publicity=publicity, bases=bases or kept.bases)
