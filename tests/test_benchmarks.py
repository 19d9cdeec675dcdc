"""The benchmarks start: CI runs one of them, and people the others, rarely."""

from __future__ import annotations

import runpy
import sys

import pytest
from tools import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it tells no processor time")

BENCHMARKS = ROOT / "benchmarks"


@pytest.mark.parametrize("name", [file.name for file in sorted(BENCHMARKS.glob("*.py"))])
def test_what_it_measures_is_there(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    runpy.run_path(str(BENCHMARKS / name), run_name="imported")
