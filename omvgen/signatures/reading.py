"""The signatures of a file, PDF or container; libraries are loaded when one is met."""

from __future__ import annotations

import logging
import re
from importlib import import_module

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.package import Unreadable, open_package
from omvgen.patterns import pattern
from omvgen.signatures.model import SignedFile
from omvgen.signatures.trust import Trust

_SIGNATURE_PART = pattern(r"META-INF/[^/]*(signatures[^/]*\.xml|\.p7s|\.tst)", re.IGNORECASE)
MAX_SIGNED = 50_000_000
"""Bytes of a signed file: its revisions are held against each other in memory."""


def read_signatures(name: str, data: bytes, trust: Trust | None = None) -> SignedFile:
    """The signatures of a PDF or of a container of signed files; any other file has none.

    In a container is one document; if it is a PDF that is signed itself, its signatures come
    first. Nothing is fetched from a network. Raises `ReadError`: OMV690 when the libraries of
    the extra `signed` are not there, OMV691 when the signatures cannot be read.
    """
    if data.startswith(b"%PDF-"):
        # A signature has to say in plain letters which bytes of the file it covers.
        return (
            _read("pdf", name, data, trust) if b"/ByteRange" in data else SignedFile((name, data))
        )
    if data.startswith(b"PK") and b"META-INF/" in data:
        return _of_container(name, data, trust)
    return SignedFile((name, data))


def _of_container(name: str, data: bytes, trust: Trust | None) -> SignedFile:
    try:
        if not any(map(is_signature_part, (e.filename for e in open_package(data).entries))):
            return SignedFile((name, data))
    except Unreadable as error:
        raise _unreadable(name) from error
    outer = _read("asic", name, data, trust)
    inner_name, inner_data = outer.document
    if not inner_data.startswith(b"%PDF-"):
        return outer
    inner = read_signatures(inner_name, inner_data, trust)
    return outer._replace(
        signatures=(*inner.signatures, *outer.signatures),
        unsigned=inner.unsigned,
        unread=(*inner.unread, *outer.unread),
    )


def is_signature_part(name: str) -> bool:
    """Whether a part of a package holds signatures of a container; Office files have none."""
    return bool(_SIGNATURE_PART.fullmatch(name))


def _read(kind: str, name: str, data: bytes, trust: Trust | None) -> SignedFile:
    """The signatures by the module of that kind, which is loaded now."""
    if len(data) > MAX_SIGNED:
        raise _unreadable(name)
    try:
        module = import_module(f"omvgen.signatures.{kind}")
    except ImportError as error:
        raise ReadError(Finding(Code.SIGNATURES_NOT_READABLE, values={"file": name})) from error
    for library in ("pyhanko", "pyhanko_certvalidator"):  # their remarks mean nothing to staff
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        found: SignedFile = module.read(name, data, trust)
    except Exception as error:  # pyHanko has no one exception for what a broken file causes
        raise _unreadable(name) from error
    return found


def _unreadable(name: str) -> ReadError:
    return ReadError(Finding(Code.SIGNATURES_UNREADABLE, values={"file": name}))
