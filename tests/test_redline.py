"""The redline: accept all is the new plan, reject all the old one, whoever resolves it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
import strategies
import tools
from helpers_diff import ANSWERS, edited, plan_of, plans, small_form
from helpers_document import FORM, find, part, plan_with, saved, words_of
from hypothesis import given, settings
from hypothesis import strategies as st
from ooxml_integrity import check
from resolve_revisions import outline, resolved
from test_diff_examples import plan

from omvgen.content.labels import counts_line, secrecy_warning, unchanged_sentence
from omvgen.content.plan import plan_document
from omvgen.content.redline import redline
from omvgen.diff.compare import compare_plans
from omvgen.form.form import Form
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import plain
from omvgen.writers.docx.package import write_docx
from omvgen.writers.docx.redline import write_redline

SMALL = small_form()
SCRIPT = Path(__file__).parent / "revise_with_libreoffice.py"


def made(old: Plan, new: Plan, form: Form = SMALL) -> bytes:
    return write_redline(redline(old, new, form, compare_plans(old, new, form)))


def document(plan: Plan, form: Form = SMALL) -> bytes:
    return write_docx(plan_document(plan, form))


def said(data: bytes) -> list[tuple[str, ...]]:
    """The document's outline; a body may not end in a table, and then ends in an empty line."""
    found = outline(data)
    return found[:-1] if found[-1] == ("p", "BodyText") else found


def known(plan: Plan) -> Plan:
    """The plan without what its form does not know, and which no document says."""
    return replace(
        plan,
        form_version=SMALL.version,
        answers={key: a for key, a in plan.answers.items() if key in SMALL.questions},
        tables={key: rows for key, rows in plan.tables.items() if key in SMALL.tables},
    )


