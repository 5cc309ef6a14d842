"""Which documents, paragraphs and subjects a question names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, cached_property
from importlib import resources

import yaml

from assistant.yaml_file import Part
from corpus.models import Corpus, Issue

# a number as paragraphs are cited: 18, 75c, 12.12; never a year, a percentage or a dose
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?[a-h]?\b(?!\s*(?:%|mg|mcg|ml|days?|years?|months?|weeks?|minutes?|hours?|am|pm|stars?)\b)"
NUMBERS = re.compile(
    rf"(?:\b(?:paragraphs?|paras?|rules?|points?|sections?|para\.)\s*(?:nos?\.?\s*|numbers?\s*)?|\b(?:gmp|good medical practice|confidentiality|guidance)\s+)"
    rf"(?P<list>{_NUMBER}(?:\s*(?:,|and|&|or|to|v|vs|versus|-)\s*(?:para(?:graph)?s?\s*)?{_NUMBER})*)",
    re.IGNORECASE,
)  # fmt: skip
ONE = re.compile(_NUMBER, re.IGNORECASE)


class Named(Part):
    """Something that doctors name in words of their own."""

    say: str
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Its words, ready to search."""
        return re.compile(self.words, re.IGNORECASE)


class Document(Named):
    """A document, or several that are named together."""

    ids: tuple[str, ...]

    def sources(self, corpus: Corpus) -> list[str]:
        """Source.ids held that it names."""
        return [held for held in corpus.sources if any(fnmatchcase(held, given) for given in self.ids)]


class Topic(Named):
    """A subject of the guidance."""

    family: str
    issues: tuple[Issue, ...] = ()
    tags: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Everything names.yaml holds."""

    documents: tuple[Document, ...]
    topics: tuple[Topic, ...]


@cache
def names() -> Names:
    """What names.yaml holds, in its order."""
    held = yaml.safe_load(resources.files("assistant.lookup").joinpath("names.yaml").read_text(encoding="utf-8"))
    return Names(tuple(map(Document.model_validate, held["documents"])), tuple(map(Topic.model_validate, held["topics"])))


def mentions(text: str) -> list[tuple[int, int, Document]]:
    """(start, end, document) wherever the text names one, in its order; the words of one are not read again for a wider one."""
    found: list[tuple[int, int, Document]] = []
    left = text
    for document in names().documents:
        for match in document.pattern.finditer(left):
            found.append((*match.span(), document))
        left = document.pattern.sub(lambda m: " " * len(m.group()), left)
    return sorted(found, key=lambda mention: mention[:2])


def documents_named(text: str) -> list[Document]:
    """Documents that the text names, in its order, each once."""
    return list({document.say: document for _, _, document in mentions(text)}.values())


def topics_named(text: str) -> list[Topic]:
    """Subjects that the text names, the one named first leading."""
    found = [(match.start(), place, topic) for place, topic in enumerate(names().topics) if (match := topic.pattern.search(text))]
    return [topic for _, _, topic in sorted(found, key=lambda held: held[:2])]


def without_documents(text: str) -> str:
    """The text with the names of documents blotted out, so that 'confidentiality guidance' is no subject."""
    for document in names().documents:
        text = document.pattern.sub(lambda m: " " * len(m.group()), text)
    return text


def numbers_named(text: str) -> list[str]:
    """Paragraph numbers that the text names, in its order, each once."""
    return list(dict.fromkeys(one.lower() for match in NUMBERS.finditer(text) for one in ONE.findall(match["list"])))


def say_together(things: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    *first, last = list(things)
    return f"{', '.join(first)} and {last}" if first else last
