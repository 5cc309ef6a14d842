"""A conversation and the next message -> the conversation with its answer. Nothing is random: the same turns give the same words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate
from types import MappingProxyType

from assistant.backends.protocols import ChatModel, never
from assistant.conversation import follow, words
from assistant.conversation.asking import ASKED_IN, chosen_by, question_back
from assistant.conversation.facts import SENSE as FACT_SENSE
from assistant.conversation.facts import of_context, outside_quotes, stated
from assistant.conversation.models import Act, Change, Conversation, FactName, Facts, Matter, Reply, Stated, Turn
from assistant.conversation.resolve import Resolved, resolved, so_far, taken_up
from assistant.conversation.several import put_together, things_asked
from assistant.conversation.weigh import weighed
from assistant.conversation.wordings import ready_words
from assistant.decide import SEVERITY
from assistant.intake import check_text
from assistant.judge import Scores
from assistant.lookup.intents import LOOK_UPS
from assistant.models import Advice, Citation, Context, Finding, Grade, Kind, Light, Question, Request, Verdict
from assistant.person import care_for, that_stays, with_care
from assistant.pipeline import Assistant, Standing, answer, ask, second_opinion
from assistant.posted import with_posted
from assistant.sense import Said, open_sense, row_of
from corpus.label import shown_number
from corpus.models import Confidence, Corpus, Paragraph

# acts that say something of the matter, so that it is judged anew
JUDGED = (Act.ASK, Act.TELL, Act.DRAFT, Act.PUSH_BACK)
MOST_WHY = 3
# in words: a first message that a dropped fact leaves fewer of stands as it was
LEAST_LEFT = 3
# in words: of fewer no fact is told by its sense; and beside words to be posted
LEAST_SENSED, LEAST_BESIDE = 2, 3


def converse(assistant: Assistant, said: Conversation, text: str, chosen: Context | None = None) -> Conversation:
    """`said` with `text` answered. `chosen` is what was picked beside the words, where a page offers that.

    Raises UnusableInput where there is nothing to judge; `said` is as it was.
    """
    check_text(text, Kind.QUESTION, assistant.settings)
    said = _with_choice(said, chosen)
    text = chosen_by(text, said.last.asks if said.last else None)
    things = things_asked(text, said.matter)
    # somebody in need is heard whole
    return _one_by_one(assistant, said, text, things) if len(things) > 1 and not care_for(text) else _answered_once(assistant, said, text)


def _one_by_one(assistant: Assistant, said: Conversation, text: str, things: Sequence[str]) -> Conversation:
    """Each thing that a message asks for, answered after the one before it, in one reply. Nothing is asked back: it would be of which?"""
    *_, last = after = list(accumulate(things, partial(_answered_once, assistant), initial=said))[1:]
    return _answered(replace(last, turns=said.turns, asked=said.asked), text, put_together(things, after))


def _answered_once(assistant: Assistant, said: Conversation, text: str) -> Conversation:
    """`said` with a message answered that asks for one thing, or opens the conversation."""
    heard = follow.heard(text, said.matter, partial(fact_sensed, assistant))
    act, told = heard.act, heard.told
    if act not in JUDGED and care_for(text):
        # "why bother, I don't want to be here any more" asks for no reasons
        act = Act.TELL
    if act in follow.GOES_ON and not told and follow.asks_the_guidance(text):
        # the guidance is looked up in passing: the matter and what is known of it stand
        return _answered(said, text, Reply(Act.ASK, ask(assistant, Question(text, said.told))))
    match act:
        case Act.ASK:
            return _opened(assistant, said, text, told)
        case Act.TELL | Act.DRAFT | Act.PUSH_BACK:
            return _continued(assistant, said, text, act, told)
        case _:
            return _answered(said, text, _about(assistant, said, act))


def fact_sensed(assistant: Assistant, text: str) -> Said | None:
    """The fact that a follow-up states by its sense, in words that no pattern has."""
    own, encoder = outside_quotes(text), assistant.index.judge.encoder
    # "it's only", before words to be posted, says nothing
    least = LEAST_SENSED if own == " ".join(text.split()) else LEAST_BESIDE
    return open_sense(FACT_SENSE, encoder).of(own, row_of(own, encoder)) if len(own.split()) >= least else None


def drop(assistant: Assistant, said: Conversation, name: FactName) -> Conversation:
    """`said` without one fact, and the matter judged anew where there is one; a fact that is not held changes nothing."""
    if name not in said.facts:
        return said
    gone = said.facts[name]
    facts = MappingProxyType({n: f for n, f in said.facts.items() if n is not name})
    chosen = said.told.model_copy(update={name.value: None}) if name.value in Context.model_fields else said.told
    said = replace(said, facts=facts, told=chosen)
    if said.matter is None or said.last is None:
        return said
    what = words.listed([gone])
    rest = replace(said.matter, opening=_unsaid(said.matter.opening, gone.words), since=_without(said.matter.since, gone.words))
    text = rest.draft or rest.opening
    made = resolved(text, said.matter.draft, replace(rest, draft=""), rest.since, facts, ())
    advice = _placed(answer(assistant, made.request, judged(assistant, made, {}, {}, text)), made.offset, made.request, text)
    lead = f"{words.say('change.dropped', facts=what)} {_lead(Act.TELL, (), last_answer(said.turns), advice)}".strip()
    reply = Reply(Act.TELL, advice, lead, changes=(Change(name, gone, None),))
    said = replace(said, matter=rest)
    return _answered(said, words.say("drop", facts=what), reply)


def _opened(assistant: Assistant, said: Conversation, text: str, told: Facts) -> Conversation:
    """A matter of its own: asked as any single question is. Of what was known only who writes is kept."""
    facts = {n: f for n, f in said.facts.items() if n is FactName.ROLE} | of_context(said.told) | dict(told)
    advice = ask(assistant, Question(text, said.told))
    said = replace(said, facts=MappingProxyType(facts), matter=taken_up(None, text, Act.ASK, follow.draft_in(text)))
    asks = question_back(assistant, Question(text, said.told), advice, said)
    return _answered(said, text, Reply(Act.ASK, advice, asks=asks))


def _continued(assistant: Assistant, said: Conversation, text: str, act: Act, told: Facts) -> Conversation:
    """More of the same matter, judged with all that is known."""
    said, before = _on_what(said, text)
    assert said.matter is not None
    changes = changed(said.facts, told)
    facts = MappingProxyType({**said.facts, **told})
    draft = follow.draft_in(text, said.matter) if act is Act.DRAFT else ""
    earlier = tuple(_of_the_matter(turn, said.matter) for turn in said.turns)
    made = resolved(text, draft, said.matter, earlier, facts, changes)
    standing = Standing(made.request, judged(assistant, made, before.lights, told, text))
    advice = _stood(answer(assistant, standing.request, standing.scores, text), made.offset, made.request, text, act, before, told)
    if advice.care:
        # to somebody in need nothing is read into their words that they did not say in so many
        told = {name: fact for name, fact in told.items() if name in stated(text)}
        changes, facts = changed(said.facts, told), MappingProxyType({**said.facts, **told})
    if (gone := details_gone(act, before, advice)) and FactName.ANONYMISED not in told:
        changes = (*changes, Change(FactName.ANONYMISED, facts.get(FactName.ANONYMISED), gone))
        facts = MappingProxyType({**facts, FactName.ANONYMISED: gone})
    lead = "" if advice.care else _lead(act, changes, before, advice)
    matter = taken_up(said.matter, text, act, draft)
    said = replace(said, facts=facts, matter=matter)
    asks = question_back(assistant, Question(so_far(matter), said.told), advice, said) if act in ASKED_IN else None
    return _answered(said, text, Reply(act, advice, lead, changes=changes, asks=asks, standing=None if advice is before else standing))


def _on_what(said: Conversation, text: str) -> tuple[Conversation, Advice]:
    """The conversation on the matter that a follow-up is about, and the answer to that: one of several where it means one."""
    assert said.last is not None
    parts, threads = said.last.advice.parts, said.last.threads
    part = follow.part_meant(text, parts)
    if threads:
        # the last one is gone on with, unless another is meant
        part = part or parts[-1]
        thread = threads[parts.index(part)]
        return replace(said, matter=thread.matter, facts=thread.facts), part.advice
    if part is None:
        return said, last_answer(said.turns)
    return replace(said, matter=taken_up(None, part.question, Act.ASK, follow.draft_in(part.question))), part.advice


def last_answer(turns: Sequence[Turn]) -> Advice:
    """The answer that stands before the next turn: thanks, and what was looked up in passing, are none to the matter in hand."""
    replies = [turn.reply for turn in reversed(turns)]
    judged = (reply.advice for reply in replies if reply.act is not Act.THANKS and reply.advice.intent not in LOOK_UPS)
    return next(judged, replies[0].advice)


def _of_the_matter(turn: Turn, matter: Matter) -> str:
    """What a turn said of the matter: of a message with several matters only the one taken up."""
    if not turn.reply.advice.parts:
        return turn.user
    return " ".join(words for words in (matter.opening, *matter.since) if words in turn.user) or turn.user


def with_opinion(
    assistant: Assistant, said: Conversation, model: ChatModel, agreed: bool = False, is_cancelled: Callable[[], bool] = never
) -> Advice | None:
    """The last answer with a model's judgement counted in; None where it has none to give, it would soften an argument, nothing or more than one matter was judged."""
    *earlier, last = said.turns
    if last.reply.threads:
        return None
    request = said.last_asked
    standing = last.reply.standing
    if standing is None:
        return None if earlier and last.reply.act is not Act.ASK else second_opinion(assistant, replace(request, turns=()), model, agreed, is_cancelled)
    advice = second_opinion(assistant, request, model, agreed, is_cancelled, standing, last.user)
    if advice is None:
        return None
    offset = standing.request.text.rfind(last.user) if isinstance(standing.request, Question) else -1
    before = last_answer(earlier)
    told = {change.name: change.after for change in last.reply.changes if change.after}
    made = _stood(advice, offset, standing.request, last.user, last.reply.act, before, told)
    return None if made is before else made


