"""Ask: a conversation about what may be posted, each answer a card."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant import Assistant, Context, Kind, UnusableInput
from assistant.conversation import Conversation, FactName, Reply, converse, drop, with_opinion
from assistant.conversation.follow import is_restart
from ui import as_of, feedback, state, widgets
from ui.pages import before_posting, wording
from ui.wording import entries, say

OWNER = "ask"
FIELDS = tuple(state.name_of(OWNER, field) for field in ("platform", "audience", "role", as_of.FIELD))


def page(assistant: Assistant) -> None:
    """Draw the conversation, take the next message, answer it."""
    said = state.conversation()
    head(is_empty=not said.turns)
    for place, turn in enumerate(said.turns, start=1):
        widgets.question(turn.user)
        # a place of its own above the answer, where the eye is, so that what is open below stays open when the line comes and goes
        under_way = st.container()
        widgets.reply_card(turn.reply, assistant.corpus, f"ask-{place}")
        earlier = tuple(before.user for before in said.turns[: place - 1])
        feedback.thumbs(assistant.settings, turn.reply.advice, Kind.QUESTION, turn.user, f"ask-{place}", earlier, said.told)
    if said.turns:
        widgets.arrive(".asked", "start", len(said.turns))
        quick_replies(said.turns[-1].reply, len(said.turns))
        facts(said)
        before_posting.talk(assistant, said)
    message, context, day = box(is_empty=not said.turns)
    if said.turns and not message and state.waiting() is None:
        worded(assistant, said, day, under_way)
    if not said.turns:
        message = examples() or message
    if message and said.turns and is_restart(message):
        state.start_over()
        st.rerun()
    if message:
        state.pend(message)
    answer(assistant, said, context, day)


def worded(assistant: Assistant, said: Conversation, day: date | None, under_way: DeltaGenerator) -> None:
    """Have the last answer worded by a language model, where one is set and the answer is a whole one; `under_way` shows that it is at it."""
    reply = said.turns[-1].reply
    if reply.is_whole:
        wording.offer(
            assistant, said.last_asked, reply.advice, state.put_turn_advice, under_way, day, lambda *given: with_opinion(assistant, said, *given)
        )  # fmt: skip


def head(is_empty: bool) -> None:
    """The title, and the way back to an empty page."""
    with st.container(horizontal=True, key="ask-head", vertical_alignment="bottom"):
        widgets.heading(say("ask.title"), say("ask.lead") if is_empty else "")
        if not is_empty:
            st.button(say("ask.start_over"), on_click=state.start_over, icon=":material/refresh:")


def quick_replies(reply: Reply, number: int) -> None:
    """The question back, where there is one, and what is often said next, each a press."""
    if reply.asks:
        widgets.question_back(reply.asks.question)
        with st.container(horizontal=True, key="choices"):
            for choice in reply.asks.choices:
                st.button(choice.label, key=f"choice-{number}-{choice.label}", on_click=state.pend, args=(choice.says,))
    if reply.advice.reasons:
        with st.container(horizontal=True, key="quick"):
            for words in entries("ask.quick"):
                st.button(words, key=f"quick-{number}-{words}", type="tertiary", on_click=state.pend, args=(words,))


def facts(said: Conversation) -> None:
    """What the conversation remembers, each to be forgotten by a press."""
    if not said.facts:
        return
    with st.container(horizontal=True, key="facts"):
        widgets.remembered()
        for name, label in widgets.fact_labels(said.facts):
            told = say("ask.forget", fact=label)
            st.button(label, key=f"fact-{name}", icon=":material/close:", help=told, on_click=state.pend_drop, args=(name,))


def box(is_empty: bool) -> tuple[str | None, Context, date | None]:
    """The message just sent, where one was, what was said of where it goes, and the past day it is asked for."""
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
        question = st.chat_input(say("ask.placeholder" if is_empty else "ask.placeholder_next"), key=state.QUESTION)
    return question, context, day


def answer(assistant: Assistant, said: Conversation, context: Context, day: date | None) -> None:
    """Answer what is waiting, add it to the conversation, and draw the page with it.

    A message waits until its answer is held, so one that a rerun, a lost connection or the next message interrupts is answered by
    the next run, in its order.
    """
    waiting = state.waiting()
    if waiting is None:
        return
    try:
        with st.spinner(say("ask.thinking")):
            said = drop(assistant, said, FactName(waiting.drops)) if waiting.drops else converse(assistant, said, waiting.text, context)
            said = as_of_day(said, assistant, day)
    except UnusableInput as error:
        state.refuse(waiting.text, str(error))
    state.put_answered(said)
    st.rerun()


def as_of_day(said: Conversation, assistant: Assistant, day: date | None) -> Conversation:
    """The conversation with its last advice as of a past day, where one was chosen."""
    return said if day is None or said.last is None else said.answered_with(as_of.dated(said.last.advice, assistant, day))


def examples() -> str | None:
    """The example that was pressed, if one was."""
    st.html(f"<h2>{say('ask.examples_title')}</h2>")
    pressed = None
    with st.container(key="examples-ask", horizontal=True):
        for place, question in enumerate(entries("ask.examples")):
            if st.button(question, key=f"example-{place}"):
                pressed = question
    return pressed
