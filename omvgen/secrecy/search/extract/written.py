"""What text says that is written for a program: Markdown, JSON, mails, and files as letters."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

from omvgen.secrecy.search.extract.markup import unescaped, unmarked
from omvgen.secrecy.search.extract.raw import decoded, is_media, unquoted
from omvgen.secrecy.search.extract.said import Inner, Said, unreadable

# What parts the letters of a word in Markdown and in a list of changes.
_MARKS = re.compile(r"\\(?=[^\w\s])|[*~`]+|\{\+|\+\}|\[-|-\]")
_SEGMENTS = ("equal", "insert", "delete")  # of a change, in a list of changes
_HEADERS = re.compile(
    rb"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n?", re.DOTALL
)
_OF_A_MAIL = re.compile(
    rb"^(?:MIME-Version|Content-Transfer-Encoding):", re.IGNORECASE | re.MULTILINE
)
_LONGEST_HEADERS = 64 * 1024  # bytes
_LONGEST_HEADER = 16 * 1024
_MOST_PARTS = 1000
# A file as letters: in the address of a picture, or as a long word, over lines.
_ENCODED = re.compile(
    r"(?P<address>data:[^,\s\"'<>]{0,99};base64,\s*|(?<![A-Za-z0-9+/])(?=[A-Za-z0-9+/]{60}))"
    r"(?P<letters>[A-Za-z0-9+/]+(?:\r?\n[ \t]*[A-Za-z0-9+/]{2,}(?=[=\s<\"']|\Z))*)"
)
_PADDING = ("", "A==", "==", "=")
_LONG = 400  # letters: numbers, keys and fingerprints are shorter
_MIXED = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"))


def plain_texts(text: str) -> Iterator[str]:
    """The text as it stands, and without each way of writing its letters otherwise."""
    seen: set[str] = set()
    for reading in (text, unquoted(text), _MARKS.sub("", text), unescaped(text), *unmarked(text)):
        if reading not in seen:
            seen.add(reading)
            yield reading


def json_texts(part: str, text: str) -> Iterator[str]:
    """Every string and number of the data, keys among them; the raw text when it is no JSON."""
    try:
        data = json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str)
    except ValueError:
        yield from plain_texts(text)
        return
    except RecursionError as error:
        raise unreadable(part) from error
    yield from plain_texts("\n".join(_strings(data)))


class _Pairs(tuple[tuple[str, Any], ...]):
    """The members of an object as they stand, a name that comes twice too."""


def _strings(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, _Pairs):
            yield from (key for key, _ in item)
            waiting += [value for _, value in item]
        elif isinstance(item, list):
            yield _joined(item)
            waiting += item
        else:
            yield str(item)


def _joined(items: list[Any]) -> str:
    """Texts that stand side by side in a list as one; segments of a change as both texts."""
    if items and all(isinstance(i, list) and len(i) == 2 and i[0] in _SEGMENTS for i in items):
        return "\n".join(
            "".join(str(i[1]) for i in items if i[0] != segment) for segment in _SEGMENTS[1:]
        )
    texts = (dict(i).get("text") if isinstance(i, _Pairs) else i for i in items)
    return " ".join(text for text in texts if isinstance(text, str))


def is_mail(data: bytes) -> bool:
    """Whether it begins with the headers of a mail or an archived page."""
    headers = _HEADERS.match(data)
    return headers is not None and _OF_A_MAIL.search(headers[0]) is not None


def mail_texts(part: str, data: bytes, inner: Inner) -> Iterator[Said]:
    """Its headers, and its parts as what they are. Raises `ReadError` for what no mail has."""
    from email import message_from_bytes
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    try:
        message = message_from_bytes(data)
        for number, piece in enumerate(message.walk()):
            headers = [str(value) for value in piece.values()]
            if (
                number > _MOST_PARTS
                or sum(map(len, headers)) > _LONGEST_HEADERS
                or any(len(header) > _LONGEST_HEADER for header in headers)
            ):
                raise unreadable(part)
            for header in headers:
                yield Said(part, str(make_header(decode_header(header))))
                yield Said(part, unquoted(header))
            content = piece.get_payload(decode=True)
            if isinstance(content, bytes):
                within = f"{part}/{piece.get_content_type()}"
                yield from inner(within, content, alone=not is_media(content))
    except (RecursionError, HeaderParseError, LookupError, ValueError) as error:
        raise unreadable(part) from error


def encoded_texts(part: str, text: str, inner: Inner) -> Iterator[Said]:
    """What files say that stand in the text as letters (base64).

    Raises `ReadError` when one is neither text, nor a known file, nor a picture.
    """
    for match in _ENCODED.finditer(text):
        letters = re.sub(r"\s", "", match["letters"])
        data = b64decode(letters + _PADDING[len(letters) % 4])
        is_file = match["address"] or (
            len(letters) >= _LONG and all(kind.search(letters) for kind in _MIXED)
        )
        if is_file or is_media(data) or decoded(data):
            yield from inner(f"{part} (base64)", data, alone=not is_media(data))
