"""What a Word document says, part by part, read back from the file itself.

The file is anybody's: ours, saved again by Word or LibreOffice, signed, edited, or made
to harm. A part is known by the tag of its content control; by the control's title,
all that LibreOffice keeps of some; by the label before it, as of a field; and by the
question above it when its control is gone. Of a control around a table LibreOffice
keeps that around the caption: the table that follows belongs to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from omvgen.content.answers import question_title
from omvgen.content.plan import SIGNED, is_compact, log_caption, short_label
from omvgen.content.since import since_title
from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.locale import speaking
from omvgen.package import Reason, Unreadable, cannot_read, read_file, unzip_package
from omvgen.seals import is_as_made
from omvgen.word.parts import Parts
from omvgen.word.pieces import Names
from omvgen.word.text import TextLine, read_text
from omvgen.writers.docx.controls import short_title
from omvgen.writers.docx.properties import FINGERPRINT

_LOG = "document.log"
_HEADER = re.compile("hdr|ftr")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LABELLED = re.compile(r"\s*+([^\t\n]+)[\t\n](.*)", re.DOTALL)


@dataclass(frozen=True)
class Stretch:
    """A stretch of the document: its words, and the tag of the part that it belongs to.

    `tag` is empty for what belongs to no part, such as a heading. `since` says that it
    stands in the list of changes since the previous version, which is no part of the plan,
    `listed` that it stands in the contents.
    """

    text: str
    tag: str = ""
    since: bool = False
    listed: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class UnreadPart:
    """Something that cannot be read, by its name, and the tag of the part around it.

    `in_header` says that it stands in a header or footer.
    """

    name: str
    tag: str = ""
    in_header: bool = False


@dataclass(frozen=True)
class ReadBack:
    """A document read back. `by_heading` are the tags of parts whose control is gone.

    `header` are the lines of its headers and footers, `comments` those of comments,
    `inserted` the tracked insertions; `untouched` says that nobody has saved it since
    it was made, `contents_left_out` that a program left out the entries of the contents.
    """

    stretches: tuple[Stretch, ...]
    header: tuple[str, ...]
    comments: tuple[str, ...]
    inserted: tuple[str, ...]
    unread: tuple[UnreadPart, ...]
    properties: dict[str, str]
    by_heading: tuple[str, ...]
    untouched: bool
    contents_left_out: bool = False

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the plan that it was made of, empty when it does not say."""
        return self.properties.get(FINGERPRINT, "")

    @property
    def made_of(self) -> str:
        """The fingerprint of the plan whose words it holds for certain, or nothing."""
        return self.fingerprint if self.untouched else ""

    @cached_property
    def parts(self) -> dict[str, str]:
        """The words of each part by its tag, in the document's order."""
        found: dict[str, list[str]] = {}
        for stretch in self.stretches:
            if stretch.tag:
                found.setdefault(stretch.tag, []).append(stretch.text)
        return {tag: "\n".join(filter(str.strip, texts)) for tag, texts in found.items()}


def document_bytes(path: Path) -> bytes:
    """The bytes of a document to be verified.

    Raises `ReadError`: OMV199 when it cannot be read, OMV627 when it is too large for one.
    """
    try:
        return read_file(path)
    except Unreadable as error:
        if error.reason is Reason.TOO_LARGE:
            raise ReadError(
                Finding(Code.NOT_A_WORD_DOCUMENT, values={"file": path.name})
            ) from error
        raise ReadError(cannot_read(path, error)) from error


def fold(text: str) -> str:
    """The text in composed letters on one line, white space as one space.

    What has no width (a soft hyphen, a zero-width space) is left out: programs put it
    where a word may be broken.
    """
    return " ".join(unicodedata.normalize("NFC", _NO_WIDTH.sub("", text)).split())


def read_back(data: bytes, form: Form, name: str = "") -> ReadBack:
    """The document whose bytes these are, its parts as the form names them.

    Raises `ReadError` (OMV627) when the file, called `name`, is no Word document.
    """
    try:
        parts = unzip_package(data)
        text, properties = read_text(parts), Parts(parts).properties
    except (Unreadable, ValueError) as error:
        raise ReadError(Finding(Code.NOT_A_WORD_DOCUMENT, values={"file": name})) from error
    with speaking(form.language):
        names = _Names.of(form)
    sorter = _Sorter(names, frozenset(filter(None, map(names.tag, text.body))))
    stretches = [
        stretch
        for line, following in zip_longest(text.body, text.body[1:])
        for stretch in sorter(line, following)
    ]
    return ReadBack(
        stretches=(*stretches, *map(Stretch, text.notes)),
        header=text.header,
        comments=text.comments,
        inserted=text.inserted,
        unread=tuple(
            dict.fromkeys(
                UnreadPart(one.name, names.tag_of(one.controls), bool(_HEADER.match(one.root)))
                for one in text.unread
            )
        ),
        properties=properties,
        by_heading=tuple(sorter.by_heading),
        untouched=is_as_made(parts),
        contents_left_out=text.contents_left_out,
    )


