"""Who may use the page: this computer's browser, which was given the token, and nobody else.

SECURITY.md lists the threats, and tests/test_app_security.py has a test for each.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from omvgen.locale import tr

HOST = "127.0.0.1"
LARGEST_FORM = 64 * 1024  # bytes; files are never sent to the page

_OWN_PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
# Documents and files have an origin of their own: whatever they hold cannot use the page.
FILE_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
CHANGES_POLICY = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; "
    "script-src 'unsafe-inline'; frame-ancestors 'self'"
)
"""For the list of changes, whose own policy allows its one script by its hash."""

_HEADERS = {
    "Content-Security-Policy": _OWN_PAGES,
    "X-Content-Type-Options": "nosniff",
    # With no-referrer, browsers would send the Origin `null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Access:
    """The port of one instance and the token that opens it."""

    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def host(self) -> str:
        return f"{HOST}:{self.port}"

    @property
    def origin(self) -> str:
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """The first address, which gives the browser its cookie.

        With `&workbook=NAME` after it, it leads to a workbook.
        """
        return f"{self.origin}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the cookie. Browsers do not tell ports apart, so the name does."""
        return f"omvgen_{self.port}"

    def is_token(self, text: str) -> bool:
        return hmac.compare_digest(text.encode(), self.token.encode())


class Gate:
    """Middleware that answers 403 to every request that is not from the page's own browser.

    - Host is this address: a name that an attacker lets lead here (DNS rebinding) is not.
    - Origin, which browsers send with every POST, is this page.
    - The cookie has the token. It is sent with requests from this page alone (SameSite).
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = self._answer(Request(scope))
        await (answer or self._app)(scope, receive, _with_headers(send))

    def _answer(self, request: Request) -> Response | None:
        """The answer that keeps the request from the page, None for one that may pass."""
        access, headers = self._access, request.headers
        origins = headers.getlist("origin")
        if headers.getlist("host") != [access.host] or set(origins) - {access.origin}:
            return _refusal()
        if request.method not in ("GET", "HEAD") and not origins:
            return _refusal()
        if request.url.path == "/" and access.is_token(request.query_params.get("token", "")):
            workbook = request.query_params.get("workbook", "")
            page = f"/workbook/{quote(workbook, safe='')}" if workbook else "/"
            entrance = RedirectResponse(page, 303)
            entrance.set_cookie(access.cookie, access.token, httponly=True, samesite="strict")
            return entrance
        if not access.is_token(request.cookies.get(access.cookie, "")):
            return _refusal()
        return None


def _refusal() -> Response:
    return PlainTextResponse(
        tr("Tätä sivua ei voi avata tästä. Käynnistä omvgen uudelleen: se avaa sivun selaimeen."),
        403,
    )


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
            if message["status"] in (HTTPStatus.FORBIDDEN, HTTPStatus.REQUEST_ENTITY_TOO_LARGE):
                headers["Connection"] = "close"  # the body, if there is one, is not read
        await send(message)

    return sending
