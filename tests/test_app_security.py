"""The threats of SECURITY.md's table, each tried on the page as it is served."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from helpers_app import Page, serving

from omvgen.app.instance import Instance, state_folder
from omvgen.app.security import LARGEST_FORM

WORKBOOK = "omavalvontasuunnitelma-2026.xlsx"
HOSTILE = "'\"><script>alert(1)<!-- &amp; \u202egnp.xlsx"
posix = pytest.mark.skipif(sys.platform == "win32", reason="names and links of Linux and macOS")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, examples: Path) -> Iterator[Page]:
    top = tmp_path_factory.mktemp("app")
    folder = top / "suunnitelmat"
    (folder / "output").mkdir(parents=True)
    shutil.copy(examples / WORKBOOK, folder)
    (top / "salaisuus.xlsx").write_bytes(b"outside")
    with serving(folder) as served:
        yield served


def state(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.parent.rglob("*")}


@pytest.mark.parametrize("path", ["/", f"/workbook/{WORKBOOK}", "/events", "/static/app.js"])
@pytest.mark.parametrize("cookie", ["", "omvgen_1=x", "{name}=guess", "{name}="])
def test_nobody_gets_anything_without_the_token(page: Page, path: str, cookie: str) -> None:
    """Another user of the computer can reach the port, and has no cookie."""
    name = page.cookie.partition("=")[0]
    answer = page.ask("GET", path, Cookie=cookie.format(name=name))
    assert answer.status == 403
    assert WORKBOOK not in answer.text
    assert page.ask("GET", "/?token=guess").status == 403


def test_the_token_is_kept_where_scripts_and_other_sites_cannot_reach_it(page: Page) -> None:
    given = page.ask("GET", page.address.removeprefix(page.origin)).headers["set-cookie"]
    assert "HttpOnly" in given
    assert "samesite=strict" in given.lower()
    assert page.get("/").headers["referrer-policy"] == "same-origin"
    assert page.cookie.partition("=")[2] not in page.get("/").text


@pytest.mark.parametrize(
    "head",
    [
        "Host: evil.example",  # a name that leads here: DNS rebinding
        "Host: evil.example:{port}",
        "Host: localhost:{port}",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:{port}\r\nHost: evil.example",
        "X: no host",
    ],
)
def test_another_host_is_refused(page: Page, head: str) -> None:
    with socket.create_connection(("127.0.0.1", page.port), timeout=30) as connection:
        line = f"GET / HTTP/1.1\r\n{head.format(port=page.port)}\r\n"
        rest = f"Cookie: {page.cookie}\r\nConnection: close\r\n\r\n"
        connection.sendall((line + rest).encode())
        answer = connection.makefile("rb").read()
    assert answer.split()[1] in {b"400", b"403"}
    assert WORKBOOK.encode() not in answer


def own_addresses() -> set[str]:
    """The addresses of this machine, which need not know its own name."""
    found = set()
    with suppress(socket.gaierror):
        found = {str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None)}
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as unsent:
        unsent.connect(("192.0.2.1", 9))  # asks for the way there, and sends nothing
        found.add(unsent.getsockname()[0])
    return found


def test_it_listens_on_the_loopback_address_alone(page: Page) -> None:
    for address in {one for one in own_addresses() if not one.startswith("127.")}:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as outside:
            outside.settimeout(2)
            assert outside.connect_ex((address, page.port)) != 0


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_another_site_cannot_post(page: Page, origin: str) -> None:
    before = state(page.folder)
    headers = {"Origin": origin} if origin else {}
    for path in ("/step/template", "/quit", "/open", f"/workbook/{WORKBOOK}/step/build"):
        body = "output=a.xlsx&file=" + WORKBOOK
        assert page.ask("POST", path, body, Cookie=page.cookie, **headers).status == 403
    assert page.ask("GET", "/", Cookie=page.cookie, Origin="http://evil.example").status == 403
    assert state(page.folder) == before


def test_pages_run_no_foreign_script_and_stand_in_no_frame(page: Page) -> None:
    policy = page.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    shown = page.get(f"/workbook/{WORKBOOK}/preview.html").headers["content-security-policy"]
    assert shown.startswith("sandbox;")


PATHS = [
    "../salaisuus.xlsx",
    "..%2Fsalaisuus.xlsx",
    "output/../../salaisuus.xlsx",
    "..\\salaisuus.xlsx",
    "%2e%2e/salaisuus.xlsx",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "output/%00.xlsx",
    ".omvgen",
    "~$" + WORKBOOK,
]


@pytest.mark.parametrize("path", PATHS)
def test_no_file_outside_the_folder_is_read_or_written(page: Page, path: str) -> None:
    before = state(page.folder)
    for place in (f"/file/{path}", f"/workbook/{path}", f"/workbook/{path}/preview.html"):
        answer = page.get(place)
        assert answer.status in {400, 403, 404}
        assert b"outside" not in answer.data
    assert page.post("/open", file=path).status == 404
    build = page.post(f"/workbook/{WORKBOOK}/step/build", previous=path)
    assert build.status == 422
    made = page.post("/step/template", output=path)
    assert made.status in {200, 422}
    assert {Path(name).parent for name in state(page.folder).keys() - before.keys()} <= {
        page.folder
    }
    for name in state(page.folder).keys() - before.keys():
        Path(name).unlink()


@posix
def test_links_that_lead_out_are_not_followed(page: Page) -> None:
    outside = page.folder.parent / "salaisuus.xlsx"
    link = page.folder / "linkki.xlsx"
    link.symlink_to(outside)
    try:
        assert page.get("/file/linkki.xlsx").status == 404
        assert page.get("/workbook/linkki.xlsx").status == 404
        answer = page.post("/step/template", output="linkki.xlsx")
        assert answer.status == 422
        assert "linkki.xlsx" in answer.words
        assert outside.read_bytes() == b"outside"
    finally:
        link.unlink()


def test_uploads_are_bounded(page: Page) -> None:
    """A length that is stated is refused before the body is read; one that is not, soon after."""
    with socket.create_connection(("127.0.0.1", page.port), timeout=30) as connection:
        head = f"POST /step/template HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\n"
        head += f"Cookie: {page.cookie}\r\nOrigin: {page.origin}\r\n"
        connection.sendall((head + f"Content-Length: {200 * 1024**2}\r\n\r\n").encode())
        assert connection.recv(1000).split()[1] == b"413"
    large = "output=" + "a" * (LARGEST_FORM + 1)
    assert (
        page.ask("POST", "/step/template", large, Cookie=page.cookie, Origin=page.origin).status
        == 413
    )


@posix
def test_a_hostile_name_or_text_is_only_text(page: Page, examples: Path) -> None:
    book = openpyxl.load_workbook(examples / WORKBOOK)
    book["4 Henkilöstö"]["D5"] = "<img src=x onerror=alert(1)> \u202eabc"
    hostile = page.folder / HOSTILE
    try:
        book.save(hostile)
    except OSError:
        pytest.skip("the file system does not take the name")
    try:
        for path in ("", "/findings", "/changes", "/preview.html", "/steps"):
            answer = page.get(f"/workbook/{quote(hostile.name)}{path}")
            assert answer.status == 200
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text
        for text in (page.get("/").text, answer.text):
            assert "<script>alert" not in text
            assert "\u202e" not in text
    finally:
        hostile.unlink(missing_ok=True)


def test_a_file_of_the_folder_cannot_use_the_page(page: Page) -> None:
    evil = page.folder / "output" / "paha.html"
    evil.write_text("<script src=/static/app.js></script><form action=/quit method=post>")
    answer = page.get("/file/output/paha.html")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    evil.unlink()


def test_nothing_in_the_folder_is_run(page: Page) -> None:
    """A module or program with the name of ours lies among the workbooks."""
    (page.folder / "omvgen.py").write_text("open('ajettu.md', 'w')")
    (page.folder / "json.py").write_text("open('ajettu.md', 'w')")
    assert "Valmis." in page.done("/step/template", output="uusi").words
    assert not (page.folder / "ajettu.md").exists()
    assert (page.folder / "uusi.xlsx").exists()


@pytest.mark.parametrize("name", ["-o.xlsx", "--force", "a/b", "a\\b", "..", "CON", "a:b", "", " "])
def test_a_name_is_never_an_option_or_a_path(page: Page, name: str) -> None:
    before = state(page.folder)
    assert page.post("/step/template", output=name).status == 422
    assert state(page.folder) == before


@posix
def test_the_address_is_kept_from_other_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    instance = Instance(tmp_path)
    with instance.only_one() as ours:
        assert ours
        instance.address = "http://127.0.0.1:1/?token=x"
        assert os.stat(state_folder()).st_mode & 0o077 == 0
        with Instance(tmp_path).only_one() as second:
            assert not second
        assert Instance(tmp_path).address == instance.address
    assert Instance(tmp_path).address == ""


def test_each_threat_has_its_test() -> None:
    here = Path(__file__).parent
    tests = {
        name
        for file in here.glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.M)
    }
    section = (here.parent / "SECURITY.md").read_text("utf-8").partition("## The local page")[2]
    rows = [line for line in section.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 15
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert set(named) <= tests, row
