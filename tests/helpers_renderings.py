"""What each rendering of a change set says, read back by readers that did not write it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import Any

import docx
from docx.table import Table
from helpers_diff import as_html, as_markdown, as_text
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from omvgen.content.labels import change_words, kind_word, nature_word, row_name
from omvgen.content.report import report_document
from omvgen.diff.as_json import changes_to_json
from omvgen.diff.model import Changes, Kind, Nature
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, clean, rich
from omvgen.writers.docx.package import write_docx

_REMARKS = "Muutosten kirjaaminen ja tiedottaminen"
_OPEN, _NOTHING_OPEN = "Mitä on avoinna", "Avoimia virheitä tai varoituksia ei ole."
_APPENDIX = ["Koodi", "Solu", "Kohta", "Havainto ja korjaus"]
LABEL = (
    r"(?:(?:Muutettu|Täytetty|Tyhjennetty|Lisätty|Poistettu|Siirretty)"
    r"(?: \((?!ei julkinen)[^)]*\))?"
    r"|Tieto muuttui|Teksti kirjoitettu uudelleen|Järjestys muuttui, sisältö on sama"
    r"|Vain kirjoitusasu muuttui|Vain muotoilu muuttui: lihavointi, linkki tai muu sellainen"
    r"|Luku muuttui|Lukuja muuttui|Sanoja muuttui"
    r"|Lisätty uusi virke|Lisätty uusia virkkeitä|Poistettu virke|Poistettu virkkeitä"
    r"|(?:Lisätty|Poistettu) sanoja)"
)
_LIST_MARK = re.compile(r"[-–•]|\d+[.)]|[a-z]\)")
_HEAD = re.compile(rf"(?P<words>{LABEL})(?P<secret> \(ei julkinen\))?(?:: (?P<rest>.*))?")
_ROW = re.compile(
    rf"(?P<words>{LABEL}): (?P<name>.*?)(?: \(ei julkinen\))?(?:: (?P<rest>.* → .*))?"
)


@dataclass
class Entry:
    """One change: at which question, row or field, what happened, and the words of both sides."""

    place: str
    words: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def add(self, old: str, new: str) -> None:
        self.old += words_of(old)
        self.new += words_of(new)

    def add_cell(self, title: str, old: str, new: str) -> None:
        """A column of a row, named on each side that says something there."""
        self.add(*(f"{title} {text}" if words_of(text) else "" for text in (old, new)))

    @property
    def all(self) -> tuple[str, str, str, str]:
        """Without spaces, since some renderings put one between what went and what came."""
        return self.place, self.words, "".join(self.old), "".join(self.new)


@dataclass
class Told:
    """The changes in order, every paragraph beside them, and what is said of the change log."""

    entries: list[Entry] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def words_of(text: str) -> list[str]:
    """The words without list marks, which some renderings leave outside the signs."""
    words = text.replace("…", " ").replace("¶", " ").replace("(tyhjä)", " ").split()
    return [word for word in words if not _LIST_MARK.fullmatch(word)]


def _flat(text: str) -> str:
    return " ".join(text.split())


def from_json(changes: Changes, form: Form) -> list[tuple[str, str]]:
    """Place and words of each change, by the data alone and in the form's order."""
    data = changes_to_json(changes)
    happened = {change.question: change_words(change) for change in changes.changes}
    told = []
    for section in form.sections:
        for question in section.questions:
            number = form.numbers[question.id]
            answers = [c for c in data["changes"] if c["question"] == question.id]
            told += [(number, happened[c["question"]]) for c in answers]
            told += [
                (row_name(row, table), _brief(row_data))
                for table in question.tables
                for change, change_data in zip(changes.tables, data["tables"], strict=True)
                if change_data["table"] == table.id
                for row, row_data in zip(change.rows, change_data["rows"], strict=True)
            ]
    told += [(_title(form, f["field"]), _brief(f)) for f in data["fields"]]
    return told + [
        (row_name(row, form.log), _brief(row_data))
        for row, row_data in zip(changes.log, data["log"], strict=True)
    ]


