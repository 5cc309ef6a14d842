"""What a message asks that the guidance held here does not answer, and who would know."""

import re
from functools import cache, cached_property
from importlib import resources

import yaml

from assistant.models import Outside
from assistant.yaml_file import Part

# what makes a message one about posts and messages, whatever else stands in it
POSTING = re.compile(
    r"\b(?:post(?:s|ed|ing)?|tweet\w*|share[ds]?|sharing|repl(?:y|ies|ied)|messag\w+|review|facebook|twitter|instagram|tik ?tok|linkedin|whats ?app|reddit|blog|online"
    r"|social media|group chat|media|journalist|website|anonym\w+|confiden\w+|friend request|publish\w*|video|photo\w*|podcast|advert\w*|newsletter|fb|insta|on x|text (?:his|her|the|my|them|him)|e-?mail(?:s|ed|ing)?|say (?:that|this|so|on|i|she|he|they)|swear\w*|group|forum|poster|leaflet)\b",
    re.IGNORECASE,
)
ASKS = re.compile(r"\?|^\W*(?:and )?(?:also )?(?:what|which|how|can|could|do|does|is|are|should|who|when|where)\b", re.IGNORECASE)
# one matter ends where a sentence does, or where another is added
_ENDS = re.compile(r"(?<=[.?!;\n])\s+|\s+(?=(?:and )?also\b)|,\s+and\s+(?=(?:what|can|how|is|do|should)\b)")


class Subject(Part):
    """A subject that is not ours, and who would know."""

    id: str
    say: str
    who: str
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its words, ready to search."""
        return re.compile(self.words, re.IGNORECASE)


@cache
def subjects() -> tuple[Subject, ...]:
    """Every subject of outside.yaml, in its order."""
    text = resources.files("assistant").joinpath("outside.yaml").read_text(encoding="utf-8")
    return tuple(map(Subject.model_validate, yaml.safe_load(text)))


def outside(text: str) -> tuple[Outside, ...]:
    """What the message asks, in a sentence that speaks of no post or message, that is not ours to answer.

    A post *about* tax is ours; a question about tax is not.
    """
    found: dict[str, Outside] = {}
    for sentence in _ENDS.split(text):
        if not ASKS.search(sentence) or POSTING.search(sentence):
            continue
        for subject in subjects():
            if subject.pattern.search(sentence):
                found.setdefault(subject.id, Outside(subject.say, subject.who))
    return tuple(found.values())


def is_outside(text: str) -> bool:
    """Nothing in the message is ours to answer, and something of it is a question for others."""
    return bool(outside(text)) and not POSTING.search(text)
