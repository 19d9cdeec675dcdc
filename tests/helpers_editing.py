"""A document of ours that people edit, and what it ought to say then, side by side."""

from __future__ import annotations

import io
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import docx as python_docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import strategies as st

from omvgen.plan.plan import Row
from omvgen.plan.text import RichText, Run, Script, rich

QUESTION, OTHER, TABLE = "omv_johtaminen", "tilat_kuvaus", "suunnitelmat_taulukko"
EDITED = (QUESTION, OTHER, "henk_riittavyys")
LINES = ("Ensimmäinen kappale.", "- yksi", "- kaksi", "Toinen kappale.", "Kolmas.")
ROW = {"suunnitelma": "Valmiussuunnitelma", "vastuurooli": "Johtaja"}
ROWS: tuple[Row, ...] = (ROW, ROW | {"suunnitelma": "Pelastus"})

EDITS = st.lists(
    st.tuples(
        st.sampled_from(("word", "bold", "raise", "add", "remove", "cell")),
        st.sampled_from(EDITED),
        st.integers(0, 9),
        st.sampled_from(("sana", "Äiti ja isä", "koodi 4")),
        st.sampled_from(("Anna", "Ville")),
    ),
    min_size=1,
    max_size=20,
)


def control(root: Any, tag: str) -> Any:
    tags = root.iter(qn("w:tag"))
    return next(e for e in tags if e.get(qn("w:val")) == tag).getparent().getparent()


def paragraphs(root: Any, tag: str) -> list[Any]:
    """The paragraphs in the control whose end nobody has deleted."""
    found = control(root, tag).iter(qn("w:p"))
    return [p for p in found if p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is None]


class Editing:
    """A document in python-docx whose plan has `LINES` in each of `EDITED` and `ROWS` in its table.

    `tracked` makes each edit a tracked change of its author.
    """

    def __init__(self, data: bytes, *, tracked: bool = False) -> None:
        self.document = python_docx.Document(io.BytesIO(data))
        self._lines = {key: [[Run(line)] for line in LINES] for key in EDITED}
        self._row = dict(ROW)
        self._tracked = tracked

    @property
    def data(self) -> bytes:
        saved = io.BytesIO()
        self.document.save(saved)
        return saved.getvalue()

    @property
    def texts(self) -> Mapping[str, RichText]:
        """What the document ought to say."""
        return {
            key: rich([run for line in lines for run in (Run("\n"), *line)][1:])
            for key, lines in self._lines.items()
        }

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that the document ought to have."""
        return (self._row, *ROWS[1:])

    def edit(self, kind: str, tag: str, place: int, word: str, author: str = "") -> None:
        body = self.document.element.body
        lines = self._lines[tag]
        place %= len(lines)
        element = paragraphs(body, tag)[place]
        match kind:
            case "word":
                last = list(element.iter(qn("w:r")))[-1]
                self._put(element, f" {word}", author, last.find(qn("w:rPr")))
                lines[place].append(replace(lines[place][-1], text=f" {word}"))
            case "bold":
                self._put(element, f" {word}", author, _look("w:b"))
                lines[place].append(Run(f" {word}", bold=True))
            case "raise":
                self._put(element, word, author, _look("w:vertAlign", "superscript"))
                lines[place].append(replace(_RAISED, text=word))
            case "add":
                added = OxmlElement("w:p")
                if element.find(qn("w:pPr")) is not None:  # an item of the same list, or a style
                    added.append(deepcopy(element.find(qn("w:pPr"))))
                element.addnext(added)
                self._mark(added, "w:ins", author)
                self._put(added, word, author)
                mark = "- " if lines[place][0].text.startswith("- ") else ""
                lines.insert(place + 1, [Run(mark + word)])
            case "remove" if len(lines) > 1:
                self._delete(element, author)
                added = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:ins')}")
                own = added is not None and added.get(qn("w:author")) == author
                if self._tracked and not (own and element.find(f".//{qn('w:r')}") is None):
                    self._mark(element, "w:del", author)
                else:
                    element.getparent().remove(element)
                del lines[place]
            case "cell":
                column = list(self._row)[place % 2]
                table = next(control(body, TABLE).iter(qn("w:tbl")))
                cell = python_docx.table.Table(table, self.document._body).rows[1].cells[place % 2]
                first = cell.paragraphs[0]._p
                self._delete(first, author)
                self._put(first, word, author)
                self._row[column] = word

    def _put(self, element: Any, text: str, author: str, look: Any = None) -> None:
        run = OxmlElement("w:r")
        if look is not None:
            run.append(deepcopy(look))
        put = OxmlElement("w:t", attrs={qn("xml:space"): "preserve"})
        put.text = text
        run.append(put)
        element.append(_change("w:ins", author, run) if self._tracked else run)

    def _delete(self, element: Any, author: str) -> None:
        """Takes out all words. As in Word nothing is left of what the author put in before."""
        for run in list(element.iter(qn("w:r"))):
            around = run.getparent()
            if not self._tracked or (
                around.tag == qn("w:ins") and around.get(qn("w:author")) == author
            ):
                around.remove(run)
                continue
            for text in run.iter(qn("w:t")):
                text.tag = qn("w:delText")
            if run.getparent().tag != qn("w:del"):
                mark = _change("w:del", author)
                run.addprevious(mark)
                mark.append(run)

    def _mark(self, element: Any, kind: str, author: str) -> None:
        """Marks the end of the paragraph as put in or taken out."""
        if self._tracked:
            properties = element.get_or_add_pPr()
            look = properties.find(qn("w:rPr"))
            if look is None:
                look = OxmlElement("w:rPr")
                properties.append(look)
            look.insert(0, _change(kind, author))


_RAISED = Run("", script=Script.SUPER)


def _look(name: str, value: str = "") -> Any:
    look, one = OxmlElement("w:rPr"), OxmlElement(name)
    if value:
        one.set(qn("w:val"), value)
    look.append(one)
    return look


def _change(kind: str, author: str, *content: Any) -> Any:
    attrs = {qn("w:id"): "77", qn("w:author"): author, qn("w:date"): "2026-11-20T09:30:00Z"}
    change = OxmlElement(kind, attrs=attrs)
    change.extend(content)
    return change
