"""One change set, several renderings: the same changes, in the same order, in the same words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers_cli import omvgen
from helpers_diff import plan_of, shown_segments, small_form
from helpers_renderings import READERS, from_json, words_of
from test_diff_examples import plan

import omvgen as api
from omvgen.content.labels import counts_line, secrecy_warning, unchanged_sentence
from omvgen.diff.as_json import changes_to_json
from omvgen.diff.compare import compare_plans
from omvgen.diff.model import Changes
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer
from omvgen.plan.text import plain
from omvgen.reports import report_formats
from omvgen.seals import sealed_page
from omvgen.secrecy.publish.publish import publish_both

FORM = small_form()
FORMATS = report_formats()
ON_SCREEN = [name for name in FORMATS if name not in ("docx", "redline")]
OTHERS = [name for name in READERS if name != "text"]
SHOWN = {"text": ".txt", "json": ".json", "html": ".html", "md": ".md"}  # on the screen


@pytest.fixture(scope="module")
def changes(examples: Path, form: Form) -> Changes:
    return compare_plans(plan(examples, 2025), plan(examples, 2026), form)


def test_every_format_is_read_back_but_the_data_themselves_and_the_redline() -> None:
    """The data are what the others are held to; the redline has tests of its own."""
    assert {*READERS, "json", "redline"} == {*report_formats()}


@pytest.mark.parametrize("rendering", READERS)
def test_every_rendering_tells_what_the_data_say_in_their_order(
    rendering: str, changes: Changes, form: Form
) -> None:
    told = READERS[rendering](changes, form)
    assert [(entry.place, entry.words) for entry in told.entries] == from_json(changes, form)


@pytest.mark.parametrize("rendering", OTHERS)
def test_every_rendering_shows_the_same_old_and_new_words(
    rendering: str, changes: Changes, form: Form
) -> None:
    told, as_text = (READERS[name](changes, form) for name in (rendering, "text"))
    assert [entry.all for entry in told.entries] == [entry.all for entry in as_text.entries]


@pytest.mark.parametrize("rendering", READERS)
def test_the_words_that_differ_are_shown_whole(
    rendering: str, changes: Changes, form: Form
) -> None:
    told = READERS[rendering](changes, form)
    for change in changes.changes:
        entry = next(e for e in told.entries if e.place == form.numbers[change.question])
        for segment in shown_segments(change):
            side = {"delete": entry.old, "insert": entry.new}.get(segment.kind)
            assert side is None or " ".join(words_of(segment.text)) in " ".join(side)


@pytest.mark.parametrize("rendering", READERS)
def test_every_rendering_has_the_same_counts_and_the_same_warning(
    rendering: str, changes: Changes, form: Form
) -> None:
    paragraphs = READERS[rendering](changes, form).paragraphs
    assert counts_line(changes) in paragraphs
    assert secrecy_warning(changes) in " ".join(paragraphs)


@pytest.mark.parametrize("rendering", READERS)
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_every_rendering_says_for_the_record_that_nothing_changed(
    rendering: str, version: str
) -> None:
    old = replace(plan_of(FORM, kuvaus="Teksti."), document={"version": "1.0", "date": "27.2.2025"})
    new = replace(old, document={"version": version, "date": "27.2.2025"})
    changes = compare_plans(old, new, FORM)
    assert unchanged_sentence(changes)
    assert unchanged_sentence(changes) in READERS[rendering](changes, FORM).paragraphs


@pytest.fixture(scope="module")
def recorded(changes: Changes, examples: Path) -> Changes:
    """The changes with what the change log lacks: a row, a change, a telling, a place."""
    new = api.read(examples / "omavalvontasuunnitelma-2026.xlsx")
    base = {"version": "2.0", "date": "30.1.2026", "change": "Päivitetty", "essential": "Ei"}
    rows = ({"place": "3.1–3.6"}, {"place": "5.1", "essential": "Kyllä"}, {"place": "muu <b>*a*"})
    plan_ = replace(new.plan, log=tuple(base | row for row in rows))
    new = replace(new, plan=plan_)
    old = replace(new, plan=plan(examples, 2025))
    return api.compare(old, new)


@pytest.mark.parametrize("rendering", READERS)
def test_every_rendering_says_the_same_of_the_change_log(
    rendering: str, recorded: Changes, form: Form
) -> None:
    told = READERS[rendering](recorded, form)
    data = changes_to_json(recorded)["log_findings"]
    assert {"OMV610", "OMV611", "OMV612", "OMV613"} == {finding["code"] for finding in data}
    if rendering == "docx":  # the report to sign: no notes, nor what only follows the signature
        data = [f for f in data if f["severity"] != "note" and f["code"] != "OMV612"]
    assert told.remarks == [
        f"{f['code']} {f['message']} ({f['sheet']}!{f['cell']})".replace("!)", ")") for f in data
    ]
    assert [(entry.place, entry.words) for entry in told.entries] == from_json(recorded, form)


@pytest.mark.parametrize("rendering", READERS)
def test_a_change_log_in_order_is_said_to_be_so(rendering: str) -> None:
    row = {"version": "1.1", "place": "1.2", "change": "Uusi teksti", "essential": "Ei"}
    old, new = plan_of(FORM, kuvaus="Teksti."), plan_of(FORM, kuvaus="Uusi teksti.")
    changes = replace(compare_plans(old, replace(new, log=(row,)), FORM), log_findings=())
    (remark,) = READERS[rendering](changes, FORM).remarks
    assert remark.startswith("Muutosloki vastaa muutoksia: ")
    assert changes_to_json(changes)["log_findings"] == []


@pytest.mark.parametrize("rendering", READERS)
def test_nothing_is_said_of_a_change_log_that_was_not_looked_at(
    rendering: str, changes: Changes, form: Form
) -> None:
    assert READERS[rendering](changes, form).remarks == []
    assert changes_to_json(changes)["log_findings"] is None


@pytest.mark.parametrize("rendering", SHOWN)
def test_the_command_writes_each_rendering_to_the_screen_or_a_file(
    rendering: str, examples: Path, tmp_path: Path
) -> None:
    workbooks = [examples / f"omavalvontasuunnitelma-{year}.xlsx" for year in (2025, 2026)]
    said = omvgen("diff", *workbooks, "--format", rendering)
    file = tmp_path / f"muutokset{SHOWN[rendering]}"
    written = omvgen("diff", *workbooks, "--format", rendering, "-o", file)
    assert (said.code, written.code) == (0, 0)
    page = said.out.encode("utf-8")
    assert file.read_bytes() == (sealed_page(page) if rendering in ("html", "md") else page)
    assert "Oskari Esimerkkinen" in said.out


@pytest.mark.parametrize("rendering", READERS)
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_a_public_rendering_never_says_that_nothing_changed_but_in_what_is_public(
    rendering: str, version: str
) -> None:
    plans = [
        replace(
            plan_of(FORM, kuvaus=Answer(plain(f"Avoin.\n\n[[{secret}]]"), Publicity.PARTLY)),
            document={"version": said, "date": "27.2.2025"},
        )
        for secret, said in (("Kuusitie 1", "1.0"), ("Mäntypolku 2", version))
    ]
    before, after = publish_both(plans[0], plans[1], FORM)
    changes = replace(compare_plans(before.plan, after.plan, FORM), public=True)
    paragraphs = READERS[rendering](changes, FORM).paragraphs
    assert unchanged_sentence(changes) in paragraphs
    assert "julki" in unchanged_sentence(changes)
    assert "Luettelossa ovat vain suunnitelmien julkiset osat." in paragraphs
    assert "Vahvistaminen" not in paragraphs
    assert changes_to_json(changes)["public"]


@pytest.mark.parametrize("rendering", SHOWN)
def test_a_public_rendering_has_nothing_secret(rendering: str, examples: Path) -> None:
    workbooks = [examples / f"omavalvontasuunnitelma-{year}.xlsx" for year in (2025, 2026)]
    everything, public = (
        " ".join(omvgen("diff", *workbooks, "--format", rendering, *how).out.split())
        for how in ([], ["--public"])
    )
    secret = "nimetyn virkamiehen ryhmä"
    assert secret in everything
    assert public
    assert secret not in public
    assert "ei julkinen" not in public
