"""By which part of the plan each line of a document of ours belongs.

A part is known by the tag of its content control; by the control's title, all that
LibreOffice keeps of some; by the label before it, as of a field; and by the question above
it when its control is gone. Of a control around a table LibreOffice keeps that around the
caption: the table that follows belongs to it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from omvgen.content.answers import question_title
from omvgen.content.plan import SIGNED, is_compact, log_caption, short_label
from omvgen.content.since import since_title
from omvgen.findings.model import Place
from omvgen.form.form import Form
from omvgen.locale import speaking
from omvgen.patterns import pattern
from omvgen.word.document_text import TextLine
from omvgen.word.pieces import NO_WIDTH, Names
from omvgen.writers.docx.controls import short_title

LOG = "document.log"
_LABELLED = pattern(r"\s*+([^\t\n]+)[\t\n](.*)", re.DOTALL)


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


def fold(text: str) -> str:
    """The text in composed letters on one line, white space as one space.

    What has no width (a soft hyphen, a zero-width space) is left out: programs put it
    where a word may be broken.
    """
    return " ".join(unicodedata.normalize("NFC", NO_WIDTH.sub("", text)).split())


def titles(form: Form) -> dict[str, str]:
    """The title of each part that a document of the form can have, by its tag."""
    found = {f"document.{key}": asked.text for key, asked in form.fields.items()}
    for question in form.questions.values():
        found[question.id] = question_title(form, question)
        found |= {table.id: table.title for table in question.tables}
    return found | {LOG: form.log.title}


def place_of(form: Form, tag: str) -> Place | None:
    """The place of the plan that the part with the tag shows; None when it shows none."""
    if tag == LOG:
        return Place("log", form.log.id)
    field = tag.removeprefix("document.")
    if field != tag:
        return Place("field", field) if field in form.fields else None
    if tag in form.questions:
        return Place("answer", tag)
    return Place("table", tag) if tag in form.tables else None


@dataclass(frozen=True)
class PartNames:
    """The words by which parts are known, folded, each with the tag of its part."""

    tags: frozenset[str]
    controls: dict[str, str]
    labels: dict[str, str]
    captions: dict[str, str]
    questions: dict[str, tuple[str, ...]]  # those that can have a heading
    listed: frozenset[str]  # the tags of short facts, each a label and its answer
    chapters: frozenset[str]
    since: str  # the chapter with the changes since the previous version

    @staticmethod
    def of(form: Form) -> PartNames:
        """Those of the form, in its language."""
        with speaking(form.language):
            return PartNames._of(form)

    @staticmethod
    def _of(form: Form) -> PartNames:
        said = titles(form)
        since = fold(since_title())
        signed = [q for q in form.questions.values() if q.role in SIGNED]
        compact = [q for section in form.sections if is_compact(section) for q in section.questions]
        questions: dict[str, tuple[str, ...]] = {}
        for question in (q for q in form.questions.values() if q not in signed):
            key = fold(question.text)
            questions[key] = (*questions.get(key, ()), question.id)
        tables = {fold(table.title): key for key, table in form.tables.items()}
        return PartNames(
            tags=frozenset(said) | form.known_ids,
            controls={short_title(title): tag for tag, title in reversed(said.items())},
            labels={fold(f.text): f"document.{key}" for key, f in form.fields.items()}
            | {fold(question.text): question.id for question in signed}
            | {fold(short_label(form, question)): question.id for question in compact},
            captions=tables | {fold(log_caption()): LOG},
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

    def labelled(self, text: str) -> str:
        """The tag of the field whose label the text begins with, or nothing."""
        split = _LABELLED.fullmatch(text)
        return self.labels.get(fold(split[1]), "") if split else ""

    def tag_of(self, controls: tuple[Names, ...]) -> str:
        """The tag of the innermost control of a part, or nothing."""
        for names in reversed(controls):
            tag = names.tag if names.tag in self.tags else self.controls.get(names.title, "")
            if tag or names.tag:
                return tag or names.tag
        return ""


@dataclass
class Sorter:
    """Gives each line, in order, to the part that it belongs to.

    `controlled` are the tags of the parts that have a control somewhere, `headings` the
    folded texts of headings and labels that are there as such: their words elsewhere begin
    nothing.
    `under` is the question whose heading stands above, whether its answer has a control or not.
    """

    names: PartNames
    controlled: frozenset[str]
    headings: frozenset[str] = frozenset()
    by_heading: dict[str, None] = field(default_factory=dict)
    under: str = ""
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
            # A short fact's control is around its label too; a longer one has a heading.
            short = tag in self.names.listed and tag != self.under
            split = _LABELLED.fullmatch(line.text) if short else None
            if split:
                yield Stretch(split[1])
                yield Stretch(split[2], tag)
            else:
                yield Stretch(shown, tag)
        elif line.row:
            yield Stretch(shown, self.table or self.question, self.since)
        else:
            self.table = self._captioned(folded, following)
            if (line.heading or folded not in self.headings) and self._begins(folded):
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
            self.question = self.under = ""
            self.since = folded == self.names.since
            return True
        asked = self.names.questions.get(folded, ()) if not self.since else ()
        place = self.seen.get(folded, 0)
        if place >= len(asked):
            return False
        self.seen[folded] = place + 1
        tag = self.under = asked[place]
        self.question = "" if tag in self.controlled else tag
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
