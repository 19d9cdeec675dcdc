"""What all tests share: the form, hypothesis at a steady pace, the repository's root."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from omvgen import locale
from omvgen.form.loader import load_form
from omvgen.form.model import Form

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile(
    "ordinary",
    deadline=None,
    max_examples=int(os.environ.get("OMVGEN_EXAMPLES", "20")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("ordinary")
locale.use("fi")


@pytest.fixture(scope="session")
def form() -> Form:
    """The built-in form."""
    return load_form()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the filled example workbooks."""
    return Path(__file__).parent.parent / "examples"
