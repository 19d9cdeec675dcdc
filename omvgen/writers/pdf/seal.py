"""Whether a PDF was edited or signed since it was made: its identifier (/ID) tells."""

from __future__ import annotations

import re
from hashlib import md5
from pathlib import Path

from omvgen.files import cannot_write
from omvgen.findings.model import Finding, Refused

_IDENTITY = re.compile(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}")


def identified(pdf: bytes) -> bytes:
    """The PDF, named (/ID) by what is in it; LibreOffice names it by the moment too."""
    body, trailer, end = pdf.rpartition(b"trailer")
    nameless = _IDENTITY.sub(b"0" * 32, end)
    name = md5(body + nameless, usedforsecurity=False).hexdigest().upper().encode()
    return body + trailer + _IDENTITY.sub(name, end)


def protect_pdf(path: Path) -> None:
    """Sees to it that nothing is lost when a PDF is written to the path.

    Raises `Refused`: OMV173 when what stands there is no PDF of ours as it was made,
    OMV120 or OMV121 when it cannot be read.
    """
    try:
        pdf = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise Refused(cannot_write(path, error)) from error
    named = _IDENTITY.search(pdf.rpartition(b"trailer")[2])
    if named is None or identified(pdf) != pdf:
        raise Refused(Finding("OMV173", values={"file": str(path)}))
