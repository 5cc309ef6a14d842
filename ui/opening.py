"""The assistant, opened once for everyone and again when its index has changed."""

from collections.abc import Callable
from threading import Lock

import streamlit as st

from assistant import Assistant, Settings, open_assistant
from assistant.index import CURRENT

Progress = Callable[[str, int, int], None]


class Place:
    """Holds one opened assistant; whoever comes first opens it, the others wait."""

    def __init__(self) -> None:
        """Begin empty."""
        self._lock = Lock()
        self._held: Assistant | None = None

    def take(self, settings: Settings, progress: Progress) -> Assistant:
        """The assistant, opened if need be. Raises as open_assistant does, and may be tried again."""
        with self._lock:
            if self._held is None:
                self._held = open_assistant(settings, progress)
            return self._held

    def put(self, assistant: Assistant) -> None:
        """Hold an assistant that is open already."""
        with self._lock:
            self._held = self._held or assistant


@st.cache_resource(show_spinner=False, max_entries=2, hash_funcs={Settings: Settings.model_dump_json})
def place(settings: Settings, fingerprint: str) -> Place:
    """The one Place for these settings and the index of this fingerprint.

    Opening happens outside the cache: a build draws its progress, and a failed one is tried again.
    """
    return Place()


def opened(settings: Settings, progress: Progress) -> Assistant:
    """The assistant on the index in use now; another process may have swapped in a new one since the last call."""
    assistant = place(settings, current_index(settings)).take(settings, progress)
    place(settings, assistant.index.fingerprint).put(assistant)
    return assistant


def renew() -> None:
    """Let everyone open the assistant anew: the guidance held has changed."""
    place.clear()


def current_index(settings: Settings) -> str:
    """Fingerprint of the index in use, or '' before there is one."""
    try:
        return (settings.index_home / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
