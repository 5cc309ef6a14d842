"""A conversation: what was said is carried, a follow-up is understood, one question is asked back where it would matter."""

from assistant.conversation.engine import converse, drop, with_opinion
from assistant.conversation.models import Act, Asking, Change, Choice, Conversation, FactName, Reply, Stated, Turn

__all__ = ["Act", "Asking", "Change", "Choice", "Conversation", "FactName", "Reply", "Stated", "Turn", "converse", "drop", "with_opinion"]
