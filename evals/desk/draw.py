"""What the labelling desk draws: one case to judge, how far annotators agree, what is left to settle."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

import streamlit as st

from assistant.models import Context, Draft, Issue, Kind, Question, Verdict
from assistant.pipeline import Assistant, ask, lookup, review
from assistant.render import VERDICT_WORDS
from evals.desk.agreement import agreements, disagreements
from evals.desk.models import Label
from evals.desk.order import waiting
from evals.desk.store import Store, latest, settled
from evals.errors import NoDatabase
from evals.models import Case

# a key for each verdict, from the lightest
KEYS = dict(zip(Verdict, "123456", strict=True))
FOUND = 12


@dataclass(frozen=True, slots=True)
class Desk:
    """What every view needs."""

    store: Store
    cases: Sequence[Case]
    assistant: Callable[[], Assistant]
    annotator: str


def signed_in() -> str | None:
    """The annotator's name, asked for once; None until it is given."""
    if name := st.session_state.get("annotator"):
        st.caption(f"You are {name}.", help="Close the page to leave; everything you committed is saved.")
        return str(name)
    with st.form("sign-in"):
        typed = st.text_input("Your name", max_chars=80, help="Your labels are kept under it. Use the same one each time.")
        if st.form_submit_button("Begin") and typed.strip():
            st.session_state["annotator"] = " ".join(typed.split())
            st.rerun()
    return None


def judge(desk: Desk) -> None:
    """One case, judged blind; after the commit, the assistant's answer beside it."""
    # opened before anything is drawn, or keys would be pressed on half a page
    desk.assistant()
    labels = desk.store.all()
    left = waiting(desk.cases, labels, desk.annotator)
    done = len(desk.cases) - len(left)
    st.progress(done / max(1, len(desk.cases)), text=f"{done} of {len(desk.cases)} judged")
    if committed := st.session_state.get("committed"):
        _reveal(desk, *committed)
        return
    if not left:
        st.success("You have judged every case. Thank you.")
        return
    case = left[0]
    began = st.session_state.setdefault(f"began {case.id}", time.monotonic())
    _shown(case)
    verdict = _verdict(case)
    issues = st.multiselect("What it is about", list(Issue), format_func=lambda issue: issue.value.replace("-", " "), key=f"issues {case.id}")
    cite = _paragraphs(desk, case)
    marked = st.text_area("Words that cause the trouble, copied exactly, one passage a line", key=f"spans {case.id}", height=80)
    vital = st.text_area("What an answer must say, one point a line", key=f"vital {case.id}", height=80)
    comment = st.text_input("Why, in a sentence", key=f"comment {case.id}")
    spans = _lines(marked)
    strange = [words for words in spans if words not in (case.input or "")]
    note = st.empty()
    if strange:
        note.warning(f"Not in the text as typed: “{strange[0]}”. Copy it exactly, or take it out.")
    elif verdict is None:
        note.info("Choose a verdict: keys 1 to 6. Then Ctrl+Enter commits.")
    if st.button("Commit", type="primary", shortcut="Ctrl+Enter") and verdict and not strange:
        label = Label(
            case=case.id, annotator=desk.annotator, verdict=verdict, issues=tuple(issues), cite=tuple(cite), spans=tuple(spans),
            vital=tuple(_lines(vital)), comment=comment.strip(), seconds=time.monotonic() - began, saved=datetime.now(UTC),
        )  # fmt: skip
        if _saved(desk, label):
            st.session_state["committed"] = (case, label)
            st.rerun()


def agreement(desk: Desk) -> None:
    """How far annotators agree on each label, and how long they take."""
    labels = latest(desk.store.all())
    people = sorted({label.annotator for label in labels})
    st.subheader("How far you agree")
    if len(people) < 2:
        st.info("Nothing to compare yet: at least two people must judge the same cases.")
        return
    rows = []
    for told in agreements(labels):
        pairs = {f"κ {a} and {b}": _number(value) for (a, b), value in told.cohen.items()}
        rows.append(
            {"label": told.label, "cases": told.cases, "raw": _number(told.raw), "Fleiss κ": _number(told.fleiss),
             "Krippendorff α": _number(told.alpha)} | pairs
        )  # fmt: skip
    st.table(rows)
    st.caption(
        "κ and α: 0 is chance, 1 is complete; a dash where there is nothing to tell apart. Trained coders agree on such "
        "judgements 0.87 to 0.89 of the time, raw."
    )
    times = {person: [label.seconds for label in labels if label.annotator == person] for person in people}
    st.table([{"annotator": person, "judged": len(held), "seconds a case": f"{sum(held) / len(held):.0f}"} for person, held in times.items()])


