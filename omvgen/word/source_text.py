"""A Word document of any program as a source of answers: its blocks in order.

What a reader of the page sees is read, as it reads when tracked changes are accepted; what
the page hides is marked so. No word is passed over: what is neither text of the body nor
beside it is named as unreadable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import tr
from omvgen.package import Unreadable, unzip_package
from omvgen.plan.text import RichText, Run, plain, rich
from omvgen.plan.transfer import Revision
from omvgen.word.elements import (
    AROUND,
    CONTAINERS,
    SILENT,
    any_text,
    attribute,
    child,
    is_on,
    local,
    value,
)
from omvgen.word.formatting import Place, Styles
from omvgen.word.numbering import Numbering
from omvgen.word.parts import Parts
from omvgen.word.pieces import Names, names_of
from omvgen.word.source import (
    Comment,
    Source,
    SourceBlock,
    SourceTable,
    SourceText,
    Styled,
)
from omvgen.word.source_words import Paragraph, Words, WordsReader, plain_text, shows_placeholder
from omvgen.word.tracked_changes import PLACE, resolve_changes
from omvgen.writers.docx.xml import Element

_BODY_LEVEL = 9  # of an outline: no heading
_MOST_REPEATED = 50  # paragraphs of a merged cell; more are no value of each row that it covers
_MOST_COLUMNS = 63  # that Word has; more are a mistake
_LABEL_ENDS = (":", "?", "\t", "\n")


def read_source(data: bytes, file: str, *, author: str | None = None) -> Source:
    """The document whose bytes these are.

    `author` is the only one whose tracked changes are accepted, None for all of them. Raises
    `ReadError` (OMV770) when the file, called `file`, is no Word document that can be read.
    """
    try:
        package = Parts(unzip_package(data))
        root = package.root(package.main)
        if local(root) != "document":
            raise ValueError(local(root))
        return _Reader(package, author).source(root, file)
    except Unreadable as error:
        values = {"file": file, "reason": error.words}
        raise ReadError(Finding(Code.SOURCE_UNREADABLE, values=values)) from error
    except ValueError as error:
        values = {"file": file, "reason": tr("se ei ole Word-asiakirja")}
        raise ReadError(Finding(Code.SOURCE_UNREADABLE, values=values)) from error


@dataclass(frozen=True)
class _Around:
    """What is around the blocks of a container."""

    controls: tuple[Names, ...] = ()
    place: Place = field(default_factory=Place)
    placeholder: bool = False
    listed: bool = False


class _Reader:
    """Reads one document. What it finds beside the blocks is gathered as it goes."""

    def __init__(self, package: Parts, author: str | None) -> None:
        self._package = package
        self._author = author
        self._styles = Styles.of(
            package.of_main("styles"), package.of_main("theme"), lambda _: None
        )
        self._numbering = Numbering(package.of_main("numbering"), self._styles, lambda _: None)
        self._words = WordsReader(self._styles, {})
        self._revisions: list[Revision] = []
        self._contents: list[str] = []
        self._unreadable: dict[str, None] = {}
        self._notes: dict[tuple[str, str], RichText] = {}
        self._noted: set[tuple[str, str]] = set()
        self._comments: dict[str, Comment] = {}
        self._commented: set[str] = set()

    def source(self, root: Element, file: str) -> Source:
        package = self._package
        margin, note = tr("ylä- tai alatunniste"), tr("alaviite")
        for kind in ("footnotes", "endnotes"):
            for part in package.names_of(kind):
                for one in self._opened(package.root(part), part, note):
                    key = kind, attribute(one, "id") or ""
                    self._notes[key] = _joined(self._blocks(one, _Around()))
        for part in package.names_of("comments"):
            for one in self._opened(package.root(part), part, ""):
                text = _joined(self._blocks(one, _Around())).plain
                author = (attribute(one, "author") or "").strip()
                written = attribute(one, "date") or ""
                self._comments[attribute(one, "id") or ""] = Comment(author, text, written)
        blocks = tuple(self._blocks(self._opened(root, package.main), _Around()))
        margins: list[SourceText] = []
        for part in package.names_of("header", "footer"):
            opened = self._opened(package.root(part), part, margin)
            margins += flat(self._blocks(opened, _Around()))
        lost = (text for key, text in self._notes.items() if key not in self._noted and text)
        margins += (SourceText(text, place=note) for text in lost)
        return Source(
            file,
            blocks,
            margins=tuple(margins),
            contents=tuple(self._contents),
            revisions=tuple(self._revisions),
            properties=tuple(package.properties.items()),
            unreadable=tuple(self._unreadable),
            comments=tuple(self._comments.values()),
        )

    def _opened(self, root: Element, part: str, place: str | None = None) -> Element:
        """The root of a part to be read now, without alternates and tracked changes."""
        _choose_alternates(root)
        _name_places(root, place)
        self._revisions += resolve_changes(root, self._author)
        links = {r.id: r.target for r in self._package.relations(part) if r.external}
        self._words = WordsReader(self._styles, links)
        return root

    # ---- blocks --------------------------------------------------------------------------

    def _blocks(self, element: Element, around: _Around) -> Iterator[SourceBlock]:
        for one in element:
            match local(one):
                case "p":
                    yield from self._paragraph(one, around)
                case "tbl":
                    yield from self._table(one, around)
                case "sdt":
                    yield from self._blocks(one, _within(one, around))
                case name if name in AROUND or name in CONTAINERS:
                    yield from self._blocks(one, around)
                case name if name and name not in SILENT and any_text(one).strip():
                    yield SourceText(plain(any_text(one)), controls=around.controls)

    def _paragraph(self, element: Element, around: _Around) -> Iterator[SourceBlock]:
        properties = child(element, "pPr")
        place = replace(around.place, paragraph=properties)
        read = self._words.read(element, place, around.controls, placeholder=around.placeholder)
        mark, label = self._numbering.list_mark(properties)
        style = self._styles.name(value(properties, "pStyle") or self._styles.default("paragraph"))
        heading = self._level(properties, style)
        self._unreadable |= dict.fromkeys(read.unreadable)
        listed = around.listed or read.listed or style.startswith(("toc ", "contents "))
        if listed and not heading:
            shown = plain_text(read.words).strip()
            self._contents += [shown] if shown else []
        else:
            base = SourceText(
                RichText(),
                heading=heading,
                number=label if heading else "",
                style=style,
                place=element.get(PLACE) or "",
            )
            yield from self._texts(read, base, around.controls, "" if heading else mark)
        for box in read.boxes:
            yield from self._blocks(box, replace(around, place=Place()))

    def _texts(
        self, read: Paragraph, base: SourceText, controls: tuple[Names, ...], mark: str
    ) -> Iterator[SourceText]:
        """The paragraph as one text, or as several where a label leads to a control."""
        notes = tuple(self._notes[key] for key in read.notes if key in self._notes)
        self._noted.update(read.notes)
        comments = [key for key in dict.fromkeys(read.comments) if key not in self._commented]
        self._commented.update(comments)
        remarks = tuple(self._comments[key] for key in comments if key in self._comments)
        texts = [_text(words, base, mark) for words in _parted(read.words, controls)]
        if not any(texts) and (notes or remarks or mark):
            texts = [replace(base, controls=controls)] if notes or remarks else []
        for number, text in enumerate(one for one in texts if one):
            first = not number
            yield replace(text, notes=notes, comments=remarks) if first else text

    def _level(self, properties: Element | None, style: str) -> int:
        """The outline level from 1, 0 for body text."""
        outline = value(self._styles.paragraph_properties(properties).get("outlineLvl"))
        if outline.isdecimal():
            return int(outline) + 1 if int(outline) < _BODY_LEVEL else 0
        named = style.removeprefix("heading ")
        return int(named) if named != style and named.isdecimal() else 0

    # ---- tables --------------------------------------------------------------------------

    def _table(self, table: Element, around: _Around) -> Iterator[SourceBlock]:
        properties = child(table, "tblPr")
        style = value(properties, "tblStyle") or self._styles.default("table")
        grounds = self._styles.grounds(around.place, properties)
        grounds += self._styles.table_grounds(style)
        around = replace(around, place=Place(table_style=style, grounds=grounds))
        rows: list[tuple[tuple[SourceBlock, ...], ...]] = []
        headers = 0
        for row, within in _children(table, "tr", around):
            header = child(row, "trPr", "tblHeader")
            headers += len(rows) == headers and header is not None and is_on(header)
            rows.append(tuple(self._row(row, within, rows[-1] if rows else ())))
        place = next((e.get(PLACE) for e in table.iter() if e.get(PLACE)), "") or ""
        if rows:
            name = place.partition(",")[0]
            yield SourceTable(tuple(rows), headers, around.controls, name)

    def _row(
        self, row: Element, around: _Around, above: tuple[tuple[SourceBlock, ...], ...]
    ) -> Iterator[tuple[SourceBlock, ...]]:
        """The cells, one in each column that it covers.

        One merged upwards repeats the text above, unless it hides words of its own.
        """
        hidden = child(row, "trPr", "hidden")
        if hidden is not None and is_on(hidden):
            around = replace(around, place=replace(around.place, hidden=True))
        column = 0
        for _ in range(_count(value(row, "trPr", "gridBefore"), 0)):
            column += 1
            yield ()
        for cell, within in _children(row, "tc", around):
            properties = child(cell, "tcPr")
            grounds = self._styles.grounds(within.place, properties)
            merged = child(properties, "vMerge")
            covered = merged is not None and attribute(merged, "val") != "restart"
            place = replace(within.place, grounds=grounds, hidden=within.place.hidden or covered)
            blocks = tuple(self._blocks(cell, replace(within, place=place)))
            if covered and not blocks and column < len(above):
                blocks = above[column] if len(above[column]) <= _MOST_REPEATED else ()
            for _ in range(_count(value(properties, "gridSpan"), 1)):
                column += 1
                yield blocks


def flat(blocks: Iterable[SourceBlock]) -> Iterator[SourceText]:
    """The texts of the blocks in order, those of tables by row; a merged cell's once."""
    for block in blocks:
        if isinstance(block, SourceText):
            yield block
            continue
        seen: set[int] = set()
        for row in block.rows:
            for cell in row:
                new = [one for one in cell if id(one) not in seen]
                seen.update(map(id, cell))
                yield from flat(new)


