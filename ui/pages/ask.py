"""Ask: a conversation about what may be posted, each answer a card."""

from datetime import date

import streamlit as st

from assistant import Assistant, Context, Question, UnusableInput, ask
from ui import as_of, state, widgets
from ui.pages import wording
from ui.wording import entries, say

OWNER = "ask"
FIELDS = tuple(state.name_of(OWNER, field) for field in ("platform", "audience", "role", as_of.FIELD))


def page(assistant: Assistant) -> None:
    """Draw the conversation, take the next question, answer it."""
    turns = state.turns()
    head(is_empty=not turns)
    for place, turn in enumerate(turns, start=1):
        widgets.question(turn.question)
        widgets.answer_card(turn.advice, assistant.corpus, f"ask-{place}")
    if turns:
        last = turns[-1]
        request = Question(last.question, last.context, tuple(turn.question for turn in turns[:-1]))
        wording.offer(assistant, request, last.advice, state.put_turn_advice, last.day)
        widgets.arrive(".asked", "start", len(turns))
    question, context, day = box(is_empty=not turns)
    if not turns:
        question = examples() or question
    if question:
        answer(assistant, Question(question, context, tuple(turn.question for turn in turns)), day)


def head(is_empty: bool) -> None:
    """The title, and the way back to an empty page."""
    with st.container(horizontal=True, key="ask-head", vertical_alignment="bottom"):
        widgets.heading(say("ask.title"), say("ask.lead") if is_empty else "")
        if not is_empty:
            st.button(say("ask.start_over"), on_click=state.start_over, icon=":material/refresh:")


def box(is_empty: bool) -> tuple[str | None, Context, date | None]:
    """The question just sent, where one was, what was said of where it goes, and the past day it is asked for."""
    state.restore(*FIELDS)
    # on an empty page the question comes first; under a conversation it stays in sight, at the foot of the window
    first = st.container(key="ask-first") if is_empty else None
    with st.expander(say("context.title")):
        context = widgets.context_fields(OWNER)
        day = as_of.field(OWNER)
    state.keep(*FIELDS)
    with first or st.container(key="ask-box"):
        refusal = state.refusal()
        if refusal:
            widgets.problem(refusal, say("ask.edit"))
        question = st.chat_input(say("ask.placeholder"), key=state.QUESTION)
    return question, context, day


def answer(assistant: Assistant, question: Question, day: date | None) -> None:
    """Add what the assistant answers to the conversation, or say why it cannot, and draw the page with it."""
    try:
        with st.spinner(say("ask.thinking")):
            advice = as_of.dated(ask(assistant, question), assistant, day)
    except UnusableInput as error:
        state.refuse(question.text, str(error))
    else:
        state.add_turn(state.Turn(question.text, advice, question.context, day))
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
