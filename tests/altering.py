"""Hands that alter the XML of a built document: its package, and changes told by what they put.

Most changes are made to the answer to 4.4 (`henk_riittavyys`) or to its table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from omvgen.package import unzip_package, zip_package

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPED = dict.fromkeys(
    ("header", "footer", "footnotes", "comments", "styles"), f"{_OFFICE}.wordprocessingml"
) | {"theme": _OFFICE}
WORDS = "Vahvistan vain kohtien 1–3 osalta."


def xml(text: str) -> Any:
    """An element written with the usual prefixes."""
    name = re.match(r"<[\w:]+", text)
    assert name is not None
    return etree.fromstring(f"{name[0]} {_NAMESPACES}{text[name.end() :]}")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def part(root: str, *around: str) -> bytes:
    """A part whose only text are the words, within these elements."""
    opened = "".join(f"<{one}>" for one in around)
    closed = "".join(f"</{one.split()[0]}>" for one in reversed(around))
    words = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"
    data: bytes = etree.tostring(xml(f"<{root}>{opened}{words}{closed}</{root}>"))
    return data


def paragraph(text: str, properties: str = "", run: str = "") -> Any:
    pr, rpr = f"<w:pPr>{properties}</w:pPr>", f"<w:rPr>{run}</w:rPr>"
    return xml(f'<w:p>{pr}<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>')


@dataclass
class Package:
    """A document's parts, those that are altered as trees."""

    parts: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    def tree(self, name: str) -> Any:
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name])
        return self.trees[name]

    @property
    def body(self) -> Any:
        return self.tree("word/document.xml").find(w("body"))

    def control(self, tag: str = "henk_riittavyys") -> Any:
        (found,) = self.body.xpath(f".//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces={"w": W})
        return found

    def run(self) -> Any:
        return next(self.control().iter(w("r")))

    def answer(self) -> Any:
        return next(self.control().iter(w("p")))

    def rows(self) -> list[Any]:
        return list(self.control("henk_taulukko").iter(w("tr")))

    def rename(self, name: str, new: str) -> None:
        """Gives a part another name, whether it has been altered or not."""
        self.parts[new] = self.parts.pop(name)
        if name in self.trees:
            self.trees[new] = self.trees.pop(name)

    def relate(
        self, kind: str, target: str, name: str = "word/document.xml", mode: str = ""
    ) -> str:
        if kind in _TYPED and not mode:
            self.type_of(f"/word/{target}", f"{_TYPED[kind]}.{kind}+xml")
        rels = self.tree(re.sub(r"([^/]+)$", r"_rels/\1.rels", name))
        key = f"rId{900 + len(rels)}"
        etree.SubElement(
            rels,
            f"{{{rels.nsmap[None]}}}Relationship",
            {"Id": key, "Type": _RELATION + kind, "Target": target}
            | ({"TargetMode": mode} if mode else {}),
        )
        return key

    def type_of(self, name: str, kind: str) -> None:
        """Says what kind of content a part has."""
        types = self.tree("[Content_Types].xml")
        space = types.nsmap[None]
        etree.SubElement(types, f"{{{space}}}Override", {"PartName": name, "ContentType": kind})

    def style(self, text: str) -> None:
        self.tree("word/styles.xml").append(xml(text))

    def data(self) -> bytes:
        written = {name: etree.tostring(tree) for name, tree in self.trees.items()}
        return zip_package(self.parts | written)


Change = Callable[[Package], None]


def altered(data: bytes, change: Change) -> bytes:
    package = Package(unzip_package(data))
    change(package)
    return package.data()


# ---- small changes, made by what they put where ---------------------------------------------


def run_property(*properties: str) -> Change:
    """Formats the first run of the answer directly."""

    def change(package: Package) -> None:
        run = package.run()
        if run.find(w("rPr")) is None:
            run.insert(0, xml("<w:rPr/>"))
        run.find(w("rPr")).extend(xml(f"<w:rPr>{''.join(properties)}</w:rPr>"))

    return change


def character_style(properties: str, based: str = "") -> Change:
    """The same by a character style, or by one that it is based on."""

    def change(package: Package) -> None:
        on = '<w:basedOn w:val="Pohja"/>' if based else ""
        package.style(
            f'<w:style w:type="character" w:styleId="Pohja"><w:name w:val="Pohja"/>'
            f"<w:rPr>{based}</w:rPr></w:style>"
        )
        package.style(
            f'<w:style w:type="character" w:styleId="Oma"><w:name w:val="Oma"/>{on}'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )
        run_property('<w:rStyle w:val="Oma"/>')(package)

    return change


def paragraph_style(run: str, properties: str = "") -> Change:
    def change(package: Package) -> None:
        package.style(
            f'<w:style w:type="paragraph" w:styleId="Oma"><w:name w:val="Oma"/>'
            f'<w:basedOn w:val="BodyText"/>'
            f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
        package.answer().find(w("pPr")).find(w("pStyle")).set(w("val"), "Oma")

    return change


def in_style(style: str, properties: str) -> Change:
    """Changes a style that the document has."""

    def change(package: Package) -> None:
        tree = package.tree("word/styles.xml")
        (found,) = tree.xpath(f"w:style[@w:styleId='{style}']", namespaces={"w": W})
        run = found.find(w("rPr"))
        if run is None:
            run = etree.SubElement(found, w("rPr"))
        run.extend(xml(f"<w:rPr>{properties}</w:rPr>"))

    return change


def answer_property(*properties: str) -> Change:
    def change(package: Package) -> None:
        package.answer().find(w("pPr")).extend(xml(f"<w:pPr>{''.join(properties)}</w:pPr>"))

    return change


def row_property(properties: str) -> Change:
    def change(package: Package) -> None:
        package.rows()[1].find(w("trPr")).append(xml(properties))

    return change


def cell_property(properties: str) -> Change:
    def change(package: Package) -> None:
        cell = next(package.rows()[1].iter(w("tc"))).find(w("tcPr"))
        new = xml(properties)
        for old in cell.findall(new.tag):
            cell.remove(old)
        cell.append(new)

    return change


def after_answer(element: str) -> Change:
    """Puts a block below the answer, within its control."""
    return lambda package: package.answer().addnext(xml(element))


def in_run(element: str) -> Change:
    return lambda package: package.run().append(xml(element))


def around_run(element: str) -> Change:
    """Wraps the first run of the answer."""

    def change(package: Package) -> None:
        run, around = package.run(), xml(element)
        run.addprevious(around)
        around.append(run)

    return change


def text(turn: Callable[[str], str]) -> Change:
    """Turns the text of every run of the body."""

    def change(package: Package) -> None:
        for element in package.body.iter(w("t")):
            element.text = turn(element.text or "")

    return change


def settings(element: str) -> Change:
    return lambda package: package.tree("word/settings.xml").append(xml(element))


def section(element: str) -> Change:
    def change(package: Package) -> None:
        properties, new = package.body[-1], xml(element)
        for old in properties.findall(new.tag):
            properties.remove(old)
        properties.append(new)

    return change


def header(text: str, part: str = "word/header1.xml") -> Change:
    return lambda package: package.tree(part).append(paragraph(text))
