"""Files of a known document -> an Imported that may be stored, or the reasons why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.errors import ImportRefused
from corpus.models import Corpus, Source
from corpus.official import round_trip
from corpus.official.derived import align, units_of
from corpus.official.edition import in_force_dates
from corpus.official.match import Matched, match_derived, match_numbered
from corpus.official.numbered import numbered
from corpus.official.reader import FileRead
from corpus.official.records import FileSeen, Imported, Outcome, Wording, sha256
from corpus.official.similar import Similarity

# several times the longest guidance there is
MOST_PARAGRAPHS = 1_500
# letters by which a paragraph is found on its page
OPENING = 60


@dataclass(frozen=True, slots=True)
class Import:
    """What an import would store, and how each paragraph compares."""

    imported: Imported
    matched: Matched


def read_document(files: Sequence[FileRead], source: Source, corpus: Corpus, similarity: Similarity, day: date) -> Import:
    """The current edition of a document, compared with our digests of it.

    Raises ImportRefused with every reason when it is not that document, not that edition, or not whole.
    """
    matched = _matched(files, source, corpus, similarity)
    lost = round_trip.strays([(w.id, w.text) for w in matched.paragraphs if not _is_point(w.number) or source.numbering == "derived"], _words(files))
    if lost:
        matched = replace(matched, refused=(*matched.refused, f"what was read of these is not in the file as it stands: {', '.join(lost[:8])}"))
    if matched.refused:
        raise ImportRefused(source.id, matched.refused)
    imported = Imported(
        source=source.id, edition=source.edition, read=day, files=_seen(files), paragraphs=_on_pages(matched.paragraphs, files), reprinted=matched.reprinted
    )
    return Import(imported, matched)


def read_past_edition(files: Sequence[FileRead], source: Source, corpus: Corpus, edition: date, day: date) -> Import:
    """Another edition of a numbered document: its own numbers, beside no digest, for ours are of one edition only.

    Raises ImportRefused when its numbers do not run, or when it says that it is in force from another date.
    """
    reading = numbered([file.content for file in files], _titles(corpus, source))
    refused = _too_many(len(reading.paragraphs))
    if source.numbering == "derived":
        refused.append("its numbers are ours, derived from the edition held; another edition of it cannot be numbered")
    if not reading.paragraphs:
        refused.append("no numbered paragraphs were found in it")
    if reading.missing or reading.doubled:
        refused.append(f"its numbers do not run on: missing {list(reading.missing)}, twice {list(reading.doubled)}")
    stated = in_force_dates(_words(files))
    if stated and edition not in stated:
        refused.append(f"it says that it is in force from {', '.join(d.isoformat() for d in sorted(stated))}, not {edition.isoformat()}")
    if edition.isoformat() == source.effective:
        refused.append(f"{edition.isoformat()} is the current edition: import it without --edition, so that it is compared with our digests")
    paragraphs = tuple(
        Wording(id=f"{source.id}#{n.number}", number=n.number, section=n.section, text=n.text, sha256=sha256(n.text), outcome=Outcome.NEW)
        for n in reading.paragraphs
    )
    if lost := round_trip.strays([(w.id, w.text) for w in paragraphs if not _is_point(w.number)], _words(files)):
        refused.append(f"what was read of these is not in the file as it stands: {', '.join(lost[:8])}")
    if refused:
        raise ImportRefused(source.id, refused)
    imported = Imported(source=source.id, edition=edition.isoformat(), read=day, files=_seen(files), paragraphs=paragraphs)
    return Import(imported, Matched((), (), paragraphs))


def with_placed(made: Import, placed: Mapping[str, str]) -> Import:
    """The import with points placed at numbers. Raises ImportRefused for an id or number it does not hold."""
    known = {proposal.id for proposal in made.matched.proposals}
    numbers = set(made.imported.by_number)
    wrong = [f"{id_} is no point of unknown number of this document; those are: {', '.join(sorted(known)) or 'none'}" for id_ in placed if id_ not in known]
    wrong += [f"{id_} cannot stand at {number!r}: the file has no such paragraph" for id_, number in placed.items() if number not in numbers]
    if wrong:
        raise ImportRefused(made.imported.source, wrong)
    return replace(made, imported=made.imported.model_copy(update={"placed": dict(placed)}))


def _too_many(count: int) -> list[str]:
    """A reason to refuse what no guidance is."""
    return [f"it holds {count:,} paragraphs, more than {MOST_PARAGRAPHS:,}: it is no such document"] if count > MOST_PARAGRAPHS else []


def _matched(files: Sequence[FileRead], source: Source, corpus: Corpus, similarity: Similarity) -> Matched:
    contents = [file.content for file in files]
    title = next((c.title for c in contents if c.title), "")
    if source.numbering == "numbered":
        reading = numbered(contents, _titles(corpus, source))
        if refused := _too_many(len(reading.paragraphs) + len(reading.reprinted)):
            return Matched((), tuple(refused))
        return match_numbered(reading, source, corpus.paragraphs, _words(files), title, similarity)
    units = units_of(contents)
    if refused := _too_many(len(units)):
        return Matched((), tuple(refused))
    return match_derived(units, align(units, corpus.by_source[source.id], similarity), source, corpus.paragraphs, _words(files), title, similarity)


def _titles(corpus: Corpus, source: Source) -> dict[str, str]:
    """Titles of the publisher's other numbered documents, which an annex may reprint."""
    return {s.id: s.title for s in corpus.sources.values() if s.publisher == source.publisher and s.id != source.id and s.numbering == "numbered"}


def _words(files: Sequence[FileRead]) -> str:
    return "\n".join(file.content.words for file in files)


def _seen(files: Sequence[FileRead]) -> tuple[FileSeen, ...]:
    return tuple(FileSeen(name=file.name, sha256=file.sha256, format=file.format.value, url=file.url) for file in files)


def _on_pages(paragraphs: Sequence[Wording], files: Sequence[FileRead]) -> tuple[Wording, ...]:
    """The paragraphs with the page that each stands on, where there are several: by its first line, page after page."""
    if len(files) < 2 or not any(file.url for file in files):
        return tuple(paragraphs)
    pages = [round_trip.letters(file.content.words) for file in files]
    placed, at = [], 0
    for wording in paragraphs:
        begins = round_trip.letters(wording.text.split("\n")[0])[:OPENING]
        at = next((n for n in range(at, len(pages)) if begins in pages[n]), at)
        placed.append(wording.model_copy(update={"page": files[at].url}))
    return tuple(placed)


def _is_point(number: str) -> bool:
    return number[-1:].isalpha() and number[:-1].isdigit()