def _joined(blocks: Iterable[SourceBlock]) -> RichText:
    """The texts of the blocks as one, a line each."""
    runs: list[Run] = []
    for block in flat(blocks):
        runs += [Run("\n")] if runs else []
        runs += block.text.runs
    return rich(runs)


def _parted(words: list[Words], around: tuple[Names, ...]) -> Iterator[list[Words]]:
    """The words of a paragraph by their controls, where a control stands after a label.

    A control within a sentence parts nothing. What is hidden, and prompts, stand apart.
    """
    groups = [list(group) for _, group in groupby(words, key=lambda one: one.controls)]
    before = ""
    leads: list[bool] = []
    for place, group in enumerate(groups):
        alone = not before.strip() and not any(
            plain_text(one).strip() for one in groups[place + 1 :]
        )
        own = group[0].controls != around
        leads.append(own and (alone or before.rstrip(" ").endswith(_LABEL_ENDS)))
        before = plain_text(group) if plain_text(group).strip() or not own else before
    texts: list[list[Words]] = [[]]
    for group, parted in zip(groups, leads, strict=True):
        if parted:
            texts += [group, []]
        else:
            texts[-1] += group
    for text in texts:
        for hidden, prompt in ((False, False), (False, True), (True, False), (True, True)):
            part = [one for one in text if (one.hidden, one.placeholder) == (hidden, prompt)]
            if part:
                yield part


