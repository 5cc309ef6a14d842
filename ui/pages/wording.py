"""The answer in a language model's words: the standard answer is on the page already, and gives way once the other has passed."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant import Advice, Assistant, AssistantError, Settings
from assistant.backends.chat import LangChainModel, open_model
from assistant.models import Request
from assistant.pipeline import can_be_worded, outgoing, second_opinion, write
from assistant.writing import unworded
from ui import state
from ui.job import Job
from ui.markup.text import plain, theirs
from ui.wording import say

EVERY = 0.5

Put = Callable[[Advice], None]
Opinion = Callable[[LangChainModel, bool, Callable[[], bool]], Advice | None]
"""The advice with the model's judgement counted in, from the model, whether the doctor agreed, and a way to stop."""


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs={Settings: Settings.model_dump_json})
def opened(settings: Settings) -> LangChainModel | str | None:
    """The model, why it cannot be opened, or None where none is set."""
    try:
        return open_model(settings)
    except AssistantError as error:
        return str(error)


def offer(
    assistant: Assistant, request: Request, advice: Advice, put: Put, under_way: DeltaGenerator, day: date | None = None, opinion: Opinion | None = None
) -> None:  # fmt: skip
    """Have the last answer worded, where a model is set; `put` takes the answer that comes in its place.

    `under_way` is where a line says so meanwhile: above the answer, for it is the answer that will change.
    An answer for a past `day` stays as it is: a model is given today's paragraphs. `opinion` counts the model's own
    judgement in, where a request alone does not say how it was judged.
    """
    if day is not None or not assistant.settings.writer or advice.written is not None or not can_be_worded(advice):
        return
    model = opened(assistant.settings)
    if isinstance(model, str):
        put(unworded(advice, assistant.settings.writer, model))
        st.rerun()
    if model is None or not (model.is_local or is_agreed(assistant, request, advice, model)):
        return
    job = state.job()
    if job is None or job.request != request:
        agreed = state.has_agreed()
        counted = opinion or (lambda *given: second_opinion(assistant, request, *given))
        job = Job(request, lambda stop: worded(assistant, request, advice, model, agreed, stop, counted))
        state.put_job(job)
    if job.is_done:
        state.put_job(None)
        put(job.made or unworded(advice, model.name, say("writing.broke")))
        st.rerun()
    with under_way:
        waiting(job, model.name)


def worded(
    assistant: Assistant, request: Request, advice: Advice, model: LangChainModel, agreed: bool, stop: Callable[[], bool], opinion: Opinion
) -> Advice:  # fmt: skip
    """The advice in the model's words, its own judgement counted in first where that was calibrated and switched on."""
    return write(assistant, request, opinion(model, agreed, stop) or advice, model, agreed, stop)


@st.fragment(run_every=EVERY)
def waiting(job: Job, name: str) -> None:
    """A quiet line until the words are there; none of them is shown before all are checked."""
    if job.is_done:
        st.rerun()
    with st.container(horizontal=True, key="writing", vertical_alignment="center"):
        st.html(f'<p class="aside">{plain(say("writing.waiting", model=name))}</p>')
        st.button(say("writing.keep"), on_click=job.stop, key="writing-keep", type="tertiary")


def is_agreed(assistant: Assistant, request: Request, advice: Advice, model: LangChainModel) -> bool:
    """Whether the doctor has agreed in this conversation; else shows exactly what would be sent, and asks."""
    if state.has_agreed():
        return True
    going = outgoing(assistant, request, advice, model)
    if going.redaction.unsure or not going.messages:
        st.html(f'<p class="aside">{plain(say("writing.unsure", model=model.name, why=", ".join(going.redaction.unsure) or say("writing.long")))}</p>')
        return False
    st.html(f'<p class="notice">{plain(say("writing.ask", model=model.name))}</p>')
    with st.expander(say("writing.shown")):
        st.html(f'<pre class="sent">{theirs(going.text)}</pre>')
    st.button(say("writing.agree", model=model.name), on_click=state.agree, key="writing-agree")
    return False
