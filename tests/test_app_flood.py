"""Floods: what another program of the computer can send to the page, as fast as it can.

1,000 requests a second are sent, or as many as can be: the ordinary run sends for half a second,
`OMVGEN_FLOOD=5` for five. How long the page takes for them depends on what else runs.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers_app import PATIENCE, Page

from omvgen.app import connections

WORKBOOK = "omavalvontasuunnitelma-2026.xlsx"
SECONDS, A_SECOND, SENDERS = float(os.environ.get("OMVGEN_FLOOD", "0.5")), 1000, 40
REQUESTS = int(SECONDS * A_SECOND)
MOST_MEMORY = 60  # megabytes more than before
LARGE = 200 * 1024**2


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, examples: Path
) -> Iterator[tuple[Page, subprocess.Popen[bytes]]]:
    """The page in a process of its own, with one workbook that has been read."""
    folder = tmp_path_factory.mktemp("app") / "suunnitelmat"
    folder.mkdir()
    shutil.copy(examples / WORKBOOK, folder)
    profile = str(folder.parent)
    mine = dict.fromkeys(("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"), profile)
    line = [sys.executable, "-m", "omvgen", "app", str(folder), "--no-browser"]
    with subprocess.Popen(line, env=os.environ | mine, stdout=subprocess.PIPE) as process:
        assert process.stdout
        page = Page(folder, process.stdout.readline().decode().strip())
        page.enter()
        page.get(f"/workbook/{WORKBOOK}")
        yield page, process
        page.post("/quit")
        assert process.wait(PATIENCE) == 0


def state(folder: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in folder.parent.rglob("*")}


def memory(process: subprocess.Popen[bytes]) -> int:
    """The most that the process has used, in megabytes; 0 where the system does not tell."""
    status = Path(f"/proc/{process.pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def hostile(page: Page, number: int) -> bytes:
    """A request of one of the kinds that a program without the token, or another site, sends."""
    host = f"127.0.0.1:{page.port}" if number % 4 else "evil.example"
    method, path, body = ("GET", f"/workbook/{WORKBOOK}", "")
    cookie = page.cookie.partition("=")[0] + "=guess"
    if number % 3 == 0:  # the browser, for another site
        method, path, body, cookie = "POST", "/step/template", "output=paha.xlsx", page.cookie
    head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n"
    head += "Origin: http://evil.example\r\n" if body else ""
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


async def answered(page: Page, request: bytes) -> int:
    """The status of the answer, 0 for none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", page.port)
    try:
        writer.write(request)
        line = (await reader.read()).split(b" ", 2)
        return int(line[1]) if len(line) > 1 else 0
    except OSError:
        return 0
    finally:
        writer.close()


async def flood(page: Page) -> tuple[Counter[int], list[float]]:
    """What the floods were answered, and the seconds that the page's own browser waited."""
    found: Counter[int] = Counter()
    waited: list[float] = []

    async def send(first: int) -> None:
        for number in range(first, REQUESTS, SENDERS):
            begun = time.monotonic()
            found[await answered(page, hostile(page, number))] += 1
            await asyncio.sleep(begun + SENDERS / A_SECOND - time.monotonic())

    async def browse() -> None:
        while found.total() < REQUESTS:
            begun = time.monotonic()
            own = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\nCookie: {page.cookie}\r\n"
            assert await answered(page, f"{own}Connection: close\r\n\r\n".encode()) == 200
            waited.append(time.monotonic() - begun)
            await asyncio.sleep(0.1)

    await asyncio.gather(browse(), *map(send, range(SENDERS)))
    return found, waited


def test_a_flood_writes_nothing_reads_nothing_and_hangs_nothing(
    served: tuple[Page, subprocess.Popen[bytes]],
) -> None:
    page, process = served
    before, memory_before, begun = state(page.folder), memory(process), time.monotonic()
    found, waited = asyncio.run(asyncio.wait_for(flood(page), PATIENCE + 10 * SECONDS))
    rate = REQUESTS / (time.monotonic() - begun)
    print(f"{rate:.0f} a second {found}, own page {max(waited):.2f} s at most")
    assert set(found) <= {403, 503, 0}
    assert found[403] > REQUESTS / 2
    assert state(page.folder) == before
    assert memory(process) - memory_before < MOST_MEMORY
    assert page.get("/").status == 200


def test_a_body_that_tells_no_length_is_not_taken(
    served: tuple[Page, subprocess.Popen[bytes]],
) -> None:
    """200 MB in chunks, by the browser itself and by a stranger: soon cut off."""
    page, process = served
    before = memory(process)
    for cookie, status in ((page.cookie, b"413"), ("x=y", b"403")):
        head = f"POST /step/template HTTP/1.1\r\nHost: 127.0.0.1:{page.port}\r\nCookie: {cookie}"
        head += f"\r\nOrigin: {page.origin}\r\nTransfer-Encoding: chunked\r\n\r\n"
        chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
        with socket.create_connection(("127.0.0.1", page.port), timeout=PATIENCE) as sent:
            sent.sendall(head.encode() + chunk)
            answer, amount = b"", 0
            try:
                while amount < LARGE:
                    sent.sendall(chunk)
                    amount += len(chunk)
            except OSError:
                pass
            assert amount < LARGE / 4, status
            try:
                answer = sent.recv(1000)
            except OSError:  # the rest that nobody read takes the answer along
                answer = b""
            assert not answer or answer.split()[1] == status
    assert memory(process) - before < MOST_MEMORY
    assert page.get("/").status == 200


def test_a_silent_connection_is_closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One on which nothing comes, and one on which half a request does; a stream stays."""
    from helpers_app import serving

    monkeypatch.setattr(connections, "SILENCE", 0.1)
    with serving(tmp_path) as page:
        stream = socket.create_connection(("127.0.0.1", page.port), timeout=PATIENCE)
        own = f"Host: 127.0.0.1:{page.port}\r\nCookie: {page.cookie}\r\n\r\n"
        stream.sendall(f"GET /events HTTP/1.1\r\n{own}".encode())
        for beginning in (b"", b"GET / HTTP/1.1\r\nHost:"):
            with socket.create_connection(("127.0.0.1", page.port), timeout=PATIENCE) as silent:
                silent.sendall(beginning)
                assert silent.recv(100) == b""
        (tmp_path / "uusi.md").write_text("x")
        received = b""
        while b"data:" not in received:
            received += stream.recv(1000)
            assert received
        stream.close()
