"""Word documents as people and programs change them, for tests of reading them."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn
from lxml import etree

from omvgen.form.form import Form
from omvgen.package import unzip_package, zip_package
from omvgen.plan.plan import Plan
from omvgen.word.own import printed

MAIN = "word/document.xml"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def changed(data: bytes, change: Callable[[Any], object], part: str = MAIN) -> bytes:
    """The document after a change of the root of one of its parts."""
    parts = unzip_package(data)
    root = etree.fromstring(parts[part])
    change(root)
    return zip_package({**parts, part: etree.tostring(root)})


def without_controls(data: bytes) -> bytes:
    """The document with what its content controls hold in their place, as some programs save."""

    def unwrap(root: Any) -> None:
        for control in reversed(list(root.iter(qn("w:sdt")))):
            if control.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}") is None:
                for one in list(control.find(qn("w:sdtContent"))):
                    control.addprevious(one)
                control.getparent().remove(control)

    return changed(data, unwrap)


def as_shown(plan: Plan, form: Form) -> Plan:
    """The plan as far as its document shows it, in the spelling in which that is read back."""
    return printed(plan, form).plan


def saved_by_python_docx(data: bytes) -> bytes:
    saved = io.BytesIO()
    python_docx.Document(io.BytesIO(data)).save(saved)
    return saved.getvalue()


def document(body: str, **parts: str) -> bytes:
    """A document with this body as XML; `footnotes`, `comments` and so on are other parts."""
    files = dict(_empty())
    main = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    files[MAIN] = main.encode()
    rels = files["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for name, content in parts.items():
        files[f"word/{name}.xml"] = f"<w:{name} {NAMESPACES}>{content}</w:{name}>".encode()
        relation = f'<Relationship Id="x{name}" Type="{kind}/{name}" Target="{name}.xml"/>'
        rels = rels.replace("</Relationships>", f"{relation}</Relationships>")
    files["word/_rels/document.xml.rels"] = rels.encode()
    return zip_package(files)


@cache
def _empty() -> dict[str, bytes]:
    saved = io.BytesIO()
    python_docx.Document().save(saved)
    return unzip_package(saved.getvalue())


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
