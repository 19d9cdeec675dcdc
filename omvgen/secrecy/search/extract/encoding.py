"""Bytes as text."""

from __future__ import annotations

from omvgen.patterns import pattern
from omvgen.secrecy.search.extract.model import unsearchable

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r\f\v"})
_MAX_CONTROLS = 20  # one in so many bytes: a text has hardly any, packed data has plenty
# Letters and signs that are the same in most encodings, and our own letters in two of them.
_PRINTABLE = bytes(range(0x20, 0x7F)) + "äöåÄÖÅ".encode("latin-1") + "äöåÄÖÅ".encode()
_PRINTABLE_OR_BREAK = bytes(byte if byte in _PRINTABLE else 10 for byte in range(256))
_RUN = pattern(rb"[^\n]{6,}")
_PERCENT = pattern(r"(?:%[0-9a-fA-F]{2})++")


def decoded(part: str, data: bytes) -> tuple[str, ...]:
    """The text of the bytes; twice, in both encodings, if it is not faultless UTF-8.

    One faulty byte does not make it a text in another encoding. Raises `Refused`
    (OMV424) if the bytes are no text.
    """
    if data.startswith(_UTF_16):
        texts: tuple[str, ...] = (data.decode("utf-16", errors="replace"),)
    else:
        try:
            texts = (data.decode("utf-8-sig"),)
        except UnicodeDecodeError:
            texts = (data.decode("utf-8", errors="replace"), data.decode("latin-1"))
    if not is_text(texts[0].encode("utf-8", errors="replace")):
        raise unsearchable(part)
    return texts


def is_text(data: bytes) -> bool:
    """Whether there are few enough control characters for a text in an encoding of bytes."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls * _MAX_CONTROLS <= len(data)


def unquoted(text: str) -> str:
    """The text with the letters that addresses write as numbers (`%C3%A4`).

    The standard library's function takes eighty times the memory of the text.
    """
    if "%" not in text:
        return text
    return _PERCENT.sub(
        lambda m: bytes.fromhex(m[0].replace("%", "")).decode(errors="replace"), text
    )


def printable_runs(data: bytes) -> str:
    """What could be words in bytes that are no text, each run on its own line."""
    found = dict.fromkeys(_RUN.findall(data.translate(_PRINTABLE_OR_BREAK)))
    if b"\0" in data:  # as every second byte is in UTF-16
        without = data.replace(b"\0", b"").translate(_PRINTABLE_OR_BREAK)
        found |= dict.fromkeys(_RUN.findall(without))
    return "\n".join(text for run in found for text in _readings(run))


def _readings(run: bytes) -> tuple[str, ...]:
    as_utf_8 = run.decode("utf-8", errors="ignore")
    return (as_utf_8,) if run.isascii() else (as_utf_8, run.decode("latin-1"))