def _text(words: list[Words], base: SourceText, mark: str) -> SourceText | None:
    """The words as a text; None when nothing of them can be seen."""
    seen = [one for one in words if one.run.text.strip()]
    if not seen:
        return None
    runs = [one.run for one in words]
    if mark:
        first = next(place for place, one in enumerate(words) if one.run.text.strip())
        bare = replace(runs[first], text=runs[first].text.lstrip())
        words = [words[first]._replace(run=bare), *words[first + 1 :]]
        runs = [Run(mark), *(one.run for one in words)]
    text = rich(runs)
    return replace(
        base,
        text=text,
        bold=all(one.shown_bold for one in seen),
        controls=max((one.controls for one in seen), key=len)
        if _alike(seen)
        else (min((one.controls for one in seen), key=len)),
        hidden=seen[0].hidden,
        placeholder=seen[0].placeholder,
        styles=tuple(_styled(words, text)),
    )


def _alike(words: list[Words]) -> bool:
    return len({one.controls for one in words}) == 1


def _styled(words: list[Words], text: RichText) -> Iterator[Styled]:
    """The stretches of the canonical text that have a character style."""
    # The style goes along as a part of the format, so that both texts are cut alike.
    along = rich(replace(one.run, link=f"{one.style}\n{one.run.link or ''}") for one in words)
    whole, start = text.plain, 0
    if along.plain != whole[len(whole) - len(along.plain) :]:
        along = RichText()  # a letter's accent stands in another style: not a text of ours
    start = len(whole) - len(along.plain)
    for style, group in groupby(along.runs, key=lambda run: (run.link or "").partition("\n")[0]):
        end = start + sum(len(run.text) for run in group)
        if style:
            yield Styled(start, end, style)
        start = end


