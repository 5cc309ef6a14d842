"""A Thread or a Document -> the review of each of its parts, where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.errors import UnusableInput
from assistant.models import Advice, Context, Decision, Draft, Finding, Issue, Light, Verdict
from assistant.paste.document import Document
from assistant.paste.models import (
    GRAVITY,
    Because,
    DocumentReview,
    Message,
    MessageReview,
    PartReview,
    Thread,
    ThreadReview,
)
from assistant.sharing import About, is_bare_assent

# messages of the doctor's that are judged, the newest; each takes one to three judgements
MOST_MINE = 150
# what was said before a message and is read with it: messages, and characters in all
MOST_BEFORE = 3
MOST_WORDS_BEFORE = 400

Judging = Callable[[Draft], Decision]
"""The verdict alone, as `review` would give it."""
Reviewing = Callable[[Draft], Advice]
Endorsing = Callable[[Advice, About], Advice]
"""Advice on a text as if posted -> advice on agreeing with it."""
Progress = Callable[[int, int], None]


def review_thread(
    thread: Thread, mine: str, context: Context, judge: Judging, review: Reviewing, endorse: Endorsing, progress: Progress | None = None
) -> ThreadReview:
    """Every message of `mine` judged: by itself, with the messages of one's own around it, and after those before it.

    Of `context` the role is taken, and the rest where it is said; else it is a group or one person on the thread's
    app. Raises UnusableInput when nobody of that name speaks.
    """
    if mine not in thread.speakers:
        raise UnusableInput(f"Nobody called {mine!r} speaks in this conversation. Those who do: {', '.join(thread.speakers)}.")
    where = place_of(thread, context)
    at = [n for n, message in enumerate(thread.messages) if message.speaker == mine]
    judged = at[-MOST_MINE:]
    held: dict[str, Verdict] = {}

    def quick(text: str) -> Verdict:
        if text not in held:
            try:
                held[text] = judge(Draft(text, where)).verdict
            except UnusableInput:  # "..." or "?", or a novel: there is nothing to say of it
                held[text] = Verdict.NOT_COVERED
        return held[text]

    reviews = []
    for n, place in enumerate(judged):
        reviews.append(_message(thread.messages, place, quick, lambda text: review(Draft(text, where)), endorse))
        if progress:
            progress(n + 1, len(judged))
    return ThreadReview(thread, mine, tuple(reviews), len(at) - len(judged))


def place_of(thread: Thread, context: Context) -> Context:
    """Where the messages of a conversation go, and to whom."""
    whatsapp = "whatsapp group" if thread.is_group else "whatsapp"
    return Context(
        platform=context.platform or (whatsapp if thread.app == "whatsapp" else None),
        audience=context.audience or ("private-group" if thread.is_group else "one-to-one"),
        role=context.role,
    )


def _message(messages: Sequence[Message], place: int, quick: Callable[[str], Verdict], review: Callable[[str], Advice], endorse: Endorsing) -> MessageReview:
    """One message: the first way of reading it that finds trouble decides."""
    message, before = messages[place], before_of(messages, place)
    if before and before[-1].speaker != message.speaker and is_bare_assent(message.text):
        other = quick(before[-1].text)
        if _is_trouble(other):
            advice = endorse(review(before[-1].text), About.LIKE)
            return MessageReview(message, other, before[-1:], Because.ASSENT, before[-1].text, advice)
    alone = quick(message.text)
    if _is_trouble(alone):
        return MessageReview(message, alone, (), Because.WORDS, message.text, review(message.text))
    for because, read_with in ((Because.TOGETHER, own_run(messages, place)), (Because.CONTEXT, before)):
        if not read_with:
            continue
        text = "\n".join([*(m.text for m in read_with), message.text])
        together = quick(text)
        # only what this message adds is its writer's: a thread that is as bad without it is not made so by it
        worst_apart = min((quick(m.text) for m in read_with), key=GRAVITY.index)
        if _is_trouble(together) and not _is_trouble(worst_apart) and not _is_trouble(quick("\n".join(m.text for m in read_with))):
            return MessageReview(message, together, tuple(read_with), because, text, review(text))
    return MessageReview(message, alone, before)


def before_of(messages: Sequence[Message], place: int) -> tuple[Message, ...]:
    """The messages right before, oldest first, as many as are read with it."""
    taken: list[Message] = []
    for message in reversed(messages[max(0, place - MOST_BEFORE) : place]):
        if sum(len(m.text) for m in taken) + len(message.text) > MOST_WORDS_BEFORE:
            break
        taken.append(message)
    return tuple(reversed(taken))


def own_run(messages: Sequence[Message], place: int) -> tuple[Message, ...]:
    """The writer's own messages right before it, nobody else between, oldest first."""
    speaker, at = messages[place].speaker, place
    while at > 0 and place - at < MOST_BEFORE and messages[at - 1].speaker == speaker:
        at -= 1
    return tuple(messages[at:place])


def _is_trouble(verdict: Verdict) -> bool:
    return verdict.light in (Light.AMBER, Light.RED)


def review_document(document: Document, context: Context, longest: int, review: Reviewing, progress: Progress | None = None) -> DocumentReview:
    """The document whole (its first `longest` characters) and each of its parts."""
    whole = review(Draft(document.text[:longest], context))
    parts = []
    for n, (start, end) in enumerate(document.spans):
        text = document.text[start:end]
        parts.append(PartReview(start, text, review(Draft(text, context))))
        if progress:
            progress(n + 1, len(document.spans))
    lead = min([whole, *(part.advice for part in parts)], key=lambda advice: GRAVITY.index(advice.verdict))
    return DocumentReview(document.text, whole, tuple(parts), _marked(lead, whole, parts), len(document.text) > longest)


def _marked(lead: Advice, whole: Advice, parts: Sequence[PartReview]) -> Advice:
    """The leading advice with every finding, placed in the whole text; a part was read more closely than the whole."""
    found: dict[tuple[int, int, Issue], Finding] = {}
    for start, advice in ((0, whole), *((part.start, part.advice) for part in parts)):
        for f in advice.findings:
            found.setdefault((f.start + start, f.end + start, f.issue), replace(f, start=f.start + start, end=f.end + start))
    return replace(lead, findings=tuple(sorted(found.values(), key=lambda f: (f.start, -f.end))))
