"""The layers of docs/architecture.md, read from the imports themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "omvgen"

# From the ground up. A module imports from its own room or from rooms below it.
LAYERS = [
    ["locale"],
    ["findings.model"],
    ["form"],
    ["plan"],
    ["findings"],
    ["files"],
    ["secrecy"],
    ["workbook", "checks", "diff", "confirmation"],
    ["document"],
    ["report"],
    ["pipeline"],  # omvgen/__init__.py
    ["cli"],
    ["__main__"],
]
RANK = {room: height for height, rooms in enumerate(LAYERS) for room in rooms}
# The one exception: a finding looks its words up in the catalogue when it is shown;
# a form of one's own is checked before it is loaded, and its faults are findings.
ALLOWED = {("findings.model", "findings"), ("form", "findings"), ("form", "plan")}

# Which library lives in which rooms.
HOMES = {
    "openpyxl": {"workbook"},
    "docx": {"document"},
    "click": {"cli"},
    "jsonschema": {"form", "checks"},
}

MODULES = sorted(ROOT.rglob("*.py"))


def room_of(module: str) -> str:
    if module in ("omvgen", ""):
        return "pipeline"
    name = module.removeprefix("omvgen.")
    if name == "findings.model" or name.startswith("findings.model."):
        return "findings.model"
    return name.split(".")[0]


def module_name(file: Path) -> str:
    parts = ["omvgen", *file.relative_to(ROOT).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide the direction"
            if node.module == "omvgen":
                names.update(
                    "omvgen" if a.name == "__version__" else f"omvgen.{a.name}" for a in node.names
                )
            else:
                names.add(node.module or "")
    return names


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_imports_go_downwards_only(file: Path) -> None:
    here = room_of(module_name(file))
    for name in imported(file):
        if name.split(".")[0] != "omvgen":
            continue
        there = room_of(name)
        if there == here or (here, there) in ALLOWED:
            continue
        assert RANK[there] < RANK[here], f"{module_name(file)} imports {name}"


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_each_library_stays_in_its_room(file: Path) -> None:
    here = room_of(module_name(file))
    for name in imported(file):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or here in homes, f"{module_name(file)} imports {name}"


@pytest.mark.parametrize("file", MODULES, ids=lambda f: str(f.relative_to(ROOT)))
def test_no_module_is_longer_than_four_hundred_lines(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 400
