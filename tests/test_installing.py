"""A wheel made from a clean checkout, installed where nothing else is, does all that we say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools import ROOT, program

from omvgen import __version__
from omvgen.cli import COMMANDS

sys.path.insert(0, str(ROOT / "scripts"))
import smoke

# What the repository needs for itself and nobody who has the source package.
FOR_THE_REPOSITORY = (".gitignore", ".github/")


def repository_files() -> list[str]:
    """What is in the repository, or will be with the next commit."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    listed = subprocess.run(
        [program("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listed.stdout.decode("utf-8").split("\0")
    return [name for name in names if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def source_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist of a clean checkout."""
    folder = tmp_path_factory.mktemp("source")
    for name in repository_files():
        (folder / "checkout" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / "checkout" / name)
    script = f"from setuptools.build_meta import build_sdist; build_sdist({str(folder)!r})"
    run(sys.executable, "-c", script, cwd=folder / "checkout")
    [made] = folder.glob("omvgen-*.tar.gz")
    return made


def run(*command: str | Path, cwd: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.needs("git")
def test_the_source_package_is_the_whole_repository(source_package: Path) -> None:
    with tarfile.open(source_package) as package:
        inside = {m.name.split("/", 1)[1] for m in package.getmembers() if m.isfile()}
    expected = {n for n in repository_files() if not n.startswith(FOR_THE_REPOSITORY)}
    assert expected - inside == set()
    made = {name for name in inside - expected if not name.startswith("omvgen.egg-info/")}
    assert made == {"PKG-INFO"}


@pytest.mark.needs("git")
def test_the_wheel_of_the_source_package_runs_every_command_outside_the_repository(
    source_package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tarfile.open(source_package) as package:
        package.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12 has none
        package.extractall(tmp_path / "source")
    [source] = (tmp_path / "source").iterdir()
    script = f"from setuptools.build_meta import build_wheel; build_wheel({str(tmp_path)!r})"
    run(sys.executable, "-c", script, cwd=source)
    [wheel] = tmp_path.glob("omvgen-*-py3-none-any.whl")

    venv.create(tmp_path / "env", with_pip=False)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    installed = ("install", "--no-compile", "--no-deps", "--no-index", wheel)
    run(*pip, "--python", python, *installed, cwd=tmp_path)
    # The libraries are those that are here: nothing is downloaded. Ours comes before them.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site.strip()) / "libraries.pth").write_text("\n".join(sorted(libraries)), "utf-8")
    used = run(python, "-c", "import omvgen; print(omvgen.__file__)", cwd=tmp_path)
    assert Path(used.strip()).is_relative_to(tmp_path / "env")
    assert Path(used.strip()).with_name("py.typed").exists(), "type checkers look for it"

    program = Path(shutil.which("omvgen", path=str(scripts)) or "")
    said, code = smoke.run(program, "--version", cwd=tmp_path)
    assert (said, code) == (f"omvgen {__version__}\n", 0)
    with one_process(python) as run_there, monkeypatch.context() as patch:
        patch.setattr(smoke, "run", run_there)
        smoke.smoke(program, tmp_path / smoke.FOLDER)
    smoke.show_page(program, tmp_path / smoke.FOLDER)


# Reads command lines with the folder of each, and answers with what was said and the exit code.
RUNNING = """
import json, sys
sys.path.append(sys.argv[1])
from helpers_cli import omvgen
for line in sys.stdin:
    folder, *arguments = json.loads(line)
    said = omvgen(*arguments, cwd=folder)
    print(json.dumps([said.all, said.code]), flush=True)
"""


@contextmanager
def one_process(python: Path) -> Iterator[Callable[..., tuple[str, int]]]:
    """What runs commands as `smoke.run` does, all in one process of that Python.

    Starting Python and importing takes most of a command's time.
    """
    process = subprocess.Popen(
        [python, "-P", "-c", RUNNING, ROOT / "tests"],
        env=smoke._environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    given, answers = process.stdin, process.stdout

    def run_there(_program: Path, *line: str, cwd: Path) -> tuple[str, int]:
        print(json.dumps([str(cwd), *line]), file=given, flush=True)
        said, code = json.loads(answers.readline())
        return said, code

    yield run_there
    process.communicate()


def test_the_guide_names_the_wheel_of_this_version() -> None:
    guide = (ROOT / "docs" / "installing.md").read_text("utf-8")
    assert f"omvgen-{__version__}-py3-none-any.whl" in guide


def test_no_command_is_left_out() -> None:
    left_out = set(COMMANDS) - {one.line[0] for one in smoke.STEPS}
    assert left_out == set(), "no step in STEPS of scripts/smoke.py"
