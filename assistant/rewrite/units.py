"""The parts of a text that can be left out whole: sentences, asides, closing clauses; and what falls with them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.rewrite.grammar import NEEDS_MORE
from assistant.rewrite.topic import TopicKind, topic

# a closing clause that the sentence stands without: "..., and I told him so", " - you know who you are"
CLOSING = re.compile(
    r"(?:,\s+(?:and|but|so|because|which|who|though|although|as|while|where|we(?:'re|’re|'ve|’ve)?|you(?:'re|’re)?|it(?:'s|’s)?|that(?:'s|’s)?|he|she|they|i(?:'m|’m|'ve|’ve)?|don'?t|please)\b|;\s|\s[-–—]\s|…\s|\s+because\b|:\s(?=[^\"“'‘]))",
    re.IGNORECASE,
)
# a second main clause that no comma announces: "we are a clinic and our hormones have no side effects"
SECOND = re.compile(
    r"(?<!,)\s+(?:and|but|so)\s+(?=(?:honestly,? |frankly,? |also )?(?:(?:i|we|he|she|they|it|you|there|nobody|no[- ]one|everyone|anyone who)\b|(?:our|my|your|his|her|their|the|this|that)\s+(?:[\w'’-]+\s+){1,3}?(?:is|are|was|were|has|have|had|never|always|will|can|do|does|did|should|must)\b))",
    re.IGNORECASE,
)
# "ask: could it be sepsis?", "update in one line: ...": what it announces is the point of it
ANNOUNCES = re.compile(
    r"\b(?:ask|asks|asked|say|says|said|tell|tells|told|remember|know|think|note|guess|means?|this|these|here|follow\w*|lines?|words?|sentence|nutshell|update|news|short|brief|points?|lessons?|message|because)\s*$",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"^[\"“'‘(]*(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|could|would|will|should|has|have|had|may|any\w*|ever|got|so)\b",
    re.IGNORECASE,
)
ASIDE = re.compile(r"\s*\([^()\n]{2,200}\)|\s*\[[^\[\]\n]{2,200}\]")
# a sentence that leans on the one before it
LEANS = re.compile(
    r"^[\"“'‘(]*(?:he|she|they|him|her|his|their|it|its|it's|it’s|that|that's|that’s|this|these|those|and|but|so|then|still|which|because|also|anyway|same|such|(?:the )?(?:first|second|third|fourth|fifth|umpteenth|last) time|always thought|thought (?:so|as much)|knew it|called it|typical|same here|no surprises?|neither|nor|or|instead|otherwise|apparently|turns out|turned out|well|you know who|we certainly|get well|what a|couldn'?t|you couldn'?t|poor|bless|honestly|absolute\w*)\b",
    re.IGNORECASE,
)
A_THING = re.compile(r"^(?:it|it['’]s|its)\b", re.IGNORECASE)
# a question is none of those
ASKS = re.compile(r"^(?:which|that|this|is|are)\b[^.!]*\?$", re.IGNORECASE)
# a word that only joins it to the one before: without that it goes too, and the sentence stands
JOINS = re.compile(r"\s*(?:(?:anyway|also|so|but|and|still|besides|however|that said|on another note),|anyway|but|and|[\U0001F300-\U0001FAFF☀-➿]+\uFE0F?)\s+(?=\w)", re.IGNORECASE)
# or ends on a word that means something said before: "help with that"
DANGLES = re.compile(r"\b(?:(?:tell|telling|told|with|about|of|for|like|setting|do|said|say|mean|know) (?:\w+ )?that|with it|about it|(?:raise|mention|discuss|report|sort) it|too|mine|ours|theirs)(?: up| out| off| (?:at|with|to|in|on) [^.!?]*)?[.!?]*$", re.IGNORECASE)
PERSON = re.compile(r"\b(?:he|she|him|his|hers|himself|herself|he's|she's|he’s|she’s|this person)\b", re.IGNORECASE)
A_PERSON = re.compile(r"\b(?:someone|somebody|a patient|a (?:\w+ )?(?:man|woman|lady|colleague|friend|relative|child|person)|my (?:mum|dad|wife|husband|son|daughter|partner|patient|trainer|gp|boss))\b", re.IGNORECASE)
ORDER = re.compile(r"^(?:please|book|ring|call|get|see|come|go|take|ask|check|stay|keep|wear|use|read|have|be|don'?t|do|thank|thanks|if|we|i|you|our|my|the)\b", re.IGNORECASE)
# a clause that stands before the closing one has a verb, and is no subordinate clause itself
VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|must|may|am|be|got|get|saw|went|came|made|think|know|believe|listen|trust|remember|want|need|love|like|book|ring|call|please|thank\w*|runs?|see|sent|said|told|says?|\w{3,}ed)\b|['’](?:s|re|ve|m|ll|d)\b", re.IGNORECASE)
SUBORDINATE = re.compile(r"^[\"“'‘(]*(?:as|if|when|while|after|before|since|because|although|though|for|once|until|unless|whether|given|with|having)\b", re.IGNORECASE)
# what stands before a colon is a heading by itself
TITLE = re.compile(r"^(?:why|how|what)\b", re.IGNORECASE)
# those whom it speaks to: what follows next is said to them as well
ADDRESS = re.compile(r"^(?:to|dear)\b[^:]*$", re.IGNORECASE)
FEWEST_WORDS = 4
FEWEST_JOINED = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A part that can go: text[start:end]."""

    start: int
    end: int
    is_sentence: bool

    def overlaps(self, start: int, end: int) -> bool:
        """Any character of it is in [start, end)."""
        return self.start < end and start < self.end


