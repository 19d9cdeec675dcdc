"""What the search reads of a file, for the tests of it."""

from __future__ import annotations

import pytest

from omvgen.errors import OmvgenError
from omvgen.secrecy.fold import folded
from omvgen.secrecy.search.extract.files import extract

SECRET = "Asunnon avain on harmaan kiven alla."
WORDS = "avain on harmaan kiven"


def tells(name: str, data: bytes, words: str = WORDS, *, by_tool: bool = True) -> bool:
    """Whether the words are among what is read of the file, in what tools say `by_tool` or not."""
    return any(
        words in " ".join(folded(said.text).words)
        for said in extract(name, data)
        if by_tool or not said.by_tool
    )


def refused(name: str, data: bytes) -> str:
    with pytest.raises(OmvgenError) as refusal:
        list(extract(name, data))
    return refusal.value.finding.code
