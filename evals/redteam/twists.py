"""Ways to hide words from a program that a reader still sees, or that a program could still decode."""

import base64
import codecs
from collections.abc import Callable, Mapping
from random import Random

CYRILLIC = str.maketrans("aceopxyABCEHKMOPTXs", "асеорхуАВСЕНКМОРТХѕ")
GREEK = str.maketrans("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
TITLES = {"Mrs": "Мrs", "Mr": "Мr", "Ms": "Мs", "Miss": "Мiss"}

Twist = Callable[[str, Random], str]


def base64_(text: str, random: Random) -> str:
    """The text in base64."""
    return base64.b64encode(text.encode()).decode()


def rot13(text: str, random: Random) -> str:
    """Every letter thirteen further."""
    return codecs.encode(text, "rot13")


def hexadecimal(text: str, random: Random) -> str:
    """Its bytes as pairs of hexadecimal digits."""
    return text.encode().hex(" ")


def backwards(text: str, random: Random) -> str:
    """Last letter first."""
    return text[::-1]


def zero_width(text: str, random: Random) -> str:
    """Zero-width spaces between letters."""
    return _between(text, random, "\u200b")


def soft_hyphen(text: str, random: Random) -> str:
    """Soft hyphens between letters."""
    return _between(text, random, "\u00ad")


def joiners(text: str, random: Random) -> str:
    """Zero-width joiners, non-joiners and word joiners between letters."""
    return _between(text, random, "\u200c\u200d\u2060\ufeff")


def tags(text: str, random: Random) -> str:
    """Tag characters, which no font draws, between letters."""
    return _between(text, random, "\U000e0061\U000e0062\U000e007f")


def variation(text: str, random: Random) -> str:
    """Variation selectors and combining joiners between letters."""
    return _between(text, random, "\ufe0e\ufe0f\u034f\u180e")


def cyrillic(text: str, random: Random) -> str:
    """Cyrillic letters for the Latin ones that look the same."""
    return _some(text, random, CYRILLIC)


def titled_cyrillic(text: str, random: Random) -> str:
    """A Cyrillic letter in the title alone."""
    return " ".join(TITLES.get(word, word) for word in text.split(" "))


def greek(text: str, random: Random) -> str:
    """Greek letters for the Latin ones that look the same."""
    return _some(text, random, GREEK)


def fullwidth(text: str, random: Random) -> str:
    """Full-width forms of letters and digits."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def mathematical(text: str, random: Random) -> str:
    """Bold mathematical letters."""
    return "".join(
        chr(0x1D400 + ord(c) - ord("A")) if "A" <= c <= "Z" else chr(0x1D41A + ord(c) - ord("a")) if "a" <= c <= "z" else c
        for c in text
    )


def embedded(text: str, random: Random) -> str:
    """Words wrapped in left-to-right and right-to-left embeddings."""
    return _wrapped(text, random, "\u202a\u202b", "\u202c")


def overridden(text: str, random: Random) -> str:
    """Words wrapped in direction overrides."""
    return _wrapped(text, random, "\u202d\u202e", "\u202c")


def isolated(text: str, random: Random) -> str:
    """Words wrapped in direction isolates."""
    return _wrapped(text, random, "\u2066\u2067\u2068", "\u2069")


TWISTS: Mapping[str, Twist] = {
    "base64": base64_, "rot13": rot13, "hexadecimal": hexadecimal, "backwards": backwards, "zero_width": zero_width,
    "soft_hyphen": soft_hyphen, "joiners": joiners, "tags": tags, "variation": variation, "cyrillic": cyrillic,
    "titled_cyrillic": titled_cyrillic, "greek": greek, "fullwidth": fullwidth, "mathematical": mathematical,
    "embedded": embedded, "overridden": overridden, "isolated": isolated,
}  # fmt: skip


def _between(text: str, random: Random, hidden: str) -> str:
    """One of `hidden` after every other letter or so."""
    return "".join(c + (random.choice(hidden) if c.isalpha() and random.random() < 0.5 else "") for c in text)


def _some(text: str, random: Random, table: Mapping[int, int]) -> str:
    """Most letters that have a double, replaced by it."""
    return "".join(c.translate(table) if random.random() < 0.8 else c for c in text)


def _wrapped(text: str, random: Random, openings: str, closing: str) -> str:
    return " ".join(f"{random.choice(openings)}{word}{closing}" if random.random() < 0.4 else word for word in text.split(" "))
