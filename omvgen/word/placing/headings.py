"""Which lines of a document ask for the answers below or beside them, and for which.

First the form's own wordings, to the letter; then, for the questions that are not among them,
headings that are like them. What is like one only is never sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from omvgen.form.form import Form
from omvgen.plan.text import RichText
from omvgen.plan.transfer import Evidence
from omvgen.word.placing.labels import (
    DISTINCT_WORDS,
    Found,
    Label,
    Labels,
    What,
    bold_end,
    slice_text,
    words_of,
)
from omvgen.word.placing.likeness import LOW_FLOOR, MARGIN, Nearest, Wordings, about, overlap
from omvgen.word.placing.lines import Item, Line
from omvgen.word.source import SourceTable

_FORM_SHARE = 0.3  # of the questions: a document with so many to the letter is the form itself
_PLAIN_NEAR = 0.7  # how much of a line that does not stand out must be a question's words
_NEAR = 0.35  # and of a heading, where others are the form's own questions
_RUN = 3  # short wordings of one section, one after another, that are not there by chance
_MOST_WORDS = 40
_BY_SECTION = 0.99  # the likeness of a section's title to the only question of the section
_RUN_IN_WORDS = 12  # of bold words at the beginning of a paragraph
_SECTION = "section:"


@dataclass(frozen=True)
class Heading:
    """What a line asks for. `id` is empty for words of the form that nothing answers.

    `rest` is the answer's beginning on the same line. `joint` are questions that the line
    asks for besides. `likeness` is from 0 to 1.
    """

    what: What
    id: str
    section: str
    rest: RichText = RichText()
    evidence: Evidence = Evidence.TEXT
    likeness: float = 1.0
    unsure: bool = False
    joint: bool = False

    def words(self, line: RichText) -> str:
        """The heading's words on its line, without the answer's beginning."""
        return line.plain.removesuffix(self.rest.plain).rstrip(" \xa0\t\n:–—-")


Headings = dict[int, Heading]
"""The headings of a document by the number of their line."""


class Finder:
    """Finds headings of a form's questions. Made once a form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.labels = Labels(form)
        texts = {id_: [q.text, *(t.title for t in q.tables)] for id_, q in form.questions.items()}
        self._only = {s.id: s.questions[0].id for s in form.sections if len(s.questions) == 1}
        for section in form.sections:
            if len(section.questions) == 1:
                texts[section.questions[0].id].append(section.title)
            else:
                texts[_SECTION + section.id] = [section.title]
        groups = {id_: form.section_of[id_].id for id_ in form.questions}
        self.wordings = Wordings(texts, groups)

    # ---- what a single line is -----------------------------------------------------------

    def is_exact(self, text: RichText) -> bool:
        found = self.labels.at_start(text)
        return found is not None and any(label.what in _ASKING for label in found.labels)

    def is_distinct(self, text: RichText) -> bool:
        found = self.labels.at_start(text)
        return found is not None and any(
            label.what is What.QUESTION and label.words >= DISTINCT_WORDS for label in found.labels
        )

    def is_like(self, text: RichText) -> bool:
        if len(text.plain.split()) > _MOST_WORDS:
            return False
        return self.wordings.nearest(text.plain, self.form.questions) is not None

    def resembles(self, text: str, among: Iterable[str]) -> bool:
        """Whether the text has to do with one of the questions, however little."""
        return self.wordings.two_best(text, among)[0].likeness >= LOW_FLOOR

    # ---- the headings of a document ------------------------------------------------------

    def headings(self, items: Sequence[Item]) -> tuple[Headings, bool]:
        """The headings by the number of their item, and whether the document is the form."""
        exact = self._exact(items)
        asked = {h.id for h in exact.values() if h.what is What.QUESTION}
        for number, heading in exact.items():
            only = self._only.get(heading.section, "")
            if heading.what is What.SECTION and only and only not in asked:
                exact[number] = _like(self.form, Nearest(only, _BY_SECTION), heading.rest)
                asked.add(only)
        distinct = {id_ for id_ in asked if len(about(self.form.questions[id_].text)) > 1}
        is_form = len(distinct) >= _FORM_SHARE * len(self.form.questions)
        return exact | self._alike(items, exact, asked, is_form), is_form

    # ---- to the letter -------------------------------------------------------------------

    def _exact(self, items: Sequence[Item]) -> Headings:
        found = {
            number: one
            for number, item in enumerate(items)
            if isinstance(item, Line)
            and not (item.source.hidden or item.source.placeholder)
            and (one := self.labels.at_start(item.text))
        }
        body = self._first_of_body(items, found)
        runs = _Runs(found)
        headings: Headings = {}
        section, current = "", ""
        asked: set[str] = set()
        for number, one in found.items():
            label = self._chosen(one, section, current, number < body)
            if label is None or not self._holds(
                items, number, one, label, runs=runs, in_answer=bool(current), asked=asked
            ):
                continue
            heading = Heading(label.what, label.id, label.section, one.rest)
            if label.what is What.QUESTION:
                current = label.id
                if one.rest or number + 1 not in found:  # else a line of a list of contents
                    asked.add(label.id)
                short = label.words < DISTINCT_WORDS
                heading = replace(heading, unsure=short and not runs.meant(number, label))
                following = self.labels.at_start(one.rest) if one.rest else None
                if following and any(two.what is What.QUESTION for two in following.labels):
                    heading = replace(heading, joint=True, unsure=True)
            elif label.what is What.SECTION:
                current = ""
            section = label.section or section
            headings[number] = heading
        return headings

    def _first_of_body(self, items: Sequence[Item], found: dict[int, Found]) -> int:
        """The number of the first line that is surely no part of a cover."""
        for number, one in found.items():
            for label in one.labels:
                if label.what is What.SECTION and _stands_out(items[number]):
                    return number
                if label.what is What.QUESTION and label.words >= DISTINCT_WORDS:
                    return number
        return len(items)

    def _chosen(self, one: Found, section: str, current: str, on_cover: bool) -> Label | None:
        """Of several things with the same wording the one that fits the place."""
        table_here = [
            label
            for label in one.labels
            if label.what is What.TABLE and current and self._home(label.id) == current
        ]
        if table_here:
            return table_here[0]

        def fit(label: Label) -> tuple[bool, int]:
            order = (What.QUESTION, What.SECTION, What.TABLE, What.FIELD, What.TITLE)
            if label.what is What.SECTION and label.section == section:
                return False, 9
            return label.section == section, -order.index(label.what)

        labels = [label for label in one.labels if label.what is not What.FIELD or on_cover]
        labels = [label for label in labels if label.what is not What.TITLE or not one.rest]
        best = max(labels, key=fit, default=None)
        twins = [label for label in labels if best and fit(label) == fit(best)]
        return best if len(twins) == 1 else None

    def _home(self, table: str) -> str:
        question = self.form.question_of_table.get(table)
        return question.id if question else ""

    def _holds(
        self,
        items: Sequence[Item],
        number: int,
        one: Found,
        label: Label,
        *,
        runs: _Runs,
        in_answer: bool,
        asked: Collection[str],
    ) -> bool:
        """Whether the wording stands here as itself, and is no part of an answer."""
        item = items[number]
        following = items[number + 1] if number + 1 < len(items) else None
        match label.what:
            case What.TABLE:
                return isinstance(following, SourceTable) and not one.rest
            case What.SECTION:
                if one.rest and label.words < DISTINCT_WORDS:
                    return False
                return _stands_out(item) or runs.next_is_in(number, label.section)
            case What.FIELD | What.TITLE:
                return True
            case _ if label.words >= DISTINCT_WORDS:
                return True
            case _:
                # Within an answer, details of that kind may be those of another unit.
                elsewhere = in_answer and label.id in asked
                return not elsewhere and (runs.meant(number, label) or not in_answer)

    # ---- by likeness ---------------------------------------------------------------------

    def _alike(
        self, items: Sequence[Item], exact: Headings, asked: set[str], is_form: bool
    ) -> Headings:
        """The headings that are like a question not asked to the letter, each question once."""
        open_ = [id_ for id_ in self.form.questions if id_ not in asked]
        sections = [id_ for id_ in self.wordings.ids if id_.startswith(_SECTION)]
        found: dict[int, tuple[Nearest, RichText]] = {}
        groups: Headings = {}
        section = ""
        lines = Counter(words_of(item.text.plain) for item in items if isinstance(item, Line))
        for number, item in enumerate(items):
            if number in exact:
                section = exact[number].section or section
                continue
            if not isinstance(item, Line) or item.source.hidden or item.source.placeholder:
                continue
            text, rest = _heading_words(item)
            if not text or lines[words_of(item.text.plain)] > 1 or self.is_exact(item.text):
                continue  # what stands above several texts is a subheading
            near = self.wordings.nearest(text, open_, section)
            plain = not _stands_out(item) and not rest
            if near and (plain or is_form) and not self._close(text, near.id, plain=plain):
                near = None
            if plain:
                pass
            elif not is_form or not asked:
                group = self.wordings.nearest(text, sections)
                if group and self._is_group(group, near, items[number + 1 : number + 2]):
                    section = group.id.removeprefix(_SECTION)
                    groups[number] = Heading(
                        What.SECTION, section, section, rest, Evidence.LIKENESS, group.likeness
                    )
                    continue
            if near:
                found[number] = (near, rest)
                section = self.form.section_of[near.id].id
        best: dict[str, int] = {}
        for number, (near, _) in found.items():
            if near.id not in best or near.likeness > found[best[near.id]][0].likeness:
                best[near.id] = number
        return groups | {
            number: _like(self.form, near, rest)
            for number, (near, rest) in found.items()
            if best[near.id] == number
        }

    def _is_group(self, group: Nearest, near: Nearest | None, following: Sequence[Item]) -> bool:
        """Whether a heading is that of a whole section, and not of the question nearest to it.

        What it is above shows it: text answers a question.
        """
        if near is None:
            return True
        within = _SECTION + self.form.section_of[near.id].id == group.id
        if within and not any(map(_stands_out, following)):
            return False
        return group.likeness > near.likeness + MARGIN

    def _close(self, text: str, id_: str, *, plain: bool) -> bool:
        """Whether a line asks for the question although others are asked to the letter.

        A `plain` line, which looks like any other, has to say nearly the same.
        """
        near = overlap(about(text), about(self.form.questions[id_].text))
        return near >= (_PLAIN_NEAR if plain and not text.endswith("?") else _NEAR)


