"""Makes the pictures in docs/ from the examples, as LibreOffice and poppler print them.

    python scripts/make_pictures.py

Needs LibreOffice, Chromium, pdftoppm and pdftotext (poppler-utils), and Pillow, which comes with
the extra `test`. Pages of the document are shown at 100 % (96 dots an inch).
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageOps

import omvgen
from omvgen.output import write_whole
from omvgen.writers.pdf import LibreOffice, find_soffice

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import tools  # noqa: E402
from browser import Browser  # noqa: E402
from helpers_app import serving  # noqa: E402

WORKBOOK = ROOT / "examples" / "omavalvontasuunnitelma-2026.xlsx"
UNFINISHED = ROOT / "examples" / "omavalvontasuunnitelma-2026-kesken.xlsx"
DOCS = ROOT / "docs"
PAGES = DOCS / "pages"
COLOURS = 32  # enough for black on white with shades, and small
EDGE = 12  # pixels of white left round what is cropped
FULL, SMALL = 96, 80  # dots an inch

# Each picture of the document: words that are on its page alone.
PICTURES = {
    PAGES / "first.png": "Sisällys",
    PAGES / "list.png": "Tilanne rauhoitetaan",
    PAGES / "table.png": "Taulukko 3",
    PAGES / "confirmation.png": "Nimenselvennys",
}
README_PAGE, README_SHEET = "Taulukko 1", "Henkilöstö"
# Each picture of a sheet of the unfinished workbook's annotated copy: how its page begins.
SHEETS = {
    PAGES / "guide.png": "Näin täytät työkirjan",
    PAGES / "summary.png": "Yhteenveto:",
    PAGES / "remarks.png": "Huomiot",
}
DRAFT_PAGE = "8.13"
PREVIOUS = "omavalvontasuunnitelma-2025.xlsx"
LOCAL_PAGES = {"page-folder.png": "/", "page-steps.png": f"/workbook/{WORKBOOK.name}/steps"}
SHOW_A_FOLDER = r"""
const path = document.querySelector(".path");
if (path) path.textContent = "C:\\Omavalvonta\\Suunnitelmat";
"""
PAGE_WIDTH, PAGE_HEIGHT = 1000, 760  # pixels
FOOT = 0.07  # of a page's height, where a printed sheet has its name and number


def main() -> None:
    libreoffice = LibreOffice(find_soffice(os.environ))
    reading = omvgen.read(WORKBOOK)
    document = omvgen.build(reading, "pdf", soffice=libreoffice.program)
    for target, words in PICTURES.items():
        write_whole(target, _small(_framed(_page(document, words, FULL))))
    write_whole(DOCS / "document.png", _small(_framed(_page(document, README_PAGE, SMALL))))
    sheets = _printed_workbook(libreoffice.program, WORKBOOK.read_bytes())
    sheet = _cropped(_page(sheets, README_SHEET, FULL, heads=True))
    write_whole(DOCS / "workbook.png", _small(sheet))
    _picture_unfinished(libreoffice)
    _picture_local_page()


def _picture_local_page() -> None:
    """The folder of the examples on the local page, and the steps of a workbook."""
    tools.declared = {"chromium"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "Suunnitelmat")
        folder.mkdir()
        for workbook in (WORKBOOK, UNFINISHED, WORKBOOK.with_name(PREVIOUS)):
            shutil.copy(workbook, folder)
        with serving(folder) as page, Browser() as browser:
            for workbook in folder.iterdir():
                page.get(f"/workbook/{workbook.name}")
            browser.open(page.address)
            browser.wide(PAGE_WIDTH)
            for file, path in LOCAL_PAGES.items():
                browser.open(f"{page.origin}{path}")
                browser.value(SHOW_A_FOLDER)
                shown = Image.open(io.BytesIO(browser.picture(PAGE_HEIGHT)))
                write_whole(DOCS / file, _small(_framed(shown)))


def _picture_unfinished(libreoffice: LibreOffice) -> None:
    """What the user's guide shows: how far the workbook is, what to mend, and a draft."""
    reading = omvgen.read(UNFINISHED)
    findings = omvgen.validate(reading)
    copy = omvgen.annotate(reading, findings)
    sheets = _printed_workbook(libreoffice.program, copy)
    for target, words in SHEETS.items():
        write_whole(target, _small(_cropped(_page(sheets, words, SMALL, heads=True))))
    draft = omvgen.build(reading, "pdf", draft=True, soffice=libreoffice.program)
    write_whole(PAGES / "draft.png", _small(_framed(_page(draft, DRAFT_PAGE, SMALL))))


def _printed_workbook(program: Path, workbook: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.xlsx").write_bytes(workbook)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        convert = ["--headless", "--convert-to", "pdf", "--outdir", name, str(folder / "a.xlsx")]
        subprocess.run([program, profile, *convert], check=True, capture_output=True)
        return (folder / "a.pdf").read_bytes()


def _page(pdf: bytes, words: str, dots: int, *, heads: bool = False) -> Image.Image:
    """The first page that holds the words, or begins with them."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "a.pdf")
        file.write_bytes(pdf)
        text = _run("pdftotext", "-layout", str(file), "-").decode()
        number = next(
            number
            for number, page in enumerate(text.split("\f"), 1)
            if (page.strip().startswith(words) if heads else words in page)
        )
        chosen = ("-f", str(number), "-l", str(number))
        return Image.open(io.BytesIO(_run("pdftoppm", "-r", str(dots), *chosen, "-png", str(file))))


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def _framed(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture.convert("RGB"), 1, "#999999")


def _cropped(picture: Image.Image) -> Image.Image:
    """Without the white round what is printed, and without its foot."""
    height = round(picture.height * (1 - FOOT))
    picture = picture.convert("RGB").crop((0, 0, picture.width, height))
    white = Image.new("RGB", picture.size, "white")
    printed = ImageChops.difference(picture, white).getbbox()
    return ImageOps.expand(picture.crop(printed), EDGE, "white")


def _small(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    palette = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    palette.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
