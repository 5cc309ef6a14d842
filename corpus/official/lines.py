"""Lines of text -> blocks: what a page is when its mark-up is gone."""

import re
from collections.abc import Sequence
from statistics import median

from corpus.official.blocks import Block, Content, Kind, bullet, tidy

ALONE = re.compile(r"^\(?(\d{1,3}|[a-z])[.)]?$")
NUMBERED = re.compile(r"^(\d{1,3})[.)]?\s+(?=[A-Z“‘\"'(])")
LETTERED = re.compile(r"^\(?([a-z])[.)]\s+(?=\S)")
_BARE = re.compile(r"^[a-z]\s+\S")
_ENDED = re.compile(r"[.?!:;…][”’\"')\]]*(?:\d{1,2}|[*†‡§]{1,3})?$")
# a line longer than this is no heading
LONGEST_HEADING = 110


def read(text: str) -> Content:
    """The blocks of a plain text: a saved page, or one copied from a screen."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    blocks = blocks_of(unwrapped(rows) if is_wrapped(rows) else rows)
    title = next((b.text for b in blocks if b.kind is Kind.HEADING), "")
    return Content(tuple(blocks), text, title)


def blocks_of(rows: Sequence[str]) -> list[Block]:
    """One block a line that is not blank; items by their bullets, headings by their look."""
    blocks: list[Block] = []
    indents: list[int] = []
    for row in rows:
        words = tidy(row)
        if not words:
            continue
        item = bullet(row)
        if item:
            indent, rest = item
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            blocks.append(Block(Kind.ITEM, tidy(rest), len(indents) - 1))
            continue
        indents.clear()
        blocks.append(Block(Kind.HEADING, words, 2) if looks_like_heading(words) else Block(Kind.PARAGRAPH, words))
    return blocks


def looks_like_heading(words: str) -> bool:
    """Short, begun with a capital, with no stop at its end; a question may be one too."""
    if len(words) > LONGEST_HEADING or not words[:1].isupper() or ALONE.match(words):
        return False
    return not _ENDED.search(words) or (words.endswith("?") and len(words) <= 60 and words.count(" ") <= 8)


def has_ended(words: str) -> bool:
    """The line ends as a sentence or a list's lead does."""
    return bool(_ENDED.search(words))


def is_wrapped(rows: Sequence[str]) -> bool:
    """Lines were broken to a width, so that a paragraph runs over several."""
    long = [len(row.rstrip()) for row in rows if len(row.strip()) > 40]
    if len(long) < 4:
        return False
    full = median(long)
    unended = sum(1 for row in rows if len(row.strip()) > 40 and not has_ended(row.strip()))
    return max(long) <= 130 and full <= 110 and unended * 3 > len(long)


def unwrapped(rows: Sequence[str]) -> list[str]:
    """The lines of a wrapped text joined into paragraphs; a blank line, a number or a bullet begins a new one."""
    width = max((len(row.rstrip()) for row in rows), default=0)
    seen = words_of(rows)
    joined: list[str] = []
    fresh = True
    for row in rows:
        words = row.strip()
        if not words:
            fresh = True
            continue
        before = joined[-1] if joined else ""
        if fresh or begins_anew(row, before, width):
            joined.append(row.rstrip())
        else:
            joined[-1] = join(before, words, seen)
        # a number that stands alone opens its paragraph, and takes no line after it
        fresh = bool(ALONE.match(words))
    return joined


def begins_anew(row: str, before: str, width: int) -> bool:
    """This line of a wrapped text is no continuation of the one before it."""
    words = row.strip()
    if bullet(row) or ALONE.match(words) or LETTERED.match(words) or _is_next_letter(words, before):
        return True
    if not has_ended(before):
        # a heading is followed by a line that begins with a capital
        return len(before) < 0.75 * width and looks_like_heading(before) and words[:1].isupper()
    return bool(NUMBERED.match(words)) or (words[:1].isupper() and looks_like_heading(words) and len(words) < 0.75 * width)


def _is_next_letter(words: str, before: str) -> bool:
    """The line begins with a bare letter that a list has due: a after a colon, b after what began with a."""
    if not _BARE.match(words):
        return False
    return before.endswith(":") if words[0] == "a" else bool(_BARE.match(before)) and ord(before[0]) == ord(words[0]) - 1


def words_of(rows: Sequence[str]) -> frozenset[str]:
    """Every word of the text that stands unbroken on a line, in lower case, hyphens kept."""
    return frozenset(word for row in rows for word in re.findall(r"[a-z]+(?:-[a-z]+)*", row.strip().lower()[:10_000]))


# the first half of words that keep their hyphen wherever it falls
_KEEPS = {"well", "self", "non", "face", "follow", "co", "long", "short", "high", "low", "up", "e", "third", "one", "on", "off", "in"}


def join(before: str, after: str, seen: frozenset[str]) -> str:
    """Two lines as one; a word broken by a hyphen is made whole, by how the text writes it elsewhere."""
    if not (before.endswith("-") and after[:1].islower()) or before.endswith(" -"):
        return f"{before.removesuffix(chr(0xAD))}{'' if before.endswith(chr(0xAD)) else ' '}{after}"
    head = re.split(r"[\s(“‘]", before[:-1])[-1].lower()
    found = re.match(r"[a-z]+", after)
    tail = found.group() if found else ""
    if f"{head}-{tail}" in seen or (head + tail not in seen and head in _KEEPS):
        return before + after
    return before[:-1] + after
