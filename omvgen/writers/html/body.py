"""Blocks as the body of a page: landmarks, one section a heading, lists, tables and fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import assert_never

from omvgen.content import blocks
from omvgen.locale import tr
from omvgen.writers.html.differences import Differences
from omvgen.writers.html.markup import Markup, element, joined
from omvgen.writers.html.spans import spans_markup
from omvgen.writers.html.summary import (
    CHANGES_ID,
    SUMMARY_ID,
    compared_plans,
    legend_section,
    numbered_id,
    summary_section,
    tools,
)

# No id of a form has a hyphen, so none is one of these.
_MAIN_ID, _CONTENTS_ID = "sivun-sisalto", "sivun-sisallys"
_LISTS = {"1.": "decimal", "1)": "parenthesis", "a)": "letter"}  # classes of the style sheet


@dataclass
class Section:
    """A heading with the blocks below it, and the sections of a lower level within it."""

    heading: blocks.Heading
    blocks: list[blocks.Leaf] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether it tells of changes, which a reader may filter."""
        own = any(
            isinstance(block, blocks.ChangedText | blocks.ChangedTable) for block in self.blocks
        )
        return own or any(section.changes for section in self.sections)


def in_sections(in_order: Iterable[blocks.Leaf]) -> tuple[list[blocks.Leaf], list[Section]]:
    """What stands before the first heading, and the sections of the highest level."""
    front: list[blocks.Leaf] = []
    sections: list[Section] = []
    open_: list[Section] = []  # the last section of each level
    for block in in_order:
        if isinstance(block, blocks.Heading):
            while open_ and open_[-1].heading.level >= block.level:
                open_.pop()
            section = Section(block)
            (open_[-1].sections if open_ else sections).append(section)
            open_.append(section)
        else:
            (open_[-1].blocks if open_ else front).append(block)
    return front, sections


