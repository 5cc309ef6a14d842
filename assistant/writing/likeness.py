"""A sentence beside the evidence for it -> what is measured of the two: words, grammar, and what counts only together."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.models import Strength
from assistant.writing.clauses import Clauses, others_do_it, roles_changed
from assistant.writing.rules import says_must
from assistant.writing.words import stems, word_lists, words

NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|none|nothing|nobody|without|cannot|refuse\w*|forbid\w*|ban(?:s|ned)?|avoid|stop)\b|n['’]t\b", re.IGNORECASE)
SHOULD = re.compile(r"\b(?:should|ought)\b|n['’]t\b", re.IGNORECASE)
MAY = re.compile(r"\b(?:may|can|could|might)\b", re.IGNORECASE)
ALLOWS = re.compile(r"\b(?:may|can|could|allowed|free to|permitted|acceptable|fine|option(?:al)?)\b", re.IGNORECASE)
BINDS = {Strength.MUST: 3, Strength.SHOULD: 2, Strength.MAY: 1, Strength.EXPLAINS: 1}
# each of these turns a true sentence into a false one with a word or two
SUSPECT = (
    "negation_added", "denied", "must_raised", "raised", "new_numbers", "absolutes_added", "markers_added", "parties_added", "opposites",
    "others_do_it", "roles_changed", "other_subject",
)  # fmt: skip

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence is held against: a paragraph, with what our advisers' lines make of it."""

    whole: str
    strength: Strength
    texts: tuple[str, ...]
    """The paragraph's sentences, of our digest and of the official wording alike."""
    lines: tuple[str, ...] = ()
    """Lines of the playbook that rest on it alone."""


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
