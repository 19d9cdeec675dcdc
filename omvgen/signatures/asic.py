"""Containers of signed files (ASiC-E, EN 319 162): a zip with the files and their signatures."""

from __future__ import annotations

import re

from omvgen.package import open_package
from omvgen.patterns import pattern
from omvgen.signatures.model import SignedFile
from omvgen.signatures.trust import Trust
from omvgen.signatures.xades import read_xades
from omvgen.signatures.xml import DS

_SIGNATURES = pattern(r"META-INF/[^/]*signatures[^/]*\.xml", re.IGNORECASE)
_OTHER_SIGNATURES = pattern(r"META-INF/[^/]*\.(p7s|tst)", re.IGNORECASE)
_ABOUT = pattern(r"META-INF/.*|mimetype|.*/", re.IGNORECASE)
_DOCUMENTS = (".pdf", ".docx")
_MOST = 50  # signatures


def read(name: str, data: bytes, trust: Trust | None) -> SignedFile:
    """The signatures of the container, and the document in it: the first PDF or Word file.

    Raises all kinds of exceptions for a broken one, `Unreadable` among them.
    """
    package = open_package(data, name)
    names = [entry.filename for entry in package.entries]
    files = [one for one in names if not _ABOUT.fullmatch(one)]
    elements = [
        element
        for part in names
        if _SIGNATURES.fullmatch(part)
        for element in package.tree(part).iter(f"{DS}Signature")
    ]
    if len(elements) > _MOST:
        raise ValueError("too many signatures")
    found = tuple(read_xades(element, package, trust) for element in elements)
    documents = sorted(one for one in files if one.lower().endswith(_DOCUMENTS))
    chosen = documents[0] if documents else ""
    return SignedFile(
        (chosen, package.read(chosen)) if chosen else (name, data),
        tuple(sorted(found, key=lambda one: one.time.timestamp() if one.time else 0)),
        container=True,
        uncovered=tuple(one for one in files if not all(one in by.files for by in found)),
        others=tuple(one for one in files if one != chosen),
        unread=tuple(one for one in names if _OTHER_SIGNATURES.fullmatch(one)),
    )
