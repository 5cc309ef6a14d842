"""Which of the publisher's words a reason relies on, where our digest was all its author could quote; and a link to them."""

import re
from urllib.parse import quote as percent

from assistant.backends.words import tokens

# the end of a sentence, of a line, or of a clause that a semicolon closes
_PARTS = re.compile(r".+?(?:[.;?!:][”’\"')\]]*(?=\s|$)|$)", re.MULTILINE)
_DRAWN = re.compile(r"^(?:•|\(?[a-z][.)]?)\s+(?=\S)")
# a link names this many words at each end of longer words
ENDS = 5


def relied_words(ours: str, official: str) -> str:
    """The sentence of `official` that says what `ours` says: the one that shares most of its words.

    The whole paragraph where none shares any. Always a substring of `official`.

    >>> relied_words("Never ring twice.", "The bell is old. You must not ring it twice.")
    'You must not ring it twice.'
    """
    wanted = set(tokens(ours))
    parts = [part.group().strip() for part in _PARTS.finditer(official) if part.group().strip()]
    scored = [(len(wanted & set(tokens(part))), -at, part) for at, part in enumerate(parts)]
    best = max(scored, default=(0, 0, official))
    return best[2] if best[0] else official


def at_words(url: str, words: str) -> str:
    """The address of a page, opened at these words, in browsers that know text fragments (WICG, Scroll to Text Fragment).

    Words over two lines are looked for by their first line: on the page a line end is the end of a block.
    """
    if url.lower().endswith(".pdf") or "#" in url:
        return url
    # the bullet or letter before a point is drawn by the page, and found by no search in it
    line = _DRAWN.sub("", words.strip().split("\n")[0]).split()
    if not line:
        return url
    if len(line) <= 2 * ENDS:
        return f"{url}#:~:text={_escaped(line)}"
    return f"{url}#:~:text={_escaped(line[:ENDS])},{_escaped(line[-ENDS:])}"


def _escaped(words: list[str]) -> str:
    # a hyphen or comma left bare would be read as part of the fragment's own grammar
    return percent(" ".join(words), safe="").replace("-", "%2D")
