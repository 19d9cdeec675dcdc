"""The commands of docs/arkisto.md, run as a records office does, without anything of omvgen."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "arkisto.md"
PROGRAMS = ("sh", "sha256sum", "sed", "tr", "cut")
SUMS, IDENTIFIER, DOCUMENT, ATTACHED, CHAIN = range(5)
"""The page's blocks of commands, in its order."""


def can_be_run() -> bool:
    return all(map(shutil.which, PROGRAMS))


def run(block: int, folder: Path) -> subprocess.CompletedProcess[str]:
    """What the commands of the block say in the folder."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) == CHAIN + 1
    return subprocess.run(
        ["sh", "-c", blocks[block]],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


def files_are_whole(folder: Path) -> bool:
    done = run(SUMS, folder)
    return done.returncode == 0 and all(line.endswith(": OK") for line in done.stdout.splitlines())


def identifier(folder: Path) -> str:
    return run(IDENTIFIER, folder).stdout[:64]


def document_is_the_confirmed_one(folder: Path) -> bool:
    confirmed, *documents = run(DOCUMENT, folder).stdout.splitlines()
    return confirmed in [line[:64] for line in documents]


def attached_workbook_is_the_confirmed_one(folder: Path) -> bool:
    confirmed, attached = run(ATTACHED, folder).stdout.splitlines()[-2:]
    return confirmed == attached[:64]


def chain(folder: Path) -> list[str]:
    """The identifiers of the ledger's records, in order. Raises `ValueError` where it breaks."""
    found: list[str] = []
    for line in run(CHAIN, folder).stdout.splitlines():
        reckoned, written, previous = line.split(" ")
        if reckoned != written or previous != (found[-1] if found else ""):
            raise ValueError(line)
        found.append(written)
    return found
