"""Files written whole or not at all, and zip packages that are the same every time."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from omvgen.errors import ReadError, WriteError
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.locale import tr

# The earliest moment a zip can name: the package must not tell when it was made.
_EPOCH = (1980, 1, 1, 0, 0, 0)
# A Word document of pictures is a tenth of this; what is made to fill memory is more.
_MAX_FILE, _MAX_PARTS, _MAX_ENTRIES = 100_000_000, 200_000_000, 5_000
_CHUNK = 65_536
_TEMPORARY = ".omvgen-"  # how the names of temporary files begin
_WAITS = (0.05, 0.1, 0.2, 0.3, 0.4)  # seconds
_LEFT_BEHIND = 3600  # seconds, after which nobody is writing a temporary file any more


def write_whole(path: Path, data: bytes) -> None:
    """Puts the bytes at the path, or where a link there leads, in one step.

    The folder is made when it is missing. Raises `WriteError` (OMV120, OMV121) when
    the file cannot be written; what stood at the path is then untouched.
    """
    temporary = None
    try:
        target = Path(os.path.realpath(path)) if path.is_symlink() else path
        mode = _mode_for(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(target.parent)
        # A name of its own: with the target's, a name as long as may be would be too long.
        with tempfile.NamedTemporaryFile(
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


def _mode_for(target: Path) -> int:
    """The mode of the file that is replaced, or what the umask leaves for a new one.

    Raises `OSError` for what is no file, and for one that is protected against writing:
    the copy would be too, and Windows could then neither put it in place nor remove it.
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
    """On Windows a virus scanner or OneDrive may hold a new file for a moment: that is waited."""
    for wait in _WAITS if sys.platform == "win32" else ():
        try:
            os.replace(temporary, target)
        except PermissionError:
            time.sleep(wait)
        else:
            return
    os.replace(temporary, target)


def _clear_leftovers(folder: Path) -> None:
    """Removes what processes left here that were ended while they wrote.

    A young one may be another's who writes at this moment.
    """
    for left in folder.glob(f"{_TEMPORARY}*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def read_whole(path: Path) -> bytes:
    """The bytes of a file. Raises `ReadError` (OMV199) when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(cannot_read(path, error)) from error


def cannot_read(path: Path, error: OSError) -> Finding:
    """What is said of a file that cannot be read."""
    return Finding("OMV199", values={"file": str(path), "reason": os_reason(error)})


def cannot_write(path: Path, error: OSError) -> Finding:
    """What is said of a file that cannot be written, or of one in its place that cannot be read.

    One that is there, in a folder where files may be made, is in use or protected (OMV121).
    """
    reason = os_reason(error)
    if isinstance(error, PermissionError):
        if os.path.exists(path) and os.access(path.parent, os.W_OK):
            return Finding("OMV121", values={"file": str(path)})
        reason = tr("kansioon ei ole kirjoitusoikeutta")
    return Finding("OMV120", values={"file": str(path), "reason": reason})


def zip_package(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a zip: same parts, same bytes, on any machine and day.

    `[Content_Types].xml` comes first, as readers of Office files expect.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(new_entry(name), parts[name])
    return buffer.getvalue()


def new_entry(name: str, moment: tuple[int, int, int, int, int, int] = _EPOCH) -> zipfile.ZipInfo:
    """An entry for a part that we write: nothing in it tells when or where."""
    entry = zipfile.ZipInfo(name, moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on Windows, where Python would write 0
    entry.external_attr = 0o644 << 16
    return entry


def unzip_package(data: bytes) -> dict[str, bytes]:
    """The parts of a package of our own making (nothing hostile: no limits here)."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


class BadPackage(ValueError):
    """The file is no package of parts, or one that is made to fill memory."""


def read_package(path: Path) -> dict[str, bytes]:
    """The parts of a package of anybody's making, or something else under its name.

    Raises `BadPackage` for what is none, `OSError` when it cannot be read.
    """
    return package_parts(read_bounded(path))


def read_bounded(path: Path) -> bytes:
    """The bytes of a file that may be a package.

    Raises `BadPackage` when it is larger than any, `OSError` when it cannot be read.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_FILE:
        raise BadPackage(path.name)
    return path.read_bytes()


def package_parts(data: bytes) -> dict[str, bytes]:
    """The parts of the package, as `read_package` reads them. Raises `BadPackage`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check_sizes(entries)
            return {entry.filename: _inflated(package, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise BadPackage(str(error)) from error
    except (RuntimeError, ValueError, OverflowError) as error:  # zipfile says so of odd headers
        raise BadPackage(str(error)) from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    whole = sum(entry.file_size for entry in entries)
    usual = all(e.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for e in entries)
    once = len({entry.filename.lower() for entry in entries}) == len(entries)
    if whole > _MAX_PARTS or len(entries) > _MAX_ENTRIES or not usual or not once:
        raise zipfile.BadZipFile


def _inflated(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Piece by piece: read at once, a part inflates beyond the size that it claims."""
    with package.open(entry) as stream:
        return b"".join(iter(lambda: stream.read(_CHUNK), b""))
