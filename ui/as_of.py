"""A past day to answer for: the field, and the advice as the guidance stood then."""

from datetime import UTC, date, datetime

import streamlit as st

from assistant import Advice, Assistant
from assistant.as_of import as_of
from corpus.official.store import Store
from ui import state
from ui.markup.text import plain
from ui.wording import say

FIELD = "as-of"
# before this day no guidance on posting was in force
EARLIEST = date(2009, 1, 1)


def field(owner: str) -> date | None:
    """The day chosen on a page, or None for today."""
    chosen = st.date_input(
        say("as_of.label"), value=None, min_value=EARLIEST, max_value=datetime.now(UTC).date(), format="DD/MM/YYYY",
        key=state.name_of(owner, FIELD),
    )  # fmt: skip
    st.html(f'<p class="aside">{plain(say("as_of.note"))}</p>')
    return chosen if isinstance(chosen, date) else None


def dated(advice: Advice, assistant: Assistant, day: date | None) -> Advice:
    """The advice with the paragraphs that were in force on a day, where one was chosen."""
    if day is None:
        return advice
    return as_of(advice, day, assistant.corpus, Store(assistant.settings.official_home), assistant.index.encoder)
