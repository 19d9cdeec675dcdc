"""The page's application, and the server that shows it on this computer alone."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from omvgen import locale
from omvgen.app.connections import Connection
from omvgen.app.folder import Folder
from omvgen.app.jobs import Jobs
from omvgen.app.security import HOST, LARGEST_FORM, Access, Gate
from omvgen.app.state import Presence, State
from omvgen.app.views import ROUTES, failed
from omvgen.app.watching import Changes, look, watch

IDLE = 15 * 60.0  # seconds without an open page, after which the program ends
_LOOK = 1.0  # seconds between two looks at whether a page is open
_MOST_CONNECTIONS = 500


def application(
    folder: Folder, access: Access, end: Callable[[], None], idle: float = IDLE
) -> Starlette:
    """The application of one folder. `end` ends its server, after `idle` seconds without a page."""
    state = State(folder, access, Presence(), end, locale.language())

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        locale.use(state.language)
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        state.changes = changes = Changes()

        def announce() -> None:
            loop.call_soon_threadsafe(changes.announce)

        state.jobs = Jobs(folder, announce)
        tasks = [
            asyncio.create_task(watch(folder.root, changes.announce, stop)),
            asyncio.create_task(look(folder, changes.announce)),
            asyncio.create_task(_read_all(state)),
            asyncio.create_task(_end_when_alone(state, idle)),
        ]
        yield
        stop.set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        state.jobs.end()

    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Gate, access=access)],
        exception_handlers={Exception: failed, 404: failed, 405: failed, 400: failed},
        lifespan=lifespan,
        max_body_size=LARGEST_FORM,
    )
    app.state.omvgen = state
    return app


async def _read_all(state: State) -> None:
    """Reads the workbooks that nobody has opened yet, and again those that have changed.

    One that is being saved is tried again until it can be read. Units are read when that is
    done: it can take long, and the workbook that was saved is the one that somebody looks at.
    """
    number = -1
    while True:
        number = await state.changes.after(number)
        while unread := await asyncio.to_thread(state.folder.unread):
            for name in unread:
                await asyncio.to_thread(state.folder.workbook, name)
                state.changes.announce()
            await asyncio.sleep(_LOOK)
        begun = time.monotonic()
        if await asyncio.to_thread(state.units.renew):
            state.changes.announce()
        await asyncio.sleep(time.monotonic() - begun)  # half of the time is the browser's


async def _end_when_alone(state: State, idle: float) -> None:
    while not state.presence.gone_for(idle) or state.jobs.running:
        await asyncio.sleep(min(_LOOK, idle))
    state.end()


@contextlib.contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """A socket on the loopback address, which no other program can share. Raises `OSError`."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as opened:
        if sys.platform == "win32":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        opened.bind((HOST, port))
        yield opened


def serve(
    folder: Path, opened: socket.socket, ready: Callable[[str], None], idle: float = IDLE
) -> None:
    """Shows the folder on the socket until its page has been closed for `idle` seconds.

    `ready` is called with the first address, token included, before the first request.
    """
    access = Access(opened.getsockname()[1])

    def end() -> None:
        server.should_exit = True

    config = uvicorn.Config(
        application(Folder(folder), access, end, idle),
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="critical",  # what strangers send is no news for the window
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    opened.listen()
    ready(access.address)
    server.run(sockets=[opened])


def wait_for(address: Callable[[], str], seconds: float = 30.0) -> str:
    """The address that another instance writes when it has started; empty after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := address()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found
