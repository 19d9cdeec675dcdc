"""Bytes: whether they are text, and what in them could be words when they are not."""

from __future__ import annotations

import re

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # how markup begins in them
_CONTROLS = bytes({*range(32)} - {*b"\t\n\r\f\v"})
_UPPER_CONTROLS = bytes(range(0x7F, 0xA0))
_MOST_CONTROLS = 20  # one in so many: in a text there are hardly any, in what is packed plenty
# Letters and signs as they are alike in most encodings, and our own letters in two of them.
_KEPT = bytes(range(0x20, 0x7F)) + "äöåÄÖÅ".encode("latin-1") + "äöåÄÖÅ".encode()
_SPACED = bytes(byte if byte in _KEPT else 10 for byte in range(256))
_PIECE = re.compile(rb"[^\n]{6,}")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})++")

# How pictures, fonts and certificates begin: no words are read of them but what stands there.
_MEDIA = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"\1\0\0\0",
    b"\xd7\xcd\xc6\x9a", b"\0\0\1\0", b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOF", b"0\x82",
)  # fmt: skip


def is_media(data: bytes) -> bool:
    return data.startswith(_MEDIA)


def decoded(data: bytes) -> tuple[str, ...]:
    """The text, once for each way in which it may be meant; none of what is no text.

    One fault in its bytes does not make another encoding of it.
    """
    if data.startswith(_UTF_16) or data[:2] in _WIDE:
        text = data.decode(_WIDE.get(data[:2], "utf-16"), errors="replace")
        return (text,) if _is_text(text.encode("utf-8", errors="replace"), _CONTROLS) else ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if not _is_text(data, _CONTROLS + _UPPER_CONTROLS):
            faulty = data.decode("utf-8", errors="replace")
            mostly = faulty.count("\ufffd") * _MOST_CONTROLS <= len(faulty)
            return (faulty,) if mostly and _is_text(data, _CONTROLS) else ()
        return data.decode("latin-1"), data.decode("utf-8", errors="replace")
    return (text,) if _is_text(data, _CONTROLS) else ()


def _is_text(data: bytes, controls: bytes) -> bool:
    return (len(data) - len(data.translate(None, controls))) * _MOST_CONTROLS <= len(data)


def unquoted(text: str) -> str:
    """The text with the letters that addresses write as numbers (`%C3%A4`).

    It is that of the standard library, which takes eighty times the memory of the text.
    """
    return _PERCENT.sub(
        lambda m: bytes.fromhex(m[0].replace("%", "")).decode(errors="replace"), text
    )


def pieces(data: bytes) -> str:
    """What could be words in what is no text, a line each, in the usual encodings."""
    found = dict.fromkeys(_PIECE.findall(data.translate(_SPACED)))
    if b"\0" in data:  # as every second byte is in UTF-16
        found |= dict.fromkeys(_PIECE.findall(data.replace(b"\0", b"").translate(_SPACED)))
    return "\n".join(text for piece in found for text in _both(piece))


def _both(piece: bytes) -> tuple[str, ...]:
    as_utf_8 = piece.decode("utf-8", errors="ignore")
    return (as_utf_8,) if piece.isascii() else (as_utf_8, piece.decode("latin-1"))