def _stood(advice: Advice, offset: int, request: Request, text: str, act: Act, before: Advice, told: Facts) -> Advice:
    """The advice on a turn beside the one before it: findings at their places, what to do about a post that is out, and no argument softens it."""
    advice = _placed(advice, offset, request, text)
    # once it is out, what to do now stands, until another matter is taken up or it turns out that it is not out
    is_not_out = FactName.POSTED in told and told[FactName.POSTED].value == "not posted"
    advice = with_posted(advice, advice.posted or (None if is_not_out else before.posted), text)
    if advice.care is None and (care := that_stays(before.care)):
        # a guess stands beside what follows, but whoever goes on asking is answered
        advice = replace(advice, care=care) if care.is_guess else with_care(advice, care)
    # an argument is no new fact: it never softens an answer. What was fine to post is fine to have posted
    is_softer, is_graver = SEVERITY[advice.light] < SEVERITY[before.light], SEVERITY[advice.light] > SEVERITY[before.light]
    stands = (act is Act.PUSH_BACK and is_softer) or (before.light is Light.GREEN and is_graver and not advice.posted and follow.only_out(told, text))
    return before if stands else advice


def judged(assistant: Assistant, made: Resolved, last: Mapping[Light, float], told: Facts, text: str) -> Scores:
    """What the judge makes of a turn in all its readings, beside the last answer."""
    with_before, alone, *draft = assistant.index.judge.each(made.readings)
    leans = follow.patterns().leans.search(text) is not None
    return weighed(with_before, alone, draft[0] if draft else None, last, told, leans)


