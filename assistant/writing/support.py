"""Does a paragraph say what a sentence says? A small classifier over words, vectors, negation, duty and conditions."""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from assistant.backends.protocols import Encoder, Vectors, VectorStore
from assistant.models import Paragraph, Strength
from assistant.writing.rules import phrases, says_must, sentences
from corpus.models import Corpus

HERE = Path(__file__).parent
FITTED = HERE / "support.json"
WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+")
SUFFIX = re.compile(r"(?:ations?|ings?|ments?|ed|es|ly|s|e|y|ies)$")
NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|none|nothing|nobody|without|cannot|refuse\w*|forbid\w*|ban(?:s|ned)?|avoid|stop)\b|n['’]t\b", re.IGNORECASE)
ALLOWS = re.compile(r"\b(?:may|can|could|allowed|free to|permitted|acceptable|fine|option(?:al)?)\b", re.IGNORECASE)
NEIGHBOURS = 6
# each of these turns a true sentence into a false one with a word or two
SUSPECT = (
    "negation_added", "negation_lost", "must_raised", "duty_lowered", "new_numbers", "absolutes_added", "conditions_added", "parties_added", "opposites",
)  # fmt: skip


class WordLists(BaseModel):
    """support.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    absolutes: frozenset[str]
    conditions: frozenset[str]
    parties: Mapping[str, str]
    opposites: tuple[tuple[str, str], ...]


class Fitted(BaseModel):
    """support.json: the classifier as fitted, and how it did on sentences it never saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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

    def score(self, sentence: str, paragraph: Paragraph) -> float:
        """How likely the paragraph supports the sentence, in [0, 1]."""
        values = self.features(sentence, paragraph)
        row = np.array([values[name] for name in self.fitted.features])
        z = (row - self.fitted.mean) / self.fitted.scale @ np.array(self.fitted.weights) + self.fitted.bias
        return float(1 / (1 + math.exp(-max(-30.0, min(30.0, z)))))

    def supports(self, sentence: str, cited: Sequence[Paragraph]) -> bool:
        """Whether one of the paragraphs says what the sentence says, as surely as was asked for when fitted, or in these very words."""
        said = _bare(sentence)
        if any(said == _bare(held) for paragraph in cited for held in texts_of(paragraph)):
            return True
        return any(self.score(sentence, paragraph) >= self.fitted.threshold for paragraph in cited)

    def features(self, sentence: str, paragraph: Paragraph) -> dict[str, float]:
        """What is measured of a sentence beside a paragraph; see `lexical` for the rest."""
        told = texts_of(paragraph)
        rows = self._vectors([sentence, paragraph.text, *told])
        cosines = rows[1:] @ rows[0]
        best = told[int(np.argmax(cosines[1:]))]
        others = [near for id_, near in self.store.nearest(rows[0], NEIGHBOURS) if id_ != paragraph.id]
        return lexical(sentence, best, paragraph, self._rarity) | {
            "near": float(max(cosines)),
            "near_whole": float(cosines[0]),
            "nearer_than_others": float(max(cosines) - max(others, default=0.0)),
        }

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors; those of paragraphs are kept."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if missing:
            for text, row in zip(missing, self.encoder.encode(missing), strict=True):
                self._kept[text] = row
        rows = np.stack([self._kept[text] for text in texts])
        self._kept.pop(texts[0], None)
        return rows

    @cached_property
    def _kept(self) -> dict[str, Vectors]:
        return {}

    @cached_property
    def _rarity(self) -> Callable[[str], float]:
        """Stem -> how rare it is among the paragraphs: ln((n + 1) / (paragraphs that hold it + 1)) + 1."""
        held = Counter(stem for p in self.corpus.paragraphs.values() for stem in set(stems(p.text)))
        n = len(self.corpus.paragraphs)
        return lambda stem: math.log((n + 1) / (held[stem] + 1)) + 1


def open_support(corpus: Corpus, encoder: Encoder, store: VectorStore, path: Path = FITTED) -> Support:
    """The Support that ships, over this corpus. Raises OSError or ValidationError where its file is broken."""
    return Support(corpus, encoder, store, Fitted.model_validate(json.loads(path.read_text(encoding="utf-8"))))


def word_lists() -> WordLists:
    """The word lists, read once."""
    global _LISTS  # noqa: PLW0603
    if _LISTS is None:
        _LISTS = WordLists.model_validate(yaml.load((HERE / "support.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return _LISTS


_LISTS: WordLists | None = None


def lexical(sentence: str, best: str, paragraph: Paragraph, rarity: Callable[[str], float]) -> dict[str, float]:
    """What words alone tell; `best` is the sentence of the paragraph that is nearest."""
    lists = word_lists()
    said, held = _words(sentence), set(_words(paragraph.text))
    own, theirs = stems(sentence), set(stems(paragraph.text))
    weights = [rarity(stem) for stem in own]
    shared = [weight for stem, weight in zip(own, weights, strict=True) if stem in theirs]
    pairs = set(pairwise(own))
    their_own = stems(paragraph.text)
    their_pairs = set(pairwise(their_own))
    numbers = {word for word in said if word.isdigit()}
    parties = {lists.parties[word] for word in said if word in lists.parties}
    their_parties = {lists.parties[word] for word in held if word in lists.parties}
    conditions = [word for word in _words(best) if word in lists.conditions]
    negated, theirs_negated = bool(NEGATION.search(sentence)), bool(NEGATION.search(best))
    covered = sum(shared) / sum(weights) if weights else 0.0
    must, is_must = says_must(sentence), paragraph.strength is Strength.MUST
    return with_clean({
        "covered": covered,
        "covered_squared": covered * covered,
        "new_words": float(len(own) - len(shared)),
        "pairs": len(pairs & their_pairs) / len(pairs) if pairs else 0.0,
        "negation_added": float(negated and not theirs_negated),
        "negation_lost": float(theirs_negated and not negated),
        "same_words_other_sign": covered * float(negated is not theirs_negated),
        "must_raised": float(must and not is_must),
        "duty_lowered": float(bool(ALLOWS.search(sentence)) and not ALLOWS.search(paragraph.text) and paragraph.strength is not Strength.MAY),
        "new_numbers": float(len(numbers - held)),
        "absolutes_added": float(len((set(said) & lists.absolutes) - held)),
        "conditions_lost": float(bool(conditions)) * float(not set(said) & lists.conditions),
        "conditions_added": float(len((set(said) & lists.conditions) - held)),
        "parties_added": float(len(parties - their_parties)),
        "opposites": float(sum((a in said and a not in held and b in held) or (b in said and b not in held and a in held) for a, b in lists.opposites)),
        "length": math.log(1 + len(said)),
    })  # fmt: skip


def with_clean(told: dict[str, float]) -> dict[str, float]:
    """The measures, and what of them counts only where nothing is suspect: words shared prove little beside a negation."""
    clean = float(not any(told[name] for name in SUSPECT))
    return told | {
        "clean": clean,
        "clean_covered": clean * told["covered"],
        "clean_pairs": clean * told["pairs"],
        "clean_whole": clean * (1 - told["conditions_lost"]) * told["covered"],
        "nothing_new": float(told["new_words"] == 0),
    }


def texts_of(paragraph: Paragraph) -> list[str]:
    """The sentences of a paragraph, of our digest and of the official wording alike."""
    return [part for text in dict.fromkeys((paragraph.digest, paragraph.text)) if text for part in sentences(text)] or [paragraph.text]


def stems(text: str) -> list[str]:
    """The words that carry meaning, shortened to what their forms share."""
    return [stem(word) for word in _words(text) if word not in phrases().english]


def stem(word: str) -> str:
    """A word without its ending, where enough is left of it."""
    word = word.partition("'")[0]
    for _ in range(2):
        shorter = SUFFIX.sub("", word)
        if len(shorter) < 3:
            break
        word = shorter
    return word


def _bare(text: str) -> str:
    """The words alone, to see whether two sentences are one."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text.lower())]
