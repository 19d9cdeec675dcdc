"""Files that go with a document, within its PDF (ISO 19005-3, 6.8)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from omvgen.content.blocks import Attachment
from omvgen.writers.pdf.objects import dictionary, put, stream, text_object


def attach(pdf: Any, attachments: Sequence[Attachment], day: date) -> None:
    """Attaches the files to pypdf's writer, dated by the day; nothing when there are none."""
    if not attachments:
        return
    files = [pdf._add_object(_file(pdf, attachment, day)) for attachment in attachments]
    named = sorted(zip((a.name for a in attachments), files, strict=True))
    names = [entry for name, file in named for entry in (text_object(name), file)]
    catalogue = pdf.root_object
    put(catalogue, {"/AF": files, "/Names": {"/EmbeddedFiles": {"/Names": names}}})


def _file(pdf: Any, attachment: Attachment, day: date) -> Any:
    """The file's specification, which says what it is to the document."""
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    parameters = {
        "/Size": len(attachment.data),
        "/ModDate": text_object(f"D:{day:%Y%m%d}000000Z"),
        "/CheckSum": _bytes(checksum),
    }
    media_type = f"/{attachment.media_type}"
    entries = {"/Type": "/EmbeddedFile", "/Subtype": media_type, "/Params": parameters}
    data = pdf._add_object(stream(attachment.data, entries))
    name = text_object(attachment.name)
    return dictionary(
        {
            "/Type": "/Filespec",
            "/F": name,
            "/UF": name,
            "/Desc": text_object(attachment.description),
            "/AFRelationship": f"/{attachment.relationship}",
            "/EF": {"/F": data, "/UF": data},
        }
    )


def _bytes(data: bytes) -> Any:
    from pypdf.generic import ByteStringObject

    return ByteStringObject(data)