def _about(assistant: Assistant, said: Conversation, act: Act) -> Reply:
    """What is said of the last answer, which stands."""
    assert said.last is not None
    last = said.last.advice
    green = last.light is Light.GREEN
    match act:
        case Act.WHY:
            lead = words.say("asked.none" if not last.reasons else "asked.why_green" if green else "asked.why")
            return Reply(act, last, lead, reasons=last.reasons[:MOST_WHY])
        case Act.WHICH:
            cited = cited_once(last)
            return Reply(act, last, f"{words.say('asked.which')} {how_sure(cited, assistant.corpus)}" if cited else words.say("asked.none"), citations=cited)
        case Act.SHORTER:
            return Reply(act, last, last.headline)
        case Act.WRITE:
            return ready_words(assistant, said)
        case Act.THANKS:
            return Reply(act, _farewell(last), words.say("thanks"))
        case _:
            return Reply(Act.SURE, last, words.say("change.still_yes" if green else "change.still_no"))


def details_gone(act: Act, before: Advice, after: Advice) -> Stated | None:
    """That the details are taken out, where other words were handed in and nobody can be recognised by them any more."""
    was, now = before.jigsaw.grade, after.jigsaw.grade
    gone = act is Act.DRAFT and was is not Grade.GENERIC and now is Grade.GENERIC
    return Stated(FactName.ANONYMISED, "yes") if gone else None


def changed(before: Facts, told: Facts) -> tuple[Change, ...]:
    """What `told` says otherwise than, beyond, or in other words than what was known."""
    return tuple(Change(name, before.get(name), fact) for name, fact in told.items() if name not in before or _is_news(before[name], fact))


def _is_news(before: Stated, after: Stated) -> bool:
    """Another value, or the same one said before in other words: a second group, or one smaller, bears on the matter anew."""
    return before.value != after.value or (before.words != "" and before.words.lower() != after.words.lower())


def cited_once(advice: Advice) -> tuple[Citation, ...]:
    """Every paragraph that the reasons cite, once, in their order."""
    return tuple({c.paragraph: c for reason in reversed(advice.reasons) for c in reversed(reason.citations)}.values())[::-1]


