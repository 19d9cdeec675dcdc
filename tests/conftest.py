"""What all tests share: the form, hypothesis at a steady pace, the repository's root."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from omvgen import locale
from omvgen.form.form import Form
from omvgen.form.loader import load_form

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile(
    "ordinary",
    deadline=None,
    max_examples=int(os.environ.get("OMVGEN_EXAMPLES", "15")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("ordinary")
locale.use("fi")


# What LibreOffice makes for these files takes longer than their tests: one worker runs each.
TOGETHER = ("test_pages.py", "test_reader_libreoffice.py", "test_template.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests one by one to whichever worker is free, but for those that share what was made."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file.endswith(TOGETHER) else nodeid

    return Scheduling(config, log)


@pytest.fixture(scope="session")
def form() -> Form:
    """The built-in form."""
    return load_form()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the filled example workbooks."""
    return Path(__file__).parent.parent / "examples"
