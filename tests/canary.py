"""Plans with a secret of its own in every place where a person could put one.

A canary is a run of words that stand nowhere else. What is public has words of
its own kind, so that a test can see that the copy is not simply empty.
"""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from hypothesis import strategies as st

from omvgen.form.form import Form, FormTable, Question
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import RichText, Run, plain, rich

PUBLIC, PARTLY, SECRET = Publicity.PUBLIC, Publicity.PARTLY, Publicity.SECRET
BASES = ("JulkL 24 § 1 mom. 7 k", "JulkL 24 § 1 mom. 17 k", "JulkL 24 § 1 mom. 31 k")


@dataclass
class Cage:
    """Makes canaries and public words by a seed, and remembers them."""

    seed: int
    form: Form
    canaries: list[str] = field(default_factory=list)
    open_words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def canary(self) -> str:
        """A secret: words, a name, a number, an address, a phone number or an e-mail."""
        n = f"{len(self.canaries):03}"
        made = self.chance.choice(
            [
                f"kanari{n}a kanari{n}b kanari{n}c kanari{n}d kanari{n}e",
                f"Kanari{n}x",
                f"Kanari{n}kuja {self.chance.randint(10, 99)}",
                f"kanari{n}@lintu.example",
                f"{n}7{self.chance.randint(10**5, 10**6 - 1)}91",
                f"050 77{n[0]} {n[1:]}{self.chance.randint(10, 99)}",
            ]
        )
        self.canaries.append(made)
        return made

    def word(self) -> str:
        """A sentence that may be shown."""
        self.open_words.append(f"avoin{len(self.open_words):03}")
        return f"Tämä {self.open_words[-1]} on kaikkien nähtävissä."

    def passage(self) -> str:
        basis = self.chance.choice(["", "", f"SALASSA {self.chance.choice(BASES)}: "])
        inner = self.canary()
        if self.chance.random() < 0.2:
            inner += f".\n{self.canary()}\n\n- {self.canary()}"
        return f"[[{basis}{inner}]]"

    def text(self) -> str:
        """Public sentences and passages, as paragraphs, lists and halves of sentences."""
        pieces = []
        for _ in range(self.chance.randint(1, 5)):
            mark = self.chance.choice(["", "", "- ", "1. ", "a) ", "  - "])
            kind = self.chance.random()
            if kind < 0.4:
                pieces.append(mark + self.word())
            elif kind < 0.7:
                pieces.append(mark + self.passage())
            else:
                pieces.append(f"{mark}Alku {self.passage()} loppu. {self.word()}")
        ending = self.chance.choice(["", "", f"\n[[{self.canary()}", f"\n[ [{self.canary()}] ]"])
        return self.chance.choice(["\n", "\n\n", " "]).join(pieces) + ending

    def bases(self) -> tuple[str, ...]:
        junk = [self.canary()] if self.chance.random() < 0.2 else []
        return (*self.chance.sample(BASES, self.chance.randint(0, 2)), *junk)

    def answer(self, question: Question) -> Answer:
        note = self.canary() if self.chance.random() < 0.5 else ""
        kind = self.chance.choice(["secret", "undecided", "unmarked", "partly", "marked", "public"])
        if kind == "public":
            return Answer(plain(self.word()), PUBLIC, self.bases(), note)
        if kind in ("partly", "marked"):
            publicity = PARTLY if kind == "partly" else PUBLIC
            return Answer(self.rich(self.text()), publicity, self.bases(), note)
        whole = {"secret": SECRET, "undecided": None, "unmarked": PARTLY}[kind]
        choice = f"{question.choices[0]}\n" if question.choices else ""
        text = f"{choice}{self.canary()}. {self.canary()}"
        return Answer(self.rich(text), whole, self.bases(), note)

    def rich(self, text: str) -> RichText:
        """The text in runs that are cut anywhere; some lead to an address that tells a secret."""
        runs, rest = [], text
        while rest:
            length = self.chance.randint(1, 40)
            link = None
            secrets = [canary for canary in self.canaries if canary in text]
            if self.chance.random() < 0.1 and secrets:
                # An address with a secret in it, as people copy it.
                link = "https://lintu.example/" + self.chance.choice(secrets).replace(" ", "%20")
            runs.append(Run(rest[:length], self.chance.random() < 0.2, link=link))
            rest = rest[length:]
        return rich(runs)

    def row(self, table: FormTable, hidden: bool) -> dict[str, str]:
        """A row that is secret in one way or another, or a public one with passages."""
        publicity, basis = table.column_with_role("publicity"), table.column_with_role("basis")
        closed = hidden
        row: dict[str, str] = {}
        if publicity is not None:
            said = self.chance.choice(
                ["julkinen", "salassa pidettävä", "osittain salassa pidettävä", "", "x"]
            )
            closed = hidden or said != "julkinen"
            row[publicity.id] = said
        for column in table.columns:
            if column is publicity:
                continue
            if column is basis:
                row[column.id] = self.chance.choice([*BASES, self.canary()])
            elif closed:
                row[column.id] = self.canary()
            else:
                row[column.id] = self.chance.choice([self.word(), self.passage(), self.text()])
        if self.chance.random() < 0.2:
            row["vieras_sarake"] = self.canary()
        return {key: text for key, text in row.items() if text}

    def tables(self, answers: dict[str, Answer]) -> dict[str, tuple[dict[str, str], ...]]:
        tables = {}
        for id_, table in self.form.tables.items():
            answer = answers.get(self.form.question_of_table[id_].id, Answer())
            unmarked = answer.publicity is PARTLY and "[[" not in answer.text.plain
            hidden = answer.publicity in (SECRET, None) or (unmarked and bool(answer.text))
            rows = self.chance.randint(0, 3)
            tables[id_] = tuple(self.row(table, hidden) for _ in range(rows))
        tables["vieras_taulukko"] = ({"a": self.canary()},)
        return tables

    def log(self, answers: dict[str, Answer]) -> tuple[dict[str, str], ...]:
        closed = [q for q, a in answers.items() if q in self.form.numbers and a.publicity is SECRET]
        rows = [
            {"version": "1.0", "place": "Koko suunnitelma", "change": self.word()},
            {"version": "1.1", "place": "en muista", "change": self.canary()},
            {"version": "1.2", "place": "Koko suunnitelma", "change": f"Uusi {self.passage()}"},
            {"version": "1.3", "place": self.canary(), "author": self.canary()},
        ]
        if closed:
            place = self.form.numbers[self.chance.choice(closed)]
            rows.append({"version": "1.4", "place": place, "change": self.canary()})
            rows.append({"place": place.split(".")[0], "informed": self.canary()})
        return tuple(rows)

    def document(self) -> dict[str, str]:
        data = {f.id: self.word() for f in self.form.document_fields if self.chance.random() < 0.5}
        for id_ in self.chance.sample(list(self.form.fields), 4):
            data[id_] = f"{self.word()}\n{self.passage()}"
        return data | {
            "language": "fi-FI",
            "security_class": self.canary(),
            "bases": f"{BASES[0]}; {self.canary()}",
            "publicity": self.chance.choice(["Osittain salassa pidettävä", self.canary()]),
            "vieras_tieto": self.canary(),
        }

    def plan(self) -> Plan:
        chosen = self.chance.sample(list(self.form.questions.values()), self.chance.randint(1, 8))
        homes = [q for q in self.form.questions.values() if q.tables]
        chosen += [q for q in homes if q not in chosen]
        answers = {question.id: self.answer(question) for question in chosen}
        return Plan(
            self.form.id,
            self.chance.choice([self.form.version, self.canary()]),
            self.document(),
            answers | {"vieras_kysymys": Answer(plain(self.canary()), PUBLIC)},
            self.tables(answers),
            self.log(answers),
        )


