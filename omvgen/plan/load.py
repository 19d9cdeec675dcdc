"""The plan in a JSON file, as `omvgen export` writes it."""

from __future__ import annotations

import json
from pathlib import Path

from omvgen.errors import ReadError
from omvgen.findings.model import Finding
from omvgen.findings.reasons import os_reason
from omvgen.locale import tr
from omvgen.plan.as_json import plan_from_json
from omvgen.plan.plan import Plan


def load_plan(file: Path) -> Plan:
    """The plan in the file. Raises `ReadError` (OMV190) when it holds none."""
    try:
        return plan_from_json(json.loads(file.read_text("utf-8-sig")))
    except FileNotFoundError:
        reason = tr("tiedostoa ei ole")
    except OSError as error:
        reason = os_reason(error)
    except UnicodeDecodeError:
        reason = tr("se ei ole UTF-8-muotoista tekstiä")
    except json.JSONDecodeError as error:
        reason = tr("rivillä {line} on JSON-virhe", line=error.lineno)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        reason = tr("siinä ei ole suunnitelmaa")
    raise ReadError(Finding("OMV190", values={"file": str(file), "reason": reason}))
