"""The one catalogue of findings: each code with its severity, title, words and remedy.

One topic a file. The messages, the help in the cells and docs/checks.md come from here.
"""

from __future__ import annotations

from omvgen.findings.catalogue.cells_and_tables import RULES as CELLS_AND_TABLES
from omvgen.findings.catalogue.client_texts import RULES as CLIENT_TEXTS
from omvgen.findings.catalogue.completeness import RULES as COMPLETENESS
from omvgen.findings.catalogue.confirmations import RULES as CONFIRMATIONS
from omvgen.findings.catalogue.dates_and_tables import RULES as DATES_AND_TABLES
from omvgen.findings.catalogue.documents import RULES as DOCUMENTS
from omvgen.findings.catalogue.files import RULES as FILES
from omvgen.findings.catalogue.files_continued import RULES as FILES_CONTINUED
from omvgen.findings.catalogue.form_versions import RULES as FORM_VERSIONS
from omvgen.findings.catalogue.formats import RULES as FORMATS
from omvgen.findings.catalogue.forms import RULES as FORMS
from omvgen.findings.catalogue.forms_by_name import RULES as FORMS_BY_NAME
from omvgen.findings.catalogue.handing_over import RULES as HANDING_OVER
from omvgen.findings.catalogue.ledger import RULES as LEDGER
from omvgen.findings.catalogue.merging import RULES as MERGING
from omvgen.findings.catalogue.new_workbooks import RULES as NEW_WORKBOOKS
from omvgen.findings.catalogue.output import RULES as OUTPUT
from omvgen.findings.catalogue.public_copies import RULES as PUBLIC_COPIES
from omvgen.findings.catalogue.secrecy import RULES as SECRECY
from omvgen.findings.catalogue.sheets import RULES as SHEETS
from omvgen.findings.catalogue.signatures import RULES as SIGNATURES
from omvgen.findings.catalogue.sources import RULES as SOURCES
from omvgen.findings.catalogue.year import RULES as YEAR
from omvgen.findings.codes import Code
from omvgen.findings.rule import Rule

TOPICS: tuple[tuple[Rule, ...], ...] = (
    FILES,
    FORM_VERSIONS,
    SHEETS,
    CELLS_AND_TABLES,
    FORMS,
    NEW_WORKBOOKS,
    DOCUMENTS,
    FILES_CONTINUED,
    OUTPUT,
    COMPLETENESS,
    FORMATS,
    SECRECY,
    PUBLIC_COPIES,
    CLIENT_TEXTS,
    DATES_AND_TABLES,
    YEAR,
    CONFIRMATIONS,
    LEDGER,
    HANDING_OVER,
    SIGNATURES,
    MERGING,
    SOURCES,
    FORMS_BY_NAME,
)
RULES: dict[Code, Rule] = {rule.code: rule for topic in TOPICS for rule in topic}
