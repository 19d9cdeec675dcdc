"""May a change be shown to outsiders? What is not known to be public may not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter

from omvgen.diff.model import Segment, SegmentKind
from omvgen.form.form import FormTable
from omvgen.form.publicity import Publicity
from omvgen.plan.passages import has_secret, passages
from omvgen.plan.plan import Answer, Row
from omvgen.secrecy.model import is_placeholder_row


def answer_is_secret(old: Answer, new: Answer, segments: Iterable[Segment]) -> bool:
    """Whether the change of an answer is secret.

    A side without text hides nothing. An answer that is partly secret hides
    what its `[[…]]` marks enclose, and everything when it has none.
    """
    if any(_hides(side) for side in (old, new) if side.text):
        return True
    return touches_secret(old.text.plain, new.text.plain, segments)


def row_is_secret(
    table: FormTable | None, home: tuple[Answer, Answer], old: Row | None, new: Row | None
) -> bool:
    """Whether the change of a row is secret: by its own publicity, or else its question's.

    `home` is the old and the new answer to the question that the table belongs to.
    The row of a public copy that says that rows are left out hides nothing.
    """
    rows = [row for row in (old, new) if row is not None and not is_placeholder_row(row)]
    if any(has_secret(text) for row in rows for text in row.values()):
        return True
    column = table and table.column_with_role("publicity")
    if column is not None:
        return any(Publicity.named(row.get(column.id, "")) is not Publicity.PUBLIC for row in rows)
    sides = zip((old, new), home, strict=True)
    return any(answer.publicity in _CLOSED for row, answer in sides if row in rows)


def touches_secret(old: str, new: str, segments: Iterable[Segment]) -> bool:
    """Whether words that differ lie in a secret passage of either text, its marks included.

    Where no word differs the formatting does, and nobody can say where.
    """
    if not (has_secret(old) or has_secret(new)):
        return False
    if old == new:
        return True
    secret_old, secret_new = _secret_stretches(old), _secret_stretches(new)
    here = there = 0
    for segment in segments:
        end, new_end = here + len(segment.old), there + len(segment.new)
        if segment.kind is not SegmentKind.EQUAL and (
            _meets(secret_old, here, end) or _meets(secret_new, there, new_end)
        ):
            return True
        here, there = end, new_end
    return False


_CLOSED = (Publicity.SECRET, None)


def _hides(answer: Answer) -> bool:
    if answer.publicity is Publicity.PARTLY:
        return not has_secret(answer.text.plain)
    return answer.publicity is not Publicity.PUBLIC


def _secret_stretches(text: str) -> list[tuple[int, int]]:
    return [(passage.start, passage.end) for passage in passages(text) if passage.secret]


def _meets(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the stretch from start to end shares a character with one of them, in order."""
    place = bisect_right(stretches, start, key=itemgetter(1))
    return place < len(stretches) and stretches[place][0] < end
