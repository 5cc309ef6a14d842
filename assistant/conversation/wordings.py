"""The words that could be posted or sent, for the matter in hand, each checked as any draft is."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.conversation import words
from assistant.conversation.facts import context_of
from assistant.conversation.models import Act, Conversation, Reply
from assistant.models import Advice, Context, Draft, Instead, Light, Verdict
from assistant.pipeline import Assistant, answer
from assistant.playbook.things import spoken_of
from assistant.rewrite.standins import fitting

MOST_TRIED = 3


def ready_words(assistant: Assistant, said: Conversation) -> Reply:
    """Ready words that come back green, the first that does; where advice comes first they are offered, and the answer stands."""
    assert said.last is not None
    last, context = said.last.advice, context_of(said.facts)
    offered = list(dict.fromkeys(_offered(assistant, said, last, context)))[:MOST_TRIED]
    if last.verdict is Verdict.GET_ADVICE_FIRST:
        return Reply(Act.WRITE, last, words.say("asked.write_advice"), wordings=tuple(offered[:1]))
    for item in offered:
        draft = Draft(item.wording or "", context)
        advice = answer(assistant, draft, assistant.index.judge.each([draft])[0])
        if advice.light is Light.GREEN:
            return Reply(Act.WRITE, replace(advice, issues=last.issues), words.say("asked.write"), wordings=(item,))
    return Reply(Act.WRITE, last, words.say("asked.write_none"))


def _offered(assistant: Assistant, said: Conversation, last: Advice, context: Context) -> Iterator[Instead]:
    """Ready words for this matter: those of the answer, of the playbook for its issues, then those for the occasion."""
    yield from (item for item in last.instead if item.wording)
    assert said.matter is not None
    about = Draft(said.matter.draft or said.matter.opening, context)
    spoken = spoken_of(about)
    for issue in last.issues:
        yield from (Instead(i.text, i.wording) for i in assistant.playbook.entries[issue].instead if i.wording and i.fits(spoken))
    yield from (Instead(words.say("asked.write"), text) for text in fitting(about, last.issues))
