"""Below a checked draft: a pause, the rewrite edit by edit, a record to keep; above it, a picture that goes with it."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from assistant import Advice, Assistant, Draft, Light, UnusableInput, rewrite
from assistant import pause as pause_step
from assistant.conversation import Conversation
from assistant.conversation.record import talk_record
from assistant.images import look_at
from assistant.record import AnyRecord, Record, as_markdown, as_pdf
from assistant.rewrite import Rewrite, apply
from ui import state, widgets
from ui.markup import review
from ui.markup.text import plain, section
from ui.wording import say


def picture() -> None:
    """Take a picture, tell what its file holds, and offer it without; nothing of it is kept."""
    with st.expander(say("picture.title")):
        given = st.file_uploader(say("picture.upload"), type=["png", "jpg", "jpeg"], key="picture", max_upload_size=30)
        if given is None:
            return
        try:
            seen = look_at(given.getvalue())
        except UnusableInput as error:
            widgets.problem(str(error))
            return
        st.html(review.picture(seen))
        if seen.hidden:
            ending = "jpg" if seen.kind == "JPEG" else "png"
            st.download_button(say("picture.clean"), seen.clean, f"picture.{ending}", f"image/{seen.kind.lower()}", key="clean-picture", on_click="ignore")


def pause(assistant: Assistant, draft: Draft, advice: Advice) -> None:
    """Three questions and a holding reply, where the draft or the hour calls for them."""
    made = pause_step(assistant, draft, advice, datetime.now().astimezone().hour)
    if made is None:
        return
    with st.container(key="pausing"):
        st.html(review.pause(made))
        st.code(made.holding, language=None, wrap_lines=True)


def rewriting(assistant: Assistant, draft: Draft, checks: state.Checks) -> None:
    """Suggest a rewrite when asked; each edit can be taken or left, and the result checked again."""
    if checks.last.advice.light not in (Light.AMBER, Light.RED):
        return
    made = state.rewriting()
    if made is None:
        if st.button(say("rewrite.button"), key="rewrite"):
            with st.spinner(say("rewrite.thinking")):
                state.put_rewriting(rewrite(assistant, draft, checks.last.advice))
            st.rerun()
        return
    with st.container(key="rewriting"):
        st.html(f'{section(say("rewrite.title"))}<p>{plain(made.note)}</p>')
        if made.text is None:
            widgets.instead(made.instead)
        else:
            edits(draft.text, made, checks.number)


def edits(text: str, made: Rewrite, number: int) -> None:
    """Every edit with its box to tick, then the draft with those that are ticked."""
    taken = []
    for n, edit in enumerate(made.edits, start=1):
        # the label is ours alone: Streamlit reads it as Markdown
        if st.checkbox(say("rewrite.accept", n=n), value=True, key=f"edit-{number}-{n}"):
            taken.append(edit)
        st.html(review.edit(n, edit))
    result = apply(text, taken)
    st.html(section(say("rewrite.result")))
    if len(taken) < len(made.edits):
        st.html(f'<p class="notice">{plain(say("rewrite.partly"))}</p>')
    st.code(result, language=None, wrap_lines=True)
    st.button(say("rewrite.use"), on_click=state.use_rewrite, args=(result,), key="use-rewrite", type="primary")


def record(assistant: Assistant, draft: Draft, advice: Advice) -> None:
    """Offer the advice as a file, made when its button is pressed and kept nowhere."""
    as_files(assistant, "record", say("record.words"), lambda note, keep_words: Record(draft, advice, datetime.now().astimezone(), note, keep_words))


def talk(assistant: Assistant, said: Conversation) -> None:
    """Offer the conversation so far as a file, as `record` does an advice."""
    as_files(assistant, "talk", say("record.words_said"), lambda note, keep_words: talk_record(said, datetime.now().astimezone(), note, keep_words))


@st.fragment
def as_files(assistant: Assistant, name: str, label: str, recorded: Callable[[str, bool], AnyRecord]) -> None:
    """What a record keeps (`label` asks), a note, and the two forms of it. `name`: of its widgets.

    Drawn apart from the page: a download pressed while the page draws itself again would be lost, and this part is drawn at once.
    """
    with st.expander(say("record.title")):
        st.html(f"<p>{plain(say('record.lead'))}</p>")
        words = st.radio(label, [say("record.keep"), say("record.fingerprint")], key=f"{name}-words", horizontal=True)
        note = st.text_area(say("record.note"), key=f"{name}-note", height=80)
        keep_words = words == say("record.keep")
        made = recorded(note, keep_words)
        st.html(f'<p class="notice">{plain(say("record.with_words" if keep_words else "record.without_words"))}</p>')
        with st.container(horizontal=True):
            st.download_button(say("record.markdown"), lambda: as_markdown(made, assistant.corpus).encode(), "advice-record.md", "text/markdown", key=f"{name}-md", on_click="ignore")
            st.download_button(say("record.pdf"), lambda: as_pdf(made, assistant.corpus), "advice-record.pdf", "application/pdf", key=f"{name}-pdf", on_click="ignore")
