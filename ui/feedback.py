"""Thumbs under an answer, with a reason: kept on this machine, the words only where the box is ticked."""

from datetime import UTC, datetime

import streamlit as st

from assistant import Advice, AssistantError, Context, Kind, Settings
from assistant.feedback import Feedback, Store, Thumb, own_url
from ui import state, widgets
from ui.wording import say, table

# which reasons are offered under which thumb
OFFERED = {
    Thumb.UP: ("clear", "right-paragraph", "saved-me", "other"),
    Thumb.DOWN: ("too-strict", "too-lenient", "wrong-paragraph", "misunderstood", "hard-to-read", "other"),
}


def thumbs(settings: Settings, advice: Advice, kind: Kind, text: str, key: str, turns: tuple[str, ...] = (), context: Context | None = None) -> None:
    """Ask whether the answer helped; keep what is said when it is sent, and nothing before."""
    with st.container(key=f"thumbs-{key}"):
        if state.has_told(key):
            st.html(f'<p class="aside" role="status">{say("feedback.thanks")}</p>')
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="aside">{say("feedback.ask")}</p>', width="content")
            for thumb, icon in ((Thumb.UP, ":material/thumb_up:"), (Thumb.DOWN, ":material/thumb_down:")):
                st.button(say(f"feedback.{thumb.value}"), icon=icon, key=f"thumb-{thumb.value}-{key}", on_click=state.choose_thumb, args=(key, thumb.value))
        chosen = state.thumb(key)
        if chosen:
            _form(settings, advice, kind, text, key, turns, context or Context(), Thumb(chosen))


def _form(settings: Settings, advice: Advice, kind: Kind, text: str, key: str, turns: tuple[str, ...], context: Context, thumb: Thumb) -> None:
    """Why, in a press or two, and whether the words may be kept."""
    names = table("feedback_reasons")
    with st.form(f"why-{key}", border=False):
        reasons = st.pills(say(f"feedback.why_{thumb.value}"), list(OFFERED[thumb]), selection_mode="multi", format_func=names.__getitem__, key=f"reasons-{key}")
        consent = st.checkbox(say("feedback.consent"), key=f"consent-{key}")
        comment = st.text_input(say("feedback.comment"), key=f"comment-{key}", max_chars=500)
        sent = st.form_submit_button(say("feedback.send"))
    if not sent:
        return
    given = Feedback(
        thumb=thumb, reasons=tuple(reasons), kind=kind.value, verdict=advice.verdict, confidence=advice.confidence,
        issues=tuple(issue.value for issue in advice.issues),
        cited=tuple(dict.fromkeys(c.paragraph for reason in advice.reasons for c in reason.citations)), corpus_edition=advice.corpus_edition,
        consent=consent, text=text, turns=turns, context=context, comment=comment, saved=datetime.now(UTC),
    )  # fmt: skip
    try:
        Store(own_url(settings)).save(given)
    except AssistantError as error:
        widgets.problem(str(error))
        return
    state.note_told(key)
    st.rerun()
