"""The rooms of docs/architecture.md, held against the imports themselves."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from helpers_source import MODULES, nodes
from helpers_source import PRODUCT as ROOT

PAGE = ROOT.parent / "docs" / "architecture.md"
LONGEST = 500  # lines
_ROW = re.compile(r"^\| (\d+) \| `(\w+)` \| .* \| ([\w, ]*) ?\|$", re.M)
_SUB_ROW = re.compile(r"^\| (\d+) \| `(\w+)/(\w+)` \|", re.M)
_ENTRANCES = {"__main__"}  # imports the command line, and nothing imports it


class Room(NamedTuple):
    floor: int
    libraries: frozenset[str]


ROOMS = {
    name: Room(int(floor), frozenset(filter(None, map(str.strip, libraries.split(",")))))
    for floor, name, libraries in _ROW.findall(PAGE.read_text("utf-8"))
}
SUB_ROOMS = {
    (room, name): int(floor) for floor, room, name in _SUB_ROW.findall(PAGE.read_text("utf-8"))
}
GUARDED = frozenset(library for room in ROOMS.values() for library in room.libraries)


def module_name(file: Path) -> str:
    parts = ["omvgen", *file.relative_to(ROOT).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = frozenset(map(module_name, MODULES))


def room_of(module: str) -> str:
    first = module.removeprefix("omvgen").removeprefix(".").split(".")[0]
    return first or "omvgen"


def sub_room_of(module: str) -> tuple[str, str]:
    """The room and what of it the module is in; the latter is empty for the room itself."""
    parts = module.split(".")[1:3]
    return (parts[0], parts[1]) if len(parts) == 2 else ("".join(parts), "")


@cache
def imported(file: Path) -> frozenset[str]:
    names = {alias.name for node in nodes(file, ast.Import) for alias in node.names}
    for node in nodes(file, ast.ImportFrom):
        assert node.level == 0, f"{file}: relative imports hide the direction"
        if node.module == "omvgen":
            names.update(
                "omvgen" if a.name == "__version__" else f"omvgen.{a.name}" for a in node.names
            )
        else:
            module = node.module or ""
            names.add(module)
            names.update({f"{module}.{a.name}" for a in node.names} & NAMES)
    return frozenset(names)


def files_of(room: str) -> list[Path]:
    return [file for file in MODULES if room_of(module_name(file)) == room]


def test_the_table_names_every_room_and_no_other() -> None:
    found = {room_of(module_name(file)) for file in MODULES} - _ENTRANCES
    assert found == ROOMS.keys()


@pytest.mark.parametrize("here", ROOMS)
def test_imports_go_downwards_only(here: str) -> None:
    for file in files_of(here):
        for name in imported(file):
            if name.split(".")[0] == "omvgen" and (there := room_of(name)) != here:
                assert ROOMS[there].floor < ROOMS[here].floor, f"{module_name(file)} imports {name}"


def test_the_table_of_a_room_names_all_that_is_in_it() -> None:
    rooms = {room for room, _ in SUB_ROOMS}
    found = {sub_room_of(module_name(file)) for file in MODULES}
    assert {key for key in found if key[0] in rooms and key[1]} == SUB_ROOMS.keys()


@pytest.mark.parametrize("room", sorted({room for room, _ in SUB_ROOMS}))
def test_imports_within_a_room_go_downwards_too(room: str) -> None:
    for file in files_of(room):
        here = sub_room_of(module_name(file))
        for name in imported(file) if here in SUB_ROOMS else ():
            there = sub_room_of(name) if name.split(".")[0] == "omvgen" else ("", "")
            if there[0] == room and there != here and there[1]:
                assert SUB_ROOMS[there] < SUB_ROOMS[here], f"{module_name(file)} imports {name}"


def test_the_file_format_knows_no_forms_and_no_plans() -> None:
    allowed = {"omvgen.plan.text", "omvgen.plan.links", "omvgen.form.dates"}
    for file in ROOT.joinpath("workbook", "xlsx").glob("*.py"):
        names = {n for n in imported(file) if room_of(n) in ("form", "plan")}
        assert names <= allowed, file.name


def test_each_library_stays_in_its_rooms() -> None:
    for file in MODULES:
        here = room_of(module_name(file))
        libraries = {name.split(".")[0] for name in imported(file)} & GUARDED
        assert libraries <= (ROOMS[here].libraries if here in ROOMS else frozenset()), file


SHARED_IN_SECRECY = {"model", "text", "codes", "plan_texts"}


@pytest.mark.parametrize("half", ["publish", "search"])
def test_what_publishes_and_what_searches_know_nothing_of_each_other(half: str) -> None:
    """The search is to find what `publish` left in by mistake, so it must not trust it."""
    for file in sorted((ROOT / "secrecy" / half).rglob("*.py")):
        names = {name for name in imported(file) if name.startswith("omvgen.secrecy.")}
        assert {name.split(".")[2] for name in names} <= {half, *SHARED_IN_SECRECY}, file


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module_name(file): file for file in MODULES}
    arrows = {name: imported(file) & names.keys() for name, file in names.items()}
    # What nothing left imports can be in no circle, so it is taken away until all is gone.
    while leaves := [name for name, targets in arrows.items() if not targets & arrows.keys()]:
        for name in leaves:
            del arrows[name]
    assert not arrows, f"in a circle, or above one: {sorted(arrows)}"


# A finding is said to a person; these rooms say it, or say which findings need not be said.
_SAY_FINDINGS = {"checks", "console", "content"}


def _sides(node: ast.Compare) -> list[ast.expr]:
    return [node.left, *node.comparators]


def test_no_finding_steers_the_program() -> None:
    """What is decided is decided by facts (`reading/doubts.py`) and kinds of error."""
    asked = [
        f"{module_name(file)}: {ast.unparse(node)}"
        for file in MODULES
        if room_of(module_name(file)) not in _SAY_FINDINGS
        for node in nodes(file, ast.Compare)
        if any(re.fullmatch(r"(finding|found|one|f)\.code", ast.unparse(n)) for n in _sides(node))
    ]
    assert asked == []


def test_no_module_is_too_long_to_hold_one_idea() -> None:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in MODULES}
    assert not {file: lines for file, lines in lengths.items() if lines > LONGEST}
