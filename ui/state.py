"""What one visitor has typed and been told, in memory for as long as the page is open: the one file that touches it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from assistant import Advice, Context
from assistant.models import NOWHERE
from assistant.rewrite import Rewrite
from corpus.official.importing import Import
from ui.job import Job

QUESTION = "question"
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer."""

    question: str
    advice: Advice
    context: Context = NOWHERE
    day: date | None = None
    """The past day it was asked for."""


@dataclass(frozen=True, slots=True)
class Check:
    """A draft as it was checked, and what came back."""

    text: str
    advice: Advice


@dataclass(frozen=True, slots=True)
class Checks:
    """The last check, and the one before it."""

    last: Check
    before: Check | None = None
    number: int = 1
    """How many there were of this draft."""


def turns() -> tuple[Turn, ...]:
    """The conversation so far, oldest first."""
    told: tuple[Turn, ...] = st.session_state.get("turns", ())
    return told


def add_turn(turn: Turn) -> None:
    """Put an answered question at the end of the conversation."""
    st.session_state["turns"] = (*turns(), turn)


def put_turn_advice(advice: Advice) -> None:
    """Put another answer in the place of the last."""
    *before, last = turns()
    st.session_state["turns"] = (*before, replace(last, advice=advice))


def put_check_advice(advice: Advice) -> None:
    """Put another answer in the place of the last check's."""
    held = checks()
    if held:
        st.session_state["checks"] = replace(held, last=replace(held.last, advice=advice))


def job() -> Job | None:
    """The written answer under way, where there is one."""
    held: Job | None = st.session_state.get("job")
    return held


def put_job(begun: Job | None) -> None:
    """Keep a written answer under way; one before it is given up."""
    before = job()
    if before and before is not begun:
        before.stop()
    st.session_state["job"] = begun


def has_agreed() -> bool:
    """The doctor has agreed in this conversation that hidden words go to a model elsewhere."""
    return bool(st.session_state.get("agreed"))


def agree() -> None:
    """Agree, until the conversation starts over or the draft is cleared."""
    st.session_state["agreed"] = True


def start_over() -> None:
    """Forget the conversation."""
    put_job(None)
    for name in ("turns", "refused", "returned", "agreed"):
        st.session_state.pop(name, None)


def refuse(question: str, message: str) -> None:
    """Keep a question that could not be judged, to be put back into the box with the reason."""
    st.session_state["refused"] = message
    st.session_state["returned"] = question


def refusal() -> str | None:
    """Why the last question could not be judged, told once; its words go back into the box."""
    returned = st.session_state.pop("returned", None)
    if returned is not None:
        st.session_state[QUESTION] = returned
    message: str | None = st.session_state.pop("refused", None)
    return message


def checks() -> Checks | None:
    """The checks of the draft in hand, where there was one."""
    made: Checks | None = st.session_state.get("checks")
    return made


def add_check(text: str, advice: Advice) -> None:
    """Make it the last check; the last becomes the one before."""
    earlier, check = checks(), Check(text, advice)
    st.session_state["checks"] = Checks(check, earlier.last, earlier.number + 1) if earlier else Checks(check)


def rewriting() -> Rewrite | None:
    """The rewrite of the draft last checked, where one was asked for."""
    made, number = st.session_state.get("rewriting", (None, 0))
    held = checks()
    return made if held and held.number == number else None


def put_rewriting(made: Rewrite) -> None:
    """Keep the rewrite of the draft last checked, until the next check."""
    held = checks()
    st.session_state["rewriting"] = (made, held.number if held else 0)


def use_rewrite(text: str) -> None:
    """Put a rewrite in the place of the draft, to be checked at once."""
    st.session_state[DRAFT] = text
    st.session_state["check-wanted"] = True


def clear_draft() -> None:
    """Forget the draft and its checks."""
    put_job(None)
    for name in ("checks", "rewriting", "agreed"):
        st.session_state.pop(name, None)
    put_draft("", Context())


def put_draft(text: str, context: Context) -> None:
    """Fill the fields of the draft."""
    st.session_state[DRAFT] = text
    for name in ("platform", "audience", "role"):
        st.session_state[name_of(DRAFT, name)] = getattr(context, name)


def check_example(text: str, context: Context) -> None:
    """Begin anew with an example, to be checked at once."""
    st.session_state.pop("checks", None)
    put_draft(text, context)
    st.session_state["check-wanted"] = True


def is_check_wanted() -> bool:
    """A check was asked for by other means than its button; told once."""
    return bool(st.session_state.pop("check-wanted", False))


def keep_import(made: Import) -> None:
    """Remember what was just imported, for the report."""
    st.session_state["import"] = made


def last_import() -> Import | None:
    """What was imported last while this page is open."""
    made: Import | None = st.session_state.get("import")
    return made


def restore(*names: str) -> None:
    """Put back what a widget held before its page was left: a widget that is not drawn forgets."""
    for name in names:
        if name not in st.session_state and name in _kept():
            st.session_state[name] = _kept()[name]


def keep(*names: str) -> None:
    """Remember what widgets hold, for `restore`."""
    st.session_state["kept"] = _kept() | {name: st.session_state[name] for name in names if name in st.session_state}


def name_of(owner: str, field: str) -> str:
    """The name under which a page's field is held."""
    return f"{owner}-{field}"


def _kept() -> dict[str, Any]:
    held: dict[str, Any] = st.session_state.get("kept", {})
    return held
