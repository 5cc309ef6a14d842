"""A request as it was typed -> a request that can be judged, or a clear refusal."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.errors import UnusableInput
from assistant.models import Draft, Kind, Question
from assistant.settings import Settings

R = TypeVar("R", Question, Draft)

# drawn as nothing, yet they split words from the eye of every check
INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\u034f\u180b-\u180e\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)
# Cyrillic, then Greek letters that are drawn as Latin ones: a name spelt with them reads as that name to all but a pattern
LOOK_ALIKE = str.maketrans(
    "асеорхуАВСЕНКМОРТХѕіјԁЅІЈονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ",
    "aceopxyABCEHKMOPTXsijdSIJovABEHIKMNOPTXYZ",
)
WORD = re.compile(r"\w+")
LATIN = re.compile("[A-Za-z]")
# half of a character, which no library can write out
SURROGATE = re.compile("[\ud800-\udfff]")
# what a file may begin with, and its encoding then
BYTE_ORDER_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def decode(data: bytes, name: str) -> str:
    """The text in `data`, UTF-8 or marked UTF-16. Raises UnusableInput for anything else."""
    encoding = next((e for mark, e in BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnusableInput(
            f"{name} is not UTF-8 text (byte {data[error.start] :#04x} at {error.start}). "
            "If it is a document or a picture, paste its words; else save it as UTF-8."
        ) from error


def taken_in(request: R, settings: Settings) -> R:
    """The request, its text checked, letter for letter as long as it was: offsets stay true.

    Raises UnusableInput for a text that is empty, too long, or no text.
    """
    check_text(request.text, request.kind, settings)
    return replace(request, text=SURROGATE.sub("\ufffd", request.text))


def check_text(text: str, kind: Kind, settings: Settings) -> None:
    """Raise UnusableInput, saying what to do, unless `text` can be judged."""
    most = settings.max_draft if kind is Kind.DRAFT else settings.max_question
    if CONTROL.search(text):
        raise UnusableInput(
            "This holds control characters, as a binary file does, so it can't be read as a message. "
            "Paste the words themselves, or save the file as plain text (UTF-8)."
        )
    if not any(unicodedata.category(c)[0] in "LNS" for c in text):
        raise UnusableInput(f"There are no words in this {kind.value}. Type or paste what you want to {_verb(kind)}.")
    if len(text) > most:
        raise UnusableInput(
            f"This {kind.value} has {len(text):,} characters; the most that can be judged at once is {most:,}. "
            + ("Check it in parts, a few paragraphs at a time." if kind is Kind.DRAFT else "Ask in a sentence or two, or use the draft check.")
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as a reader sees it, and where each of its characters stood."""

    text: str
    offsets: tuple[int, ...]
    """offsets[i]: place in the original of character i; one more entry for the end."""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that shows as text[start:end]."""
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


def see(text: str) -> Seen:
    """The text without invisible characters, styled letters made plain, Latin words spelt with Latin letters.

    Zero-width and direction characters hide a name from a check and from nobody else, and so does a letter of
    another alphabet that is drawn alike. A word of that alphabet alone stays as it is.
    """
    shown = [(_plain(c), at) for at, c in enumerate(text) if not INVISIBLE.match(c)]
    plain = WORD.sub(_latin, "".join(c for c, _ in shown))
    return Seen(plain, (*(at for _, at in shown), len(text)))


def _latin(word: re.Match[str]) -> str:
    """The word with its look-alikes made Latin, where any letter of it is."""
    return word.group().translate(LOOK_ALIKE) if LATIN.search(word.group()) else word.group()


def _plain(character: str) -> str:
    """The plain form of a styled letter, where one stands for one."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def _verb(kind: Kind) -> str:
    return "post" if kind is Kind.DRAFT else "ask"
