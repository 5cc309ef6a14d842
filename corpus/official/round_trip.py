"""Every stored paragraph must stand in its file, in order: nothing made up, nothing moved."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# lines of page furniture, or of a footnote, that may stand between two parts of a paragraph
MOST_SKIPPED = 12
# letters by which the middle of a line is taken for a beginning, and how many such places are tried
SHORTEST, MOST_TRIES = 8, 50
# steps in all, so that a crafted page of a million equal lines costs no more than this
MOST_STEPS = 3_000_000
# the letter that a sub-point is stored with
_POINT = re.compile(r"^[a-z] (?=\S)", re.MULTILINE)


@dataclass(slots=True)
class _Page:
    """The letters of a file, line by line."""

    lines: list[str]
    whole: str
    starts: list[int]
    """Where in `whole` each line begins."""
    steps: int = field(default=0)


def strays(texts: Iterable[tuple[str, str]], words: str) -> list[str]:
    """Names of the (name, text) pairs whose text is not found in `words` after the pair before it.

    Letters alone are compared: a reader takes off numbers, hyphens and white space, and adds none of its own. It may leave
    out whole lines, for pages have heads and feet, so a text must be lines in their order. The letter of a sub-point at the
    beginning of a line may be missing in `words`: a page draws it as it draws a bullet.
    """
    page = _page(words)
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
    """The letters of a text, case folded.

    >>> letters("Well-being, 12")
    'wellbeing'
    """
    return re.sub(r"[\W\d_]+", "", text).casefold()


def _page(words: str) -> _Page:
    lines = [found for line in words.splitlines() if (found := letters(line))]
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line)
    return _Page(lines, "".join(lines), starts)


def _end(text: str, page: _Page, cursor: int) -> int | None:
    """Where in the page's letters the text ends, the first place after `cursor` where it stands; None where it does not."""
    if not text:
        return cursor
    at = page.whole.find(text, cursor)
    if at >= 0:
        return at + len(text)
    for number in range(bisect_right(page.starts, cursor - 1), len(page.lines)):
        line = page.lines[number]
        for at in _beginnings(text, line):
            if text.startswith(line[at:]) and (end := _on(text, len(line) - at, page, number + 1)) is not None:
                return end
        page.steps += 1
        if page.steps > MOST_STEPS:
            return None
    return None


def _beginnings(text: str, line: str) -> Iterator[int]:
    """Places in a line where the text may begin and go on over the line's end: its start, after a point's letter, or where its first words are."""
    yield 0
    if len(line) > 1:
        yield 1
    at = line.find(text[:SHORTEST], 2)
    for _ in range(MOST_TRIES):
        if at < 0:
            return
        yield at
        at = line.find(text[:SHORTEST], at + 1)


def _on(text: str, done: int, page: _Page, number: int) -> int | None:
    """Where the text ends whose first `done` letters stand before line `number`: every way to leave lines out is tried."""
    tried: set[tuple[int, int]] = set()
    ways = [(done, number)]
    while ways:
        done, number = ways.pop()
        if done == len(text):
            return page.starts[number - 1] + len(page.lines[number - 1])
        if (done, number) in tried:
            continue
        tried.add((done, number))
        # pushed last is tried first: what is nearest
        for at in range(min(number + MOST_SKIPPED, len(page.lines) - 1), number - 1, -1):
            page.steps += 1
            line = page.lines[at]
            if text.startswith(line, done):
                ways.append((done + len(line), at + 1))
            elif len(text) - done < len(line) and line.startswith(text[done:]):
                return page.starts[at] + len(text) - done
        if page.steps > MOST_STEPS:
            return None
    return None
