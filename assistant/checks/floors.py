"""Floors: what no score may undo."""

from collections.abc import Sequence

from assistant.checks.identifiers import names_a_patient
from assistant.checks.text import ReadText
from assistant.models import Finding, Floor, Verdict


def check(read: ReadText, identifiers: Sequence[Finding]) -> tuple[Floor, ...]:
    """The floors under this text and the identifiers in it, each with what demands it.

    A patient who is named, or numbered, where care is spoken of, is never green without a word of
    consent: GMC social media guidance 18 and 20.
    """
    named = names_a_patient(read, identifiers)
    if named is None:
        return ()
    return (Floor(Verdict.CHANGE_FIRST, f"'{named.text}' points to a patient and no consent is mentioned"),)
