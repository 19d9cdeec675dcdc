"""Forms by name or file.

A name is looked for among the forms that omvgen brings along, then beside the workbook
(or in the working folder) and in the folder above, where confirmed workbooks come from,
then in the folders that `OMVGEN_FORMS` names. A form lies in a TOML file or in a form
workbook, whatever the file is called: its id counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from omvgen.errors import OmvgenError, ReadError
from omvgen.findings.codes import Code
from omvgen.findings.model import Finding
from omvgen.form.form import Form
from omvgen.form.form_file import checked, form_faults, read_form_file, refuse
from omvgen.form.item import Json
from omvgen.form.loader import BUILT_IN, form_from_data, shipped_form
from omvgen.form.shipped import shipped_data, shipped_names
from omvgen.package import Unreadable, open_package, read_file
from omvgen.patterns import pattern
from omvgen.workbook.form_book.layout import FORM_WORKBOOK_PROPERTY
from omvgen.workbook.form_book.reading import FormSource, read_form_book
from omvgen.workbook.xlsx.book import custom_properties, load_book
from omvgen.workbook.xlsx.opening import open_workbook, read_workbook_file

FOLDERS = "OMVGEN_FORMS"
FORM_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_NAME = pattern(r"[a-z]+(_[a-z]+)*")


class KnownForm(NamedTuple):
    """A form that can be used by its name. `file` is None when omvgen brings it along."""

    form: Form
    file: Path | None


def load(form: str | os.PathLike[str] | None = None) -> Form:
    """The form with the name or in the file; without either the built-in one.

    Raises `ReadError`: OMV800 when no form has the name, others when the file cannot be used.
    """
    text = BUILT_IN if form is None else os.fspath(form)
    if _NAME.fullmatch(text) and not os.path.isfile(text):
        return named(text, Path())
    return _load_file(Path(text))


def named(name: str, folder: Path) -> Form:
    """The form with the id; `folder` is looked through before those of `OMVGEN_FORMS`.

    Raises `ReadError` (OMV800) when there is none.
    """
    if name in shipped_names():
        return shipped_form(name)
    file = _file_of(name, folder)
    if file is None:
        raise ReadError(Finding(Code.FORM_NOT_FOUND, values={"form": name}))
    return _load_file(file)


def faults_of(file: Path) -> tuple[Finding, ...]:
    """Every fault of the form in the file. Raises `ReadError` when it is no form at all."""
    return tuple(_faults(*_read(file), file))


def data_of(form: str | os.PathLike[str]) -> Json:
    """The data of the form with the name or in the file, as the file has them.

    Raises `ReadError` as `load` does.
    """
    text = os.fspath(form)
    if _NAME.fullmatch(text) and not os.path.isfile(text):
        data = shipped_data(text)
        if data is not None:
            return data
        file = _file_of(text, Path())
        if file is None:
            raise ReadError(Finding(Code.FORM_NOT_FOUND, values={"form": text}))
    else:
        file = Path(text)
    data, source = _read(file)
    refuse(_faults(data, source, file), file.name)
    return data


def is_form_workbook(file: Path) -> bool:
    """Whether an organisation's form stands in the file, as far as it can be read."""
    try:
        package = open_package(read_file(file), file.name)
        return FORM_WORKBOOK_PROPERTY in custom_properties(package)
    except (OmvgenError, Unreadable):
        return False


def known_forms(folder: Path) -> Iterator[KnownForm]:
    """The forms that can be used by name, those with faults left out."""
    for name in (BUILT_IN, *(name for name in shipped_names() if name != BUILT_IN)):
        yield KnownForm(shipped_form(name), None)
    seen = set(shipped_names())
    for place in (folder, *_folders()):
        for name, file in _forms_in(place).items():
            if name not in seen:
                seen.add(name)
                try:
                    yield KnownForm(_load_file(file), file)
                except OmvgenError:
                    continue


def _load_file(file: Path) -> Form:
    data, source = _read(file)
    if source is not None:
        refuse(_faults(data, source, file), file.name)
    return form_from_data(checked(data, file.name, partial(_base, file.parent)))


def _read(file: Path) -> tuple[Json, FormSource | None]:
    """The data of the form in the file, and the workbook's cells if it is one."""
    if file.suffix.lower() not in FORM_WORKBOOKS:
        return read_form_file(file), None
    book = load_book(open_workbook(read_workbook_file(file), file.name))
    if FORM_WORKBOOK_PROPERTY not in book.properties:
        raise ReadError(Finding(Code.NOT_A_FORM_WORKBOOK, values={"file": file.name}))
    if any(sheet.damaged for sheet in book.sheets):  # what is missing would be taken for undone
        raise ReadError(Finding(Code.FILE_DAMAGED, values={"file": file.name}))
    fields = {field.id: field.text for field in shipped_form(BUILT_IN).document_fields}
    source = read_form_book(book, fields)
    return source.data, source


def _faults(data: Json, source: FormSource | None, file: Path) -> Iterator[Finding]:
    faults = form_faults(data, partial(_base, file.parent))
    if source is None:
        yield from faults
    else:
        yield from source.findings
        yield from map(source.located, faults)


def _base(folder: Path, name: str) -> Json | None:
    """The data of a form that another in the folder extends."""
    if name in shipped_names():
        return shipped_data(name)
    file = _file_of(name, folder)
    return None if file is None else _read(file)[0]


def _folders() -> list[Path]:
    return [Path(one) for one in os.environ.get(FOLDERS, "").split(os.pathsep) if one]


def _file_of(name: str, folder: Path) -> Path | None:
    places = (folder, folder.resolve().parent, *_folders())
    return next((found[name] for found in map(_forms_in, places) if name in found), None)


def _forms_in(folder: Path) -> dict[str, Path]:
    """The files of forms in the folder by the forms' ids."""
    try:
        changed = folder.stat().st_mtime_ns
    except OSError:
        return {}
    return _forms_as_of(folder.resolve(), changed)


@lru_cache
def _forms_as_of(folder: Path, changed: int) -> dict[str, Path]:
    """The same, read once as long as nothing comes or goes in the folder."""
    found: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        try:
            id_ = _id_in(file)
        except (OmvgenError, Unreadable):
            continue
        if isinstance(id_, str):
            found.setdefault(id_, file)
    return found


def _id_in(file: Path) -> object:
    """The id of the form in the file, None when it is no form. Raises what reading raises."""
    ending = file.suffix.lower()
    if ending == ".toml":
        return read_form_file(file).get("id")
    if ending not in FORM_WORKBOOKS or file.name.startswith("~$"):
        return None
    return _read(file)[0].get("id") if is_form_workbook(file) else None
