"""Tells the open pages when a file has been saved or a job has ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import watchfiles

from omvgen.app.folder import WORKBOOKS, Folder, is_watched
from omvgen.package import Unreadable, read_file

_STEP = 50  # milliseconds in which changes count as one
_BETWEEN_LOOKS = 5.0  # seconds
_STILL = 0.05  # seconds for which a file that has been written does not change any more
_PATIENCE = 3.0  # seconds that a half-written file is waited for
_PACKAGES = (*WORKBOOKS, ".docx")
_END_OF_ZIP, _END_LENGTH = b"PK\x05\x06", 1024  # a zip file ends with this record


class Changes:
    """The number of the last change, and a way to wait for the next one."""

    def __init__(self) -> None:
        self.number = 0
        self._next = asyncio.Event()

    def announce(self) -> None:
        """Counts one change more. To be called in the thread of the event loop."""
        self.number += 1
        past, self._next = self._next, asyncio.Event()
        past.set()

    async def after(self, number: int) -> int:
        """The number of the last change, once it is not the given one."""
        while self.number == number:
            await self._next.wait()
        return self.number


async def watch(folder: Path, announce: Callable[[], None], stop: asyncio.Event) -> None:
    """Calls `announce` after each change in the folder, when its files are whole."""
    changes = watchfiles.awatch(
        folder,
        watch_filter=lambda _, path: is_watched(path),
        debounce=4 * _STEP,
        step=_STEP,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    async for found in changes:
        await asyncio.to_thread(wait_until_whole, [Path(path) for _, path in found])
        announce()


async def look(folder: Folder, announce: Callable[[], None]) -> None:
    """Calls `announce` when the files have changed since the last look.

    Drives of other computers do not always tell of changes, so `watch` may not hear of them.
    """
    seen = await asyncio.to_thread(folder.marks)
    while True:
        await asyncio.sleep(_BETWEEN_LOOKS)
        now = await asyncio.to_thread(folder.marks)
        if now != seen:
            announce()
        seen = now


def wait_until_whole(files: list[Path], patience: float = _PATIENCE) -> None:
    """Waits until nobody writes the files any more, at most `patience` seconds."""
    deadline = time.monotonic() + patience
    before = list(map(_state, files))
    while time.monotonic() < deadline:
        time.sleep(_STILL)
        now = list(map(_state, files))
        if now == before and all(map(_is_whole, files)):
            return
        before = now


def _state(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _is_whole(file: Path) -> bool:
    """Whether a workbook or document has its end. A file of another kind, or none, is whole."""
    if file.suffix.lower() not in _PACKAGES or not file.is_file():
        return True
    try:
        return _END_OF_ZIP in read_file(file)[-_END_LENGTH:]
    except Unreadable:
        return False  # locked by the program that saves it
