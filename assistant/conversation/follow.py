"""A turn and what was said before it -> what the turn does."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from assistant.conversation.facts import QUOTED, stated, with_sensed
from assistant.conversation.models import Act, FactName, Facts, Matter
from assistant.lookup.intents import LOOK_UPS, STRENGTH, intent_of
from assistant.lookup.names import documents_named, numbers_named
from assistant.models import Matter as OneMatter
from assistant.sense import Said
from assistant.yaml_file import Part

# a quotation that makes up this much of a turn is what the turn is about
MOSTLY = 0.45
LEAST_DRAFT_WORDS = 3
# "draft: ...", "how about: ...", "version 2 - ..."
LABELLED = re.compile(
    r"^\W*(?:ok(?:ay)?,? |so,? |right,? |and )?(?:new |my |the |here['’]?s (?:the |my |a )?|try |revised |second |next )*(?:(?:draft|version|reply|caption|post|attempt|rewrite|take)(?: \w+)?(?: ?(?:two|three|\d))?(?: this| now)?\s*(?::|-|–|\?)\s+|(?:how about|what about|so)(?: this)?\s*(?::|-|–)\s+)(?P<words>\S.{12,})$",
    re.IGNORECASE | re.DOTALL,
)
# two texts that share this much of their words are versions of one another
SAME_TEXT = 0.45
LONGEST_ASIDE = 16
# a question of its own has so many words, and shares no more than this with what was said before
LEAST_ALONE, MOST_SHARED = 7, 0.12
WORD = re.compile(r"[\w'’]+")
COMMON = frozenset(["a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "had", "has", "have", "he", "her", "him", "his", "i", "if", "in", "is", "it", "its", "me", "my", "of", "on", "or", "our", "she", "so", "that", "the", "their", "them", "then", "there", "they", "this", "to", "up", "us", "was", "we", "were", "what", "when", "which", "who", "will", "with", "would", "you", "your"])  # fmt: skip
# one of several matters, by its place among them: the last is as far as they go
PLACES = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "other": 1, "third": 2, "3rd": 2, "last": 9, "latter": 9}
PLACE = re.compile(
    r"\b(?P<place>first|1st|second|2nd|other|third|3rd|last) (?:one|question|thing|bit|part|matter)\b|\b(?P<alone>former|latter)\b", re.IGNORECASE
)
LONG_WORD = 4
# what may stand beside "it's already up" and say no more than when
ONLY_WHEN = re.compile(
    r"\W*(?:(?:it|it['’]?s|has|have|been|i|already|just|now|last|this|since|on|at|an?|few|hours?|days?|weeks?|minutes?|ago|night|yesterday|today|morning|"
    r"afternoon|evening|lunch(?:time)?|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b\W*|(?:sorry|lol|tbh|though|by the way|btw|ok|yes|yeah|so|well)\b\W*)*",
    re.IGNORECASE,
)
# what a plain argument never changes
SUBSTANCE = (FactName.CONSENT, FactName.WHOSE, FactName.PLATFORM)
# acts that say more of the matter in hand
GOES_ON = (Act.TELL, Act.DRAFT, Act.PUSH_BACK)


class Signs(Part):
    """The words that one act is known by."""

    whole: tuple[str, ...] = ()
    part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Patterns:
    """turns.yaml, compiled."""

    acts: Mapping[Act, tuple[re.Pattern[str], ...]]
    pushes: tuple[re.Pattern[str], ...]
    opens: re.Pattern[str]
    leans: re.Pattern[str]
    done: re.Pattern[str]
    another: re.Pattern[str]
    restart: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn, understood."""

    act: Act
    told: Facts


def heard(text: str, matter: Matter | None, sense: Callable[[str], Said | None] = lambda text: None) -> Heard:
    """What a turn does and which facts it states; a follow-up is read by `sense` too, words handed in to be posted are not."""
    told = stated(text)
    act = act_of(text, matter, told)
    if matter is None or act not in GOES_ON or (act is Act.DRAFT and not QUOTED.search(text)):
        return Heard(act, told)
    told = with_sensed(told, text, sense(text))
    return Heard(act_of(text, matter, told), told)


