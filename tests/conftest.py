"""What all tests share: the form, hypothesis at a steady pace, the programs that tests need."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from omvgen import locale
from omvgen.form.form import Form
from omvgen.form.loader import load_form
from omvgen.form.shipped import shipped_names
from omvgen.workbook.reading import reader
from omvgen.workbook.reading.result import Reading

sys.path.insert(0, str(Path(__file__).parent))
import tools

# Where Python is told to write no compiled files, the tests, and each process that they start,
# would compile the source anew.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    sys.dont_write_bytecode = False

settings.register_profile(
    "ordinary",
    deadline=None,
    max_examples=int(os.environ.get("OMVGEN_EXAMPLES", "5")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("ordinary")
locale.use("fi")


def _reading_each_workbook_once() -> Callable[..., Reading]:
    """`read_workbook_bytes` that remembers: the same bytes say the same, and many tests read them.

    A reading cannot be changed. What was refused is refused anew, and a form that lies in the
    workbook's folder is looked for anew.
    """
    read = reader.read_workbook_bytes
    known: dict[tuple[bytes, str, Form | None, str], Reading] = {}

    def read_or_remember(data: bytes, path: Path, form: Form | None = None) -> Reading:
        key = (data, path.name, form, locale.language())
        found = known.pop(key, None) or read(data, path, form)
        if form is None and found.form.id not in shipped_names():
            return found
        if len(known) == MOST_READINGS:
            del known[next(iter(known))]  # which has not been asked for the longest
        known[key] = found
        return replace(found, path=path)

    return read_or_remember


MOST_READINGS = 64  # that are remembered
reader.read_workbook_bytes = _reading_each_workbook_once()

LONGEST_NAME = 40  # bytes in the name of a test case

# The files that take longest, the longest first: begun early, so that no worker waits for another
# at the end.
EARLY = (
    "test_app_browser.py",
    "test_verify_command.py",
    "test_reference_documents.py",
    "test_guides.py",
    "test_repair.py",
    "test_canary.py",
    "test_api.py",
    "test_annotate.py",
    "test_several_workbooks.py",
    "test_notice.py",
    "test_patterns.py",
    "test_word_round_trip.py",
    "test_secrecy_bounds.py",
    "test_redline.py",
    "test_installing.py",
    "test_three_years.py",
)
TOGETHER = {  # they print the same plans, use one browser, or parse the product's source
    "test_architecture.py": "test_checks_doc.py",
    "test_doors.py": "test_checks_doc.py",
    "test_html_documents.py": "test_changes_page.py",
    "test_pdf.py": "test_pages.py",
    "test_pdf_record.py": "test_pages.py",
}


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more than there are processors: tests wait for LibreOffice and the browser."""
    processors = yield
    return processors + ("PYTEST_XDIST_AUTO_NUM_WORKERS" not in os.environ)


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Where workers collect all tests, each compiles a share of them, which the others then find.

    To import a file of tests the first time is to compile it, which takes longer than all else.
    """
    config = session.config
    worker = getattr(config, "workerinput", None)
    if worker is None or config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    names = sorted(file.stem for file in Path(__file__).parent.glob("test_*.py"))
    begin = len(names) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
    for name in names[begin:] + names[:begin]:
        with suppress(Exception, pytest.skip.Exception):  # which the collection reports
            importlib.import_module(name)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {name: place for place, name in enumerate(EARLY)}
    items.sort(key=lambda item: order.get(item.path.name, len(EARLY)))


def pytest_collection_finish() -> None:
    """Looks for garbage rarely, and never among the tests themselves: a sixth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(250_000, 20, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file at a time to whichever worker is free, in the order above.

    The tests of a file share what is made for them once, such as what LibreOffice prints.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            name = nodeid.partition("::")[0].rpartition("/")[2]
            return TOGETHER.get(name, name)

    config.option.loadscopereorder = False  # which begins with the file of most tests
    return Scheduling(config, log)


def pytest_make_parametrize_id(val: object) -> str | None:
    """No file for a name: it is long, and may hold the time at which a worker made it."""
    return "bytes" if isinstance(val, bytes) and len(val) > LONGEST_NAME else None


# The programs that tests need beside Python, which their marks name: `tools.py`.

LEFT_OUT = "left out for want of"  # the property of a report that names the program


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*programs): names of tools.PROGRAMS that it runs")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves the test out, or fails it in CI, when a program that it needs is missing."""
    tools.declared = {name for mark in item.iter_markers("needs") for name in mark.args}
    assert tools.declared <= tools.PROGRAMS.keys()
    for program in (one for name, one in tools.PROGRAMS.items() if name in tools.declared):
        unwanted = os.environ.get("OMVGEN_PROGRAMS") == "no" and not program.everywhere
        if program.find() and not unwanted:
            continue
        if os.environ.get("CI") and not unwanted:
            pytest.fail(f"{program.title} is missing in CI: {program.install}")
        item.user_properties.append((LEFT_OUT, program.title))
        pytest.skip(f"{program.title} is missing: {program.install}")


def pytest_sessionfinish() -> None:
    tools.end_office()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says in one line which tests were left out for want of a program."""
    wanting = Counter(
        program
        for report in terminalreporter.getreports("skipped")
        for name, program in getattr(report, "user_properties", ())
        if name == LEFT_OUT
    )
    listed = ", ".join(f"{program} {number}" for program, number in wanting.most_common())
    tests = "1 test" if wanting.total() == 1 else f"{wanting.total()} tests"
    terminalreporter.write_line(
        f"Left out for want of a program: {tests} ({listed})"
        if wanting
        else "No test was left out for want of a program."
    )


@pytest.fixture
def running_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets omvgen convert with the LibreOffice that runs: most of a conversion is its start."""
    monkeypatch.setenv("OMVGEN_SOFFICE", str(tools.office().as_soffice()))


@pytest.fixture(scope="session")
def form() -> Form:
    """The built-in form."""
    return load_form()


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the filled example workbooks."""
    return Path(__file__).parent.parent / "examples"
