"""The catalogue of findings is whole, its codes are the ones in use, and its page is fresh."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from omvgen.findings.catalogue import RULES

ROOT = Path(__file__).parent.parent
CODE = re.compile(r"OMV\d{3}")


def codes_in_use() -> set[str]:
    """Every code that stands as a string of its own in the code that makes findings."""
    return {
        node.value
        for file in (ROOT / "omvgen").rglob("*.py")
        if "catalogue" not in file.parts
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }


def test_the_page_of_checks_says_what_the_catalogue_says() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "checks_doc.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_page_has_every_code_once() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert re.findall(r"^### (OMV\d{3}) ", page, re.MULTILINE) == sorted(RULES)


def test_every_code_in_use_is_in_the_catalogue_and_every_rule_is_used() -> None:
    used = codes_in_use()
    assert used - RULES.keys() == set(), "used, but not in the catalogue"
    assert RULES.keys() - used == set(), "in the catalogue, but never used"


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_is_wrong_and_what_to_do(code: str) -> None:
    rule = RULES[code]
    assert rule.title
    assert rule.title[-1] != "."
    assert rule.message
    assert rule.remedy
    if rule.why:
        assert rule.why.endswith(".")
