"""What one visitor has typed and been told, in memory for as long as the page is open: the one file that touches it."""

from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assistant import Advice, Context
from assistant.conversation import Conversation
from assistant.paste import DocumentReview, Thread, ThreadReview
from assistant.rewrite import Rewrite
from assistant.sharing import Sharing
from corpus.official.importing import Import
from ui.job import Job

Whole = Thread | ThreadReview | DocumentReview | Sharing
"""What a check of more than one draft comes to."""
QUESTION = "question"
DRAFT = "draft"
# in the place of a thumb, once it is kept
TOLD = "told"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was sent and is not answered yet: a message, or the fact to be forgotten."""

    text: str = ""
    drops: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation, and what is still to be answered in it."""

    said: Conversation = field(default_factory=Conversation)
    queue: tuple[Waiting, ...] = ()
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Check:
    """A draft as it was checked, and what came back."""

    text: str
    advice: Advice


@dataclass(frozen=True, slots=True)
class Checks:
    """The last check, and the one before it."""

    last: Check
    before: Check | None
    number: int
    """Which check of this visit, from 1."""


def conversation() -> Conversation:
    """The conversation so far."""
    return _talk().said


def put_conversation(said: Conversation) -> None:
    """Hold the conversation as it is now."""
    st.session_state["talk"] = replace(_talk(), said=said)


def pend(text: str) -> None:
    """Let a message wait for its answer, behind those that wait already."""
    _pend(Waiting(text=text))


def pend_drop(name: str) -> None:
    """Let a fact wait to be forgotten."""
    _pend(Waiting(drops=name))


def waiting() -> Waiting | None:
    """What waits for its answer, and is next."""
    return next(iter(_talk().queue), None)


def put_answered(said: Conversation) -> None:
    """Hold the conversation with what was next dealt with: at once, for a rerun may come between any two steps."""
    st.session_state["talk"] = Talk(said, _talk().queue[1:])


def _pend(one: Waiting) -> None:
    talk = _talk()
    # a button pressed twice says it once
    if one not in talk.queue[-1:]:
        st.session_state["talk"] = replace(talk, queue=(*talk.queue, one))


def _talk() -> Talk:
    held: Talk = st.session_state.get("talk", Talk())
    return held


def put_turn_advice(advice: Advice) -> None:
    """Put another answer in the place of the last."""
    put_conversation(conversation().answered_with(advice))


def put_check_advice(advice: Advice) -> None:
    """Put another answer in the place of the last check's."""
    held = checks()
    if held:
        st.session_state["checks"] = replace(held, last=replace(held.last, advice=advice))


def job() -> Job | None:
    """The written answer under way, where there is one."""
    held: Job | None = st.session_state.get("job")
    return held


def put_job(begun: Job | None) -> None:
    """Keep a written answer under way; one before it is given up."""
    before = job()
    if before and before is not begun:
        before.stop()
    st.session_state["job"] = begun


def has_agreed() -> bool:
    """The doctor has agreed in this conversation that hidden words go to a model elsewhere."""
    return bool(st.session_state.get("agreed"))


def agree() -> None:
    """Agree, until the conversation starts over or the draft is cleared."""
    st.session_state["agreed"] = True


def start_over() -> None:
    """Forget the conversation."""
    put_job(None)
    for name in ("talk", "refused", "returned", "thumbs", "agreed"):
        st.session_state.pop(name, None)


def refuse(question: str, message: str) -> None:
    """Keep a question that could not be judged, to be put back into the box with the reason."""
    st.session_state["refused"] = message
    st.session_state["returned"] = question


def refusal() -> str | None:
    """Why the last question could not be judged, told once; its words go back into the box."""
    returned = st.session_state.pop("returned", None)
    if returned is not None:
        st.session_state[QUESTION] = returned
    message: str | None = st.session_state.pop("refused", None)
    return message


def checks() -> Checks | None:
    """The checks of the draft in hand, where there was one."""
    made: Checks | None = st.session_state.get("checks")
    return made


def add_check(text: str, advice: Advice) -> None:
    """Make it the last check; the last becomes the one before. Counted on over another draft, under which nothing of the first may stand."""
    earlier = checks()
    number = st.session_state["checks-made"] = st.session_state.get("checks-made", 0) + 1
    st.session_state["checks"] = Checks(Check(text, advice), earlier.last if earlier else None, number)


def rewriting() -> Rewrite | None:
    """The rewrite of the draft last checked, where one was asked for."""
    made, number = st.session_state.get("rewriting", (None, 0))
    held = checks()
    return made if held and held.number == number else None


