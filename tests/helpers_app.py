"""The local page of a folder, served as `omvgen app` does, for tests that are its browser."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from omvgen.app.server import listening, serve

PATIENCE = 60.0  # seconds; the machine may be busy


@dataclass(frozen=True)
class Answer:
    """What the page answered."""

    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")

    @property
    def words(self) -> str:
        """The words that a reader of the page sees."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.text)).split())


@dataclass
class Page:
    """The page at its address; `get` and `post` are those of its own browser."""

    folder: Path
    address: str
    cookie: str = ""
    own: dict[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port
        return port

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, **headers: str
    ) -> Answer:
        """A request with these headers alone; `_` stands for `-` in their names."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        found = Answer(answer.status, dict(answer.getheaders()), answer.read())
        connection.close()
        return found

    def enter(self) -> None:
        """Takes the cookie that the first address gives."""
        parts = urlsplit(self.address)
        answer = self.ask("GET", f"{parts.path}?{parts.query}")
        self.cookie = answer.headers["set-cookie"].partition(";")[0]

    def get(self, path: str) -> Answer:
        return self.ask("GET", path, Cookie=self.cookie)

    def post(self, path: str, /, **fields: str | list[str]) -> Answer:
        """Sends a form, and follows where its answer leads."""
        answer = self.ask(
            "POST",
            path,
            urlencode(fields, doseq=True),
            Cookie=self.cookie,
            Origin=self.origin,
            Content_Type="application/x-www-form-urlencoded",
        )
        return self.get(answer.headers["location"]) if answer.status == 303 else answer

    def done(self, path: str, **fields: str | list[str]) -> Answer:
        """Starts a step and waits for what comes of its job."""
        answer = self.post(path, **fields)
        job = re.search(r'action="(/job/[^/"]+)/cancel"', answer.text)
        deadline = time.monotonic() + PATIENCE
        while job and "data-ended" not in answer.text:
            assert time.monotonic() < deadline
            time.sleep(0.05)
            answer = self.get(job[1])
        return answer


@contextmanager
def serving(folder: Path) -> Iterator[Page]:
    """The page of the folder within the block."""
    addresses: list[str] = []
    ready = threading.Event()

    def note(address: str) -> None:
        addresses.append(address)
        ready.set()

    with listening(0) as opened:
        thread = threading.Thread(target=serve, args=(folder, opened, note), daemon=True)
        thread.start()
        assert ready.wait(PATIENCE)
        page = Page(folder, addresses[0])
        page.enter()
        try:
            yield page
        finally:
            page.post("/quit")
            thread.join(PATIENCE)
            assert not thread.is_alive()
