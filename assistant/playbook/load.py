"""playbook/<issue>.yaml -> Entry, every citation checked against the corpus."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

import yaml
from pydantic import AfterValidator, Field, ValidationError, model_validator

from assistant.errors import PlaybookError
from assistant.playbook.things import patterns
from assistant.yaml_file import Part
from corpus.models import Corpus, Issue, Light, Strength, Verdict

HERE = Path(__file__).parent
P = TypeVar("P", bound="Part")
S = TypeVar("S", bound="Supposing")

FactId = Literal[
    "consent", "audience", "account", "identifiable", "relationship", "evidence", "purpose", "employer-policy", "interest", "role",
    "stage", "urgency",
]  # fmt: skip


def _known(thing: str) -> str:
    if thing not in patterns():
        raise ValueError(f"{thing!r} is no thing of things.yaml, which has: {', '.join(patterns())}")
    return thing


Thing = Annotated[str, AfterValidator(_known)]
Reader = Literal["patient", "colleague", "employer-or-partner", "nhs-england", "gmc", "police", "judge"]


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


class QuestionAnswers(Answers):
    """The answer to a question, which opens as the question is put: {fine}, {not_so}, {not_yet} and {no} stand for that."""

    duty: str = Field("", description="in the place of green, where the question is whether one has to")
    where: Mapping[Thing, str] = Field({}, description="in the place of green, where the text speaks of this and the act is still to come; the first holds")

    def for_text(self, spoken: Collection[str]) -> Self:
        """The answers without those for what the text does not speak of."""
        return self.model_copy(update={"where": {thing: words for thing, words in self.where.items() if thing in spoken}})


class AnswersByKind(Part):
    """The answer to a question, and about a draft."""

    question: QuestionAnswers
    draft: Answers


class Relied(Part):
    """A paragraph and the words of its digest relied on."""

    paragraph: str
    quote: str


class Supposing(Part):
    """Something that is said only where the text speaks of what it supposes."""

    supposes: tuple[Thing, ...] = ()
    unless: tuple[Thing, ...] = Field((), description="not said where the text speaks of any of these")

    def fits(self, spoken: Collection[str]) -> bool:
        """Every thing supposed is spoken of, and nothing that rules it out."""
        return all(thing in spoken for thing in self.supposes) and not any(thing in spoken for thing in self.unless)


class Line(Supposing):
    """A condition or a step; in the file a bare sentence, where it supposes nothing."""

    text: str

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, given: Any) -> Any:
        return {"text": given} if isinstance(given, str) else given


class PlaybookReason(Supposing):
    """One sentence with its citations, and the colours it may stand under."""

    text: str
    if_unsaid: str = Field("", pattern="^(If .*)?$", description="the same, opening with its own condition, for a text that does not speak of what it supposes")
    lights: tuple[Literal["green", "amber", "red"], ...]
    cite: tuple[Relied, ...] = Field(min_length=1, max_length=3)

    def unsaid(self, spoken: Collection[str]) -> Self | None:
        """The reason opening with its own condition, for a text without what it supposes; None where it has no such words."""
        if not self.if_unsaid or any(thing in spoken for thing in self.unless):
            return None
        return self.model_copy(update={"text": self.if_unsaid, "supposes": ()})


class PlaybookInstead(Supposing):
    """What to do or write instead."""

    text: str
    wording: str | None = None
    lights: tuple[Literal["amber", "red"], ...] = Field(("amber", "red"), description="the colours it may stand under")


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


class Entry(Supposing):
    """What an adviser would say about one issue. What it supposes, all of it supposes."""

    issue: Issue
    title: str
    flag: str = Field(description="the sentence beside words marked in a draft")
    answers: AnswersByKind
    reasons: tuple[PlaybookReason, ...] = Field(min_length=2)
    conditions: tuple[Line, ...]
    instead: tuple[PlaybookInstead, ...]
    facts: tuple[PlaybookFact, ...]
    whom_to_ask: tuple[WhomToAsk, ...]
    readers: Mapping[Reader, str]
    next_steps: tuple[Line, ...]

    def for_text(self, spoken: Collection[str]) -> Self:
        """The entry without what supposes a thing that the text does not speak of.

        A reason that has words for that case is kept in them. Of an entry that itself supposes a missing thing the answers
        stay, and the reasons that open with their own condition.
        """
        is_at_home = self.fits(spoken)
        reasons = [reason if is_at_home and reason.fits(spoken) else reason.unsaid(spoken) for reason in self.reasons]
        return self.model_copy(
            update={
                "answers": self.answers.model_copy(update={"question": self.answers.question.for_text(spoken)}),
                "reasons": tuple(reason for reason in reasons if reason),
                "conditions": _fitting(self.conditions, spoken) if is_at_home else (),
                "instead": _fitting(self.instead, spoken) if is_at_home else (),
                "next_steps": _fitting(self.next_steps, spoken) if is_at_home else (),
                "facts": self.facts if is_at_home else (),
                "readers": self.readers if is_at_home else {},
            }
        )


def _fitting(parts: Iterable[S], spoken: Collection[str]) -> tuple[S, ...]:
    """Those whose suppositions hold."""
    return tuple(part for part in parts if part.fits(spoken))


class General(Part):
    """What belongs to no issue."""

    documents: Mapping[str, tuple[Thing, ...]] = Field(description="id of a document about one thing -> what a text has to speak of")
    conditions: tuple[str, ...] = Field(description="what keeps a green answer to a question fine, where no issue explains it")
    reasons: tuple[PlaybookReason, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """All that an adviser would say."""

    entries: Mapping[Issue, Entry]
    """One for every issue."""
    general: tuple[PlaybookReason, ...]
    """Reasons for a green answer that no issue explains."""
    conditions: tuple[str, ...]
    """What keeps such an answer to a question fine."""
    documents: Mapping[str, tuple[str, ...]]
    """Document about one thing -> the things that a text has to speak of before it is cited of itself."""

    @property
    def rests_on(self) -> Mapping[str, frozenset[str]]:
        """Each reason's words -> the paragraphs that they rest on."""
        every = (*self.general, *(reason for entry in self.entries.values() for reason in entry.reasons))
        return {words: frozenset(c.paragraph for c in reason.cite) for reason in every for words in (reason.text, reason.if_unsaid) if words}


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
    if unheld := general.documents.keys() - corpus.sources.keys():
        raise PlaybookError(folder / "general.yaml", f"names {sorted(unheld)}, which are no documents held")
    return Playbook(entries, general.reasons, general.conditions, general.documents)


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
