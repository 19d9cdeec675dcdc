"""What the marks of a plan say is secret, and that a leak is found when `publish` is broken."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from typing import Any

import pytest
from canary import Cage, cages
from helpers_checks import (
    ATTACHMENTS,
    BASIS,
    LONG,
    PARTLY,
    PUBLIC,
    SECRET,
    sound_plan,
    with_answer,
    with_fields,
    with_rows,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from omvgen.content.plan import plan_document
from omvgen.findings.model import Place
from omvgen.form.loader import load_form
from omvgen.package import unzip_package
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, rich
from omvgen.secrecy.model import PublicCopy, withheld_index
from omvgen.secrecy.plan_texts import plan_texts
from omvgen.secrecy.publish.publish import publish
from omvgen.secrecy.publish.redact import Redacted, redact
from omvgen.secrecy.search import marked
from omvgen.secrecy.search.leaks import leaks
from omvgen.secrecy.search.marked import marked_secret, outside_marks
from omvgen.writers.docx.package import write_docx

FORM = load_form()
RISKS, RISK_QUESTION = "riskit_taulukko", "omv_riskien_tunnistaminen"
HIDDEN = "Avain on kiven alla."
OPEN = "Ovi on auki."
TEXT = f"{OPEN} [[{HIDDEN}]]"


def secret_in(plan: Plan) -> dict[Place, list[str]]:
    """What is marked secret, by place, without the space around it."""
    return {i.place: [text.strip() for text in i.texts] for i in marked_secret(plan, FORM)}


def inside(text: str, **more: Any) -> list[str]:
    """What of an answer's text is marked secret."""
    return secret_in(with_answer(LONG, text, **more)).get(Place("answer", LONG), [])


def outside(text: str, **more: Any) -> list[str]:
    """The words of an answer that stand outside marks."""
    nothing = replace(sound_plan(), answers={}, document={})
    return " ".join(outside_marks(with_answer(LONG, text, plan=nothing, **more), FORM)).split()


def attachment(name: str, publicity: str, **more: str) -> dict[str, str]:
    return {"liitteen_nimi": name, "julkisuus": publicity, **more}


def logged(plan: Plan | None = None, **row: str) -> Plan:
    return replace(plan or sound_plan(), log=({"version": "1.0", "place": "Koko suunnitelma"}, row))


# What is marked, and where it stands.

PLACES = {
    "answer": (with_answer(LONG, TEXT, publicity=PARTLY), Place("answer", LONG), LONG),
    "field": (with_fields(distribution=TEXT), Place("field", "distribution"), ""),
    "cell": (
        with_rows(RISKS, {"riski": "Uhka"}, {"seuranta": TEXT}),
        Place("table", RISKS, "seuranta", 1),
        RISK_QUESTION,
    ),
    "cell for provisions": (
        with_rows(ATTACHMENTS, attachment("Vuosikello", "julkinen", salassapitoperuste=TEXT)),
        Place("table", ATTACHMENTS, "salassapitoperuste", 0),
        "liitteet_kuvaus",
    ),
    "cell of the log": (logged(change=TEXT), Place("log", FORM.log.id, "change", 1), ""),
}


@pytest.mark.parametrize("where", PLACES)
def test_a_passage_is_found_with_its_place_and_what_stands_beside_it_is_not(where: str) -> None:
    plan, place, question = PLACES[where]
    assert secret_in(plan) == {place: [HIDDEN]}
    assert [item.question for item in marked_secret(plan, FORM)] == [question]
    texts = list(outside_marks(plan, FORM))
    assert f"{OPEN} " in texts
    assert not any(HIDDEN in text for text in texts)


@pytest.mark.parametrize(
    ("text", "secret", "rest"),
    [
        ("A [[b]] c", ["b"], "A c"),
        ("A [[b\n\nc]] d", ["b\n\nc"], "A d"),
        ("A [[b\nc", ["b\nc"], "A"),
        ("A [[ ]] [b] c", [], "A [b] c"),
        (f"[[SALASSA {BASIS}: b: c]]", ["b: c"], ""),
        (f"[[ salassa {BASIS} : b]]", ["b"], ""),
        ("[[SALASSA TihL 18 §: b]]", ["b"], ""),
        ("[[SALASSA 621/1999 24 § 1 mom 7 kohta: b]]", ["b"], ""),
        (f"[[SALASSA {BASIS}; TihL 18 §: b]]", ["b"], ""),
        ("[[Salassapito: b]]", ["Salassapito: b"], ""),
        ("[[b]] A [[c d]]", ["b", "c d"], "A"),
        (f"[[a]] B [[SALASSA {BASIS}: c]]", ["a", "c"], "B"),
        ("A [[b [[c]] d]] e", ["b c d"], "A e"),
        ("A ]] b", ["A"], "b"),
        ("[[a]] B ]] c", ["a", "B"], "c"),
        ("[[SALASSA JulkL 24 §:n 1 mom. 7 k: b]]", ["b"], ""),
    ],
)
def test_each_passage_is_found_by_itself_without_its_marks_and_its_provision(
    text: str, secret: list[str], rest: str
) -> None:
    """Two passages taken as one would not be found where something stands between them."""
    assert inside(text) == secret
    assert outside(text) == rest.split()


