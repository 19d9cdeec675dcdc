"""docs/api.md: made from the code as it is, its examples run as they stand."""

from __future__ import annotations

import doctest
import re
import shutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import omvgen
from omvgen import locale

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "api.md"


@pytest.fixture
def api_doc(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "scripts")
    return import_module("api_doc")


def test_the_page_is_current(api_doc: ModuleType) -> None:
    assert PAGE.read_text("utf-8") == api_doc.document()


def test_the_page_describes_each_public_name_once(api_doc: ModuleType) -> None:
    names = [name for group in api_doc.GROUPS for name in group.names.split()]
    assert sorted(names) == sorted(omvgen.__all__)


def test_the_examples_run(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in (*examples.glob("*.xlsx"), *examples.glob("*.json")):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OMVGEN_SOFFICE", "ei-ole")  # the PDF of a pack would take seconds
    locale.use("fi")
    text = re.sub("^```.*", "", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    tests = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(tests)
    assert result.failed == 0
    assert result.attempted > 30
