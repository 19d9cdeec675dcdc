"""OMV212: one text that a paste has spread over the rows of several questions.

Excel puts each paragraph of a pasted text on a row of its own, unless a single cell is
being edited. The first question then has the text's beginning and the others the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from omvgen.findings.codes import Code
from omvgen.findings.model import Finding, Place
from omvgen.form.form import Form, Question, Section
from omvgen.form.publicity import Publicity
from omvgen.locale import listed
from omvgen.patterns import pattern
from omvgen.plan.paragraphs import mark_length
from omvgen.plan.passages import has_secret, passages
from omvgen.plan.plan import Plan

_SHORTEST = 20  # characters of an answer whose small first letter is a sign: `kyllä` is none
_WORDS = pattern(r"[^\W\d_]{6,}")
_STEM = 5  # letters of a word that its inflected forms share
# Rows from which on it is a sign that answers are not about their questions, and the share
# of them that may be so by chance. Of the answers in the examples at least three in seven
# are about their question by their first sentence, of shifted ones at most one in six.
_ROWS, _BY_CHANCE = 4, 0.2
# How many answers of one paragraph the other sections must have, and which share of their
# answers, when that is how the plan is written: then a section of such answers is no sign.
_TERSE, _TERSE_SHARE = 8, 0.75
# Words that join a sentence to the one before it, with which no answer begins by itself.
_JOINING = pattern(
    r"(?:ja|sekä|mutta|vaan|eikä|eivätkä|lisäksi|siksi|tällöin|silloin|samalla|samoin|muutoin|"
    r"hän(?:en|et|tä|elle|ellä|estä)?|he|heidän|heille|se|sen|sille|siihen|siinä|siellä|ne|"
    r"niihin|niissä|näin|kuitenkin|toisaalta|sitten|toiseksi|kolmanneksi|lopuksi|jolloin|"
    r"(?:nämä|näi|niistä|niiden|niitä|niille|siitä|sitä|tästä|tätä|tämän)\w{0,4})\b",
    re.IGNORECASE,
)
# What goes on after it: no answer ends so by itself. After a colon a list may be missing.
_GOES_ON = pattern(r"(?:,|\b(?:ja|sekä|tai|eli|että|mutta))\Z", re.IGNORECASE)
_ENDS = '.!?…)]”"'
_ORDINAL = pattern(r"(?:(\d{1,2})|([a-zA-Z]))[.)]\s")
_NUMBER = pattern(r"\d{1,2}\.\d{1,2}(?=\.?\s)")
_LONGEST_HEADING = 60  # characters


def answer_spread_over_rows(plan: Plan, form: Form, section: Section) -> Iterator[Finding]:
    """Answers of one paragraph each, one below another, that continue one another."""
    for rows in _runs(plan, section):
        texts = [plan.text(question.id) for question in rows]
        if (
            _continue(texts)
            or _goes_on(texts)
            or _list_runs_on(texts)
            or _marks_came_apart(plan, rows)
            or _has_headings(form, section, rows, texts)
            or _tell_of_the_first(plan, section, rows)
            or (  # the whole plan is looked through last, where the section seems to be one
                _fill_section_without_fitting(plan, section, rows)
                and not _is_terse_elsewhere(plan, form, section)
            )
        ):
            numbers = listed(form.numbers[question.id] for question in rows)
            values = {"places": numbers}
            place = Place("answer", rows[0].id)
            yield Finding(Code.ANSWER_SPREAD_OVER_ROWS, place=place, values=values)


def _runs(plan: Plan, section: Section) -> Iterator[list[Question]]:
    """The longest runs of neighbouring questions that have an answer of one paragraph each."""
    run: list[Question] = []
    for question in section.questions:
        text = plan.text(question.id)
        if text and "\n" not in text and not question.exact and not question.choices:
            run.append(question)
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _continue(texts: Sequence[str]) -> bool:
    """Whether further rows begin as the middle of a text does.

    That is with a list mark, in lower case or with a word that joins it to the row before.
    Of the first two one row is enough after a row that does not end as a sentence does.
    Where the first row begins so too, the writer does so everywhere.
    """
    if _begins_within(texts[0]) or _JOINING.match(texts[0]):
        return False
    if any(len(text) >= _SHORTEST and _JOINING.match(text) for text in texts[1:]):
        return True
    within = [(before, text) for before, text in pairwise(texts) if _begins_within(text)]
    return len(within) > 1 or any(before.rstrip()[-1:] not in _ENDS for before, _ in within)


def _goes_on(texts: Sequence[str]) -> bool:
    """Whether a row but the last ends in the middle of a sentence."""
    long = (text.rstrip() for text in texts[:-1] if len(text) >= _SHORTEST)
    return any(_GOES_ON.search(text, max(len(text) - _SHORTEST, 0)) for text in long)


def _marks_came_apart(plan: Plan, rows: Sequence[Question]) -> bool:
    """Whether a row is said to be partly secret without a mark, and the next is one mark."""
    for question, following in pairwise(rows):
        answer = plan.answer(question.id)
        partly = answer.publicity is Publicity.PARTLY and not has_secret(answer.text.plain)
        cut = passages(plan.text(following.id))
        if partly and len(cut) == 1 and cut[0].secret:
            return True
    return False


def _begins_within(text: str) -> bool:
    return bool(mark_length(text)) or (len(text) >= _SHORTEST and text[0].islower())


def _list_runs_on(texts: Sequence[str]) -> bool:
    """Whether three neighbouring rows begin with 1. 2. 3., a) b) c) or the like."""
    ranks = [_rank(text) for text in texts]
    steps = [a is not None and b == a + 1 for a, b in pairwise(ranks)]
    return any(first and second for first, second in pairwise(steps))


def _rank(text: str) -> int | None:
    match = _ORDINAL.match(text)
    if match is None:
        return None
    return int(match[1]) if match[1] else ord(match[2].casefold())


def _has_headings(
    form: Form, section: Section, rows: Sequence[Question], texts: Sequence[str]
) -> bool:
    """Whether a row has the section's title, or begins with another question's number.

    Nobody answers so, and the text under the heading stands on the rows below.
    """
    title = _stems(section.title) | _stems(section.sheet)
    numbers = {form.numbers[question.id] for question in section.questions}
    for question, text in list(zip(rows, texts, strict=True))[:-1]:
        match = _NUMBER.match(text)
        if match and match[0] in numbers - {form.numbers[question.id]}:
            return True
        short = len(text) <= _LONGEST_HEADING and text[-1] not in _ENDS
        bare = text.lstrip("0123456789. ")
        if short and bare[:1].isupper() and _stems(bare) and _stems(bare) <= title:
            return True
    return False


def _tell_of_the_first(plan: Plan, section: Section, rows: Sequence[Question]) -> bool:
    """Whether the first row and two further ones are about the first row's question.

    By words that no other question of the section has; more than a few that are about
    their own questions are no paste. Of the examples' answers, cut down to any one of their
    sentences, none are so.
    """
    own, further = _own_stems(section), rows[1:]
    stems = {question.id: _stems(plan.text(question.id)) for question in further}
    if not own[rows[0].id] & _stems(plan.text(rows[0].id)):
        return False
    fitting = sum(bool(own[id_] & words) for id_, words in stems.items())
    astray = sum(
        bool(own[rows[0].id] & words) and not own[id_] & words for id_, words in stems.items()
    )
    return astray > 1 and fitting <= _BY_CHANCE * len(further)


def _fill_section_without_fitting(plan: Plan, section: Section, rows: Sequence[Question]) -> bool:
    """Whether the rows are the section's only answers, from its first, and not about theirs."""
    answered = [question for question in section.questions if question.id in plan.answered]
    whole = answered == list(rows) and rows[0] == section.questions[0]
    tables = any(plan.rows(table.id) for q in section.questions for table in q.tables)
    if len(rows) < _ROWS or not whole or tables:
        return False
    if len({plan.text(question.id) for question in rows}) < len(rows):
        return False
    if any(len(plan.text(question.id)) < 2 * _SHORTEST for question in rows):
        return False
    own = _own_stems(section)
    further = rows[1:]
    fitting = sum(bool(own[q.id] & _stems(plan.text(q.id))) for q in further)
    return fitting <= _BY_CHANCE * len(further)


def _is_terse_elsewhere(plan: Plan, form: Form, section: Section) -> bool:
    """Whether the other sections' answers, each a text of its own, have one paragraph too."""
    others = (q for one in form.sections if one is not section for q in one.questions)
    texts = {plan.text(q.id) for q in others if not q.exact and not q.choices}
    sentences = {text for text in texts if len(text) >= _SHORTEST}
    terse = sum("\n" not in text for text in sentences)
    return terse >= _TERSE and terse >= _TERSE_SHARE * len(sentences)


def _own_stems(section: Section) -> dict[str, set[str]]:
    """The stems of each question's words that no other question of the section has."""
    stems = {question.id: _stems(question.text) for question in section.questions}
    shared = Counter(stem for words in stems.values() for stem in words)
    return {id_: {stem for stem in words if shared[stem] == 1} for id_, words in stems.items()}


def _stems(text: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORDS.findall(text)}


RULES = (answer_spread_over_rows,)
