"""Whether a document was edited since it was made: a seal in its properties tells.

The seal is the SHA-256 of everything in the package, itself blank. Word and
LibreOffice rewrite the package when they save, so a document that was edited, signed
or merely saved again no longer matches; it is not proof against forgery.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from omvgen.files import BadPackage, cannot_write, read_package
from omvgen.findings.model import Finding, Refused
from omvgen.writers.docx.properties import BLANK, CUSTOM, SEAL

_SEAL = re.compile(rf'(?<=name="{SEAL}"><vt:lpwstr>)[0-9a-f]{{64}}(?=</vt:lpwstr>)'.encode())


def sealed(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts with their seal in place of the blank one in the custom properties."""
    seal = _seal(parts).encode()
    return {**parts, CUSTOM: _SEAL.sub(seal, parts[CUSTOM])}


def protect(path: Path) -> None:
    """Sees to it that nothing is lost when a document is written to the path.

    Raises `Refused`: OMV197 when what stands there was edited since it was made,
    OMV198 when it is no document of ours, OMV120 or OMV121 when it cannot be read.
    """
    values = {"file": str(path)}
    try:
        parts = read_package(path)
    except FileNotFoundError:
        return
    except BadPackage as error:
        raise Refused(Finding("OMV198", values=values)) from error
    except OSError as error:
        raise Refused(cannot_write(path, error)) from error
    if SEAL.encode() not in parts.get(CUSTOM, b""):
        raise Refused(Finding("OMV198", values=values))
    if not is_untouched(parts):
        raise Refused(Finding("OMV197", values=values))


def is_untouched(parts: Mapping[str, bytes]) -> bool:
    """Whether the parts are a document as it was made: its seal is there, and matches."""
    seals = _SEAL.findall(parts.get(CUSTOM, b""))
    return bool(seals) and seals == [_seal(parts).encode()]


def _seal(parts: Mapping[str, bytes]) -> str:
    blank = {**parts, CUSTOM: _SEAL.sub(BLANK.encode(), parts[CUSTOM])}
    digest = hashlib.sha256()
    for part, data in sorted(blank.items()):
        digest.update(f"{part}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
