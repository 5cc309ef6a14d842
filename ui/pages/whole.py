"""On the draft page: words from a file, a conversation pasted whole, and how the parts of a long text fare."""

import streamlit as st

from assistant import Assistant, Context, UnusableInput
from assistant.paste import DocumentReview, Thread, ThreadReview
from assistant.paste.files import words_of
from assistant.pipeline import review_thread
from ui import state, widgets
from ui.markup import whole as markup
from ui.markup.text import label, plain
from ui.wording import count, say

ENDINGS = ["docx", "pdf", "txt", "html", "htm"]
UPLOAD = "draft-file"
MOST_MB = 40


def upload() -> None:
    """Take a file and put its words into the box."""
    with st.expander(say("whole.file")):
        st.file_uploader(say("whole.upload"), type=ENDINGS, key=UPLOAD, max_upload_size=MOST_MB, on_change=take)
        if told := state.file_refusal():
            widgets.problem(told)


def take() -> None:
    """Read the file just given."""
    given = state.uploaded(UPLOAD)
    if given is None:
        return
    try:
        state.take_words(words_of(given.name, given.getvalue()))
    except UnusableInput as error:
        state.refuse_file(str(error))


def conversation(assistant: Assistant, held: Thread | ThreadReview, context: Context) -> None:
    """Ask which speaker the doctor is; then each of those messages where it stands."""
    if isinstance(held, Thread):
        who(assistant, held, context)
        return
    with widgets.card(held.verdict.light, "conversation"):
        st.html(markup.summary(held))
        for n, made in enumerate(held.troubled, start=1):
            st.html(markup.message(n, made, assistant.corpus))
        st.html(markup.standing(held))
    st.button(say("whole.again"), key="speaker-again", on_click=state.put_whole, args=(held.thread,))
    widgets.arrive(".verdict", "center", len(held.messages))


def who(assistant: Assistant, thread: Thread, context: Context) -> None:
    """A button for each speaker, and one for a text that only looks like a conversation."""
    st.html(f'<h2>{plain(say("whole.who"))}</h2><p>{plain(say("whole.conversation", messages=count("whole.messages", len(thread.messages))))}</p>')
    chosen = None
    with st.container(horizontal=True, key="speakers"):
        for n, (name, messages) in enumerate(thread.speakers.items()):
            # a name from outside, and Streamlit reads a label as Markdown
            if st.button(label(say("whole.speaker", name=name, messages=count("whole.messages", messages))), key=f"speaker-{n}"):
                chosen = name
    st.button(say("whole.as_one"), key="as-one-draft", on_click=state.want_as_one)
    if chosen is None:
        return
    shown = st.progress(0.0, text=say("whole.reading"))

    def progress(done: int, total: int) -> None:
        shown.progress(done / total, text=say("whole.read", done=done, total=total))

    made = review_thread(assistant, thread, chosen, context, progress)
    state.put_whole(made)
    st.rerun()


def parts(made: DocumentReview) -> None:
    """How each part of a long text fares."""
    st.html(markup.parts(made))
