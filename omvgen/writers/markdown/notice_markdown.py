"""The notice for staff as Markdown, for an intranet or a message."""

from __future__ import annotations

from collections.abc import Iterator

from omvgen.content.notice import (
    ACKNOWLEDGED,
    ACKNOWLEDGEMENT,
    COLUMNS,
    ROWS,
    WHERE,
    Notice,
)
from omvgen.diff.plain_words import Chapter
from omvgen.writers.markdown.markdown import escaped


def notice_to_markdown(notice: Notice) -> str:
    """The same notice as in Word, the list to acknowledge included."""
    return "\n".join(_lines(notice)) + "\n"


def _lines(notice: Notice) -> Iterator[str]:
    yield from (f"# {escaped(notice.title)}", "")
    yield from (f"- {escaped(f'{label}: {said}')}" for label, said in notice.versions)
    yield f"- {WHERE}: ________"
    if notice.introduction:
        yield from ("", escaped(notice.introduction))
    for chapter in notice.chapters:
        yield from _chapter(chapter)
    yield from ("", f"## {ACKNOWLEDGEMENT}", "", ACKNOWLEDGED, "")
    yield f"| {' | '.join(COLUMNS)} |"
    yield "| --- " * len(COLUMNS) + "|"
    yield from ["|   " * len(COLUMNS) + "|"] * ROWS


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield from ("", f"## {escaped(f'{chapter.number} {chapter.title}'.strip())}", "")
    for told in chapter.told:
        title = "" if told.title == chapter.title else f"**{escaped(told.title)}**"
        head = f"{told.number} {title}".strip()
        if head:
            yield f"- {head}"
        indent = "  " if head else ""
        yield from (f"{indent}- {escaped(sentence)}" for sentence in told.sentences)
    if chapter.secret:
        yield from ("", chapter.secret) if chapter.told else (chapter.secret,)
