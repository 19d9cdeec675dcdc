"""What a Word document says, how it is seen, and what of it was not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from omvgen.word.looks import Look
from omvgen.word.pictures import Picture
from omvgen.word.pieces import Names
from omvgen.word.properties import Traits


class TextLine(NamedTuple):
    """The words of a paragraph, of a control within one, or of a table's row.

    `controls` are those around it, the outermost first; `row` is true of a table's
    row, whose cells are parted by ` | `; `listed` of an entry of the contents. `label`
    is the number or bullet before it. `emphasised` is the text with its bold, italic and
    underlined words marked. `heading` says that it is known to be a heading.
    """

    text: str
    controls: tuple[Names, ...] = ()
    row: bool = False
    listed: bool = False
    label: str = ""
    emphasised: str = ""
    heading: bool = False

    @property
    def shown(self) -> str:
        """The text with its number or bullet."""
        return f"{self.label} {self.text}" if self.label else self.text


class Unread(NamedTuple):
    """Something that cannot be read: its name, the root of its part, the controls around it.

    `picture` says which picture it is, when it is nothing else.
    """

    name: str
    root: str
    controls: tuple[Names, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True)
class DocumentText:
    """All that a document says. `header` are the lines of its headers and footers, `pages` the
    same by sections and kinds of page.

    `comments` are no text of the document. `inserted` are tracked insertions, which
    are in the text as well; `contents_left_out` that the entries of the contents are not.
    `looks` say how its paragraphs are seen, `regions` what styles make of parts of tables,
    `sections` how its pages are, `settings` what holds for all of it, `instructions` how often
    the roots of its parts have which field.
    """

    body: tuple[TextLine, ...]
    header: tuple[str, ...]
    notes: tuple[str, ...]
    comments: tuple[str, ...]
    inserted: tuple[str, ...]
    unread: tuple[Unread, ...]
    contents_left_out: bool = False
    pages: tuple[tuple[tuple[str, ...], ...], ...] = ()
    looks: tuple[Look, ...] = ()
    regions: Mapping[tuple[str, str, str], Traits] = field(default_factory=dict)
    sections: tuple[Traits, ...] = ()
    settings: Traits = field(default_factory=dict)
    instructions: Mapping[tuple[str, str], int] = field(default_factory=dict)
