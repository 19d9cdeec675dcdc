"""Documents saved again by other programs say the same: a small run of scripts/resave.py."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tools import convert_all


@pytest.fixture(scope="module")
def resave() -> ModuleType:
    sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))
    import resave

    return resave


@pytest.fixture(scope="module")
def made(resave: Any, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """A plan in full, with changes, with a reference document, and public with and without."""
    found = list(resave.documents(1, 2026, tmp_path_factory.mktemp("tehdyt")))
    assert len(found) == 5
    return found


def by_office(files: Sequence[Path], folder: Path) -> None:
    convert_all(files, "docx", folder)


@pytest.mark.needs("libreoffice")
def test_full_and_public_documents_say_the_same_when_libreoffice_has_saved_them(
    resave: Any, made: list[Any]
) -> None:
    assert set(resave.resaved(made, by_office).values()) == {""}


def test_what_verifies_them_finds_what_was_changed(resave: Any, made: list[Any]) -> None:
    """A run of it that says nothing is wrong says something."""

    def edit(files: Sequence[Path], folder: Path) -> None:
        import docx as python_docx

        for file in files:
            document = python_docx.Document(str(file))
            document.paragraphs[20].add_run(" lisätty")
            document.save(str(folder / file.name))

    (wrong,) = resave.resaved(made[:1], edit).values()
    assert "lisätty" in wrong
