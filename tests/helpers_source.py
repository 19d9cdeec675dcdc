"""The product's source as the tests read it: each file parsed once, each script run in place."""

from __future__ import annotations

import ast
import gc
import io
import runpy
import sys
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import TypeVar
from unittest import mock

ROOT = Path(__file__).parent.parent
PRODUCT = ROOT / "omvgen"
SCRIPTS = ROOT / "scripts"
MODULES = sorted(PRODUCT.rglob("*.py"))

Node = TypeVar("Node", bound=ast.AST)
# The nodes that tests look at. Of all others, most of what a walk finds, nothing is kept.
_KINDS = (ast.Attribute, ast.Call, ast.Compare, ast.Constant, ast.Import, ast.ImportFrom)


@cache
def _by_kind(file: Path) -> dict[type[ast.AST], list[ast.AST]]:
    found: dict[type[ast.AST], list[ast.AST]] = {kind: [] for kind in _KINDS}
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if (kind := type(node)) in found:
            found[kind].append(node)
    gc.freeze()  # some hundred thousand nodes, none of which is looked through for garbage
    return found


def nodes(file: Path, kind: type[Node]) -> list[Node]:
    """All nodes of the kind, one of a few, in the file; it is parsed and walked once."""
    return _by_kind(file)[kind]  # type: ignore[return-value]


def run_script(name: str, *arguments: str) -> tuple[int, str]:
    """The exit code of a file of `scripts/`, run within this process, and what it prints."""
    script, out = str(SCRIPTS / name), io.StringIO()
    with (
        mock.patch("sys.argv", [script, *arguments]),
        mock.patch("sys.path", [str(SCRIPTS), *sys.path]),
        redirect_stdout(out),
    ):
        try:
            runpy.run_path(script, run_name="__main__")
        except SystemExit as end:
            return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()
