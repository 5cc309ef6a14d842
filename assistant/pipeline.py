"""ask(), review() and rewrite(): the whole flow, one line a step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.advise import advise
from assistant.assess import assess
from assistant.backends.presidio import read as read_language
from assistant.backends.protocols import ChatModel, Vectors, never
from assistant.decide import decide, light_probabilities
from assistant.errors import UnusableInput
from assistant.exposure import ways_out
from assistant.index import Index, Models, Progress, open_index
from assistant.intake import SURROGATE, taken_in
from assistant.judge import Scores
from assistant.lookup import Intent, look_up
from assistant.lookup.wording import check as check_lookup
from assistant.models import (
    Advice,
    Assessment,
    Context,
    Decision,
    Draft,
    Issue,
    Light,
    Matter,
    Passage,
    Question,
    Request,
)
from assistant.outside import outside
from assistant.parts import matters, together
from assistant.paste import Document, DocumentReview, Thread, ThreadReview
from assistant.paste import Progress as PartProgress
from assistant.paste import review_document as document_reviewed
from assistant.paste import review_thread as thread_reviewed
from assistant.pause import Pause, pause_for
from assistant.person import SENSE as CARE_SENSE
from assistant.person import care_for, in_own_name, kind_sensed, with_care
from assistant.playbook import Playbook, load_playbook
from assistant.posted import already_posted, with_posted
from assistant.posted import check as check_posted
from assistant.retrieve import lookup as lookup_passages
from assistant.retrieve import retrieve
from assistant.retrieve import textbook as textbook_ids
from assistant.rewrite import Judged, Rewrite, rewritten
from assistant.sense import Sense, open_sense, row_of
from assistant.settings import Settings
from assistant.sharing import About, Sharing, as_endorsed, weigh
from assistant.similar import similar_cases
from assistant.typed import as_typed_plainly
from assistant.writing import Desk, Outgoing
from assistant.writing import outgoing as outgoing_step
from assistant.writing import write as write_step
from assistant.writing.opinion import counted_in, hider, load_weights, opinion_of
from assistant.writing.redact import plain_words
from assistant.writing.support import Support, open_support
from corpus.load import HERE, load
from corpus.models import Corpus

# how deep a plain search goes for a look-up that names a document but no subject known
LOOK_UP_DEPTH = 40
# of fewer words nothing is guessed: "just 'merry Christmas' then" leaves "just then" of the doctor's own
LEAST_OWN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How a turn of a conversation was judged: with all that was said before it."""

    request: Request
    scores: Scores


@dataclass(frozen=True)
class Assistant:
    """Everything a request needs, opened once."""

    corpus: Corpus
    playbook: Playbook
    index: Index
    settings: Settings

    @cached_property
    def flags(self) -> Mapping[Issue, str]:
        """The sentence beside words marked for each issue."""
        return {issue: entry.flag for issue, entry in self.playbook.entries.items()}

    @cached_property
    def support(self) -> Support:
        """Tells whether a paragraph says what a written sentence says."""
        return open_support(self.corpus, self.index.encoder, self.index.paragraphs, self.playbook.rests_on)

    @cached_property
    def care_sense(self) -> Sense:
        """Tells what the person who writes a line is going through."""
        return open_sense(CARE_SENSE, self.index.judge.encoder)


def open_assistant(
    settings: Settings | None = None, progress: Progress | None = None, rebuild: bool = False, models: Models | None = None
) -> Assistant:
    """Load the corpus and playbook, and open the index, built first where it is stale.

    `models` stand in for the shipped ones, in tests say.

    Raises CorpusError or AssistantError with the mend.
    """
    settings = settings or Settings()
    corpus = load(settings.corpus or HERE, settings.official_home)
    for check in (check_posted, check_lookup):
        check(corpus)
    return Assistant(corpus, load_playbook(corpus), open_index(corpus, settings, progress, rebuild, models), settings)


def ask(assistant: Assistant, question: Question) -> Advice:
    """Advice on a question. Raises UnusableInput when there is nothing to judge."""
    question = taken_in(question, assistant.settings)
    asked = [Matter(part, _answer(assistant, replace(question, text=part))) for part in matters(question.text)]
    sensed = next((matter.advice.care.kind for matter in asked if matter.advice.care), "")
    return beside(together(asked) if len(asked) > 1 else asked[0].advice, question, assistant.corpus, sensed)


def review(assistant: Assistant, draft: Draft) -> Advice:
    """Advice on a draft. Raises UnusableInput when there is nothing to judge."""
    draft = taken_in(draft, assistant.settings)
    return _beside_draft(_respond(assistant, draft), draft, assistant.corpus)


