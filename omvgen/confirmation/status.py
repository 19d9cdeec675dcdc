"""Where a plan stands on a day: its confirmation, what changed since, and what will lapse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from omvgen.confirmation.record import Record, record_hash
from omvgen.confirmation.standing import Standing
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.plan.endings import Ending
from omvgen.plan.requests import Request
from omvgen.signatures.model import signature_to_json


@dataclass(frozen=True)
class Status:
    """A plan's standing on the day `today`.

    `file` and `version` are the workbook's own. `log` are the findings of holding the
    change log against what has changed since the confirmation, `kept` those about confirmed
    files that are missing or changed, `endings` the rows of tables that lapse within a year,
    `requests` those of the authority that are not done, the earliest first, `report_days` the
    last days for the follow-up reports of the coming year.
    """

    file: str
    version: str
    form: Form
    today: date
    standing: Standing
    log: tuple[Finding, ...]
    kept: tuple[Finding, ...]
    endings: tuple[Ending, ...]
    requests: tuple[Request, ...] = ()
    report_days: tuple[date, ...] = ()

    @property
    def is_late(self) -> bool:
        """Whether the confirmation is, or an authority's request."""
        return self.standing.overdue or any(r.days_late(self.today) > 0 for r in self.requests)


def as_json(status: Status) -> dict[str, Any]:
    """The status as data for `json.dumps`; dates are ISO 8601."""
    standing = status.standing
    return {
        "file": status.file,
        "version": status.version,
        "today": status.today.isoformat(),
        "confirmed": _record_as_json(standing.last),
        "due": standing.due.isoformat() if standing.due else None,
        "overdue": standing.overdue,
        "changed": list(standing.changed),
        "log": [
            {"code": f.code, "message": f.message, "cell": f.location.cell} for f in status.log
        ],
        "kept": [{"code": f.code, "message": f.message} for f in status.kept],
        "endings": [
            {"question": e.question, "key": list(e.key), "ends": e.day.isoformat()}
            for e in status.endings
        ],
        "requests": [
            {
                "place": request.row.get("place", ""),
                "change": request.row.get("change", ""),
                "due": request.due.isoformat() if request.due else None,
                "overdue": request.days_late(status.today) > 0,
            }
            for request in status.requests
        ],
        "report_due": status.report_days[0].isoformat() if status.report_days else None,
    }


def _record_as_json(record: Record | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {
        "date": record.day.isoformat(),
        "place": record.place,
        "name": record.name,
        "role": record.role,
        "version": record.version,
        "number": record.number,
        "corrects": record.corrects,
        "reason": record.reason,
        "signatures": [signature_to_json(one) for one in record.signatures],
        "id": record_hash(record),
    }
