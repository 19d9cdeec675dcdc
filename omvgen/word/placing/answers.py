"""Pieces of a document → the answers, fields and rows of a plan, and the ledger of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from omvgen.form.form import Form, Question
from omvgen.form.kinds import Choices, Text
from omvgen.form.publicity import Publicity
from omvgen.locale import tr
from omvgen.plan.passages import has_secret
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.plan.transfer import (
    Conflict,
    Evidence,
    Ledger,
    LeftOver,
    Placed,
    row_in_words,
    wording_of,
)
from omvgen.plan.wording import Wording
from omvgen.word.placing.boxes import ticked_choice
from omvgen.word.placing.labels import DISTINCT_WORDS, What, joined_lines, words_of
from omvgen.word.placing.walk import Piece

_LEAST_QUESTIONS = 3  # without one of many words: fewer may stand in any document by chance


class Answers:
    """What becomes of the pieces of one document, one after another."""

    def __init__(self, file: str, form: Form) -> None:
        self.file = file
        self.form = form
        self.said: set[str] = set()
        self._answers: dict[str, Answer] = {}
        self._fields: dict[str, str] = {}
        self._tables: dict[str, tuple[Row, ...]] = {}
        self._placed: dict[str, Placed] = {}
        self._others: dict[str, list[tuple[str, str]]] = {}
        self._left: list[LeftOver] = []
        self._same = 0

    def take(self, pieces: Iterable[Piece]) -> None:
        """Puts each piece to its place."""
        pieces = list(pieces)
        is_plan = self._is_plan(pieces)
        for piece in pieces:
            self._notes_and_comments(piece)
            if piece.table is not None:
                self._take_rows(piece, piece.table.table.id)
            elif not is_plan or piece.heading is None or not piece.heading.id:
                self._leave(piece, heading=not is_plan)
            elif piece.heading.what is What.FIELD:
                self._take_field(piece, piece.heading.id)
            else:
                self._take_answer(piece, piece.heading.id)

    def _is_plan(self, pieces: Iterable[Piece]) -> bool:
        """Whether the document asks the form's questions, and not one of them by chance."""
        asked = {p.question: p.heading for p in pieces if p.question and p.heading}
        return len(asked) >= _LEAST_QUESTIONS or any(
            heading.evidence is not Evidence.LIKENESS
            and len(words_of(self.form.questions[id_].text)) >= DISTINCT_WORDS
            for id_, heading in asked.items()
        )

    @property
    def plan(self) -> Plan:
        """The partial plan: only what the document says."""
        tables = {id_: rows for id_, rows in self._tables.items() if id_ != self.form.log.id}
        log = self._tables.get(self.form.log.id, ())
        answers = {id_: answer for id_, answer in self._answers.items() if answer != Answer()}
        return Plan(self.form.id, self.form.version, self._fields, answers, tables, log)

    def ledger(self, unreadable: tuple[str, ...]) -> Ledger:
        conflicts = tuple(
            Conflict(
                self._placed[id_].target,
                (self._placed[id_].text, *(text for text, _ in others)),
                (self._placed[id_].source, *(source for _, source in others)),
            )
            for id_, others in self._others.items()
        )
        return Ledger(
            tuple(self._placed.values()), self._same, conflicts, tuple(self._left), unreadable
        )

    # ---- answers -------------------------------------------------------------------------

    def _take_answer(self, piece: Piece, id_: str) -> None:
        question, heading = self.form.questions[id_], piece.heading
        self.said.add(id_)
        text = joined_lines(piece.lines)
        if not text:
            self._notes_to(id_, piece)
            if heading and heading.evidence is Evidence.LIKENESS:
                self._left_over(piece, plain(piece.words))
            return
        value, certain = _value(question, text)
        if not certain and value.plain != text.plain and _other_words(text.plain, value.plain):
            value, certain = (plain(text.plain) if question.exact else text), False
        unsure = piece.unsure or not certain
        assert heading is not None
        placed = Placed(
            wording_of(self.form, id_),
            self._source(piece, text.plain if _other_words(text.plain, value.plain) else ""),
            value.plain,
            heading.evidence,
            heading.likeness,
            unsure,
        )
        if self._put(id_, placed):
            note = self._answers.get(id_, Answer()).note
            self._answers[id_] = self._with_secrecy(Answer(value, note=note), piece)
        self._notes_to(id_, piece)

    def _put(self, id_: str, placed: Placed) -> bool:
        """Whether the piece is the first for its place; another one is the same or a conflict."""
        first = self._placed.get(id_)
        if first is None:
            self._placed[id_] = placed
        elif words_of(first.text) == words_of(placed.text):
            self._same += 1
        else:
            self._others.setdefault(id_, []).append((placed.text, placed.source))
        return first is None

    def _with_secrecy(self, answer: Answer, piece: Piece) -> Answer:
        bases = tuple(dict.fromkeys(piece.bases))
        if piece.secret:
            return replace(answer, publicity=Publicity.SECRET, bases=bases)
        if has_secret(answer.text.plain):
            return replace(answer, publicity=Publicity.PARTLY, bases=bases)
        return answer

    def _notes_to(self, id_: str, piece: Piece) -> None:
        """Comments on the answer go to its note, with their author."""
        comments = [one.note for one in piece.comments]
        if comments:
            answer = self._answers.get(id_, Answer())
            note = "\n".join(filter(None, (answer.note, *comments)))
            self._answers[id_] = replace(answer, note=note)

    def _notes_and_comments(self, piece: Piece) -> None:
        """Footnotes stand below the text that they belong to."""
        for note in piece.notes:
            mark = tr("Alaviite: ")
            piece.lines.append(rich([Run(mark), *note.runs]))
        piece.notes = []

    # ---- fields and tables ---------------------------------------------------------------

    def _take_field(self, piece: Piece, id_: str) -> None:
        """A field is taken when it is surely one: nobody could mark it as doubtful."""
        field = self.form.fields[id_]
        text = joined_lines(piece.lines).plain
        self.said.add(id_)
        one_line = "\n" not in text or field.kind.traits.text is Text.PARAGRAPHS
        value, certain = _value(field, plain(text))
        if not text:
            return
        if not (certain and one_line) or piece.comments:
            self._leave(piece, heading=True)
            return
        placed = Placed(wording_of(self.form, id_), self._source(piece), value.plain, Evidence.TEXT)
        if self._put(id_, placed):
            self._fields[id_] = value.plain

    def _take_rows(self, piece: Piece, id_: str) -> None:
        table = self.form.tables.get(id_, self.form.log)
        self.said.add(id_)
        if not piece.rows:
            return
        words = "\n".join(row_in_words(row, table) for row in piece.rows)
        columns = piece.table
        likeness = columns.likeness if columns else 1.0
        placed = Placed(
            wording_of(self.form, id_),
            self._source(piece),
            words,
            Evidence.TEXT if likeness == 1 else Evidence.LIKENESS,
            likeness,
            piece.unsure,
        )
        if self._put(id_, placed):
            self._tables[id_] = piece.rows

    # ---- what is left over ---------------------------------------------------------------

    def _leave(self, piece: Piece, *, heading: bool) -> None:
        text = joined_lines(piece.lines)
        first = piece.lines[0].plain if piece.lines else ""
        if heading and piece.heading and piece.words and piece.words not in first:
            text = joined_lines([plain(piece.words), *piece.lines])
        if text:
            self._left_over(piece, text)
        elif piece.comments:
            self._left_over(piece, plain(""))

    def _left_over(self, piece: Piece, text: RichText) -> None:
        note = "\n".join(one.note for one in piece.comments)
        before = Wording("", piece.words, sheet=self._at(piece.place))
        self._left.append(LeftOver(before, Answer(text, note=note)))

    def _source(self, piece: Piece, boxes: str = "") -> str:
        """Where the piece stands, below which words when these are not the form's, and the
        choices with their boxes."""
        alike = piece.heading and piece.heading.evidence is Evidence.LIKENESS
        words = (piece.words if alike else "", " ".join(boxes.split()))
        return ", ".join([self._at(piece.place), *(f"”{one}”" for one in words if one)])

    def _at(self, place: str) -> str:
        return f"{self.file}, {place}" if place else self.file


def _value(item: Question, text: RichText) -> tuple[RichText, bool]:
    """The text as the answer's kind has it, and whether it certainly is one of that kind."""
    if item.kind.traits.choices is Choices.NONE:
        value = plain(text.plain) if item.exact else text
        several = "\n" in text.plain and item.kind.traits.text is not Text.PARAGRAPHS
        return value, item.holds(text.plain) and not several
    lines = text.plain.split("\n")
    ticked = ticked_choice(text.plain, item.choices)
    if ticked:
        return plain(ticked), item.holds(ticked)
    chosen = {choice.casefold(): choice for choice in item.choices}
    first = chosen.get(lines[0].strip(" .☒☑").casefold(), lines[0])
    value = plain(item.canonical("\n".join([first, *lines[1:]])))
    return value, item.holds(value.plain)


def _other_words(one: str, other: str) -> bool:
    return words_of(one) != words_of(other)
