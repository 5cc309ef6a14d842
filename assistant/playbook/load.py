"""playbook/<issue>.yaml -> Entry, every citation checked against the corpus."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.errors import PlaybookError
from corpus.models import Corpus, Issue, Light, Strength, Verdict

HERE = Path(__file__).parent
P = TypeVar("P", bound="Part")

FactId = Literal[
    "consent", "audience", "account", "identifiable", "relationship", "evidence", "purpose", "employer-policy", "interest", "role",
    "stage", "urgency",
]  # fmt: skip
Reader = Literal["patient", "colleague", "employer-or-partner", "nhs-england", "gmc", "police", "judge"]


class Part(BaseModel):
    """A piece of a playbook file: nothing unknown, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Answers(Part):
    """The answer in a sentence or two, by colour."""

    green: str
    change_first: str
    get_advice_first: str
    do_not_post: str

    def for_verdict(self, verdict: Verdict) -> str:
        """The sentence for a verdict that judges (all but not_covered)."""
        if verdict.light is Light.GREEN:
            return self.green
        answer: str = getattr(self, verdict.value)
        return answer


class AnswersByKind(Part):
    """The answer to a question, and about a draft."""

    question: Answers
    draft: Answers


class Relied(Part):
    """A paragraph and the words of its digest relied on."""

    paragraph: str
    quote: str


class PlaybookReason(Part):
    """One sentence with its citations, and the colours it may stand under."""

    text: str
    lights: tuple[Literal["green", "amber", "red"], ...]
    cite: tuple[Relied, ...] = Field(min_length=1, max_length=3)


class PlaybookInstead(Part):
    """What to do or write instead."""

    text: str
    wording: str | None = None


class PlaybookFact(Part):
    """A fact that would change the answer."""

    id: FactId
    ask: str
    if_yes: str
    if_no: str


class WhomToAsk(Part):
    """Who can advise, and on what."""

    who: str
    when: str


class Entry(Part):
    """What an adviser would say about one issue."""

    issue: Issue
    title: str
    flag: str = Field(description="the sentence beside words marked in a draft")
    answers: AnswersByKind
    reasons: tuple[PlaybookReason, ...] = Field(min_length=2)
    conditions: tuple[str, ...]
    instead: tuple[PlaybookInstead, ...]
    facts: tuple[PlaybookFact, ...]
    whom_to_ask: tuple[WhomToAsk, ...]
    readers: Mapping[Reader, str]
    next_steps: tuple[str, ...]


class General(Part):
    """Reasons that belong to no issue."""

    reasons: tuple[PlaybookReason, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """All that an adviser would say."""

    entries: Mapping[Issue, Entry]
    """One for every issue."""
    general: tuple[PlaybookReason, ...]
    """Reasons for a green answer that no issue explains."""

    @property
    def rests_on(self) -> Mapping[str, frozenset[str]]:
        """Each reason's words -> the paragraphs that they rest on."""
        every = (*self.general, *(reason for entry in self.entries.values() for reason in entry.reasons))
        return {reason.text: frozenset(cited.paragraph for cited in reason.cite) for reason in every}


def load_playbook(corpus: Corpus, folder: Path = HERE) -> Playbook:
    """An Entry for every issue there is, and the general reasons.

    Raises PlaybookError for an issue without a file, a citation that is not held, a quote that is no
    substring of its paragraph's digest, or a 'must' that no cited paragraph says.
    """
    entries: dict[Issue, Entry] = {}
    for issue in Issue:
        path = folder / f"{issue.value}.yaml"
        entry = _read(path, Entry)
        if entry.issue is not issue:
            raise PlaybookError(path, f"speaks of {entry.issue.value!r}, not of the issue it is named for")
        _check_citations(entry.reasons, corpus, path)
        entries[issue] = entry
    general = _read(folder / "general.yaml", General)
    _check_citations(general.reasons, corpus, folder / "general.yaml")
    return Playbook(entries, general.reasons)


def _read(path: Path, model: type[P]) -> P:
    """The file as a `model`, or PlaybookError naming the field."""
    try:
        return model.model_validate(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise PlaybookError(path, f"cannot be read ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise PlaybookError(path, f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def _check_citations(reasons: Iterable[PlaybookReason], corpus: Corpus, path: Path) -> None:
    for reason in reasons:
        strengths = set()
        for relied in reason.cite:
            paragraph = corpus.paragraphs.get(relied.paragraph)
            if paragraph is None:
                raise PlaybookError(path, f"cites {relied.paragraph!r}, which is not held")
            if relied.quote not in paragraph.digest:
                raise PlaybookError(path, f"quotes {relied.quote!r}, which is not in the digest of {relied.paragraph!r}")
            strengths.add(paragraph.strength)
        if " must " in reason.text and Strength.MUST not in strengths:
            raise PlaybookError(path, f"says 'must' in {reason.text!r}, but no paragraph it cites does")
