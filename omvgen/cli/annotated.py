"""The annotated copy of a workbook: its name beside the workbook, and its messages."""

from __future__ import annotations

from pathlib import Path

from omvgen import pipeline
from omvgen.cli.common import put, say, show_refusal
from omvgen.errors import OmvgenError
from omvgen.findings.model import Finding
from omvgen.locale import tr
from omvgen.workbook.layout import COPY_ENDING
from omvgen.workbook.reading.result import Reading

_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")


def put_annotated_copy(
    workbook: Path, reading: Reading, findings: tuple[Finding, ...], *, force: bool
) -> bool:
    """Writes a copy of the workbook with the findings in it. False when it cannot be written.

    No copy is made of an annotated copy: corrections belong in the workbook itself.
    """
    copy = _copy_of(workbook)
    if not findings:
        say(_no_copy(workbook, copy))
        return True
    if reading.is_annotated_copy:
        say(tr("Kopiosta {file} ei tehty uutta kopiota.", file=workbook.name))
        return True
    try:
        put(pipeline.annotate(reading, findings), copy, force=force, reads=[workbook])
    except OmvgenError as error:
        show_refusal(error.finding)
        return False
    say(tr("Havainnot on merkitty kopioon {copy}.", copy=copy))
    return True


def _copy_of(workbook: Path) -> Path:
    """`NAME-huomiot.xlsx` beside the workbook; one with macros opens under its own ending only."""
    ending = workbook.suffix if workbook.suffix.lower() in _ENDINGS else ".xlsx"
    return workbook.with_name(f"{workbook.stem}{COPY_ENDING}{ending}")


def _no_copy(workbook: Path, copy: Path) -> str:
    if copy.exists():
        return tr(
            "Työkirjassa {file} ei ole huomautettavaa, joten kopiota ei tehty. Aiempi kopio {copy} "
            "on vanhentunut.",
            file=workbook.name,
            copy=copy,
        )
    return tr(
        "Työkirjassa {file} ei ole huomautettavaa, joten kopiota ei tehty.", file=workbook.name
    )
