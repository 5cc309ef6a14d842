"""Evals: how good the answers were when they were last measured here, and where they were worst."""

from pathlib import Path

import streamlit as st

from assistant import Assistant
from ui import widgets
from ui.markup import evals
from ui.markup.text import plain
from ui.stored_report import Found, newest
from ui.wording import say


def page(assistant: Assistant) -> None:
    """Draw the newest report, or say how to make one."""
    widgets.heading(say("evals.title"), say("evals.lead"))
    found = newest(assistant.settings, Path())
    if found is None:
        st.html(f'<p class="notice">{plain(say("evals.none"))}</p>')
        st.code(say("evals.command"), language=None)
        return
    report = found.report
    st.html("".join(f'<p class="notice">{plain(note)}</p>' for note in report.notes) + evals.headline(report) + evals.made_by(found))
    whole(found)
    # the set whose judgements others published, where it was run
    shown = next((one.name for one in report.sets if one.name == "expert"), report.sets[0].name if report.sets else "")
    for part in (evals.people(report.people), evals.trend(report.past, shown), evals.worst(report)):
        if part:
            st.html(part)


def whole(found: Found) -> None:
    """A button that hands over the whole report, a page that opens without a network."""
    if found.page is not None:
        st.download_button(say("evals.open"), found.page.read_bytes(), file_name="evaluation.html", mime="text/html", help=say("evals.open_help"))
