"""A Reply beside its Brief -> what of it may be shown, and which rules the rest broke."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.backends.presidio import Reading
from assistant.checks import identifiers
from assistant.checks.details import collect
from assistant.checks.text import ReadText
from assistant.models import DetailKind, Draft, Light, Paragraph
from assistant.writing import rules
from assistant.writing.brief import Brief
from assistant.writing.redact import PLACEHOLDER, Redaction
from assistant.writing.reply import MOST_POINTS, Point, Reply
from assistant.writing.rules import Rule
from assistant.writing.support import brings_in, repeats

LONGEST_TEXT = 900
LONGEST_QUESTION = 240
# words of a greeting or a farewell, in words to post
GREETING = 3
# a quote of fewer words shows nothing; the paragraph's own words are taken instead
LEAST_QUOTE = 3
CAPITAL = re.compile(r"\b[A-Z][\w'’-]{2,}")
# words that stand with a capital in a name or before one, and are none
NO_NAMES = frozenset({"mrs", "miss", "the", "our", "this", "that", "and", "she", "who", "his", "her", "one", "last", "only", "for", "from"})
CONTENT = re.compile(r"[\w'’-]{3,}")
# details that would tell of the person again
TELLING = frozenset(DetailKind) - {DetailKind.CONDITION, DetailKind.PROCEDURE, DetailKind.OUTCOME, DetailKind.QUOTATION}

Supports = Callable[[str, Sequence[Paragraph]], bool]


@dataclass(frozen=True, slots=True)
class Checker:
    """What a Reply is held against."""

    brief: Brief
    words: str
    """The doctor's own words, and those of the turns before."""
    redaction: Redaction
    """How to read placeholders; none were given where the model is on this machine."""
    instructions: str
    supports: Supports
    read: Callable[[str], Reading]
    light_of: Callable[[str], Light]
    """The light that a suggested text itself would be given."""

    @property
    def light(self) -> Light:
        """The light decided."""
        return self.brief.verdict.light