def _title(form: Form, id_: str) -> str:
    return form.fields[id_].text


def _full(change: dict[str, Any]) -> str:
    word = kind_word(Kind(change["kind"]))
    if change["kind"] != "changed":
        return word
    return f"{word} ({nature_word(Nature(change['nature']))})"


def _brief(change: dict[str, Any]) -> str:
    return kind_word(Kind(change["kind"])) if change["nature"] == "value" else _full(change)


def from_text(changes: Changes, form: Form) -> Told:
    """Lines by their indent: 0 headings, 2 questions and fields, 6 answers, 8 rows, 12 cells."""
    told, number, block, in_table, title = Told(), "", "", False, ""
    for line in as_text(changes, form, width=100_000).splitlines():
        indent, text = len(line) - len(line.lstrip()), line.strip()
        old = re.sub(r"\[-(.*?)-\]", r"\1", re.sub(r"\{\+.*?\+\}", "", text))
        new = re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\[-.*?-\]", "", text))
        question, row = re.match(r"(\d+\.\d+) ", text), _ROW.fullmatch(text)
        if indent == 0:
            title = text or title
            told.paragraphs.append(text)
            in_table = text == "Muutosloki"
        elif title == _REMARKS:
            told.remarks.append(text)
        elif indent == 2 and question:
            number, in_table = question[1], False
        elif indent == 2 and row:
            told.entries.append(Entry(row["name"], row["words"]))
            _add_arrow(told.entries[-1], row["rest"])
        elif indent == 6 and (head := _HEAD.fullmatch(text)):
            told.entries.append(Entry(number, head["words"]))
            _add_arrow(told.entries[-1], head["rest"])
            block = ""
        elif indent == 6 and text in ("Vanha teksti:", "Uusi teksti:"):
            block = text
        elif indent == 6 and text.startswith("Taulukko:"):
            in_table = True
        elif in_table and indent == 8 and row:
            told.entries.append(Entry(row["name"], row["words"]))
        elif in_table:
            title = text.partition(": ")[0]
            sides = text.removeprefix(f"{title}: ").split(" → ")
            if len(sides) == 1:
                sides = [side.removeprefix(f"{title}:") for side in (old, new)]
            told.entries[-1].add_cell(title, *sides)
        elif told.entries:
            sides = {"Vanha teksti:": (old, ""), "Uusi teksti:": ("", new)}
            told.entries[-1].add(*sides.get(block, (old, new)))
    return told


def _add_arrow(entry: Entry, text: str | None) -> None:
    if text:
        old, _, new = text.partition(" → ")
        entry.add(old, new)


def from_html(changes: Changes, form: Form) -> Told:
    """The page in one column, with what it shows folded away left out."""
    page = html.document_fromstring(as_html(changes, form))
    for hidden in page.xpath("//*[@class='rest' or contains(@class, 'in-two')]"):
        hidden.drop_tree()
    told = Told(paragraphs=[_flat(p.text_content()) for p in page.xpath("//main/section/p")])
    told.remarks = [_text(li) for li in page.xpath(f"//section[h2='{_REMARKS}']/ul/li")]
    for item in page.xpath("//*[contains(@class, 'item')]"):
        words = _text(item.xpath(".//*[@class='what']")[0])
        name = item.xpath(".//*[@class='name']")
        number = item.xpath("ancestor::article//*[@class='number']")
        entry = Entry(_text(name[0] if name else number[0]), words)
        told.entries.append(entry)
        if item.tag == "tbody":
            for row in item.xpath("./tr[td]"):
                title = row.xpath("./th")[0]
                sides = [_text(cell) for cell in row.xpath("./td")]
                if title.xpath(".//*[@class='name']"):
                    entry.add(*sides)
                else:
                    entry.add_cell(_text(title), *sides)
        else:
            for text in item.xpath(".//p[not(@class='head') and not(@class='side')]"):
                entry.add(*_both_sides(text, "del", "ins"))
    return told


def _text(element: Any) -> str:
    return _flat(element.text_content())


