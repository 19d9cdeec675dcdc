"""LibreOffice: where it is, and a document put into another format by it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from omvgen.errors import PdfError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.processes import end, on_path

VARIABLE = "OMVGEN_SOFFICE"
TIME_LIMIT = 180.0  # seconds; a plan of twenty pages takes one or two
# PDF/A-3 (ISO 19005-3), tagged, with its title and language, as PDF/UA (ISO 14289-1) has it.
FORMAT = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)


@dataclass(frozen=True)
class LibreOffice:
    """The program `soffice`, and how many seconds it may take for a document."""

    program: Path
    time_limit: float = TIME_LIMIT

    def pdf(self, docx: bytes) -> bytes:
        """The .docx as LibreOffice prints it. Raises `PdfError`, as `converted` does."""
        return self.converted(docx, ".docx", FORMAT)

    def converted(self, data: bytes, suffix: str, target: str) -> bytes:
        """The file, whose name ends in `suffix`, in the target format of `--convert-to`.

        It runs in a profile of its own, which is thrown away with the document: so
        nobody's settings or extensions have a say, an open LibreOffice does not
        matter, and no secret stays in a temporary folder. Raises `PdfError` (OMV129
        when it fails, OMV172 when it takes too long).
        """
        with tempfile.TemporaryDirectory(prefix="omvgen-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            source, results = folder / f"asiakirja{suffix}", folder / "tulos"
            source.write_bytes(data)
            self._run(
                f"-env:UserInstallation={(folder / 'profiili').as_uri()}",
                *("--headless", "--norestore", "--nologo"),
                *("--convert-to", target, "--outdir", str(results), str(source)),
            )
            made = results / f"asiakirja.{target.partition(':')[0]}"
            # LibreOffice ends in order (0) even when it could not read or write.
            if not made.is_file():
                raise PdfError(
                    Finding(Code.LIBREOFFICE_FAILED, values={"program": str(self.program)})
                )
            return made.read_bytes()

    def _run(self, *arguments: str) -> None:
        try:
            process = subprocess.Popen(
                [str(self.program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # It writes the moment and its time zone, which is as long as the zone has it.
                env={**os.environ, "TZ": "UTC"},
                start_new_session=True,
            )
        except OSError as error:
            raise PdfError(
                Finding(Code.LIBREOFFICE_FAILED, values={"program": str(self.program)})
            ) from error
        try:
            process.wait(self.time_limit)
        except subprocess.TimeoutExpired as error:
            values = {"program": str(self.program), "seconds": f"{self.time_limit:g}"}
            raise PdfError(Finding(Code.LIBREOFFICE_TIMED_OUT, values=values)) from error
        finally:
            if process.poll() is None:
                end(process, kill=True)  # and what it started: itself, it starts the real one
                process.wait()


def find_soffice(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The program: the one that OMVGEN_SOFFICE names, on PATH, or in its usual places.

    Raises `PdfError` (OMV127 when there is none, OMV128 when the variable names none).
    """
    if named := environ.get(VARIABLE):
        found = on_path(named, environ.get("PATH"))
        if found is None:
            raise PdfError(Finding(Code.LIBREOFFICE_PATH_WRONG, values={"file": named}))
        return Path(found)
    for name in ("soffice", "libreoffice"):
        if found := on_path(name, environ.get("PATH")):
            return Path(found)
    for place in _usual_places(environ, platform):
        if place.is_file():
            return place
    raise PdfError(Finding(Code.LIBREOFFICE_MISSING))


def _usual_places(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where the installers put it. `soffice.com` is the one that waits for its work to end."""
    if platform == "win32":
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            if folder := environ.get(variable):
                yield Path(folder, "LibreOffice", "program", "soffice.com")
    elif platform == "darwin":
        for home in ("/", environ.get("HOME", "/")):
            yield Path(home, "Applications/LibreOffice.app/Contents/MacOS/soffice")
    else:
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
        yield Path("/snap/bin/libreoffice")
