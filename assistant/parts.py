"""Two questions in one message: told apart, each judged alone, and put together again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.lookup.names import topics_named
from assistant.models import Advice, Light, Matter, Verdict
from assistant.outside import is_outside

MOST_PARTS = 4
# the stricter of two answers
STRICT = {Light.NOT_COVERED: 0, Light.GREEN: 1, Light.AMBER: 2, Light.RED: 3}
OPENER = (
    r"(?:can|could|may|might|should|shall|do|does|did|is|are|am|was|were|will|would|must|have|has|what(?:['’]?s)?|which|how|when|where|who|why|if)\b"
)
# a list: 1. 1) (1) a) (a), each at the start of a line or after a space
LISTED = re.compile(r"(?:^|\s)\(?(?P<mark>[1-4]|[a-d])[.)]\s+(?=\S)", re.IGNORECASE)
ANNOUNCED = re.compile(r"\b(?:two|2|three|3|a couple of|several|a few) (?:\w+ )?(?:questions|things|points|matters)\b\s*[:.,-]*\s*", re.IGNORECASE)
# where another matter is opened in so many words
ANOTHER = re.compile(
    rf"(?<=[.?!\n])\s*(?:and |oh,? |oh and |ps\.? )*(?:also\b[\s,:;.-]*(?={OPENER})|(?:separately|secondly|second question|another (?:thing|question|one)|one more (?:thing|question)"
    r"|on (?:a|another) (?:different )?(?:subject|matter|note)|unrelated(?:ly)?|different (?:question|subject))\b[\s,:;.-]*)",
    re.IGNORECASE,
)  # fmt: skip
# where one may be opened, if it turns out to be of another subject
AND = re.compile(rf"(?<=[.?!\n])\s*(?:and|oh and|plus|then)[\s,]+(?={OPENER})", re.IGNORECASE)
# where several are announced, a comma tells two apart as well
COMMA = re.compile(rf",\s*(?:and|oh and|plus|then|also)[\s,]+(?={OPENER})", re.IGNORECASE)
QUESTION = re.compile(rf"^\W*(?:(?:so|please|hi|hello|ok|first|firstly|second|secondly)[,:]?\s+)*{OPENER}|\?\s*$|\?\s", re.IGNORECASE)
# words that lean on what was said before
LEANING = re.compile(r"\b(?:it|this|that|these|those|them|they|she|he|her|him|his|their|the same|one|either|both|so)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“\"][^”\"]+[”\"]")


def matters(text: str) -> tuple[str, ...]:
    """The separate questions of a message, in its order; the message alone where it is one matter.

    A list of questions, or one opened in so many words ("also", "second question"), is told apart unless it leans on the
    one before or is about the same subject. A bare "and" tells two apart only where both subjects are known and differ.
    """
    shown = QUOTED.sub(lambda m: "x" * len(m.group()), text)
    listed = _listed(text, shown)
    if listed:
        return listed
    cuts = [(m.start(), m.end(), True) for m in ANOTHER.finditer(shown)]
    cuts += [(m.start(), m.end(), False) for m in AND.finditer(shown) if not any(s <= m.start() < e for s, e, _ in cuts)]
    announced = ANNOUNCED.search(shown)
    if announced:
        cuts += [(m.start(), m.end(), False) for m in COMMA.finditer(shown)]
    parts, begins = [], announced.end() if announced and announced.start() < 3 else 0
    for start, end, is_said in sorted(cuts):
        before, after = text[begins:start].strip(), text[end:].strip()
        if are_separate(before, after, is_said or announced is not None, announced is not None):
            parts.append(before)
            begins = end
    parts.append(text[begins:].strip())
    return tuple(parts) if 1 < len(parts) <= MOST_PARTS else (text,)


def are_separate(before: str, after: str, is_said: bool, is_counted: bool = False) -> bool:
    """Two stretches of a message ask about two matters.

    `is_said`: the writer opened the second in so many words; `is_counted`: said beforehand that there are two.
    """
    if not (QUESTION.search(before) and QUESTION.search(after)):
        return False
    if is_outside(before) != is_outside(after):
        return True
    first, second = ({t.family for t in topics_named(part)} for part in (before, after))
    if first & second:
        return False
    if is_counted:
        return True
    return bool(first and second) if not is_said or LEANING.search(after.partition("?")[0]) else True


def _listed(text: str, shown: str) -> tuple[str, ...]:
    """The points of a list that are questions of their own; () where there is none such."""
    marks = list(LISTED.finditer(shown))
    if not 2 <= len(marks) <= MOST_PARTS or [m["mark"].lower() for m in marks] not in ([*"1234"][: len(marks)], [*"abcd"][: len(marks)]):
        return ()
    ends = [m.start() for m in marks[1:]] + [len(text)]
    points = [text[m.end() : end].strip() for m, end in zip(marks, ends, strict=True)]
    starts_a_question = re.compile(rf"^{OPENER}", re.IGNORECASE)
    if not all(starts_a_question.match(point) for point in points):
        return ()
    return tuple(points) if all(are_separate(a, b, True) for a, b in pairwise(points)) else ()


def together(answers: Sequence[Matter]) -> Advice:
    """One answer to a message with several matters: the strictest one's, with every one of them in `parts`."""
    strictest = max(answers, key=lambda matter: (STRICT[matter.advice.light], matter.advice.verdict is not Verdict.OK))
    return replace(strictest.advice, parts=tuple(answers))
