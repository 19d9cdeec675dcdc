"""A workbook's file opened, each reason against it turned into the finding that says so."""

from __future__ import annotations

from pathlib import Path

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.package import Package, Reason, Unreadable, open_package, read_file
from omvgen.workbook.xlsx.identify import foreign_file, foreign_package

_CODES = {
    Reason.MISSING: Code.FILE_MISSING,
    Reason.NOT_A_FILE: Code.NOT_A_FILE,
    Reason.DENIED: Code.FILE_ACCESS_DENIED,
    Reason.IN_CLOUD: Code.FILE_ONLY_IN_CLOUD,
    Reason.SYSTEM: Code.WORKBOOK_UNREADABLE,
    Reason.ENCRYPTED: Code.FILE_ENCRYPTED,
    Reason.DAMAGED: Code.FILE_DAMAGED,
    Reason.TOO_LARGE: Code.FILE_TOO_LARGE,
    Reason.REPEATED_PART: Code.FILE_SUSPICIOUS,
    Reason.OUTSIDE_PART: Code.FILE_SUSPICIOUS,
    Reason.DOCTYPE: Code.FILE_SUSPICIOUS,
    Reason.STRICT: Code.STRICT_OPEN_XML,
}


def finding_of(error: Unreadable, file: str) -> Finding:
    """The finding about a workbook that cannot be read, `file` being what it is called."""
    values = {"file": file, "reason": error.words, "what": error.words, "detail": ""}
    return Finding(_CODES[error.reason], values=values)


def read_workbook_file(path: Path) -> bytes:
    """The workbook's bytes. Raises `ReadError` when they cannot or should not be read."""
    if _is_lock_file(path.name):
        raise ReadError(Finding(Code.LOCK_FILE, values={"file": str(path)}))
    try:
        data = read_file(path)
    except Unreadable as error:
        raise ReadError(finding_of(error, str(path))) from error
    if not data:
        raise ReadError(Finding(Code.FILE_EMPTY, values={"file": str(path)}))
    if not data.strip(b"\0"):  # a synchroniser has reserved room for the file and not filled it
        raise ReadError(Finding(Code.FILE_ONLY_IN_CLOUD, values={"file": str(path)}))
    return data


def _is_lock_file(name: str) -> bool:
    """Whether Excel or LibreOffice keeps the file beside a workbook that is open."""
    return name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))


def open_workbook(data: bytes, file: str) -> Package:
    """The package of a workbook. Raises `ReadError` with what the file is and what to do."""
    finding = foreign_file(data, file)
    if finding is not None:
        raise ReadError(finding)
    try:
        package = open_package(data, file)
    except Unreadable as error:
        raise ReadError(finding_of(error, file)) from error
    finding = foreign_package(package)
    if finding is not None:
        raise ReadError(finding)
    return package
