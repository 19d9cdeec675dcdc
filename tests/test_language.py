"""The language belongs to whoever speaks: a thread, a task, a block; never to the process."""

from __future__ import annotations

import asyncio
import gettext
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import click
import pytest

from omvgen import locale
from omvgen.cli.click_words import translate_click
from omvgen.findings.model import Finding
from omvgen.locale import ntr, speaking, tr

FINNISH, ENGLISH = "Pakollinen vastaus puuttuu.", "A required answer is missing."
EACH = {"fi": FINNISH, "en": ENGLISH}


@pytest.mark.parametrize("tag", ["en", "en-GB", "en_US.UTF-8", " EN "])
def test_a_tag_may_have_a_region_and_an_encoding(tag: str) -> None:
    with speaking(tag):
        assert tr(FINNISH) == ENGLISH
        assert locale.language() == "en"
    with speaking("fi-FI"):
        assert tr(FINNISH) == FINNISH


def test_a_language_within_another_ends_with_its_block() -> None:
    with speaking("en"):
        with speaking("fi"):
            assert tr(FINNISH) == FINNISH
        with pytest.raises(ZeroDivisionError), speaking("fi"):
            raise ZeroDivisionError
        assert tr(FINNISH) == ENGLISH
        assert ntr("{n} virhe", "{n} virhettä", 2) == "2 errors"


def test_a_language_that_nobody_translated_is_finnish() -> None:
    with speaking("xx-XX"):
        assert tr(FINNISH) == FINNISH
        assert ntr("{n} virhe", "{n} virhettä", 1) == "1 virhe"


def test_threads_do_not_hear_one_another() -> None:
    together = Barrier(len(EACH))

    def messages(language: str) -> set[str]:
        with speaking(language):
            found = set()
            for _ in range(200):
                together.wait()
                found.add(tr(FINNISH))
            return found

    with ThreadPoolExecutor(len(EACH)) as pool:
        assert list(pool.map(messages, EACH)) == [{text} for text in EACH.values()]


def test_tasks_do_not_hear_one_another() -> None:
    async def messages(language: str) -> set[str]:
        with speaking(language):
            found = set()
            for _ in range(50):
                await asyncio.sleep(0)
                found.add(tr(FINNISH))
            return found

    async def all_messages() -> list[set[str]]:
        return await asyncio.gather(*map(messages, EACH))

    assert asyncio.run(all_messages()) == [{text} for text in EACH.values()]


def test_a_finding_speaks_the_language_in_use_when_it_is_read() -> None:
    finding = Finding("OMV201")
    assert finding.message == FINNISH
    with speaking("en"):
        assert finding.message == ENGLISH


def test_clicks_words_follow_the_thread_as_ours_do() -> None:
    translate_click()
    error = click.MissingParameter(param_hint="FILE", param_type="argument")

    def words(language: str) -> str:
        with speaking(language):
            return error.format_message()

    with ThreadPoolExecutor(1) as pool:
        finnish, english = pool.map(words, EACH)
        elsewhere = pool.submit(error.format_message).result()  # no language of ours in use
    assert finnish.startswith("Puuttuu")
    assert english == elsewhere
    assert english.startswith("Missing")


def test_a_command_leaves_the_process_as_it_was() -> None:
    code = (
        "import gettext, os; before = dict(os.environ), gettext.textdomain()\n"
        "from omvgen.cli import main\n"
        "try: main(['--help', '--lang', 'en'])\n"
        "except SystemExit: pass\n"
        "assert before == (dict(os.environ), gettext.textdomain())\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "LANGUAGE"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Show this message and exit." in done.stdout
    assert gettext.textdomain() == "messages"
