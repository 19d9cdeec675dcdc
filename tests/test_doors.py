"""One way in and one door out: who opens packages, and who writes files, read from the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers_source import MODULES, nodes
from helpers_source import PRODUCT as ROOT

# Libraries that open packages or write files, with the modules that may import them.
LIBRARIES = {
    "zipfile": {"package.py"},
    # The last two pack an index and a picture, and no packages.
    "zlib": {"package.py", "rescue.py", "units/facts.py", "writers/docx/signature.py"},
    "tempfile": {"output.py", "writers/pdf/libreoffice.py"},
}
# Functions and methods that write files or put them in place; of some names only these
# modules' own, since texts have methods of the same name.
WRITING = {"open", "write_bytes", "write_text", "rename", "symlink_to", "hardlink_to", "copyfile"}
MODULES_OF = {"replace": "os", "copy": "shutil", "copy2": "shutil", "move": "shutil"}
WRITERS = {
    "output.py",
    "package.py",  # opens parts of packages
    "confirmation/lock.py",  # opens the file that it locks
    "cli/failures.py",  # gives the process a stream in place of one that was closed
    "writers/pdf/libreoffice.py",  # writes into a folder that it throws away
}


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def libraries(file: Path) -> Iterator[str]:
    for node in nodes(file, ast.Import):
        yield from (alias.name.split(".")[0] for alias in node.names)
    yield from (n.module.split(".")[0] for n in nodes(file, ast.ImportFrom) if n.module)


def writing_calls(file: Path) -> Iterator[str]:
    for node in nodes(file, ast.Call):
        match node:
            case ast.Call(func=ast.Name(id="open")):
                yield f"{node.lineno}: open"
            case ast.Call(func=ast.Attribute(attr=attr, value=owner)):
                module = MODULES_OF.get(attr)
                if attr in WRITING or (module and module == ast.unparse(owner)):
                    yield f"{node.lineno}: {attr}"


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_packages_are_opened_and_files_are_written_in_one_place(file: Path) -> None:
    imported = set(libraries(file)) & LIBRARIES.keys()
    assert not {lib for lib in imported if name(file) not in LIBRARIES[lib]}
    if name(file) not in WRITERS:
        assert list(writing_calls(file)) == []


def test_damaged_packages_are_rescued_for_repair_alone() -> None:
    """What nothing vouches for comes in by one way, and is marked there as doubtful."""
    asking = {
        "omvgen.rescue": {"workbook/xlsx/rescued.py"},
        "omvgen.workbook.xlsx.rescued": {"workbook/reading/for_repair.py"},
    }
    for module, expected in asking.items():
        found = {
            name(file) for file in MODULES if f"from {module} import" in file.read_text("utf-8")
        }
        assert found == expected
