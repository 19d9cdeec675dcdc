"""What a file says, piece by piece, and how much of one is read at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding

_LARGEST = 64 * 1024 * 1024  # bytes, unpacked: no document of this kind comes near it
_TAG = 32  # bytes that an element costs to read besides its letters


class Said(NamedTuple):
    """A text, and the part of the file in which it stands.

    `by_tool` tells what programs write of themselves, such as the names of fonts: a
    single name or number in it is nobody's secret.
    """

    part: str
    text: str
    by_tool: bool = False


class Inner(Protocol):
    """Reads a file that stands within another: its name and bytes.

    What is no text is read for what could be words in it; when it stands `alone`, as
    a file that was attached does, it is refused.
    """

    def __call__(self, name: str, data: bytes, *, alone: bool = ...) -> Iterator[Said]: ...


@dataclass
class Bounds:
    """How much of a file was opened so far, over all packages in it."""

    spent: int = 0

    def spend(self, part: str, size: int, tags: int = 0) -> None:
        """Raises `ReadError` (OMV424) when this part makes it more than any document has."""
        self.spent += size + tags * _TAG
        self.check(part, 0)

    def check(self, part: str, size: int) -> None:
        """Raises it before so much is unpacked."""
        if self.spent + size > _LARGEST:
            raise unreadable(part)


def unreadable(part: str) -> ReadError:
    """What was not searched is not said to be clean."""
    return ReadError(Finding(Code.FILE_NOT_SEARCHABLE, values={"part": part}))
