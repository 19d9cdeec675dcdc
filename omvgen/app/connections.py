"""Connections of the page: those on which no request comes are not kept."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE = 5.0  # seconds


class Connection(H11Protocol):
    """A connection that is closed when nothing is asked on it for one to two `SILENCE`s.

    uvicorn itself waits for ever for the first request of a connection, and for the rest of
    one that has begun, so that a few sockets of another program could keep the browser out.
    """

    _asked_last: object = ""  # neither None, for no request yet, nor a request

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()

    def _look(self) -> None:
        """Closes the connection if it has been silent since the last look."""
        if self.transport.is_closing():
            return
        is_silent = self.cycle is None or self.cycle.response_complete
        if is_silent and self._asked_last is self.cycle:
            self.transport.close()
            return
        self._asked_last = self.cycle if is_silent else ""
        self.loop.call_later(SILENCE, self._look)
