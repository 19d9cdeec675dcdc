"""docs/year.md: every command that the coordinator is told to give does what the page says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from helpers_cli import omvgen
from tools import ROOT

from omvgen.confirmation import LEDGER, SEAL

PAGE = (ROOT / "docs" / "year.md").read_text("utf-8")
COMMANDS = re.findall(r"^omvgen .*$", PAGE, re.MULTILINE)
FILLED = "omavalvontasuunnitelma-2026.xlsx"


def test_each_command_of_the_year_works_in_its_turn(examples: Path, tmp_path: Path) -> None:
    for command in COMMANDS:
        arguments = shlex.split(command)[1:]
        said = omvgen(*arguments, cwd=tmp_path)
        # The day on which the test runs may be later than the next confirmation.
        assert said.code == 0 or arguments[0] == "status", f"{command}\n{said.all}"
        if arguments[0] == "template" and "--answers" not in arguments:
            name = "omavalvontasuunnitelma-2025.xlsx"
            assert (tmp_path / name).exists()
            shutil.copy(examples / name, tmp_path)  # filled in and confirmed meanwhile
        elif arguments[0] == "new":
            assert (tmp_path / FILLED).exists()
            shutil.copy(examples / FILLED, tmp_path)
        elif arguments[0] == "confirm":
            shutil.copy(
                tmp_path / FILLED, tmp_path / "omavalvontasuunnitelma-2026-vahvistettu.xlsx"
            )
    for named in re.findall(r"(?:-o|`output/)\s?([\w./-]+\.\w+)", PAGE):
        assert (tmp_path / named).exists() or (tmp_path / "output" / named).exists(), named


def test_the_page_names_the_files_that_confirmations_are_kept_in() -> None:
    assert f"`{LEDGER}`" in PAGE
    assert f"`{SEAL}`" in PAGE
