"""Edits -> the text they make, its seams closed."""

import re
from collections.abc import Iterable

from assistant.rewrite.models import Edit

SENTENCE_END = (".", "!", "?", "…", "\n", ":")
# a mark that cannot stand at the start of a sentence, or after another mark
LOOSE_START = re.compile(r"^[ \t]*(?:[,;:.!?]|[-–—] )[ \t]*")
LOOSE_END = re.compile(r"[ \t]*[,;:–—-]+[ \t]*$")


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits made, in any order given; they must not overlap."""
    made, at = "", 0
    closing = False
    for edit in sorted(edits, key=lambda e: e.start):
        between = text[at : edit.start]
        if closing and edit.after and not between.strip(" \t"):
            # what went and what comes in its place meet: "early. [Last week] [a student -> someone] came"
            made, at, closing = _join(made, edit.after), edit.end, False
            continue
        made = _join(made, between) if closing else made + between
        if edit.after:
            # words went before it, so it begins the text now
            made += edit.after if made.strip() or edit.start == 0 else edit.after[:1].upper() + edit.after[1:]
        at, closing = edit.end, not edit.after
    return (_join(made, text[at:]) if closing else made + text[at:]).strip() if at else text


def _join(left: str, right: str) -> str:
    """Two pieces between which words were taken out, with the marks and capitals a reader expects."""
    if not right.strip(" \t"):
        return left.rstrip(" \t") + right.lstrip(" \t") if left else right.lstrip(" \t")
    kept = left.rstrip(" \t")
    rest = right.lstrip(" \t")
    begins = not kept or kept.endswith(SENTENCE_END)
    if begins:
        while (loose := LOOSE_START.match(rest)) and loose.end():
            rest = rest[loose.end() :]
        rest = rest[:1].upper() + rest[1:] if kept or not left else rest
    elif rest[:1] in ".!?":
        kept = LOOSE_END.sub("", kept)
    elif rest[:1] in ",;:" and kept[-1:] in ",;:(":
        rest = rest[1:].lstrip(" \t")
    elif rest[:1] == ")" and kept[-1:] == "(":
        return _join(kept[:-1], rest[1:])
    tight = not kept or kept[-1] in "\n(“‘" or not rest or rest[0] in "\n,;:.!?)”"
    return kept + ("" if tight else " ") + rest
