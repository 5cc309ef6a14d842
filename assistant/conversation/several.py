"""A later message that asks for more than one thing -> each of them, and their answers put together."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.conversation import words
from assistant.conversation.facts import QUOTED, stated
from assistant.conversation.follow import WORD, act_of
from assistant.conversation.models import Act, Matter, Reply, Thread, Turn
from assistant.models import Matter as Answered
from assistant.parts import OPENER, QUESTION, matters, together

SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")
# how a second question goes on from the first, and what it begins with: "and can I ...", "also, what if ..."
AND = re.compile(rf"^\W*(?:(?:and|also|oh|plus|then|separately|secondly|ps)\b[\s,:;.-]*)+(?={OPENER})", re.IGNORECASE)
# acts that ask something of the answer
OF_THE_ANSWER = (Act.WHY, Act.WHICH, Act.SHORTER, Act.WRITE)


def things_asked(text: str, matter: Matter | None) -> tuple[str, ...]:
    """What a later message asks for, in its order; the message alone where it is one thing, or opens the conversation.

    A list of questions is told apart as in a first message (`assistant.parts`). Else a sentence begins another thing where it
    asks something of the answer ("She has agreed now. Can you write it?"), or goes on with a question of its own from a
    question or a fact ("And if she agreed? And can I add her as a friend?").
    """
    if matter is None or QUOTED.search(text):
        return (text,)
    if len(listed := matters(text)) > 1:
        return listed
    things: list[str] = []
    for sentence in filter(WORD.search, SENTENCE.split(text.strip())):
        opened = AND.match(sentence)
        is_told = bool(things) and (QUESTION.search(things[-1]) is not None or bool(stated(things[-1])))
        if is_told and (opened or act_of(sentence, matter, stated(sentence)) in OF_THE_ANSWER):
            things.append(sentence[opened.end() :] if opened else sentence)
        elif things:
            things[-1] += f" {sentence}"
        else:
            things.append(sentence)
    return tuple(things) if len(things) > 1 else (text,)


def put_together(things: Sequence[str], turns: Sequence[Turn], threads: Sequence[Thread]) -> Reply:
    """One reply from those to each of `things`; `threads` are where each left the conversation.

    Where the last one asks something of the answer, that is what is shown, behind what the others changed. Else every one has
    an answer of its own.
    """
    replies = [turn.reply for turn in turns]
    last = replies[-1]
    changes = tuple(change for reply in replies for change in reply.changes)
    if not last.is_whole:
        return replace(last, lead=" ".join(reply.lead for reply in replies if reply.lead), changes=changes)
    # what moved from one answer to the next says nothing, where they are to two questions
    facts = [change.after for change in changes if change.after]
    lead = words.say("change.bare", facts=words.listed(facts)) if facts else ""
    every = [Answered(thing, reply.advice) for thing, reply in zip(things, replies, strict=True)]
    return Reply(replies[0].act if replies[0].is_whole else last.act, together(every), lead, changes=changes, threads=tuple(threads))
