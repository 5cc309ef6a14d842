"""The frame: page set-up, the way between pages, the assistant opened once, and the lines that stand on every page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from assistant import Assistant, AssistantError, Settings
from assistant.backends.chat import remote_writer
from corpus.errors import CorpusError
from ui import widgets
from ui.markup.text import plain
from ui.opening import opened
from ui.pages import ask, check, evals, guidance
from ui.wording import say

STYLE = Path(__file__).with_name("style.css")
# drawn here, not fetched: an icon by name would be asked of a font server
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f5d68" d="M6 3h20a4 4 0 0 1 4 4v13a4 4 0 0 1-4 4H15l-7 6v-6H6'
    'a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z"/><path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round" '
    'd="m10 13.500 4.500 4.500 8-9"/></svg>'
)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def main() -> None:
    """Draw the frame and the page that is open."""
    settings = Settings()
    pages = {
        name: st.Page(partial(run, page, settings), title=say(f"navigation.{name}"), url_path=name, default=name == "ask")
        for name, page in (("ask", ask.page), ("check", check.page), ("guidance", guidance.page), ("evals", evals.page))
    }
    current = st.navigation(list(pages.values()), position="hidden")
    name = f"{current.title} · {say('app.name')}"
    st.set_page_config(page_title=name, page_icon=ICON, layout="centered", initial_sidebar_state="collapsed")
    st.html(STYLE)
    masthead(list(pages.values()), settings)
    current.run()


def run(page: Callable[[Assistant], None], settings: Settings) -> None:
    """Draw a page once the assistant is open, or say why it cannot be."""
    edition = ""
    try:
        assistant = opening(settings)
    except (AssistantError, CorpusError) as error:
        widgets.heading(say("app.cannot_open"))
        widgets.problem(str(error))
    else:
        edition = assistant.corpus.edition
        page(assistant)
    widgets.foot(edition)


def opening(settings: Settings) -> Assistant:
    """The assistant; while its index is built, how far that has come."""
    shown = st.empty()

    def progress(what: str, done: int, total: int) -> None:
        with shown.container():
            st.html(f'<p class="lead">{plain(say("app.opening"))}</p>')
            st.progress(min(1.0, done / max(1, total)), text=say("app.opening_step", what=what, done=f"{done:,}", total=f"{total:,}"))

    assistant = opened(settings, progress)
    shown.empty()
    return assistant


def masthead(pages: list[Page], settings: Settings) -> None:
    """The name, the way to each page, and what happens to the words typed here."""
    with st.container(horizontal=True, key="masthead", vertical_alignment="center"):
        st.html(f'<p class="brand">{plain(say("app.name"))}</p>', width="content")
        for page in pages:
            st.page_link(page)
    st.html(f'<p class="standing">{plain(standing(settings))}</p>')


def standing(settings: Settings) -> str:
    """Where the words typed here go: nowhere, unless the index or the writer is on another machine."""
    writer = remote_writer(settings)
    if writer:
        return say("app.remote_writer", model=writer)
    server = urlsplit(settings.chroma_url or "").hostname
    if server and server not in LOOPBACK:
        return say("app.remote_index", server=server)
    return say("app.local")


if __name__ == "__main__":
    main()
