"""The text of anybody's Word document, a paragraph or a table row at a time.

What a reader sees is read: the document as it reads when all tracked changes are
accepted, with the numbers of its lists and the targets of its links. Text that stands
otherwise than as plain words (hidden, struck through, in the colour of its ground) is
marked so in words. Whatever is not on the lists of what is understood here is reported,
never passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from omvgen.patterns import pattern
from omvgen.word.colors import WHITE
from omvgen.word.document_text import DocumentText, TextLine, Unread
from omvgen.word.elements import (
    AROUND,
    CONTAINERS,
    SIGNS,
    SILENT,
    any_text,
    attribute,
    child,
    is_on,
    local,
    number,
    own_text,
    symbol,
    value,
)
from omvgen.word.fields import Fields, link_target
from omvgen.word.formatting import Mark, Place, Resolved, Styles
from omvgen.word.looks import (
    Grid,
    Look,
    blanks_of,
    cell_look,
    label_look,
    paragraph_look,
    regions_of,
    row_look,
    run_look,
    runs_of,
    section_looks,
    settings_look,
    table_look,
)
from omvgen.word.numbering import Numbering
from omvgen.word.page_headers import page_headers
from omvgen.word.pages import check_fonts, check_settings, check_web, page_color
from omvgen.word.parts import Parts
from omvgen.word.pictures import Picture, is_signature_line, picture_of
from omvgen.word.pieces import (
    LINK_STYLES,
    Names,
    Piece,
    joined,
    names_of,
    runs_from_right,
    with_named_turns,
    with_whole_links,
)
from omvgen.word.properties import Traits
from omvgen.word.structure import doubtful
from omvgen.writers.docx.xml import Element

_PAGE_NUMBER = pattern(r"(?<![\t ])[\t ]++\d++$")  # of an entry of the contents
_NUMBERS_OF_NOTES = ("footnoteReference", "endnoteReference")
_LEAST_CELL = 60  # twips, of a cell with text


def read_text(parts: Mapping[str, bytes]) -> DocumentText:
    """The text of a document. Raises ValueError when there is none, or `Unreadable`."""
    package = Parts(parts)
    root = package.root(package.main)
    if local(root) != "document":
        raise ValueError(local(root))
    reader = _Reader(package)
    body = reader.lines(root, package.main)
    contents_left_out = reader.fields.contents_left_out
    headers = page_headers(package, reader.settings, reader.sections)
    lines = {
        part: tuple(line.shown for line in reader.lines_of(part))
        for part in dict.fromkeys(part for pages in headers for parts in pages for part in parts)
    }
    pages = tuple(
        tuple(tuple(line for part in parts for line in lines[part]) for parts in section)
        for section in headers
    )
    notes = [line.shown for part in package.notes for line in reader.lines_of(part)]
    inserted = tuple(filter(str.strip, reader.inserted))
    comments = [
        line.text for part in package.names_of("comments") for line in reader.comments(part)
    ]
    reader.root = ""
    for name in package.unknown():
        reader.report(name)
    unread = tuple(dict.fromkeys(reader.unread))
    return DocumentText(
        body,
        tuple(line for part in lines.values() for line in part),
        tuple(notes),
        tuple(comments),
        inserted,
        unread,
        contents_left_out,
        pages,
        tuple(reader.looks),
        reader.regions,
        tuple(section_looks(reader.sections)),
        settings_look(reader.settings, reader.ground),
        reader.instructions,
    )


@dataclass
class _Reader:
    """Reads the parts of one document, in the order in which they are shown."""

    package: Parts
    unread: list[Unread] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    sections: list[Element] = field(default_factory=list)
    root: str = ""  # the name of the root of the part that is read
    controls: tuple[Names, ...] = ()
    looks: list[Look] = field(default_factory=list)
    regions: dict[tuple[str, str, str], Traits] = field(default_factory=dict)
    content: Traits = field(default_factory=dict)  # traits by what the paragraph holds
    instructions: Counter[tuple[str, str]] = field(default_factory=Counter)
    around_table: tuple[Names, ...] = ()  # the controls around the table that is read

    def __post_init__(self) -> None:
        package = self.package
        self.settings = package.of_main("settings")
        theme = package.of_main("theme")
        self.styles = Styles.of(package.of_main("styles"), theme, self.report)
        self.numbering = Numbering(package.of_main("numbering"), self.styles, self.report)
        self.fields = Fields(self.report)
        self.place = Place()
        self.ground = WHITE
        check_settings(self.settings, self.report)
        check_fonts(package.of_main("fontTable"), self.report)
        check_web(package.of_main("webSettings"), self.report)

    def report(self, name: str, picture: Picture | None = None) -> None:
        """Notes something that cannot be read where the reading is."""
        self.unread.append(Unread(name, self.root, self.controls, picture))

    def section(self, section: Element) -> None:
        self.styles.understood(section)
        self.sections.append(section)

    def lines_of(self, part: str) -> tuple[TextLine, ...]:
        return self.lines(self.package.root(part), part)

    def lines(self, root: Element, part: str) -> tuple[TextLine, ...]:
        """The lines of a part whose root is given."""
        self.root, self.fields = local(root), Fields(self.report)
        for name in doubtful(root):
            self.report(name)
        relations = self.package.relations(part)
        self.links = {r.id: r.target for r in relations if r.external}
        self.targets = {r.id: r.target for r in relations if not r.external}
        usual = self.place.grounds[0]
        ground = page_color(root, self.settings, self.styles, usual, self.report)
        self.place = replace(self.place, grounds=(ground,))
        self.ground = ground if local(root) == "document" else self.ground
        found = tuple(self._blocks(root, (), self.place))
        self.controls = ()
        return found

    def comments(self, part: str) -> tuple[TextLine, ...]:
        """The lines of comments, which may hold anything: they are no text of the document."""
        unread, looks = len(self.unread), len(self.looks)
        found = self.lines_of(part)
        del self.unread[unread:], self.looks[looks:]
        return found

    # ---- blocks --------------------------------------------------------------------------

    def _blocks(
        self,
        element: Element,
        controls: tuple[Names, ...],
        place: Place,
        *,
        listed: bool = False,
    ) -> Iterator[TextLine]:
        """The lines of what stands in the element, itself no paragraph or table."""
        for one in element:
            self.controls = controls
            match local(one):
                case "p":
                    yield from self._paragraph(one, controls, place, listed=listed)
                case "tbl":
                    yield from self._table(one, controls, place)
                case "sdt":
                    gallery = child(one, "sdtPr", "docPartObj") is not None
                    self.styles.understood(child(one, "sdtPr"))
                    inner = (*controls, *names_of(one))
                    yield from self._blocks(one, inner, place, listed=listed or gallery)
                case "sectPr":
                    self.section(one)
                case name if name in AROUND or name in CONTAINERS:
                    yield from self._blocks(one, controls, place, listed=listed)
                case name if name and name not in SILENT:
                    self.report(name)
                    yield TextLine(any_text(one), controls)

    def _paragraph(
        self, element: Element, controls: tuple[Names, ...], place: Place, *, listed: bool
    ) -> Iterator[TextLine]:
        """The paragraph's own words first, then those of each control in it."""
        properties = self.styles.understood(child(element, "pPr"))
        self.styles.understood(child(properties, "rPr"))
        section = child(properties, "sectPr")
        if section is not None:
            self.section(section)
        listed = listed or any(
            local(e) == "hyperlink" and (attribute(e, "anchor") or "").startswith("_Toc")
            for e in element
        )
        label, level, shown = self.numbering.label(properties)
        place = replace(place, paragraph=properties, listed=level)
        mark = child(properties, "rPr")
        numbered = self.styles.run(replace(place, level=level), mark)
        if label:
            marks = self.styles.marks_of(replace(place, level=level), numbered)
            label = joined([Piece((), label, tuple(m for m in marks if m is Mark.HIDDEN))])
        self.content = {}
        pieces = with_whole_links(list(self._inline(element, controls, place, web=not listed)))
        self.content["mark"] = self.styles.size(place, mark)
        self._look(pieces, place, shown, numbered, listed=listed)
        if (child(mark, "del"), child(mark, "moveFrom")) != (None, None) and any(
            piece.text.strip() for piece in pieces
        ):
            self.report("paragraph mark")  # without it the words go on in the next paragraph
        groups: dict[tuple[Names, ...], list[Piece]] = {controls: []}
        for piece in pieces:
            groups.setdefault(piece.controls, []).append(piece)
        own = groups.pop(controls)
        text = _PAGE_NUMBER.sub("", joined(own)) if listed else joined(own)
        if text.strip() or label or not groups:
            emphasised = joined(own, emphasis=True)
            yield TextLine(text, controls, listed=listed, label=label, emphasised=emphasised)
        for within, parts in groups.items():
            emphasised = joined(parts, emphasis=True)
            yield TextLine(joined(parts), within, listed=listed, emphasised=emphasised)

    def _look(
        self, pieces: list[Piece], place: Place, label: str, numbered: Resolved, *, listed: bool
    ) -> None:
        """Notes how the paragraph is seen."""
        text, runs = runs_of(pieces, listed=listed)
        counted = tuple(piece.look or {} for piece in pieces if piece.counted)
        content = self.content | ({"label": label} if label else {})
        around = paragraph_look(self.styles, place, pieces, content, listed=listed)
        found = label_look(self.styles, place, numbered, label)
        words = "".join(piece.text for piece in pieces if not piece.target)
        traits = {"pPr": around, **place.around}
        within = next((piece.controls for piece in pieces if piece.controls), self.controls)
        controls = self.around_table if "tcPr" in traits else within
        self.looks.append(
            Look(
                *(words, text, runs, traits, counted, blanks_of(pieces)),
                *(found, controls, self.root, listed),
            )
        )

    def _table(
        self, table: Element, controls: tuple[Names, ...], place: Place
    ) -> Iterator[TextLine]:
        properties = self.styles.understood(child(table, "tblPr"))
        if "tcPr" not in place.around:  # no table within another
            self.around_table = controls
        style = value(properties, "tblStyle") or self.styles.default("table")
        grounds = self.styles.grounds(place, properties)
        grounds += self.styles.table_grounds(style)
        around = {"tblPr": table_look(self.styles, style, properties)}
        self.regions |= regions_of(self.styles, style)
        place = replace(place, table_style=style, grounds=grounds, around=around)
        grid = Grid(table)
        for row in self._children(table, "tr"):
            self.controls = controls
            cells = self._row(row, place, grid)
            if cells is not None:
                text, emphasised = (" | ".join(cell[n] for cell in cells) for n in (0, 1))
                yield TextLine(text, controls, row=True, emphasised=emphasised)

    def _row(self, row: Element, place: Place, grid: Grid) -> list[tuple[str, str]] | None:
        """The cells of the row, so that no word moves from one to the next unseen.

        None when the row is gone once tracked changes are accepted.
        """
        properties = self.styles.understood(child(row, "trPr"))
        if child(properties, "del") is not None:
            return None
        hidden = self.styles.of_table(place.table_style, "trPr", properties).get("hidden")
        if hidden is not None and is_on(hidden):
            place = replace(place, hidden=True)
        exception = self.styles.understood(child(row, "tblPrEx"))
        place = replace(place, around=row_look(self.styles, place, properties, exception))
        column, cells = grid.begin(properties), []
        for cell in self._children(row, "tc"):
            column, geometry = grid.cell(column, child(cell, "tcPr"))
            cells.append(self._cell(cell, place, geometry))
        kept = [cell for cell in cells if cell is not None]
        if child(properties, "ins") is not None:
            self.inserted.append(" | ".join(text for text, _ in kept))
        return kept

    def _cell(self, cell: Element, place: Place, geometry: Traits) -> tuple[str, str] | None:
        """The text of the cell, and the same with its emphasis; None when it is gone."""
        properties = self.styles.understood(child(cell, "tcPr"))
        if child(properties, "cellDel") is not None:
            return None
        width = child(properties, "tcW")
        narrow = (
            width is not None
            and attribute(width, "type") == "dxa"
            and 0 < (number(attribute(width, "w")) or 0) < _LEAST_CELL
        )
        merged = (child(properties, name) for name in ("vMerge", "hMerge"))
        covered = any(e is not None and attribute(e, "val") != "restart" for e in merged)
        grounds = self.styles.grounds(place, properties)
        hidden, around = (
            place.hidden or narrow or covered,
            cell_look(self.styles, place, properties, geometry),
        )
        place = replace(place, grounds=grounds, hidden=hidden, around=around)
        lines = list(self._blocks(cell, (), place))
        texts = ([line.shown for line in lines], [line.emphasised for line in lines])
        shown, emphasised = ("\n".join(one).strip() for one in texts)
        return shown, emphasised

    def _children(self, element: Element, wanted: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, those within controls included."""
        for one in element:
            match local(one):
                case name if name == wanted:
                    yield one
                case name if name in AROUND or name == "sdt":
                    self.styles.understood(child(one, "sdtPr"))
                    yield from self._children(one, wanted)
                case name if name and name not in SILENT:
                    self.report(name)

    # ---- within a paragraph --------------------------------------------------------------

    def _inline(
        self, element: Element, controls: tuple[Names, ...], place: Place, *, web: bool
    ) -> Iterator[Piece]:
        """Each stretch of text with the controls around it; an empty control has its own."""
        inside = partial(self._inline, place=place, web=web)
        for one in element:
            self.controls = controls
            match local(one):
                case "r":
                    yield from self._run(one, controls, place, web=web)
                case "sdt":
                    self.styles.understood(child(one, "sdtPr"))
                    inner = (*controls, *names_of(one))
                    yield Piece(inner, "")
                    yield from inside(one, inner)
                case "fldSimple":
                    self.fields.begin(attribute(one, "instr") or "")
                    self.fields.separate()
                    yield from inside(one, controls)
                    yield Piece(controls, self._end_field())
                case "hyperlink":
                    if tooltip := attribute(one, "tooltip"):
                        self.content["tooltip"] = tooltip
                    linked = replace(place, linked=True)
                    yield from self._inline(one, controls, linked, web=web)
                    address = self.links.get(attribute(one, "id") or "", "")
                    anchor = attribute(one, "anchor") if address else ""
                    if address:
                        yield Piece(controls, link_target(address, anchor or ""), target=True)
                case "ins" | "moveTo":
                    pieces = list(inside(one, controls))
                    self.inserted.append(joined(pieces))
                    yield from pieces
                case name if name in AROUND:
                    yield from inside(one, controls)
                case name if name and name not in SILENT:
                    self.report(name)
                    yield Piece(controls, any_text(one))

    def _run(
        self, run: Element, controls: tuple[Names, ...], place: Place, *, web: bool
    ) -> Iterator[Piece]:
        text, target = "", ""
        linked = place.linked or self.fields.in_link
        for one in run:
            if local(one) == "fldChar":
                target += self._field(attribute(one, "fldCharType"))
            else:
                text += self._in_run(one)
        counted = child(run, "t") is not None and self.fields.is_counted(text)
        if text or counted:
            properties = child(run, "rPr")
            styled = self.styles.name(value(properties, "rStyle")) in LINK_STYLES
            place = place if linked == place.linked else replace(place, linked=linked)
            found = self.styles.run(place, properties)
            marks = self._marks(text, place, found, web=web)
            look = run_look(self.styles, found, text)
            text = with_named_turns(text)
            yield Piece(controls, text, marks, linked, False, styled, look, counted)
        if target:  # after the link's text, in no format
            yield Piece(controls, target, target=True)

    def _in_run(self, one: Element) -> str:
        """The text of an element of a run; what is none is noted."""
        match local(one):
            case "t":
                if len(one):
                    self.report("t")
                return self.fields.shown(own_text(one))
            case "sym":
                return self.fields.shown(symbol(one))
            case "instrText":
                self.fields.instruct(one.text or "")
            case "br" if attribute(one, "type") in ("page", "column"):
                self.content["breaks"] = self.content.get("breaks", "") + "|"
                return " "
            case name if name in SIGNS:
                if name == "ptab":
                    self.content["fields"] = self.content.get("fields", "") + "ptab|"
                return SIGNS[name]
            case "pict" if is_signature_line(one):
                pass
            case "drawing" if picture := picture_of(one, self.targets, self.package.parts):
                self.report("drawing", picture)
            case name if name in _NUMBERS_OF_NOTES or (name and name not in SILENT):
                self.report(name)
                return any_text(one)
        return ""

    def _marks(self, text: str, place: Place, found: Resolved, *, web: bool) -> tuple[Mark, ...]:
        """How the text of a run stands, where that can be seen."""
        if not text.strip():
            return ()
        marks = self.styles.marks_of(place, found, web=web)
        if runs_from_right(text):  # LibreOffice says so of every run of such letters
            marks = tuple(one for one in marks if one is not Mark.RIGHT_TO_LEFT)
        return marks

    def _end_field(self) -> str:
        """Closes a field and notes its instruction; returns what it shows beside its result."""
        instruction = self.fields.open[-1].normal if self.fields.open else ""
        if instruction not in ("", "PAGEREF"):
            self.instructions[self.root, instruction] += 1
        if instruction:
            self.content["fields"] = f"{self.content.get('fields', '')}{instruction}|"
        return self.fields.end()

    def _field(self, kind: str | None) -> str:
        match kind:
            case "begin":
                self.fields.begin()
            case "separate":
                self.fields.separate()
            case "end":
                return self._end_field()
        return ""
