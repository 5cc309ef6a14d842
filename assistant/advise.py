"""A Decision and its Passages -> Advice, in the words of the playbook and nothing else."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.checks.asked import Asked, asked, wants_a_plan
from assistant.checks.intent import asks_for_a_rule
from assistant.models import (
    Advice,
    Citation,
    Decision,
    Fact,
    Instead,
    Issue,
    Kind,
    Light,
    Passage,
    Reason,
    Request,
    Similar,
    Strength,
    Verdict,
)  # fmt: skip
from assistant.playbook import Entry, Line, Playbook, PlaybookReason, QuestionAnswers, Relied
from assistant.playbook.things import spoken_of
from assistant.relied import at_words, relied_words
from assistant.wording import wording
from corpus.label import reference
from corpus.models import Corpus, Paragraph

T = TypeVar("T")

MOST_REASONS = 4
# two reasons of one issue, and the next issue may speak
MOST_OF_AN_ISSUE = 2
# a paragraph that bears so squarely on the text is cited even where no reason of the playbook rests on it,
# until so many of those cited do; chosen on the published precedents, each left out with its source
SQUARELY = 0.35
ENOUGH = 3
# what it adds to a reason's relevance that the text speaks of the very thing it is about; a judgement, not a measurement
SPOKEN_OF = 0.25
MOST_FACTS = 3
MOST_INSTEAD = 3
MOST_CONDITIONS = 3
MOST_STEPS = 3


def advise(
    request: Request, decision: Decision, passages: Sequence[Passage], similar: Sequence[Similar], corpus: Corpus, playbook: Playbook
) -> Advice:
    """The whole answer: heaviest issue first, no paragraph cited twice."""
    light = decision.verdict.light
    if light is Light.NOT_COVERED:
        return _not_covered(request.kind, decision, passages, corpus)
    spoken = spoken_of(request)
    entries = speaking(spoken, decision, playbook)
    reasons = compose_reasons(entries, light, passages, corpus)
    reasons += completing(reasons, [p for p in passages if may_complete(p, spoken, playbook)], corpus)
    if not reasons and light is Light.GREEN:
        reasons = tuple(Reason(None, r.text, _citations(r, set(), corpus)) for r in playbook.general)
    reasons += own_policy(passages, corpus)
    used = {citation.paragraph for reason in reasons for citation in reason.citations}
    troubled = light is not Light.GREEN
    # trouble has to have a name; what is fine is fine without the name of a thing that nobody mentioned
    leading = entries if troubled else [entry for entry in entries if entry.fits(spoken)]
    return Advice(
        verdict=decision.verdict,
        confidence=decision.confidence,
        confidence_words=confidence_words(decision.confidence),
        headline=headline(request, decision.verdict, leading),
        issues=decision.issues,
        reasons=reasons,
        findings=decision.findings,
        conditions=() if troubled else _conditions(request, leading, playbook),
        instead=tuple(
            Instead(i.text, i.wording) for i in in_turn(MOST_INSTEAD, ([i for i in e.instead if light.value in i.lights] for e in entries))
        ) if troubled else (),
        would_change=tuple(
            {f.id: Fact(f.id, f.ask, f.if_yes, f.if_no) for e in reversed(entries[:2]) for f in reversed(e.facts)}.values()
        )[::-1][:MOST_FACTS],
        next_steps=_next_steps(decision.verdict, entries),
        reader_test={reader: why for e in reversed(entries) for reader, why in e.readers.items()} if troubled else {},
        similar=tuple(similar),
        passages=tuple(replace(p, used=p.paragraph.id in used) for p in passages),
        corpus_edition=corpus.edition,
        notices=changed_notices(used, corpus),
        steps=decision.steps,
        jigsaw=decision.jigsaw,
        lights=decision.lights,
        is_floored=decision.is_floored,
    )  # fmt: skip


def speaking(spoken: Collection[str], decision: Decision, playbook: Playbook) -> list[Entry]:
    """The entries for the issues decided, heaviest first, each without what supposes a thing that the text does not speak of.

    One whose own subject is not spoken of comes after those whose is: a picture that nobody mentioned leads no answer.
    """
    entries = [playbook.entries[issue] for issue in decision.issues]
    return [entry.for_text(spoken) for entry in sorted(entries, key=lambda entry: not entry.fits(spoken))]


def may_complete(passage: Passage, spoken: Collection[str], playbook: Playbook) -> bool:
    """Its document is about nothing in particular, or about things that the text speaks of."""
    return all(thing in spoken for thing in playbook.documents.get(passage.paragraph.source_id, ()))


def own_policy(passages: Sequence[Passage], corpus: Corpus) -> tuple[Reason, ...]:
    """A last reason that cites the user's own policy, where it speaks to this. The verdict stands before it is read."""
    for passage in passages:
        source = corpus.source_of(passage.paragraph)
        if source.id in corpus.local:
            return (Reason(Issue.EMPLOYER_POLICY, wording().own_policy.format(publisher=source.publisher), (cite(passage.paragraph, passage.paragraph.text, corpus),)),)
    return ()


