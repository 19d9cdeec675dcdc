"""The blocks of a list of changes as paragraphs, fields and tables.

For formats without a layout of their own for changes, such as Word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from omvgen.content import blocks


def plain_blocks(in_order: Iterable[blocks.Block]) -> Iterator[blocks.PlainBlock]:
    """The blocks, those of changes replaced by paragraphs, fields and tables."""
    for block in in_order:
        if isinstance(block, blocks.ChangeBlock):
            # Most documents have none, and need nothing of what tells of changes.
            from omvgen.content.plain_changes import plain_change

            yield from plain_change(block)
        else:
            yield block
