"""The one door out: every file that a command makes is put in place here.

A file is written whole or not at all. Files that a person edited, that omvgen did not
make, or that a confirmation names are replaced only by force; the files that the command
reads and the ledger of confirmations never. docs/reliability.md has the rules as a table.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path, PureWindowsPath
from typing import Any

from omvgen import seals
from omvgen.errors import WriteError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.reasons import cause, os_reason
from omvgen.form.dates import format_date
from omvgen.locale import listed, tr
from omvgen.package import Reason, Unreadable, read_file, unzip_package
from omvgen.seals import State

LEDGER, SEAL, KEY = "vahvistukset.jsonl", "vahvistukset.tarkiste", "vahvistukset.avain"
"""The confirmations in a folder, their seal and their key: no output replaces them."""

KEPT = "vahvistetut"
"""The folder beside the ledger where the confirmed files are kept."""

_TEMPORARY = ".omvgen-"  # how the names of temporary files begin
_WAITS = (0.05, 0.1, 0.2, 0.3, 0.4)  # seconds
_LEFT_BEHIND = 3600  # seconds, after which nobody is writing a temporary file any more
_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_NOT_IN_NAMES = frozenset('<>:"/\\|?*').union(map(chr, range(32)))
_ZIP = b"PK"  # how workbooks and documents begin

_SIGNATURES, _COMMENTS, _TEXT = "_xmlsignatures/", "word/comments", "word/document.xml"
_TRACKED = rb"<w:(?:ins|del|moveFrom|moveTo) "
_SIGNED_PDF = b"/ByteRange"


def put(data: bytes, target: Path, *, force: bool = False, reads: Iterable[Path] = ()) -> None:
    """Writes an output whole, if no work is lost by that.

    `reads` are the files that the command reads; the confirmations in their folders are
    looked at too. HTML and Markdown get their seal. Raises `WriteError` as `guard` does without
    `force`, OMV714–OMV716 whatever `force` says, and OMV120 or OMV121 when the file
    cannot be written; what stood at the target is then unchanged.
    """
    reads = tuple(reads)
    if not_a_name_on_windows(target.name, sys.platform):
        raise WriteError(cannot_write(target, OSError(errno.EINVAL, "")))
    if target.suffix.lower() in seals.PAGES:
        data = seals.sealed_page(data)
    _refuse_what_must_stay(target, data, reads)
    if not force:
        guard(target, data, reads=reads)
    write_whole(target, data)


def keep(data: bytes, target: Path) -> None:
    """Writes a confirmed file whole and read-only.

    A file that is there already and that no confirmation names is what a confirmation that
    was not recorded left: it is replaced. Raises `WriteError` (OMV710) when a confirmation
    names it, OMV120 or OMV121 when the file cannot be written.
    """
    existing = _existing(target)
    if existing is not None and existing != data:
        record = _confirmation_of(existing, target, ())
        if record is not None:
            values = {"file": str(target), **_named(record)}
            raise WriteError(Finding(Code.FILE_CONFIRMED, values=values))
    write_whole(target, data, read_only=True)


def guard(target: Path, data: bytes | None = None, *, reads: Iterable[Path] = ()) -> None:
    """Refuses if writing the data to the target would lose something.

    `data` may not be known yet. Nothing is lost when the target has the same bytes, or is
    as omvgen made it and no confirmation names it. Raises `WriteError`: OMV710 for a confirmed
    file, otherwise by the target's ending OMV197 or OMV198 (Word), OMV173 (PDF), OMV194 or
    OMV712 (workbook), OMV198 or OMV711 (HTML, Markdown), OMV713 (all else); OMV120 or
    OMV121 when it cannot be read.
    """
    existing = _existing(target)
    if existing is None or existing == data:
        return
    record = _confirmation_of(existing, target, reads)
    if record is not None:
        raise WriteError(
            Finding(Code.FILE_CONFIRMED, values={"file": str(target), **_named(record)})
        )
    ending = target.suffix.lower()
    state = seals.state_of(ending, existing)
    if state is not State.AS_MADE:
        lost = listed(_lost(ending, existing, state))
        values = {"file": str(target), "lost": lost}
        raise WriteError(Finding(_code(ending, state), values=values))


def _existing(target: Path) -> bytes | None:
    """The bytes of the target, None if there is no file. Raises `WriteError`."""
    try:
        return read_file(target)
    except Unreadable as error:
        if error.reason is Reason.MISSING:
            return None
        if error.system is None:  # larger than anything that omvgen makes
            return b""
        raise WriteError(cannot_write(target, error.system)) from error


def _code(ending: str, state: State) -> Code:
    edited = state is State.EDITED
    if ending in seals.DOCUMENTS:
        return Code.DOCUMENT_EDITED if edited else Code.OTHER_FILE_EXISTS
    if ending in seals.PDFS:
        return Code.PDF_EXISTS
    if ending in seals.WORKBOOKS:
        return Code.ANNOTATED_COPY_EDITED if edited else Code.WORKBOOK_EXISTS
    if ending in seals.PAGES:
        return Code.OUTPUT_EDITED if edited else Code.OTHER_FILE_EXISTS
    return Code.OUTPUT_EXISTS


def _lost(ending: str, existing: bytes, state: State) -> Iterator[str]:
    """What the existing file has and the new one would not have, in words."""
    parts: dict[str, bytes] = {}
    if ending in seals.DOCUMENTS:
        with contextlib.suppress(Unreadable):
            parts = unzip_package(existing)
    signed = _SIGNED_PDF in existing if ending in seals.PDFS else False
    if signed or any(part.startswith(_SIGNATURES) for part in parts):
        yield tr("sähköinen allekirjoitus")
    if any(part.startswith(_COMMENTS) for part in parts):
        yield tr("kommentit")
    if re.search(_TRACKED, parts.get(_TEXT, b"")):
        yield tr("jäljitetyt muutokset")
    yield tr("käsin tehdyt muutokset") if state is State.EDITED else tr("sen sisältö")


# What must stay


def _refuse_what_must_stay(target: Path, data: bytes, reads: Iterable[Path]) -> None:
    """Raises `WriteError` for what not even force replaces.

    That is the ledger, what the command reads, and a workbook or document by a text.
    """
    values = {"file": str(target)}
    # Windows and macOS know no difference between capital and small letters.
    if os.path.basename(os.path.realpath(target)).casefold() in (LEDGER, SEAL, KEY):
        raise WriteError(Finding(Code.OUTPUT_IS_LEDGER, values=values))
    if not os.path.isfile(target):
        return
    if any(os.path.samefile(target, file) for file in reads if os.path.exists(file)):
        raise WriteError(Finding(Code.OUTPUT_IS_INPUT, values=values))
    if not data.startswith(_ZIP) and _begins_as_package(target):
        raise WriteError(Finding(Code.OUTPUT_IS_WORKBOOK_OR_DOCUMENT, values=values))


def _begins_as_package(file: Path) -> bool:
    """Whether the file begins as a zip. One that cannot be read is refused later."""
    with contextlib.suppress(OSError), file.open("rb") as existing:
        return existing.read(len(_ZIP)) == _ZIP
    return False


def _confirmation_of(existing: bytes, target: Path, reads: Iterable[Path]) -> dict[str, Any] | None:
    """The record that names the file by its hash, in a ledger of a folder around it.

    A ledger is in the workbook's folder; outputs go there, or into a folder in it. Lines
    that are no records are skipped, so that the others still protect what they name.
    Raises `WriteError` (OMV630) when a ledger cannot be read.
    """
    digest = seals.digest(existing)
    place = Path(os.path.realpath(target))
    folders = (place.parent, place.parent.parent, *(file.parent for file in reads))
    for ledger in dict.fromkeys(folder / LEDGER for folder in folders):
        for record in _records(ledger):
            files = (value for value in record.values() if isinstance(value, dict))
            if any(file.get("sha256") == digest for file in files):
                return record
    return None


def _records(ledger: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = read_file(ledger).splitlines()
    except Unreadable as error:
        if error.reason is Reason.MISSING:
            return
        values = {"file": str(ledger), "reason": error.words}
        raise WriteError(Finding(Code.LEDGER_UNREADABLE, values=values)) from error
    for line in lines:
        with contextlib.suppress(ValueError, RecursionError):
            record = json.loads(line)
            if isinstance(record, dict):
                yield record


def _named(record: dict[str, Any]) -> dict[str, str]:
    """When and in which version the record's file was confirmed, as far as it says."""
    day, version = str(record.get("date", "")), str(record.get("version", ""))
    with contextlib.suppress(ValueError):
        day = format_date(date.fromisoformat(day))
    return {"day": day, "version": version}


