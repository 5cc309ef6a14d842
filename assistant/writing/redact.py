"""The doctor's words -> words that may be sent to a model elsewhere: whatever could tell of a person is a placeholder.

What is not known to be harmless is hidden: a capitalised word that is no body or platform, a word that the guidance and
the precedents do not use, everything with a figure in it. Where even that may not do, the redaction says so and nothing is sent.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

import yaml

from assistant.backends.presidio import Reading
from assistant.checks import identifiers
from assistant.checks.details import collect
from assistant.checks.text import ReadText
from assistant.intake import INVISIBLE, see
from assistant.models import DetailKind, Draft, Identifier
from assistant.yaml_file import Part
from corpus.models import Corpus

Read = Callable[[str], Reading]

TOKEN = re.compile(r"\w+(?:['’.@+-]\w+)*|[#@]\w+")
PLACEHOLDER = re.compile(r"\b[A-Z]{3,9}_\d{1,3}\b")
POSSESSIVE = re.compile(r"['’]s$")
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n\"“‘(\[–—]|\.\.\.|…)\s*[\"“‘'(]*$")
LETTERS_APART = re.compile(r"(?<!\w)(?:\w[ .\-_*]){3,}\w(?!\w)")
TITLE = frozenset({"mr", "mrs", "ms", "miss", "mx", "master", "dr", "prof", "professor", "sister", "nurse", "the", "and", "of", "at", "in", "on", "from", "near", "our", "a", "an", "my", "by", "for"})
# the common ones say nothing of one person once everything else is gone, and the answer needs them
STAYS = frozenset({DetailKind.CONDITION, DetailKind.PROCEDURE, DetailKind.OUTCOME})
NAMES = {
    DetailKind.AGE: "AGE", DetailKind.ETHNICITY: "ORIGIN", DetailKind.OCCUPATION: "WORK", DetailKind.FAMILY: "FAMILY", DetailKind.PLACE: "PLACE",
    DetailKind.TIME: "TIME", DetailKind.RARE: "CONDITION", DetailKind.EVENT: "EVENT", DetailKind.PICTURE: "PICTURE", DetailKind.QUOTATION: "QUOTE",
    DetailKind.UNIQUE: "DETAIL", DetailKind.NAME: "PERSON",
}  # fmt: skip
# a word that this many precedents write small is a word, and no name
LEAST_USES = 3
JOINS_EMOJI = "\ufe0f\u200d\ufeff"
# with more than this share of its words hidden, what is left cannot be worded well, and may be a code
MOST_HIDDEN = 0.5
FEW_WORDS = 6
DIGITS_SPOKEN = 4


class Words(Part):
    """redact.yaml."""

    capitals: frozenset[str]
    name_words: frozenset[str]
    verbs: frozenset[str]
    hints: str
    number_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Redaction:
    """Texts as they may be sent, and how to read the answer."""

    texts: tuple[str, ...]
    originals: Mapping[str, str] = field(default_factory=dict)
    """Placeholder -> the words it stands for, as first written."""
    unsure: tuple[str, ...] = ()
    """Why nothing may be sent; empty where all is well."""

    def restored(self, text: str) -> str | None:
        """The text with the doctor's words back in it; None where it holds a placeholder that was never given."""
        if any(name not in self.originals for name in PLACEHOLDER.findall(text)):
            return None
        return PLACEHOLDER.sub(lambda match: self.originals[match.group()], text)


class _Names:
    """Gives each thing its placeholder, the same thing the same one."""

    def __init__(self) -> None:
        self.originals: dict[str, str] = {}
        self._by_key: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def of(self, kind: str, words: str) -> str:
        key = _key(words)
        if key not in self._by_key:
            self._counts[kind] += 1
            name = f"{kind}_{self._counts[kind]}"
            self._by_key[key] = name
            self.originals[name] = POSSESSIVE.sub("", words)
            # "Mrs Harding" and "Harding" are one person
            for part in _parts(words) if kind == "PERSON" else ():
                self._by_key.setdefault(part, name)
        return self._by_key[key]

    def known(self, token: str) -> str | None:
        return self._by_key.get(_key(token))


def redact(texts: Sequence[str], vocabulary: frozenset[str], read: Read) -> Redaction:
    """The texts with placeholders, one set of them for all; `vocabulary` as `plain_words` gives it."""
    names = _Names()
    unsure: list[str] = []
    shown = [see(text).text for text in texts]
    spans = [_spans(text, read) for text in shown]
    for text, found in zip(shown, spans, strict=True):
        for start, end, kind in found:
            names.of(kind, text[start:end])
    done = []
    for original, text, found in zip(texts, shown, spans, strict=True):
        redacted = _words_hidden(text, found, vocabulary, names)
        unsure += _doubts(original, text, redacted, read)
        done.append(redacted)
    return Redaction(tuple(done), names.originals, tuple(dict.fromkeys(unsure)))


@lru_cache(maxsize=4)
def plain_words(corpus: Corpus) -> frozenset[str]:
    """Words that our digests write small, or LEAST_USES precedents do: no names among them, whatever is not here is hidden."""
    small = re.compile(r"(?<![\w@#.])[a-z]+(?:['’-][a-z]+)*(?![\w@])")
    # who types no capital at all types names small too, so such a text tells nothing of what is none
    uses = Counter(word for p in corpus.precedents if p.input != p.input.lower() for word in set(small.findall(p.input)))
    digests = {word for p in corpus.paragraphs.values() for word in small.findall(p.digest)}
    # what more often stands with a capital inside a sentence is a name that some people type small
    names = Counter(word.lower() for p in corpus.precedents for word in set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", p.input)))
    return frozenset(digests | {word for word, n in uses.items() if n >= LEAST_USES and names[word] < n})


@cache
def words() -> Words:
    """The word lists, read once."""
    text = (Path(__file__).parent / "redact.yaml").read_text(encoding="utf-8")
    return Words.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))


