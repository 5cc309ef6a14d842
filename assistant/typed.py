"""Words as people type them late at night, brought to one spelling for patterns to read."""

import re

_QUOTES = str.maketrans("’‘`´", "''''")
_BARE = {
    "ive": "i've", "im": "i'm", "id": "i'd", "cant": "can't", "dont": "don't", "didnt": "didn't", "wont": "won't", "isnt": "isn't",
    "wasnt": "wasn't", "werent": "weren't", "doesnt": "doesn't", "theyd": "they'd", "theyll": "they'll", "theyre": "they're",
    "hes": "he's", "shes": "she's", "whats": "what's", "couldnt": "couldn't", "wouldnt": "wouldn't",
}  # fmt: skip
_WORD = re.compile(rf"\b(?:{'|'.join(_BARE)})\b", re.IGNORECASE)


def as_typed_plainly(text: str) -> str:
    """The text with straight apostrophes, and with those that were left out.

    >>> as_typed_plainly("i cant go on, they’d be fine")
    "i can't go on, they'd be fine"
    """
    return _WORD.sub(lambda m: _BARE[m.group().lower()], text.translate(_QUOTES))
