"""What a page leaves open at its end: parsers of HTML differ in how much of it they drop."""

from __future__ import annotations

from omvgen.patterns import pattern

# How what begins so ends, the longest beginning first; a tag ends at a `>` outside quotes.
_ENDS = {
    "<!--": "-->",
    "<![cdata[": "]]>",
    "<textarea": "</textarea",
    "<script": "</script",
    "<style": "</style",
    "<title": "</title",
}
_TAG = pattern("<[a-z/!?]")
_END_OR_QUOTE = pattern("[>\"']")


def left_open(page: str) -> str:
    """The page from the first piece of markup on that has no end; empty when all have theirs.

    The cost is that of the page's length: each of its characters is passed once.
    """
    lowered, at = page.lower(), 0
    if len(lowered) != len(page):  # some capital letters are longer when they are small
        lowered = page
    while (begun := _TAG.search(lowered, at)) is not None:
        start = begun.start()
        end = _end_of(lowered, start)
        if end < 0:
            return page[start:]
        at = end
    return ""


def _end_of(page: str, start: int) -> int:
    """Where the markup that begins there has its end; -1 for nowhere."""
    for opening, closing in _ENDS.items():
        if page.startswith(opening, start):
            return page.find(closing, start + len(opening))
    at = start + 1
    while (found := _END_OR_QUOTE.search(page, at)) is not None:
        if found[0] == ">":
            return found.end()
        at = page.find(found[0], found.end()) + 1
        if not at:
            return -1
    return -1
