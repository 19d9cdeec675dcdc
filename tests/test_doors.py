"""One way in and one door out: who opens packages, and who writes files, read from the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "omvgen"
MODULES = sorted(ROOT.rglob("*.py"))
# Libraries that open packages or write files, with the modules that may import them.
LIBRARIES = {
    "zipfile": {"package.py"},
    "tempfile": {"output.py", "writers/pdf/libreoffice.py"},
    "shutil": {
        # for the size of the terminal, and to find a program
        "cli/diff.py", "cli/verify.py", "writers/pdf/libreoffice.py",
    },
}  # fmt: skip
# Calls that write files or put them in place.
WRITING = {"open", "write_bytes", "write_text", "replace", "rename", "link_to", "hardlink_to"}
WRITERS = {
    "output.py",
    "package.py",  # opens parts of packages
    "confirmation/ledger.py",  # opens the file that it locks
    "cli/failures.py",  # gives the process a stream in place of one that was closed
    "writers/pdf/libreoffice.py",  # writes into a folder that it throws away
}


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def libraries(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def writing_calls(tree: ast.AST) -> Iterator[str]:
    """Calls by the name of a function that writes, of any object but a text or a date."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            yield f"{node.lineno}: open"
        elif isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
            owner = ast.unparse(node.func.value)
            if node.func.attr != "replace" or owner == "os":
                yield f"{node.lineno}: {owner}.{node.func.attr}"


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_packages_are_opened_and_files_are_written_in_one_place(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    imported = set(libraries(tree)) & LIBRARIES.keys()
    assert not {lib for lib in imported if name(file) not in LIBRARIES[lib]}
    if name(file) not in WRITERS:
        assert list(writing_calls(tree)) == []
