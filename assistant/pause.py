"""The pause: do I need to post this at all, now, in these words; only where the text or the hour calls for it."""

import re
from dataclasses import dataclass

from assistant.models import Advice, Issue, Light
from assistant.wording import wording

# hours of the night, on the writer's own clock, at which a hard text is better left until morning
LATE_FROM, LATE_UNTIL = 22, 6
SHOUTED = re.compile(r"\b[A-Z]{4,}\b(?:\W+\b[A-Z]{2,}\b){2,}|[!?]{3,}")
THREAD = re.compile(
    r"\b(?:and another thing|as i (?:said|told you)|for the (?:last|second|third|tenth|hundredth) time|replying again|still waiting for (?:an|your) answer"
    r"|you (?:people|lot) (?:still|always|never)|don'?t bother replying|i'?m not finished|how dare you|last word)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pause:
    """A reason to wait, three questions, and a line to send meanwhile."""

    why: str
    questions: tuple[str, ...]
    holding: str
    """A neutral holding reply, ready to copy."""


def pause_for(text: str, advice: Advice, hour: int, holding: str) -> Pause | None:
    """A Pause where the text or the hour calls for one. `hour` is 0 to 23 on the writer's clock.

    A calm text is let be at any hour: nothing is gained by asking about a flu clinic at midnight.
    Londonwide LMCs, "Ask yourself".
    """
    if advice.light is Light.NOT_COVERED:
        return None
    say = wording().pause
    if THREAD.search(text):
        why = say.spiral
    elif (Issue.HEIGHTENED_EMOTION in advice.issues and advice.light is not Light.GREEN) or SHOUTED.search(text):
        why = say.heat
    elif advice.light is not Light.GREEN and (hour >= LATE_FROM or hour < LATE_UNTIL):
        why = say.late
    else:
        return None
    return Pause(why, say.questions, holding)


