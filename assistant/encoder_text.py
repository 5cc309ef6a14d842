"""A Request -> the line that the judging encoder reads."""

from assistant.models import Question, Request

# how much of a conversation is carried into the next answer
MOST_TURNS = 3
MOST_OF_A_TURN = 300


def encoder_text(request: Request, words: str | None = None) -> str:
    """Kind, platform, audience and role, then the words: the shape that the encoder was tuned on.

    `words` puts a sentence in the place of the whole text. What was asked before follows, the latest
    first, so that a long conversation is cut where it matters least.
    """
    context = request.context
    head = (request.kind.value, context.platform or "unknown", context.audience or "unknown", context.role or "gp")
    line = f"{' | '.join(head)}: {words if words is not None else request.text}"
    if isinstance(request, Question) and request.turns:
        before = " / ".join(turn[:MOST_OF_A_TURN] for turn in reversed(request.turns[-MOST_TURNS:]))
        line += f" (asked before: {before})"
    return line