# Writing


def write_whole(path: Path, data: bytes, *, read_only: bool = False) -> None:
    """Replaces the file at the path, or the file that a link there leads to, in one step.

    Makes the folder when it is missing. What is written `read_only` may replace a file that
    is read-only. Raises `WriteError` (OMV120, OMV121) when the file
    cannot be written; the old one is then unchanged. Does not check whether the old one
    may be replaced: commands use `put`.
    """
    from tempfile import NamedTemporaryFile  # 1.5 ms that commands without an output do not spend

    temporary = None
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        if read_only and target.is_file():
            os.chmod(target, 0o666)
        mode = _mode_for(target) & ~(_WRITE if read_only else 0)
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target.parent)
        # A short name of its own: the target's may already be as long as names can be.
        with NamedTemporaryFile(
            dir=target.parent, prefix=_TEMPORARY, suffix=".tmp", delete=False
        ) as file:
            temporary = file.name
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)  # it was made to be read by its owner alone
        _put_in_place(temporary, target)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise WriteError(cannot_write(path, error)) from error


def not_a_name_on_windows(name: str, platform: str) -> str:
    """Why no file on Windows can have the name, in words; empty on other platforms.

    `con.docx` is a device, which swallows what is written or waits for ever; what stands after
    a colon is a stream that no program shows; a dot or space at the end is dropped in silence.
    """
    if platform != "win32":
        return ""
    if PureWindowsPath(name).is_reserved():
        return tr("nimi on varattu Windowsin laitteelle")
    if name.endswith((".", " ")):
        return tr("nimen lopussa on piste tai välilyönti")
    if not _NOT_IN_NAMES.isdisjoint(name):
        return os_reason(OSError(errno.EINVAL, ""))
    return ""


