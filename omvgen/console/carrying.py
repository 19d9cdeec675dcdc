"""What became of last year's answers, as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from omvgen.form.form import Form
from omvgen.form.sheets import ORPHANS
from omvgen.locale import listed, ntr, tr
from omvgen.plan.carry import Carried, Entry, EntryKind, Fate, Outdated
from omvgen.plan.wording import CellComment, Wording

_MOST_TEXT, _MOST_OF_ROW = 70, 150


def as_text(carried: Carried, form: Form) -> str:
    """The entries that somebody has to look at, one by one; then what was carried as it was."""
    lines = [_counts(carried)]
    open_rows, fields, answers = _groups(carried.entries)
    orphans = _orphans(carried.entries)
    for title, entries in (
        (tr("Uudet kohdat, joita edellisessä työkirjassa ei ollut"), map(quoted, carried.added)),
        (left_over_title(form), _lines(orphans)),
        (tr("Tarkista vastaus: kysymys on muuttunut tai vastaus tyhjennetty"), _lines(answers)),
        (tr("Vanhentunut tieto?"), map(_outdated, carried.outdated)),
        (tr("Asiakirjan tiedot: uusittu tai tyhjennetty"), _lines(fields)),
        (tr("Kommentit, jotka jäivät edelliseen työkirjaan"), map(_comment, carried.comments)),
    ):
        if indented := ["  " + line for line in entries]:
            lines += ["", title, *indented]
    lines += [*_kept(carried.entries, form), *_log_lines(open_rows, carried.entries)]
    return "\n".join(lines) + "\n"


def left_over_title(form: Form) -> str:
    """The title of the list of texts without a place."""
    sheet = ORPHANS.name(form.language)
    return tr("Ei siirtynyt: teksti on välilehdellä {sheet}", sheet=sheet)


def _orphans(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.fate is Fate.ORPHANED]


def _groups(entries: Iterable[Entry]) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """The open rows of the change log, and the fields and answers to look at."""
    placed = [e for e in entries if e.fate is not Fate.ORPHANED]
    changed = [e for e in placed if not e.as_it_was]
    return (
        [e for e in placed if e.kind is EntryKind.LOG and e.fate is Fate.CARRIED],
        [e for e in changed if e.kind is EntryKind.FIELD],
        [e for e in changed if e.kind is not EntryKind.FIELD],
    )


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from _entry_lines(entry)


def quoted(wording: Wording) -> str:
    """A question by its number and the beginning of its words."""
    return f"{wording.number} ”{short(wording.text)}”".strip()


def _outdated(item: Outdated) -> str:
    return f"{item.after.number} ”{short(item.words)}”"


def _comment(comment: CellComment) -> str:
    """`4 Henkilöstö!D5, Maija Malli: ”Tarkista tämä”`."""
    where = ", ".join(filter(None, (f"{comment.sheet}!{comment.cell}", comment.author)))
    return f"{where}: ”{short(comment.text)}”"


def _entry_lines(entry: Entry) -> Iterator[str]:
    before, after = entry.before, entry.after or entry.before
    if entry.kind is EntryKind.FIELD and entry.after is not None:
        new = f"”{short(entry.new)}”" if entry.new else tr("tyhjä")
        old = f"”{short(entry.old)}”" if entry.old else tr("tyhjä")
        yield f"{after.text}: {old} → {new}"
        return
    outcome = ", ".join(map(tr, entry.outcome))
    yield f"{quoted(after._replace(number=after.number or before.number))}: {outcome}"
    if entry.reworded:
        yield "    " + tr("ennen: ”{text}”", text=short(before.text))
    if entry.moved:
        yield "    " + tr(
            "välilehdeltä {old} välilehdelle {new}", old=before.sheet, new=after.sheet
        )
    if entry.fate in (Fate.ORPHANED, Fate.EMPTIED):
        where = f"{before.sheet}: " if entry.fate is Fate.ORPHANED and before.sheet else ""
        yield f"    {where}”{short(entry.old)}”"


def _kept(entries: Iterable[Entry], form: Form) -> Iterator[str]:
    """What was carried unchanged: fields of the document's data, answers and tables by section."""
    kept = [(e.kind, e.after) for e in entries if e.after and e.as_it_was]
    fields = [wording.text for kind, wording in kept if kind is EntryKind.FIELD]
    lines = [tr("Asiakirjan tiedot: {names}", names=listed(fields))] if fields else []
    for section in form.sections:
        here = [_name(wording, form) for _, wording in kept if wording.section == section.id]
        if here:
            lines.append(f"{section.number} {section.title}: {listed(here)}")
    if lines:
        yield ""
        yield tr("Siirretty sellaisenaan:")
        yield from ("  " + line for line in lines)


def _name(wording: Wording, form: Form) -> str:
    return wording.number or tr("taulukko {title}", title=form.tables[wording.id].title)


def _log_lines(still_open: list[Entry], entries: Iterable[Entry]) -> Iterator[str]:
    left = sum(entry.fate is Fate.LEFT for entry in entries)
    if still_open or left:
        yield ""
    if still_open:
        yield tr("Muutoslokin avoimet rivit, joista henkilöstölle on tiedottamatta:")
        yield from (f"  {short(entry.new, _MOST_OF_ROW)}" for entry in still_open)
    if left:
        yield ntr(
            "Muutoslokin {n} käsitelty rivi jäi edelliseen työkirjaan.",
            "Muutoslokin {n} käsiteltyä riviä jäi edelliseen työkirjaan.",
            left,
        )


def _counts(carried: Carried) -> str:
    """The first line: `Suunnitelma 2027: siirretty 54 vastausta, …, siirtymättä 1`."""
    kept = Counter(entry.kind for entry in carried.entries if entry.fate is Fate.CARRIED)
    lost = len(_orphans(carried.entries))
    counts = [
        ntr("siirretty {n} vastaus", "siirretty {n} vastausta", kept[EntryKind.ANSWER]),
        ntr("{n} taulukko", "{n} taulukkoa", kept[EntryKind.TABLE]),
        ntr("{n} avoin muutos", "{n} avointa muutosta", kept[EntryKind.LOG]),
        tr("siirtymättä {n}", n=lost),
    ]
    return tr("Suunnitelma {year}: {counts}.", year=carried.year, counts=listed(counts))


def short(text: str, most: int = _MOST_TEXT) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
