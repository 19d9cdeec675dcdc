"""A command loads what it uses: most of its time is loading modules (docs/performance.md)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_THEN_SAY = """
import sys
from omvgen.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, sep=",", file=sys.stderr)
"""
NEVER = {"numpy", "PIL", "urllib.request", "http.client", "phonenumbers", "stdnum", "openpyxl"}
WORKBOOK = "omavalvontasuunnitelma-2026.xlsx"


def loaded(*arguments: str, folder: Path) -> set[str]:
    command = [sys.executable, "-c", _THEN_SAY, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=True)
    return set(done.stderr.splitlines()[-1].split(","))


@pytest.mark.parametrize(
    ("command", "needless"),
    [
        (["--help"], {"omvgen.workbook", "omvgen.form", "lxml", "jsonschema", "docx"}),
        (
            ["validate", WORKBOOK],
            {"jsonschema", "docx", "concurrent.futures", "omvgen.content", "omvgen.writers"},
        ),
        (["build", WORKBOOK], {"jsonschema", "omvgen.content.redline", "concurrent.futures"}),
    ],
    ids=["help", "validate", "build"],
)
def test_a_command_loads_nothing_that_it_does_not_use(
    examples: Path, tmp_path: Path, command: list[str], needless: set[str]
) -> None:
    (tmp_path / WORKBOOK).write_bytes((examples / WORKBOOK).read_bytes())
    modules = loaded(*command, folder=tmp_path)
    assert "omvgen.cli" in modules
    assert modules & (NEVER | needless) == set()
