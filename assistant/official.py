"""Import of the publishers' wording: files of a document -> checked against our digests -> the user's data folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.backends.protocols import Encoder
from assistant.settings import Settings
from corpus.errors import UnknownParagraph
from corpus.load import HERE, load, nearest
from corpus.models import Corpus, Source
from corpus.official import reader
from corpus.official.importing import Import, read_document, read_past_edition, with_placed
from corpus.official.similar import by
from corpus.official.store import Store


@dataclass(frozen=True, slots=True)
class Importer:
    """What an import needs: our digests as they ship, where to keep the wording, and a measure of likeness."""

    corpus: Corpus
    """Without any wording installed: an import is compared with digests, never with an earlier import."""
    store: Store
    encoder: Encoder

    def source(self, source_id: str) -> Source:
        """The document of that id. Raises UnknownParagraph naming the nearest."""
        if source_id not in self.corpus.sources:
            raise UnknownParagraph(source_id, nearest(source_id, self.corpus.sources))
        return self.corpus.sources[source_id]

    def prepare(
        self, source_id: str, paths: Sequence[Path], day: date, edition: date | None = None, urls: Sequence[str | None] = ()
    ) -> Import:
        """The files read and compared, nothing stored; points placed before stay placed.

        `urls` say where each file was fetched, where a sync did.
        Raises FileRefused for a file that cannot be read and ImportRefused for a document that does not fit.
        """
        source = self.source(source_id)
        files = [replace(reader.read(path), url=url) for path, url in zip(paths, urls or [None] * len(paths), strict=True)]
        if edition is not None:
            return read_past_edition(files, source, self.corpus, edition, day)
        made = read_document(files, source, self.corpus, by(self.encoder.encode), day)
        numbers, known = made.imported.by_number, {proposal.id for proposal in made.matched.proposals}
        before = self.store.placed(source_id, source.edition)
        return with_placed(made, {id_: number for id_, number in before.items() if id_ in known and number in numbers})

    def install(self, made: Import, placed: Mapping[str, str] | None = None) -> Path:
        """Store an import with the points that the user has placed (id -> number), and return its file."""
        if placed:
            made = with_placed(made, {**made.imported.placed, **placed})
        return self.store.put(made.imported)


def importer(settings: Settings, encoder: Encoder) -> Importer:
    """The Importer of these settings. Raises CorpusError where the corpus cannot be read."""
    return Importer(load(settings.corpus or HERE), Store(settings.official_home), encoder)