def cages() -> st.SearchStrategy[int]:
    """Seeds of cages: a plan that failed is made again by its number."""
    return st.integers(0, 2**48)


# The tests' own search, which shares nothing with the program's.

_TAG = re.compile(r"<[^>]*>")


def readings(data: bytes) -> Iterator[str]:
    """The file as text in every way that a curious person would read it."""
    parts = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts += [package.comment, *(package.read(name) for name in package.namelist())]
            parts += [name.encode() for name in package.namelist()]
    for part in parts:
        encodings = ("utf-8", "latin-1", "utf-16-le")
        for text in {part.decode(each, errors="ignore").casefold() for each in encodings}:
            bare = _TAG.sub("", text)
            yield from {text, bare, _TAG.sub(" ", text), re.sub(r"\s+", "", bare)}


def seen(canaries: Iterable[str], data: bytes) -> list[str]:
    """What can be read in the file of any canary.

    No ordinary word has `kanari` in it, so any part of a canary gives itself away;
    numbers are looked for with and without their spaces.
    """
    numbers = {c for c in canaries if "kanari" not in c.casefold()}
    numbers |= {re.sub(r"\D", "", c) for c in numbers}
    numbers |= {n.removeprefix("0") for n in numbers}
    # They have nothing but digits and spaces. In shorter rows of these there is none.
    rows = re.compile(rf"[\d ]{{{min(map(len, numbers), default=1)},}}")
    found: set[str] = set()
    for text in readings(data):
        if "kanari" in text:
            found.update(re.findall(r"kanari\w*", text))
        digits = "|".join(rows.findall(text))
        found.update(n for n in numbers if n in digits)
    return sorted(found)