class Body:
    """Writes a document's body. `lists_changes` is true of a list of changes, empty or not."""

    def __init__(self, document: blocks.Document) -> None:
        self._document = document
        ours, theirs = document.language, document.plan_language
        self._lang = None if ours.split("-")[0] == theirs.split("-")[0] else theirs
        self._differences = Differences(self._lang)
        self._front, self._sections = in_sections(blocks.leaves(document.blocks))
        summary = next((block for block in self._front if isinstance(block, blocks.Summary)), None)
        changed = any(section.changes for section in self._sections)
        self.lists_changes = summary is not None or changed
        # Sections before the first with changes, which is number 1 among those.
        self._before = next((n for n, one in enumerate(self._sections) if one.changes), 0)
        self._summary = summary if summary and summary.tallies else None

    @property
    def has_tools(self) -> bool:
        """Whether there are changes to filter."""
        return self._summary is not None

    def write(self) -> Markup:
        """The skip link, the header, and the rest as the page's main content."""
        end = max((n for n, b in enumerate(self._front, 1) if _is_of_header(b)), default=0)
        main = joined(self._blocks(self._front[end:]), self._all_sections())
        watermark = self._document.watermark  # its word stands in the header too
        skip = (f"#{_MAIN_ID}", tr("Siirry sisältöön"))
        if self._summary:
            skip = (f"#{CHANGES_ID}", tr("Siirry muutoksiin"))
            main = joined(main, legend_section(self._summary))
        return joined(
            # One page for a wall has nothing to skip, and may be in a language that we lack.
            "" if self._document.large else element("a", skip[1], href=skip[0], class_="skip"),
            element("p", watermark, class_="watermark", aria_hidden="true") if watermark else "",
            element("header", self._blocks(self._front[:end])),
            element("main", main, id=None if self._summary else _MAIN_ID),
        )

    def _all_sections(self) -> Markup:
        """The sections; those with changes together, after the tools to look at them."""
        written: list[Markup] = []
        places = enumerate(self._sections, 1 - self._before)
        for changes, group in groupby(places, key=lambda place: place[1].changes):
            sections = [self._section(section, place) for place, section in group]
            if changes and self._summary:
                changed = element("div", *sections, id=CHANGES_ID, tabindex="-1")
                sections = [tools(self._summary), changed]
            written += sections
        return joined(*written)

    def _section(self, section: Section, place: int) -> Markup:
        heading, id_ = section.heading, _section_id(section, place)
        title = f"{heading.number} {heading.text}".lstrip()
        return element(
            "section",
            element("h2", title, id=id_, lang=self._lang if heading.number else None),
            self._blocks(section.blocks),
            *map(self._article, section.sections),
            class_="part" if section.changes else None,
            data_section=heading.anchor if section.changes else None,
            aria_labelledby=id_,
        )

    def _article(self, section: Section) -> Markup:
        """A section within another, such as a question."""
        heading = section.heading
        number = element("span", heading.number, class_="number") if heading.number else ""
        words = (number, " " if number else "", heading.text)
        return element(
            "article",
            element(f"h{heading.level + 1}", *words, lang=self._lang),
            self._blocks(section.blocks),
            *map(self._article, section.sections),
            class_="part" if section.changes else None,
            id=_anchor(heading.anchor),
        )

    def _blocks(self, in_order: Iterable[blocks.Leaf]) -> Markup:
        """The blocks in order: items and fields that follow one another are one list."""
        written: list[Markup] = []
        for kind, group in groupby(in_order, key=_list_kind):
            if kind is blocks.ListItem:
                written += self._lists([b for b in group if isinstance(b, blocks.ListItem)])
            elif kind is blocks.Field:
                written.append(
                    self._fields(
                        b for b in group if isinstance(b, blocks.Field | blocks.SignatureLine)
                    )
                )
            else:
                written += (markup for block in group for markup in self._block(block))
        return joined(*written)

    def _block(self, block: blocks.Leaf) -> Iterator[Markup]:
        match block:
            case blocks.Letterhead(sender, document_type):
                words = (sender, " ", element("strong", document_type))
                yield element("p", *words, class_="letterhead")
            case blocks.Title(text):
                yield element("h1", text)
            case blocks.Contents(title):
                yield self._contents(title)
            case blocks.Text(spans, style):
                ours = style is not blocks.ParagraphStyle.BODY
                lang, class_ = (None, style.value) if ours else (self._lang, None)
                yield element("p", spans_markup(spans), class_=class_, lang=lang)
            case blocks.Field(label, value):  # about a change: others are parts of lists
                number = joined(element("span", label, class_="number"), " ") if label else ""
                yield element("p", number, spans_markup(value), class_="change")
            case blocks.Table():
                yield self._table(block)
            case blocks.Heading() | blocks.ListItem() | blocks.SignatureLine():
                pass  # a heading begins a section, the others are parts of lists
            case _:
                yield self._change(block)

    def _change(self, block: blocks.ChangeBlock) -> Markup:
        match block:
            case blocks.ComparedPlans():
                return compared_plans(block)
            case blocks.Summary():
                return summary_section(block)
            case blocks.ChangedText():
                return self._differences.text(block)
            case blocks.ChangedTable():
                return self._differences.table(block)
            case _:
                assert_never(block)

    def _contents(self, title: str) -> Markup:
        entries = [(SUMMARY_ID, tr("Yhteenveto"))] if self._summary else []
        for place, section in enumerate(self._sections, 1 - self._before):
            text = f"{section.heading.number} {section.heading.text}".lstrip()
            entries.append((_section_id(section, place), text))
        links = (element("a", text, href=f"#{id_}") for id_, text in entries)
        items = (element("li", link) for link in links)
        above = element("h2", title, id=_CONTENTS_ID)
        return element("nav", above, element("ul", *items), aria_labelledby=_CONTENTS_ID)

    def _lists(self, items: list[blocks.ListItem]) -> Iterator[Markup]:
        """A list for each stretch of items that are numbered alike, deeper items within theirs."""
        level = min(item.level for item in items)
        groups: list[tuple[blocks.ListItem, list[blocks.ListItem]]] = []
        for item in items:
            if item.level > level and groups:
                groups[-1][1].append(item)
            else:
                groups.append((item, []))
        for mark, same in groupby(groups, key=lambda group: group[0].mark):
            class_ = _LISTS.get(mark)
            written = [self._list_item(item, deeper) for item, deeper in same]
            yield element("ol" if class_ else "ul", *written, class_=class_)

    def _list_item(self, item: blocks.ListItem, deeper: list[blocks.ListItem]) -> Markup:
        return element(
            "li",
            spans_markup(item.spans),
            *(self._lists(deeper) if deeper else ()),
            value=str(item.value) if item.value else None,
            lang=self._lang if item.mark else None,
        )

    def _fields(self, fields: Iterable[blocks.Field | blocks.SignatureLine]) -> Markup:
        pairs = (
            field.field if isinstance(field, blocks.SignatureLine) else field for field in fields
        )
        return element("dl", *map(self._field, pairs), class_="fields")

    def _field(self, field: blocks.Field | blocks.SignatureLine) -> Markup:
        """A label and its value, or a line to write it on."""
        field = field.field if isinstance(field, blocks.SignatureLine) else field
        is_line = field.to_fill_in
        to_fill_in = element("span", tr("täytetään käsin"), class_="unseen")
        value = to_fill_in if is_line else spans_markup(field.value)
        class_ = "to-fill-in" if is_line else None
        asked = field.kind is blocks.FieldKind.ANSWER  # the label is the plan's question
        return element(
            "div",
            element("dt", field.label, lang=self._lang if asked else None),
            element("dd", value, lang=self._lang, class_=class_),
            class_=field.kind.value,
            id=_anchor(field.anchor),
        )

    def _table(self, table: blocks.Table) -> Markup:
        """The table with its caption; it scrolls by itself where it is wider than the window."""
        classes = ["number" if column.numeric else None for column in table.columns]
        titles = [
            element("th", column.title, scope="col", class_=class_)
            for column, class_ in zip(table.columns, classes, strict=True)
        ]
        rows = [
            element(
                "tr",
                *(
                    element("td", spans_markup(cell), class_=class_)
                    for cell, class_ in zip(row, classes, strict=True)
                ),
            )
            for row in table.rows
        ]
        written = element(
            "table",
            element("caption", table.caption),
            element("thead", element("tr", *titles)),
            element("tbody", *rows),
            class_="grid to-fill-in" if table.to_fill_in else "grid",
            lang=self._lang,
        )
        name = table.caption
        return element(
            "div", written, class_="scroll", role="region", aria_label=name, tabindex="0"
        )


def _is_of_header(block: blocks.Leaf) -> bool:
    """Whether the block belongs to the page's header, where it stands before all headings."""
    is_metadata = isinstance(block, blocks.Text) and block.style is blocks.ParagraphStyle.METADATA
    return is_metadata or isinstance(block, blocks.Letterhead | blocks.Title | blocks.ComparedPlans)


def _list_kind(block: blocks.Leaf) -> type[blocks.ListItem | blocks.Field] | None:
    """Of what list the block is a part: of items, of labels with their values, or of none."""
    match block:
        case blocks.ListItem():
            return blocks.ListItem
        case blocks.SignatureLine():
            return blocks.Field
        case blocks.Field():
            return None if block.kind is blocks.FieldKind.CHANGE else blocks.Field
    return None


def _anchor(anchor: str) -> str | None:
    """The id by which a link leads to a question or another part."""
    return f"kohta-{anchor}" if anchor else None


def _section_id(section: Section, place: int) -> str:
    """The id of the section's heading: of changes by its place, as the counts link to it."""
    anchor = section.heading.anchor
    return numbered_id(place) if section.changes or not anchor else anchor
