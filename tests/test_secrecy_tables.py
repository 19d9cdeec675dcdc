"""Tables in a public copy: which rows are left out, and what does not tell so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers_checks import (
    BASIS,
    PARTLY,
    PUBLIC,
    SECRET,
    with_answer,
    with_rows,
)
from helpers_secrecy import (
    MARK,
    RISKS,
    attachment,
    attachments_of,
    copy_of,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize("publicity", ["salassa pidettävä", "osittain salassa pidettävä", "?", ""])
def test_a_row_that_is_not_marked_public_is_withheld(publicity: str) -> None:
    rows = attachments_of(attachment(1, "Vuosikello"), attachment(2, "Riskit", publicity))
    assert rows == [
        {"liitteen_nimi": "Vuosikello", "julkisuus": "julkinen"},
        {"liitteen_nimi": "[Salassa pidettävä]"},
    ]


@given(st.sets(st.integers(0, 5), min_size=1, max_size=5))
def test_withheld_rows_show_neither_their_number_nor_their_places(places: set[int]) -> None:
    """Not even by the gaps in the numbers of the others."""
    basis = {"salassapitoperuste": BASIS}
    names = iter("ABCDEF")
    rows = [
        attachment(n + 1, f"Salainen {n}", "salassa pidettävä", **basis)
        if n in places
        else attachment(n + 1, next(names))
        for n in range(6)
    ]
    kept = [{"liitteen_nimi": name, "julkisuus": "julkinen"} for name in "ABCDEF"]
    assert attachments_of(*rows) == [*kept[: 6 - len(places)], {"liitteen_nimi": MARK}]


@pytest.mark.parametrize("others", [{}, {"versio": "3"}, {"versio": "1"}])
def test_no_cell_of_a_withheld_row_decides_what_is_shown(others: dict[str, str]) -> None:
    rows = [
        attachment(1, "Yksi", versio="1"),
        attachment(2, "Kaksi", versio="2"),
        attachment(3, "Salainen", "salassa pidettävä", **others),
    ]
    assert [set(row) for row in attachments_of(*rows)] == [
        {"liitteen_nimi", "julkisuus"},
        {"liitteen_nimi", "julkisuus"},
        {"liitteen_nimi"},
    ]


@pytest.mark.parametrize("odd", ["", "3a", "4–5"])
def test_one_odd_number_does_not_show_the_gap_in_the_others(odd: str) -> None:
    rows = attachments_of(
        attachment(1, "Yksi"),
        attachment(2, "Salainen", "salassa pidettävä"),
        attachment(3, "Kolme"),
        {**attachment(4, "Neljä"), "nro": odd},
    )
    assert not any("nro" in row for row in rows)


@pytest.mark.parametrize("odd", ["", "2.0 (vahvistettu)", "1.1.3"])
def test_versions_of_the_log_show_no_gap(odd: str) -> None:
    versions = ["1.0", "1.1", "1.2", odd, "2.0"]
    plan = with_answer("autt_turvallinen_majoitus", "A. [[B.]]", publicity=PARTLY)
    log = tuple(
        {"version": v, "place": "8.6" if v == "1.1" else "2", "change": "M"} for v in versions
    )
    kept = copy_of(replace(plan, log=log)).plan.log
    assert [r.get("version") for r in kept] == [None] * 5
    assert [r["change"] for r in kept] == ["M"] * 4 + ["[Salassa pidettävä]"]


def test_however_many_rows_hold_passages_one_row_says_so() -> None:
    plan = with_answer("omv_riskien_tunnistaminen", "Kuvaus.", publicity=PUBLIC, bases=(BASIS,))

    def shown_rows(*names: str) -> list[str]:
        rows = [{"riski": name} for name in names]
        return [
            row.get("riski", "…")
            for row in copy_of(with_rows(RISKS, *rows, plan=plan)).plan.rows(RISKS)
        ]

    kept = shown_rows("Eka", "[[Piilo]]", "Toka")
    assert kept == shown_rows("[[Piilo]]", "Eka", "Toka", "[[Salainen koti]]")
    assert kept[:2] == ["Eka", "Toka"]


def test_marks_that_span_cells_and_rows_take_all_between_them() -> None:
    rows = [
        {"toimipiste": "Avoin", "paikkakunta": "Malli"},
        {"toimipiste": "[[Tukiasunto", "paikkakunta": "Piilokylä"},
        {"toimipiste": "Toinen", "paikkakunta": "Piilola"},
        {"toimipiste": "Kolmas]]", "paikkakunta": "Piilomäki"},
        {"toimipiste": "Julkinen", "paikkakunta": "Malli"},
    ]
    copy = copy_of(with_rows("toimitilat_taulukko", *rows))
    assert [row.get("toimipiste") for row in copy.plan.rows("toimitilat_taulukko")] == [
        "Avoin", "Julkinen", "[Salassa pidettävä]"
    ]  # fmt: skip


def test_a_secret_questions_tables_are_not_there() -> None:
    plan = with_answer("omv_riskien_tunnistaminen", "", publicity=SECRET, bases=(BASIS,))
    copy = copy_of(with_rows(RISKS, {"riski": "Piilokatu 7"}, plan=plan))
    assert not copy.plan.rows(RISKS)
    assert copy.plan.text("omv_riskien_tunnistaminen") == MARK


def test_an_undecided_questions_tables_are_not_there() -> None:
    plan = with_answer("omv_riskien_tunnistaminen", "", publicity=None)
    copy = copy_of(with_rows(RISKS, {"riski": "Piilokatu 7"}, plan=plan))
    assert not copy.plan.rows(RISKS)
    assert copy.plan.text("omv_riskien_tunnistaminen") == "[Salassa pidettävä]"


def test_a_row_with_a_passage_goes_whole_and_columns_of_another_form_are_left_out() -> None:
    """As a sentence does: half a row says where its other half was."""
    plan = with_answer("omv_riskien_tunnistaminen", "Kuvaus.", bases=(BASIS,))
    rows = [
        {"riski": "Uhka", "hallintakeino": "Ovi. [[Koodi 1234.]]"},
        {"riski": "Toinen", "hallintakeino": "Lukko.", "vieras": "Piilokatu 7"},
    ]
    copy = copy_of(with_rows(RISKS, *rows, plan=plan))
    assert [dict(row) for row in copy.plan.rows(RISKS)] == [
        {"riski": "Toinen", "hallintakeino": "Lukko."},
        {"hallintakeino": MARK},
    ]


def test_a_word_that_is_marked_in_a_cell_accuses_no_answer_that_has_it() -> None:
    """What names a row is looked for even when it is one word; what stands in it is not."""
    plan = with_answer("omv_johtaminen", "Tiimissä on kolme jäsentä.")
    plan = with_rows(RISKS, {"riski": "Uhka", "hallintakeino": "[[kolme]] lukkoa"}, plan=plan)
    assert "kolme" in copy_of(plan).plan.text("omv_johtaminen")
