"""The field of a PDF in which one signs electronically, at the line where one signs by hand.

LibreOffice prints that line as a link (`docx.signature.signature_place`): so it says on
which page the line is, where on it, and in which paragraph of the structure tree. The
link becomes an empty signature field (ISO 32000-1, 12.7.4.5) with its own element `Form`,
which PDF/UA-1 (7.18.4) asks for; the paragraph keeps what the link held.
"""

from __future__ import annotations

from typing import Any

from omvgen.content.blocks import SignatureLine
from omvgen.writers.docx.signature import SIGNED_HERE
from omvgen.writers.pdf.objects import dictionary, put, resolved, stream, text_object

FIELD = "Allekirjoitus"
"""The name of the field, in any language: by it whoever signs or checks finds it."""

_HEIGHT = 43  # points: the style `Allekirjoitusrivi` leaves 40 free above its line
_PRINTED = 4  # the flag of an annotation (ISO 32000-1, table 165)


def add_signature_field(pdf: Any, line: SignatureLine) -> None:
    """Adds the empty field to pypdf's writer; nothing where the line is not found."""
    for page in pdf.pages:
        for reference in page.get("/Annots", ()):
            link = resolved(reference)
            leads_to = resolved(link.get("/A", {})).get("/URI")
            if leads_to == SIGNED_HERE and "/StructParent" in link:
                _retag(pdf, link["/StructParent"], reference)
                _turn(pdf, page, link, _description(line))
                form = dictionary({"/Fields": [reference]})
                put(pdf.root_object, {"/AcroForm": pdf._add_object(form)})
                return


def _description(line: SignatureLine) -> str:
    """What a screen reader says of the field: its label, and who is to sign."""
    who = ", ".join(filter(None, (line.signer, line.post)))
    return ": ".join(filter(None, (line.field.label, who)))


def _turn(pdf: Any, page: Any, link: Any, description: str) -> None:
    """Turns the link into the widget of the field, with the room above the line."""
    left, bottom, right, _ = map(float, link["/Rect"])
    parent = link["/StructParent"]
    nothing_drawn = {
        "/Type": "/XObject",
        "/Subtype": "/Form",
        "/BBox": [0, 0, right - left, _HEIGHT],
        "/Resources": {},
    }
    link.clear()
    put(
        link,
        {
            "/Type": "/Annot",
            "/Subtype": "/Widget",
            "/FT": "/Sig",
            "/T": text_object(FIELD),
            "/TU": text_object(description),
            "/Rect": [left, bottom, right, bottom + _HEIGHT],
            "/F": _PRINTED,
            "/P": page.indirect_reference,
            "/StructParent": parent,
            "/AP": {"/N": pdf._add_object(stream(b"", nothing_drawn))},
        },
    )


def _retag(pdf: Any, key: int, annotation: Any) -> None:
    """Gives the annotation an element `Form` after that of the link, which becomes a span."""
    tree = pdf.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    place = tree.index(key) + 1
    reference, link = tree[place], resolved(tree[place])
    object_reference = {"/Type": "/OBJR", "/Obj": annotation}
    entries = {"/Type": "/StructElem", "/S": "/Form", "/K": [object_reference]}
    around = {key: link.raw_get(key) for key in ("/P", "/Pg")}
    form = pdf._add_object(dictionary(entries | around))
    tree[place] = form
    words = [kid for kid in link["/K"] if isinstance(kid, int)]
    put(link, {"/S": "/Span", "/K": words})
    siblings = link["/P"]["/K"]
    siblings.insert(siblings.index(reference) + 1, form)
