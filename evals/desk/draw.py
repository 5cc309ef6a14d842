"""What the labelling desk draws: one case to judge, how far annotators agree, what is left to settle."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

import streamlit as st

from assistant.models import Context, Issue, Verdict
from assistant.pipeline import Assistant, lookup
from assistant.render import VERDICT_WORDS
from evals.desk.agreement import agreements, disagreements
from evals.desk.items import Item, all_items
from evals.desk.models import Label
from evals.desk.order import waiting
from evals.desk.store import Store, latest, settled
from evals.errors import NoDatabase
from evals.models import Case
from evals.run import put

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
    """One case, judged blind; after the commit, the assistant's answer beside it.

    A conversation is judged message by message, and its answers are shown when all of it is committed: the first
    would give the next away.
    """
    # opened before anything is drawn, or keys would be pressed on half a page
    desk.assistant()
    labels = desk.store.all()
    left = waiting(desk.cases, labels, desk.annotator)
    of = len(all_items(desk.cases))
    st.progress((of - len(left)) / max(1, of), text=f"{of - len(left)} of {of} judged")
    committed: list[tuple[Item, Label]] = st.session_state.setdefault("committed", [])
    if committed and committed[-1][0].is_last:
        _reveal(desk, committed)
        return
    if not left:
        st.success("You have judged every case. Thank you.")
        return
    item = left[0]
    began = st.session_state.setdefault(f"began {item.id}", time.monotonic())
    _shown(item)
    verdict = _verdict(item)
    issues = st.multiselect("What it is about", list(Issue), format_func=lambda issue: issue.value.replace("-", " "), key=f"issues {item.id}")
    cite = _paragraphs(desk, item)
    marked = st.text_area("Words that cause the trouble, copied exactly, one passage a line", key=f"spans {item.id}", height=80)
    vital = st.text_area("What an answer must say, one point a line", key=f"vital {item.id}", height=80)
    comment = st.text_input("Why, in a sentence", key=f"comment {item.id}")
    spans = _lines(marked)
    strange = [words for words in spans if words not in item.exchange.text]
    note = st.empty()
    if strange:
        note.warning(f"Not in the text as typed: “{strange[0]}”. Copy it exactly, or take it out.")
    elif verdict is None:
        note.info("Choose a verdict: keys 1 to 6. Then Ctrl+Enter commits.")
    if st.button("Commit", type="primary", shortcut="Ctrl+Enter") and verdict and not strange:
        label = Label(
            case=item.id, annotator=desk.annotator, verdict=verdict, issues=tuple(issues), cite=tuple(cite), spans=tuple(spans),
            vital=tuple(_lines(vital)), comment=comment.strip(), seconds=time.monotonic() - began, saved=datetime.now(UTC),
        )  # fmt: skip
        if _saved(desk, label):
            committed.append((item, label))
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
    by_id = {item.id: item for item in all_items(desk.cases) if item.id in open_}
    st.subheader("Judged differently")
    if not by_id:
        st.info("Nothing to settle.")
        return
    item = by_id[st.selectbox(f"{len(by_id)} to settle", list(by_id), key="settled")]
    _shown(item)
    said = [label for label in own if label.case == item.id]
    for column, label in zip(st.columns(len(said)), said, strict=True):
        column.html(_told(label))
    verdict = _verdict(item, "settle ")
    default = [issue for issue in Issue if 2 * sum(issue in label.issues for label in said) >= len(said)]
    issues = st.multiselect("Issues", list(Issue), default=default, format_func=lambda issue: issue.value.replace("-", " "), key=f"settle issues {item.id}")
    comment = st.text_input("Why this one", key=f"settle comment {item.id}")
    if st.button("Settle", type="primary", disabled=verdict is None) and verdict:
        cite = tuple(dict.fromkeys(id_ for label in said for id_ in label.cite))
        spans = tuple(dict.fromkeys(words for label in said for words in label.spans))
        vital = tuple(dict.fromkeys(point for label in said for point in label.vital))
        final = Label(
            case=item.id, annotator=desk.annotator, verdict=verdict, issues=tuple(issues), cite=cite, spans=spans, vital=vital,
            comment=comment.strip(), adjudicates=True, saved=datetime.now(UTC),
        )  # fmt: skip
        if _saved(desk, final):
            st.rerun()


def _shown(item: Item) -> None:
    """The request as its writer would have seen it, what was asked before, and where it was to go; never what anybody judged."""
    context, exchange = item.case.context, item.exchange
    where = " · ".join(filter(None, (exchange.kind.value, context.platform, context.audience, context.role)))
    before = "".join(f'<p dir="auto">{escape(said)}</p>' for said in exchange.earlier)
    st.html(
        f"<p>{escape(where)}</p>"
        + (f"<p>Asked before:</p>{before}<p>Now, to be judged:</p>" if before else "")
        + f'<blockquote dir="auto" style="white-space: pre-wrap; overflow-wrap: anywhere">{escape(exchange.text)}</blockquote>'
    )


def _verdict(item: Item, lead: str = "") -> Verdict | None:
    """The verdict chosen so far: a button and a key each."""
    held = f"{lead}verdict {item.id}"
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


def _paragraphs(desk: Desk, item: Item) -> list[str]:
    """Paragraphs picked from a search of the guidance; those picked stay when the words searched for change."""
    words = st.text_input("Search the guidance", key=f"search {item.id}")
    held: list[str] = st.session_state.get(f"cite {item.id}", [])
    assistant = desk.assistant()
    found = [passage.paragraph.id for passage in lookup(assistant, words, FOUND)] if words.strip() else []
    texts = assistant.corpus.paragraphs
    return st.multiselect(
        "Paragraphs that decide", list(dict.fromkeys([*held, *found])), key=f"cite {item.id}",
        format_func=lambda id_: f"{id_}: {texts[id_].digest[:90]}", placeholder="search above, then pick",
    )  # fmt: skip


def _reveal(desk: Desk, committed: Sequence[tuple[Item, Label]]) -> None:
    """The assistant's answers and the labels just committed, side by side."""
    for item, label in committed:
        _shown(item)
        advice = put(desk.assistant(), item.exchange, Context(**item.case.context.model_dump()))
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
