"""What the search reads of a file, for the tests of it."""

from __future__ import annotations

import pytest

from omvgen.errors import OmvgenError
from omvgen.secrecy.search.extract.files import file_texts, kind_of
from omvgen.secrecy.search.extract.model import PartText
from omvgen.secrecy.text import words_of

SECRET = "Asunnon avain on harmaan kiven alla."
WORDS = "avain on harmaan kiven"


def read(name: str, data: bytes) -> list[PartText]:
    """Everything that is read of the file."""
    return list(file_texts(name, data, kind_of(name)))


def tells(name: str, data: bytes, words: str = WORDS, *, by_software: bool = True) -> bool:
    """Whether the words are read of the file; if asked, not in what software writes."""
    return any(
        words in " ".join(words_of(found.text))
        for found in read(name, data)
        if by_software or not found.by_software
    )


def refused(name: str, data: bytes) -> str:
    """The code with which the file is refused."""
    with pytest.raises(OmvgenError) as refusal:
        read(name, data)
    return refusal.value.finding.code
