"""What omvgen raises when it cannot do what it was told to: one class a kind of failure."""

from __future__ import annotations

from omvgen.findings.model import Finding, errors


class OmvgenError(Exception):
    """omvgen could not do it; ``str(error)`` says why, in the language in use.

    ``findings`` are the reasons, at least one, each with its code, its place and
    what to do about it; ``finding`` is the first that is an error.
    """

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    @property
    def finding(self) -> Finding:
        return next(iter(errors(self.findings)), self.findings[0])

    def __str__(self) -> str:
        """The message of each error, after its place in the workbook where it has one."""
        reasons = errors(self.findings) or self.findings
        return "\n".join(f"{r.location}: {r.message}".removeprefix(": ") for r in reasons)


class ReadError(OmvgenError):
    """A file cannot be read, or is not the kind of file that is needed."""


class WriteError(OmvgenError):
    """A file cannot be written, or one in its place has work in it that would be lost."""


class PlanError(OmvgenError):
    """The plan does not allow it, such as a plan with errors that is to be signed.

    ``findings`` are everything there is to say of the plan, warnings included.
    """


class PublicityError(PlanError):
    """No public copy can be made until somebody decides what in the plan is public."""


class LeakError(OmvgenError):
    """A file that was to be given out holds something that was to be withheld from it.

    ``findings`` name each place whose words are in it, never the words themselves.
    """


class ConfirmationError(OmvgenError):
    """A confirmation may not be recorded, or the records have been changed by hand."""


class PdfError(OmvgenError):
    """LibreOffice is missing, or did not make the PDF."""
