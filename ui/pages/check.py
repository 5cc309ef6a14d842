"""Check a draft: the words before they are sent, what is wrong with them, and what changed since the last check."""

from datetime import date

import streamlit as st

from assistant import Advice, Assistant, Context, Draft, Kind, UnusableInput, review
from assistant.paste import DocumentReview, Thread, ThreadReview, in_parts, is_long, read_thread, review_document
from ui import as_of, feedback, state, widgets
from ui.markup.text import plain
from ui.pages import before_posting, sharing, whole, wording
from ui.wording import entries, say

FIELDS = (state.DRAFT, *(state.name_of(state.DRAFT, field) for field in ("platform", "audience", "role", as_of.FIELD)))


def page(assistant: Assistant) -> None:
    """Take a draft, check it, draw the answer under it; edit above and check again."""
    checks = state.checks()
    widgets.heading(say("check.title"), say("check.lead"))
    state.restore(*FIELDS)
    if about := sharing.doing():
        sharing.page(assistant, about)
        state.keep(*FIELDS)
        return
    label = say("check.text")
    text = st.text_area(label, key=state.DRAFT, height=190, placeholder=say("check.placeholder"))
    context = widgets.context_fields(state.DRAFT)
    with st.expander(say("as_of.title")):
        day = as_of.field(state.DRAFT)
    state.keep(*FIELDS)
    whole.upload()
    before_posting.picture()
    if buttons(again=checks is not None) or state.is_check_wanted():
        check(assistant, text, context, day)
    held = state.whole()
    if isinstance(held, Thread | ThreadReview):
        whole.conversation(assistant, held, context)
        return
    if checks is None:
        examples()
        return
    # places of their own, so that what is open in the answer stays open when these lines come and go
    with st.container():
        if text != checks.last.text:
            st.html(f'<p class="notice">{plain(say("check.stale"))}</p>')
    under_way = st.container()
    widgets.draft_card(checks, assistant.corpus, {issue: entry.title for issue, entry in assistant.playbook.entries.items()})
    if isinstance(held, DocumentReview) and held.text == checks.last.text:
        whole.parts(held)
    feedback.thumbs(assistant.settings, checks.last.advice, Kind.DRAFT, checks.last.text, f"draft-{checks.number}", context=context)
    draft = Draft(checks.last.text, context)
    wording.offer(assistant, draft, checks.last.advice, state.put_check_advice, under_way, day)
    before_posting.pause(assistant, draft, checks.last.advice)
    before_posting.rewriting(assistant, draft, checks)
    before_posting.record(assistant, draft, checks.last.advice)
    widgets.arrive(".verdict", "center", checks.number)


def buttons(again: bool) -> bool:
    """Whether the draft is to be checked now."""
    with st.container(horizontal=True, key="check-buttons"):
        pressed = st.button(say("check.again" if again else "check.button"), type="primary", key="check")
        if again:
            st.button(say("check.clear"), on_click=state.clear_draft)
    return pressed


def check(assistant: Assistant, text: str, context: Context, day: date | None) -> None:
    """Keep what the assistant makes of the draft and draw the page with it, or say why it can make nothing of it."""
    thread = None if state.is_as_one_wanted() else read_thread(text)
    if thread:
        state.put_whole(thread)
        st.rerun()
    try:
        with st.spinner(say("check.thinking")):
            advice = closely(assistant, text, context) if is_long(text) else review(assistant, Draft(text, context))
            advice = as_of.dated(advice, assistant, day)
    except UnusableInput as error:
        widgets.problem(str(error), say("check.keep"))
    else:
        if not is_long(text):
            state.put_whole(None)
        state.add_check(text, advice)
        st.rerun()


def closely(assistant: Assistant, text: str, context: Context) -> Advice:
    """The advice that leads on a long text, read whole and part by part; how its parts fare is kept."""
    made = review_document(in_parts(text), context, assistant.settings.max_draft, lambda draft: review(assistant, draft))
    state.put_whole(made)
    return made.lead


def examples() -> None:
    """Drafts to try, each checked at a press."""
    st.html(f"<h2>{plain(say('check.examples_title'))}</h2>")
    with st.container(key="examples-check", horizontal=True):
        for example in entries("check.examples"):
            context = Context(platform=example["platform"], audience=example["audience"], role=example["role"])
            st.button(example["name"], on_click=state.check_example, args=(example["text"], context))