def put_rewriting(made: Rewrite) -> None:
    """Keep the rewrite of the draft last checked, until the next check."""
    held = checks()
    st.session_state["rewriting"] = (made, held.number if held else 0)


def use_rewrite(text: str) -> None:
    """Put a rewrite in the place of the draft, to be checked at once."""
    st.session_state[DRAFT] = text
    st.session_state["check-wanted"] = True


def whole() -> Whole | None:
    """The conversation, parts or sharing in hand, where the last thing checked was one."""
    held: Whole | None = st.session_state.get("whole")
    return held


def put_whole(made: Whole | None) -> None:
    """Keep what was made of more than one draft; a conversation or a sharing takes the place of the draft's check."""
    st.session_state["whole"] = made
    if isinstance(made, Thread | ThreadReview | Sharing):
        st.session_state.pop("checks", None)


def keep_text(other: str, own: str) -> None:
    """Remember the two texts that a sharing was weighed from."""
    st.session_state["sharing-text"] = (other, own)


def kept_text() -> tuple[str, str]:
    """Those two: the other person's words, and one's own."""
    held: tuple[str, str] = st.session_state.get("sharing-text", ("", ""))
    return held


def want_as_one() -> None:
    """Have the text in the box checked as one draft, whatever it looks like."""
    st.session_state["whole"] = None
    st.session_state["as-one"] = st.session_state["check-wanted"] = True


def is_as_one_wanted() -> bool:
    """The text is to be taken for one draft; told once."""
    return bool(st.session_state.pop("as-one", False))


def take_words(text: str) -> None:
    """Put the words of a file into the box, to be checked at once."""
    st.session_state[DRAFT] = text
    st.session_state["check-wanted"] = True
    for name in ("checks", "whole", "file-refused"):
        st.session_state.pop(name, None)


def uploaded(key: str) -> UploadedFile | None:
    """The file that an uploader holds."""
    given: UploadedFile | None = st.session_state.get(key)
    return given


def refuse_file(message: str) -> None:
    """Keep why a file could not be read, until another is given."""
    st.session_state["file-refused"] = message


def file_refusal() -> str | None:
    """Why the file given could not be read."""
    told: str | None = st.session_state.get("file-refused")
    return told


def clear_draft() -> None:
    """Forget the draft and its checks."""
    put_job(None)
    for name in ("checks", "rewriting", "whole", "file-refused", "agreed"):
        st.session_state.pop(name, None)
    put_draft("", Context())


def put_draft(text: str, context: Context) -> None:
    """Fill the fields of the draft."""
    st.session_state[DRAFT] = text
    for name in ("platform", "audience", "role"):
        st.session_state[name_of(DRAFT, name)] = getattr(context, name)


def check_example(text: str, context: Context) -> None:
    """Begin anew with an example, to be checked at once."""
    for name in ("checks", "whole"):
        st.session_state.pop(name, None)
    put_draft(text, context)
    st.session_state["check-wanted"] = True


def is_check_wanted() -> bool:
    """A check was asked for by other means than its button; told once."""
    return bool(st.session_state.pop("check-wanted", False))


def choose_thumb(key: str, thumb: str) -> None:
    """Remember which thumb was pressed under an answer."""
    st.session_state["thumbs"] = _thumbs() | {key: thumb}


def thumb(key: str) -> str | None:
    """The thumb pressed under an answer and not yet sent."""
    return _thumbs().get(key)


def note_told(key: str) -> None:
    """What was thought of an answer has been kept."""
    st.session_state["thumbs"] = _thumbs() | {key: TOLD}


def has_told(key: str) -> bool:
    """Whether it has."""
    return thumb(key) == TOLD


def _thumbs() -> dict[str, str]:
    held: dict[str, str] = st.session_state.get("thumbs", {})
    return held


def keep_import(made: Import) -> None:
    """Remember what was just imported, for the report."""
    st.session_state["import"] = made


def last_import() -> Import | None:
    """What was imported last while this page is open."""
    made: Import | None = st.session_state.get("import")
    return made


def restore(*names: str) -> None:
    """Put back what a widget held before its page was left: a widget that is not drawn forgets."""
    for name in names:
        if name not in st.session_state and name in _kept():
            st.session_state[name] = _kept()[name]


def keep(*names: str) -> None:
    """Remember what widgets hold, for `restore`."""
    st.session_state["kept"] = _kept() | {name: st.session_state[name] for name in names if name in st.session_state}


def name_of(owner: str, field: str) -> str:
    """The name under which a page's field is held."""
    return f"{owner}-{field}"


def _kept() -> dict[str, Any]:
    held: dict[str, Any] = st.session_state.get("kept", {})
    return held
