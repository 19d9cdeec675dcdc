"""The pages' templates: every text in them is escaped and shows no control characters."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from omvgen import locale
from omvgen.app.fields import argument_of
from omvgen.app.state import state_of
from omvgen.app.steps import shown
from omvgen.form.dates import format_date
from omvgen.locale import ntr, tr, visible
from omvgen.units import words

STATIC = {
    "page.css": ("omvgen.writers.html", "page", "text/css"),  # the look of every page of ours
    "app.css": ("omvgen.app", "static", "text/css"),
    "app.js": ("omvgen.app", "static", "text/javascript"),
}
"""The files that pages load: the package, its folder, and the type of each."""

LANGUAGE_NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


def static_file(name: str) -> Response:
    """One of the files that pages load. Raises `KeyError` for another name."""
    package, folder, media_type = STATIC[name]
    return Response((files(package) / folder / name).read_bytes(), media_type=media_type)


def page(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """The template filled with the values, in the browser's language."""
    state = state_of(request)
    text = (
        _environment()
        .get_template(template)
        .render(
            values,
            language=locale.language(),
            languages={tag: LANGUAGE_NAMES[tag] for tag in locale.LANGUAGES},
            folder=state.folder.root.name or str(state.folder.root),
            folder_path=str(state.folder.root),
            version=state.changes.number,
            here=request.url.path,
        )
    )
    return HTMLResponse(text, status)


def address(*parts: str) -> str:
    """A path of the page; file names may hold `/`, and anything else."""
    return "/" + "/".join(quote(part) for part in parts)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("omvgen.app"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        tr=tr,
        ntr=ntr,
        address=address,
        command=_command,
        format_date=format_date,
        words=words,
    )
    return environment


def _command(name: str, *arguments: str) -> str:
    """The command line as a person types it; of the arguments, options begin with `--`."""
    return shown([name, *(a if a.startswith("--") else argument_of(a) for a in arguments)])


def _shown(value: Any) -> Any:
    """Texts without what a terminal or the direction of text would obey."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
