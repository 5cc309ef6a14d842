"""A conversation -> what an advice record of it is made of."""

from datetime import datetime

from assistant.conversation.models import Conversation
from assistant.errors import UnusableInput
from assistant.models import Question
from assistant.record import Said, TalkRecord


def talk_record(talk: Conversation, made: datetime, done_next: str = "", keep_words: bool = True) -> TalkRecord:
    """Everything said so far and answered, in order. Raises UnusableInput where nothing was said yet."""
    if not talk.turns:
        raise UnusableInput("There is nothing to record yet. Ask something first, then record it.")
    said = (
        Said(Question(turn.user, talk.told), turn.reply.advice, turn.reply.lead, turn.reply.is_whole, turn.reply.reasons, turn.reply.citations, turn.reply.wordings)
        for turn in talk.turns
    )
    return TalkRecord(tuple(said), made, done_next, keep_words)
