"""Questions about the guidance itself: explain it, find it, compare it; ready wording; small talk; ways round a rule."""

from assistant.lookup.answer import look_up
from assistant.lookup.intents import Intent, intent_of

__all__ = ["Intent", "intent_of", "look_up"]