def changed_notices(cited: Iterable[str], corpus: Corpus) -> tuple[str, ...]:
    """A sentence for each cited paragraph (by id) whose words its publisher has changed and nobody has reviewed since."""
    changed = [p for p in map(corpus.paragraphs.__getitem__, sorted(cited)) if p.is_changed]
    return tuple(f"{wording().guidance_changed} {reference(p, corpus.source_of(p))}." for p in changed)


def headline(request: Request, verdict: Verdict, entries: Sequence[Entry]) -> str:
    """The answer in a sentence, by the heaviest issue that is at fault."""
    is_question = request.kind is Kind.QUESTION
    if is_question and verdict.light is Light.GREEN and asks_for_a_rule(request.text):
        return wording().rule_asked_for
    if not is_question:
        return entries[0].answers.draft.for_verdict(verdict) if entries else wording().plain_green[Kind.DRAFT]
    if not entries and verdict.light is Light.GREEN and wants_a_plan(request.text):
        return wording().nothing_to_go_by
    way = asked(request.text)
    answer = answer_to(way, verdict, entries[0].answers.question) if entries else wording().plain_green[Kind.QUESTION]
    return answer.format_map(wording().openings[way].model_dump()).strip()


def answer_to(way: Asked, verdict: Verdict, answers: QuestionAnswers) -> str:
    """The answer to a question put in this way, its opening still to be filled in. `answers` are those of `speaking`."""
    if verdict.light is Light.GREEN and way is Asked.DUTY and answers.duty:
        return answers.duty
    if verdict.light is Light.GREEN and way is not Asked.WRONG and answers.where:
        return next(iter(answers.where.values()))
    return answers.for_verdict(verdict)


def compose_reasons(
    entries: Sequence[Entry], light: Light, passages: Sequence[Passage], corpus: Corpus
) -> tuple[Reason, ...]:
    """Reasons that may stand under this light: one for the heaviest issue, then those whose paragraphs bear on the text most.

    No paragraph is cited twice. `entries` are those of `speaking`. Of equals the heavier issue comes first, and in an issue the adviser's order.
    """
    relevance = {passage.paragraph.id: passage.relevance for passage in passages}

    def bears(reason: PlaybookReason) -> float:
        named = SPOKEN_OF if reason.supposes else 0.0
        return named + max(relevance.get(relied.paragraph, 0.0) for relied in reason.cite)

    fitting = [(entry, reason) for entry in entries for reason in entry.reasons if light.value in reason.lights]
    fitting.sort(key=lambda pair: (-bears(pair[1]), entries.index(pair[0])))
    first = next((pair for pair in fitting if pair[0] is entries[0]), None) if entries else None
    cited: set[str] = set()
    told: set[str] = set()
    reasons: list[Reason] = []
    for entry, reason in ([first] if first else []) + [pair for pair in fitting if pair is not first]:
        if len(reasons) == MOST_REASONS:
            break
        citations = _citations(reason, cited, corpus)
        if citations and sum(given.issue is entry.issue for given in reasons) < MOST_OF_AN_ISSUE:
            cited.update(c.paragraph for c in citations)
            reasons.append(Reason(entry.issue, reason.text, citations))
            told.update(reason.supposes)
    return (*reasons[: MOST_REASONS - 1], *untold) if (untold := _untold(entries, light, told, cited, corpus)) else tuple(reasons)


def _untold(entries: Sequence[Entry], light: Light, told: Collection[str], cited: set[str], corpus: Corpus) -> tuple[Reason, ...]:
    """The heaviest issue's first reason about a thing that the text speaks of and no reason given is about: often the very point asked."""
    for reason in (reason for entry in entries[:1] for reason in entry.reasons if light.value in reason.lights):
        if any(thing not in told for thing in reason.supposes) and (citations := _citations(reason, cited, corpus)):
            return (Reason(entries[0].issue, reason.text, citations),)
    return ()


