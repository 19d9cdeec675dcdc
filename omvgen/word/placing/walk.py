"""A walk through a document's lines: which of them answer which question, and which none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from omvgen.form.form import Form
from omvgen.form.kinds import Text
from omvgen.plan.paragraphs import list_mark
from omvgen.plan.plan import Row
from omvgen.plan.text import RichText, plain
from omvgen.plan.transfer import Evidence
from omvgen.word.placing.columns import (
    Columns,
    as_lines,
    cell_text,
    columns_of,
    other_cells,
    rows_of,
)
from omvgen.word.placing.cover import cover_values
from omvgen.word.placing.headings import Finder, Heading
from omvgen.word.placing.labels import What, slice_text
from omvgen.word.placing.lines import End, Item, Line, Rank, texts_in
from omvgen.word.placing.prompts import (
    answer_label_end,
    is_approval,
    is_blank,
    is_closing,
    is_guidance,
    is_page_number,
    is_signature,
    may_be_guidance,
)
from omvgen.word.placing.secrecy_marks import as_passage, passage_bases, secrecy_mark
from omvgen.word.source import Comment, SourceTable, SourceText

_SURELY_LIKE = 0.85
"""A heading as like to a question as this hardly stands within the answer before it."""
_SHORT = 12  # words of a line that may ask for something


@dataclass
class Piece:
    """Lines that belong together: what they answer, or that they answer nothing.

    `words` are the heading's as it stands in the document. `table` and `rows` are those of
    a table of the form. `secret` says that the whole answer is; `bases` are the provisions
    that its marks name. `closed` says that its empty place was seen: a field or a cell.
    """

    heading: Heading | None
    words: str = ""
    place: str = ""
    lines: list[RichText] = field(default_factory=list)
    notes: list[RichText] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    unsure: bool = False
    secret: bool = False
    bases: list[str] = field(default_factory=list)
    closed: bool = False
    table: Columns | None = None
    rows: tuple[Row, ...] = ()

    @property
    def question(self) -> str:
        """The id of the question that the lines answer, or an empty text."""
        heading = self.heading
        return heading.id if heading and heading.what is What.QUESTION else ""


class Walk:
    """One document on the way from its lines to pieces of a plan."""

    def __init__(self, form: Form, finder: Finder, items: Sequence[Item]) -> None:
        self._form = form
        self._finder = finder
        self._items = items
        self._headings, self._is_form = finder.headings(items)
        asked = Counter(h.id for h in self._headings.values() if h.what is What.QUESTION)
        self._asked = asked
        self._lines = Counter(item.text.plain for item in items if isinstance(item, Line))
        signing = form.section_with_role("confirmation")
        signed = {q.id for q in signing.questions} if signing else set()
        self._missing = form.questions.keys() - signed - asked.keys()
        self._signing = signing.id if signing else None
        self._body = min(
            (n for n, h in self._headings.items() if h.what in (What.SECTION, What.QUESTION)),
            default=len(items),
        )
        asking = (n for n, h in self._headings.items() if h.section != self._signing)
        self._last = max(asking, default=len(items))
        self._pieces: list[Piece] = []
        self._asides: list[Piece] = []  # what stands within others
        self._prompts: set[str] = set()
        self._now = self._open(Piece(None))
        self._rank: int = Rank.PLAIN  # of the heading that is open
        self._section_rank = 0  # of the form's own sections in this document
        self._titled = False

    def pieces(self) -> list[Piece]:
        """The document in pieces, in order."""
        for number, item in enumerate(self._items):
            match item:
                case End():
                    self._now.closed = True
                    self._open(Piece(None))
                case SourceTable():
                    self._table(item)
                case Line():
                    self._line(number, item)
        self._leave_guidance_alone()
        return [*self._pieces, *self._asides]

    def _leave_guidance_alone(self) -> None:
        """Answers only in italics are a template's guidance, where others are upright.

        An example or a reference alone may be guidance or not.
        """
        answers = [piece for piece in self._pieces if piece.question and piece.lines]
        for piece in answers:
            piece.unsure |= all(may_be_guidance(line.plain) for line in piece.lines)
        slanted = [piece for piece in answers if all(map(_is_italic, piece.lines))]
        if 2 * len(slanted) < len(answers):
            for piece in slanted:
                self._asides.append(Piece(None, piece.words, piece.place, piece.lines))
                piece.lines = []

    def _open(self, piece: Piece) -> Piece:
        self._pieces.append(piece)
        self._now = piece
        return piece

    # ---- lines ---------------------------------------------------------------------------

    def _line(self, number: int, line: Line) -> None:
        source = line.source
        heading = self._headings.get(number)
        if source.hidden:
            self._aside(source, source.text)
        elif source.placeholder:
            self._now.closed = True
            self._aside(source, source.text)
        elif heading is not None and heading.what is not What.TABLE:
            self._ask(number, line, heading)
        elif heading is not None:  # the caption of a table
            self._aside(source, RichText())
        elif self._signs(number, line):
            self._start_left(line)
        elif number < self._body and self._on_cover(line):
            pass
        elif line.label and self._now.question and not self._now.lines:
            self._aside(source, source.text)  # below the question in its own cell
        elif self._is_other_heading(line):
            self._start_left(line)
        elif is_guidance(line.text.plain):
            self._aside(source, source.text)
        else:
            self._add(line)

    def _ask(self, number: int, line: Line, heading: Heading) -> None:
        """Opens the piece of what the heading asks for."""
        before = self._now
        if heading.what is What.SECTION:
            self._section_rank = line.rank
        if heading.section == self._signing and self._signing is not None:
            left = Piece(None, line.text.plain, line.place)
            if heading.rest or heading.evidence is Evidence.LIKENESS:
                left.lines.append(line.text)
            self._open(left)
            self._take_extras(line.source)
            return
        if heading.what is What.TITLE:
            if number < self._body and self._on_cover(line):
                return
            if before.heading is not None:
                self._open(Piece(None))
            self._aside(line.source, RichText())
            return
        piece = Piece(heading, heading.words(line.text), line.place, unsure=heading.unsure)
        if heading.evidence is Evidence.LIKENESS and self._is_form and before.question:
            before.unsure |= heading.likeness < _SURELY_LIKE
        piece.unsure |= self._may_answer_two(before, heading, number)
        self._rank = line.rank
        if heading.what is What.SECTION:
            piece = Piece(None, line.text.plain, line.place)
            if heading.evidence is Evidence.LIKENESS:
                piece.lines.append(line.text)
        elif line.secret is not None:
            piece.secret, piece.bases = True, list(line.secret)
        self._open(piece)
        self._take_extras(line.source)
        self._add_text(heading.rest)

    def _may_answer_two(self, before: Piece, heading: Heading, number: int) -> bool:
        """Whether the question before stands right above this one, without an answer."""
        if heading.joint:
            return True
        if not before.question or before.lines or before.closed:
            return False
        if self._asked[before.question] > 1:
            return False  # this was a line of a list of contents
        one, other = self._form.questions[before.question], self._form.questions.get(heading.id)
        if other is None or one.exact or other.exact:
            return False
        short = Text.LINE in (one.kind.traits.text, other.kind.traits.text)
        return not short and number - 1 in self._headings

    def _start_left(self, line: Line) -> None:
        """From here on nothing is answered, until the next heading that is known."""
        self._rank = line.rank
        self._open(Piece(None, line.text.plain, line.place, [line.text]))
        self._take_extras(line.source)

    def _signs(self, number: int, line: Line) -> bool:
        """Whether the line is a signature's, or heads a block of them."""
        text = line.text.plain
        if is_approval(text) and line.stands_out:
            return True
        question = self._form.questions.get(self._now.question)
        brief = question is not None and question.kind.traits.text is Text.LINE
        named = brief and not self._now.lines  # an answer such as the director's name
        closing = number > self._last and not named and is_closing(text)
        return (is_signature(text) or closing) and not (self._now.question and list_mark(text))

    def _is_other_heading(self, line: Line) -> bool:
        """Whether the line begins something that the form does not ask for.

        A heading below the one that is open belongs to its answer. The answer is unsure when
        a question of the form is missing from the document: this may be it in other words.
        """
        if not self._may_ask(line):
            return False
        now = self._now
        if not now.question:
            return line.stands_out
        exact = now.heading is not None and now.heading.evidence is not Evidence.LIKENESS
        if line.label:
            return True
        if line.rank <= Rank.NUMBERED + 5:
            styled = line.rank < Rank.NUMBERED
            top = self._rank if styled else self._section_rank or self._rank
            if line.rank <= (min(top, self._rank) if exact and self._is_form else self._rank):
                return True
        elif line.rank == Rank.BOLD and line.rank <= self._rank and not (exact and self._is_form):
            return True
        text = line.text.plain
        about_missing = self._lines[text] == 1 and self._finder.resembles(text, self._missing)
        first = not now.lines and not line.stands_out
        other = line.stands_out and text.rstrip().endswith("?")  # a question that it does not have
        now.unsure |= other or (not first and (bool(self._missing) or not self._is_form))
        return about_missing and line.stands_out and line.rank <= self._rank

    @staticmethod
    def _may_ask(line: Line) -> bool:
        text = line.text.plain.rstrip()
        if line.stands_out:
            return True
        if list_mark(text):
            return False
        short = len(text.split()) <= _SHORT and text[-1:].isalpha() and "\n" not in text
        return text.endswith("?") or short

    def _add(self, line: Line) -> None:
        if not self._now.place:
            self._now.place = line.place
        self._take_extras(line.source)
        self._now.unsure |= line.further
        if line.secret is not None:
            self._now.bases += line.secret
            self._now.secret = True
        self._add_text(line.text)

    def _add_text(self, text: RichText) -> None:
        if is_blank(text.plain):
            return
        now = self._now
        label = answer_label_end(text.plain) if now.question and not now.lines else 0
        if label:
            self._prompt(slice_text(text, 0, label), now.place)
            self._add_text(slice_text(text, label))
            return
        if now.heading is None and now.words and not now.lines:
            now.lines.append(plain(now.words))
        marked = secrecy_mark(text) if now.question else None
        if marked is not None:
            now.bases += marked.bases
            now.secret |= not marked.text
            text = as_passage(marked) if marked.text else marked.text
        now.bases += passage_bases(text.plain)
        if text:
            now.lines.append(text)

    def _take_extras(self, source: SourceText) -> None:
        self._now.notes += source.notes
        self._now.comments += source.comments

    def _aside(self, source: SourceText, text: RichText) -> None:
        """Leaves the line over without ending the answer around it."""
        if source.placeholder:
            text = self._once(text)
        piece = Piece(None, self._now.words, source.place, [text] if text else [])
        piece.notes += source.notes
        piece.comments += source.comments
        self._asides.append(piece)

    def _prompt(self, text: RichText, place: str) -> None:
        """Leaves over a label of the template that is no part of the answer."""
        self._asides.append(Piece(None, self._now.words, place, [self._once(text)]))

    def _once(self, prompt: RichText) -> RichText:
        """The prompt, or nothing when it stood in the document before."""
        known = prompt.plain in self._prompts
        self._prompts.add(prompt.plain)
        return RichText() if known else prompt

    # ---- the cover -----------------------------------------------------------------------

    def _on_cover(self, line: Line) -> bool:
        """Takes the document's title, and the mark that all of it is secret."""
        text = line.text.plain
        marked = secrecy_mark(line.source.text)
        if marked is not None and not marked.text and "publicity" in self._form.fields:
            self._field("publicity", plain("Salassa pidettävä"), line)
            if marked.bases:
                self._field("bases", plain("; ".join(marked.bases)), line)
            return True
        values = list(cover_values(text, self._form))
        for id_, value in values:
            self._field(id_, plain(value), line)
        if values:
            return True
        name = self._form.document_title.split()[-1].casefold()
        if self._titled or name not in text.casefold() or len(text.split()) > _SHORT:
            return False
        if text.endswith("."):
            return False
        self._titled = True
        self._field("title", line.text, line)
        return True

    def _field(self, id_: str, text: RichText, line: Line) -> None:
        what = What.FIELD if id_ in self._form.fields else What.QUESTION
        heading = Heading(what, id_, "")
        self._open(Piece(heading, line.text.plain, line.place, [text]))
        self._take_extras(line.source)
        self._open(Piece(None))

    # ---- tables --------------------------------------------------------------------------

    def _table(self, table: SourceTable) -> None:
        question = self._now.question
        columns = columns_of(table, self._form, question)
        for one in texts_in([table]):
            if one.hidden or one.placeholder:
                self._aside(one, one.text)
            elif one.notes or one.comments:
                self._aside(one, RichText())
        sure_place = columns is not None and (columns.table.id in self._form.tables or columns.sure)
        if columns is None or not sure_place:
            self._left_table(table)
            return
        piece = Piece(None, self._now.words, table.place, table=columns)
        piece.rows = tuple(rows_of(table, columns))
        piece.unsure = not columns.sure
        self._asides.append(piece)
        other = other_cells(table, columns)
        if other:
            self._asides.append(Piece(None, self._now.words, table.place, [plain(other)]))

    def _left_table(self, table: SourceTable) -> None:
        text = plain(as_lines(table))
        if any(is_signature(cell_text(cell)) for cell in table.rows[0]):
            self._open(Piece(None))
        if text and not is_page_number(text.plain):
            piece = Piece(None, self._now.words, table.place, [text])
            self._asides.append(piece)


def _is_italic(text: RichText) -> bool:
    return all(run.italic for run in text.runs if run.text.strip())
