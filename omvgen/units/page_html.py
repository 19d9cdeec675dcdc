"""The overview as one page for a browser: a list of units, a grid of sections, shared texts.

Everything that is needed to choose a unit stands in the page as tables; findings and changes
of a unit are data that the script shows on demand. Sorting and filtering are the script's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from omvgen.content.front import secret_mark
from omvgen.findings.severity import Severity
from omvgen.form.form import Form
from omvgen.locale import language, tr, visible
from omvgen.units import words
from omvgen.units.gather import Overview
from omvgen.units.rows import Need, UnitRow
from omvgen.writers.html import base_style, whole_page
from omvgen.writers.html.markup import Markup, element, joined

_NUMBERS = range(6, 11)  # the columns of numbers


def page(overview: Overview) -> str:
    """The page, complete in itself. The same for the same overview."""
    mark = () if overview.public else (element("p", secret_mark(), class_="secret-mark"),)
    body = joined(
        element(
            "main",
            *mark,
            element("h1", words.title()),
            element("p", words.summary(overview), class_="sentence"),
            element("p", f"{words.scope(overview)} {words.warning(overview)}"),
            _filter(),
            _units(overview),
            _grid(overview),
            _shared(overview),
        )
    )
    style = base_style() + _file("overview.css")
    data = json.dumps(_data(overview), ensure_ascii=False, separators=(",", ":"))
    script = _file("overview.js")
    return whole_page(words.title(), language(), body, style=style, script=script, data=data)


def _file(name: str) -> str:
    return (files("omvgen.units") / "page" / name).read_text("utf-8")


# What the page shows


def _filter() -> Markup:
    """The search and the filter, hidden where no script runs."""
    options = [element("option", tr("kaikki"), value="")]
    options += [element("option", words.need_word(need), value=str(int(need))) for need in Need]
    return element(
        "div",
        element("label", tr("Hae"), " ", element("input", type="search", id="search")),
        element("label", tr("Tilanne"), " ", element("select", *options, id="need")),
        element("p", "", id="shown", role="status"),
        id="filter",
        hidden=True,
    )


def _units(overview: Overview) -> Markup:
    heads = words.columns()[:-1]  # the file stands under the unit's name
    head = element("tr", *(element("th", title, scope="col") for title in heads))
    rows = (_unit(place, row) for place, row in enumerate(overview.units))
    caption = element("caption", tr("Yksiköt"))
    table = element(
        "table", caption, element("thead", head), element("tbody", *rows), id="units", class_="grid"
    )
    return element(
        "div", table, class_="scroll", role="region", tabindex="0", aria_label=tr("Yksiköt")
    )


def _unit(place: int, row: UnitRow) -> Markup:
    shown = words.cells(row)
    need, name, *rest = shown[:-1]
    dates = {4: row.confirmed, 5: row.due}
    cells = [element("td", str(need), data_v=str(int(row.need)))]
    file = element("small", visible(row.file)) if row.unit else ""
    cells.append(element("th", element("span", visible(str(name))), file, scope="row"))
    for number, cell in enumerate(rest, start=2):
        day = dates.get(number)
        cells.append(
            element(
                "td",
                visible(str(cell)),
                class_="number" if number in _NUMBERS else None,
                data_v=day.isoformat() if day else None,
            )
        )
    return element("tr", *cells, data_i=str(place))


def _grid(overview: Overview) -> Markup:
    """A row a unit, a column a section: what is to be done, in words and signs."""
    form = overview.form
    heads = [element("th", tr("Yksikkö"), scope="col")]
    heads += [
        element("th", str(section.number), " ", section.title, scope="col")
        for section in form.sections
    ]
    rows = []
    for place, row in enumerate(overview.units):
        if row.sections:
            cells = (element("td", said) for said in words.sections_words(row, form))
            name = element("th", visible(words.name_of(row)), scope="row")
            rows.append(element("tr", name, *cells, data_i=str(place)))
    title = tr("Osiot yksiköittäin")
    table = element(
        "table",
        element("caption", tr("± on muuttunut edellisen vuoden suunnitelmasta.")),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        id="sections",
        class_="grid",
    )
    scroll = element("div", table, class_="scroll", role="region", tabindex="0", aria_label=title)
    return element("details", element("summary", element("h2", title)), scroll)


def _shared(overview: Overview) -> Markup:
    """The paragraphs that several units have, the commonest first."""
    form = overview.form
    items = (
        element(
            "li",
            element("strong", words.units_words(len(one.units))),
            " ",
            _question(one.question, form),
            element("p", visible(one.text)),
            data_i=str(place),
        )
        for place, one in enumerate(overview.shared)
    )
    title = tr("Samat tekstit monella yksiköllä")
    inner = element("ul", *items, id="shared") if overview.shared else element("p", tr("Ei ole."))
    return element("details", element("summary", element("h2", title)), inner)


def _question(id_: str, form: Form) -> str:
    question = form.questions.get(id_)
    return f"{form.numbers.get(id_, '')} {question.text if question else id_}".strip()


# What the script shows on demand


class _Strings:
    """Each string once: the same message stands in hundreds of units."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    @property
    def all(self) -> list[str]:
        return list(self._places)


def _data(overview: Overview) -> dict[str, Any]:
    strings, form = _Strings(), overview.form
    units = [list(_unit_data(row, form, strings)) for row in overview.units]
    return {
        "words": {
            "show": tr("Havainnot ja muutokset"),
            "units": tr("Yksiköt"),
            "some": tr("Näytetään {shown}/{all} riviä"),
            "findings": tr("Havainnot"),
            "changes": tr("Muuttuneet kohdat"),
            "past": tr("Aiemmat työkirjat"),
            "nothing": tr("Ei havaintoja eikä muutoksia."),
        },
        "units": units,
        "shared": [list(one.units) for one in overview.shared],
        "strings": strings.all,
    }


def _unit_data(row: UnitRow, form: Form, strings: _Strings) -> Iterator[list[int]]:
    """Lines of findings, of changed questions and of earlier workbooks, as numbers of strings.

    A finding is three numbers: its place, its code and severity, its message.
    """
    findings: list[int] = []
    for noted in row.findings:
        number = form.numbers.get(noted.question, "")
        cell = f"{noted.sheet}!{noted.cell}" if noted.cell else noted.sheet
        place = " ".join(filter(None, (cell, number)))
        kind = f"{noted.code} {Severity(noted.severity).word}"
        findings += (strings(visible(place)), strings(kind), strings(noted.message))
    yield findings
    yield [strings(_question(id_, form)) for id_ in row.changed or ()]
    yield [strings(visible(f"{past.year}, {past.version}: {past.file}")) for past in row.past]
