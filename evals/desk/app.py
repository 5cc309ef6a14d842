"""The labelling desk's page; `canipost label` starts it.

Arguments: the database's URL, then case files.
"""

import sys
from pathlib import Path

import streamlit as st

from assistant.pipeline import Assistant, open_assistant
from evals.desk import draw
from evals.desk.store import Store
from evals.load import load_sets
from evals.models import Case

VIEWS = {"Judge": draw.judge, "Agreement": draw.agreement, "Settle": draw.settle}


@st.cache_resource(show_spinner="Opening the guidance ...")
def assistant() -> Assistant:
    """The assistant whose answer is shown after an annotator has committed."""
    return open_assistant()


@st.cache_resource(show_spinner=False)
def desk(url: str, files: tuple[str, ...]) -> tuple[Store, tuple[Case, ...]]:
    """The database, and the single requests of the case files; a conversation is judged turn by turn elsewhere."""
    cases = [case for case_set in load_sets([Path(file) for file in files], candidates=True) for case in case_set.cases]
    return Store(url), tuple(case for case in cases if not case.is_conversation)


def main(url: str, files: tuple[str, ...]) -> None:
    """Draw the page."""
    st.set_page_config(page_title="Labelling desk", layout="centered")
    st.title("Labelling desk")
    name = draw.signed_in()
    if name is None:
        return
    store, cases = desk(url, files)
    view = st.segmented_control("View", list(VIEWS), default="Judge", key="view", required=True, label_visibility="collapsed")
    VIEWS[view or "Judge"](draw.Desk(store, cases, assistant, name))


main(sys.argv[1], tuple(sys.argv[2:]))