def answer(assistant: Assistant, request: Request, judged: Scores, said: str = "") -> Advice:
    """Advice on a turn of a conversation, made to stand by itself, of which the judge has made `judged` with all that was said.

    `said` are the doctor's own words in this turn: they show who needs care, and what is out already.
    """
    advice = _respond(assistant, request, judged)
    return beside(advice, Question(said), assistant.corpus, _sensed(assistant, said)) if said else advice


def pause(assistant: Assistant, draft: Draft, advice: Advice, hour: int) -> Pause | None:
    """A Pause where the draft or the hour (0 to 23, the writer's clock) calls for one and settings allow it."""
    if not assistant.settings.pause:
        return None
    holding = next((i.wording for i in assistant.playbook.entries[Issue.HEIGHTENED_EMOTION].instead if i.wording), "")
    return pause_for(draft.text, advice, hour, holding)


def review_sharing(assistant: Assistant, about: About, other: str, own: str, context: Context) -> Sharing:
    """Advice on liking, sharing or commenting on `other`; `own` are the doctor's words with it, '' for none.

    Raises UnusableInput as `review` does, and for a comment without words.
    """
    if about is About.COMMENT and not own.strip():
        raise UnusableInput("A comment needs its words. Give them, or ask about a like.")
    mine = review(assistant, Draft(own, context)) if own.strip() else None
    return weigh(about, review(assistant, Draft(other, context)), own, mine, assistant.corpus)


def review_thread(assistant: Assistant, thread: Thread, mine: str, context: Context, progress: PartProgress | None = None) -> ThreadReview:
    """Every message that `mine` wrote in a conversation, judged where it stands. Raises UnusableInput for a name that does not speak."""

    def judged(draft: Draft) -> Decision:
        return decide(assess(taken_in(draft, assistant.settings), assistant.index.judge, assistant.flags))

    def endorsed(advice: Advice, about: About) -> Advice:
        return as_endorsed(advice, about, assistant.corpus)

    return thread_reviewed(thread, mine, context, judged, lambda draft: review(assistant, draft), endorsed, progress)


def review_document(assistant: Assistant, document: Document, context: Context, progress: PartProgress | None = None) -> DocumentReview:
    """A document judged whole and paragraph by paragraph."""
    return document_reviewed(document, context, assistant.settings.max_draft, lambda draft: review(assistant, draft), progress)


def rewrite(assistant: Assistant, draft: Draft, advice: Advice) -> Rewrite:
    """What the draft could say instead; `advice` is what `review` made of it. Checks each version as `review` would."""

    def judged(text: str) -> Judged:
        assessment = assess(replace(draft, text=text), assistant.index.judge, assistant.flags)
        lights = light_probabilities(assessment.verdicts)
        return Judged(decide(assessment), lights[Light.AMBER] + lights[Light.RED])

    return rewritten(draft, advice, judged)


def write(
    assistant: Assistant, request: Request, advice: Advice, model: ChatModel, agreed: bool = False, is_cancelled: Callable[[], bool] = never
) -> Advice:
    """The advice in the words of a language model where they pass every check, else as it was; the verdict is the same.

    What was looked up, and an answer in several parts, are left as they are.
    """
    if not can_be_worded(advice):
        return advice
    request = _whole(request)
    return write_step(_desk(assistant, request), request, advice, model, agreed, is_cancelled)


def can_be_worded(advice: Advice) -> bool:
    """One matter was judged, so there is something for a model to word."""
    return advice.light is not Light.NOT_COVERED and not advice.parts and advice.intent in (Intent.CAN_I, Intent.WHAT_TO_DO)


def outgoing(assistant: Assistant, request: Request, advice: Advice, model: ChatModel) -> Outgoing:
    """Exactly what `write` would send first."""
    request = _whole(request)
    return outgoing_step(_desk(assistant, request), request, advice, model.is_local)


def lookup(assistant: Assistant, text: str, k: int = 10) -> list[Passage]:
    """Up to `k` Passages that answer a plain search of the guidance, best first."""
    return lookup_passages(text, assistant.corpus, assistant.index, k)


def textbook(assistant: Assistant, text: str, k: int = 5) -> list[str]:
    """Paragraph ids by vectors alone, the baseline that evals report."""
    return textbook_ids(text, assistant.index, k)


def beside(advice: Advice, question: Question, corpus: Corpus, sensed: str = "") -> Advice:
    """The advice with what stands beside it: care for the person, what to do about a post that is out, what is not ours to answer.

    `sensed` is the kind of care that the sense of the words calls for. The verdict is never loosened by any of it.
    """
    advice = with_posted(advice, already_posted(question.text, corpus), question.text)
    return with_care(replace(advice, outside=outside(question.text)), care_for(question.text, sensed=sensed))