def how_sure(cited: Sequence[Citation], corpus: Corpus) -> str:
    """How sure the numbers of these paragraphs are, a sentence for each kind there is."""
    kinds = {_sureness(corpus.paragraphs[c.paragraph], corpus) for c in cited}
    said = ["high" if kinds == {"high"} else "high_some"] if "high" in kinds else []
    return " ".join(words.say(f"asked.sure.{kind}") for kind in (*said, *(kind for kind in ("medium", "none") if kind in kinds)))


def _sureness(paragraph: Paragraph, corpus: Corpus) -> str:
    """high or medium as the number is shown, none where none is."""
    shown = shown_number(paragraph, corpus.source_of(paragraph))
    if shown is None or not shown[:1].isdigit():
        return "none"
    return "medium" if paragraph.confidence is Confidence.MEDIUM else "high"


def _lead(act: Act, changes: Sequence[Change], before: Advice, after: Advice) -> str:
    """What changed, what that did to the answer, and why."""
    lights = {"before": words.say(f"lights.{before.light.value}"), "after": words.say(f"lights.{after.light.value}")}
    moved, is_milder = before.light is not after.light, SEVERITY[after.light] < SEVERITY[before.light]
    facts = words.listed([c.after for c in changes if c.after])
    if act is Act.PUSH_BACK and not moved:
        return words.say("change.nothing_new")
    if Light.NOT_COVERED in (before.light, after.light):
        return words.say("change.bare", facts=facts) if facts else ""
    if act is Act.DRAFT:
        return words.say(f"change.draft_{('better' if is_milder else 'worse') if moved else 'same'}", **lights)
    if facts and not moved and before.verdict is not after.verdict:
        return words.say("change.bare", facts=facts)
    if facts:
        return _changed_lead(facts, _why(after, changes, is_milder), moved, lights)
    return words.say("change.told_moves", **lights) if moved else ""


def _changed_lead(facts: str, why: str, moved: bool, lights: Mapping[str, str]) -> str:
    """What facts just stated did to the answer."""
    if not why:
        return words.say("change.moves_bare", facts=facts, **lights) if moved else words.say("change.bare", facts=facts)
    return words.say("change.moves", facts=facts, why=why, **lights) if moved else words.say("change.stays", facts=facts, why=words.within(why))


def _why(advice: Advice, changes: Sequence[Change], is_milder: bool) -> str:
    """The adviser's sentence on the fact that changed, where there is one; else the heaviest reason, which explains no milder answer."""
    said_yes = {"agreed": True, "refused": False, "not asked": False, "withdrawn": False}
    for change in changes:
        for fact in advice.would_change:
            if change.after and fact.id == change.name.value and change.after.value in said_yes:
                return fact.if_yes if said_yes[change.after.value] else fact.if_no
    if is_milder:
        return next((why for change in changes if change.after and (why := words.eases(change.after))), "")
    return advice.reasons[0].text if advice.reasons else ""


def _farewell(last: Advice) -> Advice:
    """An answer to thanks: there is nothing to judge in it."""
    return replace(
        last, verdict=Verdict.NOT_COVERED, headline=words.say("thanks"), issues=(), reasons=(), findings=(), conditions=(), instead=(),
        would_change=(), next_steps=(), reader_test={}, similar=(), passages=(), notices=(), steps=("conversation: thanks",),
    )  # fmt: skip


def _placed(advice: Advice, offset: int, request: Request, text: str) -> Advice:
    """The advice with only those findings that stand in the user's own words, at their places there."""
    shift = text.find(request.text) if offset < 0 else -offset
    kept: list[Finding] = []
    for found in advice.findings:
        start, end = found.start + shift, found.end + shift
        if text[max(start, 0) : end] == found.text and start >= 0:
            kept.append(replace(found, start=start, end=end))
    return replace(advice, findings=tuple(kept))


def _unsaid(opening: str, gone: str) -> str:
    """The first message without the words that told what is gone, unless little would be left of it."""
    left = " ".join(" ".join(opening.split()).replace(gone, " ").split()) if gone else opening
    return left if len(left.split()) >= LEAST_LEFT else opening


def _without(since: Sequence[str], gone: str) -> tuple[str, ...]:
    """The turns that did not state what is gone."""
    return tuple(turn for turn in since if not gone or gone not in " ".join(turn.split()))


def _with_choice(said: Conversation, chosen: Context | None) -> Conversation:
    """`said` with what was chosen beside the words, where that is other than before."""
    if chosen is None or chosen == said.told:
        return said
    held = {n: f for n, f in said.facts.items() if not (n.value in Context.model_fields and getattr(said.told, n.value) == f.value)}
    return replace(said, told=chosen, facts=MappingProxyType(held | of_context(chosen)))


def _answered(said: Conversation, text: str, reply: Reply) -> Conversation:
    asked = said.asked | {reply.asks.fact} if reply.asks else said.asked
    return replace(said, turns=(*said.turns, Turn(text, reply)), asked=asked)
