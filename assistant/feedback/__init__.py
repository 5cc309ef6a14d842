"""What users thought of answers: kept on this machine, their words only where they said so."""

from assistant.feedback.export import candidates
from assistant.feedback.models import REASONS, Feedback, Thumb
from assistant.feedback.store import Store, own_url

__all__ = ["REASONS", "Feedback", "Store", "Thumb", "candidates", "own_url"]
