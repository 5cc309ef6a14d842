"""From a request to Advice: no screen, no globals. These are the public names."""

from assistant.backends import quiet as _quiet  # first: it turns telemetry off before any library reads it
from assistant.errors import AssistantError, UnusableInput
from assistant.index import open_index
from assistant.models import Advice, Context, Draft, Finding, Issue, Kind, Light, Passage, Question, Verdict
from assistant.pipeline import Assistant, ask, lookup, open_assistant, pause, review, rewrite
from assistant.retrieve import GuidanceRetriever
from assistant.settings import Settings

__all__ = [
    "Advice", "Assistant", "AssistantError", "Context", "Draft", "Finding", "GuidanceRetriever", "Issue", "Kind", "Light",
    "Passage", "Question", "Settings", "UnusableInput", "Verdict", "ask", "lookup", "open_assistant", "open_index", "pause", "review",
    "rewrite",
]  # fmt: skip

_quiet.hush()
