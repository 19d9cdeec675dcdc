"""Every message exists in each language, click's own included."""

from __future__ import annotations

import gettext
import string
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import pytest
from babel.messages.pofile import read_po
from helpers_cli import omvgen
from helpers_source import ROOT, SCRIPTS

from omvgen.findings.catalogue import RULES
from omvgen.locale import LANGUAGES

LOCALE = ROOT / "omvgen" / "locale"
ENGLISH = gettext.translation("omvgen", str(LOCALE), ["en"])
OTHERS = [language for language in LANGUAGES if language != "fi"]


def placeholders(message: str) -> list[str]:
    """The names that the message has filled in, each as often as it stands there."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(message) if name is not None)


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, which collects the messages of the code once for all of these tests."""
    monkeypatch.syspath_prepend(SCRIPTS)
    return import_module("messages")


def test_no_message_is_untranslated_and_no_catalogue_is_stale(
    messages: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["messages.py", "--check"])
    assert messages.main() == 0, capsys.readouterr().out


@pytest.mark.parametrize("language", OTHERS)
def test_every_rule_has_its_words_in_each_language_with_the_same_values(language: str) -> None:
    translation = gettext.translation("omvgen", str(LOCALE), [language])
    for code, rule in RULES.items():
        for finnish in (rule.message, rule.remedy):
            other = translation.gettext(finnish)
            assert other != finnish or finnish.startswith("{"), code
            assert placeholders(other) == placeholders(finnish), code
        assert translation.gettext(rule.title) != rule.title


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_the_values_of_its_message(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "omvgen.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    for message in catalog:
        pairs = zip(forms(message.id), forms(message.string), strict=True)
        for finnish, other in pairs:
            assert not other or placeholders(finnish) == placeholders(other), finnish


def test_a_new_language_translates_our_words_and_clicks(messages: ModuleType) -> None:
    danish = messages.translated("da")
    for word in ("Pakollinen vastaus puuttuu.", "Show this message and exit."):
        assert word in danish
    assert "Show this message and exit." not in messages.translated("en")
    assert "Pakollinen vastaus puuttuu." not in messages.translated("fi")


def test_a_new_language_is_held_to_our_words_and_to_what_finnish_says_of_clicks(
    messages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "LANGUAGES", ("da",))
    told = "\n".join(messages.problems())
    assert "da: not translated: 'Pakollinen vastaus puuttuu.'" in told
    assert "da: not translated: 'Show this message and exit.'" in told
    for_programmers = "Unknown color {colour!r}"
    assert for_programmers in messages.translated("da")
    assert for_programmers not in told


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
    said = omvgen(*arguments).all
    assert finnish in said
    for english in ("Usage:", "Error", "Options:", "Missing", "No such", "Try "):
        assert english not in said


@pytest.mark.parametrize("code", ["OMV504", "OMV505"])
def test_the_title_of_a_column_stands_in_quotes_where_it_is_no_verb(code: str) -> None:
    words = ENGLISH.gettext(RULES[code].message)
    assert words.startswith("{name}: “{title}” {day}, ")
