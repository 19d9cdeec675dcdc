"""Packs: the confirmed document to the byte, proof without omvgen, no secret given out."""

from __future__ import annotations

import ast
import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import by_hand
import pytest
from docx import Document
from helpers_cli import omvgen

import omvgen as api
from omvgen import pipeline
from omvgen.confirmation import KEPT, LEDGER
from omvgen.packing.assemble import COVER, SUMS, Pack

DAY, TODAY = date(2026, 1, 30), date(2026, 2, 1)
NO_OFFICE = "ei-ole"  # a program that is not there
DOCX, PAGE, RECORD = "omavalvontasuunnitelma.docx", "muutokset.html", "vahvistus.json"


@pytest.fixture(scope="module")
def year(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of two confirmed years; the first was confirmed without a document."""
    folder = tmp_path_factory.mktemp("luovutus")
    for plan_year in (2025, 2026):
        name = f"omavalvontasuunnitelma-{plan_year}.xlsx"
        shutil.copy(examples / name, folder)
        reading = api.read(folder / name)
        day = DAY.replace(year=plan_year)
        signing = api.Signing(day, "Esimerkkilä", "Oskari Esimerkkinen", "johtaja")
        document = folder / "signed.docx" if plan_year == 2026 else None
        if document:
            document.write_bytes(api.build(reading))
        api.confirm(reading, signing, TODAY, document, force=True)
    return folder


@pytest.fixture(scope="module")
def plan_2026(year: Path) -> api.Reading:
    return api.read(year / "omavalvontasuunnitelma-2026.xlsx")


@pytest.fixture(scope="module")
def whole(plan_2026: api.Reading) -> Pack:
    return api.pack(plan_2026, soffice=NO_OFFICE)


@pytest.fixture(scope="module")
def public(plan_2026: api.Reading) -> Pack:
    return api.pack(plan_2026, public=True, soffice=NO_OFFICE)


def files_of(pack: Pack) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pack.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def codes(pack: Pack) -> list[str]:
    return [finding.code for finding in pack.remarks]


def test_the_document_is_the_one_that_was_confirmed(year: Path, whole: Pack) -> None:
    assert files_of(whole)[DOCX] == (year / "signed.docx").read_bytes()


def test_the_checksums_are_those_of_all_other_files(whole: Pack, public: Pack) -> None:
    for pack in (whole, public):
        files = files_of(pack)
        lines = files.pop(SUMS).decode().splitlines()
        assert lines == [f"{sha256(data)}  {name}" for name, data in sorted(files.items())]
        assert pack.files == tuple(sorted([*files, SUMS]))


def test_the_record_proves_the_document_without_omvgen(whole: Pack) -> None:
    files = files_of(whole)
    record = json.loads(files[RECORD])
    digest = record.pop("hash")
    data = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    assert sha256(data) == digest
    assert record["document"]["sha256"] == sha256(files[DOCX])
    assert digest in files["vahvistus.html"].decode()
    assert json.loads(files["metatiedot.json"])["confirmation"] == digest


def test_the_metadata_says_what_the_properties_of_the_document_say(whole: Pack) -> None:
    files = files_of(whole)
    metadata = json.loads(files["metatiedot.json"])
    core = Document(io.BytesIO(files[DOCX])).core_properties
    assert core.created is not None
    said = (core.title, core.author, core.identifier, core.version, core.language)
    names = ("title", "author", "case_number", "version", "language")
    assert said == tuple(metadata[name] for name in names)
    assert core.created.date().isoformat() == metadata["date"]
    custom = zipfile.ZipFile(io.BytesIO(files[DOCX])).read("docProps/custom.xml").decode()
    for text in (metadata["document_number"], metadata["publicity"], *metadata["bases"]):
        assert text in custom
    assert [one["name"] for one in metadata["signatures"]] == ["Oskari Esimerkkinen"]


def test_the_cover_names_every_file_and_what_is_missing(whole: Pack, public: Pack) -> None:
    for pack in (whole, public):
        cover = files_of(pack)[COVER].decode()
        assert all(name in cover for name in pack.files if name != COVER)
        assert "Paketissa ei ole PDF-tiedostoa" in cover
        assert "Oskari Esimerkkinen" in cover
        assert codes(pack) == ["OMV673", "OMV129"]


def test_the_same_plan_gives_the_same_bytes(plan_2026: api.Reading, whole: Pack) -> None:
    assert api.pack(plan_2026, soffice=NO_OFFICE).data == whole.data


def test_neither_ledger_key_nor_workbook_is_handed_over(year: Path, whole: Pack) -> None:
    given = set(map(sha256, files_of(whole).values()))
    for file in year.iterdir():
        if file.is_file() and file.name != "signed.docx":
            assert sha256(file.read_bytes()) not in given


def test_a_public_pack_has_public_files_alone(
    plan_2026: api.Reading, whole: Pack, public: Pack
) -> None:
    files = files_of(public)
    assert set(files) == {COVER, SUMS, DOCX, PAGE}
    assert not set(files.values()) & set(files_of(whole).values())
    with zipfile.ZipFile(io.BytesIO(files[DOCX])) as document:
        parts = [document.read(name) for name in document.namelist()]
    said = b"".join([*files.values(), *parts]).decode("utf-8", "ignore")
    secret = "nimetyn virkamiehen ryhmä"  # of one withheld passage
    assert secret in str(plan_2026.plan)
    assert secret not in said


def test_a_name_that_leaks_makes_no_public_pack(
    plan_2026: api.Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("build_public", "report"):  # searched by themselves
        monkeypatch.setattr(pipeline, name, lambda *_, **__: b"")
    with pytest.raises(api.LeakError):
        api.pack(plan_2026, public=True, name="nimetyn virkamiehen ryhmä.zip", soffice=NO_OFFICE)


def test_a_plan_that_has_changed_since_is_said_not_to_be_confirmed(
    plan_2026: api.Reading,
) -> None:
    plan = plan_2026.plan
    later = replace(plan, document={**plan.document, "version": "2.1"})
    pack = api.pack(replace(plan_2026, plan=later), soffice=NO_OFFICE)
    assert "OMV671" in codes(pack)
    assert RECORD not in pack.files
    metadata = json.loads(files_of(pack)["metatiedot.json"])
    assert (metadata["confirmation"], metadata["signatures"]) == (None, [])


def test_a_confirmed_document_that_is_gone_is_built_anew_and_said(
    year: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(year, tmp_path / "vuosi"))
    (folder / KEPT / "signed-v2.0.docx").chmod(0o666)  # or Windows does not remove it
    (folder / KEPT / "signed-v2.0.docx").unlink()
    said = omvgen(
        "pack", folder / "omavalvontasuunnitelma-2026.xlsx", cwd=tmp_path, OMVGEN_SOFFICE=NO_OFFICE
    )
    assert said.code == 0, said.all
    assert "OMV672" in said.err
    assert "ei tavallisella sähköpostilla" in said.err
    assert (tmp_path / "output" / "luovutuspaketti-2026-v2.0.zip").is_file()


def test_of_a_plan_with_errors_no_pack_is_made(examples: Path, tmp_path: Path) -> None:
    workbook = Path(shutil.copy(examples / "omavalvontasuunnitelma-2026-kesken.xlsx", tmp_path))
    said = omvgen("pack", workbook, "-o", tmp_path / "p.zip", OMVGEN_SOFFICE=NO_OFFICE)
    assert said.code == 1
    assert "Pakettia ei tehty" in said.err
    assert not (tmp_path / "p.zip").exists()


# docs/arkisto.md, followed by hand

by_hand_only = pytest.mark.skipif(not by_hand.can_be_run(), reason="needs sh and sha256sum")


def unpacked(pack: Pack, folder: Path) -> Path:
    for name, data in files_of(pack).items():
        (folder / name).write_bytes(data)
    return folder


def test_what_is_done_by_hand_knows_nothing_of_omvgen() -> None:
    tree = ast.parse(Path(by_hand.__file__).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert not [node for node in imports if "omvgen" in ast.unparse(node)]


@by_hand_only
def test_a_stranger_proves_by_hand_that_the_document_is_the_confirmed_one(
    plan_2026: api.Reading, year: Path, whole: Pack, tmp_path: Path
) -> None:
    folder = unpacked(whole, tmp_path)
    on_paper = [record.id for record in api.confirmations(plan_2026)]
    assert by_hand.files_are_whole(folder)
    assert by_hand.identifier(folder) == on_paper[-1]
    assert by_hand.document_is_the_confirmed_one(folder)
    assert by_hand.chain(year) == on_paper


@by_hand_only
def test_by_hand_a_change_of_any_of_it_shows(year: Path, whole: Pack, tmp_path: Path) -> None:
    folder = unpacked(whole, tmp_path)
    was = by_hand.identifier(folder)
    with (folder / DOCX).open("ab") as document:
        document.write(b" ")
    assert not by_hand.files_are_whole(folder)
    assert not by_hand.document_is_the_confirmed_one(folder)
    record = (folder / RECORD).read_text("utf-8")
    (folder / RECORD).write_text(record.replace("Esimerkkinen", "Toinen"), "utf-8")
    assert by_hand.identifier(folder) != was
    ledger = (year / LEDGER).read_text("utf-8")
    (folder / LEDGER).write_text(ledger.split("\n", 1)[1], "utf-8")  # without its first line
    with pytest.raises(ValueError, match=was):
        by_hand.chain(folder)


def test_the_page_explains_each_datum_of_record_and_metadata(whole: Pack) -> None:
    page, files = by_hand.PAGE.read_text("utf-8"), files_of(whole)
    for name in (RECORD, "metatiedot.json"):
        assert [key for key in json.loads(files[name]) if f"`{key}`" not in page] == []
