"""The fields of a step's form: what can be filled in, and the part of a command line it gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from omvgen.app.folder import Folder
from omvgen.locale import tr
from omvgen.output import not_a_name_on_windows
from omvgen.patterns import pattern

Values = Mapping[str, Sequence[str]]
"""What a form was filled with: the values of each field."""

Offers = Callable[[Folder], Sequence[tuple[str, str]]]
"""What can be chosen in the folder: values, each with its words in the language in use."""

_LONGEST_NAME = 120  # characters of a workbook's name
_TEXT = pattern(r"[^\x00-\x1f\x7f]{1,300}")


class InvalidValue(Exception):
    """A field has a value that its form does not offer. `str(error)` is the message."""


class Input(Enum):
    """How a field is filled in."""

    CHECK = "check"
    TEXT = "text"
    NAME = "name"  # of a workbook to be made
    CHOICE = "choice"
    FILE = "file"
    FILES = "files"


@dataclass(frozen=True)
class Field:
    """A part of a command line that a person fills in.

    `option` stands before the value; an argument has none. `offers` is what can be chosen.
    `default` is what is there at first, or `suggest` finds it in the folder for the workbook.
    """

    name: str
    label: str
    input: Input
    option: str = ""
    offers: Offers | None = None
    default: str = ""
    suggest: Callable[[Folder, str], str] | None = None
    hint: str = ""
    required: bool = False

    def offered(self, folder: Folder) -> Sequence[tuple[str, str]]:
        """The values that can be chosen, with their words; none where a person writes."""
        return self.offers(folder) if self.offers else ()

    def arguments(self, values: Values, folder: Folder) -> list[str]:
        """This field's part of the command line. Raises `InvalidValue`."""
        given = [value for value in values.get(self.name, ()) if value.strip()]
        if self.input is not Input.FILES:
            given = given[:1]
        if self.required and not given:
            raise InvalidValue(tr("Täytä kenttä {field}.", field=tr(self.label)))
        if self.input is Input.CHECK:
            return [self.option] if given else []
        given = [self._checked(value, folder) for value in given]
        return [part for value in given for part in (self.option, value) if part]

    def _checked(self, value: str, folder: Folder) -> str:
        valid: bool
        if self.input is Input.NAME:
            value = workbook_name(value)
            valid = bool(value)
        elif self.input is Input.TEXT:
            value = value.strip()
            valid = bool(_TEXT.fullmatch(value)) and not value.startswith("-")
        else:
            valid = value in dict(self.offered(folder))
            value = argument_of(value)
        if not valid:
            raise InvalidValue(tr("Kentän {field} arvo ei kelpaa.", field=tr(self.label)))
        return value


def files(*endings: str) -> Offers:
    """The files of the folder with the endings."""
    return lambda folder: [(name, name) for name in folder.names(endings)]


def either(*pairs: tuple[str, str]) -> Offers:
    """These values, each with its words as they stand in the code."""
    return lambda _: [(value, tr(words)) for value, words in pairs]


def argument_of(name: str) -> str:
    """The file's name as an argument: one that begins with `-` would be an option."""
    return f"./{name}" if name.startswith("-") else name


def workbook_name(text: str) -> str:
    """The name of a workbook to be made, with its ending; empty when no file can have it.

    Nor may a file on Windows: the folder may be a colleague's, too.
    """
    name = text.strip().removesuffix(".xlsx").rstrip(". ")
    fits = 0 < len(name) <= _LONGEST_NAME and not name.startswith((".", "-", "~"))
    return f"{name}.xlsx" if fits and not not_a_name_on_windows(name, "win32") else ""
