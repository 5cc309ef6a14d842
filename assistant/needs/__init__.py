"""What a question leaves open: the facts there are, what teaches them, and the heads that see them."""

from assistant.needs.heads import Needs, Unsaid, fit, seen
from assistant.needs.lessons import Lesson, lessons
from assistant.needs.vocabulary import facts, says_what_it_needs, vocabulary

__all__ = ["Lesson", "Needs", "Unsaid", "facts", "fit", "lessons", "says_what_it_needs", "seen", "vocabulary"]
