"""Which paragraphs answer a look-up: by number, by subject, by document."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.lookup.names import NUMBERS, ONE, Document, Topic, mentions
from corpus.models import Confidence, Corpus, Paragraph, Source

# where a number stands without a document, this is the one that doctors mean
USUAL = "gmc-social-media-2024"
# then these, in this order
NEXT = ("gmc-good-medical-practice-2024", "gmc-confidentiality-2017")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paragraph asked for by its number, and what is held of it."""

    source: Source
    number: str
    held: Paragraph | None
    nearest: Paragraph | None = None
    """The numbered paragraph held that stands nearest, where the one asked for is not held."""


def wanted(text: str, corpus: Corpus) -> list[Wanted]:
    """Every paragraph that the text names by number, in its order, each in the document named nearest to the number."""
    places = _places(text, corpus)
    found: dict[tuple[str, str], Wanted] = {}
    for match in NUMBERS.finditer(text):
        for one in ONE.finditer(text, match.start("list"), match.end("list")):
            number = one.group().lower()
            source = _meant(text, one.start(), one.end(), places)
            made = in_source(corpus.sources[source], number, corpus) if source else anywhere(number, corpus)
            if made:
                found.setdefault((made.source.id, number), made)
    return list(found.values())


def _places(text: str, corpus: Corpus) -> list[tuple[int, int, str]]:
    """(start, end, Source.id) of each document that the text names; of several without numbers, the first."""
    places = []
    for start, end, document in mentions(text):
        sources = document.sources(corpus)
        if len(sources) == 1 or (sources and all(corpus.sources[id_].numbering == "derived" for id_ in sources)):
            places.append((start, end, sources[0]))
    return places


def _meant(text: str, start: int, end: int, places: Sequence[tuple[int, int, str]]) -> str | None:
    """Source.id of the document that a number at text[start:end] is of; None where the text leaves it open."""
    after = [id_ for begins, _, id_ in places if begins >= end and _OF.fullmatch(text[end:begins])]
    if after:
        return after[0]
    before = [id_ for _, ends, id_ in places if ends <= start]
    if before:
        return before[-1]
    # a document that stands right before another number is that number's own
    free = [id_ for begins, ends, id_ in places if begins >= end and not re.match(r"\s*(?:para(?:graph)?s?\s*)?\d", text[ends:])]
    return free[0] if free else None


_OF = re.compile(r"\s*(?:,|say|about)?\s*(?:(?:of|in|from|on|for)\s+)?(?:the|your)?\s*", re.IGNORECASE)


def anywhere(number: str, corpus: Corpus) -> Wanted | None:
    """The paragraph of that number in the document that doctors mean when they name none."""
    tried = [in_source(corpus.sources[id_], number, corpus) for id_ in (USUAL, *NEXT) if id_ in corpus.sources]
    if not tried:
        return None
    # a number that the usual document could have is looked for there and nowhere else
    usual = tried[0]
    if usual.source.id == USUAL and (usual.held or _value(number) <= 20):
        return usual
    return next((made for made in tried if made.held), usual)


def in_source(source: Source, number: str, corpus: Corpus) -> Wanted:
    """The paragraph of that number in a document; a number we are not sure of is not matched."""
    sure = [p for p in corpus.by_source[source.id] if p.number[:1].isdigit() and p.confidence is not Confidence.LOW and source.numbering == "numbered"]
    held = next((p for p in sure if p.number.lower() == number), None) or next((p for p in sure if p.number == number.rstrip("abcdefgh")), None)
    nearest = None if held else min(sure, key=lambda p: (abs(_value(p.number) - _value(number)), _value(p.number)), default=None)
    return Wanted(source, number, held, nearest)


def on_topic(topic: Topic, text: str, corpus: Corpus, sources: Collection[str]) -> list[Paragraph]:
    """Paragraphs of `sources` on a subject, best first: those that its issues point to, then those of its tags.

    One that holds the very words asked for comes before the others, where we are sure of its place.
    """
    ids = [*topic.paragraphs, *(id_ for issue in topic.issues for id_ in corpus.issue_map.get(issue, ()))]
    listed = [corpus.paragraphs[id_] for id_ in dict.fromkeys(ids) if id_ in corpus.paragraphs]
    tagged = [p for p in corpus.paragraphs.values() if set(topic.tags) & set(p.topics)]
    tagged.sort(key=lambda p: corpus.source_of(p).kind.precedence)
    found = [p for p in dict.fromkeys((*listed, *tagged)) if p.source_id in sources]
    if not found:
        found = [p for p in corpus.paragraphs.values() if p.source_id in sources and topic.pattern.search(f"{p.section} {p.text}")]
    match = topic.pattern.search(text)
    words = match.group().lower()[:8] if match else ""
    return sorted(found, key=lambda p: not (words and words in p.text.lower() and p.confidence is not Confidence.LOW))


def sources_of(documents: Sequence[Document], corpus: Corpus) -> list[str]:
    """Source.ids of the documents named; all there are where none is."""
    named = [source for document in documents for source in document.sources(corpus)]
    return list(dict.fromkeys(named)) or list(corpus.sources)


def _value(number: str) -> float:
    """A printed number as one that can be compared: '75c' stands after 75."""
    digits = number.rstrip("abcdefgh")
    try:
        return float(digits) + (0.01 * (ord(number[-1]) - 96) if number[-1].isalpha() else 0.0)
    except ValueError:
        return 0.0
