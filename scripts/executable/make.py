"""Makes the executable for the system that this runs on, and tries it out.

    python -m venv build/env && build/env/bin/python -m pip install '.[exe]'
    build/env/bin/python scripts/executable/make.py

It is made of the omvgen that is installed in an environment of its own, so that
nothing else that lies about comes into it. The result is `dist/omvgen`, with `.exe`
on Windows.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent))

import smoke  # noqa: E402


def make() -> Path:
    from PyInstaller.__main__ import run

    work, made = ROOT / "build" / "executable", ROOT / "dist"
    options = ["--noconfirm", "--log-level", "ERROR", "--workpath", work, "--distpath", made]
    run([*map(str, options), str(HERE / "omvgen.spec")])
    return made / ("omvgen.exe" if os.name == "nt" else "omvgen")


def drop(program: Path, folder: Path) -> None:
    """Workbooks are dropped on it, more than one process takes: documents are made, it ends."""
    smoke.lay_out(folder)
    copies = [folder / f"kopio {number} å.xlsx" for number in range(8)]
    for copy in copies:
        shutil.copy(folder / smoke.NEW, copy)
    dropped = [folder / smoke.UNFINISHED, folder / "tyhjä.pdf", *copies]
    said, code = smoke.run(program, *map(str, dropped), cwd=HERE)
    assert code == 2, said
    documents = {f"output/{copy.stem}.docx" for copy in copies}
    made = smoke.marks(folder).keys()
    assert documents | {"omavalvontasuunnitelma-2026-kesken-huomiot.xlsx"} <= made, said
    for words in ("OMV201", "ei ole Excel-työkirja"):
        assert words in said, said


def main() -> None:
    program = make()
    with tempfile.TemporaryDirectory() as scratch:
        smoke.smoke(program, Path(scratch) / smoke.FOLDER)
        took = smoke.show_page(program, Path(scratch) / smoke.FOLDER)
        drop(program, Path(scratch) / f"{smoke.FOLDER}, vedetty")
    size = program.stat().st_size / 1e6
    print(
        f"{program}: {size:.1f} MB, {len(smoke.STEPS)} commands and dropped files in order, "
        f"the page after {took:.1f} s"
    )


if __name__ == "__main__":
    main()
