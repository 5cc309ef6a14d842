"""A language model words an answer that is already decided; what it writes is checked before anybody sees it."""

from assistant.writing.write import Desk, Outgoing, outgoing, write

__all__ = ["Desk", "Outgoing", "outgoing", "write"]
