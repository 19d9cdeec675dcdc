"""Pages that scripts make of the code: written, or compared with what the code says now."""

from __future__ import annotations

import sys
from pathlib import Path

from omvgen.output import write_whole

ROOT = Path(__file__).parent.parent


def write_or_check(target: Path, text: str, script: str) -> int:
    """Writes the page; with `--check`, ends with 1 when the page is not the text."""
    if "--check" not in sys.argv:
        write_whole(target, text.encode("utf-8"))
        return 0
    if target.exists() and target.read_bytes() == text.encode("utf-8"):
        return 0
    print(f"{target.relative_to(ROOT)} is stale; run python {script}")
    return 1
