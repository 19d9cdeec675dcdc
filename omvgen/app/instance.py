"""One instance a folder, and the folder that was last used, kept in the user's own profile."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from omvgen.output import write_whole

_LAST = "last-folder.json"


def state_folder() -> Path:
    """The folder of the user's profile for this program; nobody else can read it."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or home / ".local" / "state")
    folder = base / "omvgen"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


class Instance:
    """The instance of one folder. `address` is its page's, token included."""

    def __init__(self, folder: Path) -> None:
        name = hashlib.sha256(os.path.normcase(folder).encode("utf-8")).hexdigest()[:32]
        self._file = state_folder() / f"{name}.json"
        self._lock = FileLock(self._file.with_suffix(".lock"))

    @contextlib.contextmanager
    def only_one(self) -> Iterator[bool]:
        """Whether this process is the folder's instance; it is until the end of the block."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            self._file.unlink(missing_ok=True)
            self._lock.release()

    @property
    def address(self) -> str:
        """The address that the running instance has written; empty before that."""
        return _read(self._file, "address")

    @address.setter
    def address(self, address: str) -> None:
        _write(self._file, "address", address)


def last_folder() -> Path | None:
    """The folder that was opened last, if it is still there."""
    folder = _read(state_folder() / _LAST, "folder")
    return Path(folder) if folder and Path(folder).is_dir() else None


def remember(folder: Path) -> None:
    _write(state_folder() / _LAST, "folder", str(folder))


def _read(file: Path, key: str) -> str:
    with contextlib.suppress(OSError, ValueError):
        data = json.loads(file.read_text("utf-8"))
        if isinstance(data, dict):
            return str(data.get(key, ""))
    return ""


def _write(file: Path, key: str, text: str) -> None:
    write_whole(file, json.dumps({key: text}).encode("utf-8"))
