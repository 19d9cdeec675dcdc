"""Documents that are read back but once, though many tests verify the same ones."""

from __future__ import annotations

from functools import lru_cache

import pytest

from omvgen.verification import verify
from omvgen.word.readback import read_back


@pytest.fixture(autouse=True)
def documents_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes say the same; what cannot be read is refused anew."""
    monkeypatch.setattr(verify, "read_back", _remembered)


_remembered = lru_cache(maxsize=16)(read_back)
