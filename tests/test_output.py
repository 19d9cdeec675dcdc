"""The one door out: no command replaces what somebody edited, made or confirmed."""

from __future__ import annotations

import errno
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import docx as python_docx
import openpyxl
import pytest
from helpers_cli import Said, omvgen
from helpers_document import docx, rich_plan
from helpers_reader import filled
from records import record

from omvgen.confirmation import LEDGER, SEAL
from omvgen.confirmation.record import sha256, to_line
from omvgen.errors import OmvgenError
from omvgen.findings.model import Finding, Location
from omvgen.form.loader import load_form
from omvgen.output import guard, put
from omvgen.seals import State, sealed_page, state_of
from omvgen.workbook.patch.annotate.copy import annotated_copy
from omvgen.workbook.template.make import make_workbook

FORM_FILE = Path(__file__).parent / "forms" / "pieni.toml"
SMALL = load_form(FORM_FILE)
PLAN = filled(SMALL)
COPY = "uusi-huomiot.xlsx"


@contextmanager
def refused_with(code: str) -> Iterator[None]:
    with pytest.raises(OmvgenError) as refused:
        yield
    assert refused.value.finding.code == code


class Writing(NamedTuple):
    """A command and its output, with the codes for a file there that is not to be lost.

    `own` is empty when a file as omvgen made it is replaced.
    """

    line: str
    output: str
    edited: str
    foreign: str
    own: str = ""


WRITINGS = (
    Writing("template -o t.xlsx", "t.xlsx", "OMV712", "OMV194"),
    Writing("new vanha.xlsx --year 2031 -o t.xlsx", "t.xlsx", "OMV712", "OMV194"),
    Writing("validate --annotate uusi.xlsx", COPY, "OMV712", "OMV194"),
    Writing("build --draft uusi.xlsx -o t.docx", "t.docx", "OMV197", "OMV198"),
    Writing("notice vanha.xlsx uusi.xlsx -o t.docx", "t.docx", "OMV197", "OMV198"),
    Writing("notice vanha.xlsx uusi.xlsx -o t.md", "t.md", "OMV711", "OMV198"),
    Writing("diff vanha.xlsx uusi.xlsx --format docx -o t.docx", "t.docx", "OMV197", "OMV198"),
    Writing("diff vanha.xlsx uusi.xlsx --format redline -o t.docx", "t.docx", "OMV197", "OMV198"),
    Writing("diff vanha.xlsx uusi.xlsx --format html -o t.html", "t.html", "OMV711", "OMV198"),
    Writing("diff vanha.xlsx uusi.xlsx --format md -o t.md", "t.md", "OMV711", "OMV198"),
    Writing("diff vanha.xlsx uusi.xlsx -o t.txt", "t.txt", "OMV713", "OMV713", "OMV713"),
    Writing(
        "diff vanha.xlsx uusi.xlsx --format json -o t.json", "t.json", "OMV713", "OMV713", "OMV713"
    ),
    Writing("export uusi.xlsx -o t.json", "t.json", "OMV713", "OMV713", "OMV713"),
    Writing("export --schema -o t.json", "t.json", "OMV713", "OMV713", "OMV713"),
)
each_writing = pytest.mark.parametrize("writing", WRITINGS, ids=lambda w: w.line)


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("työkirjat")
    answers = {key: answer for key, answer in PLAN.answers.items() if key != "nimi"}
    (folder / "vanha.xlsx").write_bytes(make_workbook(SMALL, PLAN))
    (folder / "uusi.xlsx").write_bytes(make_workbook(SMALL, replace(PLAN, answers=answers)))
    return folder