def _mode_for(target: Path) -> int:
    """The mode of the file that is replaced, or what the umask leaves for a new one.

    Raises `OSError` for directories and devices, and for a file that is protected against
    writing: its copy would be too, and Windows could then neither move nor remove it.
    """
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV), str(target))
    if not mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return mode & 0o777


def _put_in_place(temporary: str, target: Path) -> None:
    """Moves the file to the target. On Windows, waits for virus scanners and OneDrive,
    which may hold a new file for a moment.
    """
    for wait in _WAITS if sys.platform == "win32" else ():
        try:
            os.replace(temporary, target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(temporary, target)


def _clear_leftovers(folder: Path) -> None:
    """Removes temporary files of processes that were ended while they wrote.

    A young one may belong to another process that is writing now.
    """
    for left in folder.glob(f"{_TEMPORARY}*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def cannot_write(path: Path, error: OSError) -> Finding:
    """The finding about a file that cannot be written.

    OMV121 for a file that exists in a writable folder, so is in use or protected; else
    OMV120.
    """
    reason = not_a_name_on_windows(path.name, sys.platform) or os_reason(error)
    if cause(error) in (errno.EACCES, errno.EPERM, errno.EBUSY):
        if os.path.exists(path) and os.access(path.parent, os.W_OK):
            return Finding(Code.FILE_WRITE_DENIED, values={"file": str(path)})
        reason = tr("kansioon ei ole kirjoitusoikeutta")
    return Finding(Code.FILE_UNWRITABLE, values={"file": str(path), "reason": reason})
