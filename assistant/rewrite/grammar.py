"""Whether what is left after a cut still reads as sentences; only what the cut made is looked at, never how the draft was written."""

import re
from collections import Counter
from itertools import pairwise

FEWEST_IN_A_SENTENCE = 3
SENTENCE = re.compile(r"[^.!?\n]*\w[^.!?\n]*[.!?…]*")
# a word that needs another after it: "our practice is.", "and then with.", "know the signs and ask?"
NEEDS_MORE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|a|an|the|of|and|or|but|nor|with|our|my|your|his|her|their|its|for|very|so|than|because|although|though|while|if|when|unless|until|as|at|from|into|onto|to|by|between"
    r"|it['’]?s|that['’]?s|there['’]?s|he['’]s|she['’]s|we['’]re|they['’]re|you['’]re|who|whose|which|whether|ask|asks|asked|say|says|said|tell|tells|told|means?|ensure|note|include|includes|including|like|such|via|per)"
    r"\s*(?:[.!?,;:…]|$)",
    re.IGNORECASE,
)
# a word that leads on, before a word or mark that cannot follow it: "our hormones are with", "a and", "the ,"
LEADS = {"a", "an", "the", "our", "my", "your", "their", "of", "with", "from", "into", "at"}
CANNOT_FOLLOW = {"and", "or", "but", "of", "with", "from", "is", "are", "was", "were", "who", "which", "because", "says", "said", "has", "had", "wants", "came", "went", "will", "can", "would", ",", ";", ":", ".", "!", "?", ")"}
MARKS = re.compile(r"[,;:]\s*[.!?,;:]|[.!?]\s*[,;]|(?<!\.)\.\.(?!\.)|\(\s*\)|\s[,;!?](?!\w)|\s['’](?=\s)|(?<=\S)  +")
GREETING = re.compile(r"^(?:thanks|thank you|hi|hello|hiya|hey|sorry|ta|cheers|morning|evening)\b", re.IGNORECASE)
WORD = re.compile(r"[\w'’-]+|[^\w\s]")
# a sentence that a cut made may not begin so; one that the draft itself begins so is its writer's own
BEGINS_INSIDE = re.compile(r"^[\"“'‘(]*(?:which|whose|whom|of|than|because|nor|or)\b", re.IGNORECASE)


def is_broken(before: str, after: str) -> bool:
    """What was taken out of `before` left a stump, a mark too many or a word that hangs in `after`."""
    if (Counter(MARKS.findall(after)) - Counter(MARKS.findall(before))).total():
        return True
    kept = {_plain(s) for s in SENTENCE.findall(before)}
    made = [s.strip() for s in SENTENCE.findall(after) if _plain(s) not in kept]
    return any(_is_stump(sentence, before) for sentence in made) or after.rstrip().endswith(
        (":", ",", ";")
    ) > before.rstrip().endswith((":", ",", ";"))


def _is_stump(sentence: str, before: str) -> bool:
    """The sentence, which the draft does not hold, is too short, begins or ends on a word that hangs, or joins two that do not meet."""
    words = re.findall(r"\w+", sentence)
    if len(words) < FEWEST_IN_A_SENTENCE and not GREETING.match(sentence) and not _is_held(sentence, before):
        return True
    if (BEGINS_INSIDE.match(sentence) and not _begins_so(sentence, before)) or (
        NEEDS_MORE.search(sentence[-24:]) and not _ends_so(sentence, before)
    ):
        return True
    pairs = set(pairwise(w.lower() for w in WORD.findall(before)))
    return any(
        a in LEADS and b in CANNOT_FOLLOW and (a, b) not in pairs
        for a, b in pairwise(w.lower() for w in WORD.findall(sentence))
    )


def _plain(sentence: str) -> str:
    """Its words alone: a capital or a mark may have moved."""
    return " ".join(re.findall(r"\w+", sentence.lower()))


def _is_held(sentence: str, before: str) -> bool:
    """A greeting, say, that stood in the draft with a mark after it."""
    return (
        re.search(rf"(?:^|[.!?\n:])\s*{re.escape(sentence.rstrip('.!?,… '))}\s*[.!?,:…]", before, re.IGNORECASE)
        is not None
    )


def _begins_so(sentence: str, before: str) -> bool:
    first = sentence.split(maxsplit=1)[0]
    return re.search(rf"(?:^|[.!?\n:]\s){re.escape(first)}\b", before, re.IGNORECASE) is not None


def _ends_so(sentence: str, before: str) -> bool:
    """The draft too ends a sentence on that word: 'something to look at.'"""
    last = re.findall(r"[\w'’]+", sentence)[-1]
    return re.search(rf"\b{re.escape(last)}\s*[.!?…]", before, re.IGNORECASE) is not None
