"""A later message that asks for more than one thing -> each of them, and their answers put together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import words
from assistant.conversation.facts import QUOTED, stated
from assistant.conversation.follow import WORD, act_of, draft_in
from assistant.conversation.models import Act, Conversation, Matter, Reply, Thread
from assistant.models import Matter as Answered
from assistant.parts import OPENER, QUESTION, matters, together

SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")
# how a second question goes on from the first, and what it begins with: "and can I ...", "also, what if ..."
_JOINED = r"(?:(?:and|also|but|oh|plus|then|separately|secondly|ps)\b[\s,:;.-]*)+"
AND = re.compile(rf"^\W*{_JOINED}(?={OPENER})", re.IGNORECASE)
# the same inside a sentence: there "and how it felt" asks nothing, so somebody has to be asked about
_VERB = r"(?:can|could|may|might|should|shall|do|does|did|is|are|will|would|must)\s+(?:i|we|you|it|she|he|they|my|our|the|someone)\b"
WITHIN = re.compile(rf"[\s,]+(?={_JOINED}(?:(?:how|what|when|where|who|why|which)\s+)?{_VERB})", re.IGNORECASE)
# a question that goes on about the one before, or a fact: "does that matter", "is it ok"
LEANS = re.compile(rf"^\W*(?:{OPENER})\s+(?:it|that|this|those|these)\b", re.IGNORECASE)
ASKS = re.compile(rf"^\W*{OPENER}", re.IGNORECASE)
# acts that ask something of the answer, and those behind which such a request stands alone, for they tell nothing
OF_THE_ANSWER = (Act.WHY, Act.WHICH, Act.SHORTER, Act.WRITE)
ASIDES = (Act.THANKS, Act.SURE, Act.PUSH_BACK)
# fewer are no matter of their own: "what's normal"
LEAST_WORDS = 3


def things_asked(text: str, matter: Matter | None) -> tuple[str, ...]:
    """What a later message asks for, in its order; the message alone where it is one thing, or opens the conversation.

    A list of questions is told apart as in a first message (`assistant.parts`). Else a stretch of words begins another thing
    where it asks something of the answer ("She has agreed now. Can you write it?"), or is a question of its own behind
    a question or a fact ("And if she agreed? And can I add her as a friend?").
    """
    if matter is None or QUOTED.search(text) or draft_in(text, matter):
        return (text,)
    if len(listed := matters(text)) > 1:
        return listed
    things: list[list[str]] = []
    for sentence in filter(WORD.search, SENTENCE.split(text.strip())):
        for stretch in _stretches(sentence):
            if not things or _is_another(stretch, things[-1], matter):
                opened = AND.match(stretch) if things else None
                things.append([stretch[opened.end() :] if opened else stretch])
            else:
                things[-1].append(stretch)
    return tuple(" ".join(each) for each in things) if len(things) > 1 else (text,)


def _stretches(sentence: str) -> list[str]:
    """A sentence, cut where a second question follows a first one."""
    first, *rest = WITHIN.split(sentence)
    return [first, *rest] if rest and ASKS.search(AND.sub("", first)) else [sentence]


def _is_another(stretch: str, before: Sequence[str], matter: Matter) -> bool:
    """A stretch of words is another thing than the one `before` it."""
    told, last = " ".join(before), before[-1]
    if _act(stretch, matter) in OF_THE_ANSWER:
        return bool(stated(told)) or (_is_long(told) and _act(told, matter) not in ASIDES)
    is_asked = QUESTION.search(last) is not None or _act(last, matter) in OF_THE_ANSWER
    if AND.match(stretch):
        return is_asked or bool(stated(told))
    return is_asked and _is_long(stretch) and ASKS.search(stretch) is not None and LEANS.search(stretch) is None


def _is_long(text: str) -> bool:
    return len(WORD.findall(text)) >= LEAST_WORDS


def _act(text: str, matter: Matter) -> Act:
    return act_of(text, matter, stated(text))


def put_together(things: Sequence[str], after: Sequence[Conversation]) -> Reply:
    """One reply from those to each of `things`; `after` is the conversation as each left it.

    Where the last one asks something of the answer, that is what is shown, behind what the others changed. Else every one has
    an answer of its own.
    """
    replies = [said.turns[-1].reply for said in after]
    last = replies[-1]
    changes = tuple(change for reply in replies for change in reply.changes)
    if not last.is_whole:
        return replace(last, lead=" ".join(reply.lead for reply in replies if reply.lead), changes=changes)
    # what moved from one answer to the next says nothing, where they are to two questions
    facts = [change.after for change in changes if change.after]
    lead = words.say("change.bare", facts=words.listed(facts)) if facts else ""
    every = [Answered(thing, reply.advice) for thing, reply in zip(things, replies, strict=True)]
    threads = tuple(Thread(said.matter, said.facts) for said in after if said.matter)
    return Reply(replies[0].act if replies[0].is_whole else last.act, together(every), lead, changes=changes, threads=threads)
