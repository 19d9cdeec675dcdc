"""Changes as one page for a browser, complete in itself: no network, and nothing needs a script.

The style sheet and the script lie in `page/`. The page's own policy allows
these two by their hashes and nothing else, so that no text of a plan can load
or run anything.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from importlib.resources import files

from omvgen.diff.labels import (
    counts_line,
    log_findings_lines,
    plan_words,
    public_note,
    secrecy_warning,
    sort_meaning,
    sort_word,
    unchanged_sentence,
)
from omvgen.diff.model import Changes, Version
from omvgen.diff.outline import SORTS, Tally, log_findings_title, tallies
from omvgen.form.form import Form
from omvgen.locale import language, tr
from omvgen.writers.html.changes_html_items import Items
from omvgen.writers.html.markup import Markup, element, joined


def changes_to_html(changes: Changes, form: Form) -> str:
    """The whole change set as an HTML page; the same changes give the same bytes."""
    found = tallies(changes, form)
    body = joined(
        element("a", tr("Siirry muutoksiin"), href="#muutokset", class_="skip"),
        _header(changes),
        element(
            "main",
            _summary(changes, found),
            joined(_tools(found), _told(changes, form, found)) if found else "",
            _log_findings(changes),
            _legend(found) if found else "",
        ),
    )
    style = Markup(_spoken_marks() + _file("changes.css"))
    script = Markup(_file("changes.js")) if found else None
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", ": ".join(filter(None, (tr("Muutokset"), plan_words(changes.new))))),
        element("style", style),
    )
    scripts = "" if script is None else element("script", script)
    page = element("html", head, element("body", body, scripts), lang=language())
    return "<!DOCTYPE html>\n" + page


def _file(name: str) -> str:
    return (files("omvgen.writers.html") / "page" / name).read_text("utf-8")


def _policy(style: str, script: str | None) -> str:
    scripts = "'none'" if script is None else _source(script)
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _spoken_marks() -> str:
    """What a screen reader says before and after words that went or came."""
    return (
        f':root {{ --deleted: "[{tr("poistettu")}: "; --inserted: "[{tr("lisätty")}: "; '
        '--end: "] "; }\n'
    )


def _header(changes: Changes) -> Markup:
    rows = (
        (tr("Suunnitelma"), [version.title for version in (changes.old, changes.new)]),
        (tr("Versio"), [version.version for version in (changes.old, changes.new)]),
        (tr("Päiväys"), [version.date for version in (changes.old, changes.new)]),
        (tr("Lomake"), [_form_words(version) for version in (changes.old, changes.new)]),
    )
    return element(
        "header",
        element("h1", tr("Muutokset")),
        element(
            "table",
            element("caption", tr("Verratut suunnitelmat"), class_="unseen"),
            element("thead", element("tr", element("td"), _columns(tr("Vanha"), tr("Uusi")))),
            element("tbody", *(_row(title, texts) for title, texts in rows)),
            class_="versions",
        ),
    )


def _form_words(version: Version) -> str:
    return f"{version.form_id} {version.form_version}"


def _columns(*titles: str) -> Markup:
    return joined(*(element("th", title, scope="col") for title in titles))


def _row(title: str, texts: list[str]) -> Markup:
    return element(
        "tr",
        element("th", title, scope="row"),
        *(element("td", text or tr("(ei merkitty)")) for text in texts),
    )


def _summary(changes: Changes, found: tuple[Tally, ...]) -> Markup:
    sentence, warning = unchanged_sentence(changes), secrecy_warning(changes)
    note = public_note(changes)
    return element(
        "section",
        element("h2", tr("Yhteenveto"), id="yhteenveto"),
        element("p", sentence, class_="sentence") if sentence else "",
        element("p", warning, class_="warning") if warning else "",
        element("p", counts_line(changes), class_="counts"),
        element("p", note) if note else "",
        _counts(found) if found else "",
        aria_labelledby="yhteenveto",
    )


def _counts(found: tuple[Tally, ...]) -> Markup:
    """How many changes of each sort, section by section."""
    sorts = _sorts(found)
    rows = [
        element(
            "tr",
            element("th", element("a", tally.title, href=f"#{_anchor(place)}"), scope="row"),
            *_numbers([tally.counts[sort] for sort in sorts]),
        )
        for place, tally in enumerate(found)
    ]
    totals = [sum(tally.counts[sort] for tally in found) for sort in sorts]
    table = element(
        "table",
        element("caption", tr("Muutosten määrät osioittain ja lajeittain"), class_="unseen"),
        element(
            "thead",
            element("tr", _columns(tr("Osio"), tr("Yhteensä"), *map(sort_word, sorts))),
        ),
        element("tbody", *rows),
        element(
            "tfoot", element("tr", element("th", tr("Yhteensä"), scope="row"), *_numbers(totals))
        ),
        class_="tally",
    )
    name = tr("Muutosten määrät")
    return element("div", table, class_="scroll", role="region", aria_label=name, tabindex="0")


def _numbers(counts: list[int]) -> list[Markup]:
    cells = [element("td", str(count) if count else "–") for count in counts]
    return [element("td", str(sum(counts)), class_="sum"), *cells]


def _sorts(found: tuple[Tally, ...]) -> list[str]:
    """The sorts of change that there are."""
    return [sort for sort in SORTS if any(tally.counts[sort] for tally in found)]


def _anchor(place: int) -> str:
    return f"osio-{place + 1}"


def _tools(found: tuple[Tally, ...]) -> Markup:
    """How to look at the changes. What needs the script stays hidden until it runs."""
    views = element(
        "fieldset",
        element("legend", tr("Näkymä")),
        _choice(tr("Peräkkäin"), type="radio", name="view", id="in-one", checked=True),
        _choice(tr("Rinnakkain"), type="radio", name="view", id="in-two"),
        _choice(tr("Näytä myös muuttumaton teksti"), type="checkbox", id="whole"),
        class_="views",
    )
    return joined(
        element("section", views, _filter(found), aria_label=tr("Näkymä ja rajaus")),
        _stepper(),
    )


def _choice(label: str, **attributes: str | bool) -> Markup:
    return element("label", element("input", **attributes), " ", label)


def _filter(found: tuple[Tally, ...]) -> Markup:
    sorts = element(
        "fieldset",
        element("legend", tr("Muutoksen laji")),
        *(
            _choice(
                f"{sort_word(sort)} ({sum(tally.counts[sort] for tally in found)})",
                type="checkbox",
                name="nature",
                value=sort,
                checked=True,
            )
            for sort in _sorts(found)
        ),
    )
    options = [element("option", tr("Kaikki osiot"), value="")]
    options += [element("option", tally.title, value=tally.id) for tally in found]
    section = element("label", tr("Osio"), " ", element("select", *options, id="section"))
    reset = element("button", tr("Näytä kaikki"), type="button", id="reset")
    keys = _choice(
        tr("Näppäimet n (seuraava) ja p (edellinen) käytössä"),
        type="checkbox",
        id="keys",
        checked=True,
    )
    return element(
        "div", sorts, element("div", section, reset, keys, class_="line"), id="filter", hidden=True
    )


def _stepper() -> Markup:
    """Where the reader is, and the ways to the change before and after."""
    shown = tr("Näytetään {shown}/{all} muutosta", shown="{shown}", all="{all}")
    none = tr("Mikään muutos ei vastaa rajausta")
    return element(
        "nav",
        element("p", role="status", id="shown", data_some=shown, data_none=none),
        element("button", tr("Edellinen"), type="button", id="previous"),
        element("button", tr("Seuraava"), type="button", id="next"),
        aria_label=tr("Muutoksesta toiseen"),
        id="stepper",
        hidden=True,
    )


def _told(changes: Changes, form: Form, found: tuple[Tally, ...]) -> Markup:
    """Every change, section by section."""
    items = Items(changes, form)
    sections = [
        element(
            "section",
            element("h2", tally.title, id=_anchor(place), lang=items.lang),
            items.of(tally.id),
            class_="part",
            data_section=tally.id,
            aria_labelledby=_anchor(place),
        )
        for place, tally in enumerate(found)
    ]
    return element("div", *sections, id="muutokset", tabindex="-1")


def _log_findings(changes: Changes) -> Markup:
    """What the change log lacks. No change itself, and so beyond the filter."""
    lines = log_findings_lines(changes)
    if not lines:
        return Markup()
    return element(
        "section",
        element("h2", log_findings_title(), id="kirjaaminen"),
        element("ul", *(element("li", line) for line in lines)),
        aria_labelledby="kirjaaminen",
    )


def _legend(found: tuple[Tally, ...]) -> Markup:
    sorts = [
        joined(element("dt", sort_word(sort)), element("dd", sort_meaning(sort)))
        for sort in _sorts(found)
    ]
    marks = element(
        "p",
        element("del", tr("poistettu")),
        " ",
        element("ins", tr("lisätty")),
        " ",
        tr("… muuttumatonta tekstiä jätetty pois"),
    )
    return element(
        "section",
        element("h2", tr("Selitykset"), id="selitykset"),
        marks,
        element("dl", *sorts),
        class_="legend",
        aria_labelledby="selitykset",
    )
