"""Digests and what was imported of their documents -> the paragraphs in use."""

import re
from collections.abc import Collection, Iterable, Mapping

from corpus.models import Confidence, Paragraph, Strength
from corpus.official.records import Imported, Outcome, Wording

# the strongest word of a paragraph says how binding it is
_WORDS = (
    (Strength.MUST, re.compile(r"\byou must\b|\bmust (?:not )?\w+")),
    (Strength.SHOULD, re.compile(r"\byou should\b|\bshould (?:not )?\w+")),
    (Strength.MAY, re.compile(r"\byou (?:may|can)\b")),
)


def applied(paragraphs: Mapping[str, Paragraph], imports: Iterable[Imported], changed: Collection[str] = ()) -> dict[str, Paragraph]:
    """The paragraphs with the publisher's wording where it is held; `paragraphs` are our digests by id.

    A number that was medium becomes checked where its paragraph matched. A point that was placed takes its number and
    wording and keeps its id, which playbooks and cases cite. A paragraph without a digest of ours stands after the others
    of its document. Those among `changed` (ids) are marked. What an annex reprints is used only where the document itself was not imported.
    """
    held = list(imports)
    whole = {imported.source for imported in held}
    now = dict(paragraphs)
    for imported in held:
        for wording in imported.paragraphs:
            if wording.id in now:
                now[wording.id] = _with(now[wording.id], wording)
        for id_, number in imported.placed.items():
            if id_ in now and number in imported.by_number:
                at = imported.by_number[number]
                update = {"official": at.text, "page": at.page, "number": number, "confidence": Confidence.HIGH, "note": None}
                now[id_] = now[id_].model_copy(update=update)
        placed = set(imported.placed.values())
        for wording in imported.paragraphs:
            if wording.id not in now and wording.number.isdigit() and wording.number not in placed:
                now[wording.id] = _new(wording)
        for wording in imported.reprinted:
            if wording.id in now and wording.id.partition("#")[0] not in whole and not now[wording.id].official:
                now[wording.id] = _with(now[wording.id], wording)
    for id_ in changed:
        if id_ in now:
            now[id_] = now[id_].model_copy(update={"is_changed": True})
    return now


def strength_of(text: str) -> Strength:
    """How binding a paragraph is, by its own words.

    >>> strength_of("You should think twice.")
    <Strength.SHOULD: 'should'>
    """
    low = text.lower()
    return next((strength for strength, pattern in _WORDS if pattern.search(low)), Strength.EXPLAINS)


def _with(paragraph: Paragraph, wording: Wording) -> Paragraph:
    update: dict[str, object] = {"official": wording.text, "page": wording.page}
    if wording.outcome is Outcome.MATCHES and paragraph.confidence is Confidence.MEDIUM:
        update["confidence"] = Confidence.HIGH
    return paragraph.model_copy(update=update)


def _new(wording: Wording) -> Paragraph:
    return Paragraph(
        id=wording.id, number=wording.number, section=wording.section, strength=strength_of(wording.text), digest="",
        confidence=Confidence.HIGH, official=wording.text, page=wording.page,
    )  # fmt: skip
