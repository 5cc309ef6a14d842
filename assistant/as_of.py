"""Advice -> the same advice as of a past date: what it cites, in the edition that was in force then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from assistant.backends.protocols import Encoder
from assistant.models import Advice, Citation
from assistant.wording import wording
from corpus.models import Corpus, Source
from corpus.official.records import Imported, Wording
from corpus.official.store import UNDATED, Store

# a paragraph of an older edition says the same thing when it is at least so like our digest (a cosine)
ALIKE = 0.50


@dataclass(frozen=True, slots=True)
class Then:
    """The edition of a document at a past date."""

    source: Source
    held: Imported | None
    """Its wording, where it was imported; None where it was not."""


def as_of(advice: Advice, day: date, corpus: Corpus, store: Store, encoder: Encoder) -> Advice:
    """The advice with each citation that was not in force on `day` replaced by the edition then, where it is held.

    The verdict stays that of today's guidance, and every citation that could not be replaced is named in a notice.
    """
    cited = {c.paragraph.partition("#")[0] for reason in advice.reasons for c in reason.citations}
    later = {id_: edition_at(corpus.sources[id_], day, store) for id_ in sorted(cited) if not was_in_force(corpus.sources[id_], day)}
    if not later:
        return replace(advice, notices=(*advice.notices, f"Every document cited was in force on {day.isoformat()}, as far as its dates are known."))
    reasons = tuple(
        replace(reason, citations=tuple(_then(c, later, corpus, encoder) for c in reason.citations)) for reason in advice.reasons
    )
    notices = tuple(_notice(then, day) for then in later.values())
    return replace(advice, reasons=reasons, notices=(*advice.notices, *notices))


def was_in_force(source: Source, day: date) -> bool:
    """The edition that our digests are of was in force; a document without a date counts as in force."""
    start = source.effective or source.published
    return start is None or start <= day.isoformat()[: len(start)]


def edition_at(source: Source, day: date, store: Store) -> Then:
    """The newest edition in force on `day` that is held."""
    past = [edition for edition in store.editions(source.id) if edition != UNDATED and edition <= day.isoformat()]
    return Then(source, store.newest(source.id, past[-1]) if past else None)


def past_id(imported: Imported, number: str) -> str:
    """The id of a paragraph of an edition that is not the current one, e.g. 'gmc-social-media-2024@2013-04-22#5'."""
    return f"{imported.source}@{imported.edition}#{number}"


def past_paragraph(paragraph_id: str, store: Store) -> tuple[Imported, Wording] | None:
    """The paragraph that such an id names, where it is held."""
    document, _, number = paragraph_id.partition("#")
    source_id, _, edition = document.partition("@")
    held = store.newest(source_id, edition) if edition else None
    return (held, held.by_number[number]) if held and number in held.by_number else None


def _then(citation: Citation, later: dict[str, Then], corpus: Corpus, encoder: Encoder) -> Citation:
    then = later.get(citation.paragraph.partition("#")[0])
    if then is None or then.held is None:
        return citation
    held = corpus.paragraphs[citation.paragraph]
    found = _most_like(held.digest or held.text, then.held.paragraphs, encoder)
    if found is None:
        return citation
    reference = f"{then.source.short_name}, edition of {then.held.edition}, paragraph {found.number}"
    return Citation(past_id(then.held, found.number), found.text, reference, citation.strength, None, True, then.held.edition)


def _most_like(text: str, wordings: Sequence[Wording], encoder: Encoder) -> Wording | None:
    whole = [w for w in wordings if w.number.isdigit()]
    if not whole:
        return None
    vectors = encoder.encode([text, *(w.text for w in whole)])
    likeness = vectors[1:] @ vectors[0]
    best = int(np.argmax(likeness))
    return whole[best] if likeness[best] >= ALIKE else None


def _notice(then: Then, day: date) -> str:
    first = f"{then.source.short_name} of {then.source.edition} {wording().not_yet_in_force} {day.isoformat()}."
    if then.held is None:
        earlier = f" It replaced: {then.source.supersedes}." if then.source.supersedes else ""
        return f"{first} The edition then in force is not held here, so the later one is cited.{earlier}"
    return f"{first} Where the edition of {then.held.edition} has a paragraph like it, that is quoted."
