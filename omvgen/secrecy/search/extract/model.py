"""A text of a file, and the limits within which a file is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding

_MAX_BYTES = 64 * 1024 * 1024  # unpacked: a hundred times the real form has fewer
_TAG = 32  # bytes that an element costs to read besides its characters


class PartText(NamedTuple):
    """A text, and the part of the file in which it stands; empty for the file's name.

    `by_software`: programs wrote it about themselves or about looks, such as the names
    of fonts. A single name or number in it is nobody's secret.
    """

    part: str
    text: str
    by_software: bool = False


@dataclass
class Budget:
    """How many bytes of a file may still be read, packages and streams unpacked."""

    left: int = _MAX_BYTES

    def spend(self, part: str, size: int, tags: int = 0) -> None:
        """Raises `ReadError` (OMV424) if the part makes the file larger than any document."""
        self.left -= size + tags * _TAG
        if self.left < 0:
            raise unsearchable(part)


def unsearchable(part: str) -> ReadError:
    """What is raised for a part that cannot be read."""
    return ReadError(Finding(Code.FILE_NOT_SEARCHABLE, values={"part": part}))
