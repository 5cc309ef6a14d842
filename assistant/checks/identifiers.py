"""What points straight at a person: names, numbers, addresses, pictures. Details that add up are in details.py."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.checks import cues
from assistant.checks.text import ReadText, finding
from assistant.models import Finding, Identifier, Issue, Kind

CHECK = "identifiers"

DIRECT = Issue.PATIENT_CONFIDENTIALITY
IMAGE = Issue.PATIENT_IMAGE_OR_RECORDING


class Pattern(NamedTuple):
    """One kind of identifier that a regular expression finds."""

    identifier: Identifier
    issue: Issue
    regex: re.Pattern[str]
    reason: str


def _pattern(identifier: Identifier, issue: Issue, regex: str, reason: str) -> Pattern:
    return Pattern(identifier, issue, re.compile(regex, re.IGNORECASE), reason)


PATTERNS = (
    _pattern(
        Identifier.DATE_OF_BIRTH, DIRECT,
        r"\b(?:d\.?o\.?b\.?|born(?: on)?|date of birth)[:\s]*\d{1,2}[/.\-\s](?:\d{1,2}|[a-z]{3,9})[/.\-\s]\d{2,4}",
        "A date of birth points to one person.",
    ),
    _pattern(
        Identifier.NHS_NUMBER, DIRECT, r"\bnhs (?:no|num|number)\.?[:\s#]*\d[\d\s-]{7,12}\d",
        "An NHS number points to one person.",
    ),
    _pattern(
        Identifier.EMAIL, DIRECT, r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,4}\b",
        "An e-mail address points to one person.",
    ),
    _pattern(
        Identifier.PHONE, DIRECT, r"(?<!\d)(?:\+44\s?7|07)\d{3}[\s-]?\d{3}[\s-]?\d{3}(?!\d)",
        "A phone number points to one person.",
    ),
    _pattern(
        Identifier.ADDRESS, DIRECT,
        r"\b\d{1,3}[a-z]? (?:[A-Z][\w'’]+ ){1,3}(?:road|rd|street|st|avenue|ave|lane|ln|close|drive|court|way|terrace|crescent|gardens|place)\b",
        "An address points to one household.",
    ),
    _pattern(
        Identifier.PICTURE, IMAGE,
        r"\[(?=[^\]]*(?:photo|pic|picture|image|screenshot|video|selfie|x-?ray|scan|snap|clip))[^\]]{3,200}\]|\b(?:attached|here'?s|posting|sharing|took|take|my) (?:a |an |the |this |her |his |my )?(?:photo|pic|picture|image|screenshot|video|x-?ray|scan|selfie)s?(?: of [^.,;!?\n]{2,60})?",
        "A picture or recording can identify someone even without a face.",
    ),
)  # fmt: skip

TITLED = re.compile(
    r"\b(?:(?i:mr|mrs|ms|mx)|M(?:iss|ISS|aster))\.? (?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]+)?|[a-z][\w'’-]*)"
)
# "Desmond, one of our COPD patients": a first name is a name where it is said whose
OWN_PATIENT = re.compile(r"\b[A-Z][a-z]{2,}(?=,? (?:who is |is |was )?(?:one of (?:my|our)|a|my|our) (?:[\w-]+ ){0,2}patients?\b)")
NOT_FIRST_NAMES = re.compile(r"(?:this|that|there|here|she|he|they|it|who|what|today|yesterday|tomorrow|being|having|imagine|meet|remember|once|every|each|any|another|not|\w+day|covid|nobody|someone|everyone|and|but|when|also|just|still|seen?|was|with|for|from|saw|asked|told|like|about)$", re.IGNORECASE)
NO_NAME = re.compile(
    r"\b(?:miss|master|ms) (?:the|a|an|my|your|our|it|this|that|out|you|him|her|them|me|work|class|plan|degree|copy|those|these|being|having|appointments?|calls?|what|how|seeing|everyone|all|some|chart|one|is|in|and|of|our)\b",
    re.IGNORECASE,
)

PRESIDIO = {
    "UK_NHS": (Identifier.NHS_NUMBER, "An NHS number points to one person.", 0.9),
    "UK_NINO": (Identifier.INSURANCE_NUMBER, "A National Insurance number points to one person.", 0.5),
    "UK_POSTCODE": (Identifier.POSTCODE, "A postcode points to a handful of homes.", 0.3),
    "PHONE_NUMBER": (Identifier.PHONE, "A phone number points to one person.", 0.4),
}
NUMBER_CONTEXT = re.compile(r"\bnhs\b", re.IGNORECASE)


def check(read: ReadText) -> list[Finding]:
    """Identifiers of people other than the writer, in order of the text.

    A ten-digit number counts as an NHS number only where 'NHS' stands in its sentence: one random
    number in eleven passes the checksum.
    """
    return sorted(_all(read), key=lambda f: (f.start, -f.end))


def _all(read: ReadText) -> Iterator[Finding]:
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(read.text):
            yield finding(CHECK, pattern.issue, read, *match.span(), pattern.reason, identifier=pattern.identifier)
    for match in TITLED.finditer(read.text):
        if not NO_NAME.match(match.group()):
            yield finding(CHECK, DIRECT, read, *match.span(), "This names a person.", identifier=Identifier.NAME)
    for match in OWN_PATIENT.finditer(read.text):
        if not NOT_FIRST_NAMES.match(match.group()):
            yield finding(CHECK, DIRECT, read, *match.span(), "This names a person.", identifier=Identifier.NAME)
    for entity in read.reading.entities:
        if entity.kind in PRESIDIO:
            identifier, reason, least = PRESIDIO[entity.kind]
            if entity.score < least:
                continue
            if entity.kind == "UK_NHS" and not NUMBER_CONTEXT.search(read.sentence_at(entity.start)):
                continue
            yield finding(CHECK, DIRECT, read, entity.start, entity.end, reason, identifier=identifier)
        elif entity.kind == "PERSON" and _is_full_name(read.text[entity.start : entity.end]):
            if TITLED.search(read.text, entity.start, entity.end):
                continue  # named above, without the verb that the small model takes along ("Saw Mrs Kendal")
            yield finding(CHECK, DIRECT, read, entity.start, entity.end, "This looks like a person's name.", entity.score, Identifier.LIKELY_NAME)


def _is_full_name(words: str) -> bool:
    """Two or more capitalised words: the small model takes single words, and numbers, for people."""
    parts = words.split()
    return len(parts) >= 2 and all(part[:1].isupper() and part.replace("'", "").replace("-", "").isalpha() for part in parts)


def names_a_patient(read: ReadText, identifiers: Sequence[Finding]) -> Finding | None:
    """The first direct one of `identifiers` that stands in a sentence about care, where no consent is stated.

    This is what a floor rests on, so it asks for all of: a draft; a titled name, or a number or date
    of birth; care spoken of in that sentence; no word of consent or fiction; no sign that the person
    is staff. GMC social media guidance 18 and 20.
    """
    if read.request.kind is not Kind.DRAFT or cues.is_fiction(read.text):
        return None
    consented = cues.CONSENT.search(read.text) and not cues.NO_CONSENT.search(read.text)
    if consented:
        return None
    for found in identifiers:
        sentence = read.sentence_at(found.start)
        numbered = found.identifier in (Identifier.NHS_NUMBER, Identifier.DATE_OF_BIRTH)
        named = found.identifier is Identifier.NAME
        if numbered or (named and cues.PATIENT.search(sentence) and not cues.NOT_A_PATIENT.search(sentence)):
            return found
    return None
