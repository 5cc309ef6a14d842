"""Corpus -> Index: vectors in Chroma, words in BM25, the heads fitted. Built once, swapped in whole."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from assistant import needs as open_facts
from assistant.backends.chroma import ChromaStore
from assistant.backends.onnx import OnnxEncoder
from assistant.backends.presidio import read as read_language
from assistant.backends.protocols import Encoder, Vectors, VectorStore
from assistant.backends.sentence_transformers import SentenceTransformersEncoder
from assistant.backends.words import WordIndex
from assistant.checks.text import ReadText
from assistant.encoder_text import encoder_text
from assistant.errors import IndexUnusable
from assistant.heads import Heads, fit
from assistant.judge import MODEL_FOLDER, Calibration, Judge
from assistant.models import Draft, Kind, Question, Request
from assistant.needs import Lesson, Needs
from assistant.neighbours import Neighbours
from assistant.pointer import Pointer
from assistant.relevance import Relevance, cases_with_paragraphs
from assistant.row_cache import RowCache
from assistant.settings import Settings
from corpus.models import Corpus, Precedent

# raised when what is stored changes shape, so that older folders are not read
LAYOUT = 8
LIBRARIES = ("chromadb", "sentence-transformers", "scikit-learn", "onnxruntime", "numpy")
CURRENT = "current"
ROWS = "rows.npy"
NEEDS = "needs.npz"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""


def _silent(what: str, done: int, total: int) -> None:
    """A Progress that shows nothing."""


@dataclass(frozen=True, slots=True)
class Index:
    """What retrieval and judging need, opened for reading."""

    folder: Path
    fingerprint: str
    encoder: Encoder
    words: WordIndex
    paragraphs: VectorStore
    """Vectors of the paragraphs, under their ids."""
    published: VectorStore
    """Vectors of the precedents that somebody published, under their ids."""
    judge: Judge
    relevance: Relevance
    """Which paragraphs bear on a text."""
    needs: Needs
    """Which fact a question leaves open."""

    def vector(self, text: str) -> Vectors:
        """(dim,) for the two stores of vectors."""
        (vector,) = self.encoder.encode([text])
        return np.asarray(vector, dtype=np.float32)

    def relevance_of(self, text: str) -> Mapping[str, float]:
        """Relevance of the paragraphs to `text`, taken as a question, best first."""
        scores = self.judge.score(ReadText(Question(text), read_language(text)))
        return self.relevance.score(scores.issues, scores.row)


@dataclass(frozen=True, slots=True)
class Models:
    """The two encoders, and how far to trust the heads over the second."""

    encoder: Encoder
    """Makes the vectors that passages are found by."""
    judge_encoder: Encoder
    """Makes the vectors that the heads judge by."""
    calibration: Calibration
    pointer: Pointer | None = None
    """Finds the words within a text, by the second encoder's tokens."""


def shipped_models(settings: Settings) -> Models:
    """The encoder that `settings` name and the judging encoder that ships. Raises WeightsUnusable."""
    judge_encoder = OnnxEncoder(MODEL_FOLDER)
    calibration = Calibration.model_validate(judge_encoder.manifest.get("calibration", {}))
    return Models(_Lazy(settings.encoder), judge_encoder, calibration, Pointer.beside(MODEL_FOLDER, judge_encoder.id))


def open_index(
    corpus: Corpus, settings: Settings, progress: Progress | None = None, rebuild: bool = False, models: Models | None = None
) -> Index:
    """The index of this corpus and these settings, built first where there is none (or `rebuild`).

    A stale index is never used: its folder is named by everything that went into it. A build happens
    in a folder of its own and is renamed when whole, so one that is killed changes nothing, and two
    processes may build at once. Raises IndexUnusable or WeightsUnusable.
    """
    models = models or shipped_models(settings)
    print_ = fingerprint(corpus, settings, models.encoder.id, models.judge_encoder.id)
    folder = settings.index_home / print_
    if rebuild or not _is_whole(folder):
        _build(folder, corpus, settings, models, progress or _silent)
    _point_to(settings.index_home, print_)
    ids = list(corpus.paragraphs)
    try:
        heads = Heads.load(folder / "heads.npz")
        rows = np.load(folder / ROWS, allow_pickle=False).astype(np.float32)
        needs = Needs.load(folder / NEEDS)
    except (OSError, KeyError, ValueError) as error:
        raise IndexUnusable(folder, f"heads.npz, {ROWS} or {NEEDS} cannot be read ({error})") from error
    cases = cases_with_paragraphs(corpus)
    return Index(
        folder, print_, models.encoder, WordIndex(ids, [_searchable(corpus, id_) for id_ in ids]),
        _store("paragraphs", print_, folder, settings), _store("published", print_, folder, settings),
        # an encoder that does not say which words it knows has none of them put right
        Judge(
            models.judge_encoder, heads, models.calibration, Neighbours.of(corpus.precedents, rows),
            getattr(models.judge_encoder, "knows", lambda word: True), models.pointer,
        ),
        Relevance.fit(corpus, [corpus.precedents[place] for place in cases], rows[cases]),
        needs,
    )  # fmt: skip


def fingerprint(corpus: Corpus, settings: Settings, *encoder_ids: str) -> str:
    """16 hex digits over all that shapes the index: texts, labels, encoders, libraries, layout."""
    digest = hashlib.sha256()

    def add(value: Any) -> None:
        digest.update(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())

    add([LAYOUT, list(encoder_ids), settings.encoder, settings.chroma_url, {name: version(name) for name in LIBRARIES}])
    for paragraph in corpus.paragraphs.values():
        # where the publisher's words are installed the digest is searched beside them
        both = [paragraph.digest] if paragraph.official else []
        add([paragraph.id, paragraph.section, paragraph.text, paragraph.topics, *both])
    for precedent in corpus.precedents:
        add([precedent.model_dump(mode="json"), open_facts.says_what_it_needs(precedent)])
    add([asked.model_dump(mode="json") for asked in corpus.asked_back])
    add(open_facts.vocabulary())
    return digest.hexdigest()[:16]