def units(text: str, sentences: Sequence[tuple[int, int]]) -> list[Unit]:
    """Every part that can go, in order; asides and closing clauses lie inside sentences."""
    found: list[Unit] = []
    for start, end in sentences:
        found.append(Unit(start, end, True))
        words = text[start:end]
        found += [
            Unit(start + m.start(), start + m.end(), False)
            for m in ASIDE.finditer(words)
            if m.end() - m.start() < len(words)
        ]
        found += [
            Unit(start + first, start + last, False) for first, last in _clauses(words, is_last=end == sentences[-1][1])
        ]
    return [unit for unit in found if _is_whole(text[unit.start : unit.end])]


def _clauses(words: str, is_last: bool) -> Iterator[tuple[int, int]]:
    """Where the clauses lie that a sentence stands without; all of them close it."""
    tail = len(words) - (1 if words[-1:] in ".!?" else 0)
    for m in sorted([*CLOSING.finditer(words), *SECOND.finditer(words)], key=lambda m: m.start()):
        head = words[: m.start()]
        is_colon = m.group().startswith(":")
        if m.end() >= tail or len(head.split()) < FEWEST_WORDS or SUBORDINATE.match(head):
            continue
        if is_colon and ADDRESS.match(head):
            if not is_last:
                yield m.start() + 1, len(words)
            continue
        stands = VERB.search(head) or (is_colon and TITLE.match(head))
        # the mark at the end stays: it has to be the head's own
        asks = words.endswith("?") and not QUESTION.match(head)
        if stands and not asks and not (is_colon and ANNOUNCES.search(head)) and not NEEDS_MORE.search(head):
            yield m.start(), tail


def _is_whole(words: str) -> bool:
    """No bracket or quotation begins in it and ends outside, or the other way round."""
    opened, closed = (len(re.findall(mark, words)) for mark in (r"(?<!\w)['‘](?=\w)", r"(?<=[\w.,!?])['’](?!\w)"))
    # "the Travellers' site" closes nothing
    closed -= 0 if opened else len(re.findall(r"(?<=s)['’](?= \w)", words))
    pairs = all(words.count(a) == words.count(b) for a, b in ("()", "[]", "“”"))
    return opened == closed and words.count('"') % 2 == 0 and pairs


def without_its_joint(text: str, end: int, sentences: Sequence[tuple[int, int]]) -> int:
    """Where a part that ends at `end` ends once the word goes too by which the next sentence was joined to it: '. Anyway, ...'"""
    following = next((s for s in sentences if s[0] >= end), None)
    if following is None or not any(e == end for _, e in sentences):
        return end
    joins = JOINS.match(text[following[0] : following[1]])
    rest = text[following[0] + joins.end() : following[1]] if joins else ""
    return following[0] + joins.end() if joins and len(rest.split()) >= FEWEST_JOINED else end


def with_fallen(text: str, gone: Sequence[Unit], sentences: Sequence[tuple[int, int]]) -> list[Unit]:
    """The units taken out, and the sentences that make no sense without them."""
    begins_small = not text[:1].isupper()
    out = {(u.start, u.end) for u in gone}
    taken = list(gone)
    for before, following in pairwise(sentences):
        if following in out:
            continue
        words = text[following[0] : following[1]]
        joins = JOINS.match(words)
        # "And wear sun cream." stands without its "and"
        words = words[joins.end() :] if joins and len(words[joins.end() :].split()) >= FEWEST_JOINED else words
        cut_at_its_end = any(u.start > before[0] and before[1] - 1 <= u.end <= before[1] for u in gone)
        if before not in out and not (cut_at_its_end and DANGLES.search(words)):
            continue
        earlier = text[: before[0]] if before[0] else ""
        kept = [text[s:e] for s, e in sentences if e <= before[0] and (s, e) not in out]
        # "It is easily treated." means what an earlier sentence named, not the child that went
        is_of_topic = A_THING.match(words) is not None and topic(" ".join(kept), TopicKind.HEALTH) is not None and topic(text[before[0] : before[1]], TopicKind.HEALTH) is None
        orphan = PERSON.search(words) is not None and not A_PERSON.search(words) and not any(A_PERSON.search(k) or PERSON.search(k) for k in kept)
        # "He'd hate a fuss." needs whom; "And wear sun cream." reads well behind an earlier sentence, but not as the first
        fragment = len(words.split()) < FEWEST_JOINED and not ORDER.match(words) and earlier == ""
        if (LEANS.match(words) and not ASKS.match(words) and not is_of_topic) or DANGLES.search(words) or orphan or fragment or (words[:1].islower() and not joins and not begins_small):
            out.add(following)
            taken.append(Unit(*following, True))
    return taken
