"""Answers kept between runs, keyed by everything that could change one."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import assistant as assistant_package
import corpus as corpus_package
from assistant.pipeline import Assistant
from evals import run
from evals.models import Answer, Case, Exchange

ANSWER = TypeAdapter(Answer)
CODE_AND_DATA = frozenset({".py", ".yaml", ".json"})
# these change no answer
NO_MATTER = frozenset({"cli", "training", "__pycache__"})
LIBRARIES = ("onnxruntime", "tokenizers", "torch", "sentence-transformers", "scikit-learn", "presidio-analyzer", "spacy", "bm25s", "numpy")
# files of earlier code that are kept, so that going back to a branch costs nothing
KEPT = 4


class AnswerCache:
    """Answers under the key of their request, in one file for each maker; failed requests are never kept.

    The file holds what predictions.jsonl and the report beside it hold, marked words of the cases among it.
    """

    def __init__(self, folder: Path, maker: str) -> None:
        """Read what `maker` left in `folder`; a line that cannot be read is as if it were not there."""
        self._path = folder / f"{maker}.jsonl"
        self._held: dict[str, Answer] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for line in self._path.read_text(encoding="utf-8").splitlines() if self._path.exists() else ():
            try:
                record = json.loads(line)
                self._held[record["key"]] = ANSWER.validate_python(record["answer"])
            except (ValueError, KeyError, TypeError, ValidationError):
                continue
        files = sorted(folder.glob("*.jsonl"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in [path for path in files if path != self._path][KEPT:]:
            old.unlink(missing_ok=True)

    def get(self, case: Case, exchange: Exchange) -> Answer | None:
        """The answer that this very code gave to this very request, or None."""
        return self._held.get(key(case, exchange))

    def put(self, case: Case, exchange: Exchange, answer: Answer) -> None:
        """Keep an answer."""
        under = key(case, exchange)
        self._held[under] = answer
        with self._path.open("a", encoding="ascii") as file:
            file.write(json.dumps({"key": under, "answer": asdict(answer)}, ensure_ascii=True) + "\n")


def key(case: Case, exchange: Exchange) -> str:
    """Sha256 over what is put to the assistant, and what else is looked at then: the textbook pipeline, vital points, words of a rewrite."""
    expect = exchange.expect
    context = case.context.model_dump(mode="json")
    asked = [exchange.kind, exchange.text, exchange.earlier, context, bool(expect.cite), expect.vital, expect.gone, expect.kept]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=True).encode()).hexdigest()


def maker(assistant: Assistant) -> str:
    """16 hex digits over code, data, index, settings and libraries: the same digits, the same answers."""
    digest = hashlib.sha256()
    settings = assistant.settings.model_dump(mode="json", exclude={"home"})
    about = [assistant.index.fingerprint, assistant.corpus.edition, settings, {name: version(name) for name in LIBRARIES}]
    digest.update(json.dumps(about, sort_keys=True).encode())
    for path in (*_files(Path(assistant_package.__file__).parent), *_files(Path(corpus_package.__file__).parent), Path(run.__file__)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _files(package: Path) -> Iterable[Path]:
    return sorted(
        path
        for path in package.rglob("*")
        if path.suffix in CODE_AND_DATA and not NO_MATTER.intersection(path.relative_to(package).parts)
    )
