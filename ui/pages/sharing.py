"""On the draft page: a like, a share or a comment, with the other person's words."""

import streamlit as st

from assistant import Assistant, UnusableInput
from assistant.pipeline import review_sharing
from assistant.sharing import About, Sharing
from ui import state, widgets
from ui.markup import answer, draft
from ui.markup.text import section
from ui.wording import say, table

OWN = "own"


def doing() -> About | None:
    """What the doctor is about to do with somebody else's words; None for words of one's own."""
    names = table("doing.names")
    state.restore("doing")
    chosen = st.radio(say("doing.title"), list(names), format_func=names.__getitem__, key="doing", horizontal=True)
    state.keep("doing")
    return None if chosen in (None, OWN) else About(chosen)


def page(assistant: Assistant, about: About) -> None:
    """Take the other words, and one's own where there may be some; check and draw."""
    state.restore(state.OTHER)
    other = st.text_area(say("doing.other"), key=state.OTHER, height=150, placeholder=say("doing.other_placeholder"))
    state.keep(state.OTHER)
    own = "" if about is About.LIKE else st.text_area(say("doing.own"), key=state.DRAFT, height=100)
    context = widgets.context_fields(state.DRAFT)
    if st.button(say("doing.button"), type="primary", key="check-sharing"):
        try:
            with st.spinner(say("check.thinking")):
                state.put_whole(review_sharing(assistant, about, other, own, context))
        except UnusableInput as error:
            state.put_whole(None)
            widgets.problem(str(error), say("check.keep"))
            return
        state.keep_text(other, own)
    made = state.whole()
    if isinstance(made, Sharing) and made.about is about:
        card(assistant, made)


def card(assistant: Assistant, made: Sharing) -> None:
    """The verdict, the words that decided it marked, and why."""
    other, own = state.kept_text()
    marked = other if made.judged == "other" else own
    advice = made.advice
    with widgets.card(advice.light, "sharing"):
        st.html(answer.verdict(advice))
        if advice.findings:
            st.html(section(table("doing.judged")[made.judged]) + draft.marked_words(marked, advice.findings))
        titles = {issue: entry.title for issue, entry in assistant.playbook.entries.items()}
        for part in filter(None, (draft.findings(advice, assistant.corpus, titles), answer.reasons(advice.reasons, assistant.corpus))):
            st.html(part)
        widgets.rest(advice, assistant.corpus)
    widgets.arrive(".verdict", "center", len(marked))
