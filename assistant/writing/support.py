"""Does a paragraph say what a sentence says? A small classifier over words, grammar and vectors."""

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
from pydantic import BaseModel, ConfigDict

from assistant.backends.grammar import Word, parse
from assistant.backends.protocols import Encoder, Vectors, VectorStore
from assistant.models import Paragraph, Strength
from assistant.writing.clauses import Clauses, others_do_it, roles_changed
from assistant.writing.rules import says_must, sentences
from assistant.writing.words import stems, word_lists, words
from corpus.models import Corpus

HERE = Path(__file__).parent
FITTED = HERE / "support.json"
NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|none|nothing|nobody|without|cannot|refuse\w*|forbid\w*|ban(?:s|ned)?|avoid|stop)\b|n['’]t\b", re.IGNORECASE)
SHOULD = re.compile(r"\b(?:should|ought)\b|n['’]t\b", re.IGNORECASE)
MAY = re.compile(r"\b(?:may|can|could|might)\b", re.IGNORECASE)
ALLOWS = re.compile(r"\b(?:may|can|could|allowed|free to|permitted|acceptable|fine|option(?:al)?)\b", re.IGNORECASE)
BINDS = {Strength.MUST: 3, Strength.SHOULD: 2, Strength.MAY: 1, Strength.EXPLAINS: 1}
NEIGHBOURS = 6
# of the words that carry meaning, so many are those of the line repeated
CLOSE = 0.7
# each of these turns a true sentence into a false one with a word or two
SUSPECT = (
    "negation_added", "denied", "must_raised", "raised", "new_numbers", "absolutes_added", "markers_added", "parties_added", "opposites",
    "others_do_it", "roles_changed", "other_subject",
)  # fmt: skip

Parse = Callable[[str], tuple[Word, ...]]
Rarity = Callable[[str], float]


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence is held against: a paragraph, with what our advisers' lines make of it."""

    whole: str
    strength: Strength
    texts: tuple[str, ...]
    """The paragraph's sentences, of our digest and of the official wording alike."""
    lines: tuple[str, ...] = ()
    """Lines of the playbook that rest on it alone."""


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


def lexical(sentence: str, best: str, held: Evidence, rarity: Rarity) -> dict[str, float]:
    """What words alone tell; `best` is the sentence of the evidence that is nearest."""
    lists = word_lists()
    said, own = words(sentence), stems(sentence)
    whole = set(words(held.whole))
    every, nearest = whole | set(words(" ".join(held.lines))), set(words(best))
    theirs = set(stems(held.whole))
    weights = {stem: rarity(stem) for stem in own}
    pairs, their_pairs = set(pairwise(own)), set(pairwise(stems(held.whole)))
    parties = {lists.parties[word] for word in said if word in lists.parties}
    their_parties = {lists.parties[word] for word in whole if word in lists.parties}
    negated, theirs_negated = bool(NEGATION.search(sentence)), bool(NEGATION.search(best))
    level = binding(sentence)
    covered = sum(w for stem, w in weights.items() if stem in theirs) / sum(weights.values()) if weights else 0.0
    return {
        "length": math.log(1 + len(said)),
        "pairs": len(pairs & their_pairs) / len(pairs) if pairs else 0.0,
        "negation_added": float(negated and not theirs_negated),
        "negation_lost": float(theirs_negated and not negated),
        "same_words_other_sign": covered * float(negated is not theirs_negated),
        "must_raised": float(says_must(sentence) and held.strength is not Strength.MUST),
        "raised": float(max(0, level - max(BINDS[held.strength], binding(held.whole)))),
        "lowered": float(level == 1 and BINDS[held.strength] > 1 and binding(held.whole) != 1),
        "allowed": float(bool(ALLOWS.search(sentence)) and not ALLOWS.search(held.whole) and held.strength is not Strength.MAY),
        "new_numbers": float(len({word for word in said if word.isdigit()} - whole)),
        "absolutes_added": float(len((set(said) & lists.absolutes) - whole)),
        "markers_added": float(len((set(said) & lists.markers) - every)),
        "markers_lost": float(len((nearest & lists.markers) - set(said))),
        "often_lost": float(bool(nearest & lists.often) and not set(said) & (lists.often | {"not", "often", "unlikely"})),
        "conditions_added": float(len((set(said) & lists.conditions) - whole)),
        "conditions_lost": float(bool(nearest & lists.conditions) and not set(said) & lists.conditions),
        "parties_added": float(len(parties - their_parties)),
        "opposites": float(sum((a in said and a not in whole and b in whole) or (b in said and b not in whole and a in whole) for a, b in lists.opposites)),
    }  # fmt: skip


def grammatical(said: Clauses, held: Sequence[Clauses], rarity: Rarity) -> dict[str, float]:
    """What the grammar tells: which words are held, which of them are denied here and not there, and whether the same party acts."""
    signs: dict[str, set[bool]] = {}
    for each in held:
        for place, stem in each.content:
            signs.setdefault(stem, set()).add(each.denied[place])
    weights = {stem: rarity(stem) for stem in said.stems}
    whole = sum(rarity(stem) for stem in said.stems) or 1.0
    shared = [(place, stem) for place, stem in said.content if stem in signs]
    turned = [stem for place, stem in shared if said.denied[place] not in signs[stem]]
    new = [said.words[place].kind for place, stem in said.content if stem not in signs]
    links = {link for each in held for link in each.links}
    subjects = frozenset().union(*(each.subjects() for each in held)) | {word_lists().self_}
    return {
        "covered": sum(weights[stem] for _, stem in shared) / whole,
        "best_covered": max((sum(weights[stem] for stem in said.stems if stem in set(each.stems)) / whole for each in held), default=0.0),
        "nothing_new": float(not new),
        "one_new": float(len(new) == 1),
        "new_verbs": float(new.count("VERB")),
        "new_nouns": float(new.count("NOUN") + new.count("PROPN")),
        "new_adjectives": float(new.count("ADJ") + new.count("ADV")),
        "denied": float(bool(turned)),
        "denied_share": sum(weights[stem] for stem in turned) / whole,
        "denied_most": float(2 * len(turned) > len(shared)),
        "links": sum(link in links or link[::-1] in links for link in said.links) / len(said.links) if said.links else 1.0,
        "links_turned": float(sum(link[::-1] in links and link not in links for link in said.links)),
        "roles_changed": float(roles_changed(said, held)),
        "others_do_it": float(others_do_it(said.doers, [each.doers for each in held])),
        "other_subject": float(bool(said.subject_of_all() - subjects)),
        "out_of_order": out_of_order([stem for _, stem in shared], [stem for each in held for stem in each.stems]),
        "command": float(said.is_command),
    }  # fmt: skip


def together(told: Mapping[str, float]) -> dict[str, float]:
    """What counts only where nothing is suspect: words shared prove little beside a negation."""
    suspects = sum(told[name] > 0 for name in SUSPECT)
    clean = float(not suspects)
    return {
        "suspects": float(suspects),
        "clean": clean,
        "clean_covered": clean * told["covered"],
        "clean_best": clean * told["best_covered"],
        "clean_pairs": clean * told["pairs"],
        "clean_links": clean * told["links"],
        "clean_near": clean * told["near"],
        "clean_whole": clean * (1 - told["conditions_lost"]) * told["covered"],
        "all_held_other_links": told["nothing_new"] * (1 - told["links"]),
    }


def binding(text: str) -> int:
    """How much a text binds: 3 for a duty, 2 for should, 1 for may, 0 for none of them."""
    return 3 if says_must(text) else 2 if SHOULD.search(text) else 1 if MAY.search(text) else 0


def out_of_order(own: Sequence[str], theirs: Sequence[str]) -> float:
    """Share of pairs of shared stems that come the other way about, in [0, 1]."""
    places = [theirs.index(stem) for stem in own]
    n = len(places)
    turned = sum(a > b for i, a in enumerate(places) for b in places[i + 1 :])
    return turned / (n * (n - 1) / 2) if n > 1 else 0.0


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
