"""Documents built with --previous or --reference-doc: verified and confirmed like any other."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from helpers_cli import Said, omvgen
from helpers_document import saved
from helpers_references import own_styles
from helpers_remembered import documents_are_read_once

import omvgen as api
from omvgen.confirmation.confirm import Signing

__all__ = ["documents_are_read_once"]  # the fixture
NEW, OLD = "omavalvontasuunnitelma-2026.xlsx", "omavalvontasuunnitelma-2025.xlsx"
SIGNED = ("--place", "Esimerkkilä", "--by", "Oskari Esimerkkinen", "--role", "johtaja")
TODAY = ("--today", "1.2.2026")


@pytest.fixture
def folder(examples: Path, tmp_path: Path) -> Path:
    for name in (NEW, OLD):
        shutil.copy(examples / name, tmp_path / name)
    return tmp_path


def touched(data: bytes) -> bytes:
    """The document as somebody saves it again: it is no longer known to be as it was made."""
    document: Any = python_docx.Document(io.BytesIO(data))
    document.core_properties.last_modified_by = "Joku Muu"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_list(folder: Path) -> Path:
    data = api.build(api.read(folder / NEW), previous=api.read(folder / OLD))
    return saved(touched(data), folder, "lista.docx")


def confirm(folder: Path, document: Path, *more: str | Path) -> Said:
    day = ("--date", "30.1.2026", "--dry-run")
    return omvgen("confirm", folder / NEW, *day, *SIGNED, *TODAY, "--document", document, *more)


def test_confirm_takes_the_reference_document_as_verify_does(folder: Path) -> None:
    reference = saved(own_styles(), folder, "malli.docx")
    data = api.build(api.read(folder / NEW), reference=reference.read_bytes())
    document = saved(touched(data), folder, "oma.docx")
    assert "OMV624" in confirm(folder, document).err
    said = confirm(folder, document, "--reference-doc", reference)
    assert said.code == 0, said.all
    assert "OMV650" not in said.err


def test_the_previous_workbook_is_given_or_the_kept_copy_of_the_last_version_found(
    folder: Path,
) -> None:
    document, reading = with_list(folder), api.read(folder / NEW)
    said = confirm(folder, document)
    assert "OMV650" in said.err
    assert "--previous" in said.err
    assert "OMV650" not in confirm(folder, document, "--previous", folder / OLD).err
    signing = Signing(date(2025, 2, 27), "Esimerkkilä", "Oskari Esimerkkinen", "johtaja")
    api.confirm(api.read(folder / OLD), signing, date(2026, 2, 1), force=True)
    assert api.verify(document, reading).in_order
    (kept,) = (folder / "vahvistetut").glob("*.xlsx")
    kept.chmod(0o600)
    shutil.copy(folder / NEW, kept)  # no longer what was confirmed
    found = api.verify(document, reading).comparison
    assert found is not None
    assert found.lacks_previous
    assert not found.differences


@pytest.mark.parametrize("option", ["--previous", "--reference-doc"])
def test_options_that_would_be_ignored_are_refused(folder: Path, option: str) -> None:
    said = omvgen("verify", folder / NEW, folder / NEW, "--public", option, folder / OLD)
    assert said.code == 2
    assert option in said.err
    said = omvgen("confirm", folder / NEW, "--date", "30.1.2026", *SIGNED, option, folder / OLD)
    assert said.code == 2
    assert "--document" in said.err


@pytest.mark.parametrize("kind", ["html", "md"])
def test_options_of_a_word_document_are_refused_with_other_formats(folder: Path, kind: str) -> None:
    for option in (["--signature-line"], ["--reference-doc", folder / OLD]):
        said = omvgen("build", folder / NEW, "--format", kind, *option)
        assert said.code == 2
        assert f"Valitsin {option[0]} koskee vain Word-asiakirjaa" in said.err
    said = omvgen("build", folder / NEW, "--public", "--signature-line")
    assert said.code == 2
    assert "Julkista versiota ei allekirjoiteta" in said.err
