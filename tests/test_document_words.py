"""A document's own words come from the catalogue, in the language of its form."""

from __future__ import annotations

import gettext
import re
from dataclasses import replace

import pytest
from helpers_contents import CONTENTS, READERS
from helpers_diff import plan_of, small_form

from omvgen import locale
from omvgen.form.publicity import Publicity
from omvgen.plan.plan import Answer, Plan
from omvgen.plan.text import Run, plain, rich
from omvgen.secrecy.plan_texts import form_texts, plan_texts
from omvgen.writers import write

_WORD = re.compile(r"[^\W\d_]{2,}")
_PLACEHOLDER = re.compile(r"(\{\w+\})")
# What stands for itself: provisions, and values of the workbook's own lists.
_DATA = "JulkL mom Julkinen Osittain salassa pidettävä Salassa Asiakirjan tiedot OMV"


class Unreadable(gettext.NullTranslations):
    """A catalogue in which each letter of every message is `ü`."""

    def gettext(self, message: str) -> str:
        parts = _PLACEHOLDER.split(message)
        return "".join(p if p.startswith("{") else re.sub(r"[^\W\d_]", "ü", p) for p in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


FORM = replace(small_form(), language="xx")


def plans() -> tuple[Plan, Plan]:
    """Two plans that differ in every way that a document tells of."""
    secret = Answer(plain("Aa [[bb]] cc"), Publicity.PARTLY, ("JulkL 24 § 1 mom. 7 k",))
    bold = Answer(rich([Run("Gg", bold=True), Run(" hh ii jj kk")]), Publicity.PUBLIC)
    old = plan_of(FORM, nimi="Dd", kuvaus=bold, seloste="Kyllä\nEe", poistuva="Ff")
    new = plan_of(FORM, nimi="Ll", kuvaus="Gg hh ii mm kk", valinta="Ei", seloste=secret)
    rows = ({"laite": "nn"}, {"laite": "oo"}, {"laite": "pp"})
    return (
        replace(old, tables={"laitetaulukko": rows, "qq": ({"rr": "ss"},)}, form_version="0",
                document={"version": "1.0", "title": "Tt"}),
        replace(new, tables={"laitetaulukko": (rows[1], rows[0])}, log=({"change": "uu"},),
                document={"version": "2.0", "title": "Vv", "distribution": "ww"}),
    )  # fmt: skip


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("content", CONTENTS)
def test_no_word_of_a_document_is_written_in_the_code(
    content: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locale, "_catalogue", lambda _: Unreadable())
    locale.in_language.cache_clear()
    old, new = plans()
    with locale.speaking(FORM.language):
        shown = READERS[name](write(CONTENTS[content](old, new, FORM), name))
    locale.in_language.cache_clear()
    texts = [*form_texts(FORM), *plan_texts(old), *plan_texts(new), _DATA, *old.answers]
    known = {word for text in texts for word in _WORD.findall(text)} | {"qq", "rr", "pieni"}
    assert {word for word in _WORD.findall(shown) if set(word.lower()) != {"ü"}} <= known
