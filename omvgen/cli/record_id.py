"""What `--record` gives: whether the ledger has the record whose id was kept elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from omvgen.confirmation import LEDGER
from omvgen.confirming import find_record
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.dates import format_date
from omvgen.locale import tr
from omvgen.workbook.reading.result import Reading


@dataclass(frozen=True)
class RecordCheck:
    """The result in words and as data; `in_order` unless an id was given and not found."""

    in_order: bool = True
    text: str = ""
    data: dict[str, Any] | None = None

    def added_to(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data with the result as `record`, when an id was given."""
        return data if self.data is None else data | {"record": self.data}


def check_record(reading: Reading, id_: str | None, today: date) -> RecordCheck:
    """Looks for the record of the id beside the workbook. Raises `ConfirmationError`."""
    if id_ is None:
        return RecordCheck()
    record = find_record(reading.path, id_, today)
    if record is None:
        finding = Finding(Code.RECORD_NOT_FOUND, values={"file": LEDGER, "id": id_})
        text = f"{finding.code}: {finding.message} {finding.remedy}"
        return RecordCheck(False, text, {"id": id_, "found": False})
    text = tr(
        "Tunniste täsmää: luettelossa on vahvistus {n} ({name}, {day}, versio {version}), ja se "
        "ja sitä aiemmat ovat ennallaan.",
        n=record.number,
        name=record.name,
        day=format_date(record.day),
        version=record.version,
    )
    return RecordCheck(True, text, {"id": id_, "found": True, "number": record.number})
