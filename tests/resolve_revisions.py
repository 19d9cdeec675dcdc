"""A reader of tracked changes that shares nothing with their writer: accepts or rejects all."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def resolved(data: bytes, *, accept: bool) -> bytes:
    """The .docx after *Accept all* or *Reject all*."""
    body = "word/document.xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _resolved(part, accept) if name == body else part)
    return buffer.getvalue()


def _resolved(xml: bytes, accept: bool) -> bytes:
    tree = etree.fromstring(xml)
    gone, kept = (f"{W}del", f"{W}ins") if accept else (f"{W}ins", f"{W}del")
    _take_out([row for row in tree.iter(f"{W}tr") if row.find(f"{W}trPr/{gone}") is not None])
    _take_out([table for table in tree.iter(f"{W}tbl") if table.find(f"{W}tr") is None])
    marked = [p for p in tree.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{gone}") is not None]
    _take_out([runs for runs in tree.iter(gone) if runs.find(f"{W}r") is not None])
    _take_out([link for link in tree.iter(f"{W}hyperlink") if len(link) == 0])
    for paragraph in marked:
        _join_to_next(paragraph)
    for mark in list(tree.iter(gone, kept)):
        place = mark.getparent()
        place[place.index(mark) : place.index(mark) + 1] = list(mark)
    for text in tree.iter(f"{W}delText", f"{W}delInstrText"):
        text.tag = W + {"delText": "t", "delInstrText": "instrText"}[text.tag.removeprefix(W)]
    for change in list(tree.iter(f"{W}rPrChange", f"{W}pPrChange")):
        properties = change.getparent()
        properties.remove(change)
        if not accept:
            properties[:] = list(change[0])
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _take_out(elements: list[Any]) -> None:
    for element in elements:
        element.getparent().remove(element)


def _join_to_next(paragraph: Any) -> None:
    """Without its mark, what is left of the paragraph stands at the start of the next one."""
    left = [e for e in paragraph if e.tag in (f"{W}r", f"{W}ins", f"{W}del", f"{W}hyperlink")]
    following = paragraph.getnext()
    # In a table's cell, and at the end of the body, there is no next one to join.
    assert following is not None, "the mark of the last paragraph was inserted or deleted"
    assert following.tag in (f"{W}p", f"{W}tbl"), "the mark of the body's last paragraph"
    assert not left, "a part of a paragraph would be left over"
    paragraph.getparent().remove(paragraph)


def outline(data: bytes) -> list[tuple[str, ...]]:
    """Every paragraph, with its style, list and the looks of its text, and where tables and rows
    are. Contents are left out: they say again what the headings say."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    for link in body.iter(f"{W}hyperlink"):
        link.set("to", targets.get(link.attrib.pop(f"{R}id", ""), ""))
    return [*_outline(body)]


def _outline(parent: Any) -> Any:
    for element in parent:
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
            # How close a table is set depends on all its rows.
            yield ("p", style.replace("TiheanTaulukon", "Taulukon"), *_looks(element))
        elif element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}docPartObj") is None:
            yield from _outline(element.find(f"{W}sdtContent"))
        elif element.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield (etree.QName(element).localname,)
            yield from _outline(element)


def _children(element: Any) -> list[Any]:
    return [] if element is None else list(element)


def _looks(paragraph: Any) -> list[str]:
    """The text with its looks, neighbours of one look joined."""
    parts: list[list[str]] = []
    for run in paragraph.iter(f"{W}r"):
        link = run.getparent().attrib if run.getparent().tag == f"{W}hyperlink" else {}
        properties = run.find(f"{W}rPr")
        look = "".join(etree.tostring(e, method="c14n").decode() for e in _children(properties))
        look += str(sorted(link.items()))
        for child in run:
            text = {f"{W}t": child.text, f"{W}br": "\n", f"{W}tab": "\t"}.get(child.tag)
            # A comment is beside the text, and stays whatever becomes of it.
            if text is None and child.tag not in (f"{W}rPr", f"{W}commentReference"):
                text = etree.tostring(child, method="c14n").decode()
            if text and parts and parts[-1][0] == look:
                parts[-1][1] += text
            elif text:
                parts.append([look, text])
    return [part for pair in parts for part in pair]
