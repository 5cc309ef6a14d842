"""What is installed, what is in use, and what could leave this machine."""

import os
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

import typer

from assistant.backends.chat import is_loopback, open_model
from assistant.backends.onnx import OnnxEncoder
from assistant.backends.quiet import OFFLINE
from assistant.backends.sentence_transformers import PACKAGED, packaged_folder
from assistant.errors import AssistantError
from assistant.index import CURRENT
from assistant.judge import MODEL_FOLDER
from assistant.person import is_review_due, person
from assistant.settings import Settings
from corpus.errors import CorpusError
from corpus.load import HERE, load

PACKAGES = (
    "canipost", "langchain-core", "chromadb", "sentence-transformers", "torch", "onnxruntime", "streamlit", "presidio-analyzer", "spacy",
    "bm25s", "scikit-learn",
)  # fmt: skip


class Line(Protocol):
    """Prints one line of the report."""

    def __call__(self, name: str, value: str, good: bool = True) -> None:
        """`good` False: something must be mended."""
        ...


def report(settings: Settings) -> int:
    """Print the report; 0 when all is well, 1 when something must be mended."""
    faults = 0

    def line(name: str, value: str, good: bool = True) -> None:
        nonlocal faults
        faults += not good
        typer.echo(f"{'ok  ' if good else 'MEND'} {name}: {value}")

    line("python", sys.version.split()[0], sys.version_info >= (3, 11))
    for package in PACKAGES:
        try:
            line(package, version(package))
        except PackageNotFoundError:
            line(package, "not installed; run 'make test' or 'pip install -e .'", False)
    try:
        corpus = load(settings.corpus or HERE, settings.official_home)
        line("guidance", f"edition {corpus.edition}: {len(corpus.sources)} documents, {len(corpus.paragraphs)} paragraphs")
        line("publishers' wording", f"installed for {len(corpus.imports)} of {len(corpus.sources)} documents ('canipost corpus import')")
        line("precedents", f"{len(corpus.precedents)}, {sum(bool(p.source_url) for p in corpus.precedents)} of them published")
    except CorpusError as error:
        line("guidance", str(error), False)
    due = person().review_by
    line(
        "helplines", f"to be looked at again by {due.isoformat()} (assistant/person.yaml)"
        + ("; that day has passed: open each page, put right what changed, set the next day" if is_review_due(date.today()) else ""),
        not is_review_due(date.today()),
    )  # fmt: skip
    try:
        encoder = OnnxEncoder(MODEL_FOLDER)
        line("judging encoder", f"{encoder.id}, weights as they were shipped")
        line("index encoder", settings.encoder if settings.encoder != PACKAGED else f"{PACKAGED}, official weights ({packaged_folder().name})")
    except AssistantError as error:
        line("weights", str(error), False)
    pointer = settings.index_home / CURRENT
    line("index", f"{pointer.read_text(encoding='utf-8')} in {settings.index_home}" if pointer.is_file() else "not built yet; 'canipost index' builds it")
    privacy(settings, line)
    return 1 if faults else 0


def privacy(settings: Settings, line: Line) -> None:
    """Everything that could send words away, and how it stands."""
    sent = _writer(settings, line)
    if settings.chroma_url is None:
        line("vectors", "in a folder on this machine")
    elif is_loopback(settings.chroma_url):
        line("vectors", f"on the Chroma server {settings.chroma_url}, on this machine")
    else:
        line("vectors", f"on the Chroma server {settings.chroma_url}; vectors of your words go there", False)
        sent = ["vectors, to the Chroma server named above", *sent]
    on = [name for name, off in OFFLINE.items() if os.environ.get(name, off) != off]
    line("telemetry", "off in every library" if not on else f"still on: {', '.join(on)}", not on)
    line("goes online", "only 'canipost corpus sync', when you give it; it fetches the publishers' pages and sends nothing of yours")
    line("leaves this machine", "; ".join(sent) or "nothing")


def _writer(settings: Settings, line: Line) -> list[str]:
    """How the language model stands, and what of the doctor's words it is sent elsewhere."""
    if not settings.writer:
        line("language model", "none: answers come from the playbook and the guidance")
        return []
    try:
        model = open_model(settings)
    except AssistantError as error:
        line("language model", str(error), False)
        return []
    if model is None or model.is_local:
        line("language model", f"{settings.writer}, on this machine; it words answers, each sentence checked ('canipost doctor --writer' tries it)")
        return []
    line("language model", f"{settings.writer}, elsewhere; it words answers, each sentence checked ('canipost doctor --writer' tries it)")
    return [f"your words with names and details hidden, to {settings.writer}, each time you have agreed"]
