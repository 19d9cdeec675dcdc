"""The Python API: what a programmer gets from `import omvgen`, and what nobody can get from it."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from helpers_pdf import unprinted

import omvgen
from omvgen import OmvgenError, PlanError, Reading
from omvgen.secrecy.model import PublicCopy
from omvgen.writers import file_formats, pdf

OLD, NEW, UNFINISHED = "2025", "2026", "2026-kesken"


def example(name: str) -> Path:
    folder = Path(__file__).parent.parent / "examples"
    return folder / f"omavalvontasuunnitelma-{name}.xlsx"


@pytest.fixture(scope="module")
def old() -> Reading:
    return omvgen.read(example(OLD))


@pytest.fixture(scope="module")
def new() -> Reading:
    return omvgen.read(example(NEW))


# The names.


@pytest.mark.parametrize("name", omvgen.__all__)
def test_each_public_name_is_there_and_says_what_it_is(name: str) -> None:
    thing = getattr(omvgen, name)
    assert inspect.getdoc(thing)
    assert name in dir(omvgen)


def test_type_checkers_see_the_same_names_from_the_same_modules() -> None:
    tree = ast.parse(Path(omvgen.__file__).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    seen = {
        alias.asname: node.module
        for node in imports
        for alias in node.names
        if alias.asname is not None
    }
    assert seen == omvgen._HOMES


def test_no_package_takes_the_place_of_a_public_name() -> None:
    """Python binds a package to its name in `omvgen` when something in it is imported."""
    for module in pkgutil.iter_modules(omvgen.__path__):
        if module.name != "__main__":
            import_module(f"omvgen.{module.name}")
    assert not [n for n in omvgen.__all__ if isinstance(getattr(omvgen, n), ModuleType)]


def test_a_name_that_is_none_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'omvgen' has no attribute 'reed'"):
        omvgen.reed  # noqa: B018


def test_importing_omvgen_loads_nothing_else() -> None:
    code = "import sys, omvgen; print([m for m in sys.modules if m.startswith('omvgen.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Reading and checking.


def test_a_workbook_is_named_by_text_or_path(new: Reading) -> None:
    assert omvgen.read(str(example(NEW))).plan == new.plan
    assert (new.file, new.path) == (example(NEW).name, example(NEW))


def test_findings_can_be_read_when_they_are_printed(new: Reading) -> None:
    findings = omvgen.validate(new)
    where = "3 Omavalvonnan organisointi!E9"
    assert f"<Finding OMV416 note {where}: Vastaus on merkitty julkiseksi" in repr(findings)


def test_errors_carry_their_message_and_their_finding(tmp_path: Path) -> None:
    with pytest.raises(omvgen.ReadError) as error:
        omvgen.read(tmp_path / "ei.xlsx")
    assert isinstance(error.value, OmvgenError)
    assert str(error.value) == error.value.finding.message
    assert "ei.xlsx" in str(error.value)
    with omvgen.speaking("en"):
        assert "is not found" in str(error.value)


def test_a_plan_with_errors_is_built_as_a_draft_alone() -> None:
    unfinished = omvgen.read(example(UNFINISHED))
    with pytest.raises(PlanError) as error:
        omvgen.build(unfinished)
    assert error.value.findings == omvgen.validate(unfinished)
    first = error.value.finding
    assert first.severity is omvgen.Severity.ERROR
    assert str(error.value).startswith(f"{first.location}: {first.message}")
    assert omvgen.build(unfinished, draft=True).startswith(b"PK")
    signing = omvgen.Signing(date(2026, 1, 30), "Esimerkkilä", "Oskari Esimerkkinen", "johtaja")
    with pytest.raises(PlanError):
        omvgen.confirm(unfinished, signing, date(2026, 2, 1))


def test_a_new_workbook_comes_with_what_became_of_the_answers(new: Reading) -> None:
    made = omvgen.new(new)
    assert made.data.startswith(b"PK")
    assert made.carried.year == 2027
    yearless = replace(new, plan=replace(new.plan, document={}))
    with pytest.raises(PlanError, match="suunnitelmavuotta"):
        omvgen.new(yearless)


def test_an_annotated_copy_says_so_when_it_is_read(new: Reading, tmp_path: Path) -> None:
    copy = tmp_path / "k.xlsx"
    copy.write_bytes(omvgen.annotate(new, omvgen.validate(new)))
    assert omvgen.read(copy).is_annotated_copy
    assert not new.is_annotated_copy


def test_a_signing_has_each_of_its_texts_on_one_line() -> None:
    signing = omvgen.Signing(date(2026, 1, 30), " Esimerkki\nlä ", "Oskari\tE.", "johtaja")
    assert (signing.place, signing.name, signing.role) == ("Esimerkki lä", "Oskari E.", "johtaja")


def test_an_unknown_format_is_the_programmers_error(old: Reading, new: Reading) -> None:
    for wrong in (
        lambda: omvgen.build(new, "odt"),  # type: ignore[arg-type]
        lambda: omvgen.report(old, new, "odt"),  # type: ignore[arg-type]
        lambda: omvgen.notice(old, new, "odt"),  # type: ignore[arg-type]
    ):
        with pytest.raises(ValueError, match="odt"):
            wrong()


# What may be given out. Each case is a public function, by name, and a call of it.

Call = Callable[[Reading, Reading], Any]


@pytest.fixture(scope="module")
def both(old: Reading, new: Reading) -> tuple[Reading, Reading]:
    """Both years, of the questions that are secret in one: each call makes whole documents."""
    answers = [*old.plan.answers.items(), *new.plan.answers.items()]
    secret = {key for key, answer in answers if answer.publicity is not omvgen.Publicity.PUBLIC}
    kept = [
        replace(section, questions=questions)
        for section in new.form.sections
        if (questions := tuple(q for q in section.questions if q.id in secret or q.role))
    ]
    form = replace(new.form, sections=tuple(kept))
    return _of(old, form), _of(new, form)


def _of(reading: Reading, form: omvgen.Form) -> Reading:
    plan = reading.plan
    answers = {key: answer for key, answer in plan.answers.items() if key in form.questions}
    tables = {key: rows for key, rows in plan.tables.items() if key in form.tables}
    return replace(reading, form=form, plan=replace(plan, answers=answers, tables=tables))


def report(format: Any) -> Call:
    return lambda old, new: omvgen.report(old, new, format, public=True)


def notice(format: Any, public: bool) -> Call:
    return lambda old, new: omvgen.notice(old, new, format, public=public)


def build(format: Any) -> Call:
    return lambda old, new: omvgen.build_public(new, format, soffice=Path("soffice"))


CALLS: dict[str, Call] = {
    **{f"build_public {name}": build(name) for name in file_formats(printed=True)},
    "build_public draft": lambda old, new: omvgen.build_public(new, draft=True),
    "build_public previous": lambda old, new: omvgen.build_public(new, previous=old),
    **{f"report {name}": report(name) for name in omvgen.report_formats()},
    **{
        f"notice {name} {public}": notice(name, public)
        for name, public in product(file_formats(), (False, True))
    },
    "compare": lambda old, new: omvgen.compare(old, new, public=True),
    "pack": lambda _, new: omvgen.pack(new, public=True, soffice=Path("soffice")),
}
NOTHING_GIVEN_OUT = {"validate_public"}  # findings, for whoever decides


@pytest.fixture
def pdf_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "write_pdf", lambda document, *_: unprinted(document))


@pytest.fixture
def faulty_publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    """A publisher that withholds nothing, and says so."""

    def public(plan: omvgen.Plan, *_: Any, **__: Any) -> PublicCopy:
        return PublicCopy(plan, (), plan)

    def both(old: omvgen.Plan, new: omvgen.Plan, *_: Any) -> tuple[PublicCopy, PublicCopy]:
        return public(old), public(new)

    monkeypatch.setattr("omvgen.secrecy.publish.publish.publish", public)
    monkeypatch.setattr("omvgen.secrecy.publish.publish.publish_both", both)


def test_every_public_function_that_makes_something_public_is_tried() -> None:
    functions = {n: f for n in omvgen.__all__ if inspect.isfunction(f := getattr(omvgen, n))}
    public = {n for n, f in functions.items() if "public" in n or "public" in _parameters(f)}
    assert public - NOTHING_GIVEN_OUT == {name.split()[0] for name in CALLS}


def _parameters(function: Callable[..., Any]) -> set[str]:
    return set(inspect.signature(function).parameters)


@pytest.mark.usefixtures("faulty_publisher", "pdf_without_libreoffice")
@pytest.mark.parametrize("name", CALLS)
def test_a_copy_that_leaks_cannot_be_had(name: str, both: tuple[Reading, Reading]) -> None:
    with pytest.raises(omvgen.LeakError) as error:
        CALLS[name](*both)
    assert {finding.code for finding in error.value.findings} == {"OMV423"}
    assert all(finding.location.cell for finding in error.value.findings)
    assert "nimetyn virkamiehen ryhmä" not in str(error.value)


@pytest.mark.usefixtures("pdf_without_libreoffice")
@pytest.mark.parametrize("name", CALLS)
def test_a_copy_that_does_not_leak_is_had(name: str, both: tuple[Reading, Reading]) -> None:
    assert CALLS[name](*both)


def test_a_name_that_leaks_is_as_bad_as_a_file(new: Reading) -> None:
    secret = "nimetyn virkamiehen ryhmä"
    with pytest.raises(omvgen.LeakError):
        omvgen.build_public(new, name=f"{secret}.docx")


def test_what_nobody_decided_keeps_even_a_draft_from_being_made(new: Reading) -> None:
    id_ = "autt_tulkkaus"
    answer = replace(new.plan.answer(id_), publicity=None)
    undecided = replace(new, plan=replace(new.plan, answers={**new.plan.answers, id_: answer}))
    with pytest.raises(omvgen.PublicityError) as error:
        omvgen.build_public(undecided, draft=True)
    found = [f for f in error.value.findings if f.location.question == id_]
    assert [(f.code, f.severity) for f in found] == [("OMV402", omvgen.Severity.ERROR)]
    assert all(finding in error.value.findings for finding in omvgen.validate_public(undecided))


def test_a_secret_of_the_whole_document_is_found_and_a_public_copy_is_clean(
    new: Reading, tmp_path: Path
) -> None:
    whole, public = tmp_path / "a.docx", tmp_path / "b.docx"
    whole.write_bytes(omvgen.build(new))
    public.write_bytes(omvgen.build_public(new))
    assert {finding.code for finding in omvgen.find_leaks(whole, new)} == {"OMV423"}
    assert omvgen.find_leaks(str(public), new) == ()
    assert omvgen.withheld(new)
