"""Every command of an installed omvgen on the example, as a user would run it.

    python scripts/smoke.py PROGRAM

PROGRAM is what the user starts: the `omvgen` of an environment, or an executable.
It runs in an empty folder outside the repository, whose name has spaces and å ä ö,
and finds nothing of the repository but the workbooks that are copied there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.request import HTTPCookieProcessor, Request, build_opener

ROOT = Path(__file__).parent.parent
FORM = ROOT / "omvgen" / "form" / "auttamisjarjestelma.toml"
FOLDER = "Omavalvonta å ä ö 2026"
OLD, NEW, UNFINISHED = (
    f"omavalvontasuunnitelma-{name}.xlsx" for name in ("2025", "2026", "2026-kesken")
)
DOCUMENT = "output/omavalvontasuunnitelma-2026-v2.0.docx"
QUESTIONS = sum(
    len(section["questions"])
    for section in tomllib.loads(FORM.read_text("utf-8"))["sections"]
    if section.get("role") != "confirmation"  # filled when the document is signed
)
# What the optional and the slowly imported libraries are needed for.
FOREIGN_PHONE = "+44 20 7946 0958"
IDENTITY_CODE = "131052-308T"  # the register's own example
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Size 4/Root 1 0 R>>
startxref
0
%%EOF
"""


@dataclass(frozen=True)
class Step:
    """A command line, its exit code, and a file that it makes or words that it says."""

    line: tuple[str, ...]
    leaves: str
    code: int = 0


def step(*line: str, leaves: str, code: int = 0) -> Step:
    return Step(line, leaves, code)


STEPS = (
    step("--version", leaves="omvgen "),
    step("--help", leaves="Komennot"),
    step("--help", "--lang", "en", leaves="Commands"),
    step("app", "--help", leaves="--no-browser"),  # `show_page` opens it
    step("template", "-o", "tyhjä.xlsx", leaves="tyhjä.xlsx"),
    step("template", "--answers", "plan.json", "-o", "täysi.xlsx", leaves="täysi.xlsx"),
    step("validate", "täysi.xlsx", code=1, leaves=f"{QUESTIONS - 2}/{QUESTIONS} kohtaa kunnossa"),
    step("validate", "täysi.xlsx", code=1, leaves="OMV409"),
    step("validate", NEW, "--previous", OLD, leaves=f"{QUESTIONS}/{QUESTIONS} kohtaa kunnossa"),
    step("validate", UNFINISHED, "--annotate", code=1, leaves="2026-kesken-huomiot.xlsx"),
    step("diff", OLD, NEW, "--format", "html", "-o", "muutokset.html", leaves="muutokset.html"),
    step("diff", OLD, NEW, "--format", "docx", leaves="output/muutosraportti-2026-v2.0.docx"),
    step("diff", OLD, NEW, "--format", "redline", "-o", "jälki.docx", leaves="jälki.docx"),
    step("notice", OLD, NEW, leaves="output/muutostiedote-2026-v2.0.docx"),
    step("build", NEW, "--previous", OLD, leaves=DOCUMENT),
    step("build", NEW, "--public", leaves="output/omavalvontasuunnitelma-2026-v2.0-julkinen.docx"),
    step("verify", "tyhjä.pdf", NEW, "--public", leaves="ei löytynyt mitään"),
    step("build", NEW, leaves=DOCUMENT),
    step("verify", DOCUMENT, NEW, leaves="sanoo saman"),
    step(
        *("confirm", NEW, "--date", "30.1.2026", "--place", "Esimerkkilä"),
        *("--by", "Oskari Esimerkkinen", "--role", "johtaja", "--document", DOCUMENT),
        leaves="vahvistukset.jsonl",
    ),
    step("status", NEW, "--today", "1.2.2026", leaves="30.1.2027"),
    step("status", NEW, "--today", "1.2.2026", "--ics", "päivät.ics", leaves="päivät.ics"),
    step("pack", NEW, leaves="output/luovutuspaketti-2026-v2.0.zip"),
    step("pack", NEW, "--public", "-o", "asiakkaalle.zip", leaves="asiakkaalle.zip"),
    step("export", NEW, "-o", "suunnitelma.json", leaves="suunnitelma.json"),
    step("export", "--schema", leaves="json-schema.org"),
    step("form", "list", leaves="auttamisjarjestelma"),
    step("form", "new", "lomake.xlsx", "--form", "tupakka", leaves="lomake.xlsx"),
    step("form", "check", "lomake.toml", leaves="lomake on kunnossa"),
    step("new", NEW, leaves="omavalvontasuunnitelma-2027.xlsx"),
    step("merge", NEW, NEW, "-o", "yhdistetty.xlsx", leaves="yhdistetty.xlsx"),
    step("repair", NEW, leaves="omavalvontasuunnitelma-2026-korjattu.xlsx"),
    step("overview", NEW, OLD, "--today", "1.2.2026", "-o", "yksiköt.html", leaves="yksiköt.html"),
    step(
        "import", DOCUMENT, "-o", "tuotu.xlsx", leaves="tuotu.xlsx", code=1
    ),  # not what was signed
)


