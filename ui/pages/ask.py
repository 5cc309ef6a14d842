"""Ask: a conversation about what may be posted, each answer a card."""

import streamlit as st

from assistant import Assistant, Question, UnusableInput, ask
from ui import state, widgets
from ui.wording import entries, say

OWNER = "ask"
FIELDS = tuple(state.name_of(OWNER, field) for field in ("platform", "audience", "role"))


def page(assistant: Assistant) -> None:
    """Draw the conversation, take the next question, answer it."""
    turns = state.turns()
    with st.container(horizontal=True, key="ask-head", vertical_alignment="bottom"):
        widgets.heading(say("ask.title"), "" if turns else say("ask.lead"))
        if turns:
            st.button(say("ask.start_over"), on_click=state.start_over, icon=":material/refresh:")
    example = None if turns else examples()
    state.restore(*FIELDS)
    with st.expander(say("context.title")):
        context = widgets.context_fields(OWNER)
    state.keep(*FIELDS)
    for place, turn in enumerate(turns, start=1):
        widgets.question(turn.question)
        widgets.answer_card(turn.advice, assistant.corpus, f"ask-{place}")
    if turns:
        widgets.arrive(".asked", len(turns))
    refusal = state.refusal()
    if refusal:
        widgets.problem(refusal, say("ask.edit"))
    asked = st.chat_input(say("ask.placeholder"), key=state.QUESTION) or example
    if not asked:
        return
    try:
        with st.spinner(say("ask.thinking")):
            advice = ask(assistant, Question(asked, context, tuple(turn.question for turn in turns)))
    except UnusableInput as error:
        state.refuse(asked, str(error))
    else:
        state.add_turn(state.Turn(asked, advice))
    st.rerun()


def examples() -> str | None:
    """The example that was pressed, if one was."""
    st.html(f"<h2>{say('ask.examples_title')}</h2>")
    pressed = None
    with st.container(key="examples-ask", horizontal=True):
        for place, question in enumerate(entries("ask.examples")):
            if st.button(question, key=f"example-{place}"):
                pressed = question
    return pressed