def completing(reasons: Sequence[Reason], passages: Sequence[Passage], corpus: Corpus) -> tuple[Reason, ...]:
    """A reason that cites what bears squarely on the text and no reason of the playbook rests on; none where enough do."""
    cited = {citation.paragraph for reason in reasons for citation in reason.citations}
    square = [p for p in passages if p.relevance >= SQUARELY and p.paragraph.source_id not in corpus.local]
    missing = max(0, ENOUGH - sum(p.paragraph.id in cited for p in square))
    others = sorted((p for p in square if p.paragraph.id not in cited), key=lambda p: (-p.relevance, p.rank))[:missing]
    if not others:
        return ()
    return (Reason(None, wording().also_says, tuple(cite(p.paragraph, p.paragraph.digest, corpus) for p in others)),)


def _citations(reason: PlaybookReason, cited: set[str], corpus: Corpus) -> tuple[Citation, ...]:
    """The reason's citations not used yet; none at all where its first is, or a 'must' would lose its must."""
    if reason.cite[0].paragraph in cited:
        return ()
    citations = tuple(
        cite(corpus.paragraphs[relied.paragraph], relied.quote, corpus) for relied in reason.cite if relied.paragraph not in cited
    )
    if " must " in reason.text and all(c.strength is not Strength.MUST for c in citations):
        return ()
    return citations


def citations_of(given: Iterable[Relied], corpus: Corpus) -> tuple[Citation, ...]:
    """A Citation of each paragraph relied on that is held."""
    return tuple(cite(corpus.paragraphs[relied.paragraph], relied.quote, corpus) for relied in given if relied.paragraph in corpus.paragraphs)


def cite(paragraph: Paragraph, quote: str, corpus: Corpus) -> Citation:
    """A Citation of `paragraph`: the words relied on, in the publisher's own sentence where that is held.

    `quote` is a substring of the digest. The link opens the publisher's page at the words quoted from it.
    """
    source = corpus.source_of(paragraph)
    words, url = quote if quote in paragraph.text else paragraph.text, paragraph.page or source.url
    if paragraph.official:
        words = quote if quote in paragraph.official else relied_words(quote, paragraph.official)
        url = at_words(url, words) if url else None
    return Citation(
        paragraph.id, words, reference(paragraph, source), paragraph.strength, url, paragraph.official is not None, source.edition
    )


def confidence_words(confidence: float) -> str:
    """How sure, in words; the bounds are those of the calibrated probability."""
    held = wording()
    return next((sure.words for sure in held.confidence if confidence >= sure.least), held.second_thought)


def _next_steps(verdict: Verdict, entries: Sequence[Entry]) -> tuple[str, ...]:
    """What to do now; where advice is needed, whom to ask comes first."""
    if verdict.light is Light.GREEN:
        return ()
    steps: list[str] = []
    if verdict is Verdict.GET_ADVICE_FIRST and entries:
        first = entries[0].whom_to_ask[0]
        steps.append(f"{first.who}: {first.when}.")
    steps += in_turn(MOST_STEPS, (_texts(e.next_steps) for e in entries))
    return tuple(steps[:MOST_STEPS])


def _conditions(request: Request, entries: Sequence[Entry], playbook: Playbook) -> tuple[str, ...]:
    """What keeps a green answer fine; a plain draft needs none."""
    if entries or request.kind is Kind.DRAFT or asks_for_a_rule(request.text):
        return in_turn(MOST_CONDITIONS, (_texts(e.conditions) for e in entries))
    return playbook.conditions


def _texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def in_turn(most: int, lists: Iterable[Sequence[T]]) -> tuple[T, ...]:
    """Up to `most` items: two of the heaviest issue's, then one of each next in turn, so that none crowds out the others."""
    columns = [list(items) for items in lists]
    picked: list[T] = columns[0][:MOST_OF_AN_ISSUE] if columns else []
    columns = [columns[0][MOST_OF_AN_ISSUE:], *columns[1:]] if columns else []
    # what is left of the heaviest comes last in each row: it has had its say
    columns = [*columns[1:], *columns[:1]]
    for row in range(max((len(c) for c in columns), default=0)):
        picked += [column[row] for column in columns if row < len(column) and column[row] not in picked]
    return tuple(picked[:most])


def _not_covered(kind: Kind, decision: Decision, passages: Sequence[Passage], corpus: Corpus) -> Advice:
    """Says that this is not ours to answer, and who can."""
    words = wording().rule_bending if decision.bends_rules else wording().not_covered[kind]
    return Advice(
        verdict=Verdict.NOT_COVERED, confidence=decision.confidence, confidence_words=confidence_words(decision.confidence),
        headline=words.headline, issues=(), reasons=(), findings=(), conditions=(), instead=(), would_change=(),
        next_steps=words.next_steps, reader_test={}, similar=(), passages=tuple(passages), corpus_edition=corpus.edition,
        steps=decision.steps, lights=decision.lights, is_floored=decision.is_floored,
    )  # fmt: skip
