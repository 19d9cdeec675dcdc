"""What a list of changes comes to, as HTML: sentences, counts, and the tools to look at it."""

from __future__ import annotations

from collections.abc import Iterable

from omvgen.content.blocks import ComparedPlans, Summary
from omvgen.content.labels import nature_meaning, nature_word
from omvgen.diff.model import Nature
from omvgen.locale import tr
from omvgen.writers.html.differences import column_titles
from omvgen.writers.html.markup import Markup, element, joined

SUMMARY_ID, CHANGES_ID = "yhteenveto", "muutokset"


def numbered_id(place: int) -> str:
    """The id of the heading of a section with changes, by its place from 1."""
    return f"osio-{place}"


def compared_plans(plans: ComparedPlans) -> Markup:
    """Which plans were compared, fact by fact."""
    titles = column_titles(tr("Vanha"), tr("Uusi"))
    rows = [
        element(
            "tr",
            element("th", label, scope="row"),
            *(element("td", text or tr("(ei merkitty)")) for text in sides),
        )
        for label, *sides in plans.facts
    ]
    return element(
        "table",
        element("caption", tr("Verratut suunnitelmat"), class_="unseen"),
        element("thead", element("tr", element("td"), *titles)),
        element("tbody", *rows),
        class_="versions",
    )


def summary_section(summary: Summary) -> Markup:
    """The sentences about the whole list, and its counts, each with a link to its part."""
    return element(
        "section",
        element("h2", tr("Yhteenveto"), id=SUMMARY_ID),
        element("p", summary.unchanged, class_="sentence") if summary.unchanged else "",
        element("p", summary.warning, class_="warning") if summary.warning else "",
        element("p", summary.counts, class_="counts"),
        element("p", summary.note) if summary.note else "",
        _counts(summary) if summary.tallies else "",
        aria_labelledby=SUMMARY_ID,
    )


def _counts(summary: Summary) -> Markup:
    """How many changes of each nature, section by section."""
    totals = summary.totals
    rows = [
        element(
            "tr",
            element("th", element("a", tally.title, href=f"#{numbered_id(place)}"), scope="row"),
            *_numbers(tally.counts[nature] for nature in totals),
        )
        for place, tally in enumerate(summary.tallies, 1)
    ]
    titles = column_titles(tr("Osio"), tr("Yhteensä"), *map(nature_word, totals))
    total = element("th", tr("Yhteensä"), scope="row")
    table = element(
        "table",
        element("caption", tr("Muutosten määrät osioittain ja lajeittain"), class_="unseen"),
        element("thead", element("tr", *titles)),
        element("tbody", *rows),
        element("tfoot", element("tr", total, *_numbers(totals.values()))),
        class_="tally",
    )
    name = tr("Muutosten määrät")
    return element("div", table, class_="scroll", role="region", aria_label=name, tabindex="0")


def _numbers(counts: Iterable[int]) -> list[Markup]:
    numbers = list(counts)
    cells = [element("td", str(count) if count else "–") for count in numbers]
    return [element("td", str(sum(numbers)), class_="sum"), *cells]


def tools(summary: Summary) -> Markup:
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
        element("section", views, _filter(summary), aria_label=tr("Näkymä ja rajaus")),
        _stepper(),
    )


def _choice(label: str, **attributes: str | bool) -> Markup:
    return element("label", element("input", **attributes), " ", label)


def _filter(summary: Summary) -> Markup:
    natures = element(
        "fieldset",
        element("legend", tr("Muutoksen laji")),
        *(_nature_choice(nature, total) for nature, total in summary.totals.items()),
    )
    options = [element("option", tr("Kaikki osiot"), value="")]
    options += [element("option", tally.title, value=tally.anchor) for tally in summary.tallies]
    section = element("label", tr("Osio"), " ", element("select", *options, id="section"))
    reset = element("button", tr("Näytä kaikki"), type="button", id="reset")
    keys = _choice(
        tr("Näppäimet n (seuraava) ja p (edellinen) käytössä"),
        type="checkbox",
        id="keys",
        checked=True,
    )
    line = element("div", section, reset, keys, class_="line")
    return element("div", natures, line, id="filter", hidden=True)


def _nature_choice(nature: Nature, total: int) -> Markup:
    words = f"{nature_word(nature)} ({total})"
    return _choice(words, type="checkbox", name="nature", value=nature.value, checked=True)


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


def legend_section(summary: Summary) -> Markup:
    """What the marks and the natures mean."""
    marks = element(
        "p",
        element("del", tr("poistettu")),
        " ",
        element("ins", tr("lisätty")),
        " ",
        tr("… muuttumatonta tekstiä jätetty pois"),
    )
    natures = [
        joined(element("dt", nature_word(nature)), element("dd", nature_meaning(nature)))
        for nature in summary.totals
    ]
    return element(
        "section",
        element("h2", tr("Selitykset"), id="selitykset"),
        marks,
        element("dl", *natures),
        class_="legend",
        aria_labelledby="selitykset",
    )


def spoken_marks() -> str:
    """The style's variables with what a screen reader says around words that went or came."""
    return (
        f':root {{ --deleted: "[{tr("poistettu")}: "; --inserted: "[{tr("lisätty")}: "; '
        '--end: "] "; }\n'
    )
