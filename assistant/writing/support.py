"""Does a paragraph say what a sentence says? A small classifier over words, grammar and vectors."""

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.backends.grammar import Word, parse
from assistant.backends.protocols import Encoder, Vectors, VectorStore
from assistant.models import Paragraph
from assistant.writing.clauses import Clauses
from assistant.writing.likeness import NEGATION, Evidence, Rarity, grammatical, lexical, together
from assistant.writing.rules import says_must, sentences
from assistant.writing.words import stems, word_lists, words
from assistant.yaml_file import Part
from corpus.models import Corpus

HERE = Path(__file__).parent
FITTED = HERE / "support.json"
NEIGHBOURS = 6
# of the words that carry meaning, so many are those of the line repeated
CLOSE = 0.7

Parse = Callable[[str], tuple[Word, ...]]


class Fitted(Part):
    """support.json: the classifier as fitted, and how it did on sentences it never saw."""

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float
    encoder: str
    held_out: Mapping[str, float]


@dataclass(frozen=True)
class Support:
    """Scores sentences against paragraphs; opened once beside the index."""

    corpus: Corpus
    encoder: Encoder
    store: VectorStore
    fitted: Fitted
    rests_on: Mapping[str, frozenset[str]]
    """Each line of the playbook -> the paragraphs that it rests on."""
    parse: Parse = parse

    def score(self, sentence: str, paragraph: Paragraph) -> float:
        """How likely the paragraph supports the sentence, in [0, 1]."""
        values = self.features(sentence, paragraph)
        row = np.array([values[name] for name in self.fitted.features])
        z = (row - self.fitted.mean) / self.fitted.scale @ np.array(self.fitted.weights) + self.fitted.bias
        return float(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))))

    def supports(self, sentence: str, cited: Sequence[Paragraph]) -> bool:
        """Whether one of the paragraphs says what the sentence says, as surely as was asked for when fitted.

        So does a sentence in a paragraph's very words, or in those of a line of ours that rests on what is cited: a person has read the two together.
        """
        said = _bare(sentence)
        if any(said == _bare(held) for paragraph in cited for held in texts_of(paragraph)):
            return True
        rests = self._own.get(said)
        if rests and rests <= {paragraph.id for paragraph in cited}:
            return True
        return any(self.score(sentence, paragraph) >= self.fitted.threshold for paragraph in cited)

    def features(self, sentence: str, paragraph: Paragraph) -> dict[str, float]:
        """What is measured of a sentence beside a paragraph."""
        held = Evidence(paragraph.text, paragraph.strength, tuple(texts_of(paragraph)), tuple(self._lines.get(paragraph.id, ())))
        every = [paragraph.text, *held.texts, *held.lines]
        rows = self._vectors([sentence, *every])
        cosines = rows[1:] @ rows[0]
        best = every[1 + int(np.argmax(cosines[1:]))]
        others = [near for id_, near in self.store.nearest(rows[0], NEIGHBOURS) if id_ != paragraph.id]
        near = float(max(cosines))
        told = lexical(sentence, best, held, self._rarity) | grammatical(Clauses(self.parse(sentence)), self._clauses(held), self._rarity)
        told |= {"near": near, "near_whole": float(cosines[0]), "nearer_than_others": near - max(others, default=0.0)}
        return told | together(told)

    def _clauses(self, held: Evidence) -> list[Clauses]:
        """The evidence parsed; kept."""
        made = []
        for text in (*held.texts, *held.lines):
            if text not in self._parsed:
                self._parsed[text] = Clauses(self.parse(text))
            made.append(self._parsed[text])
        return made

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors; those of paragraphs are kept."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if missing:
            for text, row in zip(missing, self.encoder.encode(missing), strict=True):
                self._kept[text] = row
        rows = np.stack([self._kept[text] for text in texts])
        if texts[0] not in texts[1:]:
            self._kept.pop(texts[0], None)  # a model's sentence comes once
        return rows

    @cached_property
    def _own(self) -> dict[str, frozenset[str]]:
        """The words of each sentence of the playbook -> the paragraphs that it rests on."""
        return {_bare(part): ids for line, ids in self.rests_on.items() for part in sentences(line)}

    @cached_property
    def _lines(self) -> dict[str, list[str]]:
        """Paragraph id -> the lines that rest on it and on nothing else, so that they say what it says."""
        made: dict[str, list[str]] = {}
        for line, ids in self.rests_on.items():
            if len(ids) == 1:
                (paragraph,) = ids
                made.setdefault(paragraph, []).append(line)
        return made

    @cached_property
    def _kept(self) -> dict[str, Vectors]:
        return {}

    @cached_property
    def _parsed(self) -> dict[str, Clauses]:
        return {}

    @cached_property
    def _rarity(self) -> Rarity:
        """Stem -> how rare it is among the paragraphs: ln((n + 1) / (paragraphs that hold it + 1)) + 1."""
        held = Counter(stem for p in self.corpus.paragraphs.values() for stem in set(stems(p.text)))
        n = len(self.corpus.paragraphs)
        return lambda stem: math.log((n + 1) / (held[stem] + 1)) + 1


def open_support(corpus: Corpus, encoder: Encoder, store: VectorStore, rests_on: Mapping[str, frozenset[str]], path: Path = FITTED) -> Support:
    """The Support that ships, over this corpus. Raises OSError or ValidationError where its file is broken."""
    return Support(corpus, encoder, store, Fitted.model_validate(json.loads(path.read_text(encoding="utf-8"))), rests_on)


def brings_in(text: str, held: Sequence[str]) -> bool:
    """It names a party or a figure that none of the texts held names."""
    parties, known = word_lists().parties, set(words("\n".join(held)))
    said = set(words(text))
    named, theirs = ({parties[word] for word in each if word in parties} for each in (said, known))
    return bool(named - theirs) or bool({word for word in said if word.isdigit()} - known)


def repeats(sentence: str, lines: Sequence[str]) -> bool:
    """One of our own lines says it in nearly the same words, and nothing in it is negated, raised or added."""
    return any(_is_close(sentence, part) for line in lines for part in sentences(line))


def texts_of(paragraph: Paragraph) -> list[str]:
    """The sentences of a paragraph, of our digest and of the official wording alike."""
    return [part for text in dict.fromkeys((paragraph.digest, paragraph.text)) if text for part in sentences(text)] or [paragraph.text]


def _is_close(sentence: str, line: str) -> bool:
    lists, own, theirs = word_lists(), stems(sentence), set(stems(line))
    said, held = set(words(sentence)), set(words(line))
    turned = any((a in said and a not in held and b in held) or (b in said and b not in held and a in held) for a, b in lists.opposites)
    added = (said & (lists.absolutes | lists.markers)) - held
    lost = (held & lists.markers) - said
    same_sign = len(NEGATION.findall(sentence)) == len(NEGATION.findall(line)) and says_must(sentence) is says_must(line)
    return bool(own) and same_sign and not (turned or added or lost) and sum(s in theirs for s in own) >= CLOSE * len(own)


def _bare(text: str) -> str:
    """The words alone, to see whether two sentences are one."""
    return " ".join(words(text))