@st.composite
def small_pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Two plans, the second made anew or of the first by some edits."""
    old = known(draw(plans(SMALL)))
    if draw(st.booleans()):
        return old, known(draw(plans(SMALL)))
    answers = {
        key: replace(answer, text=plain(draw(edited(answer.text.plain))))
        for key, answer in old.answers.items()
    }
    answers[draw(st.sampled_from(list(SMALL.questions)))] = draw(ANSWERS)
    tables = {key: tuple(draw(st.permutations(rows))) for key, rows in old.tables.items()}
    return old, replace(old, answers=answers, tables=tables, log=old.log[1:])


def check_pair(old: Plan, new: Plan, form: Form) -> None:
    """Both ways: each plan is once the old and once the new one."""
    documents = said(document(old, form)), said(document(new, form))
    for (before, after), (was, now) in (
        ((old, new), documents),
        ((new, old), documents[::-1]),
    ):
        data = made(before, after, form)
        assert said(resolved(data, accept=True)) == now
        assert said(resolved(data, accept=False)) == was


@settings(max_examples=max(settings().max_examples // 2, 1))
@given(small_pairs())
def test_random_pairs_are_both_plans_again_when_resolved(
    pair: tuple[Plan, Plan],
) -> None:
    check_pair(*pair, SMALL)


@settings(max_examples=max(settings().max_examples // 5, 1))
@given(strategies.plans(FORM), strategies.plans(FORM))
def test_so_are_pairs_of_the_real_form_with_the_oddest_texts(old: Plan, new: Plan) -> None:
    check_pair(old, new, FORM)


def test_so_are_the_examples(examples: Path, form: Form) -> None:
    check_pair(plan(examples, 2025), plan(examples, 2026), form)


def extended(plan: Plan) -> Plan:
    """The plan, some answers longer by a paragraph, some by an item, some emptied."""
    answers = dict(plan.answers)
    for place, (key, answer) in enumerate(plan.answers.items()):
        text = [f"{answer.text.plain}\nUusi kappale.", f"{answer.text.plain}\n- uusi kohta", "", ""]
        if len(answer.text.plain) > 100 or place % 4 == 2:
            answers[key] = replace(answer, text=plain(text[place % 4]))
    return replace(plan, answers=answers)


@pytest.mark.needs("libreoffice", "uno")
def test_libreoffice_accepts_and_rejects_all_to_the_same_text_numbers_and_all(
    examples: Path, form: Form, tmp_path: Path
) -> None:
    old, new = plan(examples, 2025), plan(examples, 2026)
    steps, texts = [], []
    for name, before, after in (("year", old, new), ("edits", old, extended(old))):
        files = {
            "both": made(before, after, form),
            "old": document(before, form),
            "new": document(after, form),
        }
        paths = {key: saved(data, tmp_path, f"{name}-{key}.docx") for key, data in files.items()}
        for command, file in (
            ("Accept", "both"),
            ("Accept", "new"),
            ("Reject", "both"),
            ("Reject", "old"),
        ):
            texts.append(tmp_path / f"{name}-{command}-{file}.txt")
            steps += [command, str(paths[file]), str(texts[-1])]
    tools.run_in_office(SCRIPT, *steps)
    for resolved_text, wanted in zip(texts[::2], texts[1::2], strict=True):
        assert "Muutosloki" in wanted.read_text("utf-8-sig")
        assert resolved_text.read_text("utf-8-sig") == wanted.read_text("utf-8-sig")


@pytest.mark.needs("ooxml-validator")
def test_microsofts_validator_finds_nothing(examples: Path, form: Form, tmp_path: Path) -> None:
    file = saved(made(plan(examples, 2025), plan(examples, 2026), form), tmp_path)
    assert tools.sdk_errors(file) == []
    assert list(check(file)) == []


@pytest.mark.needs("ooxml-validator")
@settings(max_examples=max(settings().max_examples // 10, 1))
@given(small_pairs())
def test_nor_in_random_pairs(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[Plan, Plan]
) -> None:
    file = saved(made(*pair), tmp_path_factory.mktemp("sdk"))
    assert tools.sdk_errors(file) == []


def test_a_changed_word_is_the_only_revision_of_its_paragraph() -> None:
    old, new = (plan_of(SMALL, kuvaus=f"Ryhmä kokoontuu {n} kertaa vuodessa.") for n in ("4", "6"))
    body = part(made(old, new))
    (paragraph,) = [p for p in find(body, "//w:p") if "kokoontuu" in words_of(p)]
    assert find(paragraph, ".//w:del//w:delText/text()") == ["4"]
    assert find(paragraph, ".//w:ins//w:t/text()") == ["6"]
    assert not find(paragraph, "w:pPr/w:rPr")
    assert len(find(body, "//w:ins | //w:del")) == 2


def test_equal_plans_have_no_revision(examples: Path, form: Form) -> None:
    same = plan(examples, 2026)
    body = part(made(same, same, form))
    assert not find(body, "//w:ins | //w:del | //w:rPrChange | //w:pPrChange")


def remark(data: bytes) -> list[str]:
    """The comment beside the title, as python-docx reads it."""
    document = docx.Document(io.BytesIO(data))
    (title,) = [p for p in document.paragraphs if p.style and p.style.name == "Title"]
    (number,) = title._p.xpath(".//w:commentReference/@w:id")
    comment = document.comments.get(int(number))
    assert comment is not None
    return [paragraph.text for paragraph in comment.paragraphs]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_that_nothing_changed_is_said_beside_the_title(
    examples: Path, form: Form, version: str
) -> None:
    old = plan(examples, 2025)
    new = replace(old, document={**old.document, "version": version})
    said = remark(made(old, new, form))
    assert unchanged_sentence(compare_plans(old, new, form)) in said
    assert any(f"versio {version} (27.2.2025)" in line for line in said)


def test_how_much_changed_is_said_beside_the_title(examples: Path, form: Form) -> None:
    old, new = plan(examples, 2025), plan(examples, 2026)
    changes = compare_plans(old, new, form)
    lines = remark(made(old, new, form))
    assert counts_line(changes) in lines
    assert secrecy_warning(changes) in lines


def test_revisions_are_of_the_new_plans_author_and_day() -> None:
    old = plan_with({"omv_johtaminen": "Vanha teksti."})
    new = plan_with({"omv_johtaminen": "Aivan toisin sanottu."})
    revisions = find(part(made(old, new, FORM)), "//w:ins | //w:del")
    assert revisions
    for revision in revisions:
        assert find(revision, "@w:author") == ["Esimerkkilän vastaanottokeskus"]
        assert re.fullmatch(r"2026-01-30T00:\d\d:00Z", find(revision, "@w:date")[0])
    ids = [find(revision, "@w:id")[0] for revision in revisions]
    assert len(set(ids)) == len(ids)


def test_neighbouring_paragraphs_have_moments_of_their_own() -> None:
    """LibreOffice would take two revisions of one moment that touch for one."""
    old, new = plan_of(SMALL, kuvaus="Alku."), plan_of(SMALL, kuvaus="Alku.\nToinen.\nKolmas.")
    new = replace(new, document={"date": "30.1.2026", "prepared_by": "Laatija"})
    marks = find(part(made(old, new)), "//w:p/w:pPr/w:rPr/w:ins/@w:date")
    assert len(marks) >= 2
    assert all(one != other for one, other in pairwise(marks))


def test_rows_of_a_table_come_and_go_as_rows() -> None:
    rows = [{"laite": name, "maara": "1", "kaytto": "sama"} for name in ("eka", "toka", "kolmas")]
    old, new = (
        replace(plan_of(SMALL), tables={"laitetaulukko": tuple(r)}) for r in (rows[:2], rows[1:])
    )
    body = part(made(old, new))
    gone = find(body, "//w:tr[w:trPr/w:del]")
    come = find(body, "//w:tr[w:trPr/w:ins]")
    assert ["".join(find(row, ".//w:delText/text()")) for row in gone] == ["eka1sama"]
    assert [words_of(row) for row in come] == ["kolmas1sama"]


def test_a_question_that_the_form_gained_is_inserted_with_its_heading() -> None:
    grown = small_form("2")
    old = replace(plan_of(SMALL, nimi="N"), form_version="1")
    new = replace(plan_of(grown, nimi="N", paiva="1.1.2026"), form_version="2")
    data = made(old, new, grown)
    before = [line for line in said(resolved(data, accept=False)) if line[0] == "p"]
    assert any("Päivä" in line for line in said(resolved(data, accept=True)))
    assert not any("Päivä" in line for line in before)


def test_an_answer_to_a_question_that_the_form_lost_is_deleted_and_not_dropped() -> None:
    old, new = plan_of(SMALL, poistunut="Vanha vastaus."), plan_of(SMALL)
    body = part(made(old, new))
    assert "Vanha vastaus." in find(body, "//w:delText/text()")


def test_a_page_with_deleted_secrets_is_marked_secret() -> None:
    secret = Answer(plain("Salainen osoite."), Publicity.SECRET, ("JulkL 24 § 1 mom. 7 k",))
    old, new = plan_of(SMALL, kuvaus=secret), plan_of(SMALL, kuvaus="Julkinen.")
    document = redline(old, new, SMALL, compare_plans(old, new, SMALL))
    assert any("SALASSA PIDETTÄVÄ" in mark for mark in document.document.marks)


def test_the_same_plans_give_the_same_bytes(examples: Path, form: Form) -> None:
    old, new = plan(examples, 2025), plan(examples, 2026)
    assert made(old, new, form) == made(old, new, form)