def smoke(program: Path, folder: Path) -> None:
    """Runs every step in the folder; ends with an `AssertionError` when one fails."""
    lay_out(folder)
    for one in STEPS:
        before = marks(folder)
        said, code = run(program, *one.line, cwd=folder)
        made = {name for name, mark in marks(folder).items() if before.get(name) != mark}
        assert code == one.code, f"{one.line} ended with {code}:\n{said}"
        assert one.leaves in said or any(name.endswith(one.leaves) for name in made), (
            f"{one.line} made {made} and said:\n{said}"
        )
        assert "Traceback" not in said, said


def show_page(program: Path, folder: Path) -> float:
    """Opens the folder's page and closes it. Returns the seconds until it was there."""
    started = time.perf_counter()
    page = subprocess.Popen(
        [program, "app", folder, "--no-browser"],
        env=_environment() | dict.fromkeys(("XDG_STATE_HOME", "LOCALAPPDATA"), str(folder.parent)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert page.stdout is not None
    address = page.stdout.readline().strip()
    browser = build_opener(HTTPCookieProcessor())
    with browser.open(address, timeout=60) as shown:
        assert NEW in shown.read().decode("utf-8")
    took = time.perf_counter() - started
    origin = address.partition("/?")[0]
    with browser.open(Request(f"{origin}/quit", b"", {"Origin": origin}), timeout=60):
        pass
    assert page.wait(60) == 0
    return took


def lay_out(folder: Path) -> None:
    """What a user has: workbooks, answers as JSON, a form of one's own, a PDF."""
    folder.mkdir(parents=True)
    for name in (OLD, NEW, UNFINISHED):
        shutil.copy(ROOT / "examples" / name, folder)
    plan = json.loads((ROOT / "examples" / "plan-2026.json").read_text("utf-8"))
    plan["answers"]["vok_puhelin"]["text"] = FOREIGN_PHONE
    plan["answers"]["omv_johtaminen"]["text"] += f"\n{IDENTITY_CODE}"
    (folder / "plan.json").write_text(json.dumps(plan), "utf-8")
    shutil.copy(FORM, folder / "lomake.toml")
    (folder / "tyhjä.pdf").write_bytes(PDF)


def run(program: Path, *line: str, cwd: Path) -> tuple[str, int]:
    """What the program says, and its exit code; nothing of ours is in its environment."""
    # Not to a pipe: what Wine starts along with the program would hold it open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [program, *line],
            cwd=cwd,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
        )
        said.seek(0)
        return said.read().decode("utf-8"), done.returncode


def _environment() -> dict[str, str]:
    """The environment without anything of ours, and without LibreOffice.

    The PDF of a pack would take seconds.
    """
    ours = ("PYTHON", "OMVGEN", "VIRTUAL_ENV", "COVERAGE")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return kept | {"OMVGEN_SOFFICE": "ei-ole"}


def marks(folder: Path) -> dict[str, int]:
    """The files in the folder and when each was written."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.stat().st_mtime_ns for file in files}


def main() -> None:
    program = Path(sys.argv[1]).absolute()
    with tempfile.TemporaryDirectory() as scratch:
        smoke(program, Path(scratch) / FOLDER)
        took = show_page(program, Path(scratch) / FOLDER)
    print(f"{program.name}: {len(STEPS)} commands in order, the page after {took:.1f} s")


if __name__ == "__main__":
    main()
