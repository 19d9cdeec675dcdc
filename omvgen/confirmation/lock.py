"""The lock of a folder's ledger: one person at a time adds a record.

A lock of the operating system ends with the process, however the process ends. Some network
drives have none. There a file beside the ledger, which only one process can make, is the
lock (`filelock`); it holds the process and the computer, so that one left behind by a dead
process of the same computer does not stay in the way.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path

from omvgen.confirmation import LOCK
from omvgen.errors import ConfirmationError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason

LOCK_SECONDS = 10.0
SOFT_LOCK = LOCK + "tiedosto"

# Wine gives no number when another holds the lock.
_BUSY = {0, errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL}


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the folder's lock; waits a while for another to finish.

    Raises `ConfirmationError`: OMV635 when another holds it too long, OMV668 when the
    other's lock is a file, OMV638 with the system's reason when there can be no lock.
    """
    try:
        handle = _open_lock(folder / LOCK)
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        try:
            _wait_for(handle)
            soft = contextlib.ExitStack()
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise _unwritable(folder, error) from error
            soft = _soft_lock(folder)
        with soft:
            yield
    finally:
        os.close(handle)  # the lock goes with it


def _open_lock(path: Path) -> int:
    """Opens the lock file; read-only when it is another person's, which is enough to lock."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        return os.open(path, os.O_RDONLY)


def _wait_for(handle: int) -> None:
    end = time.monotonic() + LOCK_SECONDS
    while not _try_lock(handle):
        if time.monotonic() > end:
            raise ConfirmationError(Finding(Code.LEDGER_BUSY))
        time.sleep(0.05)


def _soft_lock(folder: Path) -> contextlib.ExitStack:
    """The lock as a file, held; released when the stack is closed."""
    from filelock import SoftFileLock, Timeout  # only drives without locks need it

    stack, file = contextlib.ExitStack(), folder / SOFT_LOCK
    try:
        stack.enter_context(SoftFileLock(str(file), timeout=LOCK_SECONDS))
    except Timeout as error:
        finding = Finding(Code.LEDGER_LOCK_FILE, values={"file": str(file)})
        raise ConfirmationError(finding) from error
    except NotImplementedError as error:  # how filelock says that the drive has no locks
        raise _unwritable(folder, OSError(errno.ENOSYS, str(error))) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    return stack


def _unwritable(folder: Path, error: OSError) -> ConfirmationError:
    values = {"folder": str(folder.resolve()), "reason": os_reason(error)}
    return ConfirmationError(Finding(Code.LEDGER_FOLDER_UNWRITABLE, values=values))


if os.name == "nt":  # pragma: no cover (Windows only)
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            return False
        return True
