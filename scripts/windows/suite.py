"""Runs the test suite with the Python for Windows under Wine, and says what came of it.

    python3 scripts/windows/suite.py build/windows [TEST_FILE…]

A test that hangs, or ends its process, takes none of the others along: it counts as failed,
and a new process goes on with the rest. What failed is tried once more, since Wine itself is
not always steady: what fails twice has failed, and what did not is named. The same file is the
plugin of those processes, which notes each test as it begins and ends. The exit code is 1 when
a test failed, 2 when the tests could not be run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
NOTES = "OMVGEN_WINDOWS_NOTES"  # the environment variable that names the file of notes
TEST_SECONDS, MOST_PROCESSES = 300, 20
NOTHING_LEFT = 5  # what pytest ends with when every test has a note
BEGUN, PASSED, FAILED, SKIPPED = "begun", "passed", "failed", "skipped"
# Windows' own venv is not in the embeddable Python. `-p no:xdist`: processes that share the
# work speak through console handles, which Wine does not give.
LEFT_OUT = ("tests/test_installing.py",)
OPTIONS = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "suite", "-q", "--tb=short")


class Note(NamedTuple):
    """What is known of a test: how far it came, and in words why it was left out or failed."""

    test: str
    outcome: str
    reason: str = ""


def read_notes(file: Path) -> dict[str, Note]:
    """The last note of each test."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return {note.test: note for note in (Note(*json.loads(line)) for line in lines)}


# The plugin, under Wine


def pytest_configure() -> None:
    os.environ[NOTES] = os.path.abspath(os.environ[NOTES])  # tests go to other folders


def _note(test: str, outcome: str, reason: str = "") -> None:
    with open(os.environ[NOTES], "a", encoding="utf-8") as file:
        file.write(json.dumps((test, outcome, reason)) + "\n")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    known = read_notes(Path(os.environ[NOTES]))
    items[:] = [item for item in items if item.nodeid not in known]


def pytest_runtest_logstart(nodeid: str) -> None:
    _note(nodeid, BEGUN)


def pytest_runtest_logreport(report: Any) -> None:
    if report.skipped:
        words = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        _note(report.nodeid, SKIPPED, words.removeprefix("Skipped: "))
    elif report.failed:
        lines = str(report.longrepr).splitlines() or [""]
        _note(report.nodeid, FAILED, next((one for one in lines if one[:2] == "E "), lines[-1]))
    elif report.when == "call":
        _note(report.nodeid, PASSED)


# The driver, on Linux


def run(folder: Path, tests: list[str], notes: Path) -> int:
    """Runs what has no note yet in one process. Returns pytest's exit code as Wine gives it."""
    python = [HERE / "wine.sh", folder, folder / "python" / "python.exe"]
    left_out = [f"--ignore={file}" for file in LEFT_OUT]
    line = [*python, "-m", "pytest", *OPTIONS, f"--timeout={TEST_SECONDS}", *left_out, *tests]
    ours = {"OMVGEN_PROGRAMS": "no", "PYTHONPATH": str(HERE), NOTES: str(notes)}
    examples = {"OMVGEN_EXAMPLES": os.environ.get("OMVGEN_EXAMPLES", "3")}
    # In CI a missing program fails its test, and Wine lacks some.
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(line, env={**kept, **ours, **examples}, check=False).returncode


def interrupted(notes: Path) -> str | None:
    """The test in which the process ended, now noted as failed; None when it ended by itself."""
    found = next((one.test for one in read_notes(notes).values() if one.outcome == BEGUN), None)
    if found is not None:
        line = (found, FAILED, f"hung for {TEST_SECONDS} s, or its process died")
        with notes.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
    return found


def table(notes: dict[str, Note]) -> str:
    """How many tests passed, failed and were left out, and why."""
    counts = Counter(note.outcome for note in notes.values())
    reasons = Counter(
        note.reason.partition(":")[0] for note in notes.values() if note.outcome == SKIPPED
    )
    lines = [f"{counts[PASSED]} passed, {counts[FAILED]} failed, {counts[SKIPPED]} left out"]
    lines += [f"  left out, {reason}: {number}" for reason, number in reasons.most_common()]
    lines += [f"  FAILED {n.test}: {n.reason}" for n in notes.values() if n.outcome == FAILED]
    return "\n".join(lines)


def run_all(folder: Path, tests: list[str], notes: Path) -> int:
    """Runs what has no note yet, however many processes it takes. Returns the last exit code."""
    for _ in range(MOST_PROCESSES):
        code = run(folder, tests, notes)
        if interrupted(notes) is None:
            break
    return code


def failed(found: dict[str, Note]) -> list[str]:
    return [note.test for note in found.values() if note.outcome == FAILED]


def forget(tests: list[str], notes: Path) -> None:
    """Takes the notes of these tests out of the file."""
    kept = [note for note in read_notes(notes).values() if note.test not in tests]
    notes.write_text("".join(json.dumps(note) + "\n" for note in kept), encoding="utf-8")


def main(folder: Path, tests: list[str]) -> int:
    notes = folder / "notes.jsonl"
    notes.unlink(missing_ok=True)
    code = run_all(folder, tests, notes)
    if unsteady := failed(read_notes(notes)):
        forget(unsteady, notes)
        code = run_all(folder, tests, notes)
    found = read_notes(notes)
    print(table(found))
    for test in sorted({*unsteady} - {*failed(found)}):
        print(f"  failed once: {test}")
    if failed(found):
        return 1
    return 0 if found and code in (0, NOTHING_LEFT) else 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
