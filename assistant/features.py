"""What the heads see of a text: the encoder's words, and a few facts that a vector blurs."""

import re

import numpy as np

from assistant.backends.protocols import Vectors
from assistant.checks import cues, identifiers, wording
from assistant.checks.text import ReadText
from assistant.models import Issue, Kind, Request

# raised when a feature changes its meaning, so that rows kept from before are made anew
VERSION = 1

NAMES = (
    "is_question", "public", "private_group", "one_to_one", "audience_unknown",
    "direct_identifiers", "details", "details_3_or_more", "picture", "patient_words", "consent", "no_consent", "fiction",
    "staff_words", "strong_words", "mild_words", "insults", "shouting", "short", "long", "first_person", "second_person",
    "titled_name_and_care",
)  # fmt: skip

FIRST = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|we|our)\b", re.IGNORECASE)
SECOND = re.compile(r"\b(?:you|your|you're|you've|u|ur)\b", re.IGNORECASE)


def encoder_text(request: Request, words: str | None = None) -> str:
    """The line handed to the judging encoder: kind, platform, audience and role before the words.

    `words` puts a sentence in the place of the whole text. The encoder was tuned on this shape.
    """
    context = request.context
    head = (request.kind.value, context.platform or "unknown", context.audience or "unknown", context.role or "gp")
    return f"{' | '.join(head)}: {words if words is not None else request.text}"


def features(read: ReadText) -> Vectors:
    """(len(NAMES),) float32, each 0 or 1, in the order of NAMES."""
    text, context = read.text, read.request.context
    found = identifiers.check(read)
    worded = wording.check(read)
    direct = sum(f.issue is Issue.PATIENT_CONFIDENTIALITY for f in found)
    details = sum(f.issue is Issue.IDENTIFIABILITY_BY_DETAIL for f in found)
    reasons = [f.reason for f in worded]
    letters = [c for c in text if c.isalpha()]
    values = (
        read.request.kind is Kind.QUESTION, context.audience == "public", context.audience == "private-group",
        context.audience == "one-to-one", context.audience is None,
        direct > 0, details > 0, details >= 3, any(f.issue is Issue.PATIENT_IMAGE_OR_RECORDING for f in found),
        cues.PATIENT.search(text) is not None, cues.CONSENT.search(text) is not None, cues.NO_CONSENT.search(text) is not None,
        cues.FICTION.search(text) is not None, cues.NOT_A_PATIENT.search(text) is not None,
        wording.REASONS["strong"] in reasons, wording.REASONS["mild"] in reasons, wording.REASONS["insult"] in reasons,
        len(letters) > 12 and sum(c.isupper() for c in letters) > 0.5 * len(letters), len(text) < 60, len(text) > 400,
        FIRST.search(text) is not None, SECOND.search(text) is not None, identifiers.names_a_patient(read) is not None,
    )  # fmt: skip
    return np.array(values, dtype=np.float32)
