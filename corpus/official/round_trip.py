"""Every stored paragraph must stand in its file, in order: nothing made up, nothing moved."""

import re
from collections.abc import Iterable

# letters of page furniture that may stand between two parts of a paragraph, and the shortest part
FURTHEST = 600
SHORTEST = 8
# places tried for the beginning of a paragraph that stands nowhere whole: a crafted page may have millions
MOST_TRIES = 200
# the letter that a sub-point is stored with
_POINT = re.compile(r"^[a-z] (?=\S)", re.MULTILINE)


def strays(texts: Iterable[tuple[str, str]], words: str) -> list[str]:
    """Names of the (name, text) pairs whose text is not found in `words` after the pair before it.

    Letters alone are compared: a reader takes off numbers, hyphens and white space, and adds none of its own. The letter
    of a sub-point at the beginning of a line may be missing in `words`: a page draws it as it draws a bullet.
    """
    page = letters(words)
    cursor = 0
    lost = []
    for name, text in texts:
        end = _end(letters(text), page, cursor)
        if end is None and (bare := _POINT.sub("", text)) != text:
            end = _end(letters(bare), page, cursor)
        if end is None:
            lost.append(name)
        else:
            cursor = end
    return lost


def letters(text: str) -> str:
    """The letters of a text, lower case.

    >>> letters("Well-being, 12")
    'wellbeing'
    """
    return re.sub(r"[\W\d_]+", "", text).lower()


def _end(text: str, page: str, cursor: int) -> int | None:
    """Where the text ends on the page, or None; it may be parted by the foot of one page and the head of the next."""
    at = page.find(text, cursor)
    if at >= 0:
        return at + len(text)
    first = page.find(text[:SHORTEST], cursor)
    for _ in range(MOST_TRIES):
        if first < 0:
            break
        end = _in_parts(text, page, first)
        if end is not None:
            return end
        first = page.find(text[:SHORTEST], first + 1)
    return None


def _in_parts(text: str, page: str, at: int) -> int | None:
    done = 0
    while done < len(text):
        size = _common(text, done, page, at)
        if size < SHORTEST and done + size < len(text):
            return None
        done, at = done + size, at + size
        if done < len(text):
            # what is found first after the break, however little of it stands before the next
            at = page.find(text[done : done + SHORTEST], at, at + FURTHEST)
            if at < 0:
                return None
    return at


def _common(text: str, start: int, page: str, at: int) -> int:
    size = 0
    most = min(len(text) - start, len(page) - at)
    while size < most and text[start + size] == page[at + size]:
        size += 1
    return size
