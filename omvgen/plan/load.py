"""The plan in a JSON file, as `omvgen export` writes it."""

from __future__ import annotations

import json
from pathlib import Path

from omvgen.errors import ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.locale import tr
from omvgen.package import Reason, Unreadable, read_file
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan


def load_plan(file: Path) -> Plan:
    """The plan in the file. Raises `ReadError` (OMV190) when it holds none."""
    try:
        return plan_from_json(json.loads(read_file(file).decode("utf-8-sig")))
    except Unreadable as error:
        missing = error.reason is Reason.MISSING
        reason = tr("tiedostoa ei ole") if missing else error.words
    except UnicodeDecodeError:
        reason = tr("se ei ole UTF-8-muotoista tekstiä")
    except json.JSONDecodeError as error:
        reason = tr("rivillä {line} on JSON-virhe", line=error.lineno)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        reason = tr("siinä ei ole suunnitelmaa")
    raise ReadError(Finding(Code.ANSWERS_UNREADABLE, values={"file": str(file), "reason": reason}))
