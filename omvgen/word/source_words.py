"""The words of one paragraph of a Word document, with their formatting, links and controls.

The tree has no tracked changes and no alternates any more. Form fields of Word 97 count as
controls named by their bookmark; their prompts as placeholders.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from omvgen.plan.links import link_address
from omvgen.plan.text import Run, Script
from omvgen.word.elements import (
    AROUND,
    SIGNS,
    SILENT,
    any_text,
    attribute,
    child,
    is_on,
    local,
    symbol,
    value,
)
from omvgen.word.fields import Fields, OpenField
from omvgen.word.formatting import Mark, Place, Styles
from omvgen.word.pieces import LINK_STYLES, Names, names_of
from omvgen.writers.docx.xml import Element

CHECKED, UNCHECKED = "☒", "☐"
# Check boxes of the fonts Wingdings and Symbol, by the codes that programs write.
_BOXES = {0xFE: CHECKED, 0xFD: CHECKED, 0xFC: CHECKED, 0x52: CHECKED}
_BOXES |= {0xA8: UNCHECKED, 0x6F: UNCHECKED, 0xA3: UNCHECKED}
# What stands in a run and shows something that is no text.
_PICTURES = {"pic": "picture", "imagedata": "picture", "chart": "chart", "relIds": "SmartArt"}
_PICTURES |= {"OLEObject": "embedded object", "control": "ActiveX", "contentPart": "ink"}
_SCRIPTS = {"superscript": Script.SUPER, "subscript": Script.SUB}
_GATHERED_AROUND = AROUND | {"dir", "bdo", "fldData"}


class Words(NamedTuple):
    """A stretch of a paragraph in one format, within the controls (the outermost first).

    `style` is the lower-cased name of its character style, `shown_bold` says that it is bold
    on the page, by whatever style.
    """

    run: Run
    controls: tuple[Names, ...] = ()
    hidden: bool = False
    placeholder: bool = False
    style: str = ""
    shown_bold: bool = False


@dataclass
class Paragraph:
    """What stands in a paragraph.

    `notes` are the keys of its foot- and endnotes, `comments` the ids of comments on it,
    `boxes` the text boxes that hang on it, `unreadable` names what is no text. `listed` says
    that it is a line of a list of contents.
    """

    words: list[Words] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    listed: bool = False


class _Around(NamedTuple):
    """What is around a stretch of text within its paragraph."""

    place: Place
    controls: tuple[Names, ...]
    placeholder: bool
    link: str | None = None


class _FormField(NamedTuple):
    """A form field that is open: its data, the paragraph in which it began and where there."""

    data: Element | None
    paragraph: Paragraph
    start: int


@dataclass
class WordsReader:
    """Reads paragraphs in order; fields may reach over several of them.

    `links` are the addresses of the part's relationships by their ids.
    """

    styles: Styles
    links: dict[str, str]
    fields: Fields = field(default_factory=lambda: Fields(lambda _: None))
    _forms: list[_FormField] = field(default_factory=list)

    def read(
        self, element: Element, place: Place, controls: tuple[Names, ...], *, placeholder: bool
    ) -> Paragraph:
        paragraph = Paragraph(listed=self._in_contents())
        self._inline(element, _Around(place, controls, placeholder), paragraph)
        _end_links(paragraph.words)
        return paragraph

    def _in_contents(self) -> bool:
        return any(one.kind == "TOC" for one in self.fields.open)

    def _inline(self, element: Element, around: _Around, into: Paragraph) -> None:
        for one in element:
            match local(one):
                case "r":
                    self._run(one, around, into)
                case "sdt":
                    self._inline(one, _within(one, around), into)
                case "fldSimple":
                    self._begin(child(one, "ffData"), into)
                    self.fields.instruct(attribute(one, "instr") or "")
                    self.fields.separate()
                    self._inline(one, around, into)
                    self._end()
                case "hyperlink":
                    anchor = attribute(one, "anchor") or ""
                    into.listed = into.listed or anchor.startswith("_Toc")
                    target = self.links.get(attribute(one, "id") or "", "")
                    self._inline(one, around._replace(link=link_address(target)), into)
                case "commentRangeStart" | "commentReference":
                    into.comments.append(attribute(one, "id") or "")
                case name if name in _GATHERED_AROUND:
                    self._inline(one, around, into)
                case "oMath" | "oMathPara":
                    self._other(one, around, into, "equation")
                case name if name and name not in SILENT:
                    self._other(one, around, into)

    def _run(self, run: Element, around: _Around, into: Paragraph) -> None:
        properties = child(run, "rPr")
        for one in run:
            match local(one):
                case "t":
                    self._words(one.text or "", properties, around, into)
                case "sym":
                    self._words(_symbol(one), properties, around, into)
                case "instrText":
                    self.fields.instruct(one.text or "")
                case "fldChar":
                    self._field(one, around, into)
                case "br" if attribute(one, "type") in ("page", "column"):
                    self._words(" ", properties, around, into)
                case "footnoteReference" | "endnoteReference" as name:
                    kind = name.removesuffix("Reference") + "s"
                    into.notes.append((kind, attribute(one, "id") or ""))
                case "commentReference":
                    into.comments.append(attribute(one, "id") or "")
                case name if name in SIGNS:
                    self._words(SIGNS[name], properties, around, into)
                case name if name and name not in SILENT:
                    self._other(one, around, into)

    def _other(self, element: Element, around: _Around, into: Paragraph, name: str = "") -> None:
        """A drawing or anything else: its text boxes, or the words that are in it."""
        boxes = [e for e in element.iter() if local(e) == "txbxContent"]
        outer = [box for box in boxes if not any(b in boxes for b in box.iterancestors())]
        into.boxes += outer
        seen = {_PICTURES[local(e)] for e in element.iter() if local(e) in _PICTURES}
        into.unreadable += sorted(seen | ({name} if name else set()))
        if not outer:
            self._words(any_text(element), None, around, into)

    def _words(
        self, text: str, properties: Element | None, around: _Around, into: Paragraph
    ) -> None:
        if not text or any(not one.result for one in self.fields.open):
            return
        emphasis = self.styles.emphasis(around.place, properties)
        addresses = [link_address(f.address) for f in self.fields.open if f.address]
        link = next(filter(None, reversed(addresses)), around.link)
        run = Run(
            text,
            bold=emphasis.bold,
            italic=emphasis.italic,
            underline=emphasis.underline and link is None,  # how links look
            strike=emphasis.strike,
            link=link,
            script=_SCRIPTS.get(emphasis.raised),
        )
        marks = self.styles.marks(around.place, properties, web=False) if text.strip() else ()
        into.words.append(
            Words(
                run,
                around.controls,
                hidden=Mark.HIDDEN in marks,
                placeholder=around.placeholder,
                style=emphasis.style,
                shown_bold=emphasis.shown_bold,
            )
        )

    # ---- fields --------------------------------------------------------------------------

    def _field(self, sign: Element, around: _Around, into: Paragraph) -> None:
        match attribute(sign, "fldCharType"):
            case "begin":
                self._begin(child(sign, "ffData"), into)
            case "separate":
                self.fields.separate()
                into.listed = into.listed or self._in_contents()
            case "end":
                self._end(around, into)

    def _begin(self, data: Element | None, into: Paragraph) -> None:
        self.fields.begin()
        self._forms.append(_FormField(data, into, len(into.words)))

    def _end(self, around: _Around | None = None, into: Paragraph | None = None) -> None:
        if not self._forms:
            return
        form, closed = self._forms.pop(), self.fields.open[-1]
        self.fields.end()
        if form.data is None or around is None or into is None:
            return
        shown = form.paragraph.words[form.start :]
        around = around._replace(controls=(*around.controls, Names("", value(form.data, "name"))))
        if closed.kind == "FORMTEXT":
            text = "".join(words.run.text for words in shown)
            prompt = value(form.data, "textInput", "default")
            empty = not text.strip("\u2002\xa0 ") or text.strip() == prompt.strip()
            form.paragraph.words[form.start :] = [
                words._replace(controls=around.controls, placeholder=empty or words.placeholder)
                for words in shown
            ]
        else:
            del form.paragraph.words[form.start :]
            text, chosen = _chosen(form.data, closed)
            around = around._replace(placeholder=not chosen)
            self._words(text, None, around, into)


def _chosen(data: Element, of: OpenField) -> tuple[str, bool]:
    """What a check box or a drop-down list shows, and whether somebody chose it."""
    if of.kind == "FORMCHECKBOX":
        box = child(data, "checkBox")
        state = child(box, "checked")
        state = child(box, "default") if state is None else state
        return (CHECKED if state is not None and is_on(state) else UNCHECKED), True
    choices = child(data, "ddList")
    entries = (
        [attribute(e, "val") or "" for e in choices if local(e) == "listEntry"]
        if (choices is not None)
        else []
    )
    result = value(choices, "result")
    number = int(result) if result.isdecimal() else 0
    return (entries[number] if number < len(entries) else ""), bool(result)


def _end_links(words: list[Words]) -> None:
    """Gives words that look like the end of the link before them its address.

    LibreOffice closes a link too early when another one stands right before it.
    """
    for place, one in enumerate(words[1:], start=1):
        link = words[place - 1].run.link
        if link and one.run.link is None and one.style in LINK_STYLES:
            words[place] = one._replace(run=replace(one.run, link=link, underline=False))


def _within(control: Element, around: _Around) -> _Around:
    """The same for what is in a content control."""
    return around._replace(
        controls=(*around.controls, *names_of(control)),
        placeholder=around.placeholder or shows_placeholder(control),
    )


def shows_placeholder(control: Element) -> bool:
    """Whether a content control shows its prompt, nobody having filled it in."""
    prompt = child(control, "sdtPr", "showingPlcHdr")
    return prompt is not None and is_on(prompt)


def _symbol(element: Element) -> str:
    """The letter of a symbol's code; a check box for those of the fonts that have them."""
    text = symbol(element)
    return "".join(_BOXES.get(ord(letter) & 0xFF, letter) for letter in text)


def plain_text(words: Iterable[Words]) -> str:
    return "".join(one.run.text for one in words)