@pytest.mark.parametrize(
    "text",
    [
        "[[SALASSA Piilokatu 7: ovi 8]]",
        "[[SALASSA\nPiilokatu 7\nkello: ovi 8]]",
        f"[[SALASSA Piilokatu 7, {BASIS}: ovi 8]]",
        "[[Salassa pidetään, että talo on Piilokatu 7. Aukioloajat: ovi 8]]",
    ],
)
def test_a_secret_in_place_of_a_provision_is_found(text: str) -> None:
    assert any("Piilokatu 7" in secret for secret in inside(text))
    assert "ovi 8" in inside(text)


@pytest.mark.parametrize(("publicity", "text"), [(SECRET, OPEN), (PARTLY, OPEN), (SECRET, TEXT)])
def test_a_secret_answer_is_found_whole(publicity: object, text: str) -> None:
    """So is a partly secret one that does not say which part it is."""
    (secret,) = inside(text, publicity=publicity)
    assert secret.strip("[]") == text.strip("[]")
    assert outside(text, publicity=publicity) == []


@pytest.mark.parametrize(
    "publicity", ["salassa pidettävä", "Salassa pidettävä", "osittain salassa pidettävä"]
)
def test_of_a_secret_row_each_cell_is_found_but_what_it_says_of_its_secrecy(publicity: str) -> None:
    row = attachment("Avainluettelo", publicity, versio="3.1", salassapitoperuste=BASIS)
    plan = with_rows(ATTACHMENTS, attachment("Vuosikello", "Julkinen"), row)
    assert secret_in(plan) == {
        Place("table", ATTACHMENTS, "liitteen_nimi", 1): ["Avainluettelo"],
        Place("table", ATTACHMENTS, "versio", 1): ["3.1"],
    }
    texts = set(outside_marks(plan, FORM))
    assert "Vuosikello" in texts
    assert not texts & {"Avainluettelo", "3.1", BASIS, publicity}


def test_the_rows_of_a_secret_question_are_secret_and_those_of_a_partly_secret_one_say_it() -> None:
    closed = with_answer(RISK_QUESTION, "", publicity=SECRET)
    plan = with_rows(RISKS, {"riski": "Avain"}, plan=closed)
    assert secret_in(plan) == {Place("table", RISKS, "riski", 0): ["Avain"]}
    assert "Avain" not in outside_marks(plan, FORM)
    partly = with_answer(RISK_QUESTION, "", publicity=PARTLY)
    plan = with_rows(RISKS, {"riski": "Uhka", "seuranta": TEXT}, plan=partly)
    assert secret_in(plan) == {Place("table", RISKS, "seuranta", 0): [HIDDEN]}


def test_of_a_plan_without_marks_nothing_is_found_and_all_stands_outside() -> None:
    """Nor of an answer whose publicity is undecided: nobody said that it is secret."""
    undecided = with_answer(LONG, OPEN, publicity=None)
    plan = logged(with_rows(RISKS, {"riski": "Uhka"}, plan=undecided), change="Uusi")
    assert marked_secret(plan, FORM) == ()
    assert sorted(outside_marks(plan, FORM)) == sorted(plan_texts(plan))


# What it doubts, and agrees with all the same.


def test_it_shares_no_code_with_what_it_doubts() -> None:
    """Of the program it knows how plans and what was withheld are kept, and nothing else."""
    tree = ast.parse(inspect.getsource(marked))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names = {n.name for node in imports if "omvgen" in str(node.module) for n in node.names}
    assert names <= {"Place", "Form", "Plan", "Answer", "Publicity", "Reason", "Run", "Withheld"}


PIECES = ["[[", "]]", "[", " ", ". ", ": ", "\n- ", "\n", "SALASSA ", f"SALASSA {BASIS}: "]
TYPED = st.lists(st.sampled_from(PIECES) | st.just("sana"), max_size=12).map(
    lambda pieces: "".join(f"sana{n:02} " if p == "sana" else p for n, p in enumerate(pieces))
)


def words(texts: str) -> list[str]:
    return [f"sana{word[:2]}" for word in texts.split("sana")[1:]]


@given(TYPED, st.sampled_from([PUBLIC, PARTLY, SECRET]))
def test_each_word_is_found_once_and_no_secret_one_is_public(text: str, publicity: object) -> None:
    secret = words(" ".join(inside(text, publicity=publicity)))
    rest = words(" ".join(outside(text, publicity=publicity)))
    assert sorted(secret + rest) == words(text)
    shown = publish(with_answer(LONG, text, publicity=publicity), FORM).plan.text(LONG)
    assert set(words(shown)) <= set(rest)


