"""What was read before, by content: the second run reads what has changed.

An SQLite file beside the output. It holds the facts of each workbook under a digest of all
that they depend on: the bytes of the workbook and its name, the bytes of the ledger's files and
the names of copies beside it, the form, the language, the view, and omvgen's own version. So
it is never trusted over a file: each file's bytes are read and hashed on every run, since
dates and sizes may stay when a file changes (OneDrive, restored copies, clocks set back).

It can be deleted at any time. One that is broken, or of another version, is made anew; where
none can be made (a full or read-only disk, a drive without locks) the run goes on without
one. It is as secret as the overview beside which it lies. Of a killed run it has what was
committed: SQLite's journal (WAL) keeps it whole.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from omvgen.confirmation import KEY, LEDGER, SEAL, ledger_of
from omvgen.package import Unreadable, read_file
from omvgen.units.facts import Facts, from_bytes, to_bytes

ENDING = ".omvgen-index"
_SCHEME = 1  # raised when the tables or the facts change their shape
_BATCH = 100  # facts between two commits
_TABLES = """
    CREATE TABLE IF NOT EXISTS facts (digest TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS key (data BLOB NOT NULL);
"""


def index_beside(output: Path) -> Path:
    """The index of an overview that is written there."""
    return output.with_name(output.name + ENDING)


def digest_of(workbook: bytes, ledger: bytes, *context: str) -> str:
    """The digest of all that the facts of a workbook depend on."""
    whole = sha256(f"{_SCHEME}\0".encode())
    for piece in (*(text.encode("utf-8", "surrogatepass") for text in context), ledger, workbook):
        whole.update(len(piece).to_bytes(8, "big"))
        whole.update(piece)
    return whole.hexdigest()


def ledger_bytes(workbook: Path) -> bytes:
    """All of the folder that decides what the ledger of the workbook says."""
    ledger = ledger_of(workbook)
    whole = sha256()
    for name in (LEDGER, SEAL, KEY):
        try:
            data = read_file(ledger.parent / name)
        except Unreadable as error:
            data = f"-{error.reason.name}".encode()
        whole.update(len(data).to_bytes(8, "big") + data)
    stem = Path(LEDGER).stem
    with contextlib.suppress(OSError):
        copies = sorted(name for name in os.listdir(ledger.parent) if stem in name.casefold())
        whole.update("\0".join(copies).encode("utf-8", "surrogatepass"))
    return whole.digest()


class Memory:
    """The facts of earlier runs of a process that goes on: nothing of them is in a file.

    Used as a context, as `Index` is.
    """

    def __init__(self) -> None:
        self._facts: dict[str, Facts] = {}
        self.key = secrets.token_bytes(32)

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def get(self, digest: str) -> Facts | None:
        return self._facts.get(digest)

    def add(self, digest: str, facts: Facts) -> None:
        self._facts[digest] = facts

    def keep(self, digests: Iterable[str]) -> None:
        self._facts = {one: self._facts[one] for one in digests if one in self._facts}


class Index:
    """The facts of earlier runs. Without a path, or where none can be made, it is empty.

    Used as a context: what was added is committed at its end, also after an exception.
    """

    def __init__(self, path: Path | None) -> None:
        self._path, self._added = path, 0
        self._db = _opened(path) if path is not None else None
        self.key = self._key()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.commit()
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def get(self, digest: str) -> Facts | None:
        """The facts under the digest, None when they are not known or cannot be used."""
        if self._db is None:
            return None
        try:
            row = self._db.execute("SELECT data FROM facts WHERE digest = ?", (digest,)).fetchone()
            return from_bytes(row[0]) if row else None
        except sqlite3.Error:
            self._give_up()
        except (ValueError, TypeError, KeyError):
            pass
        return None

    def add(self, digest: str, facts: Facts) -> None:
        if self._db is None:
            return
        try:
            self._db.execute(
                "INSERT OR REPLACE INTO facts VALUES (?, ?)", (digest, to_bytes(facts))
            )
            self._added += 1
            if self._added % _BATCH == 0:
                self._db.commit()
        except sqlite3.Error:
            self._give_up()

    def keep(self, digests: Iterable[str]) -> None:
        """Forgets all others: what a whole run did not use is of files that are gone."""
        if self._db is None:
            return
        try:
            self._db.execute("CREATE TEMP TABLE used (digest TEXT PRIMARY KEY) WITHOUT ROWID")
            self._db.executemany(
                "INSERT OR IGNORE INTO used VALUES (?)", ((digest,) for digest in digests)
            )
            self._db.execute("DELETE FROM facts WHERE digest NOT IN (SELECT digest FROM used)")
        except sqlite3.Error:
            self._give_up()

    def _key(self) -> bytes:
        """The random key of the fingerprints: those of one index can be compared."""
        new = secrets.token_bytes(32)
        if self._db is not None:
            try:
                row = self._db.execute("SELECT data FROM key").fetchone()
                if row:
                    return bytes(row[0])
                self._db.execute("INSERT INTO key VALUES (?)", (new,))
                self._db.commit()
            except sqlite3.Error:
                self._give_up()
        return new

    def _give_up(self) -> None:
        """Goes on without an index; the next run makes it anew if it is broken."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
        self._db = None


Known = Index | Memory


def _opened(path: Path) -> sqlite3.Connection | None:
    """The index, made anew when it is broken; None where there can be none."""
    try:
        return _connected(path)
    except sqlite3.OperationalError:  # in use, or not to be written: not ours to remove
        return None
    except sqlite3.DatabaseError:
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                os.unlink(f"{path}{ending}")
    try:
        return _connected(path)
    except sqlite3.Error:
        return None


def _connected(path: Path) -> sqlite3.Connection:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=5)
    try:
        db.execute("PRAGMA journal_mode = WAL").fetchone()
        db.execute("PRAGMA synchronous = NORMAL")
        if db.execute("PRAGMA user_version").fetchone()[0] not in (0, _SCHEME):
            raise sqlite3.DatabaseError("of another version")
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("broken")
        db.executescript(_TABLES + f"PRAGMA user_version = {_SCHEME};")
    except BaseException:
        db.close()
        raise
    return db