def settle(desk: Desk) -> None:
    """Cases judged differently, one at a time, every label side by side."""
    labels = desk.store.all()
    own = latest(labels)
    open_ = disagreements(own, settled(labels))
    by_id = {case.id: case for case in desk.cases if case.id in open_}
    st.subheader("Judged differently")
    if not by_id:
        st.info("Nothing to settle.")
        return
    case = by_id[st.selectbox(f"{len(by_id)} to settle", list(by_id), key="settled")]
    _shown(case)
    said = [label for label in own if label.case == case.id]
    for column, label in zip(st.columns(len(said)), said, strict=True):
        column.html(_told(label))
    verdict = _verdict(case, "settle ")
    default = [issue for issue in Issue if 2 * sum(issue in label.issues for label in said) >= len(said)]
    issues = st.multiselect("Issues", list(Issue), default=default, format_func=lambda issue: issue.value.replace("-", " "), key=f"settle issues {case.id}")
    comment = st.text_input("Why this one", key=f"settle comment {case.id}")
    if st.button("Settle", type="primary", disabled=verdict is None) and verdict:
        cite = tuple(dict.fromkeys(id_ for label in said for id_ in label.cite))
        spans = tuple(dict.fromkeys(words for label in said for words in label.spans))
        vital = tuple(dict.fromkeys(point for label in said for point in label.vital))
        final = Label(
            case=case.id, annotator=desk.annotator, verdict=verdict, issues=tuple(issues), cite=cite, spans=spans, vital=vital,
            comment=comment.strip(), adjudicates=True, saved=datetime.now(UTC),
        )  # fmt: skip
        if _saved(desk, final):
            st.rerun()


def _shown(case: Case) -> None:
    """The case as its writer would have seen it, and where it was to go; never what anybody judged."""
    context = case.context
    where = " · ".join(filter(None, (case.kind.value, context.platform, context.audience, context.role)))
    st.html(f'<p>{escape(where)}</p><blockquote dir="auto" style="white-space: pre-wrap; overflow-wrap: anywhere">{escape(case.input or "")}</blockquote>')


def _verdict(case: Case, lead: str = "") -> Verdict | None:
    """The verdict chosen so far: a button and a key each."""
    held = f"{lead}verdict {case.id}"
    for column, verdict in zip(st.columns(3) + st.columns(3), Verdict, strict=True):
        chosen = st.session_state.get(held) is verdict
        pressed = column.button(
            VERDICT_WORDS[verdict], key=f"{held} {verdict.value}", shortcut=None if lead else KEYS[verdict],
            type="primary" if chosen else "secondary", width="stretch",
        )  # fmt: skip
        if pressed:
            st.session_state[held] = verdict
            st.rerun()
    given: Verdict | None = st.session_state.get(held)
    return given


def _paragraphs(desk: Desk, case: Case) -> list[str]:
    """Paragraphs picked from a search of the guidance; those picked stay when the words searched for change."""
    words = st.text_input("Search the guidance", key=f"search {case.id}")
    held: list[str] = st.session_state.get(f"cite {case.id}", [])
    assistant = desk.assistant()
    found = [passage.paragraph.id for passage in lookup(assistant, words, FOUND)] if words.strip() else []
    texts = assistant.corpus.paragraphs
    return st.multiselect(
        "Paragraphs that decide", list(dict.fromkeys([*held, *found])), key=f"cite {case.id}",
        format_func=lambda id_: f"{id_}: {texts[id_].digest[:90]}", placeholder="search above, then pick",
    )  # fmt: skip


def _reveal(desk: Desk, case: Case, label: Label) -> None:
    """The assistant's answer and the label just committed, side by side."""
    _shown(case)
    assistant = desk.assistant()
    context = Context(**case.context.model_dump())
    advice = review(assistant, Draft(case.input or "", context)) if case.kind is Kind.DRAFT else ask(assistant, Question(case.input or "", context))
    reasons = "".join(f"<li>{escape(reason.text)}</li>" for reason in advice.reasons)
    yours, ours = st.columns(2)
    yours.html(_told(label))
    ours.html(
        f"<h4>The assistant</h4><p><strong>{escape(VERDICT_WORDS[advice.verdict])}</strong> ({advice.confidence:.2f})</p>"
        f"<p>{escape(advice.headline)}</p><ul>{reasons}</ul>"
    )
    st.caption("Your label is saved, and stays as you gave it.")
    if st.button("Next case", type="primary", shortcut="Enter"):
        del st.session_state["committed"]
        st.rerun()


def _told(label: Label) -> str:
    """One annotator's label as HTML."""
    parts = [f"<h4>{escape(label.annotator)}</h4><p><strong>{escape(VERDICT_WORDS[label.verdict])}</strong></p>"]
    for title, values in (
        ("issues", [issue.value for issue in label.issues]), ("paragraphs", label.cite), ("words", label.spans), ("must say", label.vital),
    ):  # fmt: skip
        if values:
            parts.append(f"<p>{title}: {escape('; '.join(values))}</p>")
    if label.comment:
        parts.append(f"<p>{escape(label.comment)}</p>")
    return "".join(parts)


def _saved(desk: Desk, label: Label) -> bool:
    """Whether the label is on disk; where it is not, the page says so and keeps what was typed."""
    try:
        desk.store.save(label)
    except NoDatabase as error:
        st.error(str(error))
        return False
    return True


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
