"""Secret passages of a document of ours, turned back into the marks of a cell.

A document says of a passage that it is secret by a label before it and, where more text
follows, one behind it (`content/answers.py`); both labels and the passage have character
styles of their own, which show its extent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from omvgen.content.blocks import Role
from omvgen.locale import tr
from omvgen.plan.bases import join_bases
from omvgen.plan.paragraphs import mark_length
from omvgen.plan.text import RichText, Run, cut_runs, rich
from omvgen.word.source import SourceText
from omvgen.writers.docx.runs import ROLE_STYLES

_ROLES = {ROLE_STYLES[role]: role for role in (Role.SECRET, Role.SECRET_LABEL)}


class _Stretch(NamedTuple):
    """A stretch of a text in one format and role."""

    run: Run
    role: Role


def with_marks(
    lines: Sequence[SourceText], bases: tuple[str, ...] = (), *, whole_secret: bool = False
) -> RichText:
    """The lines as one text, `[[…]]` around its secret passages.

    A passage names its provision only where that is not `bases`, its row's. `whole_secret`
    says that all the text is secret, so that a passage shows by its labels alone.
    """
    stretches = [one for line in lines for one in (_NEWLINE, *_stretches(line))][1:]
    writer = _Writer(join_bases(bases))
    for place, (run, role) in enumerate(stretches):
        if role is Role.SECRET_LABEL:
            begin, end = _begin_label().fullmatch(run.text), _end_label().fullmatch(run.text)
            if begin:
                ends_later = whole_secret and _ends_later(stretches[place + 1 :])
                writer.begin(begin[1] or "", to_line_end=whole_secret and not ends_later)
            elif end and writer.open:
                writer.end()
            elif not end:
                writer.write(run, secret=writer.open)
        elif whole_secret:
            writer.write(run, secret=writer.open)
        else:
            writer.write(run, secret=role is Role.SECRET)
    writer.end()
    return rich(writer.runs)


_NEWLINE = _Stretch(Run("\n"), Role.PLAIN)


@dataclass
class _Writer:
    """Writes runs, opening and closing passages. `bases` are the row's, joined."""

    bases: str
    runs: list[Run] = field(default_factory=list)
    open: bool = False
    gaps: list[Run] = field(default_factory=list)  # white space that may be on either side
    fresh: bool = False  # nothing of the open passage is written yet
    to_line_end: bool = False

    def begin(self, basis: str, *, to_line_end: bool) -> None:
        self.end()
        named = f"{tr('SALASSA')} {basis}: " if basis and basis != self.bases else ""
        self.runs.append(Run(f"[[{named}"))
        self.open = self.fresh = True
        self.to_line_end = to_line_end

    def end(self) -> None:
        """Closes the passage that is open, before the white space that followed it."""
        if self.open:
            self.runs.append(Run("]]"))
        self.open = False
        self.runs += self.gaps
        self.gaps.clear()

    def write(self, run: Run, *, secret: bool) -> None:
        if not run.text.strip():
            self._blank(run, secret=secret)
            return
        if self.open and not secret:
            self.end()
        elif secret and not self.open:  # a passage whose label is gone
            self.begin("", to_line_end=False)
            self.fresh = False
        self.runs += self.gaps
        self.gaps.clear()
        self.runs.append(replace(run, text=run.text.lstrip()) if self.fresh else run)
        self.fresh = False

    def _blank(self, run: Run, *, secret: bool) -> None:
        if self.open and self.to_line_end and not self.fresh and "\n" in run.text:
            self.end()
        if self.fresh:
            return
        if secret or not self.open:
            self.runs += [*self.gaps, run]
            self.gaps.clear()
        else:
            self.gaps.append(run)


def _ends_later(stretches: Sequence[_Stretch]) -> bool:
    """Whether a label that ends a passage comes before one that begins another."""
    for run, role in stretches:
        if role is Role.SECRET_LABEL:
            return bool(_end_label().fullmatch(run.text))
    return False


def _stretches(line: SourceText) -> Iterator[_Stretch]:
    """The line cut where its role changes, labels and words between them apart."""
    spans: list[tuple[int, int]] = []
    roles: list[Role] = []
    position = 0
    length = len(line.text.plain)
    mark = mark_length(line.text.plain)
    for styled in (*line.styles, None):
        start, end = (styled.start, styled.end) if styled else (length, length)
        if styled and start == mark and _ROLES.get(styled.style) is Role.SECRET:
            start = 0  # the item's mark is as secret as its words
        spans.append((position, start))
        roles.append(Role.PLAIN)
        if styled:
            spans.append((start, end))
            roles.append(_ROLES.get(styled.style, Role.PLAIN))
        position = end
    label = ""
    for number, run in cut_runs(line.text.runs, spans):
        if roles[number] is Role.SECRET_LABEL:
            label += run.text
            continue
        yield from _labels(label)
        label = ""
        yield _Stretch(run, roles[number])
    yield from _labels(label)


def _labels(text: str) -> Iterator[_Stretch]:
    """The labels that stand side by side, each apart."""
    for part in re.split(f"({_end_label().pattern})", text):
        if part:
            yield _Stretch(Run(part), Role.SECRET_LABEL)


def _begin_label() -> re.Pattern[str]:
    return re.compile(rf"\s*{re.escape(tr('Salassa pidettävä'))}(?: \((.*)\))?:\s*", re.DOTALL)


def _end_label() -> re.Pattern[str]:
    return re.compile(rf"\s*{re.escape(tr(' (salassa pidettävä osuus päättyy)').strip())}\s*")