@pytest.fixture
def folder(workbooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(workbooks, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    left = [file.name for file in tmp_path.iterdir() if file.name.startswith(".omvgen")]
    assert left == []


def run(writing: Writing, *more: str) -> Said:
    return omvgen(*writing.line.split(), "--form", FORM_FILE, *more)


@cache
def written(writing: Writing, confirmed: bool) -> bytes:
    """What the command writes where nothing stands, by whether the folder has confirmations."""
    said = run(writing)
    assert "OMV7" not in said.err, said.err
    data = Path(writing.output).read_bytes()
    Path(writing.output).unlink()
    return data


@cache
def own(ending: str) -> bytes:
    """Another file of the kind, as omvgen made it."""
    match ending:
        case ".docx":
            return docx(rich_plan())
        case ".xlsx":
            finding = Finding("OMV201", Location("1 Perustiedot", "D4"), {"text": "x"})
            return annotated_copy(make_workbook(SMALL, PLAN), [finding], form=SMALL)
        case ".html" | ".md":
            return sealed_page(b"<p>muutokset</p>\n")
        case _:
            return b"muutokset\n"


@cache
def edited(ending: str) -> bytes:
    """The same after somebody edited it in their own program."""
    data, buffer = own(ending), io.BytesIO()
    match ending:
        case ".docx":
            document = python_docx.Document(io.BytesIO(data))
            document.paragraphs[0].add_run("lisätty")
            document.save(buffer)
        case ".xlsx":
            book = openpyxl.load_workbook(io.BytesIO(data))
            book["1 Perustiedot"]["D5"] = "korjattu"
            book.save(buffer)
        case _:
            buffer.write(data.replace(b"muutokset", b"korjatut muutokset"))
    return buffer.getvalue()


def foreign(ending: str) -> bytes:
    """A file of the kind that somebody else made."""
    buffer = io.BytesIO()
    match ending:
        case ".docx":
            python_docx.Document().save(buffer)
        case ".xlsx":
            openpyxl.Workbook().save(buffer)
        case _:
            buffer.write(b"<p>Muistiinpanoja</p>\n")
    return buffer.getvalue()


def is_kept(writing: Writing, existing: bytes, code: str) -> None:
    """That the file stays and the code says why, and that `--force` replaces it."""
    target, new = Path(writing.output), written(writing, Path(LEDGER).exists())
    target.write_bytes(existing)
    said = run(writing)
    assert said.code == 2, said.all
    assert f"{code}: " in said.err
    assert "--force" in said.err
    assert target.read_bytes() == existing
    assert code not in run(writing, "--force").err
    assert target.read_bytes() == new


@each_writing
def test_an_edited_output_is_kept(writing: Writing, folder: Path) -> None:
    is_kept(writing, edited(Path(writing.output).suffix), writing.edited)


@each_writing
def test_a_file_of_others_is_kept(writing: Writing, folder: Path) -> None:
    is_kept(writing, foreign(Path(writing.output).suffix), writing.foreign)


@each_writing
def test_what_a_confirmation_names_is_kept(writing: Writing, folder: Path) -> None:
    """As made, so nothing but the confirmation protects it."""
    existing = own(Path(writing.output).suffix)
    named = record(date(2026, 1, 30), "2.0", document_file="x", document_hash=sha256(existing))
    (folder / LEDGER).write_bytes(b"rikki\n" + to_line(named))
    is_kept(writing, existing, "OMV710")
    assert "30.1.2026 (versio 2.0)" in refusal(folder / writing.output, existing)


def refusal(target: Path, existing: bytes) -> str:
    target.write_bytes(existing)
    with pytest.raises(OmvgenError) as refused:
        put(b"PK", target)
    return refused.value.finding.message


@each_writing
def test_an_output_as_it_was_made_is_replaced_where_its_kind_has_a_seal(
    writing: Writing, folder: Path
) -> None:
    target, new = Path(writing.output), written(writing, Path(LEDGER).exists())
    for existing, code in ((own(target.suffix), writing.own), (new, "")):
        target.write_bytes(existing)
        said = run(writing)
        assert code in said.err
        assert ("OMV7" in said.err) == bool(code)
        assert target.read_bytes() == (existing if code else new)


@each_writing
def test_a_folder_that_may_not_be_written_to_is_said(
    writing: Writing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(**_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", denied)
    said = run(writing)
    assert said.code == 2
    assert "OMV120" in said.err
    assert "kansioon ei ole kirjoitusoikeutta" in said.err
    assert not Path(writing.output).exists()


@each_writing
def test_a_full_disk_is_said_and_what_stood_there_stays(
    writing: Writing, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    existing = b"vanha"
    Path(writing.output).write_bytes(existing)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    said = run(writing, "--force")
    assert said.code == 2
    assert "OMV120" in said.err
    assert Path(writing.output).read_bytes() == existing
    assert not [left for left in folder.rglob("*") if left.name.endswith(".tmp")]


@each_writing
def test_a_folder_in_the_way_is_said(writing: Writing, folder: Path) -> None:
    Path(writing.output).mkdir()
    said = run(writing, "--force")
    assert said.code == 2
    assert "on kansio" in said.err
    assert Path(writing.output).is_dir()


# The rules of the door itself.


def test_a_confirmed_document_is_known_in_a_folder_beside_the_workbook(tmp_path: Path) -> None:
    """Wherever the command was started: by the folder above, or the workbook's."""
    document = own(".docx")
    (tmp_path / LEDGER).write_bytes(to_line(record(document_hash=sha256(document))))
    beside, elsewhere = tmp_path / "output" / "t.docx", tmp_path / "a" / "b" / "t.docx"
    for target in (beside, elsewhere):
        target.parent.mkdir(parents=True)
        target.write_bytes(document)
    with refused_with("OMV710"):
        guard(beside)
    guard(elsewhere)
    with refused_with("OMV710"):
        guard(elsewhere, reads=[tmp_path / "s.xlsx"])
    guard(beside, document)  # the same bytes lose nothing


def test_a_ledger_that_cannot_be_read_lets_nothing_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "t.docx"
    target.write_bytes(own(".docx"))
    (tmp_path / LEDGER).mkdir()
    with refused_with("OMV630"):
        guard(target, b"")


@pytest.mark.parametrize("name", ["t.html", "t.md"])
def test_no_byte_of_a_page_can_change_unnoticed(name: str, tmp_path: Path) -> None:
    page = sealed_page("<p>ä</p>\n".encode())
    for place in range(len(page)):
        changed = page[:place] + bytes([page[place] ^ 1]) + page[place + 1 :]
        assert state_of(Path(name).suffix, changed) is not State.AS_MADE
    for changed in (page + b"\n", b" " + page, page.replace(b"\n", b"\r\n")):
        assert state_of(Path(name).suffix, changed) is State.EDITED
    assert state_of(Path(name).suffix, page) is State.AS_MADE


def test_what_would_be_lost_is_named(tmp_path: Path) -> None:
    target = tmp_path / "t.docx"
    document = python_docx.Document(io.BytesIO(own(".docx")))
    run = document.paragraphs[0].add_run("lisätty")
    document.add_comment(run, "Onko näin?", author="Maija Mallikas", initials="MM")
    document.save(str(target))
    with pytest.raises(OmvgenError) as refused:
        guard(target)
    assert "katoaisi: kommentit ja käsin tehdyt muutokset" in refused.value.finding.message
    assert f"omvgen verify {target} TYÖKIRJA" in refused.value.finding.remedy


def test_not_even_force_replaces_a_workbook_by_a_text(tmp_path: Path) -> None:
    target = tmp_path / "plan.json"
    target.write_bytes(foreign(".xlsx"))
    with refused_with("OMV716"):
        put(b"{}", target, force=True)


@pytest.mark.parametrize("name", [LEDGER, SEAL, LEDGER.capitalize()])
def test_not_even_force_replaces_the_ledger_or_its_seal(name: str, tmp_path: Path) -> None:
    with refused_with("OMV714"):
        put(b"{}", tmp_path / name, force=True)
    assert not any(tmp_path.iterdir())


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the system lets this user write anywhere"
)
def test_the_system_s_own_read_only_folder_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with refused_with("OMV120"):
        put(b"{}", tmp_path / "plan.json")
    tmp_path.chmod(0o700)