def rows_of(requests: Sequence[Request], encoder: Encoder, cache: RowCache, progress: Progress = _silent) -> Vectors:
    """(n_requests, dim) rows that heads are fitted to; those that `cache` holds are not made again."""
    return cache.fill([encoder_text(request) for request in requests], encoder.encode, lambda done, total: progress("reading precedents", done, total))


def needing_heads(lessons: Sequence[Lesson], encoder: Encoder, heads: Heads, cache: RowCache, progress: Progress = _silent) -> Needs:
    """The heads that see which fact is open, fitted to one lesson or more."""
    rows = rows_of([lesson.question for lesson in lessons], encoder, cache, progress)
    return open_facts.fit(open_facts.seen(rows, heads, [lesson.question.text for lesson in lessons]), lessons)


def request_of(precedent: Precedent) -> Request:
    """The precedent as the request it would have been."""
    if Kind(precedent.kind) is Kind.QUESTION:
        return Question(precedent.input, precedent.context, precedent.turns)
    return Draft(precedent.input, precedent.context)


def _build(folder: Path, corpus: Corpus, settings: Settings, models: Models, progress: Progress) -> None:
    """Build in a new folder beside `folder`, then rename it into place."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    except OSError as error:
        raise IndexUnusable(folder, f"the folder cannot be written ({error}); set CANIPOST_HOME to one that can") from error
    try:
        cache = RowCache.beside(MODEL_FOLDER, models.judge_encoder.id)
        rows = rows_of([request_of(precedent) for precedent in corpus.precedents], models.judge_encoder, cache, progress)
        progress("fitting the heads", 0, 1)
        heads = fit(rows, corpus.precedents)
        heads.save(building / "heads.npz")
        lessons = open_facts.lessons(corpus.precedents, corpus.asked_back)
        needs = needing_heads(lessons, models.judge_encoder, heads, cache, progress) if lessons else Needs.silent(rows.shape[1])
        needs.save(building / NEEDS)
        np.save(building / ROWS, rows.astype(np.float16))
        progress("fitting the heads", 1, 1)
        published = [p for p in corpus.precedents if p.source_url]
        _fill("paragraphs", list(corpus.paragraphs), [_searchable(corpus, id_) for id_ in corpus.paragraphs], folder, building, settings, models.encoder)
        progress("storing vectors", 1, 2)
        _fill("published", [p.id for p in published], [p.input for p in published], folder, building, settings, models.encoder)
        progress("storing vectors", 2, 2)
        (building / "manifest.json").write_text(
            json.dumps({"fingerprint": folder.name, "corpus": corpus.edition, "precedents": len(corpus.precedents), "encoder": models.encoder.id}, indent=1),
            encoding="utf-8",
        )
        if folder.exists():  # a rebuild, or another process was first: set the old one aside, a client may have it open
            os.replace(folder, Path(tempfile.mkdtemp(prefix=".old-", dir=folder.parent)) / folder.name)
        os.replace(building, folder)
    except OSError as error:
        raise IndexUnusable(folder, f"it could not be written ({error})") from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _fill(
    name: str, ids: list[str], texts: list[str], folder: Path, building: Path, settings: Settings, encoder: Encoder
) -> None:
    store = ChromaStore(_collection(name, folder.name, settings), building / "chroma", settings.chroma_url)
    if store.count() == 0 and ids:
        store.add(ids, encoder.encode(texts))


def _store(name: str, print_: str, folder: Path, settings: Settings) -> ChromaStore:
    return ChromaStore(_collection(name, print_, settings), folder / "chroma", settings.chroma_url)


def _collection(name: str, print_: str, settings: Settings) -> str:
    """A server is shared, so there the fingerprint stands in the name."""
    return f"{name}-{print_}" if settings.chroma_url else name


def _searchable(corpus: Corpus, paragraph_id: str) -> str:
    """The words that a search for a paragraph should meet: section, topics and text."""
    paragraph = corpus.paragraphs[paragraph_id]
    topics = " ".join(paragraph.topics).replace("-", " ")
    return f"{paragraph.section}. {paragraph.digest} {paragraph.official or ''} {topics}"


def _is_whole(folder: Path) -> bool:
    """The manifest is written last, so where it stands the rest does."""
    return (folder / "manifest.json").is_file()


def _point_to(home: Path, print_: str) -> None:
    """Note which index is in use, for people and for `canipost doctor`; the name alone decides."""
    pointer = home / CURRENT
    if not pointer.is_file() or pointer.read_text(encoding="utf-8") != print_:
        new = home / f".{CURRENT}-{os.getpid()}"
        new.write_text(print_, encoding="utf-8")
        os.replace(new, pointer)


class _Lazy:
    """A sentence-transformers encoder, loaded when first used: the import alone takes seconds."""

    def __init__(self, name: str) -> None:
        from assistant.backends.sentence_transformers import PACKAGED, fingerprint, packaged_folder

        self._name = name
        self._encoder: Encoder | None = None
        self.id = f"{name}@{fingerprint(packaged_folder() if name == PACKAGED else Path(name))}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        if self._encoder is None:
            self._encoder = SentenceTransformersEncoder(self._name)
        return self._encoder.encode(texts)