def titles(form: Form) -> dict[str, str]:
    """The title of each part that a document of the form can have, by its tag."""
    found = {f"document.{key}": asked.text for key, asked in form.fields.items()}
    for question in form.questions.values():
        found[question.id] = question_title(form, question)
        found |= {table.id: table.title for table in question.tables}
    return found | {_LOG: form.log.title}


@dataclass(frozen=True)
class _Names:
    """The words by which parts are known, folded, each with the tag of its part."""

    tags: frozenset[str]
    controls: dict[str, str]
    labels: dict[str, str]
    captions: dict[str, str]
    questions: dict[str, tuple[str, ...]]
    listed: frozenset[str]  # the tags of short facts, each a label and its answer
    chapters: frozenset[str]
    since: str  # the chapter with the changes since the previous version

    @staticmethod
    def of(form: Form) -> _Names:
        said = titles(form)
        since = fold(since_title())
        signed = [q for q in form.questions.values() if q.role in SIGNED]
        compact = [q for section in form.sections if is_compact(section) for q in section.questions]
        questions: dict[str, tuple[str, ...]] = {}
        for question in form.questions.values():
            key = fold(question.text)
            questions[key] = (*questions.get(key, ()), question.id)
        tables = {fold(table.title): key for key, table in form.tables.items()}
        return _Names(
            tags=frozenset(said) | form.known_ids,
            controls={short_title(title): tag for tag, title in reversed(said.items())},
            labels={fold(f.text): f"document.{key}" for key, f in form.fields.items()}
            | {fold(question.text): question.id for question in signed}
            | {fold(short_label(form, question)): question.id for question in compact},
            captions=tables | {fold(log_caption()): _LOG},
            questions=questions,
            listed=frozenset(question.id for question in compact),
            chapters=frozenset(
                {*(fold(s.title) for s in form.sections), fold(form.log.title), since}
            ),
            since=since,
        )

    def tag(self, line: TextLine) -> str:
        """The tag of the part that the line belongs to by its controls, or nothing."""
        return self.tag_of(line.controls)

    def tag_of(self, controls: tuple[Names, ...]) -> str:
        """The tag of the innermost control of a part, or nothing."""
        for names in reversed(controls):
            tag = names.tag if names.tag in self.tags else self.controls.get(names.title, "")
            if tag or names.tag:
                return tag or names.tag
        return ""


@dataclass
class _Sorter:
    """Gives each line, in order, to the part that it belongs to.

    `controlled` are the tags of the parts that have a control somewhere.
    """

    names: _Names
    controlled: frozenset[str]
    by_heading: dict[str, None] = field(default_factory=dict)
    question: str = ""  # whose answer is read, its control gone
    table: str = ""  # whose rows may follow
    since: bool = False  # in the list of changes since the previous version
    seen: dict[str, int] = field(default_factory=dict)

    def __call__(self, line: TextLine, following: TextLine | None) -> Iterator[Stretch]:
        """The line as one or two stretches."""
        tag, folded, shown = self.names.tag(line), fold(line.text), line.shown
        if line.listed:
            yield Stretch(shown, since=folded == self.names.since, listed=True)
        elif tag:
            self.question, self.since = "", False
            self.table = tag if tag in self.names.captions.values() else ""
            split = _LABELLED.fullmatch(line.text) if tag in self.names.listed else None
            if split:  # the control is around the label too
                yield Stretch(split[1])
                yield Stretch(split[2], tag)
            else:
                yield Stretch(shown, tag)
        elif line.row:
            yield Stretch(shown, self.table or self.question, self.since)
        else:
            self.table = self._captioned(folded, following)
            if self._begins(folded):
                yield Stretch(shown, since=self.since)
            elif self.table:
                yield Stretch(shown, self.table)
            elif line.label or self.since:
                yield Stretch(shown, self.question, self.since)
            else:
                yield from self._labelled(line.text)

    def _begins(self, folded: str) -> bool:
        """Whether the line is the heading of a chapter or of a question."""
        if folded in self.names.chapters:
            self.question = ""
            self.since = folded == self.names.since
            return True
        asked = self.names.questions.get(folded, ()) if not self.since else ()
        place = self.seen.get(folded, 0)
        if place >= len(asked):
            return False
        self.seen[folded] = place + 1
        tag = asked[place]
        self.question = "" if tag in self.controlled or tag in self.names.labels.values() else tag
        if self.question:
            self.by_heading[tag] = None
        return True

    def _captioned(self, folded: str, following: TextLine | None) -> str:
        """The tag of the table whose caption the line is, its control gone."""
        if following is None or not following.row or self.since:
            return ""
        of = [title for title in self.names.captions if folded.endswith(f" {title}")]
        tag = self.names.captions[max(of, key=len)] if of else ""
        if not tag or tag in self.controlled:
            return ""
        self.by_heading[tag] = None
        return tag

    def _labelled(self, text: str) -> Iterator[Stretch]:
        """A field's label and its value apart, or a line as it is."""
        split = _LABELLED.fullmatch(text)
        tag = self.names.labels.get(fold(split[1]), "") if split and not self.question else ""
        if split and tag:
            yield Stretch(split[1])
            yield Stretch(split[2], "" if tag in self.controlled else tag)
        else:
            yield Stretch(text, self.question)