_ASKING = (What.QUESTION, What.FIELD)


class _Runs:
    """Wordings of a section that follow each other, which are hardly there by chance."""

    def __init__(self, found: dict[int, Found]) -> None:
        self._numbers = list(found)
        self._places = {number: place for place, number in enumerate(found)}
        self._found = found

    def next_is_in(self, number: int, section: str) -> bool:
        """Whether the next wording of the form is the section's."""
        after = self._places[number] + 1
        if after >= len(self._numbers):
            return False
        labels = self._found[self._numbers[after]].labels
        return any(label.section == section for label in labels)

    def meant(self, number: int, label: Label) -> bool:
        """Whether a short wording stands among others of its section."""
        at = self._places[number]
        before = self._same(reversed(self._numbers[:at]), label.section)
        after = self._same(self._numbers[at + 1 :], label.section)
        labels = [label, *before, *after]
        titled = any(one.what is What.SECTION or one.words >= DISTINCT_WORDS for one in labels)
        return titled or len({one.id for one in labels}) >= _RUN

    def _same(self, numbers: Iterable[int], section: str) -> list[Label]:
        """The section's labels in the order of the numbers, up to one of another section."""
        labels: list[Label] = []
        for number in numbers:
            here = [label for label in self._found[number].labels if label.section == section]
            if not here:
                break
            labels += here
        return labels


