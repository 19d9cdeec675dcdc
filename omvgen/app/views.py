"""The requests of the page: what each shows or does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from omvgen import locale, pipeline
from omvgen.app import advice
from omvgen.app.conflicts import chosen_line, conflict_forms
from omvgen.app.fields import InvalidValue, Values
from omvgen.app.folder import WORKBOOKS, Examined, Workbook
from omvgen.app.forms import initial
from omvgen.app.jobs import Job, TooManyJobs, program
from omvgen.app.pages import address, page, static_file
from omvgen.app.security import CHANGES_POLICY, FILE_POLICY
from omvgen.app.state import LANGUAGE_COOKIE, State, state_of
from omvgen.app.steps import FOLDER_STEPS, STEPS, UNITS_STEPS, Step, shown
from omvgen.app.units import lines
from omvgen.errors import OmvgenError
from omvgen.findings.model import Finding
from omvgen.locale import tr
from omvgen.package import Unreadable, read_whole
from omvgen.units.files import overview_file

_SIGN_OF_LIFE = 15.0  # seconds; a stream on which nothing is sent may be closed on the way
_TYPES = {
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".json": "text/plain; charset=utf-8",
}
"""The files that a browser shows; others are downloaded."""
_VIEWS = (advice.FINDINGS, advice.CHANGES, advice.PREVIEW, advice.STEPS, advice.CONFLICTS)


# ---- the folder --------------------------------------------------------------------------


async def show_folder(request: Request) -> Response:
    """The workbooks of the folder, and what each needs next."""
    state = state_of(request)
    names = state.folder.workbooks()
    workbooks = [(name, state.folder.known(name)) for name in names]
    rows = [
        (name, one, advice.next_step(one) if one else None)
        for name, one in workbooks
        if one is None or not state.folder.is_being_saved(one)
    ]
    results = [name for name in state.folder.names() if name not in names]
    if state.units.ask():
        state.changes.announce()
    overview = state.units.overview()
    return page(
        request,
        "folder.html",
        rows=rows,
        results=results,
        running=state.jobs.running,
        overview=overview,
        reading_units=state.units.are_being_read,
        units=lines(overview, state.folder) if overview else (),
        units_steps={id_: initial(step, state.folder) for id_, step in UNITS_STEPS.items()},
        steps={id_: initial(step, state.folder) for id_, step in FOLDER_STEPS.items()},
    )


async def show_overview(request: Request) -> Response:
    """All that the overview says of the units, as a page of its own."""
    overview = state_of(request).units.overview()
    if overview is None:
        raise HTTPException(404)
    return await _document(partial(overview_file, overview, "html"), CHANGES_POLICY)


# ---- a workbook --------------------------------------------------------------------------


async def show_workbook(request: Request) -> Response:
    """One view of a workbook: findings, changes, preview, steps or conflicts."""
    state, name = _workbook(request)
    view = request.path_params.get("view", advice.FINDINGS)
    if view not in _VIEWS:
        raise HTTPException(404)
    found = await asyncio.to_thread(state.folder.examine, name)
    workbook = found.workbook if isinstance(found, Examined) else found
    values: dict[str, Any] = {
        "name": name,
        "workbook": workbook,
        "advice": advice.next_step(workbook),
        "view": view,
        "saving": state.folder.is_being_saved(workbook),
    }
    if isinstance(found, Workbook):
        return page(request, "workbook.html", **values)
    if view == advice.FINDINGS:
        values["sheets"] = _by_sheet(found)
        values["kept"] = workbook.status.kept if workbook.status else ()
    elif view == advice.CHANGES:
        previous = request.query_params.get("previous", "") or state.folder.earlier(name)
        values |= {"previous": previous, "others": _others(state, name)}
    elif view == advice.STEPS:
        reports = found.reading.form.report_every_months
        steps = {id_: step for id_, step in STEPS.items() if reports or not step.reporting}
        values["steps"] = {id_: initial(step, state.folder, name) for id_, step in steps.items()}
    elif view == advice.CONFLICTS:
        values["conflicts"] = conflict_forms(found.reading)
    return page(request, "workbook.html", **values)


async def show_changes(request: Request) -> Response:
    """What has changed since the previous workbook, as a document of its own."""
    state, name = _workbook(request)
    previous = request.query_params.get("previous", "")
    if previous not in _others(state, name):
        raise HTTPException(404)

    def make() -> bytes:
        old, new = (_readable(state, one).reading for one in (previous, name))
        return pipeline.report(old, new, "html")

    return await _document(make, CHANGES_POLICY)


async def show_preview(request: Request) -> Response:
    """The document that would be built now, as a page."""
    state, name = _workbook(request)

    def make() -> bytes:
        found = _readable(state, name)
        return pipeline.build(found.reading, "html", draft=True, findings=found.findings)

    return await _document(make, FILE_POLICY)


async def _document(make: Callable[[], bytes], policy: str) -> Response:
    try:
        data = await asyncio.to_thread(make)
    except OmvgenError as error:
        return PlainTextResponse(str(error), 422)
    headers = {"Content-Security-Policy": policy}
    return Response(data, media_type="text/html; charset=utf-8", headers=headers)


def _readable(state: State, name: str) -> Examined:
    found = state.folder.examine(name)
    if isinstance(found, Workbook):
        raise HTTPException(422, found.problem)
    return found


def _workbook(request: Request) -> tuple[State, str]:
    """The state, and the name of the workbook in the address. Raises 404 for any other file."""
    state, name = state_of(request), request.path_params["name"]
    if name not in state.folder.workbooks():
        raise HTTPException(404)
    return state, name


def _others(state: State, name: str) -> list[str]:
    return [other for other in state.folder.names(WORKBOOKS) if other != name]


def _by_sheet(found: Examined) -> list[tuple[str, list[Finding]]]:
    """The findings of each sheet, in the order in which they were given."""
    order = dict.fromkeys(finding.location.sheet for finding in found.findings)
    ranks = {sheet: rank for rank, sheet in enumerate(order)}
    in_order = sorted(found.findings, key=lambda finding: ranks[finding.location.sheet])
    grouped = groupby(in_order, key=lambda finding: finding.location.sheet)
    return [(sheet, list(findings)) for sheet, findings in grouped]


# ---- steps -------------------------------------------------------------------------------


async def show_line(request: Request) -> Response:
    """The command line of a step as its form is filled now, or why there is none yet."""
    values = {key: request.query_params.getlist(key) for key in request.query_params}
    try:
        _, line, _ = _line(request, values)
    except InvalidValue as error:
        return PlainTextResponse(str(error))
    return PlainTextResponse(shown(line))


async def start_step(request: Request) -> Response:
    """Runs the step, and leads to its job."""
    values = await _form(request)
    try:
        step, line, name = _line(request, values)
        return await _started(request, line, tr(step.title), name)
    except InvalidValue as error:
        return page(request, "message.html", 422, title=tr("Jokin puuttuu"), text=str(error))


async def take_choices(request: Request) -> Response:
    """Merges what was chosen for the conflicts of a workbook into a copy of it."""
    state, name = _workbook(request)
    values = await _form(request)
    found = await asyncio.to_thread(_readable, state, name)
    return await _started(
        request, chosen_line(found.reading, name, values), tr("Valitse tekstit"), name
    )


def _line(request: Request, values: Values) -> tuple[Step, tuple[str, ...], str]:
    state, id_ = state_of(request), request.path_params["step"]
    name, steps = "", FOLDER_STEPS | UNITS_STEPS
    if "name" in request.path_params:
        (state, name), steps = _workbook(request), STEPS
    if id_ not in steps:
        raise HTTPException(404)
    return steps[id_], steps[id_].line(state.folder, name, values), name


async def _started(request: Request, line: tuple[str, ...], title: str, workbook: str) -> Response:
    """Runs the command line, unless a link would lead its results out of the folder."""
    state = state_of(request)
    if links := await asyncio.to_thread(state.folder.links_out):
        text = tr(
            "Kansiossa on linkki {links}, joka vie kansion ulkopuolelle. Ohjelma kirjoittaa vain "
            "tähän kansioon: poista linkki.",
            links=", ".join(links),
        )
        return page(request, "message.html", 422, title=tr("Tätä ei tehty"), text=text)
    try:
        job = state.jobs.start(line, title, workbook, locale.language())
    except TooManyJobs:
        text = tr("Odota, kunnes edelliset työt ovat valmiit.")
        return page(request, "message.html", 429, title=tr("Tätä ei tehty"), text=text)
    return RedirectResponse(address("job", job.id), 303)


# ---- jobs --------------------------------------------------------------------------------


async def show_job(request: Request) -> Response:
    """A job while it runs, and what came of it."""
    state, job = _job(request)
    job = job.now()
    workbooks, files = set(state.folder.workbooks()), set(state.folder.names())
    places = ("workbook" if n in workbooks else "file" if n in files else "" for n in job.written)
    written = list(zip(job.written, places, strict=True))
    return page(request, "job.html", job=job, line=shown(job.line), written=written)


async def cancel_job(request: Request) -> Response:
    state, job = _job(request)
    await asyncio.to_thread(state.jobs.cancel, job)
    return RedirectResponse(address("job", job.id), 303)


async def force_job(request: Request) -> Response:
    """Runs the line again with --force, when that overrules what was refused."""
    _, job = _job(request)
    if not job.may_be_forced:
        raise HTTPException(400)
    return await _started(request, (*job.line, "--force"), job.title, job.workbook)


def _job(request: Request) -> tuple[State, Job]:
    state = state_of(request)
    job = state.jobs.get(request.path_params["job"])
    if job is None:
        raise HTTPException(404)
    return state, job


# ---- files -------------------------------------------------------------------------------


async def show_file(request: Request) -> Response:
    """A file of the folder: shown where a browser can do it safely, downloaded otherwise."""
    state = state_of(request)
    file = state.folder.file(request.path_params["name"])
    if file is None:
        raise HTTPException(404)
    try:
        data = await asyncio.to_thread(read_whole, file)
    except (OmvgenError, Unreadable) as error:
        return page(
            request, "message.html", 422, title=tr("Tiedostoa ei voi lukea"), text=str(error)
        )
    media_type = _TYPES.get(file.suffix.lower())
    response = Response(data, media_type=media_type or "application/octet-stream")
    response.headers["Content-Security-Policy"] = FILE_POLICY
    if media_type is None or "download" in request.query_params:
        response.headers["Content-Disposition"] = "attachment; filename*=UTF-8''" + (
            address(file.name).removeprefix("/")
        )
    return response


async def open_file(request: Request) -> Response:
    """Opens a file of the folder in its own program, such as Excel."""
    state, values = state_of(request), await _form(request)
    name = next(iter(values.get("file", ())), "")
    file = state.folder.file(name)
    if file is None:
        raise HTTPException(404)
    _open(file)
    back = next(iter(values.get("back", ())), "/")
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    return RedirectResponse(back if inside else "/", 303)


def _open(file: Path) -> None:
    """Opens the file as a double-click does. Its ending is one of those that are shown."""
    if sys.platform == "win32":
        os.startfile(file)
    else:
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        with contextlib.suppress(OSError):  # a system without desktop has no such program
            subprocess.Popen([opener, str(file)], stdin=subprocess.DEVNULL, start_new_session=True)


# ---- the page itself ---------------------------------------------------------------------


async def choose_folder(request: Request) -> Response:
    """Shows, and with a path opens, another folder in an instance of its own."""
    if request.method == "GET":
        return page(request, "choose.html", problem="", opened="", path="")
    values = await _form(request)
    path = next(iter(values.get("path", ())), "").strip().strip('"')
    if not path or not Path(path).is_dir():
        problem = tr("Kansiota ei löydy: {path}", path=path)
        return page(request, "choose.html", 422, problem=problem, opened="", path=path)
    opened = await asyncio.to_thread(_address_of, Path(path).absolute())
    if not opened:
        problem = tr("Kansiota ei voitu avata: {path}", path=path)
        return page(request, "choose.html", 422, problem=problem, opened="", path=path)
    return page(request, "choose.html", problem="", opened=opened, path=path)


def _address_of(folder: Path) -> str:
    """The first address of the folder's instance, started unless it runs already.

    Empty when it could not be started.
    """
    process = subprocess.Popen(
        [*program(), "app", str(folder), "--no-browser"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stdout is not None
    return process.stdout.readline().strip()


async def choose_language(request: Request) -> Response:
    values = await _form(request)
    response = RedirectResponse("/", 303)
    chosen = next(iter(values.get("language", ())), "")
    if chosen in locale.LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, chosen, httponly=True, samesite="strict")
    return response


async def events(request: Request) -> Response:
    """The numbers of changes as they come, for pages that show something old."""
    state, after = state_of(request), request.query_params.get("after", "")

    async def stream() -> AsyncIterator[str]:
        number = int(after) if after.isdecimal() and len(after) < 10 else state.changes.number
        with state.presence.shown():
            yield "retry: 1000\n\n"
            while True:
                try:
                    number = await asyncio.wait_for(state.changes.after(number), _SIGN_OF_LIFE)
                    yield f"data: {number}\n\n"
                except TimeoutError:
                    yield ": \n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


async def alive(request: Request) -> Response:
    """A hidden tab says that it is still there."""
    state_of(request).presence.seen()
    return Response(status_code=204)


async def quit_program(request: Request) -> Response:
    text = tr("Ohjelma on suljettu. Voit sulkea tämän välilehden.")
    response = page(request, "message.html", title=tr("Suljettu"), text=text)
    asyncio.get_running_loop().call_later(0.2, state_of(request).end)
    return response


async def static(request: Request) -> Response:
    try:
        return static_file(request.path_params["name"])
    except KeyError:
        raise HTTPException(404) from None


async def failed(request: Request, error: Exception) -> Response:
    """A page in place of what cannot be shown, without a word of what went wrong inside."""
    if isinstance(error, HTTPException) and error.status_code < 500:
        text = error.detail if error.status_code == 422 else tr("Sivua tai tiedostoa ei ole.")
        title = tr("Tätä ei löydy")
        return page(request, "message.html", error.status_code, title=title, text=text)
    text = tr("Ohjelmassa on virhe. Yritä uudelleen; tiedostot ovat ennallaan.")
    return page(request, "message.html", 500, title=tr("Ohjelmassa on virhe"), text=text)


async def _form(request: Request) -> Values:
    """The fields of a form. Files are never uploaded, so the body is short."""
    body = await request.body()
    return parse_qs(body.decode("utf-8", "replace"), max_num_fields=500)


ROUTES = [
    Route("/", show_folder),
    Route("/overview.html", show_overview),
    Route("/step/{step}", start_step, methods=["POST"]),
    Route("/step/{step}/line", show_line),
    Route("/workbook/{name}", show_workbook),
    Route("/workbook/{name}/changes.html", show_changes),
    Route("/workbook/{name}/preview.html", show_preview),
    Route("/workbook/{name}/step/{step}", start_step, methods=["POST"]),
    Route("/workbook/{name}/step/{step}/line", show_line),
    Route("/workbook/{name}/choices", take_choices, methods=["POST"]),
    Route("/workbook/{name}/{view}", show_workbook),
    Route("/job/{job}", show_job),
    Route("/job/{job}/cancel", cancel_job, methods=["POST"]),
    Route("/job/{job}/force", force_job, methods=["POST"]),
    Route("/file/{name:path}", show_file),
    Route("/open", open_file, methods=["POST"]),
    Route("/folder", choose_folder, methods=["GET", "POST"]),
    Route("/language", choose_language, methods=["POST"]),
    Route("/events", events),
    Route("/alive", alive, methods=["POST"]),
    Route("/quit", quit_program, methods=["POST"]),
    Route("/static/{name}", static),
]
