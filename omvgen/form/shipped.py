"""The forms that omvgen brings along, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from omvgen.form.item import Json

COMMON = "common.toml"
HERE = Path(__file__).parent


@cache
def shipped_names() -> tuple[str, ...]:
    """The ids of the forms that omvgen brings along; the file of each has its name."""
    return tuple(sorted(file.stem for file in HERE.glob("*.toml") if file.name != COMMON))


def shipped_data(name: str) -> Json | None:
    """The data of the shipped form with the id, None when there is no such form."""
    if name not in shipped_names():
        return None
    return tomllib.loads(HERE.joinpath(f"{name}.toml").read_text("utf-8"))