@dataclass(frozen=True, slots=True)
class KeptPoint:
    """A point that passed."""

    sentence: str
    paragraphs: tuple[Paragraph, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What of a Reply passed."""

    headline: str
    points: tuple[KeptPoint, ...]
    instead: str
    question: str
    dropped: Mapping[Rule, int]

    @property
    def kept(self) -> int:
        """How many parts passed."""
        return len(self.points) + sum(map(bool, (self.headline, self.instead, self.question)))

    @property
    def passes(self) -> bool:
        """Enough for an answer: a headline, and a point with its paragraph."""
        return bool(self.headline and self.points)


def check(reply: Reply, by: Checker) -> Checked:
    """The Reply without whatever breaks a rule."""
    dropped: Counter[Rule] = Counter()
    restored = by.redaction.restored
    headline = _part(restored(reply.headline), broken_by_headline, by, dropped)
    points = []
    for point in reply.points[:MOST_POINTS]:
        kept = keep_point(point, by)
        if isinstance(kept, Rule):
            dropped[kept] += 1
        else:
            points.append(kept)
    # nothing is suggested in the place of words that may be posted as they are; in words to post a placeholder stays, to be refused
    instead = _part(reply.instead, broken_by_text, by, dropped) if by.light in (Light.AMBER, Light.RED) else ""
    question = _part(restored(reply.question), broken_by_question, by, dropped)
    return Checked(headline, tuple(points), instead, question, dropped)


def keep_point(point: Point, by: Checker) -> KeptPoint | Rule:
    """The point with the doctor's words back in it, or the first rule it breaks."""
    ids = tuple(dict.fromkeys(id_.strip().strip("[]()") for id_ in point.ids))
    paragraphs = by.brief.by_id
    broken = rules.broken_by_ids(ids, point.quote.strip(), paragraphs)
    if broken:
        return broken
    sentence = by.redaction.restored(point.sentence.strip())
    if sentence is None:
        return Rule.IDENTIFIER
    cited = tuple(paragraphs[id_] for id_ in ids)
    broken = broken_by_words(sentence, by)
    if broken:
        return broken
    if rules.lacks_must(sentence, cited):
        return Rule.MUST
    if not all(by.supports(part, cited) for part in rules.sentences(sentence)):
        return Rule.UNSUPPORTED
    quote = point.quote.strip()
    return KeptPoint(sentence, cited, quote if len(quote.split()) >= LEAST_QUOTE else "")


def broken_by_words(text: str, by: Checker) -> Rule | None:
    """The first rule that any shown sentence must keep and this one breaks."""
    tests = (
        (Rule.TOO_LONG, rules.is_too_long(text)),
        (Rule.MARKUP, rules.has_markup(text)),
        (Rule.LEAK, rules.leaks(text, by.instructions)),
        (Rule.LOOSENS, rules.loosens(text, by.light)),
        (Rule.SHARPENS, rules.sharpens(text, by.light)),
        (Rule.LANGUAGE, not rules.is_english(text)),
    )
    broken = next((rule for rule, is_broken in tests if is_broken), None)
    return broken or (Rule.IDENTIFIER if invents_a_person(text, by) else None)


def broken_by_headline(text: str, by: Checker) -> Rule | None:
    """As any sentence; and under amber or red it holds back, brings in nobody and nothing new, and a rule in it is one that was given."""
    broken = broken_by_words(text, by)
    if broken:
        return broken
    if by.light in (Light.AMBER, Light.RED) and not rules.is_cautious(text):
        return Rule.LOOSENS
    return _unsupported(text, by)


def broken_by_question(text: str, by: Checker) -> Rule | None:
    """As any sentence; short, one question that asks for a fact, and a rule in it is one that was given."""
    if len(text) > LONGEST_QUESTION or not text.rstrip().endswith("?"):
        return Rule.TOO_LONG
    if not rules.only_asks(text):
        return Rule.UNSUPPORTED
    return broken_by_words(text, by) or _unsupported(text, by)


def broken_by_text(text: str, by: Checker) -> Rule | None:
    """What words to post are held to: nothing of a person in them, and the same check as any draft, come out green."""
    if rules.is_too_long(text, LONGEST_TEXT):
        return Rule.TOO_LONG
    if rules.has_markup(text):
        return Rule.MARKUP
    if not rules.is_english(text, GREETING):
        return Rule.LANGUAGE
    if rules.leaks(text, by.instructions):
        return Rule.LEAK
    if PLACEHOLDER.search(text) or tells_of_a_person(text, by):
        return Rule.IDENTIFIER
    return None if by.light_of(text) is Light.GREEN else Rule.UNSAFE_TEXT


def invents_a_person(text: str, by: Checker) -> bool:
    """A name, number or address stands in it that the doctor never wrote and no passage holds."""
    held = f"{by.words}\n" + "\n".join(h.paragraph.text for h in by.brief.passages) + "\n".join(by.brief.adviser)
    held = held.lower()
    return any(found.text.lower() not in held for found in identifiers.check(ReadText(Draft(text), by.read(text))) if found.issue is identifiers.DIRECT)


def tells_of_a_person(text: str, by: Checker) -> bool:
    """It holds a name or number of anybody, or one of the details that the doctor's words hold."""
    if any(found.issue is identifiers.DIRECT for found in identifiers.check(ReadText(Draft(text), by.read(text)))):
        return True
    own = ReadText(Draft(by.words), by.read(by.words))
    told = {found.text for found in identifiers.check(own) if found.issue is identifiers.DIRECT}
    told |= {detail.text for detail in collect(own) if detail.kind in TELLING}
    lower = text.lower()
    if any(re.search(rf"(?<!\w){re.escape(words.lower())}(?!\w)", lower) for words in told):
        return True
    # a part of a name is the name
    names = {part.lower() for words in told for part in CAPITAL.findall(words)} - NO_NAMES
    figures = set(re.findall(r"\d{2,}", by.words))
    return bool(names & {part.lower() for part in CONTENT.findall(text)}) or bool(figures & set(re.findall(r"\d{2,}", text)))


def _unsupported(text: str, by: Checker) -> Rule | None:
    """A rule is stated that neither a passage nor an adviser's line says, a duty where none is one, or somebody is brought in who was never spoken of."""
    paragraphs = [handed.paragraph for handed in by.brief.passages]
    if brings_in(text, (by.words, *by.brief.turns, *by.brief.adviser, *by.brief.seen, *(paragraph.text for paragraph in paragraphs))):
        return Rule.UNSUPPORTED
    for sentence in rules.sentences(text):
        if not rules.states_a_rule(sentence):
            continue
        if rules.lacks_must(sentence, paragraphs):
            return Rule.MUST
        if not (by.supports(sentence, paragraphs) or repeats(sentence, by.brief.adviser)):
            return Rule.UNSUPPORTED
    return None


def _part(text: str | None, broken_by: Callable[[str, Checker], Rule | None], by: Checker, dropped: Counter[Rule]) -> str:
    """The part where it passes, or '' where it is empty or breaks a rule, which is counted; None holds a placeholder never given."""
    if text is not None and not text.strip():
        return ""
    broken = Rule.IDENTIFIER if text is None else broken_by(text.strip(), by)
    if broken:
        dropped[broken] += 1
    return "" if text is None or broken else text.strip()
