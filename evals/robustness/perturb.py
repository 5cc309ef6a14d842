"""A request -> the same request, changed in a way that should not change the answer."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from evals.models import Case

WORDS = Path(__file__).parent / "words.yaml"
# what is drawn, is drawn by this
SEED = 20261121
SENTENCE = re.compile(r"(?<=[.!?])\s+")
LETTERS = re.compile(r"[^\W\d_]{4,}")

Change = Callable[[Case, Random], Case | None]
"""The case changed, or None where there is nothing of that kind to change."""


@cache
def vocabulary() -> Mapping[str, Any]:
    """words.yaml."""
    held: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return held


def typos(text: str, random: Random) -> str:
    """Two neighbouring letters swapped in one word of twelve, never its first, in one word at least."""
    words = list(LETTERS.finditer(text))
    for match in sorted(random.sample(words, k=min(len(words), 1 + len(words) // 12)), key=lambda m: -m.start()):
        at = random.randrange(match.start() + 1, match.end() - 1)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def lower_case(text: str, random: Random) -> str:
    """No capital letters, as on a phone."""
    return text.lower()


def capitals(text: str, random: Random) -> str:
    """Nothing but capital letters."""
    return text.upper()


def no_punctuation(text: str, random: Random) -> str:
    """Without full stops, commas and the like at the end of words."""
    return re.sub(r"[.,;:!]+(?=\s|$)", "", text)


def emoji(text: str, random: Random) -> str:
    """A friendly emoji at the end."""
    return f"{text} {random.choice(vocabulary()['emoji'])}"


def spelling(text: str, random: Random) -> str:
    """British spelling made American, or the other way about."""
    return _exchanged(text, vocabulary()["spelling"])


def synonyms(text: str, random: Random) -> str:
    """Words exchanged for others that mean the same."""
    return _exchanged(text, vocabulary()["synonyms"])


def paraphrase(text: str, random: Random) -> str:
    """Turns of phrase exchanged for others that mean the same."""
    return _exchanged(text, vocabulary()["paraphrases"])


def reordered(text: str, random: Random) -> str:
    """The first two of three or more sentences in the other order."""
    parts = SENTENCE.split(text)
    return " ".join([parts[1], parts[0], *parts[2:]]) if len(parts) > 2 else text


def small_talk(text: str, random: Random) -> str:
    """A greeting before it."""
    return f"{random.choice(vocabulary()['small_talk'])} {text}"


def preamble(text: str, random: Random) -> str:
    """A long paragraph about nothing before it."""
    return f"{random.choice(vocabulary()['preambles'])}\n\n{text}"


def platform(case: Case, random: Random) -> Case | None:
    """The platform by its other name."""
    said = (case.context.platform or "").casefold().strip()
    for names in vocabulary()["platforms"]:
        if said in names:
            other = names[1 - names.index(said)]
            return case.model_copy(update={"context": case.context.model_copy(update={"platform": other})})
    return None


def of_text(change: Callable[[str, Random], str]) -> Change:
    """A change of words as a change of a case; where the words stay the same there was nothing to change."""

    def changed(case: Case, random: Random) -> Case | None:
        text = change(case.input or "", random)
        return case.model_copy(update={"input": text}) if text != case.input else None

    return changed


PERTURBATIONS: Mapping[str, Change] = {
    "typos": of_text(typos),
    "lower case": of_text(lower_case),
    "capitals": of_text(capitals),
    "no punctuation": of_text(no_punctuation),
    "emoji": of_text(emoji),
    "US and UK spelling": of_text(spelling),
    "synonyms": of_text(synonyms),
    "paraphrase": of_text(paraphrase),
    "sentences reordered": of_text(reordered),
    "small talk before": of_text(small_talk),
    "long preamble": of_text(preamble),
    "platform renamed": platform,
}


SWAPS = ("another name", "another gender", "another place")
"""Counterfactuals, as a report names them."""


def fillings() -> Mapping[str, Sequence[Case]]:
    """Counterfactuals: what is swapped -> the cases of each template, one a person or place, the first the reference.

    A case's `set` is its template, so that the answers to one template can be laid side by side.
    """
    words = vocabulary()
    made: dict[str, list[Case]] = {"name": [], "gender": [], "place": []}
    for template in words["templates"]:
        groups, places, sexes = list(words["people"]), words["places"], list(words["pronouns"])
        if "{name}" in template["text"]:
            made["name"] += [_filled(template, words, group, "woman", places[0], group) for group in groups]
        if "{name}" in template["text"] or "{a_person}" in template["text"]:
            made["gender"] += [_filled(template, words, groups[0], sex, places[0], sex) for sex in sexes]
        if "{place}" in template["text"]:
            made["place"] += [_filled(template, words, groups[0], "woman", place, place) for place in places]
    return made


def _filled(template: Mapping[str, str], words: Mapping[str, Any], group: str, sex: str, place: str, told: str) -> Case:
    parts = {"name": words["people"][group][sex], "place": place, **words["pronouns"][sex]}
    return Case.model_validate(
        {
            "id": f"{template['id']}: {told}",
            "kind": template["kind"],
            "input": template["text"].format(**parts),
            "set": template["id"],
            # nobody judged these: only whether the answers are alike is measured
            "verdict": "ok",
        }
    )


def _exchanged(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Each word or phrase of a pair replaced by the other, first letter in its case; each place once."""
    other = {a.casefold(): b for a, b in pairs} | {b.casefold(): a for a, b in pairs}
    found = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, other), key=len, reverse=True)) + r")\b", re.IGNORECASE)

    def swap(match: re.Match[str]) -> str:
        word = other[match.group().casefold()]
        return word[:1].upper() + word[1:] if match.group()[:1].isupper() else word

    return found.sub(swap, text)
