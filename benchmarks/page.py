"""How long the local page takes: until it is there, and until a saved workbook's findings are.

    python benchmarks/page.py [--rounds N]

The first is the whole process, `omvgen app`, to the first page that the browser is given.
The second begins when the workbook has been written and ends when the page that the event
has called for is there, with the findings. Medians.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from plans import EXAMPLE, UNFINISHED
from processes import PROGRAM

FINDING = "OMV201"  # the unfinished workbook has it, the other one has not


@contextmanager
def page(folder: Path) -> Iterator[tuple[OpenerDirector, str]]:
    """A browser with its cookie, and the page's origin."""
    command = [*PROGRAM, "app", str(folder), "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        browser, origin = build_opener(HTTPCookieProcessor()), address.partition("/?")[0]
        browser.open(address).read()
        yield browser, origin
        browser.open(Request(f"{origin}/quit", b"", {"Origin": origin})).read()


def start(folder: Path) -> float:
    begun = time.perf_counter()
    with page(folder):
        return time.perf_counter() - begun


def saved(browser: OpenerDirector, origin: str, folder: Path, source: Path) -> float:
    """Seconds from the workbook's saving until its findings are on the page."""
    name, wanted = "suunnitelma.xlsx", source == UNFINISHED
    shown = browser.open(f"{origin}/workbook/{name}").read().decode()
    version = shown.partition('data-version="')[2].partition('"')[0]
    events = browser.open(f"{origin}/events?after={version}")
    (folder / name).write_bytes(source.read_bytes())
    begun = time.perf_counter()
    while True:
        while not events.readline().startswith(b"data:"):
            pass
        shown = browser.open(f"{origin}/workbook/{name}").read().decode()
        if (FINDING in shown) is wanted:
            return time.perf_counter() - begun


def measured(rounds: int) -> tuple[float, float]:
    """The medians, in seconds: to the first page, and from a saved workbook to its findings."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(EXAMPLE, folder / "suunnitelma.xlsx")
        starts = [start(folder) for _ in range(rounds)]
        with page(folder) as (browser, origin):
            time.sleep(2)  # the first reading is over
            times = []
            for number in range(rounds):
                source = EXAMPLE if number % 2 else UNFINISHED
                times.append(saved(browser, origin, folder, source))
                time.sleep(1)
    return statistics.median(starts), statistics.median(times)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=9)
    first, after = measured(options.parse_args().rounds)
    print("| what | ms |\n|---|---|")
    print(f"| `omvgen app` to the first page | {1000 * first:.0f} |")
    print(f"| workbook saved to findings shown | {1000 * after:.0f} |")


if __name__ == "__main__":
    main()
