"""A page in headless Chromium: what it shows, says and asks for, with keys and clicks.

Spoken over Chromium's debugging pipe: messages of JSON, each ended by a null.
"""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from tools import PATIENCE, program

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --hide-scrollbars "
    "--remote-debugging-pipe"
)
# Chromium reads from descriptor 3 and writes to 4.
_START = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Browser:
    """One browser with one page. `errors` are the script's and the policy's complaints."""

    def __init__(self) -> None:
        import fcntl  # Windows has none, and no Chromium for these tests

        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_browser, self._writing = os.pipe()
        self._reading, from_browser = os.pipe()
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]
        command = [
            program("chromium"),
            *_FLAGS.split(),
            f"--user-data-dir={self._profile.name}",
            "about:blank",
        ]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *map(str, ends), *command],
            pass_fds=ends,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in (to_browser, from_browser, *ends):
            os.close(end)
        self._buffer, self._number, self._session = b"", 0, ""
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._loaded = False
        pages = self._ask("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in pages if target["type"] == "page")
        attached = self._ask("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        os.close(self._writing)
        os.close(self._reading)
        self._profile.cleanup()

    def open(self, page: Path | str, fragment: str = "") -> None:
        """Loads the page anew and waits until it is there."""
        address = page.as_uri() if isinstance(page, Path) else page
        if fragment:  # to another place of the same page nothing would be loaded
            self._load("about:blank")
        self.errors, self.requests = [], []
        self._load(address + fragment)

    def value(self, script: str) -> Any:
        """What the expression is, as data."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def faults(self, *rules: str) -> list[str]:
        """What axe-core finds wrong with the page, each with the first place of it.

        `rules` are the only ones that are asked, by default all of them.
        """
        self.value(Path(program("axe")).read_text("utf-8"))
        options = json.dumps({"runOnly": list(rules)} if rules else {})
        script = f"""axe.run(document, {options}).then(found => found.violations.map(
            fault => `${{fault.id}}: ${{fault.help}} ${{fault.nodes[0].html}}`))"""
        answer = self._ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        found: list[str] = answer["result"]["value"]
        return found

    def press(self, key: str) -> None:
        written = "\r" if key == "Enter" else key
        text = {"text": written} if len(written) == 1 else {}
        self._ask("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self._ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def wide(self, pixels: int) -> None:
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=pixels,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )

    def picture(self, height: int) -> bytes:
        """The upper part of the page, of that height in pixels, as PNG."""
        width = self.value("document.documentElement.clientWidth")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shown = self._ask("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(shown["data"])

    def media(self, media: str = "", **features: str) -> None:
        """`print` or nothing, and features such as prefers_color_scheme="dark"."""
        wanted = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()
        ]
        self._ask("Emulation.setEmulatedMedia", media=media, features=wanted)

    def scripts(self, *, run: bool) -> None:
        self._ask("Emulation.setScriptExecutionDisabled", value=not run)

    def _load(self, address: str) -> None:
        self._loaded = False
        self._ask("Page.navigate", url=address)
        while not self._loaded:
            self._take(self._message())

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._message()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            self._take(answer)

    def _message(self) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reading], [], [], deadline - time.monotonic())
            assert ready, "Chromium does not answer"
            received = os.read(self._reading, 65536)
            assert received, "Chromium ended"
            self._buffer += received
        whole, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(whole)
        return message

    def _take(self, event: dict[str, Any]) -> None:
        method, details = event.get("method"), event.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(details["exceptionDetails"]))
        elif method == "Log.entryAdded" and details["entry"]["level"] in ("error", "warning"):
            self.errors.append(details["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(details["request"]["url"])