def _both_sides(element: Any, deleted: str, inserted: str) -> tuple[str, str]:
    """The old and the new text of an element in which both are marked."""
    sides = []
    for left_out in (inserted, deleted):
        pieces = [
            piece
            for piece in element.xpath(".//text()")
            if not any(left_out == parent.tag for parent in _parents(piece, element))
        ]
        sides.append("".join(pieces).replace(" → ", " "))
    return sides[0], sides[1]


def _parents(piece: Any, top: Any) -> Iterator[Any]:
    parent = piece.getparent() if not piece.is_tail else piece.getparent().getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def from_markdown(changes: Changes, form: Form) -> Told:
    """The Markdown as markdown-it reads it: CommonMark with strikethrough."""
    reader = MarkdownIt("commonmark").enable("strikethrough")
    page = html.fragment_fromstring(reader.render(as_markdown(changes, form)), "main")
    told, number, side, title = Told(), "", "", ""
    for element in page:
        text = _text(element)
        head = _HEAD.fullmatch(text) if element.tag == "p" else None
        if element.tag == "h2":
            title = text
        elif title == _REMARKS:
            told.remarks += [_text(item) for item in element]
        elif element.tag == "h3":
            number = text.split()[0]
        elif head:
            side = ""
            told.entries.append(Entry(number, head["words"]))
            if head["rest"]:
                told.entries[-1].add(*_arrow_sides(element))
        elif text in ("Vanha teksti:", "Uusi teksti:"):
            side = text
        elif element.tag == "blockquote" and told.entries:
            old, new = _both_sides(element, "s", "strong")
            sides = {"Vanha teksti:": (old, ""), "Uusi teksti:": ("", new)}
            told.entries[-1].add(*sides.get(side, (old, new)))
        elif element.tag == "ul":
            told.entries += [entry for item in element if (entry := _item(item))]
        else:
            told.paragraphs.append(text)
    return told


def _item(item: Any) -> Entry | None:
    inner = item.xpath("./ul/li")
    quote = item.xpath("./blockquote")
    for part in (*item.xpath("./ul"), *quote):
        item.remove(part)
    row = _ROW.fullmatch(_text(item))
    if row is None:
        return None
    entry = Entry(row["name"], row["words"])
    if row["rest"]:
        entry.add(*_arrow_sides(item))
    for part in quote:
        entry.add(*_both_sides(part, "s", "strong"))
    for cell in inner:
        title = _text(cell).partition(": ")[0]
        entry.add_cell(title, *_arrow_sides(cell))
    return entry


def _arrow_sides(element: Any) -> tuple[str, str]:
    """The values at both sides of an arrow, or the one value there is."""
    old, new = (element.xpath(f".//{mark}") for mark in ("s", "strong"))
    return " ".join(map(_text, old)), " ".join(map(_text, new))


def from_docx(changes: Changes, form: Form) -> Told:
    """The change report as python-docx reads it, paragraph by paragraph and table by table.

    What is said of the change log is among the open findings: in its appendix, with codes.
    """
    plan, findings = Plan(form.id, form.version), changes.log_findings or ()
    data = write_docx(report_document(changes, plan, form, findings=findings))
    numbers = {question.text: form.numbers[question.id] for question in form.questions.values()}
    told, title = Told(), ""
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table) and [cell.text for cell in block.rows[0].cells] == _APPENDIX:
            told.remarks += map(_open_finding, block.rows[1:])
            continue
        if isinstance(block, Table):
            told.entries += [entry for row in block.rows[1:] if (entry := _table_row(row))]
            continue
        text, label = _flat(block.text), block.text.partition("\t")[0]
        match block.style.name if block.style else "":
            case "Heading 1" | "Heading 2":
                title = text
            case "Body Text" if title == _OPEN and text != _NOTHING_OPEN:
                told.remarks.append(text)
            case "Muutoksen laji" if head := _HEAD.fullmatch(text):
                told.entries.append(Entry(numbers[title], head["words"]))
            case "Muutosrivi":
                sides = {"Vanha": (text, ""), "Uusi": ("", text)}[label]
                told.entries[-1].add(*(side.removeprefix(label) for side in sides))
            case _:
                told.paragraphs.append(text)
    return told


