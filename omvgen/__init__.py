"""omvgen: from a filled workbook to a checked, compared and signed self-monitoring plan.

The public names, each loaded from its module when it is used; docs/api.md describes them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:  # the same names for type checkers and editors
    from omvgen.confirmation.confirm import Signing as Signing
    from omvgen.confirmation.corrections import Correction as Correction
    from omvgen.confirmation.record import Record as Record
    from omvgen.confirmation.status import Status as Status
    from omvgen.diff.model import Changes as Changes
    from omvgen.errors import ConfirmationError as ConfirmationError
    from omvgen.errors import DoubtfulConfirmation as DoubtfulConfirmation
    from omvgen.errors import LeakError as LeakError
    from omvgen.errors import OmvgenError as OmvgenError
    from omvgen.errors import PdfError as PdfError
    from omvgen.errors import PlanError as PlanError
    from omvgen.errors import PublicityError as PublicityError
    from omvgen.errors import ReadError as ReadError
    from omvgen.errors import WriteError as WriteError
    from omvgen.findings.codes import Code as Code
    from omvgen.findings.model import Finding as Finding
    from omvgen.findings.model import Location as Location
    from omvgen.findings.severity import Severity as Severity
    from omvgen.follow_up import FollowUpReport as FollowUpReport
    from omvgen.follow_up import follow_up_report as follow_up_report
    from omvgen.form.form import Form as Form
    from omvgen.form.publicity import Publicity as Publicity
    from omvgen.ics import calendar as calendar
    from omvgen.importing import ImportedWorkbook as ImportedWorkbook
    from omvgen.importing import import_document as import_document
    from omvgen.locale import speaking as speaking
    from omvgen.packing.assemble import Pack as Pack
    from omvgen.packing.assemble import pack as pack
    from omvgen.pipeline import annotate as annotate
    from omvgen.pipeline import build as build
    from omvgen.pipeline import build_public as build_public
    from omvgen.pipeline import check_form as check_form
    from omvgen.pipeline import compare as compare
    from omvgen.pipeline import confirm as confirm
    from omvgen.pipeline import confirmations as confirmations
    from omvgen.pipeline import correct as correct
    from omvgen.pipeline import export as export
    from omvgen.pipeline import export_schema as export_schema
    from omvgen.pipeline import find_leaks as find_leaks
    from omvgen.pipeline import load_form as load_form
    from omvgen.pipeline import load_plan as load_plan
    from omvgen.pipeline import load_reference as load_reference
    from omvgen.pipeline import merge as merge
    from omvgen.pipeline import new as new
    from omvgen.pipeline import notice as notice
    from omvgen.pipeline import notice_to_clients as notice_to_clients
    from omvgen.pipeline import overview as overview
    from omvgen.pipeline import read as read
    from omvgen.pipeline import repair as repair
    from omvgen.pipeline import report as report
    from omvgen.pipeline import status as status
    from omvgen.pipeline import template as template
    from omvgen.pipeline import validate as validate
    from omvgen.pipeline import validate_public as validate_public
    from omvgen.pipeline import verify as verify
    from omvgen.pipeline import withheld as withheld
    from omvgen.plan.plan import Answer as Answer
    from omvgen.plan.plan import Plan as Plan
    from omvgen.plan.transfer import Ledger as Ledger
    from omvgen.reports import report_formats as report_formats
    from omvgen.secrecy.model import IndexRow as IndexRow
    from omvgen.signatures.model import Signature as Signature
    from omvgen.signatures.model import SignedFile as SignedFile
    from omvgen.sources.asked import Asking as Asking
    from omvgen.sources.common_part import CommonPart as CommonPart
    from omvgen.sources.common_part import UpdatedUnit as UpdatedUnit
    from omvgen.sources.common_part import load_common_part as load_common_part
    from omvgen.sources.common_part import update_common_part as update_common_part
    from omvgen.sources.merged import MergedWorkbook as MergedWorkbook
    from omvgen.units.gather import Overview as Overview
    from omvgen.units.rows import UnitRow as UnitRow
    from omvgen.verification.result import Verification as Verification
    from omvgen.workbook.next_year import NewWorkbook as NewWorkbook
    from omvgen.workbook.reading.result import Reading as Reading
    from omvgen.workbook.repair.repaired import RepairedWorkbook as RepairedWorkbook

_NAMES = {
    "omvgen.pipeline": (
        "load_form check_form read load_plan load_reference validate validate_public compare "
        "template new merge repair annotate export export_schema build build_public withheld "
        "report notice notice_to_clients confirm correct confirmations status overview verify "
        "find_leaks"
    ),
    "omvgen.packing.assemble": "pack Pack",
    "omvgen.ics": "calendar",
    "omvgen.follow_up": "follow_up_report FollowUpReport",
    "omvgen.importing": "import_document ImportedWorkbook",
    "omvgen.errors": (
        "OmvgenError ReadError WriteError PlanError PublicityError LeakError ConfirmationError "
        "DoubtfulConfirmation PdfError"
    ),
    "omvgen.reports": "report_formats",
    "omvgen.locale": "speaking",
    "omvgen.findings.codes": "Code",
    "omvgen.findings.model": "Finding Location",
    "omvgen.findings.severity": "Severity",
    "omvgen.form.form": "Form",
    "omvgen.form.publicity": "Publicity",
    "omvgen.plan.plan": "Plan Answer",
    "omvgen.plan.transfer": "Ledger",
    "omvgen.workbook.next_year": "NewWorkbook",
    "omvgen.workbook.reading.result": "Reading",
    "omvgen.workbook.repair.repaired": "RepairedWorkbook",
    "omvgen.sources.common_part": "load_common_part update_common_part CommonPart UpdatedUnit",
    "omvgen.sources.asked": "Asking",
    "omvgen.sources.merged": "MergedWorkbook",
    "omvgen.diff.model": "Changes",
    "omvgen.secrecy.model": "IndexRow",
    "omvgen.confirmation.confirm": "Signing",
    "omvgen.confirmation.corrections": "Correction",
    "omvgen.confirmation.record": "Record",
    "omvgen.confirmation.status": "Status",
    "omvgen.units.gather": "Overview",
    "omvgen.units.rows": "UnitRow",
    "omvgen.verification.result": "Verification",
    "omvgen.signatures.model": "Signature SignedFile",
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Loads the public name from its module."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
