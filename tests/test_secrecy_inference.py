"""Nothing can be concluded of what was withheld but the question that it belongs to.

Two plans that differ in nothing but the words of what is secret (other words, longer or
shorter ones, laid out otherwise, more passages in the same place) have the same public
copy to the last letter, alone and beside last year's.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from helpers_checks import ATTACHMENTS, BASIS, PARTLY, PUBLIC, SECRET
from helpers_secrecy import FORM, LONG, RISKS
from hypothesis import given
from hypothesis import strategies as st

from omvgen.content.plan import plan_document
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan, Row
from omvgen.plan.text import plain
from omvgen.secrecy.model import withheld_index
from omvgen.secrecy.publish.publish import publish, publish_both
from omvgen.writers.docx.package import write_docx

QUESTIONS = (LONG, "omv_johtaminen", "autt_turvallinen_majoitus", "talous_suunnittelu")
RISK_QUESTION = FORM.question_of_table[RISKS].id
SEEDS = st.integers(0, 2**48)


class Author:
    """Writes a plan by a seed; what is secret in it is written by another one."""

    def __init__(self, seed: int, secret: int) -> None:
        self.chance, self.hidden, self.n = random.Random(seed), random.Random(secret), 0

    def open(self) -> str:
        self.n += 1
        return self.chance.choice(
            [
                f"Avoin{self.n} asia on sovittu.",
                f"Siis avoin{self.n} on {self.n}.",
                f"Avoin{self.n}",
            ]
        )

    def secret(self) -> str:
        """Words of any kind and layout, which stand nowhere else."""
        word = "".join(self.hidden.choices("bcdfgw", k=12))
        made = [
            word,
            f"{word.title()}.",
            f"9 {word}a on",
            f"- {word}\n- muuta",
            f"esim. {word} 3.",
            f"{word}\n\n{word.title()} on {word}:",
            f"1. {word}\n2. {word}x",
            f"{word}, ja ",
        ]
        return self.hidden.choice(made)  # fmt: skip

    def passages(self) -> str:
        basis = self.chance.choice(["", f"SALASSA {BASIS}: "])
        count = self.hidden.randint(1, 3)
        return " ".join(f"[[{basis}{self.secret()}]]" for _ in range(count))

    def text(self) -> str:
        lines = []
        for _ in range(self.chance.randint(1, 5)):
            kinds = (self.open, self.passages, self.open)
            pieces = [self.chance.choice(kinds)() for _ in range(self.chance.randint(1, 3))]
            mark = self.chance.choice(["", "", "- ", "1. ", "a) ", "  - "])
            lines.append(mark + " ".join(pieces))
        return self.chance.choice(["\n", "\n\n"]).join(lines)

    def answer(self) -> Answer:
        publicity = self.chance.choice([PUBLIC, PARTLY, SECRET])
        if publicity is SECRET:
            return Answer(plain(self.secret()), SECRET, (BASIS,))
        if publicity is PARTLY:
            return Answer(plain(self.text() + f"\n{self.passages()}"), PARTLY, (BASIS,))
        return Answer(plain(f"{self.open()} {self.open()}"), PUBLIC)

    def attachment(self, number: int) -> Row:
        if self.chance.random() < 0.4:
            name, version = self.secret(), str(self.hidden.randint(1, 9))
            return {"nro": f"{number}", "liitteen_nimi": name, "versio": version,
                    "julkisuus": "salassa pidettävä", "salassapitoperuste": BASIS}  # fmt: skip
        return {"nro": f"{number}", "liitteen_nimi": self.open(), "versio": "1.0",
                "julkisuus": "julkinen"}  # fmt: skip

    def risk(self) -> Row:
        secret = self.chance.random() < 0.4
        return {"riski": self.open(), "hallintakeino": self.passages() if secret else self.open()}

    def log_row(self, n: int) -> Row:
        secret = self.chance.random() < 0.4
        place = self.chance.choice(["Koko suunnitelma", "8.6", "2", "11.1"])
        change = self.passages() if secret else self.open()
        return {"version": f"1.{n}", "date": "1.2.2026", "place": place, "change": change}

    def plan(self) -> Plan:
        answers = {id_: self.answer() for id_ in QUESTIONS}
        rows = range(1, 1 + self.chance.randint(0, 4))
        staff = f"Tiimi\n{self.passages()}" if self.chance.random() < 0.5 else "Tiimi"
        return Plan(
            FORM.id,
            FORM.version,
            {"year": "2026", "version": "2.0", "participants_staff": staff, "bases": BASIS},
            answers | {RISK_QUESTION: Answer(plain("Kuvaus."), PUBLIC)},
            {
                ATTACHMENTS: tuple(map(self.attachment, rows)),
                RISKS: tuple(self.risk() for _ in rows),
            },
            tuple(map(self.log_row, rows)),
        )


def given_out(plan: Plan) -> tuple[Plan, object]:
    copy = publish(plan, FORM)
    return copy.plan, withheld_index(copy, FORM)


@given(SEEDS, SEEDS, SEEDS)
def test_a_copy_is_the_same_whatever_it_hides(seed: int, one: int, other: int) -> None:
    first, second = Author(seed, one).plan(), Author(seed, other).plan()
    assert given_out(first) == given_out(second)


@given(SEEDS, SEEDS, SEEDS, SEEDS)
def test_two_years_are_the_same_whatever_either_hides(
    before: int, after: int, one: int, other: int
) -> None:
    shown = [
        [
            (copy.plan, withheld_index(copy, FORM))
            for copy in publish_both(Author(before, x).plan(), Author(after, x + 1).plan(), FORM)
        ]
        for x in (one, other)
    ]
    assert shown[0] == shown[1]


@given(SEEDS, SEEDS)
def test_of_two_years_that_differ_in_secrets_alone_nothing_differs(seed: int, one: int) -> None:
    """So no list of changes can tell that a secret is another one now."""
    before, after = publish_both(Author(seed, one).plan(), Author(seed, one + 1).plan(), FORM)
    assert before.plan == after.plan


@pytest.mark.parametrize("seed", range(3))
def test_the_file_is_the_same_to_the_byte(seed: int) -> None:
    files = set()
    for secret in range(3):
        copy = publish(Author(seed, secret).plan(), FORM)
        index = withheld_index(copy, FORM)
        files.add(write_docx(plan_document(copy.plan, FORM, withheld=index)))
    assert len(files) == 1


def test_plans_that_differ_in_what_is_public_differ() -> None:
    """What is held here is not held by copies that say nothing."""
    assert len({str(given_out(Author(seed, 1).plan())) for seed in range(20)}) == 20
    one = Author(1, 1).plan()
    other = replace(one, answers={**one.answers, LONG: Answer(plain("Muuta."), Publicity.PUBLIC)})
    assert given_out(one) != given_out(other)
