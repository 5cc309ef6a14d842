"""A conversation pasted whole, or a document of several paragraphs -> its parts, each reviewed where it stands."""

from assistant.paste.document import Document, document_of, in_parts, is_long
from assistant.paste.models import (
    Because,
    DocumentReview,
    LeftOut,
    Message,
    MessageReview,
    PartReview,
    Thread,
    ThreadReview,
)
from assistant.paste.review import Progress, review_document, review_thread
from assistant.paste.thread import read_thread

__all__ = [
    "Because", "Document", "DocumentReview", "LeftOut", "Message", "MessageReview", "PartReview", "Progress", "Thread", "ThreadReview",
    "document_of", "in_parts", "is_long", "read_thread", "review_document", "review_thread",
]  # fmt: skip