def _spans(text: str, read: Read) -> list[tuple[int, int, str]]:
    """(start, end, kind) of everything the checks know as an identifier or a detail; none overlap, the longer first."""
    of = ReadText(Draft(text), read(text))
    found = [(f.start, f.end, "PERSON" if f.identifier and f.identifier.is_name else "NUMBER") for f in identifiers.check(of) if f.issue is identifiers.DIRECT]
    found += [(e.start, e.end, "PERSON" if e.kind == "PERSON" else "PLACE") for e in of.reading.entities if e.kind in ("PERSON", "LOCATION") and _is_name(text[e.start : e.end])]
    found += [(d.start, d.end, NAMES[d.kind]) for d in collect(of) if d.kind not in STAYS]
    kept: list[tuple[int, int, str]] = []
    for span in sorted(found, key=lambda s: (-(s[1] - s[0]), s[0])):
        if all(span[1] <= start or end <= span[0] for start, end, _ in kept):
            kept.append(span)
    return sorted(kept)


def _words_hidden(text: str, spans: Sequence[tuple[int, int, str]], vocabulary: frozenset[str], names: _Names) -> str:
    """The text with a placeholder for each span, and for each word between them that is not known to be harmless."""
    made, at = [], 0
    for start, end, kind in (*spans, (len(text), len(text), "")):
        made.append(_between(text, at, start, vocabulary, names))
        if kind:
            tail = POSSESSIVE.search(text[start:end])
            made.append(names.of(kind, text[start:end]) + (tail.group() if tail else ""))
        at = end
    return "".join(made)


def _between(text: str, start: int, end: int, vocabulary: frozenset[str], names: _Names) -> str:
    made, at = [], start
    for match in TOKEN.finditer(text, start, end):
        name = _name_of(match, text, vocabulary, names)
        if name:
            made += [text[at : match.start()], name]
            at = match.end()
    return "".join((*made, text[at:end]))


def _name_of(match: re.Match[str], text: str, vocabulary: frozenset[str], names: _Names) -> str | None:
    """The placeholder for one word, or None where it may stay."""
    token = match.group()
    word = POSSESSIVE.sub("", token)
    tail = token[len(word) :]
    lower = word.lower().replace("’", "'")
    known = names.known(word)
    if known:
        return known + tail
    if any(c.isdigit() or c in "@#" for c in word):
        return names.of("NUMBER", word) + tail
    if word in words().capitals or word.upper() in ("NHS", "GP"):
        return None
    parts = [part for part in re.split(r"['.\-+]", lower) if part]
    is_plain = lower in vocabulary or all(part in vocabulary or len(part) == 1 for part in parts)
    if is_plain and (word.islower() or not _is_name_here(match, word, text)):
        return None
    return names.of("WORD" if word.islower() else "NAME", word) + tail


def _is_name_here(match: re.Match[str], word: str, text: str) -> bool:
    """A word that stands with a capital is a name, unless a sentence begins with it or it is shouted; a name that is a word too may be one even so."""
    is_first = bool(SENTENCE_START.search(text[max(0, match.start() - 12) : match.start()]))
    follows = re.match(r"\W*(\w+)", text[match.end() :])
    is_name = word.lower() in words().name_words and follows is not None and follows.group(1).lower() in words().verbs
    shouted = word.isupper() and len(word) > 1
    return is_name or not (is_first or shouted)


def _doubts(original: str, shown: str, redacted: str, read: Read) -> Iterator[str]:
    """Why this text may not be sent even so."""
    if _is_disguised(original, shown):
        yield "hidden characters, or letters drawn like others"
    if re.search(words().hints, shown, re.IGNORECASE):
        yield "a hint at somebody's name"
    if LETTERS_APART.search(shown):
        yield "letters set apart, as names are spelt"
    if _digits_spoken(shown):
        yield "a number in words"
    tokens = TOKEN.findall(redacted)
    hidden = sum(bool(PLACEHOLDER.fullmatch(POSSESSIVE.sub("", token))) for token in tokens)
    if len(tokens) >= FEW_WORDS and hidden > MOST_HIDDEN * len(tokens):
        yield "too little is left once names and details are hidden"
    bare = PLACEHOLDER.sub("something", redacted)
    if any(f.issue is identifiers.DIRECT and f.identifier is not Identifier.LIKELY_NAME for f in identifiers.check(ReadText(Draft(bare), read(bare)))):
        yield "something that looks like a name or number would be left"


def _is_disguised(original: str, shown: str) -> bool:
    """Characters that no reader sees stand in it (those that join emoji apart), or letters of another alphabet among Latin ones."""
    seen = [c for c in original if not INVISIBLE.match(c)]
    hidden = any(INVISIBLE.match(c) for c in original if c not in JOINS_EMOJI)
    return hidden or any(a != b and a.isalpha() for a, b in zip(seen, shown, strict=True))


def _digits_spoken(text: str) -> bool:
    """Number words stand so many in a row that they may be a phone or NHS number read out."""
    run = 0
    for token in re.findall(r"[a-z]+", text.lower()):
        run = run + 1 if token in words().number_words else 0
        if run >= DIGITS_SPOKEN:
            return True
    return False


def _is_name(span: str) -> bool:
    return any(part[:1].isupper() for part in span.split()) and not set(span.split()) <= words().capitals


def _key(text: str) -> str:
    return " ".join(POSSESSIVE.sub("", text).lower().replace("’", "'").split())


def _parts(text: str) -> Iterator[str]:
    """The words of a name that may stand for it alone."""
    for part in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text):
        lower = _key(part)
        if len(lower) > 2 and lower not in TITLE:
            yield lower
