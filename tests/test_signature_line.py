"""Word's own signature line, and the page that is signed."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from docx.image.image import Image
from helpers_cli import omvgen
from helpers_document import DATA, FORM, NS, docx, faults, full_plan, lines, part, plan_with, saved
from tools import convert, pdf_pages

from omvgen.package import unzip_package
from omvgen.plan.plan import Plan

OFFICE = {
    **NS,
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741
DIRECTOR = {"johtaja_nimi": "Oona Ohjaaja", "vahv_nimenselvennys": "Oskari Esimerkkinen, johtaja"}


def signature_line(data: bytes) -> Any:
    """The one signature line of the document."""
    (line,) = part(data).xpath("//v:shape/o:signatureline", namespaces=OFFICE)
    return line


def signed(plan: Plan) -> bytes:
    return docx(plan, signature=True)


def test_there_is_none_unless_it_is_asked_for() -> None:
    data = docx(full_plan())
    assert b"signatureline" not in unzip_package(data)["word/document.xml"]
    assert not any("media" in name for name in unzip_package(data))


def test_it_waits_for_the_one_who_is_named_under_the_signature() -> None:
    line = signature_line(signed(plan_with(DIRECTOR)))
    assert line.get(f"{O}suggestedsigner") == "Oskari Esimerkkinen"
    assert line.get(f"{O}suggestedsigner2") == "johtaja"
    assert line.getparent().get("alt").endswith(": Oskari Esimerkkinen, johtaja")


def test_it_waits_for_the_director_when_nobody_is_named_yet() -> None:
    line = signature_line(signed(plan_with({"johtaja_nimi": "Oona Ohjaaja"})))
    assert line.get(f"{O}suggestedsigner") == "Oona Ohjaaja"
    assert line.get(f"{O}suggestedsigner2") is None


def test_it_waits_for_anybody_when_nobody_is_known() -> None:
    line = signature_line(signed(plan_with()))
    assert line.get(f"{O}suggestedsigner") is None
    assert line.getparent().get("alt") == "Microsoft Officen allekirjoitusrivi"


def test_it_is_words_own_with_an_id_that_says_which_document_it_belongs_to() -> None:
    def ids(plan: Plan) -> tuple[str, str]:
        line = signature_line(signed(plan))
        assert line.get("issignatureline") == "t"
        return line.get("id"), line.get("provid")

    same, other = plan_with(DIRECTOR), plan_with(DIRECTOR, document={**DATA, "version": "2.1"})
    assert ids(same) == ids(plan_with(DIRECTOR))
    assert ids(same)[0] != ids(other)[0]
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", ids(same)[0])
    assert ids(same)[1] == "{00000000-0000-0000-0000-000000000000}"


def test_its_id_tells_nothing_of_the_answers() -> None:
    one, two = (plan_with({**DIRECTOR, "tilat_kuvaus": text}) for text in ("[[1234]]", "[[1235]]"))
    assert signature_line(signed(one)).get("id") == signature_line(signed(two)).get("id")


def test_it_stands_in_the_control_of_the_signature_and_never_says_that_one_has_signed() -> None:
    data = signed(plan_with(DIRECTOR))
    (control,) = signature_line(data).xpath("ancestor::w:sdt", namespaces=NS)
    assert control.xpath("w:sdtPr/w:tag/@w:val", namespaces=NS) == ["vahv_allekirjoitus"]
    with_a_pen = docx(plan_with(DIRECTOR))
    assert [x.strip() for x in lines(data)] == [x.strip() for x in lines(with_a_pen)]
    assert "allekirjoitettu" not in " ".join(lines(data)).lower()


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("name", ['😀 Ö "Ä" <&> \'', "N" * 300 + ", " + "j" * 300])
def test_any_name_gives_a_valid_line_and_what_the_workbook_says_of_the_signature_stays(
    tmp_path: Path, name: str
) -> None:
    said = {"vahv_allekirjoitus": "sähköisesti < & >", "vahv_nimenselvennys": name}
    data = signed(plan_with(said))
    assert signature_line(data).get(f"{O}suggestedsigner") == name.partition(",")[0]
    assert "Allekirjoitus\tsähköisesti < & >" in [line.strip() for line in lines(data)]
    assert faults(data, tmp_path) == []


def test_its_picture_is_a_whole_png_of_the_size_of_its_place() -> None:
    picture = unzip_package(signed(full_plan()))["word/media/image1.png"]
    image = Image.from_blob(picture)
    assert (image.px_width, image.px_height) == (2 * 192, 2 * 96)
    start = picture.index(b"IDAT")
    (length,) = struct.unpack(">I", picture[start - 4 : start])
    pixels = zlib.decompress(picture[start + 4 : start + 4 + length])
    assert len(pixels) == (image.px_width + 1) * image.px_height


def test_build_adds_it_when_asked(tmp_path: Path, examples: Path) -> None:
    workbook = examples / "omavalvontasuunnitelma-2026.xlsx"
    target = tmp_path / "suunnitelma.docx"
    assert omvgen("build", workbook, "--signature-line", "-o", target).code == 0
    assert signature_line(target.read_bytes()).get(f"{O}suggestedsigner")


LONG = "Vastaanottotoiminnan ja auttamisjärjestelmän yhteisen hallintopalvelukokonaisuuden "


def attachments(number: int) -> dict[str, Any]:
    rows = ({"nro": str(n), "liitteen_nimi": f"{LONG}liite"} for n in range(1, number + 1))
    return {"liitteet_taulukko": tuple(rows)}


@pytest.mark.needs("libreoffice", "poppler")
@pytest.mark.parametrize(("number", "signature"), [(0, False), (70, True)])
def test_what_is_signed_is_on_one_page_with_long_names_and_many_attachments(
    tmp_path: Path, number: int, signature: bool
) -> None:
    plan = plan_with(
        {
            "vahv_paikka_paivays": f"{LONG}toimipaikka, Esimerkkilänkaupunginseutukunta 30.1.2026",
            "vahv_nimenselvennys": f"Aleksanteri-Kristoffer von Esimerkki-Mallikas, {LONG}johtaja",
        },
        tables=attachments(number),
    )
    data = docx(plan, signature=signature)
    pages = pdf_pages(convert(saved(data, tmp_path), "pdf", tmp_path))
    (page,) = [p for p in pages if "hyväksyy ja vahvistaa" in p]
    for words in ("Paikka ja päiväys", "Allekirjoitus", "Nimenselvennys", "von Esimerkki-Mallikas"):
        assert words in page
    assert sum("Nimenselvennys" in page for page in pages) == 1
    assert FORM.section_with_role("confirmation").title in page


def test_what_follows_the_signature_is_kept_on_its_page_only_when_it_can_be() -> None:
    """Of more than a page can hold, Word keeps nothing together."""
    for number, kept in ((3, True), (70, False)):
        data = docx(plan_with(DIRECTOR, tables=attachments(number)))
        last, ending = (
            p
            for p in part(data).iter(f"{{{NS['w']}}}p")
            if "".join(p.itertext()).startswith(("Vahvistuksen tunniste", "Liitteet1"))
        )
        assert bool(last.xpath("w:pPr/w:keepNext", namespaces=NS)) is kept
        assert not ending.xpath("w:pPr/w:keepNext", namespaces=NS) or kept
