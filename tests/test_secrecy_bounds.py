"""The search of a file takes bounded work and memory, whoever made the file, or is refused.

What grew with the square of these texts took minutes; `benchmarks/search.py` measures how
long they take.
"""

from __future__ import annotations

import io
import os
import tracemalloc
import zipfile
from functools import cache

import pytest
from helpers_files import read

from omvgen.errors import OmvgenError
from omvgen.findings.model import Place
from omvgen.form.loader import load_form
from omvgen.package import MAX_ENTRIES, zip_package
from omvgen.secrecy.model import Reason, Withheld
from omvgen.secrecy.search import leaks
from omvgen.secrecy.search.leaks import Leak, Search, prepare, search

FORM = load_form()
SECRET = (
    "Aki Aho Salomäki ja Roman Petrenko asuvat osoitteessa Piilokatu 7. "
    "Puhelin on 040 765 4321 ja sähköposti aki@x.example. Koodi on 48213."
)
TIMES = 25_000
LONGEST = 4 * TIMES  # characters of a text that repeats a piece
MOST = 150 * 1024 * 1024  # bytes


@cache
def looking() -> Search:
    secret = Withheld(Place("answer", "x"), Reason.MARKED, (SECRET,))
    return prepare([secret], (), FORM)


def searched(name: str, data: bytes) -> tuple[Leak, ...] | None:
    """The leaks, none when the file is refused."""
    try:
        return search(looking(), read(name, data))
    except OmvgenError:
        return None


@pytest.mark.parametrize(
    "piece",
    ["a", ".", "1", "@", "a@", "a.a@", "\\u00", "a\u0301", "\u0301\u0327", "%41", "1 234", "1.1.",
     "a-\n", "\n", " ", "data:", "data:;", "\\", "A" * 60 + "\n", "{+", "<", "&"],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    for name in ("a.txt", "a.json"):
        assert not searched(name, (piece * TIMES)[:LONGEST].encode())


@pytest.mark.parametrize(
    "piece", ["<a ", "&a", "a=", "<", "<a>", "<!--", "<a b='", "<![CDATA[", "<?", "<a a=a ", "</a "]
)
def test_no_page_takes_long(piece: str) -> None:
    searched("a.html", ("<html>" + (piece * TIMES)[:LONGEST]).encode())


def test_what_is_nested_too_deep_to_be_read_is_not_called_clean() -> None:
    assert searched("a.json", b"[" * TIMES) is None
    assert searched("a.json", b'{"a":' * TIMES) is None


def packed(data: bytes, times: int = 1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(times):
            package.writestr(f"{number}.xml", data)
    return buffer.getvalue()


def test_a_small_package_that_unpacks_to_much_is_refused_before_it_is_unpacked() -> None:
    for data in (
        packed(b"<r>" + b"<a/>" * 5_000_000 + b"</r>"),
        packed(bytes(1024 * 1024), times=65),
        packed(packed(bytes(20 * 1024 * 1024)), times=4),
    ):
        tracemalloc.start()
        assert searched("a.docx", data) is None
        assert tracemalloc.get_traced_memory()[1] < MOST
        tracemalloc.stop()


def test_each_part_of_a_package_counts_however_small_it_is() -> None:
    assert searched("a.docx", packed(b"<x/>", times=MAX_ENTRIES + 1)) is None


def test_a_long_text_is_taken_apart_a_chunk_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "_CHUNK", 32 * 1024)
    what, text = looking(), "".join(f"sana{n} on kohta " for n in range(10_000))
    tracemalloc.start()
    assert search(what, read("a.txt", text.encode())) == ()
    assert tracemalloc.get_traced_memory()[1] < 8 * len(text), "its words alone take fourteen"
    tracemalloc.stop()
    assert search(what, read("a.txt", (text + SECRET).encode()))


def test_more_text_than_any_plan_has_is_refused() -> None:
    assert searched("a.txt", b"sana " * 4_300_000) is None


def test_a_leak_where_two_chunks_of_a_long_text_meet_is_found() -> None:
    for before in range(128 * 1024 - 24, 128 * 1024 + 8, 5):
        text = ("\n" * before) + " Salomäki " + "\n" * 1000
        assert searched("a.txt", text.encode())


def test_a_large_picture_is_searched_too() -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0" + 5 * os.urandom(1_000_000)
    assert searched("a.docx", zip_package({"a.png": picture})) == ()
    assert searched("a.docx", zip_package({"a.png": picture + b"\0Salom\xe4ki asuu\0"}))
