"""Check a draft: the words before they are sent, what is wrong with them, and what changed since the last check."""

import streamlit as st

from assistant import Assistant, Context, Draft, UnusableInput, review
from ui import state, widgets
from ui.markup.text import plain
from ui.wording import entries, say

FIELDS = (state.DRAFT, *(state.name_of(state.DRAFT, field) for field in ("platform", "audience", "role")))


def page(assistant: Assistant) -> None:
    """Take a draft, check it, draw the answer under it; edit above and check again."""
    widgets.heading(say("check.title"), say("check.lead"))
    state.restore(*FIELDS)
    text = st.text_area(
        say("check.text"), key=state.DRAFT, height=190, placeholder=say("check.placeholder"),
    )  # fmt: skip
    context = widgets.context_fields(state.DRAFT)
    state.keep(*FIELDS)
    pressed = buttons()
    if pressed or state.is_check_wanted():
        check(assistant, text, context)
    checks = state.checks()
    if checks is None:
        examples()
        return
    titles = {issue: entry.title for issue, entry in assistant.playbook.entries.items()}
    if text != checks.last.text:
        st.html(f'<p class="notice">{plain(say("check.stale"))}</p>')
    widgets.draft_card(checks, assistant.corpus, titles)
    if pressed:
        widgets.arrive(".verdict", checks.number)


def buttons() -> bool:
    """Whether the draft is to be checked now."""
    again = state.checks() is not None
    with st.container(horizontal=True, key="check-buttons"):
        pressed = st.button(say("check.again" if again else "check.button"), type="primary", key="check")
        if again:
            st.button(say("check.clear"), on_click=state.clear_draft)
    return pressed


def check(assistant: Assistant, text: str, context: Context) -> None:
    """Keep what the assistant makes of the draft, or say why it can make nothing of it."""
    try:
        with st.spinner(say("check.thinking")):
            advice = review(assistant, Draft(text, context))
    except UnusableInput as error:
        widgets.problem(str(error), say("check.keep"))
    else:
        state.add_check(text, advice)


def examples() -> None:
    """Drafts to try, each checked at a press."""
    st.html(f"<h2>{plain(say('check.examples_title'))}</h2>")
    with st.container(key="examples-check", horizontal=True):
        for example in entries("check.examples"):
            context = Context(platform=example["platform"], audience=example["audience"], role=example["role"])
            st.button(example["name"], on_click=state.check_example, args=(example["text"], context))