def _within(control: Element, around: _Around) -> _Around:
    """The same for what is in a content control."""
    gallery = value(control, "sdtPr", "docPartObj", "docPartGallery")
    return replace(
        around,
        controls=(*around.controls, *names_of(control)),
        placeholder=around.placeholder or shows_placeholder(control),
        listed=around.listed or gallery == "Table of Contents",
    )


def _children(element: Element, wanted: str, around: _Around) -> Iterator[tuple[Element, _Around]]:
    """The rows of a table or the cells of a row, those within controls included."""
    for one in element:
        name = local(one)
        if name == wanted:
            yield one, around
        elif name == "sdt":
            yield from _children(one, wanted, _within(one, around))
        elif name in AROUND:
            yield from _children(one, wanted, around)


def _count(text: str, default: int) -> int:
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() else default


def _choose_alternates(root: Element) -> None:
    """Puts in place of each choice of forms the first, or the other when only that has words."""
    for choice in [e for e in root.iter() if local(e) == "AlternateContent"]:
        forms = [e for e in choice if local(e) in ("Choice", "Fallback")]
        with_words = [e for e in forms if any_text(e).strip()]
        for form in (with_words or forms)[:1]:
            for one in list(form):
                choice.addprevious(one)
        choice.getparent().remove(choice)


def _name_places(root: Element, place: str | None) -> None:
    """Writes at each paragraph and row where it stands: as given, or counted."""
    paragraphs = tables = rows = 0
    for one in root.iter():
        name = local(one)
        if name not in ("p", "tbl", "tr"):
            continue
        depth = sum(local(e) == "tbl" for e in one.iterancestors())
        if place is not None:
            one.set(PLACE, place)
        elif name == "p" and not depth:
            paragraphs += bool(any_text(one).strip())
            one.set(PLACE, tr("kappale {number}", number=paragraphs))
        elif name == "tbl" and not depth:
            tables, rows = tables + 1, 0
        else:
            rows += name == "tr" and depth == 1
            one.set(PLACE, tr("taulukko {table}, rivi {row}", table=tables, row=rows))