@given(cages())
@settings(max_examples=max(settings().max_examples // 2, 1))
def test_no_text_that_is_marked_and_nowhere_outside_marks_is_in_the_public_plan(seed: int) -> None:
    """No canary stands twice in its cage."""
    plan = (cage := Cage(seed, FORM)).plan()
    secret = "\n".join(text for item in marked_secret(plan, FORM) for text in item.texts)
    marked = [canary for canary in cage.canaries if canary in secret]
    assert marked
    shown = "\n".join(plan_texts(publish(plan, FORM).plan))
    assert not [canary for canary in marked if canary in shown]


# What it is for: `publish` is broken on purpose, and the secret is found all the same.

SAFE = with_answer("omv_johtaminen", "Johto. [[Toinen asia on salainen.]]", publicity=PARTLY)
SECRET_RISKS = with_answer(RISK_QUESTION, "Kuvaus.", publicity=SECRET)
ROW, PART_ROW = (attachment(HIDDEN, f"{much}salassa pidettävä") for much in ("", "osittain "))
FEW = "[[sininen ovi]] ja [[vihreä kivi]]"
BETRAYED = {
    "passage": (with_answer(LONG, TEXT, plan=SAFE), LONG),
    "answer": (with_answer(LONG, HIDDEN, publicity=SECRET, plan=SAFE), LONG),
    "cell": (with_rows(RISKS, {"riski": TEXT}, plan=SAFE), RISKS),
    "row": (with_rows(ATTACHMENTS, ROW, plan=SAFE), ATTACHMENTS),
    "field": (with_fields(SAFE, distribution=TEXT), "distribution"),
    "log": (logged(SAFE, place="Koko suunnitelma", change=TEXT), FORM.log.id),
    "passages of few words": (with_answer(LONG, FEW, plan=SAFE), LONG),
    "partly secret answer": (with_answer(LONG, HIDDEN, publicity=PARTLY, plan=SAFE), LONG),
    "all before an end": (with_answer(LONG, f"{HIDDEN}]] Ovi on auki.", plan=SAFE), LONG),
    "partly secret row": (with_rows(ATTACHMENTS, PART_ROW, plan=SAFE), ATTACHMENTS),
    "row of a secret question": (with_rows(RISKS, {"riski": HIDDEN}, plan=SECRET_RISKS), RISKS),
}


def written(copy: PublicCopy) -> tuple[bytes, str]:
    """The document of the copy, and its words."""
    data = write_docx(plan_document(copy.plan, FORM, withheld=withheld_index(copy, FORM)))
    return data, "".join(etree.fromstring(unzip_package(data)["word/document.xml"]).itertext())


def accused(copy: PublicCopy, data: bytes) -> set[str]:
    """The ids of the places of which something is found in the document."""
    return {leak.withheld.place.id for leak in leaks([copy], FORM, ("a.docx", data), b"")}


def break_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken out of any text, table or log, but for the passage in `SAFE`."""

    def kept(text: Any, bases: tuple[str, ...], *_reason: object) -> Redacted:
        return redact(text, bases) if "Toinen asia" in text.plain else Redacted(text)

    for step in ("publish.redact", "publish.redact_whole", "rows.redact"):
        monkeypatch.setattr(f"omvgen.secrecy.publish.{step}", kept)
    module = "omvgen.secrecy.publish.publish"
    monkeypatch.setattr(f"{module}._Publisher._why_whole", lambda self, question, answer: None)
    monkeypatch.setattr("omvgen.secrecy.publish.rows.marked_rows", lambda rows: frozenset())
    monkeypatch.setattr(f"{module}.own_publicity", lambda table, row: None)
    monkeypatch.setattr(f"{module}.log_rule", lambda *_: lambda n, row: None)


@pytest.mark.parametrize("what", BETRAYED)
def test_what_broken_steps_let_through_is_found(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is in no list of what was withheld, and the public plan says it as well."""
    plan, home = BETRAYED[what]
    secret = "vihreä kivi" if what == "passages of few words" else HIDDEN
    assert secret not in "\n".join(plan_texts(publish(plan, FORM).plan))
    break_each_step(monkeypatch)
    copy = publish(plan, FORM)
    assert home not in {item.place.id for item in copy.withheld}
    data, said = written(copy)
    assert secret in said
    assert accused(copy, data) == {home}


@given(cages())
@settings(max_examples=max(settings().max_examples // 5, 1))
def test_of_a_plan_that_nothing_was_taken_out_of_each_marked_text_is_found(seed: int) -> None:
    plan = (cage := Cage(seed, FORM)).plan()
    data, said = written(copy := PublicCopy(plan, (), plan))
    seen = {
        item.place.id
        for item in marked_secret(plan, FORM)
        if any(canary in text and canary in said for text in item.texts for canary in cage.canaries)
    }
    assert seen
    assert seen <= accused(copy, data)


def test_the_address_of_an_open_link_excuses_no_secret() -> None:
    """People copy addresses that say more than their words do."""
    runs = [Run("Ks. kartta. ", link="https://a.example/0007492631"), Run("[[0007492631]]")]
    plan = replace(SAFE, answers={LONG: Answer(rich(runs), PARTLY)})
    data, _said = written(copy := PublicCopy(plan, (), plan))
    assert accused(copy, data) == {LONG}
