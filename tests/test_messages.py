"""Every message exists in both languages, click's own included."""

from __future__ import annotations

import gettext
import string
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from omvgen.findings.catalogue import RULES

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "omvgen" / "locale"
ENGLISH = gettext.translation("omvgen", str(LOCALE), ["en"])


def placeholders(message: str) -> list[str]:
    """The names that the message has filled in, each as often as it stands there."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(message) if name is not None)


def test_no_message_is_untranslated_and_no_catalogue_is_stale() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_its_words_in_english_with_the_same_values(code: str) -> None:
    for finnish in (RULES[code].message, RULES[code].remedy):
        english = ENGLISH.gettext(finnish)
        assert english != finnish or finnish.startswith("{")
        assert placeholders(english) == placeholders(finnish)
    assert ENGLISH.gettext(RULES[code].title) != RULES[code].title


def test_every_translation_has_the_values_of_its_message() -> None:
    with (LOCALE / "en" / "LC_MESSAGES" / "omvgen.po").open("rb") as file:
        catalog = read_po(file, locale="en")
    for message in catalog:
        pairs = zip(forms(message.id), forms(message.string), strict=True)
        for finnish, english in pairs:
            assert not english or placeholders(finnish) == placeholders(english), finnish


def forms(text: str | Sequence[str] | None) -> Sequence[str]:
    """The singular and the plural of a message, or its one form."""
    return (text or "",) if isinstance(text, str | None) else text


def test_a_message_within_another_is_collected_too() -> None:
    assert ENGLISH.gettext("poistettu") == "removed"


@pytest.mark.parametrize(
    ("arguments", "finnish"),
    [
        (["--help"], "Valitsimet"),
        (["tempalte"], "Tarkoititko: template?"),
        (["validate", "--wrong"], "Valitsinta '--wrong' ei ole."),
        (["build"], "Puuttuu argumentti"),
        (["template", "-o"], "vaatii arvon"),
        (["diff", "a", "b", "--format", "pdf"], "ei ole mikään näistä"),
    ],
)
def test_clicks_own_words_are_finnish(arguments: list[str], finnish: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "omvgen", *arguments], capture_output=True, text=True, check=False
    )
    said = done.stdout + done.stderr
    assert finnish in said
    for english in ("Usage:", "Error", "Options:", "Missing", "No such", "Try "):
        assert english not in said
