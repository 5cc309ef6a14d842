"""What is done with somebody else's text, and what the advice on it is made of."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Advice


class About(StrEnum):
    """What the doctor wants to do with it."""

    LIKE = "like"
    SHARE = "share"
    COMMENT = "comment"


class Stance(StrEnum):
    """How words stand to the text they are about."""

    AGREES = "agrees"
    OPPOSES = "opposes"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Sharing:
    """A like, share or comment, weighed."""

    about: About
    stance: Stance
    """A like or share without words agrees."""
    other: Advice
    """On the other text, judged as if the doctor had posted it."""
    own: Advice | None
    """On the doctor's own words; None where there are none."""
    advice: Advice
    """On doing it. Its findings stand in the text that `judged` names."""
    judged: str
    """'other' or 'own': which text decided."""
