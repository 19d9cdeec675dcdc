"""What a Word document says, part by part, read back from the file itself.

The file is anybody's: ours, saved again by Word or LibreOffice, signed, edited, or made
to harm. A part is known by the tag of its content control; by the control's title,
all that LibreOffice keeps of some; by the label before it, as of a field; and by the
question above it when its control is gone. Of a control around a table LibreOffice
keeps that around the caption: the table that follows belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from omvgen.content.answers import question_title
from omvgen.content.plan import SIGNED
from omvgen.content.since import since_title
from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.locale import speaking
from omvgen.package import Reason, Unreadable, cannot_read, read_file, unzip_package
from omvgen.seals import is_as_made
from omvgen.word.text import Line, body_lines, header_lines, note_lines, properties
from omvgen.writers.docx.controls import short_title
from omvgen.writers.docx.properties import FINGERPRINT

_LOG = "document.log"
_NUMBERS = re.compile(r"[\d.]+")  # of entries of the contents, and of their pages
_LABELLED = re.compile(r"\s*+([^\t\n]+)[\t\n](.*)", re.DOTALL)


@dataclass(frozen=True)
class Said:
    """A stretch of the document: its words, the tag of its part, and where it stands.

    `tag` is empty for what belongs to no part, such as a heading. `in_plan` says
    that it stands among the answers, not on the first page, in the list of what has
    changed or below the signature.
    """

    text: str
    tag: str = ""
    in_plan: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class ReadBack:
    """A document read back. `by_heading` are the tags of parts whose control is gone.

    `header` are the lines of its headers and footers; `untouched` says that nobody
    has saved it since it was made.
    """

    said: tuple[Said, ...]
    header: tuple[str, ...]
    properties: dict[str, str]
    by_heading: tuple[str, ...]
    untouched: bool

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
        for said in self.said:
            if said.tag:
                found.setdefault(said.tag, []).append(said.text)
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
    """The text on one line, each stretch of white space as one space."""
    return " ".join(text.split())


def read_back(data: bytes, form: Form, name: str = "") -> ReadBack:
    """The document whose bytes these are, its parts as the form names them.

    Raises `ReadError` (OMV627) when the file, called `name`, is no Word document.
    """
    try:
        parts = unzip_package(data)
        body, notes = body_lines(parts), note_lines(parts)
        header, said_of_it = header_lines(parts), properties(parts)
    except (Unreadable, ValueError) as error:
        raise ReadError(Finding(Code.NOT_A_WORD_DOCUMENT, values={"file": name})) from error
    with speaking(form.language):
        names = _Names.of(form)
    places = _Sorter(names, frozenset(filter(None, map(names.tag, body))))
    said = [s for line, following in zip_longest(body, body[1:]) for s in places(line, following)]
    said += [Said(text, in_plan=True) for text in notes]
    by_heading = tuple(places.by_heading)
    return ReadBack(tuple(said), header, said_of_it, by_heading, is_as_made(parts))


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
    chapters: frozenset[str]
    outside: frozenset[str]  # chapters that are no part of the plan, or only signed

    @staticmethod
    def of(form: Form) -> _Names:
        said = titles(form)
        signed = [q for q in form.questions.values() if q.role in SIGNED]
        questions: dict[str, tuple[str, ...]] = {}
        for question in form.questions.values():
            key = fold(question.text)
            questions[key] = (*questions.get(key, ()), question.id)
        tables = {fold(table.title): key for key, table in form.tables.items()}
        confirmation = form.section_with_role("confirmation")
        outside = {fold(since_title()), *([fold(confirmation.title)] if confirmation else [])}
        return _Names(
            tags=frozenset(said) | form.known_ids,
            controls={short_title(title): tag for tag, title in reversed(said.items())},
            labels={fold(f.text): f"document.{key}" for key, f in form.fields.items()}
            | {fold(question.text): question.id for question in signed},
            captions=tables | {fold(form.log.title): _LOG},
            questions=questions,
            chapters=frozenset({*(fold(s.title) for s in form.sections), fold(form.log.title)})
            | outside,
            outside=frozenset(outside),
        )

    def tag(self, line: Line) -> str:
        """The tag of the innermost control of a part around the line, or nothing."""
        for names in reversed(line.controls):
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
    in_plan: bool = False
    seen: dict[str, int] = field(default_factory=dict)

    def __call__(self, line: Line, following: Line | None) -> Iterator[Said]:
        """The line as one or two stretches."""
        tag, folded = self.names.tag(line), fold(line.text)
        if line.listed:
            yield Said(_NUMBERS.sub("", line.text))
        elif tag:
            self.question = ""
            self.table = tag if tag in self.names.captions.values() else ""
            yield Said(line.text, tag, self.in_plan)
        elif line.row:
            yield Said(line.text, self.table or self.question, self.in_plan)
        else:
            self.table = self._captioned(folded, following)
            if self._begins(folded):
                yield Said(line.text, in_plan=self.in_plan)
            elif self.table:
                yield Said(line.text, self.table, self.in_plan)
            else:
                yield from self._labelled(line.text)

    def _begins(self, folded: str) -> bool:
        """Whether the line is the heading of a chapter or of a question."""
        if folded in self.names.chapters:
            self.question = ""
            self.in_plan = folded not in self.names.outside
            return True
        asked = self.names.questions.get(folded, ())
        place = self.seen.get(folded, 0)
        if place >= len(asked):
            return False
        self.seen[folded] = place + 1
        tag = asked[place]
        self.question = "" if tag in self.controlled or tag in self.names.labels.values() else tag
        if self.question:
            self.by_heading[tag] = None
        return True

    def _captioned(self, folded: str, following: Line | None) -> str:
        """The tag of the table whose caption the line is, its control gone."""
        if following is None or not following.row:
            return ""
        of = [title for title in self.names.captions if folded.endswith(f" {title}")]
        tag = self.names.captions[max(of, key=len)] if of else ""
        if not tag or tag in self.controlled:
            return ""
        self.by_heading[tag] = None
        return tag

    def _labelled(self, text: str) -> Iterator[Said]:
        """A field's label and its value apart, or a line as it is."""
        split = _LABELLED.fullmatch(text)
        tag = self.names.labels.get(fold(split[1]), "") if split and not self.question else ""
        if split and tag:
            yield Said(split[1], in_plan=self.in_plan)
            yield Said(split[2], "" if tag in self.controlled else tag, self.in_plan)
        else:
            yield Said(text, self.question, self.in_plan)