def _beside_draft(advice: Advice, draft: Draft, corpus: Corpus) -> Advice:
    """The advice on a draft with what stands beside it: how it could come out, care for who wrote it."""
    return with_care(replace(advice, exposure=ways_out(draft, advice, corpus)), care_for(draft.text, draft.kind))


def _answer(assistant: Assistant, question: Question) -> Advice:
    """A question judged, and where it is about the guidance itself, looked up."""
    assessment = assess(question, assistant.index.judge, assistant.flags)
    advice = replace(_advised(assistant, question, assessment), row=assessment.row)
    if sensed := _sensed(assistant, question.text, assessment.row):
        advice = replace(advice, care=care_for("", sensed=sensed))
    return look_up(question, advice, assistant.corpus, assistant.playbook, lambda text: lookup(assistant, text, LOOK_UP_DEPTH))


def passages_for(assistant: Assistant, request: Request, assessment: Assessment, vector: Vectors) -> list[Passage]:
    """Passages for a request that has been assessed, best first; `vector` is the index's for its text."""
    relevance = assistant.index.relevance.score(assessment.issues, assessment.row)
    return retrieve(request.text, vector, relevance, assistant.corpus, assistant.index, assistant.settings.passages)


def second_opinion(
    assistant: Assistant, request: Request, model: ChatModel, agreed: bool = False, is_cancelled: Callable[[], bool] = never,
    standing: Standing | None = None, said: str = "",
) -> Advice | None:  # fmt: skip
    """The advice with the model's judgement counted in as far as it was calibrated; None where it was not, or has none to give.

    Every floor holds. A model that is not on this machine is asked nothing unless `agreed`. A turn of a conversation comes
    with how it was judged (`standing`) and with the doctor's own words in it, as `answer` takes them.
    """
    weights = load_weights(assistant.settings.writers_home, model.name) if assistant.settings.second_opinion else None
    if weights is None or not (model.is_local or agreed):
        return None
    request = _whole(request)
    judged = standing.request if standing else request
    assessment = assess(judged, assistant.index.judge, assistant.flags, standing.scores if standing else None)
    paragraphs = [passage.paragraph for passage in passages_for(assistant, judged, assessment, assistant.index.vector(judged.text))]
    hide = hider(plain_words(assistant.corpus), read_language)
    opinion = opinion_of(request, paragraphs, model, assistant.settings.writer_timeout, hide, is_cancelled)
    if opinion is None:
        return None
    advice = _advised(assistant, judged, counted_in(assessment, opinion, weights))
    told = f"second opinion: {model.name} says {opinion.verdict.value}, counted with weight {weights.vote}"
    if weights.named or weights.unnamed:
        told += f"; names {', '.join(issue.value for issue in opinion.issues) or 'no issue'}, counted with {weights.named} and {weights.unnamed}"
    advice = replace(advice, steps=(*advice.steps, told))
    if standing:
        return beside(advice, Question(said), assistant.corpus, _sensed(assistant, said)) if said else advice
    if isinstance(request, Question):
        return beside(advice, request, assistant.corpus, _sensed(assistant, request.text, assessment.row))
    return _beside_draft(advice, request, assistant.corpus)


def _respond(assistant: Assistant, request: Request, judged: Scores | None = None) -> Advice:
    return _advised(assistant, request, assess(request, assistant.index.judge, assistant.flags, judged))


def _sensed(assistant: Assistant, text: str, row: Vectors | None = None) -> str:
    """The kind of care that the words call for by their sense, or ''. `row` is what the judge read, good where nothing is quoted."""
    own = in_own_name(text)
    if len(own.split()) < LEAST_OWN_WORDS:
        return ""
    if row is None or own != as_typed_plainly(text):
        row = row_of(own, assistant.index.judge.encoder)
    return kind_sensed(assistant.care_sense.of(own, row))


def _advised(assistant: Assistant, request: Request, assessment: Assessment) -> Advice:
    decision = decide(assessment)
    vector = assistant.index.vector(request.text)
    passages = passages_for(assistant, request, assessment, vector)
    similar = similar_cases(vector, decision, assistant.corpus, assistant.index)
    return advise(request, decision, passages, similar, assistant.corpus, assistant.playbook)


def _whole(request: Request) -> Request:
    """The request without halves of characters, as ask() and review() took it in."""
    return replace(request, text=SURROGATE.sub("\ufffd", request.text))


def _desk(assistant: Assistant, request: Request) -> Desk:
    def light_of(text: str) -> Light:
        return decide(assess(Draft(text, request.context), assistant.index.judge, assistant.flags)).verdict.light

    return Desk(
        assistant.corpus, assistant.support.supports, lambda: plain_words(assistant.corpus), read_language, light_of,
        assistant.settings.writer_timeout, assistant.settings.writer_tokens,
    )  # fmt: skip
