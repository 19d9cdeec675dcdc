"""The exceptions of omvgen: a class for each kind of failure, with the findings as reasons."""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.findings.model import Finding, errors


class OmvgenError(Exception):
    """The base of all exceptions of omvgen. `str(error)` is the message, in the language in use.

    `findings` are the reasons, at least one, each with its code, its location and a remedy;
    `finding` is the first of them that is an error.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    @property
    def finding(self) -> Finding:
        return next(iter(errors(self.findings)), self.findings[0])

    def __str__(self) -> str:
        """The message of each error, a line each, with its location where it has one."""
        reasons = errors(self.findings) or self.findings
        return "\n".join(f"{r.location}: {r.message}".removeprefix(": ") for r in reasons)


class ReadError(OmvgenError):
    """A file cannot be read, or is not of the kind that is needed."""


class ForeignWorkbookError(ReadError):
    """A workbook that has none of the form's questions: another form's, or none of ours."""


class WriteError(OmvgenError):
    """A file cannot be written, or would replace a file with somebody's work in it."""


class PlanError(OmvgenError):
    """The plan does not allow the operation, such as building a document from errors.

    `findings` are all of the plan's, warnings and notes included.
    """


class PublicityError(PlanError):
    """A public copy needs a decision first on what in the plan is public."""


class LeakError(OmvgenError):
    """A file that was to be given out contains a secret.

    `findings` give the location of each secret in the workbook, never its words.
    """


class ConfirmationError(OmvgenError):
    """A confirmation may not be recorded, or the records have been changed by hand."""


class DoubtfulConfirmation(ConfirmationError):
    """A confirmation is contradicted by the plan: it is recorded only when that is intended."""


class PdfError(OmvgenError):
    """LibreOffice is missing, or did not make the PDF."""


def refuse_errors(findings: Iterable[Finding]) -> None:
    """Raises `PlanError` with all of the findings when one of them is an error."""
    found = tuple(findings)
    if errors(found):
        raise PlanError(*found)
