"""Every message exists in both languages, click's own included."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_no_message_is_untranslated_and_no_catalogue_is_stale() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "finnish"),
    [
        (["--help"], "Valitsimet"),
        (["tempalte"], "Tarkoititko: template?"),
        (["validate", "--wrong"], "Valitsinta '--wrong' ei ole."),
        (["build"], "Puuttuu argumentti"),
        (["template", "-o"], "vaatii arvon"),
        (["diff", "a", "b", "--format", "pdf"], "ei ole mikään näistä"),
    ],
)
def test_clicks_own_words_are_finnish(arguments: list[str], finnish: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "omvgen", *arguments], capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert finnish in said
    for english in ("Usage:", "Error", "Options:", "Missing", "No such", "Try "):
        assert english not in said
