"""A text -> the same text as the judge reads it: what does not bear on the verdict made alike.

The judging encoder knows no emoji, takes two letters the wrong way round for another word, and has seen some names
oftener than others. A light that turned on any of these would be wrong whichever way it fell, so they are made alike
before it reads. Nothing else reads this: names, numbers and marks are found in the words as they were written.
"""

import re
from collections.abc import Callable, Mapping

from assistant.checks.identifiers import NO_NAME, TITLED

Known = Callable[[str], bool]
"""Whether a word in small letters is one the encoder knows whole."""

# pictographs, flags, skin tones and the joiners between them
EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\U0001f000-\U0001faff\u200d\ufe0f\u20e3]+")
# a capital may begin a name, and a name is nobody's slip
WORD = re.compile(r"(?<!\w)[a-z]{4,}(?!\w)")
ANY_NAME = "Smith"
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]+\s*")
LETTERS = re.compile(r"[a-z]+")
# a sentence of these words alone, opened by one of the first, greets or thanks and asks nothing
OPENERS = frozenset(["hi", "hiya", "hello", "hey", "dear", "good", "morning", "afternoon", "evening", "happy", "hope", "thanks", "thank", "cheers", "sorry", "apologies", "greetings"])
COURTESIES = OPENERS | frozenset(
    ["there", "all", "everyone", "everybody", "folks", "team", "colleagues", "friends", "doctor", "doctors", "you", "your", "youre", "you're", "re", "s", "are", "is", "ok", "okay", "well", "fine", "keeping", "doing", "day", "week", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "in", "advance", "for", "any", "the", "a", "an", "and", "to", "bother", "trouble", "quick", "one", "question", "help", "thoughts", "advice", "time", "again", "so", "much", "many", "very", "both", "disturb", "this", "with", "on", "of", "it", "finds"]
)
# platforms that go by several names, under the one the precedents use most
PLATFORMS: Mapping[str, str] = {
    "x": "X", "twitter": "X", "x (twitter)": "X", "fb": "facebook", "insta": "instagram", "ig": "instagram", "linked in": "linkedin",
    "google": "google reviews", "google review": "google reviews", "whatsapp message": "whatsapp", "wa": "whatsapp", "tik tok": "tiktok", "you tube": "youtube",
}  # fmt: skip


def plainly(text: str, known: Known) -> str:
    """The text as the judge reads it; where nothing would be left of it, the text itself."""
    read = without_courtesies(without_emoji(text))
    read = letters_in_order(one_name(read), known)
    return read if LETTERS.search(read.casefold()) else text


def parts(text: str) -> list[str]:
    """The text's paragraphs, as blank lines set them apart."""
    return [part.strip() for part in BLANK_LINE.split(text) if part.strip()]


def without_emoji(text: str) -> str:
    """The text without emoji and the gaps they leave: every one of them is the same unknown word to the encoder."""
    return re.sub(r"[ \t]{2,}", " ", EMOJI.sub(" ", text)).strip() if EMOJI.search(text) else text


def without_courtesies(text: str) -> str:
    """The text without the greetings and thanks it opens with; a text of nothing else stays."""
    rest = text
    while (first := SENTENCE.match(rest)) and _is_courtesy(first.group()):
        rest = rest[first.end() :]
    return rest if rest.strip() else text


def _is_courtesy(sentence: str) -> bool:
    words = LETTERS.findall(sentence.casefold().replace("’", "'").replace("'", ""))
    return bool(words) and words[0] in OPENERS and all(word in COURTESIES for word in words)


def one_name(text: str) -> str:
    """The text with the same surname after every title, for a verdict may not hang on what a name tells of somebody."""
    return TITLED.sub(lambda found: found.group() if NO_NAME.match(found.group()) else f"{found.group().split()[0]} {ANY_NAME}", text)


def letters_in_order(text: str, known: Known) -> str:
    """The text with two neighbouring letters put right in each unknown word of which that makes a known one.

    Only swaps, and only where one swap alone fits: other mends turn 'statins' into 'stations'. Source: a narrow case of
    Damerau, Communications of the ACM 1964.
    """
    return WORD.sub(lambda found: _in_order(found.group(), known), text)


def _in_order(word: str, known: Known) -> str:
    if known(word):
        return word
    swapped = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    fitting = [other for other in swapped if known(other)]
    return fitting[0] if len(fitting) == 1 else word


def platform(name: str | None) -> str | None:
    """The one name of a platform."""
    return PLATFORMS.get(name.casefold().strip(), name) if name else name
