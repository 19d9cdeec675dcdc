"""A workbook's file opened, each reason against it turned into the finding that says so."""

from __future__ import annotations

from pathlib import Path

from omvgen.findings.model import Finding, Refused
from omvgen.package import Package, Reason, Unreadable, open_package, read_file
from omvgen.workbook.xlsx.identify import foreign_file, foreign_package

_CODES = {
    Reason.MISSING: "OMV100",
    Reason.NOT_A_FILE: "OMV101",
    Reason.DENIED: "OMV104",
    Reason.IN_CLOUD: "OMV105",
    Reason.SYSTEM: "OMV106",
    Reason.ENCRYPTED: "OMV107",
    Reason.DAMAGED: "OMV114",
    Reason.TOO_LARGE: "OMV115",
    Reason.REPEATED_PART: "OMV116",
    Reason.OUTSIDE_PART: "OMV116",
    Reason.DOCTYPE: "OMV116",
    Reason.STRICT: "OMV117",
}


def finding_of(error: Unreadable, file: str) -> Finding:
    """The finding about a workbook that cannot be read, `file` being what it is called."""
    values = {"file": file, "reason": error.words, "what": error.words}
    return Finding(_CODES[error.reason], values=values)


def read_workbook_file(path: Path) -> bytes:
    """The workbook's bytes. Raises `Refused` when they cannot or should not be read."""
    if _is_lock_file(path.name):
        raise Refused(Finding("OMV103", values={"file": str(path)}))
    try:
        data = read_file(path)
    except Unreadable as error:
        raise Refused(finding_of(error, str(path))) from error
    if not data:
        raise Refused(Finding("OMV102", values={"file": str(path)}))
    if not data.strip(b"\0"):  # a synchroniser has reserved room for the file and not filled it
        raise Refused(Finding("OMV105", values={"file": str(path)}))
    return data


def _is_lock_file(name: str) -> bool:
    """Whether Excel or LibreOffice keeps the file beside a workbook that is open."""
    return name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))


def open_workbook(data: bytes, file: str) -> Package:
    """The package of a workbook. Raises `Refused` with what the file is and what to do."""
    finding = foreign_file(data, file)
    if finding is not None:
        raise Refused(finding)
    try:
        package = open_package(data, file)
    except Unreadable as error:
        raise Refused(finding_of(error, file)) from error
    finding = foreign_package(package)
    if finding is not None:
        raise Refused(finding)
    return package
