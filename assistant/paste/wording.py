"""The few sentences that sum up a conversation or a long text; what is advised on each part is the playbook's."""

from assistant.models import Light, Verdict
from assistant.paste.models import Because, DocumentReview, LeftOut, ThreadReview

BECAUSE = {
    Because.WORDS: "",
    Because.TOGETHER: "On its own it may pass; with your messages right before it, it says more.",
    Because.CONTEXT: "On its own it may pass; read after the messages before it, it says more.",
    Because.ASSENT: "It agrees with the message before it, and agreeing counts as saying it.",
}
LEFT_OUT = {
    LeftOut.ATTACHMENT: "{n} of your pictures or files are not in the text, so they were not checked. Look at them yourself.",
    LeftOut.DELETED: "{n} of your messages were deleted. Others may still hold them.",
}
NOT_JUDGED = "{n} of your older messages were not judged. Give a shorter stretch to have them read."
TOO_LONG = "The whole is too long to be read as one, so only its beginning was; every part was read by itself."


def thread_summary(made: ThreadReview) -> str:
    """How many of the doctor's messages should not stand, in a sentence or two."""
    total, troubled = len(made.messages), len(made.troubled)
    if not troubled:
        return f"{_messages(total)} of yours, and nothing in {'it' if total == 1 else 'them'} that should worry you."
    red = sum(m.verdict is Verdict.DO_NOT_POST for m in made.troubled)
    gravest = f" No edit would mend {_of_them(red)}." if red else ""
    return f"{troubled} of your {_messages(total)} {'needs' if troubled == 1 else 'need'} another look.{gravest}"


def document_summary(made: DocumentReview) -> str:
    """How the paragraphs fare, in a sentence, and the whole where it is worse than any of them."""
    total, troubled = len(made.parts), len(made.troubled)
    told = f"Paragraph by paragraph: {troubled} of {total} {'needs' if troubled == 1 else 'need'} changing." if troubled else f"Paragraph by paragraph: nothing to change in any of {total}."
    if made.whole.light in (Light.AMBER, Light.RED) and not troubled:
        return f"{told} It is what they say together that does."
    return told


def _messages(n: int) -> str:
    return "1 message" if n == 1 else f"{n} messages"


def _of_them(n: int) -> str:
    return "one of them" if n == 1 else f"{n} of them"
