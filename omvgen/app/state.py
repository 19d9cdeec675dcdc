"""What the requests of one instance share, and whether its page is open."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from starlette.requests import Request

from omvgen import locale
from omvgen.app.folder import Folder
from omvgen.app.jobs import Jobs
from omvgen.app.security import Access
from omvgen.app.units import Units
from omvgen.app.watching import Changes


class Presence:
    """Whether somebody has the page open: a stream of events, or a sign from a hidden tab."""

    def __init__(self) -> None:
        self._streams = 0
        self._seen = time.monotonic()

    @contextlib.contextmanager
    def shown(self) -> Iterator[None]:
        """A page is open within the block."""
        self._streams += 1
        try:
            yield
        finally:
            self._streams -= 1
            self.seen()

    def seen(self) -> None:
        self._seen = time.monotonic()

    def gone_for(self, seconds: float) -> bool:
        return not self._streams and time.monotonic() - self._seen > seconds


@dataclass
class State:
    """The folder, its access, and what runs. `language` is that of a browser without a choice.

    `changes` and `jobs` belong to the event loop and are made when it starts.
    """

    folder: Folder
    access: Access
    presence: Presence
    end: Callable[[], None]
    language: str
    changes: Changes = field(init=False)
    jobs: Jobs = field(init=False)
    units: Units = field(init=False)

    def __post_init__(self) -> None:
        self.units = Units(self.folder)


LANGUAGE_COOKIE = "omvgen_language"


def state_of(request: Request) -> State:
    """The state of the instance. Sets the language that the browser has chosen."""
    state: State = request.app.state.omvgen
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    locale.use(chosen if chosen in locale.LANGUAGES else state.language)
    return state
