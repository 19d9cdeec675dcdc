"""How long the search for secrets takes, whatever the text, and whether that grows as it does.

    python benchmarks/search.py

Searches files made of one piece repeated (pieces on which a careless pattern or parser
would go back and forth), and a text with many secrets to look for, each once and four
times as long. Tells the processor's seconds, and ends with 1 when a file takes longer
than LONGEST, or when four times the text takes more than MOST times as long.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from omvgen.errors import OmvgenError
from omvgen.findings.model import Place
from omvgen.form.loader import load_form
from omvgen.secrecy.model import Reason, Withheld
from omvgen.secrecy.search.extract.files import file_texts, kind_of
from omvgen.secrecy.search.leaks import prepare, search

TIMES = 50_000
GROWTH, MOST = 4, 10
LONGEST = 5.0  # seconds
SECRET = (
    "Aki Aho Salomäki ja Roman Petrenko asuvat osoitteessa Piilokatu 7. "
    "Puhelin on 040 765 4321 ja sähköposti aki@x.example. Koodi on 48213."
)
TEXTS = (
    *("a", ".", "1", "@", "a@", "a.a@", "\\u00", "a\u0301", "%41", "1 234", "1.1.", "a-\n"),
    *("A" * 60 + "\n", "data:;", "{+"),
)
PAGES = ("<a ", "&a", "<", "<a>", "<!--", "<a b='", "<![CDATA[", "<?", "<a a=a ", "</a ")
FORM = load_form()


def withheld(text: str) -> Withheld:
    return Withheld(Place("answer", "x"), Reason.MARKED, (text,))


def searched(name: str, text: str, secrets: list[Withheld]) -> None:
    """Searches the file; one that cannot be read is refused."""
    with contextlib.suppress(OmvgenError):
        search(prepare(secrets, (), FORM), list(file_texts(name, text.encode(), kind_of(name))))


def of_file(name: str, piece: str) -> Callable[[int], None]:
    """Searches a file of so many pieces."""
    start = "<html>" if name.endswith(".html") else ""
    return lambda times: searched(name, start + piece * times * TIMES, [withheld(SECRET)])


def of_many(times: int) -> None:
    """Searches a long text for many secrets."""
    secrets = [withheld(f"{SECRET} Numero {n} ja koodi {n * 7919}.") for n in range(200 * times)]
    text = " ".join(f"Julkinen virke {n} kertoo asiasta." for n in range(2_000 * times))
    searched("a.txt", text, secrets)


def searches() -> Iterator[tuple[str, Callable[[int], None]]]:
    yield "many secrets", of_many
    for name, pieces in (("a.txt", TEXTS), ("a.json", TEXTS), ("a.html", PAGES)):
        for piece in pieces:
            yield f"{name} of {piece!r}", of_file(name, piece)


def seconds(work: Callable[[int], None], times: int) -> float:
    start = time.process_time()
    work(times)
    return time.process_time() - start


def main() -> int:
    slow = 0
    print(f"| search | once | {GROWTH} × |\n|---|---|---|")
    of_many(1)  # what is made on first use
    for name, work in searches():
        once, longer = seconds(work, 1), seconds(work, GROWTH)
        too_slow = longer > LONGEST or longer > MOST * max(once, 0.02)
        slow += too_slow
        print(f"| {name} | {once:.2f} s | {longer:.2f} s{' too slow' * too_slow} |", flush=True)
    return min(slow, 1)


if __name__ == "__main__":
    sys.exit(main())
