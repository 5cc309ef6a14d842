"""A language model words an answer that is already decided; what it writes is checked before anybody sees it."""

from assistant.writing.outgoing import Desk, Outgoing, outgoing
from assistant.writing.write import notice_of, unworded, write

__all__ = ["Desk", "Outgoing", "notice_of", "outgoing", "unworded", "write"]