def _like(form: Form, near: Nearest, rest: RichText) -> Heading:
    section = form.section_of[near.id].id
    likeness = min(near.likeness, _BY_SECTION)
    return Heading(What.QUESTION, near.id, section, rest, Evidence.LIKENESS, likeness, unsure=True)


def _stands_out(item: Item) -> bool:
    return isinstance(item, Line) and item.stands_out


def _heading_words(line: Line) -> tuple[str, RichText]:
    """The words of a line that may be a heading, and what follows them on the line."""
    text = line.text
    plain = text.plain
    if len(plain.split()) <= _MOST_WORDS and "\n" not in plain:
        run_in = _run_in(text)
        if run_in and not line.label:
            return plain[:run_in], slice_text(text, run_in)
        if line.stands_out or plain.rstrip().endswith("?") or not plain.rstrip().endswith("."):
            return plain, RichText()
    run_in = _run_in(text)
    return (plain[:run_in], slice_text(text, run_in)) if run_in else ("", RichText())


def _run_in(text: RichText) -> int:
    """Where bold words at the beginning of a paragraph end; 0 when there are none."""
    end = bold_end(text)
    words = text.plain[:end].split()
    if not words or len(words) > _RUN_IN_WORDS:
        return 0
    after = text.plain[end:]
    return end + len(after) - len(after.lstrip(" :.–—-\n\t"))