def _open_finding(row: Any) -> str:
    """The finding of a row of the appendix, in the words of the other lists."""
    code, cell, _, words = (cell.text for cell in row.cells)
    message, _, _remedy = words.partition("\n")
    return f"{code} {message} ({cell})"


def _table_row(row: Any) -> Entry | None:
    """A row of a table that tells of changes: its name, what happened, and both sides."""
    texts = [cell.text for cell in row.cells]
    head = _HEAD.fullmatch(_flat(texts[1])) if len(texts) == 4 else None
    if head is None:
        return None
    entry = Entry(texts[0], head["words"])
    cells = [[line.partition(": ") for line in side.split("\n")] for side in texts[2:]]
    if all(colon or title == "–" for side in cells for title, colon, _ in side):
        for old, new in zip_longest(*cells, fillvalue=("", "", "")):
            entry.add_cell(old[0].replace("–", "") or new[0], old[2], new[2])
    else:
        entry.add(*texts[2:])
    return entry


READERS: dict[str, Callable[[Changes, Form], Told]] = {
    "text": from_text,
    "html": from_html,
    "md": from_markdown,
    "docx": from_docx,
}


_HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>", "</style>", "</title>", "</script>", "<!--", "]]>", "<b>",
        '" onclick="x', "' x='", "&lt;", "&amp;", "&#0;", "javascript:alert(1)", "<a href=x>",
        "**", "*", "~~", "~", "_a_", "__", "`x`", "```", "[a](javascript:x)", "![](x)", "<x@y.z>",
        "# a", "- a", "+ b", "1. c", "2) d", "> e", "===", "---", "\\", "|", "&copy;", "a_b", "\n",
        "    koodi", "sana", "sanat", "1,", ".", "(x)", "”", "§", "€", "http://a.example", "\xa0",
        "[[salainen]]", "://", "+358 50 123 4567", ":", "ä", "😀",
    ]
)  # fmt: skip
_HOSTILE_TEXTS = st.lists(_HOSTILE, max_size=8).map(" ".join) | st.lists(_HOSTILE, max_size=8).map(
    "".join
)
_HOSTILE_RICH = st.lists(
    st.builds(
        Run,
        _HOSTILE_TEXTS,
        bold=st.booleans(),
        strike=st.booleans(),
        link=st.sampled_from(
            [
                None,
                "javascript:alert(1)",
                'https://a.example/"><b>',
                "data:text/html,x",
                "JAVASCRIPT:x",
            ]
        ),
    ),
    max_size=3,
).map(rich)


_HOSTILE_ANSWERS = st.builds(
    Answer, _HOSTILE_RICH, st.sampled_from([*Publicity, None]), st.just(("<i>",))
)
_HOSTILE_CELLS = _HOSTILE_TEXTS.map(clean)


@cache
def _hostile_answers(ids: tuple[str, ...]) -> st.SearchStrategy[dict[str, Answer]]:
    return st.dictionaries(st.sampled_from(ids), _HOSTILE_ANSWERS, max_size=5)


@cache
def _hostile_cells(ids: tuple[str, ...]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(ids), _HOSTILE_CELLS)


@cache
def _hostile_rows(columns: tuple[str, ...]) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(_hostile_cells(columns), max_size=2)


@st.composite
def hostile_plans(draw: st.DrawFn, form: Form) -> Plan:
    """A plan whose every text tries to be markup, the ids of what the form does not know too."""
    tables = {table.id: tuple(c.id for c in table.columns) for table in form.tables.values()}
    return Plan(
        form.id,
        draw(st.sampled_from(["1", "<2>"])),
        draw(_hostile_cells(("title", "version", "<b>"))),
        draw(_hostile_answers((*form.questions, "<i>"))),
        {
            id_: tuple(draw(_hostile_rows(columns)))
            for id_, columns in (tables | {"<u>": ("<s>",)}).items()
        },
    )