def act_of(text: str, matter: Matter | None, told: Mapping[FactName, object]) -> Act:
    """What a turn does; `told` are the facts it states."""
    known = patterns()
    if matter is None or known.another.search(text):
        return Act.ASK
    if draft_in(text):
        return Act.DRAFT
    for act, signs in known.acts.items():
        if any(sign.search(text.strip()) for sign in signs):
            return act
    if draft_in(text, matter):
        return Act.DRAFT
    if is_push(text, told):
        return Act.PUSH_BACK
    return Act.ASK if stands_alone(text, matter) else Act.TELL


def is_push(text: str, told: Mapping[FactName, object]) -> bool:
    """The turn argues and adds nothing that bears on the matter."""
    if len(WORD.findall(text)) > LONGEST_ASIDE or any(name in told for name in SUBSTANCE):
        return False
    known = patterns()
    return any(sign.search(text) for sign in known.pushes) and not known.opens.search(text) and not known.done.search(text)


def only_out(told: Facts, text: str) -> bool:
    """A turn says in plain words that it is out, and nothing else: nobody complained, shared it on, or was recognised."""
    found = stated(text).get(FactName.POSTED)
    if set(told) != {FactName.POSTED} or found is None or found.value != "posted":
        return False
    return ONLY_WHEN.fullmatch(" ".join(text.split()).replace(found.words, " ")) is not None


def draft_in(text: str, matter: Matter | None = None) -> str:
    """The words to be posted that a turn hands in, or '' where it hands in none."""
    quoted = max((m.group()[1:-1] for m in QUOTED.finditer(text)), key=len, default="")
    if len(WORD.findall(quoted)) >= LEAST_DRAFT_WORDS and len(quoted) >= MOSTLY * len(text.strip()):
        return quoted.strip()
    labelled = LABELLED.match(text.strip())
    if labelled:
        return labelled["words"].strip().strip("\"“”")
    if matter and matter.draft and "?" not in text[-2:] and likeness(text, matter.draft) >= SAME_TEXT:
        return text.strip()
    return ""


def stands_alone(text: str, matter: Matter) -> bool:
    """A whole question that leans on nothing said before and shares hardly a word with it."""
    return (
        len(WORD.findall(text)) >= LEAST_ALONE
        and patterns().opens.search(text) is not None
        and patterns().leans.search(text) is None
        and likeness(text, " ".join((matter.opening, *matter.since))) < MOST_SHARED
    )


def part_meant(text: str, parts: Sequence[OneMatter]) -> OneMatter | None:
    """Which of several matters answered together a follow-up is about: by its place, or as the only one it shares a word with."""
    if not parts:
        return None
    if place := PLACE.search(text):
        return parts[min(PLACES[(place["place"] or place["alone"]).lower()], len(parts) - 1)]
    words = _telling(text)
    sharing = [part for part in parts if words & _telling(part.question)]
    return sharing[0] if len(sharing) == 1 else None


def _telling(text: str) -> set[str]:
    """The words of a text that tell what it is about, in small letters."""
    return {word.lower() for word in WORD.findall(text) if len(word) >= LONG_WORD} - COMMON


def likeness(one: str, other: str) -> float:
    """Share of words two texts have in common, small words left out: Jaccard, in [0, 1]."""
    a, b = (({w.lower() for w in WORD.findall(t)} - COMMON) for t in (one, other))
    return len(a & b) / len(a | b) if a | b else 0.0


@cache
def patterns() -> Patterns:
    """The patterns of turns.yaml."""
    data = yaml.safe_load(resources.files("assistant.conversation").joinpath("turns.yaml").read_text(encoding="utf-8"))
    small = rf"(?:\W*{data['small']}\b)*\W*"
    acts = {}
    for name, given in data["acts"].items():
        signs = Signs.model_validate(given)
        whole = [re.compile(rf"^{small}(?:{sign}){small}$", re.IGNORECASE) for sign in signs.whole]
        acts[Act(name)] = (*whole, *(re.compile(sign, re.IGNORECASE) for sign in signs.part))
    return Patterns(
        acts, tuple(re.compile(sign, re.IGNORECASE) for sign in data["pushes"]),
        *(re.compile(data[name], re.IGNORECASE) for name in ("opens", "leans", "done", "another", "restart")),
    )  # fmt: skip


def asks_the_guidance(text: str) -> bool:
    """The turn looks something up: in a document or a paragraph that it names, or what a "must" means."""
    return intent_of(text) in LOOK_UPS and bool(documents_named(text) or numbers_named(text) or STRENGTH.search(text))


def is_restart(text: str) -> bool:
    """The message asks for nothing but a conversation begun anew."""
    return patterns().restart.search(text) is not None
